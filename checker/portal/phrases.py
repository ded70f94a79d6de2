"""The notation of the selectors file: a phrase as a person writes it is made a regular expression. It knows no words.

`selectors/README.md` tells the notation; nothing but this module reads it.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

_PREFIX = "(?:me|mem|men|meng|di|ter|ber|be|pe|pem|pen|peng|per|memper|diper|pember|member|diber|keter|ke|ku|kau)?"
_NASAL = {"k": "(?:meng|peng|menge|penge)", "t": "(?:men|pen)", "s": "(?:meny|peny)", "p": "(?:mem|pem)"}
_SUFFIX = "(?:kan|an|i)?(?:nya|lah|kah|ku|mu)?"

_TOKENS = re.compile(r"(?:\[[^\]]*\]|\\.|[^\s\[])+")
_GAP = re.compile(r"\.\.(?:\.|(\d+)?)(?:!(.+))?")
_REPEATED = re.compile(r"(\{[\w-]+\})(,?)([*+])")
_PIECE = re.compile(
    r"\\(?P<literal>.)|\{(?P<part>[\w-]+)\}|\[(?P<option>[^\]]*)\]|\#(?P<number>\d+-\d+|[nw]\b|!|)|(?P<sign>.)",
    re.DOTALL,
)
_ROOT = re.compile(r"(<?)~([a-z+]+)(>?)")
_SIGNS = {"<": r"\b", ">": r"\b", "~": r"[^\W_]*", "+": r"[\W_]*"}
_WORDS = r"(?:[^\W_]+[\W_]+){0,4}?"
_REGEX = re.compile(r"\\[a-zA-Z]|\(\?|(?<!\.)\.(?:\*|\{\d)|\)[?*+{]")
"""What only a regular expression has."""
_SUSPECT = frozenset("\\().")
_OLD_WAY = "regular expressions are a list by themselves, in place of the table"
_DEEPEST = 8
"""How deep parts may stand in parts: more is a part that holds itself."""


class BadPhrase(Exception):
    """A phrase that says nothing, or names a part that there is not; its text tells which."""


def listed(text: str) -> list[str]:
    """The phrases that a text lists: each on a line, or behind a comma and a blank."""
    found: list[str] = []
    for line in text.strip().split("\n"):
        going_on = False  # the comma is one of the phrase: it stands by itself, in brackets, or behind a backslash
        for piece in line.split(", "):
            if going_on:
                found[-1] += f", {piece}"
            elif piece:
                found.append(piece)
            going_on = piece.endswith((" ", "\\", "[")) or not piece
    return found


def examples(text: str) -> list[str]:
    """The examples that a text lists: each on a line, or behind a bar with blanks around it."""
    return [one for line in text.strip().split("\n") for one in line.split(" | ")]


@cache
def forms(root: str) -> str:
    """The pattern of all words that are made of an Indonesian root."""
    whole = f"{_PREFIX}{root}"
    if root[0] in _NASAL:  # its first letter melts into the prefix: tarik, menarik
        whole = f"(?:{whole}|{_NASAL[root[0]]}{root[1:]})"
    elif root[0] in "aiueo" or len(root) <= 4:
        whole = f"(?:{whole}|(?:meng|peng|menge|penge){root})"
    return f"(?:{whole}){_SUFFIX}"


class Notation:
    """Makes patterns of phrases. `parts` are lists of phrases that others name; `blank` fits between words."""

    def __init__(self, parts: Mapping[str, Iterable[str]], blank: str = " ") -> None:
        self._parts, self._blank = parts, blank
        self._known: dict[str, str] = {}
        self._depth = 0
        self._named = 0

    def any_of(self, phrases: Iterable[str]) -> str:
        """The pattern that fits any of the phrases. Raises BadPhrase."""
        return "(?:" + "|".join(self.one(phrase) for phrase in phrases) + ")"

    def one(self, phrase: str) -> str:
        """The pattern of one phrase. Raises BadPhrase."""
        made, _ = self._row(phrase)
        if "(?P=FIRST)" in made:
            self._named += 1  # no two groups of one pattern may have the same name
            made = made.replace("([0-9]+)", "(?P<FIRST>[0-9]+)", 1).replace("FIRST", f"number{self._named}")
        return made

    def _row(self, phrase: str) -> tuple[str, bool]:
        """The pattern of words in a row, and whether what comes behind them is joined to it without a blank."""
        tokens = _TOKENS.findall(phrase)
        if not tokens:
            raise BadPhrase("expected words, found nothing")
        if not _SUSPECT.isdisjoint(phrase) and _REGEX.search(phrase):
            raise BadPhrase(f"expected a phrase, found {phrase!r}; {_OLD_WAY}")
        if phrase.count("[") != phrase.count("]") and _TOKENS.sub("", phrase).strip():
            raise BadPhrase(f"expected brackets that are closed, found {phrase!r}")
        made, joined = "", True
        for place, token in enumerate(tokens, 1):
            behind = self._blank if place < len(tokens) else ""
            piece, joined = self._token(token, "" if joined else self._blank, behind)
            made += piece
        return made, joined

    def _token(self, token: str, before: str, behind: str) -> tuple[str, bool]:
        """The pattern of a word with the blank `before` it, and whether the next one is joined to it.

        Where nothing stands before a word that may be there or not, it brings the blank `behind` it.
        """
        if token.isalnum():  # most are; what follows takes its time
            return before + token, False
        gap = _GAP.fullmatch(token) if token[0] == "." else None
        if gap:
            return (self._gap(gap), True) if token != ".." else (before + _WORDS, True)
        if token in (",", "^", "$"):
            return {",": r"[\W_]*", "^": r"^\W*", "$": r"\W*$"}[token], token != "$"
        if token[0] == "!" and len(token) > 1:
            return self._not(token[1:], before), not before
        repeated = _REPEATED.fullmatch(token) if token[-1] in "*+" else None
        if repeated:
            return self._repeated(self._word(repeated[1]), (before, behind), repeated[2] + repeated[3])
        if token[0] == "[" and token.find("]") == len(token) - 1:
            option, open_ended = self._row(token[1:-1])
            if before:
                return f"(?:{'' if token[1] in ',.' else before}{option})?", open_ended
            return f"(?:{option}{'' if open_ended else behind})?", True
        return before + self._word(token), False

    def _gap(self, gap: re.Match[str]) -> str:
        """What a row of dots stands for: signs of one line, up to so many, without what is not to be among them."""
        most = "{0," + gap[1] + "}" if gap[1] else "*"
        return f"(?:(?!{self._word(gap[2])}).){most}" if gap[2] else f".{most}"

    def _not(self, token: str, before: str) -> str:
        """What does not follow, right behind or within a gap."""
        gap = re.match(r"\.\.(?:\.|\d+)", token)
        if gap:
            return f"(?!{self.one(gap[0])}{self._word(token[gap.end() :])})"
        return f"(?!{before}{self._word(token)})"

    def _repeated(self, word: str, blanks: tuple[str, str], times: str) -> tuple[str, bool]:
        """One of a list again and again: with blanks between, or with a comma any signs, or none."""
        before, behind = blanks
        if times[0] == ",":
            return rf"{before if times == ',+' else ''}(?:{word}[\W_]*){times[1]}", True
        if times == "+":
            return f"{before}{word}(?:{self._blank}{word})*", False
        return (f"(?:{before}{word})*", False) if before else (f"(?:{word}{behind})*", True)

    def _word(self, written: str) -> str:
        """The pattern of one word with its alternatives."""
        words = _split(written) if "|" in written else [written]
        edges = ["", ""]
        if len(words) > 1:  # "<kartu|kpj>": the edges are those of all the words
            if words[0].startswith("<"):
                edges[0], words[0] = r"\b", words[0][1:]
            if words[-1].endswith(">"):
                edges[1], words[-1] = r"\b", words[-1][:-1]
        made = [self._alternative(one) for one in words]
        return edges[0] + (made[0] if len(made) == 1 else "(?:" + "|".join(made) + ")") + edges[1]

    def _alternative(self, written: str) -> str:
        if written.isalnum():
            return written
        root = _ROOT.fullmatch(written) if "~" in written else None
        if root:
            made = forms(root[2]).replace("+", _SIGNS["+"])
            return (_SIGNS["<"] if root[1] else "") + made + (_SIGNS[">"] if root[3] else "")
        made = ""
        for piece in _PIECE.finditer(written):
            if piece["part"] is not None:
                made += self._part(piece["part"])
            elif piece["option"] is not None:
                made += f"(?:{self._option(piece['option'])})?"
            elif piece["number"] is not None:
                made += self._number(piece["number"])
            elif piece["sign"] == "!":
                return f"{made}(?!{self._word(written[piece.end() :])})"
            elif piece["literal"] is not None:
                made += re.escape(piece["literal"])
            elif piece["sign"] in "{}[]":
                raise BadPhrase(f"expected brackets that are closed, found {written!r}")
            else:
                made += _SIGNS.get(piece["sign"]) or re.escape(piece["sign"])
        return made

    def _option(self, written: str) -> str:
        """What stands in brackets within a word: there a blank is one."""
        return "|".join(self._alternative(one) for one in _split(written))

    def _number(self, written: str) -> str:
        """The pattern of a number, as a group: any, one within bounds, in words too, or another than the one before."""
        if written in ("n", "w"):
            return f"({'[0-9]{1,2}|' if written == 'n' else ''}{self._part('numbers')})"
        if written == "!":
            return r"(?!(?P=FIRST)\b)[0-9]+"
        low, _, high = written.partition("-")
        return f"({_between(int(low), int(high))})" if high else "([0-9]+)"

    def _part(self, name: str) -> str:
        if name not in self._known:
            if name not in self._parts:
                raise BadPhrase(f"there is no part {{{name}}}")
            self._depth += 1
            if self._depth > _DEEPEST:
                raise BadPhrase(f"the part {{{name}}} holds itself")
            self._known[name] = self.any_of(self._parts[name])
            self._depth -= 1
        return self._known[name]


def _split(written: str) -> list[str]:
    """The alternatives of a word; those within brackets belong to these."""
    return re.findall(r"(?:\[[^\]]*\]|\\.|[^|\[])+", written) or [""]


def _between(low: int, high: int) -> str:
    """The pattern of the numbers from `low` to `high`; from nought on, of all with as many digits at most."""
    if low == 0:
        return f"[0-9]{{1,{len(str(high))}}}"
    tens: dict[int, list[int]] = {}
    for number in range(low, high + 1):
        tens.setdefault(number // 10, []).append(number % 10)
    return "|".join(f"{ten or ''}[{digits[0]}-{digits[-1]}]" for ten, digits in tens.items())
