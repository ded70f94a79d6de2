"""Showing a recorded page again, offline, and reading from it what a check would."""

import contextlib
import time
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from checker.browser import survey
from checker.browser.capture import open_context
from checker.browser.read import read
from checker.failures import BalanceUncertain, Failure
from checker.model import Reading

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

    from checker.page.sight import Sight
    from checker.portal.selectors import Selectors
    from checker.reading.found import PlainReading

_ADDRESS = "https://example.test/"


@contextlib.contextmanager
def shown(browser: "Browser", html: str) -> "Iterator[Page]":
    """A page that shows `html`, in a context of its own from which no request leaves."""

    def answer(route: "Route") -> None:
        if route.request.url == _ADDRESS:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        else:
            route.abort()

    context = open_context(browser, live=False)
    try:
        context.route("**/*", answer)
        page = context.new_page()
        page.goto(_ADDRESS, wait_until="load")
        yield page
    finally:
        context.close()


def read_page(
    page: "Page", selectors: "Selectors", today: date, chosen: str | None = None, seconds: float = 25
) -> Reading | Failure:
    """The balance that a page shows, or why it shows none; `chosen` is the card that was chosen on it."""
    try:
        reading, plainly, seen = read(page, selectors, today, time.monotonic() + seconds, chosen)
    except Failure as failure:
        return failure
    return whole(reading, plainly, seen.sight, chosen)


def whole(reading: Reading, plainly: "PlainReading", sight: "Sight", chosen: str | None) -> Reading | Failure:
    """The reading of a page, unless it names a card whose balance it does not show."""
    # What was chosen on a recorded page cannot be chosen again: the others that it offers say nothing of it.
    names = [text for one in sight.controls for text in (one.name, *(label for label, _, _ in one.options))]
    offered = {kpj for kpj in plainly.kpjs_elsewhere if chosen and any(kpj in name for name in names)}
    if set(plainly.kpjs_elsewhere) - offered:
        return BalanceUncertain("a card is named whose balance is not shown", rule="card-not-read")
    return reading


def expectation(page: "Page", selectors: "Selectors", today: date, chosen: str | None = None) -> dict[str, Any]:
    """What a fixture's page is expected to give (`expected.json`): the reading, and which candidates find its keys."""
    return {
        "schema": "saldo-jht/fixture/1",
        "reading": told(read_page(page, selectors, today, chosen)),
        "keys": {found.key: found.rank for found in survey.survey(page, selectors) if found.rank is not None},
    }


def told(outcome: Reading | Failure) -> dict[str, Any]:
    """A reading or a failure as it stands in an expectation; amounts are decimal strings with two digits."""
    if isinstance(outcome, Failure):
        return {"status": "error", "code": outcome.code}
    return {"status": "ok", **outcome.as_object()}
