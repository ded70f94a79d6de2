"""`saldo-jht selectors learn`: a person points at things in a real window, on portals that no selectors file fits."""

import contextlib
import os
import queue
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error

from checker.browser.eye import wait_for_rest
from checker.browser.teach import lesson
from checker.portal import selectors
from checker.simulator.scenarios import EMAIL, PASSWORD
from checker.simulator.server import start
from checker.simulator.workings import Portal
from tests.acting import Actor, Hands, Told, eyes
from tests.driving import ROOT, check, nightly, settings
from tests.mutating import SKINS, mutated

pytestmark = pytest.mark.browser

# All ten skins: `python -m tests.measure_teaching`.


@contextlib.contextmanager
def program(env: Mapping[str, str], cwd: Path, *options: str) -> "Iterator[tuple[subprocess.Popen[bytes], Told]]":
    """Run a command that waits for a person, and end it whatever happens."""
    with subprocess.Popen(
        [sys.executable, "-m", "checker", *options],
        env=dict(env),
        cwd=cwd,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stderr is not None
        try:
            yield process, Told(process.stderr)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)


POINTED = {
    "e-mail address.": "email",
    "field for the password": "password",
    "goes on to": "next",
    "logs in": "login",
    "leads to your balance": "balance",
    "amount of your balance": "amount",
}
"""What is asked to be pointed at, by words of the question."""


def _next(told: Told, actor: Actor, pointed: str) -> str:
    """The next line; what was pointed at last is pointed at once more where nothing comes of it, as a person would."""
    try:
        return told.next(45)
    except queue.Empty:
        if pointed:
            actor.point(pointed)
        return told.next(90)


def teach(process: "subprocess.Popen[bytes]", told: Told, actor: Actor) -> None:
    """Answer whatever the program asks for, as a person would."""
    assert process.stdin is not None
    asked: list[str] = []
    pointed = ""
    while line := _next(told, actor, pointed):
        if line.startswith("!"):
            raise AssertionError(f"the actor missed:\n{told}")
        if not line.startswith(("?", ">")):
            continue
        assert asked.count(line) < 2, f"asked again and again:\n{told}"
        asked.append(line)
        pointed = next((name for words, name in POINTED.items() if words in line and "by yourself" not in line), "")
        if pointed:
            actor.point(pointed)
        elif "go on to the password" in line:
            actor.fill("email", EMAIL)
            actor.press("next")
        elif "log in by yourself" in line:
            if actor.eyes.page.locator("input:not([type=password])").filter(visible=True).count():
                if actor.eyes.portal.skin.two_step is False:
                    actor.fill("email", EMAIL)
            actor.log_in()
            if not actor.eyes.sees("balance", 4) and actor.eyes.sees("menu", 1):
                actor.press("menu")
            actor.eyes.find("balance")
            actor.settle()
            process.stdin.write(b"\n")
            process.stdin.flush()
        elif "open your balance" in line:
            actor.press("balance")
            actor.uncover()
            actor.eyes.find("amount")
            actor.settle()
            process.stdin.write(b"\n")
            process.stdin.flush()


def learn(
    skin: str, folder: Path, env: Mapping[str, str], screen: Mapping[str, str], window: str, browser: Browser
) -> tuple[int, str, Path, Portal]:
    """Teach the program a changed skin; its exit status, what it said, its home, and the portal's log."""
    skins = folder / "skins"
    skins.mkdir()
    name = mutated(skin, skins)
    home = folder / "home"
    with start(name, "one-card", skins_folder=skins) as portal, eyes(browser, portal) as seeing:
        given = settings({**env, **screen}, home, window, portal.url)
        del given["SALDO_JHT_EMAIL"], given["SALDO_JHT_PASSWORD"]
        with program(given, folder, "selectors", "learn", "--timeout", "240") as (process, told):
            hands = Hands(screen)
            hands.wait_for_window(process)
            teach(process, told, Actor(seeing, hands))
            assert process.stdout is not None
            said = process.stdout.read().decode()
            process.wait(60)
        return process.returncode, f"{said}\n{told}", home, portal


def balance_after(skin: str, folder: Path, env: Mapping[str, str], browser_path: str) -> dict[str, Any]:
    """What a check of the changed skin says."""
    with start(f"{skin}-changed", "one-card", skins_folder=folder / "skins") as portal:
        return check(settings(env, folder / "home", browser_path, portal.url), folder).told


@pytest.mark.parametrize("skin", ["twostep", nightly("adminlte")])
def test_learn(
    skin: str,
    clean_env: dict[str, str],
    screen: dict[str, str],
    window_browser_path: str,
    browser_path: str,
    browser: Browser,
    tmp_path: Path,
) -> None:
    status, said, home, portal = learn(skin, tmp_path, clean_env, screen, window_browser_path, browser)
    assert status == 0, said
    # The clicks that pointed were caught: each browser sent the login once, and nothing else was pressed.
    assert portal.count("login-sent") == (4 if portal.skin.two_step else 2)
    own = home / "selectors" / selectors.NAME
    text = own.read_text()
    assert text.strip() in said
    for secret in (EMAIL, PASSWORD, "12.345.678", "12345678"):
        assert secret not in text + said
    if os.name == "posix":
        assert own.stat().st_mode & 0o777 == 0o600
    after = balance_after(skin, tmp_path, clean_env, browser_path)
    assert after["status"] == "ok", after
    assert (after["total"], after["confidence"]) == ("12345678.00", "agreed")
    assert [one["code"] for one in after["warnings"]] == ["unconfirmed"]

    undone = subprocess.run(
        [sys.executable, "-m", "checker", "selectors", "learn", "--undo"],
        env={**clean_env, "SALDO_JHT_HOME": str(home), "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert undone.returncode == 0
    assert not own.exists()
    before = balance_after(skin, tmp_path, clean_env, browser_path)
    assert before["status"] == "error"


def test_a_page_comes_to_rest_once_something_was_pointed_at(browser: Browser) -> None:
    """Playwright's picker leaves timers in the page, which are none of the portal's."""
    until = time.monotonic() + 60
    known = selectors.load().selectors
    with start("twostep", "one-card") as portal, lesson(browser, known, portal.url, until, print, bool) as taught:
        page = taught.page
        page.evaluate("() => { setTimeout(() => window.__saldoJhtSkip(), 300); }")
        with pytest.raises(Error):
            page.pick_locator()
        page.reload()
        assert [wait_for_rest(page, time.monotonic() + 10, 0.3) for _ in range(5)] == [True] * 5


def test_the_skins_are_ten() -> None:
    assert len(SKINS) == 10
