"""`saldo-jht history`: what was read, with the change since the last time; and how the runs ended."""

from collections import defaultdict, deque
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, TextIO

import click
from msgspec import structs

from checker.cli import asked as ask
from checker.cli import options, render, tables
from checker.cli.forgetting import of_file, retracted
from checker.keeping import csv_form, database, retracting
from checker.keeping import history as kept
from checker.keeping.history import Filters, Kept, Run, Warning
from checker.money import rupiah
from checker.plausible import WORDS
from checker.shown import plain
from checker.texts import _

_LESS = (3, 7, 1, 8, 6, 5)
"""The columns of the readings that are left out first where the terminal has no room: company, source, account, ..."""
_NEWEST = 20
"""How many readings a table shows where nobody asked for a number of them."""


@options.group(
    _("Show the readings with the change since the last one, in rupiah and per cent."),
    "history --last 12",
    "history --changes --since 2026-01-01",
    "history --kpj 12345678901 --json",
    "history runs",
    ("history forget --run 12", _("it counts no more")),
)
@options.filtered()
@options.AS_JSON
@click.pass_context
def history(ctx: click.Context, /, asked: Filters, as_json: bool) -> int:
    if ctx.invoked_subcommand is not None:
        ctx.obj = (asked, as_json)
        return 0
    folders = render.settings().folders
    with database.reading(folders.data) as connection, render.output() as out:
        ask.check(connection, asked, folders)
        warnings = kept.warnings(connection, asked)
        found = ask.some(kept.readings(connection, asked))
        if as_json:
            doubts = [one._asdict() for one in warnings]
            render.write_json(out, "saldo-jht/history/1", map(_as_object, found or ()), warnings=doubts)
        elif found is not None:
            _show(out, found, warnings, all_of_them=asked.last is not None)
    return 0 if found is not None else ask.NOTHING


def _show(out: TextIO, found: Iterator[Kept], warnings: list[Warning], all_of_them: bool) -> None:
    """Show readings as a table, the newest of them unless their number was asked for, with their warnings below."""
    counted = enumerate(found, start=1)
    shown = counted if all_of_them else iter(deque(counted, _NEWEST))
    number, first = next(shown)
    marks: dict[tuple[int, str | None], list[str]] = defaultdict(list)
    for one in warnings:
        marks[one.run, one.kpj].append(one.code)
    columns = [
        *((_("read"), 16), (_("account"), 8), (_("card (KPJ)"), 11), (_("company"), 22)),
        *((_("balance"), -19), (_("change"), -19), ("%", -8), (_("source"), 7), (_("warnings"), 0)),
    ]
    readings = chain((first,), (one for _number, one in shown))
    rows = ((*_cells(one), " ".join(marks.get((one.run, one.kpj), ()))) for one in readings)
    out.writelines(line + "\n" for line in tables.lines(columns, rows, _LESS))
    out.writelines(tables.hung(told(one), 2) + "\n" for one in warnings if one.checked_at >= first.checked_at)
    if number > 1:
        text = _("These are the newest {count}; {more} came before them: --last {all} shows all, and --since DAY some.")
        render.say(text, count=_NEWEST, more=number - 1, all=number - 1 + _NEWEST)


@options.command(
    _("Show the runs and how they ended."),
    "history runs --last 5",
    "history runs --since 2026-01-01 --json",
    of=history,
)
@options.filtered("account", "since", "until", "last")
@options.AS_JSON
@click.pass_obj
def runs(above: tuple[Filters, bool], /, asked: Filters, as_json: bool) -> int:
    # What was asked for before the word `runs` holds too.
    general, also_json = above
    said = {name: value for name in ("account", "since", "until", "last") if (value := getattr(asked, name))}
    asked = structs.replace(general, **said)
    folders = render.settings().folders
    with database.reading(folders.data) as connection, render.output() as out:
        ask.check(connection, asked, folders)
        found = list(kept.runs(connection, asked))
        if as_json or also_json:
            objects = [one._asdict() for one in found]
            render.print_json({"schema": "saldo-jht/history/1", "status": "ok", "runs": objects})
        elif found:
            columns = [
                *((_("run"), -5), (_("read"), 19), (_("account"), 8), (_("source"), 7)),
                *((_("ended"), 20), (_("screen"), 8), (_("seconds"), -8), (_("cards"), -5), (_("remark"), 0)),
            ]
            out.writelines(line + "\n" for line in tables.lines(columns, map(_run, found), less=[5, 6, 3, 2, 7, 8]))
        else:
            click.echo(_("No such runs yet: `saldo-jht check` makes one."), err=True)
    return 0 if found else ask.NOTHING


@options.command(
    _(
        "Let what a run read count no more, in no balance, change, picture or comparison. Nothing is deleted: that it "
        "does not count is one more row of the history, and `--undo` lets it count again."
    ),
    "history forget --run 12",
    ("history forget --import catatan.csv", _("all that was taken from this file")),
    ("history forget --run 12 --undo", _("it counts again")),
    of=history,
)
@click.option(
    "--run", "numbers", multiple=True, type=int, metavar="N", help=_("This run (`history runs`); may be given again.")
)
@click.option("--import", "file", type=click.Path(path_type=Path), metavar="FILE", help=_("What was taken from FILE."))
@options.flag("--undo", text=_("Let it count again."))
@options.AS_JSON
@click.pass_obj
def forget(
    above: tuple[Filters, bool], /, numbers: tuple[int, ...], file: Path | None, undo: bool, as_json: bool
) -> int:
    if bool(numbers) == (file is not None):
        raise click.UsageError(_("Either --run N or --import FILE: `saldo-jht history runs` shows the runs."))
    folder = render.settings().folders.data
    with database.reading(folder) as connection:
        asked = of_file(connection, file) if file else retracting.numbered(connection, numbers)
        if missing := sorted(set(numbers) - {one.run for one in asked}):
            count = sum(1 for _one in kept.runs(connection, Filters()))
            text = _("no run has the number {number}; there are {count}: saldo-jht history runs")
            raise click.BadParameter(text.format(number=missing[0], count=count), param_hint="--run")
    return retracted(folder, asked, undo, as_json or above[1], "saldo-jht/history/1")


def _run(one: Run) -> tuple[str, ...]:
    when, seconds = one.started_at[:19].replace("T", " "), f"{one.duration_ms / 1000:.1f}"
    remarks = [_("counts no more")] * one.retracted + [plain(Path(name).name) for name in one.origins]
    return (
        *(str(one.run), when, plain(one.account), one.source, one.code, one.screen or "-", seconds, str(one.cards)),
        ", ".join(remarks),
    )


def _cells(one: Kept) -> tuple[str, ...]:
    change, percent = "-" if one.change is None else rupiah(one.change, signed=True), "-"
    if (part := _percent(one)) is not None:
        percent = f"{part:{'+' if part else ''}.2f} %".replace(".", ",")
    return (
        *(render.minute(one.checked_at), plain(one.account), one.kpj or "-", plain(one.company or "-")),
        *(rupiah(one.balance), change, percent, one.source),
    )


def _percent(one: Kept) -> float | None:
    """A change in per cent of the balance before it; None where nothing can be said, as of a balance of zero."""
    if one.change is None or one.balance == one.change:
        return None
    return 100 * one.change / (one.balance - one.change)


def _as_object(one: Kept) -> dict[str, Any]:
    percent = _percent(one)
    return {**csv_form.as_object(one), "change_percent": None if percent is None else f"{percent:.2f}"}


def told(one: Warning) -> str:
    """A warning of the history as a person is told it."""
    # What an older or newer version of the program found stands in its own words.
    text = _(WORDS[one.code]).format(since=one.since, source=one.source) if one.code in WORDS else one.detail
    return f"{render.minute(one.checked_at)}  {plain(one.account)}  {one.kpj or '-'}  {one.code}: {text}"
