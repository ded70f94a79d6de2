"""Every fixture: drop a recording into `tests/fixtures`, observe it, and it is tested; no Python is needed."""

from pathlib import Path

import pytest

from checker.browser.replay import told
from checker.portal import selectors
from checker.recording import fixture, gate
from tests.recorded import FIXTURES, fields
from tests.stored import keys, load, outcome

FOLDERS = fixture.find(FIXTURES)


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
def test_a_fixture_gives_what_is_expected(folder: Path) -> None:
    seen = load("fixtures").get(folder.name)
    assert seen is not None, "`make observations` looks at it"
    given = {"schema": "saldo-jht/fixture/1", "reading": told(outcome(seen)), "keys": keys(seen)}
    assert fields(given) == fields(fixture.load_expected(folder)), "`make fixtures` shows the change"


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
def test_nothing_personal_is_left(folder: Path) -> None:
    loaded = selectors.load()
    left = gate.verify(folder, loaded.vocabulary, loaded.selectors.portal.origins)
    assert not left, "\n".join(f"{one.file}:{one.line}: {one.rule}: {one.shown}" for one in left)


def test_every_look_of_the_portal_is_there() -> None:
    from checker.simulator.skins import folders

    for skin in folders(Path(__file__).parent / "skins"):
        screens = {fixture.load_meta(one).screen for one in FOLDERS if one.name.startswith(f"{skin}-")}
        assert screens >= {"login", "menu", "balance"}, skin
