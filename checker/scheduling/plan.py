"""When which account is checked, and by which command line: the values that every scheduler is given. No I/O, and no
secret: what is written here stands in files that others may read.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal

import msgspec

Every = Literal["day", "week", "month"]
Means = Literal["systemd", "cron", "launchd", "task-scheduler"]

NAME = "saldo-jht"
MARK = "saldo-jht-schedule:"
"""What stands in each file before the note by which a schedule is found again."""
_NOTE = re.compile(re.escape(MARK) + r" (\{.*\})")
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")


class Plan(msgspec.Struct, frozen=True):
    """What a person asked for. `at` is ``HH:MM`` in the system's own zone; a week begins on Monday, a month on its
    first day. `account` None stands for all accounts; `home` is SALDO_JHT_HOME, another one is another installation.
    `program` is the program's own path, `csv` a file that each check adds to, `report` one that it writes anew.
    """

    every: Every
    at: str
    account: str | None
    home: str | None
    program: str
    csv: str | None = None
    report: str | None = None

    @property
    def name(self) -> str:
        """What the schedule is called in the system: one an account and installation."""
        own = "" if self.home is None else "." + hashlib.sha256(self.home.encode()).hexdigest()[:8]
        return NAME + (f"-{self.account}" if self.account else "") + own

    @property
    def hour(self) -> int:
        return int(self.at[:2])

    @property
    def minute(self) -> int:
        return int(self.at[3:])

    def note(self) -> str:
        """The plan on one line of ASCII, for a comment of any kind; XML allows no two dashes in one."""
        text = json.dumps(msgspec.to_builtins(self), sort_keys=True).replace("--", "-\\u002d")
        return f"{MARK} {text}"

    def next(self, now: datetime) -> datetime:
        """The first instant after `now`, in its zone, at which a check is due."""
        due = now.replace(hour=self.hour, minute=self.minute, second=0, microsecond=0)
        while due <= now or not self._is_day(due):
            due += timedelta(days=1)
        return due

    def _is_day(self, due: datetime) -> bool:
        return self.every == "day" or (due.weekday() == 0 if self.every == "week" else due.day == 1)


class Job(msgspec.Struct, frozen=True):
    """A plan with the command line that it comes to, what of the environment goes with it, and the folder it runs in
    (None: the home folder).
    """

    plan: Plan
    command: tuple[str, ...]
    environment: Mapping[str, str]
    folder: str | None = None


class Schedule(msgspec.Struct, frozen=True):
    """A schedule that was found. `where` is its file or table, `next` when it is due (None: never, as it stands),
    `lingering` whether it also runs while the person is logged out (None: this means does not depend on it), `concern`
    what stands in its way, in English.
    """

    means: Means
    name: str
    plan: Plan
    where: str
    next: datetime | None
    lingering: bool | None = None
    concern: str = ""


def noted(text: str) -> Plan | None:
    """The plan of the first note in `text`; None where there is none that can be read."""
    for found in _NOTE.finditer(text):
        try:
            return msgspec.json.decode(found[1], type=Plan)
        except (msgspec.DecodeError, ValueError, RecursionError):
            continue
    return None


def time_of_day(text: str) -> str | None:
    """``8``, ``8:00``, ``08.00`` as ``08:00``; None for what is no time of day."""
    found = _TIME.fullmatch(text.strip())
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return None
    return f"{int(found[1]):02}:{found[2] or '00'}"
