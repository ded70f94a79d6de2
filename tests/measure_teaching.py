"""How many changed skins `learn` brings back to a right reading: `python -m tests.measure_teaching [SKIN ...]`.

Each of ten skins gets other ids, classes, names and texts by a script; a second actor plays the person, with a mouse.
"""

import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from checker.browser import world
from checker.browser.finding import find
from tests.acting import virtual_screen
from tests.mutating import SKINS
from tests.test_learn import balance_after, learn


def main() -> int:
    """Print a line for each skin, and the figure."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("SALDO_JHT_")}
    env = {**kept, "SALDO_JHT_LANG": "en", "PYTHONUTF8": "1"}
    window, plain = str(find(None, headed=True)), find(None)
    right = wrong = 0
    skins = sys.argv[1:] or SKINS
    with virtual_screen() as screen, sync_playwright() as playwright:
        world.register(playwright)
        running = playwright.chromium.launch(executable_path=plain.path)
        for skin in skins:
            with tempfile.TemporaryDirectory() as place:
                folder = Path(place)
                try:
                    status, said, _, _ = learn(skin, folder, env, screen, window, running)
                except Exception as error:
                    print(f"{skin}: {type(error).__name__}: {error}", flush=True)
                    continue
                after = balance_after(skin, folder, env, str(plain))
                good = status == 0 and after.get("total") == "12345678.00"
                right += good
                wrong += after["status"] == "ok" and after.get("total") != "12345678.00"
                told_of = "right" if good else f"status {status}, {after.get('error')}\n{said}"
                print(f"{skin}: {told_of} ({after.get('confidence')})", flush=True)
    print(f"learn: {right} of {len(skins)} brought back to a right reading; {wrong} wrong readings")
    return 0 if wrong == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
