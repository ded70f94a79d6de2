"""The use cases of `saldo-jht account`: what is kept under an account's name is added or forgotten as one."""

from checker.failures import ConfigInvalid, CredentialsMissing, Failure
from checker.keeping import keys, locks
from checker.keeping.accounts import Account, check_name
from checker.tasks.check import Checks, prepare


def check_new(checks: Checks, name: str) -> None:
    """Raise ConfigInvalid or CredentialsMissing unless an account called `name` can be added."""
    check_name(name)
    if name in checks.config.accounts:
        raise ConfigInvalid(f"config.toml: key accounts.{name}: the account is declared there already")
    if name in checks.accounts.added():
        raise ConfigInvalid(f"the account {name} is there already: saldo-jht account remove {name}, or another name")
    if not keys.usable():
        raise CredentialsMissing(
            f"no system keyring can be used here; give [accounts.{name}] a password_command in config.toml, or use .env"
        )


def remove(name: str) -> None:
    """Forget an added account and its session. Raises Failure."""
    checks = prepare()
    _check_added(checks, name)
    with locks.account(checks.chosen.folders.data, name):
        checks.accounts.remove(name)
        checks.sessions.forget(name)
        checks.confirmations.forget(name)


def unlock(name: str) -> bool:
    """Take an account to be open again at the portal; whether it was noted as locked. Raises Failure."""
    checks = prepare()
    (one,) = checks.accounts.named((name,))
    try:
        email = checks.accounts.email(one)
    except Failure:
        email = None
    return checks.ledger(name).unlock(email)


def unreadable(checks: Checks, one: Account) -> str | None:
    """Why the password of an account cannot be read here with nobody to ask, in English; None where it can."""
    try:
        checks.accounts.credentials(one, prompt=False)
    except (CredentialsMissing, ConfigInvalid) as failure:
        return failure.detail
    return None


def _check_added(checks: Checks, name: str) -> None:
    if name not in checks.accounts.added():
        raise CredentialsMissing(
            f"no account called {name} was added; one of config.toml or of the environment is changed there"
        )
