"""`saldo-jht login`: a person and the program log in together, the balance is read, and the session kept."""

import click

from checker.cli import options, render, terminal
from checker.cli.check import show
from checker.failures import NeedsHuman
from checker.model import UNCONFIRMED, CheckResult
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
            asking=terminal.Confirming(progress),
            unconfirmed=unconfirmed,
            tell_person=progress.person,
        )
        ended = list(checks.all((account,), progress.tell, wanted))
    status = show(ended, as_json, verbose)
    outcome = ended[0].outcome
    if isinstance(outcome, CheckResult) and checks.config.keep_sessions:
        _tell_kept(outcome)
    return status


def _tell_kept(result: CheckResult) -> None:
    """Say what the login was for: that nobody is needed now, or what is still missing."""
    codes = {one.code for one in result.reading.warnings}
    if "session-not-kept" in codes:
        return
    text = _("Session kept; checks need nobody now, until the portal ends it.")
    if UNCONFIRMED in codes:
        text = _("Session kept; once you have confirmed what is read, checks need nobody: {command}")
    render.say(text, command=f"saldo-jht confirm --account {result.account}")
