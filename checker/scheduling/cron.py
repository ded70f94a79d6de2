"""A line of the user's crontab, in a block between two marks: every other byte of the table stays as it is.

Nothing is set for the table as a whole: a variable there would be every later line's too. What was missed while the
machine was off is not caught up on.
"""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from checker.failures import ConfigInvalid, StorageFailed
from checker.scheduling import asking
from checker.scheduling.plan import Job, Means, Schedule, noted
from checker.texts import N_

MEANS: Means = "cron"
_DAYS = {"day": "* * *", "week": "* * 1", "month": "1 * *"}
_BEGIN, _END = "# >>> {name} >>>", "# <<< {name} <<<"
_BEGUN = re.compile(rb"^# >>> (saldo-jht[\w.-]*) >>>[ \t\r]*$", re.MULTILINE)
_DAEMONS = frozenset(("cron", "crond", "cronie", "fcron", "anacron", "dcron", "bcron-start"))
_PATH = "/usr/bin:/bin"
_NO_DAEMON = N_("no cron daemon runs here, so nothing starts it")


def usable() -> bool:
    """Whether there is a crontab to write to."""
    return sys.platform != "win32" and asking.there("crontab")


def written(job: Job) -> dict[str, str]:
    """The block of a schedule."""
    return {"crontab": block(job)}


def block(job: Job) -> str:
    """What is written to the crontab, both marks included."""
    plan = job.plan
    words = [shlex.quote(word) for word in job.command]
    if job.environment:
        # By `env`, and not by the shell: which shell it is, the table may say.
        given = (shlex.quote(f"{key}={value}") for key, value in job.environment.items())
        words = ["/usr/bin/env", *given, *words]
    line = " ".join(words)
    if job.folder:
        line = f"cd {shlex.quote(job.folder)} && {line}"
    # An unescaped per cent sign ends the command there.
    line = line.replace("%", "\\%")
    return "\n".join(
        (
            _BEGIN.format(name=plan.name),
            f"# {plan.note()}",
            f"{plan.minute} {plan.hour} {_DAYS[plan.every]} {line}",
            _END.format(name=plan.name),
            "",
        )
    )


def replaced(table: bytes, name: str, block: str) -> bytes:
    """`table` with `block` in the place of the one called `name`, or at its end; an empty one takes it away.

    Raises ConfigInvalid where a mark stands alone.
    """
    spans = list(_spans(table, name))
    if not spans:
        gap = b"" if not table or table.endswith(b"\n") or not block else b"\n"
        return table + gap + block.encode()
    pieces, at = [], 0
    for number, (start, end) in enumerate(spans):
        pieces += [table[at:start], block.encode() if number == 0 else b""]
        at = end
    return b"".join((*pieces, table[at:]))


def stands(job: Job) -> bool:
    """Whether exactly this is installed."""
    return block(job).encode() in _table()


def in_the_way(job: Job) -> str:  # noqa: ARG001 - as the other means have it
    """What would keep a check from running once the schedule is installed, in English."""
    return "" if _runs() else _NO_DAEMON


def own_lines() -> list[str]:
    """The lines by which a person's crontab checks without this program having written them. Raises StorageFailed."""
    table = _table()
    for begun in list(_BEGUN.finditer(table)):
        table = replaced(table, begun[1].decode(), "")
    lines = table.decode(errors="replace").splitlines()
    return [line for line in lines if re.match(r"\s*[^#\s].*saldo-jht.*\bcheck\b", line)]


def install(job: Job) -> None:
    """Put the block into the crontab. Raises StorageFailed."""
    _write(job.plan.name, block(job))


def found() -> Iterator[Schedule]:
    """What was installed. Raises StorageFailed, and ConfigInvalid where a block is damaged."""
    if not usable():
        return
    table = _table()
    concern = "" if _runs() else _NO_DAEMON
    seen = set()
    for begun in _BEGUN.finditer(table):
        name = begun[1].decode()
        if name in seen:
            continue
        seen.add(name)
        for start, end in _spans(table, name):
            plan = noted(table[start:end].decode(errors="replace"))
            if plan is not None and plan.name == name:
                due = None if concern else plan.next(datetime.now().astimezone())
                yield Schedule(MEANS, name, plan, "crontab -l", due, None, concern)
                break


def remove(schedule: Schedule) -> None:
    """Take the block out of the crontab. Raises StorageFailed."""
    _write(schedule.name, "")


def run(schedule: Schedule) -> int:
    """Run the line as it stands in the crontab, with what cron gives it; the exit status."""
    table = _table()
    start, end = next(_spans(table, schedule.name))
    lines = [line for line in table[start:end].decode(errors="replace").splitlines() if not line.startswith("#")]
    if not lines:
        raise StorageFailed(f"the crontab's block {schedule.name} holds no command: saldo-jht schedule install")
    command = lines[0].split(None, 5)[-1].replace("\\%", "%")
    given = {**asking.person(), "PATH": _PATH}
    return subprocess.run(["/bin/sh", "-c", command], env=given, cwd=given["HOME"], check=False).returncode


def environment(job: Job) -> dict[str, str]:
    """What the command will find in its environment, and nothing else."""
    return {**asking.person(), "PATH": _PATH, **job.environment}


def lingers() -> bool | None:
    """Cron starts what it starts, whoever is logged in."""
    return None


def _table() -> bytes:
    ended = asking.asked(("crontab", "-l"))
    if ended.returncode == 0:
        return ended.stdout
    said = ended.stderr.lower()
    # That there is none yet, in the words of Vixie's and of BusyBox's.
    if not said.strip() or b"no crontab" in said or b"no such file" in said:
        return b""
    raise StorageFailed(f"crontab -l: {asking.complaint(ended)}")


def _write(name: str, block: str) -> None:
    before = _table()
    after = replaced(before, name, block)
    if after == before:
        return
    asking.done(("crontab", "-") if after else ("crontab", "-r"), after)


def _spans(table: bytes, name: str) -> Iterator[tuple[int, int]]:
    """Where the blocks called `name` begin and end. Raises ConfigInvalid where a mark stands alone."""
    begin, end = (re.escape(mark.format(name=name).encode()) for mark in (_BEGIN, _END))
    marks = re.compile(rb"^(?:(%b)|%b)[ \t\r]*(?:\n|\Z)" % (begin, end), re.MULTILINE)
    opened: int | None = None
    for mark in marks.finditer(table):
        if (mark[1] is None) == (opened is None):
            break
        if opened is None:
            opened = mark.start()
        else:
            yield opened, mark.end()
            opened = None
    else:
        if opened is None:
            return
    raise ConfigInvalid(f"the crontab holds one of the two marks of {name} alone: put it right with `crontab -e`")


def _runs() -> bool:
    """Whether a cron daemon runs; where processes cannot be listed so, it is taken to."""
    if sys.platform != "linux":
        return True
    for file in Path("/proc").glob("[0-9]*/comm"):
        try:
            if file.read_text().strip() in _DAEMONS:
                return True
        except OSError:
            continue
    return False
