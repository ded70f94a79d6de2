"""How kept readings are shown: as lines of a table for a person, as objects for a program."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, TextIO

from checker.cli.columns import Column, lines, plain
from checker.keeping.csv_form import CURRENCY, amount
from checker.keeping.history import Kept
from checker.texts import say

Marks = Mapping[tuple[int, str | None], Collection[str]]


def columns() -> list[Column]:
    """The columns of a table of readings, in the person's language."""
    return [
        Column(say("history.when"), 16),
        Column(say("history.account"), 8),
        Column(say("table.kpj"), 11),
        Column(say("table.company"), 22),
        Column(say("table.balance"), 19, right=True),
        Column(say("history.change"), 19, right=True),
        Column("%", 8, right=True),
        Column(say("history.warnings"), 0),
    ]


def table(found: Iterable[Kept], marks: Marks) -> Iterator[str]:
    """The lines of a table of readings; `marks` says which warnings there were about a run's card."""
    return lines(columns(), (_row(one, marks) for one in found))


def _row(one: Kept, marks: Marks) -> tuple[str, ...]:
    return (
        one.checked_at[:16].replace("T", " "),
        plain(one.account),
        one.kpj or "-",
        plain(one.company) if one.company else "-",
        rupiah(one.balance),
        "-" if one.change is None else rupiah(one.change, signed=True),
        percent(one.balance, one.change),
        " ".join(marks.get((one.run, one.kpj), ())),
    )


@lru_cache(maxsize=4096)
def rupiah(sen: int, signed: bool = False) -> str:
    """Whole sen as Indonesians write them: ``Rp 12.345.678,00``; ``+Rp`` or ``-Rp`` where it is a difference."""
    number = f"{abs(sen) // 100:,}".replace(",", ".")
    sign = "-" if sen < 0 else "+" if signed and sen else ""
    return f"{sign}Rp {number},{abs(sen) % 100:02d}"


@lru_cache(maxsize=4096)
def percent(balance: int, change: int | None) -> str:
    """A change in per cent of the balance before it, ``+1,25 %``; nothing can be said of a balance of zero."""
    if change is None or balance == change:
        return "-"
    return f"{100 * change / (balance - change):+.2f} %".replace(".", ",") if change else "0,00 %"


def as_object(one: Kept) -> dict[str, Any]:
    """A reading with the names and forms of the CSV; None where that has an empty cell, and `run` a number."""
    return {
        "checked_at": one.checked_at,
        "account": one.account,
        "source": one.source,
        "kpj": one.kpj,
        "company": one.company,
        "npp": one.npp,
        "segment": one.segment,
        "membership": one.membership,
        "as_of": one.as_of,
        "balance": amount(one.balance),
        "currency": CURRENCY,
        "change": None if one.change is None else amount(one.change),
        "confidence": one.confidence,
        "run": one.run,
    }


def write_json(stream: TextIO, schema: str, found: Iterable[dict[str, Any]], **more: object) -> None:
    """Write one JSON object that ends with the readings, each on a line of its own as soon as it is there."""
    head = json.dumps({"schema": schema, "status": "ok", **more}, ensure_ascii=False)
    stream.write(head[:-1] + ', "readings": [')
    before = "\n"
    for one in found:
        stream.write(before + json.dumps(one, ensure_ascii=False))
        before = ",\n"
    stream.write("]}\n")
