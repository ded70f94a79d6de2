"""How many of many mutated pages are read right: `python -m tests.reading.measure [pages] [seed] [browsers]`."""

import sys
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from itertools import chain, repeat
from multiprocessing import get_context

from playwright.sync_api import Browser

from checker.browser import replay
from checker.browser.capture import open_context
from checker.portal import selectors
from tests.groups import SEED, Case, mutated
from tests.observe import browsing, show

COUNT = 2000
_BATCH = 50
"""After how many pages a context of their own is opened: one that has seen hundreds grows slow."""


def many(count: int, seed: int) -> list[Case]:
    """So many mutants, a third of them without a balance."""
    return list(mutated(count - count // 3, count // 3, seed))


def told(browser: Browser, cases: Iterable[Case]) -> list[tuple[str, str]]:
    """The verdict on every page, read in a browser, and what to say about it."""
    found: list[tuple[str, str]] = []
    portal = selectors.load().selectors
    page = None
    for at, case in enumerate(cases):
        if page is None or at % _BATCH == 0:
            if page is not None:
                page.context.close()
            page = open_context(browser).new_page()
        show(page, case.shown)
        verdict, said = case.verdict(replay.read_page(page, portal, case.shown.today))
        found.append((verdict, f"{verdict}: {case.shown.name}: {said}"))
    if page is not None:
        page.context.close()
    return found


def share(verdicts: Counter[str]) -> float:
    """The share of the pages with a balance that were read right."""
    return verdicts["right"] / max(verdicts["right"] + verdicts["missed"], 1)


def _told(count: int, seed: int, job: int, jobs: int) -> list[tuple[str, str]]:
    with browsing() as browser:
        return told(browser, many(count, seed)[job::jobs])


def main(arguments: list[str]) -> int:
    """Read, print what was not read right, and say by the exit status whether the figures are good enough."""
    numbers = [int(argument) for argument in arguments]
    count, seed, jobs = (*numbers, *(COUNT, SEED, 2)[len(numbers) :])
    start = time.monotonic()
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        found = list(chain(*pool.map(_told, repeat(count), repeat(seed), range(jobs), repeat(jobs))))
    print(*(said for verdict, said in sorted(found) if verdict in ("missed", "wrong")), sep="\n")
    verdicts = Counter(verdict for verdict, _ in found)
    print(f"{dict(verdicts)}: {share(verdicts):.1%} right in {time.monotonic() - start:.0f} s (seed {seed})")
    return 0 if not verdicts["wrong"] and share(verdicts) >= 0.95 else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
