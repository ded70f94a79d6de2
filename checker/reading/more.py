"""What on a page speaks for more cards than it shows: remarks, pagers, signs to turn over, what an edge cuts off."""

import re
from collections.abc import Iterator
from decimal import Decimal

from checker.money import NotAnAmount, parse
from checker.page.sight import Control
from checker.portal.words import plain
from checker.reading import half
from checker.reading.claims import Claim
from checker.reading.found import Found
from checker.reading.judging import judge
from checker.reading.open_doubts import Doubt
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


def doubts(page: Page, found: list[Found]) -> Iterator[Doubt]:
    """What speaks for cards that are not among the balances found."""
    yield from _by_remarks(page, found)
    yield from _by_ways(page, found)
    yield from _by_masks(page)
    yield from _by_pages(page, found)
    yield from _by_turning(page, found)
    yield from _by_edges(page, found)
    yield from half.doubts(page, found)


def told_of_more(page: Page) -> Iterator[Doubt]:
    """What a page without a balance says of how many cards there are."""
    yield from _by_remarks(page, [])
    for count in filter(None, (page.words.counted(one.text) for one in page.texts)):
        yield Doubt("more-cards-counted", "the page speaks of more cards than it shows", count=count)


def _by_remarks(page: Page, found: list[Found]) -> Iterator[Doubt]:
    """What the page says of cards that are shown elsewhere."""
    shown = max(len({one.text for one in page.kpjs}), len({one.balance for one in found}))
    for name, lasting in (("more_cards", True), ("other_cards", False)):
        # What a page says of a list without balances, such as the contributions, is said of that.
        told = [one for one in page.texts if page.words.fits(name, one.text)]
        lines = sum(page.words.fits(name, line) for line in page.sight.text.split("\n"))
        if lines > len(told) or not all(_is_of_others(page, one, found) for one in told):
            back = not lasting and lines <= len(told) and all(one.words[0].control >= 0 for one in told)
            yield Doubt(
                "more-cards-told", "the page says that more cards are shown elsewhere", lasting=lasting, back=back
            )
    for one in page.texts:
        further, whole = page.words.further(one.text), page.words.in_all(one.text)
        count = shown + further if further is not None else whole
        if count is not None and not _is_of_others(page, one, found):
            yield Doubt("more-cards-told", "the page says that more cards are shown elsewhere", count=count)


def _by_ways(page: Page, found: list[Found]) -> Iterator[Doubt]:
    """What may show more of what stands with it, where that is a card: "Lihat semua", "Slide berikutnya"."""
    for control in page.sight.controls:
        if control.disabled or control.role not in ("link", "button", "hand"):
            continue
        all_, turns = (page.words.fits(name, control.name) for name in ("see_all", "more_slides"))
        if page.words.fits("other_cards", control.name) and not page.words.fits("other_cards", page.sight.text):
            yield Doubt("more-cards-told", "the page says that more cards are shown elsewhere")
        elif (all_ or turns) and _stands_with_card(page, control, found, headed=all_):
            yield Doubt("cards-turned-over", "what the page shows a card with may show more cards")


def _stands_with_card(page: Page, control: Control, found: list[Found], *, headed: bool) -> bool:
    """Whether the smallest part of the page that holds a control and a text holds a card; that part, or its heading,
    must be one of cards where it has to be `headed`.
    """
    for step in reversed(control.path[:-1]):
        held = [one for one in page.held.get(step, ()) if control.path[-1] not in one.path and plain(one.text)]
        if held:
            ours = any(one in page.kpjs or any(one is each.segment for each in found) for one in held)
            over = [one for one, _ in page.titles if one.box.y <= control.box.bottom]
            cards = page.words.says("kpj", over[-1].text) or page.words.says("cards", over[-1].text) if over else False
            return ours and (not headed or cards or len(held) * 2 < len(page.segments))
    return False


def _by_masks(page: Page) -> Iterator[Doubt]:
    """Numbers of cards of which only the end is shown: as many cards are there."""
    known = {one.text for one in page.kpjs}
    tails: set[str] = set()
    for one in page.segments:
        here = page.words.tails(one.text)
        ours = len(here) > 1 and any(kpj.endswith(tail) for kpj in known for tail in here)
        if here and (ours or _is_of_card(page, one)):
            tails.update(here)
    more = {tail for tail in tails if not any(kpj.endswith(tail) for kpj in known)}
    if len(more) + len(known) > max(1, len(known)):
        why = "a card is named whose balance is not shown"
        yield Doubt("card-not-read", why, count=len(more) + len(known))


def _is_of_card(page: Page, one: Segment) -> bool:
    """Whether a masked number is a card's: as it says itself, the text before it, or the head of its column."""
    before = page.segments[one.at - 1] if one.at else None
    told = [one.text, *(head.text for head in page.heads(one))]
    if before is not None and not page.words.tail(before.text):
        told.append(before.text)
    # An employer has no other number that is masked.
    company = page.words.phrases["companies"].named(one.text)
    said = bool(company) or any(page.words.says("kpj", text) for text in told)
    return said and not any(page.words.says("other_numbers", text) for text in told)


def _by_pages(page: Page, found: list[Found]) -> Iterator[Doubt]:
    """Pages of the list of cards that are not shown."""
    top = min(one.segment.box.y for one in found)
    turning = [
        one for one in page.sight.controls if not one.disabled and one.box.bottom >= top and _turns_pages(page, one)
    ]
    ways = [one.path for one in turning]
    for row in page.sight.pagers:
        if any(row[-1] in one.path and one.box.bottom >= top for one in page.segments):
            ways.append(row)
    if not all(_is_of_other_list(page, path) or _is_of_other_part(page, path) for path in ways):
        yield Doubt("further-pages", "the page has further pages", lasting=True)


def _turns_pages(page: Page, control: Control) -> bool:
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


def _by_turning(page: Page, found: list[Found]) -> Iterator[Doubt]:
    """Signs without a name that turn over what is shown; those of a banner stand within it."""
    rows = (row for row in page.sight.dots if len(row) > 4)
    if any(row[-2] in one.segment.path for row in rows for one in found) or any(
        _turns(page, one, found) for one in page.sight.controls
    ):
        why = "the page shows one of several cards, to be turned over by signs without a name"
        yield Doubt("cards-turned-over", why)


def _by_edges(page: Page, found: list[Found]) -> Iterator[Doubt]:
    """Cards beyond the edge of the part of the page that shows one, to be slid into it."""
    shown = {one.balance for one in found}
    for one in found:
        for amounts, told in _clipped_beside(page, one.segment.path):
            # A carousel that turns for ever has copies of its first and last.
            if not amounts & shown and (page.words.says("balance", told) or page.kpjs_in(told)):
                kpjs, why = tuple(sorted(page.kpjs_in(told))), "more cards lie beyond the edge of what is shown"
                yield Doubt("beyond-edge", why, kpjs=kpjs, amounts=tuple(sorted(amounts)))


def _clipped_beside(page: Page, path: tuple[int, ...]) -> Iterator[tuple[set[Decimal], str]]:
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


def _is_of_others(page: Page, one: Segment, found: list[Found]) -> bool:
    """Whether a remark is of other things than cards: by the part that it stands in, or the heading it stands under."""
    if _is_of_other_list(page, one.path) or _is_of_other_part(page, one.path):
        return True
    over = next((head for head, _ in reversed(page.titles) if head.at < one.at), None)
    last = max((each.segment.at for each in found), default=len(page.segments))
    return over is not None and over.at > last and _is_of_other_things(page, over)


def _is_of_other_part(page: Page, path: tuple[int, ...]) -> bool:
    """Whether a part of the page that holds `path`, and no card or balance, opens with what it is of: other things."""
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
    claims = {judge(page, one)[0] for one in inside}
    ours = claims & {Claim.EXPLICIT, Claim.GENERIC, Claim.UNCLEAR} or any(one in page.kpjs for one in inside)
    return all(one.cell for one in inside) and Claim.QUALIFIED in claims and not ours


def _is_under_other_list(page: Page, path: tuple[int, ...], inside: list[Segment]) -> bool:
    """Whether a pager follows right below a headed table of other amounts, and no closer to what else is `inside`."""
    at = next((one.at for one in page.segments if path[-1] in one.path), 0)
    before = [one for one in page.segments[max(at - _PAGER, 0) : at] if not _is_of_pager(page, one)]
    last = before[-1].cell if before else None
    if last is None:
        return False
    table = [one for one in page.segments if one.cell and one.cell.table == last.table]
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


def _turns(page: Page, control: Control, found: list[Found]) -> bool:
    """Whether a control is one of the signs that turn over what they stand with, a balance: dots, or two arrows."""
    called = _sign(page, control)
    if called is None:
        return False
    drawn = any(control.path[-1] in picture.path for picture in page.sight.pictures)  # an icon, of a menu maybe
    for other in page.sight.controls:
        if other is control or (other.role, len(other.path)) != (control.role, len(control.path)):
            continue
        if _sign(page, other) != called:
            continue
        at = shared(control.path, other.path)
        # Dots stand in a list of their own, beside what they turn over.
        dots = control.selected and not other.selected and len(control.path) - at < 3 and (called or not drawn)
        if dots and any(control.path[at - 2] in one.segment.path for one in found):
            return True
        # Arrows stand on both sides of it; an eye and the like stand between an amount and its label.
        if at == len(control.path) - 1 and not called:
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
