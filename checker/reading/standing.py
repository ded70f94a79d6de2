"""Of what day the balance of each card is, and what explains one long past: that the card is no longer paid into."""

from datetime import date

import msgspec

from checker.kpj import without_any_kpjs
from checker.portal.words import undated
from checker.reading.fields import days_of
from checker.reading.found import Found
from checker.reading.page import Page
from checker.reading.remarks import is_about_others
from checker.reading.segments import Segment
from checker.reading.times import LONG_AGO

_STATE = 8
"""Words: what tells the state of a card has no more."""


class Standing(msgspec.Struct, frozen=True):
    """What a card says of itself: the `days` that its balance is of, whether it has `ended`, or is `active`."""

    days: frozenset[date]
    ended: bool
    active: bool


def standings(page: Page, found: list[Found]) -> list[Standing]:
    """What each of the cards found says of itself, in their order; only where there are none, the totals."""
    found = _cards(found)
    told: dict[int, list[Segment]] = {one.segment.at: [] for one in found}
    for text in page.texts:
        owner = _owner(page, text, found) if not is_about_others(page, text, found) else None
        if owner is not None:
            told[owner.segment.at].append(text)
    return [_standing(page, one, told[one.segment.at]) for one in found]


def ownerless(page: Page, found: list[Found]) -> list[date]:
    """The days of which the page says that balances are, and not which."""
    found = _cards(found)
    days = [(text, day) for text in page.texts if (day := page.dating(text)) is not None]
    return [day for text, day in days if not is_about_others(page, text, found) and _owner(page, text, found) is None]


def _cards(found: list[Found]) -> list[Found]:
    return [one for one in found if not one.total] or found


def _standing(page: Page, one: Found, texts: list[Segment]) -> Standing:
    days = {day for text in texts for day in (*days_of(page, text, "as_of"), page.dating(text)) if day is not None}
    days = {one.as_of} if one.as_of is not None else days
    ended, active = _states(page, texts)
    return Standing(frozenset(days), ended, active)


def is_left(page: Page, value: Segment) -> bool:
    """Whether the smallest part around an amount that tells the state of a card says that it has ended."""
    for step in reversed(value.path):
        held = page.held[step]
        ended, active = _states(page, [one for one in held if one.is_text])
        if ended or active:
            return ended and not active and len({one.text for one in page.numbers if step in one.path}) < 2
    return False


def _states(page: Page, texts: list[Segment]) -> tuple[bool, bool]:
    """Whether some texts say that a card has ended, and whether they say that it is active."""
    states = [text.text for text in texts if len(undated(text.text).split()) <= _STATE]
    return any(page.words.fits("ended", one) for one in states), any(_is_active(page, one) for one in states)


def _is_active(page: Page, text: str) -> bool:
    """Whether a text says of a card that it is active, and no more than its number and its employer beside."""
    bare = undated(without_any_kpjs(page.words.nameless(text)))
    rest = [word for word in bare.split() if word not in page.words.membership and word not in page.words.as_of]
    return rest in (["aktif"], ["active"], ["masih", "aktif"], ["peserta", "aktif"])


def is_past(page: Page, day: date) -> bool:
    """Whether a day is past for so long that a balance of it is not the present one."""
    return (page.today - day).days > LONG_AGO


def _owner(page: Page, text: Segment, found: list[Found]) -> Found | None:
    """The card that a text tells of: that of the part which names no other, or that between whose number and the
    next it stands.
    """
    if len(found) == 1 and not _others(page, found[0], text.path[:2]):
        return found[0]
    own = [one for one in found if _is_own(page, text, one)]
    if own:
        return own[0] if len(own) == 1 else None
    near = [one for one in found if _is_between(page, text, one)] if text.words[0].control < 0 else []
    return near[0] if len(near) == 1 else None


def _is_between(page: Page, text: Segment, one: Found) -> bool:
    """Whether no number of a card stands between a text and a balance, and it is as close to that as its own number."""
    first, last = sorted((one.segment.at, text.at))
    depths = [page.depth(each, one.segment) for each in page.numbers]
    between = any(first < each.at < last for each in page.numbers)
    return not between and page.depth(text, one.segment) >= max(depths, default=0)


def _is_own(page: Page, text: Segment, one: Found) -> bool:
    """Whether a text stands in the largest part of the page that holds a balance and no other card's number."""
    at = page.depth(text, one.segment)
    return at > 1 and not _others(page, one, one.segment.path[:at])


def _others(page: Page, one: Found, part: tuple[int, ...]) -> bool:
    """Whether a part of the page names more cards than one, or another than that of a balance."""
    numbers = {each.text for each in page.numbers if each.path[: len(part)] == part}
    return len(numbers) > 1 or (one.kpj is not None and bool(numbers - {one.kpj}))
