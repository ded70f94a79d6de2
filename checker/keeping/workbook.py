"""The readings as a workbook: days, times and amounts as what they are, and no text that a spreadsheet would reckon."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO

from checker.failures import ConfigInvalid
from checker.keeping.csv_form import CURRENCY, HEADINGS
from checker.keeping.history import Kept
from checker.shown import plain

_FORMATS = {
    "day": "dd/mm/yyyy",
    "clock": "hh:mm:ss",
    "as_of": "dd/mm/yyyy",
    "balance": "#,##0.00",
    "change": "#,##0.00",
}
_WIDTHS = {"company": 30, "balance": 18, "change": 18, "kpj": 14}
_WIDTH = 12
"""Signs: of a column of which nothing else is said."""


def write(stream: BinaryIO, found: Iterable[Kept]) -> None:
    """Write a workbook of one sheet, row by row. Raises ConfigInvalid where the library for it is not installed."""
    try:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font
        from openpyxl.utils import get_column_letter
    except ImportError:
        raise ConfigInvalid("a workbook (.xlsx) needs an extra: pip install 'saldo-jht[excel]'", case="extra") from None
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Riwayat")
    sheet.freeze_panes = "A2"
    for number, name in enumerate(HEADINGS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, _WIDTH)

    def cell(value: Any, name: str = "") -> WriteOnlyCell:  # noqa: ANN401 - whatever stands in a cell
        made = WriteOnlyCell(sheet, plain(value) if isinstance(value, str) else value)
        if isinstance(value, str):
            # Else what begins with an equals sign would be a formula.
            made.data_type = "s"
        if name in _FORMATS:
            made.number_format = _FORMATS[name]
        return made

    heads = [cell(heading) for heading in HEADINGS.values()]
    for one in heads:
        one.font = Font(bold=True)
    sheet.append(heads)
    for row in found:
        values = _values(row)
        sheet.append([cell(values[name], name) for name in HEADINGS])
    book.save(stream)


def _values(one: Kept) -> dict[str, Any]:
    at = datetime.fromisoformat(one.checked_at)
    return one._asdict() | {
        "day": at.date(),
        "clock": at.time(),
        "as_of": date.fromisoformat(one.as_of) if one.as_of else None,
        "balance": Decimal(one.balance).scaleb(-2),
        "currency": CURRENCY,
        "change": None if one.change is None else Decimal(one.change).scaleb(-2),
    }
