"""With `--all`, thousands of mutated pages in a browser: no number is wrong, and nearly all with a balance are read."""

from collections import Counter

import pytest
from playwright.sync_api import Browser

from tests.groups import HOSTILE, READABLE, SEED
from tests.reading.measure import COUNT, many, share, told
from tests.reading.mutants import hostile_mutants, mutants

CHUNKS = 20


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Without `--all` there is nothing to do here: the first of these pages are stored observations."""
    if "chunk" in metafunc.fixturenames:
        metafunc.parametrize("chunk", range(CHUNKS) if metafunc.config.getoption("--all") else [])


def test_the_generator_gives_the_same_pages_for_the_same_seed() -> None:
    assert list(mutants(20, 7)) == list(mutants(20, 7))
    assert list(hostile_mutants(20, 7)) != list(hostile_mutants(20, 8))
    assert all("SIMULASI" in page.html for page in mutants(20, 7))


@pytest.mark.browser
def test_mutated_pages_are_read_right_or_refused(browser: Browser, chunk: int) -> None:
    found = told(browser, many(COUNT, SEED)[chunk::CHUNKS])
    verdicts = Counter(verdict for verdict, _ in found)
    said = "\n".join(said for verdict, said in found if verdict in ("missed", "wrong"))
    assert not verdicts["wrong"], said
    assert share(verdicts) >= 0.95, said


def test_the_stored_ones_are_the_first_of_them() -> None:
    assert READABLE + HOSTILE < COUNT
