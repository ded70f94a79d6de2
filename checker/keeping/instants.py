"""Instants as the history holds them: to the second, in UTC; and as they are told, in Jakarta."""

from datetime import UTC, date, datetime
from datetime import time as clock
from functools import lru_cache

from checker.settings import JAKARTA


def midnight(day: date) -> datetime:
    """The instant at which a day begins in Jakarta."""
    return datetime.combine(day, clock.min, JAKARTA)


@lru_cache(maxsize=64)
def local(stored: str) -> str:
    """An instant of the database as ISO 8601 with the offset of Asia/Jakarta."""
    return datetime.fromisoformat(stored).astimezone(JAKARTA).isoformat()


def stored(when: datetime) -> str:
    """An instant as it stands in the database: in UTC, or without a zone in none."""
    if when.tzinfo is not None:
        when = when.astimezone(UTC).replace(tzinfo=None)
    return when.isoformat(timespec="seconds") + "Z"
