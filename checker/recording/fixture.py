"""A fixture on disk: a folder with the anonymised page, its ARIA snapshot, what is known of it, and its expectation."""

import json
import os
import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from checker.failures import ConfigInvalid, StorageFailed
from checker.folders import ensure

PAGE, ARIA, META, EXPECTED = "page.html", "page.aria.yaml", "meta.toml", "expected.json"
FILES = (PAGE, ARIA, META, EXPECTED)


@dataclass(frozen=True, slots=True)
class Meta:
    """What is known of a fixture's page: `provenance` is ``simulated`` or ``recorded``, `at` the time it is frozen at.

    `chosen` is the (invented) card that was chosen on it; `kept` the texts that a person let stand.
    """

    provenance: str
    at: datetime
    screen: str
    origin: str
    chosen: str | None = None
    kept: tuple[str, ...] = ()


def find(folder: Path) -> list[Path]:
    """The fixtures in a folder, or the folder itself if it is one."""
    if (folder / META).is_file() or (folder / PAGE).is_file():
        return [folder]
    return sorted(one for one in folder.iterdir() if one.is_dir() and not one.name.startswith("."))


def load_meta(folder: Path) -> Meta:
    """Read `meta.toml`. Raises ConfigInvalid naming file and key."""
    file = folder / META
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigInvalid(f"{file}: {type(error).__name__}: expected a readable TOML file") from None
    wanted = {"provenance": str, "at": datetime, "screen": str, "origin": str}
    for key, kind in wanted.items():
        if not isinstance(data.get(key), kind):
            raise ConfigInvalid(f"{file}: key {key}: expected a {kind.__name__}")
    if unknown := set(data) - {*wanted, "chosen", "kept"}:
        raise ConfigInvalid(f"{file}: unknown key {', '.join(sorted(unknown))}")
    if data["provenance"] not in ("simulated", "recorded"):
        raise ConfigInvalid(f"{file}: key provenance: expected simulated or recorded")
    if data["at"].tzinfo is None:
        raise ConfigInvalid(f"{file}: key at: expected a time with its offset")
    kept = data.get("kept", [])
    if not isinstance(kept, list) or not all(isinstance(one, str) for one in kept):
        raise ConfigInvalid(f"{file}: key kept: expected a list of texts")
    return Meta(data["provenance"], data["at"], data["screen"], data["origin"], data.get("chosen"), tuple(kept))


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
    lines = [
        f"provenance = {_quoted(meta.provenance)}",
        f"at = {meta.at.isoformat(timespec='seconds')}",
        f"screen = {_quoted(meta.screen)}",
        f"origin = {_quoted(meta.origin)}",
    ]
    if meta.chosen is not None:
        lines.append(f"chosen = {_quoted(meta.chosen)}")
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


def write(folder: Path, files: dict[str, str]) -> None:
    """Write a fixture's files into a new folder that its owner alone can read. Raises StorageFailed."""
    ensure(folder)
    for name, text in files.items():
        try:
            descriptor = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except OSError as error:
            raise StorageFailed(f"cannot write {folder / name}: {error.strerror or type(error).__name__}") from None
