"""The harness itself: a plain portal is read, and what a page tells /klaim is seen."""

from decimal import Decimal

import pytest
from playwright.sync_api import Browser

from tests.kinds import harness

pytestmark = pytest.mark.browser

SELECT = (
    "<h1>Saldo JHT</h1><label>Nomor KPJ <select id=k><option>12345678901</option><option>23456789012</option></select>"
    "</label><p>Saldo JHT</p><p id=s>Rp 3.450.100,00</p><script>const S={12345678901:'Rp 3.450.100,00',"
    "23456789012:'Rp 8.200.000,00'};k.onchange=()=>{s.textContent=S[k.value]}</script>"
)


def test_a_plain_portal_is_read(browser: Browser) -> None:
    ended = harness.check_bodies(browser)
    assert (ended.code, ended.total, ended.claimed) == ("ok", harness.SALDO_TOTAL, [])
    assert len(ended.logins) == 1


def test_cards_behind_a_select_are_read(browser: Browser) -> None:
    ended = harness.check_bodies(browser, saldo=SELECT)
    assert (ended.code, ended.total) == ("ok", Decimal(11650100)), ended.detail
    assert len(ended.cards) == 2


def test_what_a_page_sends_is_seen(browser: Browser) -> None:
    ended = harness.check_bodies(browser, login=f"{harness.LOGIN}<script>klaim('self')</script>")
    assert ended.claimed  # nobody is logged in yet
    ended = harness.check_bodies(browser, saldo=f"{harness.SALDO}<script>klaim('self')</script>")
    assert (ended.code, ended.claimed) == ("ok", [])
