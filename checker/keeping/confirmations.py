"""What people have confirmed: the layout around each account's balances, one file an account and portal.

Nothing personal stands in it in the clear (`checker.reading.outline`). It outlasts a new version of the program, other
words in the selectors file and another address; which of them it was made with is told beside it.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import msgspec

from checker.failures import StorageFailed
from checker.keeping import files
from checker.keeping.sessions import Sessions

SCHEMA = 1


class Confirmation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is kept. `at` is in seconds since 1970; `salt` goes into the words that are replaced.

    `layouts` are those of all looks that a reading took, one for each card that had to be chosen. `version` is the
    program's, `selectors` tells the words that it was made with. `way` is what was pressed until the balance stood
    there, in order, `place` its address, encrypted as a session is; or, without a keyring, in the clear where all its
    words are known ones. `whose` are salted hashes of the card numbers and of the holder's name. `shown` says that only
    the selectors file told where the balance stands, as the person has shown it.
    """

    schema: int
    account: str
    origin: str
    at: float
    salt: str
    layouts: tuple[tuple[str, ...], ...]
    version: str
    selectors: str
    way: tuple[str, ...] = ()
    place: str = ""
    whose: tuple[str, ...] = ()
    shown: bool = False


@dataclass(frozen=True)
class Confirmations:
    """The confirmations of one portal, under the folder `data`; `sessions` holds the key that addresses are under."""

    data: Path
    origin: str
    sessions: Sessions | None = None

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

    def sealed(self, place: str, plain: bool) -> str:
        """An address as it is kept: encrypted; where there is no keyring only if it is `plain`: nobody's own."""
        sealed = self.sessions.sealed(place) if self.sessions is not None and place else None
        return sealed if sealed is not None else place if plain else ""

    def place(self, one: Confirmation) -> str:
        """The address of a balance that was confirmed; empty where none is kept, or its key is not reached."""
        if not one.place or one.place.startswith("http"):
            return one.place
        return self.sessions.unsealed(one.place) if self.sessions is not None else ""

    def forget(self, account: str) -> None:
        """Forget a confirmation. Raises StorageFailed."""
        files.remove(self.path(account))
