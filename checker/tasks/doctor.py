"""Looking whether everything is in place for a check: each examination yields one finding, and none fails the rest.

Nothing personal is needed, sent or shown.
"""

import os
import platform
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from pathlib import Path

from checker import settings
from checker.browser import ahead, arrive, guard, network
from checker.browser import launch as browser
from checker.browser.finding import candidates, find
from checker.failures import BrowserFailed, ConfigInvalid, Failure, PortalUnavailable, PortalUnreachable, StorageFailed
from checker.keeping import config
from checker.portal import selectors
from checker.tasks import daily
from checker.tasks.check import prepare
from checker.tasks.findings import Concern, Finding, Level, failed, found
from checker.tasks.ground import Ground
from checker.texts import N_, fill

_ENOUGH_BYTES = 50_000_000
_SKEW_S = 300
_ORIGINS = {"set": N_("as set"), "playwright": "Playwright", "system": N_("the system's")}


def examine(timeout: float = 10) -> Iterator[Finding]:
    """Make all examinations, one after the other; `timeout` bounds each look at the network, in seconds.

    What one examination has told of as a failure, another that rests on the same does not tell again.
    """
    told: set[str] = set()
    for one in _examined(timeout):
        # Each folder is told of all the same, unless not one of them is known.
        alone = one.name == "folder" and not isinstance(one.failure, ConfigInvalid)
        if one.level is not Level.FAILURE or one.detail not in told or alone:
            yield one
        if one.level is Level.FAILURE:
            told.add(one.detail)


def _examined(timeout: float) -> Iterator[Finding]:
    yield found("python", _python)
    chosen, faults = settings.looked_at()
    yield from (failed("settings", fault) for fault in faults)
    for warning in chosen.warnings:
        detail, _colon, step = warning.detail.partition(": ")
        yield Finding("settings", Level.WARNING, detail, step or N_("see .env.example"))
    if not (faults or chosen.warnings):
        yield Finding("settings", Level.OK, N_("readable"))
    yield found("files", _files)
    yield found("browser", partial(_browser, chosen))
    for name in ("config", "state", "data"):
        yield found("folder", partial(_folder, chosen, name), about=name)
    yield found("config", partial(_config, chosen))
    yield found("selectors", partial(_selectors, chosen))
    ahead: list[float] = []
    yield found("portal", partial(_portal, chosen, timeout, ahead))
    yield found("clock", partial(_clock, ahead))
    try:
        checks = prepare(chosen)
    except Failure as failure:
        # Told above, most often; what is not is told here.
        yield failed("credentials", failure, "default")
        return
    yield from daily.examine(checks)


def _python() -> str:
    where = N_("virtual environment") if sys.prefix != sys.base_prefix else N_("no virtual environment")
    return fill("{version}, {where}: {path}", version=platform.python_version(), where=where, path=sys.executable)


def _config(chosen: settings.Settings) -> str:
    config.load(chosen.folders.config)
    path = chosen.folders.config / config.NAME
    return fill(N_("{path}, readable"), path=path) if path.exists() else N_("none; everything in it is optional")


def _browser(chosen: settings.Settings) -> str | Concern:
    try:
        started = browser.start(find(chosen.browser, where=chosen.browser_where))
    except BrowserFailed as failure:
        if chosen.browser:
            setting = f"{settings.BROWSER} ({chosen.browser_where})"
            failure.detail = fill("{setting}: {told}", setting=setting, told=failure.detail)
        raise
    origin = _ORIGINS[started.found.origin]
    detail = fill(
        N_("{path}, {version} ({origin}), starts"), path=started.found, version=started.version, origin=origin
    )
    if next(candidates(headed=True), None) is None and chosen.browser is None:
        step = N_("for `login` (captcha, PIN): install Chromium or Google Chrome")
        return Concern(fill(N_("{detail}; none that can show a window"), detail=detail), step)
    return detail


def _files() -> str | Concern:
    allowed = ahead.files_allowed()
    if allowed < ahead.FILES_NEEDED:
        text = N_("only {count} files may be open at once; a browser needs {needed}")
        raise BrowserFailed(fill(text, count=allowed, needed=ahead.FILES_ENOUGH))
    if allowed < ahead.FILES_ENOUGH:
        told = fill(N_("only {count} files may be open at once: a page with much in it may fail"), count=allowed)
        return Concern(told, fill(N_("ulimit -n {count}, or more"), count=ahead.FILES_ENOUGH))
    return N_("enough may be open at once")


def _folder(chosen: settings.Settings, name: str) -> str | Concern:
    folder: Path = getattr(chosen.folders, name)
    existing = folder
    while not existing.exists() and existing != existing.parent:
        existing = existing.parent
    if not existing.is_dir():
        raise StorageFailed(fill(N_("{path} is not a folder"), path=existing))
    if not os.access(existing, os.W_OK | os.X_OK):
        raise StorageFailed(fill(N_("cannot write in the folder {path}"), path=existing))
    if existing != folder:
        return fill(N_("{path}, will be made on first use"), path=folder)
    if sys.platform != "win32":
        # Others may look into a configuration folder; what is kept of a person is nobody else's business.
        if name != "config" and folder.stat().st_mode & 0o077:
            return Concern(fill(N_("{path} can be read by other users"), path=folder), f"chmod 700 {folder}")
        room = os.statvfs(folder)
        if room.f_bavail * room.f_frsize < _ENOUGH_BYTES:
            return Concern(fill(N_("{path}: little space is left"), path=folder), N_("free some space"))
    return str(folder)


def _selectors(chosen: settings.Settings) -> str:
    shipped, *own = selectors.load(chosen.folders.config).files
    return fill(N_("{own}, over {shipped}"), own=own[-1], shipped=shipped) if own else str(shipped)


def _portal(chosen: settings.Settings, timeout: float, ahead: list[float]) -> str | Concern:
    """Whether the portal answers the browser; `ahead` is told how many seconds our clock is ahead of the portal's."""
    # The address that a check would go to, refused as a check would refuse it.
    address = Ground(chosen, selectors.load(chosen.folders.config)).portal()[0]
    origin, proxied = guard.origin(address), network.proxy(address)
    with browser.launch(find(chosen.browser, where=chosen.browser_where)) as running:
        began = time.monotonic()
        try:
            answer = arrive.first_answer(running, f"{origin}/", timeout)
        except PortalUnreachable as failure:
            if not failure.detail.startswith(origin):
                failure.detail = fill("{where}: {told}", where=origin, told=failure.detail)
            if proxied and proxied not in failure.detail:
                failure.detail = fill(N_("{told} (by the proxy {where})"), told=failure.detail, where=proxied)
            raise
        took = f"{(time.monotonic() - began) * 1000:.0f} ms"
    if (date := _date(answer.date)) is not None:
        ahead.append(time.time() - date.timestamp())
    over = N_("TLS") if origin.startswith("https:") else N_("plain HTTP on this machine")
    text = N_("{origin} answers {status} over {over} in {took}")
    told = fill(text, origin=origin, status=answer.status, over=over, took=took)
    if proxied:
        told = fill(N_("{told}, through the proxy {where}"), told=told, where=proxied)
    if answer.status >= 500:
        return Concern(told, N_("wait: the portal is out of service"), PortalUnavailable(told))
    if answer.status in (403, 429):
        return Concern(told, N_("look whether an ordinary browser gets in from this network"))
    return told


def _date(told: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(told)
    except (ValueError, TypeError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def _clock(ahead: list[float]) -> str | Concern:
    now = datetime.now(settings.JAKARTA)
    text = N_("{now} in Asia/Jakarta, local zone {zone}")
    told = fill(text, now=f"{now:%Y-%m-%d %H:%M:%S %z}", zone=time.strftime("%z"))
    if now.year < 2026:
        return Concern(fill(N_("{told}: in the past"), told=told), N_("set the clock"))
    if not ahead:
        return fill(N_("{told}; not compared with the portal's"), told=told)
    if abs(ahead[0]) > _SKEW_S:
        way = (
            N_("{told}: {count} s ahead of the portal's")
            if ahead[0] > 0
            else N_("{told}: {count} s behind the portal's")
        )
        step = N_("set the clock, or have it set from the network")
        return Concern(fill(way, told=told, count=round(abs(ahead[0]))), step)
    return fill(N_("{told}; agrees with the portal's"), told=told)
