"""The doctor on what matters every day, and on settings that are wrong; without the start of a browser."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from checker import texts
from checker.cli import program
from checker.failures import NeedsHuman
from checker.keeping import database, history, keys
from checker.keeping.config import Limits
from checker.keeping.ledger import Ledger, Outcome
from checker.keeping.sessions import Session, Sessions
from checker.scheduling.plan import Plan, Schedule
from checker.settings import Credentials
from checker.tasks import doctor
from checker.tasks.findings import Finding, Level
from checker.texts import local

SECRET = "s3ntinel-password"
EMAIL = "siti.aminah@example.test"
ORIGIN = "http://127.0.0.1:9"
SETTINGS = f"SALDO_JHT_EMAIL={EMAIL}\nSALDO_JHT_PASSWORD={SECRET}\nSALDO_JHT_PORTAL_URL={ORIGIN}/\n"


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, no_settings: Path) -> Path:
    """A home with an account in its `.env`; there is a keyring, and none that cron reaches."""
    folder = no_settings.parent / "home"
    folder.mkdir(mode=0o700)
    env(folder, SETTINGS)
    monkeypatch.setattr(doctor, "_browser", lambda _chosen: "")
    monkeypatch.setattr("checker.browser.launch.launch", None)
    monkeypatch.setattr(keys, "usable", lambda: True)
    account = {"account": "default", "source": "environment", "readable": True, "why": None}
    monkeypatch.setattr("checker.tasks.schedule.trial", lambda *_: {"accounts": [account], "keyring": False})
    monkeypatch.setattr("checker.scheduling.means.everything", lambda *_: [])
    return folder


def env(folder: Path, text: str) -> Path:
    file = folder / ".env"
    file.write_text(text)
    file.chmod(0o600)
    return file


def findings() -> dict[str, Finding]:
    return {":".join(filter(None, (one.name, one.about))): one for one in doctor.examine(timeout=1)}


def test_without_a_home_that_is_told_once(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setenv("HOME", "")
    monkeypatch.delenv("SALDO_JHT_HOME")
    told = [one.detail for one in doctor.examine(timeout=1)]
    assert home.exists()
    assert len([one for one in told if "home folder" in one]) == 1
    assert len(told) == len(set(told))


def test_one_wrong_setting_takes_no_other_with_it(no_settings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = no_settings.parent / "home"
    home.mkdir()
    file = env(home, f"{SETTINGS}SALDO_JHT_LANG=fr\nSALDO_JHT_BROWSER=/no/such/browser\n")
    monkeypatch.setattr("checker.tasks.schedule.trial", lambda *_: None)
    got = findings()
    assert got["settings"].detail == f"SALDO_JHT_LANG in {file}: expected id or en"
    assert f"SALDO_JHT_BROWSER in {file}" in got["browser"].detail
    assert got["folder:data"].detail.startswith(str(home))
    assert got["credentials:default"].level is Level.OK


def test_what_is_well_is_told(home: Path) -> None:
    history_of(home, "ok")
    session(home)
    got = findings()
    for name in ("credentials:default", "login:default", "session:default", "keyring", "keyring-scheduled", "proxy"):
        assert got[name].level is Level.OK, got[name]
    assert got["last-success:default"].level is Level.OK
    assert str(home / ".env") in got["credentials:default"].detail
    assert "last worked" in got["session:default"].detail
    assert not (home / "data" / "ledger.json").exists()
    assert SECRET not in str(got)
    assert EMAIL not in str(got)


@pytest.mark.parametrize(
    ("outcome", "level", "code", "status"),
    [
        ("refused", Level.FAILURE, "credentials-rejected", 11),
        ("locked", Level.FAILURE, "account-locked", 12),
        ("accepted", Level.WARNING, None, 0),
    ],
)
def test_what_the_portal_said_of_the_login_is_told(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    outcome: Outcome, level: Level, code: str | None, status: int,
) -> None:  # fmt: skip
    ledger = Ledger(home / "data", "default", ORIGIN, Limits())
    credentials = Credentials(EMAIL, SECRET)
    ledger.end(ledger.begin(credentials), outcome, credentials)
    got = findings()["login:default"]
    assert (got.level, got.failure.code if got.failure else None) == (level, code)
    monkeypatch.setattr("checker.tasks.doctor._portal", lambda *_: "")
    assert program.run(["doctor", "--json"]) == status
    assert SECRET not in capsys.readouterr().out


def test_what_cron_does_not_reach_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert home.exists()
    lost = {"account": "default", "source": "keyring", "readable": False, "why": "no keyring"}
    monkeypatch.setattr("checker.tasks.schedule.trial", lambda *_: {"accounts": [lost], "keyring": False})
    got = findings()["keyring-scheduled"]
    assert (got.level, got.detail) == (Level.WARNING, "cron does not reach what the keyring holds for default")
    assert "password_command" in got.next_step


def test_the_schedule_and_what_stands_in_its_way_are_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = Plan("day", "08:00", None, str(home), "/bin/sh")
    due = datetime(2026, 11, 29, 1, 0, tzinfo=UTC)

    def one(*_: object, **more: Any) -> list[Schedule]:  # noqa: ANN401 - the fields of a schedule
        return [Schedule(**{"means": "cron", "name": plan.name, "plan": plan, "where": "", "next": due, **more})]

    monkeypatch.setattr("checker.scheduling.means.everything", one)
    assert findings()["schedule"].detail == "by cron, next 2026-11-29 01:00"
    history_of(home, "ok", days_ago=5)
    assert "long ago" in findings()["last-success:default"].detail
    monkeypatch.setattr("checker.scheduling.means.everything", lambda *_: one(concern="no cron daemon runs here"))
    assert findings()["schedule"].level is Level.WARNING
    gone = Plan("day", "08:00", None, str(home), "/no/such/program")
    monkeypatch.setattr("checker.scheduling.means.everything", lambda *_: one(plan=gone))
    assert "/no/such/program is no longer there" in findings()["schedule"].detail


def test_a_last_check_that_failed_is_told(home: Path) -> None:
    history_of(home, "ok", days_ago=2)
    history_of(home, NeedsHuman.code)
    got = findings()["last-success:default"]
    assert (got.level, got.detail.partition("; ")[2]) == (Level.WARNING, "the last check ended as needs-human")


def test_every_column_is_indonesian(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    history_of(home, "ok")
    monkeypatch.setattr(texts, "_spoken", "id")
    for name, one in findings().items():
        if name.partition(":")[0] not in ("browser", "selectors", "python", "portal", "folder"):
            assert local(one.detail) != one.detail, one
        assert not one.next_step or local(one.next_step) != one.next_step or "saldo-jht" in one.next_step, one


def history_of(home: Path, code: str, days_ago: float = 0) -> None:
    """A check that ended so, which kept no reading."""
    with database.writing(home / "data") as connection:
        history._add_run(connection, "default", "portal", datetime.now(UTC) - timedelta(days=days_ago), 1.0, code, None)


def session(home: Path) -> None:
    """A session that is kept as it is where there is no keyring."""
    now = time.time()
    kept = Session(1, "default", ORIGIN, None, now, now, f"{ORIGIN}/", True, 1, {}, {})
    path = Sessions(home / "state", ORIGIN, "none").path("default")
    path.parent.mkdir(parents=True, mode=0o700)
    path.write_bytes(msgspec.json.encode(kept))
