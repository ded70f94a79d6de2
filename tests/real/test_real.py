"""Whole checks of pages built with real component libraries: what a person would read, or a failure.

The libraries are those of `package-lock.json`, installed by `npm ci` in this folder (`make test-all` does it).
"""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.real import serve
from tests.real.__main__ import TABLE, table
from tests.real.truths import check, judge, load, noted

FLOOR = 0.94
"""At least this share of the pages that a person would read is read."""


def test_each_folder_has_its_truth() -> None:
    assert {one.name for one in serve.PAGES.iterdir()} == set(load())
    assert all(bool(real.reads) != bool(real.fails) for real in load().values())


def test_the_table_tells_what_was_noted() -> None:
    assert TABLE.read_text(encoding="utf-8") == table(load(), noted()), "`python -m tests.real --table` writes it anew"


def test_no_number_is_wrong_and_most_are_read() -> None:
    said = [note.said for name, note in noted().items() if load()[name].reads]
    assert not {"wrong", "sent"} & {note.said for note in noted().values()}
    assert said.count("read") >= FLOOR * len(said)


@pytest.mark.browser
@pytest.mark.nightly
@pytest.mark.parametrize("name", load())
def test_a_check_ends_as_it_was_noted(name: str, browser: Browser, tmp_path: Path) -> None:
    if not serve.LIBRARIES.is_dir():
        pytest.skip("the libraries are not installed (`npm ci` in tests/real)")
    ended, site = check(browser, load()[name], tmp_path)
    note = judge(load()[name], ended, site)
    assert note.said in ("read", "refused") or note == noted().get(name), f"{note.said}: {note.told}, {ended.detail}"
    written = [file for file in tmp_path.rglob("*") if file.is_file() and serve.PASSWORD.encode() in file.read_bytes()]
    assert not written
    assert serve.PASSWORD not in str(ended.told)
