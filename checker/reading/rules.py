"""All rules of the reading, in the order in which they are asked: `make rules` tells what each of them earns."""

from typing import Any

from checker.reading.amounts import CLAIMS, OTHERS, UNCLEAR
from checker.reading.cards import CARDS, TOTALS
from checker.reading.doubts import DOUBTS
from checker.reading.offers import OFFERS
from checker.reading.page import NAMING
from checker.reading.painted import PAINTED
from checker.reading.plain import HEADED
from checker.reading.rule import Rules
from checker.reading.vetoes import VETOES

ROOMS: dict[str, Rules[Any]] = {
    "what the label of an amount is": NAMING,
    "what labels and headings make of an amount": CLAIMS,
    "what makes a claimed amount another thing": OTHERS,
    "what makes a claimed amount unclear": UNCLEAR,
    "what names an amount without a label": HEADED,
    "which totals are no balance": TOTALS,
    "what on the page speaks against the balances": VETOES,
    "what cannot be seen for certain": PAINTED,
    "what speaks for more cards": DOUBTS,
    "what keeps balances from being put together": CARDS,
    "what is offered beside the balances": OFFERS,
}
"""The rules by what they answer; each list stands in the room that asks it."""
