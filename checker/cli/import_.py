"""`saldo-jht import`: readings out of a CSV into the history, all of them or none."""

import csv
import time
from datetime import UTC, datetime
from pathlib import Path

import click

from checker import settings
from checker.cli import readings, render
from checker.cli.columns import Column, lines, plain
from checker.failures import StorageFailed
from checker.keeping import history as kept
from checker.keeping.csv_form import amount
from checker.keeping.history import Past, sen
from checker.keeping.importing import FIELDS, UnknownColumns, read
from checker.keeping.reading_csv import BadLine
from checker.kpj import has_kpj_shape
from checker.texts import english, say

_SCHEMA = "saldo-jht/import/1"
_SHOWN = 20


@click.command("import", short_help=say("help.import"), help=say("help.import.long"))
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--map", "mapped", multiple=True, metavar="FIELD=COLUMN,...", help=say("help.import.map"))
@click.option("--account", default="default", show_default=True, metavar="NAME", help=say("help.import.account"))
@click.option("--kpj", metavar="KPJ", help=say("help.import.kpj"))
@click.option("--dry-run", is_flag=True, help=say("help.import.dry-run"))
@click.option("--json", "as_json", is_flag=True, help=say("help.json"))
def import_(file: Path, mapped: tuple[str, ...], account: str, kpj: str | None, dry_run: bool, as_json: bool) -> int:
    chosen = settings.load()
    render.warn(chosen.warnings)
    started, began = datetime.now(UTC), time.monotonic()
    number = kpj.replace(" ", "").upper() if kpj is not None else None
    if number is not None and not has_kpj_shape(number):
        raise click.BadParameter(say("import.kpj", kpj=plain(number)), param_hint="--kpj")
    try:
        past = read(file, _mapping(mapped), account, number)
    except BadLine as bad:
        return _refused(say("import.bad-line", path=file, line=bad.line, reason=bad.reason), bad, as_json)
    except UnknownColumns as unknown:
        columns = ", ".join(map(plain, unknown.header))
        raise click.UsageError(
            say("import.columns", path=file, names=", ".join(unknown.names), header=columns)
        ) from None
    except OSError as error:
        raise StorageFailed(f"cannot read {file}: {error.strerror or type(error).__name__}") from None
    seconds = time.monotonic() - began
    new = kept.add(chosen.folders.data, past, started=started, seconds=seconds, dry_run=dry_run)
    counts = {"read": len(past), "added": len(new), "known": len(past) - len(new)}
    if as_json:
        told = {"schema": _SCHEMA, "status": "ok", "dry_run": dry_run, **counts}
        render.print_json(told | {"readings": [_as_object(one) for one in new]} if dry_run else told)
        return 0
    if dry_run:
        _show(new)
    click.echo(say("import.would" if dry_run else "import.done", **counts), err=True)
    return 0


def _mapping(mapped: tuple[str, ...]) -> dict[str, str]:
    mapping: dict[str, str] = {}
    # As CSV, so that a column whose name holds a comma can be put in quotes.
    for pair in (pair for cells in csv.reader(mapped) for pair in cells):
        field, _, column = (part.strip() for part in pair.partition("="))
        if field not in FIELDS or not column:
            raise click.BadParameter(say("import.map", pair=pair, fields=", ".join(FIELDS)), param_hint="--map")
        mapping[field] = column
    return mapping


def _refused(told: str, bad: BadLine, as_json: bool) -> int:
    """Tell a person what line is wrong, and a program too; nothing has been kept."""
    click.echo(told, err=True)
    if as_json:
        error = {"code": "usage", "exit": 2, "line": bad.line, "message": bad.reason, "hint": english("import.hint")}
        render.print_json({"schema": _SCHEMA, "status": "error", "error": error})
    return 2


def _show(new: list[Past]) -> None:
    shape = [
        Column(say("history.when"), 16),
        Column(say("history.account"), 8),
        Column(say("table.kpj"), 11),
        Column(say("table.company"), 28),
        Column(say("table.balance"), 19, right=True),
    ]
    for line in lines(shape, map(_row, new[:_SHOWN])):
        click.echo(line)
    if len(new) > _SHOWN:
        click.echo(say("import.more", count=len(new) - _SHOWN))


def _row(one: Past) -> tuple[str, ...]:
    when = render.iso(one.checked_at)[:16].replace("T", " ")
    company = plain(one.card.company) if one.card.company else "-"
    return (when, plain(one.account), one.card.kpj or "-", company, readings.rupiah(sen(one.card.balance)))


def _as_object(one: Past) -> dict[str, str | None]:
    return {
        "checked_at": render.iso(one.checked_at),
        "account": one.account,
        "kpj": one.card.kpj,
        "company": one.card.company,
        "balance": amount(sen(one.card.balance)),
    }
