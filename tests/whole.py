"""A whole check in this process, in a browser that is already there, of any portal on loopback.

How it ended is told as `check --json` tells it, and held against the same contract. What is about the process itself
(exit statuses, signals, what is written where) starts one: `tests.driving`.
"""

import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from checker.browser import guard
from checker.browser.evidence import Evidence
from checker.browser.run import run
from checker.browser.visit import Visit
from checker.cli.check import as_object
from checker.cli.render import failure_json
from checker.failures import Failure
from checker.model import CheckResult, Source
from checker.portal import selectors
from checker.settings import Credentials
from checker.simulator import scenarios
from tests.driving import keeps_contract

TODAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Ended:
    """How a check ended: `code` is "ok" or that of a failure; `cards` maps KPJ to balance."""

    told: dict[str, Any]
    code: str
    detail: str
    rule: str | None
    total: Decimal | None
    cards: Mapping[str | None, Decimal]
    seconds: float


def check(
    browser: Browser,
    url: str,
    *,
    email: str = scenarios.EMAIL,
    password: str = scenarios.PASSWORD,
    seconds: float = 60,
    state: Path | None = None,
    start: str = "",
    **options: object,
) -> Ended:
    """Check the portal at `url`, unattended, for so many `seconds` at most.

    Evidence goes under `state`, or is thrown away; `options` are further fields of the `Visit`.
    """
    began, started = time.monotonic(), datetime.now(UTC)
    with tempfile.TemporaryDirectory() as folder:
        visit = Visit(
            _loaded().selectors,
            frozenset({guard.origin(url)}),
            url,
            start or url,
            TODAY,
            began + seconds,
            lambda _: None,
            Evidence(state or Path(folder), _loaded().vocabulary),
            lambda: Credentials(email, password),
            lambda _: None,
            **options,  # type: ignore[arg-type]
        )
        try:
            visited = run(browser, visit, lambda: None)
        except Failure as failure:
            told = failure_json(failure, "default", started)
            keeps_contract(told, failure.exit_status)
            return Ended(told, failure.code, failure.detail, failure.rule, None, {}, time.monotonic() - began)
    reading = visited.reading
    told = as_object(CheckResult("default", Source.PORTAL, started, reading))
    keeps_contract(told, 0)
    cards = {card.kpj: card.balance for card in reading.cards}
    return Ended(told, "ok", "", None, reading.total, cards, time.monotonic() - began)


@cache
def _loaded() -> selectors.Loaded:
    return selectors.load()
