"""Readings by several ways make one history: compared with each other, and told where they differ on one day."""

from datetime import date
from decimal import Decimal
from functools import partial

from checker.drawing.curves import curves
from checker.failures import BrowserFailed, StorageFailed
from checker.keeping import database, history
from checker.keeping.history import Filters, Origin
from checker.model import CheckResult, Source
from checker.tasks.keep import keep
from tests.history.helping import KPJ, NOON, OTHER, Home, Inside, card, later, result


def test_a_fall_is_noticed_across_ways(home: Home) -> None:
    home.keep(card(5_000_000))
    (found,) = home.keep(card(4_000_000), at=later(1), source=Source.SMS)
    assert found.code == "balance-fell"
    (back,) = home.keep(card(90_000_000), at=later(2))
    assert back.code == "balance-jumped"


def test_single_cards_by_another_way_make_none_vanish(home: Home) -> None:
    home.keep(card(5), card(7, OTHER))
    assert home.keep(card(6), at=later(1), source=Source.PICTURE) == ()
    # The portal is read whole: what is missing there is, whatever was photographed in between.
    assert [one.code for one in home.keep(card(6), at=later(2))] == ["card-vanished"]


def test_two_balances_of_a_day_are_told_whichever_came_first(home: Home) -> None:
    home.keep(card(5_000_000))
    found = home.keep(card(5_100_000), at=later(0.1), source=Source.JMO)
    assert [(one.code, one.source) for one in found] == [("ways-disagree", "portal")]
    (told,) = home.ok("history", "--json").told["warnings"]
    assert (told["code"], told["kpj"], told["since"], told["source"]) == (
        *("ways-disagree", KPJ, "2026-01-31", "portal"),
    )
    assert "the balance is not the one that portal gave on the same day, 2026-01-31" in home.ok("history").out


def test_two_ways_that_agree_or_tell_of_two_days_are_no_warning(home: Home) -> None:
    home.keep(card(5_000_000, as_of=date(2025, 12, 31)))
    assert home.keep(card(5_000_000), at=later(0.1), source=Source.SMS) == ()
    assert home.keep(card(5_200_000, as_of=date(2026, 1, 30)), at=later(0.2), source=Source.JMO)[0].source == "sms"
    # Noon at Jakarta and eight in the evening are one day, half past midnight is the next.
    assert home.keep(card(5_300_000), at=later(0.52), source=Source.SMS) == ()


def test_one_way_that_gives_two_balances_of_a_day_has_told_of_a_change(home: Home) -> None:
    home.keep(card(5_000_000), at=later(-5), source=Source.SMS)
    home.keep(card(5_000_000))
    assert home.keep(card(5_100_000), at=later(0.1)) == ()


def test_a_task_keeps_a_reading_of_any_way_with_where_it_is_from(home: Home) -> None:
    origin = Origin("/tmp/saldo.png", "ab" * 32)
    append = partial(keep, home.data, account="default", started=NOON, seconds=1)
    home.keep(card(5_000_000))
    read = result(card(0), at=later(1), source=Source.PICTURE)
    kept = append(read, origins=[origin], csv=home.cwd / "a.csv")
    assert isinstance(kept, CheckResult)
    assert [one.code for one in kept.reading.warnings] == ["zero-after-balance"]
    assert (home.cwd / "a.csv").read_text().count("picture") == 1
    failure = BrowserFailed("it sleeps")
    assert append(failure, source=Source.JMO) is failure
    with database.reading(home.data) as connection:
        runs = list(history.runs(connection, Filters()))
    assert [(one.source, one.code, one.origins) for one in runs] == [
        ("portal", "ok", ()),
        ("picture", "ok", ("/tmp/saldo.png",)),
        ("jmo", "browser-failed", ()),
    ]


def test_a_reading_that_cannot_be_kept_stands(home: Home) -> None:
    home.data.mkdir(parents=True)
    home.file.write_bytes(b"damaged" * 1000)
    kept = keep(home.data, result(card(5)), account="default", started=NOON, seconds=1.0)
    assert (kept.reading.total, kept.reading.warnings[0].code) == (Decimal(5), StorageFailed.code)


def test_two_ways_that_agree_on_a_day_are_one_point_and_a_warning_where_not(inside: Inside) -> None:
    inside.keep(card(5_000_000))
    inside.keep(card(5_100_000), at=later(31))
    inside.keep(card(5_100_000), at=later(31.1), source=Source.SMS)
    with database.reading(inside.data) as connection:
        (curve,) = curves(history.readings(connection, Filters()))
    assert [point.sources for point in curve.points] == [("portal",), ("portal", "sms")]
    assert "Read by way of: portal + SMS" in inside.ok("chart").out
    inside.ok("chart", "-o", "a.html")
    page = (inside.cwd / "a.html").read_text()
    assert page.count("<tr") == 3
    assert "<small>portal + SMS</small>" in page
    assert "(portal + SMS)</p>" in page
    assert [one["source"] for one in inside.ok("history", "--json").told["readings"]] == ["portal", "portal", "sms"]
    # Where they do not agree, they are two, and a picture says so as the history does.
    inside.keep(card(5_150_000), at=later(31.2), source=Source.JMO)
    done = inside.ok("chart", "--last", "1", "-o", "a.svg")
    assert "ways-disagree" in done.err
    assert (inside.cwd / "a.svg").read_text().count("JMO") == 2
