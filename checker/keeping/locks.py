"""Locks between processes. The system lets go of them when a process ends, however it ends."""

import contextlib
import os
import zlib
from collections.abc import Iterator
from pathlib import Path

from checker.failures import Busy, StorageFailed
from checker.folders import ensure


@contextlib.contextmanager
def account(data: Path, name: str) -> Iterator[None]:
    """Hold the account `name`; Busy at once where another process does."""
    with _held(data / "locks" / f"account-{name}.lock", 0) as held:
        if not held:
            raise Busy(f"another process is at work for the account {name}")
        yield


@contextlib.contextmanager
def brief(path: Path) -> Iterator[None]:
    """Hold `path` for as long as it takes to read and write a file; StorageFailed where that is never to be had."""
    with _held(path, 20) as held:
        if not held:
            raise StorageFailed(f"another process does not let go of {path}")
        yield


def file(data: Path, path: Path) -> contextlib.AbstractContextManager[None]:
    """Hold a person's own file as `brief` does, against processes with the same `data`; nothing is left beside it."""
    # Two files of one checksum only wait for each other; a stronger hash would cost more memory than the export does.
    name = zlib.crc32(os.fsencode(path.resolve()))
    return brief(data / "locks" / f"file-{name:08x}.lock")


@contextlib.contextmanager
def _held(path: Path, seconds: float) -> Iterator[bool]:
    from filelock import FileLock, Timeout

    ensure(path.parent)
    lock = FileLock(path, timeout=seconds, mode=0o600)
    try:
        lock.acquire()
    except Timeout:
        taken = False
    except (OSError, NotImplementedError) as error:
        raise StorageFailed(f"cannot lock {path}: {type(error).__name__}") from None
    else:
        taken = True
    try:
        yield taken
    finally:
        if taken:
            lock.release()
