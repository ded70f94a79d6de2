"""What was seen of a page: words with their boxes, pictures and controls, in CSS pixels. Pure data, no browser."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import msgspec
from msgspec import structs


class Box(msgspec.Struct, frozen=True):
    """A rectangle in CSS pixels from the top left of the page."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    @property
    def middle(self) -> float:
        return self.y + self.h / 2

    def beside(self, other: "Box") -> bool:
        """Whether both stand on one line: they share at least half of the lower one's height."""
        shared = min(self.bottom, other.bottom) - max(self.y, other.y)
        return shared >= 0.5 * min(self.h, other.h)

    def over(self, other: "Box") -> bool:
        """Whether both share a column: at least a third of the narrower one's width."""
        shared = min(self.right, other.right) - max(self.x, other.x)
        return shared >= min(self.w, other.w) / 3

    def holds(self, other: "Box") -> bool:
        """Whether the other lies within it."""
        x, y = self.x - 1, self.y - 1
        return x <= other.x and other.right <= self.right + 1 and y <= other.y and other.bottom <= self.bottom + 1

    def joined(self, other: "Box") -> "Box":
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Box(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)


class Cell(msgspec.Struct, frozen=True):
    """Where a word stands in a table: rows and columns count from 0, spans included."""

    table: int
    row: int
    column: int
    rows: int
    columns: int
    header: bool

    def same_column(self, other: "Cell") -> bool:
        return self.column < other.column + other.columns and other.column < self.column + self.columns

    def same_row(self, other: "Cell") -> bool:
        return self.row < other.row + other.rows and other.row < self.row + self.rows


class Word(msgspec.Struct, frozen=True):
    """A run of signs without white space on one line, as it is seen.

    `kind` is ``text``, ``value`` (read-only field), ``entry`` (a field that can be typed in), ``choice`` (a select),
    ``placeholder`` or ``button``; `cut` that a part is cut off; `glued` that no space parts it from the word before;
    `path` the ids of the elements that hold it, the root first; `control` the index of the control it stands in, or -1.
    """

    text: str
    box: Box
    size: float
    block: int
    path: tuple[int, ...]
    kind: str = "text"
    cut: bool = False
    struck: bool = False
    glued: bool = False
    cell: Cell | None = None
    heading: int = 0
    control: int = -1
    broken: bool = False
    """Whether the page breaks the line before it on purpose."""
    digits: tuple[tuple[float, float], ...] = ()
    """Where each of its digits begins, and how wide it is; none where that is not known."""


class Picture(msgspec.Struct, frozen=True):
    """Something shown that holds no text that could be read."""

    kind: str
    box: Box
    alt: str
    path: tuple[int, ...]


class Control(msgspec.Struct, frozen=True):
    """Something that can be pressed or chosen; `index` finds its element again, `frame` the frame it stands in.

    The role ``hand`` is for what only the pointer's hand tells of.
    """

    frame: int
    index: int
    role: str
    name: str
    box: Box
    path: tuple[int, ...]
    disabled: bool
    expanded: bool | None
    selected: bool
    layer: str | None = None
    """The text of the dialog or banner that it belongs to; None where it stands on the page itself."""
    options: tuple[tuple[str, str, bool], ...] = ()
    """For a select: label, value, whether chosen."""
    lies: Box | None = None
    """Where that dialog or banner lies."""
    link: str = ""
    """The address it leads to, if it is a link to one."""
    more: str = ""
    """What else it is called, or shows, beside its name."""
    offers: tuple[str, ...] = ()
    """The texts of what belongs to it and is not displayed, such as the options of a list that is closed."""
    value: str = ""
    """What stands in the fields of it that are chosen in, not typed in."""
    popup: bool = False
    """Whether pressing it opens something, as it says itself."""


class Sight(msgspec.Struct, frozen=True):
    """All that can be seen of a page and its frames."""

    words: tuple[Word, ...]
    pictures: tuple[Picture, ...]
    controls: tuple[Control, ...]
    title: str = ""
    scripted: bool = True
    """Whether something on the page could still change it."""
    secret: bool = True
    """Whether there is a field for a password, be it hidden."""
    tall: bool = False
    """Whether it reaches further down than is in view, as a whole or in a part that scrolls."""
    clipped: tuple[tuple[str, tuple[int, ...]], ...] = ()
    """The words, each with its path, that lie beyond the edge of a part of the page: no person sees them."""
    dots: tuple[tuple[int, ...], ...] = ()
    """The paths of rows of small signs without a text, one of them unlike the others."""
    pagers: tuple[tuple[int, ...], ...] = ()
    """The paths of rows of numbers from 1 on, as of pages."""
    unseen: tuple[Word, ...] = ()
    """The words that are written where they stand, but not to be seen, such as those in the colour of their ground."""
    doubtful: tuple[Word, ...] = ()
    """The words of which it is not certain whether they can be seen, or what they are; those that can be are in
    `words`."""
    blurred: tuple[Word, ...] = ()
    """The words that are drawn without sharpness, so that nobody can read them."""
    folded: tuple[tuple[str, tuple[int, ...]], ...] = ()
    """What is not displayed and may hold a card's number, each text with the path of the part that it belongs to."""

    @property
    def text(self) -> str:
        """The words line by line, a line for each block."""
        lines: list[str] = []
        block = None
        for word in self.words:
            if word.block == block and lines:
                lines[-1] += word.text if word.glued else f" {word.text}"
            else:
                lines.append(word.text)
            block = word.block
        return "\n".join(lines)


class _Frame(msgspec.Struct, frozen=True):
    """The raw sight of the frame `number`, in the box `place` of the page, after so many controls of other frames."""

    raw: Mapping[str, Any]
    place: Box
    number: int
    controls_before: int

    @property
    def base(self) -> int:
        """Added to what is counted from 1 in each frame, so that the numbers of two frames are never the same."""
        return self.number * 1_000_000

    def box(self, item: Mapping[str, Any]) -> Box:
        return Box(item["x"] + self.place.x, item["y"] + self.place.y, item["w"], item["h"])

    def path(self, item: Mapping[str, Any]) -> tuple[int, ...]:
        return (0, *(self.base + step for step in item["p"]))

    def paths(self, kind: str) -> list[tuple[int, ...]]:
        return [self.path(item) for item in self.raw.get(kind, ())]

    def texts(self, kind: str) -> list[tuple[str, tuple[int, ...]]]:
        return [(item["t"], self.path(item)) for item in self.raw.get(kind, ())]

    def cell(self, raw: Sequence[int] | None) -> Cell | None:
        if not raw:
            return None
        table, row, column, rows, columns, header, in_head = raw
        return Cell(self.base + table, row, column, rows, columns, bool(header or in_head))

    def word(self, item: Mapping[str, Any]) -> Word:
        kind, *marks = item["k"].split()
        return Word(
            item["t"],
            self.box(item),
            item["fs"],
            self.base + item["b"],
            self.path(item),
            kind,
            "cut" in marks,
            bool(item["s"]),
            bool(item["g"]),
            self.cell(item["c"]),
            item["hd"],
            item["ct"] + self.controls_before if item["ct"] >= 0 else -1,
            bool(item["n"]),
            tuple((left + self.place.x, width) for left, width in item.get("d", ())),
        )

    def control(self, index: int, item: Mapping[str, Any]) -> Control:
        options = (one for one in item["options"] or () if not one["disabled"])
        return Control(
            self.number,
            index,
            item["role"],
            item["name"],
            self.box(item),
            self.path(item),
            item["disabled"],
            {"true": True, "false": False}.get(item["expanded"] or ""),
            item["selected"],
            item["layer"],
            tuple((one["label"], one["value"], one["selected"]) for one in options),
            self.box(item["lies"]) if item["lies"] else None,
            item["link"],
            item["more"],
            tuple(item["offers"]),
            item["value"],
            bool(item["popup"]),
        )


def sight(frames: Iterable[tuple[Mapping[str, Any], Box]]) -> Sight:
    """Put the raw sights of a page's frames together; each comes with the box of its frame in the page."""
    parts: list[_Frame] = []
    controls = 0
    for number, (raw, place) in enumerate(frames):
        parts.append(_Frame(raw, place, number, controls))
        controls += len(raw["controls"])
    words, aside = _words(parts)
    return Sight(
        tuple(_under_one_head(words)),
        tuple(
            Picture(item["k"], one.box(item), item["alt"], one.path(item))
            for one in parts
            for item in one.raw["pictures"]
        ),
        tuple(one.control(at, item) for one in parts for at, item in enumerate(one.raw["controls"])),
        next((title for one in parts if (title := str(one.raw["title"]))), ""),
        any(one.raw["scripted"] for one in parts),
        any(one.raw["secret"] for one in parts),
        any(one.raw.get("tall") for one in parts),
        tuple(text for one in parts for text in one.texts("clipped")),
        tuple(path for one in parts for path in one.paths("dots")),
        tuple(path for one in parts for path in one.paths("pagers")),
        tuple(aside["unseen"]),
        tuple(aside["doubtful"]),
        tuple(aside["blurred"]),
        tuple(text for one in parts for text in one.texts("folded")),
    )


def _words(parts: Iterable[_Frame]) -> tuple[list[Word], dict[str, list[Word]]]:
    """The words that are seen, and aside the others by what is wrong with them; one that goes on unseen is cut."""
    words: list[Word] = []
    aside: dict[str, list[Word]] = {"unseen": [], "doubtful": [], "blurred": []}
    for part in parts:
        before: Word | None = None
        for item in part.raw["words"]:
            word = part.word(item)
            if quality := item.get("q"):
                aside[quality].append(word)
                if word.glued and words and before is words[-1]:
                    words[-1] = _broken_off(words[-1])
            else:
                unseen = word.glued and before is not None and (not words or before is not words[-1])
                words.append(_broken_off(word) if unseen else word)
            before = words[-1] if words and not quality else word
    return words, aside


def _broken_off(word: Word) -> Word:
    """`word` as the rest of one that goes on unseen."""
    return structs.replace(word, cut=True)


def _under_one_head(words: list[Word]) -> list[Word]:
    """The words with tables that are drawn as two, a row of headers and the rows under it, made one table again."""
    tables: dict[int, list[Word]] = {}
    for word in words:
        if word.cell is not None:
            tables.setdefault(word.cell.table, []).append(word)
    moved: dict[int, tuple[int, int]] = {}
    for (head, heads), (body, cells) in pairwise(tables.items()):
        rows = {word.cell.row for word in heads if word.cell}
        alone = len(rows) == 1 and all(word.cell and word.cell.header for word in heads)
        if not alone or any(word.cell and word.cell.header for word in cells):
            continue
        if _is_laid_under(heads, cells):
            moved[body] = (head, max(rows) + 1)
    return [
        _moved(word, word.cell, *moved[word.cell.table]) if word.cell is not None and word.cell.table in moved else word
        for word in words
    ]


def _moved(word: Word, cell: Cell, table: int, rows: int) -> Word:
    """A word of a table that goes on as part of `table`, `rows` further down."""
    return structs.replace(word, cell=structs.replace(cell, table=table, row=cell.row + rows))


def _is_laid_under(heads: list[Word], cells: list[Word]) -> bool:
    """Whether the columns of a table stand right under those of a row of headers."""
    columns = {word.cell.column for word in heads if word.cell}
    if len(columns) < 2 or columns != {word.cell.column for word in cells if word.cell}:
        return False
    bottom, top = max(word.box.bottom for word in heads), min(word.box.y for word in cells)
    if not -2 <= top - bottom <= 4 * max(word.size for word in cells):
        return False
    middle = {column: [w.box for w in heads if w.cell and w.cell.column == column] for column in columns}
    edges = {column: (min(b.x for b in boxes), max(b.right for b in boxes)) for column, boxes in middle.items()}
    order = sorted(columns)
    for left, right in pairwise(order):
        for word in cells:
            # Nothing of a column reaches over the header of the next one, or back over that of the one before.
            if word.cell and word.cell.column == left and word.box.x > edges[right][1]:
                return False
            if word.cell and word.cell.column == right and word.box.right < edges[left][0]:
                return False
    return True
