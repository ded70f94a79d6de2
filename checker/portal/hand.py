"""The one hand of the program: every press, choice, key and text that goes to a page goes through here.

It does nothing that the policy does not let through for its purpose, and nothing at all on its own account.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from checker.portal.journey import Journey
    from checker.portal.policy import Purpose

_ACTION_MS = 10_000


def press(
    _journey: "Journey",
    element: "Locator",
    _purpose: "Purpose",
    *,
    seconds: float = 3,
    waits: bool = False,
) -> None:
    """Press an element; with `waits`, until the page that it leads to is on its way. Raises Playwright's Error."""
    element.click(timeout=max(1, seconds * 1000), no_wait_after=not waits)


def choose(
    _journey: "Journey",
    element: "Locator",
    _purpose: "Purpose",
    *,
    value: str | None = None,
    label: str | None = None,
) -> None:
    """Choose one of a select's options, by its value or by what it is called. Raises Playwright's Error."""
    if label is not None:
        element.select_option(label=label, timeout=_ACTION_MS, no_wait_after=True)
    else:
        element.select_option(value, timeout=5000, no_wait_after=True)


def hover(_journey: "Journey", element: "Locator", *, seconds: float = 1) -> None:
    """Lay the pointer over an element. Raises Playwright's Error."""
    element.hover(timeout=seconds * 1000)


def fill(_journey: "Journey", field: "Locator", text: str) -> None:
    """Write a text into a field. Raises Playwright's Error, which quotes the text: it may go no further than that."""
    field.fill(text, timeout=_ACTION_MS)


def key(journey: "Journey", name: str, field: "Locator | None" = None) -> None:
    """Press a key, in a field or where the focus is. Raises Playwright's Error."""
    if field is not None:
        field.press(name, no_wait_after=True)
    else:
        journey.page.keyboard.press(name)


def point(journey: "Journey", x: float, y: float) -> None:
    """Press a point of the page on which nothing stands: the curtain that a notice has drawn over it."""
    journey.page.mouse.click(x, y)
