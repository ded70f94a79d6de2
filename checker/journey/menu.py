"""The menus that hide a way: opened by pressing or hovering over what is called, or looks, like one."""

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.browser import eyes, hand, locate, world
from checker.browser.world import Kept
from checker.failures import PageNotRecognised

if TYPE_CHECKING:
    from playwright.sync_api import Route

    from checker.journey.journey import Journey
    from checker.portal.selectors import Target

_MENU_S = 2.5
"""Seconds: how long something like a menu may take to be pressed."""
_SIGN = 60
"""Pixels: three lines are no larger."""


def open_menu(journey: "Journey") -> bool:
    """Open a menu on the page; only where there is none, follow a link that is called like one."""
    if journey.lift():
        return True
    target = journey.selectors.buttons.balance
    waits = _is_waiting(journey)
    return (
        (waits and (_hover(journey, target) or _unfold_part(journey, target)))
        or _unfold(journey, target, waits)
        or _unfold(journey, target, True)
        or _open_corner(journey)
    )


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
                hand.hover(journey, one.locator)
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
            if key in journey.pressed or _is_denied(journey, one):
                continue
            if not journey.sent and locate.sends_fields(one, anyhow=False):
                continue  # no login is sent that was not filled in
            if hidden or not world.ask_one(one.locator, "leads"):
                journey.pressed.append(key)
                journey.screen = "menu"
                with contextlib.suppress(Error):  # what cannot be hovered over may still be pressed
                    hand.hover(journey, one.locator, seconds=2)
                with contextlib.suppress(PageNotRecognised):
                    if not _shows(journey, target):  # asked anew: the menu opened
                        journey.press(one, "menu", _MENU_S)
                    return True
    return False


def _is_denied(journey: "Journey", hit: "locate.Hit") -> bool:
    """Whether something like a menu is none to be opened, by its name, by what it is a part of or by where it leads."""
    selectors = journey.selectors
    if hit.link.startswith("http") and not journey.guard.allows(hit.link):
        return True
    words, path = locate.pressed_with(hit)
    return bool(selectors.denied.search(hit.name or words) or selectors.denied_dialogs.search(path))


def _unfold_part(journey: "Journey", target: "Target") -> bool:
    """Unfold the hidden part of the page that a target waits in, by what points at it, whatever that is called."""
    from playwright.sync_api import Error

    for frame in journey.page.frames:
        for candidate in target.candidates:
            with contextlib.suppress(Error, hand.Refused):
                waiting, count = world.keep(locate.locator(frame, candidate, hidden=True))
                for index in range(min(count, 5)):
                    number = world.new_number()
                    if not world.ask(frame, "unfolds", Kept(waiting, index), number):
                        continue
                    toggler = world.kept(frame, number, 0)
                    name = " ".join(toggler.inner_text(timeout=_MENU_S * 1000).split())
                    key = f"unfold {name} {toggler.bounding_box(timeout=_MENU_S * 1000)} {frame.url}"
                    if key in journey.pressed or journey.selectors.denied.search(name):
                        continue
                    journey.pressed.append(key)
                    journey.screen = "menu"
                    hand.press(journey, toggler, "menu", seconds=_MENU_S, waits=True)
                    return True
    return False


def _open_corner(journey: "Journey") -> bool:
    """Press a small sign without a word in a corner of the page's head, which as a rule opens its menu.

    What it is cannot be told before: so it may lead nowhere and send nothing.
    """
    seen = journey.settle()
    small = [
        one
        for one in seen.sight.controls
        if one.role in ("button", "link", "hand") and not one.link and not one.disabled
        if max(one.box.w, one.box.h) <= _SIGN and not any(sign.isalnum() for sign in one.name)
    ]
    for sign in sorted(small, key=lambda one: one.box.x):
        key = f"menu corner {sign.box.x:.0f} {sign.box.y:.0f} {journey.page.url}"
        element = None if key in journey.pressed else eyes.element(seen, sign)
        if element is None or not world.ask_one(element, "header"):
            continue
        journey.pressed.append(key)
        journey.screen = "menu"
        with _stay(journey):
            if journey.press_control(seen, sign, "corner") and journey.settle().sight.text != seen.sight.text:
                return True
    return False


@contextlib.contextmanager
def _stay(journey: "Journey") -> Iterator[None]:
    """In the block no page is left for another, nothing is sent, and no window stays open that opens."""

    def judge(route: "Route") -> None:
        if route.request.is_navigation_request() or route.request.method not in ("GET", "HEAD"):
            route.abort("aborted")
        else:
            route.fallback()

    page, pages = journey.page, list(journey.traffic.pages)
    page.context.route("**/*", judge)
    try:
        yield
    finally:
        page.context.unroute("**/*", judge)
        for one in journey.traffic.pages:
            if one not in pages and not one.is_closed():
                one.close()


def _is_waiting(journey: "Journey") -> bool:
    """Whether the balance's menu item is there, but not shown yet."""
    return any(
        locate.locator(frame, candidate, hidden=True).count()
        for candidate in journey.selectors.buttons.balance.candidates
        for frame in journey.page.frames
    )
