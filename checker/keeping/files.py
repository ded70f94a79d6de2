"""Files written whole or not at all, and safe from a crash: a reader never sees half of one."""

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from checker.failures import StorageFailed
from checker.folders import ensure


def write(path: Path, content: bytes) -> None:
    """Put `content` in `path`, readable by its owner only; its folder is made if need be. Raises StorageFailed."""
    ensure(path.parent)
    with whole(path, private=True) as stream:
        stream.write(content)


def create(path: Path, content: bytes) -> None:
    """Put `content` in a new file that its owner alone can read. Raises StorageFailed."""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(content)
    except OSError as error:
        raise _failed(path, error) from None


def read(path: Path) -> bytes | None:
    """What `path` holds, or None where it is not there. Raises StorageFailed."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StorageFailed(f"cannot read {path}: {error.strerror or type(error).__name__}") from None


def remove(path: Path) -> None:
    """Remove `path` if it is there. Raises StorageFailed."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise StorageFailed(f"cannot remove {path}: {error.strerror or type(error).__name__}") from None


@contextlib.contextmanager
def whole(path: Path, *, private: bool = False) -> Iterator[BinaryIO]:
    """A stream whose content takes the place of `path` once it is complete and safe on disk.

    A file that is there keeps its rights, a new or a `private` one is its owner's only; a device or a pipe is written
    to as it is. Raises StorageFailed.
    """
    try:
        # A link stays a link, and what it points to is replaced.
        target = path.resolve()
        mode = target.stat().st_mode if target.exists() else None
        if mode is not None and not stat.S_ISREG(mode):
            with target.open("wb") as stream:
                yield stream
            return
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", suffix="~", dir=target.parent)
    except OSError as error:
        raise _failed(path, error) from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            if mode is not None and not private:
                temporary.chmod(stat.S_IMODE(mode))
            os.fsync(stream.fileno())
        temporary.replace(target)
        _settle(target.parent)
    except OSError as error:
        raise _failed(path, error) from None
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """See to it that a new name outlasts a power failure; not every system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _failed(path: Path, error: OSError) -> StorageFailed:
    return StorageFailed(
        f"cannot write {path}: {error.strerror or type(error).__name__}; what was there is still there"
    )
