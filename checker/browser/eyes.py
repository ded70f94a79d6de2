"""Looking at a page: what a person sees of it, once it has nothing left to do. It presses and types nothing."""

import contextlib
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from weakref import WeakSet

import msgspec

from checker.browser import world
from checker.browser.ink import settle
from checker.browser.world import new_number
from checker.page.sight import Box, Control, Sight, sight

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
_watched: "WeakSet[BrowserContext]" = WeakSet()
"""The contexts in whose pages it is counted what is yet to happen."""


class Rest(msgspec.Struct, frozen=True):
    """How far a page has come to rest; `still` is the time in seconds since its last change.

    `asking` says that it waits for an answer to a request of its own, which may bring another amount; `failed` that
    such a request has failed, and `unanswered` that one was never answered, since it was last told to forget;
    `said` is what it has shown since then, be it for a moment only, the last at the end. A page is `fresh` that was
    never told so. `streaming` says that a worker or an open stream of its own has not been quiet for long yet, and
    `soon` in how many seconds the last of what is planned is due.
    """

    busy: bool
    asking: bool
    ticking: bool
    still: float
    changes: int
    failed: bool = False
    unanswered: bool = False
    said: tuple[str, ...] = ()
    fresh: bool = True
    streaming: bool = False
    soon: float = 0.0


class Look(msgspec.Struct, frozen=True):
    """A sight, how far the page had come to rest at that very instant, and the way back from its controls to the
    elements: the frames, and the number that they know it by.
    """

    sight: Sight
    rest: Rest
    frames: "tuple[Frame, ...]"
    number: int
    windows: tuple[tuple[Box, Box], ...] = ()
    """For each frame what is in view of it, and by how much it is scrolled."""

    def element(self, control: Control) -> "Locator | None":
        """The element of a control, or None where it is gone."""
        return world.still_kept(self.frames[control.frame], self.number, control.index)


def watch(context: "BrowserContext") -> None:
    """Count, in every page of `context`, what is yet to happen there."""
    if context not in _watched:
        world.watch(context)
        _watched.add(context)


def look(page: "Page", seconds: float = LOOK_S) -> Look:
    """See the page and its frames as they are now. Frames of another origin are not looked into.

    Raises Playwright's Error where the page is on its way to another document, or does not answer within `seconds`.
    """
    from playwright.sync_api import Error

    raw: list[tuple[dict[str, Any], Box]] = []
    frames: list[Frame] = []
    # A frame may fill another one that is looked at before it, or one that a person does not see.
    told = _told(page, _ASKED_S) if len(page.frames) > 1 else []
    number = new_number()
    watched = page.context in _watched
    for frame, place in _frames(page):
        try:
            data = world.ask(frame, "sight", number, watched, seconds=seconds)
        except Error:
            if frame is page.main_frame:
                raise
            continue
        raw.append((data, place))
        told.append(data["rest"])
        frames.append(frame)
    settle(page, raw)
    return Look(sight(raw), _rest(told), tuple(frames), number, tuple(_window(*one) for one in raw))


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


def unroll(page: "Page", until: float) -> None:
    """Scroll to the end, and further while that brings more; `until` is an instant of `time.monotonic`."""
    from playwright.sync_api import Error

    for frame in own_frames(page):
        reached = 0
        with contextlib.suppress(Error):
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
