"""The pixels of a small picture that the browser has taken, without anything that is not in the standard library."""

import struct
import zlib
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, chain

import msgspec

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {2: 3, 6: 4}


class NotAPicture(ValueError):
    """No picture of the kind that browsers take."""


Patch = list[list[bytes]]
"""A part of a picture: rows of pixels, each red, green and blue."""


class Raster(msgspec.Struct, frozen=True):
    """A picture, row by row."""

    width: int
    height: int
    channels: int
    rows: tuple[bytes, ...]

    def at(self, x: int, y: int) -> bytes:
        """Red, green and blue of one pixel."""
        start = x * self.channels
        return self.rows[y][start : start + 3]

    def patch(self, left: float, top: float, right: int, bottom: int) -> Patch:
        """The pixels of a rectangle, as far as it lies in the picture; `right` and `bottom` are no part of it."""
        columns = range(max(int(left), 0), min(right, self.width))
        return [[self.at(x, y) for x in columns] for y in range(max(int(top), 0), min(bottom, self.height))]


def apart(one: bytes, other: Sequence[int]) -> int:
    """By how much two colours differ, in the channel in which they do most."""
    return max(abs(a - b) for a, b in zip(one, other, strict=False))


def ground(patch: Patch) -> bytes:
    """The colour that most of a part of a picture has."""
    return Counter(chain.from_iterable(patch)).most_common(1)[0][0]


def edges(patch: Patch) -> list[list[int]]:
    """By how much each pixel of a part of a picture differs from the next but one, row by row.

    Letters have edges from left to right, which a gradient, or a line below them, has not.
    """
    return [[apart(one, other) for one, other in zip(row, row[2:], strict=False)] for row in patch]


def decoded(png: bytes) -> Raster:
    """The pixels of a PNG of eight bits a colour, not interlaced. Raises NotAPicture for any other."""
    if not png.startswith(_SIGNATURE):
        raise NotAPicture("no PNG")
    at, data, header = len(_SIGNATURE), b"", b""
    while at + 8 <= len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        body = png[at + 8 : at + 8 + length]
        header = body if kind == b"IHDR" else header
        data += body if kind == b"IDAT" else b""
        at += 12 + length
    if len(header) != 13:
        raise NotAPicture("a PNG without a header")
    width, height, depth, color, _, _, interlaced = struct.unpack(">IIBBBBB", header)
    if depth != 8 or color not in _CHANNELS or interlaced:
        raise NotAPicture("a PNG of another kind")
    channels = _CHANNELS[color]
    try:
        raw = zlib.decompress(data)
    except zlib.error:
        raise NotAPicture("a damaged PNG") from None
    size = width * channels
    if len(raw) != (size + 1) * height:
        raise NotAPicture("a damaged PNG")
    rows: list[bytes] = []
    above = bytes(size)
    for row in range(height):
        start = row * (size + 1)
        above = _unfiltered(raw[start], raw[start + 1 : start + 1 + size], above, channels)
        rows.append(above)
    return Raster(width, height, channels, tuple(rows))


def _unfiltered(kind: int, line: bytes, above: bytes, channels: int) -> bytes:
    """A row as it was before the PNG's filter `kind` wrote it as differences (PNG specification, section 9)."""
    if kind == 0:
        return line
    if kind == 1:
        found = bytearray(len(line))
        for channel in range(channels):
            sums = accumulate(list(line[channel::channels]), lambda one, other: (one + other) & 255)
            found[channel::channels] = bytes(sums)
        return bytes(found)
    if kind == 2:
        return bytes((a + b) & 255 for a, b in zip(line, above, strict=True))
    if kind not in (3, 4):
        raise NotAPicture("a damaged PNG")
    out = bytearray(line)
    for index, up in enumerate(above):
        left, corner = (out[index - channels], above[index - channels]) if index >= channels else (0, 0)
        out[index] = (line[index] + ((left + up) // 2 if kind == 3 else _nearest(left, up, corner))) & 255
    return bytes(out)


def _nearest(left: int, up: int, corner: int) -> int:
    """Paeth's choice, by which a PNG foretells a pixel from its neighbours."""
    about = left + up - corner
    return min((left, up, corner), key=lambda one: abs(about - one))
