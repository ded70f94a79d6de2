"""Looking at a page: what a person sees of it, once it has nothing left to do. It presses and types nothing."""

import contextlib
import re
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from weakref import WeakSet

import msgspec

from checker.browser import world
from checker.browser.ink import settle
from checker.browser.world import Kept, new_number
from checker.journey.steps import Target
from checker.page.observation import Element, Form, Observation, Rest, Waiting, elements
from checker.page.sight import Box, sight

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Frame, Locator, Page

_UNROLLED = 8
"""How many times a page may bring more as its end is reached, before what it holds is taken as it is."""
_STEPS = 40
_TWO_FRAMES_MS = 35
LOOK_S = 30.0
_ASKED_S = 3.0
"""Seconds: a page that does not answer for so long is on its way to another document, or busy with itself."""
_PAUSE_S, _LONGEST_PAUSE_S = 0.008, 0.06
"""Seconds: how long to wait at least, and at most, before a page is asked again whether it has come to rest."""
_ON_ITS_WAY: dict[str, Any] = {
    **dict.fromkeys(("asking", "ticking", "streaming", "failed", "unanswered"), False),
    **{"busy": True, "still": 3_600_000.0, "changes": 0, "said": (), "fresh": True, "soon": 0},
}
"""What a frame would tell that is being left for another document."""
_WAITING = ("role", "name", "text", "opener")
_LOOKS = 100
"""How many looks are kept the way back from: to the frames in which their elements stand."""
_frames_of: "dict[int, tuple[Frame, ...]]" = {}
_wrong: set[str] = set()
"""The CSS candidates that Playwright does not understand."""
_BEYOND_CSS = re.compile(
    r":(text|has-text|near|left-of|right-of|above|below|visible|nth-match|light)\b|>>|^\s*(//|[a-z:]+=)"
)
"""What of Playwright's no browser understands."""
_deep: "WeakSet[Page]" = WeakSet()
"""The pages in which a shadow root was seen."""
_watched: "WeakSet[BrowserContext]" = WeakSet()
"""The contexts in whose pages it is counted what is yet to happen."""


def watch(context: "BrowserContext") -> None:
    """Count, in every page of `context`, what is yet to happen there."""
    if context not in _watched:
        world.watch(context)
        _watched.add(context)


def kept(on: Target) -> "Locator":
    """The element of a look, and no other in its place; it matches nothing once it is gone."""
    # What only its words tell of is kept by the id that it has in their paths.
    number, index = (on.look, on.index) if on.index >= 0 else (-on.look, -on.index - 1)
    return world.kept(frame_of(on), number, index)


def frame_of(on: Target) -> "Frame":
    """The frame that the element of a look stands in."""
    return _frames_of[on.look][on.frame]


def look(page: "Page", seconds: float = LOOK_S, css: "Sequence[str]" = ()) -> Observation:
    """See the page and its frames as they are now, and which of its elements fit the CSS candidates `css`.

    What stands in frames of another origin is not read.

    Raises Playwright's Error where the page is on its way to another document, or does not answer within `seconds`.
    """
    from playwright.sync_api import Error

    while True:
        try:
            return _look(page, seconds, tuple(one for one in css if one not in _wrong))
        except Error as error:
            if "selector" not in str(error) or not _find_wrong(page, css):
                raise


def _look(page: "Page", seconds: float, css: tuple[str, ...]) -> Observation:
    from playwright.sync_api import Error

    raw: list[tuple[dict[str, Any], Box]] = []
    frames: list[Frame] = []
    # A frame may fill another one that is looked at before it, or one that a person does not see.
    told = _told(page, _ASKED_S) if len(page.frames) > 1 else []
    number = new_number()
    watched = page.context in _watched
    for frame, place in _frames(page):
        try:
            data = _seen(page, frame, css, number, watched, seconds)
        except Error:
            if frame is page.main_frame:
                raise
            continue
        raw.append((data, place))
        told.append(data["rest"])
        frames.append(frame)
    settle(page, raw)
    _frames_of[number] = tuple(frames)
    if len(_frames_of) > _LOOKS:
        del _frames_of[next(iter(_frames_of))]
    facts = [(frame, data["facts"], place) for frame, (data, place) in enumerate(raw)]
    return Observation(
        sight(raw),
        _rest(told),
        number,
        tuple(_window(*one) for one in raw),
        tuple(one for frame, told_, place in facts for one in elements(frame, told_, place)),
        tuple(Waiting(frame, *(one[key] for key in _WAITING)) for frame, told_, _ in facts for one in told_["waiting"]),
        tuple(tuple(told_["forms"]) for _, told_, _ in facts),
        css,
        tuple(facts[0][1]["curtain"]) if facts and facts[0][1]["curtain"] else None,
        page.url,
        tuple(frame.url for frame in frames),
        _foreign(page, css, number, seconds) if len(page.frames) > len(frames) else (),
    )


def _seen(
    page: "Page", frame: "Frame", css: tuple[str, ...], number: int, watched: bool, seconds: float
) -> dict[str, Any]:
    """What the script tells of a frame. Plain CSS is compared there; what Playwright adds to it, by Playwright.

    So is all of it where a page is built of parts with shadow roots: its own CSS does not reach into them.
    """
    while True:
        deep = page in _deep
        told = [(at, one) for at, one in enumerate(css) if not deep and not _BEYOND_CSS.search(one)]
        marks = {at: one for at, one in enumerate(css) if deep or _BEYOND_CSS.search(one)}
        data: dict[str, Any] = world.ask_marked(frame, marks, "sight", number, watched, told, seconds=seconds)
        if deep or not told or not data["facts"]["deep"]:
            return data
        _deep.add(page)


def form_of(seen: Observation, fields: "Sequence[Element]") -> Form | None:
    """What the form of these fields of a look says of itself; None where it is gone."""
    from playwright.sync_api import Error

    frames, number = _frames_of[seen.number], new_number()
    first, *others = [Kept(seen.number, one.index) for one in fields]
    with contextlib.suppress(Error):
        told = form_at(frames[fields[0].frame], first, others, number)
        _frames_of[number] = frames
        return told
    return None


def form_at(frame: "Frame", first: Kept, others: "Sequence[Kept]", number: int = 0) -> Form:
    """What the form of fields says of itself now; its lists are kept by `number`. Raises Playwright's Error."""
    return msgspec.convert(world.ask(frame, "form", first, list(others), number or new_number()), Form)


def _find_wrong(page: "Page", css: "Sequence[str]") -> bool:
    """Whether some of `css` cannot be asked for, which was not known: one in a person's own file finds nothing then."""
    from playwright.sync_api import Error

    known = len(_wrong)
    for one in css:
        if one not in _wrong and _BEYOND_CSS.search(one):
            try:
                page.main_frame.locator(one).count()
            except Error as error:
                if "selector" in str(error):
                    _wrong.add(one)
    return len(_wrong) > known


def _foreign(page: "Page", css: tuple[str, ...], number: int, seconds: float) -> tuple[Observation, ...]:
    """What stands in the frames of other origins."""
    from playwright.sync_api import Error

    own = set(own_frames(page))
    found: list[Observation] = []
    for frame in page.frames:
        if frame in own:
            continue
        with contextlib.suppress(Error):
            data = _seen(page, frame, css, number, False, min(seconds, _ASKED_S))
            box = Box(0, 0, 0, 0)
            told = elements(0, data["facts"], box)
            found.append(Observation(sight([(data, box)]), _rest([data["rest"]]), elements=told, css=css))
    return tuple(found)


def _window(raw: dict[str, Any], place: Box) -> tuple[Box, Box]:
    scrolled = raw["scroll"]
    return Box(place.x, place.y, raw["view"]["w"], raw["view"]["h"]), Box(scrolled["x"], scrolled["y"], 0, 0)


def own_frames(page: "Page") -> "Iterator[Frame]":
    """The frames of the page's own origin, the main one first."""
    home = _origin(page.url)
    for frame in page.frames:
        if frame is page.main_frame or _origin(frame.url) == home or frame.url.startswith(("about:", "blob:")):
            yield frame


def _frames(page: "Page") -> "Iterator[tuple[Frame, Box]]":
    from playwright.sync_api import Error

    for frame in own_frames(page):
        if frame is page.main_frame:
            yield frame, Box(0, 0, 0, 0)
            continue
        with contextlib.suppress(Error):
            element = frame.frame_element()
            box, known = element.bounding_box(), world.keep_handle(element)
            if box is None or known is None or box["width"] <= 20 or box["height"] <= 8:
                continue
            if frame.parent_frame is not None and world.ask(frame.parent_frame, "framed", known):
                yield frame, Box(box["x"], box["y"], 0, 0)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def rest(page: "Page") -> Rest:
    """Whether the page still has requests under way or timers about to fire, over all its own frames."""
    return _rest(_told(page, _ASKED_S))


def _told(page: "Page", seconds: float) -> list[dict[str, Any]]:
    from playwright.sync_api import Error

    told: list[dict[str, Any]] = []
    watched = page.context in _watched
    for frame in own_frames(page):
        try:
            told.append(world.ask(frame, "rest", False, watched, seconds=seconds))
        except Error:
            told.append(_ON_ITS_WAY)
    return told


def forget(page: "Page") -> None:
    """Let requests that failed, and what the page said, be of no account from here on: it is asked for more."""
    from playwright.sync_api import Error

    for frame in own_frames(page):
        with contextlib.suppress(Error):  # on its way to another document, which has nothing to forget
            world.ask(frame, "rest", True, False)


def unroll(page: "Page", until: float) -> bool:
    """Whether the end was reached, scrolling on while that brings more; `until` is an instant of `time.monotonic`."""
    from playwright.sync_api import Error

    ended = True
    for frame in own_frames(page):
        reached = 0
        try:
            for _ in range(_UNROLLED):
                for _ in range(_STEPS):
                    moved, now = world.ask(frame, "unroll")
                    if not moved or time.monotonic() >= until:
                        break
                    page.wait_for_timeout(_TWO_FRAMES_MS)  # what comes to sight is told of when it is drawn
                wait_for_rest(page, min(until, time.monotonic() + 3), 0.15)
                if now <= reached or time.monotonic() >= until:
                    break
                reached = now
            else:
                ended = False
        except Error:
            # Of a frame that is gone nothing is shown; of another one nobody has seen the end.
            ended = ended and frame.is_detached()
    return ended


def roll_back(page: "Page") -> None:
    """Scroll back to where the page begins."""
    from playwright.sync_api import Error

    for frame in own_frames(page):
        with contextlib.suppress(Error):
            world.ask(frame, "rollback")


def _rest(told: list[dict[str, Any]]) -> Rest:
    """What the frames of a page have told, put together."""
    return Rest(
        any(one["busy"] for one in told),
        any(one["asking"] for one in told),
        any(one["ticking"] for one in told),
        min((one["still"] / 1000 for one in told), default=3600.0),
        sum(one["changes"] for one in told),
        any(one["failed"] for one in told),
        any(one["unanswered"] for one in told),
        tuple(text for one in told for text in one["said"]),
        all(one["fresh"] for one in told),
        any(one["streaming"] for one in told),
        max((one["soon"] / 1000 for one in told), default=0.0),
    )


def wait_for_rest(page: "Page", until: float, still: float = 0.0, *, unchanged: bool = True) -> bool:
    """Wait until the page has nothing left to do and has not changed for `still` seconds; False if `until` (of
    `time.monotonic`) comes first. With `unchanged`, one that has not changed at all since it was there need not wait.
    """
    from playwright.sync_api import Error

    while (left := until - time.monotonic()) > 0:
        state = _rest(_told(page, min(left, _ASKED_S)))
        if not state.busy and (state.still >= still or (unchanged and not state.changes)):
            return True
        # It cannot come to rest any sooner; most have nothing to tell but that an answer is on its way.
        soonest = max(state.soon, 0 if state.busy else still - state.still)
        try:
            page.wait_for_timeout(1000 * min(left, max(_PAUSE_S, min(soonest, _LONGEST_PAUSE_S))))
        except Error:
            if page.is_closed():
                return False
    return False
