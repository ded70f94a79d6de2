"""`saldo-jht schedule`: checks that run by themselves, by the system's own scheduler."""

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from checker.cli import options, render, terminal
from checker.scheduling.plan import Every, Means, time_of_day
from checker.texts import N_, _, local

if TYPE_CHECKING:
    from checker.scheduling.plan import Plan, Schedule
    from checker.tasks.schedule import Proposal

_EVERY = {"day": N_("every day at {at}"), "week": N_("every Monday at {at}"), "month": N_("on day 1 at {at}")}
_NOTHING = 4


@click.group()
def schedule() -> None:
    pass


def _as_time(_ctx: click.Context, _parameter: click.Parameter, value: str) -> str:
    time = time_of_day(value)
    if time is None:
        raise click.BadParameter(_("expected a time of day such as 08:00"))
    return time


@options.command(
    _("Install a schedule, or change it. It is kept by the system: systemd, cron, launchd or the Task Scheduler."),
    ("schedule install", _("all accounts, every day at 08:00")),
    "schedule install --every week --at 07:30 --account siti --csv ~/saldo.csv",
    ("schedule install --dry-run", _("only show what would be written")),
    of=schedule,
)
@options.given(
    "--every", "day", _("How often; a week on Monday, a month on its first day."), click.Choice(get_args(Every))
)
@click.option(
    "--at", default="08:00", show_default=True, metavar="HH:MM", callback=_as_time, help=_("When, in local time.")
)
@options.NAMES
@options.file("--csv", text=_("Each check then adds to this CSV what it does not hold yet."))
@options.file("--report", text=_("Each check then writes the report of the month to this HTML file."))
@click.option(
    "--by", type=click.Choice(get_args(Means)), help=_("This scheduler, instead of the one that serves best.")
)
@options.flag("--dry-run", text=_("Show what would be written, and write nothing."))
@options.flag("-y", "--yes", text=_("Do not ask."))
def install(
    every: Every,
    at: str,
    names: tuple[str, ...],
    csv: Path | None,
    report: Path | None,
    by: Means | None,
    dry_run: bool,
    yes: bool,
) -> int:
    from checker.tasks import schedule as tasks

    if report and len(set(names)) > 1:
        raise click.UsageError(_("--report goes with one --account, or with all of them."))
    proposal = tasks.propose(every, at, tuple(dict.fromkeys(names)), (csv, report), by)
    for place, content in proposal.written:
        click.echo(f"--- {place}\n{content}")
    _tell(proposal)
    if dry_run:
        return 0
    if not yes and not _agreed(bool(proposal.concerns)):
        render.say(_("Nothing was written."))
        return 0
    for one in tasks.carry_out(proposal):
        text = _("Installed: {what}; the next check is due {next}.") if one.next else _("Installed: {what}.")
        render.say(text, what=_what(one), next=_when(one.next))
        if one.lingering is False and not proposal.same:
            render.say(
                _("It runs only while you are logged in. To have it run always, once: {command}"),
                command="loginctl enable-linger",
            )
        if (trouble := tasks.trouble(one)) and trouble not in proposal.concerns:
            render.say(_("Warning: {detail}"), detail=local(trouble))
    return 0


def _tell(proposal: "Proposal") -> None:
    if proposal.same:
        render.say(_("This is installed already; installing it again changes nothing."))
    for one in proposal.replaced:
        render.say(_("Replaces what was installed by {means}: {what}."), means=one.means, what=_what(one))
    for one in proposal.gone:
        render.say(_("Takes away what was installed for an account that is gone: {what}."), what=_what(one))
    for one in proposal.also:
        render.say(_("Stays beside it, and checks the same account as well: {what}."), what=_what(one))
    for concern in proposal.concerns:
        render.say(_("Warning: {detail}"), detail=local(concern))


def _agreed(doubtful: bool) -> bool:
    if not terminal.is_there():
        raise click.UsageError(_("Nobody is here to ask: add --yes, or --dry-run to look only."))
    question = _("Install it all the same? [y]es, [n]o: ") if doubtful else _("Install it? [y]es, [n]o: ")
    return terminal.Person().agrees(question)


@options.command(
    _("What is installed, and when it is due."),
    "schedule status",
    "schedule status --json",
    of=schedule,
)
@options.NAMES
@options.AS_JSON
def status(names: tuple[str, ...], as_json: bool) -> int:
    from checker.tasks import schedule as tasks

    found = tasks.installed(names)
    if as_json:
        told = [as_object(one, tasks.trouble(one)) for one in found]
        render.print_json({"schema": "saldo-jht/schedule/1", "status": "ok", "schedules": told})
        return 0 if found else _NOTHING
    for one in found:
        click.echo(_("{what}; by {means}, {where}").format(what=_what(one), means=one.means, where=one.where))
        click.echo("  " + _("next check: {next}").format(next=_when(one.next)))
        if one.plan.csv:
            click.echo("  " + _("adds to {csv}").format(csv=one.plan.csv))
        if one.plan.report:
            click.echo("  " + _("writes the report {file}").format(file=one.plan.report))
        if one.lingering is not None:
            click.echo("  " + (_(_LINGERS) if one.lingering else _(_LINGERS_NOT)))
        if trouble := tasks.trouble(one):
            click.echo("  " + _("Warning: {detail}").format(detail=local(trouble)))
    if not found:
        click.echo(_("Nothing is scheduled: saldo-jht schedule install"), err=True)
    for one in tasks.strangers():
        text = _("Another installation has one too: {what}; by {means}, SALDO_JHT_HOME={home}")
        render.say(text, what=_what(one), means=one.means, home=one.plan.home or "")
    return 0 if found else _NOTHING


_LINGERS = N_("runs also while you are logged out (lingering is on)")
_LINGERS_NOT = N_("runs only while you are logged in (lingering is off: loginctl enable-linger)")


@options.command(
    _("Run it now. That is the real unit where a manager runs it, else its own command as it would be started."),
    "schedule run-now",
    "schedule run-now --account siti",
    of=schedule,
    name="run-now",
)
@options.NAMES
def run_now(names: tuple[str, ...]) -> int:
    from checker.tasks import schedule as tasks

    found, ended = tasks.installed(names), 0
    if not found:
        render.say(_("Nothing is scheduled: saldo-jht schedule install"))
        return _NOTHING
    for one in found:
        render.say(_("Running {name} by {means} ..."), name=one.name, means=one.means)
        sys.stderr.flush()
        one_ended = tasks.run_now(one)
        if one.means in ("launchd", "task-scheduler"):
            render.say(_("It was started; what comes of it: saldo-jht history runs"))
        elif one_ended:
            render.say(_("It ended with status {status}: saldo-jht history runs tells why."), status=one_ended)
        else:
            render.say(_("It ended well."))
        ended = ended or one_ended
    return ended


@options.command(
    _("Take away what was installed."), "schedule remove", "schedule remove --account siti --yes", of=schedule
)
@options.NAMES
@options.flag("-y", "--yes", text=_("Do not ask."))
def remove(names: tuple[str, ...], yes: bool) -> int:
    from checker.tasks import schedule as tasks

    found = tasks.installed(names)
    if not found:
        render.say(_("Nothing is scheduled."))
        return 0
    for one in found:
        render.say(_("Takes away: {what}; by {means}, {where}"), what=_what(one), means=one.means, where=one.where)
    if not yes:
        if not terminal.is_there():
            raise click.UsageError(_("Nobody is here to ask: add --yes."))
        if not terminal.Person().agrees(_("Take it away? [y]es, [n]o: ")):
            render.say(_("Nothing was changed."))
            return 0
    tasks.remove(found)
    render.say(_("Taken away."))
    return 0


def _what(one: "Schedule") -> str:
    plan = one.plan
    account = _("account {name}").format(name=plan.account) if plan.account else _("all accounts")
    return f"{account}, {often(plan)}"


def often(plan: "Plan") -> str:
    """How often a plan checks, and when, in the person's language."""
    return _(_EVERY[plan.every]).format(at=plan.at)


def _when(when: datetime | None) -> str:
    return when.strftime("%Y-%m-%d %H:%M %z") if when else _("never, as it stands")


def as_object(one: "Schedule", trouble: str) -> dict[str, Any]:
    """A schedule as JSON holds it, with what stands in its way."""
    return {
        "name": one.name,
        "means": one.means,
        "where": one.where,
        "account": one.plan.account,
        "every": one.plan.every,
        "at": one.plan.at,
        "csv": one.plan.csv,
        "report": one.plan.report,
        "program": one.plan.program,
        "next": one.next.isoformat() if one.next else None,
        "lingering": one.lingering,
        "concern": str(trouble) or None,
    }
