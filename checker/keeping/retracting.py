"""What is to count no more, and what is to count again: rows that are added about a run. Nothing is changed or dropped.

What is retracted counts nowhere: in no balance, change, chart, comparison or file, and an import takes it in again.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from checker.keeping import database
from checker.keeping.history import Filters, Run, runs
from checker.keeping.instants import stored


class Retracted(msgspec.Struct, frozen=True):
    """What came of it: the runs that changed, those that were so already, and those that cannot count again since their
    readings do, in the run whose number stands beside them.
    """

    changed: tuple[Run, ...]
    already: tuple[Run, ...]
    there: tuple[tuple[Run, int], ...]


def taken_from(connection: sqlite3.Connection | None, file: Path | None, digest: str | None) -> list[Run]:
    """The runs that took their readings from a file: from one of that name, or of these bytes (SHA-256)."""
    if connection is None:
        return []
    name = None if file is None else str(file.resolve())
    rows = connection.execute("SELECT DISTINCT run FROM origin WHERE name = ? OR digest = ?", (name, digest))
    return numbered(connection, [number for (number,) in rows])


def numbered(connection: sqlite3.Connection | None, numbers: Iterable[int]) -> list[Run]:
    """The runs of these numbers that there are, in the order of time."""
    wanted = set(numbers)
    return [one for one in runs(connection, Filters()) if one.run in wanted]


def retract(folder: Path, asked: Sequence[Run], *, back: bool = False) -> Retracted:
    """Let the runs asked for count no more or, with `back`, count again, the newest first. Raises StorageFailed."""
    changed, already, there = [], [], []
    with database.writing(folder) as connection:
        for one in sorted(asked, key=lambda one: -one.run):
            (now,) = connection.execute("SELECT count(*) FROM retracted WHERE run = ?", (one.run,)).fetchone()
            if bool(now) != back:
                already.append(one)
            elif back and (again := _again(connection, one.run)) is not None:
                there.append((one, again))
            else:
                when = stored(datetime.now(UTC))
                row = (one.run, when, int(not back))
                connection.execute("INSERT INTO retraction (run, at, retracted) VALUES (?, ?, ?)", row)
                changed.append(one)
    return Retracted(tuple(changed), tuple(already), tuple(there))


def _again(connection: sqlite3.Connection, run: int) -> int | None:
    """The run that holds one of the readings of `run` again, as an import of the same lines does."""
    found = connection.execute(
        "SELECT other.run FROM reading AS one JOIN counted AS other ON other.account = one.account"
        " AND other.kpj IS one.kpj AND other.checked_at = one.checked_at AND other.balance = one.balance"
        " WHERE one.run = ? AND other.run <> one.run LIMIT 1",
        (run,),
    ).fetchone()
    return found and int(found[0])
