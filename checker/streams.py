"""Standard output and error as they may be: full, closed, or read by somebody who has seen enough.

What is lost on standard output is a failure with a name; what is lost on standard error is lost.
"""

import contextlib
import io
import os
import sys

from checker.failures import StorageFailed


class _Stream(io.RawIOBase):
    """The system's own stream of this number, whose troubles are told in the program's words."""

    def __init__(self, number: int, name: str, matters: bool) -> None:
        super().__init__()
        self.number, self.name, self.matters = number, name, matters

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self.number

    def isatty(self) -> bool:
        return os.isatty(self.number)

    def write(self, content: "bytes | bytearray | memoryview", /) -> int:  # type: ignore[override]
        try:
            return os.write(self.number, content)
        except OSError as error:
            # Nothing more can be written there, nor must Python try to as it ends.
            _into_nothing(self.number)
            if not self.matters:
                return len(content)
            if isinstance(error, BrokenPipeError):
                # A reader that has seen enough (`| head`) ends the program as it ends others.
                raise SystemExit(141) from None
            raise StorageFailed(f"cannot write standard output: {error.strerror or type(error).__name__}") from None


def settle() -> None:
    """Have both streams tell their troubles so, and leave no number free that another file would be opened under."""
    if sys.platform == "win32":
        for stream in filter(None, (sys.stdout, sys.stderr)):
            # Replace what a terminal's encoding cannot show, rather than fail on a company's name.
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
        return
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            with contextlib.suppress(OSError):
                os.open(os.devnull, os.O_RDONLY if number == 1 else os.O_RDWR)
    for number, name in ((1, "stdout"), (2, "stderr")):
        before = getattr(sys, name)
        if before is None and number == 2:
            continue
        encoding = getattr(before, "encoding", None) or "utf-8"
        raw = _Stream(number, f"<{name}>", matters=number == 1)
        buffered = io.BufferedWriter(raw)  # type: ignore[type-var]
        line = raw.isatty() or number == 2
        stream = io.TextIOWrapper(buffered, encoding=encoding, errors="backslashreplace", line_buffering=line)
        setattr(sys, name, stream)


def _into_nothing(number: int) -> None:
    with contextlib.suppress(OSError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, number)
        os.close(nothing)
