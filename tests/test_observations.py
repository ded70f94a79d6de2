"""Every page whose outcome is known is read off its stored observation, some (with `--all` each) in a browser too."""

import zlib
from collections import Counter
from dataclasses import replace
from functools import cache
from types import SimpleNamespace

import pytest
from playwright.sync_api import Browser

from checker.browser import replay
from checker.browser.capture import open_context
from checker.failures import Failure
from checker.model import Reading
from tests import stored
from tests.groups import groups
from tests.observe import observed, show
from tests.real import serve
from tests.stored import is_stale, keys, load, outcome

COMMAND = "`make observations` makes them anew"
CASES = {f"{group}/{case.shown.name}": case for group, cases in groups().items() for case in cases}
SAMPLE = 6
"""Of each group, so many pages are read in a browser too."""
_PATIENCE_S, _NEVER_STILL_S = 25, 8
"""Seconds that a page has to come to rest, and those after which one is given up that never does."""
MISSED = frozenset(
    {
        "mutants/readable #85: stacked, 4 card(s), label 'Saldo Anda', total, style 4",
        "mutants/readable #99: boxes, 2 card(s), label 'Saldo JHT', total, style 2",
        "mutants/readable #129: boxes, 1 card(s), label 'Saldo Jaminan Hari Tua', style 0",
        "mutants/readable #149: boxes, 1 card(s), label 'Saldo Anda', style 2",
        "mutants/readable #179: boxes, 1 card(s), label 'Nominal Saldo JHT', style 1",
        "mutants/readable #275: stacked, 1 card(s), label 'Total Saldo JHT', style 5",
        "mutants/readable #360: label-table, 3 card(s), label 'SALDO JHT', total, style 7",
        # A dialog lies over the balance, which the journey closes.
        "real/bootbox-info",
        "real/gentelella-tile",
        "real/odometer-saldo",
    }
)
"""Pages that can be read, and are refused: each is a task. None is ever read wrong."""
RIGHT = 1540
"""So many pages are read right at least, without those that are seen over time."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give the browser tests their pages: a sample that is the same everywhere, or all."""
    if "browsed" in metafunc.fixturenames:
        metafunc.parametrize("browsed", list(CASES) if metafunc.config.getoption("--all") else sampled())


def sampled() -> list[str]:
    """Some pages of each group, and every third of those that changed as they were looked at, which a browser shows."""
    names: list[str] = []
    for group, cases in groups().items():
        if any(case.shown.beside for case in cases) and not serve.LIBRARIES.is_dir():
            continue
        order = sorted(cases, key=lambda case: zlib.crc32(case.shown.name.encode()))
        names += [f"{group}/{case.shown.name}" for case in order[:SAMPLE]]
        changing = [name for name, one in load(group).items() if one.watched or one.seen.rest.changes]
        names += [f"{group}/{name}" for name in changing[::3]]
    return [name for name in dict.fromkeys(names) if name in CASES]


@pytest.mark.parametrize("group", groups())
def test_every_page_has_an_observation_that_is_fresh(group: str) -> None:
    stale = [case.shown.name for case in groups()[group] if is_stale(case.shown)]
    assert not stale, f"{len(stale)} of the group {group} are not of today's pages, scripts and candidates; {COMMAND}"
    assert load(group).keys() == {case.shown.name for case in groups()[group]}, COMMAND


@pytest.mark.parametrize("name", CASES)
def test_a_page_is_read_right_or_refused(name: str) -> None:
    ended = _ended(name)
    if ended is None:
        pytest.skip("what comes of it is seen over time: it is read in a browser")
    verdict, told = CASES[name].verdict(ended)
    if name in MISSED:
        assert verdict == "missed", (
            f"{verdict}: take its name off the list of what is missed, unless it is wrong: {told}"
        )
    else:
        assert verdict in ("right", "refused"), f"{verdict}: {told}"
    assert isinstance(ended, Reading) or ended.rule, f"no rule is named: {told}"


def test_no_number_is_wrong_and_nearly_all_are_read() -> None:
    verdicts = Counter(case.verdict(ended)[0] for name, case in CASES.items() if (ended := _ended(name)) is not None)
    assert not verdicts["wrong"]
    assert verdicts["right"] >= RIGHT, verdicts


@cache
def _ended(name: str) -> Reading | Failure | None:
    """How the reading of a page's observation ends; None where that rests on more than one look."""
    shown = CASES[name].shown
    seen = load(shown.group).get(shown.name)
    assert seen is not None, COMMAND
    return None if seen.watched else outcome(seen)


@pytest.mark.browser
def test_a_page_in_a_browser_ends_as_its_observation(browsed: str, browser: Browser) -> None:
    case = CASES[browsed]
    context = open_context(browser)
    page = context.new_page()
    show(page, case.shown)
    before = load(case.shown.group)[case.shown.name]
    seen, ended = observed(page, case.shown, _NEVER_STILL_S if before.watched else _PATIENCE_S)
    context.close()
    verdict, told = case.verdict(ended)
    assert verdict in ("right", "refused") or browsed in MISSED, f"{verdict}: {told}"
    assert seen.watched == before.watched
    assert seen.watched or replay.told(outcome(before)) == replay.told(ended)
    assert keys(seen) == keys(before)


def test_an_observation_is_stale_once_the_page_or_the_eye_is_another(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = CASES["bodies/kpj-between"].shown
    assert not is_stale(shown)
    assert is_stale(replace(shown, html=f"{shown.html} "))
    with monkeypatch.context() as patched:
        patched.setattr(stored, "eye", lambda: "another")
        assert is_stale(shown)
    monkeypatch.setattr(stored, "_shipped", lambda: SimpleNamespace(css=("p.another",)))
    assert is_stale(shown)
