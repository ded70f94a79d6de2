"""The real road from a page in a real Chromium to a reading, without the login before it."""

import time
from datetime import date

from playwright.sync_api import Page

from checker.browser.read import read
from checker.model import Reading
from checker.portal.selectors import load


def read_html(page: Page, today: date, seconds: float = 25) -> Reading:
    """Read the page that `page` shows. The context must have been watched (`checker.portal.eyes.watch`) before."""
    reading, plainly, _ = read(page, load().selectors, today, time.monotonic() + seconds)
    if plainly.kpjs_elsewhere:
        from checker.failures import BalanceUncertain

        raise BalanceUncertain("a card is named whose balance is not shown")
    return reading
