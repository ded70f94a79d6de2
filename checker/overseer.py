"""Seeing from outside to it that a run ends in time: no page, no pattern and no dead or hanging driver can stop it.

The program works in a process of its own, and tells the one that was started until when it may take, and what is to be
told if it takes longer. Overdue, driver and browser are ended first, which ends most waits by a failure of the right
name; a program that still goes on (not everything that Python does can be interrupted) is ended too, and its last word
said for it. It never prints anything of a page.
"""

import contextlib
import math
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import msgspec

from checker.failures import BY_CODE, BrowserFailed, Failure, InternalError
from checker.texts import N_

LATE_S = 3.0
"""Seconds after its deadline at which a run's browser is ended, if it has not told its failure by itself."""
_LAST_S = 1.3
"""Seconds from the end of its browser to that of a program which goes on nevertheless."""
_CLEANING_S = 2.0
"""Seconds that a program has to clean up after Ctrl-C or SIGTERM before its browser is ended."""
_LOOK_S = 0.2


class Note(msgspec.Struct, omit_defaults=True):
    """What the program has told last: until when it may take (of `time.monotonic`), and its last word after that.

    `folders` is how the folders begin in which driver and browser keep their temporary files; `answered` is the exit
    status once the answer was printed, after which there is no other word.
    """

    due: float | None = None
    code: str = ""
    detail: str = ""
    account: str = "default"
    started: str = ""
    folders: str = ""
    driver: int = 0
    answered: int | None = None

    @property
    def failure(self) -> Failure:
        """The last word."""
        return BY_CODE[self.code](self.detail) if self.code else InternalError(self.detail)


# -- the program's side -----------------------------------------------------------------------------------------------


class _Bound(msgspec.Struct, eq=False):
    until: float
    failure: Failure


_note = Note()
_bounds: list[_Bound] = []
_paused = 0
_send: Callable[[bytes], object] | None = None


@contextlib.contextmanager
def within(until: float, failure: Failure) -> Iterator[None]:
    """Let the block take until `until` (of `time.monotonic`) at the most; `failure` is told if it has to be ended."""
    bound = _Bound(min(until, *(one.until for one in _bounds), math.inf), failure)
    _bounds.append(bound)
    _tell()
    try:
        yield
    finally:
        _bounds.remove(bound)
        _tell()


@contextlib.contextmanager
def paused() -> Iterator[None]:
    """Let a person take their time: every bound is later by as much when they are done."""
    global _paused
    began = time.monotonic()
    _paused += 1
    _tell()
    try:
        yield
    finally:
        _paused -= 1
        for one in _bounds:
            one.until += time.monotonic() - began
        _tell()


def left() -> float:
    """The seconds that are left, which may be infinitely many."""
    return min((one.until for one in _bounds), default=math.inf) - time.monotonic() if not _paused else math.inf


def driver() -> int:
    """The number of the driver that was told of last, or 0."""
    return _note.driver


def tell(**values: Any) -> None:  # noqa: ANN401 - the fields of a note
    """Tell what has changed beside the time."""
    for name, value in values.items():
        setattr(_note, name, value)
    _tell()


def _tell() -> None:
    # Of those that end together, the innermost knows best.
    first = min(reversed(_bounds), key=lambda one: one.until, default=None) if not _paused else None
    known = first is not None and first.until != math.inf
    _note.due = first.until if first is not None and known else None
    _note.code, _note.detail = (first.failure.code, first.failure.detail) if first is not None else ("", "")
    if _send is not None:
        # Whoever oversees it may be gone.
        with contextlib.suppress(OSError):
            _send(msgspec.json.encode(_note) + b"\n")


def hide_from_processes(names: Iterable[str]) -> None:
    """Blot out settings where the system shows them to whoever may look at this process: it was given them so."""
    names = [one for one in names if one in os.environ]
    if not names or sys.platform == "win32":
        return
    # Here and below, imports wait for their need: the process that oversees is there all the time, and kept small.
    import ctypes

    with contextlib.suppress(OSError, AttributeError):
        library = ctypes.CDLL(None)
        library.getenv.restype = ctypes.c_void_p
        for name in names:
            if where := library.getenv(os.fsencode(name)):
                ctypes.memset(where, ord("x"), len(ctypes.string_at(where)))


# -- the other side ---------------------------------------------------------------------------------------------------


class Overseer:
    """The process that was started, while the program works in another one."""

    def __init__(self, program: int, notes: int, alive: int) -> None:
        self.program, self.notes = program, notes
        self.alive = alive  # the end of a pipe that is open as long as this process is there
        self.note = Note()
        self.signalled = 0
        self.since = 0.0
        self._rest = b""

    def see_through(self, last_word: Callable[[Note], int]) -> int:
        """See the program through to its end; its exit status, or that of `last_word` where it was ended."""
        while True:
            if self._listen():
                return self._status(last_word)
            late = time.monotonic() - self._due()
            if late > 0:
                end_browser(self.note, self.program)
            if late > _LAST_S:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(self.program, signal.SIGKILL)
                os.waitpid(self.program, 0)
                self._clean_up()
                return 128 + self.signalled if self.signalled else last_word(self.note)

    def _due(self) -> float:
        due = math.inf if self.note.due is None else self.note.due
        return min(due, self.since + _CLEANING_S) if self.signalled else due

    def _status(self, last_word: Callable[[Note], int]) -> int:
        _, code = os.waitpid(self.program, 0)
        self._clean_up()
        status = os.waitstatus_to_exitcode(code)
        if status >= 0:
            return status
        # It was killed, as by a system that runs out of memory.
        died = N_("the program was ended by signal {0}").format(-status)
        if not self.note.code:
            self.note.code = BrowserFailed.code if self.note.folders else InternalError.code
        self.note.detail = f"{self.note.detail}; {died}" if self.note.detail else died
        return last_word(self.note)

    def _clean_up(self) -> None:
        if self.note.folders:
            end_browser(self.note, self.program)
            first = Path(self.note.folders)
            for one in first.parent.iterdir():
                if one.name.startswith(first.name):
                    sweep(one)

    def _listen(self) -> bool:
        """Take what the program tells; whether it has ended."""
        if not select.select([self.notes], [], [], _LOOK_S)[0]:
            return False
        piece = os.read(self.notes, 65_536)
        *whole, self._rest = (self._rest + piece).split(b"\n")
        if whole:
            self.note = msgspec.json.decode(whole[-1], type=Note)
        return not piece

    def heed(self, number: int, _frame: FrameType | None) -> None:
        """Pass a signal on."""
        if not self.signalled:
            self.signalled, self.since = number, time.monotonic()
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.program, number)


def begin(last_word: Callable[[Note], int]) -> Overseer | None:
    """Have the program overseen from here on: an Overseer in the process that was started, None in the program.

    Where no process can be split off, as on Windows, a thread oversees it, which what holds Python up holds up as well.
    """
    global _send
    if not hasattr(os, "fork"):
        _oversee_from_inside(last_word)
        return None
    notes, told = os.pipe()
    living, alive = os.pipe()
    heeded = {one for one in signal.valid_signals() if callable(signal.getsignal(one))}
    signal.pthread_sigmask(signal.SIG_BLOCK, heeded)
    try:
        try:
            program = os.fork()
        except OSError:
            # There may be no more processes: then it goes on as well as it can.
            for end in (notes, told, living, alive):
                os.close(end)
            return None
        if program:
            os.close(told)
            os.close(living)
            overseer = Overseer(program, notes, alive)
            for one in heeded:
                signal.signal(one, overseer.heed)
            return overseer
        os.close(notes)
        os.close(alive)
        _send = lambda content: os.write(told, content)  # noqa: E731
        threading.Thread(target=_end_with, args=(living,), daemon=True).start()
        return None
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, heeded)


def _end_with(living: int) -> None:
    """End with the process that oversees this one: whoever kills that means both."""
    os.read(living, 1)
    os._exit(128 + getattr(signal, "SIGKILL", 9))


def _oversee_from_inside(last_word: Callable[[Note], int]) -> None:
    def watch() -> None:
        while True:
            time.sleep(_LOOK_S)
            late = time.monotonic() - (math.inf if _note.due is None else _note.due)
            if late > 0:
                end_browser(_note, os.getpid())
            if late > _LAST_S:
                status = last_word(_note)
                for stream in (sys.stdout, sys.stderr):
                    with contextlib.suppress(OSError, AttributeError, ValueError):
                        stream.flush()
                os._exit(status)

    threading.Thread(target=watch, daemon=True).start()


# -- what a run has started -------------------------------------------------------------------------------------------


def end_browser(note: Note, program: int) -> None:
    """End driver and browser of the program, with all that they have started."""
    if sys.platform == "win32":
        if note.driver:
            import subprocess

            command = ["taskkill", "/F", "/T", "/PID", str(note.driver)]
            with contextlib.suppress(OSError, subprocess.SubprocessError):
                subprocess.run(command, capture_output=True, timeout=5, check=False)
        return
    for one in _started(note, program):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(one, signal.SIGKILL)


def _started(note: Note, program: int) -> set[int]:
    """The processes of driver and browser: a browser whose driver is gone is known by the folder of its files."""
    found = list(_processes())
    mine = {
        pid
        for pid, parent, line in found
        if (parent == program and " run-driver" in line) or (note.folders and note.folders in line)
    } - {program, os.getpid()}
    more = mine
    while more:
        more = {pid for pid, parent, _ in found if parent in more} - mine
        mine |= more
    return mine


def _processes() -> Iterator[tuple[int, int, str]]:
    """Every process: its number, its parent's, and its command line."""
    proc = Path("/proc")
    if not (proc / "self" / "stat").exists():
        import subprocess

        with contextlib.suppress(OSError, subprocess.SubprocessError):
            asked = ["ps", "-axo", "pid=,ppid=,args="]
            told = subprocess.run(asked, capture_output=True, timeout=5, check=False, text=True, errors="replace")
            for line in told.stdout.splitlines():
                pid, parent, *rest = line.split(None, 2)
                yield int(pid), int(parent), "".join(rest)
        return
    for one in proc.iterdir():
        if one.name.isdecimal():
            with contextlib.suppress(OSError, ValueError):
                stat = (one / "stat").read_text(errors="replace")
                line = (one / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                yield int(one.name), int(stat.rpartition(")")[2].split()[1]), line


def sweep(folder: Path) -> None:
    """Remove a folder whole; an interrupted driver leaves its own there, and a dying browser may still be writing."""
    import shutil

    end = time.monotonic() + 5
    while folder.exists() and time.monotonic() < end:
        shutil.rmtree(folder, ignore_errors=True)
