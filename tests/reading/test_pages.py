"""Pages written by someone who has not seen the reader, and what a careful person who sees them would conclude."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from checker.failures import Failure
from checker.model import Reading

PAGES = Path(__file__).parents[1] / "pages"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((PAGES / "expected.toml").read_text(encoding="utf-8"))


def judge(outcome: Reading | Failure, expected: dict[str, Any]) -> tuple[str, str]:
    """The verdict (`right`, `missed`, `wrong`) and what to say about it; `wrong` is a number that is not true."""
    if isinstance(outcome, Failure):
        if outcome.code in expected.get("refuse", ()):
            return "right", str(outcome)
        if expected.get("may_refuse") and outcome.code in ("balance-uncertain", "balance-not-shown"):
            return "right", str(outcome)
        wanted = expected.get("refuse") or expected["total"]
        return "missed", f"{outcome} instead of {wanted}"
    said = f"total {outcome.total}, cards " + ", ".join(f"{card.kpj}: {card.balance}" for card in outcome.cards)
    if "refuse" in expected:
        return "wrong", f"{said} instead of a refusal ({', '.join(expected['refuse'])})"
    if outcome.total != Decimal(expected["total"]):
        return "wrong", f"{said} instead of total {expected['total']}"
    if "cards" in expected:
        wanted_cards = [(card.get("kpj"), Decimal(card["balance"])) for card in expected["cards"]]
        read_cards = [(card.kpj, card.balance) for card in outcome.cards]
        if sorted(read_cards, key=str) != sorted(wanted_cards, key=str):
            right_numbers = sorted(balance for _, balance in read_cards) == sorted(
                balance for _, balance in wanted_cards
            )
            unnamed = [
                (None if kpj is None else known, balance)
                for (kpj, balance), (known, _) in zip(read_cards, wanted_cards, strict=False)
            ]
            partly = right_numbers and unnamed == read_cards
            return "missed" if partly else "wrong", f"{said} instead of {wanted_cards}"
    days = {outcome.as_of, *(card.as_of for card in outcome.cards)} - {None}
    if "as_of" in expected and days - {expected["as_of"]}:
        return "wrong", f"as of {days} instead of {expected['as_of']}"
    return "right", said


def test_every_page_has_an_expectation_and_says_that_it_is_simulated() -> None:
    pages = {path.stem: path.read_text(encoding="utf-8") for path in PAGES.glob("*.html")}
    assert pages.keys() == EXPECTED.keys()
    assert len(pages) >= 120
    assert not [name for name, html in pages.items() if "SIMULASI" not in html]
