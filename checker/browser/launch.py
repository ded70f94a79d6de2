"""Starting the browser: an honest Chromium, closed and tidied up whatever happens.

Playwright is imported inside functions only: what does not start a browser does not wait for it.
"""

import contextlib
import gc
import os
import re
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from checker import overseer
from checker.browser import ahead, environment, world
from checker.browser.ahead import FILES_ENOUGH, FILES_NEEDED, Ahead, files_allowed, log_of, temporary_folder
from checker.browser.finding import Found, candidates
from checker.failures import BrowserFailed
from checker.settings import scrub_environment
from checker.signals import interrupted, shielded
from checker.texts import N_

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright
    from playwright.sync_api._context_manager import PlaywrightContextManager

# What an ordinary browser does on its own account and a check has no use for. No stealth: nothing here changes what
# the portal learns of the browser.
_QUIET = ("--disable-domain-reliability", "--no-pings")
# Without a window no graphics processor needs to be imitated, which takes 10 MB. Images are loaded all the same: a page
# may wait for one before it shows more.
_UNSEEN = ("--disable-software-rasterizer",)

_START_S = 30.0
"""Seconds that driver and browser have to start, each."""
_CLOSE_S = 6.0
"""Seconds that both have to end: one that is stuck is ended from outside."""
_GARBAGE = 50_000


class Started(msgspec.Struct, frozen=True):
    """What was learnt of a browser by starting it."""

    found: Found
    version: str


@contextlib.contextmanager
def launch(found: Found, headed: bool = False, seen: bool = False) -> "Iterator[Browser]":
    """Start `found` and yield Playwright's browser; close it, its driver and their temporary files at the end.

    `seen` is as in `launcher`.
    """
    with launcher() as start_one:
        yield start_one(found, headed, seen)


@contextlib.contextmanager
def launcher(
    cache: Path | None = None, meanwhile: "Callable[[], None] | None" = None
) -> "Iterator[Callable[..., Browser]]":
    """Yield a function of `found`, `headed` and `seen` that starts a browser; all are closed at the end.

    When a browser that nobody chose does not start, the others that are there are tried. `seen` says that a person
    looks at the browser although it has no window, by way of the remote page. In the folder `cache` the driver may keep
    its compiled code, to start faster; `meanwhile` is called, in a thread of its own, while it starts.
    """
    running: list[Browser] = []
    with _driver(cache, meanwhile) as (playwright, temporary, driver):

        def start_one(found: Found, headed: bool, seen: bool = False) -> "Browser":
            running.append(_start_any(playwright, found, headed, temporary, seen or headed))
            return running[-1]

        try:
            yield start_one
        finally:
            with shielded(), _soon(_CLOSE_S, "the browser did not end"):
                for one in tuple(running):
                    # A browser that has crashed, or a driver that is gone, has nothing left to close.
                    with contextlib.suppress(Exception):
                        _end(one)
                        running.remove(one)
                if driver and not running:
                    # It would tidy up first what is swept anyway, for some 25 ms.
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(driver, signal.SIGKILL)


@contextlib.contextmanager
def _driver(cache: Path | None, meanwhile: "Callable[[], None] | None") -> "Iterator[tuple[Playwright, Path, int]]":
    """Run Playwright's driver with an environment of its own, and a temporary folder that is removed at the end.

    Yields Playwright, the folder, and the driver's number if it may be ended by force: 0 where it has code to keep yet.
    """
    scrub_environment()
    # Playwright makes fifty thousand objects that stay: looking through them for garbage again and again is in vain.
    gc.set_threshold(_GARBAGE)
    temporary: Path | None = None
    playwright: Playwright | None = None
    ended = False
    try:
        # An interruption half-way would leave a folder, or a driver, that nobody knows of.
        with shielded():
            if (files := files_allowed()) < FILES_NEEDED:
                raise BrowserFailed(
                    f"only {files} files may be open at once (ulimit -n); a browser needs {FILES_ENOUGH}"
                )
            waiting = ahead.taken()
            temporary, cache = (
                (waiting.temporary, waiting.cache) if waiting is not None else (temporary_folder(), cache)
            )
            with _soon(_START_S, N_("Playwright's driver did not answer")):
                playwright = _started_driver(waiting, temporary, cache, meanwhile)
        yield playwright, temporary, 0 if sys.platform == "win32" or _is_new(cache) else overseer.driver()
    finally:
        with shielded():
            if playwright is not None:
                # An interruption of its loop may come out of it once more.
                with _soon(_CLOSE_S, N_("Playwright's driver did not end")), contextlib.suppress(BaseException):
                    playwright.stop()
                    ended = not interrupted()
            if temporary is not None:
                if interrupted():
                    _await_driver()
                overseer.sweep(temporary)
            if ended:
                # Nothing is left that somebody would have to look for.
                overseer.tell(folders="", driver=0)


def _end(browser: "Browser") -> None:
    """End a browser of which nothing is kept: by force, which also lets no page of it say a last word."""
    if sys.platform == "win32":
        browser.close()
        return
    told = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")
    for one in told["processInfo"]:
        # The driver has given it a group of its own, in which all stand that it has started.
        if one["type"] == "browser" and os.getpgid(one["id"]) == one["id"]:
            os.killpg(one["id"], signal.SIGKILL)
            return
    browser.close()


def _soon(seconds: float, otherwise: str) -> contextlib.AbstractContextManager[None]:
    return overseer.within(time.monotonic() + seconds, BrowserFailed(otherwise))


def _started_driver(
    waiting: Ahead | None, temporary: Path, cache: Path | None, meanwhile: "Callable[[], None] | None"
) -> "Playwright":
    """The driver, once it answers. What it says goes to a file: the stack of a dying one helps nobody.

    Raises BrowserFailed.
    """
    log = log_of(temporary)
    try:
        with (
            log.open("a", encoding="utf-8") as said,
            waiting.lent() if waiting is not None else contextlib.nullcontext(),
            contextlib.redirect_stderr(said),
            environment.of_driver(temporary, cache),
        ):
            # Playwright looks at the environment as it is loaded.
            from playwright.sync_api import sync_playwright

            _quiet_logs()
            if meanwhile is not None:
                threading.Thread(target=meanwhile, daemon=True).start()
            started = sync_playwright()
            playwright = started.start()
    except ImportError as error:
        raise BrowserFailed(f"Playwright cannot be loaded: {type(error).__name__}") from None
    except Exception as error:
        told = str(error)
        with contextlib.suppress(OSError):
            told = f"{told}\n{log.read_text(encoding='utf-8', errors='replace')}"
        raise BrowserFailed(f"Playwright's driver did not start: {_reason(told)}") from None
    world.register(playwright)
    overseer.tell(driver=_number_of(started))
    return playwright


def _is_new(cache: Path | None) -> bool:
    """Whether the driver is yet to keep its compiled code in a folder, as it does when it ends by itself."""
    if cache is None:
        return False
    with contextlib.suppress(OSError):
        # Each of its versions has a folder of its own there, which it makes as it starts.
        folders = list(cache.iterdir())
        return not folders or not all(any(one.iterdir()) for one in folders)
    return True


def _number_of(started: "PlaywrightContextManager") -> int:
    """The number of the driver's process, or 0 where Playwright keeps it elsewhere than today."""
    found: object = started
    for name in ("_client", "_transport", "_proc", "pid"):
        found = getattr(found, name, None)
    return found if isinstance(found, int) else 0


def _await_driver() -> None:
    """Wait for the driver's end: an interruption of its loop leaves it to end by itself, and its browser before it.

    A browser that is just being started would make its folder anew.
    """
    end = time.monotonic() + 5
    with contextlib.suppress(ChildProcessError, AttributeError):  # it has ended; Windows has no WNOHANG
        while time.monotonic() < end:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(0.02)


def start(found: Found) -> Started:
    """Start `found`, load an empty page and stop again; `BrowserFailed` when it cannot."""
    with launch(Found(found.path, found.channel, "set")) as browser:
        try:
            browser.new_page().goto("about:blank", timeout=_START_S * 1000)
        except Exception as error:
            raise BrowserFailed(f"{found} started, but loaded no page: {_reason(str(error))}") from None
        return Started(found, browser.version)


def _start_any(playwright: "Playwright", found: Found, headed: bool, temporary: Path, seen: bool) -> "Browser":
    try:
        return _start(playwright, found, headed, temporary, seen)
    except BrowserFailed as first:
        if found.origin != "set":
            for other in candidates(headed):
                if other.path != found.path:
                    with contextlib.suppress(BrowserFailed):
                        return _start(playwright, other, headed, temporary, seen)
        raise first from None


def _start(playwright: "Playwright", found: Found, headed: bool, temporary: Path, seen: bool) -> "Browser":
    arguments = [*_QUIET] if seen else [*_QUIET, *_UNSEEN]
    # The sandbox does not work for root; for everybody else it is wanted, unless the system refuses it.
    wanted = sys.platform != "win32" and os.geteuid() != 0
    for sandbox in (True, False) if wanted else (False,):
        try:
            return playwright.chromium.launch(
                executable_path=found.path,
                channel=found.channel,
                headless=not headed,
                chromium_sandbox=sandbox,
                args=arguments,
                env=environment.for_browser(temporary),
                # Left to Python, so that Ctrl-C and SIGTERM run the clean-up here.
                handle_sigint=False,
                handle_sigterm=False,
                handle_sighup=False,
                timeout=max(1.0, min(_START_S, overseer.left() - overseer.LATE_S) * 1000),
            )
        except Exception as error:
            # A driver that dies tells of it by exceptions of no kind of its own.
            text = str(error)
            if sandbox and "sandbox" in text.lower():
                continue
            raise BrowserFailed(f"{found} did not start: {_reason(text)}") from None
    raise BrowserFailed(f"{found} did not start")


def _quiet_logs() -> None:
    """Keep a lost exception from being logged: the text of one may hold what was typed into a field."""
    import logging

    for name in ("asyncio", "playwright"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _reason(text: str) -> str:
    """One short line out of what the driver or the browser had to say."""
    for pattern, meaning in (
        (r"EMFILE|ENFILE|Too many open files", N_("too few files may be open (ulimit -n)")),
        (r"error while loading shared libraries: (\S+?):", N_("the system lacks the library {0}")),
        (r"Missing X server|cannot open display|\$DISPLAY", N_("there is no display to show a window on")),
        (r"Executable doesn't exist|is not found at|ENOENT", N_("it is not installed")),
        (r"EACCES|Permission denied", N_("it may not be run")),
        (r"ENOSPC|No space left", N_("the disk is full")),
        (r"Timeout [\d.]+ms exceeded", N_("it did not answer in time")),
        (r"onnection closed|has been closed|Process failed to launch", N_("it ended at once")),
        (r"Host system is missing dependencies", N_("the system lacks libraries that it needs")),
    ):
        if match := re.search(pattern, text):
            return meaning.format(*match.groups())
    line = next((line.strip() for line in text.splitlines() if line.strip()), N_("no reason given"))
    return line[:160]
