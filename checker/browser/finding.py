"""Finding a browser: one that was set, Playwright's own, the system's. It starts none and does not load Playwright."""

import contextlib
import importlib.util
import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from checker.failures import BrowserFailed, ConfigInvalid
from checker.folders import has_home
from checker.settings import BROWSER

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
# What Playwright downloads, by its name for it, and what the program in it may be called.
_PLAYWRIGHTS = {
    "chromium-headless-shell": ("chrome-headless-shell", "headless_shell", "chrome-headless-shell.exe"),
    "chromium": ("chrome", "chrome.exe", "Chromium", "Google Chrome for Testing"),
}


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


def find(explicit: str | None, headed: bool = False, where: str = "the environment") -> Found:
    """The browser that was set (and `where`), else Playwright's own, else the system's.

    Raises BrowserFailed, ConfigInvalid.
    """
    if explicit:
        found = _named(explicit, f"{BROWSER} in {where}")
        if headed and found.headless_only:
            raise BrowserFailed(f"{found} cannot show a window; set {BROWSER} to a full Chromium or Chrome")
        return found
    if (first := next(candidates(headed), None)) is not None:
        return first
    if not headed:
        raise BrowserFailed("no browser was found")
    raise BrowserFailed(
        "no browser that can show a window was found; install Chromium or Google Chrome, or run "
        f"`{sys.executable or 'python'} -m playwright install chromium`"
    )


def candidates(headed: bool) -> Iterator[Found]:
    """Every browser that is there and could serve, best first."""
    seen: set[Path] = set()
    for path, origin in _places():
        found = Found(path, None, origin)
        if path in seen or (headed and found.headless_only):
            continue
        if _runs(path):
            seen.add(path)
            yield found


def _runs(path: Path) -> bool:
    return path.is_file() and os.access(path, os.X_OK)


def _named(explicit: str, setting: str) -> Found:
    """The browser that a person set: a path, a channel, or a command on the path."""
    if "/" in explicit or os.sep in explicit or explicit.startswith("~"):
        try:
            path = _unwrapped(Path(explicit).expanduser().absolute())
        except RuntimeError:
            raise ConfigInvalid(f"{setting}: no such user's home folder") from None
        if not _runs(path):
            raise ConfigInvalid(f"{setting}: {path} is not a program that can be run")
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
    raise ConfigInvalid(f"{setting}: {explicit} is neither a path nor one of {', '.join(sorted(CHANNELS))}")


def _unwrapped(path: Path) -> Path:
    """The program behind Debian's shell wrapper of the same name."""
    behind = Path("/usr/lib/chromium") / path.name
    return behind if path.parent == Path("/usr/bin") and behind.is_file() else path


def _places() -> Iterator[tuple[Path, Origin]]:
    for path in _playwrights_own():
        yield path, "playwright"
    if sys.platform == "darwin":
        folders = [Path("/Applications"), *([Path.home() / "Applications"] if has_home() else [])]
        installed = [folder / name for folder in folders for name in _MAC]
    elif sys.platform == "win32":
        named = map(os.environ.get, ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"))
        installed = [Path(folder) / name for folder in named if folder for name in _WINDOWS]
    else:
        installed = [Path(name) for name in _LINUX]
    on_path = [_unwrapped(Path(found)) for name in _ON_PATH if (found := shutil.which(name))]
    installed += [path for path in on_path if not str(path).startswith("/snap/") and not _is_snap_shim(path)]
    if sys.platform == "linux":
        installed += [Path(name) for name in _SNAP]
    for path in installed:
        yield path, "system"


def _is_snap_shim(path: Path) -> bool:
    """Whether this is Ubuntu's `chromium-browser`, a script that runs the snap or tells how to get it."""
    with contextlib.suppress(OSError), path.open("rb") as stream:
        start = stream.read(4096)
        return start.startswith(b"#!") and b"snap" in start
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
    for name, programs in _PLAYWRIGHTS.items():
        folder = cache / f"{name.replace('-', '_')}-{revisions.get(name, '')}"
        # The mark is written last: without it a download was cut short.
        if (folder / "INSTALLATION_COMPLETE").exists():
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
