"""Two readings of one sight: they agree, one speaks alone, or there is no balance. No browser is needed for this."""

from datetime import date
from decimal import Decimal

import pytest

from checker.failures import BalanceNotShown, BalanceUncertain
from checker.model import Card, Confidence, Reading
from checker.page.sight import Box, Control, Picture, Sight, Word
from checker.portal.selectors import load
from checker.reading.agree import agree, merged
from checker.reading.found import PlainReading

TODAY = date(2026, 11, 22)
WORDS = load().selectors.words


def sight(*rows: str, pictures: tuple[Picture, ...] = (), controls: tuple[Control, ...] = ()) -> Sight:
    """A page of lines, each a block; `|` parts what stands in elements of its own along a line."""
    words: list[Word] = []
    for line, row in enumerate(rows):
        for column, part in enumerate(row.split("|")):
            x = 20.0 + 300 * column
            for text in part.split():
                box = Box(x, 20 + 30.0 * line, 9.0 * len(text), 17)
                words.append(Word(text, box, 16, 100 * line + column, (0, 1, 2 + line, 1000 + 100 * line + column)))
                x = box.right + 5
    return Sight(tuple(words), pictures, controls, "Lihat Saldo JHT", scripted=False)


def read(page: Sight, *pointed: str) -> tuple[Reading, PlainReading]:
    return agree(page, pointed, WORDS, TODAY)


ONE = sight("KPJ|12345678901", "Saldo JHT|Rp 12.345.678,00")
TWO = sight(
    *("KPJ|12345678901", "Saldo JHT|Rp 10.000.000,00"),
    *("KPJ|10987654321", "Saldo JHT|Rp 2.345.678,00"),
)


def test_the_plain_reading_speaks_alone() -> None:
    reading, _ = read(ONE)
    assert reading.confidence is Confidence.PLAIN
    assert reading.cards == (Card(Decimal("12345678.00"), "12345678901"),)
    assert reading.total == Decimal("12345678.00")


@pytest.mark.parametrize("pointed", ["Rp 12.345.678,00", "12345678", "Rp12,345,678.00"])
def test_both_agree(pointed: str) -> None:
    assert read(ONE, pointed)[0].confidence is Confidence.AGREED


def test_what_is_pointed_at_may_be_no_amount() -> None:
    assert read(ONE, "Memuat...")[0].confidence is Confidence.PLAIN


@pytest.mark.parametrize("pointed", [("Rp 99.999,00",), ("Rp 12.345.678,00", "Rp 1.000.000,00")])
def test_they_disagree(pointed: tuple[str, ...]) -> None:
    with pytest.raises(BalanceUncertain):
        read(ONE, *pointed)


def test_several_cards_are_told_apart_and_added_up() -> None:
    reading, found = read(TWO, "Rp 10.000.000,00", "Rp 2.345.678,00")
    assert reading.confidence is Confidence.AGREED
    assert {card.kpj: card.balance for card in reading.cards} == {"12345678901": 10000000, "10987654321": 2345678}
    assert reading.total == 12345678
    assert not found.kpjs_elsewhere


def test_one_of_several_cards_pointed_at_is_not_enough() -> None:
    with pytest.raises(BalanceUncertain):
        read(TWO, "Rp 10.000.000,00")


def test_a_card_that_can_be_chosen_is_missed() -> None:
    options = (("12345678901", "1", True), ("10987654321", "2", False))
    select = Control(0, 0, "select", "KPJ", Box(20, 200, 100, 20), (0, 1), False, None, False, options=options)
    assert read(sight("Saldo JHT|Rp 1.000.000,00", controls=(select,)))[1].kpjs_elsewhere == (
        "10987654321",
        "12345678901",
    )


def test_the_pointed_reading_speaks_alone_only_for_an_amount_that_is_seen() -> None:
    page = sight("Rp 12.345.678,00")
    assert read(page, "Rp 12.345.678,00")[0].confidence is Confidence.POINTED
    with pytest.raises(BalanceNotShown):
        read(page, "Rp 99.888.777,00")
    with pytest.raises(BalanceNotShown):
        read(page)
    with pytest.raises(BalanceNotShown):
        read(sight("Upah|Rp 12.345.678,00"), "Rp 12.345.678,00")
    with pytest.raises((BalanceUncertain, BalanceNotShown)):
        read(sight("Rp 12.345.678,00", "Saldo ini hanya perkiraan"), "Rp 12.345.678,00")


@pytest.mark.parametrize(
    "rows",
    [
        ("Saldo JHT Suami|Rp 12.345.678,00",),
        ("Estimasi Saldo JHT|Rp 12.345.678,00",),
        ("Saldo JHT Minimum|Rp 12.345.678,00",),
        ("Saldo JHT Istimewa|Rp 12.345.678,00",),
        ("Iuran JHT|Rp 12.345.678,00",),
        ("Saldo JHT 2023|Rp 12.345.678,00",),
        ("Saldo JHT per 31 Desember 2019|Rp 12.345.678,00",),
        ("Saldo JHT per 31 Desember 2031|Rp 12.345.678,00",),
        ("Saldo JHT|Rp 12.345.678,00 juta",),
        ("Saldo JHT|> Rp 12.345.678,00",),
        ("Saldo JHT|Rp 10.000.000 - Rp 15.000.000",),
        ("Saldo JHT|Rp 1.000.000,00", "Saldo JHT|Rp 2.000.000,00"),
        ("Saldo JHT (dalam ribuan)|Rp 12.345.678,00",),
        ("Saldo JHT|Rp 12.345.678,00", "Saldo di atas belum termasuk hasil pengembangan"),
        ("Saldo JHT|Rp 12.345.678,00", "Data mungkin tidak akurat"),
        ("Saldo JHT|Rp 12.345.678,00", "Anda memiliki 3 kartu"),
        ("Saldo JHT|Rp 12.345.678,00", "Halaman 1 dari 2"),
        ("Saldo JHT|Rp 0", "Memuat data..."),
        ("Saldo JHT|-",),
        ("Saldo JHT|1.234",),
    ],
)
def test_what_a_page_says_of_an_amount_counts(rows: tuple[str, ...]) -> None:
    with pytest.raises((BalanceUncertain, BalanceNotShown)):
        read(sight(*rows))


def test_a_picture_among_digits_may_be_a_digit() -> None:
    page = sight("Saldo JHT|Rp 12.345.678,00")
    digits = page.words[-1].box
    blot = Picture("img", Box(digits.right + 1, digits.y, 9, 16), "", (0, 1))
    icon = Picture("img", Box(digits.right + 12, digits.y, 16, 16), "", (0, 1))
    with pytest.raises((BalanceUncertain, BalanceNotShown)):
        read(Sight(page.words, (blot,), (), page.title))
    assert read(Sight(page.words, (icon,), (), page.title))[0].total == 12345678


def _reading(*cards: Card, confidence: Confidence = Confidence.PLAIN) -> Reading:
    return Reading(cards, sum((card.balance for card in cards), Decimal(0)), confidence)


def test_what_each_choice_brought_is_put_together() -> None:
    first, second = Card(Decimal(5), "12345678901", as_of=TODAY), Card(Decimal(7), as_of=TODAY)
    whole = merged([("12345678901", _reading(first)), ("10987654321", _reading(second))])
    assert [(card.kpj, card.balance) for card in whole.cards] == [
        ("12345678901", Decimal(5)),
        ("10987654321", Decimal(7)),
    ]
    assert whole.total == 12
    assert whole.as_of == TODAY
    assert whole.confidence is Confidence.PLAIN


def test_one_card_twice_counts_once() -> None:
    card = Card(Decimal(5), "12345678901")
    assert merged([("12345678901", _reading(card)), ("10987654321", _reading(card))]).total == 5


def test_one_card_cannot_hold_two_balances() -> None:
    with pytest.raises(BalanceUncertain):
        merged(
            [
                ("12345678901", _reading(Card(Decimal(5), "12345678901"))),
                ("10987654321", _reading(Card(Decimal(6), "12345678901"))),
            ]
        )


def test_a_balance_of_no_card_is_not_merged() -> None:
    with pytest.raises(BalanceUncertain):
        merged([(None, _reading(Card(Decimal(5))))])


def test_mixed_confidences_are_the_weaker_one() -> None:
    agreed = _reading(Card(Decimal(5), "12345678901"), confidence=Confidence.AGREED)
    alone = _reading(Card(Decimal(6), "10987654321"))
    assert merged([("12345678901", agreed), ("10987654321", alone)]).confidence is Confidence.PLAIN


@pytest.mark.parametrize(
    ("label", "shown", "read"),
    [
        ("Dana", True, True),
        ("Dana", False, False),
        ("Estimasi dana", True, False),
        ("Dana Jaminan Pensiun", True, False),
        ("Dana tahun 2019", True, False),
    ],
)
def test_words_that_no_rule_knows_label_only_what_a_person_has_shown(label: str, shown: bool, read: bool) -> None:
    page = sight("KPJ|12345678901", f"{label}|Rp 12.345.678,00")
    try:
        reading, _ = agree(page, ("Rp 12.345.678,00",), WORDS, TODAY, shown=shown)
    except (BalanceNotShown, BalanceUncertain):
        assert not read
    else:
        assert read
        assert (reading.total, reading.confidence) == (Decimal(12_345_678), Confidence.POINTED)
