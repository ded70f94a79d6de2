"""Whether an amount that a phone's tree tells of is drawn on its screen at all, by a picture of it. Nothing is kept."""

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from checker.page.sight import Box

if TYPE_CHECKING:
    from PIL import Image

_INK = 24
"""Of 255: how far light and dark are apart at least where signs are drawn."""


def is_drawn(picture: bytes, boxes: Iterable[Box], scale: float) -> bool:
    """Whether something is drawn in each of the boxes, which are in CSS pixels of `scale` pixels of the picture.

    A picture that cannot be opened, or that is of one colour, tells nothing: an app may forbid to be pictured.
    """
    # Comes with adbutils.
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(picture)) as opened:
            grey = opened.convert("L")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return True
    if _contrast(grey) < _INK:
        return True
    for box in boxes:
        edges = (box.x * scale, box.y * scale, box.right * scale, box.bottom * scale)
        left, top, right, bottom = (round(one) for one in edges)
        if left >= right or top >= bottom or _contrast(grey.crop((left, top, right, bottom))) < _INK:
            return False
    return True


def _contrast(grey: "Image.Image") -> int:
    counted = [value for value, count in enumerate(grey.histogram()) if count]
    return counted[-1] - counted[0] if counted else 0
