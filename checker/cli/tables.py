"""Tables that fit where they are shown: words are wrapped, what matters less is left out, amounts stay whole."""

import shutil
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

_FRAME = 3
"""Signs that the frame takes for each column, and one more at the end."""


def room() -> int | None:
    """How many signs a line has where the table goes, None where it goes to a file or another program."""
    columns = shutil.get_terminal_size((0, 0)).columns
    return columns or None


def table(
    heads: Sequence[str],
    rows: Iterable[Sequence[object]],
    right: Sequence[int] = (),
    whole: Sequence[int] = (),
    less: Sequence[int] = (),
) -> str:
    """A table in a frame, no wider than the terminal.

    The columns `right` are aligned to the right; these and the columns `whole` are never broken. Where room is short,
    columns that say nothing are left out, words are wrapped, and the columns `less` are left out in their order; where
    that is not enough, each row is told line by line.
    """
    cells = [[str(cell) for cell in row] for row in rows]
    wide = room()
    if wide is None:
        return _drawn(heads, cells, right, [None] * len(heads))
    shown = list(range(len(heads)))
    silent = [at for at in less if all(row[at] in ("", "-") for row in cells)]
    for gone in chain((None,), silent, (at for at in less if at not in silent)):
        if gone is not None:
            shown.remove(gone)
        widths = _fitted(heads, cells, shown, {*right, *whole}, wide)
        if widths is not None:
            kept = [[row[at] for at in shown] for row in cells]
            return _drawn([heads[at] for at in shown], kept, [shown.index(at) for at in right if at in shown], widths)
    return "\n\n".join(_told(heads, row, wide) for row in cells)


def _fitted(
    heads: Sequence[str], rows: Sequence[Sequence[str]], shown: Sequence[int], whole: set[int], wide: int
) -> list[int | None] | None:
    """How wide each column that is shown may be so that all of them fit, or None where they cannot."""
    texts = {at: [row[at] for row in rows] for at in shown}
    # What draws the table leaves two signs free beside a heading.
    heading = {at: len(heads[at]) + 2 for at in shown}
    natural = {at: max([heading[at], *(len(line) for one in texts[at] for line in one.split("\n"))]) for at in shown}
    words = {at: max([heading[at], *(len(word) for one in texts[at] for word in one.split())]) for at in shown}
    least = {at: natural[at] if at in whole else words[at] for at in shown}
    free = wide - _FRAME * len(shown) - 1 - sum(least.values())
    if free < 0:
        return None
    widths = dict(least)
    # What is left goes to those that would have to be broken, the narrowest first: many are whole then.
    wanting = sorted((at for at in shown if natural[at] > least[at]), key=lambda at: natural[at])
    for number, at in enumerate(wanting):
        more = min(natural[at] - least[at], free // (len(wanting) - number))
        widths[at], free = widths[at] + more, free - more
    return [widths[at] if widths[at] < natural[at] else None for at in shown]


def _drawn(
    heads: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int], widths: Sequence[int | None]
) -> str:
    # Imported here, since most commands draw no table.
    from tabulate import tabulate

    wrapped = [["\n".join(_wrapped(cell, width)) for cell, width in zip(row, widths, strict=True)] for row in rows]
    align = ["right" if at in right else "left" for at in range(len(heads))]
    return tabulate(wrapped, heads, "simple_outline", colalign=align, disable_numparse=True)


def _wrapped(text: str, width: int | None) -> list[str]:
    """The lines of a cell, broken between words only: half a path cannot be copied."""
    if width is None:
        return [text]
    return [one for line in text.split("\n") for one in _lines(line, width) or [""]]


def _lines(text: str, width: int, indent: str = "") -> list[str]:
    return textwrap.wrap(text, width, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False)


def hung(text: str, indent: int) -> str:
    """`text` for a line of which `indent` signs are taken: what goes on below begins at the same place."""
    wide = room()
    if wide is None:
        return text
    return ("\n" + " " * indent).join(_lines(text, max(wide - indent, 20)))


def _told(heads: Sequence[str], row: Sequence[str], wide: int) -> str:
    """A row told line by line, for a terminal too narrow for a table."""
    indent = "  "
    told = [f"{head}: {cell}" for head, cell in zip(heads, row, strict=True) if cell not in ("", "-")]
    return "\n".join(line for one in told for line in _lines(one, wide, indent))


def lines(columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]], less: Sequence[int] = ()) -> Iterator[str]:
    """The lines of a list of any length, one held at a time: tabulate takes ten times as long and holds them all.

    A column has its heading and its width, a negative one where it is aligned to the right; such a cell, an amount as a
    rule, is never shortened. Another that is too long ends in an ellipsis, but in the last column, which takes what
    comes. Where the terminal has no room for all, the columns `less` are left out in their order.
    """
    widths = [max(abs(width), len(head)) for head, width in columns]
    shown, wide = list(range(len(columns))), room()
    for at in less:
        if wide is None or sum(widths[one] + 2 for one in shown) - 2 <= wide:
            break
        shown.remove(at)
    heads = [head for head, _width in columns]
    for row in chain((heads, ["-" * width for width in widths]), rows):
        cells = [_padded(row[at], widths[at], columns[at][1], at == shown[-1]) for at in shown]
        yield "  ".join(cells).rstrip()


def _padded(text: str, width: int, asked: int, last: bool) -> str:
    if asked < 0:
        return text.rjust(width)
    return text.ljust(width) if last or len(text) <= width else text[: width - 1] + "…"
