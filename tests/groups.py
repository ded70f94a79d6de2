"""Every page whose outcome is known, in groups, each with the judge of its outcome."""

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import chain
from typing import Any

from checker.browser import replay
from checker.failures import Failure
from checker.model import Reading
from checker.recording import fixture
from tests.reading import bodies, cards, figures
from tests.reading.changes import changes
from tests.reading.mutants import Mutant, hostile_mutants, mutants
from tests.reading.test_pages import EXPECTED, PAGES, judge
from tests.reading.traps import PLAIN, TRAPS
from tests.reading.updates import updates
from tests.real import serve
from tests.real.truths import Real, load
from tests.recorded import FIXTURES
from tests.stored import Shown
from tests.truth import ANY, Truth

TODAY = date(2026, 11, 22)
HEAD = "<!doctype html><html lang=id><title>Saldo</title><body><small>SIMULASI</small>"
SEED = 20261122
READABLE, HOSTILE = 400, 200
"""How many mutants of each sort are stored."""
KINDS = ("words", "seen", "doubts")
"""The modules of tests/kinds that tell, as `MEASURED`, which bodies give which total."""
CHOOSING = ("fomantic-dropdown", "vanila-pilihan-div")
"""Pages of tests/real that show one card, and name the others in a list that only the journey opens."""
REFUSALS = ("balance-uncertain", "balance-not-shown")
VERDICTS = ("right", "refused", "missed", "wrong")
"""A balance that is right; a refusal that is; a refusal of a page that can be read; a number that is not true."""

Judge = Callable[[Reading | Failure], tuple[str, str]]
"""Gives the verdict on an outcome, and what to say about it."""


@dataclass(frozen=True, slots=True)
class Case:
    """A page, and the judge of its outcome."""

    shown: Shown
    verdict: Judge


@cache
def groups() -> dict[str, tuple[Case, ...]]:
    """All groups by their names."""
    found = {
        "fixtures": tuple(_fixtures()),
        "pages": tuple(_pages()),
        "bodies": tuple(_bodies("bodies", bodies.MEASURED)),
        "figures": tuple(_bodies("figures", figures.MEASURED)),
        "cards": tuple(_bodies("cards", cards.MEASURED)),
        "mutants": tuple(mutated(READABLE, HOSTILE, SEED)),
        "real": tuple(_reals()),
    }
    found["updates"] = tuple(_updates())
    found["changes"] = tuple(_changes())
    deceiving = {name: (body, Truth(total, may_refuse=True)) for name, (body, total) in {**PLAIN, **TRAPS}.items()}
    found["traps"] = tuple(_bodies("traps", deceiving))
    for kind in KINDS:
        found[kind] = tuple(_bodies(kind, importlib.import_module(f"tests.kinds.test_{kind}").MEASURED))
    return found


def _fixtures() -> Iterator[Case]:
    for folder in fixture.find(FIXTURES):
        meta, html = fixture.load_meta(folder), (folder / fixture.PAGE).read_text(encoding="utf-8")
        expected = fixture.load_expected(folder)["reading"]
        shown = Shown("fixtures", folder.name, html, meta.at.date(), meta.chosen)
        yield Case(shown, _as_fixture(expected))


def _pages() -> Iterator[Case]:
    for name, expected in EXPECTED.items():
        html = (PAGES / f"{name}.html").read_text(encoding="utf-8")
        yield Case(Shown("pages", name, html, expected["today"]), _as_page(expected))


def _bodies(group: str, bodies: dict[str, tuple[str, Truth]]) -> Iterator[Case]:
    for name, (body, truth) in bodies.items():
        yield Case(Shown(group, name, HEAD + body, TODAY), _as_truth(truth))


def _reals() -> Iterator[Case]:
    """The pages with a balance that are built with real libraries, as they are before anything is pressed on them."""
    for real in load().values():
        file = serve.file_of(real.name, "/saldo") if real.reads else None
        if file is not None and real.name not in CHOOSING:
            html = file.read_text(encoding="utf-8")
            yield Case(Shown("real", real.name, html, TODAY, beside=real.name), _as_real(real))


def _updates() -> Iterator[Case]:
    for one in updates():
        # Notices of any words stand around them: that a rule refuses one of these is no fault of an update.
        for when, html, total in (("before", one.before, one.total), ("after", one.after, one.after_total)):
            shown = Shown("updates", f"{one.name}/{when}", HEAD + html, TODAY)
            yield Case(shown, _as_truth(Truth(total, may_refuse=True)))


def _changes() -> Iterator[Case]:
    """Pages that nobody may be given unasked: what the number means is for the layout to tell, not for the rules."""
    for one in changes():
        yield Case(Shown("changes", one.name, HEAD + one.html, TODAY), _as_truth(Truth(one.total, may_refuse=True)))


def mutated(readable: int, hostile: int, seed: int) -> Iterator[Case]:
    """So many mutants of each sort: pages that a person reads without hesitating, and pages without a balance."""
    for one in chain(mutants(readable, seed), hostile_mutants(hostile, seed)):
        yield Case(Shown("mutants", one.note, one.html, TODAY), _as_mutant(one))


def _as_truth(truth: Truth) -> Judge:
    def verdict(outcome: Reading | Failure) -> tuple[str, str]:
        if isinstance(outcome, Failure):
            refused = (truth.total is None or truth.may_refuse) and outcome.code in REFUSALS
            return "refused" if refused else "missed", f"{outcome} instead of {truth}"
        told = f"total {outcome.total} of {outcome.as_of} instead of {truth}"
        if truth.total is None or outcome.total != Decimal(truth.total):
            return "wrong", told
        if truth.as_of not in (ANY, outcome.as_of):
            return "missed" if outcome.as_of is None else "wrong", told
        return "right", told

    return verdict


def _as_real(real: Real) -> Judge:
    def verdict(outcome: Reading | Failure) -> tuple[str, str]:
        if isinstance(outcome, Failure):
            at_once = real.reads and real.kind in ("one-card", "login")
            return "missed" if at_once else "refused", f"{outcome} instead of {real.reads or real.fails}"
        read = {card.kpj: card.balance for card in outcome.cards}
        right = read == {kpj: Decimal(amount) for kpj, amount in real.reads.items()}
        return "right" if right else "wrong", f"{read} instead of {real.reads or real.fails}"

    return verdict


def _as_mutant(mutant: Mutant) -> Judge:
    def verdict(outcome: Reading | Failure) -> tuple[str, str]:
        said, told = _as_truth(Truth(None if mutant.total is None else str(mutant.total)))(outcome)
        if said != "right" or isinstance(outcome, Failure):
            return said, told
        read = sorted((card.balance, card.kpj or "") for card in outcome.cards)
        true = sorted((card.balance, card.kpj or "") for card in mutant.cards)
        if read == true:
            return "right", told
        pairs = zip(read, true, strict=False)
        lacking = len(read) == len(true) and all(a == c and b in ("", d) for (a, b), (c, d) in pairs)
        return "missed" if lacking else "wrong", f"{read} instead of {true}"

    return verdict


def _as_page(expected: dict[str, Any]) -> Judge:
    def verdict(outcome: Reading | Failure) -> tuple[str, str]:
        said, told = judge(outcome, expected)
        return "refused" if said == "right" and isinstance(outcome, Failure) else said, told

    return verdict


def _as_fixture(expected: dict[str, Any]) -> Judge:
    def verdict(outcome: Reading | Failure) -> tuple[str, str]:
        told = replay.told(outcome)
        if told == expected:
            return "refused" if isinstance(outcome, Failure) else "right", str(told)
        return "missed" if isinstance(outcome, Failure) else "wrong", f"{told} instead of {expected}"

    return verdict
