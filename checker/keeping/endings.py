"""The checks of the history as `states` asks for them: how each ended, and which balances it read."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from checker.keeping import history
from checker.keeping.history import Filters, Kept, Run
from checker.model import Source
from checker.plausible import Key, key
from checker.states import Ended

_MOST = 1000
"""Checks that are looked back upon: more than a month of one each hour, so that what was told last is among them."""


def endings(connection: sqlite3.Connection | None, account: str, source: str = Source.PORTAL) -> list[Ended]:
    """How the last checks of an account by this way ended, in the order of time; what is retracted counts nowhere."""
    runs = [one for one in history.runs(connection, Filters(account=account, last=_MOST)) if _counts(one, source)]
    if not runs:
        return []
    read: dict[int, list[Kept]] = {one.run: [] for one in runs}
    since = datetime.fromisoformat(runs[0].started_at).date()
    for reading in history.readings(connection, Filters(account=account, since=since)):
        if reading.run in read:
            read[reading.run].append(reading)
    return [_ended(one, read[one.run]) for one in runs]


def _counts(run: Run, source: str) -> bool:
    return run.source == source and not run.retracted


def _ended(run: Run, cards: Sequence[Kept]) -> Ended:
    balances: dict[Key, int] = {}
    for one in cards:
        known = key(one.kpj, one.npp, one.company)
        balances[known] = balances.get(known, 0) + one.balance
    days = [datetime.fromisoformat(one.as_of).date() for one in cards if one.as_of]
    at = datetime.fromisoformat(run.started_at)
    # Of several days, what is told holds for the earliest.
    return Ended(run.run, at, run.code, run.rule, balances, min(days, default=None))
