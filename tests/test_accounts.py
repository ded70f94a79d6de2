"""Accounts, as a person adds, lists and removes them, and as one check goes through them all."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pexpect
import psutil
import pytest
from playwright.sync_api import Browser

from checker.keeping import locks
from checker.simulator.scenarios import CAPTCHA_CODE, EMAIL, PASSWORD
from checker.simulator.server import start
from checker.simulator.workings import Portal
from tests import driving
from tests.driving import files, nightly, settings, wait_until
from tests.test_person import Far

pytestmark = pytest.mark.browser

LIMITS = "[limits]\nminutes_between_logins = 0\nlogins_a_day = 100\n"
# A keyring in a file, in a folder of its own: what the program itself writes must not hold what the keyring does.
KEYRING = {"PYTHON_KEYRING_BACKEND": "keyrings.alt.file.PlaintextKeyring"}


@pytest.fixture
def env(clean_env: dict[str, str], browser_path: str, tmp_path: Path) -> dict[str, str]:
    made = settings({**clean_env, **KEYRING}, tmp_path / "home", browser_path, "")
    del made["SALDO_JHT_EMAIL"], made["SALDO_JHT_PASSWORD"]
    (tmp_path / "here").mkdir()
    return {**made, "XDG_DATA_HOME": str(tmp_path / "keyring"), "XDG_CONFIG_HOME": str(tmp_path / "keyring")}


def run(env: Mapping[str, str], tmp_path: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "checker", *words],
        env=dict(env),
        cwd=tmp_path / "here",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )


def at(env: Mapping[str, str], portal: Portal) -> dict[str, str]:
    return {**env, "SALDO_JHT_PORTAL_URL": portal.url}


def config(tmp_path: Path, **passwords: str) -> None:
    """Accounts of the file, each with a command that prints its password."""
    text = LIMITS
    for name, password in passwords.items():
        command = json.dumps([sys.executable, "-c", f"print({password!r}); print('another line')"])
        text += f'[accounts.{name}]\nemail = "{EMAIL}"\npassword_command = {command}\n'
    driving.config(tmp_path / "home", text)


def accounts(env: Mapping[str, str], tmp_path: Path) -> list[dict[str, Any]]:
    done = run(env, tmp_path, "account", "list", "--json")
    assert done.returncode == 0, done.stderr
    told: list[dict[str, Any]] = json.loads(done.stdout)["accounts"]
    return told


def typed(env: Mapping[str, str], tmp_path: Path, password: str) -> tuple[int, str]:
    """`account add siti` on a terminal, where a person types the answers."""
    child = pexpect.spawn(
        sys.executable, ["-m", "checker", "account", "add", "siti"], env=dict(env), cwd=str(tmp_path / "here"),
        timeout=120, encoding="utf-8",
    )  # fmt: skip
    child.expect("mail.*:")
    child.sendline(EMAIL)
    child.expect("assword.*:")
    child.sendline(password)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus is not None
    return child.exitstatus, child.before or ""


def test_all_one_after_the_other(env: dict[str, str], tmp_path: Path) -> None:
    """A failure of one does not stop the others, and none is known to the portal by another's cookies."""
    config(tmp_path, siti="salah-sekali", budi=PASSWORD, tari=PASSWORD)
    with start("adminlte", "one-card") as portal:
        done = run(at(env, portal), tmp_path, "check", "--json", "--unattended")
        logins = portal.count("login-sent")
    told = json.loads(done.stdout)
    assert told["schema"] == "saldo-jht/checks/1"
    assert [one["account"] for one in told["results"]] == ["siti", "budi", "tari"]
    assert told["results"][0]["error"]["code"] == "credentials-rejected"
    assert [one["total"] for one in told["results"][1:]] == ["12345678.00", "12345678.00"]
    assert done.returncode == 11
    # With a cookie of the account before, the portal would not have asked.
    assert logins == 3


def test_one_by_its_name(env: dict[str, str], tmp_path: Path) -> None:
    config(tmp_path, siti="salah-sekali", budi=PASSWORD)
    with start("adminlte", "one-card") as portal:
        done = run(at(env, portal), tmp_path, "check", "--json", "--unattended", "--account", "budi")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["account"] == "budi"
    unknown = run(at(env, portal), tmp_path, "check", "--json", "--unattended", "--account", "tari")
    assert unknown.returncode == 14
    assert "siti, budi" in unknown.stderr


@pytest.mark.parametrize(
    "command",
    [
        *('["false"]', '["true"]', '["no-such-program-here"]'),
        # Neither is what a portal should be sent as a password.
        json.dumps([sys.executable, "-c", "import sys; sys.stdout.buffer.write(b'rahasia-\\xff\\n')"]),
        json.dumps([sys.executable, "-c", "print('\\033[1mrahasia-tebal\\033[0m')"]),
    ],
    ids=["fails", "is silent", "is not there", "prints no text", "prints in colour"],
)
def test_a_command_that_gives_no_password(env: dict[str, str], tmp_path: Path, command: str) -> None:
    declared = f'[accounts.siti]\nemail = "{EMAIL}"\npassword_command = {command}\n'
    (tmp_path / "home" / "config.toml").write_text(declared)
    done = run({**env, "SALDO_JHT_PORTAL_URL": "http://127.0.0.1:9/"}, tmp_path, "check", "--json", "--unattended")
    assert done.returncode == (15 if "no-such" in command else 14), done.stderr
    assert "accounts.siti.password_command" in done.stdout
    assert "rahasia" not in done.stdout + done.stderr


FAULTS = {
    "key limits.minutes_between_logins": "[limits]\nminutes_between_logins = -1",
    "key limits.logins_a_day": '[limits]\nlogins_a_day = "many"',
    "key limits: there is no setting called `perday`": "[limits]\nperday = 3",
    "there is no setting called `keep_session`": "keep_session = false",
    "key accounts.siti.email: expected an e-mail address": '[accounts.siti]\nemail = "rahasia"',
    "key accounts.siti": f'[accounts.siti]\npassword = "rahasia"\nemail = "{EMAIL}"',
    "key accounts.Siti A": f'[accounts."Siti A"]\nemail = "{EMAIL}"',
    "key accounts.default": f'[accounts.default]\nemail = "{EMAIL}"',
    "key accounts.siti.password_command": f'[accounts.siti]\nemail = "{EMAIL}"\npassword_command = ""',
    "a quotation is not closed": f'[accounts.siti]\nemail = "{EMAIL}"\npassword_command = "pass \'rahasia"',
    "line 2": 'keep_sessions = true\nrahasia rahasia = "rahasia"',
}


def test_faults_of_the_file_are_named(env: dict[str, str], tmp_path: Path) -> None:
    """The file, the key or line, and what was expected; no value, and nothing is opened."""
    for named, text in FAULTS.items():
        (tmp_path / "home" / "config.toml").write_text(text + "\n")
        done = run({**env, "SALDO_JHT_PORTAL_URL": "http://127.0.0.1:9/"}, tmp_path, "account", "list", "--json")
        assert done.returncode == 15, (text, done.stdout)
        told = json.loads(done.stdout)["error"]["message"]
        assert "config.toml" in told
        assert named in told, (text, told)
        assert "rahasia" not in done.stdout + done.stderr, text


def test_one_that_is_busy_stops_no_other(env: dict[str, str], tmp_path: Path) -> None:
    config(tmp_path, siti=PASSWORD, budi=PASSWORD)
    with start("adminlte", "one-card") as portal, locks.account(tmp_path / "home" / "data", "siti"):
        done = run(at(env, portal), tmp_path, "check", "--json", "--unattended")
    first, second = json.loads(done.stdout)["results"]
    assert first["error"]["code"] == "busy"
    assert second["total"] == "12345678.00"
    assert done.returncode == 60


@pytest.mark.skipif(sys.platform == "win32", reason="other signals")
@pytest.mark.parametrize(("number", "status"), [("SIGINT", 130), nightly("SIGTERM", 143), nightly("SIGHUP", 129)])
def test_interrupted_between_two(number: str, status: int, env: dict[str, str], tmp_path: Path) -> None:
    """What the first one read is kept, the third is not begun, and nothing is left running."""
    config(tmp_path, siti=PASSWORD, budi=PASSWORD, tari=PASSWORD)
    (tmp_path / "tmp").mkdir()
    with start("adminlte", "one-card", delay=0.4) as portal:
        words = ["-m", "checker", "check", "--json", "--unattended"]
        process = subprocess.Popen(
            [sys.executable, *words],
            env={**at(env, portal), "TMPDIR": str(tmp_path / "tmp")},
            cwd=tmp_path / "here",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        assert wait_until(lambda: portal.count("login-sent") == 2 or process.poll() is not None, 90)
        offspring = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(getattr(signal, number))
        out, err = process.communicate(timeout=60)
        assert process.returncode == status, err
        assert out == b""
        assert b"Traceback" not in err
        assert not psutil.wait_procs(offspring, timeout=15)[1]
        assert not list((tmp_path / "tmp").iterdir())
        assert portal.count("login-sent") == 2
    book = json.loads((tmp_path / "home" / "data" / "ledger.json").read_bytes())
    assert [(one["account"], one["outcome"]) for one in book["attempts"]] == [("siti", "accepted"), ("budi", "unknown")]
    kept = run(env, tmp_path, "history", "--json")
    assert kept.returncode == 0, kept.stderr
    assert [one["account"] for one in json.loads(kept.stdout)["readings"]] == ["siti"]


def test_from_adding_to_removing(env: dict[str, str], tmp_path: Path) -> None:
    driving.config(tmp_path / "home", LIMITS)
    with start("adminlte", "one-card") as portal:
        here = at(env, portal)
        status, said = typed(here, tmp_path, PASSWORD)
        assert status == 0, said
        assert "12.345.678" in said
        assert PASSWORD not in said
        assert [(one["account"], one["source"]) for one in accounts(here, tmp_path)] == [("siti", "keyring")]
        # The session that was kept serves, and it can be read with the keyring only.
        logins = portal.count("login-sent")
        checked = run(here, tmp_path, "check", "--json", "--unattended")
        assert checked.returncode == 0, checked.stderr
        assert portal.count("login-sent") == logins
        (session,) = (tmp_path / "home" / "state" / "sessions").glob("siti-*.session")
        assert not session.read_bytes().startswith(b"{")
        # Without a session the password comes from the keyring.
        assert run(here, tmp_path, "logout", "--account", "siti").returncode == 0
        assert not session.exists()
        assert run(here, tmp_path, "check", "--json", "--unattended").returncode == 0
        assert portal.count("login-sent") == logins + 1
        history = json.loads(run(here, tmp_path, "history", "--json", "--account", "siti").stdout)
        assert len(history["readings"]) == 3
        secret = PASSWORD.encode()
        assert not [path for path in files(tmp_path / "home") if secret in path.read_bytes()]
        ring = files(tmp_path / "keyring")
        assert any(b"account" in path.read_bytes() for path in ring)
        assert run(here, tmp_path, "account", "remove", "siti").returncode == 0
        assert not any(b"account" in path.read_bytes() for path in ring)
    assert [(one["account"], one["source"]) for one in accounts(here, tmp_path)] == [("default", "terminal")]
    assert not list((tmp_path / "home" / "state" / "sessions").glob("*.session"))
    assert run(here, tmp_path, "account", "remove", "siti").returncode == 14


def test_a_keyring_out_of_reach(env: dict[str, str], tmp_path: Path) -> None:
    """As in a cron job: it is said why the session is of no use there, and nothing is lost."""
    driving.config(tmp_path / "home", LIMITS)
    with start("adminlte", "one-card") as portal:
        here = at(env, portal)
        assert typed(here, tmp_path, PASSWORD)[0] == 0
        away = {**here, "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
        done = run(away, tmp_path, "check", "--json", "--unattended")
        assert done.returncode == 14
        assert "the kept session cannot be read" in json.loads(done.stdout)["error"]["message"]
        assert run(away, tmp_path, "account", "remove", "siti").returncode == 50
        logins = portal.count("login-sent")
        assert run(here, tmp_path, "check", "--unattended").returncode == 0
        assert portal.count("login-sent") == logins
        # A password that comes from elsewhere serves all the same, with a warning.
        other = {**away, "SALDO_JHT_EMAIL": EMAIL, "SALDO_JHT_PASSWORD": PASSWORD}
        with_keyring = {**other, **KEYRING}
        assert run(with_keyring, tmp_path, "check", "--unattended", "--account", "default").returncode == 0
        done = run(other, tmp_path, "check", "--json", "--unattended", "--account", "default")
        assert [one["code"] for one in json.loads(done.stdout)["warnings"]] == [
            "unconfirmed",
            "session-unreadable",
        ], done.stdout
        assert portal.count("login-sent") == logins + 2


def test_a_captcha_where_no_window_can_be_shown(env: dict[str, str], tmp_path: Path) -> None:
    """The way out that is told is one for an account that is not there yet."""
    bare = {key: value for key, value in env.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    with start("adminlte", "captcha-checkbox") as portal:
        status, said = typed(at(bare, portal), tmp_path, PASSWORD)
        assert portal.count("login-sent") == 0
    assert status == 10
    assert "account add siti --remote" in said
    assert [one["account"] for one in accounts(env, tmp_path)] == ["default"]


def test_added_from_a_phone(env: dict[str, str], browser: Browser, tmp_path: Path) -> None:
    """On a machine without a display, behind a captcha: from the first question to a check that nobody needs."""
    bare = {key: value for key, value in env.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    with start("adminlte", "captcha-image") as portal:
        here = at(bare, portal)
        child = pexpect.spawn(
            sys.executable, ["-m", "checker", "account", "add", "siti", "--remote"], env=here,
            cwd=str(tmp_path / "here"), timeout=90, encoding="utf-8",
        )  # fmt: skip
        child.expect("mail.*:")
        child.sendline(EMAIL)
        child.expect("assword.*:")
        child.sendline(PASSWORD)
        child.expect(r"(http://127\.0\.0\.1:\d+/\S+)\s")
        assert isinstance(child.match, re.Match)
        far = Far(browser, child.match[1])
        far.knows(portal.url)
        far.tap("[name=kode_captcha]")
        far.type(CAPTCHA_CODE)
        far.page.get_by_role("button", name="Enter").tap()
        child.expect("added to the keyring")
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == 0
        assert run(here, tmp_path, "check", "--json", "--unattended").returncode == 0
        assert portal.count("login-sent") == 1


def test_a_refused_password_is_not_kept(env: dict[str, str], tmp_path: Path) -> None:
    with start("adminlte", "one-card") as portal:
        status, said = typed(at(env, portal), tmp_path, "salah-sekali")
    assert status == 11, said
    assert "salah-sekali" not in said
    assert [one["account"] for one in accounts(env, tmp_path)] == ["default"]
    assert not [path for path in files(tmp_path) if b"salah-sekali" in path.read_bytes()]


def test_without_a_keyring(env: dict[str, str], tmp_path: Path) -> None:
    """Nothing is asked for that could not be kept."""
    none = {**env, "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    done = run(none, tmp_path, "account", "add", "siti")
    assert done.returncode == 14
    assert "password_command" in done.stderr


def test_where_it_comes_from(env: dict[str, str], tmp_path: Path) -> None:
    config(tmp_path, siti="rahasia-siti")
    given = {**env, "SALDO_JHT_EMAIL": EMAIL, "SALDO_JHT_PASSWORD": PASSWORD}
    told = accounts(given, tmp_path)
    assert [(one["order"], one["account"], one["source"]) for one in told] == [
        (1, "default", "environment"),
        (2, "siti", "command"),
    ]
    listed = run(given, tmp_path, "account", "list")
    assert listed.returncode == 0
    for secret in (PASSWORD, "rahasia-siti"):
        assert secret not in listed.stdout + listed.stderr + json.dumps(told)
