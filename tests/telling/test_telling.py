"""After a check, whoever is to hear of it does: also of what a service missed, of an account that is gone, and of a
disk that keeps nothing.
"""

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker.failures import CredentialsMissing, Failure, NeedsHuman
from checker.keeping import database, history
from checker.model import CheckResult, Warned
from checker.tasks import telling
from checker.tasks.check import Checked, prepare
from tests.history.helping import card, result
from tests.telling.receiving import Receiver, receiving


@pytest.fixture
def service() -> Iterator[Receiver]:
    with receiving() as found:
        yield found
    logging.disable(logging.NOTSET)


@pytest.fixture
def home(no_settings: Path, service: Receiver, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.setenv("SALDO_JHT_LANG", "en")
    home = no_settings.parent / "home"
    home.mkdir(mode=0o700)
    config = home / "config.toml"
    config.write_text(f'[notify.urls]\nphone = "{service.service("t0ken")}"\n')
    config.chmod(0o600)
    return home


def check(home: Path, outcome: CheckResult | Failure | None, error: Failure | None = None) -> list[Warned]:
    """A check that comes to `outcome`, or that `error` keeps from beginning, and what is told of it."""
    heard = telling.begin(prepare(), remote=False)
    assert heard is not None
    if error is not None or outcome is None:
        assert error is not None
        return heard.failed(("gone",), error)
    now = datetime.now(UTC)
    history.keep(home / "data", outcome, account="default", started=now, seconds=1)
    return heard.end([Checked("default", now, 1, outcome, last=True)], 0)


def read(rupiah: int) -> CheckResult:
    return result(card(rupiah), at=datetime.now(UTC))


def test_what_a_service_could_not_be_told_it_is_told_with_the_next_check(home: Path, service: Receiver) -> None:
    assert check(home, read(5)) == []
    service.status = 500
    (warned,) = check(home, read(6))
    assert warned.code == "not-told"
    assert warned.detail.startswith("phone was not told")
    assert service.messages == []
    service.status = 200
    assert check(home, read(6)) == []
    (message,) = service.titles
    assert message.startswith("JHT balance up (read ")
    assert check(home, read(6)) == []
    assert len(service.messages) == 1


def test_a_person_is_needed_once(home: Path, service: Receiver) -> None:
    for _ in range(3):
        assert check(home, NeedsHuman("a captcha", screen="captcha")) == []
    (message,) = service.messages
    assert message["title"] == "JHT balance check: you are needed"
    assert "Run: saldo-jht login --account default\n" in message["message"]
    assert "a captcha" not in message["message"]


def test_an_account_that_is_gone_is_told_of_once_by_its_name(home: Path, service: Receiver) -> None:
    for _ in range(2):
        assert check(home, None, CredentialsMissing("no account is called gone")) == []
    assert service.titles == ["gone: JHT balance check: you are needed"]


def test_a_history_that_keeps_nothing_is_told_of_once(home: Path, service: Receiver) -> None:
    (home / "data").mkdir()
    (home / "data" / database.FILE).write_bytes(b"damaged" * 1000)
    for _ in range(2):
        heard = telling.begin(prepare(), remote=False)
        assert heard is not None
        assert heard.end([Checked("default", datetime.now(UTC), 1, read(5), last=True)], 50) == []
    (message,) = service.messages
    assert message["title"] == "JHT balance check: you are needed"
    assert "free space" in message["message"]


def test_what_was_told_is_kept_without_amounts_cards_and_addresses(home: Path) -> None:
    check(home, read(5_123_456))
    check(home, read(6_123_456))
    kept = (home / "state" / "told.json").read_text()
    assert json.loads(kept)["services"]["phone"]["default"] == {"base": 2, "upto": 2, "needs": [], "failing": False}
    for secret in ("123456", "01234567890", "t0ken"):
        assert secret not in kept
