"""`saldo-jht account`: whose balances are checked, and where their passwords come from. No secret is ever shown."""

import contextlib

import click

from checker.cli import render
from checker.cli.check import Progress, on_terminal, show
from checker.failures import ConfigInvalid, CredentialsMissing, Failure, NeedsHuman
from checker.texts import say

_SCHEMA = "saldo-jht/account/1"


@click.group(help=say("help.account"))
def account() -> None:
    pass


@account.command("list", help=say("help.account.list"))
@click.option("--json", "as_json", is_flag=True, help=say("help.json"))
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
            source = say(f"account.source.{one.source}", detail=one.detail or "-")
            click.echo(f"{number}. {one.name}: {source}" + (f" ({say('account.locked')})" if locked else ""))
    if as_json:
        render.print_json({"schema": _SCHEMA, "status": "ok", "accounts": told})
    return 0


@account.command(help=say("help.account.add"))
@click.argument("name")
@click.option("--remote", is_flag=True, help=say("help.login.remote"))
@click.option("--wait", type=click.FloatRange(1, 86_400), default=300, metavar="S", help=say("help.wait"))
@click.option("-v", "--verbose", is_flag=True, help=say("help.check.verbose"))
def add(name: str, remote: bool, wait: float, verbose: bool) -> int:
    from checker import settings
    from checker.browser.remote import Remote, lines
    from checker.keeping import keys
    from checker.keeping.accounts import check_name
    from checker.tasks.check import Wanted, has_display, prepare

    checks = prepare()
    check_name(name)
    if name in checks.config.accounts:
        raise ConfigInvalid(f"config.toml: key accounts.{name}: the account is declared there already")
    if name in checks.accounts.added():
        raise ConfigInvalid(f"the account {name} is there already: saldo-jht account remove {name}, or another name")
    if not keys.usable():
        raise CredentialsMissing(say("account.no-keyring", name=name))
    if not on_terminal():
        raise CredentialsMissing("there is no terminal to ask on")
    credentials = settings.ask_credentials()
    progress = Progress(verbose)
    try:
        with progress, Remote("127.0.0.1", 0) if remote else contextlib.nullcontext() as far:
            for line in lines(far) if far is not None else ():
                click.echo(line, err=True)
            attended = remote or has_display()
            wanted = Wanted(attended=attended, fresh=True, wait=wait, remote=far, tell_person=progress.person)
            checked = checks.try_login(name, credentials, progress.tell, wanted)
    except NeedsHuman as failure:
        if not remote:
            # The account is not there yet, so that no `login` could help it.
            failure.detail += f"; the account was not added: saldo-jht account add {name} --remote"
        raise
    checks.accounts.add(name, credentials)
    status = show([checked], False, verbose)
    click.echo(say("account.added", name=name), err=True)
    return status


@account.command(help=say("help.account.remove"))
@click.argument("name")
def remove(name: str) -> int:
    from checker.keeping import locks
    from checker.tasks.check import prepare

    checks = prepare()
    _is_added(checks.accounts.added(), name)
    with locks.account(checks.chosen.folders.data, name):
        checks.accounts.remove(name)
        checks.sessions.forget(name)
    click.echo(say("account.removed", name=name), err=True)
    return 0


@account.command(help=say("help.account.rename"))
@click.argument("name")
@click.argument("new")
def rename(name: str, new: str) -> int:
    from checker.keeping import locks
    from checker.keeping.accounts import check_name
    from checker.tasks.check import prepare

    checks = prepare()
    check_name(new)
    _is_added(checks.accounts.added(), name)
    if new in checks.config.accounts or new in checks.accounts.added():
        raise ConfigInvalid(f"an account is called {new} already (saldo-jht account list)")
    with locks.account(checks.chosen.folders.data, name), locks.account(checks.chosen.folders.data, new):
        # First what may fail: without its keyring, a session could not be read any more.
        checks.accounts.rename(name, new)
        checks.ledger(name).rename(new)
        checks.sessions.rename(name, new)
    click.echo(say("account.renamed", name=name, new=new), err=True)
    return 0


@account.command(help=say("help.account.unlock"))
@click.argument("name")
def unlock(name: str) -> int:
    from checker.tasks.check import prepare

    checks = prepare()
    (one,) = checks.accounts.named((name,))
    try:
        email = checks.accounts.email(one)
    except Failure:
        email = None
    found = checks.ledger(name).unlock(email)
    click.echo(say("account.unlocked" if found else "account.not-locked", name=name), err=True)
    return 0


def _is_added(added: list[str], name: str) -> None:
    if name not in added:
        raise CredentialsMissing(
            f"no account called {name} was added; one of config.toml or of the environment is changed there"
        )
