"""The one hand of the program: every press, choice, key and text that goes to a page goes through here.

It does nothing that the policy does not let through for its purpose, looks again under the pointer right before it
presses, and does nothing at all on its own account.
"""

import time
from typing import TYPE_CHECKING

import msgspec

from checker.browser import world
from checker.failures import Failure, NeedsHuman, PageNotRecognised
from checker.journey.policy import ENTRY, Purpose, Refusal, Surroundings

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from checker.journey.journey import Journey

_ACTION_MS = 10_000


class Refused(Exception):
    """What was to be pressed may not be: the policy's reason."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.rule)
        self.rule, self.person = refusal.rule, refusal.person

    def failure(self, why: str, screen: str | None = None) -> Failure:
        """The failure that it is where nothing else is to be tried."""
        return (NeedsHuman if self.person else PageNotRecognised)(why, screen=screen, rule=self.rule)


def press(
    journey: "Journey",
    element: "Locator",
    purpose: Purpose,
    *,
    called: str = "",
    seconds: float = 3,
    waits: bool = False,
) -> None:
    """Press an element that is `called` so; with `waits`, until the page that it leads to is on its way.

    Raises Refused, or Playwright's Error.
    """
    until = time.monotonic() + seconds
    before = _judged(journey, element, purpose)
    _heed(journey, journey.policy.renamed(called, before))
    journey.traffic.pressed()
    journey.wall.pressed(purpose if purpose in ENTRY else "hover")
    element.hover(timeout=_left(until))
    after = _judged(journey, element, purpose)
    _heed(journey, journey.policy.changed(before, after))
    journey.traffic.pressed()
    journey.wall.pressed(purpose, after.posts)
    element.click(timeout=_left(until), no_wait_after=not waits)


def choose(
    journey: "Journey", element: "Locator", purpose: Purpose, *, value: str | None = None, label: str | None = None
) -> None:
    """Choose one of a select's options, by its value or by what it is called. Raises Refused, or Playwright's Error."""
    around = _judged(journey, element, purpose, label or value or "")
    journey.wall.pressed(purpose, around.posts)
    if label is not None:
        element.select_option(label=label, timeout=_ACTION_MS, no_wait_after=True)
    else:
        element.select_option(value, timeout=5000, no_wait_after=True)


def hover(journey: "Journey", element: "Locator", *, seconds: float = 1) -> None:
    """Lay the pointer over an element. Raises Playwright's Error."""
    journey.wall.pressed("hover")
    element.hover(timeout=seconds * 1000)


def fill(journey: "Journey", field: "Locator", text: str) -> None:
    """Write a text into a field of a login. Raises Refused, or Playwright's Error, which quotes the text."""
    _judged(journey, field, "login")
    field.fill(text, timeout=_ACTION_MS)


def type_keys(journey: "Journey", field: "Locator", text: str) -> None:
    """Empty a field, and type a text into it key by key. Raises Refused, or Playwright's Error, as `fill` does."""
    _judged(journey, field, "login")
    field.fill("", timeout=_ACTION_MS)
    field.press_sequentially(text, timeout=_ACTION_MS)


def key(journey: "Journey", name: str, field: "Locator | None" = None) -> None:
    """Press a key, in a login's field or where the focus is. Raises Refused, or Playwright's Error."""
    journey.traffic.pressed()
    if field is not None:
        around = _judged(journey, field, "login")
        _heed(journey, journey.policy.enters(around))
        journey.wall.pressed("login", around.posts)
        field.press(name, no_wait_after=True)
    else:
        journey.wall.pressed("close")
        journey.page.keyboard.press(name)


def point(journey: "Journey", x: float, y: float) -> None:
    """Press a point of the page on which nothing stands: the curtain that a notice has drawn over it."""
    journey.traffic.pressed()
    journey.wall.pressed("close")
    journey.page.mouse.click(x, y)


def may(journey: "Journey", element: "Locator", purpose: Purpose) -> None:
    """See whether an element might be pressed, and leave it. Raises Refused, or Playwright's Error."""
    _judged(journey, element, purpose)


def heed(journey: "Journey", refusal: Refusal | None) -> None:
    """Raise what the policy has said against something, if it has."""
    _heed(journey, refusal)


def _judged(journey: "Journey", element: "Locator", purpose: Purpose, option: str = "") -> Surroundings:
    """How an element stands now, if it may be pressed. Raises Refused, or Playwright's Error."""
    around = msgspec.convert(world.ask_one(element, "surroundings"), Surroundings)
    _heed(journey, journey.policy.judge(purpose, around, option))
    return around


def _heed(journey: "Journey", refusal: Refusal | None) -> None:
    journey.refused = refusal.rule if refusal else None
    if refusal is not None:
        raise Refused(refusal)


def _left(until: float) -> float:
    """The milliseconds until an instant of `time.monotonic`, as Playwright takes them: at least one."""
    return max(1, (until - time.monotonic()) * 1000)
