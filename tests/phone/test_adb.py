"""The way to a phone, by the library as it is, against a server that speaks adb's own protocol: what goes wrong."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from checker.failures import DeviceUnavailable
from checker.phone import adb as way
from checker.simulator import adb
from checker.simulator.phone import SimulatedPhone, phone

PACKAGE = "com.bpjstku"


@contextmanager
def served(monkeypatch: pytest.MonkeyPatch, *phones: SimulatedPhone) -> Iterator[adb.Server]:
    with adb.start(list(phones)) as server:
        monkeypatch.setenv("ANDROID_ADB_SERVER_PORT", str(server.port))
        monkeypatch.delenv("ANDROID_SERIAL", raising=False)
        yield server


def refused(act: Callable[[], object]) -> str:
    """The rule that an act is refused by; its hint is that of the rule."""
    with pytest.raises(DeviceUnavailable) as ended:
        act()
    failure = ended.value
    assert (failure.exit_status, failure.case) == (41, failure.rule)
    assert failure.hint == failure.cases[failure.case]
    return failure.case


@pytest.mark.parametrize(
    ("phones", "serial", "rule"),
    [
        ([], None, "no-phone"),
        (["asleep"], "OTHER", "phone-not-there"),
        (["one-card", "three-cards"], None, "several-phones"),
        (["unauthorised"], None, "phone-unauthorised"),
        (["offline"], None, "phone-offline"),
        (["unauthorised", "offline"], None, "several-phones"),
    ],
)
def test_which_phone(monkeypatch: pytest.MonkeyPatch, phones: list[str], serial: str | None, rule: str) -> None:
    made = [phone(name, f"SIMULATED{number}") for number, name in enumerate(phones)]
    with served(monkeypatch, *made):
        assert refused(lambda: way.connect(serial)) == rule


def test_one_that_is_ready_is_taken_beside_one_that_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    with served(monkeypatch, phone("offline", "A"), phone("one-card", "B")):
        assert way.connect(None).size() == (1080, 2340)
        assert refused(lambda: way.connect("A")) == "phone-offline"


def test_no_server_is_told_and_none_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    with served(monkeypatch) as server:
        port = server.port
    monkeypatch.setenv("ANDROID_ADB_SERVER_PORT", str(port))
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("a server was started"))
    assert refused(lambda: way.connect(None)) == "adb-server-missing"


@pytest.mark.parametrize("shell_v2", [True, False])
def test_what_is_asked_of_a_phone(monkeypatch: pytest.MonkeyPatch, shell_v2: bool) -> None:
    """By both of the protocol's shells; an old phone knows the first only."""
    simulated = phone("one-card")
    simulated.shell_v2 = shell_v2
    with served(monkeypatch, simulated):
        connected = way.connect(None)
        connected.check_awake()
        assert connected.size() == (1080, 2340)
        assert (connected.has(PACKAGE), connected.has("com.example.other")) == (True, False)
        assert "Jaminan Hari Tua" in (connected.dump() or "")
        assert connected.picture().startswith(b"\x89PNG")
        connected.back()
    assert simulated.log == ["back"]
    assert simulated.files == {}


@pytest.mark.parametrize(("scenario", "rule"), [("asleep", "phone-asleep"), ("locked", "phone-locked")])
def test_a_phone_that_shows_nothing(monkeypatch: pytest.MonkeyPatch, scenario: str, rule: str) -> None:
    with served(monkeypatch, phone(scenario)):
        connected = way.connect(None)
        assert refused(connected.check_awake) == rule


@pytest.mark.parametrize("shell_v2", [True, False])
def test_a_cable_that_is_pulled(monkeypatch: pytest.MonkeyPatch, shell_v2: bool) -> None:
    simulated = phone("one-card")
    simulated.shell_v2, simulated.unplugs_at = shell_v2, 2
    with served(monkeypatch, simulated):
        connected = way.connect(None)
        assert connected.size() == (1080, 2340)
        assert refused(connected.dump) == "phone-unplugged"
        assert refused(connected.dump) == "phone-unplugged"


def test_a_dump_that_fails_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    with served(monkeypatch, phone("dump-fails")):
        connected = way.connect(None)
        assert [connected.dump() is None for _ in range(4)] == [True, True, True, False]


def test_what_a_server_says_goes_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    with served(monkeypatch, phone("one-card")) as server:
        connected = way.connect(None)
        server.phones.clear()
        with pytest.raises(DeviceUnavailable) as ended:
            connected.size()
    assert "SIMULATED01" not in str(ended.value)
    assert ended.value.__suppress_context__


class Tells(way.Phone):
    """A phone that tells of its screen as one version of Android does."""

    def __init__(self, power: str, window: str) -> None:
        self.told = {"power": power, "window": window}

    def _run(self, *command: str, seconds: float = 0) -> str:
        del seconds
        return self.told[command[1]]


AWAKE, OPEN = "  mWakefulness=Awake\n", "  mShowingLockscreen=false mDreamingLockscreen=false\n"


@pytest.mark.parametrize(
    ("power", "window", "rule"),
    [
        ("  mWakefulness=Asleep\n", OPEN, "phone-asleep"),
        ("  mWakefulness=Dozing\n", OPEN, "phone-asleep"),
        ("Display Power: state=OFF\n", OPEN, "phone-asleep"),
        ("  mScreenOn=false\n", OPEN, "phone-asleep"),
        (AWAKE, "  mDreamingLockscreen=true\n", "phone-locked"),
        (AWAKE, "KeyguardController:\n  mKeyguardShowing=true\n", "phone-locked"),
        (AWAKE, "KeyguardServiceDelegate\n  showing=true\n", "phone-locked"),
        (AWAKE, "  mCurrentFocus=Window{1 u0 Keyguard}\n", "phone-locked"),
    ],
)
def test_how_a_phone_tells_that_it_shows_nothing(power: str, window: str, rule: str) -> None:
    assert refused(Tells(power, window).check_awake) == rule


@pytest.mark.parametrize(
    ("power", "window"),
    [
        (AWAKE, OPEN),
        (AWAKE + "  mWakefulness=Asleep\n", "KeyguardServiceDelegate\n  showing=false\n"),
        ("Display Power: state=ON\n", "  mCurrentFocus=Window{1 u0 com.bpjstku/.Main}\n"),
        ("", ""),
    ],
)
def test_a_phone_that_is_awake_and_open(power: str, window: str) -> None:
    Tells(power, window).check_awake()
