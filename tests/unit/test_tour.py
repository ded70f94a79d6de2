"""The tour of the cards, walked on observations made by hand: which step follows on what was seen and read."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from msgspec import structs

from checker.failures import BalanceNotShown, BalanceUncertain
from checker.journey import tour
from checker.journey.memory import Memory
from checker.journey.now import Found, Now
from checker.journey.steps import Choose, Look, Outcome, Press, Read, Step, Tour
from checker.model import Card, Confidence, Reading
from checker.page.observation import Observation
from checker.reading.found import PlainReading
from tests.unit.test_decide import control, page, portal

CARDS = ("12345678901", "23456789012")
LIST = structs.replace(control("select", "Kartu"), options=tuple((one, one, False) for one in CARDS))


def shown(kpj: str, balance: str) -> Observation:
    return page("Saldo JHT", LIST, f"Nomor KPJ {kpj}", f"Rp {balance}")


def found(kpj: str, balance: str) -> Found:
    card = Card(Decimal(balance), kpj)
    return Found(Reading((card,), card.balance, Confidence.PLAIN), PlainReading((card,), card.balance, None))


def now(seen: Observation, read: Found | None = None, done: bool = True, absent: bool = False) -> Now:
    failure = BalanceNotShown("no balance is shown") if absent else None
    return Now(seen, Memory(asked=True), portal(), Outcome(done), read, failure)


def walked(answers: Iterator[Now]) -> tuple[list[Step], Reading | None]:
    """The steps of a tour whose answers are these, and what it has read."""
    steps: list[Step] = []
    walk = tour.walk(next(answers), Tour())
    try:
        steps.append(next(walk))
        while True:
            steps.append(walk.send(next(answers)))
    except StopIteration as end:
        return steps, end.value


def test_one_card_is_read_and_that_is_all() -> None:
    seen = page("Saldo JHT", f"Nomor KPJ {CARDS[0]}", "Rp 12.345.678")
    steps, reading = walked(iter([now(seen), now(seen, found(CARDS[0], "12345678"))]))
    assert steps == [Read(at_once=True)]
    assert reading is not None
    assert reading.total == Decimal("12345678")


def test_each_card_of_a_list_is_chosen_and_read() -> None:
    first, second = shown(CARDS[0], "12.345.678"), shown(CARDS[1], "4.100.050")
    empty = page("Saldo JHT", LIST)
    answers = [
        *(now(empty), now(empty, absent=True)),
        *(now(first), now(first, found(CARDS[0], "12345678"))),
        *(now(second), now(second, found(CARDS[1], "4100050"))),
    ]
    steps, reading = walked(iter(answers))
    assert [type(one) for one in steps] == [Read, Choose, Read, Choose, Read]
    assert [one.value for one in steps if isinstance(one, Choose)] == list(CARDS)
    assert reading is not None
    assert {card.kpj: card.balance for card in reading.cards} == {
        CARDS[0]: Decimal("12345678"),
        CARDS[1]: Decimal("4100050"),
    }


def test_a_card_that_shows_another_is_refused() -> None:
    first = shown(CARDS[0], "12.345.678")
    empty = page("Saldo JHT", LIST)
    answers = [now(empty), now(empty, absent=True), now(first), now(first, found(CARDS[1], "12345678"))]
    with pytest.raises(BalanceUncertain) as refused:
        walked(iter(answers))
    assert refused.value.rule == "other-card-shown"


def test_a_choice_that_is_refused_ends_the_tour_by_its_rule() -> None:
    empty = page("Saldo JHT", LIST)
    denied = structs.replace(now(empty), outcome=Outcome(False, rule="denied-form"))
    with pytest.raises(BalanceUncertain) as refused:
        walked(iter([now(empty), now(empty, absent=True), denied, now(empty)]))
    assert refused.value.rule == "denied-form"


def test_a_page_without_a_balance_leads_on_where_it_has_a_way_that_was_not_pressed() -> None:
    bare = page("Semua saldo", control("link", "Lihat Saldo JHT", "http://127.0.0.1:8000/jht"))
    steps, reading = walked(iter([now(bare), now(bare, absent=True), *[now(bare)] * 4]))
    assert reading is None
    assert isinstance(steps[-1], Press)
    assert steps[-1].purpose == "balance"
    assert Look() in steps
