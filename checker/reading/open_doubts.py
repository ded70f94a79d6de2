"""Doubts whether a page shows all cards: each has a name, and stays open until something that was seen answers it.

To choose a card answers which card it is, and nothing else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import msgspec

from checker.failures import BalanceUncertain
from checker.model import Card
from checker.portal.words import Words, plain
from checker.reading.found import Doubt, PlainReading


class Toured(msgspec.Struct, frozen=True):
    """What was read of the cards: all of them, what was pressed to have each, and whether that was `whole`: all that
    one chooser has, each unlike the one before it; `sole` where it is a list that holds no other than this card.
    `parts` is how many parts of a list were gone through to its end.
    """

    cards: tuple[Card, ...]
    chosen: tuple[str, ...] = ()
    whole: bool = False
    sole: bool = False
    parts: int = 0


@dataclass(eq=False)
class Doubted(BalanceUncertain):
    """A page shows balances, and doubts are open whether they are all."""

    doubts: tuple[Doubt, ...] = ()
    plainly: PlainReading | None = None


def doubted(doubts: Sequence[Doubt], plainly: PlainReading | None = None) -> Doubted:
    """The refusal of the first of the doubts, which carries all."""
    return Doubted(doubts[0].detail, rule=doubts[0].rule, doubts=tuple(doubts), plainly=plainly)


def answered(doubts: Iterable[Doubt], tour: Toured, words: Words) -> list[tuple[Doubt, str | None]]:
    """Each doubt once, with the evidence that answers it; None where it is still open."""
    return [(one, _evidence(one, tour, words)) for one in dict.fromkeys(doubts)]


def _evidence(doubt: Doubt, tour: Toured, words: Words) -> str | None:
    balances = [card.balance for card in tour.cards]
    whole = sum(balances, Decimal(0))
    if doubt.since is not None:
        lately = [card.as_of for card in tour.cards if card.as_of is not None and card.as_of >= doubt.since]
        return f"a card is of {max(lately)}" if lately else None
    several = tour.whole and len(tour.cards) > 1
    if doubt.turns and tour.parts:
        counted = doubt.parts in (None, len(tour.cards), tour.parts)
        return f"{len(tour.cards)} cards read in {tour.parts} parts" if counted else None
    if doubt.lasting:
        return None
    if doubt.count is not None and len(tour.cards) < doubt.count:
        return None
    if doubt.total is not None and doubt.total != whole:
        return None
    known = {card.kpj for card in tour.cards}
    alone = (
        len(doubt.kpjs) == 1 and len(tour.cards) == 1 and None in known
    )  # a card whose own number is named elsewhere
    if set(doubt.kpjs) - known and not alone:
        return None
    if any(not _is_read(name, tour, words) for name in doubt.names):
        return None
    if doubt.amounts and not (several and set(doubt.amounts) & set(balances)):
        return None
    asks = (doubt.count, doubt.total, *doubt.kpjs, *doubt.names, *doubt.amounts)
    if not any(one is not None for one in asks) and not several and not (doubt.back and tour.sole):
        return None
    return f"{len(tour.cards)} cards read" + (f" by {len(tour.chosen)} choices" if tour.chosen else "")


def _is_read(name: str, tour: Toured, words: Words) -> bool:
    """Whether the card that is called by a name was read."""
    called = plain(name)
    if name in tour.chosen or called in {plain(one) for one in tour.chosen}:
        return True
    for card in tour.cards:
        if card.kpj and (card.kpj in name.upper() or words.masks(name, card.kpj)):
            return True
        if card.company and plain(card.company) and plain(card.company) in called:
            return True
        # What is folded tells of a card more than how it is called.
        if called in {plain(one) for one in (card.segment, card.membership) if one}:
            return True
    return False
