"""`saldo-jht report`: what a month came to, and what seems to be missing, as a page, as text, as JSON."""

import json
import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from checker import texts
from checker.cli import program
from checker.drawing.summary import back, ends, summary
from checker.failures import StorageFailed
from checker.keeping import history
from checker.keeping.history import Kept, Past
from checker.model import Card
from checker.settings import JAKARTA
from checker.tasks.report import renew

KPJ, OTHER = "12345678901", "3456789012A"
USUAL = 342_000
TODAY = date(2026, 11, 28)
LAST = (2026, 11)


def on_day(balances: dict[str, list[int | None]], day: int = 15) -> list[Kept]:
    """Readings of cards on a day of each month, the last of them in November 2026, None where nothing was read."""
    found = []
    for kpj, told in balances.items():
        for number, balance in enumerate(reversed(told)):
            if balance is not None:
                at = datetime(*back(LAST, number), day, 8, tzinfo=JAKARTA).isoformat()
                sen = balance * 100
                found.append(Kept(at, "default", "portal", kpj, None, None, None, None, None, sen, None, None, 1, True))
    return sorted(found, key=lambda one: one.checked_at)


def grown(*times: float, begin: int = 9_000_000) -> list[int | None]:
    """Balances that grow by so many usual contributions each."""
    found: list[int | None] = [begin]
    for one in times:
        begin += int(one * USUAL)
        found.append(begin)
    return found


def missing(*times: float, today: date = TODAY) -> list[str]:
    told = summary(on_day({KPJ: grown(*times)}), None, today)
    assert told is not None
    return [f"{one.since:%b}-{one.until:%b}{' some' if one.some else ''}" for one in told.missing]


def test_a_month_without_a_contribution_is_pointed_out() -> None:
    assert missing(*[1] * 8, 0, 1, 1) == ["Aug-Sep"]
    assert missing(*[1] * 6, 0, 1, 0, 1, 1) == ["Jun-Jul", "Aug-Sep"]
    # Returns of each month are no contribution; a higher wage is.
    assert missing(*[1.4] * 8, 0.4, 1.4, 1.4) == ["Aug-Sep some"]
    assert missing(*[1] * 6, *[1.3] * 5) == []


def test_what_came_late_is_not_missing_and_a_return_makes_up_for_nothing() -> None:
    assert missing(*[1] * 6, 0, 2, 1, 1, 1) == []
    assert missing(*[1] * 6, 0, 0, 3, 1, 1) == []
    assert missing(*[1] * 6, 0, 0, 2, 1, 1) == ["Jul-Aug"]
    assert missing(*[1] * 6, 0, 6, 1, 1, 1) == ["Jun-Jul"]


def test_nothing_is_missing_where_nobody_pays_any_more_or_nothing_was_read() -> None:
    assert missing(0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0) == []
    assert missing(1, 1) == []
    assert missing(1, 0) == []
    assert missing(1, 0, 1) == ["Sep-Oct"]
    balances = [*grown(*[1] * 6)[:-1], None, *grown(*[1] * 5, begin=11_052_000)]
    told = summary(on_day({KPJ: balances}), None, TODAY)
    assert told is not None
    assert told.missing == ()


def test_a_month_that_is_not_over_is_judged_only_by_readings_a_month_apart() -> None:
    assert missing(*[1] * 10, 0) == ["Oct-Nov"]
    daily = on_day({KPJ: grown(*[1] * 10)[:-1]})
    daily = [one for one in daily if one.checked_at < "2026-10-20"]
    for days in (0, 12, 20):
        at = datetime(2026, 11, 1 + days, 8, tzinfo=JAKARTA).isoformat()
        daily.append(daily[-1]._replace(checked_at=at))
    at_end = [*daily[:-3], daily[-4]._replace(checked_at="2026-10-31T08:00:00+07:00"), *daily[-3:]]
    for today, expected in ((date(2026, 11, 21), 0), (date(2026, 12, 1), 1)):
        told = summary(at_end, None, today)
        assert told is not None
        assert len([one for one in told.missing if one.until.month == 11]) == expected


def test_changes_are_held_against_the_last_reading_before_the_month_and_a_year_before() -> None:
    ended: list[int | None] = [*[1_000_000] * 12, None, None, None]
    told = summary(on_day({KPJ: grown(*[1] * 14), OTHER: ended}), None, TODAY)
    assert told is not None
    total, first, second = told.lines
    assert first.month is not None
    assert (first.month.since, first.month.sen) == (date(2026, 10, 15), USUAL * 100)
    assert first.year is not None
    assert (first.year.since, first.year.sen) == (date(2025, 11, 15), 12 * USUAL * 100)
    assert (second.gone, second.month, second.read) == (True, None, date(2026, 8, 15))
    assert second.year is not None
    assert (second.year.since, second.year.sen) == (date(2025, 11, 15), 0)
    assert total.balance == first.balance
    assert [month for month, _balance, _change in told.months] == [back(LAST, number) for number in range(12)]


def test_a_month_in_which_nothing_was_read_says_so() -> None:
    found = on_day({KPJ: [*grown(*[1] * 8), None, None]})
    told = summary(found, (2026, 11), TODAY)
    assert told is not None
    assert (told.fresh, told.lines[0].month, told.months[0][1]) == (False, None, None)
    assert told.lines[0].balance == 11_736_000 * 100
    # A month between is told as it stood at its end.
    told = summary([one for one in found if one.checked_at < "2026-08"], (2026, 7), TODAY)
    assert told is not None
    assert (told.fresh, told.read) == (True, date(2026, 7, 15))
    assert summary([], None, TODAY) is None
    assert ends((2026, 2)) == date(2026, 2, 28)
    assert ends((2027, 12)) == date(2027, 12, 31)


Told = Callable[..., tuple[int, str, str]]


@pytest.fixture
def report(no_settings: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Told:
    """The command in this process, over two cards of which one has no contribution in September and a claim."""
    monkeypatch.setattr("checker.signals.heed", lambda: None)
    monkeypatch.setenv("COLUMNS", "80")
    data = no_settings.parent / "home" / "data"
    still: list[int | None] = [4_321_000] * 12
    balances = {KPJ: grown(*[1] * 8, 0, -2, 1), OTHER: still}
    past = [
        Past(
            datetime.fromisoformat(one.checked_at),
            "default",
            Card(Decimal(one.balance).scaleb(-2), one.kpj, f"PT <b>Maju</b> {one.kpj}"),
        )
        for one in on_day(balances)
    ]
    history.add(data, past, started=datetime.now(JAKARTA), seconds=1)

    def told(*arguments: str, lang: str = "en") -> tuple[int, str, str]:
        monkeypatch.setattr(texts, "_spoken", lang)
        ended = program.run(["report", *arguments])
        out, err = capsys.readouterr()
        return ended, out, err

    return told


def test_the_report_as_text(report: Told) -> None:
    ended, out, _err = report()
    assert ended == 0
    words = " ".join(out.split())
    assert "JHT report, November 2026 Rp 15,715,000 As read on 15 Nov 2026" in words
    assert "Oct 2026 -Rp 684,000 -4.3 %, since 15 Sep 2026" in words
    assert "no contribution is to be seen between 15 Aug 2026 and 15 Sep 2026" in words
    assert "ask your employer, or BPJS Ketenagakerjaan at 175" in words
    assert "claim? -Rp 684 thousand" in words
    assert "this is no statement of BPJS Ketenagakerjaan" in words
    assert report("--month", "2026-07", lang="id")[1].splitlines()[0] == "Laporan JHT, Juli 2026"


def test_the_report_as_json(report: Told) -> None:
    told: dict[str, Any] = json.loads(report("--json", lang="id")[1])
    assert (told["schema"], told["status"], told["month"]) == ("saldo-jht/report/1", "ok", "2026-11")
    assert told["balance"] == "15715000.00"
    assert told["month_change"] == {"since": "2026-10-15", "change": "342000.00", "percent": "2.22"}
    assert [one["kpj"] for one in told["cards"]] == [KPJ, OTHER]
    (one,) = told["without_contribution"]
    assert (one["kpj"], one["since"], one["until"]) == (KPJ, "2026-08-15", "2026-09-15")
    assert json.loads(report("--json", "--kpj", OTHER)[1])["balance"] == "4321000.00"


def test_where_there_is_nothing_to_report_it_ends_with_4(report: Told) -> None:
    ended, out, err = report("--month", "2020-01")
    assert (ended, out) == (4, "")
    assert "saldo-jht check" in err
    assert report("--json", "--month", "2020-01")[0] == 4
    for wrong in (("--month", "2026-13"), ("--month", "Oktober"), ("-o", "a.pdf")):
        assert report(*wrong)[0] == 2


def test_a_file_that_is_there_is_overwritten_on_purpose_only(report: Told) -> None:
    Path("a.html").write_text("something of somebody's")
    ended, _out, err = report("-o", "a.html")
    assert (ended, "--force" in err) == (2, True)
    data = Path("../home/data").resolve()
    with pytest.raises(StorageFailed, match="is no report"):
        renew(data, None, Path("a.html"))
    assert Path("a.html").read_text(encoding="utf-8") == "something of somebody's"
    assert report("-o", "a.html", "--force")[0] == 0
    before = Path("a.html").stat().st_ino
    renew(data, "default", Path("a.html"))
    assert Path("a.html").stat().st_ino != before


def test_a_filter_that_names_nothing_is_a_wrong_option(report: Told) -> None:
    for wrong, told in ((("--account", "nobody"), "there are: default"), (("--kpj", "99999999999"), f"{KPJ}, {OTHER}")):
        ended, _out, err = report(*wrong)
        assert (ended, told in err) == (2, True), err


@pytest.mark.browser
def test_the_page_is_one_sheet_needs_nothing_else_and_fits_each_width(report: Told, browser: Browser) -> None:
    for name in ("laporan.html", "laporan.txt"):
        assert report("-o", name, lang="id")[0] == 0
        assert Path(name).stat().st_mode & 0o077 == 0
    text = Path("laporan.html").read_text(encoding="utf-8")
    assert re.findall(r"https?://[^\s\"<]+", text.replace("http://www.w3.org/2000/svg", "")) == []
    for width in (390, 1400):
        context = browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=False, offline=True, color_scheme="dark"
        )
        page = context.new_page()
        page.goto(Path("laporan.html").absolute().as_uri())
        # Without script there is no asking the page: what is wider than it could be scrolled there.
        image = page.screenshot(full_page=True)
        assert int.from_bytes(image[16:20], "big") == width
        shown = page.locator("main").inner_text()
        assert "Laporan JHT, November 2026" in shown
        assert "tidak terlihat iuran masuk" in shown
        assert "PT <b>Maju</b>" in shown
        assert page.locator("figure svg:visible").count() > 1
        pages = page.pdf(format="A4") if width == 1400 else b""
        assert len(re.findall(rb"/Type\s*/Page\b", pages)) == (1 if pages else 0)
        context.close()
    assert "November 2026" in Path("laporan.txt").read_text(encoding="utf-8")
