"""A text without a page, such as a message, as a person sees it: line below line, a sentence to each."""

import re

from checker.page.sight import Box, Sight, Word

_SIZE = 16.0
_SIGN = 8.0
"""CSS pixels: how wide a sign is where each takes the same, and how high are its letters."""
# A word of three letters or less before a full stop is an abbreviation: "Yth.", "Bpk.", "No.".
_SENTENCE = re.compile(r"(?:(?<=[!?;])|(?<=[0-9-][.])|(?<=\w{4}[.]))\s+(?=[A-Z][A-Za-z])")
_LINE = re.compile(r"[\r\n\x0b\x0c\x85\u2028\u2029]+")


def sentences(text: str) -> list[str]:
    """The sentences of `text`, none of which goes beyond a line."""
    return [one for line in _LINE.split(text) for one in _SENTENCE.split(line) if one.strip()]


def seen(text: str) -> Sight:
    """What is seen of `text`; nothing of it can be pressed, and nothing changes any more."""
    words = [word for row, sentence in enumerate(sentences(text), 1) for word in _words(sentence, row)]
    return Sight(tuple(words), (), (), scripted=False, secret=False)


def _words(sentence: str, row: int) -> list[Word]:
    """The words of a sentence in the row counted from 1, with a free line above it."""
    words: list[Word] = []
    left = 0.0
    for text in sentence.split():
        box = Box(left, 2 * _SIZE * row, _SIGN * len(text), _SIZE)
        words.append(Word(text, box, _SIZE, row, (0, row), broken=not words and row > 1))
        left = box.right + _SIGN
    return words
