"""`saldo-jht login`: a person and the program log in together, the balance is read, and the session kept."""

import click

from checker.cli import options, terminal
from checker.cli.check import show
from checker.failures import NeedsHuman
from checker.texts import _


@options.command(
    _(
        "Open a window at the portal, type e-mail and password, leave the rest (captcha, PIN, OTP) to you, read "
        "the balance and keep the session, so that later checks need nobody."
    ),
    "login",
    ("login --by-hand", _("nothing is typed for you")),
    ("login --remote", _("no display here: act from a laptop or phone")),
)
@click.option("--account", "name", metavar="NAME", help=_("The account. Default: the first."))
@options.flag("--by-hand", text=_("Type nothing; you do it all."))
@options.WAIT
@options.REMOTE
@options.given("--port", 0, _("The page's port; 0 takes a free one."), click.IntRange(0, 65535))
@options.given("--bind", "127.0.0.1", _("The page's address."), sign="ADDR")
@options.FORCE
@options.UNCONFIRMED
@options.AS_JSON
@options.VERBOSE
def login(
    name: str | None,
    by_hand: bool,
    wait: float,
    remote: bool,
    port: int,
    bind: str,
    force: bool,
    unconfirmed: bool,
    as_json: bool,
    verbose: bool,
) -> int:
    from checker.tasks.check import has_display, prepare
    from checker.tasks.one_check import Wanted

    terminal.only_by_a_person(force)
    progress = terminal.Progress(verbose)
    if not remote and not has_display():
        raise NeedsHuman("there is no display to show a window on: saldo-jht login --remote")
    checks = prepare()
    account = name or checks.accounts.named(())[0].name
    with progress, terminal.remote_page(remote, bind, port) as page:
        wanted = Wanted(
            attended=True,
            window=not remote,
            prompt=terminal.is_there(),
            force=force,
            fresh=True,
            by_hand=by_hand,
            wait=wait,
            remote=page,
            asking=terminal.Confirming(progress) if remote or terminal.is_there() else None,
            unconfirmed=unconfirmed,
            tell_person=progress.person,
        )
        ended = list(checks.all((account,), progress.tell, wanted))
    return show(ended, as_json, verbose)
