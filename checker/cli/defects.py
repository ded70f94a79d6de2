"""What an unexpected exception tells: where it came from, and nothing of what it choked on.

An exception's text may quote a password or a balance; neither it nor a local value is ever printed.
"""

import sys
import threading


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
