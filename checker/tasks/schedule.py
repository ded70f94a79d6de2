"""The use cases of `saldo-jht schedule`: what is to be written, what stands in its way, and carrying it out.

Nothing is written before it was shown, and no secret is: each account's credentials are tried as the schedule would.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker import settings, texts
from checker.failures import ConfigInvalid
from checker.keeping.config import DEFAULT
from checker.scheduling import asking, cron, means
from checker.scheduling.means import Scheduler
from checker.scheduling.plan import NAME, Every, Job, Plan, Schedule
from checker.settings import Settings
from checker.tasks.check import Checks, prepare
from checker.texts import N_, fill

_TRIAL_S = 180
_PATIENCE = "30m"
"""A machine that has just woken up may have no network yet, and a portal be in maintenance."""
Files = tuple[Path | None, Path | None]
"""The CSV that each check adds to, and the report that it writes anew."""
_OURS = (settings.HOME, settings.PORTAL_URL, settings.BROWSER, settings.LANG)
# Where files and browsers are looked for, and how the portal is reached: a scheduler has none of a person's own.
_OTHERS = ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "PLAYWRIGHT_BROWSERS_PATH")
_PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@dataclass(frozen=True)
class Proposal:
    """What an installation would come to. `concerns` are what would stand in the way of a check, in English."""

    scheduler: Scheduler
    jobs: tuple[Job, ...]
    replaced: tuple[Schedule, ...]
    gone: tuple[Schedule, ...]
    also: tuple[Schedule, ...]
    same: bool
    concerns: tuple[str, ...]

    @property
    def written(self) -> Iterator[tuple[str, str]]:
        """Each place that is written to, and its content."""
        for job in self.jobs:
            yield from self.scheduler.written(job).items()


def propose(
    every: Every, at: str, accounts: tuple[str, ...], files: Files, by: str | None, *, trying: bool = True
) -> Proposal:
    """What would be installed; `by` is a means, `trying` whether the credentials are tried as the schedule would.

    Raises ConfigInvalid, CredentialsMissing, StorageFailed.
    """
    checks = prepare()
    known = checks.accounts.named(accounts)
    scheduler = next((one for name, one in means.BY_NAME.items() if name == by), None) or means.chosen()
    home = str(checks.chosen.home) if checks.chosen.home else None
    environment, concerns = _environment(checks.chosen)
    jobs = tuple(_job(every, at, name, home, files, environment) for name in (accounts or (None,)))
    found = [one for one in means.everything() if one.plan.home == home]
    names = {job.plan.name for job in jobs}
    mine = [one for one in found if one.name in names]
    alive = {one.name for one in checks.accounts.all()} | {DEFAULT}
    gone = [one for one in found if one.plan.account not in (None, *alive)]
    also = [one for one in found if one.name not in names and one not in gone]
    concerns += [text for job in jobs[:1] if (text := scheduler.in_the_way(job))]
    if cron.usable():
        text = N_("a line of your own in the crontab checks as well: {line}")
        concerns += [fill(text, line=line) for line in cron.own_lines()]
    if trying:
        concerns += _tried(scheduler, jobs[0], checks, [one.name for one in known])
    return Proposal(
        scheduler,
        jobs,
        tuple(one for one in mine if one.means != scheduler.MEANS),
        tuple(gone),
        tuple(one for one in also if None in (one.plan.account, *(job.plan.account for job in jobs))),
        scheduler.usable() and all(scheduler.stands(job) for job in jobs),
        tuple(concerns),
    )


def carry_out(proposal: Proposal) -> list[Schedule]:
    """Install what was proposed, take away what it replaces, and tell what is there then. Raises StorageFailed."""
    if not proposal.scheduler.usable():
        raise ConfigInvalid(f"--by {proposal.scheduler.MEANS}: that scheduler cannot be used here")
    for job in proposal.jobs:
        proposal.scheduler.install(job)
    for one in (*proposal.replaced, *proposal.gone):
        means.BY_NAME[one.means].remove(one)
    names = {job.plan.name for job in proposal.jobs}
    return [one for one in proposal.scheduler.found() if one.name in names]


def installed(accounts: tuple[str, ...] = ()) -> list[Schedule]:
    """The schedules of this installation, those of `accounts` only if any is named. Raises ConfigInvalid."""
    home = settings.load().home
    found = [one for one in means.everything() if one.plan.home == (str(home) if home else None)]
    return [one for one in found if not accounts or one.plan.account in accounts]


def strangers() -> list[Schedule]:
    """The schedules of this person's other installations, under another SALDO_JHT_HOME. Raises ConfigInvalid."""
    home = settings.load().home
    return [one for one in means.everything() if one.plan.home != (str(home) if home else None)]


def remove(found: Iterable[Schedule]) -> None:
    """Take schedules away. Raises StorageFailed."""
    for one in found:
        means.BY_NAME[one.means].remove(one)


def run_now(one: Schedule) -> int:
    """Run what is scheduled, as the scheduler does, and return its exit status. Raises StorageFailed."""
    return means.BY_NAME[one.means].run(one)


def trouble(one: Schedule) -> str:
    """What stands in the way of a schedule, in English; empty where nothing is known to. Raises ConfigInvalid."""
    account = one.plan.account
    if account not in (None, DEFAULT, *(each.name for each in prepare().accounts.all())):
        text = N_("the account {name} is gone: saldo-jht schedule remove --account {name}")
        return fill(text, name=account)
    if not os.access(one.plan.program, os.X_OK):
        return fill(N_("{program} is no longer there: saldo-jht schedule install"), program=one.plan.program)
    return one.concern


def program() -> tuple[str, ...]:
    """How the program is started by its full path, which no scheduler would find by itself."""
    called = Path(sys.argv[0])
    if called.stem == NAME and called.is_file():
        return (str(called.absolute()),)
    beside = Path(sys.executable).parent / (f"{NAME}.exe" if sys.platform == "win32" else NAME)
    return (str(beside),) if beside.is_file() else (sys.executable, "-m", "checker")


def _job(
    every: Every, at: str, account: str | None, home: str | None, files: Files, environment: Mapping[str, str]
) -> Job:
    csv, report = (_file(option, file) for option, file in zip(("--csv", "--report"), files, strict=True))
    start = program()
    plan = Plan(every, at, account, home, start[0], csv, report)
    command = [*start, "check", "--unattended", "--quiet", "--patience", _PATIENCE]
    command += ["--account", account] if account else []
    command += ["--csv", csv] if csv else []
    command += ["--report", report] if report else []
    # A `.env` in the folder at hand is part of what a check was tried with.
    here = Path.cwd()
    folder = str(here) if (here / ".env").is_file() and str(here) != asking.person().get("HOME") else None
    if any(ord(sign) < 32 for word in (*command, *environment.values(), folder or "") for sign in word):
        raise ConfigInvalid("a path or setting of the schedule holds a line break or control character")
    return Job(plan, tuple(command), environment, folder)


def _file(option: str, file: Path | None) -> str | None:
    """The full path of a file that each check is to write, since no scheduler starts it in the folder at hand."""
    if file is None:
        return None
    full = file.expanduser().absolute()
    if not full.parent.is_dir():
        raise ConfigInvalid(f"{option}: {full.parent} is not a folder")
    return str(full)


def _environment(chosen: Settings) -> tuple[dict[str, str], list[str]]:
    """What of the environment goes into a schedule, never a secret; and what would be missed there."""
    given = {name: os.environ[name] for name in (*_OURS, *_OTHERS) if os.environ.get(name)}
    concerns = []
    if chosen.home:
        given[settings.HOME] = str(chosen.home)
    if os.environ.get("HOME", "") not in ("", asking.person().get("HOME")):
        # As `sudo` leaves it: the folders are those of the home that was used here.
        given["HOME"] = os.environ["HOME"]
    if chosen.lang is None and texts.indonesian():
        given[settings.LANG] = "id"
    for name in (*_PROXIES, *(one.upper() for one in _PROXIES)):
        value = os.environ.get(name, "")
        if "@" in value:
            concerns.append(
                fill(
                    N_("{name} holds a password, so it is not written into the schedule, which then has no proxy"),
                    name=name,
                )
            )
        elif value:
            given[name] = value
    return given, concerns


def _tried(scheduler: Scheduler, job: Job, checks: Checks, names: Sequence[str]) -> list[str]:
    """What the scheduler's environment lacks of what the accounts called `names` need."""
    told = trial(scheduler, names, job)
    by = scheduler.MEANS
    if told is None:
        return [fill(N_("{program} does not start with what {by} gives it"), program=job.plan.program, by=by)]
    concerns: list[str] = []
    for one in told["accounts"]:
        if one["readable"]:
            continue
        encrypted = checks.sessions.encrypted(one["account"])
        kept = checks.sessions.path(one["account"]).exists()
        if kept and (not encrypted or told["keyring"]):
            text = N_("{name}: from {by} no password can be had ({why}); it works until the kept session ends")
        elif one["source"] == "keyring":
            text = N_(
                "{name}: {by} does not get its password out of the keyring ({why}); give it a password_command in "
                "config.toml, or use .env"
            )
        else:
            text = N_("{name}: from {by} no password can be had ({why})")
        concerns.append(fill(text, name=one["account"], by=by, why=one["why"]))
    return concerns


def trial(scheduler: Scheduler, names: Iterable[str], job: Job | None = None) -> dict[str, Any] | None:
    """What `account list --try` tells with what a scheduler gives it for `job` (None: one that would be installed now);
    None where it tells nothing. Raises ConfigInvalid.
    """
    if job is None:
        chosen, _faults = settings.looked_at()
        job = _job(
            "day", "08:00", None, str(chosen.home) if chosen.home else None, (None, None), _environment(chosen)[0]
        )
    wanted = [word for name in names for word in ("--account", name)]
    environment = scheduler.environment(job)
    try:
        done = subprocess.run(
            [*program(), "account", "list", "--try", "--json", *wanted],
            env=environment,
            cwd=job.folder or environment.get("HOME"),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_TRIAL_S,
            check=False,
        )
        told = json.loads(done.stdout)
    except (OSError, subprocess.TimeoutExpired, ValueError):
        return None
    return told if isinstance(told, dict) and told.get("status") == "ok" else None
