"""An agent of macOS's launchd, which catches up on what was missed while the machine slept."""

import os
import plistlib
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from checker.failures import StorageFailed
from checker.keeping import files
from checker.scheduling import asking
from checker.scheduling.plan import NAME, Job, Means, Schedule, noted
from checker.texts import N_

MEANS: Means = "launchd"
_DAYS: dict[str, dict[str, int]] = {"day": {}, "week": {"Weekday": 1}, "month": {"Day": 1}}
_PATH = "/usr/bin:/bin:/usr/sbin:/sbin"


def usable() -> bool:
    """Whether this is macOS."""
    return sys.platform == "darwin" and asking.there("launchctl")


def written(job: Job) -> dict[str, str]:
    """The property list of a schedule."""
    plan = job.plan
    content: dict[str, Any] = {
        "Label": plan.name,
        "ProgramArguments": list(job.command),
        "StartCalendarInterval": {**_DAYS[plan.every], "Hour": plan.hour, "Minute": plan.minute},
        "ProcessType": "Background",
        "RunAtLoad": False,
    }
    if job.environment:
        content["EnvironmentVariables"] = dict(job.environment)
    if job.folder:
        content["WorkingDirectory"] = job.folder
    # What a check says where it fails; a quiet one that succeeds says nothing.
    content["StandardErrorPath"] = str(Path.home() / "Library" / "Logs" / f"{plan.name}.log")
    text = plistlib.dumps(content, sort_keys=False).decode()
    return {str(_folder() / f"{plan.name}.plist"): text.replace("<dict>", f"<!-- {plan.note()} -->\n<dict>", 1)}


def stands(job: Job) -> bool:
    """Whether exactly this is installed."""
    return all(files.read(Path(path)) == content.encode() for path, content in written(job).items())


def in_the_way(job: Job) -> str:
    """Raises StorageFailed where a person's own agent is there under that name."""
    for path in written(job):
        if (content := files.read(Path(path))) is not None and noted(content.decode(errors="replace")) is None:
            raise StorageFailed(f"{path} is not of this program's making: move it away, then try again")
    return ""


def install(job: Job) -> None:
    """Write the property list and have launchd load it. Raises StorageFailed."""
    for path, content in written(job).items():
        files.write(Path(path), content.encode())
        # One that is loaded already would keep its old hour.
        asking.asked(("launchctl", "bootout", f"{_domain()}/{job.plan.name}"))
        asking.done(("launchctl", "bootstrap", _domain(), path))


def found() -> Iterator[Schedule]:
    """What was installed. Raises StorageFailed."""
    if sys.platform != "darwin":
        return
    for path in sorted(_folder().glob(f"{NAME}*.plist")):
        plan = noted((files.read(path) or b"").decode(errors="replace"))
        if plan is None or plan.name != path.stem:
            continue
        loaded = asking.asked(("launchctl", "print", f"{_domain()}/{plan.name}")).returncode == 0
        concern = "" if loaded else N_("launchd has not loaded it: saldo-jht schedule install")
        due = plan.next(datetime.now().astimezone()) if loaded else None
        yield Schedule(MEANS, plan.name, plan, str(path), due, None, concern)


def remove(schedule: Schedule) -> None:
    """Have launchd forget it, and take its file away. Raises StorageFailed."""
    asking.asked(("launchctl", "bootout", f"{_domain()}/{schedule.name}"))
    files.remove(Path(schedule.where))


def run(schedule: Schedule) -> int:
    """Have launchd start the real agent; it tells no end, so 0 means that it was started."""
    asking.done(("launchctl", "kickstart", f"{_domain()}/{schedule.name}"))
    return 0


def environment(job: Job) -> dict[str, str]:
    """What the command will find in its environment, and nothing else."""
    return {**asking.person(), "PATH": _PATH, **job.environment}


def lingers() -> bool | None:
    """An agent runs while its person is logged in; macOS has no switch for more."""
    return None


def _folder() -> Path:
    return Path.home() / "Library" / "LaunchAgents"


def _domain() -> str:
    return f"gui/{os.getuid() if sys.platform != 'win32' else 0}"
