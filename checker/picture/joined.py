"""Pictures of one long screen put together again, by the lines that two of them share; others stay by themselves. What
a line says is changed nowhere.
"""

from collections import Counter
from collections.abc import Sequence

import msgspec
from msgspec import structs

from checker.page.sight import Box
from checker.picture.engine import Line
from checker.picture.screen import Screen, is_amount

_LEAST = 3
"""Lines that two pictures share at least, all moved by the same way, for one to go on where the other ends."""
_NEAR = 8
"""Pixels: by how much two pictures of one line differ in their place at most."""


class Placed(msgspec.Struct, frozen=True):
    """A line of a long screen: which picture shows it, how far down that begins, and whether its edge may cut it."""

    line: Line
    picture: int
    top: float
    cut: bool

    @property
    def here(self) -> Line:
        """The line at its place on the long screen."""
        return structs.replace(self.line, box=_down(self.line.box, self.top))


def joined(screens: Sequence[Screen]) -> list[list[Placed]]:
    """The screens that the pictures show, those of one long screen together, each line once, in the order of reading.

    Two pictures that show another amount at one place are of two screens.
    """
    groups: list[list[tuple[int, float]]] = []
    for number, screen in enumerate(screens):
        for group in groups:
            last, top = group[-1]
            moved = _moved(screens[last], screen)
            if moved is not None:
                group.append((number, top + moved))
                break
        else:
            groups.append([(number, 0.0)])
    return [_rows(_once(screens, group)) for group in groups]


def _moved(above: Screen, below: Screen) -> float | None:
    """How far below the one picture the other begins, where it goes on; None where it is of another screen."""
    if above.width != below.width:
        return None
    still = _still(above, below)
    lines = [one for one in below.lines if one not in still]
    pairs = ((one, other) for one in above.lines for other in lines if _alike(one, other))
    ways = Counter(round((one.box.y - other.box.y) / _NEAR) for one, other in pairs)
    for way, _ in ways.most_common(5):
        top = _exact(above, lines, way * _NEAR)
        if top is not None and top > 2 * _NEAR:
            return top
    return None


def _exact(above: Screen, lines: Sequence[Line], about: float) -> float | None:
    """How far down the lines stand exactly, if all that both pictures show there is alike."""
    found: list[float] = []
    for line in lines:
        place = _down(line.box, about)
        others = [one for one in above.lines if _overlap(one.box, place)]
        same = [one.box.y - line.box.y for one in others if _alike(one, line)]
        if others and not same and not any(above.cut_across(one) for one in others) and is_amount(line):
            return None
        found += same
    return sorted(found)[len(found) // 2] if len(found) >= _LEAST else None


def _still(above: Screen, below: Screen) -> list[Line]:
    """The lines of a picture that stand in another one at the very same place: bars that do not scroll."""

    def stands(one: Line) -> bool:
        return any(_alike(one, other) and _overlap(one.box, other.box) for other in above.lines)

    return [one for one in below.lines if stands(one)]


def _once(screens: Sequence[Screen], group: Sequence[tuple[int, float]]) -> list[Placed]:
    """Each line of a long screen once; as an edge cuts it only where no picture has it whole."""
    taken: list[Placed] = []
    for at, (number, top) in enumerate(group):
        screen = screens[number]
        still = _still(screens[group[at - 1][0]], screen) if at else []
        for line in (one for one in screen.lines if one not in still):
            new = Placed(line, number, top, screen.cut(line))
            rival = next((at for at, one in enumerate(taken) if _overlap(one.here.box, new.here.box)), None)
            if rival is None:
                taken.append(new)
            elif taken[rival].cut and not new.cut:
                taken[rival] = new
    return taken


def _rows(placed: Sequence[Placed]) -> list[Placed]:
    """In the order in which they are read: row by row, each from left to right."""
    found: list[list[Placed]] = []
    for one in sorted(placed, key=lambda each: each.here.box.middle):
        row = next((row for row in reversed(found) if row[0].here.box.beside(one.here.box)), None)
        if row is None:
            found.append([one])
        else:
            row.append(one)
    return [one for row in found for one in sorted(row, key=lambda each: each.line.box.x)]


def _alike(one: Line, other: Line) -> bool:
    return one.text.replace(" ", "") == other.text.replace(" ", "") and abs(one.box.x - other.box.x) < _NEAR


def _overlap(one: Box, other: Box) -> bool:
    return one.beside(other) and one.over(other)


def _down(box: Box, by: float) -> Box:
    return structs.replace(box, y=box.y + by)
