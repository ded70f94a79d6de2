"""The way to a balance that was confirmed: taken first, left for another where it leads elsewhere, never a licence."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser

from checker.browser.storage import Storage
from checker.browser.visit import AtBalance, Known
from tests.kinds import harness
from tests.rawsite import Page

pytestmark = pytest.mark.browser

TWO = "<h1>Beranda</h1><a href=/promo>Saldo JHT</a> <a href=/saldo>Info Saldo JHT</a>"


def known(name: str = "", place: str = "", fits: Callable[[AtBalance], bool] = lambda _: True) -> Known:
    return Known(lambda what, called: 0 if (what, called) == ("balance", name) else -1, lambda: place, fits)


def test_of_two_links_the_known_one_is_taken(browser: Browser) -> None:
    with harness.portal(home=TWO, more={"/promo": Page(harness.whole("<h1>Promo</h1>"))}) as served:
        assert harness.check(browser, served).code == "page-not-recognised"
        ended = harness.check(browser, served, known=known("Info Saldo JHT"))
    assert (ended.total, served.paths("/promo")) == (harness.SALDO_TOTAL, [])


NOWHERE = "<h1>Beranda</h1><p>Selamat datang</p>"


def test_where_nothing_leads_there_any_more_the_known_address_is_opened(browser: Browser) -> None:
    with harness.portal(home=NOWHERE) as served:
        ended = harness.check(browser, served, known=known(place=f"{served.url}/saldo"))
    assert ended.total == harness.SALDO_TOTAL


@pytest.mark.nightly
@pytest.mark.parametrize("elsewhere", ["", "https://elsewhere.example.test"])
def test_a_known_address_that_is_gone_or_another_portals_leaves_the_reason_as_it_was(
    browser: Browser, elsewhere: str
) -> None:
    with harness.portal(home=NOWHERE) as served:
        first = harness.check(browser, served)
        gone = harness.check(browser, served, known=known(place=f"{elsewhere or served.url}/tidak-ada"))
    assert first.code == "page-not-recognised"
    assert (gone.code, gone.detail) == (first.code, first.detail)
    assert len(served.paths("/tidak-ada")) == (0 if elsewhere else 1)


def test_where_the_kept_address_shows_another_layout_the_way_from_the_menu_is_taken(browser: Browser) -> None:
    summary = "<h1>Ringkasan</h1><p>Nomor KPJ: 12345678901</p><p>Saldo JHT: Rp 1.111.111,00</p>" + harness.HOME
    kept = Storage({"cookies": [], "origins": []}, {})
    with harness.portal(more={"/ringkasan": Page(harness.whole(summary))}) as served:

        def fits(run: AtBalance) -> bool:
            return run.page.url.endswith("/saldo")

        about: dict[str, Any] = {"start": f"{served.url}/ringkasan", "storage": kept, "at_balance": True}
        assert harness.check(browser, served, **about).total != harness.SALDO_TOTAL
        ended = harness.check(browser, served, **about, known=known(fits=fits))
        # Where none has that layout, what was read is handed on, to be refused.
        other = harness.check(browser, served, **about, known=known(fits=lambda _: False))
    assert (ended.total, ended.logins) == (harness.SALDO_TOTAL, [])
    assert other.code == "ok"
