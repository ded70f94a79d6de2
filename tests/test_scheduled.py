"""Schedules by the real schedulers: a cron daemon and a user's systemd, both in a mount namespace of their own, so that
the tables and units of whoever runs the tests are never seen. As root only; skipped elsewhere.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from checker.simulator.scenarios import EMAIL, PASSWORD
from checker.simulator.server import start
from tests.driving import settings, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.nightly]

PROGRAM = Path(sys.executable).parent / "saldo-jht"
# Where cron keeps its tables and its daemon's number, and where systemd says that it is there.
CRON = "mount -t tmpfs none /run; mount -t tmpfs none /var/spool/cron; mkdir -m 1730 /var/spool/cron/crontabs; "
SYSTEMD = "mount -t tmpfs none /run; mkdir -p -m 700 /run/systemd/system /run/user/0; "
# A control group of its own, of either kind, that is gone again afterwards.
GROUPS = [Path("/sys/fs/cgroup", one, "saldo-jht-test") for one in ("", "systemd", "unified")]


class Inside:
    """A shell in a mount namespace of its own that runs one line after the other."""

    def __init__(self, before: str, env: Mapping[str, str]) -> None:
        self.env = dict(env)
        groups = "".join(f"mkdir {one} && echo $$ >{one}/cgroup.procs; " for one in GROUPS if is_group(one.parent))
        self.shell = subprocess.Popen(
            ["unshare", "--mount", "sh", "-c", f"( {before} {groups} ) 2>/dev/null; echo ready; exec sleep 600"],
            env=self.env,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        assert self.shell.stdout is not None
        self.shell.stdout.readline()

    def enter(self, *command: str) -> list[str]:
        return ["nsenter", f"--target={self.shell.pid}", "--mount", "--wdns=/", *command]

    def run(self, *command: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            self.enter(*command), env=self.env, capture_output=True, text=True, timeout=150, check=False
        )


def is_group(folder: Path) -> bool:
    return (folder / "cgroup.procs").is_file()


@contextmanager
def inside(before: str, env: Mapping[str, str], *daemon: str) -> Iterator[Inside]:
    """Such a namespace with a daemon in it, until the block ends."""
    if os.name != "posix" or os.getuid() != 0 or shutil.which("nsenter") is None or shutil.which(daemon[0]) is None:
        pytest.skip(f"only root can have a {daemon[0]} of its own, where there is one (`sh scripts/setup cron`)")
    space = Inside(before, env)
    running = subprocess.Popen(space.enter(*daemon), env=dict(env), stderr=subprocess.DEVNULL)
    try:
        yield space
    finally:
        running.terminate()
        running.wait(30)
        space.shell.kill()
        space.shell.wait(30)
        for one in GROUPS:
            away = ["find", str(one), "-depth", "-type", "d", "-exec", "rmdir", "{}", ";"]
            subprocess.run(away, stderr=subprocess.DEVNULL, check=False)


@pytest.fixture
def env(clean_env: dict[str, str], browser_path: str, tmp_path: Path) -> dict[str, str]:
    """The environment of a person whose e-mail and password stand in a `.env`, and nowhere else."""
    made = settings(clean_env, tmp_path / "home", browser_path, "")
    del made["SALDO_JHT_EMAIL"], made["SALDO_JHT_PASSWORD"], made["PYTHONPATH"]
    file = tmp_path / "home" / ".env"
    file.write_text(f"SALDO_JHT_EMAIL={EMAIL}\nSALDO_JHT_PASSWORD='{PASSWORD}'\n")
    file.chmod(0o600)
    return {**made, "XDG_CONFIG_HOME": str(tmp_path / "config"), "HOME": str(tmp_path)}


def told(space: Inside, *command: str) -> list[dict[str, object]]:
    """The list in the one object that a command prints with `--json`."""
    done = space.run(str(PROGRAM), *command, "--json")
    answer = json.loads(done.stdout)
    found: list[dict[str, object]] = answer.get("schedules") or answer.get("runs") or []
    return found


def test_a_real_cron_checks_within_a_minute_and_mails_nothing(env: dict[str, str]) -> None:
    with start() as portal, inside(CRON, {**env, "SALDO_JHT_PORTAL_URL": portal.url}, "cron", "-f") as space:
        own = 'MAILTO=""\n\n# a remark\n17 3 * * *  /bin/true   # nightly\n'
        subprocess.run(space.enter("crontab", "-"), input=own, text=True, check=True, env=space.env)
        at = f"{datetime.now() + timedelta(seconds=65):%H:%M}"
        done = space.run(str(PROGRAM), "schedule", "install", "--yes", "--by", "cron", "--at", at)
        assert done.returncode == 0, done.stderr
        table = space.run("crontab", "-l").stdout
        assert table.startswith(own)
        assert PASSWORD not in table
        assert EMAIL not in table
        assert "Warning" not in done.stderr, done.stderr
        (found,) = told(space, "schedule", "status")
        assert (found["means"], found["at"], found["concern"]) == ("cron", at, None)
        assert wait_until(lambda: portal.count("login-sent") == 1, 150)
        assert wait_until(lambda: bool(told(space, "history", "runs")), 60)
        assert [one["code"] for one in told(space, "history", "runs")] == ["ok"]
        # What cron would mail is what a line says: nothing, where all went well.
        again = space.run(str(PROGRAM), "schedule", "run-now")
        assert (again.returncode, again.stdout, len(again.stderr.splitlines())) == (0, "", 2), again.stderr
        assert space.run(str(PROGRAM), "schedule", "remove", "--yes").returncode == 0
        assert space.run("crontab", "-l").stdout == own


def test_a_real_systemd_of_the_user_runs_the_real_unit(env: dict[str, str], tmp_path: Path) -> None:
    daemon = "/usr/lib/systemd/systemd"
    given = {**env, "XDG_RUNTIME_DIR": "/run/user/0"}
    with (
        start() as portal,
        inside(SYSTEMD, {**given, "SALDO_JHT_PORTAL_URL": portal.url}, daemon, "--user") as space,
    ):
        if not wait_until(lambda: space.run("systemctl", "--user", "show-environment").returncode == 0, 20):
            pytest.skip("no systemd of the user starts here")
        for at, told_once in (("07:00", 1), ("08:30", 1), ("08:30", 0)):
            done = space.run(str(PROGRAM), "schedule", "install", "--yes", "--every", "week", "--at", at)
            assert done.returncode == 0, done.stderr
            assert done.stderr.count("loginctl enable-linger") == told_once
        assert "installed already" in done.stderr
        (found,) = told(space, "schedule", "status")
        assert (found["means"], found["concern"], found["lingering"]) == ("systemd", None, False)
        due = datetime.fromisoformat(str(found["next"]))
        # What the manager itself says, spread over half an hour.
        assert due.weekday() == 0
        assert timedelta(hours=8, minutes=30) <= timedelta(hours=due.hour, minutes=due.minute) <= timedelta(hours=9)
        units = "".join(file.read_text() for file in (tmp_path / "config").rglob("*.service"))
        assert "ExecStart" in units
        assert PASSWORD not in units
        done = space.run(str(PROGRAM), "schedule", "run-now")
        assert done.returncode == 0, done.stderr
        assert portal.count("login-sent") == 1
        (tmp_path / "home" / ".env").unlink()
        shutil.rmtree(tmp_path / "home" / "state")
        assert space.run(str(PROGRAM), "schedule", "run-now").returncode == 14
        assert [one["code"] for one in told(space, "history", "runs")] == ["ok", "credentials-missing"]
        assert space.run(str(PROGRAM), "schedule", "remove", "--yes").returncode == 0
        timers = space.run("systemctl", "--user", "list-timers", "--all").stdout
        assert "saldo-jht" not in timers
        assert not list((tmp_path / "config").rglob("*saldo-jht*"))
