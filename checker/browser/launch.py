"""Finding, starting and installing the browser: an honest Chromium, closed and tidied up whatever happens.

Playwright is imported inside functions only, so that looking for a browser costs nothing.
"""

import contextlib
import gc
import importlib.util
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from checker import overseer
from checker.browser import environment, world
from checker.failures import BrowserFailed, ConfigInvalid
from checker.folders import has_home
from checker.settings import BROWSER, clean_environment, scrub_environment
from checker.signals import interrupted, shielded

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright
    from playwright.sync_api._context_manager import PlaywrightContextManager

Origin = Literal["set", "playwright", "system"]

CHANNELS = frozenset(
    f"{brand}{ring}" for brand in ("chrome", "msedge") for ring in ("", "-beta", "-dev", "-canary")
) | {"chromium"}

# Programs, not the shell wrappers of distributions: a wrapper adds arguments and reads files of its own.
_LINUX = (
    "/usr/lib/chromium/chromium-headless-shell",
    "/usr/lib64/chromium-browser/headless_shell",
    "/usr/lib/chromium/chromium",
    "/usr/lib/chromium-browser/chromium-browser",
    "/usr/lib64/chromium-browser/chromium-browser",
    "/opt/google/chrome/chrome",
    "/opt/microsoft/msedge/msedge",
)
_ON_PATH = ("google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "microsoft-edge", "msedge")
_MAC = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
# Last: a snap sees neither hidden folders nor the system's /tmp, where the browser's profile is made.
_SNAP = ("/snap/bin/chromium",)

# What an ordinary browser does on its own account and a check has no use for. No stealth: nothing here changes what
# the portal learns of the browser.
_QUIET = ("--disable-domain-reliability", "--no-pings")
# What nobody looks at needs no processor that draws in another one's place, which takes 10 MB. Its images are loaded: a
# page may wait for one before it tells more.
_UNSEEN = ("--disable-software-rasterizer",)

_START_S = 30.0
"""Seconds that driver and browser have to start, each."""
_CLOSE_S = 6.0
"""Seconds that both have to end: one that is stuck is ended from outside."""
FILES_NEEDED, FILES_ENOUGH = 128, 256
"""How many files may at least be open at once: with fewer, browsers start and then load nothing, or hang."""
_FOLDER = "saldo-jht-"
_OLD_S = 86_400
_GARBAGE = 50_000
_INSTALL_S = 900


class Found(msgspec.Struct, frozen=True):
    """A browser by its path or, when only Playwright knows the path, by its channel; not yet known to start."""

    path: Path | None
    channel: str | None
    origin: Origin

    def __str__(self) -> str:
        return str(self.path or self.channel)

    @property
    def headless_only(self) -> bool:
        """Whether this program cannot show a window."""
        return self.path is not None and "headless" in self.path.name


class Started(msgspec.Struct, frozen=True):
    """What was learnt of a browser by starting it."""

    found: Found
    version: str


def find(explicit: str | None, headed: bool) -> Found:
    """The browser that was set, else Playwright's own, else the system's; `BrowserFailed` when there is none."""
    if explicit:
        found = _named(explicit)
        if headed and found.headless_only:
            raise BrowserFailed(f"{found} cannot show a window; set {BROWSER} to a full Chromium or Chrome")
        return found
    first = next(candidates(headed), None)
    if first is None:
        raise BrowserFailed(
            "no browser that can show a window was found; install Chromium or Google Chrome, or run "
            f"`{_shown_python()} -m playwright install chromium`"
            if headed
            else "no browser was found"
        )
    return first


def candidates(headed: bool) -> Iterator[Found]:
    """Every browser that is there and could serve, best first."""
    seen: set[Path] = set()
    for path, origin in _places():
        found = Found(path, None, origin)
        if path in seen or (headed and found.headless_only):
            continue
        if path.is_file() and os.access(path, os.X_OK):
            seen.add(path)
            yield found


@contextlib.contextmanager
def launch(found: Found, headed: bool, cache: Path | None = None) -> "Iterator[Browser]":
    """Start `found` and yield Playwright's browser; close it, its driver and their temporary files at the end."""
    with launcher(cache) as start_one:
        yield start_one(found, headed)


@contextlib.contextmanager
def launcher(
    cache: Path | None = None, meanwhile: "Callable[[], None] | None" = None
) -> "Iterator[Callable[..., Browser]]":
    """Yield a function of `found`, `headed` and `seen` that starts a browser; all are closed at the end.

    When a browser that nobody chose does not start, the others that are there are tried. `cache` and `meanwhile` are
    as in `driver`. A person looks at one that is `seen`, though it has no window.
    """
    running: list[Browser] = []
    with driver(cache, meanwhile) as (playwright, temporary):

        def start_one(found: Found, headed: bool, seen: bool = False) -> "Browser":
            running.append(_start_any(playwright, found, headed, temporary, seen or headed))
            return running[-1]

        try:
            yield start_one
        finally:
            with shielded(), _soon(_CLOSE_S, "the browser did not end"):
                for one in running:
                    # A browser that has crashed, or a driver that is gone, has nothing left to close.
                    with contextlib.suppress(Exception):
                        one.close()


@contextlib.contextmanager
def driver(
    cache: Path | None = None, meanwhile: "Callable[[], None] | None" = None
) -> "Iterator[tuple[Playwright, Path]]":
    """Run Playwright's driver with an environment of its own, and a temporary folder that is removed at the end.

    `cache` is a folder in which it may keep its compiled code, which saves some of its start; `meanwhile` is called,
    in a thread of its own, while it starts.
    """
    scrub_environment()
    # It makes fifty thousand objects that stay; to look through them for garbage again and again is for nothing.
    gc.set_threshold(_GARBAGE)
    temporary: Path | None = None
    playwright: Playwright | None = None
    try:
        # An interruption half-way would leave a folder, or a driver, that nobody knows of.
        with shielded():
            if (files := files_allowed()) < FILES_NEEDED:
                raise BrowserFailed(
                    f"only {files} files may be open at once (ulimit -n); a browser needs {FILES_ENOUGH}"
                )
            temporary = _temporary_folder()
            with _soon(_START_S, "Playwright's driver did not answer"):
                playwright = _started_driver(temporary, cache, meanwhile)
        yield playwright, temporary
    finally:
        with shielded():
            if playwright is not None:
                # An interruption of its loop may come out of it once more.
                with _soon(_CLOSE_S, "Playwright's driver did not end"), contextlib.suppress(BaseException):
                    playwright.stop()
            if temporary is not None:
                if interrupted():
                    _await_driver()
                overseer.sweep(temporary)


def _soon(seconds: float, otherwise: str) -> contextlib.AbstractContextManager[None]:
    return overseer.within(time.monotonic() + seconds, BrowserFailed(otherwise))


def files_allowed() -> int:
    """How many files may be open at once here, after this was raised to what a browser needs, if it may be."""
    if sys.platform == "win32":
        return FILES_ENOUGH
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    unlimited = resource.RLIM_INFINITY
    if soft != unlimited and soft < FILES_ENOUGH:
        wanted = FILES_ENOUGH if hard == unlimited else min(FILES_ENOUGH, hard)
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            soft = wanted
    return FILES_ENOUGH if soft == unlimited else soft


def _temporary_folder() -> Path:
    """A new folder for what driver and browser write, known by this process's number. Raises BrowserFailed."""
    try:
        beginning = f"{_FOLDER}{os.getpid()}-"
        overseer.tell(folders=str(Path(tempfile.gettempdir()) / beginning))
        _sweep_old(Path(tempfile.gettempdir()))
        return Path(tempfile.mkdtemp(prefix=beginning))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise BrowserFailed(f"no temporary folder can be made: {reason}") from None


def _sweep_old(parent: Path) -> None:
    """Remove what runs left behind that were killed: folders of this program that are old, their process gone."""
    for one in parent.glob(f"{_FOLDER}[0-9]*-*"):
        with contextlib.suppress(OSError, ValueError):
            seen = one.lstat()
            own = stat.S_ISDIR(seen.st_mode) and (sys.platform == "win32" or seen.st_uid == os.geteuid())
            if own and time.time() - seen.st_mtime > _OLD_S and not _runs(int(one.name.split("-")[2])):
                shutil.rmtree(one, ignore_errors=True)


def _runs(number: int) -> bool:
    """Whether there is a process of this number."""
    if sys.platform == "win32":
        return False  # asking for one would end it
    try:
        os.kill(number, 0)
    except OverflowError:
        return False
    except OSError as error:
        return not isinstance(error, ProcessLookupError)
    return True


def _started_driver(temporary: Path, cache: Path | None, meanwhile: "Callable[[], None] | None") -> "Playwright":
    """The driver, once it answers. What it says goes to a file: the stack of a dying one helps nobody.

    Raises BrowserFailed.
    """
    log = temporary / "driver.log"
    try:
        with (
            log.open("w", encoding="utf-8") as said,
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


def start(found: Found, headed: bool = False) -> Started:
    """Start `found`, load an empty page and stop again; `BrowserFailed` when it cannot."""
    only = Found(found.path, found.channel, "set")
    with launch(only, headed) as browser:
        try:
            browser.new_page().goto("about:blank", timeout=_START_S * 1000)
        except Exception as error:
            raise BrowserFailed(f"{found} started, but loaded no page: {_reason(str(error))}") from None
        return Started(found, browser.version)


def install(explicit: str | None, tell: Callable[[str, dict[str, str]], None]) -> Started:
    """See to it that a browser starts: one that is there, else Playwright's download, else the system's package.

    `tell` is called with the key of a text and its values as things go along.
    """
    if explicit:
        return start(find(explicit, headed=False))
    tried: set[Path | None] = set()
    if started := _first_working(tried, tell):
        return started

    tell("browser.downloading", {})
    before = {found.path for found in candidates(headed=False)}
    _playwright("install", "--only-shell", "chromium")
    if started := _first_working(tried, tell):
        return started

    as_root = _become_root()
    if as_root is not None and _has_apt():
        _apt(as_root, "update")
        for package in ("chromium-headless-shell", "chromium"):
            tell("browser.packaging", {"package": package})
            _apt(as_root, "install", "-y", "--no-install-recommends", package)
            # Tried anew, all of them: the package brings libraries that a download may have lacked.
            tried.clear()
            if started := _first_working(tried, tell):
                _drop_vain_download(before, started)
                return started
    raise BrowserFailed(_next_step(as_root))


def _next_step(as_root: list[str] | None) -> str:
    if _has_apt():
        what = "did not help" if as_root is not None else "needs root"
        return (
            f"no browser could be installed: Playwright's download failed or does not start, and apt-get {what}; "
            "next step: sudo apt install chromium-headless-shell (or chromium), or "
            f"sudo {_shown_python()} -m playwright install-deps chromium"
        )
    return (
        "no browser could be installed: Playwright's download failed or does not start; next step: install "
        f"Google Chrome or Chromium, or set {BROWSER} to one"
    )


def _first_working(tried: set[Path | None], tell: Callable[[str, dict[str, str]], None]) -> Started | None:
    for found in candidates(headed=False):
        if found.path in tried:
            continue
        tried.add(found.path)
        try:
            return start(found)
        except BrowserFailed:
            tell("browser.broken", {"path": str(found)})
    return None


def _drop_vain_download(before: set[Path | None], started: Started) -> None:
    """Remove a download that does not start although the system's browser does: it would be found first."""
    if started.found.origin == "playwright":
        return
    for found in list(candidates(headed=False)):
        if found.origin == "playwright" and found.path and found.path not in before:
            folder = next((up for up in found.path.parents if re.fullmatch(r"chromium\w*-\d+", up.name)), None)
            if folder:
                shutil.rmtree(folder, ignore_errors=True)


def _playwright(*arguments: str) -> bool:
    # A silent mirror must not hold up a set-up for minutes; the person's own setting wins.
    patience = {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "20000"}
    return _run([sys.executable, "-m", "playwright", *arguments], patience | environment.for_installer())


def _apt(as_root: list[str], *arguments: str) -> bool:
    return _run([*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", *arguments], clean_environment())


def _run(command: list[str], given: dict[str, str]) -> bool:
    """Run a command with its output on standard error, where it cannot be taken for a result."""
    try:
        done = subprocess.run(
            command, env=given, stdin=subprocess.DEVNULL, stdout=sys.stderr, timeout=_INSTALL_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _has_apt() -> bool:
    return sys.platform == "linux" and Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def _become_root() -> list[str] | None:
    """What to put before a command to run it as root without asking anybody; None when that cannot be."""
    if sys.platform == "win32":
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, timeout=10, check=False)
        if asked.returncode == 0:
            return ["sudo", "-n"]
    return None


def _shown_python() -> str:
    return sys.executable or "python"


def _named(explicit: str) -> Found:
    """The browser that a person set: a path, a channel, or a command on the path."""
    if "/" in explicit or os.sep in explicit or explicit.startswith("~"):
        try:
            path = _unwrapped(Path(explicit).expanduser().absolute())
        except RuntimeError:
            raise ConfigInvalid(f"{BROWSER}: no such user's home folder") from None
        if not path.is_file() or not os.access(path, os.X_OK):
            raise ConfigInvalid(f"{BROWSER}: {path} is not a program that can be run")
        return Found(path, None, "set")
    if explicit == "chromium":
        # Playwright's channel of this name knows its own download only.
        for found in candidates(headed=True):
            if found.path and "chrom" in found.path.name.lower():
                return Found(found.path, None, "set")
    if explicit in CHANNELS:
        return Found(None, explicit, "set")
    if on_path := shutil.which(explicit):
        return Found(_unwrapped(Path(on_path)), None, "set")
    raise ConfigInvalid(f"{BROWSER}: {explicit} is neither a path nor one of {', '.join(sorted(CHANNELS))}")


def _unwrapped(path: Path) -> Path:
    """The program behind Debian's shell wrapper of the same name."""
    behind = Path("/usr/lib/chromium") / path.name
    return behind if path.parent == Path("/usr/bin") and behind.is_file() else path


def _places() -> Iterator[tuple[Path, Origin]]:
    for path in _playwrights_own():
        yield path, "playwright"
    if sys.platform == "darwin":
        for folder in (Path("/Applications"), Path("~/Applications").expanduser() if has_home() else Path("/")):
            for name in _MAC:
                yield folder / name, "system"
    elif sys.platform == "win32":
        for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            if folder_name := os.environ.get(variable):
                for name in _WINDOWS:
                    yield Path(folder_name) / name, "system"
    else:
        for name in _LINUX:
            yield Path(name), "system"
    for name in _ON_PATH:
        if on_path := shutil.which(name):
            path = _unwrapped(Path(on_path))
            if not str(path).startswith("/snap/") and not _is_snap_shim(path):
                yield path, "system"
    if sys.platform == "linux":
        for name in _SNAP:
            yield Path(name), "system"


def _is_snap_shim(path: Path) -> bool:
    """Whether this is Ubuntu's `chromium-browser`, a script that runs the snap or tells how to get it."""
    with contextlib.suppress(OSError), path.open("rb") as stream:
        start_of_file = stream.read(4096)
        return start_of_file.startswith(b"#!") and b"snap" in start_of_file
    return False


def _playwrights_own() -> Iterator[Path]:
    """The browsers that this version of Playwright downloads, headless shell first, without starting its driver."""
    spec = importlib.util.find_spec("playwright")
    if spec is None or not spec.submodule_search_locations:
        return
    package = Path(spec.submodule_search_locations[0]) / "driver" / "package"
    try:
        browsers = json.loads((package / "browsers.json").read_text(encoding="utf-8"))["browsers"]
        revisions = {one["name"]: str(one["revision"]) for one in browsers}
    except (OSError, ValueError, KeyError, TypeError):
        return
    cache = _playwrights_cache(package)
    for name, programs in (
        ("chromium-headless-shell", ("chrome-headless-shell", "headless_shell", "chrome-headless-shell.exe")),
        ("chromium", ("chrome", "chrome.exe", "Chromium", "Google Chrome for Testing")),
    ):
        folder = cache / f"{name.replace('-', '_')}-{revisions.get(name, '')}"
        # The mark is written last: without it a download was cut short.
        if not (folder / "INSTALLATION_COMPLETE").exists():
            continue
        for program in programs:
            yield from sorted(path for depth in ("*", "*/*/*/*") for path in folder.glob(f"{depth}/{program}"))


def _playwrights_cache(package: Path) -> Path:
    chosen = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    if chosen == "0":
        return package / ".local-browsers"
    if chosen:
        return Path(chosen).absolute()
    home = Path.home() if has_home() else package
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "ms-playwright"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "ms-playwright"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "ms-playwright"


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
        (r"EMFILE|ENFILE|Too many open files", "too few files may be open (ulimit -n)"),
        (r"error while loading shared libraries: (\S+?):", r"the system lacks the library \1"),
        (r"Missing X server|cannot open display|\$DISPLAY", "there is no display to show a window on"),
        (r"Executable doesn't exist|is not found at|ENOENT", "it is not installed"),
        (r"EACCES|Permission denied", "it may not be run"),
        (r"ENOSPC|No space left", "the disk is full"),
        (r"Timeout [\d.]+ms exceeded", "it did not answer in time"),
        (r"onnection closed|has been closed|Process failed to launch", "it ended at once"),
        (r"Host system is missing dependencies", "the system lacks libraries that it needs"),
    ):
        if match := re.search(pattern, text):
            return match.expand(meaning) if "\\" in meaning else meaning
    line = next((line.strip() for line in text.splitlines() if line.strip()), "no reason given")
    return line[:160]
