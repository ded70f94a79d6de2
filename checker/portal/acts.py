"""Words that name an act, in all their forms: what may deny a press is written down as phrases of them."""

import re
from collections.abc import Iterable
from functools import cached_property

import msgspec

from checker.folding import glued, readings
from checker.portal.entries import Told
from checker.portal.phrases import Notation

NOTATION = Notation({}, blank=r"[\W_]+")
"""Phrases of whole words, whatever signs stand between."""


def phrase(written: str) -> str:
    """The pattern of a phrase. Raises BadPhrase."""
    return rf"(?<![^\W_]){NOTATION.one(written)}(?![^\W_])"


def compiled(phrases: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all phrases; none fits where there are none. Raises BadPhrase."""
    return re.compile("|".join(phrase(one) for one in phrases) or r"(?!)")


class Act(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """One kind of act: the phrases that name it, and examples that do (`yes`) and do not (`no`).

    `glued` are stems that tell of it wherever their letters stand in a row, `but` phrases that never do.
    """

    phrases: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    glued: tuple[str, ...] = ()
    but: tuple[str, ...] = ()

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        return compiled(self.phrases), compiled(self.but)

    def named_in(self, text: str) -> bool:
        """Whether `text` names this act."""
        named, but = self._patterns
        return any(named.search(but.sub(" ", one)) for one in readings(text)) or any(
            one in glued(text) for one in self.glued
        )


class Denied:
    """What may not be pressed, by what it is called: what names an act, or fits `deny.names` of the file."""

    def __init__(self, acts: dict[str, Act], names: Told) -> None:
        self._acts, self._names = acts, names

    def search(self, text: str, *, but: frozenset[str] = frozenset()) -> str | None:
        """The first act, but those of `but`, that `text` names; None where it names none."""
        named = (name for name, act in self._acts.items() if name not in but and act.named_in(text))
        found = next(named, None)
        return found or ("names" if any(self._names.search(one) for one in readings(text)) else None)
