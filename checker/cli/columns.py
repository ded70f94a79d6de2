"""A table printed line by line, so that one of a hundred thousand lines begins at once and is never held whole."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple


class Column(NamedTuple):
    """A column's heading, its width in cells of a terminal (0 takes what comes), and whether it stands to the right."""

    heading: str
    width: int
    right: bool = False


def lines(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a table with a heading; what is too long for its column ends in an ellipsis."""
    widths = [max(column.width, len(column.heading)) for column in columns]
    yield "  ".join(_padded(one.heading, width, one.right) for one, width in zip(columns, widths, strict=True)).rstrip()
    yield "  ".join("-" * width for width in widths)
    shape = [(width if one.width else 0, one.right) for one, width in zip(columns, widths, strict=True)]
    for row in rows:
        yield "  ".join([_padded(cell, *how) for cell, how in zip(row, shape, strict=True)]).rstrip()


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """`text` on one line, without what would move a terminal's cursor, colour it or turn its direction round."""
    signs = (" " if sign.isspace() else sign for sign in text if sign.isspace() or _harmless(sign))
    return " ".join("".join(signs).split())


def _harmless(sign: str) -> bool:
    return unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def _padded(text: str, width: int, right: bool) -> str:
    if width == 0:
        return text
    if not text.isascii():
        text, width = _cut(text, width)
    elif len(text) > width:
        text = text[: width - 1] + "…"
    return text.rjust(width) if right else text.ljust(width)


@lru_cache(maxsize=4096)
def _cut(text: str, width: int) -> tuple[str, int]:
    """`text` cut to `width` cells, and the number of characters that fill these cells with it."""
    cells = [_cells(sign) for sign in text]
    if sum(cells) <= width:
        return text, width - sum(cells) + len(text)
    used, kept = 0, 0
    while used + cells[kept] < width:
        used += cells[kept]
        kept += 1
    return text[:kept] + "…", width - used - 1 + kept + 1


def _cells(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in ("W", "F") else 1
