"""What commands share: the form of their help, the options that several of them have, and what those are made of."""

import functools
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from checker.texts import _

Command = Callable[..., Any]

FILE = click.Path(path_type=Path, dir_okay=False)
DASH = click.Path(path_type=Path, dir_okay=False, allow_dash=True)
"""A file, or "-" for standard output."""
FOUND = click.Path(path_type=Path, exists=True)
DIR = click.Path(path_type=Path, file_okay=False)
FOUND_DIR = click.Path(path_type=Path, exists=True, file_okay=False)


def told(text: str, *examples: str | tuple[str, str]) -> str:
    """A command's help: `text`, and examples, each of them a command line, or one with a remark beside it."""
    pairs = [(one, "") if isinstance(one, str) else one for one in examples]
    width = max((len(line) for line, remark in pairs if remark), default=0)
    lines = [f"  saldo-jht {line:{width}}  # {remark}" if remark else f"  saldo-jht {line}" for line, remark in pairs]
    return "\n".join([text, "", "\b", _("Examples") + ":", *lines])


AS_JSON = click.option("--json", "as_json", is_flag=True, help=_("Print one JSON object."))
VERBOSE = click.option("-v", "--verbose", is_flag=True, help=_("Tell times and drift of selectors."))
NAMES = click.option(
    "--account", "names", multiple=True, metavar="NAME", help=_("This account; may be given again. Default: all.")
)
WAIT = click.option(
    "--wait",
    type=click.FloatRange(1, 86_400),
    default=300,
    metavar="S",
    help=_("Seconds to wait for a person. Default: 300."),
)
FORCE = click.option(
    "--force",
    is_flag=True,
    help=_("Log in although it is too soon; on a terminal only, and never a refused password."),
)
REMOTE = click.option("--remote", is_flag=True, help=_("Show the browser in a small web page instead of a window."))


def timeout(default: float, text: str, most: float = 3600) -> Callable[[Command], Command]:
    """The option `--timeout` in seconds, explained by `text`."""
    kind = click.FloatRange(min=1, max=most)
    return click.option("--timeout", type=kind, default=default, show_default=True, metavar="S", help=text)


def _as_kpj(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    return value.replace(" ", "").upper() if value else None


def _as_day(_ctx: click.Context, _parameter: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value else None


_day = functools.partial(click.option, type=click.DateTime(["%Y-%m-%d"]), callback=_as_day, metavar="YYYY-MM-DD")
_FILTERS = {
    "account": click.option("--account", metavar="NAME", help=_("Only this account.")),
    "kpj": click.option("--kpj", metavar="KPJ", callback=_as_kpj, help=_("Only this card.")),
    "since": _day("--since", help=_("From this day on (in Jakarta).")),
    "until": _day("--until", help=_("Up to this day, which is included.")),
    "last": click.option("--last", type=click.IntRange(min=1), metavar="N", help=_("Only the last N of them.")),
    "changes": click.option("--changes", is_flag=True, help=_("Only those in which something changed.")),
}


def filtered(*names: str) -> Callable[[Command], Command]:
    """Give a command the filters called `names` (all of them, if none is named), handed to it together as `asked`."""
    taken = names or tuple(_FILTERS)

    def decorated(command: Command) -> Command:
        # Imported here, so that commands without filters load no history.
        from checker.keeping.history import Filters

        @functools.wraps(command)
        def called(**given: Any) -> object:  # noqa: ANN401 - whatever the options hold
            return command(asked=Filters(**{name: given.pop(name) for name in taken}), **given)

        for name in reversed(taken):
            called = _FILTERS[name](called)
        return called

    return decorated
