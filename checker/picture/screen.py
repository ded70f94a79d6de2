"""What a picture must be for its amounts to be believed: a screenshot, sharp and large enough, with no amount cut off
and its digits read alike twice. Each refusal has a rule.
"""

import re
from collections.abc import Iterator, Sequence
from statistics import median
from typing import TYPE_CHECKING

import msgspec

from checker.failures import BalanceUncertain, PageNotRecognised
from checker.picture.engine import Engine, Line
from checker.picture.opened import Opened

if TYPE_CHECKING:
    from PIL.Image import Image

_SMOOTH, _PLAIN, _GREYS = 0.7, 0.5, 6
"""How many of a screenshot's pixels are like the one beside them at least, and how many are of its commonest greys,
each a 256th: a photo has grain, and light that falls off. Of drawn screens the least were 0.89 and 0.71."""
_LEVEL = 0.7
"""Degrees: the lines of a screenshot lie no more askew."""
_LONG = 5
"""In heights: a line shorter than this tells nothing of its slope."""
_SMALLEST = 17
"""Pixels: amounts on lines that are less high lose their separators."""
_NARROWEST, _WIDEST = 100, 12
"""Pixels: a picture is no narrower; and how many times as wide as high it may be."""
_EDGE = 0.3
"""In heights of its line: an amount that comes so near to the picture's edge may go on behind it."""
_BAR = 0.06
"""How far down the phone's own bar reaches at most, as a share of the picture's height."""
_CLOCK = re.compile(r"(?<![0-9])[0-2]?[0-9][.:][0-5][0-9](?![0-9])")
_AMOUNT = re.compile(r"\b(?:rp|idr)\b|[0-9][.,][0-9]{3}|[0-9]{5}", re.IGNORECASE)
_SAID = re.compile(r"[^0-9.,]")
_TELLING = 5
"""Digits: a line with fewer is no amount and no card's number."""


class Screen(msgspec.Struct, frozen=True):
    """The lines of a picture below the phone's own bar, and the picture's width and height in pixels."""

    lines: tuple[Line, ...]
    width: int
    height: int

    def cut(self, line: Line) -> bool:
        """Whether a line may go on behind the picture's edge."""
        near = _EDGE * line.box.h
        return line.box.x < near or self.width - line.box.right < near or self.cut_across(line)

    def cut_across(self, line: Line) -> bool:
        """Whether the picture's upper or lower edge may cut a line."""
        return line.box.y < 2 or self.height - line.box.bottom < 2


def screen(picture: Opened, engine: Engine) -> Screen:
    """What a picture shows. Raises PageNotRecognised or BalanceUncertain where it is none to be believed."""
    image = picture.image
    if image.width < _NARROWEST or image.width > _WIDEST * image.height:
        raise _too_small()
    if picture.by_camera or not _is_drawn(image):
        raise _photo()
    lines = engine.lines(image)
    if any(abs(slope) > _LEVEL for slope in _slopes(lines)):
        raise _photo()
    top = next((one for one in lines if one.box.bottom < _BAR * image.height and _CLOCK.search(one.text)), None)
    return Screen(tuple(one for one in lines if top is None or not one.box.beside(top.box)), image.width, image.height)


def check(shown: Screen) -> None:
    """Raise BalanceUncertain where the amounts of a screen are too small, or not read alike twice."""
    for line in shown.lines:
        if not is_amount(line):
            continue
        if line.box.h < _SMALLEST:
            raise _too_small()
        if said(line.text) != said(line.again or ""):
            why = "the digits of a line are not read alike twice"
            raise BalanceUncertain(why, case="picture", rule="digits-disagree")


def is_amount(line: Line) -> bool:
    """Whether a line may hold an amount, or the number of a card."""
    return bool(_AMOUNT.search(line.text)) and sum(sign.isdigit() for sign in line.text) >= 1


def said(text: str) -> str:
    """The digits of a text with what groups them, and nothing else."""
    return _SAID.sub("", text).strip(".,")


def _too_small() -> BalanceUncertain:
    why = "its amounts are too small: give the screenshot in its own size"
    return BalanceUncertain(why, case="picture", rule="picture-too-small")


def _photo() -> PageNotRecognised:
    why = "it seems to be the photo of a screen, or no picture of a screen at all: take a screenshot"
    return PageNotRecognised(why, case="picture", rule="photo-of-screen")


def _slopes(lines: Sequence[Line]) -> Iterator[float]:
    """The slope that the long lines have in common, if there are any."""
    long = [one.slope for one in lines if one.box.w > _LONG * one.box.h]
    if long:
        yield median(long)


def _is_drawn(image: "Image") -> bool:
    """Whether a picture is as even as what a screen draws."""
    import numpy

    grey = numpy.asarray(image.convert("L"), dtype=numpy.int16)
    alike = (abs(grey[:, 1:] - grey[:, :-1]) <= 1).mean() if grey.shape[1] > 1 else 1.0
    common = numpy.sort(numpy.bincount(grey.ravel(), minlength=256))[-_GREYS:].sum() / grey.size
    return bool(alike >= _SMOOTH and common >= _PLAIN)
