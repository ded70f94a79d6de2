"""Readings out of a CSV: of the program's own contract, or of any file whose columns are mapped or have usual headings.

Everything is read strictly and before anything is kept: one bad line, and the whole file is refused with its number.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from checker import money as rupiah
from checker.keeping import csv_form, reading_csv
from checker.keeping.csv_form import CLOCK, CURRENCY, DAY, restored
from checker.keeping.history import MOST, Kept, Past
from checker.keeping.reading_csv import BadLine, Open, Sheet
from checker.kpj import has_kpj_shape
from checker.model import SAID, Card, Confidence, Source
from checker.money import sen
from checker.plausible import Key, key
from checker.settings import JAKARTA

# What a column may be mapped to; the first two must be there.
FIELDS = ("date", "balance", "account", *SAID, "as_of")
# Headings as people write them, without spaces and signs, whatever their case.
_USUAL = {
    "date": ("tanggal", "tgl", "tanggalcek", "tglcek", "date"),
    "balance": ("saldo", "saldojht", "saldorp", "saldojhtrp", "balance"),
    "kpj": ("kpj", "nokpj", "nomorkpj", "nomorkartu", "nokartu"),
    "company": ("perusahaan", "namaperusahaan", "pemberikerja", "company"),
    "npp": ("npp",),
}


class UnknownColumns(Exception):
    """The file is not of the contract and was not mapped, or was mapped to columns that it lacks (`names`)."""

    def __init__(self, header: list[str], names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.header, self.names = header, names


class NoCard(BadLine):
    """Several balances of one day, the `last` one on that line, and nothing says of which cards they are."""

    def __init__(self, line: int, day: str, header: list[str]) -> None:
        why = (
            f"another balance of {day} than a line before, and no card: say which column holds the KPJ "
            "(--map kpj=COLUMN) or, where all are of one card, which that is (--kpj KPJ)"
        )
        super().__init__(line, why)
        self.header = header


@dataclass(frozen=True, slots=True)
class Table:
    """A file as it is to be read: which column is which of FIELDS; `own` is one of the contract."""

    sheet: Sheet
    columns: Mapping[str, str]
    own: bool


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: Mapping[str, str]
    amount: rupiah.Amount | Decimal


def table(opened: Open, mapping: Mapping[str, str]) -> Table:
    """Look at a file's header. `mapping` says which column, whatever its case, is which of FIELDS; what it leaves open
    is told by usual headings, and where it is empty the file may be one of the contract.

    Raises BadLine, UnknownColumns and OSError.
    """
    sheet = reading_csv.open_sheet(opened)
    ours = sheet.ours() if not mapping else None
    if ours is not None:
        return Table(sheet, ours, own=True)
    said = {field: _column(sheet.header, wanted) for field, wanted in mapping.items()}
    unknown = [mapping[field] for field, column in said.items() if column is None]
    columns = _usual(sheet.header, said) | {field: column for field, column in said.items() if column is not None}
    unknown += [field for field in ("date", "balance") if field not in columns and field not in said]
    if unknown:
        raise UnknownColumns(sheet.header, unknown)
    return Table(sheet, columns, own=False)


def read(found: Table, account: str, kpj: str | None) -> list[Past]:
    """The readings in a file, in its order. `account` and `kpj` are those of lines that name none.

    Raises BadLine (NoCard where several balances of a day have no card) and OSError.
    """
    rows = list(_rows(found))
    convention = rupiah.convention(row.amount for row in rows if isinstance(row.amount, rupiah.Amount))
    latest = datetime.now(UTC) + reading_csv.AHEAD
    past = [_past(row, convention, latest, account, kpj) for row in rows]
    if not found.own:
        _told_apart(found.sheet.header, zip([row.line for row in rows], past, strict=True))
    # In a table of one's own a day is all that a reading has; what we wrote ourselves had more before a spreadsheet.
    return past if found.own else [Past(one.checked_at, one.account, one.card, one.confidence) for one in past]


def beside(past: Iterable[Past], kept: Iterable[Kept]) -> tuple[Past, Kept] | None:
    """The first balance without a card of a day of which another without a card was imported before, and that one."""
    days = {
        (one.account, one.checked_at[:10], key(None, one.npp, one.company)): one
        for one in kept
        if one.kpj is None and one.source == Source.IMPORT
    }
    for one in past:
        day = one.checked_at.astimezone(JAKARTA).date().isoformat()
        other = days.get((one.account, day, key(None, one.card.npp, one.card.company)))
        if not one.card.kpj and other is not None and other.balance != sen(one.card.balance):
            return one, other
    return None


def _column(header: list[str], wanted: str) -> str | None:
    same = [name for name in header if name.casefold() == wanted.casefold()]
    return wanted if wanted in header else same[0] if len(same) == 1 else None


def _usual(header: list[str], said: Mapping[str, str | None]) -> dict[str, str]:
    """The columns whose headings are usual ones, where one column alone has them and it was mapped to nothing else."""
    bare = {name: "".join(filter(str.isalnum, name)).casefold() for name in header if name not in said.values()}
    found = {field: [name for name in bare if bare[name] in usual] for field, usual in _USUAL.items()}
    return {field: names[0] for field, names in found.items() if len(names) == 1}


def _told_apart(header: list[str], past: Iterable[tuple[int, Past]]) -> None:
    """See to it that each balance has a card of its own, or a time. Raises BadLine."""
    days: dict[tuple[str, str, Key], Decimal] = {}
    instants: dict[tuple[datetime, str, Key], tuple[int, Decimal]] = {}
    for line, one in past:
        card = key(one.card.kpj, one.card.npp, one.card.company)
        day = one.checked_at.astimezone(JAKARTA).date().isoformat()
        if not one.card.kpj and days.setdefault((day, one.account, card), one.card.balance) != one.card.balance:
            raise NoCard(line, day, header)
        first, balance = instants.setdefault((one.checked_at, one.account, card), (line, one.card.balance))
        if balance != one.card.balance:
            raise BadLine(line, f"another balance of the same card at the same time as on line {first}")


def _rows(found: Table) -> Iterable[_Row]:
    sheet, own = found.sheet, found.own
    form = csv_form.EXCEL if sheet.delimiter == ";" else csv_form.PLAIN
    for line, record in sheet.records():
        cells = {name: restored(record[column]) for name, column in found.columns.items()}
        # A name of our own comes back exactly as it was; other people's tables are padded.
        cells = {name: text if own and name in ("account", *SAID[1:]) else text.strip() for name, text in cells.items()}
        if own:
            cells["date"] = f"{cells[DAY]} {cells[CLOCK]}".strip() if DAY in cells else cells["checked_at"]
            if (currency := cells.get("currency", "")) not in ("", CURRENCY):
                raise BadLine(line, f"expected amounts in {CURRENCY}, found {currency!r}")
        try:
            amount = reading_csv.exact(cells["balance"], form.decimal) if own else rupiah.parse(cells["balance"])
        except ValueError:
            raise BadLine(line, f"{cells['balance']!r} is no balance in rupiah") from None
        yield _Row(line, cells, amount)


def _past(row: _Row, convention: rupiah.Convention | None, latest: datetime, account: str, kpj: str | None) -> Past:
    cells, line = row.cells, row.line
    balance = row.amount if isinstance(row.amount, Decimal) else row.amount.value(convention)
    if balance is None or balance != balance.quantize(Decimal("0.01")):
        told = cells["balance"]
        raise BadLine(line, f"{told!r} could be two amounts, and no other line settles which: write it with its sen")
    if sen(balance) > MOST:
        raise BadLine(line, f"{cells['balance']!r} is more than can be kept")
    try:
        name = "date"
        when, within = reading_csv.moment(cells[name])
        name = "as_of"
        as_of = reading_csv.day(cells[name]) if cells.get(name) else None
    except ValueError:
        raise BadLine(line, f"{cells[name]!r} is no date (2026-10-31, 31-10-2026, 31 Oktober 2026)") from None
    if when > latest:
        raise BadLine(line, f"{cells['date']!r} is in the future")
    number = cells.get("kpj", "").replace(" ", "").upper() or kpj
    if number is not None and not has_kpj_shape(number):
        raise BadLine(line, reading_csv.broken_kpj(cells["kpj"]))
    if (confidence := cells.get("confidence") or None) and confidence not in list(Confidence):
        raise BadLine(line, f"{confidence!r} is no confidence: expected {', '.join(Confidence)}")
    said = {name: cells.get(name) or None for name in SAID[1:]}
    return Past(when, cells.get("account") or account, Card(balance, number, as_of=as_of, **said), confidence, within)
