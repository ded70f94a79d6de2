"""Accounts: whose balances are checked, in which order, and where each one's password comes from.

The account `default` is that of the environment and `.env`; others are declared in `config.toml`, or were added with
`saldo-jht account add` and stand in the system's keyring.
"""

import json
import shlex
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import msgspec

from checker import settings
from checker.failures import ConfigInvalid, CredentialsMissing, StorageFailed
from checker.keeping import config, files, keys
from checker.keeping.config import DEFAULT
from checker.meant import hint
from checker.settings import Credentials

Source = Literal["environment", "command", "keyring", "terminal"]

_NAMES = "accounts.json"
_COMMAND_S = 120


@dataclass(frozen=True)
class Account:
    """One account. `source` is where its password is looked for, `detail` which one of its kind that is."""

    name: str
    source: Source
    detail: str = ""
    email: str | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)
    command: str | tuple[str, ...] | None = None


@dataclass(frozen=True)
class Accounts:
    """All accounts of one configuration folder; `service` is this installation's name in the keyring.

    `given` is what the environment and `.env` hold (`settings.set_credentials`).
    """

    folder: Path
    declared: dict[str, config.Declared]
    service: str
    given: tuple[str | None, str | None, str | None] = field(repr=False)

    def all(self) -> list[Account]:
        """The accounts in the order in which they are checked; `default` is one if it is set, or the only one.

        Raises ConfigInvalid, StorageFailed.
        """
        email, password, where = self.given
        found = [self._declared(name, one) for name, one in self.declared.items()]
        found += [Account(name, "keyring") for name in self.added() if name not in self.declared]
        if email or password or not found:
            source: Source = "environment" if password else "terminal"
            found.insert(0, Account(DEFAULT, source, where or "", email, password))
        return found

    def named(self, names: tuple[str, ...]) -> list[Account]:
        """The accounts called `names`, in that order, each once; all where none is named. Raises CredentialsMissing."""
        known = self.all()
        if not names:
            return known
        by_name = {one.name: one for one in known}
        missing = [name for name in names if name not in by_name]
        if missing:
            raise CredentialsMissing(
                f"no account is called {missing[0]}; there are: {', '.join(by_name)}{hint(missing[0], by_name)}",
                case="no-such-account",
            )
        return [by_name[name] for name in dict.fromkeys(names)]

    def credentials(self, account: Account, prompt: bool) -> Credentials:
        """The credentials of `account`, asked for on the terminal if `prompt` and nothing else has them.

        Raises CredentialsMissing, ConfigInvalid.
        """
        if account.email and account.password:
            return Credentials(account.email, account.password)
        if account.command is not None and account.email:
            return Credentials(account.email, _printed(account.name, account.command))
        if account.source == "keyring":
            if kept := self.kept(account.name):
                if account.email is None or kept.email.lower() == account.email.lower():
                    return kept
            if not prompt:
                raise CredentialsMissing(
                    f"the keyring holds no password for {account.name}: saldo-jht account add {account.name}"
                )
        if not prompt:
            given = ((settings.EMAIL, account.email), (settings.PASSWORD, account.password))
            missing = ", ".join(name for name, value in given if not value)
            looked = ", ".join(map(str, settings.places()))
            raise CredentialsMissing(f"{missing} not set, and nobody to ask; looked at the environment, {looked}")
        # A password without an address is most likely that of the address about to be typed.
        return settings.ask_credentials(account.email, account.password)

    def email(self, account: Account) -> str | None:
        """The e-mail address of `account` as far as it is known without asking anybody."""
        if account.email is not None or account.source != "keyring":
            return account.email
        kept = self.kept(account.name)
        return kept.email if kept else None

    # -- the keyring --------------------------------------------------------------------------------------------

    def kept(self, name: str) -> Credentials | None:
        """What the keyring holds for `name`. Raises CredentialsMissing where there is no keyring."""
        try:
            found = keys.get(self.service, f"account {name}")
        except keys.Unusable:
            raise CredentialsMissing(
                f"the password of {name} is in the system's keyring, which cannot be reached here", case="no-keyring"
            ) from None
        try:
            one = json.loads(found or "{}")
            return Credentials(one["email"], one["password"])
        except (ValueError, RecursionError, KeyError, TypeError):
            return None

    def add(self, name: str, credentials: Credentials) -> None:
        """Keep `credentials` in the keyring. Raises StorageFailed."""
        try:
            kept = {"email": credentials.email, "password": credentials.password}
            keys.put(self.service, f"account {name}", json.dumps(kept))
        except keys.Unusable:
            raise StorageFailed("the system's keyring did not take the password") from None
        if name not in self.added():
            self._write([*self.added(), name])

    def remove(self, name: str) -> None:
        """Forget an added account. Raises StorageFailed."""
        keys.drop(self.service, f"account {name}")
        self._write([one for one in self.added() if one != name])

    def added(self) -> list[str]:
        """The names of the accounts that were added, in that order. Raises StorageFailed."""
        path = self.folder / _NAMES
        content = files.read(path)
        if content is None:
            return []
        try:
            names = msgspec.json.decode(content, type=list[str])
        except (msgspec.DecodeError, ValueError, RecursionError):
            names = [""]
        if not all(config.is_name(name) for name in names):
            raise StorageFailed(f"{path} is damaged; expected a list of names of accounts")
        return names

    def _write(self, names: list[str]) -> None:
        files.write(self.folder / _NAMES, msgspec.json.encode(names))

    def _declared(self, name: str, one: config.Declared) -> Account:
        if one.password_command is None:
            return Account(name, "keyring", email=one.email)
        words = _words(name, one.password_command)
        return Account(name, "command", Path(words[0]).name, one.email, command=one.password_command)


def check_name(name: str) -> None:
    """Raise ConfigInvalid unless an account may be called `name`."""
    if not config.is_name(name) or name == DEFAULT:
        raise ConfigInvalid(
            f"the account's name: expected a-z, 0-9, - and _, at most 32 long and not {DEFAULT}, which is the account "
            "of the environment and .env"
        )


def _words(name: str, command: str | tuple[str, ...]) -> list[str]:
    try:
        words = shlex.split(command) if isinstance(command, str) else list(command)
    except ValueError:
        raise ConfigInvalid(f"{_where(name)}: a quotation is not closed") from None
    if not words:
        raise ConfigInvalid(f"{_where(name)}: expected a command, found nothing")
    return words


def _where(name: str) -> str:
    return f"{config.NAME}: key {'.'.join(('accounts', name, 'password_command'))}"


def _printed(name: str, command: str | tuple[str, ...]) -> str:
    """The first line that a command prints. Nothing of what it prints is told."""
    words, environment, none = _words(name, command), settings.clean_environment(), subprocess.DEVNULL
    where = f"{_where(name)}: {words[0]}"
    try:
        done = subprocess.run(
            words, env=environment, stdin=none, stdout=subprocess.PIPE, stderr=none, timeout=_COMMAND_S, check=False
        )
    except subprocess.TimeoutExpired:
        raise CredentialsMissing(f"{where} did not end within {_COMMAND_S} s", case="command") from None
    except OSError as error:
        raise ConfigInvalid(f"{where} cannot be run: {error.strerror or type(error).__name__}") from None
    if done.returncode:
        raise CredentialsMissing(f"{where} ended with status {done.returncode}", case="command")
    line = done.stdout.partition(b"\n")[0].removesuffix(b"\r").decode(errors="replace")
    if not line:
        raise CredentialsMissing(f"{where} printed nothing", case="command")
    if "\ufffd" in line or any(ord(char) < 32 for char in line):
        # Sent as it is, it would be refused, and count against the account.
        told = "printed a first line that is no password: not UTF-8 text, or with control characters"
        raise CredentialsMissing(f"{where} {told}", case="command")
    return line
