"""The forms of what is personal, and of what stands in for it: one grammar for writing and for the gate.

An invented value can be told from a real one by its form alone, so that the gate needs no list of what was replaced.
"""

import base64
import binascii
import itertools
import math
import re
import unicodedata
from collections.abc import Iterator
from datetime import timedelta

from checker import dates

EMAIL = re.compile(r"[\w.+%-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+")
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s\"'<>]+", re.IGNORECASE)
LONG = re.compile(r"(?<![\w.,])\+?[0-9]{9,19}(?!\w|[.,][0-9])")
# Blanks and dashes of every kind, and signs that are not seen.
_GAP = "[ \u00a0\u00ad\u2000-\u200d\u2010-\u2015\u202f\u2060\ufeff-]"
GROUPED = re.compile(
    rf"(?<![\w.,])(?=(?:(?:{_GAP}|\+){{0,4}}[0-9]){{9}})\+?[0-9]{{1,8}}(?:{_GAP}{{1,4}}[0-9]{{1,8}})+(?!\w|[.,][0-9])"
)
"""Nine digits and more, in a run or with blanks and dashes between: what names something or somebody."""
SCALED = re.compile(
    r"(?<![\w.,])[0-9]+(?:[.,][0-9]+)?(?=\s*(?:juta|jt|ribu|rb|miliar|milyar|mio|million|thousand|billion|[mk])\b)",
    re.IGNORECASE,
)
"""A number of thousands or millions: few digits that tell as much as many."""
MIXED = re.compile(
    r"(?<![^\W_])(?![Rr][Pp][0-9]|[Ii][Dd][Rr][0-9])(?=[A-Za-z0-9]*[0-9])(?=[A-Za-z0-9]*[A-Za-z])[A-Za-z0-9]{6,}(?![^\W_])"
)
NUMBER = re.compile(
    r"(?<![0-9.,])[0-9]{1,3}(?:[ \u00a0\u2009\u200b\u202f\u2060'’_][0-9]{3})+(?![0-9])"
    r"|[0-9]+(?:(?:[\u00ad\u200b-\u200d\u2060\ufeff]+[.,/:-]?|[.,/:-])[\u00ad\u200b-\u200d\u2060\ufeff]*[0-9]+)*"
)
PLACES = re.compile(r"[0-9]+(?:[._-][0-9]+)*")
"""A number within an id or a class."""
FOREIGN_DIGITS = re.compile(r"[^\D0-9]+")
WORD = re.compile(r"[^\W\d_]+")
TOKEN = re.compile(r"[A-Za-z0-9+/_=-]{20,}")

RECENT = timedelta(days=400)
"""How old the date of a balance may be and stay; what is older may be a day of birth."""
MONTHS = frozenset(dates.MONTHS)
BIRTH = re.compile(r"\b(?:lahir|ttl|birth|dob|born|usia|umur|age)\b", re.IGNORECASE)
# Amounts in words: known as words, replaced where they are said of a person.
_SCALES = "belas hundred juta million puluh ratus ribu seratus seribu thousand"
_COUNTED = f"""
delapan dua eight empat enam five four lima miliar nine nol one satu sebelas sejuta sembilan sepuluh seven six ten
three tiga tujuh two {_SCALES}
"""
_NUMERAL = "|".join(sorted(_COUNTED.split(), key=len, reverse=True))
_SPELLED = re.compile(rf"\b(?:{_NUMERAL})(?:[\s.'-]+(?:{_NUMERAL}))+\b", re.IGNORECASE)

INVENTED_DOMAINS = ("example.test", "example.org", "example.com")
INVENTED_ADDRESS = "https://example.test/"

_FIRST, _CONSONANTS, _VOWELS = "xq", "xqzv", "aeiou"
# Also several in one: what stands in several elements of a line is read as one word.
_STAND_IN = re.compile(rf"(?:[{_FIRST}](?:[{_VOWELS}][{_CONSONANTS}])*[{_VOWELS}]?)+", re.IGNORECASE)


def word(number: int, length: int) -> str:
    """The invented word of `length` letters that comes `number`-th: no language has its like."""
    made, left = "", number
    for place in range(length):
        letters = _VOWELS if place % 2 else _FIRST if place == 0 else _CONSONANTS
        made += letters[left % len(letters)]
        left //= len(letters)
    return made


def is_word(text: str) -> bool:
    """Whether a word is an invented one, or what is left of an invented number between other letters."""
    return _STAND_IN.fullmatch(text) is not None or not text.strip("zZ")


_RUNS = [(start, step) for step in (1, 9, 3, 7) for start in (1, 2, 3, 4, 5, 6, 7, 8, 9, 0)]


def kpj(number: int, like: str) -> str:
    """The invented card number that comes `number`-th, with letters where `like` has them: 12345678901, 2345678901A."""
    start, step = _RUNS[number % len(_RUNS)]
    return "".join(str((start + step * i) % 10) if sign.isdigit() else "A" for i, sign in enumerate(like))


def is_invented_kpj(text: str) -> bool:
    """Whether a card number is an invented one."""
    return any(
        all(sign == ("A" if sign.isalpha() else str((start + step * i) % 10)) for i, sign in enumerate(text))
        for start, step in _RUNS
    )


def identifier(number: int, like: str) -> str:
    """An invented number of any other kind, of the form of `like`: noughts, and which it is at the end."""
    digits = [i for i, sign in enumerate(like) if sign.isdigit()]
    told = str(number % 10 ** min(3, len(digits))).rjust(len(digits), "0") if digits else ""
    signs = dict(zip(digits, told, strict=True))
    letters = {"a": "z", "A": "Z"}
    return "".join(
        signs.get(i, letters["A" if one.isupper() else "a"] if one.isalpha() else one) for i, one in enumerate(like)
    )


def is_identifier(text: str) -> bool:
    """Whether a number is an invented one: no letters but z, no digits but noughts before the last three."""
    bare = re.sub(r"[^A-Za-z0-9]", "", text)
    return re.fullmatch(r"(?:[zZ]|0)*[0-9]{0,3}(?:[zZ])*", bare) is not None


def phone(number: int, like: str) -> str:
    """An invented telephone number of the form of `like`; its first digits tell that it is one."""
    head = re.match(r"\+?\D*(?:62|0)[ -]?8?", like)
    kept = head[0] if head else ""
    return kept + identifier(number, like[len(kept) :])


def is_phone(text: str) -> bool:
    """Whether a telephone number is an invented one."""
    return is_identifier(re.sub(r"^\+?(?:62|0)[ -]?8?", "", text))


def looks_like_phone(text: str) -> bool:
    """Whether digits, with gaps or without, have the form of an Indonesian mobile or landline number."""
    return re.fullmatch(r"(?:\+?62|0)[1-9][0-9]{7,12}", re.sub(r"[^0-9+]", "", text)) is not None


def looks_secret(text: str) -> bool:
    """Whether a run of signs is too random to be a word: a token, a key, a hash."""
    bare = text.strip("-_=")
    if len(bare) < 20 or len(set(re.findall(r"[0-9]", bare))) < 2 or not re.search(r"[A-Za-z]", bare):
        return False
    if re.search(r"[a-z]{4,}[-_][a-z]{4,}", bare, re.IGNORECASE) and not re.search(r"[0-9]{3}", bare):
        return False  # a class of several words
    counts = [bare.count(sign) for sign in set(bare)]
    return -sum(n / len(bare) * math.log2(n / len(bare)) for n in counts) > 3.3


def looks_encoded(text: str) -> bool:
    """Whether a run of signs is base64 of a readable text: hardly any word is one by chance."""
    bare = text.rstrip("=")
    if len(bare) < 8 or not re.search("[A-Z]", bare):
        return False
    try:
        plain = base64.b64decode(bare + "=" * (-len(bare) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        return False
    return re.fullmatch(rb"[ -~]{6,}", plain) is not None


def spelled(text: str) -> Iterator[tuple[int, int]]:
    """Where amounts in words stand."""
    for hit in _SPELLED.finditer(text):
        if set(WORD.findall(hit[0].lower())) & set(_SCALES.split()):
            yield hit.span()


def zeroed(text: str) -> str:
    """`text` with a nought in place of each digit that is not one of 0 to 9: such amounts are read by nobody."""
    return "".join(
        chr(ord(one) - unicodedata.decimal(one)) if not one.isascii() and one.isdecimal() else one for one in text
    )


def counts(numbers: list[int]) -> bool:
    """Whether numbers only count, as days and pages do: one up each time, with one jump at most."""
    steps = [after - before for before, after in itertools.pairwise(numbers)]
    return all(step > 0 for step in steps) and sum(step != 1 for step in steps) <= 1
