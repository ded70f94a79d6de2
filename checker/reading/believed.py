"""Whether what was read of a page may be believed yet: how still it must have been, and what it says of its data."""

import re
from collections.abc import Sequence
from datetime import date

from checker.failures import BalanceNotShown, BalanceUncertain, Failure
from checker.model import Reading
from checker.page import match
from checker.page.observation import Observation
from checker.portal.words import Words
from checker.reading.agree import agree
from checker.reading.found import PlainReading

STILL = 0.12
_SCRIPTED_STILL = 0.25
DOUBTFUL_STILL = 2.5
_STREAM_STILL = 3.5
"""Seconds: how long a page that has nothing left to do must have been still. A nought, or an absent balance, is what a
page shows before its data arrives, and a ticking timer or a pushed message may bring it without a word: they wait. Any
amount does where a worker or an open stream of the page's own has not been quiet for long."""

Outcome = tuple[Reading, PlainReading] | Failure
"""What a look at a page comes to."""


def once(
    seen: Observation,
    pointed: Sequence[str],
    words: Words,
    today: date,
    chosen: str | None,
    heard: Sequence[str],
    shown: bool = False,
) -> Outcome:
    """What one look comes to; `pointed` are the texts where the selectors point, `heard` what was said in dialogs.

    `shown` is that of `agree`.
    """
    try:
        reading, plainly = agree(seen.sight, pointed, words, today, chosen, shown)
    except (BalanceNotShown, BalanceUncertain) as failure:
        return failure
    return unanswered(reading, seen, words, heard) or (reading, plainly)


def pointed(seen: Observation, candidates: "Sequence[match.Candidate]") -> list[str]:
    """The texts where the selectors point."""
    # A colon before an amount belongs to its label.
    return [text.lstrip(": \t\n\u00a0") for text in match.texts(seen, candidates)]


def soonest(seen: Observation) -> float:
    """For how long the page must have been still at least: not at all where nothing is there that could change it."""
    if not seen.sight.scripted and not seen.rest.changes:
        return 0
    return _SCRIPTED_STILL if seen.rest.changes else STILL


def needed(outcome: Outcome, seen: Observation) -> float:
    """For how long it must have been still for this outcome to be believed."""
    if seen.rest.streaming:
        return _STREAM_STILL
    doubtful = isinstance(outcome, Failure) or any(card.balance == 0 for card in outcome[0].cards)
    return DOUBTFUL_STILL if soonest(seen) and (seen.rest.ticking or doubtful) else soonest(seen)


def unanswered(reading: Reading, seen: Observation, words: Words, heard: Sequence[str]) -> Failure | None:
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


def fails(line: str, words: Words, *, any_data: bool = True) -> bool:
    """Whether a page says in a line that its data could not be loaded: any, or those of the balance."""
    return words.fits("failed", line) and (any_data or words.says("balance", line))


def same(a: object, b: object) -> bool:
    """Whether two looks come to the same."""
    if isinstance(a, Failure) and isinstance(b, Failure):
        return str(a) == str(b)
    return a == b


def holds(now: Outcome, before: Outcome) -> bool:
    """Whether what is read now has all the cards that were read before.

    A nought is what stands on a card before its amount counts up, which may begin as it comes in view.
    """
    if isinstance(before, Failure):
        return True
    cards = () if isinstance(now, Failure) else now[0].cards
    known = {(card.kpj, card.balance) for card in cards} | {(card.kpj, 0) for card in cards}
    return {(card.kpj, card.balance) for card in before[0].cards} <= known and len(cards) >= len(before[0].cards)
