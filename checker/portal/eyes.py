"""Looking at a page: what a person sees of it, once it has nothing left to do. It presses and types nothing."""

import contextlib
import json
import time
from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec

from checker.reading.sight import Box, Control, Sight, sight

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ElementHandle, Frame, Page

_NUMBERS = count()
_UNROLLED = 8
"""How many times a page may bring more as its end is reached, before what it holds is taken as it is."""
_ON_ITS_WAY = {"busy": True, "asking": False, "ticking": False, "still": 3_600_000.0, "changes": 0}
"""What a frame would tell that is being left for another document."""


@cache
def script(name: str) -> str:
    """One of the scripts beside this module."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


class Rest(msgspec.Struct, frozen=True):
    """How far a page has come to rest; `still` is the time in seconds since its last change.

    `asking` says that it waits for an answer to a request of its own, which may bring another amount; `failed` that
    such a request has failed, and `unanswered` that one was never answered, since it was last told to forget;
    `said` is what it has shown since then, be it for a moment only, the last at the end. A page is `fresh` that was
    never told so.
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


class Look(msgspec.Struct, frozen=True):
    """A sight, how far the page had come to rest at that very instant, and the way back from its controls to the
    elements: the frames, and the number that they know it by.
    """

    sight: Sight
    rest: Rest
    frames: "tuple[Frame, ...]"
    number: int

    def element(self, control: Control) -> "ElementHandle | None":
        """The element of a control, or None where it is gone."""
        return kept(self.frames[control.frame], self.number, control.index)


def new_number() -> int:
    """A number to keep elements by in a document. No two are the same, so that another document does not know it."""
    return next(_NUMBERS)


def kept(frame: "Frame", number: int, index: int) -> "ElementHandle | None":
    """One of the elements that a document keeps by `number`; None where it is no longer in its page."""
    from playwright.sync_api import Error

    asked = (
        "([number, index]) => { const el = window.__saldoJhtSeen?.get(number)?.[index];"
        " return el?.isConnected ? el : null; }"
    )
    with contextlib.suppress(Error):
        return frame.evaluate_handle(asked, [number, index]).as_element()
    return None


def watch(context: "BrowserContext") -> None:
    """Count, in every page of `context`, what is yet to happen there."""
    context.add_init_script(script("pending.js"))


def look(page: "Page") -> Look:
    """See the page and its frames as they are now. Frames of another origin are not looked into."""
    from playwright.sync_api import Error

    raw: list[tuple[dict[str, Any], Box]] = []
    frames: list[Frame] = []
    # A frame may fill another one that is looked at before it, or one that a person does not see.
    told = _told(page) if len(page.frames) > 1 else []
    number = new_number()
    for frame, place in _frames(page):
        try:
            data = json.loads(frame.evaluate(script("sight.js"), number))
        except Error:
            if frame is page.main_frame:
                raise
            continue
        raw.append((data, place))
        told.append(data["pending"])
        frames.append(frame)
    return Look(sight(raw), _rest(told), tuple(frames), number)


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
            box = element.bounding_box()
            if box is not None and element.evaluate(script("framed.js")) and box["width"] > 20 and box["height"] > 8:
                yield frame, Box(box["x"], box["y"], 0, 0)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def rest(page: "Page") -> Rest:
    """Whether the page still has requests under way or timers about to fire, over all its own frames."""
    return _rest(_told(page))


def _told(page: "Page") -> list[dict[str, Any] | None]:
    from playwright.sync_api import Error

    told: list[dict[str, Any] | None] = []
    for frame in own_frames(page):
        try:
            told.append(frame.evaluate("() => window.__saldoJhtPending ? window.__saldoJhtPending() : null"))
        except Error:
            told.append(_ON_ITS_WAY)
    return told


def forget(page: "Page") -> None:
    """Let requests that failed, and what the page said, be of no account from here on: it is asked for more."""
    from playwright.sync_api import Error

    for frame in own_frames(page):
        with contextlib.suppress(Error):  # on its way to another document, which has nothing to forget
            frame.evaluate("() => { window.__saldoJhtPending?.forget(); }")


def unroll(page: "Page", until: float) -> None:
    """Scroll to the end, and further while that brings more; `until` is an instant of `time.monotonic`."""
    from playwright.sync_api import Error

    for frame in own_frames(page):
        reached = 0
        with contextlib.suppress(Error):
            for _ in range(_UNROLLED):
                now = frame.evaluate(script("unroll.js"))
                wait_for_rest(page, min(until, time.monotonic() + 3), 0.15)
                if now <= reached or time.monotonic() >= until:
                    break
                reached = now


def roll_back(page: "Page") -> None:
    """Scroll back to where the page begins."""
    from playwright.sync_api import Error

    for frame in own_frames(page):
        with contextlib.suppress(Error):
            frame.evaluate(script("rollback.js"))


def _rest(told: list[dict[str, Any] | None]) -> Rest:
    """What the frames of a page have told, put together; one that is not watched tells nothing."""
    known = [one for one in told if one is not None]
    return Rest(
        any(one["busy"] for one in known),
        any(one["asking"] for one in known),
        any(one["ticking"] for one in known),
        min((one["still"] / 1000 for one in known), default=3600.0),
        sum(one["changes"] for one in known),
        any(one.get("failed") for one in known),
        any(one.get("unanswered") for one in known),
        tuple(text for one in known for text in one.get("said", ())),
        all(one.get("fresh", True) for one in known),
    )


def wait_for_rest(page: "Page", until: float, still: float = 0.0, *, unchanged: bool = True) -> bool:
    """Wait until the page has nothing left to do and has not changed for `still` seconds; False if `until` (of
    `time.monotonic`) comes first. With `unchanged`, one that has not changed at all since it was there need not wait.
    """
    from playwright.sync_api import Error

    quiet = (
        "([still, unchanged]) => { const p = window.__saldoJhtPending;"
        " if (!p) return document.readyState === 'complete';"
        " const r = p(); return !r.busy && (r.still >= still || (unchanged && !r.changes)); }"
    )
    asked = [still * 1000, unchanged]
    while (left := until - time.monotonic()) > 0:
        try:
            page.wait_for_function(quiet, arg=asked, polling=10, timeout=max(1, min(left, 1.0) * 1000))
        except Error:
            if page.is_closed():
                return False
            continue
        if len(page.frames) == 1:
            return True
        state = rest(page)
        if not state.busy and (state.still >= still or (unchanged and not state.changes)):
            return True
        for frame in own_frames(page):
            if frame is not page.main_frame:
                with contextlib.suppress(Error):
                    frame.wait_for_function(quiet, arg=asked, polling=40, timeout=max(1, min(left, 1.0) * 1000))
    return False
