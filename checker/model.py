"""What a check yields: cards, a reading, a result. Frozen, typed, no I/O."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class Confidence(StrEnum):
    """Which of the two readings stand behind a balance."""

    AGREED = "agreed"
    POINTED = "pointed"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that the person should know although the balance stands."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Card:
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


@dataclass(frozen=True, slots=True)
class Reading:
    """The balances of one page or of several pages put together."""

    cards: tuple[Card, ...]
    total: Decimal
    confidence: Confidence
    as_of: date | None = None
    warnings: tuple[Warned, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One successful check of one account, at an instant with a time zone."""

    account: str
    source: str
    checked_at: datetime
    reading: Reading
