"""Adding readings to a CSV that a person keeps: what is not in it yet, under its own columns, in its own form.

Every byte that is in the file stays. A reading is known by its instant, account, KPJ and balance; of readings that are
equal in all of these, as many are added as the file has fewer of. Where a spreadsheet has taken the seconds away, it is
known by its minute; where it has broken a reading, that line is named, and nothing is added.
"""

import csv
import io
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from checker.failures import StorageFailed
from checker.keeping import csv_form, reading_csv
from checker.keeping.csv_form import CLOCK, COLUMNS, DAY, HEADINGS, Form
from checker.keeping.files import whole
from checker.keeping.history import Kept
from checker.keeping.reading_csv import Known

_NEEDED = ("account", "kpj", "balance")
_TRIES = 20


class _Found(msgspec.Struct, frozen=True):
    """A file as it was met: its header, which of our columns each of it is, its form, how often each reading stands in
    it, and how it ends.
    """

    header: list[str]
    ours: dict[str, str]
    form: Form
    known: Counter[Known]
    line_end: str
    begins: str


def append(path: Path, source: Callable[[], Iterable[Kept]], form: Form) -> int:
    """Add the readings of `source` that `path` does not hold yet, and return their number.

    A file that is not there, or empty, is begun in `form`; one that holds all of them is not touched. `source` is asked
    again when somebody else wrote to the file in the meantime; two of our own at once would each find it as it was, so
    whoever calls holds the file (`locks.file`). Raises StorageFailed.
    """
    for _ in range(_TRIES):
        before = _stamp(path)
        new = before is None or before[1] == 0
        found = _begun(form) if new else _met(path)
        added = io.StringIO(newline="")
        writer = csv.writer(added, delimiter=found.form.delimiter, lineterminator=found.line_end)
        count = 0
        for one in source():
            known = next((known for known in _known(one) if found.known[known]), None)
            if known is not None:
                found.known[known] -= 1
                continue
            cells = dict(zip(COLUMNS, next(csv_form.rows([one], found.form)), strict=True))
            cells[DAY], cells[CLOCK] = csv_form.split(cells["checked_at"])
            writer.writerow([cells.get(found.ours.get(name, ""), "") for name in found.header])
            count += 1
        if count == 0 and before is not None:
            return 0
        if _put(path, before, found, added.getvalue()):
            return count
    raise StorageFailed(f"{path} is being written by somebody else all the time: try again later")


def _put(path: Path, before: tuple[int, ...] | None, found: _Found, text: str) -> bool:
    """Write what was there and `text` after it, unless the file has changed since `before`."""
    try:
        with whole(path) as stream:
            if before is None or before[1] == 0:
                header = io.StringIO(newline="")
                csv.writer(header, delimiter=found.form.delimiter).writerow(found.header)
                stream.write(header.getvalue().encode(found.form.encoding))
            else:
                with path.open("rb") as old:
                    shutil.copyfileobj(old, stream)
            stream.write((found.begins + text).encode())
            if _stamp(path) != before:
                raise _Changed
    except _Changed:
        return False
    return True


class _Changed(Exception):
    """The file is not what it was when it was read."""


def _stamp(path: Path) -> tuple[int, ...] | None:
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StorageFailed(f"cannot read {path}: {error.strerror or type(error).__name__}") from None
    return (status.st_ino, status.st_size, status.st_mtime_ns)


def _begun(form: Form) -> _Found:
    names = HEADINGS if form.excel else dict(zip(COLUMNS, COLUMNS, strict=True))
    return _Found(list(names.values()), {heading: name for name, heading in names.items()}, form, Counter(), "\r\n", "")


def _met(path: Path) -> _Found:
    try:
        sheet = reading_csv.open_sheet(lambda: path.open("rb"))
        columns = sheet.ours() or {}
        missing = [name for name in _NEEDED if name not in columns]
        if missing:
            missing = missing if columns else ["checked_at", *missing]
            raise StorageFailed(
                f"{path} has no column {', '.join(missing)}, so what it holds cannot be told; nothing was written",
                case="columns",
            )
        form = csv_form.EXCEL if sheet.delimiter == ";" else csv_form.PLAIN
        known: Counter[Known] = Counter()
        for line, record in sheet.records():
            cells = {name: record[column] for name, column in columns.items()}
            if DAY in cells:
                cells["checked_at"] = f"{cells[DAY]} {cells[CLOCK]}".strip()
            try:
                one = reading_csv.known(cells, form)
            except ValueError as error:
                raise reading_csv.BadLine(line, str(error)) from None
            # A row that is no reading (a sum, a remark) is its owner's business.
            if one is not None:
                known[one] += 1
    except reading_csv.BadLine as bad:
        why = f"{path}, line {bad.line}: {bad.reason}; nothing was written"
        raise StorageFailed(why, case="line") from None
    except OSError as error:
        raise StorageFailed(f"cannot read {path}: {error.strerror or type(error).__name__}") from None
    form = Form(sheet.delimiter, form.decimal, form.excel)
    ours = {heading: name for name, heading in columns.items()}
    return _Found(sheet.header, ours, form, known, sheet.line_end, "" if sheet.ended else sheet.line_end)


def _known(one: Kept) -> Iterator[Known]:
    """What a reading is known by, exactly, by its minute and by its day."""
    at = datetime.fromisoformat(one.checked_at)
    for within, begins in (
        (reading_csv.SECOND, at),
        (reading_csv.MINUTE, at.replace(second=0)),
        (reading_csv.WHOLE_DAY, at.replace(hour=0, minute=0, second=0)),
    ):
        yield (begins.astimezone(UTC).isoformat(), within, one.account, one.kpj or "", one.balance)
