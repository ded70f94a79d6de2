# Pages are written as long lines.
# ruff: noqa: E501
"""Cards of which one was left years ago: its balance is of a day long past, which the card itself explains. Each kind with
its twins, of which no number may be read.
"""

from tests.truth import Truth

_NEW, _OLD = ("11122233344", "Rp 1.500.000,00"), ("22233344455", "Rp 400.000,00")
BOTH = "1900000"


def _card(card: tuple[str, str], day: str, state: str = "", label: str = "Saldo JHT") -> str:
    number, amount = card
    told = state and f"<p>{state}</p>"
    return (
        f"<section><p>KPJ {number}</p>{told}<p>{label}</p><p style='font-size:24px'>{amount}</p><p>{day}</p></section>"
    )


def _row(card: tuple[str, str], day: str, state: str) -> str:
    return f"<tr><td>{card[0]}</td><td>{state}</td><td>{card[1]}</td><td>{day}</td></tr>"


def _table(head: str, *rows: str) -> str:
    return f"<table><tr><th>KPJ</th><th>Status</th><th>Saldo JHT</th><th>{head}</th></tr>{''.join(rows)}</table>"


_LATE, _PAST = "Per 31 Oktober 2026", "Per 31 Maret 2021"

BODIES: dict[str, tuple[str, str | None]] = {
    "left-by-its-state": (_card(_NEW, _LATE, "Aktif") + _card(_OLD, _PAST, "Nonaktif"), BOTH),
    "left-in-the-line-of-the-day": (_card(_NEW, f"{_LATE} - Aktif") + _card(_OLD, f"{_PAST} - Tidak aktif"), BOTH),
    "left-on-a-day": (_card(_NEW, _LATE) + _card(_OLD, _PAST, "Berhenti bekerja 28 Februari 2021"), BOTH),
    "left-without-a-word": (_card(_NEW, _LATE) + _card(_OLD, _PAST), BOTH),
    "left-by-the-label": (_card(_NEW, "", "Aktif", f"Saldo JHT {_LATE}") + _card(_OLD, "", "Nonaktif", f"Saldo JHT {_PAST}"), BOTH),
    "left-with-its-number-and-day": (_card(_NEW, f"KPJ 11122233344 | {_LATE}") + _card(_OLD, f"KPJ 22233344455 | {_PAST}"), BOTH),
    "left-in-a-table": (_table("Per tanggal", _row(_NEW, "31-10-2026", "Aktif"), _row(_OLD, "31-03-2021", "Nonaktif")), BOTH),
    "left-in-a-table-of-positions": (_table("Posisi", _row(_NEW, "Oktober 2026", "Aktif"), _row(_OLD, "Maret 2021", "Nonaktif")), BOTH),
    "left-alone": (_card(_OLD, _PAST, "Status: Tidak aktif"), "400000"),
    "old-alone": (_card(_OLD, _PAST), None),
    "old-both": (_card(_NEW, _PAST) + _card(_OLD, _PAST), None),
    "old-and-active": (_card(_NEW, _LATE, "Nonaktif") + _card(_OLD, _PAST, "Aktif"), None),
    "old-in-a-table-and-active": (_table("Per tanggal", _row(_NEW, "31-10-2026", "Aktif"), _row(_OLD, "31-03-2021", "Aktif")), None),
    "old-by-the-label": (_card(_OLD, "", "Aktif", f"Saldo JHT {_PAST}"), None),
    "old-of-all": (_card(_NEW, "", "Aktif") + _card(_OLD, "", "Nonaktif") + f"<p>Data {_PAST.lower()}</p>", None),
    "old-of-one-card": (_card(_NEW, _PAST, "Nonaktif", "Saldo JHT") + _card((_NEW[0], _OLD[1]), _LATE), None),
    "left-on-a-day-to-come": (_card(_NEW, _LATE) + _card(_OLD, "Per 31 Maret 2045", "Nonaktif"), None),
    "leaving-is-spoken-of": (_card(_OLD, _PAST) + "<p>Bila berhenti bekerja, hubungi 175.</p>", None),
}  # fmt: skip

MEASURED = {name: (f"<h1>Saldo JHT</h1>{body}", Truth(total)) for name, (body, total) in BODIES.items()}
"""Each body with what is read off it."""
