"""Whether what turns pages, cards or slides turns those of the balances, or of another list on the page."""

import re
from collections.abc import Iterator
from decimal import Decimal

from checker.money import NotAnAmount, parse
from checker.page.sight import Control
from checker.portal.words import plain
from checker.reading.amounts import judge
from checker.reading.claims import Claim
from checker.reading.found import Found
from checker.reading.page import Page, shared
from checker.reading.segments import Segment

_DEEP = 8
"""How many steps below the list of cards an amount may stand."""
_PAGER = 20
"""Texts: a pager has no more."""
_UNDER = 60
"""Pixels: what belongs to a table stands no farther below it."""
_SIGN = 60
"""Pixels: an arrow or a dot is no larger."""


def turns_pages(page: Page, control: Control) -> bool:
    """Whether a control leads to another page of a list: "2", "Berikutnya", or a select of pages."""
    if control.role in ("link", "button"):
        return page.words.fits("more_pages", control.name) and control.layer is None
    labels = [label for label, _, _ in control.options]
    if len(labels) < 2 or not all(page.words.fits("page_entries", label) for label in labels):
        return False
    numbers = [re.findall(r"[0-9]+", label)[0] for label in labels]
    if [int(one) for one in numbers] != list(range(int(numbers[0]), int(numbers[0]) + len(numbers))):
        return False
    beside = [one.text for one in page.texts if one.words[0].control < 0 and one.box.beside(control.box)]
    named = [text for text in (control.name, *beside) if plain(text)]
    # Bare numbers may be months: then they are called so.
    return any(page.words.fits("page_names", text) for text in (*named, *labels) if not text.isdecimal()) or not named


def clipped_beside(page: Page, path: tuple[int, ...]) -> Iterator[tuple[set[Decimal], str]]:
    """Of the parts that are clipped as a whole, those built like the one that holds `path`, beside it in one list:
    their amounts and their words.
    """
    parts: dict[int, list[tuple[str, bool]]] = {}
    for text, other in page.sight.clipped:
        at = shared(path, other)
        if at < min(len(path), len(other)) and other[at] not in page.held:
            parts.setdefault(other[at], []).append((text, len(other) == len(path) and len(path) - at <= _DEEP))
    for part in parts.values():
        amounts = {amount for text, alike in part if alike for amount in _amounts(text)}
        if amounts:
            yield amounts, " ".join(text for text, _ in part)


def _amounts(word: str) -> set[Decimal]:
    try:
        amount = parse(word)
    except NotAnAmount:
        return set()
    return {value for value in (amount.dot, amount.comma) if value is not None}


def is_of_others(page: Page, one: Segment, found: list[Found]) -> bool:
    """Whether a remark is of other things than cards: by the part that it stands in, or the heading it stands under."""
    if is_of_other_part(page, one.path):
        return True
    over = next((head for head, _ in reversed(page.titles) if head.at < one.at), None)
    last = max((each.segment.at for each in found), default=len(page.segments))
    return over is not None and over.at > last and _is_of_other_things(page, over)


def is_of_other_part(page: Page, path: tuple[int, ...]) -> bool:
    """Whether the part of the page that holds `path` is of other amounts, or of none and opens with what it is of."""
    if _is_of_other_list(page, path):
        return True
    for step in reversed(path[2:]):
        held = page.held.get(step, ())
        if any(one.is_value or one in page.kpjs for one in held):
            return False
        if len(held) > 1 and _is_of_other_things(page, held[0]):
            return True
    return False


def _is_of_other_things(page: Page, head: Segment) -> bool:
    """Whether a heading, or the text that opens a part of a page, names other things than cards and balances."""
    words = page.words
    if any(words.says(name, head.text) for name in ("kpj", "references", "balance", "total")):
        return False
    if words.fits("page_names", head.text) or words.further(head.text) is not None or plain(head.text).isdecimal():
        return False
    return bool(head.words[0].heading) or words.says("other_parts", head.text)


def _is_of_other_list(page: Page, path: tuple[int, ...]) -> bool:
    """Whether the smallest part of the page that holds `path` and an amount or a card is a table of other amounts."""
    for step in reversed(path):
        inside = [one for one in page.held.get(step, ()) if one.is_value or one in page.kpjs]
        if inside:
            return _are_other_amounts(page, inside) or _is_under_other_list(page, path, inside)
    return False


def _are_other_amounts(page: Page, inside: list[Segment]) -> bool:
    """Whether amounts and cards are those of a table, and all are other things than a card or a balance."""
    claims = {judge(page, one).claim for one in inside}
    ours = claims & {Claim.EXPLICIT, Claim.GENERIC, Claim.UNCLEAR} or any(one in page.kpjs for one in inside)
    return all(one.cell for one in inside) and Claim.QUALIFIED in claims and not ours


def _is_under_other_list(page: Page, path: tuple[int, ...], inside: list[Segment]) -> bool:
    """Whether a pager follows right below a headed table of other amounts, and no closer to what else is `inside`."""
    at = next((one.at for one in page.segments if path[-1] in one.path), 0)
    before = [one for one in page.segments[max(at - _PAGER, 0) : at] if not _is_of_pager(page, one)]
    last = before[-1].cell if before else None
    if last is None:
        return False
    table = page.tables[last.table]
    others = [one for one in inside if one not in table and one.at < at]
    amounts = [one for one in table if one.is_value or one in page.kpjs]
    headed = any(max((one.at for one in others), default=-1) < head.at < table[0].at for head, _ in page.titles)
    # The list of cards may go on below the last card's own table.
    nearest = all(shared(path, table[0].path) >= shared(table[0].path, one.path) for one in others)
    gap = page.segments[at].box.y - max(one.box.bottom for one in table)
    return headed and nearest and 0 <= gap < _UNDER and _are_other_amounts(page, amounts)


def _is_of_pager(page: Page, one: Segment) -> bool:
    """Whether a text that stands in no table is one of a pager's: "Halaman 1 dari 12", "3"."""
    return one.cell is None and any(
        page.words.fits(name, one.text) for name in ("more_pages", "page_names", "page_entries")
    )


def turns_cards(page: Page, control: Control, found: list[Found]) -> bool:
    """Whether a control is one of the signs that turn over what they stand with, a balance: dots, or two arrows."""
    called = _sign(page, control)
    if called is None:
        return False
    return any(
        _is_dot(page, control, other, called, found) or (not called and _are_arrows(page, control, other, found))
        for other in page.sight.controls
        if other is not control
        and (other.role, len(other.path)) == (control.role, len(control.path))
        and _sign(page, other) == called
    )


def _is_dot(page: Page, control: Control, other: Control, called: str, found: list[Found]) -> bool:
    """Whether two signs are dots: they stand in a list of their own, beside what they turn over, and one is chosen."""
    at = shared(control.path, other.path)
    drawn = any(control.path[-1] in picture.path for picture in page.sight.pictures)  # an icon, of a menu maybe
    dots = control.selected and not other.selected and len(control.path) - at < 3 and (called or not drawn)
    return bool(dots) and any(control.path[at - 2] in one.segment.path for one in found)


def _are_arrows(page: Page, control: Control, other: Control, found: list[Found]) -> bool:
    """Whether two signs stand on both sides of a balance; an eye and the like stand between it and its label."""
    at = shared(control.path, other.path)
    if at != len(control.path) - 1:
        return False
    for one in found:
        part = one.segment.path[at] if one.segment.path[:at] == control.path[:at] else -1
        whole = all(part in label.path for label in page.labels(one.segment))
        if control.path[at] < part < other.path[at] and whole:
            return True
    return False


def _sign(page: Page, control: Control) -> str | None:
    """What a sign is called without its number: nothing, or "Go to slide"; None for what is no sign."""
    fits = control.role in ("button", "link", "hand", "tab") and max(control.box.w, control.box.h) <= _SIGN
    if not fits or (control.link and "#" not in control.link) or page.words.fits("card_names", control.name):
        return None
    if not plain(control.name):
        return ""
    said, numbers = re.subn(r"\b[0-9]{1,2}\b", "", control.name)
    return plain(said) or None if numbers == 1 else None
