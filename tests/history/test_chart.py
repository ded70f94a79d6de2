"""`saldo-jht chart`: pictures that stand for the numbers, in a terminal and in a real browser."""

import html
import re
import struct
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page

from checker import money, texts
from checker.drawing import labels
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
    assert [point.balance for point in curve.points if point.jump] == [180, 150]


@pytest.mark.parametrize(
    ("sen", "text"),
    [
        *[(1_234_567_800, "Rp 12,3 jt"), (1_200_000_000, "Rp 12 jt"), (87_525_000, "Rp 875,3 rb"), (0, "Rp 0")],
        *[(123_456_789_000, "Rp 1,2 M"), (99_900, "Rp 999"), (150_000_000_000_000, "Rp 1,5 T")],
    ],
)
def test_amounts_as_people_write_them(sen: int, text: str) -> None:
    assert money.short(sen) == text


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
    assert re.search(r"Rp \d+ jt", out)
    assert "2026" in out
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
    assert any(re.search(r"PT Contoh Maju · 30 Jul 2026: Rp 12,45 jt \(\+Rp 1,4 jt\)", one) for one in words), words
    assert sum("jump" in one.get("class", "").split() for one in root.iter()) >= 4
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
    assert struct.unpack(">II", content[16:24]) == (1440, 1080)
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
    assert "3451: Rp 1 jt" in out
    assert "3452: Rp 2 jt" in out
    assert "PT Lain: Rp 3 jt" in out
    home.ok("chart", "-o", "a.html")
    page = (home.cwd / "a.html").read_text(encoding="utf-8")
    names = set(re.findall(r'<td class="card">(.*?)</td>', page))
    assert len(names) == 4
    assert all(len(html.unescape(name)) <= 34 for name in names)
    # Nothing has jumped, so nothing is said of jumps.
    assert "<figcaption>" not in page


def test_a_jump_is_explained_where_there_is_one(home: Home) -> None:
    for month, balance in enumerate((1_000_000, 2_000_000, 500_000)):
        home.keep(card(balance), at=later(30 * month))
    home.ok("chart", "-o", "a.html")
    assert "<figcaption>" in (home.cwd / "a.html").read_text(encoding="utf-8")


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
    shown = page.locator("figure svg:visible")
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
    box = page.locator(".jump:visible circle").first.bounding_box()
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
