"""`saldo-jht account`: whose balances are checked, and where their passwords come from. No secret is ever shown."""

import click

from checker.cli import options, render, terminal
from checker.cli.check import show
from checker.failures import CredentialsMissing, NeedsHuman
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


@account.command(
    "list",
    help=options.told(_("The accounts in their order, and where each password comes from."), "account list"),
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


@account.command(
    help=options.told(
        _("Ask for e-mail and password, log in with them, and only then keep them in the system's keyring."),
        "account add siti",
    )
)
@click.argument("name")
@options.REMOTE
@options.WAIT
@options.VERBOSE
def add(name: str, remote: bool, wait: float, verbose: bool) -> int:
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
            wanted = Wanted(attended=attended, fresh=True, wait=wait, remote=page, tell_person=progress.person)
            checked = checks.try_login(name, credentials, progress.tell, wanted)
    except NeedsHuman as failure:
        if not remote:
            # The account is not there yet, so that no `login` could help it.
            failure.detail += f"; the account was not added: saldo-jht account add {name} --remote"
        raise
    checks.accounts.add(name, credentials)
    status = show([checked], False, verbose)
    click.echo(_("{name} was added to the keyring.").format(name=name), err=True)
    return status


@account.command(help=options.told(_("Forget an added account."), "account remove siti"))
@click.argument("name")
def remove(name: str) -> int:
    from checker.tasks import accounts
    from checker.tasks.check import prepare

    accounts.remove(prepare(), name)
    click.echo(_("{name} was forgotten.").format(name=name), err=True)
    return 0


@account.command(help=options.told(_("Give an added account another name."), "account rename siti ibu"))
@click.argument("name")
@click.argument("new")
def rename(name: str, new: str) -> int:
    from checker.tasks import accounts
    from checker.tasks.check import prepare

    accounts.rename(prepare(), name, new)
    text = _("{name} is now called {new}; what was read before stays in the history as {name}.")
    click.echo(text.format(name=name, new=new), err=True)
    return 0


@account.command(
    help=options.told(_("Say that a locked account is open again at the portal."), "account unlock default")
)
@click.argument("name")
def unlock(name: str) -> int:
    from checker.tasks import accounts
    from checker.tasks.check import prepare

    found = accounts.unlock(prepare(), name)
    text = _("{name} is taken to be open again.") if found else _("{name} was not noted as locked.")
    click.echo(text.format(name=name), err=True)
    return 0
