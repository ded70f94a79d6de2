"""Every fixture, one test a field: drop a recording into `tests/fixtures` and it is tested; no Python is needed."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from checker.portal import selectors
from checker.recording import fixture, gate
from tests.recorded import FIXTURES, fields, read

FOLDERS = fixture.find(FIXTURES)
FIELDS = [(folder, name) for folder in FOLDERS for name in fields(fixture.load_expected(folder))]

_read: dict[Path, dict[str, Any]] = {}


@pytest.mark.browser
@pytest.mark.parametrize(("folder", "name"), FIELDS, ids=[f"{folder.name}-{name}" for folder, name in FIELDS])
def test_field(folder: Path, name: str, browser: Browser) -> None:
    if folder not in _read:
        _read[folder] = fields(read(browser, folder))
    expected = fields(fixture.load_expected(folder))[name]
    assert _read[folder].get(name, "(missing)") == expected, f"{folder.name}: {name}; `make fixtures` shows the change"


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
