"""`saldo-jht read`: the balance off screenshots, shown beside the part of the picture that it stands in; then it asks.

The cut-out lies in a file of its owner's alone while the question is open; nothing of the picture is kept, but where a
file for it was named.
"""

import contextlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli import options, render, terminal
from checker.failures import BalanceUncertain, Failure, NeedsHuman, StorageFailed
from checker.model import DENIED
from checker.texts import _

if TYPE_CHECKING:
    from checker.model import CheckResult
    from checker.tasks.pictures import Shown

_SCHEMA = "saldo-jht/read/1"
_WIDEST = 160
"""Columns: a sketch is made no wider."""
_GRAPHICS = ("kitty", "wezterm", "ghostty")


@options.command(
    _(
        "Read the balance off screenshots that you have taken, of the JMO app's balance screen or another one (PNG, "
        "JPEG, WebP, HEIC). It happens here: no picture leaves this machine, and nothing of it is kept. You see what "
        "was read beside the picture, and say whether it is right. Needs: pip install 'saldo-jht[picture]'."
    ),
    "read Screenshot_20261128-091405.png",
    ("read kartu-1.png kartu-2.png", _("several cards, or the parts of one long screen")),
    ("read saldo.png --yes --json", _("for a program: only where all agrees")),
)
@click.argument("pictures", nargs=-1, required=True, metavar="PICTURE...", type=options.FOUND_FILE)
@options.given("--account", "default", _("Whose balance it is."), sign="NAME")
@options.flag("--yes", text=_("Do not ask; anything that is not beyond doubt ends as needs-human."))
@options.file("-o", "--output", text=_("Keep the cut-out that you are shown in this file (PNG), for you alone."))
@options.AS_JSON
def read(pictures: tuple[Path, ...], account: str, yes: bool, output: Path | None, as_json: bool) -> int:
    # Imported here, so that the help loads neither the OCR nor the readings.
    from checker.tasks import pictures as task

    started, began = datetime.now(UTC), time.monotonic()
    progress = terminal.Progress()
    try:
        folders = render.settings().folders
        new, before = task.known(pictures, account, folders, started)
        if before is not None:
            return _show(before, as_json)
        if len(new) < len(set(pictures)):
            render.say(_("Left out, since read before: {count} of the pictures."), count=len(set(pictures)) - len(new))
        with progress:
            progress.tell("picture")
            shown = task.read(new, account, task.language(folders))
        with _cut_out(shown, output) as path:
            by_person = not yes and _is_right(shown, path)
        if not by_person and not shown.agreed:
            why = "something in the picture is not beyond doubt"
            raise NeedsHuman(why, case="picture", rule="picture-unconfirmed")
        result = task.confirmed(shown, folders, started, time.monotonic() - began, by_person=by_person)
    except Failure as failure:
        return render.fail(failure, as_json, account, started, _SCHEMA)
    return _show(result, as_json)


@contextlib.contextmanager
def _cut_out(shown: "Shown", output: Path | None) -> Iterator[Path]:
    """The cut-outs in a file of its owner's alone, which is removed at the end where nobody has named it."""
    from checker.keeping import files
    from checker.picture.cutout import png, sheet

    data = png(sheet(shown.cut_outs))
    if output is not None:
        files.create(output, data)
        yield output
        return
    with tempfile.TemporaryDirectory(prefix="saldo-jht-") as folder:
        path = Path(folder) / "potongan.png"
        files.create(path, data)
        yield path


def _is_right(shown: "Shown", path: Path) -> bool:
    """Show the cards beside their cut-outs, and ask. Raises NeedsHuman where nobody is there, else BalanceUncertain."""
    from checker.picture.cutout import kitty, sheet, sketch

    if not (terminal.is_there() and sys.stderr.isatty()):
        why = "nobody has compared what was read with the picture"
        raise NeedsHuman(why, case="picture", rule="picture-unconfirmed")
    if any(one in os.environ.get("TERM", "") + os.environ.get("TERM_PROGRAM", "").lower() for one in _GRAPHICS):
        _put(kitty(path.read_bytes()))
    else:
        for line in sketch(sheet(shown.cut_outs), min(shutil.get_terminal_size().columns, _WIDEST)):
            _put(line)
    render.say(_("The part of the picture: {path}"), path=path)
    render.say(_("Taken {when}. It was read as:"), when=render.iso(shown.result.checked_at))
    click.echo(_table(shown.result), err=True)
    if terminal.agrees(_("Is that what the picture shows?")):
        return True
    raise BalanceUncertain("you said that the picture shows something else", case="picture-denied", rule=DENIED)


def _put(line: str) -> None:
    # A picture is made of what `click.echo` takes out of a stream that is no terminal.
    click.echo(line, err=True, color=True)


def _show(result: "CheckResult", as_json: bool) -> int:
    """Print what was read; the exit status, which is that of a failure where it could not be kept."""
    from checker.cli.check import as_object

    warnings = result.reading.warnings
    render.warn(one for one in warnings if one.code != StorageFailed.code)
    if as_json:
        render.print_json(as_object(result) | {"schema": _SCHEMA})
    else:
        click.echo(_table(result))
    failed = [render.fail(StorageFailed(one.detail), False) for one in warnings if one.code == StorageFailed.code]
    return failed[0] if failed else 0


def _table(result: "CheckResult") -> str:
    from checker.cli.check import drawn

    return drawn(result.reading)
