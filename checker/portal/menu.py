"""The menus that hide a way: opened by pressing or hovering over what is called, or looks, like one."""

import contextlib
from typing import TYPE_CHECKING

from checker.failures import PageNotRecognised
from checker.portal import locate

if TYPE_CHECKING:
    from checker.portal.journey import Journey
    from checker.selectors import Target

_MENU_S = 2.5
"""Seconds: how long something like a menu may take to be pressed."""


def open_menu(journey: "Journey") -> bool:
    """Open a menu on the page; only where there is none, follow a link that is called like one."""
    if journey.lift():
        return True
    target = journey.selectors.buttons.balance
    waits = _is_waiting(journey)
    return (waits and _hover(journey, target)) or _unfold(journey, target, waits) or _unfold(journey, target, True)


def open_for(journey: "Journey", target: "Target") -> bool:
    """Open what hides the way to the login, where that is there at all."""
    hidden = any(
        locate.locator(frame, candidate, hidden=True).count()
        for candidate in target.candidates
        for frame in journey.page.frames
        if candidate.role is not None
    )
    return hidden and _unfold(journey, target, True)


def _hover(journey: "Journey", target: "Target") -> bool:
    """Lay the pointer over what may unfold by that alone, and see whether it does."""
    from playwright.sync_api import Error

    for found in locate.hits(journey.page, journey.selectors.buttons.hover.candidates):
        for one in found[:5]:
            with contextlib.suppress(Error):
                one.locator.hover(timeout=1000)
            if _shows(journey, target):
                return True
    return False


def _shows(journey: "Journey", target: "Target") -> bool:
    """Whether a target is in sight, and does not wait beyond the page's edge."""
    return any(one.shown for found in locate.hits(journey.page, target.candidates) for one in found)


def _unfold(journey: "Journey", target: "Target", hidden: bool) -> bool:
    """Open one menu that was not opened before; a link to another page only where `target` is `hidden` on this one."""
    from playwright.sync_api import Error

    for found in locate.hits(journey.page, journey.selectors.buttons.menu.candidates):
        for one in found:
            if not one.shown:
                continue
            key = f"menu {one.name or one.locator.bounding_box()} {one.frame.url}"
            if key in journey.pressed or journey.selectors.denied.search(one.name):
                continue
            if hidden or not one.locator.evaluate(
                "el => el.tagName === 'A' && /^https?:/.test(el.href) && el.getAttribute('href')[0] !== '#'"
            ):
                journey.pressed.append(key)
                journey.screen = "menu"
                with contextlib.suppress(Error):  # what cannot be hovered over may still be pressed
                    one.locator.hover(timeout=2000)
                with contextlib.suppress(PageNotRecognised):
                    if not _shows(journey, target):  # asked anew: the menu opened
                        journey.press(one, "menu", _MENU_S)
                    return True
    return False


def _is_waiting(journey: "Journey") -> bool:
    """Whether the balance's menu item is there, but not shown yet."""
    return any(
        locate.locator(frame, candidate, hidden=True).count()
        for candidate in journey.selectors.buttons.balance.candidates
        for frame in journey.page.frames
    )
