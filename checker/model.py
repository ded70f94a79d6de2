"""What a check yields: cards, a reading, a result. Frozen, typed, no I/O.

Plain values are structs of msgspec all over the program: to define them as dataclasses took half of each start's time.
"""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

import msgspec


class Confidence(StrEnum):
    """Which of the two readings stand behind a balance."""

    AGREED = "agreed"
    POINTED = "pointed"
    PLAIN = "plain"


class Warned(msgspec.Struct, frozen=True):
    """Something that the person should know although the balance stands."""

    code: str
    detail: str


class Card(msgspec.Struct, frozen=True):
    """One membership card and its JHT balance.

    `kpj` is 11 characters ``[0-9A-Z]``; `balance` is in rupiah with at most two decimals.
    None means that the page did not say.
    """

    balance: Decimal
    kpj: str | None = None
    company: str | None = None
    npp: str | None = None
    segment: str | None = None
    membership: str | None = None
    as_of: date | None = None


class Reading(msgspec.Struct, frozen=True):
    """The balances of one page or of several pages put together."""

    cards: tuple[Card, ...]
    total: Decimal
    confidence: Confidence
    as_of: date | None = None
    warnings: tuple[Warned, ...] = ()


class CheckResult(msgspec.Struct, frozen=True):
    """One successful check of one account, at an instant with a time zone."""

    account: str
    source: str
    checked_at: datetime
    reading: Reading
