"""Being taught by a person in a window: they point at one thing after another, and act by themselves in between.

Playwright's own picker catches the click that points; no value of a field is read.
"""

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from checker.browser import naming, world
from checker.browser.capture import opened
from checker.browser.eye import wait_for_rest
from checker.browser.traffic import Traffic
from checker.failures import NeedsHuman
from checker.texts import N_, _

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page

    from checker.portal.selectors import Candidate, Selectors


# What a person is asked: to point at a key of the selectors file, or to act by themselves.
_ASKED = {
    "fields.email": N_("? Click the field for the e-mail address."),
    "fields.password": N_("? Click the field for the password."),
    "buttons.next": N_("? Click the button that goes on to the password."),
    "buttons.login": N_("? Click the button that logs in."),
    "buttons.balance": N_('? Click what leads to your balance (on the page "Lihat Saldo JHT").'),
    "balance.amount": N_("? Click the amount of your balance itself."),
    "again": N_("! That was not it, or nothing finds it again. Once more:"),
    "go-on": N_("> Now type your e-mail address in the window and go on to the password, by yourself."),
    "log-in": N_(
        "> Now log in by yourself in the window. If what leads to your balance is in a menu, open that too, then "
        "press Enter here."
    ),
    "open-balance": N_(
        "> Now open your balance by yourself in the window. When the amount is shown, press Enter here."
    ),
}


@dataclass
class Lesson:
    """A window in which a person teaches; `ask` tells them what to point at, `done` hears whether Enter was pressed."""

    traffic: Traffic
    selectors: "Selectors"
    until: float
    ask: Callable[[str], None]
    done: Callable[[], bool]
    learnt: "dict[str, list[Candidate]]" = field(default_factory=dict)
    _passed: bool = False

    @property
    def page(self) -> "Page":
        """The page that the person looks at. Raises NeedsHuman if the window was shut."""
        if not any(not one.is_closed() for one in self.traffic.pages):
            raise NeedsHuman("the window was shut before the lesson was over")
        return self.traffic.page

    def run(self) -> None:
        """Go through the lesson, to where the balance is shown. Raises NeedsHuman."""
        self._wait_for(lambda: self._fields() > 0, None)
        if not self._password_shown():
            self._point("fields.email")
            self._point("buttons.next")
            self._wait_for(self._password_shown, "go-on")
        else:
            self._point("fields.email")
        self._point("fields.password")
        self._point("buttons.login")
        self._wait_for(lambda: False, "log-in")
        self._point("buttons.balance")
        self._wait_for(lambda: False, "open-balance")
        self._point("balance.amount")

    def skip(self, *_handed: Any) -> None:  # noqa: ANN401 - what Playwright hands to a binding
        """Pass over what was asked for last; called from the page, by Escape."""
        self._passed = True
        self.page.cancel_pick_locator()

    def _point(self, key: str) -> None:
        """Have the person point at one thing; what they pass over stays as it is."""
        from playwright.sync_api import Error

        while True:
            self._passed = False
            page = self.page
            wait_for_rest(page, min(self.until, time.monotonic() + 10), 0.2)
            self.ask(_(_ASKED[key]))
            page.set_default_timeout(max(1, (self.until - time.monotonic()) * 1000))
            try:
                picked = page.pick_locator()
                found = self._candidates(page, picked, key)
            except Error:
                if self._passed:
                    return
                if time.monotonic() >= self.until:
                    raise NeedsHuman("nobody pointed in the time given (--timeout)") from None
                continue  # the page went away under the pointer: ask again
            if found:
                self.learnt[key] = found
                return
            self.ask(_(_ASKED["again"]))

    def _candidates(self, page: "Page", picked: "Locator", key: str) -> "list[Candidate]":
        must = ""
        if key.startswith("fields."):
            must = getattr(self.selectors.fields, key.partition(".")[2]).must
        # A person may hit the label of a field, or the box around it: only the field itself will do.
        if must and not world.ask_one(picked, "matches", must):
            return []
        return naming.candidates(page, picked, personal=key == "balance.amount")

    def _wait_for(self, condition: Callable[[], bool], question: str | None) -> None:
        """Wait until `condition`, or until the person says that they are ready."""
        from playwright.sync_api import Error

        if question is not None:
            self.ask(_(_ASKED[question]))
        while True:
            with contextlib.suppress(Error):
                page = self.page
                if wait_for_rest(page, min(self.until, time.monotonic() + 1), 0.3) and condition():
                    return
                page.wait_for_timeout(150)  # lets the browser's events in: what is waited for is a person
            if question is not None and self.done():
                return
            if time.monotonic() >= self.until:
                raise NeedsHuman("nobody acted in the time given (--timeout)")

    def _fields(self) -> int:
        return sum(frame.locator("input").filter(visible=True).count() for frame in self.page.frames)

    def _password_shown(self) -> bool:
        must = self.selectors.fields.password.must
        return any(frame.locator(must).filter(visible=True).count() for frame in self.page.frames)


@contextlib.contextmanager
def lesson(
    browser: "Browser",
    selectors: "Selectors",
    start: str,
    until: float,
    ask: Callable[[str], None],
    done: Callable[[], bool],
) -> Iterator[Lesson]:
    """Open the window at `start` for a lesson. Raises PortalUnreachable."""
    taught = Lesson(Traffic(), selectors, until, ask, done)

    def prepare(context: "BrowserContext") -> None:
        context.expose_binding("__saldoJhtSkip", taught.skip)
        context.add_init_script(world.source("skip"))

    # Not live: Playwright's picker sets timers in the page without end, and such a page never comes to rest.
    with opened(browser, start, until, live=False, prepare=prepare) as taught.traffic:
        yield taught
