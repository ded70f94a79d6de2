"""What a reading is compared with in the history: the last one of each card, and those of its day by other ways."""

import sqlite3
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from checker.keeping.instants import stored
from checker.keeping.schema import CARD
from checker.plausible import Earlier, Implausible, Key, disagreed, key, whole
from checker.settings import JAKARTA

# Card by card along the index, so that it takes as long as there are cards, however many readings there are.
LAST = f"""
WITH RECURSIVE card (name) AS (
    SELECT (SELECT {CARD} FROM reading WHERE account = ?1 ORDER BY {CARD} LIMIT 1)
    UNION ALL
    SELECT (SELECT {CARD} FROM reading WHERE account = ?1 AND {CARD} > name ORDER BY {CARD} LIMIT 1)
    FROM card WHERE name IS NOT NULL
)
SELECT kpj, npp, company, checked_at, balance, source, run, (
    SELECT as_of FROM counted WHERE account = ?1 AND {CARD} = name AND checked_at <= ?2 AND as_of IS NOT NULL
    ORDER BY checked_at DESC, id DESC LIMIT 1
)
FROM card JOIN reading ON reading.id = (
    SELECT id FROM counted WHERE account = ?1 AND {CARD} = name AND checked_at <= ?2
    ORDER BY checked_at DESC, id DESC LIMIT 1
)
"""


def before(connection: sqlite3.Connection, account: str, now: datetime) -> tuple[dict[Key, Earlier], bool]:
    """The last reading of each card of an account, and whether the account was read whole before, as far as that tells.

    A card was there then if it has been read since; where single cards were read only, if it is of the last ones.
    """
    rows = connection.execute(LAST, (account, stored(now))).fetchall()
    of_all = max((row[3] for row in rows if whole(row[5])), default=None)
    last = of_all or max((row[3] for row in rows), default="")
    cards: dict[Key, Earlier] = {}
    for kpj, npp, company, at, balance, _source, run, as_of in rows:
        when, day = datetime.fromisoformat(at).astimezone(JAKARTA), as_of and date.fromisoformat(as_of)
        cards[key(kpj, npp, company)] = Earlier(when, Decimal(balance).scaleb(-2), day, at >= last, run)
    return cards, of_all is not None


# Which readings are of the same card on the same day in Jakarta, by another way, and differ; those of two as-of days
# may. Jakarta's offset is written out: SQLite knows no zones.
_ON_ITS_DAY = "strftime('%Y-%m-%dT%H:%M:%SZ', one.checked_at, '+7 hours', 'start of day', '-7 hours')"
_DISAGREEMENTS = f"""
SELECT one.checked_at, one.account, one.run, one.kpj, other.run, other.source, max(other.id)
FROM (SELECT *, {CARD} AS name FROM counted) AS one JOIN (SELECT *, {CARD} AS name FROM counted) AS other
ON other.account = one.account AND other.name = one.name
AND other.checked_at BETWEEN {_ON_ITS_DAY} AND one.checked_at
WHERE one.checked_at >= ? AND one.checked_at < ? AND (other.checked_at, other.id) < (one.checked_at, one.id)
AND other.source <> one.source AND other.balance <> one.balance
AND (one.as_of IS NULL OR other.as_of IS NULL OR one.as_of = other.as_of)
GROUP BY one.id, other.source ORDER BY one.checked_at, one.id
"""


def disagreements(
    connection: sqlite3.Connection, begins: str, ends: str
) -> Iterator[tuple[str, str, int, Implausible]]:
    """Where two ways gave a card two balances on one day: the instant, account and run of the later reading, which is
    in the span, and the warning.
    """
    (ways,) = connection.execute("SELECT count(DISTINCT source) FROM run WHERE code = 'ok'").fetchone()
    if ways < 2:
        return
    for at, account, number, kpj, against, source, _id in connection.execute(_DISAGREEMENTS, (begins, ends)):
        day = datetime.fromisoformat(at).astimezone(JAKARTA).date()
        yield at, account, number, disagreed(kpj, day, against, source)
