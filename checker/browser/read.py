"""Reading the balance off the page that is shown: look until the amounts have stopped changing, then let both readings
agree.
"""

import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from checker.browser.eye import look, roll_back, unroll, wait_for_rest
from checker.browser.ink import is_whole
from checker.failures import BalanceNotShown, BalanceUncertain, Failure
from checker.model import Reading
from checker.page.observation import Observation
from checker.reading.believed import DOUBTFUL_STILL, STILL, Outcome, holds, needed, once, pointed, same, soonest
from checker.reading.found import PlainReading
from checker.reading.open_doubts import Doubted

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from checker.portal.selectors import Selectors

_BUSY_STILL = 8
_ASKING_STILL = 20
"""Seconds: for how long what is read of a page that is at work, or waits for an answer, must stay the same."""


def read(
    page: "Page",
    selectors: "Selectors",
    today: date,
    until: float,
    chosen: str | None = None,
    seen: Observation | None = None,
    heard: Sequence[str] = (),
    shown: bool = False,
) -> tuple[Reading, PlainReading, Observation]:
    """The balance that the page shows once it has stopped changing, and the last look at it.

    `until` is an instant of `time.monotonic`; `seen` a look that was just taken, which saves another; `heard` what the
    page has said in dialogs of the browser's own. A person has `shown` where the selectors point.
    Raises BalanceNotShown or BalanceUncertain.
    """

    def steadily(looked: Observation | None) -> "tuple[tuple[Reading, PlainReading] | Failure, Observation]":
        return _steadily(page, selectors, today, until, chosen, looked, heard, shown)

    outcome, seen = steadily(seen)
    if seen.sight.tall and seen.sight.scripted and _may_lie_below(outcome):
        outcome, seen = _unrolled(page, until, outcome, seen, steadily)
    if not isinstance(outcome, Failure) and not _is_drawn(page, outcome[1], seen):
        # What is drawn may have moved since it was looked at.
        outcome, seen = steadily(None)
        if not isinstance(outcome, Failure) and not _is_drawn(page, outcome[1], seen):
            raise BalanceUncertain("a digit or the sign of the amount cannot be seen for certain", rule="ink-unsure")
    if isinstance(outcome, Failure):
        raise outcome
    return *outcome, seen


def _is_drawn(page: "Page", plainly: PlainReading, seen: Observation) -> bool:
    """Whether each digit of the amounts is there to be seen, in a picture of their place."""
    return is_whole(page, [box.words for box in plainly.boxes], seen)


def _may_lie_below(outcome: "tuple[Reading, PlainReading] | Failure") -> bool:
    """Whether more of the page may come to sight as it is scrolled: what is not displayed or loaded yet may wait for
    that.
    """
    if isinstance(outcome, Doubted):
        return all(one.rule in ("card-folded", "loading-below") for one in outcome.doubts)
    return not isinstance(outcome, BalanceUncertain)


def _unrolled(
    page: "Page",
    until: float,
    outcome: Outcome,
    seen: Observation,
    steadily: "Callable[[Observation | None], tuple[tuple[Reading, PlainReading] | Failure, Observation]]",
) -> "tuple[tuple[Reading, PlainReading] | Failure, Observation]":
    """What a page shows that reaches further down than was in view, once it was scrolled through and back.

    Raises BalanceUncertain where it never shows all of its cards at once.
    """
    ended = unroll(page, until)
    below, there = steadily(None)
    roll_back(page)
    if there.rest.failed and not seen.rest.failed:
        raise BalanceUncertain("a request for more of the page has failed as it was scrolled", rule="list-cut-short")
    if same(below, outcome):
        return outcome, seen
    if not ended:
        raise BalanceUncertain("the page shows more and more cards, and no end of them", rule="list-without-end")
    again, seen = steadily(None)
    if isinstance(outcome, Doubted) and isinstance(again, Failure):
        return again, seen  # what is folded is left to be opened
    # What scrolls inside the page shows all of it from its top, and the rest only from below.
    whole = same(again, below) or (isinstance(below, BalanceNotShown) and same(again, outcome))
    whole = whole or (not isinstance(below, Failure) and not isinstance(again, Failure) and holds(again, below))
    if not whole or not holds(again, outcome):
        raise BalanceUncertain("the page shows some cards here and some further down, never all", rule="cards-apart")
    return again, seen


def _steadily(
    page: "Page",
    selectors: "Selectors",
    today: date,
    until: float,
    chosen: str | None,
    seen: Observation | None,
    heard: Sequence[str],
    shown: bool,
) -> "tuple[tuple[Reading, PlainReading] | Failure, Observation]":
    """What the page shows in view once it has stopped changing, and the last look at it."""
    last: tuple[Reading, PlainReading] | Failure | None = None
    since = time.monotonic()
    while True:
        rested = seen is not None or wait_for_rest(page, min(until, time.monotonic() + 1.5), STILL)
        seen = seen or look(page, css=selectors.css)
        if last is None and seen.rest.still < soonest(seen):
            # Read now, it would have to be read again: what was seen is too young to be believed.
            rested = wait_for_rest(page, min(until, time.monotonic() + 0.5), soonest(seen), unchanged=False)
            seen = look(page, css=selectors.css)
        # Of the instant of the look: asked later, a page may have come to rest with another amount.
        state = seen.rest
        outcome = once(seen, pointed(seen, selectors.balance.amount), selectors.words, today, chosen, heard, shown)
        if state.busy:
            rested = False
        if not same(outcome, last):
            since = time.monotonic()
        last, looked, seen = outcome, seen, None
        calm = min(state.still, 3600.0)
        held = time.monotonic() - since
        least = needed(outcome, looked)
        patience = _ASKING_STILL if state.asking else _BUSY_STILL if state.busy else DOUBTFUL_STILL
        if (rested and max(calm, held) >= least) or held >= max(patience, least):
            return outcome, looked
        if time.monotonic() >= until:
            if isinstance(outcome, Failure) and rested:
                return outcome, looked
            raise BalanceUncertain("the page keeps changing", rule="page-keeps-changing")
        wait_for_rest(page, min(until, time.monotonic() + 0.5), min(calm + 0.25, 3))
