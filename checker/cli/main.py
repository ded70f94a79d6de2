"""The console script: what must be begun before the program itself is loaded.

Another process sees to it from outside that what may start a browser ends, and a check's driver is started first.
"""

import contextlib
import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from checker import signals, streams

if TYPE_CHECKING:
    from checker import overseer

# Those that may start a browser.
BROWSING = frozenset(
    ("check", "login", "confirm", "logout", "account", "chart", "record", "selectors", "smoke", "doctor", "browser")
)
_HELP = ("-h", "--help")


def main() -> None:
    """The console script."""
    # A short run leaves little to collect, and looking for it after every 700 objects costs a tenth of its time.
    gc.set_threshold(5_000)
    signals.heed()
    streams.settle()
    arguments = sys.argv[1:]
    if BROWSING.intersection(arguments[:1]):
        _leave(_overseen(arguments))
    # Here and below, imports wait for their need: the process that oversees is there all the time, and kept small.
    from checker.cli.program import run

    status = run(arguments)
    # What is left is the system's to take back; Python would search it for garbage once more, for some 35 ms.
    gc.freeze()
    sys.exit(status)


def _leave(status: int) -> None:
    """End here, where Python would take apart piece by piece, for some 20 ms, what the system takes back at once."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        stream.flush()
    os._exit(status)


def _overseen(arguments: Sequence[str]) -> int:
    """Run a command that may start a browser; it is seen to from outside that it ends."""
    from checker import overseer

    as_json = "--json" in arguments

    def last_word(note: "overseer.Note") -> int:
        from datetime import datetime

        from checker.cli import render
        from checker.cli.program import schema

        if note.answered is not None:
            return note.answered
        started = datetime.fromisoformat(note.started) if note.started else None
        return render.fail(note.failure, as_json, note.account, started, schema(arguments))

    seeing = overseer.begin(last_word)
    if seeing is not None:
        return seeing.see_through(last_word)
    from checker import settings

    try:
        with _driver(arguments):
            overseer.hide_from_processes((settings.EMAIL, settings.PASSWORD))
            from checker.cli.program import run

            return run(arguments)
    except KeyboardInterrupt:
        from checker.cli.program import interrupted

        return interrupted()


def _driver(arguments: Sequence[str]) -> contextlib.AbstractContextManager[None]:
    """What a check waits for longest is begun before anything else; it is ended again where no check comes of it."""
    if arguments[0] != "check" or set(_HELP).intersection(arguments):
        return contextlib.nullcontext()
    from checker.browser import ahead

    return ahead.driver()
