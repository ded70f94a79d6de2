"""Labels and amounts in turn, one under another: which of its two neighbours is the label of an amount."""

from collections.abc import Callable, Sequence
from enum import Enum
from itertools import pairwise

from checker.reading.segments import Segment

_FAR = 0.5
"""One gap is surely the wider one where the other is less than this part of it."""
_WIDER = 0.7
"""It is the wider one, where nothing else tells, from here on."""


_LARGER = 1.1
"""How much larger the letters of a heading are, at least."""


class Side(Enum):
    ABOVE = "each label stands above its amount"
    BELOW = "each label stands below its amount"
    UNSURE = "it could be either"


def stack(column: Sequence[Segment], value: Segment, is_apart: Callable[[Segment], bool]) -> list[Segment]:
    """The longest part of a column around `value` in which amounts and texts take turns, none of them apart."""
    start = end = column.index(value)
    while start > 0 and _takes_turns(column[start - 1], column[start]) and not is_apart(column[start - 1]):
        start -= 1
    while end + 1 < len(column) and _takes_turns(column[end], column[end + 1]) and not is_apart(column[end + 1]):
        end += 1
    return list(column[start : end + 1])


def _takes_turns(upper: Segment, lower: Segment) -> bool:
    return upper.is_value != lower.is_value and lower.box.y >= upper.box.bottom - 0.35 * max(upper.size, lower.size)


def side(turns: Sequence[Segment], is_label: Callable[[Segment], bool]) -> Side | None:
    """On which side of their amounts the labels of a stack stand; None for one amount alone, of which it says nothing.

    What a stack opens and ends with tells: nobody leaves the first amount of a list without a label, or the last. Where
    it opens and ends with texts, one of them is none: a heading, or a remark below.
    """
    if sum(one.is_value for one in turns) < 2:
        return None
    first, last = turns[0], turns[-1]
    closer = _nearer(turns, _WIDER)
    if first.is_value != last.is_value:
        told, against, outer = (Side.BELOW, Side.ABOVE, last) if first.is_value else (Side.ABOVE, Side.BELOW, first)
        # A remark below, or a heading, is no label: then the amount at the other end may have none.
        doubtful = not is_label(outer) and (first.is_value or _is_heading(turns)) and closer is not told
        return Side.UNSURE if doubtful or _nearer(turns, _FAR) is against else told
    if first.is_value:
        return _nearer(turns, _FAR)
    if closer is Side.BELOW:
        return Side.BELOW if is_label(last) else Side.UNSURE
    if closer is Side.ABOVE:
        return Side.ABOVE if is_label(first) else Side.UNSURE
    return Side.ABOVE if is_label(first) and not _is_heading(turns) and not is_label(last) else Side.UNSURE


def _is_heading(turns: Sequence[Segment]) -> bool:
    """Whether the first text of a stack is drawn as a heading over the others."""
    first, *others = turns[::2]
    if first.words[0].heading and not any(one.words[0].heading for one in others):
        return True
    return first.size > _LARGER * max(one.size for one in others)


def _nearer(turns: Sequence[Segment], part: float) -> Side:
    """On which side the texts stand clearly nearer to their amounts, all of them."""
    above = [low.box.y - up.box.bottom for up, low in pairwise(turns) if low.is_value]
    below = [low.box.y - up.box.bottom for up, low in pairwise(turns) if up.is_value]
    if max(below) < part * min(above):
        return Side.BELOW
    return Side.ABOVE if max(above) < part * min(below) else Side.UNSURE
