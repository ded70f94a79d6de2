"""What on a page speaks for more cards than it shows: remarks, pagers, signs to turn over, what is folded or masked."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

from msgspec import structs

from checker import dates
from checker.page.sight import Control
from checker.portal.words import plain, undated
from checker.reading import paging
from checker.reading.claims import Claim
from checker.reading.found import Doubt, Found
from checker.reading.page import Page, shared
from checker.reading.rule import Rules
from checker.reading.segments import Kind, Segment
from checker.reading.standing import is_past, standings
from checker.reading.times import LONG_AGO, is_compared

_LOCK = re.compile("[\U0001f512\U0001f510]")
_MASKED = re.compile(r"[•●∙*]{4,}\W*$")
_ON = re.compile(r"[›»>→❯▶⟩〉]")
"""An arrow that leads on."""
_PART = 12
"""Texts: a card's own part of the page holds no more."""
_TOLD = "the page says that more cards are shown elsewhere"
_COUNTED = "the page speaks of more cards than it shows"

DOUBTS: Rules[Callable[[Page, list[Found]], Iterator[Doubt]]] = Rules()
"""Each yields doubts without a name, which are given the rule's."""


def doubts(page: Page, found: list[Found]) -> Iterator[Doubt]:
    """What speaks for cards that are not among the balances found."""
    for rule in DOUBTS:
        for one in rule.ask(page, found):
            page.trace.append(rule.name)
            yield structs.replace(one, rule=rule.name, detail=rule.reason)


def told_of_more(page: Page) -> Iterator[Doubt]:
    """What a page without a balance says of how many cards there are."""
    for one in (*_remarks(page, []), *_counts(page, [])):
        yield structs.replace(one, rule="more-cards-told", detail=_TOLD)
    for count in filter(None, (page.words.counted(one.text) for one in page.texts)):
        yield Doubt("more-cards-counted", _COUNTED, count=count)


@DOUBTS("more-cards-told", _TOLD)
def _remarks(page: Page, found: list[Found]) -> Iterator[Doubt]:
    """What a page says of a list without balances, such as the contributions, is said of that."""
    for name, lasting in (("more_cards", True), ("other_cards", False)):
        told = [one for one in page.texts if page.words.fits(name, one.text)]
        lines = sum(page.words.fits(name, line) for line in page.sight.text.split("\n"))
        if lines > len(told) or not all(paging.is_of_others(page, one, found) for one in told):
            said = [one.text for one in told]
            if lines > len(told):
                said += [line for line in page.sight.text.split("\n") if page.words.fits(name, line)]
            parts = [page.words.part_count(one) for one in said]
            if lasting and parts and None not in parts:
                yield from (Doubt(lasting=True, turns=True, parts=one) for one in dict.fromkeys(parts))
                continue
            back = not lasting and lines <= len(told) and all(one.words[0].control >= 0 for one in told)
            yield Doubt(lasting=lasting, back=back, turns=not lasting)


@DOUBTS("more-cards-numbered", "the page says how many more cards are shown elsewhere")
def _counts(page: Page, found: list[Found]) -> Iterator[Doubt]:
    shown = max(len({one.text for one in page.kpjs}), len({one.balance for one in found}))
    for one in page.texts:
        if is_compared(one.text, page.words):
            continue
        further, whole = page.words.further(one.text), page.words.in_all(one.text)
        count = shown + further if further is not None else whole
        if count is not None and not paging.is_of_others(page, one, found):
            yield Doubt(count=count)


@DOUBTS("way-to-more-cards", "a control of the page leads to more cards")
def _ways(page: Page, _: list[Found]) -> Iterator[Doubt]:
    for control in _pressable(page):
        if page.words.fits("other_cards", control.name) and not page.words.fits("other_cards", page.sight.text):
            yield Doubt(turns=True)


@DOUBTS("way-to-more", "what the page shows a card with may show more cards")
def _ways_beside(page: Page, found: list[Found]) -> Iterator[Doubt]:
    """What may show more of what stands with it, where that is a card: "Lihat semua", "Slide berikutnya"."""
    for control in _pressable(page):
        all_, turns = (page.words.fits(name, control.name) for name in ("see_all", "more_slides"))
        if (all_ or turns) and _stands_with_card(page, control, found, headed=all_):
            yield Doubt(turns=True)


def _pressable(page: Page) -> Iterator[Control]:
    return (one for one in page.sight.controls if not one.disabled and one.role in ("link", "button", "hand"))


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


@DOUBTS("card-masked", "a card is named by its last digits whose balance is not shown")
def _masks(page: Page, _: list[Found]) -> Iterator[Doubt]:
    """Numbers of cards of which only the end is shown: as many cards are there."""
    known = {one.text for one in page.kpjs}
    tails: set[str] = set()
    for one in page.segments:
        here = page.words.tails(one.text)
        ours = len(here) > 1 and any(kpj.endswith(tail) for kpj in known for tail in here)
        if here and (ours or _is_tail_of_card(page, one)):
            tails.update(here)
    more = {tail for tail in tails if not any(kpj.endswith(tail) for kpj in known)}
    if len(more) + len(known) > max(1, len(known)):
        yield Doubt(count=len(more) + len(known))


def _is_tail_of_card(page: Page, one: Segment) -> bool:
    """Whether a masked number is a card's: as it says itself, the text before it, or the head of its column."""
    before = page.segments[one.at - 1] if one.at else None
    told = [one.text, *(head.text for head in page.heads(one))]
    if before is not None and not page.words.tail(before.text):
        told.append(before.text)
    # An employer has no other number that is masked.
    company = page.words.phrases["companies"].named(one.text)
    said = bool(company) or any(page.words.says("kpj", text) for text in told)
    return said and not any(page.words.says("other_numbers", text) for text in told)


@DOUBTS("further-pages", "the page has further pages")
def _pages(page: Page, found: list[Found]) -> Iterator[Doubt]:
    top = min(one.segment.box.y for one in found)
    top = min([top, *(one.box.y for one in page.sight.controls if _names_card(page, one))])
    below = (one for one in page.sight.controls if not one.disabled and one.box.bottom >= top)
    ways = [one.path for one in below if paging.turns_pages(page, one)]
    for row in page.sight.pagers:
        if any(row[-1] in one.path and one.box.bottom >= top for one in page.segments):
            ways.append(row)
    if not all(paging.is_of_other_part(page, path) for path in ways):
        yield Doubt(lasting=True, turns=True)


def _names_card(page: Page, control: Control) -> bool:
    """Whether a control chooses a card: by its own name, or by one of its options."""
    return any(page.kpjs_in(text) for text in (control.name, *(label for label, _, _ in control.options)))


@DOUBTS("way-on-below", "what stands right below a list of cards may bring more of them")
def _goes_on_below(page: Page, found: list[Found]) -> Iterator[Doubt]:
    """ "Lanjut" below a table of cards, or below cards under a heading that speaks of several."""
    ours = [one.segment for one in found]
    last = max(ours, key=lambda one: one.at)
    listed = last.cell is not None and any(one in page.numbers for one in page.row(last)) and bool(page.heads(last))
    over = [one for one, _ in page.titles if one.at < ours[0].at][-1:]
    if not listed and not any(page.words.says("cards", one.text) for one in over):
        return
    part = page.tables[last.cell.table] if last.cell is not None else page.held[_card_step(page, last)]
    end = max(one.at for one in part)
    after = page.segments[end + 1] if end + 1 < len(page.segments) else None
    control = page.sight.controls[after.words[0].control] if after is not None and after.words[0].control >= 0 else None
    pressed = control is not None and control.role in ("link", "button", "hand") and not control.disabled
    if control is not None and pressed and page.words.fits("going_on", control.name):
        yield Doubt(lasting=True, turns=True)


def _card_step(page: Page, value: Segment) -> int:
    """The largest part of the page that holds an amount, and the number of no more than one card."""
    step = value.path[-1]
    for each in reversed(value.path):
        if len({one.text for one in page.numbers if each in one.path}) > 1 or len(page.held[each]) > _PART:
            break
        step = each
    return step


@DOUBTS("arrow-beside", "a sign without a name beside the card may show another")
def _arrow_beside(page: Page, found: list[Found]) -> Iterator[Doubt]:
    """An arrow that is all that stands in its place, next to the part of a card; what stands in the card is of that."""
    for one in page.segments:
        if not _ON.fullmatch(one.text):
            continue
        control = next((each for each in _pressable(page) if each.path[-1] in one.path), None)
        if control is None or control.layer is not None:
            continue
        away = control.link.startswith("http") and "#" not in control.link
        for each in found:
            at = shared(control.path, each.segment.path)
            card = any(number.path[: at + 1] == each.segment.path[: at + 1] for number in page.numbers)
            if card and len(control.path) - at <= 2 and not away and one.at > each.segment.at:
                yield Doubt(turns=True)


@DOUBTS("loading-below", "the page still says below the cards that it loads more")
def _loads_below(page: Page, found: list[Found]) -> Iterator[Doubt]:
    last = max(one.segment.at for one in found)
    for one in page.texts:
        if one.at > last and one.is_plain_text and page.words.fits("loading", one.text):
            if not paging.is_of_others(page, one, found):
                yield Doubt(lasting=True, turns=True)


@DOUBTS("cards-turned-over", "the page shows one of several cards, to be turned over by signs without a name")
def _turning(page: Page, found: list[Found]) -> Iterator[Doubt]:
    """Signs without a name that turn over what is shown; those of a banner stand within it."""
    boxes = [one.segment for one in found]
    if any(paging.rows_of_dots(page, boxes)) or any(
        paging.turns_cards(page, one, boxes) for one in page.sight.controls
    ):
        yield Doubt(turns=True)


@DOUBTS("beyond-edge", "more cards lie beyond the edge of what is shown")
def _edges(page: Page, found: list[Found]) -> Iterator[Doubt]:
    """A carousel that turns for ever has copies of its first and last."""
    shown = {one.balance for one in found}
    for one in found:
        for amounts, told in paging.clipped_beside(page, one.segment.path):
            if not amounts & shown and (page.words.says("balance", told) or page.kpjs_in(told)):
                yield Doubt(kpjs=tuple(sorted(page.kpjs_in(told))), amounts=tuple(sorted(amounts)))


@DOUBTS("balance-without-amount", "a balance is named beside those that are shown, and its amount is not")
def _without_amount(page: Page, found: list[Found]) -> Iterator[Doubt]:
    """A part of the page that is built like that of a card: it has a label, or an employer, and no amount."""
    for one in page.texts:
        if one.words[0].control >= 0 or one.at in page.names or page.is_head(one) or one.words[0].heading:
            continue
        told = _employers(page, one, found)
        named = page.judged(one.text) in (Claim.EXPLICIT, Claim.GENERIC) and not _is_of_day(page, one)
        company = page.words.phrases["companies"].open(one.text) and not any(name in plain(one.text) for name in told)
        if not (named or company) or page.owners.get(one.at, set()) & {each.segment.at for each in found}:
            continue
        part = _part(page, one, found)
        if len(part) > _PART or any(each.amount is not None for each in part):
            continue
        masked = bool(_MASKED.search(one.text)) or any(
            each.kind is Kind.VOID and one in page.labels(each) for each in page.segments
        )
        if masked or (named and any(_is_of_card(page, each, told) for each in part if each is not one)):
            yield Doubt()
            return


def _is_of_day(page: Page, one: Segment) -> bool:
    """Whether a text, "Saldo per tanggal", names the day that comes with it, and no balance."""
    after = page.following(one)
    days = dates.find(one.text) or (after is not None and dates.find(after.text) and not undated(after.text))
    return bool(days) and page.words.is_label("as_of", undated(one.text))


def _employers(page: Page, one: Segment, found: Sequence[Found]) -> set[str]:
    """The employers that are named in the parts of the page that hold the balances, and not the text `one`."""
    steps = {next((step for step in each.segment.path if step not in one.path), -1) for each in found}
    near = (each for step in steps for each in page.held.get(step, ()))
    return {plain(each.text) for each in near if page.words.phrases["companies"].open(each.text)}


def _part(page: Page, one: Segment, found: Sequence[Found]) -> list[Segment]:
    """What the largest part of the page holds that has a text in it, and no balance."""
    taken = {step for each in found for step in each.segment.path}
    step = next((step for step in one.path if step not in taken), None)
    return page.held.get(step, []) if step is not None else []


def _is_of_card(page: Page, one: Segment, told: set[str]) -> bool:
    """Whether a text tells of a card that is not shown, or why it is not."""
    words, text = page.words, one.text
    if words.phrases["companies"].open(text):
        return not any(name in plain(text) for name in told)
    known = {each.text for each in page.kpjs if each.at != one.at}
    tail = words.tail(text)
    masked = tail is not None and not any(kpj.endswith(tail) for kpj in known)
    away = one.kind is Kind.VOID or words.fits("failed", text) or words.fits("loading", text)
    return away or masked or bool(_LOCK.search(text)) or bool(page.kpjs_in(text) - known)


@DOUBTS("card-folded", "a card is named in what is folded whose balance is not shown")
def _folded(page: Page, _: list[Found]) -> Iterator[Doubt]:
    """The numbers of cards in what is not displayed, where that tells of cards or their balances."""
    shown = {one.text for one in page.kpjs}
    told = [text for text, _ in page.sight.folded if page.words.says("kpj", text) or page.words.says("balance", text)]
    # A number of one digit only stands in a mould that is yet to be filled in.
    kpjs = {kpj for text in told for kpj in page.kpjs_in(text) if len(set(kpj)) > 1} - shown
    # Beside several cards in sight, one number that is not is as a rule the mould that theirs were made by.
    if kpjs and (len(shown) == 1 or len(kpjs) > 1):
        yield Doubt(kpjs=tuple(sorted(kpjs)))


@DOUBTS("day-long-past", "the balance is of a day long past, and the card does not say that it was left")
def _old_days(page: Page, found: list[Found]) -> Iterator[Doubt]:
    """A card that was left says so, or stands beside one whose balance is of a present day."""
    told = standings(page, found)
    since = page.today - timedelta(days=LONG_AGO)
    old = [one for one in told if any(is_past(page, day) for day in one.days)]
    lately = any(one.days and one not in old for one in told)
    if any(not one.ended for one in old) and not lately:
        yield Doubt(since=since)


@DOUBTS("larger-total", "a total is shown that is more than the balances hold")
def _larger_total(page: Page, found: list[Found]) -> Iterator[Doubt]:
    """A total of what is in the programme, by whatever name."""
    held = sum((one.balance for one in found if not one.total), Decimal(0))
    whole = max([held, *(one.balance for one in found)])
    for value in page.values:
        amount, label = page.amount(value), next(iter(page.labels(value)), None)
        if label is None or amount is None or amount <= whole or not (value.amount and value.amount.currency):
            continue
        other = page.judged(label.text) in (Claim.QUALIFIED, Claim.EXPLICIT, Claim.GENERIC)
        if not other and all(page.words.says(name, label.text) for name in ("total", "programme")):
            yield Doubt(total=amount)


@DOUBTS("more-cards-counted", _COUNTED)
def _counted(page: Page, _: list[Found]) -> Iterator[Doubt]:
    """A number that stands alone in one part of the page with what it counts: cards, employers."""
    for one, other in pairwise(page.segments):
        number, name = (one, other) if one.text.isdecimal() else (other, one)
        if not number.text.isdecimal() or len(number.text) > 2 or not name.is_text:
            continue
        alone = len(page.held[one.path[shared(one.path, other.path) - 1]]) == 2
        count = page.words.counted(f"total {name.text} {number.text}") if alone and name.words[0].control < 0 else None
        if count is not None and count > 1:
            yield Doubt(count=count)
