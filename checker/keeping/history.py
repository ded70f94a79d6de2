"""The history: what every check came to, kept for good. Nothing that was read is ever changed or dropped here."""

import json
import sqlite3
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import msgspec

from checker.failures import Failure
from checker.keeping import database
from checker.keeping.comparing import before, disagreements
from checker.keeping.instants import local, midnight, stored
from checker.model import SAID, Card, CheckResult, Source
from checker.money import sen
from checker.plausible import Implausible, Key, doubts, key

# The most sen that fit into the database.
MOST = 2**63 - 1


class Kept(NamedTuple):
    """A reading of one card, as it was kept. `balance` and `change` are in sen.

    `checked_at` is ISO 8601 with the offset of Asia/Jakarta. `change` is the difference to the same card's previous
    reading, None where there is none; `changed` says whether anything but the times differs from it.
    """

    checked_at: str
    account: str
    source: str
    kpj: str | None
    company: str | None
    npp: str | None
    segment: str | None
    membership: str | None
    as_of: str | None
    balance: int
    change: int | None
    confidence: str | None
    run: int
    changed: bool


class Run(NamedTuple):
    """A run, as it was kept; `code` is ``ok`` or a failure's code, `cards` the number of cards read.

    `retracted` says that what it read counts nowhere, `origins` from which files it was taken, `rule` which rule
    refused, where one did.
    """

    run: int
    started_at: str
    account: str
    source: str
    code: str
    screen: str | None
    duration_ms: int
    cards: int
    retracted: bool
    origins: tuple[str, ...]
    rule: str | None


class Origin(msgspec.Struct, frozen=True):
    """A file that readings were taken from: its full path, and the SHA-256 of its bytes, in hexadecimal."""

    name: str
    digest: str


class Warning(NamedTuple):
    """What was implausible about a reading when it was taken; `since` is the day of the one that it compares with, and
    `source` the way of that, where that matters.
    """

    checked_at: str
    account: str
    run: int
    kpj: str | None
    code: str
    since: str | None
    detail: str
    source: str | None = None


class Filters(msgspec.Struct, frozen=True):
    """Which readings are asked for; both days belong to the span, and are days in Jakarta."""

    account: str | None = None
    kpj: str | None = None
    since: date | None = None
    until: date | None = None
    last: int | None = None
    changes: bool = False

    @property
    def span(self) -> tuple[str, str]:
        """The first instant of the span, and the first one after it, as they stand in the database."""
        begins = midnight(self.since) if self.since and self.since > date.min else datetime.min
        ends = midnight(self.until) + timedelta(days=1) if self.until and self.until < date.max else datetime.max
        return stored(begins), stored(ends)


class Past(msgspec.Struct, frozen=True):
    """A reading that comes from elsewhere, to be taken into the history.

    `within` is how long the time lasts that its instant stands for: a spreadsheet may have taken its seconds away.
    """

    checked_at: datetime
    account: str
    card: Card
    confidence: str | None = None
    within: timedelta = timedelta(0)


class Added(NamedTuple):
    """The readings that were new, the runs that hold them, and where they differ from other ways' of their day."""

    new: list[Past]
    runs: tuple[int, ...]
    apart: tuple[Implausible, ...]


def keep(
    folder: Path,
    outcome: CheckResult | Failure,
    *,
    account: str,
    started: datetime,
    seconds: float,
    source: Source = Source.PORTAL,
    origins: Iterable[Origin] = (),
) -> tuple[Implausible, ...]:
    """Keep what one check of one account came to, and tell what is implausible about it beside the history.

    `started` is an instant with a time zone, `seconds` what the check took; `source` is by which way a failure came,
    which cannot say it itself, `origins` are the files that a reading was taken from. Raises StorageFailed; then
    nothing of this check is kept.
    """
    with database.writing(folder) as connection:
        if isinstance(outcome, Failure):
            _add_run(connection, account, source, started, seconds, outcome.code, outcome.screen, rule=outcome.rule)
            return ()
        run = _add_run(connection, account, outcome.source, started, seconds, "ok", None, origins)
        earlier, complete = before(connection, account, outcome.checked_at)
        found = doubts(outcome.reading, outcome.source, outcome.checked_at, earlier, complete)
        for card in outcome.reading.cards:
            as_of = card.as_of or outcome.reading.as_of
            confidence = str(outcome.reading.confidence)
            _add_reading(connection, run, outcome.checked_at, account, outcome.source, card, as_of, confidence)
        connection.executemany(
            "INSERT INTO warning (run, kpj, code, since, detail, against) VALUES (?, ?, ?, ?, ?, ?)",
            [(run, one.kpj, one.code, one.since and one.since.isoformat(), one.detail, one.against) for one in found],
        )
        # What two ways say of one day is compared in the history as it stands whenever that is shown, and not kept.
        at = stored(outcome.checked_at)
        apart = disagreements(connection, at, stored(outcome.checked_at + timedelta(days=1)))
        return (*found, *(one for _at, _account, number, one in apart if run in (number, one.against)))


def add(
    folder: Path,
    past: list[Past],
    *,
    started: datetime,
    seconds: float,
    origins: Iterable[Origin] = (),
    dry_run: bool = False,
) -> Added:
    """Take readings from elsewhere into the history, those that are not in it yet, and tell which these were.

    A reading is known by its instant, account, KPJ and balance; one that stands there twice is kept twice. All are
    kept, or none. Raises StorageFailed.
    """
    if dry_run:
        with database.reading(folder) as known:
            return Added(_new(known, past), (), ())
    with database.writing(folder) as connection:
        new = _new(connection, past)
        accounts = sorted({one.account for one in new})
        run = {one: _add_run(connection, one, Source.IMPORT, started, seconds, "ok", None, origins) for one in accounts}
        for one in new:
            card = one.card
            _add_reading(
                *(connection, run[one.account], one.checked_at, one.account),
                *(Source.IMPORT, card, card.as_of, one.confidence),
            )
        times = [one.checked_at for one in new]
        span = (stored(min(times)), stored(max(times) + timedelta(days=1))) if new else ("", "")
        numbers = tuple(run.values())
        apart = [
            one for _at, _of, number, one in disagreements(connection, *span) if {number, one.against} & {*numbers}
        ]
    return Added(new, numbers, tuple(apart))


def readings(connection: sqlite3.Connection | None, asked: Filters) -> Iterator[Kept]:
    """The readings asked for, in the order of time; one at a time, so that any number of them takes the same memory."""
    found = _walk(connection, asked) if connection else iter(())
    if asked.changes:
        found = (one for one in found if one.changed)
    return iter(deque(found, asked.last)) if asked.last is not None else found


def taken(connection: sqlite3.Connection | None, account: str, digest: str) -> int | None:
    """The last run of an account, of those that count, whose readings were taken from the file with this digest."""
    if connection is None:
        return None
    row: tuple[int | None] = connection.execute(
        "SELECT max(run.id) FROM run JOIN origin ON origin.run = run.id"
        " WHERE digest = ? AND account = ? AND run.id NOT IN (SELECT run FROM retracted)",
        (digest, account),
    ).fetchone()
    return row[0]


def accounts(connection: sqlite3.Connection | None) -> list[str]:
    """The accounts of which anything is known."""
    rows = connection.execute("SELECT DISTINCT account FROM run ORDER BY account") if connection else ()
    return [name for (name,) in rows]


def cards(connection: sqlite3.Connection | None, account: str | None) -> list[str]:
    """The KPJs of the cards that were read, of one account or of all."""
    query = "SELECT DISTINCT kpj FROM counted WHERE kpj IS NOT NULL AND (?1 IS NULL OR account = ?1) ORDER BY kpj"
    return [kpj for (kpj,) in (connection.execute(query, (account,)) if connection else ())]


def last_day(connection: sqlite3.Connection | None, asked: Filters) -> date | None:
    """The day of the last of the readings asked for."""
    if connection is None:
        return None
    begins, ends = asked.span
    (at,) = connection.execute(
        "SELECT max(checked_at) FROM counted WHERE (?1 IS NULL OR account = ?1) AND (?2 IS NULL OR kpj = ?2)"
        " AND checked_at >= ?3 AND checked_at < ?4",
        (asked.account, asked.kpj, begins, ends),
    ).fetchone()
    return date.fromisoformat(local(at)[:10]) if at else None


def runs(connection: sqlite3.Connection | None, asked: Filters) -> Iterator[Run]:
    """The runs asked for (`kpj` and `changes` say nothing about them), in the order of time."""
    if connection is None:
        return
    begins, ends = asked.span
    rows = connection.execute(
        "SELECT * FROM (SELECT run.id, started_at, account, source, code, screen, duration_ms,"
        " (SELECT count(*) FROM reading WHERE reading.run = run.id), run.id IN (SELECT run FROM retracted),"
        " (SELECT json_group_array(name) FROM origin WHERE origin.run = run.id), rule FROM run"
        " WHERE (?1 IS NULL OR account = ?1) AND started_at >= ?2 AND started_at < ?3"
        " ORDER BY started_at DESC, id DESC LIMIT ?4) ORDER BY started_at, id",
        (asked.account, begins, ends, -1 if asked.last is None else asked.last),
    )
    for number, started_at, *rest, retracted, origins, rule in rows:
        yield Run._make((number, local(started_at), *rest, bool(retracted), tuple(json.loads(origins)), rule))


def warnings(connection: sqlite3.Connection | None, asked: Filters) -> list[Warning]:
    """What was implausible about the readings asked for, beside others that count."""
    if connection is None:
        return []
    begins, ends = asked.span
    rows = connection.execute(
        "SELECT (SELECT max(checked_at) FROM reading WHERE reading.run = run.id) AS moment, run.account, run.id, kpj,"
        " warning.code, since, detail FROM warning JOIN run ON run.id = warning.run"
        " WHERE (?1 IS NULL OR run.account = ?1) AND (?2 IS NULL OR kpj = ?2) AND moment >= ?3 AND moment < ?4"
        " AND run.id NOT IN (SELECT run FROM retracted)"
        " AND (against IS NULL OR against NOT IN (SELECT run FROM retracted)) ORDER BY moment, warning.id",
        (asked.account, asked.kpj, begins, ends),
    )
    found = [Warning(local(at), *rest) for at, *rest in rows]
    for at, account, run, one in disagreements(connection, begins, ends):
        if asked.account in (None, account) and asked.kpj in (None, one.kpj):
            since = str(one.since)
            found.append(Warning(local(at), account, run, one.kpj, one.code, since, one.detail, one.source))
    return sorted(found, key=lambda one: one.checked_at)


def _walk(connection: sqlite3.Connection, asked: Filters) -> Iterator[Kept]:
    begins, ends = asked.span
    rows = connection.execute(
        f"SELECT checked_at, account, source, {', '.join(SAID)}, as_of, balance, confidence, run FROM counted"
        " WHERE checked_at < ? AND (?2 IS NULL OR account = ?2) AND (?3 IS NULL OR kpj = ?3) ORDER BY checked_at, id",
        (ends, asked.account, asked.kpj),
    )
    # What comes before the span is walked too: the first change in it is the difference to that.
    last: dict[tuple[str, Key], tuple[str, int, object]] = {}
    twins: set[tuple[str, Key]] = set()
    for at, account, source, *said, as_of, balance, confidence, run in rows:
        kpj, company, npp, *_ = said
        card = (account, key(kpj, npp, company))
        previous = last.get(card)
        last[card] = (at, balance, said)
        if previous is not None and kpj is None and previous[0] == at:
            # Two cards without a number, from one employer: nothing tells which of them was which before.
            twins.add(card)
        if previous is None or card in twins:
            change, changed = None, True
        else:
            change = balance - previous[1]
            changed = change != 0 or said != previous[2]
        if at >= begins:
            cells = (local(at), account, source, *said, as_of, balance, change, confidence, run, changed)
            yield Kept._make(cells)


def _new(connection: sqlite3.Connection | None, past: Iterable[Past]) -> list[Past]:
    wanted = Counter[tuple[str, str, str, str | None, int]]()
    new = []
    kept: dict[tuple[str, str, str, str | None, int], int] = {}
    for one in past:
        first, last = stored(one.checked_at), stored(one.checked_at + one.within)
        known_by = (first, last, one.account, one.card.kpj, sen(one.card.balance))
        if known_by not in kept:
            kept[known_by] = 0
            if connection is not None:
                (kept[known_by],) = connection.execute(
                    "SELECT count(*) FROM counted WHERE checked_at BETWEEN ? AND ? AND account = ? AND kpj IS ?"
                    " AND balance = ?",
                    known_by,
                ).fetchone()
        wanted[known_by] += 1
        if wanted[known_by] > kept[known_by]:
            new.append(one)
    return new


def _add_run(
    connection: sqlite3.Connection,
    account: str,
    source: str,
    started: datetime,
    seconds: float,
    code: str,
    screen: str | None,
    origins: Iterable[Origin] = (),
    rule: str | None = None,
) -> int:
    ended = started + timedelta(seconds=seconds)
    cursor = connection.execute(
        "INSERT INTO run (account, source, started_at, ended_at, duration_ms, code, screen, rule)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (account, source, stored(started), stored(ended), round(seconds * 1000), code, screen, rule),
    )
    run = int(cursor.lastrowid or 0)
    named = [(run, _text(one.name), one.digest) for one in origins]
    connection.executemany("INSERT INTO origin (run, name, digest) VALUES (?, ?, ?)", named)
    return run


def _add_reading(
    connection: sqlite3.Connection,
    run: int,
    checked_at: datetime,
    account: str,
    source: str,
    card: Card,
    as_of: date | None,
    confidence: str | None,
) -> None:
    said = [_text(getattr(card, name)) for name in SAID]
    cells = (
        run,
        stored(checked_at),
        account,
        source,
        *said,
        as_of and as_of.isoformat(),
        sen(card.balance),
        confidence,
    )
    connection.execute(
        f"INSERT INTO reading (run, checked_at, account, source, {', '.join(SAID)}, as_of, balance, confidence)"
        f" VALUES ({', '.join('?' * len(cells))})",
        cells,
    )


def _text(value: str | None) -> str | None:
    """`value` as it can be kept: a page may hold halves of characters, which are no text."""
    return value and value.encode("utf-8", "replace").decode()
