"""The app's own words and markup: what `jmo.toml` says, its examples, and a person's own file over it."""

from pathlib import Path

import pytest

from checker.failures import ConfigInvalid
from checker.portal import app
from checker.portal.check import check, entries
from checker.portal.entries import Said
from tests.phone.trees import APP, LOADED

OWN = ("app", "names.programme_tile", "names.check_balance", "dismiss.agreeing")
EXAMPLES = [
    (key, told, text, says)
    for key, told in entries(APP)
    if key.startswith(OWN)
    for one in told.tables
    if isinstance(one, Said)
    for says, texts in ((True, one.yes), (False, one.no))
    for text in texts
]


def test_the_shipped_file_is_sound() -> None:
    check(APP, LOADED.files[-1])
    assert [one.name for one in LOADED.files] == ["bpjstk.toml", "jmo.toml"]
    assert {key for key, *_ in EXAMPLES} >= {"app.denied", "app.claim"}


def test_each_example_says_what_it_is_for() -> None:
    wrong = [(key, text, says) for key, told, text, says in EXAMPLES if bool(told.search(text)) is not says]
    assert not wrong


def test_an_own_file_lies_over_it(tmp_path: Path) -> None:
    own = tmp_path / "selectors" / app.NAME
    own.parent.mkdir()
    own.write_text('[app]\npackage = "com.example.other"\n', encoding="utf-8")
    loaded, selectors = app.loaded(tmp_path)
    assert (selectors.app.package, loaded.files[-1]) == ("com.example.other", own)
    own.write_text('[app]\npackages = "x"\n', encoding="utf-8")
    with pytest.raises(ConfigInvalid, match=r"jmo\.toml"):
        app.loaded(tmp_path)
