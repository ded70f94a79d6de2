"""Reading the balance off a phone's screen: two equal dumps or no number, then the same rules as for a page."""

import time
from collections.abc import Callable, Set
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from checker.failures import BalanceNotShown, BalanceUncertain, Failure
from checker.model import Reading
from checker.page.observation import Observation
from checker.page.sight import Control
from checker.phone.nodes import Node
from checker.phone.watching import Watch
from checker.reading import choosers
from checker.reading.believed import Outcome, needed, once, pointed
from checker.reading.found import Doubt, PlainReading
from checker.reading.open_doubts import doubted
from checker.reading.page import Page

if TYPE_CHECKING:
    from checker.portal.selectors import Selectors

_STILL_S = 15.0
"""Seconds: how long a screen may take to keep still for long enough to be believed."""
_LEAST, _NOUGHT_S = 5, 6.0
"""How long it must have kept still: for so many looks at least, and for so many seconds where a nought is shown: a
phone tells of no request that is under way."""
_STALE_S = 10.0
"""Seconds: how long the amount of a card that was read before may stand there for the next one, until it is refused."""
_PARTS = 15
"""How often a screen is scrolled at most."""


def read(
    watch: Watch,
    selectors: "Selectors",
    today: date,
    chosen: str | None,
    scroll: Callable[[Observation, bool], bool] | None,
    others: Set[Decimal] = frozenset(),
) -> tuple[Reading, PlainReading, Observation]:
    """The balance that the screen shows once it keeps still, and the last look at it.

    `scroll` moves what scrolls on the screen, onwards or back, and tells whether there was anything; None where nothing
    may be touched. `others` are the amounts of other cards: one that stands there still is no other card's as well.
    Raises BalanceNotShown or BalanceUncertain, and DeviceUnavailable; Doubted where what is touched by nobody may show
    more.
    """

    def steadily() -> tuple[Outcome, Observation]:
        return _steadily(watch, selectors, today, chosen, others)

    outcome, seen = steadily()
    if isinstance(outcome, Failure):
        raise outcome
    reading, plainly = outcome
    around = [one for one in watch.tree.nodes if one.scrolls and _holds_balance(one, plainly)]
    if any(one.is_sideways for one in around) or (scroll is None and seen.sight.tall):
        why = "the balance stands in something that can be moved, so that there may be more cards"
        raise doubted([Doubt("cards-beside", why, lasting=True)], plainly)
    if scroll is not None and around:
        seen = _scrolled(watch, selectors, today, reading, seen, steadily, scroll)
    return reading, plainly, seen


def _holds_balance(node: Node, plainly: PlainReading) -> bool:
    return any(node.number in one.path for one in plainly.boxes)


def _steadily(
    watch: Watch, selectors: "Selectors", today: date, chosen: str | None, others: Set[Decimal]
) -> tuple[Outcome, Observation]:
    """What the screen shows once two dumps in a row are the same, and have been for as long as the outcome needs."""
    end, seen = time.monotonic() + _STILL_S, watch.glance()
    while True:
        outcome = once(seen, pointed(seen, selectors.balance.amount), selectors.words, today, chosen, ())
        least = max(needed(outcome, seen), _LEAST * watch.pace)
        if not isinstance(outcome, Failure) and any(card.balance == 0 for card in outcome[0].cards):
            least = max(least, _NOUGHT_S)
        if not isinstance(outcome, Failure) and others & {card.balance for card in outcome[0].cards}:
            if seen.rest.still >= _STALE_S:
                why = "two cards, one chosen after the other, show the same amount: it may be one's only"
                raise BalanceUncertain(why, rule="amount-of-two-cards")
            least = 2 * _STALE_S
        if 0 < seen.rest.still >= least and not seen.rest.busy:
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
    seen, parts, top = first, 0, watch.looks[first.number][0]
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
    for _ in range(parts):
        scroll(seen, False)
        _, seen = steadily()
        if watch.tree == top:
            return seen
    if not parts:
        why = "the balance stands in something that moves to the side, so that there may be more cards"
        raise BalanceUncertain(why, rule="cards-beside")
    raise BalanceUncertain("the screen did not return to its place when it was scrolled", rule="screen-not-as-before")


def _holds(reading: Reading, below: Outcome) -> bool:
    """Whether what is read further down belongs to the cards that were read."""
    if isinstance(below, Failure):
        return isinstance(below, BalanceNotShown | BalanceUncertain)
    return {card.balance for card in below[0].cards} <= {card.balance for card in reading.cards}


def hides_cards(seen: Observation, kpjs_of: Callable[[Control], set[str]], scrolls: list[Node]) -> bool:
    """Whether something that scrolls names cards to choose from, several of them unless it scrolls to the side: there
    may be more than are in sight.
    """
    for node in scrolls:
        inside = [one for one in seen.sight.controls if node.number in one.path]
        if len(set().union(*(kpjs_of(one) for one in inside))) > (0 if node.is_sideways else 1):
            return True
    return False
