"""Looking whether everything is in place for a check: each examination yields one finding, and none fails the rest.

Nothing personal is needed, sent or shown.
"""

import os
import platform
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import NamedTuple

from checker import settings
from checker.browser import ahead, arrive, guard, network
from checker.browser import launch as browser
from checker.browser.finding import candidates, find
from checker.failures import BrowserFailed, Failure, InternalError, PortalUnavailable, PortalUnreachable, StorageFailed
from checker.keeping import config
from checker.portal import selectors
from checker.tasks.ground import Ground
from checker.texts import N_

_ENOUGH_BYTES = 50_000_000
_SKEW_S = 300


class Level(StrEnum):
    """How much a finding stands in the way of a check."""

    OK = "ok"
    WARNING = "warning"
    FAILURE = "failure"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one examination found; `failure` is what a check would end with."""

    name: str
    level: Level
    detail: str
    next_step: str = ""
    failure: Failure | None = None
    about: str = ""


class _Concern(NamedTuple):
    """What is not quite in place, and what to do."""

    detail: str
    next_step: str
    failure: Failure | None = None


_Look = Callable[[], "str | _Concern"]
"""An examination: what is in place, or what is not quite; it raises what a check would end with."""


def examine(timeout: float = 10) -> Iterator[Finding]:
    """Make all examinations, one after the other; `timeout` bounds each look at the network, in seconds."""
    yield _found("python", _python)
    chosen = settings.Settings()
    try:
        chosen = settings.load()
    except Failure as failure:
        yield _failed("settings", failure)
    else:
        for warning in chosen.warnings:
            found, _colon, step = warning.detail.partition(": ")
            yield Finding("settings", Level.WARNING, found, step or N_("see .env.example"))
        if not chosen.warnings:
            yield Finding("settings", Level.OK, "readable")
    yield _found("files", _files)
    yield _found("browser", partial(_browser, chosen))
    for name in ("config", "state", "data"):
        yield _found("folder", partial(_folder, chosen, name), about=name)
    yield _found("config", partial(_config, chosen))
    yield _found("selectors", partial(_selectors, chosen))
    ahead: list[float] = []
    yield _found("portal", partial(_portal, chosen, timeout, ahead))
    yield _found("clock", partial(_clock, ahead))


def _found(name: str, look: _Look, about: str = "") -> Finding:
    try:
        told = look()
    except Failure as failure:
        return _failed(name, failure, about)
    except Exception as error:
        return _failed(name, InternalError(type(error).__qualname__), about)
    if isinstance(told, str):
        return Finding(name, Level.OK, told, about=about)
    return Finding(name, Level.WARNING, *told, about)


def _failed(name: str, failure: Failure, about: str = "") -> Finding:
    return Finding(name, Level.FAILURE, failure.detail or failure.code, failure=failure, about=about)


def _python() -> str:
    where = "virtual environment" if sys.prefix != sys.base_prefix else "no virtual environment"
    return f"{platform.python_version()}, {where}: {sys.executable}"


def _config(chosen: settings.Settings) -> str:
    config.load(chosen.folders.config)
    path = chosen.folders.config / config.NAME
    return f"{path}, readable" if path.exists() else "none; everything in it is optional"


def _browser(chosen: settings.Settings) -> str | _Concern:
    started = browser.start(find(chosen.browser))
    detail = f"{started.found}, {started.version} ({started.found.origin}), starts"
    if next(candidates(headed=True), None) is None and chosen.browser is None:
        step = N_("for `login` (captcha, PIN): install Chromium or Google Chrome")
        return _Concern(f"{detail}; none that can show a window", step)
    return detail


def _files() -> str | _Concern:
    allowed = ahead.files_allowed()
    if allowed < ahead.FILES_NEEDED:
        raise BrowserFailed(f"only {allowed} files may be open at once; a browser needs {ahead.FILES_ENOUGH}")
    if allowed < ahead.FILES_ENOUGH:
        told = f"only {allowed} files may be open at once: a page with much in it may fail"
        return _Concern(told, f"ulimit -n {ahead.FILES_ENOUGH}, or more")
    return "enough may be open at once"


def _folder(chosen: settings.Settings, name: str) -> str | _Concern:
    folder: Path = getattr(chosen.folders, name)
    existing = folder
    while not existing.exists() and existing != existing.parent:
        existing = existing.parent
    if not existing.is_dir():
        raise StorageFailed(f"{existing} is not a folder")
    if not os.access(existing, os.W_OK | os.X_OK):
        raise StorageFailed(f"cannot write in the folder {existing}")
    if existing != folder:
        return f"{folder}, will be made on first use"
    if sys.platform != "win32":
        # Others may look into a configuration folder; what is kept of a person is nobody else's business.
        if name != "config" and folder.stat().st_mode & 0o077:
            return _Concern(f"{folder} can be read by other users", f"chmod 700 {folder}")
        room = os.statvfs(folder)
        if room.f_bavail * room.f_frsize < _ENOUGH_BYTES:
            return _Concern(f"{folder}: little space is left", N_("free some space"))
    return str(folder)


def _selectors(chosen: settings.Settings) -> str:
    return ", with ".join(str(file) for file in reversed(selectors.load(chosen.folders.config).files))


def _portal(chosen: settings.Settings, timeout: float, ahead: list[float]) -> str | _Concern:
    """Whether the portal answers the browser; `ahead` is told how many seconds our clock is ahead of the portal's."""
    # The address that a check would go to, refused as a check would refuse it.
    address = Ground(chosen, selectors.load(chosen.folders.config)).portal()[0]
    origin, proxied = guard.origin(address), network.proxy(address)
    with browser.launch(find(chosen.browser)) as running:
        began = time.monotonic()
        try:
            answer = arrive.first_answer(running, f"{origin}/", timeout)
        except PortalUnreachable as failure:
            by = f" (by the proxy {proxied})" if proxied and proxied not in failure.detail else ""
            where = "" if failure.detail.startswith(origin) else f"{origin}: "
            raise PortalUnreachable(f"{where}{failure.detail}{by}") from None
        took = f"{(time.monotonic() - began) * 1000:.0f} ms"
    if (date := _date(answer.date)) is not None:
        ahead.append(time.time() - date.timestamp())
    over = "TLS" if origin.startswith("https:") else "plain HTTP on this machine"
    through = f", through the proxy {proxied}" if proxied else ""
    told = f"{origin} answers {answer.status} over {over} in {took}{through}"
    if answer.status >= 500:
        return _Concern(told, N_("wait: the portal is out of service"), PortalUnavailable(told))
    if answer.status in (403, 429):
        return _Concern(told, N_("look whether an ordinary browser gets in from this network"))
    return told


def _date(told: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(told)
    except (ValueError, TypeError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def _clock(ahead: list[float]) -> str | _Concern:
    now = datetime.now(settings.JAKARTA)
    told = f"{now:%Y-%m-%d %H:%M:%S %z} in Asia/Jakarta, local zone {time.strftime('%z')}"
    if now.year < 2026:
        return _Concern(f"{told}: in the past", N_("set the clock"))
    if not ahead:
        return f"{told}; not compared with the portal's"
    if abs(ahead[0]) > _SKEW_S:
        way = "ahead of" if ahead[0] > 0 else "behind"
        return _Concern(
            f"{told}: {abs(ahead[0]):.0f} s {way} the portal's", N_("set the clock, or have it set from the network")
        )
    return f"{told}; agrees with the portal's"
