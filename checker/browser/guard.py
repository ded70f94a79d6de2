"""The origin guard: where credentials may be typed, and that no request carries the password anywhere else."""

import base64
import contextlib
import ipaddress
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol
from urllib.parse import parse_qsl, unquote, unquote_plus, urlsplit

from checker.browser import world
from checker.failures import ConfigInvalid, PageNotRecognised, PortalMoved

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Frame, WebSocketRoute

    from checker.portal.sending import Sent
    from checker.portal.shape import Portal


_PART = re.compile(r'; name="([^"]*)"\r\n(?:[^\r\n]+\r\n)*\r\n([^\r]*)\r\n--')
"""A part of a form that is sent in parts: its name, and the first line of what stands in it."""

_PARTS = ("image", "stylesheet", "font", "script", "media")
"""What a page is made of, by the browser's own names for what is asked for."""
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


def allows(origins: frozenset[str], url: str) -> bool:
    """Whether `url` stands on one of `origins`, over TLS unless it is loopback."""
    return origin(url) in origins and (url.startswith("https:") or is_loopback(url))


def as_http(url: str) -> str:
    """The address of a WebSocket as that of a page."""
    return "http" + url.removeprefix("ws")


class Place(Protocol):
    """A field, as far as it matters where it stands."""

    @property
    def frame(self) -> "Frame":
        """The frame that it stands in."""

    @property
    def itself(self) -> world.Kept:
        """What its document keeps it by."""


@dataclass
class Guard:
    """Watches over one run. `stopped` is the origin that a request was kept from carrying the password to."""

    origins: frozenset[str]
    password: str = field(default="", repr=False)
    stopped: str | None = None
    names: frozenset[str] = frozenset()
    """What the fields for a password are called while a login is about to be sent, or might be by mistake."""
    hollow: bool = False
    """Whether a request was stopped that would have sent a login without its password."""
    silent: bool = True
    """Whether nothing has left for the portal, since a password could be typed, in which it might be: what a page makes
    of it before it is sent, nobody can tell.
    """
    addressed: bool = False
    """Whether a request was kept from carrying the password in its address, be it to the portal itself."""

    def allows(self, url: str) -> bool:
        """Whether `url` stands on an allowed origin, over TLS unless it is loopback."""
        return allows(self.origins, url)

    def check_place(self, *fields: Place) -> None:
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

    @property
    def policy(self) -> str:
        """What pages and workers may connect to: sockets to the portal alone, for nobody can look through them."""
        sockets = " ".join(sorted(one.replace("http", "ws", 1) for one in self.origins))
        return f"connect-src http: https: data: blob: {sockets}"

    def listen(self, context: "BrowserContext") -> None:
        """Close the ways out that no request shows, from before the first page."""
        context.add_init_script(f"({world.source('closed')})({json.dumps(self.policy)})")
        context.on("page", lambda page: page.on("websocket", self._has_socket))
        context.route_web_socket(lambda url: not self.allows(as_http(url)), self._web_socket)

    def _has_socket(self, _socket: object) -> None:
        """What goes through a socket of the portal's own is not looked through."""
        self.silent = False

    def _web_socket(self, socket: "WebSocketRoute") -> None:
        """Tell a page that a socket elsewhere is open, although it leads nowhere, and hear what it would have said."""

        def judge(message: "str | bytes") -> None:
            if self.carries(message if isinstance(message, str) else message.decode("latin-1")):
                self.stopped = origin(as_http(socket.url))
                socket.close()

        if self.carries(socket.url):
            judge(socket.url)
        else:
            socket.on_message(judge)

    def carries(self, text: str) -> bool:
        """Whether the password stands in `text`, in one of the ways in which a page may write it."""
        forms = self._forms()
        return bool(forms) and any(form in said for said in _undone(text) for form in forms)

    def judge(self, sent: "Sent") -> bool:
        """Whether a request is stopped: one that would carry the password to where it may not go."""
        if self.names and self.allows(sent.url) and self._is_hollow(sent):
            self.hollow = True
            return True
        if not self.password:
            return False
        if self.allows(sent.url):
            self.silent = self.silent and sent.method == "GET" and sent.kind in _PARTS
            # Addresses are kept in logs and histories.
            in_address = self._is_in_address(sent.url)
            self.addressed = self.addressed or in_address
            return in_address
        if not self._dangerous(sent):
            return False
        self.stopped = origin(sent.url)
        return True

    def _is_hollow(self, sent: "Sent") -> bool:
        """Whether what is sent has the field for the password in it, and nothing there."""
        if sent.method in ("GET", "HEAD") or not sent.body or self.carries(sent.body):
            return False
        return any(name in self.names and not value for name, value in _values(sent.body))

    def _is_in_address(self, url: str) -> bool:
        """Whether an address carries the password; a mere word may be a part of the path of any address."""
        parts = urlsplit(url)
        return self.carries(parts.query) or (not self.password.isalpha() and self.carries(parts.path))

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
        return {self.password, raw.decode("latin-1"), raw.hex(), raw.hex().upper(), *as_base64(raw)}


def _values(body: str) -> Iterator[tuple[str, str]]:
    """The names and values of a form, as it may be sent: in parts, as JSON or as an address has them."""
    if body.lstrip().startswith(("{", "[")):
        with contextlib.suppress(ValueError, RecursionError):
            yield from _members(json.loads(body))
    elif body.startswith("--"):
        for found in _PART.finditer(body):
            yield found[1], found[2]
    else:
        yield from parse_qsl(body, keep_blank_values=True)


def _members(one: object) -> Iterator[tuple[str, str]]:
    parts = [one]
    while parts:
        part = parts.pop()
        if isinstance(part, list):
            parts += part
        elif isinstance(part, dict):
            for name, value in part.items():
                if isinstance(value, dict | list):
                    parts.append(value)
                elif value is None or isinstance(value, str):
                    yield name, value or ""


def as_base64(raw: bytes) -> set[str]:
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
