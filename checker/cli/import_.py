"""`saldo-jht import`: readings out of a CSV into the history, all of them or none, and out of it again."""

import contextlib
import csv
import hashlib
import io
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import click

from checker.cli import options, render, tables, terminal
from checker.cli.forgetting import of_file, retracted
from checker.failures import StorageFailed
from checker.keeping import database
from checker.keeping import history as kept
from checker.keeping.history import Added, Filters, Origin, Past
from checker.keeping.importing import FIELDS, NoCard, Table, UnknownColumns, beside, read, table
from checker.keeping.reading_csv import MOST_BYTES, BadLine, Open
from checker.kpj import has_kpj_shape
from checker.money import rupiah, sen
from checker.shown import plain
from checker.texts import N_, _, local

_SCHEMA = "saldo-jht/import/1"
_SHOWN = 20
_REFUSED = N_("Nothing was imported: correct that line, then try again.")


@options.command(
    _(
        "Take readings from a CSV into the history: one that `export` wrote, one with usual headings (Tanggal, Saldo, "
        "No KPJ, Perusahaan), or any other with --map. FILE may be - for standard input."
    ),
    "import saldo.csv --dry-run",
    "import catatan.csv --map date=Hari,balance=Nilai --kpj 12345678901",
    ("import --undo catatan.csv", _("what was taken from it counts no more")),
    name="import",
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@click.option(
    "--map",
    "mapped",
    multiple=True,
    metavar="FIELD=COLUMN,...",
    help=_("Which column is which: {fields}.").format(fields=", ".join(FIELDS)),
)
@options.given("--account", "default", _("The account of lines that name none."), sign="NAME")
@click.option("--kpj", metavar="KPJ", help=_("The KPJ of lines that name none."))
@options.flag("--dry-run", text=_("Only show what would be added."))
@options.flag("--undo", text=_("Let what was taken from FILE count no more; `history forget --undo` takes that back."))
@options.AS_JSON
def import_(
    file: Path, mapped: tuple[str, ...], account: str, kpj: str | None, dry_run: bool, undo: bool, as_json: bool
) -> int:
    folder = render.settings().folders.data
    started, began = datetime.now(UTC), time.monotonic()
    number = kpj.replace(" ", "").upper() if kpj is not None else None
    if number is not None and not has_kpj_shape(number):
        text = _("{kpj} is not a KPJ: expected 11 digits or letters, noughts in front included")
        raise click.BadParameter(text.format(kpj=plain(number)), param_hint="--kpj")
    try:
        if undo:
            return _undone(folder, file, as_json)
        opened = _opened(file)
        found, past = _read(opened, _mapping(mapped), account, number)
        if not found.own:
            _see_apart(folder, past)
        origin = Origin(_name(file), _digest(opened))
    except BadLine as bad:
        return _refused(file, bad, as_json)
    except UnknownColumns as unknown:
        text = _("{path} has no column {names}; it has: {header}. Say which is which: --map date=...,balance=...")
        header = ", ".join(map(plain, unknown.header))
        raise click.UsageError(text.format(path=file, names=", ".join(unknown.names), header=header)) from None
    except FileNotFoundError:
        raise click.BadParameter(_("{path} is not there").format(path=file), param_hint="FILE") from None
    except OSError as error:
        raise StorageFailed(f"cannot read {file}: {error.strerror or type(error).__name__}") from None
    added = kept.add(
        *(folder, past), started=started, seconds=time.monotonic() - began, origins=[origin], dry_run=dry_run
    )
    return _told(file, past, added, dry_run, as_json)


def _undone(folder: Path, file: Path, as_json: bool) -> int:
    digest = None
    # A file that is gone is known by its name.
    with contextlib.suppress(FileNotFoundError):
        digest = _digest(_opened(file))
    with database.reading(folder) as connection:
        asked = of_file(connection, file, digest)
    return retracted(folder, asked, False, as_json, _SCHEMA)


def _opened(file: Path) -> Open:
    if str(file) != "-":
        return lambda: file.open("rb")
    # Read once and looked at several times; never on a disk, where a killed run would leave it.
    data = sys.stdin.buffer.read(MOST_BYTES + 1)
    return lambda: io.BytesIO(data)


def _digest(opened: Open) -> str:
    digest = hashlib.sha256()
    with opened() as stream:
        while some := stream.read(1 << 20):
            digest.update(some)
    return digest.hexdigest()


def _name(file: Path) -> str:
    return "-" if str(file) == "-" else str(file.resolve())


def _read(opened: Open, mapping: Mapping[str, str], account: str, kpj: str | None) -> tuple[Table, list[Past]]:
    """The file and its readings, once each has a card; a person is asked for the column that names it."""
    found = table(opened, mapping)
    _tell_usual(found, mapping)
    try:
        return found, read(found, account, kpj)
    except NoCard as without:
        if not terminal.is_there():
            raise
        render.say(_("Line {line}: {reason}."), line=without.line, reason=local(without.reason))
        left = [name for name in without.header if name not in found.columns.values()]
        render.say(_("Columns: {names}"), names=", ".join(map(plain, left)))
        column = click.prompt(
            _("Column with the KPJ (nothing: import nothing)"), default="", show_default=False, err=True
        )
        if not column:
            raise
        return _read(opened, {**mapping, "kpj": column}, account, kpj)


def _see_apart(folder: Path, past: list[Past]) -> None:
    """Refuse a balance without a card where another of its day is in the history: two cards would be taken for one."""
    if all(one.card.kpj for one in past):
        return
    with database.reading(folder) as connection:
        found = beside(past, kept.readings(connection, Filters()))
    if found is not None:
        one, other = found
        text = _(
            "another balance of {day} without a card was imported before: say of which card this one is (--kpj KPJ), "
            "or take that one back (saldo-jht history forget --run {run})"
        )
        raise click.UsageError(text.format(day=render.iso(one.checked_at)[:10], run=other.run))


def _tell_usual(found: Table, mapping: Mapping[str, str]) -> None:
    """Tell which columns were taken by their headings alone."""
    taken = [f"{field}={plain(column)}" for field, column in found.columns.items() if field not in mapping]
    if taken and not found.own:
        render.say(_("Taken by their headings: {columns} (else say it with --map)."), columns=", ".join(taken))


def _mapping(mapped: tuple[str, ...]) -> dict[str, str]:
    mapping: dict[str, str] = {}
    # As CSV, so that a column whose name holds a comma can be put in quotes.
    for pair in (pair for cells in csv.reader(mapped) for pair in cells):
        field, _sign, column = (part.strip() for part in pair.partition("="))
        if field.lower() not in FIELDS or not column:
            text = _("{pair}: expected FIELD=COLUMN, FIELD being one of {fields}")
            raise click.BadParameter(text.format(pair=pair, fields=", ".join(FIELDS)), param_hint="--map")
        mapping[field.lower()] = column
    return mapping


def _refused(file: Path, bad: BadLine, as_json: bool) -> int:
    """Tell a person what line is wrong, and a program too; nothing has been kept."""
    where = _("{path}, line {line}: {reason}.").format(path=file, line=bad.line, reason=local(bad.reason))
    click.echo(f"{where} {_(_REFUSED)}", err=True)
    if as_json:
        error = {"code": "usage", "exit": 2, "line": bad.line, "message": bad.reason, "hint": _REFUSED}
        render.print_json({"schema": _SCHEMA, "status": "error", "error": error})
    return 2


def _told(file: Path, past: list[Past], added: Added, dry_run: bool, as_json: bool) -> int:
    new = added.new
    counts = {"read": len(past), "added": len(new), "known": len(past) - len(new)}
    render.warn(added.apart)
    if as_json:
        told = {"schema": _SCHEMA, "status": "ok", "dry_run": dry_run, **counts, "runs": added.runs}
        render.print_json(told | {"readings": [_as_object(one) for one in new]} if dry_run else told)
    elif dry_run:
        _show(new)
        text = _("{read} read; {added} would be added, {known} are there already. Nothing was kept (--dry-run).")
        render.say(text, **counts)
    else:
        render.say(_("{read} read; {added} added, {known} were there already."), **counts)
        numbers = " ".join(f"--run {run}" for run in added.runs)
        if numbers:
            undo = f"saldo-jht history forget {numbers}" if str(file) == "-" else f"saldo-jht import --undo {file}"
            render.say(_("To take that back: {command}"), command=undo)
    return 0


def _show(new: list[Past]) -> None:
    heads = [_("read"), _("account"), _("card (KPJ)"), _("company"), _("balance")]
    rows = [
        (
            *(render.minute(render.iso(one.checked_at)), plain(one.account), one.card.kpj or "-"),
            *(plain(one.card.company or "-"), rupiah(sen(one.card.balance))),
        )
        for one in new[:_SHOWN]
    ]
    click.echo(tables.table(heads, rows, right=[4], whole=[2], less=[1, 3]))
    if len(new) > _SHOWN:
        click.echo(_("... and {count} more").format(count=len(new) - _SHOWN))


def _as_object(one: Past) -> dict[str, str | None]:
    told = one.card.as_object()
    card = {name: told[name] for name in ("kpj", "company", "balance")}
    return {"checked_at": render.iso(one.checked_at), "account": one.account, **card}
