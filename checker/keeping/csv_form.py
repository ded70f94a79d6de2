"""The CSV of readings (schema 1): its columns, its cells, and how a cell that looks like a formula is made harmless."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, TextIO

import msgspec

from checker.keeping.history import Kept
from checker.money import exact

_AS_OF = Kept._fields.index("as_of")
_END = Kept._fields.index("balance") + 1
COLUMNS = (*Kept._fields[:_END], "currency", "change", "confidence", "run")
CURRENCY = "IDR"
# The form for a spreadsheet is read by people: Indonesian headings, and the instant as a day and a time of day.
DAY, CLOCK = "day", "clock"
HEADINGS = {
    DAY: "Tanggal",
    CLOCK: "Jam",
    "account": "Akun",
    "source": "Sumber",
    "kpj": "No KPJ",
    "company": "Perusahaan",
    "npp": "NPP",
    "segment": "Segmen",
    "membership": "Kepesertaan",
    "as_of": "Per tanggal",
    "balance": "Saldo",
    "currency": "Mata uang",
    "change": "Perubahan",
    "confidence": "Keyakinan",
    "run": "Pembacaan",
}
# What begins a formula, the full-width and small variants that spreadsheets take for it too, and the real minus sign.
_FORMULA = frozenset("=+-@＝＋－＠﹢﹣﹦﹫−")
# In the form for spreadsheets: what they would make a number, a date or a percentage of.
_NUMERIC = re.compile(r"[0-9][0-9A-Za-z.,/:% -]*", re.ASCII)
_TEXT_FORMULA = re.compile(r'="([0-9][0-9A-Za-z.,/:% -]*)"', re.ASCII)


class Form(msgspec.Struct, frozen=True):
    """How a file is written: what parts its cells and decimals, and whether it is for a spreadsheet in Indonesian.

    One that an earlier version of the program wrote for a spreadsheet has the headings of the contract.
    """

    delimiter: str
    decimal: str
    excel: bool

    @property
    def encoding(self) -> str:
        """Spreadsheets take UTF-8 for what it is only when a byte order mark says so."""
        return "utf-8-sig" if self.excel else "utf-8"


PLAIN = Form(",", ".", excel=False)
EXCEL = Form(";", ",", excel=True)


def columns(form: Form) -> tuple[str, ...]:
    """The headings of a file that is begun in this form."""
    return tuple(HEADINGS.values()) if form.excel else COLUMNS


def write(stream: TextIO, found: Iterable[Kept], form: Form) -> None:
    """Write the header and `found` to a text stream that leaves line ends as they are."""
    writer = csv.writer(stream, delimiter=form.delimiter)
    writer.writerow(columns(form))
    if form.excel:
        writer.writerows((*split(cells[0]), *cells[1:]) for cells in rows(found, form))
    else:
        writer.writerows(rows(found, form))


def split(instant: str) -> tuple[str, str]:
    """The day and the time of day of an instant as `rows` writes it for a spreadsheet."""
    return instant[:10], instant[11:19]


def rows(found: Iterable[Kept], form: Form) -> Iterator[tuple[str, ...]]:
    """The cells of each reading, in the order of the contract."""
    text = _spreadsheet_text if form.excel else defused
    for one in found:
        yield (
            one.checked_at[:19].replace("T", " ") if form.excel else one.checked_at,
            *map(text, one[1:_AS_OF]),
            one.as_of or "",
            exact(one.balance, form.decimal),
            CURRENCY,
            "" if one.change is None else exact(one.change, form.decimal),
            text(one.confidence),
            str(one.run),
        )


def as_object(one: Kept) -> dict[str, Any]:
    """A reading as JSON holds it, by the names of the CSV; None where that has an empty cell, and `run` a number."""
    change = None if one.change is None else exact(one.change)
    told = one._asdict() | {"balance": exact(one.balance), "currency": CURRENCY, "change": change}
    return {name: told[name] for name in COLUMNS}


@lru_cache(maxsize=4096)
def defused(text: str | None) -> str:
    """`text` as a cell: with an apostrophe before what a spreadsheet would take for a formula.

    What already reads as such a cell gets one more, so that `restored` gives back every text exactly.
    """
    if not text:
        return ""
    return "'" + text if _dangerous(text.lstrip("'")) else text


def restored(cell: str) -> str:
    """The text that `defused` made `cell` of."""
    if found := _TEXT_FORMULA.fullmatch(cell):
        return found[1]
    return cell[1:] if cell.startswith("'") and _dangerous(cell.lstrip("'")) else cell


@lru_cache(maxsize=4096)
def _spreadsheet_text(text: str | None) -> str:
    # The one formula that is written on purpose: a text in quotes keeps the noughts of a KPJ, and all its digits.
    return f'="{text}"' if text and _NUMERIC.fullmatch(text) else defused(text)


def _dangerous(text: str) -> bool:
    if text[:1] in ("\t", "\r", "\n"):
        return True
    for sign in text:
        if sign in _FORMULA:
            return True
        # What is white or unseen may be passed over by whoever reads the cell; an apostrophe after it hides nothing.
        if not sign.isspace() and sign != "'" and unicodedata.category(sign) not in ("Cc", "Cf", "Zs"):
            return False
    return False
