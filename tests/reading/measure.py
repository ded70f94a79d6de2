"""How many of many mutated pages are read right: `python -m tests.reading.measure [pages] [seed] [browsers]`."""

import os
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import chain, islice, repeat
from multiprocessing import get_context

from playwright.sync_api import Page, sync_playwright

from checker.failures import Failure
from checker.model import Reading
from checker.portal import browser, world
from checker.portal.eyes import watch
from tests.reading.harness import read_html
from tests.reading.mutants import Mutant, hostile_mutants, mutants

TODAY = date(2026, 11, 22)
REFUSALS = ("balance-uncertain", "balance-not-shown")


@dataclass(slots=True)
class Figures:
    """What came of many pages. A `wrong` is a number that the page does not bear out: there must be none."""

    readable: int = 0
    right: int = 0
    hostile: int = 0
    refused: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share of the readable pages that were read right."""
        return self.right / self.readable if self.readable else 1.0

    def add(self, other: "Figures") -> None:
        """Count what came of other pages too."""
        self.readable += other.readable
        self.right += other.right
        self.hostile += other.hostile
        self.refused += other.refused
        self.wrong += other.wrong
        self.missed += other.missed

    def __str__(self) -> str:
        return (
            f"{self.readable + self.hostile} pages: {self.right} of {self.readable} readable ones right "
            f"({self.share:.1%}), {self.refused} of {self.hostile} hostile ones refused, {len(self.wrong)} wrong"
        )


def _same(reading: Reading, mutant: Mutant) -> str:
    """`right`, `missed` (a card's number is lacking) or `wrong`."""
    if reading.total != mutant.total:
        return "wrong"
    read = sorted((card.balance, card.kpj or "") for card in reading.cards)
    true = sorted((card.balance, card.kpj or "") for card in mutant.cards)
    if read == true:
        return "right"
    lacking = len(read) == len(true) and all(a == c and b in ("", d) for (a, b), (c, d) in zip(read, true, strict=True))
    return "missed" if lacking else "wrong"


def measure(page: Page, pages: Iterable[Mutant], figures: Figures) -> Figures:
    """Read every page and add to the figures what came of it."""
    watch(page.context)
    for mutant in pages:
        page.goto("about:blank")  # a window of its own, so that nothing of the page before is left
        page.set_content(mutant.html)
        hostile = not mutant.cards
        if hostile:
            figures.hostile += 1
        else:
            figures.readable += 1
        try:
            reading = read_html(page, TODAY)
        except Failure as failure:
            if failure.code not in REFUSALS:
                figures.missed.append(f"{mutant.note}: {failure}")
            elif hostile:
                figures.refused += 1
            else:
                figures.missed.append(f"{mutant.note}: {failure}")
            continue
        verdict = "wrong" if hostile else _same(reading, mutant)
        if verdict == "right":
            figures.right += 1
            continue
        told = ", ".join(f"{card.kpj}: {card.balance}" for card in reading.cards)
        truth = ", ".join(f"{card.kpj}: {card.balance}" for card in mutant.cards) or "a refusal"
        (figures.wrong if verdict == "wrong" else figures.missed).append(
            f"{mutant.note}: total {reading.total} ({told}) instead of {truth}"
        )
    return figures


def wanted(default: int = 2000) -> int:
    """How many pages to try: `SALDO_JHT_MUTANTS`, else the default."""
    return int(Decimal(os.environ.get("SALDO_JHT_MUTANTS") or default))


def _share(count: int, seed: int, job: int, jobs: int) -> Figures:
    """Measure every `jobs`-th page in a browser of one's own."""
    found = browser.find(os.environ.get("SALDO_JHT_BROWSER"), headed=False)
    path = str(found.path) if found.path else None
    hostile = count // 3
    pages = chain(mutants(count - hostile, seed), hostile_mutants(hostile, seed))
    with sync_playwright() as playwright:
        world.register(playwright)
        chromium = playwright.chromium.launch(executable_path=path, channel=None if path else found.channel)
        figures = measure(chromium.new_page(), islice(pages, job, None, jobs), Figures())
        chromium.close()
    return figures


def main(arguments: list[str]) -> int:
    """Measure, print the figures, and say by the exit status whether they are good enough."""
    numbers = [int(argument) for argument in arguments]
    count, seed, jobs = (*numbers, *(wanted(), 1, 4)[len(numbers) :])
    start = time.monotonic()
    figures = Figures()
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        for part in pool.map(_share, repeat(count), repeat(seed), range(jobs), repeat(jobs)):
            figures.add(part)
    for title, lines in (("WRONG", figures.wrong), ("missed", figures.missed)):
        for line in lines[:60]:
            print(f"{title}: {line}")
    print(f"{figures} in {time.monotonic() - start:.0f} s (seed {seed})")
    return 0 if not figures.wrong and figures.share >= 0.95 else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
