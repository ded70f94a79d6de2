"""What commands share: the form of their help, and the options that several of them have.

No command has a docstring: Click would show it instead of the help in the person's language.
"""

import contextlib
import functools
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

import click

from checker import texts
from checker.texts import _

# Before any of Click's texts is asked for, as by the kinds of options below.
texts.lend("click")

Function = Callable[..., Any]
Option = Callable[[Function], Function]
Example = str | tuple[str, str]


def told(text: str, *examples: Example) -> str:
    """A command's help: `text`, and examples, each of them a command line, or one with a remark beside it."""
    pairs = [(one, "") if isinstance(one, str) else one for one in examples]
    width = max((len(line) for line, remark in pairs if remark), default=0)
    lines = [f"  saldo-jht {line:{width}}  # {remark}" if remark else f"  saldo-jht {line}" for line, remark in pairs]
    return "\n".join([text, "", "\b", _("Examples") + ":", *lines])


def command(text: str, *examples: Example, of: Any = click, **more: Any) -> Callable[[Function], click.Command]:  # noqa: ANN401
    """Make a function a command, one of the group `of` if that is given, with `text` and `examples` as its help."""
    made: Callable[[Function], click.Command] = of.command(help=told(text, *examples), **more)
    return made


def group(text: str, *examples: Example) -> Callable[[Function], click.Group]:
    """Make a function a command that has others below it, and does something by itself as well."""
    return click.group(invoke_without_command=True, help=told(text, *examples))


def flag(*names: str, text: str) -> Option:
    """An option that is given or not."""
    return click.option(*names, is_flag=True, help=text)


def file(*names: str, text: str, dash: bool = False) -> Option:
    """An option that names a file to write; with `dash`, "-" is standard output."""
    kind = click.Path(path_type=Path, dir_okay=False, allow_dash=dash)
    return click.option(*names, type=kind, metavar="FILE", help=text)


def given(name: str, default: object, text: str, kind: Any = None, sign: str | None = None) -> Option:  # noqa: ANN401
    """An option with a value that it has when it is not given, and that the help shows."""
    return click.option(name, type=kind, default=default, show_default=True, metavar=sign, help=text)


def timeout(default: float, text: str, most: float = 3600) -> Option:
    """The option `--timeout` in seconds."""
    return given("--timeout", default, text, click.FloatRange(min=1, max=most), "S")


FOUND = click.Path(path_type=Path, exists=True)
FOUND_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
FOUND_DIR = click.Path(path_type=Path, exists=True, file_okay=False)
AS_JSON = flag("--json", "as_json", text=_("Print one JSON object."))
VERBOSE = flag("-v", "--verbose", text=_("Tell times and drift of selectors."))
QUIET = flag("-q", "--quiet", text=_("Say nothing where all went well (with --json, only the object)."))
FORCE = flag("--force", text=_("Log in although it is too soon; on a terminal only, and never a refused password."))
OVERWRITE = flag("--force", text=_("Overwrite FILE without asking."))


def REMOTE(function: Function) -> Function:
    """The options `--remote`, `--port` and `--bind`."""
    bind = click.option(
        "--bind",
        metavar="[ADDR]",
        is_flag=False,
        flag_value="lan",
        default="127.0.0.1",
        show_default=True,
        help=_("The page's address; without ADDR this machine's own on the network, as for a phone."),
    )
    port = given("--port", 0, _("The page's port; 0 takes a free one."), click.IntRange(0, 65535), "N")
    shown = flag("--remote", text=_("Show the browser in a small web page instead of a window."))
    return shown(port(bind(function)))


UNCONFIRMED = flag("--unconfirmed", text=_("Print what nobody has confirmed yet (saldo-jht confirm), and do not ask."))
WAIT = given("--wait", 300, _("Seconds to wait for a person."), click.FloatRange(1, 86_400), "S")
NAMES = click.option(
    "--account", "names", multiple=True, metavar="NAME", help=_("This account; may be given again. Default: all.")
)


def _as_seconds(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> float | None:
    """A span of time as people write it, 90, 90s, 30m or 2h, in seconds; a day at the most."""
    if value is None:
        return None
    found = re.fullmatch(r"(\d{1,5}(?:\.\d{1,3})?) ?([smh]?)", value.strip().lower())
    seconds = float(found[1]) * {"": 1, "s": 1, "m": 60, "h": 3600}[found[2]] if found else 0.0
    if not 1 <= seconds <= 86_400:
        raise click.BadParameter(_("expected a time such as 90s, 30m or 2h, a day at the most"))
    return seconds


PATIENCE = click.option(
    "--patience",
    callback=_as_seconds,
    metavar="TIME",
    help=_("Try again for so long (30m, 2h) while the portal is not there. Default: within --timeout, unattended."),
)


def _as_kpj(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    return value.replace(" ", "").upper() if value else None


class Day(click.ParamType):  # type: ignore[type-arg]
    """A day as people write it: 2026-10-31, 31-10-2026, "31 Okt 2026", or a word for one near today."""

    name = "day"
    WORDS: ClassVar = {"today": 0, "hari ini": 0, "yesterday": 1, "kemarin": 1}
    """How many days before today each is."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ANN401
        """The day that is meant; a month alone is none, since it may be its first day or its last."""
        # Imported here, and not for the help of a command: its patterns take a while to be made.
        from checker import dates
        from checker.settings import JAKARTA

        if isinstance(value, date):
            return value
        text = " ".join(str(value).split())
        if (before := self.WORDS.get(text.lower())) is not None:
            return datetime.now(JAKARTA).date() - timedelta(days=before)
        with contextlib.suppress(ValueError):
            return date.fromisoformat(text)
        found = dates.find(text)
        if len(found) != 1 or dates.without(text) or dates.whole_months(text):
            told = _("{given} is no day that is understood: expected 2026-10-31, 31-10-2026, today or yesterday")
            self.fail(told.format(given=text), param, ctx)
        return found[0]


_day = functools.partial(click.option, type=Day(), metavar="YYYY-MM-DD")
_FILTERS: dict[str, Option] = {
    "account": click.option("--account", metavar="NAME", help=_("Only this account.")),
    "kpj": click.option("--kpj", metavar="KPJ", callback=_as_kpj, help=_("Only this card.")),
    "since": _day("--since", help=_("From this day on (in Jakarta).")),
    "until": _day("--until", help=_("Up to this day, which is included.")),
    "last": click.option("--last", type=click.IntRange(min=1), metavar="N", help=_("Only the last N of them.")),
    "changes": flag("--changes", text=_("Only those in which something changed.")),
}


def filtered(*names: str) -> Option:
    """Give a command the filters called `names` (all of them, if none is named), handed to it together as `asked`."""
    taken = names or tuple(_FILTERS)

    def decorated(function: Function) -> Function:
        # Imported here, so that commands without filters load no history.
        from checker.keeping.history import Filters

        @functools.wraps(function)
        def called(**given: Any) -> object:  # noqa: ANN401 - whatever the options hold
            return function(asked=Filters(**{name: given.pop(name) for name in taken}), **given)

        made: Function = called
        for name in reversed(taken):
            made = _FILTERS[name](made)
        return made

    return decorated
