"""Ctrl-C, SIGTERM and an alarm raise an exception wherever the program is, except in what must be done as a whole."""

import contextlib
import math
import signal
import time
from collections.abc import Callable, Iterator
from types import FrameType

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")

_RING_S, _PAUSE_S = 0.25, 1.0

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


class Overdue(KeyboardInterrupt):
    """Raised by the alarm. It subclasses KeyboardInterrupt, because event loops swallow ordinary exceptions."""


@contextlib.contextmanager
def alarm(due: Callable[[], bool]) -> Iterator[None]:
    """Raise Overdue wherever the block is, right after `due` says so: it may wait for what never comes.

    Windows has no such alarm; there the block waits on, until the browser is ended from outside. One within another
    takes its place.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return

    rung = -math.inf

    def ring(_number: int, _frame: FrameType | None) -> None:
        nonlocal rung
        # Once more after a while: the first may have come where exceptions are lost.
        if not _depth and not _over and time.monotonic() - rung > _PAUSE_S and due():
            rung = time.monotonic()
            raise Overdue

    before = signal.signal(signal.SIGALRM, ring)
    again = signal.setitimer(signal.ITIMER_REAL, _RING_S, _RING_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if again != (0.0, 0.0):
            signal.setitimer(signal.ITIMER_REAL, *again)


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
