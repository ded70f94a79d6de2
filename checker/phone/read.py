"""Reading the balance off a phone's screen: two equal dumps or no number, then the same rules as for a page."""

import time
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from checker.failures import BalanceNotShown, BalanceUncertain, Failure
from checker.model import Reading
from checker.page.observation import Observation
from checker.page.sight import Control
from checker.phone.watching import Watch
from checker.reading import choosers
from checker.reading.believed import Outcome, needed, once, pointed
from checker.reading.found import PlainReading
from checker.reading.page import Page

if TYPE_CHECKING:
    from checker.portal.selectors import Selectors

_STILL_S = 12.0
"""Seconds: how long a screen may take to keep still for long enough to be believed."""
_PARTS = 15
"""How often a screen is scrolled at most."""


def read(
    watch: Watch,
    selectors: "Selectors",
    today: date,
    chosen: str | None,
    scroll: Callable[[Observation, bool], bool] | None,
) -> tuple[Reading, PlainReading, Observation]:
    """The balance that the screen shows once it keeps still, and the last look at it.

    `scroll` moves what scrolls on the screen, onwards or back, and tells whether there was anything; None where nothing
    may be touched. Raises BalanceNotShown or BalanceUncertain, and DeviceUnavailable.
    """

    def steadily() -> tuple[Outcome, Observation]:
        return _steadily(watch, selectors, today, chosen)

    outcome, seen = steadily()
    if isinstance(outcome, Failure):
        raise outcome
    if scroll is not None and seen.sight.tall:
        seen = _scrolled(watch, selectors, today, outcome[0], seen, steadily, scroll)
    return *outcome, seen


def _steadily(watch: Watch, selectors: "Selectors", today: date, chosen: str | None) -> tuple[Outcome, Observation]:
    """What the screen shows once two dumps in a row are the same, and have been for as long as the outcome needs."""
    end, seen = time.monotonic() + _STILL_S, watch.glance()
    while True:
        outcome = once(seen, pointed(seen, selectors.balance.amount), selectors.words, today, chosen, ())
        if seen.rest.still > 0 and seen.rest.still >= needed(outcome, seen) and not seen.rest.busy:
            return outcome, seen
        if time.monotonic() >= end:
            why = "the screen keeps moving, and no two looks at it are the same"
            raise BalanceUncertain(why, rule="screen-keeps-moving")
        seen = watch.again()


def _scrolled(
    watch: Watch,
    selectors: "Selectors",
    today: date,
    reading: Reading,
    first: Observation,
    steadily: Callable[[], tuple[Outcome, Observation]],
    scroll: Callable[[Observation, bool], bool],
) -> Observation:
    """The first look again, once the screen was scrolled to its end and back and showed no other card on the way."""
    known = choosers.named(Page(first.sight, selectors.words, today))
    known |= {card.kpj for card in reading.cards if card.kpj}
    seen, parts = first, 0
    while scroll(seen, True):
        before = watch.looks[seen.number][0]
        outcome, seen = steadily()
        if watch.tree == before:
            break
        parts += 1
        others = choosers.named(Page(seen.sight, selectors.words, today)) - known
        if others or parts > _PARTS or not _holds(reading, outcome):
            why = "more of the screen shows another card, or another amount, and never all of them at once"
            raise BalanceUncertain(why, rule="cards-apart")
    for _ in range(parts + 1):
        if watch.tree == watch.looks[first.number][0]:
            return seen
        scroll(seen, False)
        _, seen = steadily()
    raise BalanceUncertain("the screen did not return to its place when it was scrolled", rule="screen-not-as-before")


def _holds(reading: Reading, below: Outcome) -> bool:
    """Whether what is read further down belongs to the cards that were read."""
    if isinstance(below, Failure):
        return isinstance(below, BalanceNotShown | BalanceUncertain)
    return {card.balance for card in below[0].cards} <= {card.balance for card in reading.cards}


def hides_cards(seen: Observation, kpjs_of: Callable[[Control], set[str]], scrolls: set[int]) -> bool:
    """Whether a list that scrolls names several cards to choose from: there may be more of them than are in sight."""
    for step in scrolls:
        inside = [one for one in seen.sight.controls if step in one.path]
        if len(set().union(*(kpjs_of(one) for one in inside))) > 1:
            return True
    return False
