"""A person's own selectors file: changed as a whole or not at all, and put back as it was before the last change."""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from checker import settings
from checker.failures import ConfigInvalid
from checker.keeping import files
from checker.portal.selectors import NAME, Candidate

Keys = Mapping[str, Sequence[Candidate]]
"""Candidates by the key of the file that they belong to (``buttons.login``)."""


class TakeBack(Exception):
    """Raised in the block of `change` to have everything put back, without a failure."""


def path(config: Path) -> Path:
    """The file in the configuration folder; it may not exist yet."""
    return config / "selectors" / NAME


def backup(file: Path) -> Path:
    """Where the file is kept as it was before the last change; empty if there was none."""
    return file.with_name(f"{file.name}.before")


@contextlib.contextmanager
def change(file: Path) -> Iterator[None]:
    """Keep the file as it is for `undo`; if the block fails, put everything back at once. Raises StorageFailed."""
    was, before = files.read(file), files.read(backup(file))
    files.write(backup(file), was or b"")
    try:
        yield
    except BaseException as error:
        _restore(file, was)
        _restore(backup(file), before)
        if not isinstance(error, TakeBack):
            raise


def undo() -> Path:
    """Put the file back as it was before the last change. Raises ConfigInvalid if there was none, StorageFailed."""
    file = path(settings.load().folders.config)
    before = files.read(backup(file))
    if before is None:
        raise ConfigInvalid(f"there is nothing to undo: {backup(file)} is not there")
    _restore(file, before or None)
    files.remove(backup(file))
    return file


def text(file: Path) -> str:
    """What stands in the file; nothing where there is none. Raises StorageFailed."""
    return (files.read(file) or b"").decode()


def put(file: Path, keys: Keys) -> None:
    """Write candidates into the file. Raises StorageFailed."""
    files.write(file, edited(text(file), keys).encode())


def edited(text: str, keys: Keys) -> str:
    """The text of a selectors file with each key's list of candidates; everything else in it stays, comments too."""
    # Imported here since only few commands write the file.
    import tomlkit

    document = tomlkit.parse(text)
    for key, candidates in keys.items():
        group, _, name = key.partition(".")
        table = document.setdefault(group, tomlkit.table(is_super_table=group != "balance"))
        listed = tomlkit.array()
        listed.multiline(True)
        for candidate in candidates:
            given = tomlkit.inline_table()
            given.update(candidate.written)
            listed.append(given)
        if group == "balance":
            table[name] = listed
        else:
            table.setdefault(name, tomlkit.table())["candidates"] = listed
    return tomlkit.dumps(document)


def _restore(file: Path, content: bytes | None) -> None:
    if content is None:
        files.remove(file)
    else:
        files.write(file, content)
