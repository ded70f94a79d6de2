"""What the rest of a page says against the balances found on it."""

import re
from decimal import Decimal

from checker import dates
from checker.failures import BalanceUncertain
from checker.portal.words import plain, undated
from checker.reading.claims import Claim, other_year
from checker.reading.fields import day_of
from checker.reading.found import Found
from checker.reading.order import veto_by_order
from checker.reading.over import veto_by_headings
from checker.reading.page import Page
from checker.reading.segments import Kind, Segment
from checker.reading.tellings import is_other_money, is_revoked, is_unit
from checker.reading.times import LONG_AGO, Time, passed, told
from checker.reading.unsure import veto_by_ink

_SENTENCE = 120
"""Signs: what is told of a card's state has no more."""
_CHOSEN = ("tab", "radio", "option", "link", "button")

_UNIT = 3
"""Words: the name of a currency has no more."""
_MONTH = re.compile(r"(?:19|20)[0-9]{2}(?:-W?[0-9]{2})?")
"""What a field for a month, a week or a year holds."""

_MARK = re.compile(r"(?:\*+|[¹²³†‡]|\([0-9a-z*]\))")


def doubt(page: Page, found: list[Found]) -> None:
    """Raise BalanceUncertain where the rest of the page speaks against the balances found."""
    if any(one.balance == 0 for one in found) and any(page.words.fits("loading", one.text) for one in page.texts):
        raise BalanceUncertain("the page is still loading", rule="loading")
    if any(one.balance == 0 for one in found) and any(page.words.fits("failed", one.text) for one in page.texts):
        raise BalanceUncertain("the page says that it could not load its data", rule="data-failed")
    _veto_by_remarks(page, found)
    _veto_by_parts(page, found)
    _veto_by_payment(page, found)
    _veto_by_choices(page)
    veto_by_headings(page, found)
    _veto_by_day(page, found)
    _veto_by_rivals(page, found)
    veto_by_order(page, found)
    veto_by_ink(page, found)


def _veto_by_remarks(page: Page, found: list[Found]) -> None:
    """Refuse where a remark on the page takes the amounts back: a unit, "estimasi", "belum termasuk ..."."""
    used = {label.at for one in found for label in page.labels(one.segment)}
    # The number of "Satuan: Rp 1.000" is a segment of its own: only the whole line tells what it is.
    texts = [one for one in page.texts if not _is_own_unit(page, one, found)]
    if any(page.words.fits("units", line) for line in (*(one.text for one in texts), *page.sight.text.split("\n"))):
        raise BalanceUncertain("the page gives its amounts in a unit other than one rupiah", rule="unit")
    if any(is_unit(one.text, page.words) for one in texts if one.words[0].control < 0):
        raise BalanceUncertain("the page gives its amounts in a unit other than one rupiah", rule="unit")
    for text in page.texts:
        if text.at not in used and page.words.fits("corrections", text.text):
            raise BalanceUncertain("the page shows another amount as the right one", rule="corrected")
        if (
            text.at in used
            or (text.at in page.owners and not text.text.startswith(("(", "*")))
            or not _takes_back(page, text)
            or _is_about_others(page, text, found)
        ):
            continue
        raise BalanceUncertain(
            "a remark on the page says that the amount is not the whole or final balance", rule="remark"
        )


def _veto_by_parts(page: Page, found: list[Found]) -> None:
    """Refuse where a balance called by words not understood is larger than ours, or a part that is not in it."""
    strange: list[tuple[Decimal, bool]] = []
    for value in page.values:
        label = next(iter(page.labels(value)), None)
        amount = value.amount.value(page.convention) if value.amount else None
        if label is None or amount is None or page.judged(label.text) is not Claim.UNCLEAR:
            continue
        if page.words.says("programme", label.text) and all(value is not one.segment for one in found):
            strange.append((amount, page.words.says("parts", label.text)))
    largest = max(one.balance for one in found)
    if sum(amount for amount, _ in strange) != largest and any(part or amount > largest for amount, part in strange):
        raise BalanceUncertain("another JHT balance is shown, and what it is a part of is not clear", rule="other-part")


def _veto_by_payment(page: Page, found: list[Found]) -> None:
    """Refuse where a card that shows more than nought is said to have been paid out."""
    for text in page.texts:
        told = dates.without(text.text)
        clauses = re.split("[,;]", told) if len(told) <= _SENTENCE and not page.words.says("dues", told) else ()
        if text.words[0].control >= 0 or not any(page.words.fits("settled", clause) for clause in clauses):
            continue
        if text.at in page.owners or _is_about_others(page, text, found) or _is_of_dues(page, text, found):
            continue
        near = max(page.depth(text, one.segment) for one in found)
        if any(one.balance for one in found if page.depth(text, one.segment) == near):
            raise BalanceUncertain("a card that shows a balance is said to have been paid out", rule="paid-out")


def _is_of_dues(page: Page, text: Segment, found: list[Found]) -> bool:
    """Whether it is a contribution that was paid: told in a table of these or of months, that holds no card."""
    if text.cell is None or not page.words.fits("received", dates.without(text.text)):
        return False
    table = [one for one in page.segments if one.cell and one.cell.table == text.cell.table]
    if any(one in page.kpjs for one in table) or any(one.segment in table for one in found):
        return False
    over = [one for one, _ in page.titles if one.at < table[0].at][-1:]
    told = [one.text for one in (*over, *table)]
    if any(page.words.says("payouts", one) for one in told) or any(
        page.words.says("balance", one.text) for one in table
    ):
        return False
    months = any(one.cell and one.cell.same_row(text.cell) and dates.whole_months(one.text) for one in table)
    return bool(page.heads(text)) and (months or any(page.words.says("dues", one) for one in told))


def _takes_back(page: Page, text: Segment) -> bool:
    words = page.words
    if words.fits("notes", text.text):
        return True
    if text.words[0].control >= 0:
        return False
    if words.phrases["owners"].open(undated(text.text)) and not _is_told_again(page, text):
        return True
    telling = page.telling(text)
    notice = words.phrases["circumstances"].open(telling) and words.says("requests", telling)
    if words.says("doubts", telling) and words.says("references", telling) and not notice:
        return True
    if is_revoked(text.text, words) and not page.is_head(text) and not _is_value(page, text):
        return True
    kept = any(words.says(name, telling) for name in ("references", "refreshed")) and not words.says(
        "comparing", telling
    )
    if passed(text.text, words) and kept:
        return True
    if told(text.text, words, page.today, LONG_AGO) is Time.OTHER and words.says("periods", text.text):
        return True
    old = any((page.today - day).days > LONG_AGO for day in dates.find(text.text))
    bare = undated(text.text)
    if not old and not other_year(bare, page.today):
        return False
    rest = words.phrases["periods"].without(re.sub(r"[0-9]+", " ", bare)).split()
    return words.says("balance", bare) or (words.says("periods", bare) and all(word in words.known for word in rest))


def _is_own_unit(page: Page, text: Segment, found: list[Found]) -> bool:
    """Whether a text goes on right after another amount than a balance, as the unit of that: "kredit Rp 500 juta"."""
    value = page.segments[text.at - 1] if text.at else None
    if value is None or not value.amount or any(value is one.segment for one in found):
        return False
    if value.block != text.block or text.words[0].broken or not value.amount.currency:
        return False
    words, before = page.words, page.prefix(value)
    lead = plain(before.text).split() if before is not None else []
    if any(word in words.counting for word in lead):
        return False
    # "Setiap angka mewakili Rp 1 juta" tells a unit; "beasiswa Rp 1 juta" does not.
    measured = not lead or any(word.isdecimal() or word in (*words.measuring, *words.currencies) for word in lead)
    round_ = re.fullmatch("10*", re.sub("[^0-9]", "", value.text)) is not None
    return not (measured and round_)


def _is_value(page: Page, text: Segment) -> bool:
    """Whether a text is what another, beside it or right above it, is the label of: "Status klaim", "Ditolak"."""
    before = page.segments[text.at - 1] if text.at else None
    if before is None or before.kind is not Kind.TEXT or any(word.heading for word in before.words):
        return False
    if before.at in page.fields or page.is_fact(before):
        return False  # it has its value already
    close = before.box.over(text.box) and 0 <= text.box.y - before.box.bottom < 1.5 * text.size
    return before.box.beside(text.box) or close


def _is_told_again(page: Page, text: Segment) -> bool:
    """Whether the person that an amount is said to belong to is named elsewhere on the page as well."""
    person = page.words.phrases["owners"].without(text.text)
    return any(one is not text and person and person in plain(one.text) for one in page.texts)


def _is_about_others(page: Page, text: Segment, found: list[Found]) -> bool:
    """Whether a remark belongs to other amounts: they bear its mark, or stand closer to it than the balances."""
    mark = _MARK.match(text.text)
    if mark is not None:
        bearers = [one for one in page.segments if one is not text and mark[0] in one.text]
        labels = {label.at for one in found for label in page.labels(one.segment)}
        if bearers or page.words.says("references", text.text):
            return bool(bearers) and not any(
                one.at in labels or one.at in {each.segment.at for each in found} for one in bearers
            )
    mine = any(text in page.headings(one.segment) for one in found)
    if not mine and any(text in page.headings(one) for one in page.values):
        return True
    near = max(page.depth(text, one.segment) for one in found)
    return any(one.amount and page.depth(text, one) > near for one in page.values)


def _veto_by_choices(page: Page) -> None:
    """Refuse where what is chosen on the page is another year, programme or person than the balance's."""
    chosen = [one.text for one in page.segments if one.words[0].kind == "choice"]
    chosen += [one.name for one in page.sight.controls if one.selected and one.role in _CHOSEN]
    entries = [one.text for one in page.segments if one.words[0].kind == "entry" and _MONTH.fullmatch(one.text)]
    this = str(page.today.year)
    if any(not text.startswith(this) or told(text, page.words, page.today) is Time.OTHER for text in entries):
        raise BalanceUncertain("another time than the present one is chosen on the page", rule="chosen-otherwise")
    for text in chosen:
        old = any(day.year != page.today.year for day in dates.find(text))
        if old or page.judged(text) is Claim.QUALIFIED or _is_other_unit(page, text):
            raise BalanceUncertain(
                "something else than the present JHT balance is chosen on the page", rule="chosen-otherwise"
            )


def _is_other_unit(page: Page, text: str) -> bool:
    """Whether what is chosen is a currency or a unit other than the rupiah: "JPY", "US$", "Ribuan", "Dolar Amerika"."""
    bare, words = plain(text).split(), page.words
    named = len(bare) <= _UNIT and any(len(one) > 2 and one in words.currencies for one in bare)
    return named or words.measures(text) or is_other_money(text)


def _veto_by_day(page: Page, found: list[Found]) -> None:
    for day in (*(one.as_of for one in found), day_of(page)):
        if day is not None and not 0 <= (page.today - day).days <= LONG_AGO:
            raise BalanceUncertain("the balance is said to be of a day long past, or yet to come", rule="other-day")


def _veto_by_rivals(page: Page, found: list[Found]) -> None:
    """Refuse where a second amount stands below the same label, with nothing to tell which of them it means."""
    balances = {one.balance for one in found}
    for one in found:
        labels = {label.at for label in page.labels(one.segment) if not page.is_head(label)}
        for other in page.values:
            if other.amount is None or page.labels(other) or other.amount.value(page.convention) in balances:
                continue
            between = page.segments[one.segment.at + 1 : other.at]
            if labels and other.at > one.segment.at and all(step.is_value or page.is_mute(step) for step in between):
                if not page.kpjs:
                    raise BalanceUncertain("two amounts stand below one label", rule="rival-amount")
