"""A simulated year of daily checks ends with exactly the messages that a person would want, and no others.

By the rules alone in `make test`, and ten days of it with the program and the simulated portal; all of it by night.
"""

import logging
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Browser

from checker import defects, settings, signals, states, texts
from checker.browser import run
from checker.cli import program
from checker.model import Answer, Card, CheckResult
from checker.plausible import Key
from checker.settings import JAKARTA
from checker.simulator import server, site, workings
from checker.simulator.scenarios import EMAIL, SCENARIOS
from checker.simulator.site import Site
from checker.simulator.skins import SHIPPED
from checker.states import Ended, Told
from checker.tasks import one_check
from checker.tasks.check import prepare
from checker.tasks.one_check import Wanted
from checker.telling.words import Wished, message
from tests.telling import year
from tests.telling.receiving import Receiver, receiving
from tests.telling.year import World


@pytest.fixture(autouse=True)
def _in_indonesian(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(texts, "_spoken", "id")
    yield
    logging.disable(logging.NOTSET)


def test_a_year_by_the_rules() -> None:
    heard, checks, told = [], list[Ended](), Told()
    for number, (day, world) in enumerate(year.days(), 1):
        code, _, rule = world.outcome().partition("/")
        at = datetime.combine(day, time(8), JAKARTA)
        balances: dict[Key, int] = (
            {(kpj, None): rupiah * 100 for kpj, rupiah in world.cards.items()} if code == "ok" else {}
        )
        now = Ended(number, at, code, rule or None, balances, world.as_of)
        news, after = states.news(told, checks, now)
        checks.append(now)
        if news is not None and not world.service:
            continue
        told = after
        if news is not None:
            heard.append((day, message(news, "default", Wished()).title))
    assert heard == year.MESSAGES
    assert len(checks) == 365


# -- with the program, and the simulated portal -----------------------------------------------------------------------


class Yes:
    """A person who sees at the portal what they are asked about."""

    def is_there(self) -> bool:
        return True

    def put(self, _question: object) -> str:
        return ""

    def heard(self, _seconds: float) -> Answer | None:
        return "yes"

    def over(self) -> None:
        pass


class Home:
    """A person's home, their portal, and their checks, in this process and in a browser that is already there."""

    def __init__(self, folder: Path, url: str, portal: Site, service: Receiver, browser: Browser) -> None:
        self.folder, self.url, self.portal, self.service, self.browser = folder, url, portal, service, browser
        self.known = ""
        folder.mkdir(mode=0o700)
        config = folder / "config.toml"
        config.write_text(f'[notify.urls]\nphone = "{service.service("t0ken")}"\n')
        config.chmod(0o600)

    def becomes(self, world: World) -> None:
        """Have the portal, the service and the person's `.env` as the world is."""
        kind = SCENARIOS["captcha-image" if world.captcha else "one-card"]
        cards = tuple(Card(Decimal(rupiah), kpj) for kpj, rupiah in world.cards.items())
        self.portal.scenario = replace(kind, cards=cards, instead=world.instead)  # type: ignore[arg-type]
        for module in (site, workings):
            module.AS_OF, module.PASSWORD = world.as_of, world.password  # type: ignore[attr-defined]
        page = (SHIPPED / "adminlte" / "balance.html").read_text()
        remark = f"<p>{world.remark}</p><p>" if world.remark else "<p>"
        (self.portal.skin.folder / "balance.html").write_text(page.replace('<p class="text-muted">', remark))
        if not world.session:
            self.portal.portal.end_sessions()
        self.service.status = 200 if world.service else 500
        if self.known != world.known:
            self.known = world.known
            env = self.folder / ".env"
            env.write_text(f"SALDO_JHT_EMAIL={EMAIL}\nSALDO_JHT_PASSWORD='{world.known}'\n")
            env.chmod(0o600)

    def check(self, down: bool) -> int:
        """The check of a day; where the portal is away, it is not waited for."""
        status = program.run(["check", "--unattended", "-q", "--timeout", "2" if down else "60"])
        self._close()
        return status

    def person(self, asked: bool) -> None:
        """What `login` does once the captcha is answered, and `confirm`: a check of which nobody is told."""
        scenario, self.portal.scenario = self.portal.scenario, replace(self.portal.scenario, captcha=None)
        wanted = Wanted(fresh=not asked, asking=Yes(), anew=asked)
        (ended,) = prepare().all((), lambda _step: None, wanted)
        assert isinstance(ended.outcome, CheckResult), ended.outcome
        self.portal.scenario = scenario
        self._close()

    def _close(self) -> None:
        for context in self.browser.contexts:
            context.close()


@pytest.fixture
def home(browser: Browser, no_settings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    # In this process a browser is there, and stays; no signal is ours, nor is any traceback.
    monkeypatch.setattr(one_check.Browsers, "begin", lambda _: None)
    monkeypatch.setattr(one_check.Browsers, "get", lambda _self, _headed: browser)
    monkeypatch.setattr(run._Run, "ends", property(lambda _: False, lambda _self, _value: None), raising=False)
    monkeypatch.setattr(signals, "heed", lambda: None)
    monkeypatch.setattr(defects, "hide_tracebacks", lambda: None)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.setenv("SALDO_JHT_LANG", "id")
    made: list[Site] = []

    class Kept(Site):
        def __init__(self, *given: Any) -> None:  # noqa: ANN401 - as a site is made
            super().__init__(*given)
            self.app.jinja_env.auto_reload = True
            made.append(self)

    monkeypatch.setattr(server, "Site", Kept)
    for module in (site, workings):
        for name in ("AS_OF", "PASSWORD"):
            monkeypatch.setattr(module, name, getattr(module, name))
    skins = tmp_path / "skins"
    shutil.copytree(SHIPPED / "adminlte", skins / "own")
    shutil.copytree(SHIPPED / "_shared", skins / "_shared")
    with server.start("own", skins_folder=skins) as portal, receiving() as service:
        monkeypatch.setenv(settings.PORTAL_URL, portal.url)
        yield Home(no_settings.parent / "home", portal.url, made[0], service, browser)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("first", "last"),
    [
        pytest.param(date(2027, 3, 9), date(2027, 3, 13), id="some-days"),
        pytest.param(year.FIRST, year.LAST, id="all-of-it", marks=pytest.mark.nightly),
    ],
)
def test_a_year_with_the_program_and_a_portal(first: date, last: date, home: Home) -> None:
    heard = []
    for day, world in year.days(first, last):
        with time_machine.travel(datetime.combine(day, time(8), JAKARTA)):
            home.becomes(world)
            if day == first:
                # It was set up the evening before.
                with time_machine.travel(datetime.combine(day, time(8), JAKARTA) - timedelta(hours=10)):
                    home.person(asked=True)
            before = len(home.service.messages)
            status = home.check(down=world.instead is not None)
            assert (status == 0) == (world.outcome() == "ok"), f"{day}: {status}"
            heard += [(day, one["title"]) for one in home.service.messages[before:]]
        with time_machine.travel(datetime.combine(day, time(20), JAKARTA)):
            if day in year.EVENINGS and year.EVENINGS[day] != year.MENDS:
                home.person(asked=year.EVENINGS[day] == year.CONFIRMS)
    assert heard == [one for one in year.MESSAGES if first <= one[0] <= last]
