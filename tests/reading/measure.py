"""How many of many mutated pages are read right: `python -m tests.reading.measure [pages] [seed] [browsers]`.

With `all` before the numbers, every stored page is measured too (fixtures, pages, bodies, pages by kind), and a table
tells of each group how many were read right, refused rightly, refused though they can be read, and read wrong.
"""

import importlib
import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import chain, islice, repeat
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from checker.browser import replay, world
from checker.browser.eyes import watch
from checker.browser.finding import find
from checker.failures import Failure
from checker.model import Reading
from checker.portal import selectors
from checker.recording import fixture
from tests.reading.harness import read_html
from tests.reading.mutants import Mutant, hostile_mutants, mutants
from tests.reading.test_bodies import BODIES
from tests.reading.test_pages import EXPECTED, PAGES, judge

TODAY = date(2026, 11, 22)
REFUSALS = ("balance-uncertain", "balance-not-shown")
TESTS = Path(__file__).parents[1]
VERDICTS = ("right", "refused", "missed", "wrong")
"""A balance that is right; a refusal that is; a refusal of a page that can be read; a number that is not true."""


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


@dataclass(frozen=True, slots=True)
class Stored:
    """A page whose outcome is known: its group and name, where it is or what it holds, and the judge of its outcome."""

    group: str
    name: str
    html: str | Path
    verdict: Callable[[Reading | Failure], str]
    today: date = TODAY
    chosen: str | None = None


def _total(right: str | Decimal | None) -> Callable[[Reading | Failure], str]:
    """The judge of a page with this total, or of one that must be refused."""

    def verdict(outcome: Reading | Failure) -> str:
        if isinstance(outcome, Failure):
            return "missed" if right is not None or outcome.code not in REFUSALS else "refused"
        return "right" if right is not None and outcome.total == Decimal(right) else "wrong"

    return verdict


def _as_page(expected: dict[str, Any]) -> Callable[[Reading | Failure], str]:
    def verdict(outcome: Reading | Failure) -> str:
        said = judge(outcome, expected)[0]
        return "refused" if said == "right" and isinstance(outcome, Failure) else said

    return verdict


def _as_fixture(expected: dict[str, Any]) -> Callable[[Reading | Failure], str]:
    def verdict(outcome: Reading | Failure) -> str:
        if replay.told(outcome) == expected:
            return "refused" if isinstance(outcome, Failure) else "right"
        return "missed" if isinstance(outcome, Failure) else "wrong"

    return verdict


def stored(count: int, seed: int) -> Iterator[Stored]:
    """Every page whose outcome is known, and `count` mutants of one seed."""
    head = "<!doctype html><html lang=id><title>Saldo</title><body><small>SIMULASI</small>"
    for folder in fixture.find(TESTS / "fixtures"):
        meta, expected = fixture.load_meta(folder), fixture.load_expected(folder)["reading"]
        yield Stored("fixtures", folder.name, folder / fixture.PAGE, _as_fixture(expected), meta.at.date(), meta.chosen)
    for name, wanted in EXPECTED.items():
        yield Stored("pages", name, PAGES / f"{name}.html", _as_page(wanted), wanted["today"])
    for name, (body, right) in BODIES.items():
        yield Stored("bodies", name, head + body, _total(right))
    for file in sorted((TESTS / "kinds").glob("test_*.py")):
        measured = getattr(importlib.import_module(f"tests.kinds.{file.stem}"), "MEASURED", {})
        for name, (body, right) in measured.items():
            yield Stored(f"kinds: {file.stem.removeprefix('test_')}", name, head + body, _total(right))
    for mutant in chain(mutants(count - count // 3, seed), hostile_mutants(count // 3, seed)):
        yield Stored("mutants" if mutant.cards else "hostile", mutant.note, mutant.html, _total(mutant.total))


def _measure_stored(count: int, seed: int, job: int, jobs: int) -> list[tuple[str, str, str]]:
    """The group, the verdict and what to tell of every `jobs`-th stored page, in a browser of one's own."""
    told = []
    with _browser() as chromium:
        for at, one in enumerate(islice(stored(count, seed), job, None, jobs)):
            if at % 50 == 0:  # a browser that has seen hundreds of pages grows slow
                context = chromium.new_context(locale="id-ID")
                watch(context)
                page = context.new_page()
            page.goto(one.html.as_uri() if isinstance(one.html, Path) else "about:blank")
            if isinstance(one.html, str):
                page.set_content(one.html)
            outcome = replay.read_page(page, selectors.load().selectors, one.today, one.chosen)
            verdict = one.verdict(outcome)
            said = outcome if isinstance(outcome, Failure) else outcome.total
            told.append((one.group, verdict, f"{verdict}: {one.group}: {one.name}: {said}"))
    return told


def table(told: Iterable[tuple[str, str, str]]) -> str:
    """How many pages of each group came to each verdict."""
    counts: dict[str, dict[str, int]] = {}
    for group, verdict, _ in sorted(told):
        counts.setdefault(group, dict.fromkeys(VERDICTS, 0))[verdict] += 1
    counts["all"] = {verdict: sum(row[verdict] for row in counts.values()) for verdict in VERDICTS}
    heads = f"| {'group':20} | {'pages':>6} | " + " | ".join(f"{verdict:>8}" for verdict in VERDICTS) + " |"
    rows = (
        f"| {group:20} | {sum(row.values()):6} | " + " | ".join(f"{row[verdict]:8}" for verdict in VERDICTS) + " |"
        for group, row in counts.items()
    )
    return "\n".join((heads, re.sub(r"[^|]", "-", heads), *rows))


def wanted(default: int = 2000) -> int:
    """How many pages to try: `SALDO_JHT_MUTANTS`, else the default."""
    return int(Decimal(os.environ.get("SALDO_JHT_MUTANTS") or default))


@contextmanager
def _browser() -> Iterator[Browser]:
    found = find(os.environ.get("SALDO_JHT_BROWSER"))
    path = str(found.path) if found.path else None
    with sync_playwright() as playwright:
        world.register(playwright)
        chromium = playwright.chromium.launch(executable_path=path, channel=None if path else found.channel)
        yield chromium
        chromium.close()


def _share(count: int, seed: int, job: int, jobs: int) -> Figures:
    """Measure every `jobs`-th page in a browser of one's own."""
    hostile = count // 3
    pages = chain(mutants(count - hostile, seed), hostile_mutants(hostile, seed))
    with _browser() as chromium:
        return measure(chromium.new_page(), islice(pages, job, None, jobs), Figures())


def main(arguments: list[str]) -> int:
    """Measure, print the figures, and say by the exit status whether they are good enough."""
    everything = arguments[:1] == ["all"]
    numbers = [int(argument) for argument in arguments[everything:]]
    count, seed, jobs = (*numbers, *(wanted(), 1, 4)[len(numbers) :])
    start = time.monotonic()
    figures = Figures()
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        if everything:
            shares = pool.map(_measure_stored, repeat(count), repeat(seed), range(jobs), repeat(jobs))
            told = [one for share in shares for one in share]
            print("\n".join((*(said for _, verdict, said in told if verdict in ("missed", "wrong")), table(told))))
            return int(any(verdict == "wrong" for _, verdict, _ in told))
        for part in pool.map(_share, repeat(count), repeat(seed), range(jobs), repeat(jobs)):
            figures.add(part)
    for title, lines in (("WRONG", figures.wrong), ("missed", figures.missed)):
        for line in lines[:60]:
            print(f"{title}: {line}")
    print(f"{figures} in {time.monotonic() - start:.0f} s (seed {seed})")
    return 0 if not figures.wrong and figures.share >= 0.95 else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
