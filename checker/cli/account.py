"""`saldo-jht account`: whose balances are checked, and where their passwords come from. No secret is ever shown."""

import click

from checker.cli import options, render, terminal
from checker.cli.check import show
from checker.failures import BalanceUncertain, CredentialsMissing, NeedsHuman
from checker.model import DENIED
from checker.texts import N_, _

_SOURCES = {
    "environment": N_("password from {detail}"),
    "command": N_("password from the command {detail}"),
    "keyring": N_("password from the system's keyring"),
    "terminal": N_("password asked for on the terminal"),
}


@click.group()
def account() -> None:
    pass


@options.command(
    _("The accounts in their order, and where each password comes from."), "account list", of=account, name="list"
)
@options.AS_JSON
def list_(as_json: bool) -> int:
    from checker.tasks.check import prepare

    checks = prepare()
    told = []
    for number, one in enumerate(checks.accounts.all(), 1):
        locked = checks.ledger(one.name).locked()
        told.append(
            {"order": number, "account": one.name, "source": one.source, "detail": one.detail or None, "locked": locked}
        )
        if not as_json:
            source = _(_SOURCES[one.source]).format(detail=one.detail or "-")
            click.echo(f"{number}. {one.name}: {source}" + (" ({})".format(_("locked")) if locked else ""))
    if as_json:
        render.print_json({"schema": "saldo-jht/account/1", "status": "ok", "accounts": told})
    return 0


@options.command(
    _("Ask for e-mail and password, log in with them, and only then keep them in the system's keyring."),
    "account add siti",
    ("account add siti --remote", _("no display here: act from a laptop or phone")),
    of=account,
)
@click.argument("name")
@options.REMOTE
@options.WAIT
@options.UNCONFIRMED
@options.VERBOSE
def add(name: str, remote: bool, wait: float, unconfirmed: bool, verbose: bool) -> int:
    from checker import settings
    from checker.tasks import accounts
    from checker.tasks.check import has_display, prepare
    from checker.tasks.one_check import Wanted

    checks = prepare()
    accounts.check_new(checks, name)
    if not terminal.is_there():
        raise CredentialsMissing("there is no terminal to ask on")
    credentials = settings.ask_credentials()
    progress = terminal.Progress(verbose)
    try:
        with progress, terminal.remote_page(remote) as page:
            attended = remote or has_display()
            wanted = Wanted(
                attended=attended,
                fresh=True,
                wait=wait,
                remote=page,
                asking=terminal.Confirming(progress) if remote or terminal.is_there() else None,
                unconfirmed=unconfirmed,
                tell_person=progress.person,
            )
            checked = checks.try_login(name, credentials, progress.tell, wanted)
    except NeedsHuman as failure:
        if not remote:
            # The account is not there yet, so that no `login` could help it.
            failure.detail += f"; the account was not added: saldo-jht account add {name} --remote"
        raise
    except BalanceUncertain as failure:
        if failure.rule == DENIED:
            # What was read is not right; that the portal knows these credentials is.
            checks.accounts.add(name, credentials)
            render.say(_("{name} was added to the keyring."), name=name)
        raise
    checks.accounts.add(name, credentials)
    status = show([checked], False, verbose)
    render.say(_("{name} was added to the keyring."), name=name)
    return status


@options.command(_("Forget an added account."), "account remove siti", of=account)
@click.argument("name")
def remove(name: str) -> int:
    from checker.tasks import accounts

    accounts.remove(name)
    render.say(_("{name} was forgotten."), name=name)
    return 0


@options.command(_("Say that a locked account is open again at the portal."), "account unlock default", of=account)
@click.argument("name")
def unlock(name: str) -> int:
    from checker.tasks import accounts

    found = accounts.unlock(name)
    render.say(_("{name} is taken to be open again.") if found else _("{name} was not noted as locked."), name=name)
    return 0
