"""`saldo-jht check`: parse, check, print the balances as a table or as one JSON object."""

import sys
import time
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker.cli import render
from checker.cli.columns import plain
from checker.failures import Failure, StorageFailed
from checker.model import Card, CheckResult
from checker.texts import say

if TYPE_CHECKING:
    from checker.tasks.check import Checked


@click.command(short_help=say("help.check"), help=say("help.check.long"))
@click.option("--json", "as_json", is_flag=True, help=say("help.json"))
@click.option("--account", "names", multiple=True, metavar="NAME", help=say("help.check.account"))
@click.option(
    "--timeout",
    type=click.FloatRange(min=1, max=3600),
    default=90,
    show_default=True,
    metavar="S",
    help=say("help.check.timeout"),
)
@click.option("--headed", is_flag=True, help=say("help.check.headed"))
@click.option("--attended/--unattended", default=None, help=say("help.check.attended"))
@click.option("--wait", type=click.FloatRange(1, 86_400), default=300, metavar="S", help=say("help.wait"))
@click.option("--force", is_flag=True, help=say("help.force"))
@click.option("--csv", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help=say("help.check.csv"))
@click.option("-v", "--verbose", is_flag=True, help=say("help.check.verbose"))
def check(
    as_json: bool,
    names: tuple[str, ...],
    timeout: float,
    headed: bool,
    attended: bool | None,
    wait: float,
    force: bool,
    csv: Path | None,
    verbose: bool,
) -> int:
    # No docstring: Click would show it instead of the text in the person's language.
    # Imported here, so that `check --help` loads no browser.
    from checker.tasks.check import Wanted, has_display, prepare

    started = datetime.now(UTC)
    terminal = on_terminal()
    only_by_a_person(force, terminal)
    there = terminal and attended is not False
    progress = Progress(verbose)
    wanted = Wanted(
        timeout=timeout,
        attended=attended if attended is not None else terminal and has_display(),
        window=headed,
        prompt=there,
        force=force,
        wait=wait,
        csv=csv,
        tell_person=progress.person,
    )
    try:
        with progress:
            ended = []
            for one in prepare().all(names, progress.tell, wanted):
                progress.clear()
                ended.append(one)
    except Failure as failure:
        return render.fail(failure, as_json, checked_at=started)
    return show(ended, as_json, verbose)


def on_terminal() -> bool:
    """Whether a person is at a terminal to type on."""
    return sys.stdin is not None and sys.stdin.isatty()


def only_by_a_person(force: bool, terminal: bool) -> None:
    """Refuse `--force` where nobody types it: in a script it would undo what protects the account."""
    if force and not terminal:
        raise click.UsageError(say("cli.force-terminal"))


def show(ended: "list[Checked]", as_json: bool, verbose: bool = False) -> int:
    """Print what came of each account's check; the exit status is that of the first failure."""
    several = len(ended) > 1
    objects, status = [], 0
    for one in ended:
        if several and not as_json:
            click.echo(say("table.account", name=one.account), err=isinstance(one.outcome, Failure))
        if isinstance(one.outcome, Failure):
            failure = one.outcome
            objects.append(render.failure_json(failure, one.account, one.started))
            render.fail(failure, False)
            status = status or failure.exit_status
            continue
        # Drift harms nobody yet: who wants to hear of it asks, or reads the JSON.
        quiet = {StorageFailed.code} if verbose else {StorageFailed.code, "selector-drift"}
        warnings = one.outcome.reading.warnings
        render.warn(tuple(each for each in warnings if each.code not in quiet))
        objects.append(as_object(one.outcome))
        if not as_json:
            click.echo(table(one.outcome))
        # A balance that could not be kept is printed all the same; the failure is told beside it.
        for each in warnings:
            if each.code == StorageFailed.code:
                status = status or render.fail(StorageFailed(each.detail), as_json=False)
    if as_json:
        render.print_json({"schema": "saldo-jht/checks/1", "results": objects} if several else objects[0])
    return status


class Progress:
    """Steps told on standard error: one line that changes on a terminal, plain lines elsewhere."""

    def __init__(self, verbose: bool) -> None:
        self.verbose = verbose
        self.live = sys.stderr is not None and sys.stderr.isatty() and not verbose
        self.began = time.monotonic()
        self.last = ""
        self.asked = ""
        self.minutes = -1

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def clear(self) -> None:
        """Take the line of the step away, and begin anew."""
        if self.live and self.last:
            click.echo("\r\033[K", err=True, nl=False)
        self.last = ""

    def tell(self, step: str) -> None:
        """Tell a step, once while it lasts."""
        if step == self.last:
            return
        self.last = step
        self.asked = ""
        text = say(f"step.{step}")
        if self.live:
            click.echo(f"\r\033[K{text}", err=True, nl=False)
        else:
            click.echo(f"[{time.monotonic() - self.began:5.1f} s] {text}" if self.verbose else text, err=True)

    def person(self, text: str, left: float) -> None:
        """Tell what a person is to do, once, and then the time that is left (in seconds): on a terminal as it passes,
        elsewhere each minute.
        """
        if text != self.asked:
            self.asked, self.minutes, self.last = text, -1, "person"
            click.echo(("\r\033[K" if self.live else "") + text, err=True)
        minutes, seconds = divmod(int(left), 60)
        if self.live:
            click.echo("\r\033[K" + say("person.left", time=f"{minutes}:{seconds:02}"), err=True, nl=False)
        elif minutes != self.minutes:
            self.minutes = minutes
            click.echo(say("person.left", time=f"{minutes}:{seconds:02}"), err=True)


def money(amount: Decimal) -> str:
    """An amount as Indonesians write it: ``Rp 12.345.678,00``."""
    return "Rp " + f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))


def table(result: CheckResult) -> str:
    """The cards as a table for a person, with their total."""
    from tabulate import tabulate

    reading = result.reading
    rows = [
        [
            card.kpj or "-",
            plain(card.company or "-"),
            money(card.balance),
            day.isoformat() if (day := card.as_of or reading.as_of) else "-",
        ]
        for card in reading.cards
    ]
    rows.append([say("table.total"), "", money(reading.total), ""])
    heads = [say(f"table.{name}") for name in ("kpj", "company", "balance", "as-of")]
    drawn = tabulate(
        rows, heads, tablefmt="simple_outline", colalign=("left", "left", "right", "left"), disable_numparse=True
    )
    note = say("table.note", when=render.iso(result.checked_at), confidence=say(f"confidence.{reading.confidence}"))
    return f"{drawn}\n{note}"


def as_object(result: CheckResult) -> dict[str, Any]:
    """The object that `--json` prints (schema saldo-jht/check/1); amounts are decimal strings with two digits."""
    reading = result.reading
    return {
        "schema": "saldo-jht/check/1",
        "status": "ok",
        "account": result.account,
        "source": result.source,
        "checked_at": render.iso(result.checked_at),
        "as_of": reading.as_of.isoformat() if reading.as_of else None,
        "total": f"{reading.total:.2f}",
        "currency": "IDR",
        "confidence": str(reading.confidence),
        "cards": [_card(card) for card in reading.cards],
        "warnings": [{"code": warning.code, "detail": warning.detail} for warning in reading.warnings],
    }


def _card(card: Card) -> dict[str, str | None]:
    return {
        "kpj": card.kpj,
        "company": card.company,
        "npp": card.npp,
        "segment": card.segment,
        "membership": card.membership,
        "balance": f"{card.balance:.2f}",
        "as_of": card.as_of.isoformat() if card.as_of else None,
    }
