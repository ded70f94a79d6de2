"""The command `saldo-jht`: its help, its subcommands, and what becomes of every exception.

Subcommands are imported when they are called, so that the help costs little more than Click itself.
"""

import errno
import gc
import keyword
import os
import re
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from checker import __version__, signals, texts
from checker.cli import streams

# Each stands in `checker.cli.<name>` as an object of that name; `import`, a word of Python's own, as `import_`.
COMMANDS = (
    *("check", "login", "session", "logout", "account", "history", "chart", "export", "import"),
    *("record", "selectors", "smoke", "doctor", "browser", "demo"),
)
# Those that may start a browser.
BROWSING = frozenset(
    ("check", "login", "logout", "account", "chart", "record", "selectors", "smoke", "doctor", "browser")
)


class Main(click.Group):
    """A group whose subcommands are modules, and whose help speaks the person's language."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - Click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        # Imported here since a subcommand can hold secrets and the help cannot.
        from checker import settings
        from checker.cli import render

        render.hide_tracebacks()
        # Playwright, told so by these when it is loaded, would print what is typed into a field.
        for switch in settings.SWITCHES:
            os.environ.pop(switch, None)
        name = f"{cmd_name}_" if keyword.iskeyword(cmd_name) else cmd_name
        try:
            module = import_module(f"checker.cli.{name}")
        except ModuleNotFoundError as error:
            if error.name in ("flask", "werkzeug"):
                raise click.UsageError(texts.say("cli.extra-missing", extra="demo"), ctx) from None
            raise
        command = getattr(module, name)
        assert isinstance(command, click.Command)
        return command

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(texts.say("help.main"))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section(texts.say("help.commands")):
            formatter.write_dl([(name, texts.say(f"help.{name}")) for name in COMMANDS])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section(texts.say("help.examples")):
            for line in texts.say("help.examples.lines").splitlines():
                formatter.write(f"{'':>{formatter.current_indent}}{line}\n")
        formatter.write_paragraph()
        formatter.write_text(texts.say("help.more"))


@click.command("saldo-jht", cls=Main, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="saldo-jht")
def saldo_jht() -> None:
    """Check the balance of your own JHT savings at BPJS Ketenagakerjaan."""


def main() -> None:
    """The console script."""
    # A short run leaves little to collect, and looking for it after every 700 objects costs a tenth of its time.
    gc.set_threshold(5_000)
    signals.heed()
    streams.settle()
    arguments = sys.argv[1:]
    status = _overseen(arguments) if BROWSING.intersection(arguments[:1]) else run(arguments)
    # What is left is the system's to take back; Python would search it for garbage once more, for some 35 ms.
    gc.freeze()
    sys.exit(status)


def _overseen(arguments: Sequence[str]) -> int:
    """Run a command that may start a browser; it is seen to from outside that it ends."""
    # Imported here since the help needs none of it.
    from checker import overseer

    as_json = "--json" in arguments

    def last_word(note: "overseer.Note") -> int:
        from datetime import datetime

        from checker.cli import render

        started = datetime.fromisoformat(note.started) if note.started else None
        return render.fail(note.failure, as_json, note.account, started, _schema(arguments))

    seeing = overseer.begin(last_word)
    if seeing is not None:
        return seeing.see_through(last_word)
    from checker import settings

    overseer.hide_from_processes((settings.EMAIL, settings.PASSWORD))
    return run(arguments)


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit status; every failure has been told by then."""
    signals.heed()
    _keep_output_readable()
    as_json = "--json" in arguments
    try:
        status = saldo_jht.main(args=list(arguments), prog_name="saldo-jht", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo(texts.say("failure.interrupted"), err=True)
        return 130
    except Exception as error:
        return _told(error, as_json, _schema(arguments))
    # Click returns what a command returned, or the status of an early exit such as `--help`.
    return status if isinstance(status, int) else 0


def _told(error: Exception, as_json: bool, schema: str) -> int:
    # Imported here since `--help` fails seldom.
    from checker.cli import render
    from checker.failures import BrowserFailed, Failure, InternalError

    if type(error).__module__.startswith("playwright") and re.search("closed|crashed", str(error)):
        # Wherever it was being used: its text may quote a field, and goes no further.
        error = BrowserFailed("the browser ended in the middle")
    elif isinstance(error, OSError) and error.errno in (errno.EMFILE, errno.ENFILE):
        error = BrowserFailed("too few files may be open at once (ulimit -n)")
    if not isinstance(error, Failure):
        lines = render.defect(error)
        for line in lines:
            click.echo(line, err=True)
        place = render.where(error)[-1:]
        error = InternalError(" at ".join([lines[0], *(os.path.basename(frame) for frame in place)]))  # noqa: PTH119
    return render.fail(error, as_json, schema=schema)


def _schema(arguments: Sequence[str]) -> str:
    """The schema of the object that the command at hand prints."""
    command = next((one for one in arguments if one in COMMANDS), "check")
    # A login ends in a balance as a check does.
    return f"saldo-jht/{'check' if command == 'login' else command}/1"


def _keep_output_readable() -> None:
    """Replace what a terminal's encoding cannot show, rather than fail on a company's name."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
