"""Kept sessions: the cookies and storage by which the portal knows a browser again, one file an account and portal.

Encrypted with a key from the system's keyring where there is one; else plain, readable by the owner only.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from checker.keeping import files, keys

_KEY = "session-key"
_known: dict[str, bytes] = {}
"""The keys that the keyring has told this process, by the installation's name there."""


class Session(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is kept. Times are seconds since 1970; `storage` is Playwright's storage state; `tab` holds the
    sessionStorage by origin. `who` tells whose it is, if that is known (`Ledger.who`).

    `address` is where the balance, or with `shown` False the way to it, was found last time; `way` what was pressed on
    the way there, each by what for and what it is called; `cards` how many cards there were.
    """

    schema: int
    account: str
    origin: str
    who: str | None
    began: float
    worked: float
    address: str
    shown: bool
    cards: int
    storage: dict[str, Any]
    tab: dict[str, dict[str, str]]
    way: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Sessions:
    """The sessions of one portal; `service` is this installation's name in the keyring."""

    state: Path
    origin: str
    service: str

    def path(self, account: str) -> Path:
        where = hashlib.sha256(self.origin.encode()).hexdigest()[:12]
        return self.state / "sessions" / f"{account}-{where}.session"

    def load(self, account: str) -> Session | None:
        """The session of `account`; None where there is none, or none that can be read and is this one's."""
        content = files.read(self.path(account))
        if content is None:
            return None
        if not content.startswith(b"{"):
            content = self._decrypted(content)
        try:
            one = msgspec.json.decode(content, type=Session)
        except (msgspec.DecodeError, ValueError, RecursionError):
            return None
        return one if (one.schema, one.account, one.origin) == (1, account, self.origin) else None

    def keep(self, one: Session) -> None:
        """Keep a session in place of the one before. Raises StorageFailed."""
        content = msgspec.json.encode(one)
        key = self._key(make=True)
        if key is not None:
            from cryptography.fernet import Fernet

            content = Fernet(key).encrypt(content)
        files.write(self.path(one.account), content)

    def forget(self, account: str) -> None:
        """Forget a session. Raises StorageFailed."""
        files.remove(self.path(account))

    def sealed(self, text: str) -> str | None:
        """A text, encrypted as a session is; None where there is no keyring."""
        key = self._key(make=True)
        if key is None:
            return None
        from cryptography.fernet import Fernet

        return Fernet(key).encrypt(text.encode()).decode()

    def unsealed(self, sealed: str) -> str:
        """What was `sealed`; empty where its key is not reached."""
        return self._decrypted(sealed.encode()).decode()

    def encrypted(self, account: str) -> bool:
        """Whether the session that is kept can be read with the keyring only."""
        return not (files.read(self.path(account)) or b"{").startswith(b"{")

    def _key(self, make: bool) -> bytes | None:
        # A keyring may take its time: it is asked once a process.
        if self.service not in _known:
            if (key := self._asked(make)) is None:
                return None
            _known[self.service] = key
        return _known[self.service]

    def _asked(self, make: bool) -> bytes | None:
        try:
            key = keys.get(self.service, _KEY)
            if key is None and make:
                from cryptography.fernet import Fernet

                key = Fernet.generate_key().decode()
                keys.put(self.service, _KEY, key)
        except keys.Unusable:
            return None
        return key.encode() if key else None

    def _decrypted(self, content: bytes) -> bytes:
        from cryptography.fernet import Fernet, InvalidToken

        key = self._key(make=False)
        if key is None:
            return b""
        try:
            return Fernet(key).decrypt(content)
        except (InvalidToken, ValueError):
            return b""
