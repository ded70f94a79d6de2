"""What types alone do not say of a selectors file: phrases mean something, candidates have one kind, codes exist."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from checker.failures import BY_CODE, ConfigInvalid
from checker.portal.acts import phrase
from checker.portal.entries import Told, fault
from checker.portal.phrases import BadPhrase
from checker.portal.shape import KINDS, TEXTS, Candidate, File

if TYPE_CHECKING:
    from checker.portal.acts import Act

MOVED = {
    "buttons.next_page": "[turning] says what leads to more of the same cards",
    "deny.dialogs": "a notice that names one of [acts] is never agreed to: write there what names one",
}
"""Keys of files of before, and what is to be written in their place."""


def check(file: File, path: Path) -> None:
    """Raises ConfigInvalid naming the file, the key, and what was expected."""
    for key, why in _faults(file):
        raise ConfigInvalid(f"{path}: key {key}: {why}")


def entries(part: object, key: str = "") -> Iterator[tuple[str, Told]]:
    """Each entry below a part of the file, with its key."""
    if isinstance(part, Told):
        yield key, part
    elif isinstance(part, msgspec.Struct):
        for name in part.__struct_fields__:
            yield from entries(getattr(part, name), f"{key}.{name}".lstrip("."))
    elif isinstance(part, dict):
        for name, one in part.items():
            yield from entries(one, f"{key}.{name}")


def _faults(file: File) -> Iterator[tuple[str, str]]:
    if file.schema != 1:
        yield "schema", f"expected 1, found {file.schema}"
    yield from _candidates(file)
    for key, told in entries(file):
        yield from ((f"{key}{place}", why) for place, why in told.faults())
    for name, act in file.acts.items():
        yield from _act(act, f"acts.{name}")
    for table in ("sending", "deny"):
        for name in getattr(file, table).acts:
            if name not in file.acts:
                yield f"{table}.acts", f"expected one of {', '.join(file.acts)}, found {name}"
    for code in file.failures:
        if code not in BY_CODE and code != "session-ended":
            yield f"failures.{code}", f"expected a failure code, as {', '.join(sorted(BY_CODE))} or session-ended"
    for origin in (file.portal.start, *file.portal.origins):
        parts = urlsplit(origin)
        if parts.scheme != "https" or not parts.hostname:
            yield "portal", f"expected an https address, found {origin!r}"


def _act(act: "Act", where: str) -> Iterator[tuple[str, str]]:
    for name in ("phrases", "but"):
        for number, written in enumerate(getattr(act, name)):
            try:
                phrase(written)
            except BadPhrase as error:
                yield f"{where}.{name}[{number}]", str(error)


def _candidates(file: File) -> Iterator[tuple[str, str]]:
    for group in ("fields", "buttons", "screens"):
        part = getattr(file, group)
        for name in part.__struct_fields__:
            listed = getattr(part, name).candidates
            if group != "screens" and not listed:
                yield f"{group}.{name}.candidates", "expected at least one candidate"
            for number, candidate in enumerate(listed):
                yield from _candidate(candidate, f"{group}.{name}.candidates[{number}]")
    for number, candidate in enumerate(file.balance.amount):
        yield from _candidate(candidate, f"balance.amount[{number}]")


def _candidate(candidate: Candidate, where: str) -> Iterator[tuple[str, str]]:
    kinds = candidate.kinds
    if len(kinds) != 1:
        yield where, f"expected exactly one of {', '.join(KINDS)}; found {', '.join(kinds) or 'none'}"
    if candidate.name is not None and candidate.role is None:
        yield where, "name goes with role only"
    for name in ("test_id", "css"):
        if getattr(candidate, name) == "":
            yield f"{where}.{name}", "expected a text, found nothing"
    for name in TEXTS:
        text = getattr(candidate, name)
        if text is not None and (why := fault(candidate.meant or text)):
            yield f"{where}.{name}", why
