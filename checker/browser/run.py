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
from checker.journey.memory import Memory
from checker.settings import Credentials
from checker.signals import Overdue, alarm

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
_OF_A_DEAD_BROWSER = (PageNotRecognised, PortalUnreachable, BalanceNotShown, BalanceUncertain)
"""What the end of a browser may look like at first."""


def run(browser: "Browser", visit: Visit, dead: Callable[[], None]) -> Visited:
    """Read the balances, logging in where that is asked for, in a context of its own.

    `dead` is called when the portal no longer knows the kept session. A Failure carries where its evidence was kept.
    """
    from playwright.sync_api import Error

    began = time.monotonic()
    used: list[Credentials] = []

    def supplied() -> Credentials:
        used.append(visit.credentials())
        return used[-1]

    traffic = Traffic()
    wire = Wire()
    guard = Guard(visit.origins)
    wall = Wall(visit.origins, visit.selectors.on_wire)
    wire.judges += [guard.judge, wall.judge]
    wire.policy = guard.policy
    context: BrowserContext | None = None
    drive: Drive | None = None

    def late() -> bool:
        return time.monotonic() > (drive.watch.until if drive is not None else visit.until) + GRACE_S

    try:
        failure: Failure
        try:
            with alarm(late):
                context = new_context(browser, visit.storage)
                traffic.listen(context)
                watch(context)
                guard.listen(context)
                wire.listen(browser)
                wall.listen(context)
                context.new_page()
                if visit.storage is not None:
                    wall.stand()
                resumed = visit.storage is not None and not visit.sent
                drive = Drive(
                    traffic,
                    visit.selectors,
                    guard,
                    supplied,
                    visit.before_send,
                    visit.start,
                    visit.today,
                    visit.until,
                    visit.tell,
                    visit.person,
                    visit.door,
                    cards=visit.cards,
                    witness=visit.witness,
                    wall=wall,
                    memory=Memory(resumed=resumed, at_balance=visit.at_balance, asked=resumed and visit.at_balance),
                )
                if visit.sent:
                    drive.by_hand()
                reading = drive.run()
                wall.check()
                if visit.storage is not None and drive.memory.met_login:
                    dead()
                left = storage.take(context, traffic.pages, visit.origins) if visit.keeps else None
            if left is not None and any(guard.carries(text) for text in (drive.memory.address, *storage.texts(left))):
                left = None
            return Visited(reading, tuple(drive.memory.warnings), drive.memory.address, drive.memory.shown, left)
        except Failure as known:
            failure = known
        except Overdue:
            # A question to a page knows no time limit, and one that its own script keeps busy answers none.
            failure = PageNotRecognised(TOO_BUSY)
        except Refused as refused:
            failure = refused.failure("what was to be pressed or filled in may not be")
        except Exception as error:
            # A driver that dies tells of it by exceptions of no kind of its own.
            if not isinstance(error, Error) and browser.is_connected():
                raise
            failure = named(error, drive.watch.until if drive is not None else visit.until)
        if isinstance(failure, _OF_A_DEAD_BROWSER) and not answers(browser):
            failure = BrowserFailed("the browser ended, or no longer answers")
        if drive is None or context is None:
            raise failure
        if guard.stopped is not None and not isinstance(failure, PortalMoved):
            failure = PortalMoved(f"a request with the password to {guard.stopped} was stopped")
        elif guard.addressed:
            failure = failure if failure.rule == "password-in-address" else login.in_address()
        elif wall.stopped is not None and not guard.hollow and not isinstance(failure, PortalMoved):
            failure = NeedsHuman(wall.stopped, failure.screen, case=RULE, rule=RULE)
        failure.screen = failure.screen or drive.memory.screen
        if visit.storage is not None and drive.memory.met_login:
            dead()
        new_password = isinstance(failure, PasswordExpired) and failure.screen == "new-password"
        if (isinstance(failure, NeedsHuman) or new_password) and failure.rule != RULE and visit.may_call:
            kept = None
            with contextlib.suppress(Error):
                kept = storage.take(context, traffic.pages, visit.origins)
            if kept is not None:
                raise PersonWanted(failure, drive.page.url, drive.memory.sent, kept)
        credentials = used[-1] if used else Credentials("", "")
        end = min(time.monotonic() + _EVIDENCE_S, drive.watch.until + overseer.LATE_S - 0.3)
        failure.evidence = visit.evidence.keep(traffic, credentials, failure, began, end, wall.noted)
        # Raised outside of any handler, so that Playwright's own text, which may quote a field, is no context of it.
        raise failure
    finally:
        with closing("the browser did not close its pages"):
            if context is not None:
                with contextlib.suppress(Exception):
                    context.close()
            wire.close()


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
