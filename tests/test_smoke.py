"""`saldo-jht smoke`: the run on a build machine, against the simulated portal on this one."""

import base64
import contextlib
import hashlib
import json
import shutil
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checker.simulator.server import start
from tests.driving import ROOT, nightly, only_looked, settings

pytestmark = pytest.mark.browser


def smoke(env: dict[str, str], cwd: Path, *options: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "checker", "smoke", *options]
    return subprocess.run(
        line, env=env, cwd=cwd, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=180, check=False
    )


@pytest.fixture
def env(clean_env: dict[str, str], tmp_path: Path, browser_path: str) -> dict[str, str]:
    return settings(clean_env, tmp_path / "home", browser_path, "http://127.0.0.1:9/")


def told(done: subprocess.CompletedProcess[str], status: int) -> dict[str, dict[str, Any]]:
    """The steps by their names, of a run that ended with `status`."""
    assert done.returncode == status, done.stdout + done.stderr
    answer = json.loads(done.stdout)
    assert answer["schema"] == "saldo-jht/smoke/1"
    assert answer["status"] == ("error" if status else "ok")
    return {one["name"]: one for one in answer["steps"]}


def test_without_credentials(env: dict[str, str], tmp_path: Path) -> None:
    with start("adminlte", "one-card") as portal:
        bare = {key: value for key, value in env.items() if key not in ("SALDO_JHT_EMAIL", "SALDO_JHT_PASSWORD")}
        found = told(smoke(bare, tmp_path, "--url", portal.url, "--json"), 0)
        only_looked(portal, may_send=False)
    assert list(found) == ["answers", "tls", "login-screen", "fields.email", "fields.password", "buttons.login"]
    assert found["tls"]["result"] == "skipped"
    assert found["answers"]["seconds"] > 0


def test_with_login_the_balance_stays_untold(env: dict[str, str], tmp_path: Path) -> None:
    with start("adminlte", "several-cards-total") as portal:
        done = smoke(env, tmp_path, "--url", portal.url, "--login")
        assert portal.count("login-sent") == 1
    assert done.returncode == 0, done.stdout + done.stderr
    assert "read (agreed), not yet confirmed" in done.stdout
    for secret in ("12.345.678", "12345678", env["SALDO_JHT_PASSWORD"], env["SALDO_JHT_EMAIL"]):
        assert secret not in done.stdout + done.stderr


def test_drift_has_its_own_status(env: dict[str, str], tmp_path: Path) -> None:
    with start("jquery", "one-card") as portal:
        found = told(smoke(env, tmp_path, "--url", portal.url, "--json"), 3)
    email = found["fields.email"]
    assert (email["result"], email["code"]) == ("failed", "selector-drift")
    assert email["detail"] == "found by candidate 2 only"


@pytest.mark.parametrize(
    ("scenario", "status", "code"),
    [
        nightly("maintenance-503", 21, "portal-unavailable"),
        nightly("firewall", 22, "portal-blocked"),
        ("moved-jmo", 23, "portal-moved"),
    ],
)
def test_failures_keep_their_status(scenario: str, status: int, code: str, env: dict[str, str], tmp_path: Path) -> None:
    with start("adminlte", scenario) as portal:
        found = told(smoke(env, tmp_path, "--url", portal.url, "--json"), status)
    assert found["answers"]["code"] == code


def test_a_captcha_is_a_limit(env: dict[str, str], tmp_path: Path) -> None:
    with start("adminlte", "captcha-checkbox") as portal:
        found = told(smoke(env, tmp_path, "--url", portal.url, "--login", "--json"), 0)
        assert portal.count("login-sent") == 0
    assert found["captcha"]["result"] == found["check"]["result"] == "limit"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A key and a certificate that it has signed itself, for this machine's own address."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl is here")
    folder = tmp_path_factory.mktemp("tls")
    key, cert = folder / "key.pem", folder / "cert.pem"
    options = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30"]
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run(
        ["openssl", "req", "-x509", *options, *names, "-keyout", str(key), "-out", str(cert)],
        check=True,
        capture_output=True,
        timeout=60,
    )
    return key, cert


@contextlib.contextmanager
def over_tls(url: str, certificate: tuple[Path, Path]) -> Iterator[str]:
    """The address at which the portal at `url` answers over TLS; each connection is handed on as it is."""
    host, _, port = url.split("/")[2].partition(":")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate[1], certificate[0])

    def carry(source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(65536):
                target.sendall(piece)
        for one in (source, target):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def serve(outside: socket.socket) -> None:
        with (
            contextlib.suppress(OSError),
            context.wrap_socket(outside, server_side=True) as safe,
            socket.create_connection((host, int(port))) as inside,
        ):
            back = threading.Thread(target=carry, args=(inside, safe), daemon=True)
            back.start()
            carry(safe, inside)
            back.join()

    with socket.create_server(("127.0.0.1", 0)) as listening:

        def accept() -> None:
            with contextlib.suppress(OSError):
                while True:
                    threading.Thread(target=serve, args=(listening.accept()[0],), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield f"https://127.0.0.1:{listening.getsockname()[1]}/"


def test_a_certificate_that_nobody_vouches_for_is_refused(
    env: dict[str, str], tmp_path: Path, certificate: tuple[Path, Path]
) -> None:
    with start("adminlte", "one-card") as portal, over_tls(portal.url, certificate) as url:
        (failed,) = told(smoke(env, tmp_path, "--url", url, "--login", "--json"), 20).values()
        assert not portal.requests
    assert failed["code"] == "portal-unreachable"
    assert "ERR_CERT_AUTHORITY_INVALID" in failed["detail"]


@pytest.mark.skipif(sys.platform == "win32", reason="a browser in a shell script")
def test_a_certificate_that_the_browser_trusts_is_told(
    env: dict[str, str], tmp_path: Path, browser_path: str, certificate: tuple[Path, Path]
) -> None:
    public = ssl.PEM_cert_to_DER_cert(certificate[1].read_text())
    printed = subprocess.run(
        ["openssl", "x509", "-inform", "DER", "-pubkey", "-noout"], input=public, capture_output=True, check=True
    ).stdout.decode()
    key = base64.b64decode("".join(printed.splitlines()[1:-1]))
    pin = base64.b64encode(hashlib.sha256(key).digest()).decode()
    # A browser that vouches for this one key, as it does for those of its root store.
    trusting = tmp_path / "browser"
    trusting.write_text(f'#!/bin/sh\nexec "{browser_path}" --ignore-certificate-errors-spki-list={pin} "$@"\n')
    trusting.chmod(0o700)
    env = env | {"SALDO_JHT_BROWSER": str(trusting)}
    with start("adminlte", "several-cards-total") as portal, over_tls(portal.url, certificate) as url:
        found = told(smoke(env, tmp_path, "--url", url, "--login", "--json"), 0)
        assert portal.count("login-sent") == 1
    assert "certificate accepted" in found["tls"]["detail"]
    assert found["check"]["detail"] == "read (agreed), not yet confirmed"


def test_a_hostile_text_commands_nothing(env: dict[str, str], tmp_path: Path) -> None:
    """What a failure quotes stands on its own line, where it is no command to a build machine or a terminal."""
    own = tmp_path / "home" / "selectors" / "bpjstk.toml"
    own.parent.mkdir(parents=True)
    key = r"a\\|b\n::error::pwned\r\n::stop-commands::x \u0007\u001b[31m"
    own.write_text(f'[buttons.balance]\n"{key}" = 1\n', encoding="utf-8")
    done = smoke(env, tmp_path, "--url", "http://127.0.0.1:9/")
    assert done.returncode == 15
    (line,) = done.stdout.splitlines()
    assert line.startswith("FAILED   settings: ")
    assert "stop-commands" in line
    assert "\x1b" not in line


def test_an_unknown_origin_is_refused(env: dict[str, str], tmp_path: Path) -> None:
    assert smoke(env, tmp_path, "--url", "https://elsewhere.example.test/").returncode == 15


def test_the_workflows_have_least_rights_and_pinned_actions() -> None:
    import re

    files = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
    assert {file.name for file in files} == {"ci.yml", "nightly.yml", "smoke.yml"}
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert re.search(r"^permissions:\n  contents: read$", text, re.MULTILINE)
        used = re.findall(r"uses: (\S+)", text)
        assert used
        assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", one) for one in used), used
