"""`saldo-jht history`: what was read, with the change since the last time; and how the runs ended."""

from collections import defaultdict
from typing import Any

import click
from msgspec import structs

from checker import settings
from checker.cli import readings, render
from checker.cli.columns import Column, lines, plain
from checker.cli.filters import filtered
from checker.keeping import database
from checker.keeping import history as kept
from checker.keeping.history import Filters, Kept, Run, Warning
from checker.texts import TEXTS, say


@click.group(invoke_without_command=True, short_help=say("help.history"), help=say("help.history.long"))
@filtered()
@click.option("--json", "as_json", is_flag=True, help=say("help.json"))
@click.pass_context
def history(ctx: click.Context, /, asked: Filters, as_json: bool) -> int:
    if ctx.invoked_subcommand is not None:
        ctx.obj = (asked, as_json)
        return 0
    chosen = settings.load()
    render.warn(chosen.warnings)
    with database.reading(chosen.folders.data) as connection, render.output() as out:
        warnings = kept.warnings(connection, asked)
        found = kept.readings(connection, asked)
        if as_json:
            told = [one._asdict() for one in warnings]
            readings.write_json(out, "saldo-jht/history/1", map(_as_object, found), warnings=told)
            return 0
        # Two lines are the heading.
        if sum(out.write(line + "\n") > 0 for line in readings.table(found, _marks(warnings))) == 2:
            click.echo(say("history.empty"), err=True)
        for warning in warnings:
            out.write(_told(warning) + "\n")
    return 0


@history.command(help=say("help.history.runs"))
@filtered("account", "since", "until", "last")
@click.option("--json", "as_json", is_flag=True, help=say("help.json"))
@click.pass_obj
def runs(above: tuple[Filters, bool], /, asked: Filters, as_json: bool) -> int:
    # What was asked for before the word `runs` holds too.
    general, also_json = above
    said = {name: value for name in ("account", "since", "until", "last") if (value := getattr(asked, name))}
    asked = structs.replace(general, **said)
    chosen = settings.load()
    render.warn(chosen.warnings)
    with database.reading(chosen.folders.data) as connection, render.output() as out:
        found = kept.runs(connection, asked)
        if as_json or also_json:
            told = [one._asdict() for one in found]
            render.print_json({"schema": "saldo-jht/history/1", "status": "ok", "runs": told})
            return 0
        shape = [
            Column(say("history.run"), 5, right=True),
            Column(say("history.when"), 19),
            Column(say("history.account"), 8),
            Column(say("history.source"), 6),
            Column(say("history.code"), 20),
            Column(say("history.screen"), 8),
            Column(say("history.seconds"), 8, right=True),
            Column(say("history.cards"), 5, right=True),
        ]
        for line in lines(shape, map(_run, found)):
            out.write(line + "\n")
    return 0


def _run(one: Run) -> tuple[str, ...]:
    when = one.started_at[:19].replace("T", " ")
    seconds = f"{one.duration_ms / 1000:.1f}"
    return (str(one.run), when, plain(one.account), one.source, one.code, one.screen or "-", seconds, str(one.cards))


def _as_object(one: Kept) -> dict[str, Any]:
    told = readings.as_object(one)
    before = one.balance - one.change if one.change is not None else 0
    told["change_percent"] = f"{100 * (one.change or 0) / before:.2f}" if before else None
    return told


def _marks(warnings: list[Warning]) -> readings.Marks:
    marks: dict[tuple[int, str | None], list[str]] = defaultdict(list)
    for one in warnings:
        marks[one.run, one.kpj].append(one.code)
    return marks


def _told(one: Warning) -> str:
    text = say(f"warning.{one.code}", since=one.since) if f"warning.{one.code}" in TEXTS else one.detail
    when = one.checked_at[:16].replace("T", " ")
    return f"{when}  {plain(one.account)}  {one.kpj or '-'}  {one.code}: {text}"
