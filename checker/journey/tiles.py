"""The way to the balance where only a heading names it, and what is to be pressed says no more than "Lihat"."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from checker.reading.segments import Kind, Segment, segments

if TYPE_CHECKING:
    from checker.page.sight import Control, Sight
    from checker.portal.entries import Told
    from checker.portal.selectors import Selectors

PRESSED = ("link", "button", "menuitem", "hand")


def way(sight: "Sight", selectors: "Selectors", heading: "Told | None" = None) -> "Control | None":
    """What alone belongs to a heading that names the balance, or fits `heading`; None where that is not sure.

    What belongs to a heading is told by structure only: the smallest part of the page that holds it and something to be
    pressed holds one such thing, and no other heading.
    """
    texts = [one for one in segments(sight) if one.kind is Kind.TEXT]
    heads = [one for one in texts if (heading or selectors.tiles.heading).search(one.text)]
    ways = {one.path: one for head in heads if (one := _way_of(head, texts, sight, selectors)) is not None}
    return next(iter(ways.values())) if len({one.link or one.path for one in ways.values()}) == 1 else None


def _way_of(head: Segment, texts: list[Segment], sight: "Sight", selectors: "Selectors") -> "Control | None":
    for step in reversed(head.path):
        inside = [one for one in sight.controls if one.role in PRESSED and step in one.path]
        if inside:
            own = _alone(inside)
            others = [one for one in texts if one is not head and step in one.path]
            return own if own is not None and _is_sure(own, head, others, selectors) else None
    return None


def _alone(inside: "list[Control]") -> "Control | None":
    """The one thing to be pressed: of those that lie one in another the inner, of links to one address the first."""
    inner = [
        one
        for one in inside
        if one.role != "hand" or not any(other is not one and one.path[-1] in other.path for other in inside)
    ]
    same = len({one.link for one in inner}) == 1 and inner[0].link
    return inner[-1] if len(inner) == 1 or same else None


def _is_sure(own: "Control", head: Segment, others: list[Segment], selectors: "Selectors") -> bool:
    """Whether a control is the way to what its heading names, going by all the words that are with them."""
    holds_head = own.path[-1] in head.path
    said = [one.text for one in others]
    return (
        not own.disabled
        and (holds_head or bool(selectors.tiles.way.search(own.name)))
        and not any(selectors.denied.search(text) for text in (own.name, own.more, urlsplit(own.link).path, *said))
        and not any(selectors.tiles.foreign.search(text) for text in (own.name, *said))
        and not any(selectors.words.says("other_programmes", text) for text in said)
        and not any(_is_heading(one, head, selectors) for one in others)
    )


def _is_heading(one: Segment, head: Segment, selectors: "Selectors") -> bool:
    """Whether a text may name another thing: a heading, or as few words as a heading has in letters as large."""
    if selectors.tiles.way.search(one.text) or not selectors.words.phrases["programme"].without(one.text):
        return False
    # An icon of a font that spells its signs, or what an amount is counted in.
    sign = len(one.words) == 1 and (one.text.islower() or len(one.text) < 3)
    if head.words[0].heading or one.words[0].heading:
        return bool(one.words[0].heading) and not sign
    return one.size >= head.size and len(one.words) <= 3 and not sign
