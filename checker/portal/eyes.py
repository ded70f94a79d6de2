"""Looking at a page: what a person sees of it, once it has nothing left to do. It presses and types nothing."""

import contextlib
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from checker.reading.sight import Box, Control, Sight, sight

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ElementHandle, Frame, JSHandle, Page


@cache
def script(name: str) -> str:
    """One of the scripts beside this module."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Look:
    """A sight, and the way back from its controls to the page's elements."""

    sight: Sight
    handles: "tuple[JSHandle, ...]"

    def element(self, control: Control) -> "ElementHandle | None":
        """The element of a control, or None if it is gone."""
        return self.handles[control.frame].get_property("elements").get_property(str(control.index)).as_element()


def watch(context: "BrowserContext") -> None:
    """Count, in every page of `context`, what is yet to happen there."""
    context.add_init_script(script("pending.js"))


def look(page: "Page") -> Look:
    """See the page and its frames as they are now. Frames of another origin are not looked into."""
    from playwright.sync_api import Error

    raw: list[tuple[dict[str, Any], Box]] = []
    handles: list[JSHandle] = []
    for frame, place in _frames(page):
        try:
            handle = frame.evaluate_handle(script("sight.js"))
            data = json.loads(handle.evaluate("seen => seen.data"))
        except Error:
            if frame is page.main_frame:
                raise
            continue
        raw.append((data, place))
        handles.append(handle)
    return Look(sight(raw), tuple(handles))


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


@dataclass(frozen=True, slots=True)
class Rest:
    """How far a page has come to rest; `still` is the time in seconds since its last change.

    `asking` says that it waits for an answer to a request of its own, which may bring another amount.
    """

    busy: bool
    asking: bool
    ticking: bool
    still: float
    changes: int


def rest(page: "Page") -> Rest:
    """Whether the page still has requests under way or timers about to fire, over all its own frames."""
    from playwright.sync_api import Error

    busy = asking = ticking = False
    still, changes = 3600.0, 0
    for frame in own_frames(page):
        try:
            told = frame.evaluate("() => window.__saldoJhtPending ? window.__saldoJhtPending() : null")
        except Error:
            busy = True  # it is on its way to another document
            continue
        if told is not None:
            busy, ticking = busy or told["busy"], ticking or told["ticking"]
            asking = asking or told["asking"]
            still, changes = min(still, told["still"] / 1000), changes + told["changes"]
    return Rest(busy, asking, ticking, still, changes)


def wait_for_rest(page: "Page", until: float, still: float = 0.0) -> bool:
    """Wait until the page has nothing left to do and has not changed for `still` seconds, if it ever has since it was
    there; False if `until` (of `time.monotonic`) comes first.
    """
    from playwright.sync_api import Error

    quiet = (
        "(still) => { const p = window.__saldoJhtPending; if (!p) return document.readyState === 'complete';"
        " const r = p(); return !r.busy && (!r.changes || r.still >= still); }"
    )
    while (left := until - time.monotonic()) > 0:
        try:
            page.wait_for_function(quiet, arg=still * 1000, polling=10, timeout=max(1, min(left, 1.0) * 1000))
        except Error:
            if page.is_closed():
                return False
            continue
        if len(page.frames) == 1:
            return True
        state = rest(page)
        if not state.busy and (not state.changes or state.still >= still):
            return True
        for frame in own_frames(page):
            if frame is not page.main_frame:
                with contextlib.suppress(Error):
                    frame.wait_for_function(quiet, arg=still * 1000, polling=40, timeout=max(1, min(left, 1.0) * 1000))
    return False
