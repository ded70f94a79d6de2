"""What `history forget` and `import --undo` share: which runs are meant, and what a person is told of them."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import click

from checker.cli import render
from checker.keeping import history as kept
from checker.keeping import retracting
from checker.keeping.history import Filters, Run
from checker.keeping.retracting import Retracted
from checker.model import Source
from checker.shown import plain
from checker.texts import _, ngettext

_IMPORTS = 5
"""How many of the imports are named, the last ones, where a file is none of theirs."""


def of_file(connection: sqlite3.Connection | None, file: Path, digest: str | None = None) -> list[Run]:
    """The runs that took their readings from `file`. Raises UsageError, naming the imports that there are."""
    found = retracting.taken_from(connection, file, digest)
    if found:
        return found
    imports = [one for one in kept.runs(connection, Filters()) if one.source == Source.IMPORT]
    told = "; ".join(_told_run(one) for one in imports[-_IMPORTS:])
    text = _("nothing was taken from {path}; the imports are: {runs}") if told else _("nothing was taken from {path}")
    raise click.UsageError(text.format(path=file, runs=told))


def retracted(folder: Path, asked: Sequence[Run], undo: bool, as_json: bool, schema: str) -> int:
    """Let runs count no more, or again, and tell what came of it."""
    empty = [one for one in asked if one.cards == 0]
    if empty:
        text = _("run {run} read nothing ({code}), so there is nothing of it that counts")
        raise click.UsageError(text.format(run=empty[0].run, code=empty[0].code))
    done = retracting.retract(folder, asked, back=undo)
    if done.there and not done.changed:
        text = _("what run {run} read stands in the history again, in run {other}: forget that one first")
        raise click.UsageError(text.format(run=done.there[0][0].run, other=done.there[0][1]))
    if as_json:
        render.print_json({"schema": schema, "status": "ok", "retracted": not undo, **_changes(done)})
        return 0
    for one in done.changed:
        text = _("Counts again: {run}") if undo else _("Counts no more: {run}")
        render.say(text, run=_told_run(one))
    for one in done.already if not done.changed else ():
        render.say(_("Counts already: {run}") if undo else _("Counts no more already: {run}"), run=_told_run(one))
    if done.changed and not undo:
        numbers = " ".join(f"--run {one.run}" for one in done.changed)
        render.say(_("To take that back: saldo-jht history forget {runs} --undo"), runs=numbers)
    return 0


def _changes(done: Retracted) -> dict[str, list[int]]:
    return {"runs": [one.run for one in done.changed], "already": [one.run for one in done.already]}


def _told_run(one: Run) -> str:
    """A run in words, for whoever is to know it again."""
    text = ngettext(
        "run {run} of {when} ({source}, {count} reading)", "run {run} of {when} ({source}, {count} readings)", one.cards
    )
    told = text.format(run=one.run, when=render.minute(one.started_at), source=one.source, count=one.cards)
    return ", ".join([told, *(plain(Path(name).name) for name in one.origins)])
