"""The pixels of a small picture that the browser has taken, without anything that is not in the standard library."""

import struct
import zlib
from itertools import accumulate

import msgspec

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {2: 3, 6: 4}


class NotAPicture(ValueError):
    """No picture of the kind that browsers take."""


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
    if kind == 0:
        return line
    if kind == 1:
        found = bytearray(len(line))
        for channel in range(channels):
            sums: list[int] = list(accumulate(list(line[channel::channels]), _sum))
            found[channel::channels] = bytes(sums)
        return bytes(found)
    if kind == 2:
        return bytes((a + b) & 255 for a, b in zip(line, above, strict=True))
    if kind not in (3, 4):
        raise NotAPicture("a damaged PNG")
    out = bytearray(line)
    for index, up in enumerate(above):
        left = out[index - channels] if index >= channels else 0
        if kind == 3:
            out[index] = (line[index] + (left + up) // 2) & 255
        else:
            corner = above[index - channels] if index >= channels else 0
            out[index] = (line[index] + _nearest(left, up, corner)) & 255
    return bytes(out)


def _sum(one: int, other: int) -> int:
    return (one + other) & 255


def _nearest(left: int, up: int, corner: int) -> int:
    """Paeth's choice, by which a PNG foretells a pixel from its neighbours."""
    about = left + up - corner
    a, b, c = abs(about - left), abs(about - up), abs(about - corner)
    return left if a <= b and a <= c else up if b <= c else corner
