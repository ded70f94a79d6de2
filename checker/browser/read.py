"""Reading the balance off the page that is shown: look until the amounts have stopped changing, then let both readings
agree.
"""

import re
import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from checker.browser.eyes import look, roll_back, unroll, wait_for_rest
from checker.browser.ink import is_whole
from checker.failures import BalanceNotShown, BalanceUncertain, Failure
from checker.model import Reading
from checker.page import match
from checker.page.observation import Observation
from checker.reading.agree import agree
from checker.reading.found import PlainReading

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from checker.portal.selectors import Candidate, Selectors
    from checker.portal.words import Words

_STILL = 0.12
_SCRIPTED_STILL = 0.25
_DOUBTFUL_STILL = 2.5
_STREAM_STILL = 3.5
_BUSY_STILL = 8
_ASKING_STILL = 20
"""Seconds: how long a page that has nothing left to do must have been still. A nought, or an absent balance, is what a
page shows before its data arrives, and a ticking timer or a pushed message may bring it without a word: they wait. Any
amount does where a worker or an open stream of the page's own has not been quiet for long."""


def read(
    page: "Page",
    selectors: "Selectors",
    today: date,
    until: float,
    chosen: str | None = None,
    seen: Observation | None = None,
    heard: Sequence[str] = (),
) -> tuple[Reading, PlainReading, Observation]:
    """The balance that the page shows once it has stopped changing, and the last look at it.

    `until` is an instant of `time.monotonic`; `seen` a look that was just taken, which saves another; `heard` what the
    page has said in dialogs of the browser's own.
    Raises BalanceNotShown or BalanceUncertain.
    """

    def steadily(looked: Observation | None) -> "tuple[tuple[Reading, PlainReading] | Failure, Observation]":
        return _steadily(page, selectors, today, until, chosen, looked, heard)

    outcome, seen = steadily(seen)
    if seen.sight.tall and seen.sight.scripted and not isinstance(outcome, BalanceUncertain):
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


def _unrolled(
    page: "Page",
    until: float,
    outcome: "tuple[Reading, PlainReading] | Failure",
    seen: Observation,
    steadily: "Callable[[Observation | None], tuple[tuple[Reading, PlainReading] | Failure, Observation]]",
) -> "tuple[tuple[Reading, PlainReading] | Failure, Observation]":
    """What a page shows that reaches further down than was in view, once it was scrolled through and back.

    Raises BalanceUncertain where it never shows all of its cards at once.
    """
    unroll(page, until)
    below, _ = steadily(None)
    roll_back(page)
    if _same(below, outcome):
        return outcome, seen
    again, seen = steadily(None)
    whole = _same(again, below) or (isinstance(below, BalanceNotShown) and _same(again, outcome))
    if not whole or not _holds(again, outcome):
        raise BalanceUncertain("the page shows some cards here and some further down, never all", rule="cards-apart")
    return again, seen


def _holds(now: "tuple[Reading, PlainReading] | Failure", before: "tuple[Reading, PlainReading] | Failure") -> bool:
    """Whether what is read now has all the cards that were read before."""
    if isinstance(before, Failure):
        return True
    cards = () if isinstance(now, Failure) else now[0].cards
    return {(card.kpj, card.balance) for card in before[0].cards} <= {(card.kpj, card.balance) for card in cards}


def _steadily(
    page: "Page",
    selectors: "Selectors",
    today: date,
    until: float,
    chosen: str | None,
    seen: Observation | None,
    heard: Sequence[str],
) -> "tuple[tuple[Reading, PlainReading] | Failure, Observation]":
    """What the page shows in view once it has stopped changing, and the last look at it."""
    last: tuple[Reading, PlainReading] | Failure | None = None
    since = time.monotonic()
    while True:
        rested = seen is not None or wait_for_rest(page, min(until, time.monotonic() + 1.5), _STILL)
        seen = seen or look(page, css=selectors.css)
        if last is None and seen.rest.still < _soonest(seen):
            # Read now, it would have to be read again: what was seen is too young to be believed.
            rested = wait_for_rest(page, min(until, time.monotonic() + 0.5), _soonest(seen), unchanged=False)
            seen = look(page, css=selectors.css)
        # Of the instant of the look: asked later, a page may have come to rest with another amount.
        state = seen.rest
        outcome = _once(selectors, today, seen, chosen)
        if not isinstance(outcome, Failure):
            outcome = unanswered(outcome[0], seen, selectors.words, heard) or outcome
        if state.busy:
            rested = False
        if not _same(outcome, last):
            since = time.monotonic()
        last, looked, seen = outcome, seen, None
        calm = min(state.still, 3600.0)
        held = time.monotonic() - since
        needed = _needed(outcome, looked)
        patience = _ASKING_STILL if state.asking else _BUSY_STILL if state.busy else _DOUBTFUL_STILL
        if (rested and max(calm, held) >= needed) or held >= max(patience, needed):
            return outcome, looked
        if time.monotonic() >= until:
            if isinstance(outcome, Failure) and rested:
                return outcome, looked
            raise BalanceUncertain("the page keeps changing", rule="page-keeps-changing")
        wait_for_rest(page, min(until, time.monotonic() + 0.5), min(calm + 0.25, 3))


def _soonest(seen: Observation) -> float:
    """For how long the page must have been still at least: not at all where nothing is there that could change it."""
    if not seen.sight.scripted and not seen.rest.changes:
        return 0
    return _SCRIPTED_STILL if seen.rest.changes else _STILL


def _needed(outcome: "tuple[Reading, PlainReading] | Failure", seen: Observation) -> float:
    """For how long it must have been still for this outcome to be believed."""
    if seen.rest.streaming:
        return _STREAM_STILL
    doubtful = isinstance(outcome, Failure) or any(card.balance == 0 for card in outcome[0].cards)
    return _DOUBTFUL_STILL if _soonest(seen) and (seen.rest.ticking or doubtful) else _soonest(seen)


def unanswered(reading: Reading, seen: Observation, words: "Words", heard: Sequence[str]) -> Failure | None:
    """Why an amount may only be what stood there before the page's data, which never came."""
    zero = any(card.balance == 0 for card in reading.cards)
    if seen.rest.unanswered and (zero or any(words.fits("loading", line) for line in seen.sight.text.split("\n"))):
        return BalanceUncertain("the page still waits for its data", rule="data-awaited")
    if zero and seen.rest.failed:
        return BalanceUncertain("a request of the page for its data has failed", rule="data-failed")
    told = [*heard, *seen.rest.said]
    last = max((at for at, line in enumerate(told) if fails(line, words, any_data=zero)), default=None)
    if last is None:
        return None
    # What has come since then was loaded after all.
    since = [re.sub(r"[^0-9]", "", line) for line in told[last + 1 :]]
    if not zero and all(any(f"{card.balance:.0f}" in line for line in since) for card in reading.cards):
        return None
    return BalanceUncertain("the page has said that it could not load its data", rule="data-failed")


def fails(line: str, words: "Words", *, any_data: bool = True) -> bool:
    """Whether a page says in a line that its data could not be loaded: any, or those of the balance."""
    return words.fits("failed", line) and (any_data or words.says("balance", line))


def _same(a: object, b: object) -> bool:
    if isinstance(a, Failure) and isinstance(b, Failure):
        return str(a) == str(b)
    return a == b


def _once(
    selectors: "Selectors", today: date, seen: Observation, chosen: str | None
) -> "tuple[Reading, PlainReading] | Failure":
    try:
        return agree(seen.sight, pointed(seen, selectors.balance.amount), selectors.words, today, chosen)
    except (BalanceNotShown, BalanceUncertain) as failure:
        return failure


def pointed(seen: Observation, candidates: "tuple[Candidate, ...]") -> list[str]:
    """The texts where the selectors point."""
    # A colon before an amount belongs to its label.
    return [text.lstrip(": \t\n\u00a0") for text in match.texts(seen, candidates)]
