"""What is done next in the app, and why not: pure decisions on screens, each refusal by its rule and with a hint."""

import pytest

from checker.failures import Failure
from checker.journey import app
from checker.journey.decide import decide
from checker.journey.memory import Memory
from checker.journey.steps import Key, Press, Step, Stop, Tour
from checker.simulator.jmo import SCENARIOS, App
from checker.simulator.screens import xml
from tests.phone.trees import APP, line, now, screen

RULES = app.rules(APP.app)
BUTTON, FIELD = "android.widget.Button", "android.widget.EditText"


def next_step(dumped: str, memory: Memory | None = None) -> Step:
    return decide(now(dumped, memory), RULES)[1]


def stops(dumped: str) -> tuple[str, str | None]:
    """The code and the rule of the failure that a screen ends the run by."""
    step = next_step(dumped)
    assert isinstance(step, Stop), step
    assert step.failure.hint
    assert not (step.failure.rule in step.failure.cases and step.failure.case != step.failure.rule)
    return step.failure.code, step.failure.rule


WANTED = {
    "refuses": ("device-unavailable", "app-refuses-debugging"),
    "update": ("needs-human", "app-update"),
    "login": ("needs-human", "app-login"),
    "pin": ("needs-human", "app-pin"),
    "fingerprint": ("needs-human", "app-biometrics"),
    "app-locked": ("needs-human", "app-locked"),
    "other-app": ("needs-human", "app-not-in-front"),
    "claim": ("page-not-recognised", "claim-in-app"),
}


@pytest.mark.parametrize("name", WANTED)
def test_what_is_wanted_first_is_a_persons(name: str) -> None:
    assert stops(xml(App(SCENARIOS[name]).screen())) == WANTED[name]


OTHERS = {
    "a PIN in dots, without a word of it": (
        screen(line(0, "Halo"), line(1, "", "password", kind=FIELD)),
        "app-login",
    ),
    "a one-time code": (
        screen(line(0, "Kode OTP telah dikirim ke nomor Anda"), line(1, "", "clickable", kind=FIELD)),
        "app-code",
    ),
    "a session that has ended": (screen(line(0, "Sesi Anda telah berakhir. Silakan login kembali.")), "app-login"),
    "a finger, in a window of the phone's own": (
        screen(
            line(8, "Gunakan sidik jari"),
            line(9, "Batal", "clickable"),
            root=(0, 1400, 1080, 2340),
            package="com.android.systemui",
        ),
        "app-biometrics",
    ),
    "a permission": (
        screen(line(8, "Izinkan JMO mengakses lokasi?"), package="com.google.android.permissioncontroller"),
        "app-not-in-front",
    ),
    "a consent in a notice": (
        screen(
            line(9, "Dengan ini Anda menyetujui pemrosesan data"),
            line(10, "Saya setuju", "clickable", kind=BUTTON),
            line(11, "Nanti", "clickable", kind=BUTTON),
            root=(120, 800, 960, 1400),
        ),
        "app-consent",
    ),
}


@pytest.mark.parametrize(("dumped", "rule"), OTHERS.values(), ids=list(OTHERS))
def test_what_else_is_a_persons(dumped: str, rule: str) -> None:
    assert stops(dumped) == ("needs-human", rule)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Sistem sedang dalam pemeliharaan", "portal-unavailable"),
        ("Akun Anda terkunci", "account-locked"),
        ("Selamat menunaikan ibadah", "page-not-recognised"),
    ],
)
def test_what_the_app_tells_of_has_its_own_code(said: str, code: str) -> None:
    memory = Memory(resumed=True, waited=9)
    step = next_step(screen(line(0, said)), memory)
    assert isinstance(step, Stop)
    assert step.failure.code == code


def test_the_way_is_gone_tile_by_tile() -> None:
    one = App(SCENARIOS["one-card"])
    step = next_step(xml(one.screen()))
    assert getattr(step, "on", None) is not None
    one.stack.append("jht")
    step = next_step(xml(one.screen()))
    assert isinstance(step, Press)
    assert (step.purpose, step.on.called) == ("balance", "Cek Saldo")
    assert isinstance(next_step(xml(one.screen()), Memory(resumed=True, asked=True)), Tour)


def test_a_notice_is_declined_or_left_by_the_way_back_and_never_accepted() -> None:
    one = App(SCENARIOS["notices"])
    step = next_step(xml(one.screen()))
    assert isinstance(step, Press)
    assert (step.purpose, step.on.called) == ("close", "Nanti Saja")
    one.notices.pop(0)
    first = next_step(xml(one.screen()))
    assert isinstance(first, Key)
    assert first.mark is not None
    again = next_step(xml(one.screen()), Memory(resumed=True, pressed=(first.mark,)))
    assert isinstance(again, Stop)
    assert again.failure.rule == "app-notice"


def test_with_look_nothing_is_pressed() -> None:
    for name in SCENARIOS:
        step = decide(now(xml(App(SCENARIOS[name]).screen())), app.rules(APP.app, look=True))[1]
        assert not isinstance(step, Press | Key | Tour), name


def test_each_rule_of_what_is_wanted_has_its_words_and_its_hint() -> None:
    assert set(APP.app.screens) == set(app.SCREENS) - {"app-code"}
    cases = {case for one in Failure.__subclasses__() for case in one.cases}
    assert set(app.SCREENS) <= cases
