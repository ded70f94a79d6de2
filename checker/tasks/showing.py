"""What the person has pointed at, where what was read was denied or refused: it counts once it is read by the rules and
confirmed. What is not goes out of their selectors file again.
"""

import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from checker.browser import replay
from checker.browser.read import read
from checker.browser.visit import Looked
from checker.failures import Failure
from checker.model import Confidence, Reading
from checker.portal import selectors
from checker.portal.selectors import Candidate, Loaded
from checker.tasks import own_file as own

if TYPE_CHECKING:
    from playwright.sync_api import Page

_SECONDS = 12
"""For how long a page may take to come to rest with what it shows."""

Confirm = Callable[[Loaded, Reading, Looked], Reading | None]
"""Asks the person about what was read by a selectors file; None where they do not say yes."""


def taught(page: "Page", config: Path, today: date, amounts: Sequence[Candidate], confirm: Confirm) -> Reading | None:
    """The reading of the page by the first of the candidates that proves itself, once it is confirmed.

    It stays in the selectors file in the folder `config` only then. Raises StorageFailed.
    """
    file, asked = own.path(config), False
    for amount in amounts:
        with own.change(file):
            own.put(file, {"balance.amount": [amount]})
            loaded = selectors.load(config)
            found = _read(page, loaded, today)
            asked = found is not None
            told = confirm(loaded, *found) if found is not None else None
            if told is None:
                raise own.TakeBack
            return told
        if asked:
            break
    return None


def _read(page: "Page", loaded: Loaded, today: date) -> tuple[Reading, Looked] | None:
    """What the rules read of the page, if they do, and only by help of what was pointed at."""
    try:
        reading, plainly, seen = read(page, loaded.selectors, today, time.monotonic() + _SECONDS, shown=True)
    except Failure:
        return None
    whole = isinstance(replay.whole(reading, plainly, seen.sight, None), Reading)
    if not whole or reading.confidence not in (Confidence.AGREED, Confidence.POINTED):
        return None
    return reading, Looked(seen, plainly, None)
