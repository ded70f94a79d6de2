"""A simulated adb server with simulated phones behind it, on loopback: it speaks the protocol of Android's own.

The protocol is that of `OVERVIEW.TXT` and `SERVICES.TXT` in Android's source: a request is four hexadecimal digits of
length and a text; it is answered by OKAY or FAIL. Nothing of a real phone is reached.
"""

import contextlib
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from checker.simulator.phone import Gone, SimulatedPhone

_VERSION = 41
_STDOUT, _EXIT = 1, 3


class _Refused(Exception):
    """The server answers FAIL with these words."""


class Server(socketserver.ThreadingTCPServer):
    """The server; `phones` are those that are plugged in, and may change at any time."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, phones: list[SimulatedPhone], port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Connection)
        self.phones = phones

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def listed(self, *, long: bool) -> str:
        """What `adb devices` prints."""
        more = " product:simulated model:Simulated device:simulated" if long else ""
        return "".join(f"{one.serial}\t{one.state}{more}\n" for one in self.phones if one.plugged)

    def phone(self, serial: str) -> SimulatedPhone:
        """The phone of a serial that is ready; in the server's own words where it is none."""
        found = next((one for one in self.phones if one.serial == serial and one.plugged), None)
        if found is None:
            raise _Refused(f"device '{serial}' not found")
        if found.state != "device":
            raise _Refused(f"device {found.state}.")
        return found


class _Connection(socketserver.StreamRequestHandler):
    """One connection: requests to the server, until one of them leads on to a phone."""

    server: Server

    def handle(self) -> None:
        phone: SimulatedPhone | None = None
        with contextlib.suppress(OSError):
            while (request := self._request()) is not None:
                try:
                    if phone is not None:
                        self._service(phone, request)
                        return
                    phone = self._answered(request)
                except _Refused as refused:
                    self.wfile.write(b"FAIL" + _block(str(refused)))
                    return
                if phone is None:
                    return

    def _request(self) -> str | None:
        head = self.rfile.read(4)
        return self.rfile.read(int(head, 16)).decode() if len(head) == 4 else None

    def _answered(self, request: str) -> SimulatedPhone | None:
        """The phone that a request leads on to; None where the server itself has answered it."""
        host, _, what = request.partition(":")
        if host == "host" and what == "version":
            self._okay(f"{_VERSION:04x}")
        elif host == "host" and what in ("devices", "devices-l"):
            self._okay(self.server.listed(long=what == "devices-l"))
        elif host == "host" and what.startswith("tport:serial:"):
            phone = self.server.phone(what.removeprefix("tport:serial:"))
            self.wfile.write(b"OKAY" + (1).to_bytes(8, "little"))
            return phone
        elif host == "host" and what.startswith("transport:"):
            phone = self.server.phone(what.removeprefix("transport:"))
            self.wfile.write(b"OKAY")
            return phone
        elif host == "host-serial" and what.endswith((":features", ":get-state")):
            phone = self.server.phone(what.rpartition(":")[0])
            self._okay("device" if what.endswith(":get-state") else "shell_v2,cmd" if phone.shell_v2 else "cmd")
        else:
            raise _Refused(f"unknown host service '{what}'")
        return None

    def _service(self, phone: SimulatedPhone, request: str) -> None:
        kind, _, command = request.partition(":")
        if kind not in ("shell", "shell,v2", "exec"):
            raise _Refused("closed")
        self.wfile.write(b"OKAY")
        try:
            told, status = phone.run(command)
        except Gone:
            return  # the connection ends in the middle, as by an unplugged cable
        if kind == "shell,v2":
            for start in range(0, len(told), 60_000):
                self._packet(_STDOUT, told[start : start + 60_000])
            self._packet(_EXIT, bytes([status]))
        else:
            self.wfile.write(told)

    def _packet(self, kind: int, data: bytes) -> None:
        self.wfile.write(bytes([kind]) + len(data).to_bytes(4, "little") + data)

    def _okay(self, text: str) -> None:
        self.wfile.write(b"OKAY" + _block(text))


def _block(text: str) -> bytes:
    data = text.encode()
    return f"{len(data):04x}".encode() + data


@contextmanager
def start(phones: list[SimulatedPhone], port: int = 0) -> Iterator[Server]:
    """Run the simulated server on loopback until the block ends."""
    with Server(phones, port) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
