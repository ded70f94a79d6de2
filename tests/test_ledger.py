"""The attempt ledger, the lock, and how a check ends: through the command line, with a real browser."""

import contextlib
import json
import os
import random
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pexpect
import psutil
import pytest

from checker.failures import AccountLocked, CredentialsRejected, StorageFailed, TooSoon
from checker.keeping import database, locks
from checker.keeping.config import Limits
from checker.keeping.ledger import Ledger
from checker.settings import Credentials
from checker.simulator import server
from checker.simulator.site import Site
from tests.driving import check, command, config, files, nightly, reads_the_balance, running, settings, wait_until

OFTEN = "[limits]\nminutes_between_logins = 0\nlogins_a_day = 1000\n"
ME = Credentials("siti.aminah@example.test", "rahasia-simulasi-1")


class Clock:
    def __init__(self) -> None:
        self.at = 1_800_000_000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(tmp_path: Path, clock: Clock) -> Callable[..., Ledger]:
    def made(account: str = "default", origin: str = "https://portal.test", limits: Limits | None = None) -> Ledger:
        return Ledger(tmp_path / "data", account, origin, limits or Limits(), clock)

    return made


def test_one_login_in_a_few_minutes(ledger: Callable[..., Ledger], clock: Clock) -> None:
    ledger().end(ledger().begin(ME), "accepted", ME)
    with pytest.raises(TooSoon) as told:
        ledger().begin(ME)
    assert told.value.try_after is not None
    assert told.value.try_after.timestamp() == clock.at + 300
    clock.at += 299
    with pytest.raises(TooSoon):
        ledger().begin(ME)
    clock.at += 1
    ledger().begin(ME)


def test_a_few_a_day(ledger: Callable[..., Ledger], clock: Clock) -> None:
    first = clock.at
    for _ in range(5):
        ledger().begin(ME)
        clock.at += 3600
    with pytest.raises(TooSoon) as told:
        ledger().allow(ME)
    assert told.value.try_after is not None
    assert told.value.try_after.timestamp() == first + 86_400
    clock.at = first + 86_400
    ledger().allow(ME)


def test_a_refused_password_is_never_sent_again(ledger: Callable[..., Ledger], clock: Clock) -> None:
    ledger().end(ledger().begin(ME), "refused", ME)
    clock.at += 400 * 86_400
    for account in ("default", "another"):
        with pytest.raises(CredentialsRejected):
            ledger(account).begin(ME, force=True)
    assert ledger().unlock(ME.email) is False
    with pytest.raises(CredentialsRejected):
        ledger().begin(ME, force=True)
    ledger().begin(Credentials(ME.email, "another password"))
    # Another portal, such as a demonstration, is another matter.
    ledger(origin="http://127.0.0.1:8765").begin(ME)


def test_a_locked_account_waits_for_a_person(ledger: Callable[..., Ledger], clock: Clock) -> None:
    ledger().end(ledger().begin(ME), "locked", ME)
    clock.at += 400 * 86_400
    # By whatever name, and with whatever password: it is the person's account at the portal that is locked.
    for one in (ME, Credentials(ME.email.upper(), "new")):
        for account in ("default", "another"):
            with pytest.raises(AccountLocked):
                ledger(account).begin(one, force=True)
    with pytest.raises(AccountLocked):
        ledger().allow(Credentials("other@example.test", "x"))
    assert ledger().unlock(None)
    ledger().begin(ME)


def test_a_crash_counts(ledger: Callable[..., Ledger]) -> None:
    ledger().begin(ME)
    with pytest.raises(TooSoon):
        ledger().begin(ME)
    ledger().begin(ME, force=True)


@pytest.mark.parametrize("back", [1, 3600, 86_400 * 3000])
def test_a_clock_set_back_opens_nothing(back: float, ledger: Callable[..., Ledger], clock: Clock) -> None:
    ledger().begin(ME)
    before = clock.at
    clock.at -= back
    with pytest.raises(TooSoon):
        ledger().begin(ME)
    ledger().begin(ME, force=True)
    # Forward again: what was sent meanwhile is not forgotten.
    clock.at = before + 299
    with pytest.raises(TooSoon):
        ledger().begin(ME)
    clock.at = before - back
    ledger().unlock(None)
    clock.at += 300
    ledger().begin(ME)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b"\x00" * 40, b'{"schema": 2}'])
def test_a_damaged_ledger_lets_nothing_out(content: bytes, ledger: Callable[..., Ledger]) -> None:
    ledger().begin(ME)
    ledger().path.write_bytes(content)
    for ask in (ledger().begin, ledger().allow):
        with pytest.raises(StorageFailed):
            ask(ME, force=True)
    with pytest.raises(StorageFailed):
        ledger().visit()
    assert ledger().path.read_bytes() == content


def test_the_file_tells_neither_password_nor_person(ledger: Callable[..., Ledger]) -> None:
    sent = ledger().begin(ME)
    content = ledger().path.read_bytes()
    (one,) = json.loads(content)["attempts"]
    assert (one["outcome"], one["fingerprint"]) == ("sent", "")
    ledger().end(sent, "refused", ME)
    content = ledger().path.read_bytes()
    assert ME.password.encode() not in content
    assert ME.email.encode() not in content
    if sys.platform != "win32":
        assert stat.S_IMODE(ledger().path.stat().st_mode) == 0o600
    (one,) = json.loads(content)["attempts"]
    other = ledger(origin="http://127.0.0.1:1")
    other.path.unlink()
    other.end(other.begin(ME), "refused", ME)
    (again,) = json.loads(other.path.read_bytes())["attempts"]
    assert again["fingerprint"] != one["fingerprint"], "the salt is not each installation's own"


# -- the whole program ----------------------------------------------------------------------------------------------


@pytest.fixture
def env(clean_env: dict[str, str], browser_path: str, tmp_path: Path) -> Callable[..., dict[str, str]]:
    return lambda url, **more: settings(clean_env, tmp_path / "home", browser_path, url, **more)


def limits(tmp_path: Path, text: str) -> None:
    config(tmp_path / "home", text)


def code(told: dict[str, Any]) -> str | None:
    return None if told["status"] == "ok" else str(told["error"]["code"])


@pytest.mark.browser
def test_refused_once(env: Callable[..., dict[str, str]], tmp_path: Path) -> None:
    limits(tmp_path, OFTEN)
    with server.start("adminlte", "one-card") as portal:
        wrong = env(portal.url, password="not the password")
        assert code(check(wrong, tmp_path).told) == "credentials-rejected"
        assert portal.count("login-sent") == 1
        asked = len(portal.requests)
        again = check(wrong, tmp_path).told
        assert code(again) == "credentials-rejected"
        assert "refused on" in again["error"]["message"]
        assert len(portal.requests) == asked
        assert code(check(env(portal.url), tmp_path).told) is None


@pytest.mark.browser
def test_locked_until_a_person_says_so(env: Callable[..., dict[str, str]], tmp_path: Path) -> None:
    limits(tmp_path, OFTEN)
    with server.start("adminlte", "locked") as portal:
        assert code(check(env(portal.url), tmp_path).told) == "account-locked"
        asked = len(portal.requests)
        assert code(check(env(portal.url, password="new"), tmp_path).told) == "account-locked"
        assert len(portal.requests) == asked
        unlock = [sys.executable, "-m", "checker", "account", "unlock", "default"]
        subprocess.run(unlock, env=env(portal.url), cwd=tmp_path, check=True, capture_output=True)
        check(env(portal.url), tmp_path)
        assert portal.count("login-sent") == 2


@pytest.mark.browser
def test_too_soon_and_retry_after(env: Callable[..., dict[str, str]], tmp_path: Path) -> None:
    limits(tmp_path, "keep_sessions = false\n")
    with server.start("adminlte", "one-card") as portal:
        assert code(check(env(portal.url), tmp_path).told) is None
        asked = len(portal.requests)
        told = check(env(portal.url), tmp_path).told
        assert (code(told), told["error"]["exit"]) == ("too-soon", 61)
        assert told["error"]["try_after"]
        assert len(portal.requests) == asked
        # No script may force it.
        assert check(env(portal.url), tmp_path, "--force").status == 2
        assert len(portal.requests) == asked
    with server.start("adminlte", "too-many") as portal:
        assert code(check(env(portal.url), tmp_path).told) == "portal-blocked"
        asked = len(portal.requests)
        assert code(check(env(portal.url), tmp_path).told) == "too-soon"
        assert len(portal.requests) == asked


@pytest.mark.browser
@pytest.mark.parametrize("seconds", [nightly("99999999999999"), "9" * 5000])
def test_an_absurd_retry_after(
    seconds: str, env: Callable[..., dict[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is kept to, but not beyond a year."""
    answered = Site.before

    def before(site: Site) -> object:
        answer: Any = answered(site)
        answer.headers["Retry-After"] = seconds
        return answer

    monkeypatch.setattr(Site, "before", before)
    with server.start("adminlte", "too-many") as portal:
        told = check(env(portal.url), tmp_path).told
        assert code(told) == "portal-blocked"
        asked = len(portal.requests)
        again = check(env(portal.url), tmp_path).told
        assert code(again) == "too-soon"
        assert again["error"]["try_after"] == told["error"]["try_after"]
        assert len(portal.requests) == asked


@pytest.mark.browser
def test_a_clock_that_was_wrong(env: Callable[..., dict[str, str]], tmp_path: Path) -> None:
    """What was noted at a time still to come holds until a person says that the clock is right; they are told how."""
    limits(tmp_path, "keep_sessions = false\n")
    with server.start("adminlte", "one-card") as portal:
        here = env(portal.url)
        assert code(check(here, tmp_path).told) is None
        path = tmp_path / "home" / "data" / "ledger.json"
        book = json.loads(path.read_bytes())
        for one in (book, *book["attempts"]):
            one["seen" if one is book else "at"] += 40 * 86_400
        path.write_text(json.dumps(book))
        told = check(here, tmp_path).told
        assert code(told) == "too-soon"
        assert "account unlock default" in told["error"]["message"]
        unlock = [sys.executable, "-m", "checker", "account", "unlock", "default"]
        subprocess.run(unlock, env=here, cwd=tmp_path, check=True, capture_output=True)
        told = check(here, tmp_path).told
        assert code(told) == "too-soon"
        assert "unlock" not in told["error"]["message"]
        assert datetime.fromisoformat(told["error"]["try_after"]) < datetime.now(UTC) + timedelta(minutes=6)
        assert portal.count("login-sent") == 1


@pytest.mark.browser
@pytest.mark.skipif(sys.platform == "win32", reason="no such terminal")
@pytest.mark.parametrize(("scenario", "status"), [("one-card", 0), nightly("wrong-password-inline", 11)])
def test_a_person_on_a_terminal_may_insist(
    scenario: str, status: int, env: Callable[..., dict[str, str]], tmp_path: Path
) -> None:
    """On the waiting, never on a refused password."""
    limits(tmp_path, "keep_sessions = false")
    with server.start("adminlte", scenario) as portal:
        assert check(env(portal.url), tmp_path).status == status
        assert check(env(portal.url), tmp_path).status == (status or 61)
        logins = portal.count("login-sent")
        words = ["-m", "checker", "check", "--force", "--unattended"]
        child = pexpect.spawn(sys.executable, words, env=env(portal.url), cwd=str(tmp_path), timeout=120)
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == status, child.before
        assert portal.count("login-sent") == logins + (1 if status == 0 else 0)


@pytest.mark.browser
@pytest.mark.skipif(sys.platform == "win32", reason="other signals")
def test_killed_while_the_answer_was_due(env: Callable[..., dict[str, str]], tmp_path: Path) -> None:
    """A crash leaves no lock, and counts as an attempt; while it ran, a second check was told so at once."""
    with server.start("adminlte", "one-card", delay=2) as portal:
        process = subprocess.Popen(
            command(), env=env(portal.url), cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        assert wait_until(lambda: portal.count("login-sent") > 0, 60)
        assert code(check(env(portal.url), tmp_path).told) == "busy"
        process.kill()
        process.wait()
        told = check(env(portal.url), tmp_path).told
        assert code(told) == "too-soon"
        assert portal.count("login-sent") == 1


def test_a_lock_left_by_a_crash_is_none(tmp_path: Path) -> None:
    with locks.account(tmp_path, "siti"):
        pass
    path = tmp_path / "locks" / "account-siti.lock"
    path.write_text("12345")
    with locks.account(tmp_path, "siti"), locks.account(tmp_path, "budi"):
        pass


@pytest.mark.browser
@pytest.mark.skipif(sys.platform == "win32", reason="other signals")
def test_interrupted_at_any_moment(env: Callable[..., dict[str, str]], tmp_path: Path) -> None:
    """Whenever it comes: no process, no temporary folder, the status of the signal, and a ledger that can be read."""
    limits(tmp_path, "keep_sessions = false\n" + OFTEN)
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    moments = random.Random()
    with server.start("adminlte", "one-card") as portal:
        with running(env(portal.url), tmp_path, *command()[3:]) as process:
            reads_the_balance(process.end(), portal)
        whole = time.monotonic() - process.spoke
        for number in range(8):
            by_terminal, at_once = number % 2 == 0, number > 5
            wanted = 130 if by_terminal else 143
            with running(env(portal.url) | {"TMPDIR": str(temporary)}, tmp_path, *command()[3:]) as process:
                moment = moments.uniform(0, 1) * whole
                one = process.process
                if not at_once:
                    assert wait_until(lambda process=process: process.spoke > 0)  # type: ignore[misc]
                    with contextlib.suppress(subprocess.TimeoutExpired):
                        one.wait(moment)
                offspring = psutil.Process(one.pid).children(recursive=True) if one.poll() is None else []
                if one.poll() is None:  # else there is nobody left to hear it
                    os.killpg(one.pid, signal.SIGINT) if by_terminal else one.send_signal(signal.SIGTERM)
                ended = process.end()
            at = f"after {moment:.2f} s of {whole:.2f}: {ended}"
            # Before the program has begun, the signal is Python's or the system's; nor is it heard after it has ended.
            early = {-signal.SIGINT, 1} if by_terminal else {-signal.SIGTERM}
            allowed = {wanted, *(early if at_once else ()), *({0} if ended.stdout else ())}
            assert ended.status in allowed, at
            assert b"Traceback" not in ended.stderr or at_once, at
            assert not psutil.wait_procs(offspring, timeout=15)[1], at
            assert not list(temporary.iterdir()), at
            # No login has left that does not stand in the ledger, and the history is whole.
            book = tmp_path / "home" / "data" / "ledger.json"
            assert len(json.loads(book.read_bytes())["attempts"]) >= portal.count("login-sent"), at
            with database.reading(tmp_path / "home" / "data") as history:
                assert history is not None
                assert history.execute("PRAGMA integrity_check").fetchone()[0] == "ok", at
            assert not [path for path in files(tmp_path / "home") if path.name.startswith(".")], at
        assert code(check(env(portal.url), tmp_path).told) is None


def test_too_soon_says_which_limit_and_until_when(ledger: Callable[..., Ledger], clock: Clock) -> None:
    ledger().begin(ME)
    with pytest.raises(TooSoon) as soon:
        ledger().begin(ME)
    assert "less than 5 minutes ago (minutes_between_logins in config.toml)" in soon.value.detail
    for _ in range(4):
        clock.at += 300
        ledger().begin(ME)
    clock.at += 300
    with pytest.raises(TooSoon) as daily:
        ledger().begin(ME)
    assert "5 logins within a day (logins_a_day in config.toml)" in daily.value.detail
    for failure in (soon.value, daily.value):
        assert failure.try_after is not None
        jakarta = failure.try_after + timedelta(hours=7)
        assert f"the next from {jakarta:%Y-%m-%d %H:%M} WIB on" in failure.detail


def test_what_was_not_sent_after_all_is_no_attempt(ledger: Callable[..., Ledger]) -> None:
    ledger().withdraw(ledger().begin(ME))
    ledger().withdraw(ledger().begin(ME))
    kept = ledger().begin(ME)
    ledger().withdraw("another")
    with pytest.raises(TooSoon):
        ledger().begin(ME)
    ledger().withdraw(kept)
