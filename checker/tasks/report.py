"""The use case: a report of one month, from the history; as a page in a file, or as what there is to tell."""

from datetime import date, datetime
from pathlib import Path

from msgspec import structs

from checker import settings
from checker.drawing.labels import names_of
from checker.drawing.picture import Theme
from checker.drawing.summary import Month, Summary, ends, summary
from checker.keeping import database, history
from checker.keeping.files import whole
from checker.keeping.history import Filters


def made(data: Path, asked: Filters, month: Month | None) -> Summary | None:
    """What there is to tell of `month`, or of that of the last reading; None where nothing was read up to its end.

    Raises StorageFailed.
    """
    if month is not None:
        asked = structs.replace(asked, until=ends(month))
    with database.reading(data) as connection:
        return summary(history.readings(connection, asked), month, _today())


def write(told: Summary, file: Path, theme: Theme) -> None:
    """Write the report as one page of HTML, whole or not at all. Raises StorageFailed."""
    # Imported here: most of it is for the page only.
    from checker.drawing.report import html

    with whole(file) as stream:
        stream.write(html(told, names_of(told.curves), theme).encode())


def _today() -> date:
    return datetime.now(settings.JAKARTA).date()
