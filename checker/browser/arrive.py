"""Going to the portal, to its login page at most: nothing is typed there, and no credentials are needed."""

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from checker import overseer
from checker.browser import network
from checker.browser.capture import open_context
from checker.browser.drive import Drive
from checker.browser.guard import Guard
from checker.browser.run import GRACE_S, TOO_BUSY, answers, closing, named
from checker.browser.traffic import Traffic
from checker.browser.visit import Visit
from checker.failures import BrowserFailed, PageNotRecognised
from checker.journey import login
from checker.settings import Credentials
from checker.signals import Overdue, alarm

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Response

    from checker.portal.selectors import Selectors


@dataclass(frozen=True, slots=True)
class Arrived:
    """Where the way to the login page ended: at it if `recognised`.

    `captcha` says whether a person would have to answer one there; `seconds` how long it took.
    """

    page: "Page"
    recognised: bool
    captcha: bool
    seconds: float


class Answer(NamedTuple):
    """What answered first: its status, and the instant that it tells in its header `Date`, "" where it tells none."""

    status: int
    date: str


def first_answer(browser: "Browser", address: str, seconds: float) -> Answer:
    """What answers first at an address; nothing of it is run or loaded. Raises PortalUnreachable, BrowserFailed."""
    from playwright.sync_api import Error

    context = browser.new_context(java_script_enabled=False, service_workers="block")
    heard: list[Response] = []
    try:
        page = context.new_page()
        page.on("response", lambda response: heard.append(response))
        page.route("**/*", lambda route: route.abort() if heard else route.continue_())
        try:
            page.goto(address, wait_until="commit", timeout=seconds * 1000)
        except Error as error:
            # A redirect is an answer, wherever it leads.
            if not heard:
                raise network.failure(str(error), address) from None
        first = heard[0]
        if first.status in network.BY_PROXY:
            raise network.by_proxy(first.status, address)
        return Answer(first.status, first.header_value("date") or "")
    finally:
        with closing("the browser did not close its page"), contextlib.suppress(Exception):
            context.close()


def _no_credentials() -> Credentials:
    raise PageNotRecognised("nothing is typed here", screen="login")


class _There(Exception):
    """The login screen was met."""


@contextlib.contextmanager
def at_login(
    browser: "Browser", selectors: "Selectors", start: str, origins: frozenset[str], until: float
) -> Iterator[Arrived]:
    """Yield the login page, reached as a check reaches it: past notices and a landing page. Raises Failure."""
    began = time.monotonic()
    context = open_context(browser)
    traffic, guard = Traffic(), Guard(origins)

    def stop(screen: str, _page: object, outcome: object, _chosen: object) -> None:
        if screen == "login" and outcome is None:
            raise _There

    try:
        traffic.listen(context)
        guard.listen(context)
        context.new_page()
        about = (selectors, origins, start, start, date.today(), until, lambda _: None, None)
        drive = Drive(Visit(*about, _no_credentials, lambda _credentials: None, witness=stop), traffic, guard)
        with overseer.within(until + overseer.LATE_S, PageNotRecognised(TOO_BUSY)):
            recognised, captcha = _arrived(browser, drive, until)
        yield Arrived(traffic.page, recognised, captcha, time.monotonic() - began)
    finally:
        with closing("the browser did not close its pages"), contextlib.suppress(Exception):
            context.close()


def _arrived(browser: "Browser", drive: Drive, until: float) -> tuple[bool, bool]:
    """Whether the login screen was reached, and whether a captcha stands there. Raises Failure."""
    from playwright.sync_api import Error

    recognised = False
    try:
        with alarm(lambda: time.monotonic() > until + GRACE_S):
            try:
                drive.run()
            except _There:
                recognised = True
            except PageNotRecognised:
                pass
            return recognised, login.has_captcha(drive.glance())
    except Overdue:
        busy = PageNotRecognised(TOO_BUSY)
        raise (busy if answers(browser) else BrowserFailed("the browser no longer answers")) from None
    except Error as error:
        raise named(error, until) from None
