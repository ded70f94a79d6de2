"""What one notion's words are: an entry of the selectors file, and whether a text says it.

An entry is a table of phrases, or several of them. A person's own file may hold regular expressions in its place.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

import msgspec

from checker.portal.phrases import BadPhrase, Notation, examples, listed

_REGEX = re.compile(r"/(.*)/", re.DOTALL)
_KINDS = ("exact", "whole", "line", "said", "but", "unless")
_FORMS = {"exact": r"^\s*{}\s*$", "whole": r"^\W*{}\W*$", "line": r"(?m:^[^\w\n]*{}[^\w\n]*$)", "said": "{}"}


@lru_cache(maxsize=1024)
def pattern(text: str) -> re.Pattern[str]:
    """A text of the file: ``/.../`` is a regular expression, anything else the literal whole; case never counts."""
    return re.compile(_regex(text), re.IGNORECASE)


def _regex(text: str) -> str:
    found = _REGEX.fullmatch(text)
    return found[1] if found else rf"^\s*{re.escape(text)}\s*$"


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases that say one thing, and examples of texts that do (`yes`) and do not (`no`).

    A text says it that is one of the phrases, sign by sign (`exact`) or but for signs around it (`whole`), of which a
    line is one (`line`), or that holds one (`said`). What fits `but` is passed over, and nothing is said where one of
    `unless` stands.
    """

    exact: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    line: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()

    def regex(self, notation: Notation) -> str:
        """The pattern of all that says it. Raises BadPhrase."""
        kinds = ((form, getattr(self, kind)) for kind, form in _FORMS.items())
        return "|".join(form.replace("{}", notation.any_of(phrases)) for form, phrases in kinds if phrases) or r"(?!)"


Parts = Said | tuple[Said | str, ...] | str
"""How an entry may be written; a text is a regular expression: bare in a list, as `pattern` takes it by itself."""


class Told:
    """An entry: whether, and where, a text says what it is of. Its patterns are made when it is first asked."""

    def __init__(self, written: object, notation: Notation) -> None:
        """Raises ValueError where `written` is no entry."""
        tables = [_spread(one) for one in written] if isinstance(written, list) else _spread(written)
        try:
            self.parts: Parts = msgspec.convert(tables, Parts)
        except msgspec.ValidationError as error:
            raise ValueError(str(error).replace(" - at `$`", "").replace(" - at `$", " at `")) from None
        self._notation = notation

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Told) and self.parts == other.parts

    def __hash__(self) -> int:
        return hash(self.parts)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first place in `text`, between `start` and `end`, that says it; None where none does."""
        stop = len(text) if end is None else end
        for fits, but, unless in self._patterns:
            if unless is not None and unless.search(text, start, stop):
                continue
            found = fits.search(but.sub(" ", text[start:stop])) if but is not None else fits.search(text, start, stop)
            if found is not None:
                return found
        return None

    def opens(self, text: str) -> bool:
        """Whether what says it stands at the beginning of `text`."""
        return any(fits.match(text) for fits, _, _ in self._patterns)

    def without(self, text: str, put: str = " ") -> str:
        """`text` with `put` in place of all that says it."""
        for fits, _, _ in self._patterns:
            text = fits.sub(put, text)
        return text

    def prepare(self) -> None:
        """Make the patterns now. Raises BadPhrase, and re.error for a person's own regular expression."""
        _ = self._patterns

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], re.Pattern[str] | None, re.Pattern[str] | None]]:
        """What fits, what is passed over, and with what nothing is said, for each table of the entry."""
        made = []
        for one in self.tables:
            if isinstance(one, Said):
                but, unless = (self._all(phrases) if phrases else None for phrases in (one.but, one.unless))
                made.append((re.compile(one.regex(self._notation), re.IGNORECASE), but, unless))
            else:
                made.append((re.compile(one, re.IGNORECASE), None, None))
        return made

    @property
    def tables(self) -> tuple[Said | str, ...]:
        """The tables of the entry; a regular expression stands for itself."""
        if isinstance(self.parts, str):
            return (_regex(self.parts),)
        return self.parts if isinstance(self.parts, tuple) else (self.parts,)

    @property
    def regex(self) -> str:
        """All of it as one regular expression. Raises BadPhrase for an entry that is more than that."""
        if any(isinstance(one, Said) and (one.but or one.unless) for one in self.tables):
            raise BadPhrase("expected neither but nor unless in a name")
        return "|".join(one.regex(self._notation) if isinstance(one, Said) else one for one in self.tables)

    def _all(self, phrases: Iterable[str]) -> re.Pattern[str]:
        return re.compile(self._notation.any_of(phrases), re.IGNORECASE)

    def faults(self) -> Iterator[tuple[str, str]]:
        """What is wrong with it, as the place in it (".whole[2]") and why."""
        for number, one in enumerate(self.tables):
            at = f"[{number}]" if isinstance(self.parts, tuple) else ""
            if isinstance(one, str):
                if why := fault(f"/{one}/" if self.parts else ""):
                    yield at, why
                continue
            for kind in _KINDS:
                for place, phrase in enumerate(getattr(one, kind)):
                    try:
                        self._notation.one(phrase)
                    except BadPhrase as error:
                        yield f"{at}.{kind}[{place}]", str(error)


def _spread(table: object) -> object:
    """A table in which a text of several phrases has become a list of them."""
    if not isinstance(table, dict):
        return table
    texts = ((name, value) for name, value in table.items() if isinstance(value, str))
    split = {name: listed(value) if name in _KINDS else examples(value) for name, value in texts}
    return table | split


def fault(text: str) -> str | None:
    """What is wrong with a text as `pattern` takes it; None where nothing is."""
    if not text:
        return "expected a text or /a regular expression/, found nothing"
    try:
        pattern(text)
    except re.error as error:
        return f"not a regular expression: {error}"
    return None


NEVER = Told((), Notation({}))
"""The entry that nothing says."""
