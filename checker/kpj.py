"""What a KPJ is, the number of a membership card: eleven digits, or capital letters on old cards; kept as text.

Eleven capital letters are a word: in a text a number counts as a KPJ only where eight of its signs or more are digits.
The source is public walk-throughs of the portal and of the JMO app; nothing tells of a check digit.
"""

import re

LENGTH = 11
KPJ_SHAPE = rf"[0-9A-Z]{{{LENGTH}}}"
"""The form alone, whatever the signs are: a part of a regular expression."""
_NUMBER = rf"(?=(?:[A-Z]*[0-9]){{8}}){KPJ_SHAPE}"
KPJ_IN_TEXT = re.compile(rf"(?<![\w.]){_NUMBER}(?!\w|\.\w)")
"""A KPJ as a word of a text, also at the end of a sentence."""
KPJ_IN_FOLDED = re.compile(KPJ_IN_TEXT.pattern.replace("A-Z", "a-z"))
"""The same in a text that was made small (`checker.folding.fold`, `checker.portal.words.plain`)."""
KPJ_IN_NAME = re.compile(rf"(?<![0-9A-Za-z]){_NUMBER}(?![0-9A-Za-z])")
"""The same as a part of a name that a program gave, as "kartu_12345678901"."""
_IN_GROUPS = re.compile(rf"(?<![\w.,-])[0-9](?:[ -]?[0-9]){{{LENGTH - 1}}}(?![\w.,]|[ -]?[0-9])")
_GLUED = re.compile(rf"(?<![0-9])(?:[0-9]{{{LENGTH}}}){{2,}}(?![0-9])")


def is_kpj(text: str) -> bool:
    """Whether `text` as a whole is a KPJ, written without gaps."""
    return re.fullmatch(_NUMBER, text) is not None


def has_kpj_shape(text: str) -> bool:
    """Whether `text` may be one that a person wrote down: eleven digits or capital letters, however many of each."""
    return re.fullmatch(KPJ_SHAPE, text) is not None


def find_kpjs(text: str) -> set[str]:
    """The numbers of cards that stand in a text as words."""
    return set(KPJ_IN_TEXT.findall(text))


def find_grouped_kpjs(text: str) -> set[str]:
    """The numbers in a text that are written in groups, "1234-5678 901", without their gaps.

    A telephone number or an account may look so too: ask only of a text that says that it tells a KPJ.
    """
    return {re.sub("[ -]", "", group) for group in _IN_GROUPS.findall(text)}


def find_glued_kpjs(text: str) -> set[str]:
    """The numbers of several cards that no space parts, as the texts of a list's hidden entries are."""
    return {run[at : at + LENGTH] for run in _GLUED.findall(text) for at in range(0, len(run), LENGTH)}


def without_kpjs(text: str) -> str:
    """`text` with the numbers of cards left out, where they stand as words."""
    return KPJ_IN_TEXT.sub(" ", text)


def without_any_kpjs(text: str) -> str:
    """`text` without the numbers of cards, in groups or not."""
    return _IN_GROUPS.sub(" ", without_kpjs(text))
