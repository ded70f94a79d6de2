"""A monitor's address that hears when a check starts and how it ends, as healthchecks.io and its like have it.

Nothing that goes wrong here fails a check. Nothing of a check but its exit status is sent; the address is never told.
"""

import threading
import urllib.request
from urllib.parse import urlsplit, urlunsplit

from checker import __version__
from checker.texts import N_

_SECONDS = 5.0


class Heartbeat:
    """The heartbeats of one command: `start` waits for nobody, `end` for so many seconds at most."""

    def __init__(self, url: str, seconds: float = _SECONDS) -> None:
        self.url, self.seconds = url, seconds
        self._started: threading.Thread | None = None

    def start(self) -> None:
        """Say that a check starts."""
        self._started = threading.Thread(target=_ping, args=(self.url, "start", self.seconds), daemon=True)
        self._started.start()

    def end(self, status: int) -> str | None:
        """Say that it has ended, and with which exit status; why that did not get through, or None."""
        if self._started is not None:
            # The two must not overtake each other.
            self._started.join(self.seconds)
        found: list[str | None] = []
        ping = threading.Thread(
            target=lambda: found.append(_ping(self.url, str(status) if status else "", self.seconds)), daemon=True
        )
        ping.start()
        ping.join(self.seconds)
        return found[0] if found else "no answer"


def _ping(url: str, what: str, seconds: float) -> str | None:
    # Whatever is raised, its text may quote the address.
    try:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https"):
            return N_("expected an address such as https://host/...")
        path = f"{parts.path.rstrip('/')}/{what}" if what else parts.path
        address = urlunsplit(parts._replace(path=path))
        request = urllib.request.Request(address, headers={"User-Agent": f"saldo-jht/{__version__}"})
        with urllib.request.urlopen(request, timeout=seconds):
            return None
    except Exception as error:
        status = getattr(error, "code", None)
        return N_("the answer was {0}").format(status) if isinstance(status, int) else type(error).__name__
