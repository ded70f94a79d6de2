"""The command line around the check: help, exit statuses, what failures print, the doctor."""

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import click
import pytest
from msgspec import structs

from checker import defects, failures, signals, texts
from checker.cli import main, program, render
from checker.model import Card, CheckResult, Confidence, Reading, Source, Warned
from checker.tasks import doctor
from checker.tasks.check import Checked
from checker.tasks.findings import Finding, Level
from tests.driving import nightly

SENTINEL = "s3ntinel-password"
ROOT = Path(__file__).parents[2]


def saldo(*arguments: str, env: dict[str, str], cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the program as a person does."""
    return subprocess.run(
        [sys.executable, "-m", "checker", *arguments],
        env={**env, "PYTHONPATH": str(ROOT)},
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_table_of_failures_is_that_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for code, failure in failures.BY_CODE.items():
        assert re.search(rf"\| `{code}` \| {failure.exit_status} \|", readme), code


def test_the_answer_is_printed_before_the_browser_is_closed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], no_settings: Path
) -> None:
    assert no_settings.exists()
    printed = []

    class Checks:
        def all(self, *_: object) -> Iterator[Checked]:
            yield Checked("default", datetime.now(UTC), 1.0, failures.Busy("at work"), last=True)
            printed.append(capsys.readouterr().out)

    monkeypatch.setattr("checker.tasks.check.prepare", Checks)
    monkeypatch.setattr("checker.tasks.telling.begin", lambda *_, **__: None)
    assert program.run(["check", "--json", "--unattended"]) == failures.Busy.exit_status
    assert [json.loads(one)["error"]["code"] for one in printed] == ["busy"]
    assert capsys.readouterr().out == ""


def test_a_quiet_check_speaks_of_failures_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], no_settings: Path
) -> None:
    assert no_settings.exists()
    reading = Reading((Card(Decimal(5)),), Decimal(5), Confidence.AGREED, warnings=(Warned("a-warning", "of it"),))
    well = CheckResult("well", Source.PORTAL, datetime.now(UTC), reading)
    ended = [
        Checked("well", datetime.now(UTC), 1.0, well),
        Checked("ill", datetime.now(UTC), 1.0, failures.Busy("at work"), last=True),
    ]

    class Checks:
        def all(self, _names: object, tell: Callable[[str], None], _wanted: object) -> Iterator[Checked]:
            for one in ended:
                tell("browser")
                yield one

    monkeypatch.setattr("checker.tasks.check.prepare", Checks)
    monkeypatch.setattr("checker.tasks.telling.begin", lambda *_, **__: None)
    assert program.run(["check", "-q", "--unattended"]) == failures.Busy.exit_status
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("Account ill:\nbusy: ")
    del ended[1]
    ended[0] = structs.replace(ended[0], last=True)
    assert program.run(["check", "--quiet", "--unattended"]) == 0
    assert capsys.readouterr() == ("", "")
    assert program.run(["check", "--quiet", "--unattended", "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["total"] == "5.00"
    assert err == ""
    assert program.run(["check", "--unattended"]) == 0
    assert "of it" in capsys.readouterr().err


def test_failure_json_is_as_promised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "_spoken", "id")
    failure = failures.TooSoon(
        "wait", screen="login", evidence=Path("/e"), try_after=datetime(2026, 11, 22, 1, 0, 3, tzinfo=UTC)
    )
    got = render.failure_json(failure, "default", datetime(2026, 11, 22, 1, 0, 3, 999, tzinfo=UTC))
    assert got == {
        "schema": "saldo-jht/check/1",
        "status": "error",
        "account": "default",
        "checked_at": "2026-11-22T08:00:03+07:00",
        "error": {
            "code": "too-soon",
            "exit": 61,
            "message": "It is too soon for another try; waiting protects the account. Detail: wait",
            "hint": "Try again after the time given.",
            "rule": None,
            "retry": "no",
            "screen": "login",
            "evidence": str(Path("/e")),
            "try_after": "2026-11-22T08:00:03+07:00",
        },
    }


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """Make every subcommand raise what is put in the list."""
    raised: list[BaseException] = []

    @click.command(context_settings={"ignore_unknown_options": True})
    @click.argument("rest", nargs=-1)
    def stand_in(rest: tuple[str, ...]) -> None:
        del rest
        # Locals that a careless traceback would print.
        password = SENTINEL
        assert password
        raise raised[0]

    monkeypatch.setattr(program.Main, "get_command", lambda *_args: stand_in)
    monkeypatch.setattr(signals, "heed", lambda: None)
    monkeypatch.setattr(texts, "_spoken", "en")
    return raised


@pytest.mark.parametrize("failure", failures.BY_CODE.values(), ids=str)
def test_exit_status_and_words(
    failure: type[failures.Failure], command: list[BaseException], capsys: pytest.CaptureFixture[str]
) -> None:
    command.append(failure("a detail", evidence=Path("/some/where")))
    assert program.run(["check"]) == failure.exit_status
    out, err = capsys.readouterr()
    assert out == ""
    for part in (failure.code, "a detail", "What to do: ", str(Path("/some/where"))):
        assert part in err
    assert program.run(["check", "--json"]) == failure.exit_status
    out, _ = capsys.readouterr()
    assert json.loads(out)["error"]["code"] == failure.code


def test_defects_print_no_values(command: list[BaseException], capsys: pytest.CaptureFixture[str]) -> None:
    error = ValueError(f"cannot type {SENTINEL}")
    error.__cause__ = KeyError(SENTINEL)
    command.append(error)
    assert program.run(["check", "--json"]) == 1
    out, err = capsys.readouterr()
    assert SENTINEL not in out + err
    assert json.loads(out)["error"]["code"] == "internal-error"
    assert re.search(r"test_cli_house\.py:\d+ stand_in", err)
    assert "ValueError" in err
    assert "after KeyError" in err


def test_interruption(command: list[BaseException]) -> None:
    command.append(KeyboardInterrupt())
    assert program.run(["check"]) == 130
    command[0] = SystemExit(143)
    with pytest.raises(SystemExit) as caught:
        program.run(["check"])
    assert caught.value.code == 143


def test_threads_print_no_values(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in ((sys, "excepthook"), (threading, "excepthook"), (sys, "unraisablehook")):
        monkeypatch.setattr(module, name, getattr(module, name))
    defects.hide_tracebacks()

    def fails() -> None:
        raise ValueError(SENTINEL)

    thread = threading.Thread(target=fails)
    thread.start()
    thread.join()
    err = capsys.readouterr().err
    assert "ValueError" in err
    assert SENTINEL not in err


def test_help_and_version(clean_env: dict[str, str]) -> None:
    for flag in ("-h", "--help"):
        done = saldo(flag, env=clean_env)
        assert done.returncode == 0
        assert all(name in done.stdout for name in ("check", "doctor", "browser", "demo", "Examples"))
    assert "saldo-jht, version" in saldo("--version", env=clean_env).stdout
    assert "Perintah" in saldo("-h", env={**clean_env, "SALDO_JHT_LANG": "id"}).stdout
    usage = saldo("nonsense", env=clean_env)
    assert (usage.returncode, usage.stdout) == (2, "")


def test_what_may_start_a_browser_is_seen_to_from_outside() -> None:
    none = "session status history report export import read jmo notify sms schedule config completion help demo"
    assert set(program.COMMANDS) - main.BROWSING == set(none.split())
    assert set(program.COMMANDS) > main.BROWSING


def test_help_loads_neither_playwright_nor_settings(clean_env: dict[str, str]) -> None:
    code = (
        "import sys, checker\n"
        "assert not {'click', 'playwright'} & set(sys.modules)\n"
        "from checker.cli.program import run\n"
        "run(['--help'])\n"
        "print([m for m in ('playwright', 'dotenv', 'msgspec', 'flask', 'tabulate', 'asyncio') if m in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**clean_env, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_wrong_setting_ends_with_its_status(clean_env: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"SALDO_JHT_PASSWORD={SENTINEL}\nSALDO_JHT_LANG=xx\n")
    (tmp_path / ".env").chmod(0o600)
    environment = {key: value for key, value in clean_env.items() if key != "SALDO_JHT_LANG"}
    done = saldo("browser", "find", "--json", env=environment, cwd=tmp_path)
    assert done.returncode == 15
    answer = json.loads(done.stdout)
    assert (answer["schema"], answer["error"]["code"]) == ("saldo-jht/browser/1", "config-invalid")
    assert SENTINEL not in done.stdout + done.stderr


def test_browser_find_prints_the_path_only(clean_env: dict[str, str], browser_path: str) -> None:
    done = saldo("browser", "find", env={**clean_env, "SALDO_JHT_BROWSER": browser_path})
    assert (done.returncode, done.stdout) == (0, browser_path + "\n")
    answer = json.loads(saldo("browser", "find", "--json", env=clean_env).stdout)
    assert answer["status"] == "ok"


class Portal(BaseHTTPRequestHandler):
    """Answers what its server's `status` says."""

    status = 200

    def do_GET(self) -> None:
        self.send_response(self.status)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        return None


@pytest.fixture
def portal() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Portal)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.browser
def test_doctor_finds_all_well(clean_env: dict[str, str], portal: str, browser_path: str, tmp_path: Path) -> None:
    environment = {**clean_env, "SALDO_JHT_PORTAL_URL": portal, "SALDO_JHT_BROWSER": browser_path}
    environment |= {"SALDO_JHT_PASSWORD": SENTINEL, "SALDO_JHT_EMAIL": "siti@example.org"}
    done = saldo("doctor", "--json", env=environment, cwd=tmp_path)
    answer = json.loads(done.stdout)
    assert done.returncode == 0, done.stdout
    assert answer["schema"] == "saldo-jht/doctor/1"
    checks = {check["check"]: check for check in answer["checks"]}
    for name in ("python", "settings", "browser", "folder:state", "selectors", "portal", "clock"):
        assert checks[name]["level"] == "ok", checks[name]
    assert SENTINEL not in done.stdout + done.stderr
    assert "siti" not in done.stdout + done.stderr


def found(clean_env: dict[str, str], tmp_path: Path, browser_path: str, portal: str, status: int) -> dict[str, Any]:
    """What the doctor finds about a portal, by the names of its examinations; it ends with `status`."""
    environment = {**clean_env, "SALDO_JHT_PORTAL_URL": portal, "SALDO_JHT_BROWSER": browser_path}
    done = saldo("doctor", "--json", env={**environment, "SALDO_JHT_HOME": str(tmp_path / "home")}, cwd=tmp_path)
    assert done.returncode == status, done.stdout + done.stderr
    return {one["check"]: one for one in json.loads(done.stdout)["checks"]}


@pytest.mark.browser
@pytest.mark.parametrize(
    ("status", "level"), [(302, "ok"), nightly(403, "warning"), (429, "warning"), (503, "warning")]
)
def test_doctor_looks_at_the_answer(
    clean_env: dict[str, str], tmp_path: Path, browser_path: str, portal: str, monkeypatch: pytest.MonkeyPatch,
    status: int, level: str,
) -> None:  # fmt: skip
    monkeypatch.setattr(Portal, "status", status)
    got = found(clean_env, tmp_path, browser_path, portal, 0)["portal"]
    assert (got["level"], f"answers {status}" in got["detail"]) == (level, True)


@pytest.mark.browser
def test_doctor_names_what_fails(clean_env: dict[str, str], tmp_path: Path, browser_path: str) -> None:
    # Nothing listens on the port of a socket that is bound and closed again.
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (tmp_path / "home").write_text("a file where a folder should be")
    got = found(clean_env, tmp_path, browser_path, f"http://127.0.0.1:{port}/", 50)
    assert "not a folder" in got["folder:state"]["detail"]
    assert got["portal"]["code"] == "portal-unreachable"
    assert "refused" in got["portal"]["detail"]


@pytest.mark.browser
def test_doctor_tells_a_clock_that_is_wrong(
    clean_env: dict[str, str], tmp_path: Path, browser_path: str, portal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = format_datetime(datetime.now(UTC) - timedelta(hours=1), usegmt=True)
    monkeypatch.setattr(Portal, "date_time_string", lambda *_args: before)
    got = found(clean_env, tmp_path, browser_path, portal, 0)["clock"]
    assert got["level"] == "warning"
    assert re.search(r"36\d\d s ahead", got["detail"])


@pytest.fixture
def quick_doctor(monkeypatch: pytest.MonkeyPatch, no_settings: Path) -> Path:
    """The doctor without the start of a browser."""
    monkeypatch.setattr(doctor, "_browser", lambda _chosen: "")
    monkeypatch.setattr("checker.browser.launch.launch", None)
    monkeypatch.setattr("checker.tasks.schedule.trial", lambda *_: None)
    return no_settings


def findings() -> dict[str, Finding]:
    return {one.name + one.about: one for one in doctor.examine(timeout=2)}


def test_doctor_looks_at_the_persons_own_selectors(quick_doctor: Path) -> None:
    own = quick_doctor.parent / "home" / "selectors" / "bpjstk.toml"
    own.parent.mkdir(parents=True)
    own.write_text("[portal]\nstrat = 'https://host.test/'\n")
    got = findings()["selectors"]
    assert isinstance(got.failure, failures.ConfigInvalid)
    assert str(own) in got.detail
    own.write_text("")
    assert str(own) in findings()["selectors"].detail


def test_doctor_looks_at_config_toml(quick_doctor: Path) -> None:
    assert findings()["config"].level is Level.OK
    config = quick_doctor.parent / "home" / "config.toml"
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text("[limit]\nlogins_a_day = 2\n")
    got = findings()["config"]
    assert isinstance(got.failure, failures.ConfigInvalid)
    assert str(config) in got.detail


def test_doctor_refuses_the_address_that_a_check_refuses(quick_doctor: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert quick_doctor.exists()
    monkeypatch.setenv("SALDO_JHT_PORTAL_URL", "https://elsewhere.test/")
    assert isinstance(findings()["portal"].failure, failures.ConfigInvalid)


@pytest.mark.skipif(sys.platform == "win32", reason="children's processor time is not told there")
def test_help_costs_little_more_than_click(clean_env: dict[str, str]) -> None:
    environment = {**clean_env, "PYTHONPATH": str(ROOT)}

    def cost(*arguments: str) -> float:
        before = os.times()
        subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, check=True, timeout=60)
        after = os.times()
        return (after.children_user + after.children_system) - (before.children_user + before.children_system)

    # The least of several, interleaved: what else the machine does only ever adds. The system counts in steps of 10 ms.
    pairs = [(cost("-c", "import click"), cost("-m", "checker", "--help")) for _ in range(9)]
    assert min(helped for _, helped in pairs) <= 1.5 * min(click for click, _ in pairs) + 0.02
