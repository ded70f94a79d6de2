"""All schedulers that the program knows, each with the same few functions: which one serves here, what is installed."""

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from checker.failures import ConfigInvalid, Failure, StorageFailed
from checker.scheduling import cron, launchd, systemd, windows
from checker.scheduling.plan import Job, Means, Schedule


class Scheduler(Protocol):
    """What each module of a means offers; all raise StorageFailed where the system's own tool fails."""

    MEANS: Means

    def usable(self) -> bool: ...
    def written(self, job: Job) -> Mapping[str, str]: ...
    def stands(self, job: Job) -> bool: ...
    def in_the_way(self, job: Job) -> str: ...
    def install(self, job: Job) -> None: ...
    def found(self) -> Iterable[Schedule]: ...
    def remove(self, schedule: Schedule) -> None: ...
    def run(self, schedule: Schedule) -> int: ...
    def environment(self, job: Job) -> dict[str, str]: ...
    def lingers(self) -> bool | None: ...


# The first that serves here is taken: what catches up on missed checks comes first.
_ALL: tuple[Scheduler, ...] = (systemd, launchd, windows, cron)
BY_NAME: Mapping[Means, Scheduler] = {one.MEANS: one for one in _ALL}


def chosen() -> Scheduler:
    """The means that serves here. Raises StorageFailed where there is none."""
    for one in _ALL:
        if one.usable():
            return one
    raise StorageFailed(
        "this system has neither a systemd of the user nor cron: install one (Debian: apt install cron)"
    )


def schedules(account: str | None = None, home: str | None = None) -> Sequence[Schedule]:
    """What is installed for the installation at `home` (SALDO_JHT_HOME as set), by whatever means; with `account` only
    what checks that one, be it with all others. A means that cannot be asked, or is damaged, has none.
    """
    return [
        one
        for one in everything((StorageFailed, ConfigInvalid))
        if one.plan.home == home and (account is None or one.plan.account in (None, account))
    ]


def everything(passed_over: tuple[type[Failure], ...] = (StorageFailed,)) -> list[Schedule]:
    """What is installed for any installation of this user; a means that cannot be asked has none. Raises ConfigInvalid
    where one is damaged.
    """
    found: list[Schedule] = []
    for means in _ALL:
        with contextlib.suppress(*passed_over):
            found += means.found()
    return found


def soonest(found: Iterable[Schedule]) -> datetime | None:
    """When the next check is due."""
    return min((one.next for one in found if one.next is not None), default=None)
