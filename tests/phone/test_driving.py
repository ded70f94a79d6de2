"""Whole checks of the app on a simulated phone, in this process: what is read, what is refused, what was touched."""

import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from checker.failures import Failure
from checker.model import Reading
from checker.phone import adb as way
from checker.phone.drive import ONE_CARD, Drive
from checker.phone.watching import Watch
from checker.simulator import adb
from checker.simulator.jmo import CARDS, SCENARIOS, App, Scenario
from checker.simulator.phone import SimulatedPhone, phone
from checker.simulator.screens import Item, Screen
from tests.driving import nightly
from tests.phone.trees import APP, TODAY

Run = Callable[..., Reading]
PACE = 0.02


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Reads the app on a simulated phone; raises what the check ends by."""

    def ran(simulated: SimulatedPhone, *, look: bool = False) -> Reading:
        with adb.start([simulated]) as server:
            monkeypatch.setenv("ANDROID_ADB_SERVER_PORT", str(server.port))
            connected = way.connect(None)
            watch = Watch(connected, connected.size(), time.monotonic() + 60, PACE)
            return Drive(watch, APP, TODAY, lambda _: None, look).run()

    return ran


def told(reading: Reading) -> list[tuple[str | None, int]]:
    return [(card.kpj, int(card.balance)) for card in reading.cards]


def at_balance(scenario: Scenario, chosen: int | None = 0) -> SimulatedPhone:
    """A phone whose owner has opened the balance's page."""
    simulated = SimulatedPhone(App(scenario))
    simulated.app.stack, simulated.app.chosen = ["home", "jht", "balance"], chosen
    return simulated


TOUCHES = {
    "Jaminan Hari Tua",
    "Cek Saldo",
    "Lihat Saldo",
    "Nanti Saja",
    "Pilih Nomor Kartu (KPJ)",
    *(card[0] for card in CARDS),
}


ALL = ("told-only", "dump-fails", "one-card", "rows", "three-cards", "list", "radios", "overlay", "long", "counts-up")


@pytest.mark.parametrize("name", ["notices", *map(nightly, (*ALL, "asked-in-between"))])
def test_all_cards_are_read_and_nothing_else_is_touched(run: Run, name: str) -> None:
    simulated = phone(name)
    reading = run(simulated)
    assert told(reading) == [(kpj, balance) for kpj, balance, *_ in simulated.app.cards]
    assert {one.removeprefix("tap ") for one in simulated.log} <= TOUCHES | {"back", "swipe"}
    assert simulated.files == {}, "no dump stays on the phone"


def test_each_card_is_chosen_and_read(run: Run) -> None:
    simulated = at_balance(SCENARIOS["rows"])
    assert told(run(simulated)) == [(kpj, balance) for kpj, balance, *_ in simulated.app.cards]


def test_with_look_nothing_is_touched(run: Run) -> None:
    simulated = at_balance(SCENARIOS["three-cards"], 1)
    reading = run(simulated, look=True)
    assert told(reading) == [(CARDS[1][0], CARDS[1][1])]
    assert [one.code for one in reading.warnings] == [ONE_CARD]
    assert simulated.log == []


class Plain(SimulatedPhone):
    """A phone that knows no more than the oldest do: one shell, no size, no pictures."""

    def _command(self, words: list[str]) -> tuple[bytes, int]:
        if words[0] in ("wm", "screencap"):
            return f"/system/bin/sh: {words[0]}: not found\n".encode(), 127
        return super()._command(words)


def test_an_old_phone_is_read_all_the_same(run: Run) -> None:
    simulated = Plain(App(SCENARIOS["one-card"]), shell_v2=False)
    simulated.app.stack = ["home", "jht", "balance"]
    assert told(run(simulated, look=True)) == [(CARDS[0][0], CARDS[0][1])]


@pytest.mark.nightly
def test_a_login_that_has_ended_on_the_way_is_the_persons(run: Run) -> None:
    with pytest.raises(Failure) as ended:
        run(phone("ends"))
    assert (ended.value.code, ended.value.rule) == ("needs-human", "app-login")


class Odd(App):
    """An app whose balance's page is made by the test."""

    def __init__(self, page: "Callable[[Odd], Item]") -> None:
        super().__init__(Scenario("made by a test"))
        self.page, self.stack = page, ["balance"]

    def screen(self) -> Screen:
        return Screen(self.page(self))


def page(*items: Item, kind: str = "FrameLayout", scrolls: bool = False) -> Item:
    return Item("", holds=items, kind=kind, scrolls=scrolls)


def put(at: int, text: str) -> Item:
    return Item(text, (48, 160 + at * 90, 1032, 220 + at * 90))


def card(at: int, amount: str, kpj: str = CARDS[0][0]) -> tuple[Item, ...]:
    return put(at, "Saldo JHT"), put(at + 1, amount), put(at + 2, "Nomor KPJ"), put(at + 3, kpj)


ODD: dict[str, tuple[Callable[[Odd], Item], str]] = {
    "an amount that never stands still": (
        lambda app: page(*card(0, f"Rp 12.345.{app._ticks % 900 + 100},00")),
        "screen-keeps-moving",
    ),
    "an amount that is told, and not drawn": (
        lambda _: page(*(replace(one, drawn=not one.text.startswith("Rp")) for one in card(0, "Rp 12.345.678,00"))),
        "ink-unsure",
    ),
    "a card in a strip that is drawn aside": (
        lambda _: page(*card(0, "Rp 12.345.678,00"), kind="HorizontalScrollView", scrolls=True),
        "cards-beside",
    ),
    "a list of cards that goes on further down": (
        lambda app: page(
            *card(0, "Rp 12.345.678,00") if app.offset < 400 else card(0, "Rp 4.500.000,00", CARDS[1][0]),
            kind="ScrollView",
            scrolls=True,
        ),
        "cards-apart",
    ),
}


@pytest.mark.parametrize(
    ("made", "rule"), [nightly(*one) if at == 0 else one for at, one in enumerate(ODD.values())], ids=list(ODD)
)
def test_what_is_not_sure_is_refused(run: Run, made: Callable[[Odd], Item], rule: str) -> None:
    with pytest.raises(Failure) as ended:
        run(SimulatedPhone(Odd(made)))
    assert (ended.value.rule, ended.value.exit_status in (31, 32)) == (rule, True)


@pytest.mark.nightly
def test_a_list_of_cards_that_scrolls_is_not_whole(run: Run) -> None:
    """Two cards are in sight, and the list says that it can be scrolled."""
    simulated = phone("rows")
    screens = simulated.app.screen

    def screen() -> Screen:
        shown = screens()
        return replace(shown, root=replace(shown.root, scrolls=shown.root.kind == "ListView"))

    simulated.app.screen = screen  # type: ignore[method-assign]
    with pytest.raises(Failure) as ended:
        run(simulated)
    assert ended.value.rule == "list-not-whole"


@pytest.mark.nightly
def test_an_empty_place_is_no_nought(run: Run) -> None:
    with pytest.raises(Failure) as ended:
        run(phone("empty"))
    assert ended.value.code == "balance-not-shown"


@pytest.mark.nightly
def test_an_amount_of_the_card_before_is_not_the_next_ones(run: Run) -> None:
    """The number of the card changes at once, and its amount never does."""
    simulated = phone("rows")
    simulated.app.amount = lambda: "Rp 12.345.678,00"  # type: ignore[method-assign]
    with pytest.raises(Failure) as ended:
        run(simulated)
    assert ended.value.code == "balance-uncertain"
