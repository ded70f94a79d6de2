"""Where words stand on a picture: beside the point that they tell of, on no curve and on no other words. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

WIDE = 0.6
"""The width of a sign of text beside its height, a little more than that of most fonts."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return not (
            self.right <= other.left or other.right <= self.left or self.bottom <= other.top or other.bottom <= self.top
        )

    def distance(self, point: tuple[float, float]) -> float:
        """How far a point is from the nearest edge, or nothing inside."""
        x, y = point
        return hypot(max(self.left - x, 0, x - self.right), max(self.top - y, 0, y - self.bottom))

    def within(self, other: "Box") -> bool:
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True, slots=True)
class Label:
    """Words of one line; `x` is their left edge, `y` the line that they stand on."""

    x: float
    y: float
    text: str


def stretch(one: tuple[float, float], other: tuple[float, float], width: float) -> list[Box]:
    """What a line between two points covers; one that leans is covered piece by piece."""
    pieces = 1 if one[0] == other[0] or one[1] == other[1] else 12
    at = [
        (one[0] + (other[0] - one[0]) * n / pieces, one[1] + (other[1] - one[1]) * n / pieces)
        for n in range(pieces + 1)
    ]
    return [
        Box(min(a[0], b[0]) - width, min(a[1], b[1]) - width, max(a[0], b[0]) + width, max(a[1], b[1]) + width)
        for a, b in pairwise(at)
    ]


def place(
    wanted: Sequence[tuple[float, float, tuple[str, ...]]],
    room: Box,
    taken: Sequence[Box],
    signs: Sequence[tuple[float, float]],
    size: float,
) -> Iterator[Label]:
    """A label for each point (x, y, its wordings from the longest to the shortest) for which there is room, the first
    points first; text is `size` pixels high. One that fits nowhere, or only nearer to another of the `signs` than to
    its own, is left out.
    """
    full = list(taken)
    for x, y, wordings in wanted:
        others = [sign for sign in signs if sign != (x, y)]
        for text in wordings:
            places = _around(x, y, len(text) * WIDE * size, size)
            found = next((box for box in places if _free(box, room, full) and _is_nearest(box, (x, y), others)), None)
            if found is not None:
                full.append(found)
                yield Label(found.left, found.bottom - size * 0.25, text)
                break


def _around(x: float, y: float, width: float, height: float) -> Iterator[Box]:
    """Places beside a point: above it, below it, each to the right, to the left, in the middle, near and less near."""
    for away in (0.4, 1.0, 1.8, 2.6):
        for top in (y - height * (1 + away), y + height * away):
            for left in (x + height * 0.4, x - height * 0.4 - width, x - width / 2):
                yield Box(left, top, left + width, top + height)


def _is_nearest(box: Box, sign: tuple[float, float], others: Sequence[tuple[float, float]]) -> bool:
    return all(box.distance(sign) < box.distance(other) for other in others)


def _free(box: Box, room: Box, full: Sequence[Box]) -> bool:
    return box.within(room) and not any(box.meets(other) for other in full)
