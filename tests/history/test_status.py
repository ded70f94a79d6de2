"""`saldo-jht status`: where each account stands, on one screen, and whether that is too old."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from checker import texts
from checker.cli import program
from checker.failures import CredentialsRejected, NeedsHuman, PortalUnreachable
from checker.keeping import history
from checker.keeping.config import Limits
from checker.keeping.history import Past
from checker.keeping.ledger import Ledger
from checker.model import CheckResult, Confidence, Reading, Source
from checker.scheduling import means
from checker.scheduling.plan import Plan, Schedule
from checker.settings import Credentials
from tests.history.helping import card

NOW = datetime.now(UTC)
ORIGIN = "http://127.0.0.1:9"


class Status:
    """The command in this process, and a history for it."""

    def __init__(self, data: Path, out: pytest.CaptureFixture[str]) -> None:
        self.data, self.out = data, out

    def read(self, ago: timedelta, balance: int = 12_345_678, confidence: Confidence = Confidence.CONFIRMED) -> None:
        one = card(balance)
        found = CheckResult("default", Source.PORTAL, NOW - ago, Reading((one,), one.balance, confidence))
        history.keep(self.data, found, account="default", started=NOW - ago, seconds=3)

    def failed(self, ago: timedelta, failure: Any) -> None:  # noqa: ANN401 - any failure
        history.keep(self.data, failure, account="default", started=NOW - ago, seconds=3)

    def told(self, *arguments: str) -> tuple[int, str]:
        ended = program.run(["status", *arguments])
        return ended, self.out.readouterr().out

    def account(self, *arguments: str) -> dict[str, Any]:
        ended, out = self.told("--json", *arguments)
        told = json.loads(out)
        assert (told["schema"], told["status"]) == ("saldo-jht/status/1", "ok")
        (one,) = told["accounts"]
        assert told["stale"] == one["stale"]
        return {**one, "exit": ended}


@pytest.fixture
def status(no_settings: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Status:
    monkeypatch.setenv("SALDO_JHT_PORTAL_URL", f"{ORIGIN}/")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr("checker.signals.heed", lambda: None)
    monkeypatch.setattr(means, "everything", lambda *_passed_over: [])
    monkeypatch.setattr(texts, "_spoken", "en")
    return Status(no_settings.parent / "home" / "data", capsys)


def days(count: float) -> timedelta:
    return timedelta(days=count)


def test_where_nothing_was_read_there_is_nothing_to_show(status: Status) -> None:
    ended, out = status.told()
    assert ended == 4
    assert out.count("none yet: saldo-jht check") == 2
    assert status.account("--max-age", "40d")["stale"] is True
    # Nor is a file made by looking.
    assert not (status.data / "ledger.json").exists()


@pytest.mark.parametrize(("age", "stale"), [("40d", False), ("4w", True), ("960h", False), ("38d", True), (None, None)])
def test_a_reading_that_is_too_old_ends_with_4(status: Status, age: str | None, stale: bool | None) -> None:
    status.read(days(39))
    # That checks have failed since makes it no younger.
    status.failed(days(1), PortalUnreachable("no answer"))
    one = status.account(*(["--max-age", age] if age else []))
    assert (one["stale"], one["exit"]) == (stale, 4 if stale else 0)
    assert one["reading"]["total"] == "12345678.00"
    assert 38.9 < one["reading"]["age_seconds"] / 86_400 < 39.1


@pytest.mark.parametrize("age", ["40", "0d", "d", "40 days"])
def test_an_age_that_is_none_is_a_wrong_option(status: Status, age: str) -> None:
    assert status.told("--max-age", age)[0] == 2


def test_what_a_run_came_to_and_how_often_checks_failed(status: Status) -> None:
    status.read(days(5), 12_000_000)
    status.read(days(4))
    assert status.account()["state"] == "changed"
    for ago in (3, 2, 1):
        status.failed(days(ago), NeedsHuman("a captcha", rule="captcha"))
    one = status.account()
    assert (one["state"], one["run"]["code"], one["run"]["failed_in_a_row"]) == ("needs-person", "needs-human", 3)
    assert one["exit"] == 0
    out = status.told()[1]
    assert "3 failed in a row" in " ".join(out.split())
    assert "(yesterday): needs-human (captcha)" in " ".join(out.split())
    assert max(map(len, out.splitlines())) <= 60


def test_an_import_is_a_reading_and_no_run(status: Status) -> None:
    past = [Past(NOW - days(ago), "default", card(1_000_000 + ago)) for ago in (30, 10)]
    history.add(status.data, past, started=NOW, seconds=1)
    one = status.account("--max-age", "11d")
    assert (one["reading"]["source"], one["reading"]["total"], one["run"]) == ("import", "1000010.00", None)
    assert (one["stale"], one["reading"]["confirmed"]) == (False, False)
    assert "no: it was not read from the portal" in status.told()[1]


def test_whether_a_person_has_confirmed_it(status: Status) -> None:
    for confidence, told in ((Confidence.CONFIRMED, "yes: "), (Confidence.AGREED, "no, nobody has: saldo-jht confirm")):
        status.read(days(1), confidence=confidence)
        assert status.account()["reading"]["confirmed"] is (confidence is Confidence.CONFIRMED)
        assert told in status.told()[1]


def test_a_refused_password_and_a_lock_are_told_until_they_are_over(status: Status) -> None:
    status.read(days(1))
    at = [NOW.timestamp() - 7200.0]
    ledger = Ledger(status.data, "default", ORIGIN, Limits(0, 100), lambda: at[0])
    first, second = Credentials("siti@example.test", "one"), Credentials("siti@example.test", "two")
    ledger.end(ledger.begin(first), "refused", first)
    one = status.account()
    assert one["password_refused_at"] is not None
    assert not one["locked"]
    assert "refused " in status.told()[1]
    at[0] += 60
    ledger.end(ledger.begin(second), "accepted", second)
    assert status.account()["password_refused_at"] is None
    at[0] += 60
    ledger.end(ledger.begin(second), "locked", second)
    assert status.account()["locked"]
    assert "saldo-jht account unlock default" in " ".join(status.told()[1].split())
    with pytest.raises(CredentialsRejected):
        ledger.allow(first)


def test_schedules_of_the_account_and_of_all(status: Status, monkeypatch: pytest.MonkeyPatch) -> None:
    status.read(days(1))
    home = str(status.data.parent)
    soon = NOW + timedelta(hours=1)
    found = [
        Schedule("systemd", "saldo-jht", Plan("day", "08:00", None, home, "/usr/bin/true"), "a", soon, False),
        Schedule("cron", "other", Plan("week", "09:00", "siti", home, "/usr/bin/true"), "b", NOW, None),
        Schedule("cron", "elsewhere", Plan("week", "09:00", None, "/elsewhere", "/usr/bin/true"), "b", NOW, None),
    ]
    monkeypatch.setattr(means, "everything", lambda *_passed_over: found)
    one = status.account()
    assert [schedule["name"] for schedule in one["schedules"]] == ["saldo-jht"]
    assert (one["lingering"], datetime.fromisoformat(one["next_run"])) == (False, soon.replace(microsecond=0))
    out = " ".join(status.told()[1].split())
    assert "every day at 08:00 (systemd)" in out
    assert "once: loginctl enable-linger" in out


def test_an_unknown_account_is_named(status: Status, capsys: pytest.CaptureFixture[str]) -> None:
    assert program.run(["status", "--account", "nobody"]) == 14
    assert "there are: default" in capsys.readouterr().err
    assert not status.data.exists()


def test_a_card_read_since_by_another_way_makes_no_other_card_fresh(status: Status) -> None:
    two = card(1_000_000, "11111111111"), card(2_000_000, "22222222222")
    then = timedelta(days=50)
    for source, cards, ago in ((Source.PORTAL, two, then), (Source.SMS, two[:1], timedelta())):
        total = sum((one.balance for one in cards), Decimal(0))
        confidence = Confidence.CONFIRMED if source == Source.PORTAL else Confidence.PLAIN
        found = CheckResult("default", source, NOW - ago, Reading(cards, total, confidence))
        history.keep(status.data, found, account="default", started=NOW - ago, seconds=3)
    ended, out = status.told("--json", "--max-age", "40d")
    (account,) = json.loads(out)["accounts"]
    good = account["reading"]
    assert ended == 4
    assert (good["cards"], good["total"], good["source"]) == (2, "3000000.00", "sms, portal")
    assert good["confirmed"] is False
