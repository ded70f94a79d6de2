"""Words that name an act, in all their forms: what may deny a press is written down as phrases of them.

A phrase is a row of words, each a small pattern. ``~word`` is an Indonesian root with all prefixes and suffixes that
make words of it (~cair: cairkan, pencairan, dicairkan), ``word~`` an English one with any ending; ``..`` stands for up
to four words, ``+`` for parts that may be written apart.
"""

import re
from collections.abc import Iterable
from functools import cached_property

import msgspec

from checker.folding import glued, readings

_PREFIX = "(?:me|mem|men|meng|di|ter|ber|be|pe|pem|pen|peng|per|memper|diper|pember|member|diber|keter|ke|ku|kau)?"
_NASAL = {"k": "(?:meng|peng|menge|penge)", "t": "(?:men|pen)", "s": "(?:meny|peny)", "p": "(?:mem|pem)"}
_SUFFIX = "(?:kan|an|i)?(?:nya|lah|kah|ku|mu)?"
_GAP = r"(?:[^\W_]+[\W_]+){0,4}?"


def forms(root: str) -> str:
    """The pattern of all words that are made of an Indonesian root."""
    whole = f"{_PREFIX}{root}"
    if root[0] in _NASAL:  # its first letter melts into the prefix: tarik, menarik
        whole = f"(?:{whole}|{_NASAL[root[0]]}{root[1:]})"
    elif root[0] in "aiueo" or len(root) <= 4:
        whole = f"(?:{whole}|(?:meng|peng|menge|penge){root})"
    return f"(?:{whole}){_SUFFIX}"


def _word(written: str) -> str:
    """The pattern of one word of a phrase."""
    one = "|".join(
        forms(part[1:]) if part.startswith("~") else part.replace("~", r"[^\W_]*") for part in written.split("|")
    )
    return f"(?:{one})".replace("+", r"[\W_]*")


def phrase(written: str) -> str:
    """The pattern of a phrase."""
    parts: list[str] = []
    for one in written.split():
        parts.append(_GAP if one == ".." else _word(one) + r"[\W_]+")
    return r"(?<![^\W_])" + "".join(parts).removesuffix(r"[\W_]+") + r"(?![^\W_])"


def compiled(phrases: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all phrases; none fits where there are none."""
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
