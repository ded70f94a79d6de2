"""`saldo-jht check`: parse, check, print the balances as a table or as one JSON object."""

import contextlib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker.cli import options, render, tables, terminal
from checker.failures import Failure, InternalError, StorageFailed
from checker.model import CONFIDENCE, UNCONFIRMED, CheckResult, Reading, Source, Warned
from checker.shown import plain
from checker.texts import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from checker.tasks.check import Checked


@options.command(
    _("Log in at the portal, read your JHT balance, print it."),
    "check",
    "check --json --unattended",
    ("check --unattended --quiet", _("for a scheduler: words only where something is wrong")),
    "check --account siti",
)
@options.AS_JSON
@options.NAMES
@options.timeout(90, _("Seconds for the whole check."))
@options.PATIENCE
@options.flag("--headed", text=_("Show the browser, and wait there for what only you can do."))
@click.option(
    "--attended/--unattended",
    default=None,
    help=_(
        "Whether somebody is there for what only a person may do. Default: on a terminal with a display, or --headed."
    ),
)
@options.WAIT
@options.FORCE
@options.UNCONFIRMED
@options.file("--csv", text=_("Then add to this CSV what it does not hold yet."))
@options.file("--report", text=_("Then write the report of the month to this HTML file, anew each time."))
@options.QUIET
@options.VERBOSE
def check(
    as_json: bool,
    names: tuple[str, ...],
    timeout: float,
    patience: float | None,
    headed: bool,
    attended: bool | None,
    wait: float,
    force: bool,
    unconfirmed: bool,
    csv: Path | None,
    report: Path | None,
    quiet: bool,
    verbose: bool,
) -> int:
    # Imported here, so that `check --help` loads no browser.
    from checker.tasks import telling
    from checker.tasks.check import has_display, prepare
    from checker.tasks.one_check import Wanted

    terminal.only_by_a_person(force)
    if quiet and verbose:
        raise click.UsageError(_("--quiet and --verbose cannot both hold."))
    if report and len(names) > 1:
        raise click.UsageError(_("--report goes with one --account, or with all of them."))
    progress = terminal.Progress(verbose, quiet)
    wanted = Wanted(
        timeout=timeout,
        patience=patience,
        attended=attended if attended is not None else (headed or terminal.is_there()) and has_display(),
        window=headed,
        prompt=terminal.is_there() and attended is not False,
        force=force,
        wait=wait,
        csv=csv,
        asking=terminal.Confirming(progress) if attended is not False else None,
        unconfirmed=unconfirmed,
        tell_person=progress.person,
    )

    def shown(ended: "list[Checked]") -> int:
        status = show(ended, as_json, verbose, quiet)
        written = _report(ended, report, names)
        return status or written

    checks = prepare()
    heard = telling.begin(checks, remote=not has_display())
    try:
        with progress, contextlib.closing(checks.all(names, progress.tell, wanted)) as one_by_one:
            ended, status = _made(one_by_one, progress, shown)
    except Exception as error:
        _tell(partial(heard.failed, names, error) if heard else None, quiet)
        raise
    _tell(partial(heard.end, ended, status) if heard else None, quiet)
    return status


def _made(
    checks: "Iterator[Checked]", progress: terminal.Progress, shown: "Callable[[list[Checked]], int]"
) -> "tuple[list[Checked], int]":
    """Make the checks and have what came of them `shown`, which gives the exit status."""
    from checker import overseer

    ended, status = [], 0
    for one in checks:
        progress.clear()
        ended.append(one)
        if one.last:
            # Before the browser is closed; should that take too long, no other word is said.
            status = shown(ended)
            overseer.tell(answered=status)
    return ended, status


def _report(ended: "list[Checked]", file: Path | None, names: tuple[str, ...]) -> int:
    """Write the report of the month, where one is wanted and something new was read; the exit status."""
    if file is None or all(isinstance(one.outcome, Failure) for one in ended):
        return 0
    # Imported here since most checks write none.
    from checker.tasks import report

    try:
        report.renew(render.settings().folders.data, names[0] if names else None, file)
    except StorageFailed as failure:
        # What was read has been printed by now.
        return render.fail(failure, as_json=False)
    return 0


def _tell(tell: "Callable[[], list[Warned]] | None", quiet: bool) -> None:
    """Tell whoever should hear of it elsewhere, if anybody, within a time; what was not told there is said here."""
    if tell is None:
        return
    import time

    from checker import overseer
    from checker.tasks.telling import OVERDUE_S

    with overseer.within(time.monotonic() + OVERDUE_S, InternalError("telling of the check did not come to its end")):
        warned = tell()
    # A heartbeat that is missing is the monitor's to tell.
    render.warn(one for one in warned if not quiet or one.code == "not-told")


def show(ended: "list[Checked]", as_json: bool, verbose: bool = False, quiet: bool = False) -> int:
    """Print what came of each account's check; the exit status is that of the first failure.

    With `quiet`, nothing is said of an account whose check went well; JSON is printed all the same.
    """
    several = len(ended) > 1
    objects, status = [], 0
    for one in ended:
        failed = isinstance(one.outcome, Failure)
        if several and not as_json and (failed or not quiet):
            click.echo(_("Account {name}:").format(name=one.account), err=failed)
        if isinstance(one.outcome, Failure):
            objects.append(render.failure_json(one.outcome, one.account, one.started))
            status = status or one.outcome.exit_status
            render.fail(one.outcome, False)
            continue
        # Drift harms nobody yet: who wants to hear of it asks, or reads the JSON.
        left_out = {StorageFailed.code} if verbose else {StorageFailed.code, "selector-drift"}
        warnings = one.outcome.reading.warnings
        if not quiet:
            render.warn(each for each in warnings if each.code not in left_out)
        objects.append(as_object(one.outcome))
        if not as_json and not quiet:
            click.echo(_table(one.outcome))
        # A balance that could not be kept is printed all the same; the failure is told beside it.
        for each in warnings:
            if each.code == StorageFailed.code:
                status = status or render.fail(StorageFailed(each.detail), as_json=False)
    if as_json:
        render.print_json({"schema": "saldo-jht/checks/1", "results": objects} if several else objects[0])
    return status


def _table(result: CheckResult) -> str:
    """The cards as a table for a person, with how far they are sure."""
    reading = result.reading
    note = _("Checked {when}; {confidence}.")
    when, confidence = render.moment(result.checked_at), _(CONFIDENCE[reading.confidence])
    if result.source == Source.SMS:
        confidence = _("read as a person reads the message; nothing checks it but you")
    if any(one.code == UNCONFIRMED for one in reading.warnings):
        confidence = _("{confidence}; nobody has confirmed it yet").format(confidence=confidence)
    return drawn(reading) + "\n" + note.format(when=when, confidence=confidence)


def drawn(reading: Reading) -> str:
    """The cards as a table for a person, with their total."""
    from checker.money import rupiah, sen

    rows = [
        (card.kpj or "-", plain(card.company or "-"), rupiah(sen(card.balance)), card.as_of or reading.as_of or "-")
        for card in reading.cards
    ]
    rows.append((_("total"), "", rupiah(sen(reading.total)), ""))
    heads = [_("card (KPJ)"), _("company"), _("balance"), _("as of")]
    return tables.table(heads, rows, right=[2], whole=[0, 3], less=[3, 1])


def as_object(result: CheckResult) -> dict[str, Any]:
    """The object that `--json` prints (schema saldo-jht/check/1)."""
    return {
        "schema": "saldo-jht/check/1",
        "status": "ok",
        "account": result.account,
        "source": result.source,
        "checked_at": render.iso(result.checked_at),
        **result.reading.as_object(),
        "currency": "IDR",
        "warnings": [{"code": warning.code, "detail": warning.detail} for warning in result.reading.warnings],
    }
