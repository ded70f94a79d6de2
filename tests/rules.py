"""What each rule of the reading earns: `make rules`, or `python -m tests.rules [rule ...]`.

Each rule is switched off in turn over all stored observations, on both cores; told is what ends otherwise without it.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from checker.failures import Failure
from checker.model import Reading
from checker.portal import selectors
from checker.portal.selectors import Selectors
from checker.reading import believed
from checker.reading.agree import agree
from checker.reading.rule import Rule, Rules
from checker.reading.rules import ROOMS
from tests.groups import Case, groups
from tests.stored import Stored, load, outcome

RULES: dict[str, tuple[Rules[Any], Rule[Any]]] = {rule.name: (room, rule) for room in ROOMS.values() for rule in room}
"""Every rule by its name, with the list that it stands in."""


@dataclass(frozen=True, slots=True)
class Change:
    """A page that ends otherwise without a rule: its verdict and what it tells, with the rule and without."""

    page: str
    before: str
    after: str
    told: str


@cache
def portal() -> Selectors:
    """The selectors file that came with the program."""
    return selectors.load().selectors


@contextmanager
def without(name: str) -> Iterator[None]:
    """Switch a rule off."""
    room, rule = RULES[name]
    kept = room.rules
    room.rules = [one for one in kept if one is not rule]
    try:
        yield
    finally:
        room.rules = kept


@contextmanager
def rooms_off() -> Iterator[None]:
    """Switch off every rule that refuses; what names an amount stays."""
    named = {"what the label of an amount is", "what labels and headings make of an amount"}
    named.add("what names an amount without a label")
    off = {place: room.rules for place, room in ROOMS.items() if place not in named}
    for place in off:
        ROOMS[place].rules = []
    try:
        yield
    finally:
        for place, rules in off.items():
            ROOMS[place].rules = rules


def spoken(one: Stored) -> tuple[str, ...]:
    """The rules that speak on a page, in their order."""
    pointed = believed.pointed(one.seen, portal().balance.amount)
    try:
        trace = agree(one.seen.sight, pointed, portal().words, one.today, one.chosen)[1].trace
    except Failure as failure:
        trace = failure.trace
    return tuple(dict.fromkeys(said.rpartition(" ")[2] for said in trace))


@cache
def pages() -> dict[str, Stored]:
    """All stored pages whose last look is enough, by group and name."""
    return {f"{group}/{one.name}": one for group in groups() for one in load(group).values() if not one.watched}


@cache
def cases() -> dict[str, Case]:
    """All pages with the judges of their outcomes, by group and name."""
    return {f"{group}/{case.shown.name}": case for group, each in groups().items() for case in each}


@cache
def speaking() -> dict[str, list[str]]:
    """For each rule the pages on which it speaks."""
    on: dict[str, list[str]] = {}
    for name, one in pages().items():
        for rule in spoken(one):
            on.setdefault(rule, []).append(name)
    return on


def judged(name: str) -> tuple[str, str]:
    """The verdict on a page as it ends now, and what it ends in."""
    ended = outcome(pages()[name])
    return cases()[name].verdict(ended)[0], told(ended)


def told(ended: Reading | Failure) -> str:
    """What a reading ends in, but for the rule of a refusal."""
    if isinstance(ended, Failure):
        return ended.code
    cards = ", ".join(f"{card.kpj} {card.balance} {card.as_of or '-'}" for card in ended.cards)
    return f"{ended.total} {ended.as_of or '-'} ({cards})"


def changes(name: str) -> Iterator[Change]:
    """What ends otherwise without a rule; where it does not speak, nothing does."""
    for page in speaking().get(name, ()):
        before = judged(page)
        with without(name):
            after = judged(page)
        if before != after:
            yield Change(page, before[0], after[0], f"{before[1]} > {after[1]}")


def _changes(name: str) -> list[Change]:
    return list(changes(name))


def main(names: list[str]) -> int:
    """Say of each rule what ends otherwise without it; 1 where one changes nothing."""
    wanted = names or list(RULES)
    with ProcessPoolExecutor(2) as pool:
        found = dict(zip(wanted, pool.map(_changes, wanted), strict=True))
    for name, changed in found.items():
        kinds = Counter(f"{one.before} > {one.after}" for one in changed)
        counts = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common()) or "NOTHING"
        print(f"{name:28} {len(speaking().get(name, ())):5} pages  {counts}")
        for one in changed if names else ():
            print(f"    {one.page}: {one.told}")
    return 1 if any(not changed for changed in found.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
