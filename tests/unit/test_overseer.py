"""A program is seen to from outside: it ends in time, its last word is said, and neither outlives the other."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from checker import overseer
from checker.failures import BrowserFailed, PageNotRecognised
from tests.driving import ROOT, wait_until

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there a thread oversees the program")

PROGRAM = textwrap.dedent(
    """
    import itertools, os, signal, sys, time
    from pathlib import Path
    from checker import overseer, signals
    from checker.failures import BrowserFailed, PageNotRecognised
    signals.heed()

    def word(note):
        if note.answered is not None:
            return note.answered
        print("last:", note.code, note.detail, flush=True)
        return note.failure.exit_status

    seeing = overseer.begin(word)
    if seeing is not None:
        sys.exit(seeing.see_through(word))
    def stuck():  # nothing interrupts it, and no other thread runs
        sum(itertools.repeat(0))
    def soon(failure=PageNotRecognised("much")):
        return overseer.within(time.monotonic() + 1.0, failure)
    print("begun", os.getpid(), flush=True)
    """
)


def start(body: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM + textwrap.dedent(body)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(body: str) -> tuple[int, str]:
    with start(body) as process:
        out, err = process.communicate(timeout=30)
    assert not err
    return process.returncode, out.partition("\n")[2].strip()


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ("sys.exit(17)", 17, ""),
        ("with soon(): stuck()", 30, "last: page-not-recognised much"),
        ("with soon():\n with soon(BrowserFailed('none')): stuck()", 40, "last: browser-failed none"),
        ("with soon():\n with overseer.paused(): time.sleep(5)\nsys.exit(4)", 4, ""),
        (
            "with soon(): os.kill(os.getpid(), signal.SIGKILL)",
            30,
            "last: page-not-recognised much; the program was ended by signal 9",
        ),
        ("overseer.tell(answered=7)\nwith soon(): stuck()", 7, ""),
        ("os.kill(os.getpid(), signal.SIGKILL)", 1, "last: internal-error the program was ended by signal 9"),
        ("os.kill(os.getppid(), signal.SIGTERM); time.sleep(9)", 143, ""),
        ("os.kill(os.getppid(), signal.SIGTERM); stuck()", 143, ""),
    ],
)
def test_how_it_ends(body: str, status: int, said: str) -> None:
    began = time.monotonic()
    assert ended(body) == (status, said)
    assert time.monotonic() - began < 25


def test_whoever_ends_the_one_ends_both() -> None:
    with start("time.sleep(60)") as process:
        assert process.stdout
        program = int(process.stdout.readline().split()[1])
        process.send_signal(signal.SIGKILL)
        assert wait_until(lambda: not Path(f"/proc/{program}/cmdline").exists() or not _runs(program), 10)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_what_is_left_is_that_of_the_tightest_bound() -> None:
    now = time.monotonic()
    with overseer.within(now + 50, PageNotRecognised("outer")), overseer.within(now + 90, BrowserFailed("inner")):
        assert 45 < overseer.left() <= 50
        with overseer.paused():
            assert overseer.left() > 1e9
    assert overseer.left() > 1e9


@pytest.mark.skipif(sys.platform != "linux", reason="looks through /proc")
def test_secrets_of_the_environment_are_blotted_out_where_the_system_shows_them() -> None:
    code = (
        "import os, pathlib\nfrom checker import overseer\noverseer.hide_from_processes(['A_SECRET', 'NONE'])\n"
        "shown = pathlib.Path('/proc/self/environ').read_bytes()\n"
        "print(b's3ntinel' in shown, b'A_SECRET' in shown, os.environ['A_SECRET'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "A_SECRET": "s3ntinel", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["False", "True", "s3ntinel"]
