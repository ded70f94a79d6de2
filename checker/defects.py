"""What an exception comes to: a failure with a name, else a defect, of which is told where it came from and no more.

An exception's text may quote a password or a balance; neither it nor a local value is ever printed.
"""

import errno
import os
import re
import sys
import threading

from checker.failures import BrowserFailed, Failure, InternalError


def failure_of(error: Exception) -> tuple[Failure, list[str]]:
    """The failure that an exception comes to, and the lines that tell of a defect, if it is one."""
    if isinstance(error, Failure):
        return error, []
    if type(error).__module__.startswith("playwright") and re.search("closed|crashed", str(error)):
        # Wherever it was being used: its text may quote a field, and goes no further.
        return BrowserFailed("the browser ended in the middle"), []
    if isinstance(error, OSError) and error.errno in (errno.EMFILE, errno.ENFILE):
        return BrowserFailed("too few files may be open at once (ulimit -n)"), []
    lines = defect(error)
    place = [os.path.basename(frame) for frame in where(error)[-1:]]  # noqa: PTH119 - a line of text, not a path
    return InternalError(" at ".join([lines[0], *place])), lines


def where(error: BaseException) -> list[str]:
    """The frames of a traceback as file, line and function: no source, no values, no text of the exception."""
    frames = []
    step = error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        frames.append(f"{code.co_filename}:{step.tb_lineno} {code.co_name}")
        step = step.tb_next
    return frames


def defect(error: BaseException) -> list[str]:
    """What an unexpected exception and its causes were and where they came from, in lines that hold no values."""
    lines: list[str] = []
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        name = type(cause).__qualname__
        lines += [f"after {name}" if lines else name, *(f"  {frame}" for frame in where(cause))]
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return lines


def hide_tracebacks() -> None:
    """Let no exception print its text, from this thread, another one, or a finalizer."""

    def plain(error: BaseException | None) -> None:
        if error is not None and sys.stderr is not None:
            print("\n".join(defect(error)), file=sys.stderr)

    sys.excepthook = lambda _type, error, _trace: plain(error)
    threading.excepthook = lambda args: plain(args.exc_value)
    sys.unraisablehook = lambda args: plain(args.exc_value)
