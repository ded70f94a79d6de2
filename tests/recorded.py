"""Fixtures: recorded pages, each a folder under `tests/fixtures`, read again in a real browser and held against what
they are expected to give.
"""

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from checker.browser import replay
from checker.browser.capture import open_context
from checker.portal import selectors
from checker.recording import fixture

FIXTURES = Path(__file__).parent / "fixtures"


def read(browser: Browser, folder: Path) -> dict[str, Any]:
    """What the page of a fixture gives now, in the form of `expected.json`."""
    meta = fixture.load_meta(folder)
    context = open_context(browser, live=False)
    try:
        context.set_offline(True)
        page = context.new_page()
        page.goto((folder / fixture.PAGE).as_uri())
        return replay.expectation(page, selectors.load().selectors, meta.at.date(), meta.chosen)
    finally:
        context.close()


def fields(value: Any, path: str = "") -> dict[str, Any]:  # noqa: ANN401 - whatever JSON holds
    """Every single value of an expectation under its path: ``reading.cards[0].balance``."""
    if isinstance(value, dict):
        found: dict[str, Any] = {f"{path}{{}}": sorted(value)} if path == "keys" else {}
        for key, part in value.items():
            found |= fields(part, f"{path}.{key}" if path else key)
        return found
    if isinstance(value, list):
        found = {f"{path}[]": len(value)}
        for number, part in enumerate(value):
            found |= fields(part, f"{path}[{number}]")
        return found
    return {path: value}
