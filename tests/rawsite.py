"""A web site as plain as can be, on loopback: a table of pages, and a log of every request with all that it carried."""

import base64
import hashlib
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote_plus


@dataclass(frozen=True)
class Page:
    """What one address answers with, after so many seconds, of what kind and with what headers.

    A status of 3xx sends on to `body`.
    """

    body: str
    status: int = 200
    after: float = 0
    kind: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    headers: str
    body: bytes

    def __contains__(self, secret: str) -> bool:
        said = f"{self.path}\n{self.headers}\n".encode() + self.body
        plain = unquote_plus(said.decode("latin-1"), "latin-1").encode("latin-1")
        coded = base64.b64encode(secret.encode()).rstrip(b"=")
        return secret.encode() in said or secret.encode() in plain or coded in said


@dataclass
class Site:
    """Pages by path, to be changed at will while it runs; unknown paths answer 200 and nothing."""

    url: str = ""
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def told(self, secret: str) -> list[Asked]:
        """The requests that carried `secret`."""
        return [one for one in self.asked if secret in one]

    def paths(self, start: str = "/") -> list[str]:
        return [one.path for one in self.asked if one.path.startswith(start)]


@contextmanager
def site(pages: Mapping[str, Page] | None = None, host: str = "127.0.0.1") -> Iterator[Site]:
    """Serve `pages` at an origin of its own; a page is keyed ``/path`` or, for one method only, ``POST /path``."""
    served = Site(pages=dict(pages or {}))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length)
            served.asked.append(Asked(self.command, self.path, str(self.headers), body))
            if self.headers.get("Upgrade", "").lower() == "websocket":
                self.listen()
                return
            path = self.path.partition("?")[0]
            page = served.pages.get(f"{self.command} {path}") or served.pages.get(path) or Page("")
            redirects = 300 <= page.status < 400
            content = b"" if redirects else page.body.encode()
            time.sleep(page.after)
            self.send_response(page.status)
            if redirects:
                self.send_header("Location", page.body)
            self.send_header("Content-Type", page.kind)
            for name, value in page.headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Access-Control-Allow-Headers", "*")
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(content)

        def listen(self) -> None:
            """Open a WebSocket and log what comes in."""
            accept = self.headers["Sec-WebSocket-Key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
            self.send_response(101)
            self.send_header("Upgrade", "websocket")
            self.send_header("Connection", "Upgrade")
            self.send_header("Sec-WebSocket-Accept", base64.b64encode(hashlib.sha1(accept.encode()).digest()).decode())
            self.end_headers()
            self.close_connection = True
            while len(head := self.rfile.read(2)) == 2:
                size = head[1] & 127
                if size == 126:
                    size = int.from_bytes(self.rfile.read(2), "big")
                mask, data = self.rfile.read(4), self.rfile.read(size)
                plain = bytes(byte ^ mask[place % 4] for place, byte in enumerate(data))
                served.asked.append(Asked("WEBSOCKET", self.path, "", plain))

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_HEAD = answer

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer((host, 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    served.url = f"http://{host}:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
