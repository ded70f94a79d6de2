"""Which texts label an amount, and which headings govern it, as a person perceives them."""

from bisect import bisect_left
from collections.abc import Callable
from datetime import date
from functools import cached_property

from checker.money import is_currency, is_short
from checker.page.sight import Box, Sight
from checker.portal.words import Words, plain, undated
from checker.reading.claims import Claim, Judgement
from checker.reading.layout import Layout, shared
from checker.reading.rule import Rules
from checker.reading.segments import Kind, Segment
from checker.reading.stacks import Side, side, stack
from checker.reading.times import is_compared, told

__all__ = ["Page", "shared"]

_FAR = 5
"""How far above or below an amount its label may stand, in heights of the label's letters."""
_SMALL = 12
"""Pixels: smaller letters count as these."""
_ASIDE = (-24, 48)
"""Pixels: a label above or below an amount begins no farther to its right, or to its left."""
_NAME = 8
"""Words: the name of an amount has no more."""


class Page(Layout):
    """A sight with its segments, and for each amount the texts that speak of it."""

    def __init__(self, sight: Sight, words: Words, today: date, chosen: str | None = None) -> None:
        super().__init__(sight, words, today, chosen)
        self.unsure: set[int] = set()
        """The places of amounts that stand between two texts, either of which may be their label."""
        self.trace: list[str] = []
        """The rules that have spoken, each with the place of the amount that it spoke of, if of one."""
        self.judgements: dict[int, Judgement] = {}
        self._labels: dict[int, list[Segment]] = {}

    def note(self, value: Segment, rule: str) -> None:
        """Keep in the trace that a rule has spoken of an amount."""
        self.trace.append(f"{value.at} {rule}")

    def labels(self, value: Segment) -> list[Segment]:
        """The texts that label `value`, the nearest first: before it in its run, its row and column, or beside it."""
        if value.at not in self._labels:
            self._labels[value.at] = []
            for rule in NAMING:
                labels = rule.ask(self, value)
                if labels is not None:
                    self.note(value, rule.name)
                    self._labels[value.at] = labels
                    break
        return self._labels[value.at]

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

    def prefix(self, value: Segment) -> Segment | None:
        """The text right before an amount in its run."""
        before = self.segments[value.at - 1] if value.at else None
        if before is None or not before.is_text or before.block != value.block or value.words[0].broken:
            return None
        if before.words[-1].kind != value.words[0].kind or not undated(before.text):
            return None
        return before

    def suffix(self, value: Segment) -> str:
        """What stands right after an amount in its run: a unit, a date, a remark."""
        if value.at + 1 >= len(self.segments):
            return ""
        after = self.segments[value.at + 1]
        if not after.is_text or after.words[0].broken or after.words[0].control != value.words[0].control:
            return ""
        if after.cell is not None and after.cell != value.cell and self.heads(after):
            return ""
        if self.is_anothers(after, value) and (after.block != value.block or self.prefix(value)):
            return ""
        same_line = after.box.beside(value.box) and after.box.x - value.box.right < 1.5 * value.size
        if after.block != value.block and not (same_line and after.box.x >= value.box.right - 2):
            return ""
        following = self.segments[after.at + 1] if after.at + 1 < len(self.segments) else None
        if following is not None and following.is_value and following.block == after.block and self.prefix(value):
            return ""
        return after.text

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
            if not first.is_text or first.at >= value.at or self.is_anothers(first, value):
                continue
            if self.is_notice(first) or first.is_drawn_heading:
                continue
            if self.words.says("other_programmes", first.text) and not self._heads_over(first, value):
                continue  # the heading of a card of its own
            if first not in governing and first.words[0].control < 0 and 2 < len(held) < len(self.segments):
                governing.append(first)
        return governing

    def is_whole_row(self, value: Segment) -> bool:
        """Whether an amount stands in the only cell of a row that is as wide as its table: what a row has unfolded."""
        cell = value.cell
        if cell is None or cell.columns < 2:
            return False
        return all(one.cell.column + one.cell.columns <= cell.columns for one in self.tables[cell.table] if one.cell)

    def _heads_over(self, heading: Segment, value: Segment) -> bool:
        """Whether the heading's own part of the page holds no amounts, so that it speaks of what follows."""
        depth = self.depth(heading, value)
        if depth >= len(heading.path):
            return True
        return not any(one.is_value for one in self.held[heading.path[depth]])

    def may_label(self, one: Segment, value: Segment) -> bool:
        """Whether a text may be the label of an amount, wherever it stands."""
        mine, its = one.words[0].control, value.words[0].control
        if mine >= 0 and mine != its and self.sight.controls[mine].role not in ("summary", "tab"):
            return False
        figure = is_compared(one.text, self.words) or is_short(one.text)
        return one.words[0].kind == "text" and len(one.text) < 200 and not figure and not self.is_mute(one)

    def is_hidden(self, label: Segment, value: Segment) -> bool:
        """Whether a picture that may be a line of text stands between a label and a value below it."""
        return any(_hides_text(picture.box, label.box, value.box) for picture in self.sight.pictures)

    def near(self, box: Box) -> list[Segment]:
        """What stands no farther above or below a box than a label may, in the page's order."""
        reach = _FAR * max(self._size, _SMALL)
        start = bisect_left(self._by_height, box.y - reach - self._height, key=lambda one: one.box.y)
        end = bisect_left(self._by_height, box.bottom + reach, key=lambda one: one.box.y)
        return sorted(self._by_height[start : end + 1], key=lambda one: one.at)

    @cached_property
    def _by_height(self) -> list[Segment]:
        return sorted(self.segments, key=lambda one: one.box.y)

    @cached_property
    def _height(self) -> float:
        return max(one.box.h for one in self.segments)

    @cached_property
    def _size(self) -> float:
        return max(one.size for one in self.segments)


# -- naming: where the label of an amount stands; the first rule that answers tells -----------------------------------

NAMING: Rules[Callable[[Page, Segment], list[Segment] | None]] = Rules()


@NAMING("label-in-run", "the text right before an amount in its run is its label")
def _in_run(page: Page, value: Segment) -> list[Segment] | None:
    prefix = page.prefix(value)
    return None if prefix is None or page.is_mute(prefix) else [prefix, *page.heads(value)]


@NAMING("label-in-table", "what opens the row of an amount and what heads its column are its labels")
def _in_table(page: Page, value: Segment) -> list[Segment] | None:
    if value.cell is None or page.is_whole_row(value):
        return None
    heads, row = page.heads(value), _row_label(page, value)
    return [*([row] if row else []), *heads] if heads or row else None


def _row_label(page: Page, value: Segment) -> Segment | None:
    """The text that heads a table row; texts under a header of their own are values, not labels."""
    cell = value.cell
    assert cell is not None
    row = [one for one in page.row(value) if one.cell and one.cell.column < cell.column]
    texts = [one for one in row if one.is_text and not is_currency(one.text) and undated(one.text)]
    if not texts:
        return None
    if not page.heads(value):
        # Pairs of label and value along one row: the label is the nearest, with no value between.
        nearest = texts[-1]
        values = [one for one in row if one.is_value and one.at > nearest.at]
        return texts[0] if values and len(texts) == 1 else None if values else nearest
    texts = [one for one in texts if not page.is_mute(one) and not page.is_list(one) and not _is_other_day(page, one)]
    judged = [one for one in texts if page.judged(one.text) not in (Claim.NONE, Claim.TOTAL)]
    if judged or not texts:
        return judged[-1] if judged else None
    return None if page.heads(texts[0]) else texts[0]


def _is_other_day(page: Page, one: Segment) -> bool:
    """Whether a text in a table tells a time of which a balance is not, by the head of its column: "Tahun masuk"."""
    heads = page.heads(one)
    named = bool(heads) and not any(plain(head.text) in page.words.time_heads for head in heads)
    return named and told(one.text, page.words, page.today) is not None


@NAMING("label-in-sight", "the nearest text in the smallest common part is the label: before, above or below an amount")
def _in_sight(page: Page, value: Segment) -> list[Segment] | None:
    """Left goes before above, above before below; where labels and amounts take turns, the turns tell."""
    placed = _placed(page, value)
    if not placed:
        return None
    deepest, way, _, nearest = placed[0]
    same = [one for one in placed if one[0] == deepest]
    ups, downs = ([one[3] for one in same if one[1] == each] for each in (1, 2))
    told = _side(page, value, -deepest) if way and value.is_value else None
    if told is not None:
        sided = {Side.ABOVE: ups, Side.BELOW: downs, Side.UNSURE: []}[told]
        if not sided:
            page.unsure.add(value.at)
        return sided[:1]
    if way == 1 and downs:
        above, below = value.box.y - ups[0].box.bottom, downs[0].box.y - value.box.bottom
        if below < 0.5 * above:
            return downs[:1]
        past_fields = any(one.at in page.fields for one in page.segments[ups[0].at + 1 : value.at])
        if below < above and past_fields and len(downs[0].text.split()) <= _NAME:
            page.unsure.add(value.at)
            return []
    return [nearest]


def _placed(page: Page, value: Segment) -> list[tuple[int, int, float, Segment]]:
    """The texts that may label an amount by where they stand, the nearest first: each with minus the steps that it
    shares with it, whether it stands before (0), above (1) or below (2), and how far.
    """
    box = value.box
    placed = []
    near = page.near(box)
    for one in near:
        if not one.is_text or not plain(one.text) or not page.may_label(one, value) or one.at in page.fields:
            continue
        after = page.following(one)
        if after is not None and after is not value and after.is_value and page.prefix(after) is one:
            continue  # it stands in one run with an amount of its own
        other = one.box
        aside = other.over(box) or _ASIDE[0] < box.x - other.x < _ASIDE[1]
        if other.beside(box) and other.right <= box.x + 3:
            way, gap = 0, (box.x - other.right) / 4
        elif aside and other.bottom <= box.y + 0.35 * box.h:
            way, gap = 1, box.y - other.bottom
        elif aside and other.y >= box.bottom - 0.35 * box.h:
            way, gap = 2, other.y - box.bottom
        else:
            continue
        if way:
            gap -= _fields_between(page, one, value, near)
        if not (way and gap > _FAR * max(one.size, _SMALL)) and not _parted(page, one, value, near):
            placed.append((-page.depth(one, value), way, gap, one))
    return sorted(placed, key=lambda item: item[:3])


def _fields_between(page: Page, one: Segment, value: Segment, near: list[Segment]) -> float:
    """The height of the days and other fields between the two in their column: they set a label no farther off."""
    above, below = sorted((one.box, value.box), key=lambda box: box.y)
    between = (each for each in near if above.bottom <= each.box.y and each.box.bottom <= below.y)
    return sum(each.box.h for each in between if each.at in page.fields and each.box.over(value.box))


def _parted(page: Page, one: Segment, value: Segment, near: list[Segment]) -> bool:
    """Whether another value or text stands between the two, in the line or the column they share."""
    a, b = one.box, value.box
    gap = a.joined(b)
    for other in near:
        box = other.box
        inside_x = box.x < gap.right - 2 and box.right > gap.x + 2
        inside_y = box.y < gap.bottom - 2 and box.bottom > gap.y + 2
        if other is one or other is value or not (inside_x and inside_y):
            continue
        if a.beside(b):
            between = a.right - 2 <= box.x and box.right <= b.x + 2
            if between and box.beside(b) and (other.is_value or plain(other.text)):
                return True
        elif min(a.bottom, b.bottom) - 2 <= box.middle <= max(a.y, b.y) + 2:
            told = other.is_text and not page.is_mute(other) and other.at not in page.fields
            if other.is_value or told:
                return True
    return page.is_hidden(one, value)


def _side(page: Page, value: Segment, depth: int) -> Side | None:
    """On which side of the amounts in the same column of one container the labels stand, where they take turns."""

    def may_stand(one: Segment) -> bool:
        return bool(plain(one.text)) and page.may_label(one, value)

    column = [
        one
        for one in page.held[value.path[depth - 1]]
        if (one.is_value or may_stand(one))
        and (one.box.over(value.box) or _ASIDE[0] < value.box.x - one.box.x < _ASIDE[1])
    ]

    def is_apart(one: Segment) -> bool:
        """Whether it stands in a card of its own, between what is above and below that."""
        part = page.held[one.path[depth]] if len(one.path) > depth else []
        amounts = [other for other in part if other.is_value]
        texts = [text for text in part if amounts and not text.is_value and may_stand(text)]
        return any(not any(_is_after(text, each) for each in amounts) for text in texts)

    def may_name(one: Segment) -> bool:
        """Whether a text may be the name of an amount: it is no field, no company and no sentence."""
        after = page.following(one)
        if after is not None and (after.kind is Kind.KPJ or (after.is_text and not undated(after.text))):
            return False  # what follows is its value: a number, a day
        names = page.judged(one.text) is not Claim.NONE and len(one.text.split()) <= _NAME
        return names and one.at not in page.fields

    return side(stack(sorted(column, key=lambda one: one.box.y), value, is_apart), may_name)


def _is_after(text: Segment, amount: Segment) -> bool:
    """Whether a text stands after an amount on its line, as a unit does."""
    return text.box.beside(amount.box) and text.box.x >= amount.box.right - 2


def _hides_text(picture: Box, label: Box, value: Box) -> bool:
    """Whether a picture as wide as a line of text, no icon, stands between a label and a value below it."""
    between = label.bottom - 2 <= picture.middle <= value.y + 2
    return between and picture.w > 2.5 * picture.h and picture.w > 60 and (picture.over(value) or picture.over(label))
