"""The person at the terminal, who may answer while a window is open: lines are read beside, and none is lost."""

import os
import queue
import sys
import threading

import click


class Person:
    """Reads the lines that are typed on standard input, from its first use on."""

    def __init__(self) -> None:
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._reading = False

    def done(self) -> bool:
        """Whether Enter was pressed since it was last asked."""
        self._listen()
        try:
            line = self._lines.get_nowait()
        except queue.Empty:
            return False
        if line is None:
            # Nobody is there to press it any more: a window that is shut tells the same.
            self._lines.put(None)
            return False
        return True

    def ask(self, question: str) -> str:
        """Ask and wait for an answer, in lower case; an empty one where nobody can answer."""
        self._listen()
        click.echo(question, err=True, nl=False)
        line = self._lines.get()
        if line is None:
            self._lines.put(None)
            click.echo("", err=True)
        return (line or "").strip().lower()

    def agrees(self, question: str) -> bool:
        """Whether the answer is a yes."""
        return self.ask(question) in ("y", "yes", "ya")

    def _listen(self) -> None:
        if not self._reading:
            self._reading = True
            threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        # The descriptor itself: a thread that waits in Python's own reader would hold up the end of the program.
        line = b""
        try:
            descriptor = sys.stdin.fileno()
            while sign := os.read(descriptor, 1):
                if sign == b"\n":
                    self._lines.put(line.decode(errors="replace"))
                    line = b""
                else:
                    line += sign
        except (OSError, ValueError, AttributeError):
            pass
        self._lines.put(None)
