"""A fixture on disk: a folder with the anonymised page, its ARIA snapshot, what is known of it, and its expectation."""

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from checker import toml
from checker.failures import ConfigInvalid
from checker.folders import ensure
from checker.keeping import files

PAGE, ARIA, META, EXPECTED = "page.html", "page.aria.yaml", "meta.toml", "expected.json"
FILES = (PAGE, ARIA, META, EXPECTED)
TREE = "tree.xml"
TREE_FILES = (TREE, META)
"""What a fixture holds that is a phone's screen."""


class Meta(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is known of a fixture's page; `at` is the time it is frozen at.

    `chosen` is the (invented) card that was chosen on it; `kept` the texts that a person let stand.
    """

    provenance: Literal["simulated", "recorded"]
    at: Annotated[datetime, msgspec.Meta(tz=True)]
    screen: str
    origin: str
    chosen: str | None = None
    kept: tuple[str, ...] = ()


def find(folder: Path) -> list[Path]:
    """The fixtures in a folder, or the folder itself if it is one."""
    if any((folder / one).is_file() for one in (META, PAGE, TREE)):
        return [folder]
    return sorted(one for one in folder.iterdir() if one.is_dir() and not one.name.startswith("."))


def load_meta(folder: Path) -> Meta:
    """Read `meta.toml`. Raises ConfigInvalid naming file and key."""
    file = folder / META
    try:
        return toml.convert(toml.read(file), Meta, file)
    except OSError as error:
        raise ConfigInvalid(f"{file}: {error.strerror or type(error).__name__}") from None


def load_expected(folder: Path) -> dict[str, Any]:
    """Read `expected.json`. Raises ConfigInvalid."""
    file = folder / EXPECTED
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ConfigInvalid(f"{file}: {type(error).__name__}: expected a readable JSON file") from None
    if not isinstance(data, dict):
        raise ConfigInvalid(f"{file}: expected a JSON object")
    return data


def dump_meta(meta: Meta) -> str:
    """`meta.toml` as text."""
    given = {"provenance": meta.provenance, "screen": meta.screen, "origin": meta.origin, "chosen": meta.chosen}
    lines = [f"{key} = {_quoted(value)}" for key, value in given.items() if value is not None]
    lines.insert(1, f"at = {meta.at.isoformat(timespec='seconds')}")
    if meta.kept:
        lines.append("# Texts that a person has looked at and found to be nobody's.")
        lines.append(f"kept = [{', '.join(map(_quoted, meta.kept))}]")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A TOML string: JSON's escapes are all known there."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def dump_expected(expected: dict[str, Any]) -> str:
    """`expected.json` as text."""
    return json.dumps(expected, indent=1, ensure_ascii=False) + "\n"


def write(folder: Path, texts: dict[str, str]) -> None:
    """Write a fixture's files into a new folder that its owner alone can read. Raises StorageFailed."""
    ensure(folder)
    for name, text in texts.items():
        files.create(folder / name, text.encode())
