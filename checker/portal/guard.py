"""The origin guard: where credentials may be typed, and that no request carries the password anywhere else."""

import base64
import ipaddress
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote, unquote_plus, urlsplit

from checker.failures import ConfigInvalid, PageNotRecognised, PortalMoved
from checker.portal import world

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Frame, WebSocketRoute

    from checker.portal.locate import Hit
    from checker.portal.wire import Sent
    from checker.selectors import Portal


_ESCAPED = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)


def origin(url: str) -> str:
    """Scheme, host and port of an address; a default port is left out."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    host = f"[{host}]" if ":" in host else host
    default = {"https": 443, "http": 80}.get(parts.scheme)
    port = "" if parts.port in (None, default) else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}"


def is_loopback(url: str) -> bool:
    """Whether an address names this very machine."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def start_and_origins(given: str | None, portal: "Portal", where: str) -> tuple[str, frozenset[str]]:
    """The address to start at and the origins that credentials may be typed on.

    `given` is loopback (then it is the only origin, TLS or not) or on an origin that the selectors file lists;
    anything else is ConfigInvalid, naming `where` it was set.
    """
    listed = frozenset(origin(one) for one in portal.origins)
    start = given or portal.start
    if given is not None and is_loopback(given):
        return given, frozenset({origin(given)})
    if origin(start) not in listed:
        raise ConfigInvalid(
            f"{where}: its origin is not among those of the selectors file ({', '.join(sorted(listed))})"
        )
    return start, listed


def _as_http(url: str) -> str:
    return "http" + url.removeprefix("ws")


@dataclass
class Guard:
    """Watches over one run. `stopped` is the origin that a request was kept from carrying the password to."""

    origins: frozenset[str]
    password: str = field(default="", repr=False)
    stopped: str | None = None

    def allows(self, url: str) -> bool:
        """Whether `url` stands on an allowed origin, over TLS unless it is loopback."""
        return origin(url) in self.origins and (url.startswith("https:") or is_loopback(url))

    def check_place(self, *fields: "Hit") -> None:
        """Raise PortalMoved unless page, frame and form's target of each of `fields` stand on an allowed origin."""
        for frame in {one.frame for one in fields}:
            self._check_frame(frame)
        targets = world.ask(fields[0].frame, "targets", [one.itself for one in fields])
        if targets is None:
            raise PageNotRecognised("the login form changed while it was looked at", screen="login")
        for target in targets:
            if target.startswith(("http:", "https:")) and not self.allows(target):
                raise PortalMoved(
                    f"the login form would be sent to {origin(target)}, which is not the portal", screen="login"
                )

    def _check_frame(self, frame: "Frame") -> None:
        at: Frame | None = frame
        while at is not None:
            inherits = at.url.startswith(("about:", "blob:")) and at.parent_frame is not None
            if not inherits and not self.allows(at.url):
                raise PortalMoved(f"the login form stands on {origin(at.url)}, which is not the portal", screen="login")
            at = at.parent_frame

    def listen(self, context: "BrowserContext") -> None:
        """Watch what the other ways out carry, from before the first page: WebSockets, which no request shows."""
        context.route_web_socket(lambda url: not self.allows(_as_http(url)), self._web_socket)

    def _web_socket(self, socket: "WebSocketRoute") -> None:
        def judge(message: "str | bytes") -> None:
            text = message if isinstance(message, str) else message.decode("latin-1")
            if self.carries(text):
                self.stopped = origin(_as_http(socket.url))
                socket.close()
            else:
                server.send(message)

        if self.carries(socket.url):
            self.stopped = origin(_as_http(socket.url))
            socket.close()
            return
        server = socket.connect_to_server()
        socket.on_message(judge)

    def carries(self, text: str) -> bool:
        """Whether the password stands in `text`, in one of the ways in which a page may write it."""
        forms = self._forms()
        return bool(forms) and any(form in said for said in _undone(text) for form in forms)

    def judge(self, sent: "Sent") -> bool:
        """Whether a request is stopped: one that would carry the password to where it may not go."""
        if not self.password or self.allows(sent.url) or not self._dangerous(sent):
            return False
        self.stopped = origin(sent.url)
        return True

    def _dangerous(self, sent: "Sent") -> bool:
        if sent.method != "GET" and sent.kind == "document":
            return True
        # What cannot be looked at is not let go.
        return sent.body is None or self.carries(" ".join((sent.url, sent.body, *sent.headers.values())))

    def _forms(self) -> set[str]:
        """The password as it may stand in a text whose other encodings are undone; none while there is no password."""
        if not self.password:
            return set()
        raw = self.password.encode()
        # Bytes that were taken for Latin-1, and hexadecimal digits.
        return {self.password, raw.decode("latin-1"), raw.hex(), raw.hex().upper(), *_base64(raw)}


def _base64(raw: bytes) -> set[str]:
    """What base64 makes of `raw` wherever it stands in a longer text: the signs that no neighbour has a part in."""
    found = set()
    for ahead in range(3):
        start, end = -(-ahead * 8 // 6), (ahead + len(raw)) * 8 // 6
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            found.add(encode(bytes(ahead) + raw).decode()[start:end])
    # Fewer signs may stand anywhere by chance.
    return {one for one in found if len(one) >= 6}


def _undone(text: str) -> set[str]:
    """A text, and what it says once the encodings of addresses and of JSON, one in another too, are undone."""
    said = {text, unquote(text), unquote_plus(text)}
    for _ in range(2):
        said |= {_paired(_ESCAPED.sub(_unescaped, one)) for one in said}
    return said


def _paired(text: str) -> str:
    """Two halves of a character, as JSON may escape one, put together."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _unescaped(found: "re.Match[str]") -> str:
    sign = found[1]
    return chr(int(sign[1:], 16)) if len(sign) == 5 else sign
