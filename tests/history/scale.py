"""Thirty years of daily checks of ten cards, and how long the program takes over them beside a bare loop.

`python -m tests.history.scale` prints the table that `make bench` ends with.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from tabulate import tabulate

from checker.keeping import history
from checker.keeping.database import FILE
from checker.keeping.history import Past
from checker.model import Card
from tests.driving import ROOT

DAYS, CARDS = 11_000, 10
TARGET = 2.0
BEGIN = datetime(1996, 1, 1, 1, 0, 3, tzinfo=UTC)

# The same file, by the standard library alone: SQLite puts the cells together, nobody looks at what is in them.
BARE = """
import csv, sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
rows = connection.execute(
    "SELECT strftime('%Y-%m-%dT%H:%M:%S+07:00', checked_at, '+7 hours'), account, source, kpj, company, npp, segment,"
    " membership, as_of, printf('%d.%02d', balance / 100, balance % 100), 'IDR',"
    " CASE WHEN change IS NULL THEN '' ELSE"
    " printf('%s%d.%02d', iif(change < 0, '-', ''), abs(change) / 100, abs(change) % 100) END, confidence, run"
    " FROM (SELECT *, balance - lag(balance) OVER (PARTITION BY account, kpj ORDER BY checked_at, id) AS change"
    " FROM reading) ORDER BY checked_at, id"
)
with open(sys.argv[2], "w", encoding="utf-8", newline="") as file:
    writer = csv.writer(file)
    writer.writerow("checked_at account source kpj company npp segment membership as_of balance currency change "
                    "confidence run".split())
    writer.writerows(rows)
"""


def fill(folder: Path, days: int = DAYS, cards: int = CARDS) -> None:
    """Make a history of so many days: contributions on the 15th of each month, a return every January."""
    balances = [Decimal(1_000_000) + 10_000 * number for number in range(cards)]
    past = []
    for number in range(days):
        at = BEGIN + timedelta(days=number)
        for card in range(cards):
            if at.day == 15:
                balances[card] += 150_000 + 1_000 * card
            if (at.month, at.day) == (1, 20):
                balances[card] = (balances[card] * Decimal("1.0545")).quantize(Decimal(1))
            known = Card(balances[card], f"{card:011d}", f"PT Contoh {card}", "JJ000001", "PU", "Aktif", at.date())
            past.append(Past(at, "default", known, "agreed"))
    history.add(folder, past, started=BEGIN, seconds=0)


# A process counts what it was when it was started as memory of its own: so a small one starts what is measured.
WATCH = """
import resource, subprocess, sys, time
before = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
taken = time.perf_counter() - before
if done.returncode:
    sys.exit(done.stderr.decode(errors="replace"))
print(taken, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def timed(command: Sequence[str], env: Mapping[str, str]) -> tuple[float, float]:
    """Seconds that a command took, and the most memory that it held, in MB."""
    watching = [sys.executable, "-I", "-S", "-c", WATCH, *command]
    done = subprocess.run(watching, env=dict(env), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"a run failed: {' '.join(command[:4])}\n{done.stderr}")
    seconds, memory = done.stdout.split()
    return float(seconds), float(memory) / (1e6 if sys.platform == "darwin" else 1e3)


def compare(rounds: int) -> list[list[str]]:
    """Rows of the table: the program's commands on the large history, beside the bare loop."""
    with tempfile.TemporaryDirectory(prefix="saldo-jht-bench-") as name:
        folder = Path(name)
        ours = [str(Path(sys.executable).parent / "saldo-jht")]
        base = {key: value for key, value in os.environ.items() if not key.startswith("SALDO_JHT_")}
        env = {**base, "SALDO_JHT_HOME": str(folder / "home"), "PYTHONPATH": str(ROOT)}
        small = {**env, "SALDO_JHT_HOME": str(folder / "small")}
        fill(folder / "home" / "data")
        fill(folder / "small" / "data", days=DAYS // 10)
        database = folder / "home" / "data" / FILE
        bare = [sys.executable, "-c", BARE, str(database), str(folder / "bare.csv")]
        export = [*ours, "export", "--force", "-o", str(folder / "ours.csv")]
        commands = {
            "history": [*ours, "history"],
            "history --changes": [*ours, "history", "--changes"],
            "chart": [*ours, "chart"],
            "chart -o x.svg": [*ours, "chart", "--force", "-o", str(folder / "x.svg")],
            "chart -o x.html": [*ours, "chart", "--force", "-o", str(folder / "x.html")],
        }
        pairs = [(timed(export, env), timed(bare, env)) for _ in range(rounds + 1)][1:]
        if (folder / "ours.csv").read_bytes() != (folder / "bare.csv").read_bytes():
            raise SystemExit("the two files differ")
        tenth = timed(export, small)[1]
        mine, theirs = (statistics.median(pair[whose][0] for pair in pairs) for whose in (0, 1))
        memory, their_memory = (statistics.median(pair[whose][1] for pair in pairs) for whose in (0, 1))
        rows = [
            _row("export", "wall time (s)", mine, theirs, TARGET),
            _row("export", "peak memory (MB)", memory, their_memory, None),
            _row("export, beside a tenth of the rows", "peak memory (MB)", memory, tenth, 1.1),
        ]
        for what, command in commands.items():
            taken = statistics.median(timed(command, env)[0] for _ in range(3))
            rows.append(_row(what, "wall time (s)", taken, theirs, None))
        return rows


def _row(what: str, name: str, mine: float, theirs: float, target: float | None) -> list[str]:
    verdict = "" if target is None else "ok" if mine / theirs <= target else "MISSED"
    asked = "" if target is None else f"{target:.2f}"
    return [what, name, f"{mine:.2f}", f"{theirs:.2f}", f"{mine / theirs:.2f}", asked, verdict]


def table(rows: list[list[str]]) -> str:
    """The rows for a person."""
    heads = [f"{DAYS * CARDS:,} readings", "", "saldo-jht", "beside", "ratio", "target", ""]
    align = ("left", "left", *["right"] * 4, "left")
    return tabulate(rows, heads, tablefmt="github", disable_numparse=True, colalign=align)


if __name__ == "__main__":
    print(table(compare(5)))
