"""What a check yields: cards, a reading, a result. Frozen, typed, no I/O.

Plain values are structs of msgspec all over the program: to define them as dataclasses took half of each start's time.
"""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal

import msgspec

from checker.texts import N_


class Confidence(StrEnum):
    """Which of the two readings stand behind a balance, or that a person has confirmed a page that looked the same."""

    CONFIRMED = "confirmed"
    AGREED = "agreed"
    POINTED = "pointed"
    PLAIN = "plain"


class Source(StrEnum):
    """By which way a reading came: `import` is what a person types, or takes out of a table of their own."""

    PORTAL = "portal"
    JMO = "jmo"
    PICTURE = "picture"
    SMS = "sms"
    IMPORT = "import"


CONFIDENCE = {
    Confidence.CONFIRMED: N_("the page looks as it did when you confirmed it"),
    Confidence.AGREED: N_("read in two ways that agree"),
    Confidence.POINTED: N_("read at the place that the selectors file names; nothing else on the page contradicts it"),
    Confidence.PLAIN: N_("read as a person reads the page; nothing checks it but you"),
}
"""What each confidence means to a person, in English."""
UNCONFIRMED = "unconfirmed"
"""The code of the warning that nobody has confirmed yet what was read, and the rule that gives no number for it."""
DENIED = "denied-by-person"
"""The rule that gives no number since the person has said that the portal shows another."""
Answer = Literal["yes", "no", "later"]
"""What a person says to the question whether the portal shows what was read."""
SAID = ("kpj", "company", "npp", "segment", "membership")
"""The fields of a card that a page says in words, in the order of every file and table that holds them."""


class Warned(msgspec.Struct, frozen=True):
    """Something that the person should know although the balance stands."""

    code: str
    detail: str


class Unconfirmed(Warned, frozen=True):
    """The warning that nobody has confirmed yet what was read; `command` is the one that helps."""

    command: str = ""


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

    def as_object(self) -> dict[str, str | None]:
        """The card as JSON holds it: a decimal string with two digits, days as ISO 8601, None for what is not said."""
        # Imported here, and not for the help of a command: its patterns take a while to be made.
        from checker.money import exact, sen

        said = {name: getattr(self, name) for name in SAID}
        return {**said, "balance": exact(sen(self.balance)), "as_of": self.as_of.isoformat() if self.as_of else None}


class Reading(msgspec.Struct, frozen=True):
    """The balances of one page or of several pages put together."""

    cards: tuple[Card, ...]
    total: Decimal
    confidence: Confidence
    as_of: date | None = None
    warnings: tuple[Warned, ...] = ()

    def as_object(self) -> dict[str, Any]:
        """The reading as JSON holds it, without its warnings."""
        from checker.money import exact, sen

        return {
            "total": exact(sen(self.total)),
            "confidence": str(self.confidence),
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "cards": [card.as_object() for card in self.cards],
        }


class CheckResult(msgspec.Struct, frozen=True):
    """One successful check of one account, at an instant with a time zone."""

    account: str
    source: Source
    checked_at: datetime
    reading: Reading
