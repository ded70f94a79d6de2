"""The command `saldo-jht`: its help, its subcommands, and what becomes of every exception.

Subcommands are imported when they are called, so that the help costs little more than Click itself.
"""

import keyword
import os
import time
from collections.abc import Sequence
from importlib import import_module

import click

from checker import __version__, signals
from checker.cli import options
from checker.meant import meant
from checker.texts import N_, _

COMMANDS = {
    "check": N_("Log in, read the balance, print it."),
    "login": N_("Log in together with a person."),
    "confirm": N_("Say once that what is read is right."),
    "session": N_("What is kept of logins."),
    "logout": N_("End the kept session, here and at the portal."),
    "account": N_("Whose balances are checked."),
    "read": N_("Read the balance off a screenshot."),
    "schedule": N_("Have checks run by themselves."),
    "status": N_("Where each account stands, on one screen."),
    "history": N_("The readings so far, and the runs."),
    "chart": N_("The balances over time, as a picture."),
    "report": N_("One page about one month."),
    "export": N_("The readings as CSV, JSON or a workbook."),
    "import": N_("Readings from a CSV into the history."),
    "jmo": N_("The balance in the app JMO on your own phone."),
    "sms": N_("The SMS service 2757: its messages and its reply."),
    "notify": N_("Who is told how checks end."),
    "record": N_("Record the portal's pages, without anything personal."),
    "selectors": N_("Check or teach the selectors file."),
    "smoke": N_("Could a check work? For a build machine."),
    "doctor": N_("Look whether everything is in place."),
    "browser": N_("Find or install the browser."),
    "config": N_("Where the settings are, and a file of them."),
    "completion": N_("Have your shell complete commands."),
    "help": N_("The help of a command."),
    "demo": N_("A check against a simulated portal."),
}
"""What each command is for; each stands in `checker.cli.<name>` under its name, `import`, a word of Python's own, as
`import_`.
"""


_KINDS = {
    "integer": N_("whole number"),
    "integer range": N_("whole number"),
    "float range": N_("number"),
    "text": N_("text"),
}
"""What Click calls the kinds of values, and what a person does ("'abc' is not a valid float range")."""


def in_local_words(command: click.Command) -> None:
    """Have the usage lines of `command`, and of what is below it, name their parts in the person's language, and the
    faults of its values the kind of value that they should be.
    """
    command.options_metavar = _("[OPTIONS]")
    for parameter in command.params:
        if parameter.type.name in _KINDS:
            parameter.type.name = _(_KINDS[parameter.type.name])
    if isinstance(command, click.Group):
        optional = command.invoke_without_command
        command.subcommand_metavar = _("[COMMAND] [ARGS]...") if optional else _("COMMAND [ARGS]...")
        for inner in command.commands.values():
            in_local_words(inner)


class Main(click.Group):
    """A group whose subcommands are modules, loaded when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - Click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        # Imported here since a subcommand can hold secrets and the help cannot.
        from checker import defects, settings

        defects.hide_tracebacks()
        # Playwright, told so by these when it is loaded, would print what is typed into a field.
        for switch in settings.SWITCHES:
            os.environ.pop(switch, None)
        name = f"{cmd_name}_" if keyword.iskeyword(cmd_name) else cmd_name
        command = getattr(import_module(f"checker.cli.{name}"), name)
        assert isinstance(command, click.Command)
        command.help = command.help or _(COMMANDS[cmd_name])
        in_local_words(command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """What is to be run; for what is no command, the one that was meant is named."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = meant(args[0], COMMANDS)
            told = _("There is no command {given}.").format(given=args[0])
            more = _("Did you mean `saldo-jht {near}`?").format(near=near) if near else _("See `saldo-jht --help`.")
            raise click.UsageError(f"{told} {more}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(text)) for name, text in COMMANDS.items()])


@click.command(
    "saldo-jht",
    cls=Main,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_("Check the balance of your own JHT savings at BPJS Ketenagakerjaan."),
    epilog=options.told(
        _("Exit statuses and settings: see README.md and .env.example."),
        ("check", _("asks for what is not in .env")),
        ("check --json --unattended", _("for a program; never asks")),
        ("login", _("a person answers the captcha, once")),
        ("confirm", _("is this what the portal shows?")),
        ("history --changes", _("what has changed since when")),
        ("chart -o saldo.html", _("a picture of it")),
        ("schedule install", _("a check a day, by itself")),
        ("demo", _("a simulated portal, nobody's data")),
        ("doctor", _("is everything in place?")),
    ),
)
@click.version_option(__version__, "-V", "--version", prog_name="saldo-jht")
def saldo_jht() -> None:
    pass


in_local_words(saldo_jht)


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit status; every failure has been told by then."""
    signals.heed()
    as_json, began = "--json" in arguments, time.time()
    try:
        status = saldo_jht.main(args=list(arguments), prog_name="saldo-jht", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        return interrupted()
    except Exception as error:
        # Imported here since `--help` fails seldom.
        from datetime import UTC, datetime

        from checker import defects
        from checker.cli import render

        failure, lines = defects.failure_of(error)
        for line in lines:
            click.echo(line, err=True)
        return render.fail(failure, as_json, checked_at=datetime.fromtimestamp(began, UTC), schema=schema(arguments))
    # Click returns what a command returned, or the status of an early exit such as `--help`.
    return status if isinstance(status, int) else 0


def interrupted() -> int:
    """Tell of an interruption; the exit status."""
    click.echo(_("Interrupted; nothing is left running."), err=True)
    return 130


def schema(arguments: Sequence[str]) -> str:
    """The schema of the object that the command at hand prints."""
    command = next((one for one in arguments if one in COMMANDS), "check")
    # A login ends in a balance as a check does.
    return f"saldo-jht/{'check' if command in ('login', 'confirm', 'jmo') else command}/1"
