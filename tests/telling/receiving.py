"""A service and a monitor on loopback: what is sent there, and which command lines the machine shows meanwhile."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


@dataclass
class Receiver:
    """`messages` are the JSON bodies that were sent, `asked` the paths that were asked for, each in its order.

    `status` is what is answered; `meanwhile` is called while somebody waits for that.
    """

    port: int = 0
    messages: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    status: int = 200
    meanwhile: Callable[[], object] = lambda: None

    def service(self, token: str) -> str:
        """The address of a service, as Apprise writes it, with a secret in it."""
        return f"json://127.0.0.1:{self.port}/{token}"

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    @property
    def titles(self) -> list[str]:
        return [one["title"] for one in self.messages]


@contextmanager
def receiving() -> Iterator[Receiver]:
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if receiver.status == 200:
                receiver.messages.append(json.loads(body))
            self._answer()

        def do_GET(self) -> None:
            receiver.asked.append(self.path)
            self._answer()

        def _answer(self) -> None:
            receiver.meanwhile()
            self.send_response(receiver.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def command_lines() -> bytes:
    """What the system shows to everybody of every process, but for its environment."""
    return b"\n".join(one.read_bytes() for one in Path("/proc").glob("[0-9]*/cmdline") if _is_there(one))


def _is_there(path: Path) -> bool:
    try:
        path.read_bytes()
    except OSError:
        return False
    return True
