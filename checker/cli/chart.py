"""`saldo-jht chart`: the balances over time, in the terminal or as a picture."""

import os
import shutil
import sqlite3
import sys
from datetime import timedelta
from pathlib import Path
from typing import get_args

import click
from msgspec import structs

from checker.cli import asked as ask
from checker.cli import options, render
from checker.cli.history import told
from checker.drawing.curves import Curve, curves
from checker.drawing.labels import legible, names_of
from checker.drawing.picture import Theme
from checker.keeping import database
from checker.keeping import history as kept
from checker.keeping.files import whole
from checker.keeping.history import Filters
from checker.plausible import DISAGREE
from checker.texts import _

_KINDS = ("svg", "png", "html")


@options.command(
    _("Draw the balances over time: here, or as a picture for others."),
    "chart",
    ("chart -o saldo.html", _("picture and numbers, in one file")),
    "chart -o saldo.png --theme dark",
    "chart -o saldo.svg --since 2026-01-01",
)
@options.file("-o", "--output", text=_("Draw to FILE: .svg, .png or .html."))
@options.given(
    "--theme",
    "auto",
    _("auto follows the reader's light or dark (a PNG is light then)."),
    click.Choice(get_args(Theme)),
)
@click.option("--title", metavar="TEXT", help=_("What stands above the picture."))
@click.option(
    "--last",
    "days",
    type=click.IntRange(1, 36_525),
    metavar="DAYS",
    help=_("Only so many days, up to the last reading."),
)
@options.OVERWRITE
@options.filtered("account", "kpj", "since", "until")
def chart(asked: Filters, output: Path | None, theme: Theme, title: str | None, days: int | None, force: bool) -> int:
    kind = output.suffix.lower().removeprefix(".") if output else ""
    if output and kind not in _KINDS:
        text = _("the name must end in one of {kinds}").format(kinds=", ".join(f".{one}" for one in _KINDS))
        raise click.BadParameter(text, param_hint="-o")
    chosen = render.settings()
    with database.reading(chosen.folders.data) as connection:
        ask.check(connection, asked, chosen.folders)
        asked = _last(connection, asked, days)
        found = ask.some(kept.readings(connection, asked))
        if found is None:
            return ask.NOTHING
        drawn = curves(found)
        apart = [one for one in kept.warnings(connection, asked) if one.code == DISAGREE]
    for one in apart:
        render.say(_("Warning: {detail}"), detail=told(one))
    names, title = names_of(drawn), legible(title or _("JHT balance"), most=80)
    if output is None:
        _show(drawn, names, title)
        return 0
    ask.may_write(output, force)
    with whole(output) as stream:
        stream.write(_picture(kind, drawn, names, title, theme, chosen.browser))
    render.say(_("Drawn: {path}"), path=output)
    return 0


def _last(connection: sqlite3.Connection | None, asked: Filters, days: int | None) -> Filters:
    """The same, of so many days only."""
    last = kept.last_day(connection, asked) if days else None
    if days is None or last is None:
        return asked
    first = last - timedelta(days=days - 1)
    return structs.replace(asked, since=max(first, asked.since or first))


def _picture(kind: str, drawn: list[Curve], names: list[str], title: str, theme: Theme, wanted: str | None) -> bytes:
    from checker.drawing import page, picture

    if kind == "html":
        return page.html(drawn, names, title, theme).encode()
    if kind == "svg":
        return picture.alone(drawn, names, title, theme).svg.encode()
    # A PNG has one look: that of paper, unless the dark one is asked for.
    from checker.browser import shot
    from checker.browser.finding import find

    look: Theme = "dark" if theme == "dark" else "light"
    drawing = picture.alone(drawn, names, title, look)
    return shot.png(drawing.svg, drawing.width, drawing.height, look == "dark", find(wanted))


def _show(drawn: list[Curve], names: list[str], title: str) -> None:
    from checker.drawing.terminal import text

    columns, height = shutil.get_terminal_size((80, 24))
    colours = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    click.echo(text(drawn, names, title, columns, min(height - 2, 40), colours), color=colours)
