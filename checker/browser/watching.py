"""Watching the page that a run follows: waiting until it has nothing left to do, with what is heard around it."""

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec import structs

from checker.browser import network
from checker.browser.eye import LOOK_S, look, rest, wait_for_rest
from checker.browser.guard import Guard, origin
from checker.browser.traffic import Traffic
from checker.browser.wall import Wall
from checker.failures import PageNotRecognised, PortalMoved, PortalUnreachable
from checker.journey import login
from checker.page.observation import Observation

if TYPE_CHECKING:
    from playwright.sync_api import Page

_TWO_FRAMES_S = 0.035
_GLANCE_MS = 100
_CHANGE_S = 2.5
"""Seconds: for how long a page is given to become another one."""
_TOO_LATE = "the portal did not answer in the time given (--timeout)"


@dataclass
class Watch:
    """The eye of one run; `until` is an instant of `time.monotonic`, `css` what elements are compared with."""

    traffic: Traffic
    guard: Guard
    wall: Wall
    css: tuple[str, ...]
    until: float

    @property
    def page(self) -> "Page":
        return self.traffic.page

    def settled(self, listens: bool, enough: Callable[[Observation], bool]) -> Observation:
        """What is seen once the page has nothing left to do.

        Where somebody `listens`, the page is looked at on the way too, and what is told of it may be `enough`: a notice
        may fade again. Raises Failure.
        """
        shown = None
        while True:
            self._check_deadline()
            self.traffic.follow(self.guard.allows)
            page = self.page
            if (broken := self.traffic.broken.get(page)) is not None:
                # What there is of a document that broke off tells nothing, and no more will come.
                raise network.failure(broken, page.url)
            rested = wait_for_rest(page, min(self.until, time.monotonic() + 0.4), _TWO_FRAMES_S)
            rested = rested and not self.traffic.under_way() and page is self.page
            if rested or (listens and not self.traffic.leaving(page)):
                shown = self.look()
            heard = shown is not None and listens and enough(shown)
            self.wall.check()
            if shown is not None and (rested or heard):
                if rested:
                    self.wall.rested()
                self.check()
                if shown.status in network.BY_PROXY:
                    raise network.by_proxy(shown.status, shown.url)
                return shown
            if not rested and self.traffic.under_way():
                self.pass_time()

    def look(self) -> Observation | None:
        """The page as it is now, with what was heard around it; None where it is on its way to another document."""
        from playwright.sync_api import Error

        page = self.page
        try:
            seen = look(page, max(1.0, min(self.until - time.monotonic(), LOOK_S)), self.css)
        except Error as error:
            if page.is_closed() or "crashed" in str(error).lower() or "has been closed" in str(error):
                raise
            return None
        answer = self.traffic.answers.get(page)
        return structs.replace(
            seen,
            status=answer.status if answer is not None else 200,
            retry_after=answer.retry_after if answer is not None else None,
            heard=tuple(self.traffic.heard),
            refused=self.traffic.refused,
            failed=self.traffic.failed,
            answered=self.traffic.answered(),
            unanswered=self.traffic.unanswered(sent=False),
            unsent=self.traffic.unanswered(sent=True),
        )

    def changes(self, seen: Observation) -> bool:
        """Whether the page is another than was seen, or becomes so within a few seconds."""
        from playwright.sync_api import Error

        page = self.page
        end = min(self.until, time.monotonic() + _CHANGE_S)
        while time.monotonic() < end:
            with contextlib.suppress(Error):
                page.wait_for_timeout(_GLANCE_MS)
                if rest(page).still > 2 * _GLANCE_MS / 1000:
                    continue
            now = self.look()
            if self.page is not page or now is None or now.sight.text != seen.sight.text:
                return True
        return False

    def pass_time(self) -> None:
        """Let the browser's events come in, for as long as half a second if none does."""
        from playwright.sync_api import Error

        left = min(self.until - time.monotonic(), 0.5)
        with contextlib.suppress(Error):
            self.page.context.wait_for_event("response", timeout=max(1, left * 1000))

    def open(self, url: str) -> None:
        """Go to an address. Raises Failure."""
        from playwright.sync_api import Error, TimeoutError

        try:
            self.page.goto(url, wait_until="commit", timeout=max(1, (self.until - time.monotonic()) * 1000))
        except TimeoutError:
            raise PortalUnreachable(_TOO_LATE) from None
        except Error as error:
            self._check_moved(self.page.url)
            raise network.failure(str(error), url) from None

    def go_back(self, home: str) -> None:
        """Go back to the page before, or to `home` where there is none. Raises Playwright's Error."""
        from playwright.sync_api import Error

        try:
            self.page.go_back(wait_until="commit", timeout=10_000)
        except Error:
            self.page.goto(home, wait_until="commit")

    def check(self) -> None:
        """Raise the Failure that the guard has something to tell of."""
        if self.guard.stopped is not None:
            raise PortalMoved(f"a request with the password to {self.guard.stopped} was stopped")
        if self.guard.addressed:
            raise login.in_address()
        if self.guard.hollow:
            why = "the login would have been sent without the password; it was stopped"
            raise PageNotRecognised(why, screen="login", rule="field-not-as-typed")
        self._check_moved(self.page.url)

    def is_late(self) -> bool:
        """Whether the time is over, and an answer is still to come."""
        return time.monotonic() >= self.until and self.traffic.under_way()

    def _check_moved(self, url: str) -> None:
        if url.startswith("chrome-error:"):
            raise PortalUnreachable("the browser did not get the page")
        if url.startswith(("http:", "https:")) and not self.guard.allows(url):
            raise PortalMoved(f"the portal leads to {origin(url)}")

    def _check_deadline(self) -> None:
        if time.monotonic() < self.until:
            return
        if self.traffic.under_way() or not self.traffic.answers:
            raise PortalUnreachable(_TOO_LATE)
        raise PageNotRecognised("the page did not come to rest in the time given (--timeout)")
