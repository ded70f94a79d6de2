"""The harness itself: a plain portal is read, and what a page tells /klaim is seen."""

import json
from decimal import Decimal

import pytest
from playwright.sync_api import Browser

from tests.driving import nightly
from tests.kinds import harness

pytestmark = pytest.mark.browser


def behind_a_select(balances: dict[str, str]) -> str:
    """A page that shows the balance of the card that is chosen."""
    options = "".join(f"<option>{kpj}</option>" for kpj in balances)
    return (
        f"<h1>Saldo JHT</h1><label>Nomor KPJ <select id=k>{options}</select></label><p>Saldo JHT</p>"
        f"<p id=s>{next(iter(balances.values()))}</p>"
        f"<script>const S={json.dumps(balances)};k.onchange=()=>{{s.textContent=S[k.value]}}</script>"
    )


def test_a_plain_portal_is_read(browser: Browser) -> None:
    ended = harness.check_bodies(browser)
    assert (ended.code, ended.total, ended.claimed) == ("ok", harness.SALDO_TOTAL, [])
    assert len(ended.logins) == 1


@pytest.mark.parametrize("many", [2, nightly(30)])
def test_cards_behind_a_select_are_read(browser: Browser, many: int) -> None:
    balances = {f"{12345678901 + 1111111111 * at}": f"Rp {3 + at}.450.100,00" for at in range(many)}
    ended = harness.check_bodies(browser, saldo=behind_a_select(balances))
    assert ended.code == "ok", ended.detail
    assert ended.total == sum(Decimal((3 + at) * 1000000 + 450100) for at in range(many))
    assert len(ended.cards) == many


def test_what_a_page_sends_is_seen(browser: Browser) -> None:
    ended = harness.check_bodies(browser, login=f"{harness.LOGIN}<script>klaim('self')</script>")
    assert ended.claimed  # nobody is logged in yet
    ended = harness.check_bodies(browser, saldo=f"{harness.SALDO}<script>klaim('self')</script>")
    assert (ended.code, ended.claimed) == ("ok", [])
