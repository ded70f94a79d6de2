"""What may be touched on a phone, and what not: the policy of one hand, on trees; and that it is the only hand."""

import ast
from pathlib import Path

import pytest

from checker.journey.policy import Policy
from checker.journey.surroundings import Purpose
from checker.phone.adb import Phone
from checker.phone.hand import Hand
from tests.driving import ROOT
from tests.phone.trees import APP, line, node, screen, tree

BUTTON, GROUP = "android.widget.Button", "android.view.ViewGroup"
ROOM = sorted((ROOT / "checker" / "phone").glob("*.py"))


class Log(Phone):
    """A phone that only notes what is done to it."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def tap(self, x: int, y: int) -> None:
        self.done.append(f"tap {x} {y}")

    def back(self) -> None:
        self.done.append("back")


def touched(before: str, after: str, name: str, purpose: Purpose) -> tuple[str | None, list[str]]:
    """The rule that refuses to touch the node that shows `name`, if one does, and what was done to the phone."""
    log, seen = Log(), tree(before)
    number = [one.number for one in seen.nodes if name in (one.text, one.said)][-1]
    refusal = Hand(log, Policy(APP), APP.app).press(seen, tree(after), number, purpose, name)
    return refusal.rule if refusal else None, log.done


def rule(dumped: str, name: str, purpose: Purpose) -> str | None:
    return touched(dumped, dumped, name, purpose)[0]


def tile(at: int, name: str, *more: str) -> str:
    """A tile that is touched as a whole."""
    box = (48, 160 + at * 90, 1032, 240 + at * 90)
    return node("", box, line(at, name), *more, kind=GROUP, flags="clickable")


MAY: dict[str, tuple[str, Purpose]] = {
    "the programme's tile": (tile(1, "Jaminan Hari Tua"), "menu"),
    "the way to the balance": (tile(1, "Cek Saldo"), "balance"),
    "a card": (line(1, "12345678901", "clickable"), "card"),
    "a list of cards": (line(1, "Pilih Nomor Kartu (KPJ)", "clickable", kind="android.widget.Spinner"), "cards"),
    "a notice's way out": (line(1, "Nanti Saja", "clickable", kind=BUTTON), "close"),
}


@pytest.mark.parametrize(("thing", "purpose"), MAY.values(), ids=list(MAY))
def test_what_is_wanted_is_touched_in_its_middle(thing: str, purpose: Purpose) -> None:
    name = thing.rpartition('text="')[2].partition('"')[0]
    assert touched(
        screen(line(0, "Program Layanan"), thing), screen(line(0, "Program Layanan"), thing), name, purpose
    ) == (
        None,
        ["tap 540 280"],
    )


MAY_NOT: dict[str, tuple[str, str, Purpose]] = {
    "a claim": (screen(tile(1, "Klaim JHT")), "Klaim JHT", "menu"),
    "new personal data": (screen(tile(1, "Pengkinian Data")), "Pengkinian Data", "menu"),
    "details inside a claim": (screen(tile(1, "Rincian Saldo JHT")), "Rincian Saldo JHT", "balance"),
    "what sends": (screen(line(1, "Kirim", "clickable", kind=BUTTON)), "Kirim", "choose"),
    "what goes on with a notice": (
        screen(line(1, "Ok, Lanjutkan", "clickable", kind=BUTTON)),
        "Ok, Lanjutkan",
        "close",
    ),
    "a way to the balance that is headed by a claim": (
        screen(line(0, "Pengajuan Klaim"), tile(1, "Jaminan Hari Tua")),
        "Jaminan Hari Tua",
        "menu",
    ),
    "a tile that says more than it is called": (
        screen(tile(1, "Cek Saldo", line(2, "dan ajukan klaim Anda"))),
        "Cek Saldo",
        "balance",
    ),
    "what asks for a consent beside it": (
        screen(line(0, "Dengan melanjutkan Anda menyetujui Syarat dan Ketentuan"), tile(1, "Cek Saldo")),
        "Cek Saldo",
        "balance",
    ),
    "what has no name": (screen(line(1, "", "clickable", kind=BUTTON)), "", "close"),
    "a field": (screen(line(1, "12345678901", "clickable", kind="android.widget.EditText")), "12345678901", "card"),
    "a login": (screen(line(1, "Masuk", "clickable", kind=BUTTON)), "Masuk", "login"),
    "a text that cannot be pressed": (screen(line(1, "Cek Saldo")), "Cek Saldo", "balance"),
    "what lies under something else": (
        screen(tile(1, "Cek Saldo"), node("Iklan", (0, 0, 1080, 2340), flags="clickable", kind=BUTTON)),
        "Cek Saldo",
        "balance",
    ),
    "a card in a notice on a claim": (
        screen(
            line(9, "Pilih kartu yang akan diklaim"),
            line(10, "12345678901", "clickable", kind=BUTTON),
            root=(120, 800, 960, 1300),
        ),
        "12345678901",
        "card",
    ),
    "another app's button": (screen(tile(1, "Cek Saldo"), package="com.example.other"), "Cek Saldo", "balance"),
}


@pytest.mark.parametrize(("dumped", "name", "purpose"), MAY_NOT.values(), ids=list(MAY_NOT))
def test_what_is_not_wanted_is_not_touched(dumped: str, name: str, purpose: Purpose) -> None:
    refused, done = touched(dumped, dumped, name, purpose)
    assert refused is not None
    assert done == []


CHANGED = {
    "it is gone": screen(line(0, "Program Layanan")),
    "another stands there": screen(line(0, "Program Layanan"), tile(1, "Klaim JHT")),
    "it has moved": screen(line(0, "Program Layanan"), tile(3, "Cek Saldo")),
    "a notice has come over it": screen(
        line(0, "Program Layanan"), tile(1, "Cek Saldo"), node("Setuju", flags="clickable", kind=BUTTON)
    ),
}


@pytest.mark.parametrize("after", CHANGED.values(), ids=list(CHANGED))
def test_it_is_looked_at_once_more_right_before(after: str) -> None:
    refused, done = touched(screen(line(0, "Program Layanan"), tile(1, "Cek Saldo")), after, "Cek Saldo", "balance")
    assert (refused is not None, done) == (True, [])


def test_a_text_in_a_large_part_is_touched_where_it_stands() -> None:
    whole = node("", (0, 0, 1080, 2000), line(0, "Saldo"), line(1, "Cek Saldo"), kind=GROUP, flags="clickable")
    assert touched(screen(whole), screen(whole), "Cek Saldo", "balance") == (None, ["tap 540 280"])


def test_no_step_back_leaves_another_app() -> None:
    log = Log()
    hand = Hand(log, Policy(APP), APP.app)
    assert not hand.back(tree(screen(line(0, "Galeri"), package="com.example.other")))
    assert hand.back(tree(screen(line(0, "Saldo JHT"))))
    assert log.done == ["back"]


@pytest.mark.parametrize("path", ROOM, ids=lambda path: path.name)
def test_nothing_else_touches_a_phone(path: Path) -> None:
    """What acts on a phone is called by the hand alone, and the words of its commands stand in one module."""
    acts = {"tap", "back", "swipe", "keyevent", "click", "send_keys", "app_start", "install", "push", "root", "drag"}
    found = []
    for one in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute) and one.func.attr in acts:
            if path.name != "hand.py" and ast.unparse(one.func.value) != "self.hand":
                found.append(f"{one.lineno}: {ast.unparse(one.func)}")
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and path.name != "adb.py":
            if one.value.startswith(("input ", "am ", "settings ", "pm ", "svc ", "su ")):
                found.append(f"{one.lineno}: {one.value}")
    assert not found
