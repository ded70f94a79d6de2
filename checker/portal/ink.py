"""Texts of which the page alone does not tell whether they can be seen: a picture of their place tells. It changes
nothing on the page.
"""

from collections import Counter
from typing import TYPE_CHECKING, Any

import msgspec

from checker.portal.raster import NotAPicture, Raster, decoded

if TYPE_CHECKING:
    from playwright.sync_api import FloatRect, Page

    from checker.reading.sight import Box

_APART = 60
"""Pixels: texts further apart one below the other are looked at in pictures of their own."""
_TALLEST = 600
_MOST = 12
"""How many pictures a look may take; the texts beyond stay in doubt."""
_PATIENCE_MS = 3000
_STRONG, _WEAK = 24, 8
"""By how much two neighbouring pixels differ at the edge of a letter, and where there is anything at all."""


class _Place(msgspec.Struct):
    """A raw word, and where it stands in the picture of the view, or of the whole page where it is out of view."""

    word: dict[str, Any]
    x: float
    y: float
    away: bool

    @property
    def bottom(self) -> float:
        return self.y + float(self.word["h"])

    @property
    def right(self) -> float:
        return self.x + float(self.word["w"])


def settle(page: "Page", frames: "list[tuple[dict[str, Any], Box]]") -> None:
    """Look where a text may be painted or not, and write into the raw sights what was found: its `q` becomes empty
    for what is seen, "unseen" for what is not, and "doubtful" where the picture does not tell either.
    """
    places = []
    for number, (raw, box) in enumerate(frames):
        for word in (one for one in raw["words"] if one.get("q")):
            asked = word["q"]
            word["q"] = {"line": "", "blurred": "blurred"}.get(asked, "doubtful")
            if asked == "blurred" or word.get("far"):
                continue
            x, y = word["x"] - raw["scroll"]["x"] + box.x, word["y"] - raw["scroll"]["y"] + box.y
            away = x < 0 or y < 0 or x + word["w"] > raw["view"]["w"] or y + word["h"] > raw["view"]["h"]
            if away and number == 0:
                x, y = word["x"], word["y"]
            if not away or number == 0:
                places.append(_Place({**word, "asked": asked, "whole": word}, x, y, away))
    for group in _groups(places)[:_MOST]:
        _judge(page, group)


def _groups(places: list[_Place]) -> list[list[_Place]]:
    """The places that one picture of a fair size shows."""
    groups: list[list[_Place]] = []
    for place in sorted(places, key=lambda one: (one.away, one.y)):
        group = groups[-1] if groups else None
        near = group and group[0].away == place.away and place.y - max(one.bottom for one in group) < _APART
        if group and near and place.bottom - group[0].y < _TALLEST:
            group.append(place)
        else:
            groups.append([place])
    return groups


def _judge(page: "Page", group: list[_Place]) -> None:
    from playwright.sync_api import Error

    left, top = max(int(min(one.x for one in group)) - 1, 0), max(int(group[0].y) - 1, 0)
    right, bottom = max(one.right for one in group), max(one.bottom for one in group)
    clip: FloatRect = {"x": left, "y": top, "width": max(right - left, 1) + 2, "height": max(bottom - top, 1) + 2}
    try:
        picture = page.screenshot(
            clip=clip, full_page=group[0].away, caret="initial", scale="css", timeout=_PATIENCE_MS
        )
        raster = decoded(picture)
    except (Error, NotAPicture):
        return
    for one in group:
        if one.word["asked"] == "line":
            one.word["whole"].update(
                q="", s=int(one.word["s"] or _is_struck(raster, one.word, one.x - left, one.y - top))
            )
            continue
        seen = _seen(raster, one.word, one.x - left, one.y - top)
        one.word["whole"]["q"] = {True: "", False: "unseen"}.get(seen, "doubtful") if seen is not None else "doubtful"


def _is_struck(raster: Raster, word: dict[str, Any], x: float, y: float) -> bool:
    """Whether a line runs through the middle of a text from end to end, with nothing of its kind above or below it."""
    left, right = max(int(x), 0), min(round(x + word["w"]), raster.width)
    top, bottom = max(int(y), 0), min(round(y + word["h"]), raster.height)
    if right - left < 3 or bottom - top < 3:
        return True
    ground = Counter(raster.at(column, row) for row in range(top, bottom) for column in range(left, right))
    common = ground.most_common(1)[0][0]
    full = []
    for row in range(top, bottom):
        line = [raster.at(column, row) for column in range(left, right)]
        far = sum(max(abs(a - b) for a, b in zip(one, common, strict=True)) > _STRONG for one in line)
        full.append(far > 0.95 * len(line))
    middle = range(int(0.25 * len(full)), int(0.8 * len(full)) + 1)
    return (
        any(full) and sum(full) <= 0.3 * len(full) and all(row in middle for row, is_full in enumerate(full) if is_full)
    )


def _seen(raster: Raster, word: dict[str, Any], x: float, y: float) -> bool | None:
    """Whether there is ink in a place of a picture; None where that is not certain.

    Letters have edges from left to right, which a gradient, or a line below them, has not.
    """
    left, top = max(int(x), 0), max(int(y), 0)
    right, bottom = min(round(x + word["w"]) + 1, raster.width), min(round(y + word["h"]) + 1, raster.height)
    if right - left < 0.6 * word["w"] or bottom - top < 0.6 * word["h"] or right - left < 3:
        return None
    strong: set[int] = set()
    weak: set[int] = set()
    own = 0
    color = word.get("i")
    for row in range(top, bottom):
        line = [raster.at(column, row) for column in range(left, right)]
        for column, (one, other) in enumerate(zip(line, line[2:], strict=False)):
            edge = max(abs(a - b) for a, b in zip(one, other, strict=True))
            if edge > _STRONG:
                strong.add(column)
            if edge > _WEAK:
                weak.add(column)
        own += sum(max(abs(a - b) for a, b in zip(one, color, strict=False)) < 16 for one in line) if color else 0
    if len(weak) < 2:
        return False
    if len(strong) < max(2, min(len(word["t"]), 6)):
        return None
    # A picture that lies over a text has edges of its own: there, the ink must have the text's own colour.
    share = own / ((right - left) * (bottom - top))
    return True if word["asked"] == "ink" or 0.02 < share < 0.6 else None
