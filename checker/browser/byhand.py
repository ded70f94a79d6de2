"""A window in which a person acts by themselves, while the program looks on: it presses and types nothing."""

import contextlib
import time
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from checker.browser import survey
from checker.browser.capture import opened
from checker.browser.eye import look, wait_for_rest
from checker.browser.replay import read_page
from checker.browser.visit import Tell, Witness

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from checker.browser.remote import Remote
    from checker.portal.selectors import Selectors

_LAST_S = 5.0
"""Seconds in which the page comes to rest that is shown when the person is done; they have seen it already."""


def by_hand(
    browser: "Browser",
    selectors: "Selectors",
    start: str,
    today: date,
    until: float,
    saw: Witness,
    tell: Tell,
    done: Callable[[], bool],
    remote: "Remote | None" = None,
) -> None:
    """Let a person log in and look; `saw` hears of each page that has come to rest, until `done` or the window is shut.

    With `remote`, the person is at that page.
    They are told when a page is "met" and when it is "taken", so that they know when to go on. `until` is
    an instant of `time.monotonic`. What the person types is never read. Raises PortalUnreachable.
    """
    from playwright.sync_api import Error

    last = ""
    with opened(browser, start, until) as traffic:
        if remote is not None:
            remote.begin(traffic.page, "", goes=True)
        while time.monotonic() < until and any(not one.is_closed() for one in traffic.pages):
            over = done() or (remote is not None and remote.gone())
            rested = min(until, time.monotonic() + (_LAST_S if over else 1))
            with contextlib.suppress(Error):  # on its way to another document, or shut
                last = _take(traffic.page, last, rested, selectors, today, saw, tell)
                if remote is not None:
                    remote.serve(traffic.page, until - time.monotonic())
            if over:
                break
        if remote is not None:
            remote.end()


def _take(page: "Page", last: str, rested: float, selectors: "Selectors", today: date, saw: Witness, tell: Tell) -> str:
    """Have `saw` hear of a page that is another than the `last` and has come to rest until `rested`; what marks it."""
    if not wait_for_rest(page, rested, 0.3):
        return last
    mark = _mark(page)
    if mark == last:
        page.wait_for_timeout(150)  # lets the browser's events in: what is waited for is a person
        return last
    tell("met")
    screen = survey.screen(survey.survey(page, selectors))
    entry = screen in ("login", "name", "password", "landing")
    saw(screen, page, None if entry else read_page(page, selectors, today, seconds=6), None)
    tell("taken")
    return mark


def _mark(page: "Page") -> str:
    """What tells one page from the next: its address and its texts, not what is being typed."""
    words = look(page).sight.words
    return page.url + "\n" + " ".join(one.text for one in words if one.kind not in ("entry", "choice", "placeholder"))
