"""What a reading finds: a balance on the page, and all of them put together."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from checker.model import Card
from checker.reading.claims import Claim
from checker.reading.segments import Segment

if TYPE_CHECKING:
    from checker.reading.open_doubts import Doubt


class Found(msgspec.Struct, frozen=True):
    """A balance found: whose card, how much, and the segment that says so."""

    segment: Segment
    balance: Decimal
    total: bool
    claim: Claim
    as_of: date | None
    kpj: str | None = None


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
    doubts: "tuple[Doubt, ...]" = ()
    """What speaks for more cards than these."""
    trace: tuple[str, ...] = field(default=(), compare=False)
    """The rules that have spoken, in their order; what is said of one amount opens with its place on the page."""
