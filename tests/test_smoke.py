"""`saldo-jht smoke`: the run on a build machine, against the simulated portal on this one."""

import base64
import contextlib
import hashlib
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

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


def cases(file: Path) -> dict[str, ET.Element]:
    return {str(case.get("name")): case for case in ET.parse(file).iter("testcase")}


def test_without_credentials(env: dict[str, str], tmp_path: Path) -> None:
    report = tmp_path / "smoke.xml"
    with start("adminlte", "one-card") as portal:
        bare = {key: value for key, value in env.items() if key not in ("SALDO_JHT_EMAIL", "SALDO_JHT_PASSWORD")}
        done = smoke(bare, tmp_path, "--url", portal.url, "--junit", str(report))
        only_looked(portal, may_send=False)
    assert done.returncode == 0, done.stdout + done.stderr
    found = cases(report)
    assert list(found) == ["answers", "tls", "login-screen", "fields.email", "fields.password", "buttons.login"]
    assert found["tls"].find("skipped") is not None
    assert float(str(found["answers"].get("time"))) > 0
    suite = ET.parse(report).getroot().find("testsuite")
    assert suite is not None
    assert (suite.get("failures"), suite.get("skipped")) == ("0", "1")


def test_with_login_the_balance_stays_untold(env: dict[str, str], tmp_path: Path) -> None:
    report, summary = tmp_path / "smoke.xml", tmp_path / "summary.md"
    with start("adminlte", "several-cards-total") as portal:
        github = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary)}
        done = smoke(env | github, tmp_path, "--url", portal.url, "--login", "--junit", str(report))
        assert portal.count("login-sent") == 1
    assert done.returncode == 0, done.stdout + done.stderr
    assert "read, agreed" in done.stdout
    told = done.stdout + done.stderr + report.read_text() + summary.read_text()
    for secret in ("12.345.678", "12345678", env["SALDO_JHT_PASSWORD"], env["SALDO_JHT_EMAIL"]):
        assert secret not in told
    assert "| check | ok |" in summary.read_text()
    assert "::error" not in done.stdout


def test_drift_has_its_own_status(env: dict[str, str], tmp_path: Path) -> None:
    report = tmp_path / "smoke.xml"
    with start("jquery", "one-card") as portal:
        done = smoke(env | {"GITHUB_ACTIONS": "true"}, tmp_path, "--url", portal.url, "--junit", str(report))
    assert done.returncode == 3, done.stdout + done.stderr
    assert cases(report)["fields.email"].find("failure") is not None
    assert "::warning title=saldo-jht smoke%3A fields.email::found by candidate 2 only" in done.stdout


@pytest.mark.parametrize(
    ("scenario", "status", "code"),
    [
        nightly("maintenance-503", 21, "portal-unavailable"),
        nightly("firewall", 22, "portal-blocked"),
        ("moved-jmo", 23, "portal-moved"),
    ],
)
def test_failures_keep_their_status(scenario: str, status: int, code: str, env: dict[str, str], tmp_path: Path) -> None:
    report = tmp_path / "smoke.xml"
    with start("adminlte", scenario) as portal:
        done = smoke(env | {"GITHUB_ACTIONS": "true"}, tmp_path, "--url", portal.url, "--junit", str(report))
    assert done.returncode == status, done.stdout + done.stderr
    failure = cases(report)["answers"].find("failure")
    assert failure is not None
    assert failure.get("type") == code
    assert "::error title=saldo-jht smoke%3A answers::" in done.stdout


def test_a_captcha_is_a_limit(env: dict[str, str], tmp_path: Path) -> None:
    report = tmp_path / "smoke.xml"
    with start("adminlte", "captcha-checkbox") as portal:
        done = smoke(env, tmp_path, "--url", portal.url, "--login", "--junit", str(report))
        assert portal.count("login-sent") == 0
    assert done.returncode == 0, done.stdout + done.stderr
    found = cases(report)
    assert found["captcha"].find("skipped") is not None
    assert found["check"].find("skipped") is not None


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
    report = tmp_path / "smoke.xml"
    with start("adminlte", "one-card") as portal, over_tls(portal.url, certificate) as url:
        done = smoke(env, tmp_path, "--url", url, "--login", "--junit", str(report))
        assert not portal.requests
    assert done.returncode == 20, done.stdout + done.stderr
    (case,) = cases(report).values()
    failure = case.find("failure")
    assert failure is not None
    assert failure.get("type") == "portal-unreachable"
    assert "ERR_CERT_AUTHORITY_INVALID" in str(failure.get("message"))


@pytest.mark.skipif(sys.platform == "win32", reason="a browser in a shell script")
def test_a_certificate_that_the_browser_trusts_is_told(
    env: dict[str, str], tmp_path: Path, browser_path: str, certificate: tuple[Path, Path]
) -> None:
    public = ssl.PEM_cert_to_DER_cert(certificate[1].read_text())
    told = subprocess.run(
        ["openssl", "x509", "-inform", "DER", "-pubkey", "-noout"], input=public, capture_output=True, check=True
    ).stdout.decode()
    key = base64.b64decode("".join(told.splitlines()[1:-1]))
    pin = base64.b64encode(hashlib.sha256(key).digest()).decode()
    # A browser that vouches for this one key, as it does for those of its root store.
    trusting = tmp_path / "browser"
    trusting.write_text(f'#!/bin/sh\nexec "{browser_path}" --ignore-certificate-errors-spki-list={pin} "$@"\n')
    trusting.chmod(0o700)
    report = tmp_path / "smoke.xml"
    env = env | {"SALDO_JHT_BROWSER": str(trusting)}
    with start("adminlte", "several-cards-total") as portal, over_tls(portal.url, certificate) as url:
        done = smoke(env, tmp_path, "--url", url, "--login", "--junit", str(report))
        assert portal.count("login-sent") == 1
    assert done.returncode == 0, done.stdout + done.stderr
    found = cases(report)
    assert "certificate accepted" in str(found["tls"].findtext("system-out"))
    assert found["check"].findtext("system-out") == "read, agreed"


def test_a_hostile_text_commands_nothing(env: dict[str, str], tmp_path: Path) -> None:
    """What a failure quotes is neither a command to GitHub's runner nor markup in its summary."""
    report, summary = tmp_path / "smoke.xml", tmp_path / "summary.md"
    own = tmp_path / "home" / "selectors" / "bpjstk.toml"
    own.parent.mkdir(parents=True)
    key = r"a\\|b\n::error::pwned\r\n::stop-commands::x <img src=x> ![x](http://evil.test/) \u0007\u001b[31m"
    own.write_text(f'[buttons.balance]\n"{key}" = 1\n', encoding="utf-8")
    github = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary)}
    done = smoke(env | github, tmp_path, "--url", "http://127.0.0.1:9/", "--junit", str(report))
    assert done.returncode == 15
    commands = [line for line in done.stdout.splitlines() if line.startswith("::")]
    assert len(commands) == 1
    assert commands[0].startswith("::error title=saldo-jht smoke%3A settings::")
    assert "\x1b" not in done.stdout.splitlines()[0]
    failure = cases(report)["settings"].find("failure")
    assert failure is not None
    assert "stop-commands" in str(failure.get("message"))
    (row,) = [line for line in summary.read_text().splitlines() if line.startswith("| settings")]
    assert len(row.replace("\\\\", "").replace("\\|", "").split("|")) == 6
    for live in ("<img", "![", "](", "\n::"):
        assert live not in row.replace("\\<", "").replace("\\!", "").replace("\\[", "").replace("\\]", "")


def test_a_report_that_cannot_be_written_hides_no_annotation(env: dict[str, str], tmp_path: Path) -> None:
    done = smoke(env | {"GITHUB_ACTIONS": "true"}, tmp_path, "--junit", str(tmp_path / "none" / "smoke.xml"))
    assert done.returncode == 50
    assert "::error title=saldo-jht smoke%3A answers::" in done.stdout


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
