"""What the doctor looks at for checks that run every day: accounts, keyring, schedule, the last success.

Each password is looked for as a check looks for it; none is shown, written or sent.
"""

import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

from checker.browser import network
from checker.failures import AccountLocked, CredentialsMissing, TooSoon
from checker.keeping import database, history, keys
from checker.keeping.accounts import Account
from checker.keeping.history import Filters
from checker.model import Source
from checker.scheduling import means
from checker.scheduling.plan import Schedule
from checker.settings import JAKARTA
from checker.tasks import schedule
from checker.tasks.check import Checks
from checker.tasks.findings import Concern, Finding, found
from checker.texts import N_, fill

_RUNS = 200
_LATE = {"day": timedelta(days=3), "week": timedelta(days=16), "month": timedelta(days=64)}
"""After what time without a success a schedule does not do what it is there for."""


def examine(checks: Checks) -> Iterator[Finding]:
    """Make the examinations, one after the other."""
    yield found("proxy", partial(_proxy, checks))
    accounts = checks.accounts.all()
    for one in accounts:
        yield found("credentials", partial(_credentials, checks, one), one.name)
        yield found("login", partial(_login, checks, one), one.name)
        yield found("session", partial(_session, checks, one), one.name)
    yield found("keyring", _keyring)
    installed = _installed(checks)
    if sys.platform != "win32":
        yield found("keyring-scheduled", partial(_keyring_scheduled, checks, accounts, installed))
    yield found("schedule", partial(_schedule, installed))
    for one in accounts:
        yield found("last-success", partial(_last_success, checks, one, installed), one.name)


def _proxy(checks: Checks) -> str:
    where = network.proxy(checks.start)
    if where is None:
        return N_("none on the way to the portal")
    return fill(N_("{where} stands between here and the portal"), where=where)


def _credentials(checks: Checks, one: Account) -> str | Concern:
    try:
        checks.accounts.credentials(one, prompt=False)
    except CredentialsMissing:
        if one.source == "terminal":
            step = N_("saldo-jht account add NAME, or SALDO_JHT_EMAIL and SALDO_JHT_PASSWORD in a .env")
            return Concern(N_("none are set: only a check on a terminal can ask for them"), step)
        raise
    return {
        "environment": fill(N_("readable, from {where}"), where=one.detail),
        "command": fill(N_("readable, from the command {where}"), where=one.detail),
        "keyring": N_("readable, from the system's keyring"),
    }[one.source]


def _login(checks: Checks, one: Account) -> str | Concern:
    ledger = checks.ledger(one.name)
    if not ledger.path.exists():
        return N_("none was sent yet, and none was refused")
    try:
        ledger.visit()
        ledger.allow(checks.accounts.credentials(one, prompt=False))
    except CredentialsMissing:
        # Its own finding says why; what the portal said of the account stands without a password too.
        if ledger.locked():
            raise AccountLocked(fill(N_("the portal said so before"))) from None
        return N_("the account is not locked, as far as it was told")
    except TooSoon as failure:
        after = failure.try_after.astimezone(JAKARTA) if failure.try_after else None
        told = fill(N_("no login before {when}: {why}"), when=_minute(after) if after else "?", why=failure.detail)
        return Concern(told, N_("wait: this protects the account"))
    return N_("the password was not refused, and the account is not locked")


def _session(checks: Checks, one: Account) -> str | Concern:
    kept = checks.sessions.load(one.name)
    if kept is not None:
        worked = datetime.fromtimestamp(min(kept.worked, time.time()), UTC).astimezone(JAKARTA)
        return fill(N_("kept, last worked {when}"), when=_minute(worked))
    if checks.sessions.path(one.name).exists():
        step = N_("run it where the keyring is open, or saldo-jht login once more")
        return Concern(N_("kept, but it cannot be read here: its key is in a keyring that is not reached"), step)
    return N_("none is kept: the next check logs in")


def _keyring() -> str:
    if keys.usable():
        return N_("there is one that can be used")
    return N_("there is none: passwords come from .env or a password_command, sessions are kept unencrypted")


def _keyring_scheduled(checks: Checks, accounts: Sequence[Account], installed: Sequence[Schedule]) -> str | Concern:
    """The keyring as the scheduler sees it that runs the checks, or would: cron where none is installed."""
    by = means.BY_NAME[installed[0].means if installed else "cron"]
    told = schedule.trial(by, [one.name for one in accounts])
    step = N_("for checks by themselves: a password_command in config.toml, or .env")
    if told is None:
        return Concern(fill(N_("the program does not start with what {by} gives it"), by=by.MEANS), step)
    lost = [one["account"] for one in told["accounts"] if not one["readable"] and one["source"] == "keyring"]
    lost += [one.name for one in accounts if not told["keyring"] and checks.sessions.encrypted(one.name)]
    if lost:
        names = ", ".join(dict.fromkeys(lost))
        return Concern(
            fill(N_("{by} does not reach what the keyring holds for {names}"), by=by.MEANS, names=names), step
        )
    if told["keyring"]:
        return fill(N_("{by} reaches it"), by=by.MEANS)
    return fill(N_("{by} reaches none, and no account needs it there"), by=by.MEANS)


def _schedule(installed: Sequence[Schedule]) -> str | Concern:
    if not installed:
        return N_("nothing is scheduled (saldo-jht schedule install)")
    for one in installed:
        if trouble := schedule.trouble(one):
            return Concern(trouble, "saldo-jht schedule status")
    when = means.soonest(installed)
    due = fill(N_("by {by}, next {when}"), by=installed[0].means, when=_minute(when) if when else "?")
    if any(one.lingering is False for one in installed):
        return fill(N_("{due}; only while you are logged in (loginctl enable-linger)"), due=due)
    return due


def _last_success(checks: Checks, one: Account, installed: Sequence[Schedule]) -> str | Concern:
    with database.reading(checks.chosen.folders.data) as connection:
        runs = list(history.runs(connection, Filters(account=one.name, last=_RUNS)))
    checked = [run for run in runs if run.source != Source.IMPORT]
    good = next((datetime.fromisoformat(run.started_at) for run in reversed(checked) if run.code == "ok"), None)
    if good is None:
        last = fill(N_("none yet; the last check ended as {code}"), code=checked[-1].code) if checked else None
        return Concern(last, "saldo-jht check") if last else N_("no check was made yet")
    told = fill(N_("on {when}"), when=_minute(good))
    if checked[-1].code != "ok":
        told = fill(N_("on {when}; the last check ended as {code}"), when=_minute(good), code=checked[-1].code)
        return Concern(told, "saldo-jht history runs")
    late = [_LATE[plan.every] for plan in (one_.plan for one_ in installed) if plan.account in (None, one.name)]
    if late and datetime.now(UTC) - good > min(late):
        return Concern(fill(N_("on {when}, which is long ago for a schedule"), when=_minute(good)), "saldo-jht status")
    return told


def _installed(checks: Checks) -> list[Schedule]:
    home = checks.chosen.home
    return list(means.schedules(home=str(home) if home else None))


def _minute(when: datetime) -> str:
    return f"{when:%Y-%m-%d %H:%M}"
