"""`saldo-jht account`: whose balances are checked, and where their passwords come from. No secret is ever shown."""

from typing import Any

import click

from checker.cli import options, render, terminal
from checker.cli.check import show
from checker.failures import BalanceUncertain, CredentialsMissing, NeedsHuman
from checker.model import DENIED
from checker.texts import N_, _, local

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
    _("The accounts in their order, and where each password comes from."),
    "account list",
    ("account list --try", _("can each password be read here, with nobody to ask?")),
    of=account,
    name="list",
)
@options.flag("--try", "trying", text=_("Also try whether each password can be read here; none is shown or sent."))
@options.NAMES
@options.AS_JSON
def list_(trying: bool, names: tuple[str, ...], as_json: bool) -> int:
    from checker.keeping import keys
    from checker.tasks import accounts
    from checker.tasks.check import prepare

    checks = prepare()
    order = {one.name: number for number, one in enumerate(checks.accounts.all(), 1)}
    told: list[dict[str, Any]] = []
    for one in checks.accounts.named(names):
        locked = checks.ledger(one.name).locked()
        object_ = {"order": order[one.name], "account": one.name, "source": one.source, "detail": one.detail or None}
        told.append({**object_, "locked": locked})
        notes = [_("locked")] if locked else []
        if trying:
            why = accounts.unreadable(checks, one)
            told[-1] |= {"readable": why is None, "why": why}
            notes.append(_("readable here") if why is None else _("not readable here: {why}").format(why=local(why)))
        if not as_json:
            source = _(_SOURCES[one.source]).format(detail=one.detail or "-")
            click.echo(f"{order[one.name]}. {one.name}: {source}" + (f" ({'; '.join(notes)})" if notes else ""))
    if as_json:
        keyring = {"keyring": keys.usable()} if trying else {}
        render.print_json({"schema": "saldo-jht/account/1", "status": "ok", "accounts": told, **keyring})
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
def add(name: str, remote: bool, port: int, bind: str, wait: float, unconfirmed: bool, verbose: bool) -> int:
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
        with progress, terminal.remote_page(remote, bind, port) as page:
            attended = remote or has_display()
            wanted = Wanted(
                attended=attended,
                fresh=True,
                wait=wait,
                remote=page,
                asking=terminal.Confirming(progress),
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
