"""The history's file: opened, brought to the newest schema, one transaction at a time, and every trouble named.

The file is readable by its owner only from its first byte on. It is never repaired, replaced or emptied from here.
"""

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

from checker.failures import StorageFailed
from checker.folders import ensure
from checker.keeping import schema
from checker.texts import N_

FILE = "history.db"
_PATIENCE_S = 15


@contextlib.contextmanager
def writing(folder: Path) -> Iterator[sqlite3.Connection]:
    """One transaction on the history in `folder`, which waits for others that write; all of it is kept, or nothing.

    Raises StorageFailed.
    """
    file = ensure(folder) / FILE
    try:
        # Made here and not by SQLite, which would let everybody read it; its -wal and -shm get the same rights.
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise _unopened(file, error) from None
    with _named(file), contextlib.closing(_connect(file, "mode=rw")) as connection:
        _check_version(connection, file)
        _log_ahead(connection)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("BEGIN IMMEDIATE")
        try:
            _migrate(connection, file)
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            # After some errors (a full disk, say) SQLite has rolled back by itself.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


@contextlib.contextmanager
def reading(folder: Path) -> Iterator[sqlite3.Connection | None]:
    """The history in `folder` as it is at this moment; None where there is none yet.

    Raises StorageFailed.
    """
    file = folder / FILE
    try:
        empty = not file.exists() or file.stat().st_size == 0
    except OSError as error:
        raise _unopened(file, error) from None
    if empty:
        yield None
        return
    with _named(file):
        with contextlib.closing(_connect_to_read(file)) as connection:
            if _check_version(connection, file) == schema.CURRENT:
                connection.execute("BEGIN")
                yield connection
                return
        with writing(folder):
            pass
        with contextlib.closing(_connect_to_read(file)) as connection:
            connection.execute("BEGIN")
            yield connection


def _connect(file: Path, how: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?{how}", uri=True, timeout=_PATIENCE_S, isolation_level=None)


def _connect_to_read(file: Path) -> sqlite3.Connection:
    connection = _connect(file, "mode=rw")
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        # In a folder that cannot be written SQLite has no place for its index of the log. Without a log it needs none.
        log = file.with_name(file.name + "-wal")
        if os.access(file.parent, os.W_OK) or (log.exists() and log.stat().st_size):
            raise
        connection = _connect(file, "mode=ro&immutable=1")
    return connection


def _log_ahead(connection: sqlite3.Connection) -> None:
    """Have changes written to a log first. The switch itself does not wait for others, so this does."""
    until = time.monotonic() + _PATIENCE_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)


def _check_version(connection: sqlite3.Connection, file: Path) -> int:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > schema.CURRENT:
        raise StorageFailed(
            f"{file} has schema {version}, and this version of saldo-jht knows schemas up to {schema.CURRENT}: "
            "update saldo-jht; the file was left as it is"
        )
    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    if owner != schema.APPLICATION and connection.execute("SELECT 1 FROM sqlite_master").fetchone():
        raise StorageFailed(f"{file} is a database of another program: move it away, then try again")
    return version


def _migrate(connection: sqlite3.Connection, file: Path) -> None:
    """Go on from the version that the file has, inside the transaction that has begun."""
    version = _check_version(connection, file)
    for step in schema.STEPS[version:]:
        for statement in schema.statements(step):
            connection.execute(statement)
    if version < schema.CURRENT:
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION}")
        connection.execute(f"PRAGMA user_version = {schema.CURRENT}")


@contextlib.contextmanager
def _named(file: Path) -> Iterator[None]:
    """Turn what SQLite raises into StorageFailed, with the file and the next step."""
    try:
        yield
    except sqlite3.Error as error:
        raise StorageFailed(_told(error, file)) from None


def _unopened(file: Path, error: OSError) -> StorageFailed:
    reason = error.strerror or type(error).__name__
    return StorageFailed(f"cannot open {file}: {reason}; make it a file that you may write")


def _told(error: sqlite3.Error, file: Path) -> str:
    code = getattr(error, "sqlite_errorcode", 0)
    match code & 0xFF:
        case sqlite3.SQLITE_FULL:
            return N_("no space is left for {0}: free some, then check again").format(file)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            told = N_("{0} has been locked for more than {1} s: close what writes to it, then check again")
            return told.format(file, _PATIENCE_S)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            told = N_(
                "{0} is damaged: move it away (keep it; `sqlite3 FILE .recover` may save what is in it) and check "
                "again, which begins a new history; `saldo-jht import` takes back a CSV that was exported before"
            )
            return told.format(file)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            told = N_("{0} cannot be written: give yourself the right to write it and its folder, then check again")
            return told.format(file)
        case sqlite3.SQLITE_IOERR:
            told = N_("the disk refused to write or read {0}: look at its free space, its quota and its health")
            return told.format(file)
    return f"{file}: {getattr(error, 'sqlite_errorname', type(error).__name__)}"
