"""`make bench`: the program beside a bare Playwright script that makes the same visits with the same browser, and a
large history beside a bare loop that writes the same file.

Runs of the two take turns, so that whatever else the machine does falls on both. Time and CPU are taken in runs that
nobody watches, memory in others, because watching costs time.
"""

import argparse
import compileall
import contextlib
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil
from tabulate import tabulate

from checker.browser import launch as browser
from checker.simulator.server import start
from tests.driving import ROOT, always_anew, settings
from tests.history import scale

SKINS = ("adminlte", "jquery")
# It knows where everything is, waits for the amount to be there, and prints it.
BARE = """
import os, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=sys.argv[1])
    page = browser.new_page()
    page.goto(os.environ["SALDO_JHT_PORTAL_URL"])
    page.fill("#email, #user", os.environ["SALDO_JHT_EMAIL"])
    page.fill("#password, #pass", os.environ["SALDO_JHT_PASSWORD"])
    page.click("[type=submit]")
    page.click("text=Lihat Saldo JHT")
    amount = page.locator("#tbl_saldo tr:not(.hidden) td:last-child, .sld:not(:text-is('Rp 0'))").first
    print(amount.inner_text())
    browser.close()
"""
TARGETS = {"wall time (s)": 1.25, "CPU (s)": 1.25, "peak memory (MB)": 1.1}
HELP_TARGET = 1.5
_SAMPLE_S = 0.04


@dataclass(frozen=True)
class Run:
    """What one process and all that it started took."""

    wall: float
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


def run(command: Sequence[str], env: Mapping[str, str], cwd: Path, expected: str, watch: bool = False) -> Run:
    """One run to its end, which must have told the balance."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        before = time.perf_counter()
        process = subprocess.Popen(command, env=dict(env), cwd=cwd, stdin=subprocess.DEVNULL, stdout=out, stderr=err)
        if watch:
            used = Run(0, 0, watched(process))
            status = process.wait()
        else:
            # Children that were waited for are counted in, and so are theirs.
            _, code, usage = os.wait4(process.pid, 0)
            used = Run(time.perf_counter() - before, usage.ru_utime + usage.ru_stime)
            process.returncode = status = os.waitstatus_to_exitcode(code)
        out.seek(0)
        err.seek(0)
        if status != 0 or expected not in out.read().decode():
            raise SystemExit(f"a run failed ({status}): {' '.join(command[:4])}\n{err.read().decode(errors='replace')}")
    return used


def compare(skin: str, rounds: int, base: Mapping[str, str], found: browser.Found, home: Path) -> list[list[str]]:
    """Rows of the table for one skin."""
    # The program as it is installed, not by way of `python -m`.
    ours = [str(Path(sys.executable).parent / "saldo-jht"), "check", "--json", "--unattended"]
    bare = [sys.executable, "-c", BARE, str(found.path)]
    always_anew(home)
    with start(skin, "one-card") as portal:
        env = settings(base, home, str(found), portal.url)
        told, shown = f'"total": "{portal.scenario.total:.2f}"', portal.skin.money(portal.scenario.total)
        pairs: dict[str, list[Run]] = {"ours": [], "bare": []}
        seen: dict[str, list[Run]] = {"ours": [], "bare": []}

        def one(watch: bool) -> None:
            into = seen if watch else pairs
            into["ours"].append(run(ours, env, home, told, watch))
            into["bare"].append(run(bare, env, home, shown, watch))

        # The first ones fill the caches of both.
        one(False)
        pairs = {"ours": [], "bare": []}
        for number in range(rounds):
            one(False)
            if number % 2 == 0:
                one(True)
    takes: dict[str, tuple[Callable[[Run], float], dict[str, list[Run]]]] = {
        "wall time (s)": (lambda used: used.wall, pairs),
        "CPU (s)": (lambda used: used.cpu, pairs),
        "peak memory (MB)": (lambda used: used.peak, seen),
    }
    rows = []
    for name, (take, runs) in takes.items():
        mine, theirs = (statistics.median(map(take, runs[whose])) for whose in ("ours", "bare"))
        rows.append(row(skin, name, mine, theirs, TARGETS[name]))
    return rows


def row(what: str, name: str, mine: float, theirs: float, target: float) -> list[str]:
    ratio = mine / theirs
    digits = 0 if "MB" in name else 3
    verdict = "ok" if ratio <= target else "MISSED"
    return [what, name, f"{mine:.{digits}f}", f"{theirs:.{digits}f}", f"{ratio:.2f}", f"{target:.2f}", verdict]


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

    found = browser.find(os.environ.get("SALDO_JHT_BROWSER"), headed=False)
    if found.path is None:
        raise SystemExit("set SALDO_JHT_BROWSER to the path of a browser")
    # Both sides as they are once installed: the libraries were compiled when they were.
    compileall.compile_dir(ROOT / "checker", quiet=1)
    base = {key: value for key, value in os.environ.items() if not key.startswith("SALDO_JHT_")}
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
