"""What the portal looks like, loaded from `selectors/` into frozen typed objects; a person's own file lies over it."""

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from checker import toml
from checker.failures import ConfigInvalid
from checker.portal.acts import Denied
from checker.portal.check import MOVED, check
from checker.portal.entries import Told, pattern
from checker.portal.phrases import BadPhrase, Notation, examples, listed
from checker.portal.sending import Says
from checker.portal.shape import LISTS, TEXTS, Candidate, File, Target

__all__ = ["NAME", "Candidate", "Loaded", "Selectors", "Target", "load", "pattern", "shipped"]

NAME = "bpjstk.toml"

_NAMED = re.compile(r"\{([a-z_]+)\}")
"""A candidate's text that is one of `names`."""


class Selectors(File, frozen=True, forbid_unknown_fields=True, dict=True):
    """The whole file, and what its tables say together."""

    def is_others(self, said: str) -> bool:
        """Whether a text speaks of somebody else's login, and not of a member's."""
        return bool(self.deny.logins.search(said)) and not self.deny.own_logins.search(said)

    def is_own(self, said: str) -> bool:
        """Whether a text speaks of a member's login, and of nobody else's."""
        return bool(self.deny.own_logins.search(said)) and not self.deny.logins.search(said)

    @cached_property
    def css(self) -> tuple[str, ...]:
        """All the CSS by which elements are found, and the conditions that they have to meet, each once."""
        targets = [getattr(part, name) for part in (self.fields, self.buttons) for name in part.__struct_fields__]
        candidates = [one for target in targets for one in target.candidates]
        candidates += [*self.screens.captcha.candidates, *self.balance.amount]
        written = [one.css for one in candidates] + [target.must for target in targets]
        return tuple(dict.fromkeys(one for one in written if one))

    @cached_property
    def denied(self) -> Denied:
        """What is never pressed."""
        return Denied(self.acts, self.deny.names)

    def prepare(self) -> None:
        """Make the patterns now that nearly every run needs, and which are otherwise made when they are first used."""
        self.on_wire.denied("")
        self.words.prepare()

    def touches(self, text: str) -> bool:
        """Whether a text names an act that no press may lead to, be it only the address of a page."""
        return any(self.acts[name].named_in(text) for name in self.deny.acts)

    @cached_property
    def on_wire(self) -> Says:
        """What words say of a request."""
        return Says(self.sending, self.acts)

    def failure_said(self, text: str) -> str | None:
        """The code of the first failure that `text` tells, or None."""
        return next((code for code, told in self.failures.items() if told.search(text)), None)


class Loaded(msgspec.Struct, frozen=True):
    """The selectors in force, and the files they come from, the shipped one first."""

    selectors: Selectors
    files: tuple[Path, ...]
    shipped: int = 1
    """How many of the files came with the program."""

    @property
    def vocabulary(self) -> frozenset[str]:
        """Every word that stands in what was shipped: words of the language, nobody's own."""
        texts = " ".join(file.read_text(encoding="utf-8").lower() for file in self.files[: self.shipped])
        return frozenset(re.findall(r"[a-z]+", texts))


def shipped(name: str = NAME) -> Path:
    """A selectors file that came with the program: in the wheel beside the code, in a clone at the top level."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "_selectors", package.parent / "selectors"):
        if (folder / name).is_file():
            return folder / name
    raise ConfigInvalid(f"the selectors file {name} is missing from the installation; install saldo-jht again")


def load(config: Path | None = None, *, shape: "type[Selectors]" = Selectors, over: str = "") -> Loaded:
    """The shipped selectors with the person's own `selectors/bpjstk.toml` of the folder `config` laid over them.

    What is not read at the portal has a shipped file of its own, called `over`, laid over the portal's, and a person's
    own of that name over both; `shape` is what the whole is then. Raises ConfigInvalid naming the file, the line or
    key, and what was expected.
    """
    files = [shipped(), *([shipped(over)] if over else [])]
    data, came = _parse(files[0]), len(files)
    for file in files[1:]:
        data = _overlay(data, _parse(file))
    own = config / "selectors" / (over or NAME) if config else None
    if own is not None and own.is_file():
        files.append(own)
        data = _overlay(data, _as_of_old(_parse(own), own))
    selectors = _converted(data, files[-1], shape)
    if own in files:
        # The shipped file is checked by the tests; making its two hundred patterns at each start would cost time.
        check(selectors, files[-1])
    return Loaded(selectors, tuple(files), came)


def _parse(path: Path) -> dict[str, Any]:
    try:
        return toml.read(path)
    except OSError as error:
        raise ConfigInvalid(f"{path}: cannot be read: {error.strerror}") from None


def _overlay(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """`above` laid over `below` key by key; lists and texts are replaced whole."""
    merged = dict(below)
    for key, value in above.items():
        under = merged.get(key)
        merged[key] = _overlay(under, value) if isinstance(under, dict) and isinstance(value, dict) else value
    return merged


def _as_of_old(data: dict[str, Any], path: Path) -> dict[str, Any]:
    """A person's own file as it would be written now. Raises ConfigInvalid for a key that has gone elsewhere."""
    for key, instead in MOVED.items():
        table, _, name = key.partition(".")
        if name in _table(data, table):
            raise ConfigInvalid(f"{path}: key {key}: is no more; {instead}")
    # Texts that were regular expressions without slashes.
    for held in (_table(data, "sending"), _table(_table(data, "remarks"), "wait")):
        for name, value in held.items():
            if isinstance(value, str) and value and not value.startswith("/"):
                held[name] = [value]
    return data


def _table(data: dict[str, Any], name: str) -> dict[str, Any]:
    """The table of a name; an empty one where there is none, or no table."""
    found = data.get(name)
    return found if isinstance(found, dict) else {}


def _converted(data: dict[str, Any], blamed: Path, shape: type[Selectors]) -> Selectors:
    """The data as typed objects. Raises ConfigInvalid, which tells the file `blamed`."""
    _spread(data)
    notation = Notation(_lists(data))

    def entry(kind: type, written: object) -> Told:
        if kind is not Told:
            raise NotImplementedError
        return Told(written, notation)

    try:
        _name(data, notation)
        return msgspec.convert(data, shape, dec_hook=entry)
    except msgspec.ValidationError as error:
        raise ConfigInvalid(f"{blamed}: {_key(str(error))}") from None
    except BadPhrase as error:
        raise ConfigInvalid(f"{blamed}: key {error}") from None


def _spread(data: dict[str, Any]) -> None:
    """Make lists of the texts that list phrases, outside of entries."""
    tables = [(_table(data, name), names) for name, names in LISTS.items()]
    tables += [(_table(_table(data, "acts"), name), None) for name in _table(data, "acts")]
    tables.append((_table(_table(data, "sending"), "examples"), None))
    for table, names in tables:
        for name, value in table.items():
            if isinstance(value, str) and (names is None or name in names):
                table[name] = examples(value) if name in ("yes", "no") else listed(value)


def _lists(data: dict[str, Any]) -> dict[str, list[str]]:
    """The lists of phrases that phrases may name: the parts, and the lists of `words`."""
    tables = (_table(data, "words"), _table(data, "parts"))
    return {name: value for table in tables for name, value in table.items() if isinstance(value, list)}


def _name(data: dict[str, Any], notation: Notation) -> None:
    """Put what is meant in place of "{login}" in candidates. Raises BadPhrase, and msgspec.ValidationError."""
    names: dict[str, str] = {}
    for where, candidate in _candidates(data):
        for kind in TEXTS:
            found = _NAMED.fullmatch(str(candidate.get(kind, "")))
            if found is None:
                continue
            name = found[1]
            written = _table(data, "names").get(name)
            if written is None:
                raise BadPhrase(f"{where}.{kind}: expected one of [names], found {name}")
            if name not in names:
                try:
                    names[name] = f"/{Told(written, notation).regex}/"
                except (BadPhrase, ValueError) as error:
                    raise BadPhrase(f"names.{name}: {error}") from None
            candidate["meant"] = names[name]


def _candidates(data: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each candidate of the data with its key, as far as they have the shape."""
    lists = [("balance.amount", _table(data, "balance").get("amount"))]
    for group in ("fields", "buttons", "screens"):
        part = _table(data, group)
        lists += [(f"{group}.{name}.candidates", _table(part, name).get("candidates")) for name in part]
    for where, held in lists:
        for number, one in enumerate(held if isinstance(held, list) else ()):
            if isinstance(one, dict):
                yield f"{where}[{number}]", one


def _key(message: str) -> str:
    """The library's message with the key first: "fields.email: expected ..."."""
    said, _, path = message.partition(" - at `$")
    key = path.rstrip("`").lstrip(".")
    return f"key {key}: {said}" if key else said
