"""The wall on the wire: from the login on, no request leaves that would change something at the portal.

What may leave is judged in `verdict`; here is kept in mind what the program has pressed, and what a page does by
itself. What cannot be seen: what a page encrypts before it sends it, and messages of a worker's own WebSocket.
"""

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from checker.browser.guard import allows, as_http, origin
from checker.failures import NeedsHuman
from checker.portal.sending import Request, Sent
from checker.portal.verdict import Verdict, Window, site, verdict

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, WebSocketRoute

    from checker.portal.sending import Says

RULE = "change-stopped"
_LOGIN = ("login", "next")
_WITHOUT_END = ("corner", "hover")
"""Presses whose effect nobody knows: what they would send is stopped, and the run goes on."""
_SOCKET = "socket"
"""Stands for the frame of a message by WebSocket, which the browser does not tell."""
_MOST = 200


@dataclass(frozen=True)
class Noted:
    """A request that is no plain read: that it passed, or why it was `stopped`. Its address is without its query."""

    at: float
    method: str
    address: str
    stopped: str | None


@dataclass
class Wall:
    """Stands for one run, once it is told to. `stopped` says what a press of the program's own would have sent.

    Without `words` it lets everything through: where a person acts, or nobody is logged in.
    """

    origins: frozenset[str] = frozenset()
    words: "Says | None" = None
    stopped: str | None = None
    noted: list[Noted] = field(default_factory=list)
    _standing: bool = False
    _arriving: bool = True
    """Whether a login is under way: nothing else was pressed yet."""
    _window: Window | None = None
    _secrets: tuple[str, ...] = field(default=(), repr=False)
    _renewed: set[str] = field(default_factory=set, repr=False)
    """The frames, by their ids, that have got another document from the portal since the last press."""
    _within: dict[str, str] = field(default_factory=dict, repr=False)
    """The frames that stand in another one, and in which."""
    _known: set[str] = field(default_factory=lambda: {_SOCKET}, repr=False)
    """The frames that have shown a document; what has no frame, or another, is a worker's."""

    # -- what the journey tells ---------------------------------------------------------------------------------

    def listen(self, context: "BrowserContext") -> None:
        """Be told of the frames and WebSockets of `context`, from before the first page."""
        context.on("page", self._page)
        context.route_web_socket(lambda url: allows(self.origins, as_http(url)), self._web_socket)

    def stand(self, *secrets: str) -> None:
        """Stop from here on what is to be stopped. A login is under way; `secrets` are what is typed into it."""
        self._secrets, self._arriving, self._standing = secrets or self._secrets, True, True

    @contextlib.contextmanager
    def aside(self) -> Iterator[None]:
        """Let everything through in the block: a person acts."""
        stood, self._standing, self._window = self._standing, False, None
        try:
            yield
        finally:
            self._standing = stood

    def pressed(self, purpose: str, sends: str | None = None) -> None:
        """The program is about to press something for a purpose; `sends` is the address of a form that may be sent."""
        self._arriving = purpose in _LOGIN
        self._window = Window(purpose, sends)
        self._renewed.clear()

    def rested(self) -> None:
        """The page has come to rest: what it does from here on, it does by itself."""
        self._window = None

    def check(self) -> None:
        """Raise NeedsHuman if a press of the program's own would have sent what changes something."""
        if self.stopped is not None:
            raise NeedsHuman(self.stopped, case=RULE, rule=RULE)

    # -- what the browser tells ---------------------------------------------------------------------------------

    def judge(self, sent: Sent) -> bool:
        """Whether a request is stopped."""
        if not self._standing or self.words is None:
            return False
        host = urlsplit(sent.url).hostname or ""
        kin = site(host) in {site(urlsplit(one).hostname or "") for one in self.origins}
        request = Request(sent, kin, allows(self.origins, sent.url), sent.frame not in self._within)
        window = None if self._is_new(sent) else self._window
        ruled = verdict(request, self.words, window, arriving=self._arriving, secrets=self._secrets)
        self._note(request, ruled, window)
        return ruled.does == "stop"

    def _is_new(self, sent: Sent) -> bool:
        """Whether it is what a new document asks for: no consequence of the press that has led there.

        Where that document leads on to another one by itself, this is one all the same.
        """
        if sent.kind == "document":
            return self._within.get(sent.frame) in self._renewed
        if sent.frame == _SOCKET or sent.frame not in self._known:
            return bool(self._renewed)
        return sent.frame in self._renewed

    def _page(self, page: "Page") -> None:
        from playwright.sync_api import Error

        def navigated(event: dict[str, Any]) -> None:
            self._known.add(str(event["frame"]["id"]))
            # One that a script has written itself goes on with what the press has begun.
            if str(event["frame"]["url"]).startswith("http"):
                self._renewed.add(str(event["frame"]["id"]))

        def attached(event: dict[str, Any]) -> None:
            self._known.add(str(event["frameId"]))
            self._within[str(event["frameId"])] = str(event["parentFrameId"])

        with contextlib.suppress(Error):  # it may be gone
            session = page.context.new_cdp_session(page)
            session.on("Page.frameNavigated", navigated)
            session.on("Page.frameAttached", attached)
            session.send("Page.enable")

    def _web_socket(self, socket: "WebSocketRoute") -> None:
        server = socket.connect_to_server()

        def judge(message: "str | bytes") -> None:
            text = message.encode() if isinstance(message, str) else message
            sent = Sent("POST", as_http(socket.url), "ping", _SOCKET, False, {}, text.decode("latin-1"))
            if not self.judge(sent):
                server.send(message)

        socket.on_message(judge)

    def _note(self, request: Request, ruled: Verdict, window: Window | None) -> None:
        """Keep in mind what became of a request."""
        sent, stops = request.sent, ruled.does == "stop"
        if ruled.does != "pass" and len(self.noted) < _MOST:
            address = origin(sent.url) + urlsplit(sent.url).path
            self.noted.append(Noted(time.monotonic(), sent.method, address, ruled.why if stops else None))
        # Nobody can tell when what is a worker's was begun.
        told = sent.kind == "document" or sent.frame in self._known
        if ruled.ends and told and window is not None and window.purpose not in _WITHOUT_END:
            self.stopped = self.stopped or f"a press ({window.purpose}) would have sent {sent.method} {request.where}"
