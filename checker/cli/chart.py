"""`saldo-jht chart`: the balances over time, in the terminal or as a picture."""

import os
import shutil
import sys
from collections import Counter
from pathlib import Path
from typing import get_args

import click

from checker import settings
from checker.cli import render
from checker.cli.filters import filtered
from checker.drawing.curves import Curve, curves
from checker.drawing.picture import ALONE, LEGEND, Theme, legible
from checker.keeping import database
from checker.keeping import history as kept
from checker.keeping.files import whole
from checker.keeping.history import Filters
from checker.texts import say

_KINDS = ("svg", "png", "html")


@click.command(short_help=say("help.chart"), help=say("help.chart.long"))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help=say("help.chart.output")
)
@click.option("--theme", type=click.Choice(get_args(Theme)), default="auto", help=say("help.chart.theme"))
@click.option("--title", metavar="TEXT", help=say("help.chart.title"))
@filtered("account", "kpj", "since", "until", "last")
def chart(asked: Filters, output: Path | None, theme: Theme, title: str | None) -> int:
    kind = output.suffix.lower().removeprefix(".") if output else ""
    if output and kind not in _KINDS:
        raise click.BadParameter(say("chart.kind", kinds=", ".join(f".{one}" for one in _KINDS)), param_hint="-o")
    chosen = settings.load()
    render.warn(chosen.warnings)
    with database.reading(chosen.folders.data) as connection:
        drawn = curves(kept.readings(connection, asked))
    if not drawn:
        click.echo(say("history.empty"), err=True)
        return 0
    names, title = _names(drawn), legible(title or say("chart.title"), most=80)
    if output is None:
        _show(drawn, names, title)
        return 0
    with whole(output) as stream:
        stream.write(_picture(kind, drawn, names, title, theme, chosen))
    click.echo(say("chart.written", path=output), err=True)
    return 0


def _picture(
    kind: str, drawn: list[Curve], names: list[str], title: str, theme: Theme, chosen: settings.Settings
) -> bytes:
    from checker.drawing import page, picture

    if kind == "html":
        return page.html(drawn, names, title, theme).encode()
    if kind == "svg":
        return picture.svg(drawn, names, title, ALONE, theme).encode()
    # A PNG has one look: that of paper, unless the dark one is asked for.
    from checker.browser import shot
    from checker.browser.finding import find

    look: Theme = "dark" if theme == "dark" else "light"
    drawing = picture.svg(drawn, names, title, ALONE, look)
    found = find(chosen.browser)
    return shot.png(drawing, ALONE.width, ALONE.height(len(drawn)), look == "dark", found)


def _show(drawn: list[Curve], names: list[str], title: str) -> None:
    from checker.drawing.terminal import text

    columns, height = shutil.get_terminal_size((80, 24))
    colours = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    click.echo(text(drawn, names, title, columns, min(height - 2 - len(drawn), 30), colours), color=colours)


def _names(drawn: list[Curve]) -> list[str]:
    """A curve's name: the company's where it is the only one of that name, else with the end of the card's number.

    Where there is no room for the whole, the company is cut: two cards of one employer are told apart by their ends.
    """
    accounts = {curve.account for curve in drawn if not curve.total}
    before = [f"{curve.account}: " if len(accounts) > 1 and not curve.total else "" for curve in drawn]
    as_cut = Counter(
        legible(start + curve.company) for start, curve in zip(before, drawn, strict=True) if curve.company
    )
    names = []
    for start, curve in zip(before, drawn, strict=True):
        card = f"KPJ …{curve.kpj[-4:]}" if curve.kpj else say("chart.card")
        if curve.total:
            names.append(say("chart.total"))
        elif curve.company is None:
            names.append(legible(start + card))
        elif as_cut[legible(start + curve.company)] == 1:
            names.append(legible(start + curve.company))
        else:
            end = f" · {card}"
            names.append(legible(start + curve.company, most=LEGEND - len(end)) + end)
    return names
