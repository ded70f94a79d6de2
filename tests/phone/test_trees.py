"""A phone's accessibility tree as an observation, and what is read of one: pure, on trees written down here."""

import pytest

from checker.failures import BalanceNotShown, BalanceUncertain
from checker.phone.nodes import NoTree, parse
from checker.phone.tree import layers, observation
from checker.reading.believed import once
from checker.simulator.jmo import SCENARIOS, App
from checker.simulator.screens import xml
from tests.phone.trees import APP, SIZE, TODAY, line, node, screen, seen, tree

KPJ, AMOUNT = "12345678901", "Rp 12.345.678,00"
VIEW, GROUP = "android.view.View", "android.view.ViewGroup"


def read(dumped: str) -> str:
    """What is read of a screen: each card with its balance, or the code and the rule of a refusal."""
    outcome = once(seen(dumped), (), APP.words, TODAY, None, ())
    if isinstance(outcome, Exception):
        return f"{outcome.code} {outcome.rule}"
    return ", ".join(f"{card.kpj or '-'} {card.balance}" for card in outcome[0].cards)


READ = {
    "labels over values": screen(line(0, "Saldo JHT"), line(1, AMOUNT), line(3, "Nomor KPJ"), line(4, KPJ)),
    "label and value in a row": screen(
        node("", (48, 160, 1032, 220), line(0, "Saldo JHT", right=500), line(0, AMOUNT, left=600), kind=GROUP),
        node("", (48, 250, 1032, 310), line(1, "Nomor KPJ", right=500), line(1, KPJ, left=600), kind=GROUP),
    ),
    "told to a screen reader only, several lines in one node": screen(
        node("", (48, 160, 1032, 400), kind=VIEW, said=f"Nomor KPJ\n{KPJ}\nSaldo JHT\n{AMOUNT}")
    ),
    "one text that tells it all": screen(line(0, f"Nomor KPJ: {KPJ}"), line(1, f"Saldo JHT: {AMOUNT}")),
    "a card to be touched, with its own sum told beside": screen(
        node(
            "",
            (48, 160, 1032, 600),
            line(0, "Saldo JHT"),
            line(1, AMOUNT),
            line(2, f"KPJ {KPJ}"),
            kind=GROUP,
            said=f"Saldo JHT {AMOUNT} KPJ {KPJ}",
        )
    ),
    "other programmes below": screen(
        line(0, "Saldo JHT"),
        line(1, AMOUNT),
        line(3, "KPJ"),
        line(4, KPJ),
        line(6, "Saldo JP"),
        line(7, "Rp 900.000,00"),
    ),
}


@pytest.mark.parametrize("dumped", READ.values(), ids=list(READ))
def test_a_balance_is_read(dumped: str) -> None:
    assert read(dumped) == f"{KPJ} 12345678.00"


@pytest.mark.parametrize("called", ["Care Contact", "Hotline", "Customer Service", "No. HP"])
def test_the_number_of_a_telephone_is_no_cards(called: str) -> None:
    told = screen(line(0, "Saldo JHT"), line(1, AMOUNT), line(3, called), line(4, "02155512345"))
    assert read(told) == "- 12345678.00"


REFUSED = {
    "an empty node where the amount goes": (screen(line(0, "Saldo JHT"), line(1, ""), line(3, KPJ)), BalanceNotShown),
    "an amount that is masked": (screen(line(0, "Saldo JHT"), line(1, "Rp ••••••")), BalanceNotShown),
    "a screen reader is told another amount": (
        screen(line(0, "Saldo JHT"), line(1, AMOUNT, said="Rp 1.000.000,00"), line(3, KPJ)),
        BalanceUncertain,
    ),
    "an amount of no programme": (screen(line(0, "Saldo"), line(1, AMOUNT)), BalanceUncertain),
    "an amount in two nodes": (
        screen(line(0, "Saldo JHT"), line(1, "Rp 15", right=200), line(1, ".345.678", left=200), line(3, KPJ)),
        BalanceUncertain,
    ),
    "a tab that is chosen is a simulation's": (
        screen(
            line(0, "Saldo", right=400, flags="clickable"),
            line(0, "Simulasi", left=500, flags="clickable selected"),
            line(1, "Saldo JHT"),
            line(2, AMOUNT),
        ),
        BalanceUncertain,
    ),
    "a simulation": (screen(line(0, "Simulasi Saldo JHT"), line(1, AMOUNT)), BalanceNotShown),
    "an amount in a field for a password": (
        screen(line(0, "Saldo JHT"), line(1, AMOUNT, "password", kind="android.widget.EditText")),
        BalanceNotShown,
    ),
    "an amount that lies under a notice": (
        screen(
            node("", (0, 0, 1080, 2340), line(0, "Saldo JHT"), line(1, AMOUNT), line(2, KPJ), kind=GROUP),
            node(
                "",
                (0, 0, 1080, 900),
                node("Pengumuman", (48, 100, 1032, 420)),
                node("Tutup", (48, 500, 1032, 600), flags="clickable", kind="android.widget.Button"),
                kind=GROUP,
            ),
        ),
        BalanceNotShown,
    ),
}


@pytest.mark.parametrize(("dumped", "kind"), REFUSED.values(), ids=list(REFUSED))
def test_no_number_is_given(dumped: str, kind: type[Exception]) -> None:
    assert isinstance(once(seen(dumped), (), APP.words, TODAY, None, ()), kind), read(dumped)


def test_a_field_for_a_password_is_never_read() -> None:
    dumped = screen(line(0, "hunter2", "password", kind="android.widget.EditText", said="hunter3"))
    found = seen(dumped)
    assert found.sight.secret
    assert "hunter" not in repr((found, tree(dumped)))


def test_a_dialog_of_its_own_window_is_a_layer() -> None:
    told = tree(screen(line(8, "Pengkinian Data"), line(9, "Nanti", "clickable"), root=(120, 800, 960, 1200)))
    assert next(iter(layers(told).laid.values()))[0] == "Pengkinian Data\nNanti"
    control = observation(told, 1, 0, 0).sight.controls[0]
    assert (control.name, control.layer) == ("Nanti", "Pengkinian Data\nNanti")


def test_a_small_sign_over_a_line_is_no_layer() -> None:
    told = tree(screen(line(0, "Saldo JHT"), line(1, AMOUNT), node("+", (500, 255, 580, 305), flags="clickable")))
    assert (len(layers(told).laid), len(layers(told).covered)) == (0, 1)


@pytest.mark.parametrize(
    "dumped",
    ["", "ERROR: could not get idle state.", "<hierarchy></hierarchy>", "<hierarchy><node bounds='x'/></hierarchy>"],
)
def test_what_is_no_tree_is_none(dumped: str) -> None:
    with pytest.raises(NoTree):
        parse(dumped, SIZE)


def test_entities_are_not_opened() -> None:
    with pytest.raises(NoTree):
        parse('<!DOCTYPE x [<!ENTITY a "b">]><hierarchy><node text="&a;" bounds="[0,0][1,1]"/></hierarchy>', SIZE)


def test_every_scenario_has_a_tree() -> None:
    for told in SCENARIOS.values():
        assert tree(xml(App(told).screen())).nodes
