"""Where each account stands, from what is kept here: no portal is visited, and no password is looked for."""

import contextlib
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from checker import states
from checker.failures import StorageFailed
from checker.keeping import database, history
from checker.keeping.endings import endings
from checker.keeping.history import Filters, Kept, Run
from checker.model import Confidence, Source
from checker.scheduling import means
from checker.scheduling.plan import Schedule
from checker.tasks.check import Checks, prepare

if TYPE_CHECKING:
    import sqlite3

# Among so many of the last runs the last check is looked for: the others are imports.
_RUNS = 200


@dataclass(frozen=True, slots=True)
class Good:
    """What was read last of an account and counts: when that was of the card that was read longest ago, the sum of all
    cards' balances in sen, how many cards, the day that the balance is of where the page said one, by which ways it
    came, and what stands behind all of it.
    """

    at: datetime
    total: int
    cards: int
    as_of: date | None
    source: str
    confidence: str | None

    @property
    def confirmed(self) -> bool:
        """Whether a person has confirmed a page that looked the same."""
        return self.confidence == Confidence.CONFIRMED


@dataclass(frozen=True, slots=True)
class Session:
    """A kept session: since when, when it last worked (None: it cannot be read here), and whether it is encrypted."""

    since: datetime | None
    worked: datetime | None
    encrypted: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an account stands. `confirmed` is when a person confirmed its page, `run` its last check, `failed` how many
    have failed in a row, `refused` when its password was refused, where none was accepted since. `stale` is None where
    no age was given.
    """

    account: str
    good: Good | None
    confirmed: datetime | None
    run: Run | None
    state: states.State | None
    failed: int
    session: Session | None
    refused: datetime | None
    locked: bool
    schedules: Sequence[Schedule]
    stale: bool | None

    @property
    def next(self) -> datetime | None:
        """When the next check is due; None where none is."""
        return means.soonest(self.schedules)

    @property
    def lingering(self) -> bool | None:
        """Whether checks run while nobody is logged in; None where the scheduler does not depend on it, or is none."""
        return next((one.lingering for one in self.schedules if one.lingering is not None), None)


def standings(names: tuple[str, ...], max_age: timedelta | None) -> Iterator[Standing]:
    """Where the accounts called `names` stand, or all; a last good reading older than `max_age`, or none, is stale.

    Raises ConfigInvalid, CredentialsMissing, StorageFailed.
    """
    checks, now = prepare(), datetime.now(UTC)
    accounts = [one.name for one in checks.accounts.named(names)]
    home = str(checks.chosen.home) if checks.chosen.home else None
    found = means.schedules(home=home)
    with database.reading(checks.chosen.folders.data) as connection:
        for name in accounts:
            checked, good = endings(connection, name), _good(connection, name)
            ledger = checks.ledger(name)
            yield Standing(
                account=name,
                good=good,
                confirmed=_confirmed(checks, name),
                run=_last(connection, name),
                state=states.state(checked),
                failed=states.failed(checked),
                session=_session(checks, name),
                refused=ledger.refused(),
                locked=ledger.locked(),
                schedules=[one for one in found if one.plan.account in (None, name)],
                stale=None if max_age is None else good is None or now - good.at > max_age,
            )


def _good(connection: "sqlite3.Connection | None", account: str) -> Good | None:
    # Imported here, since it costs more than the rest.
    from checker.drawing.curves import curves

    last: dict[tuple[str | None, str | None], Kept] = {}

    def noted(found: Iterable[Kept]) -> Iterator[Kept]:
        for one in found:
            last[one.kpj, one.company if one.kpj is None else None] = one
            yield one

    drawn = curves(noted(history.readings(connection, Filters(account=account))))
    if not drawn:
        return None
    cards = [curve for curve in drawn if not curve.total and curve.points[-1].event != "gone"]
    # One card may have been read since by another way: the account is known as of the card that was read longest ago.
    alive = {curve.kpj for curve in cards}
    read = [one for one in last.values() if one.kpj in alive] or [*last.values()]
    at = datetime.fromisoformat(min(one.checked_at for one in read))
    source = ", ".join(dict.fromkeys(one.source for one in read))
    behind = {one.confidence for one in read}
    confidence = behind.pop() if len(behind) == 1 else Confidence.PLAIN
    return Good(at, drawn[0].points[-1].balance, len(cards), drawn[0].as_of, source, confidence)


def _confirmed(checks: Checks, account: str) -> datetime | None:
    # What is damaged is told by `confirm`, which is what helps then.
    with contextlib.suppress(StorageFailed):
        kept = checks.confirmations.load(account)
        return _instant(kept.at) if kept else None
    return None


def _last(connection: "sqlite3.Connection | None", account: str) -> Run | None:
    runs = list(history.runs(connection, Filters(account=account, last=_RUNS)))
    return next((one for one in reversed(runs) if one.source != Source.IMPORT), None)


def _session(checks: Checks, account: str) -> Session | None:
    kept = checks.sessions.load(account)
    encrypted = checks.sessions.encrypted(account)
    if kept is not None:
        return Session(_instant(kept.began), _instant(kept.worked), encrypted)
    # Encrypted with a key that the keyring does not give here: it is there all the same.
    return Session(None, None, encrypted) if encrypted else None


def _instant(at: float) -> datetime:
    return datetime.fromtimestamp(min(at, time.time()), UTC)
