"""`saldo-jht jmo`: the balance in the app JMO on the person's own phone; and a masked copy of its screen."""

from pathlib import Path

import click

from checker.cli import options, render, terminal
from checker.texts import N_, _

_TRIED = N_(
    "No real phone was tried: nobody who wrote this has seen the app's screens as a phone tells them. What is not "
    "understood is refused, by name; what a person then can send is made by `saldo-jht jmo record`."
)
_SERIAL = click.option("--serial", metavar="S", help=_("This phone, as `adb devices` calls it. Default: the only one."))


@options.group(
    _("Read the app JMO on your own phone, by USB or wireless debugging.") + "\n\n" + _(_TRIED),
    "jmo check",
    "jmo check --look",
    "jmo record",
)
@click.pass_context
def jmo(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@options.command(
    _(
        "Read the balance of each card in JMO, which you have opened and logged in to on your phone, and left on its "
        "start screen. It presses `Jaminan Hari Tua`, `Cek Saldo` and your cards, closes notices, scrolls, and does "
        "nothing else: it types nothing, installs nothing, and changes no setting. The first time you are asked "
        "whether the app shows the same."
    )
    + "\n\n"
    + _(_TRIED),
    ("jmo check", _("one phone is connected, `adb devices` shows it")),
    ("jmo check --look", _("press nothing: read the screen that is open")),
    "jmo check --serial R5CT1234567 --json",
    of=jmo,
    short_help=_("Read the balances in the app."),
)
@_SERIAL
@options.flag("--look", text=_("Press nothing, and read the screen as it is."))
@options.given("--account", "default", _("Whose balance it is."), sign="NAME")
@options.timeout(180, _("Seconds for the whole check."))
@options.WAIT
@options.UNCONFIRMED
@options.file("--csv", text=_("Then add to this CSV what it does not hold yet."))
@options.AS_JSON
@options.VERBOSE
def check(
    serial: str | None,
    look: bool,
    account: str,
    timeout: float,
    wait: float,
    unconfirmed: bool,
    csv: Path | None,
    as_json: bool,
    verbose: bool,
) -> int:
    # Imported here, so that the help loads nothing that speaks to a phone.
    from checker.cli import check as told
    from checker.tasks.check import Checked
    from checker.tasks.jmo import Wanted
    from checker.tasks.jmo import check as run

    progress = terminal.Progress(verbose)
    asking = terminal.Confirming(progress, N_("Account {name}: does the app on your phone show the same?"))
    wanted = Wanted(serial, account, look, timeout, wait, unconfirmed, asking if terminal.is_there() else None, csv)
    with progress:
        ended = run(render.settings(), wanted, progress.tell)
    one = Checked(account, ended.started, ended.seconds, ended.outcome, last=True)
    return told.show([one], as_json, verbose)


@options.command(
    _(
        "Write down what is on the phone's screen, for others to learn from: each name, number and amount replaced, "
        "and looked at once more by the gate of `record verify` before anything is written. Open the screen first; "
        "nothing is pressed."
    ),
    "jmo record",
    "jmo record -o my-screens --name balance",
    "record verify my-screens",
    of=jmo,
    short_help=_("A masked copy of the screen, to be sent."),
)
@_SERIAL
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default="recordings",
    show_default=True,
    metavar="DIR",
    help=_("Where the copies go."),
)
@options.given("--name", "jmo", _("What the copies' names begin with."))
def record(serial: str | None, output: Path, name: str) -> int:
    from checker.cli.record import keeper
    from checker.tasks.jmo import record as run

    folder = run(render.settings(), serial, output, name, keeper(terminal.Person()))
    click.echo(_("written: {folder}").format(folder=folder))
    return 0
