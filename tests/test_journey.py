"""Whole checks, from the command line to the balance or the named failure, in every look and through every trouble.

`make test` tries pairs that cover both, `make test-all` each trouble in each look."""

import json
import signal
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from checker.portal import selectors
from checker.simulator.scenarios import AS_OF, SCENARIOS
from checker.simulator.server import start
from checker.simulator.skins import folders
from checker.simulator.workings import Portal
from tests import whole
from tests.driving import ROOT, check, config, only_looked, settings
from tests.rawsite import Page, site

pytestmark = pytest.mark.browser

ALL_SKINS = sorted(folders(ROOT / "tests" / "skins"))
READ = ("one-card", "several-cards", "several-cards-total", "true-zero")
# Troubles that a skin shows in a way of its own.
SHOWN = ("wrong-password-inline", "captcha-checkbox", "announcement", "load-failed")


def covering() -> set[tuple[str, str]]:
    """Pairs of a skin and a scenario in which each skin is read, and each trouble met once, some of them twice."""
    pairs = {(skin, READ[at % len(READ)]) for at, skin in enumerate(ALL_SKINS)}
    troubles = [name for name in SCENARIOS if name not in READ]
    for at, trouble in enumerate([*troubles, *SHOWN]):
        # A slow portal of many frames is slow for each: what there is to see of it is seen of any.
        pairs.add(("adminlte" if trouble == "slow" else ALL_SKINS[at * 5 % len(ALL_SKINS)], trouble))
    return pairs


COVERING = covering()
RUNS = [
    pytest.param(*pair, id="-".join(pair), marks=() if pair in COVERING else pytest.mark.nightly)
    for pair in product(ALL_SKINS, SCENARIOS)
]
# No password may leave before a person has acted, or once the portal is seen not to be the portal.
UNSENT = {"captcha-checkbox", "captcha-image", "foreign-form", "unknown-email"}
ENGLISH = {"Aktif": "Active", "Tidak Aktif": "Inactive"}


@pytest.mark.parametrize(("skin", "scenario"), RUNS)
def test_check(skin: str, scenario: str, browser: Browser, tmp_path: Path) -> None:
    patience = 6 if scenario == "never-answers" else 90
    with start(skin, scenario) as portal:
        ended = whole.check(browser, portal.url, seconds=patience, state=tmp_path)
    expected = SCENARIOS[scenario].expect
    only_looked(portal, may_send=scenario not in UNSENT or (scenario == "unknown-email" and not portal.skin.two_step))
    if expected is None:
        tells_the_truth(ended.told, portal)
    else:
        fails_as(ended.told, expected, tmp_path)


def tells_the_truth(told: dict[str, Any], portal: Portal) -> None:
    """Assert that every card came out with its balance, and nothing else about it but the truth."""
    assert told["status"] == "ok", told["error"]
    true = {card.kpj: card for card in portal.scenario.cards}
    assert {card["kpj"]: card["balance"] for card in told["cards"]} == {
        kpj: f"{card.balance:.2f}" for kpj, card in true.items()
    }
    assert len(told["cards"]) == len(true)
    assert told["total"] == f"{portal.scenario.total:.2f}"
    assert told["as_of"] in (None, AS_OF.isoformat())
    for card in told["cards"]:
        for name in ("company", "npp", "segment", "membership", "as_of"):
            value = getattr(true[card["kpj"]], name)
            value = value.isoformat() if isinstance(value, date) else value
            if portal.skin.lang == "en":
                value = ENGLISH.get(value, value)
            # The date of a balance may stand above all cards, whatever a skin says of each.
            told_at_all = name in portal.skin.shows or name == "as_of"
            assert card[name] in ((None, value) if told_at_all else (None,)), name


def fails_as(told: dict[str, Any], code: str, state: Path) -> None:
    assert told["status"] == "error", told
    assert told["error"]["code"] == code, told["error"]
    assert (told["error"]["try_after"] is not None) == (code == "portal-blocked" and "429" in told["error"]["message"])
    # Evidence is where it is said to be, and under the folder that was set.
    evidence = Path(told["error"]["evidence"])
    assert evidence.is_relative_to(state)
    assert (evidence / "run.json").is_file()


@pytest.mark.parametrize("language", ["id", "en"])
def test_for_a_person(language: str, clean_env: dict[str, str], browser_path: str, tmp_path: Path) -> None:
    """Without --json: a table on standard output, the steps on standard error."""
    import subprocess
    import sys

    with start("adminlte", "several-cards-total") as portal:
        env = settings(clean_env, tmp_path / "home", browser_path, portal.url) | {"SALDO_JHT_LANG": language}
        done = subprocess.run(
            [sys.executable, "-m", "checker", "check", "--unattended"],
            env=env,
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=150,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    for card in portal.scenario.cards:
        assert str(card.kpj) in done.stdout
        assert f"Rp {int(card.balance):,},00".replace(",", ".")[:-3] in done.stdout
    assert "Rp 17.541.928,00" in done.stdout
    assert done.stderr.count("\n") >= 4
    assert "{" not in done.stdout


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="Windows has no alarm")
def test_a_page_whose_script_never_ends(clean_env: dict[str, str], browser_path: str, tmp_path: Path) -> None:
    """A question to such a page knows no time limit of its own; and the next account is checked all the same."""
    form = '<form method="post" action="/in"><label>Email <input name="e" type="email"></label>'
    form += '<label>Kata sandi <input name="p" type="password"></label><button>Login</button></form>'
    menu = '<p>SIMULASI</p><a href="/saldo">Lihat Saldo JHT</a><script>setTimeout(() => { for (;;); }, 50)</script>'
    home = tmp_path / "home"
    config(home, '[accounts.budi]\nemail = "budi@example.test"\npassword_command = "echo another"\n')
    with site({"/": Page(f"<p>SIMULASI</p>{form}"), "/in": Page(menu)}) as portal:
        env = settings(clean_env, home, browser_path, portal.url + "/")
        ended = check(env, tmp_path, "--timeout", "10")
    errors = [one["error"] for one in json.loads(ended.stdout)["results"]]
    assert [one["code"] for one in errors] == ["page-not-recognised"] * 2, str(ended)
    assert all("too busy" in one["message"] or "come to rest" in one["message"] for one in errors), errors
    assert sum(one.path == "/in" for one in portal.asked) == 2


def test_what_stands_in_a_slot_is_denied_too(clean_env: dict[str, str], browser_path: str, tmp_path: Path) -> None:
    """A place that was once the balance's is the claim's today, and its button shows what stands in its slot."""
    own = tmp_path / "home" / "selectors" / selectors.NAME
    own.parent.mkdir(parents=True)
    own.write_text('[buttons.balance]\ncandidates = [{ css = "x-tile:nth-child(3) button" }]\n')
    with start("ionic", "one-card") as portal:
        check(settings(clean_env, tmp_path / "home", browser_path, portal.url), tmp_path)
        assert portal.count("login-sent") == 1
        only_looked(portal)
