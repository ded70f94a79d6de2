"""`saldo-jht status`: on one screen, where each account stands."""

import re
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import click

from checker.cli import options, render
from checker.states import State
from checker.texts import N_, _, local, ngettext

if TYPE_CHECKING:
    from checker.keeping.history import Run
    from checker.tasks.status import Good, Session, Standing

_NOTHING = 4
_HOURS = {"h": 1, "d": 24, "w": 168}
_STATES = {
    State.UNCHANGED: N_("the balance is as before"),
    State.CHANGED: N_("the balance has changed"),
    State.NEEDS_PERSON: N_("you are needed"),
    State.FAILING: N_("the checks fail"),
    State.BACK: N_("it works again"),
}
"""What each state means to a person, in English."""


def _as_age(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> timedelta | None:
    if value is None:
        return None
    found = re.fullmatch(r"(\d{1,4}) ?([hdw])", value.strip().lower())
    if found is None or found[1].strip("0") == "":
        raise click.BadParameter(_("expected an age such as 40d, 36h or 6w"))
    return timedelta(hours=int(found[1]) * _HOURS[found[2]])


@options.command(
    _("Show where each account stands: last reading and run, next run, session, password, schedule."),
    "status",
    ("status --max-age 40d", _("ends with 4 where a last good reading is older")),
    "status --account siti --json",
)
@options.NAMES
@click.option(
    "--max-age",
    callback=_as_age,
    metavar="AGE",
    help=_("How old the last good reading may be: 40d, 36h, 6w. Ends with 4 where one is older, or none is there."),
)
@options.AS_JSON
def status(names: tuple[str, ...], max_age: timedelta | None, as_json: bool) -> int:
    from checker.tasks.status import standings

    told = list(standings(names, max_age))
    stale = any(one.stale for one in told)
    if as_json:
        accounts = [_as_object(one) for one in told]
        age = int(max_age.total_seconds()) if max_age else None
        more = {"max_age_seconds": age, "stale": stale if max_age else None, "accounts": accounts}
        render.print_json({"schema": "saldo-jht/status/1", "status": "ok", **more})
    else:
        width = min(shutil.get_terminal_size((80, 24)).columns, 100)
        click.echo("\n\n".join("\n".join(_lines(one, width)) for one in told))
    empty = not any(one.good or one.run for one in told)
    return _NOTHING if stale or empty else 0


# ------------------------------------------------------------------------------------------------------- for a person


def _lines(one: "Standing", width: int) -> Iterator[str]:
    """An account's lines, broken between words."""
    facts = list(_facts(one))
    room = max(len(name) for name, _told in facts) + 4
    bold = sys.stdout.isatty()
    yield click.style(one.account, bold=True) if bold else one.account
    for name, told in facts:
        lines = wrap(told, max(24, width - room), break_long_words=False, break_on_hyphens=False)
        for number, line in enumerate(lines):
            yield f"  {'' if number else name:{room - 2}}{line}"


def _facts(one: "Standing") -> Iterator[tuple[str, str]]:
    yield _("Last good reading"), _good(one.good, one.stale)
    if one.good is not None:
        yield _("Confirmed"), _confirmed(one)
    yield _("Last run"), _run(one)
    yield _("Next run"), _when(one.next) if one.next else _("none is scheduled: saldo-jht schedule install")
    yield _("Session"), _session(one.session)
    yield _("Password"), _password(one)
    for schedule in one.schedules:
        from checker.cli.schedule import often
        from checker.tasks.schedule import trouble

        told = f"{often(schedule.plan)} ({schedule.means})"
        if found := trouble(schedule):
            told += "; " + _("Warning: {detail}").format(detail=local(found))
        yield _("Schedule"), told
    if one.lingering is not None:
        off = _("off: checks run only while you are logged in; once: loginctl enable-linger")
        yield _("Lingering"), _("on") if one.lingering else off


def _good(good: "Good | None", stale: bool | None) -> str:
    from checker.money import rupiah

    if good is None:
        return _("none yet: saldo-jht check")
    cards = ngettext("{count} card", "{count} cards", good.cards).format(count=good.cards)
    told = f"{rupiah(good.total)}, {cards}, {_when(good.at)}"
    if good.as_of:
        told += ", " + _("as of {day}").format(day=good.as_of.isoformat())
    if good.source != "portal":
        told += ", " + _("by way of {source}").format(source=good.source)
    return told + ("; " + _("TOO OLD") if stale else "")


def _confirmed(one: "Standing") -> str:
    if one.good is None or one.good.confirmed:
        return _("yes: the page looked as it did when you confirmed it")
    if one.good.source != "portal":
        return _("no: it was not read from the portal")
    if one.confirmed is not None:
        return _("this one not; you confirmed the page on {day}").format(day=_when(one.confirmed))
    return _("no, nobody has: saldo-jht confirm --account {name}").format(name=one.account)


def _run(one: "Standing") -> str:
    if one.run is None:
        return _("none yet: saldo-jht check")
    told = f"{_when(datetime.fromisoformat(one.run.started_at))}: {one.run.code}"
    if one.run.rule:
        told += f" ({one.run.rule})"
    if one.failed > 1:
        told += ", " + _("{count} failed in a row").format(count=one.failed)
    if one.state is not None:
        told += "; " + _(_STATES[one.state])
    return told + (". " + hint if (hint := _hint(one.run)) else "")


def _hint(run: "Run") -> str:
    """What to do about a run that failed."""
    from checker.failures import BY_CODE

    failure = BY_CODE.get(run.code)
    # A rule is mostly called as the special case of the failure that it brings.
    return _(failure.cases.get(run.rule or "", failure.advice)) if failure else ""


def _session(session: "Session | None") -> str:
    if session is None:
        return _("none is kept: the next check logs in")
    if session.since is None or session.worked is None:
        return _("kept, but its key in the keyring cannot be reached here")
    how = _("encrypted") if session.encrypted else _("not encrypted (no keyring)")
    text = _("kept since {since}, last worked {worked}, {how}")
    return text.format(since=_when(session.since), worked=_when(session.worked), how=how)


def _password(one: "Standing") -> str:
    if one.locked:
        return _("the portal says the account is locked; once it is open: saldo-jht account unlock {name}").format(
            name=one.account
        )
    if one.refused is not None:
        return _("refused {when}; that one is not sent again: change it where it is set").format(
            when=_when(one.refused)
        )
    return _("never refused, as far as known here")


def _when(when: datetime) -> str:
    """An instant to the minute in Jakarta, and how far off its day is."""
    there, today = when.astimezone(render.WIB), datetime.now(render.WIB).date()
    days = (there.date() - today).days
    if abs(days) < 2:
        off = (_("yesterday"), _("today"), _("tomorrow"))[days + 1]
    elif days < 0:
        off = _("{count} days ago").format(count=-days)
    else:
        off = _("in {count} days").format(count=days)
    return f"{there:%Y-%m-%d %H:%M} ({off})"


# ------------------------------------------------------------------------------------------------------ for a program


def _as_object(one: "Standing") -> dict[str, Any]:
    from checker.cli.schedule import as_object
    from checker.tasks.schedule import trouble

    return {
        "account": one.account,
        "stale": one.stale,
        "state": one.state,
        "reading": _reading(one.good) if one.good else None,
        "confirmed_at": _iso(one.confirmed),
        "run": _run_object(one.run, one.failed) if one.run else None,
        "next_run": _iso(one.next),
        "session": _session_object(one.session) if one.session else None,
        "password_refused_at": _iso(one.refused),
        "locked": one.locked,
        "schedules": [as_object(schedule, trouble(schedule)) for schedule in one.schedules],
        "lingering": one.lingering,
    }


def _reading(good: "Good") -> dict[str, Any]:
    from checker.money import exact

    return {
        "checked_at": _iso(good.at),
        "age_seconds": max(0, round((datetime.now(UTC) - good.at).total_seconds())),
        "total": exact(good.total),
        "currency": "IDR",
        "cards": good.cards,
        "as_of": good.as_of.isoformat() if good.as_of else None,
        "source": good.source,
        "confidence": good.confidence,
        "confirmed": good.confirmed,
    }


def _run_object(run: "Run", failed: int) -> dict[str, Any]:
    return {
        "run": run.run,
        "started_at": run.started_at,
        "source": run.source,
        "code": run.code,
        "rule": run.rule,
        "failed_in_a_row": failed,
    }


def _session_object(session: "Session") -> dict[str, Any]:
    return {
        "since": _iso(session.since),
        "last_worked": _iso(session.worked),
        "encrypted": session.encrypted,
        "readable": session.since is not None,
    }


def _iso(when: datetime | None) -> str | None:
    return render.iso(when) if when else None
