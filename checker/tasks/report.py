"""The use case: a report of one month, from the history; as a page in a file, or as what there is to tell."""

from datetime import date, datetime
from pathlib import Path

from msgspec import structs

from checker import settings
from checker.drawing.labels import names_of
from checker.drawing.page import REPORT
from checker.drawing.picture import Theme
from checker.drawing.summary import Month, Summary, ends, summary
from checker.failures import StorageFailed
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


def page(told: Summary, theme: Theme) -> str:
    """The report as one page of HTML."""
    # Imported here: most of it is for the page only.
    from checker.drawing.report import html

    return html(told, names_of(told.curves), theme)


def write(file: Path, text: str) -> None:
    """Write a report, whole or not at all. Raises StorageFailed."""
    with whole(file) as stream:
        stream.write(text.encode())


def renew(data: Path, account: str | None, file: Path) -> None:
    """Write the report of the month of the last reading anew, in place of an earlier one. Raises StorageFailed."""
    told = made(data, Filters(account=account), None)
    if told is None:
        return
    try:
        # Nobody is asked here, so nothing but a report is overwritten.
        if file.is_file() and (there := file.read_bytes()) and REPORT.encode() not in there:
            raise StorageFailed(f"{file} is there already and is no report: name another file, or move it away")
    except OSError as error:
        raise StorageFailed(f"cannot read {file}: {error.strerror or type(error).__name__}") from None
    write(file, page(told, "auto"))


def _today() -> date:
    return datetime.now(settings.JAKARTA).date()
