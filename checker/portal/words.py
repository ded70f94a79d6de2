"""The words by which a balance is known: the part of the selectors file that the plain reading goes by."""

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

import msgspec

from checker import dates
from checker.money import tidy
from checker.portal.entries import Told

_MASKED = re.compile(r"[*•●xX]{2,}[ -]?([0-9]{3,5})\b")
"""A card's number of which only the end is told."""


class Phrases:
    """Phrases of whole words, looked for in texts without regard to case and signs; of several, the longest counts.

    Where `roots` is set, a word counts for the root that it is built on as well: "diperkirakan" for "kira".
    """

    def __init__(self, phrases: tuple[str, ...], *, roots: bool = False) -> None:
        self._roots = roots
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
            phrase = next((one for one in self._openings(words[at]) if words[at + 1 : at + len(one)] == one[1:]), None)
            if phrase is not None:
                yield at, at + len(phrase)
            at += len(phrase) if phrase else 1

    def _openings(self, word: str) -> Iterator[list[str]]:
        """The phrases that open with `word`."""
        for root in (word, *(roots(word) if self._roots else ())):
            yield from self._by_first.get(root, ())


_PIECE = 1000
_OVERLAP = 250
"""Signs: how much of a text is searched at once, and how much of it again with what follows."""
_SIGNS = re.compile(r"([\W_]{24})[\W_]+")
"""A row of signs without a word says no more by being longer, but every pattern would begin anew at each of them."""


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """Vocabulary in lower case; what each list is for is told in `selectors/README.md`."""

    programme: tuple[str, ...]
    balance: tuple[str, ...]
    total: tuple[str, ...]
    neutral: tuple[str, ...]
    other_programmes: tuple[str, ...]
    qualifiers: tuple[str, ...]
    prospects: tuple[str, ...]
    standings: tuple[str, ...]
    titles: tuple[str, ...]
    simulations: tuple[str, ...]
    modals: tuple[str, ...]
    circumstances: tuple[str, ...]
    joining: tuple[str, ...]
    requests: tuple[str, ...]
    bounds: tuple[str, ...]
    scales: tuple[str, ...]
    currencies: tuple[str, ...]
    measuring: tuple[str, ...]
    counting: tuple[str, ...]
    revoked: tuple[str, ...]
    signs: tuple[str, ...]
    parts: tuple[str, ...]
    years: tuple[str, ...]
    short_times: tuple[str, ...]
    long_times: tuple[str, ...]
    past: tuple[str, ...]
    future: tuple[str, ...]
    refreshed: tuple[str, ...]
    comparing: tuple[str, ...]
    goals: tuple[str, ...]
    quarters: tuple[str, ...]
    halves: tuple[str, ...]
    timing: tuple[str, ...]
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
    notes: Told
    units: Told
    more_cards: Told
    other_cards: Told
    card_names: Told
    sections: tuple[str, ...]
    more_pages: Told
    going_on: Told
    corrections: Told
    settled: Told
    dues: tuple[str, ...]
    received: Told
    payouts: tuple[str, ...]
    further_cards: Told
    all_cards: Told
    part_of: Told
    see_all: Told
    more_slides: Told
    page_names: Told
    page_entries: Told
    other_parts: tuple[str, ...]
    choosing: tuple[str, ...]
    cards: tuple[str, ...]
    card_counts: Told
    ended: Told
    loading: Told
    failed: Told
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
            *("companies", "greetings", "references", "doubts", "kpj", "other_numbers", "sections", "other_parts"),
            *("cards", "as_of"),
            *(
                "prospects",
                "standings",
                "simulations",
                "modals",
                "dues",
                "circumstances",
                "joining",
                "requests",
                "payouts",
                "bounds",
                "revoked",
                "parts",
                "comparing",
                "refreshed",
            ),
        )
        return {
            name: Phrases(getattr(self, name), roots=name in ("prospects", "standings", "refreshed")) for name in lists
        }

    @cached_property
    def timely(self) -> frozenset[str]:
        """Every single word that may stand in a text that tells a time and nothing else."""
        lists = (self.periods, self.years, self.short_times, self.long_times, self.past, self.future)
        more = (self.quarters, self.halves, self.timing, self.updated, self.as_of)
        months = frozenset(dates.MONTHS)
        return self.known | months | frozenset(" ".join(" ".join(one) for one in (*lists, *more)).split())

    @cached_property
    def time_heads(self) -> frozenset[str]:
        """What heads a column of a table that tells of what time each row is, and nothing else."""
        return frozenset((*self.periods, *self.years, *self.short_times, *self.long_times, *self.as_of))

    @cached_property
    def heading(self) -> frozenset[str]:
        """Every single word that may stand in the heading over a balance."""
        names = (self.programme, self.titles, self.sections, self.cards, self.choosing, self.greetings, self.numbers)
        fields = (self.kpj, self.company, self.npp, self.segment, self.membership, self.holder, self.other_fields)
        lists = (*names, *fields, self.segments, self.other_parts, self.measuring, self.counting)
        return self.timely | frozenset(" ".join(" ".join(one) for one in lists).split())

    def prepare(self) -> None:
        """Make all patterns now, which are otherwise made when they are first asked for."""
        for name in self.__struct_fields__:
            if isinstance(told := getattr(self, name), Told):
                told.prepare()

    def says(self, name: str, text: str) -> bool:
        """Whether `text` holds one of the phrases of the list called `name`."""
        return self.phrases[name].found_in(text)

    def fits(self, name: str, text: str) -> bool:
        """Whether `text` says what the entry called `name` is of."""
        told: Told = getattr(self, name)
        whole = _SIGNS.sub(r"\1", " ".join(tidy(text).split()))
        # A long text is searched piece by piece, so that no pattern can take long over it.
        return any(told.search(whole, at, at + _PIECE) for at in range(0, max(len(whole), 1), _PIECE - _OVERLAP))

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

    def measures(self, text: str) -> bool:
        """Whether `text` tells nothing but a unit that is not one rupiah, as "dalam ribuan" or "USD" does."""
        rest = self.phrases["programme"].without(text).split()
        told = [word for word in rest if word in self.scales or word in self.currencies]
        return bool(told) and all(word in told or self.is_measuring(word) for word in rest)

    def is_measuring(self, word: str) -> bool:
        """Whether a word may stand in a remark on the unit of a page's amounts."""
        return word in self.measuring or word in self.counting or word in self.known

    def masks(self, text: str, kpj: str) -> bool:
        """Whether `text` tells a number of which only the end is shown, and that is the end of `kpj`."""
        tail = self.tail(text)
        return tail is not None and kpj.endswith(tail)

    def counted(self, text: str) -> int | None:
        """How many cards `text` says there are, if it says so."""
        return self._number(self.card_counts, plain(text))

    def further(self, text: str) -> int | None:
        """How many more cards than those in sight `text` says there are, if it says so."""
        return self._number(self.further_cards, " ".join(tidy(text).lower().split()))

    def part_count(self, text: str) -> int | None:
        """How many parts of a list there are, or entries in it, where `text` says which of them are in sight."""
        return self._number(self.part_of, " ".join(tidy(text).lower().split()))

    def in_all(self, text: str) -> int | None:
        """How many there are of what `text` offers to show all of, if it says so."""
        return self._number(self.all_cards, " ".join(tidy(text).lower().split()))

    def _number(self, told: Told, text: str) -> int | None:
        """The number that a text says an entry with: the last one, as in "kartu 1 dari 3"."""
        found = told.search(text)
        if found is None:
            return None
        said = next(group for group in reversed(found.groups()) if group)
        return int(said) if said.isdecimal() else self.numbers.index(said) % 10 + 1

    def tail(self, text: str) -> str | None:
        """The end of a number of which only that is shown in `text`."""
        return next(iter(self.tails(text)), None)

    def tails(self, text: str) -> list[str]:
        """The ends of all numbers of which only these are shown in `text`."""
        return _MASKED.findall(text)


_PREFIXES = tuple(
    one.partition("/")[::2]
    for one in (
        *(
            "memper",
            "diper",
            "meny/s",
            "meng",
            "meng/k",
            "mem",
            "mem/p",
            "men",
            "men/t",
            "me",
            "peny/s",
            "peng",
            "peng/k",
        ),
        *("pem", "pem/p", "pen", "pen/t", "per", "pe", "pra", "ber", "ter", "di", "ke"),
    )
)
_SUFFIXES = tuple(
    one.partition("/")[::2] for one in ("nya", "kan", "an", "i", "ed", "d", "ing", "ing/e", "s", "ion", "ion/e")
)
"""What stands before or behind a root, and what of the root it has taken away."""
_ROOT = 4
"""Letters: shorter than that, what is left of a word is chance."""


@lru_cache(maxsize=8192)
def roots(word: str) -> frozenset[str]:
    """What `word` may be built on, by the prefixes and suffixes of Indonesian, and the endings of English."""
    if len(word) <= _ROOT or len(word) > 40:
        return frozenset()
    bare = {word}
    for _ in range(2):
        bare |= {one.removesuffix(end) + put for one in bare for end, put in _SUFFIXES if one.endswith(end)}
    for _ in range(2):
        bare |= {put + one.removeprefix(head) for one in bare for head, put in _PREFIXES if one.startswith(head)}
    return frozenset(one for one in bare if len(one) >= _ROOT) - {word}


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """`text` in lower case, letters and digits only, single spaces between."""
    return " ".join(re.findall(r"[^\W_]+", tidy(text).lower()))


@lru_cache(maxsize=8192)
def undated(text: str) -> str:
    """`text` without its dates, as `plain` gives it."""
    return plain(dates.without(tidy(text)))
