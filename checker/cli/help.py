"""`saldo-jht help`: the help of a command, as `--help` has it, and where the documents are."""

import sysconfig
from pathlib import Path

import click

from checker.cli import options
from checker.texts import _


@options.command(_("Show the help of a command; of none, what there is."), "help", "help check", "help history runs")
@click.argument("commands", nargs=-1, metavar="[COMMAND]...")
@click.pass_context
def help(ctx: click.Context, commands: tuple[str, ...]) -> int:
    root = ctx.find_root()
    found: click.Command = root.command
    for name in commands:
        inner = found.get_command(root, name) if isinstance(found, click.Group) else None
        if inner is None:
            # Told as it is where the command is run.
            told = _("There is no command {given}.").format(given=" ".join(commands))
            raise click.UsageError(f"{told} {_('See `saldo-jht --help`.')}")
        root, found = click.Context(inner, info_name=name, parent=root), inner
    click.echo(found.get_help(root))
    if not commands and (place := documents()) is not None:
        click.echo("\n" + _("Documents: {path}").format(path=place))
    return 0


def documents() -> Path | None:
    """The folder of README and its like: in a clone its top, else where the installation has put them."""
    clone = Path(__file__).resolve().parents[2]
    installed = Path(sysconfig.get_path("data"), "share", "doc", "saldo-jht")
    return next((one for one in (clone, installed) if (one / "README.md").is_file()), None)
