"""A sight with its segments, and where they stand: in tables, under titles, in parts of the page; fields and names."""

import re
from bisect import bisect_left
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from msgspec import structs

from checker import dates
from checker.kpj import find_grouped_kpjs, find_kpjs, without_any_kpjs
from checker.model import SAID
from checker.money import Convention, convention, is_currency
from checker.page.sight import Sight
from checker.portal.words import Words, plain, undated
from checker.reading.claims import Claim, classify
from checker.reading.segments import Kind, Segment, segments

_SPANNED = 100
"""Rows: no cell spans more."""
FIELDS = (*SAID, "as_of", "holder", "other_fields")
"""The lists of the labels of fields that are no amount."""


class Layout:
    """A sight with its segments: what is a table, a head of a column, a field, a name, a part of the page."""

    def __init__(self, sight: Sight, words: Words, today: date, chosen: str | None = None) -> None:
        self.sight, self.words, self.today = sight, words, today
        self.segments = _stretched(segments(sight), sight)
        self.texts = [one for one in self.segments if one.kind is Kind.TEXT and plain(one.text)]
        self.values = [one for one in self.segments if one.is_value]
        self.kpjs = [one for one in self.segments if one.kind is Kind.KPJ and not self._is_other_number(one)]
        for one in self.texts:
            self.kpjs += [Segment(Kind.KPJ, number, one.words, one.at) for number in sorted(self.kpjs_in(one.text))]
        self.numbers = self.kpjs
        """The numbers of cards, also those that are only offered where one of them was chosen."""
        self.chosen = chosen
        if chosen is not None:
            self.kpjs = [one for one in self.kpjs if one.text == chosen or not _is_offered(one, sight)]
        self.held: dict[int, list[Segment]] = {}
        """What stands in each element of the page, in the page's order."""
        for one in self.segments:
            for step in one.path:
                self.held.setdefault(step, []).append(one)
        self.tables: dict[int, list[Segment]] = {}
        for one in self.segments:
            if one.cell is not None:
                self.tables.setdefault(one.cell.table, []).append(one)
        self._head_rows: dict[tuple[int, int], bool] = {}
        self._mute: dict[int, bool] = {}
        self._days: dict[int, date | None] = {}
        self.names = self._names()
        # Only amounts that are surely money tell which sign groups thousands.
        self.convention: Convention | None = convention(
            one.amount for one in self.segments if one.amount is not None and (one.amount.currency or len(one.text) > 8)
        )

    def kpjs_in(self, text: str) -> set[str]:
        """The card numbers that stand in a text; written in groups only where the text says what they are."""
        if self.words.says("other_numbers", text):
            return set()
        found = find_kpjs(text)
        if not found and self.words.says("kpj", text):
            found = find_grouped_kpjs(text)
        return found

    def _is_other_number(self, one: Segment) -> bool:
        """Whether a number with the looks of a KPJ is labelled as another: a telephone, an account."""
        before = self.segments[one.at - 1] if one.at else None
        if before is None or before.kind is not Kind.TEXT or not self.words.says("other_numbers", before.text):
            return False
        return before.box.beside(one.box) or (before.box.over(one.box) and one.box.y - before.box.bottom < 3 * one.size)

    def _names(self) -> set[int]:
        """The places of the texts that are the name of a company or a person: their words say nothing of an amount."""
        named: set[int] = set()
        for label in self.texts:
            if not any(self.words.is_label(name, label.text) for name in ("company", "holder", "other_fields")):
                continue
            cell, after = label.cell, self.following(label)
            if cell is not None and self.is_head(label):
                column = [(one.at, one.cell) for one in self.tables[cell.table] if one.cell]
                named |= {at for at, one in column if one.same_column(cell) and one.row > cell.row and one.columns == 1}
            elif after is not None:
                named.add(after.at)
        return {one.at for one in self.texts if one.at in named and self._may_be_name(one.text)}

    def _may_be_name(self, text: str) -> bool:
        """Whether a text may be a name: nobody is called "USD" or "Estimasi"."""
        says = self.is_field_label(text) or self.words.says("programme", text)
        return not says and bool(self.words.phrases["qualifiers"].without(text))

    @cached_property
    def fields(self) -> set[int]:
        """The places of the texts that are a field with its value, such as "Nomor KPJ: ..." or "Nama" and "SITI"."""
        found: set[int] = set()
        for label in self.texts:
            head, _, tail = label.text.partition(":")
            named = any(self.words.is_label(name, undated(head)) for name in FIELDS)
            if not named or self.words.says("balance", head) or self.is_head(label):
                continue
            after = self.following(label)
            numbers = after in self.kpjs and after.box.beside(label.box)
            if tail.strip() or undated(label.text) != plain(label.text) or numbers:
                found.add(label.at)
            elif after is not None and after.kind is Kind.TEXT and self.judged(after.text) is Claim.NONE:
                if self.is_field_label(after.text):
                    continue
                if after.box.beside(label.box) or (after.box.over(label.box) and after.box.y >= label.box.bottom - 2):
                    found |= {label.at, after.at}
        return found

    def following(self, one: Segment) -> Segment | None:
        """What comes after `one` in the page's order, a colon in a place of its own left out."""
        return next((other for other in self.segments[one.at + 1 :] if other.text.strip(" :")), None)

    def judged(self, text: str) -> Claim:
        """What `text` says as the label of an amount, the names of companies left out."""
        return classify(self.words.nameless(text), self.words, self.today)

    def telling(self, one: Segment) -> str:
        """What a text says beside a name: of "SITI AMINAH (istri)" the words in parentheses."""
        if one.at in self.names:
            return " ".join(re.split(r"[(,–—|]", one.text)[1:])
        return self.words.nameless(one.text)

    def is_mute(self, one: Segment) -> bool:
        """Whether a text says nothing of an amount: it only names a card or a company, is a day or an icon."""
        if one.at not in self._mute:
            bare = undated(without_any_kpjs(self.telling(one)))
            names_card = bare in self.words.kpj and bool(self.kpjs_in(one.text))
            sign = bool(_LIGATURE.fullmatch(one.text)) and self.judged(one.text) is Claim.NONE
            self._mute[one.at] = not bare or is_currency(one.text) or names_card or sign
        return self._mute[one.at]

    def dating(self, one: Segment) -> date | None:
        """The one day that a text says a card's balance is of, and says no more: "Per 31 Maret 2021", also beside the
        card's number or state.
        """
        if one.at not in self._days:
            days = set(dates.find(one.text)) if one.is_text and not one.is_drawn_heading else set()
            bare = self.words.phrases["kpj"].without(undated(without_any_kpjs(one.text))) if len(days) == 1 else ""
            rest = self.words.phrases["as_of"].without(bare)
            plainly = not rest or any(self.words.fits(name, rest) for name in ("card_names", "ended"))
            self._days[one.at] = days.pop() if len(rest) < len(bare) and plainly else None
        return self._days[one.at]

    def amount(self, value: Segment) -> Decimal | None:
        """An amount in rupiah, as the page writes its amounts; None where it could be two numbers, or none."""
        return value.amount.value(self.convention) if value.amount else None

    def is_list(self, one: Segment) -> bool:
        """Whether a text lists programmes, as "JHT, JP, JKK" does: what one takes part in, not what an amount is."""
        named = self.words.phrases["other_programmes"].named(one.text)
        return len(named) > 1 and self.words.says("programme", one.text)

    def is_of_banner(self, one: Segment, value: Segment) -> bool:
        """Whether a text stands in what is turned over by dots of its own, which does not hold an amount."""
        return any(len(row) > 1 and row[-2] in one.path and row[-2] not in value.path for row in self.sight.dots)

    def depth(self, one: Segment, other: Segment) -> int:
        """How many ancestors two segments share: the more, the closer they belong together."""
        return shared(one.path, other.path)

    def heads(self, value: Segment) -> list[Segment]:
        """The column headers over a table cell, the nearest first."""
        cell = value.cell
        if cell is None:
            return []
        return [
            one
            for one in self._columns.get(cell.table, ())
            if one.cell and one.cell.row + one.cell.rows <= cell.row and one.cell.same_column(cell)
        ]

    def tops(self, value: Segment) -> list[Segment]:
        """The texts at the top of a table cell's column: those of its first row, and all that are marked as headers."""
        cell = value.cell
        tops = self._tops.get(cell.table, ()) if cell else ()
        return [one for one in tops if cell and one.cell and one.cell.row < cell.row and one.cell.same_column(cell)]

    @cached_property
    def _tops(self) -> dict[int, list[Segment]]:
        tops: dict[int, list[Segment]] = {}
        for one in self.texts:
            if one.cell is not None and (one.cell.header or one.cell.row == 0):
                tops.setdefault(one.cell.table, []).append(one)
        return tops

    @cached_property
    def _columns(self) -> dict[int, list[Segment]]:
        """The texts that head columns, by table, the last first."""
        columns: dict[int, list[Segment]] = {}
        for one in reversed(self.texts):
            cell = one.cell
            if cell and (cell.header or cell.row == 0) and self._is_head_row(cell.table, cell.row):
                columns.setdefault(cell.table, []).append(one)
        return columns

    def is_head(self, one: Segment) -> bool:
        """Whether a text heads a column of a table."""
        return one.cell is not None and self._is_head_row(one.cell.table, one.cell.row)

    @cached_property
    def _rows(self) -> dict[tuple[int, int], list[Segment]]:
        """The segments of each table row, by table and row; those that span rows in each of them."""
        rows: dict[tuple[int, int], list[Segment]] = {}
        for one in self.segments:
            if one.cell is not None:
                for row in range(one.cell.row, one.cell.row + min(one.cell.rows, _SPANNED)):
                    rows.setdefault((one.cell.table, row), []).append(one)
        return rows

    def row(self, value: Segment) -> list[Segment]:
        """What stands in the row of a table cell, itself included."""
        cell = value.cell
        if cell is None:
            return []
        if cell.rows == 1:
            return self._rows[cell.table, cell.row]
        return [one for one in self.tables[cell.table] if one.cell and one.cell.same_row(cell)]

    def _is_head_row(self, table: int, row: int) -> bool:
        if (table, row) not in self._head_rows:
            cells = [one for one in self._rows.get((table, row), ()) if one.cell and one.cell.row == row]
            self._head_rows[table, row] = self._holds_heads(cells)
        return self._head_rows[table, row]

    def _holds_heads(self, cells: list[Segment]) -> bool:
        columns = {one.cell.column for one in cells if one.cell}
        if len(columns) < 2 or any(one.is_value or one.kind is Kind.KPJ for one in cells):
            return False
        return len({one.cell.header for one in cells if one.cell}) == 1 and not self._is_pair(cells)

    def _is_pair(self, cells: list[Segment]) -> bool:
        """Whether a row is a field's label and its value: "Nama" and "SITI AMINAH"."""
        texts = [one for one in cells if plain(one.text)]
        if len(texts) != 2 or all(one.cell and one.cell.header for one in texts):
            return False
        return self.is_field_label(texts[0].text) and not self.is_field_label(texts[1].text)

    def is_field_label(self, text: str) -> bool:
        """Whether a text is the label of something that is told of a card, its balance among it."""
        return any(self.words.is_label(name, text) for name in FIELDS) or self.words.says("balance", text)

    def is_notice(self, one: Segment) -> bool:
        """Whether a text is a sentence that tells how contributions or yields come in, or that they did: no heading."""
        bare = self.words.phrases["dues"].without(self.telling(one))
        if not one.text.rstrip().endswith((".", "!")) or not self.words.says("dues", one.text):
            return False
        others = ("simulations", "prospects", "persons", "balance", "programme", "other_programmes", "payouts")
        return self.words.fits("received", one.text) and not any(self.words.says(name, bare) for name in others)

    @cached_property
    def titles(self) -> list[tuple[Segment, int]]:
        """The real headings, with their rank."""
        ranked = ((one, max(word.heading for word in one.words)) for one in self.texts)
        return [(one, rank) for one, rank in ranked if rank]


_LIGATURE = re.compile(r"[a-z]+(?:_[a-z0-9]+)+")
"""What stands for a sign whose font is missing: "credit_card"."""
_PRESSED = ("link", "button", "menuitem", "tab", "hand")


def _stretched(found: list[Segment], sight: Sight) -> list[Segment]:
    """The segments, each that a control is laid over and called by as a part of that: frameworks stretch a button over
    its text. What is laid over an amount is no mere name.
    """
    by_name: dict[str, list[int]] = {}
    for number, control in enumerate(sight.controls):
        if control.role in _PRESSED and not any(one.is_value and control.box.holds(one.box) for one in found):
            by_name.setdefault(plain(control.name), []).append(number)

    def owned(one: Segment) -> Segment:
        over = by_name.get(plain(one.text), ()) if one.is_plain_text and plain(one.text) else ()
        number = next((each for each in over if sight.controls[each].box.holds(one.box)), None)
        if number is None:
            return one
        return replace(one, words=tuple(structs.replace(word, control=number) for word in one.words))

    return [owned(one) for one in found]


def shared(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    """How many steps two paths share, from the root."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def place(texts: list[Segment], value: Segment) -> int:
    return bisect_left(texts, value.at, key=lambda one: one.at)


def _is_offered(number: Segment, sight: Sight) -> bool:
    """Whether a KPJ only stands in something to press or to choose from, whose card is not open."""
    word = number.words[0]
    if word.control < 0:
        return word.kind == "choice"
    return not (sight.controls[word.control].expanded or sight.controls[word.control].selected)
