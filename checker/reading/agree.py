"""The agreement of the two readings: both say the same, one speaks alone and is unambiguous, or there is no balance."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from msgspec import structs

from checker.failures import BalanceNotShown, BalanceUncertain
from checker.model import Card, Confidence, Reading
from checker.money import NotAnAmount, parse
from checker.page.sight import Sight
from checker.portal.words import Words
from checker.reading import plain
from checker.reading.amounts import contradiction, is_unspoken
from checker.reading.claims import Claim
from checker.reading.doubts import doubts
from checker.reading.found import Found, PlainReading
from checker.reading.open_doubts import doubted
from checker.reading.page import Page
from checker.reading.vetoes import veto


def agree(
    sight: Sight,
    pointed: Sequence[str],
    words: Words,
    today: date,
    chosen: str | None = None,
    shown: bool = False,
) -> tuple[Reading, PlainReading]:
    """Read `sight` plainly, compare with the texts that the selectors pointed at.

    Where a person has `shown` that place, words that no rule understands may label it: the reading counts only by the
    layout that they have confirmed, or as they are asked.

    Where a card was `chosen`, doubts whether there are more are for the caller to answer: `PlainReading.doubts`.
    Raises BalanceNotShown or BalanceUncertain; Doubted where doubts are open, and none was chosen.
    """
    page = Page(sight, words, today, chosen)
    try:
        return _agree(page, pointed, shown)
    except (BalanceNotShown, BalanceUncertain) as refusal:
        refusal.trace = tuple(page.trace)
        raise


def _agree(page: Page, pointed: Sequence[str], shown: bool) -> tuple[Reading, PlainReading]:
    try:
        found = plain.read(page)
    except BalanceNotShown:
        # Which card was chosen is left aside: every number that the page offers may be the amount's.
        alone = _pointed_alone(
            page if page.chosen is None else Page(page.sight, page.words, page.today), pointed, shown
        )
        if alone is None:
            raise
        return _undoubted(_reading(alone, Confidence.POINTED), alone, page.chosen)
    said: set[Decimal] = set()
    for text in pointed:
        try:
            value = parse(text).value(page.convention)
        except NotAnAmount:
            continue
        if value is not None:
            said.add(value)
    if not said:
        return _undoubted(_reading(found, Confidence.PLAIN), found, page.chosen)
    balances = {card.balance for card in found.cards}
    if said in (balances, {found.total}, balances | {found.total}, {found.shown_total}):
        return _undoubted(_reading(found, Confidence.AGREED), found, page.chosen)
    raise BalanceUncertain("the two readings of the page disagree", rule="readings-disagree")


def _undoubted(reading: Reading, found: PlainReading, chosen: str | None) -> tuple[Reading, PlainReading]:
    if found.doubts and chosen is None:
        raise doubted(found.doubts, found)
    return reading, found


def _reading(found: PlainReading, confidence: Confidence) -> Reading:
    return Reading(found.cards, found.total, confidence, found.as_of)


def merged(readings: Sequence[tuple[str | None, Reading]]) -> Reading:
    """One reading of several: what each choice of a KPJ brought, put together. Raises BalanceUncertain."""
    cards: dict[str, Card] = {}
    confidences: set[Confidence] = set()
    for kpj, reading in readings:
        for card in reading.cards:
            own = card.kpj or (kpj if len(reading.cards) == 1 else None)
            if own is None:
                raise BalanceUncertain("a balance is shown that belongs to no card", rule="balance-without-card")
            if own in cards and cards[own].balance != card.balance:
                raise BalanceUncertain("one card was shown with two different balances", rule="card-with-two-balances")
            day = card.as_of or (reading.as_of if len(reading.cards) == 1 else None)
            cards[own] = structs.replace(card, kpj=own, as_of=day)
        confidences.add(reading.confidence)
    total = sum((card.balance for card in cards.values()), Decimal(0))
    days = {card.as_of for card in cards.values()}
    confidence = confidences.pop() if len(confidences) == 1 else Confidence.PLAIN
    return Reading(tuple(cards.values()), total, confidence, days.pop() if len(days) == 1 else None)


def _pointed_alone(page: Page, pointed: Sequence[str], shown: bool) -> PlainReading | None:
    """The pointed reading where the plain one is silent: one amount, seen by the eye too, that nothing takes back."""
    values: set[Decimal | None] = set()
    for text in pointed:
        try:
            values.add(parse(text).value(page.convention))
        except NotAnAmount:
            return None
    if len(values) != 1 or len({one.text for one in page.kpjs}) > 1:
        return None
    balance = values.pop()
    seen = [one for one in page.values if page.amount(one) == balance]
    if balance is None or len(seen) != 1 or page.suffix(seen[0]):
        return None
    if page.labels(seen[0]) and not (shown and is_unspoken(page, seen[0])):
        return None
    kinds = {page.judged(one.text) for one in page.headings(seen[0])}
    if kinds & {Claim.QUALIFIED, Claim.UNCLEAR} or contradiction(page, seen[0]):
        return None
    found = [Found(seen[0], balance, False, Claim.NONE, None)]
    veto(page, found)
    kpj = page.kpjs[0].text if page.kpjs else None
    more = tuple(doubts(page, found))
    return PlainReading((Card(balance, kpj),), balance, None, (seen[0],), doubts=more, trace=tuple(page.trace))
