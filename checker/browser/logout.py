"""Logging out at the portal: the one place where its way out is pressed, which is denied everywhere else."""

import contextlib
import time
from typing import TYPE_CHECKING, Literal

from checker.browser import hand, locate
from checker.browser.eyes import watch
from checker.browser.guard import Guard
from checker.browser.run import new_context
from checker.browser.traffic import Traffic
from checker.journey.journey import Journey

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from checker.browser.visit import Visit

How = Literal["logged-out", "already-out", "not-found"]

_PRESSES = 3


def log_out(browser: "Browser", visit: "Visit") -> How:
    """End the session that `visit` holds; whether the portal was told, knew of none, or showed no way out.

    Raises Failure.
    """
    context = new_context(browser, visit.storage)
    try:
        traffic = Traffic(agreeing=True)
        traffic.listen(context)
        watch(context)
        context.new_page()
        journey = Journey(
            traffic,
            visit.selectors,
            Guard(visit.origins),
            visit.credentials,
            visit.before_send,
            visit.start,
            visit.today,
            visit.until,
            visit.tell,
            door=visit.door,
        )
        journey.arrive()
        pressed = 0
        while pressed < _PRESSES and time.monotonic() < visit.until:
            if journey.shows_login():
                return "logged-out" if pressed else "already-out"
            # A way out may wait in a menu, and be asked about once more in a notice.
            if not _press(journey) and (pressed or not _unfolded(journey)):
                break
            pressed += 1
            journey.settle()
        return "logged-out" if pressed else "not-found"
    finally:
        context.close()


def _press(journey: Journey) -> bool:
    from playwright.sync_api import Error

    for found in locate.hits(journey.page, journey.selectors.buttons.logout.candidates):
        # In a notice, the way out is the last that was laid over the page.
        for one in reversed(found):
            try:
                hand.press(journey, one.locator, "logout", seconds=2.5)
            except (Error, hand.Refused):
                continue
            return True
    return False


def _unfolded(journey: Journey) -> bool:
    """Whether a menu was found in which the way out waited, and it was pressed there."""
    from playwright.sync_api import Error

    buttons = journey.selectors.buttons
    for found in locate.hits(journey.page, buttons.account.candidates + buttons.menu.candidates):
        for one in found[:5]:
            if journey.selectors.denied.search(one.name):
                continue
            with contextlib.suppress(Error, hand.Refused):
                hand.press(journey, one.locator, "account", seconds=2.5)
                journey.settle()
                if _press(journey):
                    return True
    return False
