"""The attempt ledger: when a password was sent to which portal, and what became of it.

It is what keeps the program from locking anybody out, so it fails closed: what cannot be read or written means that
no password is sent. An attempt is on the disk before the password leaves; one whose answer was never seen counts.
"""

import contextlib
import hashlib
import hmac
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec

from checker.failures import AccountLocked, CredentialsRejected, StorageFailed, TooSoon
from checker.keeping import files, locks
from checker.keeping.config import Limits
from checker.settings import JAKARTA, Credentials
from checker.texts import N_, fill

NAME = "ledger.json"
Outcome = Literal["sent", "accepted", "refused", "locked", "unlocked", "unknown"]

_MINUTES = N_(
    "the last login was less than {limit} minutes ago (minutes_between_logins in config.toml); the next from {when} on"
)
_A_DAY = N_("there were {limit} logins within a day (logins_a_day in config.toml); the next from {when} on")
_DAY_S = 86_400
_KEPT = 200
_DRIFT_S = 3600


class Attempt(msgspec.Struct, forbid_unknown_fields=True):
    """One login: `at` in seconds since 1970, `who` a salted hash of the address, `outcome` what is last known.

    `fingerprint` is a slow salted hash of address and password, kept of what was refused only: nothing else needs it.
    """

    id: str
    account: str
    origin: str
    who: str
    fingerprint: str
    at: float
    outcome: Outcome


class Book(msgspec.Struct, forbid_unknown_fields=True):
    """The whole file. `seen` is the latest time ever seen here: a clock set back does not make it earlier."""

    schema: int
    salt: str
    seen: float
    attempts: list[Attempt]
    blocked: dict[str, float]


@dataclass
class Ledger:
    """The ledger of one account at one portal; `clock` gives seconds since 1970."""

    data: Path
    account: str
    origin: str
    limits: Limits
    clock: Callable[[], float] = time.time

    @property
    def path(self) -> Path:
        return self.data / NAME

    def visit(self, force: bool = False) -> None:
        """Raise TooSoon while the portal has asked to be left alone. Raises StorageFailed."""
        book = self._load()
        until = book.blocked.get(self.origin, 0)
        if not force and self._now(book) < until:
            why = "the portal refused visits, and said until when"
            raise TooSoon(self._with_clock(book, why), try_after=_instant(until))

    def allow(self, credentials: Credentials, force: bool = False) -> None:
        """Raise what stands against sending `credentials` now.

        CredentialsRejected, AccountLocked (whatever `force` says), TooSoon, StorageFailed.
        """
        self._allow(self._load(), credentials, force)

    def begin(self, credentials: Credentials, force: bool = False) -> str:
        """Note that `credentials` are about to be sent, and return the attempt's id; raises as `allow` does."""
        with self._changing() as book:
            self._allow(book, credentials, force)
            id_, who = secrets.token_hex(8), self._who(book, credentials.email)
            book.attempts.append(Attempt(id_, self.account, self.origin, who, "", self._now(book), "sent"))
        return id_

    def end(self, attempt: str, outcome: Outcome, credentials: Credentials) -> None:
        """Note what became of an attempt, which sent `credentials`. Raises StorageFailed."""
        with self._changing() as book:
            for one in book.attempts:
                if one.id == attempt:
                    one.outcome = outcome
                    one.fingerprint = self._fingerprint(book, credentials) if outcome == "refused" else ""

    def withdraw(self, attempt: str) -> None:
        """Drop an attempt, of which it is known that nothing was sent. Raises StorageFailed."""
        with self._changing() as book:
            book.attempts = [one for one in book.attempts if one.id != attempt]

    def block(self, until: datetime) -> None:
        """Note that the portal is to be left alone until then. Raises StorageFailed."""
        with self._changing() as book:
            book.blocked[self.origin] = max(book.blocked.get(self.origin, 0), until.timestamp())

    def who(self, email: str) -> str:
        """A name for the person behind `email` that does not tell it. Raises StorageFailed."""
        return self._who(self._load(), email)

    def locked(self) -> bool:
        """Whether the portal said that the account is locked, and nobody has said since that it no longer is."""
        return any(one.outcome == "locked" for one in self._read().attempts if one.account == self.account)

    def refused(self) -> datetime | None:
        """When this account's last password was refused; None where one has been accepted since."""
        here = [one for one in self._read().attempts if one.origin == self.origin and one.account == self.account]
        last = max(
            (one for one in here if one.outcome in ("refused", "accepted")), key=lambda one: one.at, default=None
        )
        return _instant(last.at) if last is not None and last.outcome == "refused" else None

    def unlock(self, email: str | None) -> bool:
        """A person says that the account is open again; whether it had been noted as locked.

        Times of attempts that lie ahead of the clock, which then once went wrong, are brought back to it.
        """
        with self._changing() as book:
            now, found = self.clock(), False
            mine = {one.who for one in book.attempts if one.account == self.account}
            if email is not None:
                mine.add(self._who(book, email))
            for one in book.attempts:
                if one.account == self.account or one.who in mine:
                    one.at = min(one.at, now)
                    if one.outcome == "locked":
                        one.outcome, found = "unlocked", True
            book.seen = min(book.seen, now)
        return found

    # -- what stands against it ---------------------------------------------------------------------------------

    def _allow(self, book: Book, credentials: Credentials, force: bool) -> None:
        here = [one for one in book.attempts if one.origin == self.origin]
        if any(one.outcome == "refused" for one in here):
            mine = self._fingerprint(book, credentials)
            for one in here:
                if one.outcome == "refused" and hmac.compare_digest(one.fingerprint, mine):
                    when = _instant(one.at).astimezone(JAKARTA).date().isoformat()
                    told = f"this password was refused on {when}, and is not sent again until it changes"
                    raise CredentialsRejected(told)
        who = self._who(book, credentials.email) if here else ""
        here = [one for one in here if one.account == self.account or one.who == who]
        if any(one.outcome == "locked" for one in here):
            told = f"the portal said so before; once it is open again: saldo-jht account unlock {self.account}"
            raise AccountLocked(told)
        if force or not here:
            return
        now, times = self._now(book), sorted(one.at for one in here)
        wait = times[-1] + self.limits.minutes_between_logins * 60
        limit, told = self.limits.minutes_between_logins, _MINUTES
        recent = [at for at in times if at > now - _DAY_S]
        if len(recent) >= self.limits.logins_a_day:
            again = recent[-self.limits.logins_a_day] + _DAY_S
            if again > wait:
                wait, limit, told = again, self.limits.logins_a_day, _A_DAY
        if now < wait:
            when = f"{_instant(wait).astimezone(JAKARTA):%Y-%m-%d %H:%M} WIB"
            why = fill(told, limit=limit, when=when)
            raise TooSoon(self._with_clock(book, why), try_after=_instant(wait))

    def _with_clock(self, book: Book, why: str) -> str:
        """`why`, and the way out where the clock was wrong once, or is now: else it might be waited for for years."""
        if book.seen - self.clock() < _DRIFT_S:
            return why
        told = N_(
            "{why}, going by {day}, which the clock here has told before: set it right or, if it is right now: "
            "saldo-jht account unlock {account}"
        )
        return fill(told, why=why, day=_instant(book.seen).date().isoformat(), account=self.account)

    def _now(self, book: Book) -> float:
        return max(self.clock(), book.seen)

    # -- hashes -------------------------------------------------------------------------------------------------

    def _who(self, book: Book, email: str) -> str:
        return hmac.new(bytes.fromhex(book.salt), b"who" + email.strip().lower().encode(), hashlib.sha256).hexdigest()

    def _fingerprint(self, book: Book, credentials: Credentials) -> str:
        """Slow on purpose: of the two parts, the password is the one that somebody might guess at."""
        text = f"{credentials.email.strip().lower()}\0{credentials.password}".encode()
        return hashlib.scrypt(text, salt=bytes.fromhex(book.salt), n=2**14, r=8, p=1, dklen=32).hex()

    # -- the file -----------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def _changing(self) -> Iterator[Book]:
        """The book, held against other processes, and written when the block ends without a failure."""
        with locks.brief(self.data / "ledger.lock"):
            book = self._read()
            yield book
            self._write(book)

    def _load(self) -> Book:
        """The book as it is; begun where there is none, so that its salt is the same ever after."""
        if files.read(self.path) is not None:
            return self._read()
        with self._changing() as book:
            return book

    def _read(self) -> Book:
        content = files.read(self.path)
        if content is None:
            return Book(1, secrets.token_hex(16), 0.0, [], {})
        with contextlib.suppress(msgspec.DecodeError, ValueError, RecursionError):
            book = msgspec.json.decode(content, type=Book)
            if book.schema == 1 and len(bytes.fromhex(book.salt)) == 16:
                return book
        raise StorageFailed(
            f"{self.path} is damaged; no password is sent before it is mended, or put aside by a person who knows "
            "that no login was refused lately"
        )

    def _write(self, book: Book) -> None:
        book.seen = self._now(book)
        spare = [one for one in book.attempts if one.outcome not in ("refused", "locked")][:-_KEPT]
        if spare:
            book.attempts = [one for one in book.attempts if one not in spare]
        files.write(self.path, msgspec.json.format(msgspec.json.encode(book), indent=1))


def _instant(at: float) -> datetime:
    """Seconds since 1970 as an instant; what no calendar holds, in whatever zone, is its last day."""
    try:
        return min(datetime.fromtimestamp(at, UTC), datetime(9999, 12, 31, tzinfo=UTC))
    except (OverflowError, ValueError, OSError):
        return datetime(9999, 12, 31, tzinfo=UTC)
