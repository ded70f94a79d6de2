"""How alike two elements of two pages are: by role, words, neighbours and place. Pure data, no browser."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

ENOUGH = 0.6
"""How alike an element must be to be taken for the one that was, of 1."""
ALONE = 0.5
"""How alike it must be where it is the only field to type in, passwords apart, as the one that was has been."""
MARGIN = 0.06
"""By how much it must be more alike than any other."""


@dataclass(frozen=True, slots=True)
class Element:
    """What tells an element from the others of its page; texts are reduced to words that are known."""

    kind: str
    type: str
    words: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    up: tuple[str, ...]
    place: float
    names: frozenset[str]
    x: float
    y: float
    form: str
    name: str
    """Its name as it stands on the page."""


def element(told: dict[str, Any], known: frozenset[str]) -> Element:
    """An element out of what the page's script tells of it; `known` are the words of the language."""

    def words(text: str) -> frozenset[str]:
        return frozenset(word for word in re.findall(r"[^\W\d_]+", text.lower()) if word in known and len(word) > 1)

    return Element(
        told["kind"],
        told["type"],
        words(told["name"]),
        words(told["before"]),
        words(told["after"]),
        tuple(told["up"].split(">")),
        told["at"] / max(1, told["of"] - 1),
        # A number in a name is one of many; masked pages have noughts there.
        frozenset(re.sub("[0-9]", "0", one) for one in told["names"]),
        told["x"],
        told["y"],
        told["form"],
        told["name"],
    )


def likeness(was: Element, now: Element) -> float:
    """From 0 to 1; 0 where one is a field and the other is not, or their types tell them apart."""
    if was.kind != now.kind or (was.type == "password") != (now.type == "password"):
        return 0.0
    parts = [
        (1.0, 1.0 if was.type == now.type else 0.5),
        (1.0, SequenceMatcher(None, was.up, now.up).ratio()),
        (1.5, 1 - min(1.0, 3 * abs(was.place - now.place))),
        (0.75, 1 - min(1.0, 2 * abs(was.x - now.x))),
        (0.75, 1 - min(1.0, 2 * abs(was.y - now.y))),
        (0.75, SequenceMatcher(None, was.form, now.form).ratio() if was.form or now.form else 1.0),
    ]
    for weight, ours, theirs in (
        (2.0, was.words, now.words),
        (1.5, was.before, now.before),
        (1.5, was.after, now.after),
    ):
        # Where the words are unknown on one page, nothing is said for or against.
        if ours and theirs:
            parts.append((weight, len(ours & theirs) / len(ours | theirs)))
    if was.names & now.names:
        parts.append((1.5, len(was.names & now.names) / len(was.names | now.names)))
    return sum(weight * part for weight, part in parts) / sum(weight for weight, _ in parts)


def best(was: Element, others: Sequence[Element], beside: Sequence[Element] = ()) -> int | None:
    """The place of the element that `was` has become, or None where none is surely it.

    `beside` are the elements of the page where `was` stood, itself among them.
    """
    ranked = sorted(((likeness(was, one), place) for place, one in enumerate(others)), reverse=True)
    alone = _open_field(was) and all(sum(map(_open_field, page)) == 1 for page in (beside, others))
    if not ranked or ranked[0][0] < (ALONE if alone else ENOUGH):
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN:
        return None
    return ranked[0][1]


def _open_field(one: Element) -> bool:
    return one.kind == "field" and one.type != "password"
