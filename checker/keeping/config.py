"""`config.toml` in the configuration folder: limits that protect the account, and accounts with where their passwords
come from. No password stands in it.
"""

import re
from pathlib import Path
from typing import Annotated, Any

import msgspec

from checker import toml
from checker.failures import ConfigInvalid

NAME = "config.toml"
DEFAULT = "default"

_ACCOUNT = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How often the login form may be sent for one account."""

    minutes_between_logins: Annotated[int, msgspec.Meta(ge=0, le=1440)] = 5
    logins_a_day: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 5


class Declared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An account of the file: its e-mail address, and the command whose first line of output is the password."""

    email: Annotated[str, msgspec.Meta(pattern=r"^[^@\s]+@[^@\s]+$")]
    password_command: str | tuple[str, ...] | None = None


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    keep_sessions: bool = True
    limits: Limits = Limits()
    accounts: dict[str, Declared] = {}


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
    _check_names(data, path)
    try:
        return msgspec.convert(data, Config)
    except msgspec.ValidationError as error:
        raise ConfigInvalid(f"{path}: {_told(str(error), data)}") from None


def _check_names(data: dict[str, Any], path: Path) -> None:
    accounts = data.get("accounts")
    for name, one in accounts.items() if isinstance(accounts, dict) else ():
        if not is_name(name):
            raise ConfigInvalid(f"{path}: key accounts.{name}: expected a name of a-z, 0-9, - and _, at most 32 long")
        if name == DEFAULT:
            raise ConfigInvalid(f"{path}: key accounts.{DEFAULT}: that account is the one of the environment and .env")
        if isinstance(one, dict) and one.get("password_command") in ("", []):
            raise ConfigInvalid(f"{path}: key accounts.{name}.password_command: expected a command, found nothing")


def _told(message: str, data: dict[str, Any]) -> str:
    """The library's message with the key first; it calls each key of a table `...`, so the account is looked for."""
    said, _, place = message.partition(" - at `$")
    key = place.rstrip("`").lstrip(".")
    accounts = data.get("accounts")
    if "[...]" in key and isinstance(accounts, dict):
        for name, one in accounts.items():
            try:
                msgspec.convert(one, Declared)
            except msgspec.ValidationError:
                key = key.replace("[...]", f".{name}")
                break
    if "matching regex" in said:
        said = "expected an e-mail address"
    return f"key {key}: {said[:1].lower()}{said[1:]}" if key else f"{said[:1].lower()}{said[1:]}"
