"""Readings out of a CSV: of the program's own contract, or of any file whose columns are mapped.

Everything is read strictly and before anything is kept: one bad line, and the whole file is refused with its number.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from checker import money as rupiah
from checker.keeping import csv_form, reading_csv
from checker.keeping.csv_form import CURRENCY, restored
from checker.keeping.history import MOST, Past
from checker.keeping.reading_csv import BadLine, Sheet
from checker.kpj import has_kpj_shape
from checker.model import SAID, Card, Confidence
from checker.money import sen

# What a column may be mapped to; the first two must be there.
FIELDS = ("date", "balance", "account", *SAID, "as_of")
# A clock that is a little fast makes no reading one of the future.
_AHEAD = timedelta(days=1)


class UnknownColumns(Exception):
    """The file is not of the contract and was not mapped, or was mapped to columns that it lacks (`names`)."""

    def __init__(self, header: list[str], names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.header, self.names = header, names


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: Mapping[str, str]
    amount: rupiah.Amount | Decimal


def read(path: Path, mapping: Mapping[str, str], account: str, kpj: str | None) -> list[Past]:
    """The readings in a file, in its order. `account` and `kpj` are those of lines that name none.

    `mapping` says which column is which of FIELDS; an empty one takes the file for one of the contract. Raises BadLine,
    UnknownColumns and OSError.
    """
    sheet = reading_csv.open_sheet(path)
    contract = not mapping
    columns = {name: name for name in FIELDS[1:]} | {"date": "checked_at"} if contract else dict(mapping)
    missing = [columns.get(name, name) for name in ("date", "balance") if columns.get(name) not in sheet.header]
    missing += [name for name in mapping.values() if name not in sheet.header and name not in missing]
    if missing:
        raise UnknownColumns(sheet.header, missing)
    rows = _rows(sheet, columns, contract)
    convention = rupiah.convention(row.amount for row in rows if isinstance(row.amount, rupiah.Amount))
    latest = datetime.now(UTC) + _AHEAD
    return [_past(row, convention, latest, account, kpj) for row in rows]


def _rows(sheet: Sheet, columns: Mapping[str, str], contract: bool) -> list[_Row]:
    form = csv_form.EXCEL if sheet.delimiter == ";" else csv_form.PLAIN
    rows = []
    for line, record in sheet.records():
        cells = {name: restored(record[column]) for name, column in columns.items() if column in record}
        # A name of our own comes back exactly as it was; other people's tables are padded.
        cells = {
            name: text if contract and name in ("account", *SAID[1:]) else text.strip() for name, text in cells.items()
        }
        if contract:
            cells["confidence"] = record.get("confidence", "")
            if (currency := record.get("currency", "").strip()) not in ("", CURRENCY):
                raise BadLine(line, f"expected amounts in {CURRENCY}, found {currency!r}")
        try:
            amount = reading_csv.exact(cells["balance"], form.decimal) if contract else rupiah.parse(cells["balance"])
        except ValueError:
            raise BadLine(line, f"{cells['balance']!r} is no balance in rupiah") from None
        rows.append(_Row(line, cells, amount))
    return rows


def _past(row: _Row, convention: rupiah.Convention | None, latest: datetime, account: str, kpj: str | None) -> Past:
    cells = row.cells

    def refused(name: str, reason: str) -> BadLine:
        return BadLine(row.line, f"{cells[name]!r} {reason}")

    balance = row.amount if isinstance(row.amount, Decimal) else row.amount.value(convention)
    if balance is None or balance != balance.quantize(Decimal("0.01")):
        raise refused("balance", "could be two amounts, and no other line settles which: write it with its sen")
    if sen(balance) > MOST:
        raise refused("balance", "is more than can be kept")
    try:
        name = "date"
        when = reading_csv.instant(cells[name])
        name = "as_of"
        as_of = reading_csv.day(cells[name]) if cells.get(name) else None
    except ValueError:
        raise refused(name, "is no date (2026-10-31, 31-10-2026, 31 Oktober 2026)") from None
    if when > latest:
        raise refused("date", "is in the future")
    number = cells.get("kpj", "").replace(" ", "").upper() or kpj
    if number is not None and not has_kpj_shape(number):
        raise refused("kpj", "is not a KPJ: expected 11 digits or letters, noughts in front included")
    if (confidence := cells.get("confidence") or None) and confidence not in list(Confidence):
        raise refused("confidence", f"is no confidence: expected {', '.join(Confidence)}")
    said = {name: cells.get(name) or None for name in SAID[1:]}
    return Past(when, cells.get("account") or account, Card(balance, number, as_of=as_of, **said), confidence)
