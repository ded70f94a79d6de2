"""`saldo-jht export`: the readings as CSV for a spreadsheet, or as JSON, to standard output or to a file."""

import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

import click

from checker.cli import options, render
from checker.keeping import csv_form, database, locks
from checker.keeping import history as kept
from checker.keeping.appending import append
from checker.keeping.files import whole
from checker.keeping.history import Filters, Kept
from checker.texts import _


@options.command(
    _("Write the readings as CSV or JSON."),
    "export -o saldo.csv",
    ("export --excel -o saldo.csv", _("for a spreadsheet set to Indonesian")),
    ("export --append saldo.csv", _("only what is not in it yet")),
    "export --format jsonl --since 2026-01-01",
)
@options.file("-o", "--output", text=_("Write to FILE, whole or not at all."), dash=True)
@options.file(
    "--append", "extend", text=_("Add to the CSV what it does not hold yet; its own columns and rows stay."), dash=True
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "json", "jsonl"]),
    default="csv",
    help=_("csv, json, or jsonl (one object a line)."),
)
@options.flag("--excel", text=_("CSV that a spreadsheet set to Indonesian opens by double click."))
@options.filtered()
def export(asked: Filters, output: Path | None, extend: Path | None, form: str, excel: bool) -> int:
    if form != "csv" and (excel or extend):
        raise click.UsageError(_("{option} goes with CSV only.").format(option="--excel" if excel else "--append"))
    if output and extend:
        raise click.UsageError(_("Either -o or --append, not both."))
    folder = render.settings().folders.data
    csv = csv_form.EXCEL if excel else csv_form.PLAIN
    with database.reading(folder) as connection:
        if extend and str(extend) != "-":
            with locks.file(folder, extend):
                added = append(extend, lambda: kept.readings(connection, asked), csv)
            render.say(_("{count} added to {path}."), count=added, path=extend)
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
    objects = map(csv_form.as_object, found)
    if form == "csv":
        csv_form.write(out, found, csv)
    elif form == "json":
        render.write_json(out, "saldo-jht/export/1", objects)
    else:
        out.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in objects)
