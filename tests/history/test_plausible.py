"""What is implausible about a reading beside those before it is told, and the reading stays what it was."""

from datetime import date
from decimal import Decimal

import pytest

from checker.model import Card
from checker.plausible import WORDS, long_past
from tests.history.helping import KPJ, OTHER, ROOT, Home, card, later, result

NOW = later(30)


def codes(home: Home, *steps: tuple[Card, ...], days: float = 30) -> list[list[str]]:
    """The warnings of checks so many days apart, each of which read these cards."""
    return [[one.code for one in home.keep(*cards, at=later(days * number))] for number, cards in enumerate(steps)]


@pytest.mark.parametrize(
    ("before", "after", "days", "expected"),
    [
        (12_345_678, 12_345_678, 30, []),
        (12_345_678, 12_700_000, 30, []),
        (12_345_678, 0, 30, ["zero-after-balance"]),
        ("0.00", "0.00", 30, []),
        (12_345_678, "12345677.99", 30, ["balance-fell"]),
        # Digits that were read wrongly: two noughts, or one, too many or too few.
        (12_345_678, 1_234_567_800, 30, ["balance-jumped"]),
        (12_345_678, 123_456_780, 30, ["balance-jumped"]),
        (12_345_678, 1_234_567, 30, ["balance-fell"]),
        # A year's contributions of a new member that come at once, and the yearly return on a large balance.
        (300_000, 3_900_000, 1, []),
        (500_000_000, 535_000_000, 1, []),
        # Many years between two checks explain more.
        (1_000_000, 70_000_000, 1, ["balance-jumped"]),
        (1_000_000, 70_000_000, 3650, []),
        (0, 5_000_000, 30, []),
    ],
)
def test_a_balance_beside_the_one_before(
    home: Home, before: int | str, after: int | str, days: float, expected: list[str]
) -> None:
    assert codes(home, (card(before),), (card(after),), days=days) == [[], expected]
    # It is kept as it was read.
    read = home.ok("history", "--json").told["readings"]
    assert [one["balance"] for one in read] == [f"{Decimal(before):.2f}", f"{Decimal(after):.2f}"]


def test_an_as_of_date_that_went_back(home: Home) -> None:
    steps = [date(2026, 1, 31), None, date(2026, 1, 30), date(2026, 1, 30)]
    got = codes(home, *[(card(1, as_of=day),) for day in steps])
    # The reading between them that has no date hides nothing; the last is no earlier than the one before it.
    assert got == [[], [], ["as-of-went-back"], []]


def test_a_balance_of_a_day_long_past_is_told_by_its_card() -> None:
    today = date(2026, 11, 22)
    cards = (card(1, as_of=date(2026, 10, 31)), card(2, OTHER, as_of=date(2021, 3, 31)))
    told = long_past(result(*cards).reading, today)
    assert [(one.code, one.kpj, one.since) for one in told] == [("as-of-old", OTHER, date(2021, 3, 31))]
    assert [one.code for one in long_past(result(card(1), as_of=date(2021, 3, 31)).reading, today)] == ["as-of-old"]
    assert not long_past(result(*cards, as_of=date(2021, 3, 31)).reading, date(2021, 12, 1))


def test_the_as_of_date_of_the_whole_page_counts(home: Home) -> None:
    from checker.keeping import history

    for day, expected in ((date(2026, 1, 31), ()), (date(2026, 1, 30), ("as-of-went-back",))):
        outcome = result(card(1), at=later(100 - day.day), as_of=day)
        found = history.keep(home.data, outcome, account="default", started=NOW, seconds=1)
        assert tuple(one.code for one in found) == expected


def test_a_card_that_vanished_and_came_back(home: Home) -> None:
    both = (card(1), card(2, OTHER))
    got = codes(home, both, (card(1),), (card(1),), both, both)
    # It is told when it happens, not every day from then on.
    assert got == [[], ["card-vanished"], [], ["card-appeared"], []]


def test_the_first_check_has_nothing_to_compare_with(home: Home) -> None:
    assert codes(home, (card(1), card(2, OTHER))) == [[]]


def test_accounts_are_apart(home: Home) -> None:
    home.keep(card(5_000_000))
    assert home.keep(card(0, OTHER), at=NOW, account="istri") == ()


def test_an_only_card_is_itself_when_its_number_is_left_out(home: Home) -> None:
    got = codes(home, (card(5_000_000),), (card(5_100_000, None),), (card(0, None),), (card(5_000_000),))
    assert got[:3] == [[], [], ["zero-after-balance"]]
    assert "card-appeared" not in got[3]


def test_a_card_without_number_may_be_any_of_those_gone(home: Home) -> None:
    three = (card(1), card(2, OTHER), card(3, "99999999999"))
    assert codes(home, three, (card(1), card(2, None), card(3, None)))[1] == []


def test_cards_that_nothing_tells_apart_are_not_compared(home: Home) -> None:
    pair = (card(5_000_000, None, None), card(0, None, None))
    assert codes(home, pair, pair, pair) == [[], [], []]


def test_imported_readings_count_as_history(home: Home) -> None:
    (home.cwd / "a.csv").write_text(
        "date,balance,kpj\n2026-01-01,5000000,01234567890\n2026-01-02,3000000,3456789012A\n"
    )
    home.ok("import", "a.csv", "--map", "date=date,balance=balance,kpj=kpj")
    # The one card's reading being older says nothing about whether it was there.
    assert codes(home, (card(0), card(3_000_000, OTHER)))[0] == ["zero-after-balance"]


def test_warnings_are_kept_and_shown_beside_their_reading(home: Home) -> None:
    home.keep(card(5_000_000), card(7, OTHER))
    home.keep(card(0), at=NOW)
    told = home.ok("history", "--json").told
    assert [(one["code"], one["kpj"], one["since"]) for one in told["warnings"]] == [
        ("zero-after-balance", KPJ, "2026-01-31"),
        ("card-vanished", OTHER, "2026-01-31"),
    ]
    lines = home.ok("history").out.splitlines()
    (row,) = [line for line in lines if line.endswith("zero-after-balance")]
    assert "Rp 0,00" in row
    assert any("card-vanished: the card was there on 2026-01-31 and is gone" in line for line in lines)
    indonesian = home.run("history", env={"SALDO_JHT_LANG": "id"}).out
    assert "card-vanished: kartu ini ada pada 2026-01-31, tetapi sekarang tidak ada" in indonesian


def test_a_warning_names_no_amount_and_no_whole_number(home: Home) -> None:
    home.keep(card(5_000_000))
    (doubt,) = home.keep(card(4_000_000), at=NOW)
    assert doubt.detail == "card ...7890: the balance is less than on 2026-01-31"


def test_every_warning_is_explained_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for code in WORDS:
        assert f"| `{code}` |" in readme
