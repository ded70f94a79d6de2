"""`saldo-jht confirm`: the person says once that the portal shows what is read; what is kept of that, and its end."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from checker.cli import options, render, terminal
from checker.cli.check import show as show_checks
from checker.failures import NeedsHuman
from checker.model import UNCONFIRMED, CheckResult, Confidence
from checker.texts import _

if TYPE_CHECKING:
    from checker.keeping.confirmations import Confirmation


@options.command(
    _(
        "Read the balance, show it with what stands around it, and ask whether the portal shows the same. From then on "
        "a check gives a number only where the page looks as it did, whatever the amounts and days."
    ),
    "confirm",
    ("confirm --remote", _("with the page before you, on a laptop or phone")),
    ("confirm --show", _("what is kept; nothing personal")),
    ("confirm --forget", _("ask anew next time")),
)
@click.option("--account", "name", metavar="NAME", help=_("The account. Default: the first."))
@options.flag("--show", text=_("Print what is kept, and read nothing."))
@options.flag("--forget", text=_("Drop what is kept, and read nothing."))
@options.timeout(90, _("Seconds for the whole check."))
@options.WAIT
@options.REMOTE
@options.AS_JSON
@options.VERBOSE
def confirm(
    name: str | None,
    show: bool,
    forget: bool,
    timeout: float,
    wait: float,
    remote: bool,
    port: int,
    bind: str,
    as_json: bool,
    verbose: bool,
) -> int:
    # Imported here, so that the help loads no browser.
    from checker.tasks.check import has_display, prepare
    from checker.tasks.one_check import Wanted

    checks = prepare()
    account = checks.accounts.named((name,) if name else ())[0].name
    if forget:
        checks.confirmations.forget(account)
        render.say(_("{name}: nothing is confirmed any more."), name=account)
        return 0
    if show:
        kept = checks.confirmations.load(account)
        return _show(account, kept, checks.place_of(kept) if kept else "", as_json)
    progress = terminal.Progress(verbose)
    if not remote and not terminal.is_there():
        raise NeedsHuman("there is no terminal to ask on", case="unconfirmed", rule=UNCONFIRMED)
    with progress, terminal.remote_page(remote, bind, port) as page:
        wanted = Wanted(
            timeout=timeout,
            attended=remote or has_display(),
            prompt=terminal.is_there(),
            wait=wait,
            remote=page,
            asking=terminal.Confirming(progress),
            anew=True,
            tell_person=progress.person,
        )
        ended = list(checks.all((account,), progress.tell, wanted))
    status = show_checks(ended, as_json, verbose)
    outcome = ended[0].outcome
    if isinstance(outcome, CheckResult) and outcome.reading.confidence is not Confidence.CONFIRMED:
        render.say(_("{name}: not confirmed; the question comes again."), name=account)
        return status or NeedsHuman.exit_status
    return status


def _show(account: str, kept: "Confirmation | None", place: str, as_json: bool) -> int:
    """Print what is kept of an account; `place` is where the balance stands, masked."""
    when = render.iso(datetime.fromtimestamp(kept.at, UTC)) if kept else None
    if as_json:
        told = {
            "account": account,
            "confirmed_at": when,
            "portal": kept.origin if kept else None,
            "version": kept.version if kept else None,
            "selectors": kept.selectors if kept else None,
            "way": kept.way if kept else [],
            "address": place or None,
            "layouts": kept.layouts if kept else [],
        }
        render.print_json({"schema": "saldo-jht/confirm/1", "status": "ok", **told})
        return 0
    if kept is None:
        click.echo(_("{name}: nothing is confirmed.").format(name=account))
        return 0
    text = _("{name}: confirmed {when} at {portal}, by version {version} with the selectors {selectors}.")
    made = {"version": kept.version, "selectors": kept.selectors}
    click.echo(text.format(name=account, when=when, portal=kept.origin, **made))
    way = " > ".join((*kept.way, place) if place else kept.way)
    click.echo(_("The way there: {way}").format(way=way or _("none; it stood there right after the login")))
    for layout in kept.layouts:
        click.echo("\n".join(["", *(f"  | {line}" for line in layout)]))
    return 0
