"""Texts of which the page alone does not tell whether they can be seen: a picture of their place tells. It changes
nothing on the page.
"""

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import structs

from checker.browser import world
from checker.browser.raster import NotAPicture, Patch, Raster, apart, decoded, edges, ground
from checker.reading.page import shared

if TYPE_CHECKING:
    from playwright.sync_api import FloatRect, Page

    from checker.page.observation import Observation
    from checker.page.sight import Box, Word

_APART = 60
"""Pixels: texts further apart one below the other are looked at in pictures of their own."""
_TALLEST = 600
_MOST = 12
"""How many pictures a look may take; the texts beyond stay in doubt."""
_PATIENCE_MS = 3000
_STRONG, _WEAK = 24, 8
"""By how much two neighbouring pixels differ at the edge of a letter, and where there is anything at all."""
_NARROWEST = 0.5
"""How wide the narrowest digit of an amount is at least, as a share of the widest of its size."""
_FAINTEST = 0.3
"""How strong the edges of the faintest digit of an amount are at least, as a share of the strongest one's."""
_OVER = 0.3
_AROUND, _BODY = 4, 3
"""How far two texts reach over one another at most, as a share of their height, and how many steps up it matters: not
where nothing but the page itself holds both.
"""
_SIGN = 1.6
"""How far before an amount a sign of it may be drawn, in heights of its letters."""
_EDGES = 6
"""Of how many pixels a digit's edges are at least."""


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


def _pictured(page: "Page", group: list[_Place]) -> tuple[Raster, int, int] | None:
    """A picture of the places, and where it begins; None where none can be taken."""
    from playwright.sync_api import Error

    left, top = max(int(min(one.x for one in group)) - 1, 0), max(int(group[0].y) - 1, 0)
    right, bottom = max(one.right for one in group), max(one.bottom for one in group)
    clip: FloatRect = {"x": left, "y": top, "width": max(right - left, 1) + 2, "height": max(bottom - top, 1) + 2}
    try:
        picture = page.screenshot(
            clip=clip, full_page=group[0].away, caret="initial", scale="css", timeout=_PATIENCE_MS
        )
        return decoded(picture), left, top
    except (Error, NotAPicture):
        return None


def _judge(page: "Page", group: list[_Place]) -> None:
    pictured = _pictured(page, group)
    if pictured is None:
        return
    raster, left, top = pictured
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
    patch = raster.patch(x, y, round(x + word["w"]), round(y + word["h"]))
    if _is_narrow(patch, 3, 3):
        return True
    common = ground(patch)
    full = [sum(apart(one, common) > _STRONG for one in row) > 0.95 * len(row) for row in patch]
    middle = range(int(0.25 * len(full)), int(0.8 * len(full)) + 1)
    struck = [row for row, is_full in enumerate(full) if is_full]
    return 0 < len(struck) <= 0.3 * len(full) and all(row in middle for row in struck)


def _is_narrow(patch: Patch, width: int, height: int) -> bool:
    return len(patch) < height or len(patch[0]) < width


def _seen(raster: Raster, word: dict[str, Any], x: float, y: float) -> bool | None:
    """Whether there is ink in a place of a picture; None where that is not certain."""
    patch = raster.patch(x, y, round(x + word["w"]) + 1, round(y + word["h"]) + 1)
    if _is_narrow(patch, 3, 1) or len(patch[0]) < 0.6 * word["w"] or len(patch) < 0.6 * word["h"]:
        return None
    columns = [max(column) for column in zip(*edges(patch), strict=True)]
    if sum(edge > _WEAK for edge in columns) < 2:
        return False
    if sum(edge > _STRONG for edge in columns) < max(2, min(len(word["t"]), 6)):
        return None
    if word["asked"] == "ink":
        return True
    # A picture that lies over a text has edges of its own: there, the ink must have the text's own colour.
    color = word.get("i")
    own = sum(apart(one, color) < 16 for row in patch for one in row) if color else 0
    return True if 0.02 < own / (len(patch) * len(patch[0])) < 0.6 else None


def is_whole(page: "Page", amounts: "Sequence[Sequence[Word]]", seen: "Observation") -> bool:
    """Whether every digit of `amounts` is drawn: none is under something, over another one, or without ink of its own.
    And none has a sign of minus before it that is no text.

    Nothing is said of a digit that is not in view of the part of the page, or of the frame, that it stands in.
    """
    drawn = [word for words in amounts for word in words if word.kind == "text" and word.digits]
    widths = [width / word.size for word in drawn for _, width in word.digits]
    if (widths and min(widths) < _NARROWEST * max(widths)) or any(_is_written_over(word, seen) for word in drawn):
        return False
    spots = [(word.path, word.box, word.digits) for word in drawn]
    spots += [(word.path, box, ()) for words in amounts for word in words for box in _before(word, seen)]
    places = [place for spot in spots if (place := _place(*spot, seen)) is not None]
    for group in _groups(places)[:_MOST]:
        if _all_drawn(page, group):
            continue
        # What lies over it in view may stay where it is while a person scrolls.
        if group[0].away or not seen.sight.tall or not _all_drawn_in_the_middle(page, group):
            return False
    return True


def _is_written_over(word: "Word", seen: "Observation") -> bool:
    """Whether another text of the same part of the page stands where a word does."""
    box = word.box
    # Reading takes signs out of a word that nobody sees, so that it is another word than the one that was looked at.
    others = [one for one in seen.sight.words if (one.path, one.box) != (word.path, box)]
    own = len(seen.sight.words) - len(others)
    return own > 1 or any(
        min(box.right, other.box.right) - max(box.x, other.box.x) > _OVER * box.h
        and min(box.bottom, other.box.bottom) - max(box.y, other.box.y) > 0.6 * min(box.h, other.box.h)
        and shared(word.path, other.path) > max(len(word.path) - _AROUND, _BODY)
        for other in others
        if other.kind == "text"
    )


def _before(word: "Word", seen: "Observation") -> "list[Box]":
    """The empty place before a word of an amount, where a sign could be drawn."""
    if word.kind != "text" or word.glued:
        return []
    row = [other.box.right for other in seen.sight.words if other.box.beside(word.box)]
    left = max([word.box.x - _SIGN * word.size, *(right + 1 for right in row if right <= word.box.x + 1)])
    box = structs.replace(word.box, x=left, w=word.box.x - left - 1)
    return [box] if box.w > 0.3 * word.size and left >= 0 else []


def _place(
    path: tuple[int, ...], box: "Box", digits: tuple[tuple[float, float], ...], seen: "Observation"
) -> _Place | None:
    number = path[1] // 1_000_000 if len(path) > 1 else 0
    window, scrolled = seen.windows[number]
    x, y = box.x - scrolled.x, box.y - scrolled.y
    away = x < window.x or y < window.y or x + box.w > window.right or y + box.h > window.bottom
    raw = {"x": box.x, "y": box.y, "w": box.w, "h": box.h, "digits": digits}
    if away and number:
        return None
    return _Place(raw, box.x, box.y, True) if away else _Place(raw, x, y, False)


def _all_drawn_in_the_middle(page: "Page", group: list[_Place]) -> bool:
    """Whether all is drawn that stands in these places, once the page is scrolled for it."""
    from playwright.sync_api import Error

    try:
        before, now = world.ask(page.main_frame, "center", group[0].y)
        down = now - before
        drawn = abs(down) > 1 and _all_drawn(page, [structs.replace(one, y=one.y - down) for one in group])
        world.ask(page.main_frame, "center", None, before)
    except Error:
        return False
    return drawn


def _all_drawn(page: "Page", group: list[_Place]) -> bool:
    pictured = _pictured(page, group)
    if pictured is None:
        return False
    raster, left, top = pictured
    inks = []
    for one in group:
        if not one.word["digits"] and _is_minus(raster, one.x - left, one.y - top, one.word["w"], one.word["h"]):
            return False
        for begins, width in one.word["digits"]:
            inks.append(_ink(raster, begins - one.word["x"] + one.x - left, one.y - top, width, one.word["h"]))
    strongest = max((ink for ink, _ in inks), default=0)
    return all(ink >= max(_FAINTEST * strongest, _STRONG / 2) and 2 * behind < ink for ink, behind in inks)


def _is_minus(raster: Raster, x: float, y: float, width: float, height: float) -> bool:
    """Whether all that is drawn in a place is a short flat line at the middle of its height."""
    patch = raster.patch(x, y, int(x + width), round(y + height))
    if _is_narrow(patch, 3, 5):
        return False
    common, tall = ground(patch), len(patch)
    ink = [(at, down) for down, row in enumerate(patch) for at, one in enumerate(row) if apart(one, common) > _STRONG]
    if not ink:
        return False
    columns, rows = [column for column, _ in ink], [row for _, row in ink]
    wide, high = max(columns) - min(columns) + 1, max(rows) - min(rows) + 1
    short = min(columns) > 2 and 0.2 * tall < wide < 1.2 * tall
    return short and 2 * high < wide and high < 0.3 * tall and 0.25 * tall < min(rows) and max(rows) < 0.8 * tall


def _ink(raster: Raster, x: float, y: float, width: float, height: float) -> tuple[int, int]:
    """How strong the edges of a digit are, and those of what is behind it, as they are right above it.

    An edge that runs from above the digit to below it is that of something else.
    """
    patch = raster.patch(round(x), y, round(x + width) + 1, round(y + height))
    if _is_narrow(patch, 3, 5):
        return 0, 0
    rows = edges(patch)
    columns = [
        column for column in zip(*rows, strict=True) if sum(edge > _STRONG for edge in column) < 0.85 * len(rows)
    ]
    found = sorted(chain.from_iterable(columns), reverse=True)
    above = max(sorted(row)[len(row) // 2] for row in rows[: max(len(rows) // 8, 1)])
    return (found[_EDGES - 1] if len(found) >= _EDGES else 0), above
