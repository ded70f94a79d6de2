"""`saldo-jht chart`: pictures that stand for the numbers, in a terminal and in a real browser."""

import html
import re
import struct
from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page

from checker import money, texts
from checker.drawing import labels, page, picture, placing
from checker.drawing.curves import curves
from checker.keeping.history import Kept
from checker.settings import JAKARTA
from tests.history.helping import KPJ, OTHER, Home, card, later

HOSTILE = 'PT <script>alert(1)</script> & "Kutip" \x00\x1b[31m\u202e🏭'
LAST_OF_OCTOBER = datetime(2026, 10, 31, tzinfo=JAKARTA)


@pytest.fixture
def filled(home: Home) -> Home:
    """Monthly contributions on one card, a return credited and a claim; another that stands still, and then is gone."""
    balance = 9_000_000
    for number in range(18):
        balance += 1_400_000 if number == 6 else -500_000 if number == 9 else 342_000
        cards = [card(balance)] + ([card(4_321_000, OTHER, HOSTILE)] if number < 16 else [])
        home.keep(*cards, at=later(30 * number))
    return home


def kept(at: str, balance: int, kpj: str = KPJ, source: str = "portal") -> Kept:
    return Kept(at, "default", source, kpj, None, None, None, None, None, balance, None, None, 1, True)


def days(*found: tuple[str, int, str]) -> list[Kept]:
    return [kept(f"2026-01-{day}T08:00:00+07:00", balance, kpj) for day, balance, kpj in found]


def test_the_total_follows_the_cards_that_are_there() -> None:
    found = days(("01", 5, KPJ), ("01", 3, OTHER), ("02", 6, KPJ), ("02", 3, OTHER), ("03", 6, KPJ))
    total, first, second = curves(found)
    assert [(point.when.day, point.balance) for point in total.points] == [(1, 8), (2, 9), (3, 6)]
    assert [(point.when.day, point.balance) for point in first.points] == [(1, 5), (2, 6), (3, 6)]
    assert [(point.when.day, point.balance) for point in second.points] == [(1, 3), (2, 3)]


def test_imported_readings_of_single_cards_add_up() -> None:
    found = [kept(f"2026-01-0{n}T00:00:00+07:00", 5, kpj, "import") for n, kpj in ((1, KPJ), (2, OTHER))]
    assert [point.balance for point in curves(found)[0].points] == [5, 10]


def test_only_changes_are_held_and_the_end() -> None:
    found = days(*[(f"{day:02d}", 5 if day < 20 else 6, KPJ) for day in range(1, 31)])
    (curve,) = curves(found)
    assert [(point.when.day, point.change) for point in curve.points] == [(1, None), (20, 1), (30, 0)]


def test_jumps_are_marked() -> None:
    balances = [100, 110, 120, 130, 180, 190, 150, 160]
    (curve,) = curves(days(*[(f"{day:02d}", balance, KPJ) for day, balance in enumerate(balances, start=1)]))
    assert [(point.balance, point.event) for point in curve.points if point.event] == [(180, "jump"), (150, "claim")]


def monthly(*balances: int | None) -> list[Kept]:
    """A card's readings on the first of the months from January 2025 on, None where nothing was read."""
    months = [f"{2025 + number // 12}-{number % 12 + 1:02d}" for number in range(len(balances))]
    return [kept(f"{at}-01T08:00:00+07:00", one) for at, one in zip(months, balances, strict=True) if one is not None]


def test_a_time_in_which_nothing_was_read_is_a_gap_and_no_jump() -> None:
    (curve,) = curves(monthly(10, 11, 12, 12, 13, None, None, None, None, 18, 19))
    assert [(point.when.month, point.balance) for point in curve.points if point.unseen] == [(10, 18)]
    assert not [point for point in curve.points if point.event]
    # Both its ends are points, though the balance did not change at them.
    level = curves(monthly(10, 10, 10, None, None, None, 10, 10, 10))[0].points
    assert [(point.when.month, point.unseen) for point in level] == [(1, False), (3, False), (7, True), (9, False)]


def test_yearly_readings_have_no_gaps_and_daily_ones_have_them_after_a_month() -> None:
    yearly = [kept(f"{year}-01-01T08:00:00+07:00", year) for year in range(2019, 2027)]
    assert not [point for point in curves(yearly)[0].points if point.unseen]
    del yearly[3]
    assert [point.when.year for point in curves(yearly)[0].points if point.unseen] == [2023]
    daily = [kept(f"2026-{month}-{day:02d}T08:00:00+07:00", 5) for month in ("01", "03") for day in range(1, 28)]
    assert [point.when.month for point in curves(daily)[0].points if point.unseen] == [3]


def test_what_a_card_stands_out_by_is_told() -> None:
    found = days(*[("01", 5, KPJ), ("01", 3, OTHER), ("02", 0, KPJ), ("02", 4, OTHER), ("03", 1, KPJ)])
    total, first, second = curves(found)
    assert [(point.when.day, point.event) for point in first.points if point.event] == [(2, "paid-out")]
    assert [(point.when.day, point.event) for point in second.points if point.event] == [(2, "gone")]
    assert [(point.when.day, point.event) for point in total.points if point.event] == [(2, "claim"), (3, "gone")]
    (total, *_cards) = curves(days(("01", 5, KPJ), ("02", 5, KPJ), ("02", 9, OTHER)))
    assert [point.event for point in total.points] == [None, "new"]


def test_the_day_that_a_balance_is_of_is_told_where_it_was_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "_spoken", "en")
    first, second = (
        one._replace(as_of=day) for one, day in zip(monthly(1, 2), ("2024-12-31", "2025-01-31"), strict=True)
    )
    (curve,) = curves([first, second])
    assert labels.as_read(curve) == "As read on 1 Feb 2025, balance of 31 Jan 2025"
    others = [one._replace(kpj=OTHER, as_of=day) for one, day in ((first, None), (second, "2025-01-15"))]
    assert curves([first, second, others[1]])[0].as_of == date(2025, 1, 15)
    # Of a total of which a part has no day, none is told.
    assert curves([first, others[0]])[0].as_of is None


def test_accounts_that_are_checked_together_begin_together() -> None:
    found = []
    for day in ("01", "02"):
        for second, account in enumerate(("default", "siti")):
            at = f"2026-01-{day}T08:00:0{second}+07:00"
            found.append(kept(at, 5 + int(day))._replace(account=account))
    total = curves(found)[0]
    assert [(point.when.day, point.balance, point.event) for point in total.points] == [(1, 12, None), (2, 14, None)]


@pytest.mark.parametrize(
    ("sen", "indonesian", "english"),
    [
        (1_234_567_800, "Rp 12,3 jt", "Rp 12.3 million"),
        (3_000_000_000, "Rp 30 jt", "Rp 30 million"),
        (87_525_000, "Rp 875,3 rb", "Rp 875.3 thousand"),
        (0, "Rp 0", "Rp 0"),
        (123_456_789_000, "Rp 1,2 M", "Rp 1.2 billion"),
        (99_900, "Rp 999", "Rp 999"),
        (150_000_000_000_000, "Rp 1,5 T", "Rp 1.5 trillion"),
    ],
)
def test_amounts_as_people_write_them(sen: int, indonesian: str, english: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for language, told in (("id", indonesian), ("en", english)):
        monkeypatch.setattr(texts, "_spoken", language)
        assert money.short(sen) == told


def test_each_year_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "_spoken", "id")

    def marked(first: tuple[int, int], last: tuple[int, int], most: int) -> list[tuple[int, str]]:
        begins, ends = (datetime(*one, 15, tzinfo=JAKARTA) for one in (first, last))
        return [(when.year, name) for when, name in labels.days(begins, ends, most)]

    assert marked((2021, 12), (2026, 11), 4) == [(year, str(year)) for year in range(2022, 2027)]
    twenty = marked((2006, 1), (2026, 11), 4)
    assert [year for year, _ in twenty] == list(range(2007, 2027))
    assert [name for _, name in twenty if name] == ["2010", "2015", "2020", "2025"]
    assert marked((2025, 1), (2026, 11), 4) == [(2025, "Jul 2025"), (2026, "2026"), (2026, "Jul")]


def test_days_in_the_readers_language(monkeypatch: pytest.MonkeyPatch) -> None:
    for language, told in (("id", "31 Okt 2026"), ("en", "31 Oct 2026")):
        monkeypatch.setattr(texts, "_spoken", language)
        assert labels.day(LAST_OF_OCTOBER) == told


@pytest.mark.parametrize(
    ("low", "high"),
    [
        (0, 0),
        (5, 5),
        (100, 100_000),
        (10**9, 123 * 10**7),
        (0, 123 * 10**7),
        (1_234_567_800, 1_300_000_000),
        (0, 10**17),
    ],
)
def test_ticks_span_what_is_drawn_and_tell_themselves_apart(low: int, high: int) -> None:
    ticks = labels.amounts(low, high)
    assert ticks[0] <= low
    assert ticks[-1] >= high
    assert 2 <= len(ticks) <= 12
    digits = labels.digits(ticks)
    shown = [money.short(tick, digits) for tick in ticks]
    assert len(set(shown)) == len(ticks)
    # A label is the amount itself, never one near it.
    assert shown == [money.short(tick, 8) for tick in ticks]


def test_in_a_terminal(filled: Home) -> None:
    out = filled.ok("chart", "--title", "Tabungan").out
    assert "Tabungan" in out
    assert re.search(r"Rp \d+ million", out)
    assert "2026" in out
    # Without colours each curve has its sign, and what stands out is told.
    assert all(f"━{sign}━" in out and out.count(sign) > 2 for sign in "■◆")
    assert "▼ 28 Oct 2026, PT Contoh Maju: claim? -Rp 500 thousand" in out
    # Not a terminal, so no colours; and nothing that a name could do to one.
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert max(map(len, out.splitlines())) <= 81


def test_one_reading_is_a_chart_too(home: Home) -> None:
    home.keep(card(0))
    assert "●" in home.ok("chart").out
    for kind in ("svg", "html"):
        home.ok("chart", "-o", f"a.{kind}")
        assert "Rp 0" in (home.cwd / f"a.{kind}").read_text(encoding="utf-8")


def test_a_picture_that_stands_alone(filled: Home) -> None:
    filled.ok("chart", "-o", "saldo.svg", "--title", HOSTILE.replace("\x00", ""))
    text = (filled.cwd / "saldo.svg").read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    # No script and nothing from elsewhere, whatever a company is called.
    assert not [one for one in root.iter() if one.tag.endswith("script")]
    assert re.findall(r"https?://[^\s\"<]+", text) == ["http://www.w3.org/2000/svg"]
    words = [one.text or "" for one in root.iter() if one.tag.endswith("title")]
    assert any(
        re.search(r"PT Contoh Maju · 30 Jul 2026: Rp 12.45 million \(\+Rp 1.4 million\) · jump", one) for one in words
    ), words
    assert sum("jump" in one.get("class", "").split() for one in root.iter()) >= 4
    # What it is, how much there is now and of which day, and what its signs mean.
    shown = " ".join(one.text or "" for one in root.iter() if one.tag.endswith("text"))
    for told in ("Rp 15,372,000 As read on 25 Jun 2027", "claim?", "A new balance was read"):
        assert told in shown, shown
    assert "prefers-color-scheme:dark" in text
    filled.ok("chart", "-o", "dark.svg", "--theme", "dark")
    assert "prefers-color-scheme" not in (filled.cwd / "dark.svg").read_text(encoding="utf-8")


@pytest.mark.browser
def test_a_png(filled: Home, browser_path: str) -> None:
    for theme in ("auto", "dark"):
        done = filled.run("chart", "-o", f"{theme}.png", "--theme", theme, env={"SALDO_JHT_BROWSER": browser_path})
        assert done.status == 0, done.err
    content = (filled.cwd / "auto.png").read_bytes()
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", content[16:24])
    assert (width, height > 1000) == (1360, True)
    assert content != (filled.cwd / "dark.png").read_bytes()


def test_a_png_without_a_browser_says_so_and_leaves_no_file(filled: Home) -> None:
    done = filled.run("chart", "-o", "saldo.png", env={"SALDO_JHT_BROWSER": "/nowhere/chromium"})
    assert done.status in (15, 40)
    assert not list(filled.cwd.iterdir())


def test_cards_of_employers_with_long_names_are_told_apart(home: Home) -> None:
    long = "PT Perkebunan Nusantara Indonesia Raya Abadi Tbk Cabang"
    home.keep(
        card(1_000_000, "11045123451", f"{long} Medan"),
        card(2_000_000, "22045123452", f"{long} Bogor"),
        card(3_000_000, "33045123453", "PT Lain"),
    )
    out = home.ok("chart").out
    assert "3451: Rp 1 million" in out
    assert "3452: Rp 2 million" in out
    assert "PT Lain: Rp 3 million" in out
    home.ok("chart", "-o", "a.html")
    page = (home.cwd / "a.html").read_text(encoding="utf-8")
    names = set(re.findall(r'<td class="card">(.*?)</td>', page))
    assert len(names) == 4
    assert all(len(html.unescape(name)) <= 34 for name in names)
    # Nothing has jumped, so nothing is said of jumps.
    assert "usual change" not in page


def drawn(*balances: int | None) -> str:
    """The page of these months, in English."""
    shown = curves(monthly(*[one and one * 10**8 for one in balances]))
    return page.html(shown, labels.names_of(shown), "JHT", "auto")


def test_what_signs_and_axis_mean_stands_below_where_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "_spoken", "en")
    plain, falls, gap = drawn(30, 31, 32), drawn(1, 2, 1), drawn(30, 31, None, None, 34)
    for words, there in (
        ("The axis of amounts begins at Rp 30 million, not at Rp 0.", (plain, gap)),
        ("The balance fell: a claim", (falls,)),
        ("Nothing was read in between", (gap,)),
    ):
        assert [words in one for one in (plain, falls, gap)] == [one in there for one in (plain, falls, gap)], words
    assert [one.count('<path class="gap"') for one in (plain, falls, gap)] == [0, 0, 3]
    # No flat line through the gap: the line goes on behind it.
    (line,) = set(re.findall(r'class="line" d="(M[^"]+)"', gap.partition('<div class="narrow">')[0]))
    assert re.fullmatch(r"M\S+ \S+H\S+V[\d.]+M\S+ [\d.]+", line)


def test_words_stand_nearest_to_their_own_point() -> None:
    room, words = placing.Box(0, 0, 400, 400), ("word",)
    (label,) = placing.place([(100, 100, words)], room, [], [(100, 100)], 10)
    # Above it there is another: its words go below it, or nowhere where that is taken.
    signs = [(100, 100), (100, 92)]
    (moved,) = placing.place([(100, 100, words)], room, [], signs, 10)
    assert label.y < 100 < moved.y
    assert not list(placing.place([(100, 100, words)], room, [placing.Box(0, 100, 400, 400)], signs, 10))


def test_words_on_a_picture_hide_nothing() -> None:
    """Of many events each has its words once, on no curve and on no others' words, or none."""
    monthly_ = [10**9 + number * 10**7 - (number % 6 == 5) * 5 * 10**7 for number in range(40)]
    (curve,) = shown = curves(monthly(*monthly_))
    assert len([point for point in curve.points if point.event]) > 8
    for shape in (picture.WIDE, picture.NARROW):
        svg = ElementTree.fromstring(picture.within(shown, ["JHT"], shape))
        words = [one for one in svg.iter() if one.get("class") == "event"]
        size = shape.text * 0.9
        boxes = [
            placing.Box(
                float(one.get("x", 0)),
                float(one.get("y", 0)) - size * 0.75,
                float(one.get("x", 0)) + size * placing.WIDE * len(one.text or ""),
                float(one.get("y", 0)) + size * 0.25,
            )
            for one in words
        ]
        assert boxes
        assert not [1 for one, other in combinations(boxes, 2) if one.meets(other)]
        assert all(box.right <= shape.width for box in boxes)


def test_another_kind_of_file_is_refused(filled: Home) -> None:
    done = filled.run("chart", "-o", "saldo.pdf")
    assert (done.status, ".svg, .png, .html" in done.err) == (2, True)


@pytest.fixture
def opened(filled: Home, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open the page that the program made, as wide as asked, in a light or dark system."""
    done = filled.run("chart", "-o", "saldo.html", env={"SALDO_JHT_LANG": "id"})
    assert done.status == 0, done.err
    contexts = []

    def open_page(width: int, scheme: str = "light") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if scheme == "dark" else "light",
            offline=True,
        )
        contexts.append(context)
        page = context.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("request", lambda request: problems.append(request.url) if "saldo.html" not in request.url else None)
        page.on("dialog", lambda dialog: problems.append(dialog.message))
        page.goto((filled.cwd / "saldo.html").as_uri())
        assert problems == []
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_a_page_is_legible_at_every_width(opened: Callable[..., Page], width: int) -> None:
    page = opened(width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(".numbers").evaluate("one => one.scrollWidth - one.clientWidth") == 0
    shown = page.locator("figure > div svg:visible")
    assert shown.count() == 1
    # The texts of the picture, as they come out on the screen.
    sizes = shown.locator("text:visible").evaluate_all(
        "all => all.map(one => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a)"
    )
    assert min(sizes) >= 11
    boxes = [text.bounding_box() for text in shown.locator(".axis.x text").all()]
    edges = [(box["x"], box["x"] + box["width"]) for box in boxes if box and box["width"]]
    assert len(edges) >= 2
    assert edges[0][0] >= 0
    assert edges[-1][1] <= width
    # No label runs into the next.
    assert all(one[1] < other[0] for one, other in pairwise(edges))


@pytest.mark.browser
def test_a_page_tells_its_numbers(opened: Callable[..., Page]) -> None:
    page = opened(768)
    assert page.locator("html").get_attribute("lang") == "id"
    assert page.get_by_role("heading", name="Saldo JHT").is_visible()
    row = page.get_by_role("row", name=re.compile("30 Jul 2026 PT Contoh Maju"))
    assert "Rp 12.452.000" in row.inner_text()
    assert "+Rp 1.400.000" in row.inner_text()
    assert page.get_by_role("columnheader").all_inner_texts() == ["Tanggal", "Kartu", "Saldo", "Perubahan"]
    # A name is text, whatever it holds.
    assert page.locator("td", has_text="<script>").count() > 0


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_pointing_at_the_curve_shows_the_value(opened: Callable[..., Page], width: int) -> None:
    page = opened(width)
    box = page.locator(".jump:visible .dot").first.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    told = page.locator("#told")
    assert re.search(r"\d+ \w{3} 202\d: Rp [\d,]+ jt \([+-]Rp [\d,]+ (jt|rb)\)", told.inner_text())
    bubble = told.bounding_box()
    assert bubble is not None
    assert bubble["x"] >= 0
    assert bubble["x"] + bubble["width"] <= width


@pytest.mark.browser
def test_a_page_is_light_or_dark_as_its_reader(opened: Callable[..., Page]) -> None:
    seen = []
    for scheme in ("light", "dark"):
        page = opened(768, scheme)
        look = "one => getComputedStyle(one)"
        seen.append(
            (
                page.locator("body").evaluate(f"({look})(document.body).backgroundColor"),
                page.locator("svg:visible .axis.y text").first.evaluate(f"one => ({look})(one).fill"),
            )
        )
    (light, dark_text), (dark, light_text) = seen
    assert light == "rgb(255, 255, 255)"
    assert dark == "rgb(20, 25, 31)"
    assert dark_text != light_text


@pytest.mark.browser
def test_a_page_prints_on_white(opened: Callable[..., Page]) -> None:
    page = opened(360, "dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("div.wide svg").is_visible()


def test_the_page_is_private(filled: Home) -> None:
    filled.ok("chart", "-o", "saldo.html")
    assert Path(filled.cwd / "saldo.html").stat().st_mode & 0o077 == 0
