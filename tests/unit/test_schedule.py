"""Schedules: what is written for each scheduler, held against its real tool, and what is found and taken away again."""

import json
import os
import plistlib
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import keyring
import pytest
from hypothesis import given
from hypothesis import strategies as some

from checker.cli import program
from checker.failures import ConfigInvalid
from checker.scheduling import cron, launchd, systemd, windows
from checker.scheduling.plan import Every, Job, Plan, noted, time_of_day

SECRET = "s3ntinel-password"
ODD = '/tmp/a folder/o\'dd "one" 50%h $HOME \\ é--x'
AT = datetime(2026, 11, 28, 21, 0, tzinfo=UTC)


def job(folder: Path | None = None, *, every: Every = "day", at: str = "08:00", account: str | None = "siti") -> Job:
    """A job with whatever stands in the way of quoting; its program is one that can be run."""
    program = "/bin/true"
    if folder is not None:
        (folder / ODD.lstrip("/")).mkdir(parents=True)
        made = folder / ODD.lstrip("/") / "saldo-jht"
        made.write_text('#!/bin/sh\nprintf \'%s\\n\' "$0" "$@" "$SALDO_JHT_HOME"\n')
        made.chmod(0o755)
        program = str(made)
    plan = Plan(every, at, account, ODD, program, f"{ODD}.csv")
    command = (program, "check", "--unattended", "--quiet", "--csv", f"{ODD}.csv")
    return Job(plan, command, {"SALDO_JHT_HOME": ODD}, str(folder / ODD.lstrip("/")) if folder else None)


@pytest.mark.parametrize(
    ("every", "at", "due"),
    [
        ("day", "08:00", "2026-11-29T08:00"),
        ("day", "21:01", "2026-11-28T21:01"),
        ("day", "21:00", "2026-11-29T21:00"),
        ("week", "08:00", "2026-11-30T08:00"),
        ("month", "22:00", "2026-12-01T22:00"),
    ],
)
def test_when_a_plan_is_due_is_what_systemd_says(every: Every, at: str, due: str) -> None:
    plan = job(every=every, at=at).plan
    assert plan.next(AT) == datetime.fromisoformat(due).replace(tzinfo=UTC)
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd-analyze is here")
    command = ["systemd-analyze", "calendar", f"--base-time={AT:%Y-%m-%d %H:%M:%S} UTC", systemd.calendar(plan)]
    shown = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "TZ": "UTC"}, check=True).stdout
    assert f"Next elapse: {datetime.fromisoformat(due):%a %Y-%m-%d %H:%M}:00 UTC" in shown


def test_a_note_gives_the_plan_back_and_names_tell_installations_apart() -> None:
    plan = job().plan
    assert "--" not in plan.note()
    assert plan.note().isascii()
    assert noted(f"# {plan.note()}\nelse") == plan
    assert noted("# saldo-jht-schedule: {broken\n# nothing") is None
    others = [Plan("day", "08:00", account, home, "/p") for account in (None, "siti") for home in (None, "/a", "/b")]
    assert len({one.name for one in others}) == len(others)


def test_times_of_day() -> None:
    assert [time_of_day(one) for one in ("8", "8:00", "08.30", " 23:59 ")] == ["08:00", "08:00", "08:30", "23:59"]
    assert [time_of_day(one) for one in ("24:00", "8:60", "-1", "", "8:0", "noon")] == [None] * 6


def test_systemd_finds_nothing_to_say_about_the_units(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd-analyze is here")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    units = []
    for path, content in systemd.written(job(tmp_path)).items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(content)
        units.append(path)
        # It would take one that stands alone for a place to fill in, and say nothing.
        assert not [line for line in content.splitlines() if line[0:1] != "#" and "%" in line.replace("%%", "")]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--user", *units],
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert "Persistent=true" in content
    assert re.search(r"^RandomizedDelaySec=\d+min$", content, re.MULTILINE)


def test_a_crontab_line_runs_what_was_meant(tmp_path: Path) -> None:
    one = job(tmp_path, every="week", at="07:30")
    lines = cron.block(one).splitlines()
    assert lines[2].startswith("30 7 * * 1 cd ")
    # As cron reads it: up to the first per cent sign that stands alone, the others without what escapes them.
    command = re.split(r"(?<!\\)%", lines[2].split(None, 5)[5])
    assert len(command) == 1
    done = subprocess.run(
        ["/bin/sh", "-c", command[0].replace("\\%", "%")], env={}, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == [*one.command, ODD]


LINES = some.lists(
    some.sampled_from(
        [
            b"",
            b"# comment",
            b"MAILTO=a@example.test",
            b"0 8 * * *  x %y\t",
            b"\xff\xfe",
            b"@reboot \xc3\xa9",
            b"# >>> x",
        ]
    )
)


@given(LINES, LINES, some.sampled_from([b"", b"\n"]))
def test_every_other_byte_of_a_crontab_stays(before: list[bytes], after: list[bytes], end: bytes) -> None:
    first, second = cron.block(job()), cron.block(job(at="09:15"))
    name, other = job().plan.name, cron.block(job(account=None))
    table = b"\n".join([*before, b""]) + other.encode() + b"\n".join(after) + end
    with_it = cron.replaced(table, name, first)
    gap = b"" if table.endswith(b"\n") else b"\n"
    assert with_it == table + gap + first.encode()
    assert cron.replaced(with_it, name, first) == with_it
    assert cron.replaced(with_it, name, second) == table + gap + second.encode()
    assert cron.replaced(with_it, name, "") == table + gap
    assert cron.replaced(table, name, "") == table
    # Where it stands it stays, whatever was written below it since; a second copy goes.
    amid = first.encode() + table + gap + first.encode() + b"# below\n"
    assert cron.replaced(amid, name, second) == second.encode() + table + gap + b"# below\n"


@pytest.mark.parametrize("marks", [(0,), (-1,), (-1, 0), (0, 0, -1, -1)])
def test_a_mark_that_stands_alone_is_left_alone(marks: tuple[int, ...]) -> None:
    block = cron.block(job())
    table = "".join(f"0 1 * * * x\n{block.splitlines()[mark]}\n" for mark in marks).encode()
    with pytest.raises(ConfigInvalid, match="crontab -e"):
        cron.replaced(table, job().plan.name, block)


def test_launchd_is_given_a_property_list() -> None:
    one = job(every="month", at="07:30")
    ((path, content),) = launchd.written(one).items()
    told = plistlib.loads(content.encode())
    assert Path(path).name == f"{one.plan.name}.plist"
    assert told["Label"] == one.plan.name
    assert told["ProgramArguments"] == list(one.command)
    assert told["StartCalendarInterval"] == {"Day": 1, "Hour": 7, "Minute": 30}
    assert told["EnvironmentVariables"] == {"SALDO_JHT_HOME": ODD}
    assert noted(content) == one.plan


def test_the_task_scheduler_is_given_a_task() -> None:
    plan = Plan("week", "07:30", None, None, r"C:\Saldo JHT\saldo-jht.exe")
    one = Job(plan, (plan.program, "check", "--unattended"), {})
    text = windows.definition(one, datetime(2026, 11, 28, 21, 0))
    task = ElementTree.fromstring(text.partition("?>")[2])
    assert task.tag == "{http://schemas.microsoft.com/windows/2004/02/mit/task}Task"
    told = {element.tag.partition("}")[2]: element.text for element in task.iter()}
    assert told["StartWhenAvailable"] == told["RunOnlyIfNetworkAvailable"] == "true"
    assert told["StartBoundary"] == "2026-11-30T07:30:00"
    assert {"RandomDelay", "ScheduleByWeek", "Monday", "WeeksInterval"} <= told.keys()
    assert (told["Command"], told["Arguments"]) == (plan.program, "check --unattended")
    assert windows._documented(text.encode("utf-16")) == plan.note()
    with_home = Job(plan, one.command, {"SALDO_JHT_HOME": r"D:\a b"})
    command, *arguments = windows._command(with_home)
    assert command == "cmd.exe"
    assert arguments[-1] == rf'"set "SALDO_JHT_HOME=D:\a b"&& "{plan.program}" check --unattended"'


# ------------------------------------------------------------------------------------------------ the command itself


@pytest.fixture
def crontab(no_settings: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that a stand-in for `crontab` keeps, on a system that has no other scheduler."""
    folder, table = no_settings.parent / "bin", no_settings.parent / "table"
    folder.mkdir()
    stand_in = folder / "crontab"
    stand_in.write_text(
        f'#!/bin/sh\ncase "$1" in\n-l) [ -f "{table}" ] || {{ echo "no crontab for you" >&2; exit 1; }}\n'
        f'/bin/cat "{table}";;\n-r) /bin/rm "{table}";;\n-) /bin/cat >"{table}";;\nesac\n'
    )
    stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("SALDO_JHT_LANG", "en")
    monkeypatch.setattr(cron, "_runs", lambda: True)
    return table


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """No process is started to try the credentials; a test of processes does."""
    monkeypatch.setattr("checker.tasks.schedule.trial", lambda *_: {"accounts": [], "keyring": False})


Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    def said(*arguments: str) -> tuple[int, str, str]:
        status = program.run(["schedule", *arguments])
        out, err = capsys.readouterr()
        return status, out, err

    return said


def test_the_keyring_that_cron_does_not_reach_is_told_when_it_is_installed(
    say: Say, crontab: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program itself is started with what cron gives it; here, where it is installed, the keyring is a file."""
    home = crontab.parent / "home"
    home.mkdir()
    (home / "config.toml").write_text(
        '[accounts.siti]\nemail = "siti.aminah@example.test"\n'
        f'[accounts.budi]\nemail = "budi@example.test"\npassword_command = ["/bin/echo", "{SECRET}"]\n'
    )
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyrings.alt.file.PlaintextKeyring")
    monkeypatch.setenv("KEYRING_PROPERTY_FILE_PATH", str(home / "keyring"))
    monkeypatch.setattr(keyring.core, "_keyring_backend", None)
    keyring.set_password(
        f"saldo-jht {home}", "account siti", f'{{"email": "siti.aminah@example.test", "password": "{SECRET}"}}'
    )
    assert program.run(["account", "list", "--try"]) == 0
    status, out, err = say("install", "--dry-run")
    assert status == 0
    assert "(readable here)" in out.partition("---")[0]
    assert re.search(r"Warning: siti: cron does not get its password out of the keyring .*password_command", err)
    assert "budi" not in err
    assert SECRET not in out + err
    assert not (home / "data" / "ledger.json").exists()


@pytest.mark.usefixtures("tried")
def test_install_shows_writes_repeats_and_takes_away(say: Say, crontab: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = b"MAILTO=siti@example.test\n0 1 * * *  own   line\n"
    crontab.write_bytes(own)
    monkeypatch.setenv("SALDO_JHT_EMAIL", "siti.aminah@example.test")
    monkeypatch.setenv("SALDO_JHT_PASSWORD", SECRET)
    monkeypatch.setenv("https_proxy", f"http://siti:{SECRET}@proxy.test:3128")
    status, out, err = say("install", "--dry-run", "--at", "7.30", "--csv", str(crontab.parent / "saldo.csv"))
    assert (status, crontab.read_bytes()) == (0, own)
    assert "\n30 7 * * * " in out
    assert "https_proxy holds a password" in err
    assert say("install")[0] == 2
    assert say("install", "--yes", "--report", "a.html", "--account", "siti", "--account", "budi")[0] == 2
    assert crontab.read_bytes() == own
    for again in (False, True):
        files = ("--csv", str(crontab.parent / "saldo.csv"), "--report", str(crontab.parent / "laporan.html"))
        status, out, err = say("install", "--yes", "--at", "7.30", *files)
        table = crontab.read_bytes()
        assert status == 0
        assert table.startswith(own)
        assert table.count(b">>> saldo-jht") == 1
        assert ("installed already" in err) == again
        assert SECRET.encode() not in table
        assert b"siti.aminah" not in table
        assert b"check --unattended --quiet --patience 30m --csv " in table
        assert "/laporan.html" in table.decode()
    status, out, err = say("status", "--json")
    (told,) = json.loads(out)["schedules"]
    assert (status, told["means"], told["at"], told["concern"]) == (0, "cron", "07:30", None)
    assert datetime.fromisoformat(told["next"]) > datetime.now().astimezone()
    assert Path(told["program"]).is_absolute()
    assert say("remove", "--yes")[0] == 0
    assert crontab.read_bytes() == own
    assert say("status")[0] == 4
    assert say("remove", "--yes")[0] == 0


@pytest.mark.usefixtures("tried")
def test_what_another_means_or_a_gone_account_left_is_found(
    say: Say, crontab: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(crontab.parent / "config"))
    home = str(crontab.parent / "home")
    here = Plan("day", "08:00", None, home, "/bin/true")
    for path, content in systemd.written(Job(here, ("/bin/true",), {})).items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(content)
    gone, elsewhere = Plan("day", "09:00", "budi", home, "/bin/true"), Plan("day", "09:00", None, "/other", "/bin/true")
    blocks = [cron.block(Job(plan, ("/bin/true",), {})) for plan in (gone, elsewhere)]
    crontab.write_text("".join(blocks))
    assert "nothing starts it" in say("status")[1]
    status, _out, err = say("install", "--yes")
    assert status == 0
    assert "Replaces what was installed by systemd: all accounts" in err
    assert "account that is gone: account budi" in err
    assert not list((crontab.parent / "config").rglob("*.timer"))
    table = crontab.read_text()
    assert "budi" not in table
    assert blocks[1] in table
    assert "Another installation has one too" in say("status")[2]


@pytest.mark.usefixtures("tried")
def test_what_a_person_wrote_is_not_written_over(say: Say, crontab: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(crontab.parent / "config"))
    mine = next(iter(systemd.written(Job(Plan("day", "08:00", None, str(crontab.parent / "home"), "/p"), ("/p",), {}))))
    Path(mine).parent.mkdir(parents=True)
    Path(mine).write_text("[Service]\nExecStart=/bin/true\n")
    status, _out, err = say("install", "--yes", "--by", "systemd")
    assert (status, mine in err) == (50, True)
    crontab.write_text("0 8 * * *  /usr/local/bin/saldo-jht check --unattended\n# saldo-jht check\n")
    err = say("install", "--yes")[2]
    assert err.count("a line of your own in the crontab checks as well: 0 8 * * *  /usr/local") == 1
    plan = Plan("day", "08:00", "budi", str(crontab.parent / "home"), "/bin/true")
    crontab.write_text(cron.block(Job(plan, ("/bin/true",), {})))
    assert "the account budi is gone: saldo-jht schedule remove --account budi" in say("status")[1]


def test_without_a_manager_the_unit_s_own_command_is_run(
    say: Say, crontab: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(crontab.parent / "config"))
    one = job(tmp_path / "p")
    monkeypatch.setenv("SALDO_JHT_HOME", ODD)
    Path(one.command[0]).write_text(
        f'#!/bin/sh\nprintf \'%s\\n\' "$0" "$@" "$SALDO_JHT_HOME" "$PWD" >{tmp_path}/ran\nexit 3\n'
    )
    for path, content in systemd.written(one).items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(content)
    assert say("run-now")[0] == 3
    assert (tmp_path / "ran").read_text().splitlines() == [*one.command, ODD, one.folder]


@pytest.mark.usefixtures("tried")
def test_run_now_runs_the_crontab_s_own_line(say: Say, crontab: Path) -> None:
    plan = Plan("day", "08:00", None, str(crontab.parent / "home"), "/bin/true")
    ran = crontab.parent / "ran"
    line = ("/bin/sh", "-c", f'echo "5% in $PATH" >"{ran}"; exit 14')
    crontab.write_text(cron.block(Job(plan, line, {})))
    status, _out, err = say("run-now")
    assert status == 14
    assert "It ended with status 14:" in err
    assert ran.read_text() == "5% in /usr/bin:/bin\n"
    crontab.write_text("")
    assert say("run-now")[0] == 4


def test_a_program_that_has_gone_is_told(say: Say, crontab: Path) -> None:
    plan = Plan("day", "08:00", None, str(crontab.parent / "home"), "/no/such/saldo-jht")
    crontab.write_text(cron.block(Job(plan, ("/no/such/saldo-jht",), {})))
    assert "/no/such/saldo-jht is no longer there" in say("status")[1]


def test_no_time_of_day_is_a_usage_error(say: Say) -> None:
    assert say("install", "--at", "25:00")[0] == 2
