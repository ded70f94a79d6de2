"""What stands between a person and the portal: proxies that refuse, networks that open TLS, answers that break off."""

import json
import re
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from checker.browser import network
from checker.failures import BrowserFailed, PortalUnreachable
from tests.driving import ROOT, Ended, command, settings
from tests.kinds import harness
from tests.rawsite import Site

pytestmark = pytest.mark.browser
Act = Callable[[socket.socket], None]


@contextmanager
def serving(act: Act) -> Iterator[int]:
    """A port on loopback where `act` answers each connection."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen(20)

    def one(connection: socket.socket) -> None:
        with suppress(OSError), connection:
            act(connection)

    def accept() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=one, args=(listening.accept()[0],), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield int(listening.getsockname()[1])
    finally:
        listening.close()


def checked(clean_env: dict[str, str], browser_path: str, folder: Path, more: dict[str, str]) -> tuple[Ended, float]:
    env = settings(clean_env, folder / "home", browser_path, "", harness.EMAIL, harness.PASSWORD) | more
    began = time.monotonic()
    done = subprocess.run(
        command("--timeout", "15"), env=env, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    return Ended(done.returncode, done.stdout, done.stderr), time.monotonic() - began


# -- proxies ----------------------------------------------------------------------------------------------------------


def refusing(status: str) -> Act:
    def act(connection: socket.socket) -> None:
        connection.recv(4096)
        head = f'HTTP/1.1 {status}\r\nProxy-Authenticate: Basic realm="x"\r\nConnection: close\r\n'
        connection.sendall(f"{head}Content-Length: 5\r\n\r\nnein!".encode())

    return act


def opening(folder: Path) -> Act:
    """A proxy that opens TLS, with a certificate of its own making."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "proxy")])
    now = datetime.now(UTC)
    built = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    built = built.serial_number(7).not_valid_before(now - timedelta(1)).not_valid_after(now + timedelta(9))
    (folder / "cert").write_bytes(built.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key").write_bytes(key.private_bytes(*plain))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert", folder / "key")

    def act(connection: socket.socket) -> None:
        connection.recv(4096)
        connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        with context.wrap_socket(connection, server_side=True) as secured:
            secured.recv(10)

    return act


def shut(connection: socket.socket) -> None:
    connection.recv(4096)


PROXIES = [
    "407 Proxy Authentication Required",
    "403 Forbidden",
    "503 Service Unavailable",
    "302 Found",
    "shut",
    "opens",
]


@pytest.mark.parametrize("how", PROXIES)
def test_a_proxy_that_lets_nothing_through(
    how: str, clean_env: dict[str, str], browser_path: str, tmp_path: Path
) -> None:
    """By name, and without what it is logged in to with."""
    act = {"shut": shut, "opens": opening(tmp_path)}.get(how) or refusing(how)
    with serving(act) as port:
        proxy = {"https_proxy": f"http://orang:rahasia7@127.0.0.1:{port}"}
        ended, took = checked(clean_env, browser_path, tmp_path, proxy)
        env = {**clean_env, **proxy, "PYTHONPATH": str(ROOT), "SALDO_JHT_BROWSER": browser_path}
        doctor = [sys.executable, "-m", "checker", "doctor", "--json"]
        told = subprocess.run(doctor, env=env, cwd=tmp_path, capture_output=True, timeout=60, check=False)
    assert ended.told["error"]["code"] == "portal-unreachable", str(ended)
    assert took < 40
    if how != "shut":
        assert f"127.0.0.1:{port}" in ended.told["error"]["message"]
    (portal,) = [one for one in json.loads(told.stdout)["checks"] if one["check"] == "portal"]
    assert f"127.0.0.1:{port}" in portal["detail"]
    assert "OSError" not in portal["detail"]
    for text in (ended.stdout, ended.stderr, told.stdout, told.stderr):
        assert b"rahasia7" not in text


# -- answers that break off -------------------------------------------------------------------------------------------


def breaking(how: str, reset: bool) -> Act:
    def act(connection: socket.socket) -> None:
        connection.recv(4096)
        body = harness.whole(harness.LOGIN).encode()
        half, head = body[: len(body) // 2], b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
        connection.sendall(
            {
                "length": head + b"Content-Length: %d\r\n\r\n" % (len(body) + 500) + half,
                "chunked": head + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % len(body) + half,
                "all but the end": head + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % len(body) + body + b"\r\n",
                "packed": head + b"Content-Encoding: gzip\r\nContent-Length: 300\r\n\r\n" + b"x" * 300,
                "nothing": b"",
                "noise": b"\0\1\2noise\r\n\r\n",
            }[how]
        )
        time.sleep(0.2)
        if reset:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")

    return act


@pytest.mark.parametrize("how", ["length", "chunked", "all but the end", "packed", "nothing", "noise"])
@pytest.mark.parametrize("reset", [True, False])
def test_a_page_that_breaks_off(how: str, reset: bool, browser: Browser) -> None:
    """At the portal's door: what there is of the page is not waited for, nor is anything typed into it."""
    with serving(breaking(how, reset)) as port:
        ended = harness.check(browser, Site(url=f"http://127.0.0.1:{port}"))
    assert ended.code == "portal-unreachable", ended.detail
    assert ended.seconds < 25


@pytest.mark.parametrize("where", ["/home", "/saldo"])
def test_a_page_that_breaks_off_later(where: str, browser: Browser) -> None:
    """Half a page of balances is not read."""
    bodies = {"/": harness.LOGIN, "/home": harness.HOME, "/saldo": harness.SALDO}

    def act(connection: socket.socket) -> None:
        path = connection.recv(65_536).decode("latin-1").split()[1]
        if path == "/masuk":
            connection.sendall(b"HTTP/1.1 302 F\r\nLocation: /home\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            return
        body = harness.whole(bodies.get(path, "")).encode()
        more = 500 if path == where else 0
        head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n"
        connection.sendall(f"{head}Content-Length: {len(body) + more}\r\n\r\n".encode() + body)

    with serving(act) as port:
        ended = harness.check(browser, Site(url=f"http://127.0.0.1:{port}"))
    assert ended.code == "portal-unreachable", ended.detail
    assert ended.seconds < 25


# -- the table --------------------------------------------------------------------------------------------------------

# What Chromium's net_error_list.h has for what a page load may end with.
UNREACHABLE = re.findall(
    r"\w+",
    """
    TIMED_OUT ACCESS_DENIED BLOCKED_BY_ADMINISTRATOR BLOCKED_BY_RESPONSE SOCKET_NOT_CONNECTED CONNECTION_CLOSED
    CONNECTION_RESET CONNECTION_REFUSED CONNECTION_ABORTED CONNECTION_FAILED NAME_NOT_RESOLVED
    INTERNET_DISCONNECTED SSL_PROTOCOL_ERROR ADDRESS_INVALID ADDRESS_UNREACHABLE SSL_CLIENT_AUTH_CERT_NEEDED
    TUNNEL_CONNECTION_FAILED SSL_VERSION_OR_CIPHER_MISMATCH CONNECTION_TIMED_OUT SOCKS_CONNECTION_FAILED
    SOCKS_CONNECTION_HOST_UNREACHABLE PROXY_CONNECTION_FAILED MANDATORY_PROXY_CONFIGURATION_FAILED NETWORK_CHANGED
    PROXY_CERTIFICATE_INVALID NAME_RESOLUTION_FAILED NETWORK_ACCESS_DENIED HTTPS_PROXY_TUNNEL_RESPONSE_REDIRECT
    CERT_COMMON_NAME_INVALID CERT_DATE_INVALID CERT_AUTHORITY_INVALID CERT_REVOKED CERT_WEAK_SIGNATURE_ALGORITHM
    CERTIFICATE_TRANSPARENCY_REQUIRED CERT_KNOWN_INTERCEPTION_BLOCKED TOO_MANY_REDIRECTS UNSAFE_REDIRECT
    INVALID_RESPONSE INVALID_CHUNKED_ENCODING UNEXPECTED_PROXY_AUTH EMPTY_RESPONSE RESPONSE_HEADERS_TOO_BIG
    CONTENT_DECODING_FAILED PROXY_AUTH_UNSUPPORTED CONTENT_LENGTH_MISMATCH INCOMPLETE_CHUNKED_ENCODING
    HTTP2_PROTOCOL_ERROR HTTP2_PING_FAILED QUIC_PROTOCOL_ERROR QUIC_HANDSHAKE_FAILED INVALID_HTTP_RESPONSE
    RESPONSE_HEADERS_TRUNCATED DNS_TIMED_OUT DNS_SERVER_FAILED PAC_SCRIPT_FAILED NO_SUPPORTED_PROXIES
    ECH_NOT_NEGOTIATED ICANN_NAME_COLLISION HTTP2_COMPRESSION_ERROR BAD_SSL_CLIENT_AUTH_CERT
    """,
)


@pytest.mark.parametrize("code", UNREACHABLE)
def test_every_code_has_a_meaning(code: str) -> None:
    failure = network.failure(f"Page.goto: net::ERR_{code} at https://portal.test/", "https://portal.test/")
    assert isinstance(failure, PortalUnreachable)
    assert failure.detail.endswith(f"(ERR_{code})")
    assert not failure.detail.startswith("the browser says")
    assert "{" not in failure.detail


def test_what_is_the_browsers_own_and_what_has_no_code() -> None:
    assert isinstance(network.failure("net::ERR_INSUFFICIENT_RESOURCES", "https://portal.test/"), BrowserFailed)
    assert isinstance(network.failure("Target page, context or browser has been closed", "x"), BrowserFailed)
    assert isinstance(network.failure("net::ERR_SOMETHING_NEW", "https://portal.test/"), PortalUnreachable)


@pytest.mark.parametrize(
    ("name", "value", "place"),
    [
        ("https_proxy", "http://u:p@proxy.test:3128", "proxy.test:3128"),
        ("HTTPS_PROXY", "proxy.test:8080/", "proxy.test:8080"),
        ("all_proxy", "socks5://proxy.test:1080", "proxy.test:1080"),
        ("https_proxy", "http://u:p@[::1]:3128", "[::1]:3128"),
        ("https_proxy", "http://proxy.test:none", None),
        ("http_proxy", "http://proxy.test:3128", None),
    ],
)
def test_a_proxy_is_named_by_its_place(
    name: str, value: str, place: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for one in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(one, raising=False)
        monkeypatch.delenv(one.upper(), raising=False)
    monkeypatch.setenv(name, value)
    assert network.proxy("https://portal.test/") == place
    monkeypatch.setenv("no_proxy", "portal.test")
    assert network.proxy("https://portal.test/") is None
    assert not re.search("u:p", network.between("https://other.test/"))
