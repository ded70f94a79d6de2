"""Whether a reading is plausible beside what was read of the same cards before. Pure; it warns and never corrects.

A balance grows by contributions and by a yearly return, and falls only by a claim; an as-of date does not go back.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

import msgspec

from checker.model import Card, Reading, Source, Warned
from checker.texts import N_

# Contributions are 5.7 % of the wage. Those of a year, of a wage of Rp 10 million a month, are let pass on any card ...
YEAR_OF_WAGES = Decimal(10_000_000) * 12 * Decimal("0.057")
# ... and so is what more than doubles it: contributions of a year on top of those of one year, and the return on all.
YEAR_OF_GROWTH = Decimal("1.2")

# What each warning says, in English; `since` is the day of the reading that it compares with, `source` its way.
WORDS = {
    "zero-after-balance": N_("the balance is zero, and was not on {since}"),
    "balance-fell": N_("the balance is less than on {since}"),
    "balance-jumped": N_("the balance has grown since {since} by more than a year of wages and return explains"),
    "as-of-went-back": N_("the day that the balance is of is before that of the reading of {since}"),
    "card-vanished": N_("the card was there on {since} and is gone"),
    "card-appeared": N_("the card was not there before"),
    "ways-disagree": N_("the balance is not the one that {source} gave on the same day, {since}"),
    "as-of-old": N_("the balance is of {since}, and the page shows no later one"),
}
_LONG_AGO = timedelta(days=366)

DISAGREE = "ways-disagree"
"""The code of the warning that two ways gave two balances of one day."""

Key = tuple[str | None, str | None]


class Earlier(msgspec.Struct, frozen=True):
    """What was last read of one card: when, the balance in rupiah, and the last as-of date that it had.

    `last_seen` says that the card was there when the account was last read; `run` is the number of its run.
    """

    checked_at: datetime
    balance: Decimal
    as_of: date | None
    last_seen: bool
    run: int


class Implausible(Warned, frozen=True):
    """A warning about one card (`kpj`; None where the page names none), beside its reading of the day `since`.

    `against` is the run of that reading, `source` its way, where that matters.
    """

    kpj: str | None = None
    since: date | None = None
    against: int | None = None
    source: str | None = None


def key(kpj: str | None, npp: str | None, company: str | None) -> Key:
    """What a card is known by: its KPJ; where the page names none, the employer."""
    return (kpj, None) if kpj else (None, npp or company)


def short(kpj: str | None) -> str:
    """A card's name in a warning, which may end in somebody's mail: the last four of its number."""
    return f"...{kpj[-4:]}" if kpj else "without number"


def whole(source: str) -> bool:
    """Whether a reading by this way is of all cards of the account; by the others it is of those that were shown."""
    return source == Source.PORTAL


def long_past(reading: Reading, today: date) -> tuple[Implausible, ...]:
    """A warning of each card whose balance is of a day more than a year ago, as that of a card that was left."""
    days = [(card.kpj, card.as_of or (reading.as_of if len(reading.cards) == 1 else None)) for card in reading.cards]
    old = [(kpj, day) for kpj, day in days if day is not None and today - day > _LONG_AGO]
    return tuple(_doubt("as-of-old", kpj, day, None) for kpj, day in old)


def doubts(
    reading: Reading, source: str, now: datetime, before: Mapping[Key, Earlier], complete: bool
) -> tuple[Implausible, ...]:
    """What is implausible about `reading`, taken at `now`, beside the cards read `before` from the same account.

    By whichever way they were read. `complete` says that the account was read whole before, not only single cards.
    """
    keys = [key(card.kpj, card.npp, card.company) for card in reading.cards]
    before = _without_number(keys, before)
    times = Counter(keys)
    found: list[Implausible] = []
    for card, known_by in zip(reading.cards, keys, strict=True):
        earlier = before.get(known_by)
        # Two cards that nothing tells apart cannot be compared with what was before.
        if earlier is not None and times[known_by] == 1:
            found += _grown(card, card.as_of or reading.as_of, earlier, now)
        if before and card.kpj and all(number for number, _ in before):
            if earlier is None or (complete and not earlier.last_seen):
                found.append(_doubt("card-appeared", card.kpj, None, max(one.run for one in before.values())))
    # A card whose number the page leaves out this time may be any of those that seem to have gone.
    if whole(source) and all(card.kpj for card in reading.cards):
        for (kpj, _), earlier in before.items():
            if kpj and earlier.last_seen and (kpj, None) not in times:
                found.append(_doubt("card-vanished", kpj, _day(earlier), earlier.run))
    return tuple(found)


def _without_number(keys: list[Key], before: Mapping[Key, Earlier]) -> Mapping[Key, Earlier]:
    """`before`, where an account's only card is still itself when the page names it otherwise, or not at all."""
    seen = [one for one, earlier in before.items() if earlier.last_seen]
    if len(keys) == len(seen) == 1 and keys != seen and (keys[0][0] is None or seen[0][0] is None):
        return {keys[0]: before[seen[0]]}
    return before


def _grown(card: Card, as_of: date | None, earlier: Earlier, now: datetime) -> list[Implausible]:
    since, run = _day(earlier), earlier.run
    found = []
    if card.balance == 0 < earlier.balance:
        found.append(_doubt("zero-after-balance", card.kpj, since, run))
    elif card.balance < earlier.balance:
        found.append(_doubt("balance-fell", card.kpj, since, run))
    elif card.balance > _explained(earlier, now):
        found.append(_doubt("balance-jumped", card.kpj, since, run))
    if as_of and earlier.as_of and as_of < earlier.as_of:
        found.append(_doubt("as-of-went-back", card.kpj, since, run))
    return found


def _explained(earlier: Earlier, now: datetime) -> Decimal:
    """The most that the balance may have come to. A year is let pass at once: employers pay late."""
    years = max(Decimal(1), Decimal((now - earlier.checked_at) / timedelta(days=365)))
    return earlier.balance * (1 + YEAR_OF_GROWTH * years) + YEAR_OF_WAGES * years


def disagreed(kpj: str | None, since: date, against: int, source: str) -> Implausible:
    """The warning that two ways gave two balances of a card on one day."""
    return _doubt(DISAGREE, kpj, since, against, source)


def _doubt(
    code: str, kpj: str | None, since: date | None, against: int | None, source: str | None = None
) -> Implausible:
    told = WORDS[code].format(since=since, source=source)
    return Implausible(code, f"card {short(kpj)}: {told}", kpj, since, against, source)


def _day(earlier: Earlier) -> date:
    return earlier.checked_at.date()
