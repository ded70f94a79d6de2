"""README's pictures of the first time, made of the program and the simulated portal: `python -m tests.first_time`."""

import os
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from checker.browser.finding import find
from checker.browser.launch import launch
from checker.simulator import server
from checker.simulator.scenarios import CAPTCHA_CODE
from tests.driving import ROOT, config, running, settings, wait_until
from tests.test_person import Far, address

FOLDER = ROOT / "docs" / "images"
COLOURS = 128


def picture(far: Far, name: str) -> None:
    """Keep what the phone shows, in few colours."""
    file = FOLDER / f"{name}.png"
    far.page.screenshot(path=file)
    Image.open(file).convert("RGB").quantize(COLOURS).save(file, optimize=True)


def first_time(browser: Browser, browser_path: str, folder: Path) -> None:
    """Log in from a phone, answer the captcha, and say that the portal shows what was read."""
    base = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    with server.start("jquery", "captcha-image") as portal:
        env = settings(base, folder / "home", browser_path, portal.url)
        config(folder / "home", "\n", confirmed=True)
        with running(env, folder, "login", "--remote", "--json") as process:
            far = Far(browser, address(process))
            far.page.get_by_text("Your turn").wait_for()
            far.knows(portal.url)
            far.tap("[name=kode_captcha]")
            far.type(CAPTCHA_CODE)
            far.page.wait_for_timeout(800)
            picture(far, "first-captcha")
            far.page.get_by_role("button", name="Enter").tap()
            asked = far.page.locator("#ask").get_by_text("is this what the portal shows?")
            asked.wait_for()
            assert wait_until(lambda: far.width() == 390)
            far.page.wait_for_timeout(1500)
            picture(far, "first-question")
            far.page.locator("[data-answer=yes]").tap()
            assert process.end().status == 0


if __name__ == "__main__":
    found = find(os.environ.get("SALDO_JHT_BROWSER"))
    with tempfile.TemporaryDirectory() as folder, launch(found) as browser:
        first_time(browser, str(found.path), Path(folder))
