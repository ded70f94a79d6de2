"""The one hand of the program: every press, choice, key and text that goes to a page goes through here.

It does nothing that the policy does not let through for its purpose, and nothing at all on its own account.
"""

import contextlib
from typing import TYPE_CHECKING

from checker.portal import world

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from checker.portal.journey import Journey
    from checker.portal.policy import Purpose

_ACTION_MS = 10_000
_CHOOSERS = ("login", "next", "choose", "card", "cards", "switch", "programme")
"""What a form may be sent for by POST."""


def _about(journey: "Journey", element: "Locator | None", purpose: str) -> None:
    """Tell the wall what is about to be done."""
    from playwright.sync_api import Error

    sends = None
    if element is not None and purpose in _CHOOSERS:
        with contextlib.suppress(Error):  # it is gone, and so is what would be pressed
            sends = world.ask_one(element, "sends", seconds=1)
    journey.wall.pressed(purpose, sends)


def press(
    journey: "Journey",
    element: "Locator",
    purpose: "Purpose",
    *,
    seconds: float = 3,
    waits: bool = False,
) -> None:
    """Press an element; with `waits`, until the page that it leads to is on its way. Raises Playwright's Error."""
    _about(journey, element, purpose)
    element.click(timeout=max(1, seconds * 1000), no_wait_after=not waits)


def choose(
    journey: "Journey",
    element: "Locator",
    purpose: "Purpose",
    *,
    value: str | None = None,
    label: str | None = None,
) -> None:
    """Choose one of a select's options, by its value or by what it is called. Raises Playwright's Error."""
    _about(journey, element, purpose)
    if label is not None:
        element.select_option(label=label, timeout=_ACTION_MS, no_wait_after=True)
    else:
        element.select_option(value, timeout=5000, no_wait_after=True)


def hover(journey: "Journey", element: "Locator", *, seconds: float = 1) -> None:
    """Lay the pointer over an element. Raises Playwright's Error."""
    _about(journey, None, "hover")
    element.hover(timeout=seconds * 1000)


def fill(_journey: "Journey", field: "Locator", text: str) -> None:
    """Write a text into a field. Raises Playwright's Error, which quotes the text: it may go no further than that."""
    field.fill(text, timeout=_ACTION_MS)


def key(journey: "Journey", name: str, field: "Locator | None" = None) -> None:
    """Press a key, in a field or where the focus is. Raises Playwright's Error."""
    _about(journey, field, "login" if field is not None else "close")
    if field is not None:
        field.press(name, no_wait_after=True)
    else:
        journey.page.keyboard.press(name)


def point(journey: "Journey", x: float, y: float) -> None:
    """Press a point of the page on which nothing stands: the curtain that a notice has drawn over it."""
    _about(journey, None, "close")
    journey.page.mouse.click(x, y)
