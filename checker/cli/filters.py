"""The options by which `history`, `export` and `chart` are asked for some of the readings."""

import functools
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import click

from checker.keeping.history import Filters
from checker.texts import say


def _as_day(_ctx: click.Context, _parameter: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value else None


def _as_kpj(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    return value.replace(" ", "").upper() if value else None


_DAY = click.DateTime(["%Y-%m-%d"])
_OPTIONS = {
    "account": click.option("--account", metavar="NAME", help=say("help.filter.account")),
    "kpj": click.option("--kpj", metavar="KPJ", callback=_as_kpj, help=say("help.filter.kpj")),
    "since": click.option("--since", type=_DAY, callback=_as_day, metavar="YYYY-MM-DD", help=say("help.filter.since")),
    "until": click.option("--until", type=_DAY, callback=_as_day, metavar="YYYY-MM-DD", help=say("help.filter.until")),
    "last": click.option("--last", type=click.IntRange(min=1), metavar="N", help=say("help.filter.last")),
    "changes": click.option("--changes", is_flag=True, help=say("help.filter.changes")),
}


def filtered(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command the options called `names` (all of them, if none is named), and hand them to it as `asked`."""
    taken = names or tuple(_OPTIONS)

    def decorated(command: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(command)
        def called(**given: Any) -> object:  # noqa: ANN401 - whatever the options hold
            return command(asked=Filters(**{name: given.pop(name) for name in taken}), **given)

        for name in reversed(taken):
            called = _OPTIONS[name](called)
        return called

    return decorated
