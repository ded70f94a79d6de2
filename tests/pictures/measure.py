"""What the OCR reads of rendered screens, and what `read` makes of it: `python -m tests.pictures.measure`. The figures
stand in docs/pictures.md. Tesseract is compared where it is installed with its Indonesian data; no user needs it.
"""

import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageOps
from playwright.sync_api import sync_playwright

from checker.failures import Failure
from checker.folders import Folders
from checker.money import parse
from checker.picture.engine import Engine
from checker.picture.opened import Opened, opened
from checker.picture.screen import said
from checker.tasks.pictures import language, read
from tests.pictures.screens import Card, Screen, Studio, amount, looks

COMPARED, AMOUNTS, EACH = 40, 1000, 8
"""Screens that two engines read; amounts that are read, and how many of them stand on one screen."""


def main() -> None:
    with sync_playwright() as driver, TemporaryDirectory() as name:
        browser = driver.chromium.launch(executable_path=os.environ["SALDO_JHT_BROWSER"])
        studio, folder = Studio(browser), Path(name)
        if "amounts" not in sys.argv:
            compare(studio, folder)
        if "engines" not in sys.argv:
            accept(studio, folder)


def compare(studio: Studio, folder: Path) -> None:
    """Which engine finds the balance's amount and the card's number, digit by digit, and how long a screen takes."""
    dice, engine = random.Random(1), Engine()
    engines: dict[str, Callable[[Opened], list[str]]] = {
        "rapidocr": lambda picture: [one.text for one in engine.lines(picture.image)]
    }
    if shutil.which("tesseract"):
        engines["tesseract, ind"] = lambda picture: _tesseract(picture.path, folder)
        engines["tesseract, ind, light on dark reversed"] = lambda picture: _tesseract(picture.path, folder, even=True)
    right: Counter[str] = Counter()
    seconds = dict.fromkeys(engines, 0.0)
    engine.lines(Image.new("RGB", (400, 400), "white"))
    for look in looks(dice, COMPARED):
        card = _card(dice)
        picture = _opened(studio, Screen(cards=(card,), look=look), folder)
        for name, lines in engines.items():
            began = time.perf_counter()
            told = {said(line) for line in lines(picture)}
            seconds[name] += time.perf_counter() - began
            right[name] += said(card.amount) in told and card.kpj in told
    for name in engines:
        print(f"{name}: {right[name]} of {COMPARED} screens whole, {seconds[name] / COMPARED:.2f} s a screen")


def accept(studio: Studio, folder: Path) -> None:
    """How many amounts of rendered screens are read right, refused by which rule, and read wrong."""
    dice, spoken, came = random.Random(2), language(Folders(folder, folder, folder)), Counter[str]()
    for look in looks(dice, AMOUNTS // EACH):
        cards = tuple(replace(_card(dice), brief=True) for _ in range(EACH))
        picture = _opened(studio, Screen(cards=cards, look=look, height=240 + 170 * EACH), folder)
        try:
            shown = read([picture], "default", spoken)
        except Failure as failure:
            came[f"refused: {failure.rule}"] += EACH
            print(look, failure.rule, failure.detail, file=sys.stderr, flush=True)
            continue
        told = {(card.kpj, card.balance) for card in shown.result.reading.cards}
        for card in cards:
            came["right" if (card.kpj, parse(card.amount).value()) in told else "WRONG"] += 1
        came["right, and --yes refuses"] += 0 if shown.agreed else EACH
    for name, count in came.most_common():
        print(f"{name}: {count}")


def _card(dice: random.Random) -> Card:
    return Card("".join(dice.choice("0123456789") for _ in range(11)), amount(dice))


def _opened(studio: Studio, screen: Screen, folder: Path) -> Opened:
    path = folder / "screen"
    path.write_bytes(studio.picture(screen))
    return opened(path, datetime.now(UTC))


def _tesseract(path: Path, folder: Path, *, even: bool = False) -> list[str]:
    """The lines that Tesseract reads; `even` makes the picture grey and a dark one light first."""
    given = path
    if even:
        grey = ImageOps.grayscale(Image.open(path))
        given = folder / "even.png"
        (grey if sum(grey.histogram()[128:]) * 2 > grey.width * grey.height else ImageOps.invert(grey)).save(given)
    command = ["tesseract", str(given), "-", "-l", "ind", "--psm", "11"]
    env = {**os.environ, "OMP_THREAD_LIMIT": "2"}
    return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout.splitlines()


if __name__ == "__main__":
    main()
