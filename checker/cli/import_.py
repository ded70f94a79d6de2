"""`saldo-jht import`: readings out of a CSV into the history, all of them or none."""

import csv
import time
from datetime import UTC, datetime
from pathlib import Path

import click

from checker.cli import options, render, tables
from checker.failures import StorageFailed
from checker.keeping import history as kept
from checker.keeping.history import Past
from checker.keeping.importing import FIELDS, UnknownColumns, read
from checker.keeping.reading_csv import BadLine
from checker.kpj import has_kpj_shape
from checker.money import rupiah, sen
from checker.shown import plain
from checker.texts import N_, _

_SCHEMA = "saldo-jht/import/1"
_SHOWN = 20
_REFUSED = N_("Nothing was imported: correct that line, then try again.")


@options.command(
    _("Take readings from a CSV into the history: one that `export` wrote, or any other with --map."),
    "import saldo.csv --dry-run",
    "import catatan.csv --map date=Tanggal,balance=Saldo --kpj 12345678901",
    name="import",
)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
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
@options.AS_JSON
def import_(file: Path, mapped: tuple[str, ...], account: str, kpj: str | None, dry_run: bool, as_json: bool) -> int:
    folder = render.settings().folders.data
    started, began = datetime.now(UTC), time.monotonic()
    number = kpj.replace(" ", "").upper() if kpj is not None else None
    if number is not None and not has_kpj_shape(number):
        text = _("{kpj} is not a KPJ: expected 11 digits or letters, noughts in front included")
        raise click.BadParameter(text.format(kpj=plain(number)), param_hint="--kpj")
    try:
        past = read(file, _mapping(mapped), account, number)
    except BadLine as bad:
        return _refused(file, bad, as_json)
    except UnknownColumns as unknown:
        text = _("{path} has no column {names}; it has: {header}. Say which is which: --map date=...,balance=...")
        header = ", ".join(map(plain, unknown.header))
        raise click.UsageError(text.format(path=file, names=", ".join(unknown.names), header=header)) from None
    except OSError as error:
        raise StorageFailed(f"cannot read {file}: {error.strerror or type(error).__name__}") from None
    new = kept.add(folder, past, started=started, seconds=time.monotonic() - began, dry_run=dry_run)
    counts = {"read": len(past), "added": len(new), "known": len(past) - len(new)}
    if as_json:
        told = {"schema": _SCHEMA, "status": "ok", "dry_run": dry_run, **counts}
        render.print_json(told | {"readings": [_as_object(one) for one in new]} if dry_run else told)
        return 0
    if dry_run:
        _show(new)
        text = _("{read} read; {added} would be added, {known} are there already. Nothing was kept (--dry-run).")
        render.say(text, **counts)
    else:
        render.say(_("{read} read; {added} added, {known} were there already."), **counts)
    return 0


def _mapping(mapped: tuple[str, ...]) -> dict[str, str]:
    mapping: dict[str, str] = {}
    # As CSV, so that a column whose name holds a comma can be put in quotes.
    for pair in (pair for cells in csv.reader(mapped) for pair in cells):
        field, _sign, column = (part.strip() for part in pair.partition("="))
        if field not in FIELDS or not column:
            text = _("{pair}: expected FIELD=COLUMN, FIELD being one of {fields}")
            raise click.BadParameter(text.format(pair=pair, fields=", ".join(FIELDS)), param_hint="--map")
        mapping[field] = column
    return mapping


def _refused(file: Path, bad: BadLine, as_json: bool) -> int:
    """Tell a person what line is wrong, and a program too; nothing has been kept."""
    where = _("{path}, line {line}: {reason}.").format(path=file, line=bad.line, reason=bad.reason)
    click.echo(f"{where} {_(_REFUSED)}", err=True)
    if as_json:
        error = {"code": "usage", "exit": 2, "line": bad.line, "message": bad.reason, "hint": _REFUSED}
        render.print_json({"schema": _SCHEMA, "status": "error", "error": error})
    return 2


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
