"""The part of a picture in which an amount stands, for the person to compare: as a small picture, and as a sketch of it
in signs for a terminal. It writes no file.
"""

import base64
import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from checker.page.sight import Box

if TYPE_CHECKING:
    from PIL.Image import Image

_AROUND = 0.5
"""How much of the ground around is shown, in heights of the amount's line."""
_ABOVE = 3.2
"""How far above an amount what belongs to it is shown, in heights of its line."""
_GAP = 12
_WIDEST = 900
"""Pixels: the cut-outs of several amounts stand one below the other, and are made no wider."""
_CHUNK = 4096
"""Signs: kitty's protocol for graphics takes no more at once."""


def cut_out(image: "Image", box: Box, others: Sequence[Box]) -> "Image":
    """The part of a picture with an amount in `box`, and with those of the `others` that stand right above it."""
    near = [one for one in others if box.y - _ABOVE * box.h < one.y and one.bottom <= box.bottom + 2]
    whole = box
    for one in near:
        whole = whole.joined(one)
    around = _AROUND * box.h
    edges = (whole.x - around, whole.y - around, whole.right + around, whole.bottom + around)
    most = (image.width, image.height, image.width, image.height)
    left, top, right, bottom = (min(max(0, int(one)), end) for one, end in zip(edges, most, strict=True))
    part = image.crop((left, top, right, bottom))
    return part if part.width <= _WIDEST else part.resize((_WIDEST, max(1, part.height * _WIDEST // part.width)))


def sheet(parts: Sequence["Image"]) -> "Image":
    """Several cut-outs one below the other."""
    from PIL import Image

    drawn = Image.new("RGB", (max(one.width for one in parts), sum(one.height + _GAP for one in parts) - _GAP), "white")
    top = 0
    for one in parts:
        drawn.paste(one, (0, top))
        top += one.height + _GAP
    return drawn


def png(image: "Image") -> bytes:
    """A picture as PNG, without any note of where it is from."""
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def sketch(image: "Image", columns: int) -> Iterator[str]:
    """A picture as lines of half blocks in 24-bit colour (ISO 8613-6), two pixels to a sign, `columns` wide at most."""
    from PIL import Image

    wide = min(columns, image.width)
    high = max(2, 2 * round(image.height * wide / image.width / 2))
    small = image.resize((wide, high), Image.Resampling.LANCZOS)
    pixels = small.tobytes()
    for row in range(0, high, 2):
        line = ""
        for column in range(wide):
            above, below = (pixels[3 * (at * wide + column) : 3 * (at * wide + column) + 3] for at in (row, row + 1))
            line += "\033[38;2;{};{};{};48;2;{};{};{}m\u2580".format(*above, *below)
        yield line + "\033[0m"


def kitty(data: bytes) -> str:
    """A PNG as kitty, WezTerm and Ghostty show it (kitty's graphics protocol, transmission of the data itself)."""
    text = base64.standard_b64encode(data).decode()
    chunks = [text[at : at + _CHUNK] for at in range(0, len(text), _CHUNK)]
    marks = [f"m={int(at + 1 < len(chunks))}" for at in range(len(chunks))]
    marks[0] = f"a=T,f=100,{marks[0]}"
    return "".join(f"\033_G{mark};{chunk}\033\\" for mark, chunk in zip(marks, chunks, strict=True))
