"""An amount that changes while it is looked at: what was seen before the last change is no balance."""

from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import Page, Route

from checker.browser import read
from checker.browser.eye import look, rest, watch
from checker.browser.replay import read_page
from checker.model import Reading
from checker.page.observation import Observation
from checker.portal import selectors

pytestmark = pytest.mark.browser

COUNTING = """<!doctype html><title>SIMULASI</title><p>Saldo JHT</p><p id="s">Rp 12.000.000</p>
<script>const ticker = setInterval(() => {}, 450);</script>"""


def test_the_last_step_of_a_count_right_after_a_look_is_not_missed(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[Observation] = []

    def then_the_last_step(page: Page, css: tuple[str, ...] = ()) -> Observation:
        looks.append(look(page, css=css))
        if len(looks) == 2:
            # The amount has been seen for long enough to be believed on a page that has come to rest.
            page.wait_for_timeout(600)
            page.evaluate("clearInterval(ticker); document.getElementById('s').textContent = 'Rp 12.345.678'")
        return looks[-1]

    monkeypatch.setattr(read, "look", then_the_last_step)
    watch(page.context)
    page.route("**/*", lambda route: route.fulfill(content_type="text/html", body=COUNTING))
    page.goto("http://simulated.test/")

    outcome = read_page(page, selectors.load().selectors, date(2026, 11, 1))
    assert isinstance(outcome, Reading)
    assert outcome.total == Decimal("12345678")


@pytest.mark.parametrize("sent", ["document.querySelector('button').click()", "document.forms[0].submit()"])
def test_a_page_whose_form_was_just_sent_is_still_at_work(page: Page, sent: str) -> None:
    watch(page.context)
    form = "<!doctype html><title>SIMULASI</title><form><button>Lanjutkan</button></form>"
    asked = []

    def answer(route: Route) -> None:
        asked.append(route)
        if len(asked) == 1:
            route.fulfill(content_type="text/html", body=form)

    page.route("**/*", answer)
    page.goto("http://simulated.test/")
    assert not rest(page).busy

    page.evaluate(sent)
    assert rest(page).busy


def test_a_page_that_keeps_its_form_to_itself_is_not_at_work(page: Page) -> None:
    watch(page.context)
    form = "<!doctype html><title>SIMULASI</title><form onsubmit='event.preventDefault()'><button>Cari</button></form>"
    page.route("**/*", lambda route: route.fulfill(content_type="text/html", body=form))
    page.goto("http://simulated.test/")
    page.evaluate("document.querySelector('button').click()")
    page.wait_for_timeout(50)

    assert not rest(page).busy
