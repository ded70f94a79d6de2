"""A sight with its segments, and what stands with what: labels, headings, fields, as a person perceives them."""

import re
from bisect import bisect_left
from datetime import date
from functools import cached_property

from checker.kpj import find_grouped_kpjs, find_kpjs, without_any_kpjs
from checker.money import Convention, convention, is_currency
from checker.page.sight import Box, Sight
from checker.portal.words import Words, plain, undated
from checker.reading.claims import Claim, classify
from checker.reading.segments import Kind, Segment, segments
from checker.reading.stacks import Side, side, stack

FIELDS = ("kpj", "company", "npp", "segment", "membership", "as_of", "holder", "other_fields")
"""The lists of the labels of fields that are no amount."""


class Page:
    """A sight with its segments and the relations between them."""

    def __init__(self, sight: Sight, words: Words, today: date, chosen: str | None = None) -> None:
        self.sight, self.words, self.today = sight, words, today
        self.segments = segments(sight)
        self.texts = [one for one in self.segments if one.kind is Kind.TEXT and plain(one.text)]
        self.values = [one for one in self.segments if one.is_value]
        self.kpjs = [one for one in self.segments if one.kind is Kind.KPJ and not self._is_other_number(one)]
        for one in self.texts:
            self.kpjs += [Segment(Kind.KPJ, number, one.words, one.at) for number in sorted(self.kpjs_in(one.text))]
        self.chosen = chosen
        if chosen is not None:
            self.kpjs = [one for one in self.kpjs if one.text == chosen or not _is_offered(one, sight)]
        self.held: dict[int, list[Segment]] = {}
        for one in self.segments:
            for step in one.path:
                self.held.setdefault(step, []).append(one)
        self._labels: dict[int, list[Segment]] = {}
        self._head_rows: dict[tuple[int, int], bool] = {}
        self._mute: dict[int, bool] = {}
        self.unsure: set[int] = set()
        """The places of amounts that stand between two texts, either of which may be their label."""
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
            if any(self.words.is_label(name, label.text) for name in ("company", "holder", "other_fields")):
                cell, after = label.cell, self.following(label)
                if cell is not None and self._is_head_row(cell.table, cell.row):
                    column = [one for one in self.held[cell.table] if one.cell and one.cell.same_column(cell)]
                    named |= {
                        one.at for one in column if one.cell and one.cell.row > cell.row and one.cell.columns == 1
                    }
                elif after is not None:
                    named.add(after.at)
        says, qualifiers = self.words.says, self.words.phrases["qualifiers"]
        texts = {
            one.at
            for one in self.texts
            if not self.is_field_label(one.text)
            and not says("programme", one.text)
            and qualifiers.without(one.text)  # nobody is called "USD" or "Estimasi"
        }
        return named & texts

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
            if tail.strip() or undated(label.text) != plain(label.text):
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
        """Whether a text says nothing of an amount: it only names a card or a company, or is a day."""
        if one.at not in self._mute:
            bare = undated(without_any_kpjs(self.telling(one)))
            names_card = bare in self.words.kpj and bool(self.kpjs_in(one.text))
            self._mute[one.at] = not bare or is_currency(one.text) or names_card
        return self._mute[one.at]

    @cached_property
    def owners(self) -> dict[int, set[int]]:
        """For each text that labels amounts: the places of these amounts."""
        owners: dict[int, set[int]] = {}
        for value in self.values:
            for label in self.labels(value):
                owners.setdefault(label.at, set()).add(value.at)
        return owners

    def is_anothers(self, one: Segment, value: Segment) -> bool:
        """Whether a text is the label of other amounts than `value`."""
        owned = self.owners.get(one.at)
        return owned is not None and value.at not in owned

    def is_list(self, one: Segment) -> bool:
        """Whether a text lists programmes, as "JHT, JP, JKK" does: what one takes part in, not what an amount is."""
        named = self.words.phrases["other_programmes"].named(one.text)
        return len(named) > 1 and self.words.says("programme", one.text)

    def depth(self, one: Segment, other: Segment) -> int:
        """How many ancestors two segments share: the more, the closer they belong together."""
        return shared(one.path, other.path)

    def labels(self, value: Segment) -> list[Segment]:
        """The texts that label `value`, the nearest first: before it in its run, its row and column, or beside it."""
        if value.at not in self._labels:
            self._labels[value.at] = self._find_labels(value)
        return self._labels[value.at]

    def _find_labels(self, value: Segment) -> list[Segment]:
        prefix = self.prefix(value)
        if prefix is not None and not self.is_mute(prefix):
            return [prefix, *self.heads(value)]
        if value.cell is not None:
            heads, row = self.heads(value), self._row_label(value)
            if heads or row:
                return [*([row] if row else []), *heads]
        near = self._near(value)
        if value.at in self.unsure:
            return []
        heads = self._grid_head(value)
        return [*([near] if near and not (heads and self._is_field(near, heads)) else []), *heads]

    def prefix(self, value: Segment) -> Segment | None:
        """The text right before an amount in its run."""
        before = self.segments[value.at - 1] if value.at else None
        if (
            before is None
            or before.kind is not Kind.TEXT
            or before.block != value.block
            or value.words[0].broken
            or before.words[-1].kind != value.words[0].kind
            or not undated(before.text)
        ):
            return None
        return before

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
        """The segments of each table row, by table and row."""
        rows: dict[tuple[int, int], list[Segment]] = {}
        for one in self.segments:
            if one.cell is not None:
                rows.setdefault((one.cell.table, one.cell.row), []).append(one)
        return rows

    def _is_head_row(self, table: int, row: int) -> bool:
        if (table, row) not in self._head_rows:
            self._head_rows[table, row] = self._holds_heads(self._rows.get((table, row), []))
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

    def _row_label(self, value: Segment) -> Segment | None:
        """The text that heads a table row; texts under a header of their own are values, not labels."""
        cell = value.cell
        assert cell is not None
        row = [
            one
            for one in self.held.get(cell.table, ())
            if one.cell and one.cell.table == cell.table and one.cell.same_row(cell) and one.cell.column < cell.column
        ]
        told = (one for one in row if one.kind is Kind.TEXT and not is_currency(one.text))
        texts = [one for one in told if plain(one.text) and undated(one.text)]
        if not texts:
            return None
        if not self.heads(value):
            # Pairs of label and value along one row: the label is the nearest, with no value between.
            nearest = texts[-1]
            values = [one for one in row if one.is_value and one.at > nearest.at]
            return texts[0] if values and len(texts) == 1 else None if values else nearest
        texts = [one for one in texts if not self.is_mute(one) and not self.is_list(one)]
        judged = [one for one in texts if self.judged(one.text) not in (Claim.NONE, Claim.TOTAL)]
        return judged[-1] if judged else None if not texts else texts[0] if not self.heads(texts[0]) else None

    def _near(self, value: Segment) -> Segment | None:
        """The nearest label by sight: in the smallest common container; left before above before below."""
        box = value.box
        best: list[tuple[int, int, float, Segment]] = []
        for one in self.texts:
            if not self._may_label(one, value) or one.at in self.fields:
                continue
            other = one.box
            if other.beside(box) and other.right <= box.x + 3:
                way, gap = 0, (box.x - other.right) / 4
            elif other.bottom <= box.y + 0.35 * box.h and (other.over(box) or -24 < box.x - other.x < 48):
                way, gap = 1, box.y - other.bottom
            elif other.y >= box.bottom - 0.35 * box.h and (other.over(box) or -24 < box.x - other.x < 48):
                way, gap = 2, other.y - box.bottom
            else:
                continue
            if way and gap > 5 * max(one.size, 12):
                continue
            if self._parted(one, value):
                continue
            best.append((-self.depth(one, value), way, gap, one))
        if not best:
            return None
        best.sort(key=lambda item: item[:3])
        top = best[0]
        same = [item for item in best if item[0] == top[0]]
        ups = [item[3] for item in same if item[1] == 1]
        downs = [item[3] for item in same if item[1] == 2]
        told = self._side(value, -top[0]) if top[1] and value.is_value else None
        if told is not None:
            sided = {Side.ABOVE: ups, Side.BELOW: downs, Side.UNSURE: []}[told]
            if not sided:
                self.unsure.add(value.at)
            return sided[0] if sided else None
        if top[1] == 1 and downs:
            above, below = box.y - ups[0].box.bottom, downs[0].box.y - box.bottom
            if below < 0.5 * above:
                return downs[0]
            if below < above and self._is_past_fields(ups[0], value) and len(downs[0].text.split()) <= 8:
                self.unsure.add(value.at)
                return None
        return top[3]

    def _is_past_fields(self, label: Segment, value: Segment) -> bool:
        """Whether fields with their values stand between a label and an amount below it."""
        return any(one.at in self.fields for one in self.segments[label.at + 1 : value.at])

    def _side(self, value: Segment, depth: int) -> Side | None:
        """On which side of the amounts in the same column of one container the labels stand, where they take turns."""
        column = [
            one
            for one in self.held[value.path[depth - 1]]
            if (one.is_value or (plain(one.text) and self._may_label(one, value) and not self._is_after(one)))
            and (one.box.over(value.box) or -24 < value.box.x - one.box.x < 48)
        ]

        def is_apart(one: Segment) -> bool:
            """Whether it stands in a card of its own, between what is above and below that."""
            part = self.held[one.path[depth]] if len(one.path) > depth else []
            amounts = [other for other in part if other.is_value]
            return any(
                plain(text.text) and self._may_label(text, value) and not any(_is_unit(text, each) for each in amounts)
                for text in part
                if amounts and not text.is_value
            )

        turns = stack(sorted(column, key=lambda one: one.box.y), value, is_apart)
        return side(turns, self._may_name)

    def _is_after(self, one: Segment) -> bool:
        """Whether a text goes on after an amount on its line, as a unit does."""
        before = self.segments[one.at - 1] if one.at else None
        return before is not None and before.is_value and _is_unit(one, before)

    def _may_name(self, one: Segment) -> bool:
        """Whether a text may be the name of an amount: it is no field, no company and no sentence."""
        after = self.following(one)
        if after is not None and (after.kind is Kind.KPJ or (after.kind is Kind.TEXT and not undated(after.text))):
            return False  # what follows is its value: a number, a day
        names = self.judged(one.text) is not Claim.NONE and len(one.text.split()) <= 8
        return names and not self.is_fact(one) and one.at not in self.fields

    def _may_label(self, one: Segment, value: Segment) -> bool:
        mine, its = one.words[0].control, value.words[0].control
        if mine >= 0 and mine != its and self.sight.controls[mine].role not in ("summary", "tab"):
            return False
        return one.words[0].kind == "text" and len(one.text) < 200 and not self.is_mute(one)

    def _parted(self, one: Segment, value: Segment) -> bool:
        """Whether another value or text stands between the two, in the line or the column they share."""
        a, b = one.box, value.box
        gap = a.joined(b)
        for other in self.segments:
            if other is one or other is value:
                continue
            box = other.box
            inside_x = box.x < gap.right - 2 and box.right > gap.x + 2
            inside_y = box.y < gap.bottom - 2 and box.bottom > gap.y + 2
            if not (inside_x and inside_y):
                continue
            if a.beside(b):
                if (
                    box.beside(b)
                    and a.right - 2 <= box.x
                    and box.right <= b.x + 2
                    and (other.is_value or plain(other.text))
                ):
                    return True
            elif min(a.bottom, b.bottom) - 2 <= box.middle <= max(a.y, b.y) + 2:
                told = other.kind is Kind.TEXT and not self.is_mute(other) and other.at not in self.fields
                if other.is_value or told:
                    return True
        return self.is_hidden(one, value)

    def is_hidden(self, label: Segment, value: Segment) -> bool:
        """Whether a picture that may be a line of text stands between a label and a value below it."""
        return any(_hides_text(picture.box, label.box, value.box) for picture in self.sight.pictures)

    def _grid_head(self, value: Segment) -> list[Segment]:
        """The header of the column in a table that is drawn without one: a row of texts over rows of values."""
        box = value.box
        above = [
            one
            for one in self.texts
            if one.box.bottom <= box.y + 2 and (one.box.over(box) or abs(one.box.x - box.x) < 4)
        ]
        above.sort(key=lambda one: -one.box.bottom)
        for head in above:
            row = [
                one
                for one in self.texts
                if one is not head and one.box.beside(head.box) and self._may_label(one, value)
            ]
            if not row or not self._may_label(head, value) or self._is_captioned(head, value):
                continue
            between = [
                one
                for one in self.segments
                if head.box.bottom - 2 <= one.box.y
                and one.box.bottom <= box.y + 2
                and (one.box.over(box) or one.box.over(head.box))
            ]
            if any(not one.is_value for one in between):
                return []
            if any(one.is_value and one.box.beside(head.box) for one in self.values):
                return []
            mates = [
                one
                for one in self.segments
                if one is not value
                and one.box.beside(box)
                and any(one.box.over(peer.box) or abs(one.box.x - peer.box.x) < 4 for peer in row)
            ]
            return [head] if len(row) >= 1 and mates and self.depth(head, value) >= 2 else []
        return []

    def _is_captioned(self, head: Segment, value: Segment) -> bool:
        """Whether a text belongs to a field of its own, whose value stands right above or before it."""
        shared = self.depth(head, value)
        for one in self.segments[max(head.at - 2, 0) : head.at]:
            above = one.box.over(head.box) and 0 <= head.box.y - one.box.bottom < 1.2 * max(head.size, one.size)
            if above and self.depth(one, head) > shared:
                return True
        before = self.segments[head.at - 1] if head.at else None
        beside = before is not None and before.kind is Kind.TEXT and before.box.beside(head.box)
        return bool(beside and before and self._is_pair([before, head]))

    def _is_field(self, near: Segment, heads: list[Segment]) -> bool:
        """Whether the text left of a value is a value itself, under a header of its own."""
        return any(
            one.box.beside(heads[0].box)
            and one is not heads[0]
            and (one.box.over(near.box) or abs(one.box.x - near.box.x) < 4)
            for one in self.texts
        ) and classify(near.text, self.words, self.today) in (Claim.NONE, Claim.TOTAL)

    def headings(self, value: Segment) -> list[Segment]:
        """The headings that govern `value`, the innermost first: real ones, and texts that open a container of its."""
        governing: list[Segment] = []
        level = 7
        for one, rank in reversed(self.titles):
            if one.at >= value.at or not self._heads_over(one, value):
                continue
            if rank < level or rank == 6:
                governing.append(one)
                level = min(level, rank)
        for step in reversed(value.path[1:]):
            held = self.held[step]
            first = held[0]
            if first.kind is not Kind.TEXT or first.at >= value.at or self.is_anothers(first, value):
                continue
            if self.is_fact(first) or self.is_notice(first) or any(word.heading for word in first.words):
                continue
            if self.words.says("other_programmes", first.text) and not self._heads_over(first, value):
                continue  # the heading of a card of its own
            if first not in governing and first.words[0].control < 0 and 2 < len(held) < len(self.segments):
                governing.append(first)
        return governing

    def is_fact(self, one: Segment) -> bool:
        """Whether a text is a field with its value, "Iuran terakhir: 15-10-2026", and so heads nothing."""
        _, _, told = one.text.partition(":")
        return bool(told.strip()) and self.judged(told) in (Claim.NONE, Claim.PROGRAMME)

    def is_notice(self, one: Segment) -> bool:
        """Whether a text is a sentence that tells that contributions came in, or did not: it heads nothing."""
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

    def _heads_over(self, heading: Segment, value: Segment) -> bool:
        """Whether the heading's own part of the page holds no amounts, so that it speaks of what follows."""
        shared = self.depth(heading, value)
        if shared >= len(heading.path):
            return True
        return not any(one.is_value for one in self.held[heading.path[shared]])

    def suffix(self, value: Segment) -> str:
        """What stands right after an amount in its run: a unit, a date, a remark."""
        if value.at + 1 >= len(self.segments):
            return ""
        after = self.segments[value.at + 1]
        if after.cell is not None and after.cell != value.cell and self.heads(after):
            return ""
        if self.is_anothers(after, value) and (after.block != value.block or self.prefix(value)):
            return ""
        same_line = after.box.beside(value.box) and after.box.x - value.box.right < 1.5 * value.size
        if after.kind is not Kind.TEXT or after.words[0].broken or after.words[0].control != value.words[0].control:
            return ""
        if after.block != value.block and not (same_line and after.box.x >= value.box.right - 2):
            return ""
        following = self.segments[after.at + 1] if after.at + 1 < len(self.segments) else None
        if following is not None and following.is_value and following.block == after.block and self.prefix(value):
            return ""
        return after.text


def shared(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    """How many steps two paths share, from the root."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _is_unit(text: Segment, amount: Segment) -> bool:
    """Whether a text stands after an amount on its line."""
    return text.box.beside(amount.box) and text.box.x >= amount.box.right - 2


def _hides_text(picture: Box, label: Box, value: Box) -> bool:
    """Whether a picture as wide as a line of text, no icon, stands between a label and a value below it."""
    between = label.bottom - 2 <= picture.middle <= value.y + 2
    return between and picture.w > 2.5 * picture.h and picture.w > 60 and (picture.over(value) or picture.over(label))


def place(texts: list[Segment], value: Segment) -> int:
    return bisect_left(texts, value.at, key=lambda one: one.at)


def _is_offered(number: Segment, sight: Sight) -> bool:
    """Whether a KPJ only stands in something to press or to choose from, whose card is not open."""
    word = number.words[0]
    if word.control < 0:
        return word.kind == "choice"
    return not (sight.controls[word.control].expanded or sight.controls[word.control].selected)
