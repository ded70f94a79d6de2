"""Refresh the expectations of the fixtures and show the difference: `make fixtures`. Look before you commit it."""

import difflib
import os
import sys

from playwright.sync_api import sync_playwright

from checker.browser import world
from checker.browser.finding import find
from checker.recording import fixture
from tests.recorded import FIXTURES, read


def main() -> int:
    """Rewrite `expected.json` where the page gives something else now; print what changed."""
    changed = 0
    found = find(os.environ.get("SALDO_JHT_BROWSER"))
    with sync_playwright() as playwright:
        world.register(playwright)
        running = playwright.chromium.launch(executable_path=found.path, channel=found.channel)
        for folder in fixture.find(FIXTURES):
            file = folder / fixture.EXPECTED
            old = file.read_text(encoding="utf-8") if file.is_file() else ""
            new = fixture.dump_expected(read(running, folder))
            if new != old:
                changed += 1
                file.write_text(new, encoding="utf-8")
                name = f"{folder.name}/{fixture.EXPECTED}"
                sys.stdout.writelines(difflib.unified_diff(old.splitlines(True), new.splitlines(True), name, name))
        running.close()
    print(f"{changed} expectations changed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
