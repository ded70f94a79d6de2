"""Ctrl-C and SIGTERM: an exception wherever the program is, but not in the middle of what must be done whole."""

import contextlib
import signal
from collections.abc import Iterator
from types import FrameType

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")

_depth = 0
_waiting: int | None = None
_over = False


def heed() -> None:
    """Turn the signals into exceptions, since Python ends on most of them without running any clean-up."""
    for one in (getattr(signal, name) for name in _NAMES if hasattr(signal, name)):
        # A program started with nohup has SIGHUP ignored, and one in the background SIGINT, and that is meant.
        if signal.getsignal(one) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(one, _stop)


@contextlib.contextmanager
def shielded() -> Iterator[None]:
    """Hold a signal back until the block has ended."""
    global _depth
    _depth += 1
    try:
        yield
    finally:
        _depth -= 1
        if _depth == 0 and _waiting is not None and not _over:
            _raise(_waiting)


def interrupted() -> bool:
    """Whether a signal has ended the run, which is being cleaned up."""
    return _over


def _stop(number: int, _frame: FrameType | None) -> None:
    global _waiting
    if _depth:
        _waiting = _waiting or number
    elif not _over:
        # Once is enough: a second one must not break the clean-up that the first has started.
        _raise(number)


def _raise(number: int) -> None:
    global _over
    _over = True
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    raise SystemExit(128 + number)
