"""What a reading came to goes into the history, by whichever way it came: held against what was read before, and
appended. It never changes what was read, and what cannot be kept is told all the same.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec import structs

from checker.failures import Failure, StorageFailed
from checker.keeping import locks
from checker.model import CheckResult, Source, Warned

if TYPE_CHECKING:
    from checker.keeping.history import Origin

Outcome = TypeVar("Outcome", bound=CheckResult | Failure)


def keep(
    data: Path,
    outcome: Outcome,
    *,
    account: str,
    started: datetime,
    seconds: float,
    source: Source = Source.PORTAL,
    origins: "Sequence[Origin]" = (),
    csv: Path | None = None,
) -> Outcome:
    """Keep what one reading of one account came to in the history in `data`, add it to `csv`, and return it as it is to
    be told: with a warning for each thing that is implausible beside what was read of the same cards before.

    `started` is an instant with a time zone, `seconds` what the reading took; `source` is by which way a failure came
    (a result says it itself), `origins` the files that were read. A balance that could not be kept, or not be added,
    stands all the same, with the warning `storage-failed`; of what ended otherwise, its own failure is worth more.
    """
    # Imported here, so that it is loaded while the browser starts.
    from checker.keeping import history

    warnings: tuple[Warned, ...] = ()
    try:
        warnings = history.keep(
            data, outcome, account=account, started=started, seconds=seconds, source=source, origins=origins
        )
        if csv is not None and isinstance(outcome, CheckResult):
            _append(csv, data)
    except StorageFailed as failure:
        warnings = (*warnings, Warned(failure.code, failure.detail))
    if isinstance(outcome, Failure):
        return outcome
    reading = structs.replace(outcome.reading, warnings=(*outcome.reading.warnings, *warnings))
    return structs.replace(outcome, reading=reading)


def _append(csv: Path, data: Path) -> None:
    """Add to a file what the history has and it has not. Raises StorageFailed."""
    # Imported here since most checks write no CSV.
    from checker.keeping import csv_form, database, history
    from checker.keeping.appending import append

    with locks.file(data, csv), database.reading(data) as connection:
        append(csv, lambda: history.readings(connection, history.Filters()), csv_form.PLAIN)
