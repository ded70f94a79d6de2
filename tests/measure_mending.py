"""How many changed skins `mend` brings back: `python -m tests.measure_mending [SKIN ...]`.

Counted are the skins whose check fails after the change; a wrong balance would count against it, and must not occur.
"""

import os
import sys
import tempfile
from pathlib import Path

from checker.browser.finding import find
from checker.simulator.skins import folders
from tests.test_mend import mended


def main() -> int:
    """Print a line for each skin, and the figure."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("SALDO_JHT_")}
    env = {**kept, "SALDO_JHT_LANG": "en", "PYTHONUTF8": "1"}
    plain = str(find(os.environ.get("SALDO_JHT_BROWSER")))
    failed = right = wrong = 0
    for skin in sys.argv[1:] or sorted(folders(Path(__file__).parent / "skins")):
        with tempfile.TemporaryDirectory() as place:
            told, steps = mended(skin, Path(place), env, plain)
        good = told.get("total") == "12345678.00"
        failed += bool(steps)
        right += good and bool(steps)
        wrong += told["status"] == "ok" and not good
        print(f"{skin}: {'right' if good else told['error']['code']}; {'; '.join(steps) or 'did not fail'}", flush=True)
    print(f"mend: {right} of {failed} drifts mended rightly; {wrong} wrong readings")
    return 0 if wrong == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
