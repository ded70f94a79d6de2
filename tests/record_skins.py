"""Record the fixtures of the simulated portal anew, from every skin, by the command itself: `make recordings`."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from checker.browser.finding import find
from checker.simulator.scenarios import EMAIL, PASSWORD
from checker.simulator.server import start
from checker.simulator.skins import folders

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "tests" / "fixtures"
SCENARIO = "several-cards-total"


def record(
    skin: str, scenario: str, folder: Path, *options: str, skins: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `saldo-jht record --auto` against one skin, of the folder `skins` if that is given."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("SALDO_JHT_")}
    chosen = str(find(os.environ.get("SALDO_JHT_BROWSER")))
    with start(skin, scenario, skins_folder=skins) as portal, tempfile.TemporaryDirectory() as home:
        settings = {
            "SALDO_JHT_EMAIL": EMAIL,
            "SALDO_JHT_PASSWORD": PASSWORD,
            "SALDO_JHT_PORTAL_URL": portal.url,
            "SALDO_JHT_HOME": home,
            "SALDO_JHT_BROWSER": chosen,
            "SALDO_JHT_LANG": "en",
            "PYTHONPATH": str(ROOT),
        }
        return subprocess.run(
            [sys.executable, "-m", "checker", "record", "--auto", "-o", str(folder), "--name", skin, *options],
            env=kept | settings,
            cwd=home,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )


def main() -> int:
    """Replace the fixtures of every skin; recordings of other portals stay."""
    wrong = 0
    for skin in sorted(folders(ROOT / "tests" / "skins")):
        for old in FIXTURES.glob(f"{skin}-*"):
            shutil.rmtree(old)
        done = record(skin, SCENARIO, FIXTURES)
        refused = [line for line in done.stderr.splitlines() if line.startswith("not written")]
        print(f"{skin}: {done.stdout.count('written')} written", *refused, sep="\n  ")
        wrong += done.returncode != 0
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
