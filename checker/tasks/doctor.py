"""Looking whether everything is in place for a check: each examination yields one finding, and none fails the rest.

Nothing personal is needed, sent or shown.
"""

import os
import platform
import re
import socket
import ssl
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from functools import partial
from http.client import HTTPException
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from checker import settings
from checker.browser import ahead, network
from checker.browser import launch as browser
from checker.browser.finding import candidates, find
from checker.failures import BrowserFailed, Failure, InternalError, PortalUnavailable, PortalUnreachable, StorageFailed
from checker.portal import selectors
from checker.tasks.ground import Ground
from checker.texts import N_

_ENOUGH_BYTES = 50_000_000
_SKEW_S = 300
# What it means that no answer came, the first that fits.
_MEANS: tuple[tuple[type[Exception], str], ...] = (
    (TimeoutError, "no answer in time"),
    (ConnectionRefusedError, "the connection is refused"),
    (ConnectionError, "the connection is cut"),
    (socket.gaierror, "the name does not resolve"),
    (HTTPException, "its answer is none of HTTP, or broke off"),
)


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
            step = warning.detail.partition(": ")[2] if warning.code == "env-file-open" else N_("see .env.example")
            yield Finding("settings", Level.WARNING, warning.detail, step)
        if not chosen.warnings:
            yield Finding("settings", Level.OK, "readable")
    yield _found("files", _files)
    yield _found("browser", partial(_browser, chosen))
    for name in ("config", "state", "data"):
        yield _found("folder", partial(_folder, chosen, name), about=name)
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
            return _Concern(f"{folder} is open to other users", f"chmod 700 {folder}")
        room = os.statvfs(folder)
        if room.f_bavail * room.f_frsize < _ENOUGH_BYTES:
            return _Concern(f"{folder}: little space is left", N_("free some space"))
    return str(folder)


def _selectors(chosen: settings.Settings) -> str:
    return ", with ".join(str(file) for file in reversed(selectors.load(chosen.folders.config).files))


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect is an answer too; the program follows none here."""

    def redirect_request(self, *_args: object, **_kwargs: object) -> None:
        return None


def _portal(chosen: settings.Settings, timeout: float, ahead: list[float]) -> str | _Concern:
    """Whether the portal answers; `ahead` is told by how many seconds our clock is ahead of the portal's."""
    # The address that a check would go to, refused as a check would refuse it.
    address = Ground(chosen, selectors.load(chosen.folders.config)).portal()[0]
    parts = urlsplit(address)
    origin = f"{parts.scheme}://{parts.netloc}"
    proxied = network.proxy(address)
    began = time.monotonic()
    if not proxied:
        _resolve(parts.hostname or "", timeout)

    # Asks for the bare root with no cookies and no account, as a first visit does.
    request = urllib.request.Request(f"{origin}/", method="HEAD", headers={"User-Agent": "saldo-jht doctor"})
    try:
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=timeout) as response:
            status, told_date = response.status, response.headers.get("Date", "")
    except urllib.error.HTTPError as error:
        status, told_date = error.code, error.headers.get("Date", "")
        error.close()
    except (OSError, HTTPException) as error:
        return _unanswered(origin, error, proxied)
    if (date := _date(told_date)) is not None:
        ahead.append(time.time() - date.timestamp())

    took = f"{(time.monotonic() - began) * 1000:.0f} ms"
    over = "TLS" if parts.scheme == "https" else "plain HTTP on this machine"
    through = f", through the proxy {proxied}" if proxied else ""
    told = f"{origin} answers {status} over {over} in {took}{through}"
    if status >= 500:
        return _Concern(told, N_("wait: the portal is out of service"), PortalUnavailable(told))
    if status in (403, 429):
        return _Concern(told, N_("look whether an ordinary browser gets in from this network"))
    return told


def _unanswered(origin: str, error: Exception, proxy: str | None) -> _Concern:
    """A certificate that only Python does not know is a concern. Raises PortalUnreachable for all else."""
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    by = f" (by the proxy {proxy})" if proxy else ""
    if isinstance(reason, ssl.SSLCertVerificationError):
        # Python and the browser keep separate lists of authorities: here only the browser's counts.
        told = f"{origin}: Python does not trust its certificate ({reason.verify_message}){by}"
        return _Concern(told, N_("look at it with an ordinary browser; check the clock"))
    if proxy and (refused := re.search(r"[Tt]unnel connection failed: (\d{3})", str(reason))):
        raise PortalUnreachable(f"{origin}: the proxy {proxy} answers {refused[1]} and lets nothing through")
    if isinstance(reason, ssl.SSLError):
        raise PortalUnreachable(f"{origin}: TLS fails ({reason.reason}){by}")
    what = next((words for kind, words in _MEANS if isinstance(reason, kind)), None)
    what = what or (reason.strerror if isinstance(reason, OSError) else None) or type(reason).__name__
    raise PortalUnreachable(f"{origin}: {what}{by}")


def _resolve(host: str, timeout: float) -> None:
    """Look the name up, and give up in time: the system's own look-up knows no timeout. Raises PortalUnreachable."""
    outcome: list[bool] = []

    def look() -> None:
        try:
            outcome.append(bool(socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)))
        except (OSError, UnicodeError):
            outcome.append(False)

    worker = threading.Thread(target=look, daemon=True)
    worker.start()
    worker.join(timeout)
    if outcome != [True]:
        raise PortalUnreachable(f"{host}: the name does not resolve" if outcome else f"{host}: did not resolve in time")


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
