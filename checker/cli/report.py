"""`saldo-jht report`: one page about one month, for a person; or as one JSON object."""

import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any, get_args

import click

from checker.cli import asked as ask
from checker.cli import options, render, tables
from checker.drawing.picture import Theme
from checker.keeping import database
from checker.keeping.history import Filters
from checker.texts import _

if TYPE_CHECKING:
    from checker.drawing.summary import Change, Month, Summary

_KINDS = ("html", "txt")


def _as_month(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> "Month | None":
    if value is None:
        return None
    found = re.fullmatch(r"(\d{4})-(\d{1,2})", value.strip())
    if found is None or not 1 <= int(found[2]) <= 12 or not 1900 <= int(found[1]) <= 9998:
        raise click.BadParameter(_("expected a month such as 2026-10"))
    return int(found[1]), int(found[2])


@options.command(
    _("Report on one month: balance, change, a contribution that seems to be missing, the picture."),
    "report",
    ("report -o laporan.html", _("one page, to keep, to print or to send on")),
    "report --month 2026-10 --account siti",
    ("check --unattended --report laporan.html", _("a new one with each check")),
)
@click.option(
    "--month",
    metavar="YYYY-MM",
    callback=_as_month,
    help=_("The month to report on, as 2026-10. Default: that of the last reading."),
)
@options.file("-o", "--output", text=_("Write one page of HTML to FILE (or plain text, where it ends in .txt)."))
@options.given("--theme", "auto", _("auto follows the reader's light or dark."), click.Choice(get_args(Theme)))
@options.OVERWRITE
@options.filtered("account", "kpj")
@options.AS_JSON
def report(asked: Filters, month: "Month | None", output: Path | None, theme: Theme, force: bool, as_json: bool) -> int:
    from checker.tasks import report as tasks

    kind = output.suffix.lower().removeprefix(".") if output else ""
    if output and kind not in _KINDS:
        text = _("the name must end in one of {kinds}").format(kinds=", ".join(f".{one}" for one in _KINDS))
        raise click.BadParameter(text, param_hint="-o")
    folders = render.settings().folders
    with database.reading(folders.data) as connection:
        ask.check(connection, asked, folders)
    told = tasks.made(folders.data, asked, month)
    if told is None:
        if as_json:
            render.print_json({"schema": "saldo-jht/report/1", "status": "ok", "month": None})
        click.echo(ask.nothing(), err=True)
        return ask.NOTHING
    if output is not None:
        ask.may_write(output, force)
        tasks.write(output, tasks.page(told, theme) if kind == "html" else _text(told, 80, 24))
        render.say(_("Written: {path}"), path=output)
    if as_json:
        render.print_json(_as_object(told))
    elif output is None:
        columns, height = shutil.get_terminal_size((80, 24))
        click.echo(_text(told, min(columns, 100), height), nl=False)
    return 0


# -------------------------------------------------------------------------------------------------------------- text


def _text(told: "Summary", width: int, height: int) -> str:
    """The report as plain text, broken between words."""
    from checker.drawing.labels import names_of

    return "".join(f"{line}\n" for line in _lines(told, names_of(told.curves), width, height))


def _lines(told: "Summary", names: Sequence[str], width: int, height: int) -> Iterator[str]:
    from checker import money
    from checker.drawing import labels, terminal
    from checker.drawing import report as page

    yield page.title(told)
    yield ""
    yield money.spoken(told.lines[0].balance)
    yield labels.as_read(told.lines[0].curve)
    yield ""
    facts = page.figures(told)
    wide, amounts = (max(len(one[at]) for one in facts) for at in (0, 1))
    for called, value, remark in facts:
        yield f"  {called:{wide}}  {value:>{amounts}}  {remark}"
    for one in page.remarks(told, names):
        yield ""
        yield from wrap(one, width)
    yield ""
    yield terminal.text(told.curves, names, "", width, min(height, 24), colours=False)
    yield ""
    if len(told.lines) > 1:
        heads = [_("card"), _("balance"), page.title(told).rpartition(", ")[2], _("within a year")]
        rows = [[page.called(line, name), *page.card(line)] for name, line in zip(names, told.lines, strict=True)]
        yield tables.table(heads, rows, right=[1, 2, 3], less=[3, 2])
    heads = [_("month"), _("balance"), _("change")]
    yield tables.table(heads, [page.month(*one) for one in told.months], right=[1, 2], whole=[0])
    yield ""
    yield from wrap(page.origin(), width)


# -------------------------------------------------------------------------------------------------------------- JSON


def _as_object(told: "Summary") -> dict[str, Any]:
    from checker.money import exact

    lines = [
        {
            "account": line.curve.account or None,
            "kpj": line.curve.kpj,
            "company": line.curve.company,
            "is_total": line.curve.total,
            "shown": not line.gone,
            "read": line.read.isoformat(),
            "balance": exact(line.balance),
            "month": _change(line.month),
            "year": _change(line.year),
        }
        for line in told.lines
    ]
    months = [
        {"month": _month(this), "balance": None if balance is None else exact(balance), "change": _change(change)}
        for this, balance, change in told.months
    ]
    missing = [
        {
            "account": one.curve.account,
            "kpj": one.curve.kpj,
            "company": one.curve.company,
            "since": one.since.isoformat(),
            "until": one.until.isoformat(),
            "grew_a_little": one.some,
        }
        for one in told.missing
    ]
    return {
        "schema": "saldo-jht/report/1",
        "status": "ok",
        "month": _month(told.month),
        "read": told.read.isoformat(),
        "as_of": as_of.isoformat() if (as_of := told.lines[0].curve.as_of) else None,
        "balance": exact(told.lines[0].balance),
        "currency": "IDR",
        "month_change": _change(told.lines[0].month),
        "year_change": _change(told.lines[0].year),
        "cards": [line for line in lines if not line.pop("is_total")],
        "months": months,
        "without_contribution": missing,
    }


def _change(change: "Change | None") -> dict[str, Any] | None:
    from checker.money import exact

    if change is None:
        return None
    percent = None if change.percent is None else f"{change.percent:.2f}"
    return {"since": change.since.isoformat(), "change": exact(change.sen), "percent": percent}


def _month(month: "Month") -> str:
    return f"{month[0]}-{month[1]:02}"
