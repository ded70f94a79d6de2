"""The remote page: what the browser shows, in a small web page in which a person taps and types.

Chromium's own screencast and input pass over it for the time of a hand-over only; nothing of that is kept or logged.
The page is behind a token that opens it once, by a press on the page that is shown first: what looks at an address only
for a preview uses up nothing. What it then asks carries a key that no address and no cookie holds.
"""

import contextlib
import getpass
import hmac
import ipaddress
import json
import queue
import secrets
import socket
import threading
from base64 import b64decode
from dataclasses import dataclass, field
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, get_args
from urllib.parse import quote, urlsplit

from checker.browser.guard import is_loopback
from checker.failures import ConfigInvalid
from checker.model import Answer
from checker.texts import _, indonesian

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

_MOST_BYTES = 65_536
_MOST_WAITING = 500
_WIDE = (1280, 900)
LAN = "lan"
"""To be served at this machine's own address on the network."""
ANYWHERE = ("0.0.0.0", "::")
"""To be served at all addresses of this machine."""
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_KEYS = {
    "Backspace": 8,
    "Tab": 9,
    "Enter": 13,
    "Escape": 27,
    "End": 35,
    "Home": 36,
    "ArrowLeft": 37,
    "ArrowUp": 38,
    "ArrowRight": 39,
    "ArrowDown": 40,
    "Delete": 46,
}


@dataclass
class _Shared:
    """What the threads of the web page and the program's own hand each other."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    key: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    opened: bool = False
    over: bool = False
    active: bool = False
    text: str = ""
    question: str = field(default="", repr=False)
    answer: "Answer | None" = None
    goes: bool = False
    gone: bool = False
    size: tuple[int, int] = (1280, 900)
    number: int = 0
    frame: bytes = field(default=b"", repr=False)
    news: threading.Condition = field(default_factory=threading.Condition)
    acts: "queue.Queue[dict[str, Any]]" = field(default_factory=lambda: queue.Queue(_MOST_WAITING))

    def change(self, **values: object) -> None:
        with self.news:
            for name, value in values.items():
                setattr(self, name, value)
            self.number += 1
            self.news.notify_all()


class Remote:
    """The web page, served from `with` on until its end; `begin`, `serve` and `end` make up one hand-over."""

    def __init__(self, bind: str, port: int) -> None:
        """At the address `bind`, or with `LAN` at this machine's own on the network. Raises ConfigInvalid."""
        self.bind, self.port = bind, port
        if bind == LAN:
            self.bind = lan_address()
            if not self.bind:
                raise ConfigInvalid("--bind: this machine has no address on a network that is known: --bind ADDR")
        self._shared = _Shared()
        self._page: Page | None = None
        self._cast: CDPSession | None = None
        self._server: ThreadingHTTPServer | None = None
        self._size = _WIDE

    def __enter__(self) -> Self:
        """Serve. Raises ConfigInvalid where the address cannot be taken."""
        handler = type("Handler", (_Handler,), {"shared": self._shared})
        family = socket.AF_INET6 if ":" in self.bind else socket.AF_INET
        quiet = {"address_family": family, "daemon_threads": True, "handle_error": lambda *_: None}
        try:
            self._server = type("Server", (ThreadingHTTPServer,), quiet)((self.bind, self.port), handler)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise ConfigInvalid(f"--bind {self.bind} --port {self.port}: cannot be used: {reason}") from None
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.1,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._shared.change(over=True, active=False, frame=b"", text="")
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()

    @property
    def url(self) -> str:
        """The address that opens the page, once."""
        host = (lan_address() or "127.0.0.1") if self.bind in ANYWHERE else self.bind
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}/{self._shared.token}"

    def begin(self, page: "Page", text: str, question: str = "", *, goes: bool = False) -> None:
        """Show `page`, and `text` with what is to be done; with a `question`, buttons that answer it.

        Where it `goes` on by the person's word, there is a button for that, and one that passes over what is asked.
        """
        while not self._shared.acts.empty():
            self._shared.acts.get_nowait()
        self._shared.change(active=True, text=text, question=question, answer=None, goes=goes, gone=False)
        self._follow(page)

    def say(self, text: str) -> None:
        """Tell the person what is to be done now."""
        self._shared.change(text=text)

    @property
    def answer(self) -> Answer | None:
        """How the question was answered, if it was."""
        return self._shared.answer

    def gone(self) -> bool:
        """Whether the person has said, since this was last asked, that it is to go on."""
        gone, self._shared.gone = self._shared.gone, False
        return gone

    def serve(self, page: "Page", left: float) -> None:
        """Do what the person did on the web page; `left` are the seconds that they still have."""
        from playwright.sync_api import Error

        if page is not self._page:
            self._follow(page)
        if self._shared.size != self._size:
            with contextlib.suppress(Error):
                self._resize()
        minutes, seconds = divmod(int(left), 60)
        told = _("Waiting for you: {time} left").format(time=f"{minutes}:{seconds:02}")
        counted = f"{self._shared.text.partition(chr(10))[0]}\n{told}"
        if counted != self._shared.text:
            # The countdown comes with the next picture or with the next question: it wakes nobody.
            self._shared.text = counted
        acted = self.pass_on()
        with contextlib.suppress(Error):
            page.context.wait_for_event("response", timeout=10 if acted else 60)

    def pass_on(self) -> bool:
        """Pass on to the browser what the person has done since; whether that was anything."""
        from playwright.sync_api import Error

        acted = False
        with contextlib.suppress(queue.Empty, Error):
            while True:
                self._act(self._shared.acts.get_nowait())
                acted = True
        return acted

    def end(self) -> None:
        """The hand-over has ended: no more is shown, and nothing that was typed late is passed on."""
        self._leave()
        self._shared.change(active=False, frame=b"", text=_("The program is at work ..."), question="", goes=False)

    # -- the browser's side -------------------------------------------------------------------------------------

    def _follow(self, page: "Page") -> None:
        from playwright.sync_api import Error

        self._leave()
        self._page = page
        with contextlib.suppress(Error):
            self._resize()
            cast = page.context.new_cdp_session(page)
            self._cast = cast
            cast.on("Page.screencastFrame", lambda event: self._framed(cast, event))
            cast.send("Page.enable")
            cast.send("Page.startScreencast", {"format": "jpeg", "quality": 70, "everyNthFrame": 1})

    def _leave(self) -> None:
        from playwright.sync_api import Error

        if self._cast is not None:
            with contextlib.suppress(Error):
                self._cast.send("Page.stopScreencast")
                self._cast.detach()
            self._cast = None
        if self._page is not None and not self._page.is_closed():
            with contextlib.suppress(Error):
                self._page.set_viewport_size({"width": _WIDE[0], "height": _WIDE[1]})
        self._page = None

    def _framed(self, cast: "CDPSession", event: dict[str, Any]) -> None:
        from playwright.sync_api import Error

        if self._shared.active:
            self._shared.change(frame=b64decode(event["data"]))
        with contextlib.suppress(Error):
            cast.send("Page.screencastFrameAck", {"sessionId": event["sessionId"]})

    def _resize(self) -> None:
        self._size = self._shared.size
        if self._page is not None:
            self._page.set_viewport_size({"width": self._size[0], "height": self._size[1]})

    def _act(self, act: dict[str, Any]) -> None:
        """Pass one act of the person on to the browser; what is none is passed over."""
        if self._cast is None:
            return
        kind = str(act.get("kind"))
        if kind == "text" and isinstance(act.get("text"), str):
            self._cast.send("Input.insertText", {"text": act["text"]})
            return
        key = act.get("key")
        if kind == "key" and isinstance(key, str) and key in _KEYS:
            self._press(key)
            return
        where = {axis: _between(act.get(axis), 0, 1) * side for axis, side in zip("xy", self._size, strict=True)}
        button = {"button": "left", "buttons": 0 if kind == "up" else 1, "clickCount": 1}
        moved, down = {"type": "mouseMoved"}, {"type": "mousePressed", **button}
        roll = {"type": "mouseWheel", "deltaX": 0, "deltaY": _between(act.get("dy"), -2, 2) * self._size[1]}
        events: dict[str, list[dict[str, Any]]] = {
            "roll": [roll],
            "down": [moved, down],
            "up": [{"type": "mouseReleased", **button}],
            "move": [{**moved, **button}],
        }
        for event in events.get(kind, ()):
            self._cast.send("Input.dispatchMouseEvent", {**event, **where})

    def _press(self, key: str) -> None:
        assert self._cast is not None
        code: dict[str, Any] = {"key": key, "code": key, "windowsVirtualKeyCode": _KEYS[key]}
        down = {**code, "type": "rawKeyDown"}
        if key == "Enter":
            down |= {"type": "keyDown", "text": "\r"}
        self._cast.send("Input.dispatchKeyEvent", down)
        self._cast.send("Input.dispatchKeyEvent", {**code, "type": "keyUp"})


def lan_address() -> str:
    """This machine's own address on the network by which others reach it; empty where there is none.

    It is asked for by where a packet would go; none is sent.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked, contextlib.suppress(OSError):
        asked.connect(("192.0.2.1", 9))
        address = str(asked.getsockname()[0])
        return "" if ipaddress.ip_address(address).is_unspecified else address
    return ""


def lines(remote: Remote) -> list[str]:
    """What to tell the person at the terminal: where the page is, and how to come to it from elsewhere."""
    told = [_("Open this address, once: {url}").format(url=remote.url)]
    if is_loopback(remote.url) and remote.bind not in ANYWHERE:
        try:
            user = getpass.getuser()
        except (KeyError, OSError, ImportError):
            user = "USER"
        target = f"[{remote.bind}]" if ":" in remote.bind else remote.bind
        command = f"ssh -N -L {remote.port}:{target}:{remote.port} {user}@{socket.gethostname()}"
        told.append(_("From another machine, first run there: {command}").format(command=command))
    else:
        told.append(
            _("Warning: at {address} others on the network can read along; an SSH tunnel is safer.").format(
                address=remote.bind
            )
        )
    return told


class _Handler(BaseHTTPRequestHandler):
    """The web page's side. It logs nothing."""

    shared: _Shared
    timeout = 20
    server_version = "saldo-jht"
    sys_version = ""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: what passes here is a person's own."""

    @cached_property
    def host_is_ours(self) -> bool:
        """Whether the page was asked for by a number or as localhost: a name may have been bent to lead here."""
        try:
            host = urlsplit(f"//{self.headers.get('Host', '')}").hostname or ""
            return host == "localhost" or bool(ipaddress.ip_address(host))
        except ValueError:
            return False

    def do_GET(self) -> None:
        if not self.host_is_ours:
            return self._answer(403)
        path, _, query = self.path.partition("?")
        if path == "/frame":
            return self._frame(query)
        if path == "/":
            return self._html()
        if path == "/favicon.ico":
            return self._answer(404)
        if not self._is_token(path):
            return self._answer(403)
        return self._answer(410) if self.shared.opened else self._html()

    def _is_token(self, path: str) -> bool:
        return hmac.compare_digest(path[1:].encode(), self.shared.token.encode())

    def _open(self) -> None:
        """Hand out the key, to the first who presses for it."""
        with self.shared.news:
            first, self.shared.opened = not self.shared.opened, True
        return self._answer(200, self.shared.key.encode()) if first else self._answer(410)

    def do_POST(self) -> None:
        site = self.headers.get("Origin")
        if not self.host_is_ours or (site is not None and urlsplit(site).netloc != self.headers.get("Host")):
            return self._answer(403)
        if self._is_token(self.path):
            return self._open()
        if not self._has_key():
            return self._answer(403)
        length = self.headers.get("Content-Length", "")
        if self.path != "/input" or not length.isdecimal() or int(length) > _MOST_BYTES:
            return self._answer(400)
        try:
            acts = json.loads(self.rfile.read(int(length)))
        except (ValueError, RecursionError):
            return self._answer(400)
        for act in acts if isinstance(acts, list) else ():
            if not isinstance(act, dict):
                continue
            # The size of the person's screen counts from the start, all else only while it is their turn.
            if act.get("kind") == "size":
                width, height = _between(act.get("width"), 320, 1280), _between(act.get("height"), 320, 1600)
                self.shared.size = (round(width), round(height))
            elif act.get("kind") == "answer" and self.shared.question:
                self.shared.answer = next((one for one in get_args(Answer) if one == act.get("answer")), None)
            elif act.get("kind") == "go":
                self.shared.gone = self.shared.goes
            elif self.shared.active:
                with contextlib.suppress(queue.Full):
                    self.shared.acts.put_nowait(act)
        return self._answer(204)

    def _has_key(self) -> bool:
        return hmac.compare_digest(self.headers.get("X-Saldo-Key", "").encode(), self.shared.key.encode())

    def _frame(self, query: str) -> None:
        """The newest picture, as soon as there is a newer one than the last that was asked for."""
        if not self._has_key():
            return self._answer(403)
        number = query.removeprefix("after=")
        after = int(number) if number.isdecimal() and len(number) < 18 else 0
        shared = self.shared
        with shared.news:
            shared.news.wait_for(lambda: shared.number > after or shared.over, 1.0)
            picture, at, text, over = shared.frame, shared.number, shared.text, shared.over
            question, goes = shared.question, "1" if shared.goes else ""
        if over:
            return self._answer(410)
        told = {"X-Saldo-Number": str(at), "X-Saldo-Say": quote(text), "X-Saldo-Ask": quote(question)}
        told["X-Saldo-Go"] = goes
        if at <= after or not picture:
            return self._answer(204, headers=told)
        return self._answer(200, picture, "image/jpeg", told)

    def _html(self) -> None:
        nonce = secrets.token_urlsafe(12)
        text = (Path(__file__).parent / "remote.html").read_text(encoding="utf-8")
        for name, value in (
            ("nonce", nonce),
            ("open", _("Open")),
            ("used", _("This address was opened before. It opens once; start the command anew for another.")),
            ("over", _("Done. You may close this page.")),
            ("keyboard", _("keyboard")),
            ("typed", _("what you type")),
            ("yes", _("Yes, it shows this")),
            ("no", _("No")),
            ("later", _("Later")),
            ("go", _("Go on")),
            ("skip", _("Pass over")),
            ("lang", "id" if indonesian() else "en"),
        ):
            text = text.replace(f"@{name}@", value)
        policy = (
            f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; img-src blob:; "
            "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
        self._answer(200, text.encode(), "text/html; charset=utf-8", {"Content-Security-Policy": policy})

    def _answer(
        self, status: int, content: bytes = b"", kind: str = "text/plain", headers: dict[str, str] | None = None
    ) -> None:
        with contextlib.suppress(OSError):  # the other side is gone
            self.send_response(status)
            told = {"Content-Type": kind, "Content-Length": str(len(content)), **_HEADERS, **(headers or {})}
            for name, value in told.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)


def _between(value: object, least: float, most: float) -> float:
    """A number that a page has sent, within bounds; what is none is nought."""
    number = value if isinstance(value, int | float) and abs(value) <= 1e9 else 0.0
    return max(least, min(most, float(number)))
