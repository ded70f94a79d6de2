"""`saldo-jht export`: the readings as CSV for a spreadsheet, or as JSON, to standard output or to a file."""

import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

import click

from checker import settings
from checker.cli import readings, render
from checker.cli.filters import filtered
from checker.keeping import csv_form, database, locks
from checker.keeping import history as kept
from checker.keeping.appending import append
from checker.keeping.files import whole
from checker.keeping.history import Filters, Kept
from checker.texts import say

_FILE = click.Path(path_type=Path, dir_okay=False, allow_dash=True)


@click.command(short_help=say("help.export"), help=say("help.export.long"))
@click.option("-o", "--output", type=_FILE, metavar="FILE", help=say("help.export.output"))
@click.option("--append", "extend", type=_FILE, metavar="FILE", help=say("help.export.append"))
@click.option(
    "--format", "form", type=click.Choice(["csv", "json", "jsonl"]), default="csv", help=say("help.export.format")
)
@click.option("--excel", is_flag=True, help=say("help.export.excel"))
@filtered()
def export(asked: Filters, output: Path | None, extend: Path | None, form: str, excel: bool) -> int:
    if form != "csv" and (excel or extend):
        raise click.UsageError(say("export.csv-only", option="--excel" if excel else "--append"))
    if output and extend:
        raise click.UsageError(say("export.one-file"))
    chosen = settings.load()
    render.warn(chosen.warnings)
    csv = csv_form.EXCEL if excel else csv_form.PLAIN
    with database.reading(chosen.folders.data) as connection:
        if extend and str(extend) != "-":
            with locks.file(chosen.folders.data, extend):
                added = append(extend, lambda: kept.readings(connection, asked), csv)
            click.echo(say("export.appended", count=added, path=extend), err=True)
            return 0
        found = kept.readings(connection, asked)
        if output is None or str(output) == "-":
            with render.output(csv.encoding) as out:
                _write(out, found, form, csv)
            return 0
        with whole(output) as stream:
            out = io.TextIOWrapper(stream, encoding=csv.encoding, newline="", write_through=False)
            _write(out, found, form, csv)
            out.flush()
            out.detach()
    return 0


def _write(out: TextIO, found: Iterable[Kept], form: str, csv: csv_form.Form) -> None:
    if form == "csv":
        csv_form.write(out, found, csv)
    elif form == "json":
        readings.write_json(out, "saldo-jht/export/1", map(readings.as_object, found))
    else:
        out.writelines(json.dumps(readings.as_object(one), ensure_ascii=False) + "\n" for one in found)
