"""`saldo-jht export`: the readings as CSV, JSON or a workbook, to standard output or to a file."""

import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

import click

from checker.cli import asked as ask
from checker.cli import options, render
from checker.keeping import csv_form, database, locks
from checker.keeping import history as kept
from checker.keeping.appending import append
from checker.keeping.files import whole
from checker.keeping.history import Filters, Kept
from checker.texts import _

_FORMS = ("csv", "json", "jsonl", "xlsx")
# What a file's name says of what is in it; a CSV may be called anything else but what would be opened as another kind.
_BY_NAME = {"json": "json", "jsonl": "jsonl", "ndjson": "jsonl", "xlsx": "xlsx"}
_NOT_WRITTEN = frozenset(("xls", "xlsm", "xlsb", "ods", "numbers", "pdf", "html", "htm", "svg", "png", "db"))


@options.command(
    _("Write the readings as CSV, JSON or a workbook."),
    "export -o saldo.csv",
    ("export -o saldo.xlsx", _("a workbook")),
    ("export --excel -o saldo.csv", _("for a spreadsheet set to Indonesian")),
    ("export --append saldo.csv", _("only what is not in it yet")),
    "export --format jsonl --since 2026-01-01",
)
@options.file("-o", "--output", text=_("Write to FILE, whole or not at all; its ending says the format."), dash=True)
@options.file(
    "--append", "extend", text=_("Add to the CSV what it does not hold yet; its own columns and rows stay."), dash=True
)
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMS),
    help=_("csv, json, jsonl (one object a line), or xlsx. Default: what FILE ends in, else csv."),
)
@options.flag("--excel", text=_("CSV with Indonesian headings, which a spreadsheet set to Indonesian opens at once."))
@options.OVERWRITE
@options.filtered()
def export(asked: Filters, output: Path | None, extend: Path | None, form: str | None, excel: bool, force: bool) -> int:
    output, extend = (None if one is None or str(one) == "-" else one for one in (output, extend))
    form = _form(output or extend, form, excel, extend is not None)
    if output and extend:
        raise click.UsageError(_("Either -o or --append, not both."))
    folders = render.settings().folders
    csv = csv_form.EXCEL if excel else csv_form.PLAIN
    with database.reading(folders.data) as connection:
        ask.check(connection, asked, folders)
        found = ask.some(kept.readings(connection, asked))
        if found is None and (output or extend):
            return ask.NOTHING
        if extend:
            with locks.file(folders.data, extend):
                added = append(extend, lambda: kept.readings(connection, asked), csv)
            render.say(_("{count} added to {path}."), count=added, path=extend)
        elif output:
            ask.may_write(output, force)
            _write_file(output, found or iter(()), form, csv)
            render.say(_("Written: {path}"), path=output)
        else:
            with render.output(csv.encoding) as out:
                _write(out, found or iter(()), form, csv)
    return 0 if found is not None else ask.NOTHING


def _form(file: Path | None, form: str | None, excel: bool, adds: bool) -> str:
    """The format that is asked for, by its name or the file's ending. Raises UsageError where these do not agree."""
    ending = file.suffix.lower().removeprefix(".") if file else ""
    if ending in _NOT_WRITTEN:
        text = _("no .{ending} is written here: {forms}")
        forms = ", ".join(f".{one}" for one in _FORMS)
        raise click.BadParameter(text.format(ending=ending, forms=forms), param_hint="-o")
    chosen = form or _BY_NAME.get(ending, "csv")
    if (chosen == "xlsx") != (ending == "xlsx"):
        raise click.UsageError(
            _("A workbook is written to a file whose name ends in .xlsx (-o saldo.xlsx), and to no other.")
        )
    if adds and chosen != "csv":
        raise click.UsageError(_("{option} goes with CSV only.").format(option="--append"))
    if excel and chosen not in ("csv", "xlsx"):
        raise click.UsageError(_("{option} goes with CSV only.").format(option="--excel"))
    return chosen


def _write_file(output: Path, found: Iterator[Kept], form: str, csv: csv_form.Form) -> None:
    with whole(output) as stream:
        if form == "xlsx":
            # Imported here, since its library takes a third of a second and may not be there.
            from checker.keeping import workbook

            workbook.write(stream, found)
            return
        out = io.TextIOWrapper(stream, encoding=csv.encoding, newline="", write_through=False)
        _write(out, found, form, csv)
        out.flush()
        out.detach()


def _write(out: TextIO, found: Iterable[Kept], form: str, csv: csv_form.Form) -> None:
    objects = map(csv_form.as_object, found)
    if form == "csv":
        csv_form.write(out, found, csv)
    elif form == "json":
        render.write_json(out, "saldo-jht/export/1", objects)
    else:
        out.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in objects)
