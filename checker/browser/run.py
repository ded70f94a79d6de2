"""One run in a browser: its context, the drive through it, and what becomes of whatever Playwright raises."""

import contextlib
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from checker import overseer
from checker.browser import storage
from checker.browser.drive import Drive
from checker.browser.eye import watch
from checker.browser.guard import Guard
from checker.browser.hand import Refused
from checker.browser.storage import Storage
from checker.browser.traffic import Traffic
from checker.browser.visit import PersonWanted, Visit, Visited
from checker.browser.wall import RULE, Wall
from checker.browser.wire import Wire
from checker.failures import (
    BalanceNotShown,
    BalanceUncertain,
    BrowserFailed,
    Failure,
    NeedsHuman,
    PageNotRecognised,
    PasswordExpired,
    PortalMoved,
    PortalUnreachable,
)
from checker.journey import login
from checker.settings import Credentials
from checker.signals import Overdue, alarm
from checker.texts import N_

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

GRACE_S = 1.0
"""Seconds: how long a drive may be late at most, to fail in its own words."""
_EVIDENCE_S = 10.0
"""Seconds that evidence is gathered for at most, and never longer than until the browser is ended from outside."""
_CLOSE_S = 5.0
TOO_BUSY = "the page was too busy to be looked at in the time given (--timeout)"
_ANSWER_S = 1.0
"""Seconds within which a browser that is not stuck answers a question that has nothing to do with any page."""


def run(browser: "Browser", visit: Visit, dead: Callable[[], None]) -> Visited:
    """Read the balances, logging in where that is asked for, in a context of its own.

    `dead` is called when the portal no longer knows the kept session. A Failure carries where its evidence was kept.
    """
    one = _Run(browser, visit, dead)
    try:
        ended = one.attempt()
        if isinstance(ended, Visited):
            one.ends = visit.last
            return ended
        # Raised outside of any handler, so that Playwright's own text, which may quote a field, is no context of it.
        raise one.told(ended)
    finally:
        one.close()


class _Run:
    """One run, and what stands around its page."""

    def __init__(self, browser: "Browser", visit: Visit, dead: Callable[[], None]) -> None:
        self.browser, self.visit, self.dead = browser, visit, dead
        self.began = time.monotonic()
        self.traffic, self.wire = Traffic(), Wire()
        self.guard, self.wall = Guard(visit.origins), Wall(visit.origins, visit.selectors.on_wire)
        self.wire.judges += [self.guard.judge, self.wall.judge]
        self.wire.policy = self.guard.policy
        self.context: BrowserContext | None = None
        self.ends = False
        """Whether the browser is ended next, so that nothing has to be closed; its pages send no more until then."""
        self.drive: Drive | None = None

    @property
    def until(self) -> float:
        """The instant of `time.monotonic` until which the page is waited for."""
        return self.drive.watch.until if self.drive is not None else self.visit.until

    def attempt(self) -> Visited | Failure:
        """What the run brings, or the Failure that whatever has ended it amounts to."""
        from playwright.sync_api import Error

        try:
            return self._visited()
        except Failure as known:
            return known
        except Overdue:
            # A question to a page knows no time limit, and one that its own script keeps busy answers none.
            return PageNotRecognised(TOO_BUSY)
        except Refused as refused:
            return refused.failure(N_("what was to be pressed or filled in may not be"))
        except Exception as error:
            # A driver that dies tells of it by exceptions of no kind of its own.
            if not isinstance(error, Error) and self.browser.is_connected():
                raise
            return named(error, self.until)

    def _visited(self) -> Visited:
        visit, wall = self.visit, self.wall
        with alarm(lambda: time.monotonic() > self.until + GRACE_S):
            context = self.context = new_context(self.browser, visit.storage)
            self.traffic.listen(context)
            watch(context)
            self.guard.listen(context)
            self.wire.listen(self.browser)
            wall.listen(context)
            context.new_page()
            if visit.storage is not None:
                wall.stand()
            drive = self.drive = Drive(visit, self.traffic, self.guard, wall)
            if visit.sent:
                drive.by_hand()
            judge = visit.judge
            try:
                reading = drive.run()
            except (BalanceNotShown, BalanceUncertain) as failure:
                if visit.refused is None or not drive.memory.shown:
                    raise
                # What a person shows is judged by them at once.
                reading, judge = visit.refused(failure, drive), None
            wall.check()
            self._tell_dead(drive)
            left = storage.take(context, self.traffic.pages, visit.origins) if visit.keeps else None
            memory, refused = drive.memory, None
            try:
                reading = judge(reading, drive) if judge is not None else reading
            except Failure as failure:
                failure.screen = memory.screen
                refused = failure
        if isinstance(refused, BalanceUncertain):
            refused = self._with_evidence(refused, drive)
        if left is not None and any(self.guard.carries(text) for text in (memory.address, *storage.texts(left))):
            left = None
        return Visited(reading, memory.warnings, memory.address, memory.shown, left, refused, memory.way)

    def _tell_dead(self, drive: Drive) -> None:
        if self.visit.storage is not None and drive.memory.met_login:
            self.dead()

    def told(self, failure: Failure) -> Exception:
        """The failure of what has really ended the run, with its evidence; or that a person is wanted."""
        if failure.of_page and not answers(self.browser):
            failure = BrowserFailed("the browser ended, or no longer answers")
        drive = self.drive
        if drive is None or self.context is None:
            return failure
        failure = self._of_guard_or_wall(failure)
        failure.screen = failure.screen or drive.memory.screen
        self._tell_dead(drive)
        wanted = self._wanted(failure, drive, self.context)
        if wanted is not None:
            return wanted
        if self.guard.password and self.guard.silent and not self.visit.sent:
            self.visit.not_sent()
        return self._with_evidence(failure, drive)

    def _with_evidence(self, failure: Failure, drive: Drive) -> Failure:
        """A failure with what was seen, where that is kept."""
        credentials = drive.filling.used or Credentials("", "")
        end = min(time.monotonic() + _EVIDENCE_S, drive.watch.until + overseer.LATE_S - 0.3)
        keep = self.visit.evidence.keep if self.visit.evidence is not None else None
        if keep is not None:
            failure.evidence = keep(self.traffic, credentials, failure, self.began, end, self.wall.noted, drive.trace)
        return failure

    def _of_guard_or_wall(self, failure: Failure) -> Failure:
        """The failure that the guard or the wall has stopped the run for, where it did."""
        if self.guard.stopped is not None and not isinstance(failure, PortalMoved):
            return PortalMoved(f"a request with the password to {self.guard.stopped} was stopped")
        if self.guard.addressed:
            return failure if failure.rule == "password-in-address" else login.in_address()
        if self.wall.stopped is not None and not self.guard.hollow and not isinstance(failure, PortalMoved):
            return NeedsHuman(self.wall.stopped, failure.screen, case=RULE, rule=RULE)
        return failure

    def _wanted(self, failure: Failure, drive: Drive, context: "BrowserContext") -> PersonWanted | None:
        """That a person is wanted in a window, which goes on from here; None where none is, or can be."""
        from playwright.sync_api import Error

        new_password = isinstance(failure, PasswordExpired) and failure.screen == "new-password"
        human = isinstance(failure, NeedsHuman) or new_password
        if not human or failure.rule == RULE or not self.visit.may_call:
            return None
        with contextlib.suppress(Error):
            kept = storage.take(context, self.traffic.pages, self.visit.origins)
            return PersonWanted(failure, drive.page.url, drive.memory.sent, kept)
        return None

    def close(self) -> None:
        """Close what was opened. Raises BrowserFailed where that does not come to an end."""
        if self.ends:
            return
        with closing("the browser did not close its pages"):
            if self.context is not None:
                with contextlib.suppress(Exception):
                    self.context.close()
            self.wire.close()


def closing(otherwise: str) -> contextlib.AbstractContextManager[None]:
    """Give the browser a few seconds to close what it has opened; one that is stuck is ended from outside."""
    return overseer.within(time.monotonic() + _CLOSE_S, BrowserFailed(otherwise))


def new_context(browser: "Browser", kept: Storage | None) -> "BrowserContext":
    """A context of its own for one account, with what the portal knew its browser by, if that was kept."""
    context = browser.new_context(
        locale="id-ID",
        timezone_id="Asia/Jakarta",
        service_workers="block",
        viewport={"width": 1280, "height": 900},
        storage_state=storage.as_state(kept) if kept is not None else None,
    )
    if kept is not None:
        storage.restore_tab(context, kept)
    return context


def named(error: Exception, until: float) -> Failure:
    """The failure that an unforeseen error of Playwright amounts to; its text goes no further."""
    from playwright.sync_api import Error

    text = str(error).lower()
    if not isinstance(error, Error) or "crashed" in text or "closed" in text:
        # After this the browser is ended from outside: it was the page that did not come to an end.
        if time.monotonic() >= until + overseer.LATE_S:
            return PageNotRecognised(TOO_BUSY)
        return BrowserFailed("the browser ended during the check")
    if time.monotonic() >= until:
        return PortalUnreachable("the portal did not answer in the time given (--timeout)")
    return PageNotRecognised(f"the browser did not do what was asked of it ({type(error).__name__})")


def answers(browser: "Browser") -> bool:
    """Whether the browser, and its driver, answer a question that has nothing to do with any page."""
    end = time.monotonic() + _ANSWER_S
    try:
        with alarm(lambda: time.monotonic() > end):
            session = browser.new_browser_cdp_session()
            session.send("Browser.getVersion")
            session.detach()
    except (Overdue, Exception):
        return False
    return browser.is_connected()
