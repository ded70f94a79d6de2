"""Reading CSV files that come from outside: strictly, line by line, so that what is wrong is named with its line."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

from checker import dates
from checker.keeping.csv_form import Form, restored
from checker.keeping.history import midnight
from checker.money import sen
from checker.settings import JAKARTA

_ISO = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?)?",
    re.ASCII,
)
_CLOCK = re.compile(
    r"(?P<day>.*?[0-9]{4})[ ,T]+(?P<hour>[0-9]{1,2})[.:](?P<minute>[0-9]{2})(?:[.:](?P<second>[0-9]{2}))?"
)
_NOT_UTF8 = "expected UTF-8 text: save the file as `CSV UTF-8`"
# A reading is some hundred bytes; a life's are some tens of thousands.
_LONGEST, _MOST_BYTES = 100_000, 200_000_000
_DELIMITERS = (",", ";", "\t")


class BadLine(Exception):
    """A line of a file cannot be read; `reason` says why, for a person."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line, self.reason = line, reason


@dataclass(frozen=True, slots=True)
class Sheet:
    """A CSV file with its header read: `line_end` as its lines end, `ended` whether the last one does."""

    path: Path
    header: list[str]
    delimiter: str
    line_end: str
    ended: bool

    def records(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Each record after the header with the number of its first line; empty lines are passed over.

        Raises BadLine.
        """
        for line, cells in _lines(self.path, self.delimiter):
            if line == 1 or not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(self.header):
                raise BadLine(line, f"expected {len(self.header)} cells as in the header, found {len(cells)}")
            yield line, dict(zip(self.header, cells, strict=True))


def open_sheet(path: Path) -> Sheet:
    """Look at a file's header and at how it is written. Raises BadLine and OSError."""
    with path.open("rb") as stream:
        first = stream.readline(_LONGEST + 1)
        stream.seek(0, 2)
        size = stream.tell()
        stream.seek(max(0, size - 2))
        last = stream.read(2)
        ended = not last or last.endswith(b"\n")
    if len(first) > _LONGEST:
        raise BadLine(1, f"expected at most {_LONGEST} bytes in a line")
    try:
        text = first.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadLine(1, _NOT_UTF8) from None
    # What parts most cells of the header; in a tie the comma.
    delimiter = max(_DELIMITERS, key=lambda sign: (text.count(sign), sign == ","))
    header = next((cells for _, cells in _lines(path, delimiter)), [])
    header = [name.strip() for name in header]
    if not any(header):
        raise BadLine(1, "expected a header that names the columns")
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        raise BadLine(1, f"the column {twice[0]!r} is there twice")
    # The end of the file tells more than that of its first line, which may be one within a cell.
    line_end = "\r\n" if (last if ended else first).endswith(b"\r\n") else "\n"
    return Sheet(path, header, delimiter, line_end, ended)


def known(cells: dict[str, str], form: Form) -> tuple[str, str, str, int] | None:
    """What a reading in a file is known by: its instant, account, KPJ and balance in sen; None if it is no reading."""
    try:
        when = instant(restored(cells["checked_at"])).astimezone(UTC).isoformat()
        balance = exact(cells["balance"], form.decimal)
    except ValueError:
        return None
    return (when, restored(cells["account"]), restored(cells["kpj"]).strip(), sen(balance))


def instant(text: str) -> datetime:
    """An instant, to the second: ISO 8601, or a date as Indonesians write it; Jakarta where no offset is said.

    A date without a time of day is the beginning of that day. Raises ValueError.
    """
    text = text.strip()
    if _ISO.fullmatch(text):
        when = datetime.fromisoformat(text)
        when = when if when.tzinfo else when.replace(tzinfo=JAKARTA)
    elif found := _CLOCK.fullmatch(text):
        hour, minute, second = (int(found[name] or 0) for name in ("hour", "minute", "second"))
        when = midnight(day(found["day"])).replace(hour=hour, minute=minute, second=second)
    else:
        when = midnight(day(text))
    try:
        # Whatever can be told in Jakarta and in UTC alike.
        when.astimezone(JAKARTA).astimezone(UTC)
    except OverflowError:
        raise ValueError("out of the calendar") from None
    return when.replace(microsecond=0)


def day(text: str) -> date:
    """The one day that `text` is. Raises ValueError."""
    found = dates.find(text)
    if len(found) != 1 or dates.without(text):
        raise ValueError("not exactly one date")
    return found[0]


def exact(text: str, decimal: str) -> Decimal:
    """An amount as an export writes it (or a spreadsheet that dropped its last noughts). Raises ValueError."""
    found = re.fullmatch(rf"([0-9]{{1,17}})(?:{re.escape(decimal)}([0-9]{{1,2}}))?", text.strip(), re.ASCII)
    if found is None:
        raise ValueError("not an amount")
    return Decimal(f"{found[1]}.{found[2] or 0}")


def _lines(path: Path, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    with path.open("rb") as stream:
        reader = csv.reader(_decoded(stream), delimiter=delimiter, strict=True)
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise BadLine(line, str(error)) from None
            yield line, cells


def _decoded(stream: BinaryIO) -> Iterator[str]:
    # Line by line, so that the line at fault is known; and none is held that has no end, nor a file of endless lines.
    number, left = 0, _MOST_BYTES
    while line := stream.readline(_LONGEST + 1):
        number, left = number + 1, left - len(line)
        if len(line) > _LONGEST:
            raise BadLine(number, f"expected at most {_LONGEST} bytes in a line")
        if left < 0:
            raise BadLine(number, f"expected at most {_MOST_BYTES // 1_000_000} MB in a file")
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise BadLine(number, _NOT_UTF8) from None
