"""What a reading finds: a balance on the page, what speaks for more of them, and all put together."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import msgspec

from checker.model import Card
from checker.reading.claims import Claim
from checker.reading.segments import Segment


class Found(msgspec.Struct, frozen=True):
    """A balance found: whose card, how much, and the segment that says so."""

    segment: Segment
    balance: Decimal
    total: bool
    claim: Claim
    as_of: date | None
    kpj: str | None = None


class Offer(msgspec.Struct, frozen=True):
    """A way to what may be a card: a control by role and name, or the option of a select."""

    name: str
    role: str
    option: str | None = None


class Doubt(msgspec.Struct, frozen=True):
    """What speaks for more cards than were read, and what would answer it: what is None or empty asks for nothing.

    `count` is how many cards there are, `total` what they hold together, `kpjs` and `names` what they are called,
    `amounts` what one of them holds. One that asks for nothing is answered by several cards of one chooser, unless it
    is `lasting`: then by nothing that can be chosen. A way `back` to where cards are chosen is answered by a list that
    holds one card only, too. One that tells of what `turns` the cards is answered once all parts of their list were
    gone through; `parts` is how many there are of them, or of the cards. One that balances are old is answered by a
    card whose balance is of a day `since` then.
    """

    rule: str = ""
    detail: str = ""
    count: int | None = None
    total: Decimal | None = None
    kpjs: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    amounts: tuple[Decimal, ...] = ()
    offers: tuple[Offer, ...] = ()
    lasting: bool = False
    back: bool = False
    turns: bool = False
    parts: int | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class PlainReading:
    """What the plain reading found; `kpjs_elsewhere` are the cards whose balance this page does not show."""

    cards: tuple[Card, ...]
    total: Decimal
    as_of: date | None
    boxes: tuple[Segment, ...] = field(default=(), compare=False)
    kpjs_elsewhere: tuple[str, ...] = ()
    shown_total: Decimal | None = None
    """The total as the page prints it; of all cards even where one was chosen."""
    doubts: tuple[Doubt, ...] = ()
    """What speaks for more cards than these."""
    trace: tuple[str, ...] = field(default=(), compare=False)
    """The rules that have spoken, in their order; what is said of one amount opens with its place on the page."""
