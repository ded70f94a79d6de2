"""Taking a page for a recording: what it shows, as plain data that stays in memory until it is anonymised."""

from typing import TYPE_CHECKING, Any

from checker.browser import world
from checker.browser.eyes import watch

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page


def capture(page: "Page") -> dict[str, Any]:
    """The page and its frames as they are now. What was typed, hidden or scripted is left in the page."""
    tree: dict[str, Any] = world.ask(page, "capture", seconds=5)
    return tree


def open_context(browser: "Browser", live: bool = True) -> "BrowserContext":
    """A context as a check has it; one that is not `live` does not count what is yet to happen in its pages."""
    context = browser.new_context(
        locale="id-ID", timezone_id="Asia/Jakarta", service_workers="block", viewport={"width": 1280, "height": 900}
    )
    if live:
        watch(context)
    return context
