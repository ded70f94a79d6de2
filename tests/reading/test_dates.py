"""Dates as Indonesian pages write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import dates

LONG = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus"),
    *("September", "Oktober", "November", "Desember"),
)
days = st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31))


@given(days)
def test_every_day_is_found_in_each_form(day: date) -> None:
    name = LONG[day.month - 1]
    for text in (
        f"{day.day} {name} {day.year}",
        f"{day.day:02} {name.upper()} {day.year}",
        f"{day.day:02}-{day.month:02}-{day.year}",
        f"{day.day:02}/{day.month:02}/{day.year}",
        f"{day.day:02}.{day.month:02}.{day.year}",
        day.isoformat(),
        f"per {day.day} {name} {day.year} pukul 08.30 WIB",
        f"{day.isoformat()} 08:30:00",
    ):
        assert dates.find(text) == [day], text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Okt 2026", date(2026, 10, 31)),
        ("Oktober 2026", date(2026, 10, 31)),
        ("Februari 2028", date(2028, 2, 29)),
        ("31 Agt 2026", date(2026, 8, 31)),
        ("10 Nopember 2026", date(2026, 11, 10)),
        ("October 31, 2026", date(2026, 10, 31)),
        ("31-Okt-2026", date(2026, 10, 31)),
        ("05-06-2026", date(2026, 6, 5)),
    ],
)
def test_other_forms(text: str, day: date) -> None:
    assert dates.find(text) == [day]


@pytest.mark.parametrize(
    "text",
    ["31-02-2026", "32 Januari 2026", "2026", "12345678901", "Rp 12.345.678", "10.05-11.23", "1.10.20261", "Mei"],
)
def test_what_is_no_day(text: str) -> None:
    assert dates.find(text) == []


def test_days_come_in_the_order_they_stand() -> None:
    found = dates.find("1 Januari 2026 sampai dengan 31-10-2026")
    assert found == [date(2026, 1, 1), date(2026, 10, 31)]


@pytest.mark.parametrize("zone", ["WIB", "WITA", "WIT"])
def test_the_time_of_day_goes_with_its_date(zone: str) -> None:
    assert dates.without(f"Saldo JHT per 31 Oktober 2026 pukul 08.30 {zone}") == "Saldo JHT per"
    assert dates.without(f"Saldo JHT per 31-10-2026, 08:30:15 {zone}") == "Saldo JHT per"


def test_without_a_date_nothing_is_taken_out() -> None:
    assert dates.without("Rp 12.34") == "Rp 12.34"
