"""What each service has been told of each account: in the state folder, without an amount, a card or an address.

Where it is lost, a need for a person may be told once more.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from checker.keeping import files, locks
from checker.states import Told

_NAME = "told.json"


class Book(msgspec.Struct):
    """The whole file: by service, then by account."""

    schema: int = 1
    services: dict[str, dict[str, Told]] = {}

    def of(self, service: str, account: str) -> Told:
        """What a service has been told of an account."""
        return self.services.get(service, {}).get(account, Told())

    def note(self, service: str, account: str, told: Told) -> None:
        """Note what a service has been told of an account."""
        self.services.setdefault(service, {})[account] = told


@contextlib.contextmanager
def changing(state: Path) -> Iterator[Book]:
    """The book, held against other processes, and written when the block ends. Raises StorageFailed."""
    with locks.brief(state / "told.lock"):
        before = files.read(state / _NAME)
        book = Book()
        if before is not None:
            with contextlib.suppress(msgspec.DecodeError, ValueError, RecursionError):
                book = msgspec.json.decode(before, type=Book)
        yield book
        after = msgspec.json.encode(book)
        if after != before:
            files.write(state / _NAME, after)
