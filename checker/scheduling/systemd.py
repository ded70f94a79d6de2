"""A timer of the user's own systemd: it catches up on what was missed, and spreads the checks of many in time.

Nothing runs while the person is logged out unless lingering is on, which is looked at here and never switched.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from checker.failures import StorageFailed
from checker.keeping import files
from checker.scheduling import asking
from checker.scheduling.plan import NAME, Job, Means, Plan, Schedule, noted
from checker.texts import N_

MEANS: Means = "systemd"
_SPREAD = "30min"
_DAYS = {"day": "*-*-*", "week": "Mon *-*-*", "month": "*-*-01"}
_CTL = ("systemctl", "--user")
_PATH = "/usr/local/bin:/usr/bin:/bin"


def usable() -> bool:
    """Whether the user has a manager of their own that answers."""
    return sys.platform == "linux" and asking.there("systemctl") and _answers()


def written(job: Job) -> dict[str, str]:
    """The files of a schedule, each with its whole content."""
    plan = job.plan
    head = f"# {plan.note()}\n# Written by `saldo-jht schedule install`; `saldo-jht schedule remove` takes it away.\n"
    service = [
        "[Unit]",
        f"Description=Check the JHT balance ({plan.name})",
        "",
        "[Service]",
        "Type=oneshot",
        # The colon: a dollar sign is a dollar sign.
        "ExecStart=:" + " ".join(_quoted(word) for word in (*_aided(job.command[0]), *job.command)),
        *(f"Environment={_quoted(f'{key}={value}')}" for key, value in job.environment.items()),
        *([f"WorkingDirectory={job.folder.replace('%', '%%')}"] if job.folder else []),
    ]
    timer = [
        "[Unit]",
        f"Description=When to check the JHT balance ({plan.name})",
        "",
        "[Timer]",
        f"OnCalendar={calendar(plan)}",
        "Persistent=true",
        f"RandomizedDelaySec={_SPREAD}",
        "",
        "[Install]",
        "WantedBy=timers.target",
    ]
    folder = _folder()
    return {
        str(folder / f"{plan.name}.service"): head + "\n".join(service) + "\n",
        str(folder / f"{plan.name}.timer"): head + "\n".join(timer) + "\n",
    }


def calendar(plan: Plan) -> str:
    """When a plan is due, as `systemd-analyze calendar` reads it."""
    return f"{_DAYS[plan.every]} {plan.at}:00"


def stands(job: Job) -> bool:
    """Whether exactly this is installed."""
    return all(files.read(Path(path)) == content.encode() for path, content in written(job).items())


def in_the_way(job: Job) -> str:
    """What would keep a check from running once the schedule is installed, in English; raises StorageFailed where a
    person's own unit is there under that name.
    """
    for path in written(job):
        if (content := files.read(Path(path))) is not None and noted(content.decode(errors="replace")) is None:
            raise StorageFailed(f"{path} is not of this program's making: move it away, then try again")
    return ""


def install(job: Job) -> None:
    """Write the units and start the timer. Raises StorageFailed."""
    for path, content in written(job).items():
        files.write(Path(path), content.encode())
    asking.done((*_CTL, "daemon-reload"))
    asking.done((*_CTL, "enable", f"{job.plan.name}.timer"))
    # Not `enable --now`: a timer that runs already would keep its old hour.
    asking.done((*_CTL, "restart", f"{job.plan.name}.timer"))


def found() -> Iterator[Schedule]:
    """What was installed, whether a manager runs now or not. Raises StorageFailed."""
    if sys.platform != "linux":
        return
    timers = sorted(_folder().glob(f"{NAME}*.timer"))
    answers = bool(timers) and asking.there("systemctl") and _answers()
    for path in timers:
        plan = noted((files.read(path) or b"").decode(errors="replace"))
        if plan is None or plan.name != path.stem:
            continue
        due, concern = _due(path.name, answers)
        yield Schedule(MEANS, plan.name, plan, str(path), due, lingers(), concern)


def remove(schedule: Schedule) -> None:
    """Stop a timer and take its units away. Raises StorageFailed."""
    timer = Path(schedule.where)
    answers = asking.there("systemctl") and _answers()
    if answers:
        asking.done((*_CTL, "disable", "--now", timer.name))
    files.remove(timer.parent / "timers.target.wants" / timer.name)
    files.remove(timer)
    files.remove(timer.with_suffix(".service"))
    if answers:
        asking.done((*_CTL, "daemon-reload"))


def run(schedule: Schedule) -> int:
    """Have the manager run the real unit, wait for its end, pass on what it said, and return its exit status.

    Where no manager runs, the unit's own command is run with the unit's own environment.
    """
    unit = f"{schedule.name}.service"
    if not (asking.there("systemctl") and _answers()):
        return _run_by_itself(Path(schedule.where).with_suffix(".service"))
    ended = asking.asked((*_CTL, "start", unit), seconds=None)
    asked = (f"--property={name}" for name in ("ExecMainStatus", "Result", "InvocationID"))
    shown = asking.done((*_CTL, "show", unit, *asked)).decode()
    told = dict(line.partition("=")[::2] for line in shown.splitlines())
    if ended.returncode and told.get("Result") == "success":
        raise StorageFailed(f"systemctl --user start {unit}: {asking.complaint(ended)}")
    if asking.there("journalctl"):
        journal = ("journalctl", "--user", "--quiet", "--output=cat", f"_SYSTEMD_INVOCATION_ID={told['InvocationID']}")
        sys.stderr.write(asking.asked(journal).stdout.decode(errors="replace"))
    status = told.get("ExecMainStatus", "")
    return int(status) if status.isdecimal() else ended.returncode


def _run_by_itself(unit: Path) -> int:
    lines = (files.read(unit) or b"").decode(errors="replace").splitlines()
    told = [line.partition("=")[::2] for line in lines if re.match(r"\w+=", line)]
    words = [shlex.split(value.lstrip(":").replace("%%", "%")) for name, value in told if name == "ExecStart"]
    if not words or not words[0]:
        raise StorageFailed(f"{unit} holds no command: saldo-jht schedule install")
    given = {**asking.person(), "PATH": _PATH}
    for name, value in told:
        if name == "Environment":
            given |= dict(one.partition("=")[::2] for one in shlex.split(value.replace("%%", "%")))
    folder = next((value.replace("%%", "%") for name, value in told if name == "WorkingDirectory"), given["HOME"])
    return subprocess.run(words[0], env=given, cwd=folder, check=False).returncode


def environment(job: Job) -> dict[str, str]:
    """What the command will find in its environment, and nothing else."""
    given = {**asking.person(), "PATH": _PATH}
    shown = asking.asked((*_CTL, "show-environment")).stdout.decode(errors="replace")
    for key, value in re.findall(r"^(\w+)=([^$'\n][^\n]*)$", shown, re.MULTILINE):
        given[key] = value
    return {**given, **job.environment}


def lingers() -> bool | None:
    """Whether the user's manager goes on while nobody is logged in; None where that cannot be known."""
    name = asking.person().get("USER")
    if name is None:
        return None
    if asking.there("loginctl"):
        told = asking.asked(("loginctl", "show-user", name, "--property=Linger")).stdout.decode().strip()
        if told in ("Linger=yes", "Linger=no"):
            return told == "Linger=yes"
    # Of somebody who is not logged in it knows nothing; the mark is what it would look at.
    return Path("/var/lib/systemd/linger", name).exists()


def _answers() -> bool:
    return asking.asked((*_CTL, "show-environment")).returncode == 0


def _due(timer: str, answers: bool) -> tuple[datetime | None, str]:
    if not answers:
        return None, N_("no systemd of the user runs here, so nothing starts it")
    asked = ("show", timer, "--property=NextElapseUSecRealtime", "--property=ActiveState")
    told = asking.asked((*_CTL, *asked)).stdout.decode(errors="replace")
    if "ActiveState=active" not in told:
        return None, N_("the timer is not active: saldo-jht schedule install")
    when = re.search(r"NextElapseUSecRealtime=\w+ (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) UTC", told)
    return (datetime.fromisoformat(f"{when[1]}+00:00").astimezone() if when else None), ""


def _folder() -> Path:
    base = Path(os.environ.get("XDG_CONFIG_HOME", ""))
    return (base if base.is_absolute() else Path.home() / ".config") / "systemd" / "user"


def _aided(program: str) -> tuple[str, ...]:
    """What starts a program whose path has signs that systemd takes in no path of a program, however quoted."""
    return ("/usr/bin/env",) if set("\"'\\") & set(program) else ()


def _quoted(word: str) -> str:
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%") + '"'
