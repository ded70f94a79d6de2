"""What the rest of a page says against the balances found on it: a rule that speaks refuses them all."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from checker import dates
from checker.failures import BalanceUncertain
from checker.money import is_less_exact
from checker.portal.words import plain, undated
from checker.reading import remarks
from checker.reading.amounts import judge
from checker.reading.claims import Claim
from checker.reading.fields import day_of
from checker.reading.found import Found
from checker.reading.page import Page
from checker.reading.painted import PAINTED
from checker.reading.rule import Rules
from checker.reading.segments import Segment
from checker.reading.standing import is_past, ownerless, standings
from checker.reading.tellings import is_of_another, is_other_money, is_unit
from checker.reading.times import Time, told

_CHOSEN = ("tab", "radio", "option", "link", "button")
_CURRENCY = 3
"""Words: the name of a currency has no more."""
_HEADER = 2
"""Texts: a heading with no more than one other beside it is the head of what follows; more are a part of their own."""
_NAME = 5
"""Words: a person's or a company's name has no more."""
_CURRENCY_SIGN = re.compile(r"rp|idr", re.IGNORECASE)
_SHORT = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,2})? ?(?:rb|ribu|jt|juta|miliar|milyar)\b", re.IGNORECASE)
_PIECE = re.compile(r"(?:[.,][0-9]{3})+(?:[.,][0-9]{2})?(?:,-)?[.;]?")
"""The end of an amount, of which the beginning stands in a text of its own."""
_MONTH = re.compile(r"(?:19|20)[0-9]{2}(?:-W?[0-9]{2})?")
"""What a field for a month, a week or a year holds."""

VETOES: Rules[Callable[[Page, list[Found]], bool]] = Rules()


def veto(page: Page, found: list[Found]) -> None:
    """Raise BalanceUncertain where the rest of the page speaks against the balances found."""
    for rule in (*VETOES, *PAINTED):
        if rule.ask(page, found):
            page.trace.append(rule.name)
            raise BalanceUncertain(rule.reason, rule=rule.name)


@VETOES("loading", "the page is still loading")
def _is_loading(page: Page, found: list[Found]) -> bool:
    """A nought on a page that says so may be what stands there before its data."""
    return any(one.balance == 0 for one in found) and any(page.words.fits("loading", one.text) for one in page.texts)


@VETOES("amount-in-pieces", "an amount stands in pieces: a part of a number opens with a separator")
def _is_in_pieces(page: Page, _: list[Found]) -> bool:
    return any(_PIECE.fullmatch(one.text) for one in page.segments)


@VETOES("data-failed", "the page says that it could not load its data")
def _has_failed(page: Page, found: list[Found]) -> bool:
    return any(one.balance == 0 for one in found) and any(page.words.fits("failed", one.text) for one in page.texts)


@VETOES("unit", "the page gives its amounts in a unit other than one rupiah")
def _is_in_other_unit(page: Page, found: list[Found]) -> bool:
    # The number of "Satuan: Rp 1.000" is a segment of its own: only the whole line tells what it is.
    texts = [one for one in page.texts if not _is_own_unit(page, one, found)]
    if any(page.words.fits("units", line) for line in (*(one.text for one in texts), *page.sight.text.split("\n"))):
        return True
    return any(is_unit(one.text, page.words) for one in texts if one.words[0].control < 0)


def _is_own_unit(page: Page, text: Segment, found: list[Found]) -> bool:
    """Whether a text goes on right after another amount than a balance, as the unit of that: "kredit Rp 500 juta"."""
    value = page.segments[text.at - 1] if text.at else None
    if (
        value is not None
        and not _is_round(value)
        and any(is_less_exact(f"{value.text} {text.text}", one.balance) for one in found)
    ):
        return True
    if value is None or not value.is_value or any(value is one.segment for one in found):
        return False
    marked = _CURRENCY_SIGN.match(value.text) or not page.labels(value)  # or a number in a chart
    if value.block != text.block or text.words[0].broken or not marked:
        return False
    if value.amount is None and judge(page, value).claim not in (Claim.NONE, Claim.QUALIFIED):
        return False  # it may be a balance: "Saldo JHT: Rp 1,5 jt"
    words, before = page.words, page.prefix(value)
    lead = plain(before.text).split() if before is not None else []
    if any(word in words.counting for word in lead):
        return False
    # "Setiap angka mewakili Rp 1 juta" tells a unit; "beasiswa Rp 1 juta" does not.
    measured = not lead or any(word.isdecimal() or word in (*words.measuring, *words.currencies) for word in lead)
    return not (measured and _is_round(value)) or _is_of_scale(page, value, text)


def _is_round(value: Segment) -> bool:
    return re.fullmatch("10*", re.sub("[^0-9]", "", value.text)) is not None


def _is_of_scale(page: Page, value: Segment, unit: Segment) -> bool:
    """Whether an amount is a mark beside others of the same unit, as on the axis of a chart: "Rp 5 jt", "Rp 10 jt"."""
    beside = (one for one in page.values if len(one.path) == len(value.path) and not _is_round(one))
    after = (page.following(one) for one in beside)
    return any(one is not None and one.text == unit.text and one.block != unit.block for one in after)


@VETOES("said-otherwise", "the balance is said once more in another unit, and is another")
def _is_said_otherwise(page: Page, found: list[Found]) -> bool:
    amounts = [one.balance for one in found]
    amounts.append(sum(amounts, Decimal(0)))
    for text in page.texts:
        short = _SHORT.search(text.text)
        named = short and page.judged(text.text[: short.start()]) in (Claim.EXPLICIT, Claim.GENERIC)
        if short and named and not any(is_less_exact(short[0], one) for one in amounts):
            return True  # "Saldo JHT 1,4 juta"
    for value in page.values:
        suffix = page.suffix(value)
        scaled = plain(suffix).split()[:1]
        if scaled and scaled[0] in page.words.scales and judge(page, value).rule == "suffix-unknown":
            if not any(is_less_exact(f"{value.text} {suffix}", one) for one in amounts):
                return True
    return False


@VETOES("corrected", "the page shows another amount as the right one")
def _is_corrected(page: Page, found: list[Found]) -> bool:
    used = {label.at for one in found for label in page.labels(one.segment)}
    return any(one.at not in used and page.words.fits("corrections", one.text) for one in page.texts)


@VETOES("remark", "a remark on the page says that the amount is not the whole or final balance")
def _is_taken_back(page: Page, found: list[Found]) -> bool:
    used = {label.at for one in found for label in page.labels(one.segment)}
    open_ = (one for one in page.texts if one.at not in used)
    told = (one for one in open_ if one.at not in page.owners or one.text.startswith(("(", "*")))
    return any(remarks.takes_back(page, one, found) and not remarks.is_about_others(page, one, found) for one in told)


@VETOES("other-part", "another JHT balance is shown, and what it is a part of is not clear")
def _is_a_part_left(page: Page, found: list[Found]) -> bool:
    """A balance called by words not understood is larger than ours, or a part that is not in it."""
    strange = []
    for value in page.values:
        label = next(iter(page.labels(value)), None)
        amount = page.amount(value)
        if label is None or amount is None or page.judged(label.text) is not Claim.UNCLEAR:
            continue
        if page.words.says("programme", label.text) and all(value is not one.segment for one in found):
            strange.append((amount, page.words.says("parts", label.text)))
    largest = max(one.balance for one in found)
    return sum(each for each, _ in strange) != largest and any(part or each > largest for each, part in strange)


@VETOES("card-of-another", "the number of a card is said to be another person's")
def _is_of_another_person(page: Page, _: list[Found]) -> bool:
    blocks = {one.block for one in page.kpjs}
    told = (page.telling(one) for one in page.texts if one.block in blocks and one.words[0].control < 0)
    return any(is_of_another(text, page.words) for text in told)


@VETOES("paid-out", "a card that shows a balance is said to have been paid out")
def _is_paid_out(page: Page, found: list[Found]) -> bool:
    for text in page.texts:
        if not remarks.is_settled(page, text) or text.at in page.owners or remarks.is_about_others(page, text, found):
            continue
        near = max(page.depth(text, one.segment) for one in found)
        if remarks.is_of_dues(page, text, found):
            continue
        if any(one.balance for one in found if page.depth(text, one.segment) == near):
            return True
    return False


@VETOES("other-time-chosen", "another time than the present one is chosen on the page")
def _is_of_chosen_time(page: Page, _: list[Found]) -> bool:
    entries = [one.text for one in page.segments if one.words[0].kind == "entry" and _MONTH.fullmatch(one.text)]
    this = str(page.today.year)
    return any(not text.startswith(this) or told(text, page.words, page.today) is Time.OTHER for text in entries)


@VETOES("chosen-otherwise", "something else than the present JHT balance is chosen on the page")
def _is_of_chosen_other(page: Page, found: list[Found]) -> bool:
    chosen = [one.text for one in page.segments if one.words[0].kind == "choice"]
    picked = [(at, one) for at, one in enumerate(page.sight.controls) if one.selected and one.role in _CHOSEN]

    def is_no_balance(text: str) -> bool:
        return page.judged(text) is Claim.QUALIFIED or page.words.says("simulations", text)

    # A tab or a step of something below, as of a simulation, chooses nothing about what stands over it.
    tabs = [(at, one) for at, one in picked if one.role == "tab" or is_no_balance(one.name)]
    below = [one for at, one in tabs if _opens_below(page, at, found)]
    chosen += [one.name for _, one in picked if one not in below]

    def is_other(text: str) -> bool:
        old = any(day.year != page.today.year for day in dates.find(text))
        return old or is_no_balance(text) or _is_other_unit(page, text)

    return any(is_other(text) for text in chosen)


def _opens_below(page: Page, tab: int, found: list[Found]) -> bool:
    """Whether a tab stands below the balances and shows what stands below itself: it chooses nothing about them."""
    own = [one for one in page.segments if one.words[0].control == tab]
    if not own or own[0].at < max(one.segment.at for one in found):
        return False
    after = next((one for one in page.segments[own[-1].at + 1 :] if one.words[0].control < 0), None)
    return after is not None and after.box.y >= own[-1].box.bottom and own[0].box.y >= max(_bottoms(found))


def _bottoms(found: list[Found]) -> list[float]:
    return [one.segment.box.bottom for one in found]


def _is_other_unit(page: Page, text: str) -> bool:
    """Whether what is chosen is a currency or a unit other than the rupiah: "JPY", "US$", "Ribuan", "Dolar Amerika"."""
    bare, words = plain(text).split(), page.words
    named = len(bare) <= _CURRENCY and any(len(one) > 2 and one in words.currencies for one in bare)
    return named or words.measures(text) or is_other_money(text)


@VETOES("heading-not-understood", "the heading over a balance says more than is understood")
def _is_headed_otherwise(page: Page, found: list[Found]) -> bool:
    """What heads a balance in its own part of the page says another thing, or what is not understood."""
    for one in found:
        labels = page.labels(one.segment)
        own = [each for each in page.headings(one.segment) if each not in labels and _is_own(page, each, one.segment)]
        if any(_stands_otherwise(page, each) for each in own) or not _are_understood(page, own):
            return True
    return False


def _is_own(page: Page, heading: Segment, value: Segment) -> bool:
    """Whether a heading shares its part of the page with an amount, and heads no other part."""
    step = page.depth(heading, value)
    return step >= len(heading.path) or len(page.held[heading.path[step]]) <= _HEADER


def _stands_otherwise(page: Page, heading: Segment) -> bool:
    text = page.telling(heading)
    return (
        not page.is_mute(heading)
        and page.words.says("standings", text)
        and not page.words.phrases["greetings"].open(text)
    )


def _are_understood(page: Page, own: list[Segment]) -> bool:
    """Whether the nearest heading is understood; the first of a page may name the portal, and is not asked."""
    drawn = [one for one in own if one.is_drawn_heading and not page.is_mute(one)]
    if not drawn or not page.titles or drawn[0] is page.titles[0][0]:
        return True
    words, heading, text = page.words, drawn[0], page.telling(drawn[0])
    if words.phrases["greetings"].open(text) or words.fits("card_names", text) or page.is_list(heading):
        return True
    if page.judged(text) not in (Claim.NONE, Claim.UNCLEAR):
        return True
    strange = [one for one in undated(text).split() if not one.isdecimal() and one not in words.heading]
    return not strange or _may_name(heading.text, strange)


def _may_name(text: str, strange: list[str]) -> bool:
    """Whether a heading may be somebody's name: capital letters, and no word that is known."""
    words = plain(text).split()
    capital = all(one[:1].isupper() for one in text.split() if one[:1].isalpha())
    return capital and 1 < len(strange) == len(words) <= _NAME


@VETOES("other-day", "the balance is said to be of a day long past, or yet to come")
def _is_of_other_day(page: Page, found: list[Found]) -> bool:
    """A card that is no longer paid into may be of a day long past; of one that says nothing there is a doubt."""
    told = standings(page, found)
    loose = ownerless(page, found)
    day = day_of(page)
    if day is not None and not any(day in one.days for one in told):
        loose.append(day)
    old = any(one.active and any(is_past(page, day) for day in one.days) for one in told)
    days = (day for one in told for day in one.days)
    return old or any(is_past(page, day) for day in loose) or any(day > page.today for day in (*loose, *days))


@VETOES("led-in-alike", "of two amounts of one name and form one is led in to as another time's: it may be a card")
def _is_led_in_alike(page: Page, found: list[Found]) -> bool:
    """ "Tanggal kepesertaan: 01-03-2019" over one card's balance is no day of that."""
    names = {plain(label.text) for one in found for label in page.labels(one.segment)}
    led = [one for one in page.values if one.amount and judge(page, one).rule in ("led-in", "heading-elsewhere")]
    alike = [one for one in led if any(plain(label.text) in names for label in page.labels(one))]
    lengths = {len(one.segment.path) for one in found}
    heads = (each for one in alike if len(one.path) in lengths for each in page.headings(one)[:1])
    if any(dates.find(each.text) and not _is_timely(page, each) for each in heads if each.is_drawn_heading):
        return True  # "Terdaftar 01-03-2019" heads a card
    times = [
        one for one in page.texts if not one.is_drawn_heading and told(one.text, page.words, page.today) is Time.OTHER
    ]
    return any(len(one.path) in lengths and any(0 < one.at - each.at <= _NAME for each in times) for one in alike)


def _is_timely(page: Page, heading: Segment) -> bool:
    """Whether a heading with a day says nothing besides that would make it the day of something else."""
    return all(word in page.words.timely or word.isdecimal() for word in undated(heading.text).split())


@VETOES("earlier-month", "a table tells the balance month by month, and a later one than this is not read")
def _is_of_earlier_month(page: Page, found: list[Found]) -> bool:
    for one in found:
        cell = one.segment.cell
        mine = _month_of(page, one.segment) if cell is not None else None
        if mine is None or cell is None:
            continue
        column = [each for each in page.tables[cell.table] if each.cell and each.cell.same_column(cell) and each.amount]
        others = [each for each in column if not any(each is other.segment for other in found)]
        if any(day is not None and mine < day for day in (_month_of(page, each) for each in others)):
            return True
    return False


def _month_of(page: Page, value: Segment) -> date | None:
    """The month that the row of an amount is of, where it names no card, and the month is no day of something else."""
    row = page.row(value)
    if any(one in page.numbers for one in row):
        return None
    heads = {one.at: [plain(head.text) for head in page.heads(one)] for one in row}
    timed = (one for one in row if one.is_text and all(name in page.words.time_heads for name in heads[one.at]))
    return max((day for one in timed for day in dates.whole_months(one.text)), default=None)


@VETOES("rival-amount", "two amounts stand below one label")
def _has_rival(page: Page, found: list[Found]) -> bool:
    """A second amount stands below the same label, with nothing to tell which of them it means."""
    balances = {one.balance for one in found}
    for one in found:
        labels = {label.at for label in page.labels(one.segment) if not page.is_head(label)}
        for other in page.values:
            if other.amount is None or page.labels(other) or page.amount(other) in balances:
                continue
            if page.kpjs and not _are_siblings(page, one.segment, other):
                continue
            between = page.segments[one.segment.at + 1 : other.at]
            if labels and other.at > one.segment.at and all(step.is_value or page.is_mute(step) for step in between):
                return True
    return False


def _are_siblings(page: Page, one: Segment, other: Segment) -> bool:
    """Whether two amounts stand in elements of their own side by side, written alike: marks of an axis, a list."""
    return page.depth(one, other) == len(one.path) - 1 == len(other.path) - 1 and one.size == other.size
