"""Taking a page for a recording: what it shows, as plain data that stays in memory until it is anonymised."""

import contextlib
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from checker.browser import network, world
from checker.browser.eye import watch
from checker.browser.traffic import Traffic

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page


def capture(page: "Page") -> dict[str, Any]:
    """The page and its frames as they are now. What was typed, hidden or scripted is left in the page."""
    tree: dict[str, Any] = world.ask(page, "capture", seconds=5)
    return tree


def open_context(browser: "Browser", live: bool = True) -> "BrowserContext":
    """A context as a check has it; if `live`, what its pages have yet to do is counted, to wait for their rest."""
    context = browser.new_context(
        locale="id-ID", timezone_id="Asia/Jakarta", service_workers="block", viewport={"width": 1280, "height": 900}
    )
    if live:
        watch(context)
    return context


@contextlib.contextmanager
def opened(
    browser: "Browser",
    start: str,
    until: float,
    live: bool = True,
    prepare: "Callable[[BrowserContext], None]" = lambda _context: None,
) -> Iterator[Traffic]:
    """A window at `start` for a person, and what happens in it. Raises PortalUnreachable, BrowserFailed.

    `until` is an instant of `time.monotonic`, `live` as in `open_context`; `prepare` comes before the first page.
    """
    from playwright.sync_api import Error

    context = open_context(browser, live)
    traffic = Traffic()
    try:
        traffic.listen(context)
        prepare(context)
        page = context.new_page()
        try:
            page.goto(start, wait_until="commit", timeout=max(1, (until - time.monotonic()) * 1000))
        except Error as error:
            raise network.failure(str(error), start) from None
        yield traffic
    finally:
        with contextlib.suppress(Error):
            context.close()
