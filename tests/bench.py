"""`make bench`: the program beside a bare Playwright script that makes the same visits with the same browser, and a
large history beside a bare loop that writes the same file.

Three kinds of checks, as users have them: a first one in a fresh home, one in a used home that has to log in anew, and
one that goes on with a kept session. Runs of the two programs take turns, so that whatever else the machine does falls
on both. Time and CPU are taken in runs that nobody watches, memory in others, because watching costs time.
"""

import argparse
import compileall
import contextlib
import ctypes
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from tabulate import tabulate

from checker.browser.finding import Found, find
from checker.simulator.server import start
from tests.driving import ROOT, config, settings
from tests.history import scale

SKINS = ("adminlte", "jquery")
# It knows where everything is, waits for the amount to be there, and prints it. What it is known by is kept in a file.
BARE = """
import os, sys
from pathlib import Path
from playwright.sync_api import sync_playwright
kind, path, kept = sys.argv[1:]
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=path)
    page = browser.new_page(storage_state=kept if kind == "warm" else None)
    if kind == "warm":
        page.goto(Path(kept + ".url").read_text())
    else:
        page.goto(os.environ["SALDO_JHT_PORTAL_URL"])
        page.fill("#email, #user", os.environ["SALDO_JHT_EMAIL"])
        page.fill("#password, #pass", os.environ["SALDO_JHT_PASSWORD"])
        page.click("[type=submit]")
        page.click("text=Lihat Saldo JHT")
    amount = page.locator("#tbl_saldo tr:not(.hidden) td:last-child, .sld:not(:text-is('Rp 0'))").first
    print(amount.inner_text(), flush=True)
    if kind == "keep":
        page.context.storage_state(path=kept)
        Path(kept + ".url").write_text(page.url)
    browser.close()
"""
KINDS = ("fresh", "used", "warm")
"""A login in a home without anything, one in a home that was used before, and a check that needs none."""
WALL, CPU, PEAK, ANSWER = "wall time (s)", "CPU (s)", "peak memory (MB)", "time to the answer (s)"
TARGETS = {
    **{("fresh", WALL): 1.18, ("used", WALL): 1.12, ("warm", WALL): 1.00},
    **{(kind, CPU): 1.20 for kind in KINDS},
    **{(kind, PEAK): 1.15 for kind in KINDS},
}
HELP_TARGET = 1.5
_SAMPLE_S = 0.04


@dataclass(frozen=True)
class Run:
    """What one process and all that it started took: seconds to its end and to its answer, of CPU, and MB of memory."""

    wall: float
    answer: float
    cpu: float
    peak: float = 0.0


def watched(process: "subprocess.Popen[bytes]") -> float:
    """The most memory that a process and its offspring held at one time, in MB, shared pages shared out among them."""
    root, peak = psutil.Process(process.pid), 0
    while process.poll() is None:
        total = 0
        with contextlib.suppress(psutil.Error):
            for one in (root, *root.children(recursive=True)):
                with contextlib.suppress(psutil.Error):
                    memory = one.memory_full_info()
                    total += getattr(memory, "pss", memory.rss)
        peak = max(peak, total)
        time.sleep(_SAMPLE_S)
    return peak / 1e6


def adopt_orphans() -> None:
    """Have what a run leaves without a parent become this process's own: else its CPU would be nobody's."""
    if sys.platform == "linux":
        subreaper = 36  # PR_SET_CHILD_SUBREAPER (prctl(2))
        ctypes.CDLL(None).prctl(subreaper, 1, 0, 0, 0)


def orphans() -> float:
    """The seconds of CPU of what a run has left without a parent, once all of it has ended."""
    cpu = 0.0
    with contextlib.suppress(ChildProcessError):
        while True:
            _, _, usage = os.wait4(-1, 0)
            cpu += usage.ru_utime + usage.ru_stime
    return cpu


def run(command: Sequence[str], env: Mapping[str, str], cwd: Path, expected: str, watch: bool = False) -> Run:
    """One run to its end, which must have told the balance."""
    with tempfile.TemporaryFile() as err:
        before = time.perf_counter()
        process = subprocess.Popen(
            command, env=dict(env), cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=err
        )
        peak = watched(process) if watch else 0.0
        assert process.stdout is not None
        out, answer = b"", 0.0
        while piece := os.read(process.stdout.fileno(), 65536):
            out += piece
            if not answer and expected.encode() in out:
                answer = time.perf_counter() - before
        process.stdout.close()
        if watch:
            used, status = Run(0, 0, 0, peak), process.wait()
            orphans()
        else:
            # Children that were waited for are counted in, and so are theirs.
            _, code, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - before
            used = Run(wall, answer, usage.ru_utime + usage.ru_stime + orphans())
            process.returncode = status = os.waitstatus_to_exitcode(code)
        err.seek(0)
        if status != 0 or not answer:
            raise SystemExit(f"a run failed ({status}): {' '.join(command[:4])}\n{err.read().decode(errors='replace')}")
    return used


@dataclass
class Pair:
    """The runs of the program and of the script, those that nobody watched and those for their memory."""

    timed: dict[str, list[Run]] = field(default_factory=lambda: {"ours": [], "bare": []})
    seen: dict[str, list[Run]] = field(default_factory=lambda: {"ours": [], "bare": []})

    def rows(self, skin: str, kind: str) -> list[list[str]]:
        """Their medians as rows of the table."""
        takes: dict[str, tuple[Callable[[Run], float], dict[str, list[Run]]]] = {
            WALL: (lambda used: used.wall, self.timed),
            ANSWER: (lambda used: used.answer, self.timed),
            CPU: (lambda used: used.cpu, self.timed),
            PEAK: (lambda used: used.peak, self.seen),
        }
        rows = []
        for name, (take, runs) in takes.items():
            mine, theirs = (statistics.median(map(take, runs[whose])) for whose in ("ours", "bare"))
            rows.append(row(f"{skin}, {kind}", name, mine, theirs, TARGETS.get((kind, name))))
        return rows


def compare(skin: str, rounds: int, base: Mapping[str, str], found: Found, home: Path) -> list[list[str]]:
    """Rows of the table for one skin."""
    # The program as it is installed, not by way of `python -m`.
    ours = [str(Path(sys.executable).parent / "saldo-jht"), "check", "--json", "--unattended", "--unconfirmed"]
    pairs = {kind: Pair() for kind in KINDS}
    kept = str(home / "bare-session.json")
    with start(skin, "one-card") as portal:
        told, shown = f'"total": "{portal.scenario.total:.2f}"', portal.skin.money(portal.scenario.total)

        def both(kind: str, pair: Pair, watch: bool) -> None:
            place = home / ("fresh" if kind == "fresh" else "used")
            if kind == "fresh":
                shutil.rmtree(place, ignore_errors=True)
            place.mkdir(exist_ok=True)
            if kind != "fresh":
                config(place, "[limits]\nminutes_between_logins = 0\nlogins_a_day = 1000\n")
            if kind == "used":
                for session in place.rglob("*.session"):
                    session.unlink()
            env = settings(base, place, str(found), portal.url)
            into = pair.seen if watch else pair.timed
            into["ours"].append(run(ours, env, home, told, watch))
            into["bare"].append(run([sys.executable, "-c", BARE, kind, str(found.path), kept], env, home, shown, watch))

        # The first ones fill the caches of both, and leave a session to each.
        run(
            [sys.executable, "-c", BARE, "keep", str(found.path), kept],
            settings(base, home, "", portal.url),
            home,
            shown,
        )
        for kind in KINDS:
            both(kind, Pair(), watch=False)
        for number in range(rounds):
            for kind, pair in pairs.items():
                both(kind, pair, watch=False)
                if number % 2 == 0:
                    both(kind, pair, watch=True)
    return [row for kind, pair in pairs.items() for row in pair.rows(skin, kind)]


def row(what: str, name: str, mine: float, theirs: float, target: float | None) -> list[str]:
    """One row: the two medians, their ratio, and whether it is within its target, if it has one."""
    ratio = mine / theirs
    digits = 0 if "MB" in name else 3
    verdict = "" if target is None else "ok" if ratio <= target else "MISSED"
    asked = "" if target is None else f"{target:.2f}"
    return [what, name, f"{mine:.{digits}f}", f"{theirs:.{digits}f}", f"{ratio:.2f}", asked, verdict]


def compare_help(rounds: int, base: Mapping[str, str], home: Path) -> list[str]:
    """The row for `--help`, beside the import of the library that it is built on."""
    ours = [str(Path(sys.executable).parent / "saldo-jht"), "--help"]
    click = [sys.executable, "-c", "import click; print('done')"]
    env = {**base, "PYTHONPATH": str(ROOT)}
    mine, theirs = [], []
    for _ in range(3 * rounds + 1):
        mine.append(run(ours, env, home, "check").wall)
        theirs.append(run(click, env, home, "done").wall)
    return row("--help", "wall time (s)", statistics.median(mine[1:]), statistics.median(theirs[1:]), HELP_TARGET)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("-n", "--rounds", type=int, default=7, help="runs of each (default: 7)")
    parser.add_argument("--skins", nargs="+", default=list(SKINS), choices=SKINS)
    parser.add_argument("--json", action="store_true", help="print the rows as JSON")
    given = parser.parse_args()

    found = find(os.environ.get("SALDO_JHT_BROWSER"))
    if found.path is None:
        raise SystemExit("set SALDO_JHT_BROWSER to the path of a browser")
    adopt_orphans()
    # Both sides as they are once installed: the libraries were compiled when they were.
    compileall.compile_dir(ROOT / "checker", quiet=1)
    # A command that is installed was compiled then, and is not by each of its runs.
    left_out = ("SALDO_JHT_", "PYTHONDONTWRITEBYTECODE")
    base = {key: value for key, value in os.environ.items() if not key.startswith(left_out)}
    # Sessions are kept encrypted, by a keyring that answers at once.
    base["PYTHON_KEYRING_BACKEND"] = "keyrings.alt.file.PlaintextKeyring"
    rows = []
    with tempfile.TemporaryDirectory(prefix="saldo-jht-bench-") as folder:
        for skin in given.skins:
            rows += compare(skin, given.rounds, base, found, Path(folder))
        rows.append(compare_help(given.rounds, base, Path(folder)))
    large = scale.compare(given.rounds)
    heads = ["", "", "saldo-jht", "bare script", "ratio", "target", ""]
    if given.json:
        print(
            json.dumps(
                [
                    dict(zip(("what", "measure", "ours", "bare", "ratio", "target", "verdict"), row, strict=True))
                    for row in (*rows, *large)
                ]
            )
        )
        return
    print(
        tabulate(
            rows, heads, tablefmt="github", disable_numparse=True, colalign=("left", "left", *["right"] * 4, "left")
        )
    )
    print(f"\n{scale.table(large)}")
    print(
        f"\nMedians of {given.rounds} interleaved runs; {os.cpu_count()} CPUs, load {os.getloadavg()[0]:.1f}, "
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, {found}"
    )


if __name__ == "__main__":
    main()
