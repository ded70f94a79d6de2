"""The words by which a balance is known: the part of the selectors file that the plain reading goes by."""

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

import msgspec

from checker.reading import dates
from checker.reading.rupiah import tidy


class Phrases:
    """Phrases of whole words, looked for in texts without regard to case and signs; of several, the longest counts."""

    def __init__(self, phrases: tuple[str, ...]) -> None:
        self._by_first: dict[str, list[list[str]]] = {}
        for phrase in sorted((plain(one).split() for one in phrases), key=len, reverse=True):
            if phrase:
                self._by_first.setdefault(phrase[0], []).append(phrase)

    def found_in(self, text: str) -> bool:
        """Whether one of the phrases stands in `text`."""
        return next(self._spans(plain(text).split()), None) is not None

    def named(self, text: str) -> list[str]:
        """The phrases that stand in `text`, in its order."""
        words = plain(text).split()
        return [" ".join(words[start:end]) for start, end in self._spans(words)]

    def without(self, text: str) -> str:
        """`text`, as `plain` gives it, with the phrases left out."""
        words = plain(text).split()
        kept, at = [], 0
        for start, end in self._spans(words):
            kept += words[at:start]
            at = end
        return " ".join([*kept, *words[at:]])

    def open(self, text: str) -> bool:
        """Whether `text` opens with one of the phrases."""
        return next(self._spans(plain(text).split()), (1, 1))[0] == 0

    def _spans(self, words: list[str]) -> Iterator[tuple[int, int]]:
        at = 0
        while at < len(words):
            fits = (one for one in self._by_first.get(words[at], ()) if words[at : at + len(one)] == one)
            phrase = next(fits, None)
            if phrase is not None:
                yield at, at + len(phrase)
            at += len(phrase) if phrase else 1


REGEXES = (
    "units",
    "notes",
    "more_cards",
    "other_cards",
    "card_names",
    "more_pages",
    "card_counts",
    "loading",
    "failed",
)
"""The lists that hold regular expressions."""


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """Vocabulary in lower case; what each list is for is told in `selectors/README.md`."""

    programme: tuple[str, ...]
    balance: tuple[str, ...]
    total: tuple[str, ...]
    neutral: tuple[str, ...]
    other_programmes: tuple[str, ...]
    qualifiers: tuple[str, ...]
    persons: tuple[str, ...]
    periods: tuple[str, ...]
    owners: tuple[str, ...]
    companies: tuple[str, ...]
    segments: tuple[str, ...]
    greetings: tuple[str, ...]
    other_numbers: tuple[str, ...]
    references: tuple[str, ...]
    doubts: tuple[str, ...]
    numbers: tuple[str, ...]
    notes: tuple[str, ...]
    units: tuple[str, ...]
    more_cards: tuple[str, ...]
    other_cards: tuple[str, ...]
    card_names: tuple[str, ...]
    sections: tuple[str, ...]
    more_pages: tuple[str, ...]
    card_counts: tuple[str, ...]
    loading: tuple[str, ...]
    failed: tuple[str, ...]
    kpj: tuple[str, ...]
    company: tuple[str, ...]
    npp: tuple[str, ...]
    segment: tuple[str, ...]
    membership: tuple[str, ...]
    as_of: tuple[str, ...]
    updated: tuple[str, ...]
    holder: tuple[str, ...]
    other_fields: tuple[str, ...]

    @cached_property
    def known(self) -> frozenset[str]:
        """Every single word that may stand in the label of a balance."""
        return frozenset(" ".join((*self.balance, *self.total, *self.neutral)).split())

    @cached_property
    def phrases(self) -> dict[str, "Phrases"]:
        """The lists that hold phrases, to be looked for in texts."""
        lists = (
            *("programme", "balance", "total", "other_programmes", "qualifiers", "persons", "periods", "owners"),
            *("companies", "greetings", "references", "doubts", "kpj", "other_numbers", "sections"),
        )
        return {name: Phrases(getattr(self, name)) for name in lists}

    @cached_property
    def regexes(self) -> dict[str, re.Pattern[str]]:
        """One pattern a list, for the lists that hold regular expressions."""
        return {
            name: re.compile("|".join(f"(?:{one})" for one in getattr(self, name)) or r"(?!)", re.IGNORECASE)
            for name in REGEXES
        }

    def says(self, name: str, text: str) -> bool:
        """Whether `text` holds one of the phrases of the list called `name`."""
        return self.phrases[name].found_in(text)

    def fits(self, name: str, text: str) -> bool:
        """Whether `text` fits one of the regular expressions of the list called `name`."""
        return bool(self.regexes[name].search(" ".join(tidy(text).split())))

    def is_label(self, name: str, text: str) -> bool:
        """Whether `text` is, as a whole, one of the field labels of the list called `name`."""
        return plain(text) in getattr(self, name)

    @cached_property
    def _company(self) -> re.Pattern[str]:
        forms = "|".join(re.escape(form) for form in self.companies)
        return re.compile(rf"(?<!\w)(?:{forms})\b[^,;:()–—|]*", re.IGNORECASE)

    @cached_property
    def _segment(self) -> re.Pattern[str]:
        named = "|".join(re.escape(segment) for segment in self.segments)
        return re.compile(rf"(?<!\w)(?:{named})(?!\w)", re.IGNORECASE)

    def nameless(self, text: str) -> str:
        """`text` without the names of companies and of segments, whose words say nothing of an amount."""
        return self._segment.sub(" ", self._company.sub(" ", text))

    def counted(self, text: str) -> int | None:
        """How many cards `text` says there are, if it says so."""
        found = self.regexes["card_counts"].search(plain(text))
        if found is None:
            return None
        said = next(group for group in found.groups() if group)
        return int(said) if said.isdecimal() else self.numbers.index(said) + 1


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """`text` in lower case, letters and digits only, single spaces between."""
    return " ".join(re.findall(r"[^\W_]+", tidy(text).lower()))


@lru_cache(maxsize=8192)
def undated(text: str) -> str:
    """`text` without its dates, as `plain` gives it."""
    return plain(dates.without(tidy(text)))
