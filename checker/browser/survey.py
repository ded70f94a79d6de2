"""Which candidate of the selectors file finds each key on a page, and what would almost be found."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.browser.eye import look
from checker.page import match
from checker.page.match import Ambiguous
from checker.page.observation import Observation
from checker.portal.selectors import Candidate, Selectors
from checker.texts import N_

if TYPE_CHECKING:
    from playwright.sync_api import Page

SCREENS: dict[str, tuple[str, ...]] = {
    "login": ("fields.email", "fields.password", "buttons.login"),
    "password": ("fields.password", "buttons.login"),
    "name": ("fields.email", "buttons.next"),
    "landing": ("buttons.to_login",),
    "menu": ("buttons.balance",),
    "balance": ("balance.amount",),
}
"""For each screen the keys that a check goes on by; `password` and `name` are the halves of a login in two steps."""

UNKNOWN = "unknown"
# The balance is read by its words too, so a page on which no candidate points at it is read all the same.
REQUIRED = frozenset(key for keys in SCREENS.values() for key in keys) - {"balance.amount"}


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the file that leads to an element: its candidates, and what they have to meet."""

    name: str
    candidates: tuple[Candidate, ...]
    must: str = ""


_NEAR = {
    "several": N_("candidate {number} matches {count}: ambiguous"),
    "hidden": N_("candidate {number} would match {count} if it were visible"),
    "condition": N_("candidate {number} would match {count} without `must`"),
    "role": N_("candidate {number} would match {count} with another role"),
    "text": N_("candidate {number} would match {count} if its text were only a part"),
}


@dataclass(frozen=True, slots=True)
class Near:
    """That the candidate `number`, from 1, matches `count` elements, or would if something small were otherwise."""

    kind: str
    number: int
    count: int

    def told(self, speak: Callable[[str], str]) -> str:
        """The same in words, translated by `speak`."""
        return speak(_NEAR[self.kind]).format(number=self.number, count=self.count)


@dataclass(frozen=True, slots=True)
class Found:
    """What became of a key on a page.

    `rank` is the number of the candidate that found it (0 is the first), None if none did; `count` is how many elements
    that one matches, or the first that matches any; `near` tells what would match if something small were otherwise.
    """

    key: str
    rank: int | None
    count: int
    candidate: Candidate | None
    near: Near | None = None


def keys(selectors: Selectors) -> Iterator[Key]:
    """The keys of the file that lead to one element, in its order."""
    for group in ("fields", "buttons"):
        part = getattr(selectors, group)
        for name in part.__struct_fields__:
            target = getattr(part, name)
            yield Key(f"{group}.{name}", target.candidates, target.must)
    yield Key("balance.amount", selectors.balance.amount)


def survey(page: "Page", selectors: Selectors, *, near: bool = False) -> list[Found]:
    """Every key on the page as it is; with `near`, near misses of what was not found are looked for."""
    return surveyed(look(page, css=selectors.css), selectors, near=near)


def surveyed(seen: Observation, selectors: Selectors, *, near: bool = False) -> list[Found]:
    """The same of a page that was looked at with the CSS candidates of these selectors."""
    return [_found(seen, key, selectors, near) for key in keys(selectors)]


def screen(found: "list[Found]") -> str:
    """Which screen the keys that were found speak for."""
    hit = {one.key for one in found if one.rank is not None}
    if "fields.password" in hit:
        return "login" if "fields.email" in hit else "password"
    if "balance.amount" in hit:
        return "balance"
    if "buttons.balance" in hit:
        return "menu"
    if {"fields.email", "buttons.next"} <= hit:
        return "name"
    return "landing" if "buttons.to_login" in hit else UNKNOWN


def _found(seen: Observation, key: Key, selectors: Selectors, near: bool) -> Found:
    hits = list(match.hits(seen, key.candidates, key.must))
    first = hits[0] if hits else []
    if key.name == "balance.amount":
        # The pointed reading takes all that the first matching candidate finds: one for each card.
        if first:
            return Found(key.name, first[0].rank, len(first), key.candidates[first[0].rank])
    else:
        deny = None if key.name.startswith("fields.") else selectors.denied
        alike = key.name in ("buttons.balance", "buttons.to_login")
        try:
            hit = match.find(seen, key.candidates, key.must, deny=deny, alike=alike)
        except Ambiguous:
            rank, count = first[0].rank, len(first)
            return Found(key.name, None, count, key.candidates[rank], Near("several", rank + 1, count))
        if hit is not None:
            count = sum(len(found) for found in hits if found[0].rank == hit.rank)
            return Found(key.name, hit.rank, count, key.candidates[hit.rank])
    return Found(key.name, None, 0, None, _near(seen, key) if near else None)


def _near(seen: Observation, key: Key) -> Near | None:
    """What a candidate would match if something were otherwise, the most trusted candidate first."""
    for number, candidate in enumerate(key.candidates, start=1):
        for what, count in _almost(seen, candidate, key.must):
            if count:
                return Near(what, number, count)
    return None


def _almost(seen: Observation, candidate: Candidate, must: str) -> Iterator[tuple[str, int]]:
    yield "hidden", match.hidden(seen, candidate, must)
    if must:
        yield "condition", _count(seen, candidate)
    if candidate.role is not None and candidate.name is not None:
        yield "role", _count(seen, Candidate(text=candidate.meant or candidate.name))
    value = candidate.meant or candidate.label or candidate.text or candidate.placeholder or candidate.name
    if value is not None and (loose := _loosened(value)) is not None:
        yield "text", _count(seen, _with(candidate, loose))


def _count(seen: Observation, candidate: Candidate) -> int:
    return sum(len(found) for found in match.hits(seen, [candidate]))


def _loosened(text: str) -> str | None:
    """A pattern that may stand anywhere in a text, where it had to be the whole."""
    regex = re.fullmatch(r"/\^?(.*?)\$?/", text, re.DOTALL)
    inner = regex[1] if regex else re.escape(text)
    return None if f"/{inner}/" == text else f"/{inner}/"


def _with(candidate: Candidate, text: str) -> Candidate:
    kind = next(one for one in ("label", "text", "placeholder", "name") if getattr(candidate, one) is not None)
    if kind == "name":
        return Candidate(role=candidate.role, name=text)
    return Candidate(**{kind: text})
