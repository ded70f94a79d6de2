"""Installing a browser: one that is there, else Playwright's download, else the system's package."""

import contextlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from checker.browser import environment
from checker.browser.finding import candidates, find
from checker.browser.launch import Started, start
from checker.failures import BrowserFailed
from checker.settings import BROWSER, clean_environment
from checker.texts import N_, _

_INSTALL_S = 900
Tell = Callable[[str], None]
"""Called with a text for the person as things go along."""


def install(explicit: str | None, tell: Tell) -> Started:
    """See to it that a browser starts, and tell which. Raises BrowserFailed with the next step, ConfigInvalid."""
    if explicit:
        return start(find(explicit))
    tried: set[Path | None] = set()
    if started := _first_working(tried, tell):
        return started

    tell(_("No browser found that starts: downloading Playwright's own."))
    before = {found.path for found in candidates(headed=False)}
    _playwright("install", "--only-shell", "chromium")
    if started := _first_working(tried, tell):
        return started

    as_root = _become_root()
    if as_root is not None and _has_apt():
        _apt(as_root, "update")
        for package in ("chromium-headless-shell", "chromium"):
            tell(_("Installing the system's package {package}.").format(package=package))
            _apt(as_root, "install", "-y", "--no-install-recommends", package)
            # Tried anew, all of them: the package brings libraries that a download may have lacked.
            tried.clear()
            if started := _first_working(tried, tell):
                _drop_vain_download(before, started)
                return started
    failed = N_("no browser could be installed: Playwright's download failed or does not start")
    if not _has_apt():
        raise BrowserFailed(f"{failed}; next step: install Google Chrome or Chromium, or set {BROWSER} to one")
    raise BrowserFailed(
        f"{failed}, and apt-get {'needs root' if as_root is None else 'did not help'}; next step: sudo apt install "
        f"chromium-headless-shell (or chromium), or sudo {sys.executable} -m playwright install-deps chromium"
    )


def _first_working(tried: set[Path | None], tell: Tell) -> Started | None:
    for found in candidates(headed=False):
        if found.path in tried:
            continue
        tried.add(found.path)
        try:
            return start(found)
        except BrowserFailed:
            tell(_("Found, but does not start: {path}").format(path=found))
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
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        done = subprocess.run(
            command, env=given, stdin=subprocess.DEVNULL, stdout=sys.stderr, timeout=_INSTALL_S, check=False
        )
        return done.returncode == 0
    return False


def _has_apt() -> bool:
    return sys.platform == "linux" and Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def _become_root() -> list[str] | None:
    """What to put before a command to run it as root without asking anybody; None when that cannot be."""
    if sys.platform == "win32":
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is not None:
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, timeout=10, check=False)
            if asked.returncode == 0:
                return ["sudo", "-n"]
    return None
