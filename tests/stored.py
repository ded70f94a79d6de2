"""Stored observations: what was seen of a page, read again in milliseconds without a browser.

`tests/observations` holds one compressed file for each group of pages. `python -m tests.observe` makes them. Nothing
here looks at a page.
"""

import hashlib
import json
import lzma
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import msgspec

from checker.browser import replay, survey, world
from checker.failures import BalanceUncertain, Failure
from checker.model import Reading
from checker.page.observation import Observation
from checker.portal import selectors
from checker.portal.selectors import Selectors
from checker.portal.words import Words
from checker.reading import believed
from checker.reading.found import PlainReading

FOLDER = Path(__file__).parent / "observations"
_SCRIPTS = Path(world.__file__).parent / "js"
_ASKED = ("world", "dom", "pending", "skip", "closed", "sight", "rest", "rolling", "layers")
"""The files of scripts that a reading runs."""
_REMARK, _DECLARED, _NAME = re.compile(r"\s*//"), re.compile(r"^const (\w+) =", re.MULTILINE), re.compile(r"\w+")
_SHORT = 16
"""How many digits of a hash are kept."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page that is to be observed: its group and name, and its HTML.

    `today` is the day on which it is read, `chosen` the card that was chosen on it. A page of `tests/real/pages` stands
    `beside` what it asks for: the name of its folder.
    """

    group: str
    name: str
    html: str
    today: date
    chosen: str | None = None
    beside: str = ""

    @property
    def page(self) -> str:
        """The hash of all that makes this page what it is."""
        return _hash(self.html, str(self.today), str(self.chosen))


class Stored(msgspec.Struct, frozen=True, omit_defaults=True):
    """An observation of a page, and all else that its reading rests on.

    `page` and `eye` are hashes of the page and of the scripts that it was seen with. `drawn` says of
    the amounts whose words are `asked` whether a picture shows each of their digits; None where no picture was taken.
    A page is `watched` whose reading rests on more than its last look, such as an amount that never stops changing.
    """

    name: str
    page: str
    eye: str
    today: date
    seen: Observation
    chosen: str | None = None
    drawn: bool | None = None
    asked: tuple[str, ...] = ()
    watched: bool = False


def words() -> Words:
    """The words of the selectors file that came with the program."""
    return _shipped().words


@cache
def _shipped() -> Selectors:
    return selectors.load().selectors


@cache
def eye() -> str:
    """The hash of the scripts that an observation is made with."""
    return _hash(json.dumps(_scripts(), sort_keys=True))


def _scripts() -> dict[str, str]:
    """What the eye asks for, and all scripts that these name, without the lines that are remarks."""
    sources = {
        file.stem: "\n".join(line for line in file.read_text(encoding="utf-8").splitlines() if not _REMARK.match(line))
        for file in _SCRIPTS.glob("*.js")
    }
    # What stands apart from the bundle shares none of its names with it.
    homes = {name: file for file in sources if file not in world.APART for name in _DECLARED.findall(sources[file])}
    found: dict[str, str] = {}
    left = list(_ASKED)
    while left:
        file = left.pop()
        if file not in found:
            found[file] = sources[file]
            left += [homes[name] for name in set(_NAME.findall(sources[file])) if name in homes]
    return found


def _hash(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:_SHORT]


def file_of(group: str) -> Path:
    """The file of a group."""
    return FOLDER / f"{group}.jsonl.xz"


@cache
def load(group: str) -> Mapping[str, Stored]:
    """The observations of a group by name; none where there are none yet."""
    file = file_of(group)
    if not file.is_file():
        return {}
    lines = lzma.decompress(file.read_bytes()).splitlines()
    found = (msgspec.json.decode(line, type=Stored) for line in lines)
    return {one.name: one for one in found}


def save(group: str, observations: Iterable[Stored]) -> None:
    """Write the observations of a group: the same ones give the same bytes."""
    lines = [msgspec.json.encode(one) for one in sorted(observations, key=lambda one: one.name)]
    FOLDER.mkdir(exist_ok=True)
    file_of(group).write_bytes(lzma.compress(b"\n".join(lines), preset=9))
    load.cache_clear()


def is_stale(shown: Shown) -> bool:
    """Whether a page has no observation of it as it is now, by today's scripts, that tells of all CSS candidates."""
    one = load(shown.group).get(shown.name)
    return one is None or (one.page, one.eye) != (shown.page, eye()) or not set(_shipped().css) <= set(one.seen.css)


def both(one: Stored) -> tuple[Reading, PlainReading] | Failure:
    """What a check would read off the page, and what of it the plain reading found, or why it reads nothing."""
    pointed = believed.pointed(one.seen, _shipped().balance.amount)
    found = believed.once(one.seen, pointed, words(), one.today, one.chosen, ())
    if isinstance(found, Failure):
        return found
    reading, plainly = found
    if one.drawn is False and one.asked == amounts(plainly):
        return BalanceUncertain("a digit or the sign of the amount cannot be seen for certain", rule="ink-unsure")
    return reading, plainly


def outcome(one: Stored) -> Reading | Failure:
    """The balance that a check would read off the page, or why it reads none."""
    found = both(one)
    return found if isinstance(found, Failure) else replay.whole(*found, one.seen.sight, one.chosen)


def keys(one: Stored) -> dict[str, int]:
    """Which candidate of the selectors file finds each of its keys on the page; 0 is the first."""
    return {found.key: found.rank for found in survey.surveyed(one.seen, _shipped()) if found.rank is not None}


def amounts(plainly: PlainReading) -> tuple[str, ...]:
    """The amounts of a reading as they are written, each with its place."""
    return tuple(
        f"{word.text} {word.box.x:.0f} {word.box.y:.0f}" for segment in plainly.boxes for word in segment.words
    )
