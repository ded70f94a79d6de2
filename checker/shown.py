"""Texts of others made harmless to look at: nothing in them moves a cursor, gives a command or turns a line round."""

import unicodedata
from functools import lru_cache

_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """`text` on one line, without what would move a terminal's cursor, colour it or turn its direction round."""
    signs = (sign for sign in text if sign.isspace() or unicodedata.category(sign) not in _UNSEEN)
    return " ".join("".join(signs).split())


def harmless(text: str) -> str:
    """`text` on its lines, with what a terminal would obey, and what is unseen, written as its number."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_numbered, text.replace("\r\n", "\n")))


def _numbered(sign: str) -> str:
    if sign in "\n\t" or unicodedata.category(sign) not in _UNSEEN | {"Zl", "Zp"}:
        return sign
    return f"\\u{ord(sign):04x}"
