"""No wrong number, ever, over thousands of mutated pages; and nearly all of the readable ones are read right."""

from itertools import islice

import pytest
from playwright.sync_api import Page

from tests.reading.measure import Figures, measure, wanted
from tests.reading.mutants import hostile_mutants, mutants

SEED = 20261122
CHUNKS = 20

pytestmark = pytest.mark.browser


def test_the_generator_gives_the_same_pages_for_the_same_seed() -> None:
    assert list(mutants(20, 7)) == list(mutants(20, 7))
    assert list(hostile_mutants(20, 7)) != list(hostile_mutants(20, 8))
    assert all("SIMULASI" in page.html for page in mutants(20, 7))


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_mutated_pages_are_read_right_or_refused(page: Page, chunk: int) -> None:
    each = max(10, wanted() * 2 // 3 // CHUNKS + 1)
    figures = measure(page, islice(mutants(each * CHUNKS, SEED), chunk * each, (chunk + 1) * each), Figures())
    assert not figures.wrong, "\n".join(figures.wrong)
    assert figures.share >= 0.95, "\n".join((str(figures), *figures.missed))


@pytest.mark.parametrize("chunk", range(CHUNKS // 2))
def test_pages_without_a_balance_are_refused(page: Page, chunk: int) -> None:
    each = max(10, wanted() // 3 // (CHUNKS // 2) + 1)
    pages = islice(hostile_mutants(each * CHUNKS, SEED), chunk * each, (chunk + 1) * each)
    figures = measure(page, pages, Figures())
    assert not figures.wrong, "\n".join(figures.wrong)
    assert figures.refused == figures.hostile, "\n".join(figures.missed)
