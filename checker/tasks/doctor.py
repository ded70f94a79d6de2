"""Looking whether everything is in place for a check: each examination yields one finding, and none fails the rest.

Nothing personal is needed, sent or shown.
"""

import os
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
from email.message import Message
from email.utils import parsedate_to_datetime
from enum import StrEnum
from functools import partial
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from checker import settings
from checker.browser import guard, network
from checker.browser import launch as browser
from checker.browser.finding import candidates, find
from checker.failures import BrowserFailed, Failure, InternalError, PortalUnavailable, PortalUnreachable, StorageFailed
from checker.portal import selectors

_ZONE = "Asia/Jakarta"
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


def examine(timeout: float = 10) -> Iterator[Finding]:
    """Make all examinations, one after the other; `timeout` bounds each look at the network, in seconds."""
    yield _python()
    try:
        chosen = settings.load()
    except Failure as failure:
        yield _failed("settings", failure)
        chosen = settings.Settings()
    else:
        yield from _settings(chosen)
    yield _guarded("files", _files)
    yield _guarded("browser", lambda: _browser(chosen))
    for name in ("config", "state", "data"):
        yield _guarded("folder", partial(_folder, chosen, name), about=name)
    yield _guarded("selectors", partial(_selectors, chosen))
    answer = _Answer()
    yield _guarded("portal", lambda: _portal(chosen, timeout, answer))
    yield _guarded("clock", lambda: _clock(answer))


def _guarded(name: str, look: Callable[[], Finding], about: str = "") -> Finding:
    try:
        return look()
    except Failure as failure:
        return _failed(name, failure, about)
    except Exception as error:
        return _failed(name, InternalError(type(error).__qualname__), about)


def _failed(name: str, failure: Failure, about: str = "") -> Finding:
    return Finding(name, Level.FAILURE, failure.detail or failure.code, failure=failure, about=about)


def _python() -> Finding:
    version = f"{sys.version_info.major}.{sys.version_info.minor}.{sys.version_info.micro}"
    where = "virtual environment" if sys.prefix != sys.base_prefix else "no virtual environment"
    return Finding("python", Level.OK, f"{version}, {where}: {sys.executable}")


def _settings(chosen: settings.Settings) -> Iterator[Finding]:
    for warning in chosen.warnings:
        step = warning.detail.partition(": ")[2] if warning.code == "env-file-open" else "see .env.example"
        yield Finding("settings", Level.WARNING, warning.detail, step)
    if not chosen.warnings:
        yield Finding("settings", Level.OK, "readable")


def _browser(chosen: settings.Settings) -> Finding:
    started = browser.start(find(chosen.browser))
    detail = f"{started.found}, {started.version} ({started.found.origin}), starts"
    if next(candidates(headed=True), None) is None and chosen.browser is None:
        return Finding(
            "browser",
            Level.WARNING,
            f"{detail}; none that can show a window",
            "for `login` (captcha, PIN): install Chromium or Google Chrome",
        )
    return Finding("browser", Level.OK, detail)


def _files() -> Finding:
    allowed = browser.files_allowed()
    if allowed < browser.FILES_NEEDED:
        raise BrowserFailed(f"only {allowed} files may be open at once; a browser needs {browser.FILES_ENOUGH}")
    if allowed < browser.FILES_ENOUGH:
        told = f"only {allowed} files may be open at once: a page with much in it may fail"
        return Finding("files", Level.WARNING, told, f"ulimit -n {browser.FILES_ENOUGH}, or more")
    return Finding("files", Level.OK, "enough may be open at once")


def _folder(chosen: settings.Settings, name: str) -> Finding:
    folder: Path = getattr(chosen.folders, name)
    existing = folder
    while not existing.exists() and existing != existing.parent:
        existing = existing.parent
    if not existing.is_dir():
        raise StorageFailed(f"{existing} is not a folder")
    if not os.access(existing, os.W_OK | os.X_OK):
        raise StorageFailed(f"cannot write in the folder {existing}")
    if existing != folder:
        return Finding("folder", Level.OK, f"{folder}, will be made on first use", about=name)
    if sys.platform != "win32":
        status = folder.stat()
        # Others may look into a configuration folder; what is kept of a person is nobody else's business.
        if name != "config" and status.st_mode & 0o077:
            return Finding(
                "folder", Level.WARNING, f"{folder} is open to other users", f"chmod 700 {folder}", about=name
            )
        room = os.statvfs(folder)
        if room.f_bavail * room.f_frsize < _ENOUGH_BYTES:
            return Finding("folder", Level.WARNING, f"{folder}: little space is left", "free some space", about=name)
    return Finding("folder", Level.OK, str(folder), about=name)


def _selectors(chosen: settings.Settings) -> Finding:
    loaded = selectors.load(chosen.folders.config)
    return Finding("selectors", Level.OK, ", with ".join(str(file) for file in reversed(loaded.files)))


@dataclass(slots=True)
class _Answer:
    """What the portal's answer told of the time there, for the clock."""

    date: datetime | None = None
    seen: float = 0.0


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect is an answer too; the program follows none here."""

    def redirect_request(self, *_args: object, **_kwargs: object) -> None:
        return None


def _portal(chosen: settings.Settings, timeout: float, answer: _Answer) -> Finding:
    address = _portal_address(chosen)
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
            status, headers = response.status, response.headers
    except urllib.error.HTTPError as error:
        status, headers = error.code, error.headers
        error.close()
    except (OSError, HTTPException) as error:
        return _unanswered(origin, error, proxied)
    answer.date, answer.seen = _date(headers), time.time()

    took = f"{(time.monotonic() - began) * 1000:.0f} ms"
    over = "TLS" if parts.scheme == "https" else "plain HTTP on this machine"
    through = f", through the proxy {proxied}" if proxied else ""
    told = f"{origin} answers {status} over {over} in {took}{through}"
    if status >= 500:
        failure = PortalUnavailable(told)
        return Finding("portal", Level.WARNING, told, "wait: the portal is out of service", failure)
    if status in (403, 429):
        return Finding("portal", Level.WARNING, told, "look whether an ordinary browser gets in from this network")
    return Finding("portal", Level.OK, told)


def _unanswered(origin: str, error: Exception, proxy: str | None) -> Finding:
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    by = f" (by the proxy {proxy})" if proxy else ""
    if isinstance(reason, ssl.SSLCertVerificationError):
        # Python and the browser keep separate lists of authorities: here only the browser's counts.
        told = f"{origin}: Python does not trust its certificate ({reason.verify_message}){by}"
        return Finding("portal", Level.WARNING, told, "look at it with an ordinary browser; check the clock")
    if proxy and (refused := re.search(r"[Tt]unnel connection failed: (\d{3})", str(reason))):
        what = f"the proxy {proxy} answers {refused[1]} and lets nothing through"
    elif isinstance(reason, ssl.SSLError):
        what = f"TLS fails ({reason.reason})"
    elif isinstance(reason, TimeoutError):
        what = "no answer in time"
    elif isinstance(reason, ConnectionRefusedError):
        what = "the connection is refused"
    elif isinstance(reason, ConnectionError):
        what = "the connection is cut"
    elif isinstance(reason, socket.gaierror):
        what = "the name does not resolve"
    elif isinstance(reason, HTTPException):
        what = "its answer is none of HTTP, or broke off"
    else:
        what = (reason.strerror if isinstance(reason, OSError) else None) or type(reason).__name__
    return _failed("portal", PortalUnreachable(f"{origin}: {what}{'' if proxy and proxy in what else by}"))


def _resolve(host: str, timeout: float) -> None:
    """Look the name up, and give up in time: the system's own look-up knows no timeout."""
    outcome: list[bool] = []

    def look() -> None:
        try:
            outcome.append(bool(socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)))
        except (OSError, UnicodeError):
            outcome.append(False)

    worker = threading.Thread(target=look, daemon=True)
    worker.start()
    worker.join(timeout)
    if not outcome:
        raise PortalUnreachable(f"{host}: the name did not resolve in time")
    if not outcome[0]:
        raise PortalUnreachable(f"{host}: the name does not resolve")


def _date(headers: Message) -> datetime | None:
    try:
        date = parsedate_to_datetime(headers.get("Date", ""))
    except (ValueError, TypeError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def _clock(answer: _Answer) -> Finding:
    try:
        zone = ZoneInfo(_ZONE)
    except ZoneInfoNotFoundError:
        return Finding("clock", Level.WARNING, f"the zone {_ZONE} is not known here", "pip install tzdata")
    now = datetime.now(UTC)
    told = f"{now.astimezone(zone):%Y-%m-%d %H:%M:%S %z} in {_ZONE}, local zone {time.strftime('%z')}"
    if now.year < 2026:
        return Finding("clock", Level.WARNING, f"{told}: in the past", "set the clock")
    if answer.date is None:
        return Finding("clock", Level.OK, f"{told}; not compared with the portal's")
    skew = answer.seen - answer.date.timestamp()
    if abs(skew) > _SKEW_S:
        told = f"{told}: {abs(skew):.0f} s {'ahead of' if skew > 0 else 'behind'} the portal's"
        return Finding("clock", Level.WARNING, told, "set the clock, or have it set from the network")
    return Finding("clock", Level.OK, f"{told}; agrees with the portal's")


def _portal_address(chosen: settings.Settings) -> str:
    """The address that a check would go to, refused as a check would refuse it."""
    portal = selectors.load(chosen.folders.config).selectors.portal
    return guard.start_and_origins(chosen.portal_url, portal, settings.PORTAL_URL)[0]
