"""Every context of these tests is watched, as the program's own are."""

import pytest
from playwright.sync_api import BrowserContext

from checker.browser.eye import watch


@pytest.fixture
def context(context: BrowserContext) -> BrowserContext:
    """Count what a page has yet to do, so that the reading can wait for it."""
    watch(context)
    return context
