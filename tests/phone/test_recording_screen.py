"""A masked copy of a phone's screen: nothing of the person stands in it, and the gate finds what somebody put back."""

import random
from datetime import datetime
from pathlib import Path

import pytest

from checker.recording import fixture, gate, screen
from checker.recording.fixture import Meta
from checker.recording.standins import StandIns
from checker.settings import JAKARTA
from checker.simulator.jmo import SCENARIOS, App
from checker.simulator.screens import xml
from tests.phone.test_trees import read
from tests.phone.trees import APP, LOADED, TODAY, line
from tests.phone.trees import screen as dumped

NOW = datetime(2026, 11, 28, 8, tzinfo=JAKARTA)
NUMBER, AMOUNT = "98761234505", "Rp 87.654.321,00"
OWN = dumped(
    line(0, "Hai, Rahayu Wulandari"),
    line(1, "rahayu.w@contoh.co.id"),
    line(2, "Saldo JHT"),
    line(3, AMOUNT),
    line(4, "Nomor KPJ"),
    line(5, NUMBER),
    line(6, "rahasia-saya", "password", kind="android.widget.EditText", said="3201234567890123"),
)


def masked(tree: str) -> str:
    return screen.masked(tree, StandIns(LOADED.vocabulary, APP.words, TODAY, rng=random.Random(1)))


def left(folder: Path, tree: str) -> set[str]:
    """The rules that find something in a fixture of this tree."""
    meta = fixture.dump_meta(Meta("recorded", NOW, "app", APP.app.origin))
    fixture.write(folder, {fixture.TREE: tree, fixture.META: meta})
    return {one.rule for one in gate.verify(folder, LOADED.vocabulary, (APP.app.origin,))}


@pytest.mark.parametrize("tree", [OWN, xml(App(SCENARIOS["login"]).screen()), xml(App(SCENARIOS["claim"]).screen())])
def test_nothing_of_the_person_is_left(tree: str, tmp_path: Path) -> None:
    copy = masked(tree)
    own = ("rahayu", "wulandari", NUMBER, "87.654.321", "rahasia", "3201234567890123", "hunter2", "12.345.678")
    assert not [one for one in own if one in copy.lower()]
    assert left(tmp_path / "copy", copy) == set()


def test_the_copy_reads_as_the_screen_did() -> None:
    own = dumped(line(0, "Saldo JHT"), line(1, AMOUNT), line(3, "Nomor KPJ"), line(4, NUMBER))
    assert read(own) == f"{NUMBER} 87654321.00"
    number, _, balance = read(masked(own)).partition(" ")
    assert (number != NUMBER, len(number), balance != "87654321.00", len(balance)) == (True, 11, True, 11)


PUT_BACK = {
    "a name": ("Saldo JHT", "Saldo JHT Rahayu", "unknown-word"),
    "a card's number": ("Saldo JHT", NUMBER, "card-number"),
    "an address": ("Saldo JHT", "rahayu@contoh.co.id", "e-mail"),
    "what was typed": ('password="true"', 'password="true" text="saldo"', "typed-value"),
    "another element": ("</hierarchy>", "<extra/></hierarchy>", "foreign-element"),
    "a remark": ("</hierarchy>", "<!-- saldo --></hierarchy>", "comment"),
    "a number in a name": ('index="', f'resource-id="kartu_{NUMBER}" index="', "card-number"),
}


@pytest.mark.parametrize(("old", "new", "rule"), PUT_BACK.values(), ids=list(PUT_BACK))
def test_the_gate_finds_what_is_put_back(old: str, new: str, rule: str, tmp_path: Path) -> None:
    copy = masked(OWN.replace("<node text=", '<node index="0" text='))
    assert old in copy
    assert rule in left(tmp_path / "copy", copy.replace(old, new, 1))
