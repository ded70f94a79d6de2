"""Amounts are read exactly or not at all, whatever surrounds their digits."""

import string
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.money import Convention, NotAnAmount, convention, parse, tidy

amounts = st.decimals(min_value=0, max_value=Decimal("999999999999.99"), places=2)
signs = st.sampled_from(["", "Rp", "Rp ", "Rp.", "Rp. ", "RP ", "rp ", "IDR ", "Rp\u00a0", "Rp\u202f", "Rp\u2009"])
unseen = st.sampled_from(["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u200e", "\u202c"])


def written(amount: Decimal, thousands: str, decimals: str | None) -> str:
    """`amount` in one of the conventions; without sen where `decimals` is None."""
    text = f"{amount:,.2f}" if decimals else f"{int(amount):,}"
    return text.translate({ord(","): thousands, ord("."): decimals or ""})


@given(amounts, signs, st.sampled_from([(".", ",", Convention.DOT), (",", ".", Convention.COMMA)]))
def test_every_amount_comes_back_in_each_convention(
    amount: Decimal, sign: str, style: tuple[str, str, Convention]
) -> None:
    thousands, decimals, settled = style
    assert parse(sign + written(amount, thousands, decimals)).value(settled) == amount


@given(amounts, signs, st.sampled_from([".", ","]))
def test_with_sen_no_convention_is_needed(amount: Decimal, sign: str, thousands: str) -> None:
    decimals = "," if thousands == "." else "."
    assert parse(sign + written(amount, thousands, decimals)).value() == amount


@given(st.integers(min_value=10**6, max_value=10**13), signs, st.sampled_from([".", ","]))
def test_two_groups_settle_themselves(amount: int, sign: str, thousands: str) -> None:
    assert parse(sign + written(Decimal(amount), thousands, None)).value() == amount


@given(st.integers(min_value=10**6, max_value=10**12), st.sampled_from([",-", ",--", ",—", ".-"]))
def test_the_dash_of_whole_rupiah(amount: int, dash: str) -> None:
    thousands = "," if dash == ".-" else "."
    assert parse("Rp " + written(Decimal(amount), thousands, None) + dash).value() == amount


@given(amounts, st.lists(st.tuples(st.integers(0, 40), unseen), max_size=6))
def test_signs_that_nobody_sees_change_nothing(amount: Decimal, places: list[tuple[int, str]]) -> None:
    text = "Rp " + written(amount, ".", ",")
    for place, sign in places:
        text = text[:place] + sign + text[place:]
    assert parse(text).value() == amount


@given(amounts, st.sampled_from(["-{}", "−{}", "–{}", "({})", "- {}", "Rp -{}", "Rp ({})", "{}-", "+{}", "~{}", "±{}"]))
def test_what_is_signed_is_refused(amount: Decimal, form: str) -> None:
    with pytest.raises(NotAnAmount):
        parse(form.format(written(amount, ".", ",")))


@given(amounts, st.text(string.ascii_letters, min_size=1, max_size=8), st.booleans())
def test_letters_that_are_no_currency_are_refused(amount: Decimal, letters: str, before: bool) -> None:
    if letters.lower() in ("rp", "idr", "rupiah"):
        return
    number = written(amount, ".", ",")
    with pytest.raises(NotAnAmount):
        parse(f"{letters} {number}" if before else f"{number} {letters}")


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from([".", ","]), signs)
def test_three_digits_after_one_separator_need_the_page(head: int, tail: int, mark: str, sign: str) -> None:
    amount = parse(f"{sign}{head}{mark}{tail:03}")
    groups = Convention.DOT if mark == "." else Convention.COMMA
    other = Convention.COMMA if mark == "." else Convention.DOT
    assert amount.value(groups) == head * 1000 + tail
    # Money has no three decimals; rupiah are written with dots, where nothing says otherwise.
    assert amount.value(other) is None
    assert amount.value(Convention.MIXED) is None
    assert amount.value() == (head * 1000 + tail if sign and mark == "." else None)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "-", "—", "Rp", "Rp -", "Rp -,-", "Rp.", "NaN", "Rp NaN", "null", "undefined", "Tidak tersedia"),
        *("•••••", "Rp •••••", "Rp ***.***", "Rp 12.***.678", "Rp xx.345.678", "Gagal memuat data", "0 kartu"),
        *("1.2.3", "12.34.567", "1234.567", "01.234.567", "12.345.67", "1,234.567", "12,345,67", "12..345", ".345"),
        *("12.345.678,0", "12.345.678,000", "Rp 12 345 678", "12.345.678 12.345.678", "Rp 12.345.678 Rp", "12:345"),
        *("1e6", "12'345'678", "٣٤٥", "१२३", "12.345.678%", "12.345/678", "Rp Rp 1.000.000", "USD 12.345.678"),
    ],
)
def test_what_is_no_amount_is_never_one(text: str) -> None:
    with pytest.raises(NotAnAmount):
        parse(text)


def test_a_nought_is_an_amount() -> None:
    assert parse("Rp 0").value() == 0
    assert parse("Rp 0,00").value() == 0


def test_wide_digits_are_digits() -> None:
    assert parse("Ｒｐ１２．３４５．６７８").value() == 12345678
    assert tidy("Saldo\u200b\u00a0 JHT") == "Saldo JHT"


def test_amounts_of_a_page_settle_its_convention() -> None:
    dot, comma, unsettled = parse("1.234.567"), parse("1,234,567"), parse("1.234")
    assert convention([unsettled]) is None
    assert convention([unsettled, dot]) is Convention.DOT
    assert convention([unsettled, comma]) is Convention.COMMA
    assert convention([dot, comma]) is Convention.MIXED
