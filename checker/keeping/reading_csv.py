"""Reading CSV files that come from outside: strictly, line by line, so that what is wrong is named with its line."""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import BinaryIO

from checker import dates
from checker.keeping.csv_form import CLOCK, COLUMNS, DAY, HEADINGS, Form, restored
from checker.keeping.instants import midnight
from checker.kpj import has_kpj_shape
from checker.model import Confidence, Source
from checker.money import sen
from checker.settings import JAKARTA
from checker.texts import N_

Open = Callable[[], BinaryIO]
"""Opens a file at its beginning; it is called several times."""

SECOND, MINUTE, WHOLE_DAY = timedelta(0), timedelta(seconds=59), timedelta(days=1, seconds=-1)
"""How long the time lasts that an instant stands for, as it is written."""
AHEAD = timedelta(days=1)
"""A clock that is a little fast makes no reading one of the future."""

_ISO = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?P<clock>[ T][0-9]{2}:[0-9]{2}(?P<second>:[0-9]{2}(?:\.[0-9]{1,6})?)?"
    r"(?:Z|[+-][0-9]{2}:[0-9]{2})?)?",
    re.ASCII,
)
_CLOCK = re.compile(
    r"(?P<day>.*?[0-9]{4})[ ,T]+(?P<hour>[0-9]{1,2})[.:](?P<minute>[0-9]{2})(?:[.:](?P<second>[0-9]{2}))?"
)
# A day as spreadsheets count them, with its part that has gone by: 1950 to 2099.
_SERIAL = re.compile(r"(?P<day>[1-7][0-9]{4})(?:(?: 0)?[.,](?P<part>[0-9]{1,15}))?", re.ASCII)
_FIRST, _SERIALS = date(1899, 12, 30), range(18_264, 73_051)
# So many digits of a day tell its seconds.
_EXACT = 5
_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?E\+?[0-9]+", re.ASCII | re.IGNORECASE)
_SEPARATOR = re.compile(r"\"?sep=(?P<sign>[,;\t])\"?\s*", re.IGNORECASE)
_NOT_UTF8 = N_("expected UTF-8 text: save the file as `CSV UTF-8`")
# A reading is some hundred bytes; a life's are some tens of thousands.
_LONGEST, MOST_BYTES = 100_000, 200_000_000
_DELIMITERS = (",", ";", "\t")


class BadLine(Exception):
    """A line of a file cannot be read; `reason` says why, for a person."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line, self.reason = line, reason


@dataclass(frozen=True, slots=True)
class Sheet:
    """A CSV file with its header read, which stands on line `head`: `line_end` as its lines end, `ended` whether the
    last one does.
    """

    open: Open
    header: list[str]
    delimiter: str
    line_end: str
    ended: bool
    head: int

    def records(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Each record after the header with the number of its first line; empty lines are passed over.

        Raises BadLine.
        """
        for line, cells in _lines(self.open, self.delimiter, self.head):
            if line == self.head or not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(self.header):
                raise BadLine(line, f"expected {len(self.header)} cells as in the header, found {len(cells)}")
            yield line, dict(zip(self.header, cells, strict=True))

    def ours(self) -> dict[str, str] | None:
        """Which column is which field of the contract, where the file is one of our own; in the form for spreadsheets
        two columns hold the instant.
        """
        if {"checked_at", "balance"} <= {*self.header}:
            return {name: name for name in COLUMNS if name in self.header}
        if {HEADINGS[name] for name in (DAY, CLOCK, "kpj", "balance")} <= {*self.header}:
            return {name: heading for name, heading in HEADINGS.items() if heading in self.header}
        return None


def open_sheet(opened: Open) -> Sheet:
    """Look at a file's header and at how it is written. Raises BadLine and OSError."""
    with opened() as stream:
        first = stream.readline(_LONGEST + 1)
        # Excel's own line, which says what parts the cells; the header is the next one.
        said = _SEPARATOR.fullmatch(first.decode("utf-8-sig", "replace"))
        if said is not None:
            first = stream.readline(_LONGEST + 1)
        stream.seek(0, 2)
        size = stream.tell()
        stream.seek(max(0, size - 2))
        last = stream.read(2)
        ended = not last or last.endswith(b"\n")
    head = 1 if said is None else 2
    if len(first) > _LONGEST:
        raise BadLine(head, f"expected at most {_LONGEST} bytes in a line")
    try:
        text = first.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadLine(head, _NOT_UTF8) from None
    # What parts most cells of the header; in a tie the comma.
    delimiter = said["sign"] if said else max(_DELIMITERS, key=lambda sign: (text.count(sign), sign == ","))
    header = next((cells for _, cells in _lines(opened, delimiter, head)), [])
    header = [name.strip() for name in header]
    if not any(header):
        raise BadLine(head, "expected a header that names the columns")
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        raise BadLine(head, f"the column {twice[0]!r} is there twice")
    # The end of the file tells more than that of its first line, which may be one within a cell.
    line_end = "\r\n" if (last if ended else first).endswith(b"\r\n") else "\n"
    return Sheet(opened, header, delimiter, line_end, ended, head)


Known = tuple[str, timedelta, str, str, int]
"""What a reading is known by: its instant in UTC and how long that lasts, its account, KPJ and balance in sen."""


def known(cells: Mapping[str, str], form: Form) -> Known | None:
    """What a row, by the fields of the contract, is known by; None if it is no reading but its owner's own.

    Raises ValueError with what is wrong where it is a reading that a spreadsheet has broken.
    """
    wrong = []
    when, balance, kpj = None, None, restored(cells.get("kpj", "")).strip()
    told, amount = restored(cells["checked_at"]).strip(), cells["balance"].strip()
    try:
        when = moment(told)
    except ValueError:
        wrong += [N_("{0} is no instant").format(repr(told))] if told else []
    try:
        balance = exact(amount, form.decimal)
    except ValueError:
        wrong += [N_("{0} is no balance").format(repr(amount))] if amount else []
    if kpj and not has_kpj_shape(kpj):
        wrong.append(broken_kpj(kpj))
    # One of our own says so; in a table of other columns the rest of the row tells.
    own = cells.get("source") in list(Source) or cells.get("confidence") in list(Confidence)
    if own and when is not None and when[0] > datetime.now(UTC) + AHEAD:
        # Day and month have changed places, as in a spreadsheet set to another country.
        wrong.append(f"{told!r} is in the future")
    right = [when is not None, balance is not None, has_kpj_shape(kpj)].count(True)
    if wrong and (own or right == 2):
        why = f"a spreadsheet has broken this reading: {'; '.join(wrong)}"
        raise ValueError(why)
    if when is None or balance is None:
        return None
    at, within = when
    return (at.astimezone(UTC).isoformat(), within, restored(cells["account"]), kpj, sen(balance))


def broken_kpj(kpj: str) -> str:
    """Why a text is no KPJ."""
    why = f"{kpj!r} is not a KPJ: expected 11 digits or letters, noughts in front included"
    if _SCIENTIFIC.fullmatch(kpj):
        why = f"{kpj!r} was a KPJ before a spreadsheet made a number of it, and its digits are lost"
    return why


def moment(text: str) -> tuple[datetime, timedelta]:
    """An instant, and how long the time lasts that it stands for, to the second: ISO 8601, a date as Indonesians write
    it, or the number that a spreadsheet gives a day; Jakarta where no offset is said.

    A date without a time of day is the beginning of that day. Raises ValueError.
    """
    text = text.strip()
    within = WHOLE_DAY
    if found := _ISO.fullmatch(text):
        when = datetime.fromisoformat(text)
        when = when if when.tzinfo else when.replace(tzinfo=JAKARTA)
        if found["clock"]:
            within = SECOND if found["second"] else MINUTE
    elif found := _CLOCK.fullmatch(text):
        hour, minute, second = (int(found[name] or 0) for name in ("hour", "minute", "second"))
        when = midnight(day(found["day"])).replace(hour=hour, minute=minute, second=second)
        within = SECOND if found["second"] else MINUTE
    elif (found := _SERIAL.fullmatch(text)) and found["part"]:
        seconds = round(Decimal(f"0.{found['part']}") * 86_400)
        when = midnight(day(found["day"])) + timedelta(seconds=seconds)
        within = SECOND if len(found["part"]) >= _EXACT else WHOLE_DAY
    else:
        when = midnight(day(text))
    try:
        # Whatever can be told in Jakarta and in UTC alike.
        when.astimezone(JAKARTA).astimezone(UTC)
    except OverflowError:
        raise ValueError("out of the calendar") from None
    return when.replace(microsecond=0), within


def day(text: str) -> date:
    """The one day that `text` is. Raises ValueError."""
    if text.isascii() and text.isdigit() and int(text) in _SERIALS:
        return _FIRST + timedelta(days=int(text))
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


def _lines(opened: Open, delimiter: str, head: int) -> Iterator[tuple[int, list[str]]]:
    with opened() as stream:
        for _ in range(head - 1):
            stream.readline(_LONGEST)
        reader = csv.reader(_decoded(stream, head), delimiter=delimiter, strict=True)
        while True:
            line = reader.line_num + head
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise BadLine(line, str(error)) from None
            yield line, cells


def _decoded(stream: BinaryIO, head: int) -> Iterator[str]:
    # Line by line, so that the line at fault is known; and none is held that has no end, nor a file of endless lines.
    number, left = head - 1, MOST_BYTES
    while line := stream.readline(_LONGEST + 1):
        number, left = number + 1, left - len(line)
        if len(line) > _LONGEST:
            raise BadLine(number, f"expected at most {_LONGEST} bytes in a line")
        if left < 0:
            raise BadLine(number, f"expected at most {MOST_BYTES // 1_000_000} MB in a file")
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise BadLine(number, _NOT_UTF8) from None
