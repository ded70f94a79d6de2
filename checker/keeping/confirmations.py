"""What people have confirmed: the layout around each account's balances, one file an account and portal.

Nothing personal stands in it (`checker.reading.outline`). It outlasts a new version of the program, other words in the
selectors file and another address; which of them it was made with is told beside it.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import msgspec

from checker.failures import StorageFailed
from checker.keeping import files

SCHEMA = 1


class Confirmation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is kept. `at` is in seconds since 1970; `salt` goes into the words that are replaced.

    `layouts` are those of all looks that a reading took, one for each card that had to be chosen. `version` is the
    program's, `selectors` tells the words that it was made with.
    """

    schema: int
    account: str
    origin: str
    at: float
    salt: str
    layouts: tuple[tuple[str, ...], ...]
    version: str
    selectors: str


@dataclass(frozen=True)
class Confirmations:
    """The confirmations of one portal, under the folder `data`."""

    data: Path
    origin: str

    def path(self, account: str) -> Path:
        where = hashlib.sha256(self.origin.encode()).hexdigest()[:12]
        return self.data / "confirmed" / f"{account}-{where}.json"

    def load(self, account: str) -> Confirmation | None:
        """That of `account`; None where nothing was confirmed. Raises StorageFailed where it cannot be read."""
        path = self.path(account)
        content = files.read(path)
        if content is None:
            return None
        try:
            one = msgspec.json.decode(content, type=Confirmation)
        except (msgspec.DecodeError, ValueError, RecursionError):
            raise StorageFailed(f"{path} is damaged: saldo-jht confirm --forget, then confirm anew") from None
        return one if (one.schema, one.account, one.origin) == (SCHEMA, account, self.origin) else None

    def others(self, account: str) -> tuple[str, ...]:
        """The other portals at which something was confirmed for `account`."""
        found = []
        for path in sorted(self.path(account).parent.glob(f"{account}-*.json")):
            try:
                one = msgspec.json.decode(files.read(path) or b"", type=Confirmation)
            except (msgspec.DecodeError, ValueError, RecursionError, StorageFailed):
                continue
            if one.account == account and one.origin != self.origin:
                found.append(one.origin)
        return tuple(found)

    def keep(self, one: Confirmation) -> None:
        """Keep a confirmation in place of the one before. Raises StorageFailed."""
        files.write(self.path(one.account), msgspec.json.encode(one))

    def forget(self, account: str) -> None:
        """Forget a confirmation. Raises StorageFailed."""
        files.remove(self.path(account))
