"""`config.toml` in the configuration folder: limits that protect the account, accounts with where their passwords come
from, and who is told how checks end. No password stands in it, but addresses of services may, which are secrets too.
"""

import re
from pathlib import Path
from typing import Annotated

import msgspec

from checker import toml
from checker.failures import IN_A_ROW, ConfigInvalid

NAME = "config.toml"
DEFAULT = "default"

_ACCOUNT = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How often the login form may be sent for one account."""

    minutes_between_logins: Annotated[int, msgspec.Meta(ge=0, le=1440)] = 5
    logins_a_day: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 5


class Check(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a check asks for: with `require_confirmed`, that a person has once confirmed what is read."""

    require_confirmed: bool = True


class Declared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An account of the file: its e-mail address, and the command whose first line of output is the password."""

    email: Annotated[str, msgspec.Meta(pattern=r"^[^@\s]+@[^@\s]+$")]
    password_command: str | tuple[str, ...] | None = None


class Notify(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who is told, and what: services by the name that the person gave them, each an address that is a secret.

    Failures are told after so many checks `in_a_row`; amounts and whole card numbers where they are wished.
    """

    urls: dict[str, str] = {}
    in_a_row: Annotated[int, msgspec.Meta(ge=1, le=100)] = IN_A_ROW
    amounts: bool = False
    kpj: bool = False

    def __repr__(self) -> str:
        return "Notify(...)"


class Heartbeat(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A monitor that hears when a check starts and how it ends; its address is a secret."""

    url: str | None = None

    def __repr__(self) -> str:
        return "Heartbeat(...)"


class Metrics(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text file of numbers for Prometheus, with balances where they are wished."""

    file: str | None = None
    amounts: bool = False


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    keep_sessions: bool = True
    check: Check = Check()
    limits: Limits = Limits()
    accounts: dict[str, Declared] = {}
    notify: Notify = Notify()
    heartbeat: Heartbeat = Heartbeat()
    metrics: Metrics = Metrics()

    @property
    def has_secrets(self) -> bool:
        """Whether the file holds addresses that nobody else may read."""
        return bool(self.notify.urls or self.heartbeat.url)


def is_name(name: str) -> bool:
    """Whether an account may be called `name`."""
    return _ACCOUNT.fullmatch(name) is not None


def load(folder: Path) -> Config:
    """The settings of `folder`/config.toml; those that are not made have their defaults.

    Raises ConfigInvalid naming the file, the line or key, and what was expected; it quotes no value.
    """
    path = folder / NAME
    try:
        data = toml.read(path)
    except FileNotFoundError:
        return Config()
    except OSError as error:
        raise ConfigInvalid(f"{path}: cannot be read: {error.strerror or type(error).__name__}") from None
    _check_accounts(data.get("accounts"), path)
    _check_services(data.get("notify"), path)
    return toml.convert(data, Config, path)


def _check_accounts(accounts: object, path: Path) -> None:
    """Look at each account by its name, which the library would not tell."""
    for name, one in accounts.items() if isinstance(accounts, dict) else ():
        where = f"{path}: key accounts.{name}"
        if not is_name(name):
            raise ConfigInvalid(f"{where}: expected a name of a-z, 0-9, - and _, at most 32 long")
        if name == DEFAULT:
            raise ConfigInvalid(f"{where}: that account is the one of the environment and .env")
        if isinstance(one, dict) and one.get("password_command") in ("", []):
            raise ConfigInvalid(f"{where}.password_command: expected a command, found nothing")
        toml.convert(one, Declared, path, f"accounts.{name}")


def _check_services(notify: object, path: Path) -> None:
    """Look at each name of a service, which is told wherever the service is."""
    urls = notify.get("urls") if isinstance(notify, dict) else None
    for name in urls if isinstance(urls, dict) else ():
        if not is_name(name):
            raise ConfigInvalid(f"{path}: key notify.urls: expected names of a-z, 0-9, - and _, at most 32 long")
