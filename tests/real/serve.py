"""Serves one folder of `tests/real/pages` on loopback, with the libraries that it is built with; nothing beyond it.

It knows who is logged in by a cookie, and notes each request that would have changed something at a portal.
`python -m tests.real.serve NAME` keeps one up, to be looked at in a browser.
"""

import json
import mimetypes
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

HERE = Path(__file__).parent
PAGES = HERE / "pages"
LIBRARIES = HERE / "node_modules"
EMAIL, PASSWORD = "siti.aminah@example.test", "R4hasia-kuat!"
"""Whom the pages know; any other password is refused by those that fetch, and by `/masuk`."""

_COOKIE = "masuk=ya"
_KINDS = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".woff2": "font/woff2",
    ".html": "text/html; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Sent:
    """A request of another method than GET and HEAD."""

    path: str
    body: bytes


@dataclass
class Site:
    """One page's folder while it is served: where, and what was sent to it besides the login."""

    url: str
    name: str
    sent: list[Sent] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    logins: int = 0


@contextmanager
def serve(name: str, port: int = 0) -> Iterator[Site]:
    """Serve the folder `name` at an origin of its own, on any free port if none is asked for."""
    server = ThreadingHTTPServer(("127.0.0.1", port), _Handler)
    server.daemon_threads = True
    site = Site(f"http://127.0.0.1:{server.server_port}/", name)
    server.site = site  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    @property
    def _site(self) -> Site:
        found: Site = self.server.site  # type: ignore[attr-defined]
        return found

    def do_GET(self) -> None:
        self._site.asked.append(self.path)
        path = unquote(urlsplit(self.path).path)
        if path == "/keluar":
            self._send(303, headers={"Location": "/", "Set-Cookie": "masuk=; Max-Age=0; Path=/"})
        elif self._is_open(path) or _COOKIE in self.headers.get("Cookie", ""):
            self._file(path)
        else:
            self._send(302, headers={"Location": "/"})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self._site.asked.append(self.path)
        if self.path == "/masuk":
            self._log_in({key: value[-1] for key, value in parse_qs(body.decode()).items()})
        elif self.path == "/api/masuk":
            self._log_in_by_script(body)
        else:
            self._site.sent.append(Sent(self.path, body))
            self._send(200, b"{}", "application/json")

    do_PUT = do_PATCH = do_DELETE = do_POST

    def _log_in(self, form: dict[str, str]) -> None:
        """Answer a form: any names of fields will do; a folder's `masuk.json` may say {"location": "/gagal"}."""
        self._site.logins += 1
        if "location" in (told := self._told()):
            self._send(303, headers={"Location": told["location"]})
        elif {EMAIL, PASSWORD} <= set(form.values()):
            self._send(303, headers={"Location": "/beranda", "Set-Cookie": f"{_COOKIE}; Path=/; HttpOnly"})
        else:
            self._send(303, headers={"Location": "/gagal"})

    def _log_in_by_script(self, body: bytes) -> None:
        """Answer a script, by JSON; a folder may say what in `masuk.json`: {"status": 401, "body": {...}}."""
        self._site.logins += 1
        if "status" in (told := self._told()):
            self._send(told["status"], json.dumps(told["body"]).encode(), "application/json")
            return
        given = json.loads(body)
        if {EMAIL, PASSWORD} <= {str(value) for value in given.values()}:
            self._send(200, b'{"ok": true}', "application/json", {"Set-Cookie": f"{_COOKIE}; Path=/; HttpOnly"})
        else:
            self._send(401, b'{"ok": false}', "application/json")

    def _told(self) -> dict[str, Any]:
        """What the folder says of the login's answer, if it is another than the usual one."""
        told = PAGES / self._site.name / "masuk.json"
        found: dict[str, Any] = json.loads(told.read_text(encoding="utf-8")) if told.is_file() else {}
        return found

    def _is_open(self, path: str) -> bool:
        """Whether it is shown without a login: the login, what says that it failed, what pages are made of."""
        made_of = (".js", ".mjs", ".css", ".svg", ".png")
        return path in ("/", "/index", "/index.html", "/gagal") or path.endswith(made_of)

    def _file(self, path: str) -> None:
        found = file_of(self._site.name, path)
        if found is None:
            self._send(404, b"<h1>404</h1>Halaman tidak ditemukan (simulasi)")
        else:
            self._send(200, found.read_bytes(), kind_of(found))

    def _send(
        self,
        status: int,
        body: bytes = b"",
        kind: str = "text/html; charset=utf-8",
        headers: dict[str, str] | None = None,
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for key, value in (headers or {}).items():
            self.send_header(key, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is written anywhere."""


def file_of(name: str, path: str) -> Path | None:
    """The file that an address of the page `name` stands for: of its folder, or of a library; None if there is none."""
    shared = path.startswith("/node_modules/")
    root = (LIBRARIES if shared else PAGES / name).resolve()
    asked = unquote(path).removeprefix("/node_modules/" if shared else "/").rstrip("/") or "index"
    found = (root / (asked if "." in asked.rpartition("/")[2] else f"{asked}.html")).resolve()
    return found if found.is_relative_to(root) and found.is_file() else None


def kind_of(file: Path) -> str:
    """The media type of a file, as it is served."""
    return _KINDS.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"


def main(arguments: list[str]) -> int:
    """Keep one folder up until it is interrupted."""
    with serve(arguments[0], 8765) as site:
        print(f"{site.url}  {EMAIL}  {PASSWORD}")
        threading.Event().wait()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
