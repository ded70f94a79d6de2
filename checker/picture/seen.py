"""Lines of text in a picture made into what an eye sees: the observation that the readings go by, whatever it came
from. It reads no amount.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from statistics import median

from msgspec import structs

from checker.page.observation import Observation, Rest
from checker.page.sight import Box, Sight, Word
from checker.picture.engine import Line
from checker.picture.joined import Placed

_LINE = 17.0
"""CSS pixels: how high a line of a page's usual text is; the readings tell near from far by it."""
_HEIGHT = 0.85
"""The size of letters as a share of their line's box, which the OCR draws around them with some ground."""
_DOUBTFUL = 0.6
"""A line of which the OCR is less sure than this has not been read."""
_JOINED = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[^\W\d_]+")


def observed(screen: Sequence[Placed], known: Collection[str], title: str = "") -> Observation:
    """What is seen on a screen, whose lines are given in the order of reading; each is a block, counted from 1.

    `known` are the words of the language in small letters, by which a capital I is told from a small L; `title` is what
    the screen is called beside what it says itself.
    """
    scale = _LINE / median(one.line.box.h for one in screen) if screen else 1.0
    words: list[Word] = []
    doubtful: list[Word] = []
    titled = False
    for number, placed in enumerate(screen, start=1):
        line = placed.here
        told = list(_words(line, spelled(line.text, known), number, scale, placed.cut))
        if line.sure < _DOUBTFUL:
            doubtful += told
            continue
        # What stands at the top names the screen, as an app's own bar does.
        if not titled and not any(sign.isdigit() for sign in line.text):
            told, titled = [structs.replace(one, heading=1) for one in told], True
        words += told
    sight = Sight(tuple(words), (), (), title, scripted=False, secret=False, doubtful=tuple(doubtful))
    return Observation(sight, Rest(busy=False, asking=False, ticking=False, still=3600.0, changes=0))


def spelled(text: str, known: Collection[str]) -> str:
    """`text` with what the OCR takes for another sign put right, where only one of both is a word; digits stay."""
    return " ".join(_WORD.sub(lambda found: _known(found[0], known), word) for word in text.split())


def _known(word: str, known: Collection[str]) -> str:
    # Names of markup are among the known words: "SaldoJHT" is two on a screen all the same.
    parts = _JOINED.split(word)
    if len(parts) > 1 and all(one.lower() in known for one in parts):
        return " ".join(parts)
    if word.lower() not in known and word[0] == "l" and f"i{word[1:].lower()}" in known:
        return f"I{word[1:]}"
    return word


def _words(line: Line, text: str, number: int, scale: float, cut: bool) -> Iterator[Word]:
    """The words of a line, each with its share of the line's box."""
    box, at = line.box, 0
    wide = box.w / max(len(text), 1)
    for word in text.split():
        at = text.index(word, at)
        place = Box((box.x + at * wide) * scale, box.y * scale, len(word) * wide * scale, box.h * scale)
        yield Word(word, place, box.h * scale * _HEIGHT, number, (0, number), struck=line.struck, cut=cut)
        at += len(word)
