"""A picture file opened: its pixels as a person sees them, what knows it again, and when it was taken. Nothing of it is
kept.
"""

import contextlib
import hashlib
import io
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from checker.failures import ConfigInvalid, PageNotRecognised
from checker.settings import JAKARTA

if TYPE_CHECKING:
    from PIL.Image import Image

_MOST_BYTES, _MOST_PIXELS = 40_000_000, 60_000_000
_FORMATS = ("PNG", "JPEG", "WEBP", "HEIF")
_EXIF = 0x8769
_TAKEN, _EXPOSURE = 0x9003, 0x829A
"""Where a file tells of its picture (Exif 2.3): the part of the camera, the instant, for how long light was let in."""
_IN_NAME = re.compile(
    r"(?<![0-9])(20[0-9]{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12][0-9]|3[01])"
    r"(?:[-_. ]+(?:at[ _])?([01][0-9]|2[0-3])[-_.:]?([0-5][0-9])[-_.:]?([0-5][0-9]))?(?![0-9]{3})"
)
"""Phones name a screenshot by its instant: "Screenshot_20261128-091405.png", "IMG-20261128-WA0003.jpg"."""


class Opened(msgspec.Struct, frozen=True):
    """A picture; `digest`, the SHA-256 of its file, knows it again, `by_camera` says that light was let in to take it.

    `taken` is when, as the file's name or its own notes tell, else when it was last written: not before the screen was.
    """

    path: Path
    image: "Image"
    digest: str
    taken: datetime
    by_camera: bool


def opened(path: Path, now: datetime) -> Opened:
    """Open a PNG, JPEG, WebP or HEIC file.

    Raises ConfigInvalid where the extra `picture` is not installed, PageNotRecognised where it is no such picture.
    """
    try:
        from PIL import Image, ImageOps, UnidentifiedImageError
    except ImportError:
        raise missing() from None
    with contextlib.suppress(ImportError):
        from pillow_heif import register_heif_opener

        register_heif_opener()
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise _too_large(path)
        data = path.read_bytes()
        Image.init()
        with Image.open(io.BytesIO(data), formats=[one for one in _FORMATS if one in Image.OPEN]) as file:
            if file.width * file.height > _MOST_PIXELS:
                raise _too_large(path)
            notes = file.getexif()
            camera = notes.get_ifd(_EXIF)
            seen = _on_white(ImageOps.exif_transpose(file))
    except UnidentifiedImageError:
        why = f"{path.name} is no PNG, JPEG, WebP or HEIC picture"
        raise PageNotRecognised(why, case="picture", rule="not-a-picture") from None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        why = f"{path.name} cannot be read, or is damaged"
        raise PageNotRecognised(why, case="picture", rule="picture-damaged") from None
    taken = _taken(path, str(camera.get(_TAKEN, "")), now)
    return Opened(path, seen, hashlib.sha256(data).hexdigest(), taken, bool(camera.get(_EXPOSURE)))


def missing() -> ConfigInvalid:
    """What is said where the extra is not installed."""
    why = "to read pictures, the extra `picture` is needed: pip install 'saldo-jht[picture]'"
    return ConfigInvalid(why, case="extra", rule="extra-missing")


def _on_white(image: "Image") -> "Image":
    """The picture in colours, what is see-through on white."""
    from PIL import Image

    if image.mode in ("I", "I;16", "F"):
        raise ValueError("a measurement, and no picture")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        clear = image.convert("RGBA")
        ground = Image.new("RGBA", clear.size, "white")
        ground.alpha_composite(clear)
        return ground.convert("RGB")
    return image.convert("RGB")


def _taken(path: Path, noted: str, now: datetime) -> datetime:
    """When a picture was taken: by its own notes, by its name, else when the file was written."""
    with contextlib.suppress(ValueError):
        when = datetime.strptime(noted, "%Y:%m:%d %H:%M:%S").replace(tzinfo=JAKARTA)
        if when <= now:
            return when
    if found := _IN_NAME.search(path.name):
        year, month, day, *clock = (int(one) if one else None for one in found.groups())
        hour, minute, second = (one if one is not None else last for one, last in zip(clock, (23, 59, 59), strict=True))
        with contextlib.suppress(ValueError):
            when = datetime(year or 0, month or 0, day or 0, hour or 0, minute or 0, second or 0, tzinfo=JAKARTA)
            if when.date() <= now.astimezone(JAKARTA).date():
                return min(when, now)
    return min(datetime.fromtimestamp(path.stat().st_mtime, UTC), now)


def _too_large(path: Path) -> PageNotRecognised:
    why = f"{path.name} is larger than any screenshot"
    return PageNotRecognised(why, case="picture", rule="picture-too-large")
