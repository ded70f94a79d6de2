"""The words of a picture with their boxes, by an OCR that runs here: its models lie in its package, nothing is loaded
from anywhere. Digits are read twice.
"""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from checker.failures import ConfigInvalid
from checker.page.sight import Box
from checker.picture.opened import missing

if TYPE_CHECKING:
    from PIL.Image import Image

_THREADS = 2
_WIDEST, _TALLEST, _AGAIN = 1200, 2000, 240
"""Pixels: a portrait picture is made no wider; a tall one is read in pieces, each with so much of the one before."""
_WIDEST_ACROSS = 2000
_HIGH = 64
_AROUND = (0.24, 0.12)
"""How much of the ground around a line is read again with it, in heights of the line: at its sides, above and below."""
_INK = 32
"""Of 255: how far ink is from its ground at least."""
_STROKE, _THIN, _WHOLE = 2.0, 0.2, 0.97
"""In heights of a line: a stroke through signs is as long at least, where no sign is, and no thicker. How much of it is
ink."""
_LEAST = 0.3
"""The least that the OCR must be sure of a line for it to be a text at all."""


class Line(msgspec.Struct, frozen=True):
    """A line of text: its box in pixels of the picture, how sure the OCR is of it (0 to 1), its slope in degrees."""

    text: str
    box: Box
    sure: float
    slope: float = 0.0
    again: str | None = None
    """What it says where it is read once more, by other means; None where it holds no digit."""
    struck: bool = False
    """Whether a stroke is drawn through some of it: then a number is not the one that counts."""


class Engine:
    """The OCR, loaded at its first use."""

    def lines(self, image: "Image") -> list[Line]:
        """The lines of a picture, from the top down. Raises ConfigInvalid where the extra is not installed."""
        scale = _scale(image)
        small = image if scale == 1 else image.resize((round(image.width * scale), round(image.height * scale)))
        found: list[Line] = []
        for top in range(0, max(small.height - _AGAIN, 1), _TALLEST - _AGAIN):
            piece = small.crop((0, top, small.width, min(top + _TALLEST, small.height)))
            for line in self._piece(piece, top, scale, last=top + _TALLEST >= small.height):
                if not any(_is_same(line, other) for other in found[-60:]):
                    found.append(line)
        found = [
            msgspec.structs.replace(one, again=self._again(image, one.box), struck=is_struck(image, one.box))
            if _counts(one)
            else one
            for one in found
        ]
        return sorted(found, key=lambda one: one.box.y)

    def _piece(self, piece: "Image", top: int, scale: float, *, last: bool) -> Iterator[Line]:
        """The lines of a piece of a picture; what its edge may have cut is read with the next piece."""
        import numpy

        read = self._ocr(numpy.asarray(piece)[:, :, ::-1], use_det=True, use_cls=False, use_rec=True)
        if getattr(read, "boxes", None) is None or read.txts is None:
            return
        for corners, text, sure in zip(read.boxes, read.txts, read.scores, strict=True):
            (left, high), (right, low) = corners.min(axis=0), corners.max(axis=0)
            if (not last and low > piece.height - 4) or (top and high < 4) or sure < _LEAST:
                continue
            (x, y), (end, low_end) = corners[0], corners[1]
            slope = float(numpy.degrees(numpy.arctan2(low_end - y, end - x)))
            place = (float(left), float(high) + top, float(right - left), float(low - high))
            yield Line(text, Box(*(one / scale for one in place)), float(sure), slope)

    def _again(self, image: "Image", box: Box) -> str:
        """A line read once more, from the picture as it is: with other edges, in reversed greys, at another size."""
        import numpy
        from PIL import Image, ImageOps

        aside, above = (round(box.h * one) for one in _AROUND)
        left, top = max(0, int(box.x - aside)), max(0, int(box.y - above))
        right, bottom = min(image.width, int(box.right + aside) + 1), min(image.height, int(box.bottom + above) + 1)
        part = image.crop((left, top, right, bottom))
        grey = ImageOps.invert(ImageOps.grayscale(part))
        sized = grey.resize((max(1, round(grey.width * _HIGH / grey.height)), _HIGH), Image.Resampling.LANCZOS)
        read = self._ocr(numpy.asarray(sized.convert("RGB")), use_det=False, use_cls=False, use_rec=True)
        return str(read.txts[0]) if getattr(read, "txts", None) else ""

    @cached_property
    def _ocr(self) -> Any:  # noqa: ANN401 - the library tells no types
        try:
            import rapidocr
        except ImportError:
            raise missing() from None
        return rapidocr.RapidOCR(params=_settings(Path(rapidocr.__file__).parent / "models"))


def is_struck(image: "Image", box: Box) -> bool:
    """Whether a thin stroke, as long as several signs, is drawn through the middle of a line."""
    import numpy

    part = image.crop((int(box.x), int(box.y), int(box.right) + 1, int(box.bottom) + 1))
    grey = numpy.asarray(part.convert("L"), dtype=numpy.int16)
    edge, rest = max(1, len(grey) // 12), len(grey) // 4
    ground = numpy.median(numpy.concatenate((grey[:edge], grey[-edge:])))
    ink = abs(grey[rest : len(grey) - rest] - ground) > _INK
    long = round(_STROKE * box.h)
    if ink.shape[1] < long:
        return False
    # How much of each stretch of so many pixels is ink: what is drawn across a stroke may interrupt it.
    told = numpy.cumsum(numpy.pad(ink, ((0, 0), (1, 0))), axis=1, dtype=numpy.int32)
    runs = (told[:, long:] - told[:, :-long]).max(axis=1) >= _WHOLE * long
    return bool(0 < runs.sum() <= max(1.0, _THIN * box.h))


def _settings(models: Path) -> dict[str, Any]:
    """The settings of the OCR: with its models named, it looks for none elsewhere. Raises ConfigInvalid."""
    named: dict[str, Any] = {}
    for key, pattern in (("Det.model_path", "*_det_*.onnx"), ("Rec.model_path", "*_rec_*.onnx")):
        found = sorted(models.glob(pattern))
        if not found:
            why = "rapidocr came without its models: pip install --force-reinstall 'saldo-jht[picture]'"
            raise ConfigInvalid(why, case="extra", rule="models-missing")
        named[key] = str(found[-1])
    threads = {f"EngineConfig.onnxruntime.{one}_op_num_threads": _THREADS for one in ("intra", "inter")}
    sizes = {"Global.max_side_len": 2 * _TALLEST, "Global.text_score": 0.0, "Global.log_level": "critical"}
    return {**named, **threads, **sizes}


def _scale(image: "Image") -> float:
    widest = _WIDEST if image.height > image.width else _WIDEST_ACROSS
    return min(1.0, widest / image.width)


def _counts(line: Line) -> bool:
    return any(sign.isdigit() for sign in line.text)


def _is_same(one: Line, other: Line) -> bool:
    """Whether two pieces of a picture show the same line."""
    return one.box.beside(other.box) and one.box.over(other.box)
