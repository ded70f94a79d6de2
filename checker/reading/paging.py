"""Whether what turns pages, cards or slides turns those of the balances, or of another list on the page."""

import re
from collections.abc import Iterator, Sequence
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
_OWN = 4
"""Steps: what stands no deeper is a part of the page itself."""
_ARROW = re.compile(r"[‹›«»<>←→❮❯◀▶]")
_SIGN = 60
"""Pixels: an arrow or a dot is no larger."""


def turns_pages(page: Page, control: Control) -> bool:
    """Whether a control leads to another page of a list: "2", "Berikutnya", or a select of pages."""
    if control.role in ("link", "button"):
        turns = page.words.fits("more_pages", control.name) and control.layer is None
        return turns and not _numbers_row(page, control)
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


def _numbers_row(page: Page, control: Control) -> bool:
    """Whether a control is the number of a card's row in a table of them."""
    cells = [one.cell for one in page.held.get(control.path[-1], ()) if one.cell]
    return any(
        one.cell and one.cell.table == cell.table and one.cell.same_row(cell) for cell in cells for one in page.kpjs
    )


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


def turns_cards(page: Page, control: Control, boxes: Sequence[Segment]) -> bool:
    """Whether a control is one of the signs that turn over what they stand with, a balance: dots, or two arrows."""
    peers = _peers(page, control)
    return any(_is_dot(page, control, one, boxes) for one in peers) or (
        _sign(page, control) == "" and any(_are_arrows(page, control, one, boxes) for one in peers)
    )


def arrows(page: Page, boxes: Sequence[Segment]) -> list[Control]:
    """The two arrows on both sides of a balance that turn it over; none where there are others than two."""
    pressed = [one for one in page.sight.controls if _sign(page, one) == ""]
    pairs = [(one, two) for one in pressed for two in _peers(page, one) if _are_arrows(page, one, two, boxes)]
    return list(pairs[0]) if len(pairs) == 1 else []


def dots(page: Page, boxes: Sequence[Segment]) -> list[Control]:
    """The dots that turn over a balance, all that stand in their row; none where one of them cannot be pressed."""
    signs = [one for one in page.sight.controls if _sign(page, one) is not None]
    for row in rows_of_dots(page, boxes):
        return [one for one in signs if row[-1] in one.path]
    first = next((one for one in signs if any(_is_dot(page, one, two, boxes) for two in _peers(page, one))), None)
    return [one for one in signs if one is first or one in _peers(page, first)] if first is not None else []


def rows_of_dots(page: Page, boxes: Sequence[Segment]) -> Iterator[tuple[int, ...]]:
    """The rows of dots that stand with a balance: in its own part of the page, or right below it on the page itself."""
    for row in page.sight.dots:
        at = len(row) - 1
        beside = {one.path[at] for one in boxes if row[-2] in one.path and len(one.path) > at}
        before = next(
            (one for one in reversed(page.segments) if one.path[:at] == row[:at] and one.path[at] < row[at]), None
        )
        if beside and (len(row) > _OWN or (before is not None and before.path[at] in beside)):
            yield row


def _peers(page: Page, control: Control) -> list[Control]:
    """The other signs that are called like one, and stand as deep."""
    called = _sign(page, control)
    alike = (
        one
        for one in page.sight.controls
        if one is not control and (one.role, len(one.path)) == (control.role, len(control.path))
    )
    return [one for one in alike if called is not None and _sign(page, one) == called]


def _is_dot(page: Page, control: Control, other: Control, boxes: Sequence[Segment]) -> bool:
    """Whether two signs are dots: they stand in a list of their own, beside what they turn over, and one is chosen."""
    at = shared(control.path, other.path)
    drawn = any(control.path[-1] in picture.path for picture in page.sight.pictures)  # an icon, of a menu maybe
    known = bool(_sign(page, control)) or not drawn
    if any(_ARROW.search(one.name) for one in (control, other)):
        return False
    dots = control.selected and not other.selected and len(control.path) - at < 3 and known
    return bool(dots) and any(control.path[at - 2] in one.path for one in boxes)


def _are_arrows(page: Page, control: Control, other: Control, boxes: Sequence[Segment]) -> bool:
    """Whether two signs stand on both sides of a balance; an eye and the like stand between it and its label."""
    at = shared(control.path, other.path)
    if at != len(control.path) - 1:
        return False
    for one in boxes:
        part = one.path[at] if one.path[:at] == control.path[:at] else -1
        whole = all(part in label.path for label in page.labels(one))
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
