"""The simulated portal itself: every skin plays every scenario, and its log holds no secret."""

import http.client
import time
import urllib.error
import urllib.request
from dataclasses import replace
from decimal import Decimal
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from checker.failures import BY_CODE
from checker.simulator.scenarios import EMAIL, PASSWORD, PIN, SCENARIOS, Scenario
from checker.simulator.server import start
from checker.simulator.site import Site
from checker.simulator.skins import SHIPPED, folders, load
from checker.simulator.workings import Portal

SKINS_FOLDER = Path(__file__).parent / "skins"
SKINS = sorted(folders(SKINS_FOLDER))
MARK = "SIMULASI"
# These never answer a request; they are met over a real connection below.
SILENT = {"hang", "reset"}


class Visitor:
    """A person without a browser: follows redirects and fills in what the login page asks for."""

    def __init__(self, skin: str, scenario: Scenario) -> None:
        self.skin = replace(load(skin, SKINS_FOLDER), data_delay=0)
        self.portal = Portal("http://localhost/", "http://127.0.0.1:9/", self.skin, scenario)
        self.site = Site(self.portal, SKINS_FOLDER, 0)
        self.client: FlaskClient = self.site.app.test_client()

    def get(self, path: str) -> TestResponse:
        return self.client.get(path, follow_redirects=path != "/" or self.portal.scenario.instead != "moved-root")

    def csrf(self) -> str:
        return next(iter(self.site.sessions.values())).token

    def login(self, password: str = PASSWORD) -> TestResponse:
        """Send the login form, in two steps or by script if the skin does so."""
        fields, paths = self.skin.fields, self.skin.paths
        self.get(paths["login"])
        form = {fields["email"]: EMAIL, fields["password"]: password, "_token": self.csrf()}
        if self.skin.sends == "xhr" or self.portal.scenario.notice == "401":
            return self.client.post(paths["api"] + "/masuk", data=form)
        if self.skin.two_step:
            answer = self.client.post(paths["login"], data={fields["email"]: EMAIL})
            if answer.status_code == 200:
                return answer
            return self.client.post(paths["password"], data={fields["password"]: password})
        return self.client.post(paths["login"], data=form)


def simple(scenario: Scenario) -> bool:
    return not (scenario.refusal or scenario.captcha or scenario.interlude or scenario.instead or scenario.foreign_form)


def test_as_many_skins_as_asked_for() -> None:
    assert len(SKINS) >= 12
    assert {path.parent.name for path in SHIPPED.glob("*/skin.toml")} == {"adminlte"}
    assert all(load(name, SKINS_FOLDER).describes for name in SKINS)
    assert not list(SKINS_FOLDER.rglob("*.py"))


def test_every_expectation_is_a_known_failure() -> None:
    assert {scenario.expect for scenario in SCENARIOS.values() if scenario.expect} <= set(BY_CODE)
    assert SCENARIOS["several-cards-total"].total == Decimal(17_541_928)


@pytest.mark.parametrize("skin", SKINS)
def test_every_scenario_has_a_login_page_that_says_it_is_simulated(skin: str) -> None:
    for scenario in SCENARIOS.values():
        if scenario.instead in SILENT or scenario.instead in ("loop", "moved-root"):
            continue
        answer = Visitor(skin, scenario).get("/")
        assert MARK in answer.text, scenario.name
        assert answer.status_code == {"maintenance-503": 503, "firewall": 403, "too-many": 429}.get(scenario.name, 200)


@pytest.mark.parametrize("skin", SKINS)
def test_login_leads_to_the_balance_or_its_problem(skin: str) -> None:
    for scenario in SCENARIOS.values():
        if not simple(scenario):
            continue
        visitor = Visitor(skin, scenario)
        paths = visitor.skin.paths
        answer = visitor.login()
        assert answer.status_code in (200, 303), scenario.name
        assert MARK in visitor.get(paths["home"]).text
        api = visitor.client.get(f"{paths['api']}/saldo?kpj=", headers={"X-Sesi": visitor.csrf()})
        if scenario.gate:
            assert api.get_json()["next"] in (paths["pin"], paths["login"])
            continue
        if scenario.amounts == "load-failed":
            assert api.status_code == 500
            continue
        shown = api.get_json()["kartu"]
        if scenario.amounts == "shown":
            expected = [(card.kpj, visitor.skin.money(card.balance)) for card in scenario.cards]
            assert [(card["kpj"], card["saldo"]) for card in shown] == expected
        if visitor.skin.app:
            continue
        for kpj in [card.kpj for card in scenario.cards] if visitor.skin.cards == "choose" else [None]:
            where = paths["card"].replace("{kpj}", kpj) if kpj else paths["balance"]
            if (visitor.skin.folder / "frame.html").is_file():
                where = paths["frame"]
            page = visitor.get(where)
            assert page.status_code == 200
            assert MARK in page.text


@pytest.mark.parametrize("skin", SKINS)
def test_refusals_and_detours(skin: str) -> None:
    for name in ("wrong-password-inline", "unknown-email", "locked"):
        visitor = Visitor(skin, SCENARIOS[name])
        message = visitor.skin.say(SCENARIOS[name].refusal or "")
        answer = visitor.login()
        told = answer.get_json()["message"] if answer.is_json else answer.text
        assert message in told
    for name, path in (("otp-after-login", "otp"), ("survey", "survey"), ("password-expired", "expired")):
        visitor = Visitor(skin, SCENARIOS[name])
        visitor.login()
        page = visitor.get(visitor.skin.paths["home"])
        assert page.request.path == visitor.skin.paths[path]
        assert MARK in page.text
    assert Visitor(skin, SCENARIOS["wrong-password-401"]).login().status_code == 401
    visitor = Visitor(skin, SCENARIOS["one-card"])
    visitor.login("salah")
    assert visitor.get(visitor.skin.paths["home"]).request.path != visitor.skin.paths["home"]


def test_a_person_gets_past_pin_and_survey() -> None:
    visitor = Visitor("adminlte", SCENARIOS["pin-after-menu"])
    visitor.login()
    assert "PIN" in visitor.get(visitor.skin.paths["balance"]).text
    page = visitor.client.post(visitor.skin.paths["pin"], data={"pin": PIN}, follow_redirects=True)
    assert "Rp 12.345.678,00" in page.text
    visitor = Visitor("adminlte", SCENARIOS["survey"])
    visitor.login()
    page = visitor.client.post(visitor.skin.paths["survey"] + "/lewati", follow_redirects=True)
    assert page.request.path == visitor.skin.paths["home"]


@pytest.mark.parametrize("skin", SKINS)
def test_a_plain_login_over_http_is_logged_without_the_password(skin: str) -> None:
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    with start(skin, "one-card", skins_folder=SKINS_FOLDER) as portal:
        page = opener.open(portal.url, timeout=10).read().decode()
        assert MARK in page
        paths, fields = portal.skin.paths, portal.skin.fields
        token = page.split('name="_token" value="')[1].split('"')[0] if portal.skin.csrf else ""
        form = {fields["email"]: EMAIL, fields["password"]: PASSWORD, "_token": token}
        where = paths["api"] + "/masuk" if portal.skin.sends == "xhr" else paths["login"]
        if portal.skin.two_step:
            opener.open(portal.url[:-1] + paths["login"], urlencode(form).encode(), timeout=10).close()
            where = paths["password"]
        opener.open(portal.url[:-1] + where, urlencode(form).encode(), timeout=10).close()
        assert opener.open(portal.url[:-1] + paths["home"], timeout=10).url.endswith(paths["home"])
        opener.open(portal.url[:-1] + paths["claim"] + "?q=" + PASSWORD, timeout=10).close()
        sent = [entry for entry in portal.requests if entry.what == "login-sent"]
        assert sent[-1].password_ok
        assert sent[0].email_ok
        assert portal.count("claim") == 1
        assert [entry.password_anywhere for entry in portal.requests if entry.what == "claim"] == [True]
    assert PASSWORD not in repr(portal.requests)
    assert EMAIL not in repr(portal.requests)


def test_the_other_origin_is_another_one_and_logged() -> None:
    with start(scenario="foreign-form") as portal:
        page = urllib.request.urlopen(portal.url, timeout=10).read().decode()
        assert f'action="{portal.other_url}' in page
        data = urlencode({"email": EMAIL, "password": PASSWORD}).encode()
        assert MARK in urllib.request.urlopen(portal.other_url + "masuk", data, timeout=10).read().decode()
        assert [entry.password_ok for entry in portal.requests if entry.other_origin] == [True]
    with start(scenario="moved-jmo") as portal:
        assert urllib.request.urlopen(portal.url, timeout=10).url == portal.other_url


def test_trouble_below_http() -> None:
    with start(scenario="reset") as portal, pytest.raises((ConnectionError, http.client.RemoteDisconnected)):
        urllib.request.urlopen(portal.url, timeout=10)
    with start(scenario="never-answers") as portal, pytest.raises(TimeoutError):
        urllib.request.urlopen(portal.url, timeout=0.5)
    with start(scenario="redirect-loop") as portal, pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(portal.url, timeout=10)
    with start(scenario="slow", delay=0.3) as portal:
        before = time.monotonic()
        urllib.request.urlopen(portal.url, timeout=10).close()
        assert time.monotonic() - before >= 0.5
    with start(scenario="too-many") as portal, pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(portal.url, timeout=10)
    assert caught.value.headers["Retry-After"] == "3600"


def test_mistakes_in_a_name_are_told() -> None:
    with pytest.raises(ValueError, match="no skin called"), start("tidak-ada"):
        pass
    with pytest.raises(ValueError, match="no scenario called"), start(scenario="tidak-ada"):
        pass


def test_a_taken_port_is_an_error_that_can_be_met() -> None:
    with (
        start() as portal,
        pytest.raises(OSError, match="in use"),
        start(port=int(portal.url.split(":")[2].strip("/"))),
    ):
        pass
