"""Logging out at the portal: the one place where its way out is pressed, which is denied everywhere else."""

import time
from typing import TYPE_CHECKING, Literal

from checker.browser import eye
from checker.browser.drive import Drive
from checker.browser.eye import watch
from checker.browser.guard import Guard
from checker.browser.hand import Refused
from checker.browser.run import new_context
from checker.browser.traffic import Traffic
from checker.journey.steps import target
from checker.journey.surroundings import Purpose
from checker.page import match
from checker.page.observation import Observation

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
        drive = Drive(visit, traffic, Guard(visit.origins))
        drive.arrive()
        pressed = 0
        while pressed < _PRESSES and time.monotonic() < visit.until:
            if drive.asks("login"):
                return "logged-out" if pressed else "already-out"
            # A way out may wait in a menu, and be asked about once more in a notice.
            if not _press(drive) and (pressed or not _unfolded(drive)):
                break
            pressed += 1
            drive.observe()
        return "logged-out" if pressed else "not-found"
    finally:
        context.close()


def _press(drive: Drive) -> bool:
    seen = drive.glance().seen
    for found in match.hits(seen, drive.selectors.buttons.logout.candidates):
        # In a notice, the way out is the last that was laid over the page.
        if any(_pressed(drive, seen, one, "logout") for one in reversed(found)):
            return True
    return False


def _unfolded(drive: Drive) -> bool:
    """Whether a menu was found in which the way out waited, and it was pressed there."""
    buttons, seen = drive.selectors.buttons, drive.glance().seen
    for found in match.hits(seen, buttons.account.candidates + buttons.menu.candidates):
        for one in found[:5]:
            if not drive.selectors.denied.search(one.name) and _pressed(drive, seen, one, "account"):
                drive.observe()
                if _press(drive):
                    return True
    return False


def _pressed(drive: Drive, seen: Observation, hit: match.Hit, purpose: Purpose) -> bool:
    from playwright.sync_api import Error

    try:
        drive.hand.press(eye.kept(target(seen, hit.element)), purpose, seconds=2.5)
    except (Error, Refused):
        return False
    return True
