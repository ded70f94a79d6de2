"""A second actor who plays the person: real clicks and keys on the screen, by what their own eyes have found.

Where things stand is looked up in a browser of the actor's own, which goes the same way beside the one under test.
"""

import contextlib
import os
import queue
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator, Mapping
from typing import IO

import pytest
from playwright.sync_api import Browser, Error, Locator, Page

from checker.simulator.scenarios import PASSWORD
from checker.simulator.workings import Portal
from tests import mutating
from tests.driving import wait_until

SIZE = {"width": 1280, "height": 900}


@contextlib.contextmanager
def virtual_screen() -> Iterator[dict[str, str]]:
    """The variables of the environment by which a child process finds a screen of its own."""
    reads, writes = os.pipe()
    # A server that starts anew whenever its last client leaves throws out a browser that is just coming.
    shape = ("-screen", "0", "1300x1010x24", "-nolisten", "tcp", "-noreset")
    command = ["Xvfb", "-displayfd", str(writes), *shape]
    with subprocess.Popen(command, pass_fds=[writes], stderr=subprocess.DEVNULL) as server:
        try:
            os.close(writes)
            with os.fdopen(reads) as told:
                number = told.readline().strip()
            assert number, "Xvfb did not start"
            yield {"DISPLAY": f":{number}"}
        finally:
            server.terminate()


class Hands:
    """Moves the mouse and types on a virtual screen."""

    def __init__(self, screen: Mapping[str, str]) -> None:
        if shutil.which("xdotool") is None:
            pytest.skip("xdotool is not here (`sh scripts/setup screen`)")
        self.screen = dict(screen)

    def _do(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments], env=self.screen, capture_output=True, text=True, timeout=30, check=False
        )
        return done.stdout

    def _window(self) -> tuple[float, float]:
        """Where the page begins on the screen: the window's frame is the same on three sides, the bars are above."""
        told = self._do("search", "--onlyvisible", "--class", "chromium", "getwindowgeometry")
        found = re.findall(r"Position: (-?\d+),(-?\d+).*\n\s*Geometry: (\d+)x(\d+)", told)
        assert found, "no window of the browser is shown"
        x, y, width, height = map(int, found[-1])
        frame = (width - SIZE["width"]) / 2
        return x + frame, y + height - SIZE["height"] - frame

    def click(self, x: float, y: float) -> None:
        """Click at a place of the page."""
        left, top = self._window()
        self._do("mousemove", str(round(left + x - 3)), str(round(top + y)))
        self._do("mousemove", "--sync", str(round(left + x)), str(round(top + y)), "sleep", "0.15", "click", "1")

    def type(self, text: str) -> None:
        self._do("type", "--delay", "15", text)

    def key(self, *names: str) -> None:
        self._do("key", *names)

    def wait_for_window(self, process: "subprocess.Popen[bytes]", seconds: float = 60) -> None:
        """Wait until the browser of `process` shows its window; not for longer than the process lives."""
        where = ("search", "--onlyvisible", "--class", "chromium", "getwindowgeometry")
        assert wait_until(lambda: "Geometry" in self._do(*where) or process.poll() is not None, seconds)
        assert process.poll() is None, "the program ended before it showed a window"


class Told:
    """The lines that a program writes, as they come."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.lines: list[str] = []
        self._new: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, args=(stream,), daemon=True).start()

    def _read(self, stream: IO[bytes]) -> None:
        for line in stream:
            self._new.put(line.decode(errors="replace"))
        self._new.put("")

    def next(self, seconds: float = 60) -> str:
        """The next line; empty at the end."""
        line = self._new.get(timeout=seconds)
        self.lines.append(line)
        return line

    def __str__(self) -> str:
        return "".join(self.lines)


class Eyes:
    """The actor's own browser, on the same portal: it tells where on the page something stands."""

    def __init__(self, page: Page, portal: Portal) -> None:
        self.page, self.portal = page, portal

    def place(self, locator: Locator) -> tuple[float, float]:
        box = locator.bounding_box()
        assert box is not None
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def _first(self, *ways: Locator) -> Locator | None:
        for way in ways:
            shown = way.filter(visible=True)
            if shown.count():
                return shown.first
        return None

    def _frames(self, find: str, text: str) -> Locator | None:
        pattern = re.compile(rf"^\s*(?:{text})\s*$", re.IGNORECASE)
        for frame in self.page.frames:
            ways = (
                [frame.get_by_role(role, name=pattern) for role in ("link", "button", "tab")] if find == "press" else []
            )
            with contextlib.suppress(Error):
                hit = self._first(*ways, frame.get_by_text(pattern))
                if hit is not None:
                    return hit
        return None

    def find(self, what: str, seconds: float = 15) -> Locator:
        """One of: email, password, login, next, menu, balance, amount, card, eye."""
        money = self.portal.skin.money(self.portal.scenario.cards[0].balance)
        names = {
            "login": f"{re.escape(mutating.LOGIN)}|login|masuk|log in",
            "next": f"{mutating.NEXT}|lanjutkan",
            "balance": f"\\W*(?:{mutating.BALANCE}|lihat saldo jht|view jht balance|jht \\(jaminan hari tua\\))",
            # A skin may show the sign of the currency and the sen apart.
            "amount": r"\D*" + re.escape(re.findall(r"[0-9.,]*[0-9]{3}", money)[0]) + r"\D*(?:00)?\D*",
            "eye": "tampilkan saldo",
            "menu": "menu layanan",
            "card": f"(?:KPJ )?{self.portal.scenario.cards[0].kpj}",
            "choose": "submit",
        }
        found: list[Locator | None] = []

        def look() -> bool:
            if what in ("email", "password"):
                password = self.page.locator("input[type=password]")
                text = self.page.locator("input[type=text], input[type=email], input:not([type])")
                hit = self._first(password if what == "password" else text)
            else:
                hit = self._frames("read" if what == "amount" else "press", names[what])
            if hit is None and what == "amount":
                with contextlib.suppress(Error):
                    values = self.page.locator("input[readonly]").filter(visible=True).all()
                    pattern = re.compile(names["amount"])
                    hit = next((one for one in values if pattern.search(one.input_value())), None)
            found.append(hit)
            return hit is not None

        assert wait_until(lambda: self._settled(look), seconds), f"the actor does not see {what} on {self.page.url}"
        hit = found[-1]
        assert hit is not None
        return hit

    def _settled(self, look: "object") -> bool:
        self.page.wait_for_timeout(50)
        assert callable(look)
        return bool(look())

    def sees(self, what: str, seconds: float) -> bool:
        with contextlib.suppress(AssertionError):
            self.find(what, seconds)
            return True
        return False


@contextlib.contextmanager
def eyes(browser: Browser, portal: Portal) -> Iterator[Eyes]:
    """Open the actor's own browser on the portal."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="id-ID", timezone_id="Asia/Jakarta")
    try:
        looking = Eyes(context.new_page(), portal)
        context.on("page", lambda page: setattr(looking, "page", page))
        looking.page.goto(portal.url)
        yield looking
    finally:
        context.close()


class Actor:
    """Eyes and hands together: each thing is done in both browsers."""

    def __init__(self, eyes: Eyes, hands: Hands) -> None:
        self.eyes, self.hands = eyes, hands

    def point(self, what: str) -> None:
        """Click on something in the window alone: the click is to be caught there."""
        self.hands.click(*self.eyes.place(self.eyes.find(what)))

    def press(self, what: str) -> None:
        """Click on something in the window, and in the actor's own browser."""
        found = self.eyes.find(what)
        self.hands.click(*self.eyes.place(found))
        found.click()

    def fill(self, what: str, text: str) -> None:
        self.hands.click(*self.eyes.place(self.eyes.find(what)))
        self.hands.type(text)
        self.eyes.find(what).fill(text)

    def settle(self) -> None:
        """Wait until the window has done what the actor's own browser has."""
        self.eyes.page.wait_for_timeout(1500)

    def uncover(self) -> None:
        """Choose the card and press what masks the amount, where the portal asks for that."""
        select = self.eyes.page.locator("select").filter(visible=True)
        self.eyes.page.wait_for_load_state()
        if select.count():
            kpj = str(self.eyes.portal.scenario.cards[0].kpj)
            self.hands.click(*self.eyes.place(select))
            self.hands.type(kpj[:4])
            self.hands.key("Return")
            select.select_option(kpj)
            self.press("choose")
        for what in ("amount", "card", "eye"):
            if self.eyes.sees(what, 3):
                if what == "amount":
                    return
                self.press(what)

    def log_in(self) -> None:
        """Type what is missing and send the form."""
        self.fill("password", PASSWORD)
        sent = self.eyes.portal.count("login-sent")
        self.press("login")
        assert wait_until(lambda: self.eyes.portal.count("login-sent") >= sent + 2), "the login was not sent in both"
