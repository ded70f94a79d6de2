"""`saldo-jht config`: where the settings are, a file of them to begin with, and the editor opened on it."""

from pathlib import Path

import click

from checker.cli import options, render
from checker.folders import Folders
from checker.texts import N_, _

_FILE = N_(
    """\
# Settings of saldo-jht. What begins with "#" is as it would be without this file; README.md tells more of each.
# No password belongs here: it stands in the system's keyring, in .env, or comes from a password_command.

# Whether a login's session is kept, so that the next check needs no login.
# keep_sessions = true

[check]
# Whether a check without a person gives a number only once somebody has confirmed one (saldo-jht confirm).
# require_confirmed = true

[limits]
# How often the login may be sent for one account: too often may lock it.
# minutes_between_logins = 5
# logins_a_day = 5

# A further account, whose password a command prints:
# [accounts.siti]
# email = "siti.aminah@example.test"
# password_command = ["pass", "show", "bpjs/siti"]

[notify]
# Who is told after a check that something changed or needs them (saldo-jht notify add; README.md tells of each).
# in_a_row = 3
# amounts = false
# kpj = false
# [notify.urls]
# phone = "ntfy://my-secret-topic"

[heartbeat]
# A monitor that hears when a check starts and how it ends:
# url = "https://hc-ping.com/..."

[metrics]
# A text file of numbers for Prometheus:
# file = "/var/lib/node_exporter/textfile/saldo-jht.prom"
# amounts = false
"""
)


@options.group(
    _("Where the settings are: files and folders."),
    "config",
    "config init",
    "config edit",
    ("config path", _("for a script")),
)
@click.pass_context
def config(ctx: click.Context) -> int:
    if ctx.invoked_subcommand is None:
        _tell(render.settings().folders)
    return 0


@options.command(_("Print the path of the settings file, whether it is there or not."), "config path", of=config)
def path() -> int:
    click.echo(_file(render.settings().folders))
    return 0


@options.command(
    _("Write a settings file to begin with: every setting, with what it is without one. None is overwritten."),
    "config init",
    of=config,
)
def init() -> int:
    from checker.folders import ensure
    from checker.keeping.files import create

    file = _file(render.settings().folders)
    if file.exists():
        raise click.UsageError(_("{path} is there already: saldo-jht config edit").format(path=file))
    ensure(file.parent)
    create(file, _(_FILE).encode())
    render.say(_("Written: {path}. Change it with: saldo-jht config edit"), path=file)
    return 0


@options.command(
    _("Open the settings file in your editor ($VISUAL, $EDITOR), then look whether it can be read."),
    "config edit",
    of=config,
)
def edit() -> int:
    from checker.keeping import config as kept

    folders = render.settings().folders
    file = _file(folders)
    if not file.exists():
        raise click.UsageError(_("{path} is not there yet: saldo-jht config init").format(path=file))
    try:
        click.edit(filename=str(file))
    except click.ClickException as error:
        why = _("The editor did not start, or ended with an error: set $VISUAL or $EDITOR, or change {path} by hand.")
        raise click.ClickException(why.format(path=file)) from error
    kept.load(folders.config)
    render.say(_("{path} can be read."), path=file)
    return 0


def _file(folders: Folders) -> Path:
    from checker.keeping.config import NAME

    return folders.config / NAME


def _tell(folders: Folders) -> None:
    """Print each place, and whether something is there."""
    own = folders.config / "selectors" / "bpjstk.toml"
    places = [
        (_("settings"), _file(folders)),
        (_("environment file, here"), Path(".env").absolute()),
        (_("environment file"), folders.config / ".env"),
        (_("selectors file of your own"), own),
        (_("state (sessions, evidence)"), folders.state),
        (_("data (history)"), folders.data),
    ]
    for what, place in places:
        click.echo(f"{what}: {place}" + ("" if place.exists() else " ({})".format(_("not there"))))
