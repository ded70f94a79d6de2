"""Being shown by the person, on a run's page, where the balance stands: their click is caught and presses nothing."""

import contextlib
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from checker.browser import naming, world
from checker.texts import N_, _

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from checker.browser.remote import Remote
    from checker.portal.selectors import Candidate

_ASKED = N_('Click the amount of your balance itself, if the page shows it, so that it is read there; or "Pass over".')
_AGAIN = N_('That was not it, or nothing finds it again. Click the amount of your balance itself, or "Pass over".')


def pointed(
    page: "Page", until: float, tell: Callable[[str, float], None], remote: "Remote | None" = None
) -> "list[Candidate]":
    """The candidates for what the person points at, the most trusted first, in the window or at the page `remote`.

    None are there where they pass it over, shut the window, or do nothing until an instant of `time.monotonic`. `tell`
    hears what is to be done, and how many seconds are left.
    """
    from playwright.sync_api import Error

    asked, number = _(_ASKED), world.new_number()
    if remote is not None:
        remote.begin(page, asked)
    try:
        while (left := until - time.monotonic()) > 0 and not page.is_closed():
            tell(asked, left)
            with contextlib.suppress(Error):  # the page is on its way to another document, or gone
                if world.ask(page, "banner", asked, "saldo-jht", {"skip": _("Pass over")}, seconds=2):
                    return []
                if world.ask(page, "picking", number, seconds=2):
                    _take_away(page)
                    if found := naming.candidates(page, world.kept(page.main_frame, number, 0), personal=True):
                        return found
                    asked = _(_AGAIN)
                    if remote is not None:
                        remote.say(asked)
                elif remote is not None:
                    remote.serve(page, left)
                else:
                    page.context.wait_for_event("response", timeout=200)
        return []
    finally:
        _take_away(page)
        if remote is not None:
            remote.end()


def _take_away(page: "Page") -> None:
    from playwright.sync_api import Error

    for name, nothing in (("banner", ("", "saldo-jht")), ("picking", (0,))):
        with contextlib.suppress(Error):  # the page is gone, and all that stood in it
            world.ask(page, name, *nothing, seconds=2)
