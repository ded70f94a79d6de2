"""Standard streams that are full, closed or cut, a user without a home, and what a terminal must not obey."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.driving import command, settings
from tests.kinds import harness

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")]

TRAP = '"PT \x1b]0;x\x07\x1b[31mMaju\u202egnilap\u200b\x9b2J\rX"'
SHEET = f"checked_at,account,kpj,company,balance\n2026-01-05T08:00:00+07:00,default,12345678901,{TRAP},1000.00\n"


def program(env: dict[str, str], line: str, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    """The program by way of a shell, so that its streams can be led anywhere."""
    ours = [sys.executable, "-m", "checker", *arguments]
    return subprocess.run(["sh", "-c", line, "sh", *ours], env=env, capture_output=True, timeout=90, check=False)


@pytest.fixture
def env(clean_env: dict[str, str], browser_path: str, tmp_path: Path) -> dict[str, str]:
    return settings(clean_env, tmp_path / "home", browser_path, "http://127.0.0.1:9/", harness.EMAIL, harness.PASSWORD)


@pytest.fixture
def kept(env: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """One reading, of an employer whose name would take over a terminal."""
    (tmp_path / "old.csv").write_bytes(SHEET.encode())
    done = program(env, '"$@"', "import", str(tmp_path / "old.csv"))
    assert done.returncode == 0, done.stderr
    return env


COMMANDS = [
    ("history",),
    ("history", "--json"),
    ("history", "runs"),
    ("export",),
    ("export", "--format", "json"),
    ("chart",),
    ("account", "list"),
    ("session", "status"),
    ("--help",),
    ("check", "--help"),
    ("--version",),
]


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_what_is_lost_on_standard_output_is_told(kept: dict[str, str], arguments: tuple[str, ...]) -> None:
    for line in ('"$@" >/dev/full', '"$@" >&-'):
        done = program(kept, line, *arguments)
        assert done.returncode == 50, (line, done.stderr)
        assert b"standard output" in done.stderr
        assert b"Traceback" not in done.stderr
        assert b"Exception" not in done.stderr


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_what_is_lost_on_standard_error_is_lost(kept: dict[str, str], arguments: tuple[str, ...]) -> None:
    wanted = program(kept, '"$@"', *arguments)
    for line in ('"$@" 2>/dev/full', '"$@" 2>&-'):
        done = program(kept, line, *arguments)
        assert (done.returncode, done.stdout) == (wanted.returncode, wanted.stdout), line


def test_a_check_whose_balance_cannot_be_told(env: dict[str, str]) -> None:
    with harness.portal() as served:
        env |= {"SALDO_JHT_PORTAL_URL": served.url + "/"}
        for line in ('"$@" >/dev/full', '"$@" >&-'):
            done = program(env, line, *command()[3:])
            assert done.returncode == 50, done.stderr
            assert done.stderr.count(b"storage-failed") == 1
        done = program(env, '"$@" 2>/dev/full', *command()[3:])
        assert done.returncode == 0
        assert b'"status": "ok"' in done.stdout
        # Somebody who reads no more ends it as others are ended.
        done = program(env, '{ "$@"; echo $? >&2; } | true', *command("-v")[3:])
        assert done.stderr.strip().endswith((b"141", b"0"))


def test_a_failure_is_told_although_nobody_reads_it(env: dict[str, str]) -> None:
    done = program(env, '"$@" 2>/dev/full', *command("--timeout", "5")[3:])
    assert done.returncode == 20
    assert b"portal-unreachable" in done.stdout


@pytest.mark.parametrize(
    "arguments", [one for one in COMMANDS if one[0] in ("history", "export", "chart")], ids=" ".join
)
def test_a_terminal_is_given_nothing_to_obey(kept: dict[str, str], arguments: tuple[str, ...]) -> None:
    ours, theirs = pty.openpty()
    done = subprocess.Popen([sys.executable, "-m", "checker", *arguments], env=kept, stdout=theirs, stderr=theirs)
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65_536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    assert done.wait(60) == 0
    text = shown.decode()
    assert "Maju" in text or arguments[0] == "chart" or "runs" in arguments
    for sign in ("\x1b]", "\x1b[31m", "\u202e", "\u200b", "\x9b", "\x07"):
        assert sign not in text, (sign, text)


def test_a_file_keeps_what_is_there(kept: dict[str, str]) -> None:
    done = program(kept, '"$@"', "export")
    assert "\u202e".encode() in done.stdout
    assert b"\x1b[31m" in done.stdout


# -- a user of whom the system knows nothing --------------------------------------------------------------------------

# What Python is told of a number that the system has no name for.
NAMELESS = """
import pwd, sys
def nobody(number):
    raise KeyError(number)
pwd.getpwuid = nobody
from checker.cli.main import main
sys.argv[1:] = sys.argv[2:]
main()
"""


def nameless(env: dict[str, str], *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    bare = {key: value for key, value in env.items() if key not in ("USER", "LOGNAME") and not key.startswith("XDG_")}
    line = [sys.executable, "-c", NAMELESS, "saldo-jht", *arguments]
    return subprocess.run(line, env=bare, cwd="/", capture_output=True, timeout=90, check=False)


@pytest.mark.parametrize("home", [None, "", "nowhere"])
@pytest.mark.parametrize(
    "arguments", [("check", "--json"), *COMMANDS[:8], ("selectors", "check"), ("doctor",)], ids=" ".join
)
def test_a_user_without_a_home(env: dict[str, str], arguments: tuple[str, ...], home: str | None) -> None:
    bare = {key: value for key, value in env.items() if key not in ("HOME", "SALDO_JHT_HOME")}
    done = nameless(bare | ({"HOME": home} if home is not None else {}), *arguments)
    said = (done.stdout + done.stderr).decode()
    assert done.returncode == 15, said
    assert "SALDO_JHT_HOME" in said
    assert "internal-error" not in said
    assert not Path("/~").exists()


def test_a_user_without_a_home_whose_folder_is_set(env: dict[str, str]) -> None:
    with harness.portal() as served:
        bare = {key: value for key, value in env.items() if key != "HOME"}
        done = nameless(bare | {"SALDO_JHT_PORTAL_URL": served.url + "/"}, *command()[3:])
    assert done.returncode == 0, done.stderr
