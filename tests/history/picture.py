"""Make the picture of the README: invented years before, a check of the simulated portal at their end.

`python -m tests.history.picture` writes docs/saldo.svg anew and prints what `history` says then.
"""

import csv
import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from checker.simulator.scenarios import SEVERAL
from checker.simulator.server import start
from tests.driving import ROOT, settings

PICTURE = ROOT / "docs" / "saldo.svg"
MONTHS = 30
CONTRIBUTION = 285_000


def before(file: Path) -> None:
    """Write a CSV of past months that lead up to what the simulated portal shows, with a return each January."""
    working, *old = SEVERAL
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["Tanggal", "KPJ", "Perusahaan", "Saldo"])
        # Told backwards from what is shown now.
        balances = {card.kpj: int(card.balance) for card in SEVERAL}
        for back in range(1, MONTHS):
            number = 2026 * 12 + 10 - back
            day = date(number // 12, number % 12 + 1, 15)
            balances[working.kpj] -= CONTRIBUTION
            if day.month == 12:
                balances = {kpj: round(balance / 1.0545) for kpj, balance in balances.items()}
            for card in (working, *(old if day.year > 2024 else old[:1])):
                writer.writerow([day.isoformat(), card.kpj, card.company, balances[card.kpj]])


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="saldo-jht-picture-") as name, start("adminlte", "several-cards") as portal:
        folder = Path(name)
        browser = os.environ["SALDO_JHT_BROWSER"]
        env = {**settings(os.environ, folder / "home", browser, portal.url), "SALDO_JHT_LANG": "id"}

        def run(*arguments: str) -> None:
            subprocess.run([sys.executable, "-m", "checker", *arguments], env=env, cwd=folder, check=True)

        before(folder / "past.csv")
        run("import", "past.csv", "--map", "date=Tanggal,kpj=KPJ,company=Perusahaan,balance=Saldo")
        run("check", "--unattended")
        PICTURE.parent.mkdir(exist_ok=True)
        run("chart", "-o", str(PICTURE), "--force", "--title", "Saldo JHT (SIMULASI, orang rekaan)")
        run("history", "--kpj", "12345678901", "--last", "4")
        run("chart", "--kpj", "12345678901")
        PICTURE.chmod(0o644)


if __name__ == "__main__":
    main()
