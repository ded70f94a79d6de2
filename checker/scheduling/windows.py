"""A task of Windows' Task Scheduler: it catches up on what was missed, and waits for a network. It keeps no password,
so it runs while the person is logged in.
"""

import csv
import io
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

from checker.failures import ConfigInvalid
from checker.scheduling import asking
from checker.scheduling.plan import NAME, Job, Means, Plan, Schedule, noted
from checker.settings import clean_environment

MEANS: Means = "task-scheduler"
_SPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def usable() -> bool:
    """Whether this is Windows."""
    return sys.platform == "win32" and asking.there("schtasks")


def written(job: Job) -> dict[str, str]:
    """The definition of a task."""
    return {f"Task Scheduler: \\{job.plan.name}": definition(job, datetime.now())}


def definition(job: Job, now: datetime) -> str:
    """A task as XML of schema 1.2, beginning at the first time after `now` that the plan is due."""
    plan = job.plan
    task = ElementTree.Element("Task", {"version": "1.2", "xmlns": _SPACE})
    about = _under(task, "RegistrationInfo")
    _under(about, "Description", f"Checks the JHT balance ({plan.name})")
    # Comments are not kept by the Task Scheduler; this is.
    _under(about, "Documentation", plan.note())
    trigger = _under(_under(task, "Triggers"), "CalendarTrigger")
    _under(trigger, "StartBoundary", plan.next(now).isoformat())
    _under(trigger, "Enabled", "true")
    _under(trigger, "RandomDelay", "PT30M")
    _repeated(trigger, plan)
    principal = _under(_under(task, "Principals"), "Principal")
    principal.set("id", "Author")
    _under(principal, "LogonType", "InteractiveToken")
    _under(principal, "RunLevel", "LeastPrivilege")
    settings = _under(task, "Settings")
    for name, value in (
        ("MultipleInstancesPolicy", "IgnoreNew"),
        ("DisallowStartIfOnBatteries", "false"),
        ("StopIfGoingOnBatteries", "false"),
        ("StartWhenAvailable", "true"),
        ("RunOnlyIfNetworkAvailable", "true"),
        ("Enabled", "true"),
        ("ExecutionTimeLimit", "PT2H"),
    ):
        _under(settings, name, value)
    actions = _under(task, "Actions")
    actions.set("Context", "Author")
    action = _under(actions, "Exec")
    command, *arguments = _command(job)
    _under(action, "Command", command)
    _under(action, "Arguments", " ".join(arguments))
    if job.folder:
        _under(action, "WorkingDirectory", job.folder)
    ElementTree.indent(task)
    return '<?xml version="1.0" encoding="UTF-16"?>\n' + ElementTree.tostring(task, encoding="unicode") + "\n"


def stands(job: Job) -> bool:
    """Whether exactly this is installed."""
    return any(one.plan == job.plan for one in found())


def in_the_way(job: Job) -> str:
    """Raises ConfigInvalid where a task cannot be given what the job needs."""
    _command(job)
    return ""


def install(job: Job) -> None:
    """Register the task, in place of the one before. Raises StorageFailed."""
    with tempfile.TemporaryDirectory(prefix="saldo-jht-") as folder:
        file = Path(folder, "task.xml")
        file.write_text(definition(job, datetime.now()), encoding="utf-16")
        asking.done(("schtasks", "/Create", "/F", "/TN", job.plan.name, "/XML", str(file)))


def found() -> Iterator[Schedule]:
    """What was installed. Raises StorageFailed."""
    if not usable():
        return
    table = asking.asked(("schtasks", "/Query", "/FO", "CSV", "/NH")).stdout.decode(errors="replace")
    names = {row[0].lstrip("\\") for row in csv.reader(io.StringIO(table)) if row}
    for name in sorted(one for one in names if one.startswith(NAME)):
        shown = asking.asked(("schtasks", "/Query", "/TN", name, "/XML")).stdout
        plan = noted(_documented(shown))
        if plan is not None and plan.name == name:
            yield Schedule(MEANS, name, plan, f"\\{name}", plan.next(datetime.now().astimezone()))


def remove(schedule: Schedule) -> None:
    """Delete the task. Raises StorageFailed."""
    asking.done(("schtasks", "/Delete", "/F", "/TN", schedule.name))


def run(schedule: Schedule) -> int:
    """Have the Task Scheduler start the real task; it tells no end, so 0 means that it was started."""
    asking.done(("schtasks", "/Run", "/TN", schedule.name))
    return 0


def environment(job: Job) -> dict[str, str]:
    """What the command will find in its environment, and nothing else."""
    return {**clean_environment(), **job.environment}


def lingers() -> bool | None:
    """A task without a kept password runs while its person is logged in, and Windows has no other switch."""
    return None


def _command(job: Job) -> list[str]:
    """The program and its arguments, quoted. A task has no environment of its own: what is set goes through cmd."""
    line = subprocess.list2cmdline(job.command)
    if not job.environment:
        return [job.command[0], subprocess.list2cmdline(job.command[1:])]
    given = [f"{key}={value}" for key, value in job.environment.items()]
    if any(sign in word for word in (*given, *job.command) for sign in '%"'):
        raise ConfigInvalid('a path or setting of the schedule holds a sign (% or ") that no task can be given')
    set_ = "".join(f'set "{one}"&& ' for one in given)
    return ["cmd.exe", "/d", "/s", "/c", f'"{set_}{line}"']


def _repeated(trigger: ElementTree.Element, plan: Plan) -> None:
    if plan.every == "day":
        _under(_under(trigger, "ScheduleByDay"), "DaysInterval", "1")
    elif plan.every == "week":
        by = _under(trigger, "ScheduleByWeek")
        _under(by, "WeeksInterval", "1")
        _under(_under(by, "DaysOfWeek"), "Monday")
    else:
        by = _under(trigger, "ScheduleByMonth")
        _under(_under(by, "DaysOfMonth"), "Day", "1")
        months = _under(by, "Months")
        for name in _MONTHS:
            _under(months, name)


def _documented(shown: bytes) -> str:
    """The documentation of a task; schtasks prints in UTF-16 or in the console's own encoding."""
    text = shown.decode("utf-16" if shown[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", errors="replace")
    try:
        task = ElementTree.fromstring(text.partition("?>")[2] or text)
    except ElementTree.ParseError:
        return ""
    return task.findtext(f"{{{_SPACE}}}RegistrationInfo/{{{_SPACE}}}Documentation") or ""


def _under(parent: ElementTree.Element, name: str, text: str | None = None) -> ElementTree.Element:
    one = ElementTree.SubElement(parent, name)
    one.text = text
    return one
