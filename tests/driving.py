"""The command line as a process of its own against a portal on loopback: what every test of a whole check shares."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Any

import pytest
from _pytest.mark import ParameterSet  # pytest.param is one, and pytest has no public name for it

from checker.failures import BY_CODE
from checker.simulator.scenarios import EMAIL, PASSWORD
from checker.simulator.workings import Portal

ROOT = Path(__file__).parents[1]
SCHEMA = "saldo-jht/check/1"
# What a check that only looks never asks of the simulated portal.
FORBIDDEN = (
    *("claim", "claim-sent", "consent", "password-changed", "profile", "register", "forgot", "logout"),
    *("otp-sent", "pin-sent", "survey-sent"),
)
_CARD = {"kpj", "company", "npp", "segment", "membership", "balance", "as_of"}
_OK = {
    *("schema", "status", "account", "source", "checked_at", "as_of", "total", "currency"),
    *("confidence", "cards", "warnings"),
}
_ERROR = {"code", "exit", "message", "hint", "rule", "retry", "screen", "evidence", "try_after"}


@dataclass(frozen=True)
class Ended:
    """A process that has ended."""

    status: int
    stdout: bytes
    stderr: bytes

    @property
    def told(self) -> dict[str, Any]:
        """The one JSON object on standard output, held against the contract of the design."""
        text = self.stdout.decode()
        try:
            answer = json.loads(text)
        except ValueError:
            raise AssertionError(f"not one JSON object: {text!r}\n{self.stderr.decode(errors='replace')}") from None
        assert isinstance(answer, dict)
        keeps_contract(answer, self.status)
        return answer

    def __str__(self) -> str:
        return (self.stdout + b"\n" + self.stderr).decode(errors="replace")


def settings(
    base: Mapping[str, str], home: Path, browser: str, url: str, email: str = EMAIL, password: str = PASSWORD
) -> dict[str, str]:
    """The environment of a check of the portal at `url`, with a home of its own, in which nothing need be confirmed."""
    config(home)
    return {
        **base,
        "SALDO_JHT_EMAIL": email,
        "SALDO_JHT_PASSWORD": password,
        "SALDO_JHT_PORTAL_URL": url,
        "SALDO_JHT_HOME": str(home),
        "SALDO_JHT_BROWSER": browser,
        "PYTHONPATH": str(ROOT),
    }


def config(home: Path, text: str = "", *, confirmed: bool = False) -> None:
    """Write a `config.toml` in a home, unless there is one and no `text`; what is read need be `confirmed` or not."""
    file = home / "config.toml"
    if text or not file.exists():
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.write_text(f"{text}\n[check]\nrequire_confirmed = {str(confirmed).lower()}\n")


def nightly(*values: object) -> ParameterSet:
    """Parameters of a test that `make test-all` tries only: what they show, their neighbours show nearly as well."""
    return pytest.param(*values, marks=pytest.mark.nightly)


def always_anew(home: Path) -> None:
    """Let every check under `home` log in, however soon after the last one."""
    limits = "[limits]\nminutes_between_logins = 0\nlogins_a_day = 1000\n"
    config(home, f"keep_sessions = false\n{limits}")


def command(*options: str) -> list[str]:
    return [sys.executable, "-m", "checker", "check", "--json", "--unattended", *options]


def check(env: Mapping[str, str], cwd: Path, *options: str, umask: int = -1) -> Ended:
    """Run a check to its end; `cwd` should hold no `.env`."""
    line = command(*options)
    done = subprocess.run(
        line,
        env=dict(env),
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=150,
        check=False,
        umask=umask,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def wait_until(condition: Callable[[], bool], seconds: float = 30) -> bool:
    """Whether `condition` came true within `seconds`."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


class Process:
    """The program at work, and what it has said so far."""

    def __init__(self, env: Mapping[str, str], cwd: Path, *arguments: str, before: Sequence[str] = ()) -> None:
        self.process = subprocess.Popen(
            [*before, sys.executable, "-m", "checker", *arguments],
            env=dict(env),
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        self.out, self.err = b"", b""
        self.spoke = 0.0
        """When it said its first word on standard error, of `time.monotonic`: a busy machine lets it wait for that."""
        self.readers = [threading.Thread(target=self._read, args=(name,), daemon=True) for name in ("out", "err")]
        for one in self.readers:
            one.start()

    def _read(self, name: str) -> None:
        stream: IO[bytes] | None = self.process.stdout if name == "out" else self.process.stderr
        assert stream is not None
        while piece := os.read(stream.fileno(), 4096):
            if name == "err" and not self.spoke:
                self.spoke = time.monotonic()
            setattr(self, name, getattr(self, name) + piece)

    def says(self, text: str, seconds: float = 60) -> None:
        found = wait_until(lambda: text in self.err.decode() or self.process.poll() is not None, seconds)
        assert found, self.err.decode()
        assert text in self.err.decode(), self.err.decode()

    def end(self, seconds: float = 90) -> Ended:
        self.process.wait(seconds)
        for one in self.readers:
            one.join(10)
        return Ended(self.process.returncode, self.out, self.err)


@contextmanager
def running(env: Mapping[str, str], cwd: Path, *arguments: str, before: Sequence[str] = ()) -> Iterator[Process]:
    process = Process(env, cwd, *arguments, before=before)
    try:
        yield process
    finally:
        if process.process.poll() is None:
            process.process.send_signal(signal.SIGTERM)
            process.process.wait(30)


def reads_the_balance(ended: Ended, portal: Portal) -> None:
    assert ended.told["status"] == "ok", str(ended)
    assert ended.told["total"] == f"{portal.scenario.total:.2f}"


def later_check_is_silent(env: Mapping[str, str], cwd: Path, portal: Portal) -> None:
    """A later check, by nobody, sends no password and meets no captcha: the session was kept."""
    sent = sum(one.password_anywhere for one in portal.requests)
    reads_the_balance(check(env, cwd), portal)
    assert sum(one.password_anywhere for one in portal.requests) == sent


def keeps_contract(answer: dict[str, Any], status: int) -> None:
    """Assert that `answer` is what `check --json` promises, and that the exit status goes with it."""
    assert answer["schema"] == SCHEMA
    assert answer["account"] == "default"
    _is_instant(answer["checked_at"])
    if answer["status"] == "error":
        assert set(answer) == {"schema", "status", "account", "checked_at", "error"}
        error = answer["error"]
        assert set(error) == _ERROR
        kind = BY_CODE[error["code"]]
        assert (error["exit"], error["retry"]) == (kind.exit_status, kind.retry)
        assert status == kind.exit_status
        assert error["message"]
        assert error["hint"]
        for name in ("screen", "evidence"):
            assert error[name] is None or isinstance(error[name], str)
        if error["try_after"] is not None:
            _is_instant(error["try_after"])
        return
    assert answer["status"] == "ok"
    unkept = any(warning["code"] == "storage-failed" for warning in answer["warnings"])
    assert status == (50 if unkept else 0)
    assert set(answer) == _OK
    assert answer["source"] == "portal"
    assert answer["currency"] == "IDR"
    assert answer["confidence"] in ("confirmed", "agreed", "pointed", "plain")
    assert answer["cards"]
    _is_money(answer["total"])
    _is_day(answer["as_of"])
    for card in answer["cards"]:
        assert set(card) == _CARD
        _is_money(card["balance"])
        _is_day(card["as_of"])
        for name in ("kpj", "company", "npp", "segment", "membership"):
            assert card[name] is None or (isinstance(card[name], str) and card[name].strip())
    for warning in answer["warnings"]:
        assert set(warning) == {"code", "detail"}


def _is_money(text: object) -> None:
    assert isinstance(text, str)
    assert re.fullmatch(r"(0|[1-9][0-9]*)\.[0-9]{2}", text)


def _is_day(text: object) -> None:
    if text is not None:
        assert isinstance(text, str)
        assert re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text)


def _is_instant(text: object) -> None:
    assert isinstance(text, str)
    assert datetime.fromisoformat(text).utcoffset() == timedelta(hours=7)


def only_looked(portal: Portal, may_send: bool = True) -> None:
    """Assert that a check pressed nothing forbidden, and sent the password once at most, to the login alone."""
    pressed = {what: portal.count(what) for what in FORBIDDEN if portal.count(what)}
    assert not pressed
    carrying = [one for one in portal.requests if one.password_anywhere or one.password_ok]
    assert len(carrying) <= (1 if may_send else 0), carrying
    for one in carrying:
        assert not one.other_origin
        assert (one.method, one.what) == ("POST", "login-sent")
        assert one.password_ok
    assert portal.count("login-sent") <= (2 if portal.skin.two_step else 1)


def files(*folders: Path) -> "Sequence[Path]":
    """Every file under `folders`."""
    found = []
    for folder in folders:
        for parent, _, names in os.walk(folder):
            found += [Path(parent) / name for name in names]
    return found
