"""Texts beside the amounts of a page: which of them take a balance back, and which are about other things."""

import re

from checker import dates
from checker.portal.words import Words, plain, undated
from checker.reading.claims import other_year
from checker.reading.found import Found
from checker.reading.page import Page
from checker.reading.segments import Kind, Segment
from checker.reading.tellings import is_revoked
from checker.reading.times import LONG_AGO, Time, passed, told

_SENTENCE = 120
"""Signs: what is told of a card's state has no more."""
_ENDS = re.compile(r"(?<=[.!?;])\s+")
_MARK = re.compile(r"(?:\*+|[¹²³†‡]|\([0-9a-z*]\))")


def takes_back(page: Page, text: Segment, found: list[Found]) -> bool:
    """Whether a text says that the amounts are not the whole, present and final balance."""
    words, telling = page.words, page.telling(text)
    control = page.sight.controls[text.words[0].control] if text.words[0].control >= 0 else None
    if control is not None and control.role == "tab" and not control.selected:
        return False  # what is behind it is not shown
    if words.fits("notes", text.text):
        return True
    if control is not None:
        return False
    if words.phrases["owners"].open(undated(text.text)) and not _is_told_again(page, text):
        return True
    if words.says("references", telling) and any(_doubts(words, one) for one in _ENDS.split(telling)):
        return True
    if is_revoked(text.text, words) and not page.is_head(text) and not _is_value(page, text):
        return True
    # A banner may tell of any time.
    banner = all(page.is_of_banner(text, one.segment) for one in found)
    return not banner and _is_of_other_time(page, text)


def _doubts(words: Words, sentence: str) -> bool:
    """Whether a sentence says a doubt; "Bila ada perbedaan data, hubungi 175" is an everyday notice.

    "Saat ini saldo belum mutakhir, mohon kembali nanti" is none: it says what is, not what may be.
    """
    is_notice = words.phrases["circumstances"].open(sentence) and words.says("requests", sentence)
    return words.says("doubts", sentence) and (not is_notice or words.says("standings", sentence))


def _is_of_other_time(page: Page, text: Segment) -> bool:
    """Whether a text says that the amounts are those of another time."""
    words, telling = page.words, page.telling(text)
    if page.dating(text) is not None:
        return False  # it may be of one card only
    kept = words.says("references", telling) or words.says("refreshed", telling)
    if passed(text.text, words) and kept and not words.says("comparing", telling):
        return True
    if told(text.text, words, page.today, LONG_AGO) is Time.OTHER and words.says("periods", text.text):
        return True
    old = any((page.today - day).days > LONG_AGO for day in dates.find(text.text))
    bare = undated(text.text)
    if not old and not other_year(bare, page.today):
        return False
    rest = words.phrases["periods"].without(re.sub(r"[0-9]+", " ", bare)).split()
    shown = words.phrases["references"].open(bare) and words.says("periods", words.phrases["references"].without(bare))
    if shown and not any(words.says(name, bare) for name in ("dues", "payouts", "other_programmes")):
        return True  # "Data yang tampil merupakan posisi akhir tahun 2024"
    return words.says("balance", bare) or (words.says("periods", bare) and all(word in words.known for word in rest))


def _is_told_again(page: Page, text: Segment) -> bool:
    """Whether the person that an amount is said to belong to is named elsewhere on the page as well."""
    person = page.words.phrases["owners"].without(text.text)
    return any(one is not text and person and person in plain(one.text) for one in page.texts)


def _is_value(page: Page, text: Segment) -> bool:
    """Whether a text is what another, beside it or right above it, is the label of: "Status klaim", "Ditolak"."""
    before = page.segments[text.at - 1] if text.at else None
    if before is None or before.kind is not Kind.TEXT or before.is_drawn_heading:
        return False
    if before.at in page.fields:
        return False  # it has its value already
    close = before.box.over(text.box) and 0 <= text.box.y - before.box.bottom < 1.5 * text.size
    return before.box.beside(text.box) or close


def is_about_others(page: Page, text: Segment, found: list[Found]) -> bool:
    """Whether a remark belongs to other amounts: they bear its mark, or stand closer to it than the balances."""
    mark = _MARK.match(text.text)
    if mark is not None:
        bearers = [one for one in page.segments if one is not text and mark[0] in one.text]
        if bearers or page.words.says("references", text.text):
            ours = {label.at for one in found for label in page.labels(one.segment)}
            ours |= {one.segment.at for one in found}
            return bool(bearers) and not any(one.at in ours for one in bearers)
    mine = any(text in page.headings(one.segment) for one in found)
    if not mine and any(text in page.headings(one) for one in page.values):
        return True
    near = max(page.depth(text, one.segment) for one in found)
    return any(one.amount and page.depth(text, one) > near for one in page.values)


def is_settled(page: Page, text: Segment) -> bool:
    """Whether a text, no control, says that something was paid out or claimed."""
    said = dates.without(text.text)
    if text.words[0].control >= 0 or len(said) > _SENTENCE or page.words.says("dues", said):
        return False
    return any(page.words.fits("settled", clause) for clause in re.split("[,;]", said))


def is_of_dues(page: Page, text: Segment, found: list[Found]) -> bool:
    """Whether it is a contribution that was paid: told in a table of these or of months, that holds no card."""
    if text.cell is None or not page.words.fits("received", dates.without(text.text)):
        return False
    table = page.tables[text.cell.table]
    if any(one in page.kpjs for one in table) or any(one.segment in table for one in found):
        return False
    over = [one for one, _ in page.titles if one.at < table[0].at][-1:]
    said = [one.text for one in (*over, *table)]
    if any(page.words.says("payouts", one) for one in said):
        return False
    if any(page.words.says("balance", one.text) for one in table):
        return False
    months = any(one.cell and one.cell.same_row(text.cell) and dates.whole_months(one.text) for one in table)
    return bool(page.heads(text)) and (months or any(page.words.says("dues", one) for one in said))
