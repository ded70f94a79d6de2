"""What a person asked for beside what there is: filters that name nothing, nothing to show, a file that is there."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TypeVar

import click

from checker.cli import terminal
from checker.folders import Folders
from checker.keeping import config, history
from checker.keeping.accounts import Accounts
from checker.keeping.history import Filters
from checker.kpj import has_kpj_shape
from checker.shown import plain
from checker.texts import _

NOTHING = 4
"""The exit status where there is nothing to show."""

T = TypeVar("T")


def check(connection: sqlite3.Connection | None, asked: Filters, folders: Folders) -> None:
    """Raise UsageError where a filter names an account or a card that is not there, or a span without a day."""
    if asked.since and asked.until and asked.since > asked.until:
        raise click.UsageError(_("--since is a day after --until."))
    read = history.accounts(connection)
    if asked.account and asked.account not in read:
        configured = [*config.load(folders.config).accounts, *Accounts(folders.config, {}, "", (None,) * 3).added()]
        known = sorted({*read, *(configured or [config.DEFAULT])})
        if asked.account not in known:
            text = _("no account {name}; there are: {names}")
            raise click.BadParameter(
                text.format(name=plain(asked.account), names=", ".join(known)), param_hint="--account"
            )
    if not asked.kpj:
        return
    cards = history.cards(connection, asked.account)
    if asked.kpj in cards:
        return
    if not has_kpj_shape(asked.kpj):
        text = _("{kpj} is not a KPJ: expected 11 digits or letters, noughts in front included")
        raise click.BadParameter(text.format(kpj=plain(asked.kpj)), param_hint="--kpj")
    if cards:
        text = _("no card {kpj}; there are: {names}")
        raise click.BadParameter(text.format(kpj=asked.kpj, names=", ".join(cards)), param_hint="--kpj")


def some(found: Iterable[T]) -> Iterator[T] | None:
    """What was found, or None, which is told, where that is nothing."""
    rest = iter(found)
    for first in rest:
        return chain((first,), rest)
    click.echo(nothing(), err=True)
    return None


def nothing() -> str:
    """What is told where there are no readings to show."""
    return _("No such readings yet: `saldo-jht check` makes one, `saldo-jht import` takes them from a CSV.")


def may_write(file: Path, force: bool) -> None:
    """Ask whether a file that is there may be overwritten. Raises UsageError where nobody says so.

    What is no ordinary file, or empty, has nothing to lose.
    """
    if force or not file.is_file() or not file.stat().st_size:
        return
    question = _("{path} is there already. Overwrite it?").format(path=file)
    if terminal.is_there() and terminal.agrees(question, need_answer=False):
        return
    text = _("{path} is there already: --force overwrites it")
    raise click.BadParameter(text.format(path=file), param_hint="-o")
