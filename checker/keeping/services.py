"""The services that tell a person how checks end: their names, and their addresses, which are secrets.

An address stands in `config.toml` (`[notify.urls]`) or in the system's keyring, and is never shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from checker.failures import ConfigInvalid, StorageFailed
from checker.keeping import config, files, keys

_NAMES = "services.json"


@dataclass(frozen=True)
class Services:
    """All services of one configuration folder; `declared` are those of `config.toml`, `service` is this installation's
    name in the keyring.
    """

    folder: Path
    declared: Mapping[str, str] = field(repr=False)
    service: str

    def any(self) -> bool:
        """Whether there may be one; costs next to nothing."""
        return bool(self.declared) or (self.folder / _NAMES).exists()

    def all(self) -> dict[str, str]:
        """The names of all services, and for each where its address is: ``config.toml`` or ``keyring``.

        Raises StorageFailed.
        """
        return {**dict.fromkeys(self.added(), "keyring"), **dict.fromkeys(self.declared, config.NAME)}

    def url(self, name: str) -> str:
        """The address of a service. Raises ConfigInvalid where it cannot be had."""
        if name in self.declared:
            return self.declared[name]
        try:
            url = keys.get(self.service, _key(name))
        except keys.Unusable:
            raise ConfigInvalid(
                f"the address of {name} is in the system's keyring, which cannot be reached here (cron reaches none): "
                f"put it into [notify.urls] of {config.NAME}"
            ) from None
        if not url:
            raise ConfigInvalid(f"the keyring holds no address for {name}: saldo-jht notify add {name}")
        return url

    def check_new(self, name: str) -> None:
        """Raise ConfigInvalid or StorageFailed unless a service called `name` can be added."""
        if not config.is_name(name):
            raise ConfigInvalid("the service's name: expected a-z, 0-9, - and _, at most 32 long")
        if name in self.declared:
            raise ConfigInvalid(f"{config.NAME}: key notify.urls.{name}: the service is declared there already")
        if not keys.usable():
            raise self._no_keyring()

    def add(self, name: str, url: str) -> None:
        """Keep an address in the keyring. Raises ConfigInvalid, StorageFailed."""
        self.check_new(name)
        try:
            keys.put(self.service, _key(name), url)
        except keys.Unusable:
            raise self._no_keyring() from None
        if name not in self.added():
            self._write([*self.added(), name])

    def _no_keyring(self) -> StorageFailed:
        why = f"no system keyring can be used here: put the address into [notify.urls] of {self.folder / config.NAME}"
        return StorageFailed(why, case="no-keyring")

    def remove(self, name: str) -> None:
        """Forget a service that was added. Raises ConfigInvalid, StorageFailed."""
        if name in self.declared:
            raise ConfigInvalid(f"{config.NAME}: key notify.urls.{name}: what is declared there is removed there")
        if name not in self.added():
            raise ConfigInvalid(f"no service called {name} was added (saldo-jht notify list)")
        keys.drop(self.service, _key(name))
        self._write([one for one in self.added() if one != name])

    def added(self) -> list[str]:
        """The names of the services that were added, in that order. Raises StorageFailed."""
        content = files.read(self.folder / _NAMES)
        try:
            names = msgspec.json.decode(content, type=list[str]) if content is not None else []
        except (msgspec.DecodeError, ValueError, RecursionError):
            names = [""]
        if not all(map(config.is_name, names)):
            raise StorageFailed(f"{self.folder / _NAMES} is damaged; expected a list of names of services")
        return names

    def _write(self, names: list[str]) -> None:
        files.write(self.folder / _NAMES, msgspec.json.encode(names))


def _key(name: str) -> str:
    return f"notify {name}"
