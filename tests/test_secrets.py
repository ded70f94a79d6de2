"""Nothing secret is left anywhere: whole failing checks with credentials that are known again wherever they turn up."""

import base64
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote, quote_plus

import psutil
import pytest
from msgspec import structs
from playwright.sync_api import Page

from checker.simulator import scenarios, server, site, workings
from checker.simulator.scenarios import SCENARIOS
from checker.simulator.skins import SHIPPED
from tests.driving import check, command, files, nightly, only_looked, settings, wait_until

pytestmark = pytest.mark.browser

EMAIL = "zq.sentinel+jht@xyloqua-rahasia.test"
PASSWORD = "Qz9 Kun€i\"<&>='%/+\\ß{x}"
PERSON = "Zubaidah Qonitatillah"
NIK = "3174099912345678"
KPJ = "98765432109"
NPP = "QZ987654"
COMPANY = "PT Xyloqua Sentinela"
BALANCE = Decimal(87_654_321)

# Each ends on another kind of page; `make test-all` tries every scenario that fails.
TRIED = {
    *("wrong-password-dialog", "wrong-password-401", "password-expired", "captcha-image", "otp-after-login"),
    *("session-dies", "foreign-form", "load-failed", "unknown-page", "redirect-loop"),
}
FAILING = [name for name, one in SCENARIOS.items() if one.expect]
SWITCHES = {"DEBUG": "pw:api*", "PWDEBUG": "1", "DEBUGP": "1", "NODE_DEBUG": "http,net"}


def forms_of_a_secret(secret: str) -> dict[str, bytes]:
    """A secret in every shape that it might be written down in."""
    raw = secret.encode()
    shapes = {
        "raw": raw,
        "latin": secret.encode("latin-1", "replace"),
        "quoted": quote(secret, safe="").encode(),
        "form": quote_plus(secret).encode(),
        "component": quote(secret, safe="-_.!~*'()").encode(),
        "json": json.dumps(secret)[1:-1].encode(),
        "json-utf-8": json.dumps(secret, ensure_ascii=False)[1:-1].encode(),
        "json-in-json": json.dumps(json.dumps(secret, ensure_ascii=False), ensure_ascii=False)[3:-3].encode(),
        "html": secret.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode(),
        "attribute": secret.replace("&", "&amp;").replace('"', "&quot;").encode(),
        "hex": raw.hex().encode(),
        "utf-16": secret.encode("utf-16-le"),
    }
    for shift in range(3):
        # Base64 of a longer text that holds it: what does not depend on the neighbours.
        coded = base64.b64encode(b"\0" * shift + raw)
        shapes[f"base64-{shift}"] = coded[-(-shift * 4 // 3) + (1 if shift else 0) : len(coded) // 4 * 4 - 4]
    return shapes


SECRETS = {f"password {how}": shape for how, shape in forms_of_a_secret(PASSWORD).items()} | {
    f"e-mail {how}": shape for how, shape in forms_of_a_secret(EMAIL).items()
}
PERSONAL = {
    f"{what} {form}": form.encode()
    for what, forms in {
        "name": ("Zubaidah", "Qonitatillah"),
        "nik": (NIK, NIK[:10]),
        "kpj": (KPJ, "987654321"),
        "npp": (NPP,),
        "company": ("Xyloqua", "Sentinela"),
        "balance": ("87.654.321", "87,654,321", "87654321", "87 654 321"),
    }.items()
    for form in forms
}


def found_in(content: bytes, needles: Mapping[str, bytes]) -> list[str]:
    """Which of `needles` stand in `content`, whatever their case."""
    low = content.lower()
    return [name for name, needle in needles.items() if needle in content or needle.lower() in low]


def unpacked(path: Path) -> bytes:
    """A file's bytes; those of a picture with its compressed parts laid open as well."""
    content = path.read_bytes()
    if not content.startswith(b"\x89PNG"):
        return content
    parts, at = [], 8
    while at < len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        kind, body = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        parts.append(body if kind == b"IDAT" else b"")
        at += 12 + length
    return content + zlib.decompress(b"".join(parts))


def leaks(folders: list[Path], needles: Mapping[str, bytes]) -> list[str]:
    return [f"{path.name}: {name}" for path in files(*folders) for name in found_in(unpacked(path), needles)]


@pytest.mark.parametrize("shape", sorted(SECRETS))
def test_the_search_finds(shape: str, tmp_path: Path) -> None:
    """A search that finds nothing proves nothing unless it can find."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "log.bin").write_bytes(b"\x00before" + SECRETS[shape] + b"after\xff")
    assert f"log.bin: {shape}" in leaks([tmp_path], SECRETS)
    assert all(len(needle) > 12 for needle in SECRETS.values())
    for shift in range(3):
        whole = base64.b64encode(b"x" * (3 + shift) + PASSWORD.encode() + b"yyyy")
        assert found_in(whole, {"it": SECRETS[f"password base64-{shift}"]})


@dataclass(frozen=True)
class Place:
    """The folders of one check, none of which anybody else writes in."""

    home: Path
    temporary: Path
    here: Path
    user: Path
    env: dict[str, str]

    @property
    def all(self) -> list[Path]:
        return [self.home, self.temporary, self.here, self.user]

    def url(self, url: str) -> dict[str, str]:
        return {**self.env, "SALDO_JHT_PORTAL_URL": url}

    @property
    def evidence(self) -> list[Path]:
        parent = self.home / "state" / "evidence"
        return sorted(parent.iterdir()) if parent.is_dir() else []


@pytest.fixture
def place(clean_env: dict[str, str], browser_path: str, tmp_path: Path) -> Place:
    home, temporary, here, user = (tmp_path / name for name in ("home", "tmp", "here", "user"))
    for folder in (temporary, here, user):
        folder.mkdir()
    kept = {key: value for key, value in clean_env.items() if not key.startswith("XDG_")}
    env = settings(kept, home, browser_path, "http://127.0.0.1:9/", EMAIL, PASSWORD)
    env |= {"TMPDIR": str(temporary), "HOME": str(user)}
    return Place(home, temporary, here, user, env)


@pytest.fixture
def sentinels(monkeypatch: pytest.MonkeyPatch) -> None:
    """A simulated portal that knows our credentials only, and tells of a person who is known again."""
    for module in (site, workings):
        monkeypatch.setattr(module, "EMAIL", EMAIL)
        monkeypatch.setattr(module, "PASSWORD", PASSWORD)
        monkeypatch.setattr(module, "PERSON", f"{PERSON}, NIK {NIK}")
    card = structs.replace(scenarios.ONE[0], balance=BALANCE, kpj=KPJ, npp=NPP, company=COMPANY)
    for name, one in list(SCENARIOS.items()):
        if len(one.cards) == 1:
            monkeypatch.setitem(SCENARIOS, name, replace(one, cards=(card,)))


def modes(folder: Path) -> list[str]:
    """What under `folder`, itself included, others than its owner could use."""
    open_ = []
    for path in (folder, *folder.rglob("*")):
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode != (0o700 if path.is_dir() else 0o600):
            open_.append(f"{path.name}: {mode:o}")
    return open_


@pytest.mark.usefixtures("sentinels")
@pytest.mark.parametrize(
    "scenario", [pytest.param(one, marks=() if one in TRIED else pytest.mark.nightly) for one in FAILING]
)
def test_a_failure_tells_nothing(scenario: str, place: Place) -> None:
    skin = "adminlte" if FAILING.index(scenario) % 2 else "jquery"
    with server.start(skin, scenario) as portal:
        # What is not there yet is tried again for as long as there is time.
        absent = SCENARIOS[scenario].expect in ("portal-unreachable", "portal-unavailable")
        ended = check(place.url(portal.url), place.here, "-v", "--timeout", "6" if absent else "60")
    assert ended.told["error"]["code"] == SCENARIOS[scenario].expect
    assert not found_in(ended.stdout + ended.stderr, SECRETS | PERSONAL)
    assert not leaks(place.all, SECRETS | PERSONAL)
    # One for each try: before anything was sent, there may be further ones.
    assert 1 <= len(place.evidence) <= 3
    if sys.platform != "win32":
        assert not modes(place.evidence[0].parent)
    assert not list(place.temporary.iterdir())
    only_looked(portal)


@pytest.fixture
def clashing(tmp_path: Path) -> Path:
    """A skin whose balance page shows two amounts with the same claim, and everything else that is personal."""
    skins = tmp_path / "skins"
    shutil.copytree(SHIPPED / "adminlte", skins / "clashing")
    (skins / "clashing" / "balance.html").write_text(
        """{% extends "inner.html" %}{% block content %}
        <h1>Saldo JHT</h1><!-- {{ person }} {{ chosen[0].kpj }} -->
        <p title="{{ person }}">Nama {{ person }} <a href="mailto:{{ email }}?x={{ chosen[0].kpj }}">{{ email }}</a></p>
        <svg width="90" height="20"><text y="14">{{ chosen[0].kpj }}</text></svg>
        <p data-nama="{{ person }}" aria-label="Halo {{ person }}">
        <img alt="{{ person }}" src="/x/{{ chosen[0].kpj }}"></p>
        <style>.a::after { content: "{{ chosen[0].saldo }}"; background: #f0f; color: #f0f }</style>
        <p class="a n{{ chosen[0].kpj }}">isi </p>
        <details><summary>{{ chosen[0].company }}</summary>{{ chosen[0].npp }}</details>
        <input value="{{ chosen[0].company }}"><textarea>{{ person }}</textarea>
        <select><option value="{{ chosen[0].kpj }}">{{ chosen[0].kpj }}</option></select>
        <iframe srcdoc="<p>Rincian {{ person }} {{ chosen[0].kpj }} {{ chosen[0].saldo }}</p>"></iframe>
        <div id="host"></div><script>
        document.getElementById("host").attachShadow({mode: "open"}).innerHTML =
          "<b>Kartu {{ person }} {{ chosen[0].kpj }}</b>";
        document.title = "Saldo {{ person }}";
        </script>
        <table><tr><th>Saldo JHT</th><td>{{ chosen[0].saldo }}</td></tr>
        <tr><th>Saldo JHT</th><td>{{ money(11223344) }}</td></tr></table>
        {% endblock %}"""
    )
    return skins


@pytest.mark.usefixtures("sentinels")
def test_evidence_of_a_balance_shows_none(place: Place, clashing: Path, page: Page) -> None:
    def colours(picture: bytes) -> set[tuple[int, ...]]:
        pixels = page.evaluate(
            """async (data) => {
              const bitmap = await createImageBitmap(await (await fetch("data:image/png;base64," + data)).blob());
              const canvas = new OffscreenCanvas(bitmap.width, bitmap.height), draw = canvas.getContext("2d");
              draw.drawImage(bitmap, 0, 0);
              const all = new Uint32Array(draw.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer);
              return [...new Set(all)];
            }""",
            base64.b64encode(picture).decode(),
        )
        return {tuple(pixel.to_bytes(4, "little")[:3]) for pixel in pixels}

    with server.start("clashing", "one-card", skins_folder=clashing) as portal:
        ended = check(place.url(portal.url), place.here, "-v")
    assert ended.told["error"]["code"] == "balance-uncertain"
    personal = PERSONAL | {"other amount": b"11.223.344"}
    assert not found_in(ended.stdout + ended.stderr, SECRETS | personal)
    assert not leaks(place.all, SECRETS | personal)
    (kept,) = place.evidence
    assert {path.name for path in kept.iterdir()} == {"run.json", "page.html", "page.aria.yaml", "page.png"}
    # What a style writes is text in no byte: in the picture it would stand in a colour that nothing else has.
    assert (255, 0, 255) not in colours((kept / "page.png").read_bytes())
    # And yet it can be worked with: its words and its form are there.
    html = (kept / "page.html").read_bytes()
    assert b"Saldo JHT" in html
    # What stands in frames and in shadow roots is part of it.
    assert b"<b>Kartu xxxx" in html
    assert b'srcdoc="' in html
    assert b"Rincian xxxx" in html
    assert b"00.000.000" in (kept / "page.aria.yaml").read_bytes()


@pytest.mark.usefixtures("sentinels")
@pytest.mark.parametrize("scenario", ["one-card", nightly("wrong-password-401"), nightly("foreign-form")])
def test_switches_that_make_playwright_talk(scenario: str, place: Place) -> None:
    with server.start("adminlte", scenario) as portal:
        ended = check(place.url(portal.url) | SWITCHES, place.here, "-v")
    if scenario == "one-card":
        assert ended.told["total"] == f"{BALANCE:.2f}"
        # A balance that was asked for is told on standard output, and kept in the history alone, with its card.
        kept = [one for one in leaks(place.all, PERSONAL) if not one.startswith("history.db: ")]
        assert not kept
        assert not leaks(
            place.all, {name: value for name, value in PERSONAL.items() if name.split()[0] in ("name", "nik")}
        )
        assert not found_in(ended.stderr, PERSONAL)
    else:
        assert ended.told["error"]["code"] == SCENARIOS[scenario].expect
    assert b"pw:" not in ended.stderr
    assert not found_in(ended.stdout + ended.stderr, SECRETS)
    assert not leaks(place.all, SECRETS)


@pytest.mark.usefixtures("sentinels")
@pytest.mark.skipif(sys.platform == "win32", reason="other rights")
def test_everything_kept_is_for_the_owner_alone(place: Place) -> None:
    """Even where whoever runs it lets all files be written by all."""
    with server.start("adminlte", "moved-notice") as portal:
        ended = check(place.url(portal.url), place.here, umask=0)
    assert ended.told["error"]["code"] == "portal-moved"
    assert not modes(place.home / "state" / "evidence")
    for folder in (place.home, place.home / "state"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700, folder


@pytest.mark.usefixtures("sentinels")
def test_the_newest_ten_are_kept(place: Place) -> None:
    parent = place.home / "state" / "evidence"
    for day in range(1, 13):
        (parent / f"202601{day:02}T000000000000-portal-moved").mkdir(parents=True)
    with server.start("adminlte", "moved-notice") as portal:
        ended = check(place.url(portal.url), place.here)
    names = [path.name for path in place.evidence]
    assert len(names) == 10
    assert names[0].startswith("20260104")
    assert Path(ended.told["error"]["evidence"]) == place.evidence[-1]


@pytest.mark.usefixtures("sentinels")
@pytest.mark.parametrize("hindrance", ["a file in its place", "read-only"])
def test_evidence_that_cannot_be_kept_changes_nothing(hindrance: str, place: Place) -> None:
    state = place.home / "state"
    if hindrance == "read-only":
        if sys.platform == "win32" or os.geteuid() == 0:
            pytest.skip("rights do not bind this user")
        state.mkdir(parents=True)
        state.chmod(0o500)
    else:
        state.mkdir(parents=True)
        (state / "evidence").write_text("in the way")
    with server.start("adminlte", "wrong-password-inline") as portal:
        ended = check(place.url(portal.url), place.here)
    if hindrance == "read-only":
        state.chmod(0o700)
    assert ended.told["error"]["code"] == "credentials-rejected"
    assert ended.told["error"]["evidence"] is None
    assert b"Traceback" not in ended.stderr
    assert not found_in(ended.stdout + ended.stderr, SECRETS)


@pytest.mark.usefixtures("sentinels")
@pytest.mark.skipif(sys.platform == "win32", reason="other signals")
@pytest.mark.parametrize(
    ("number", "status", "moment"),
    [
        (signal.SIGINT, 130, "root"),
        nightly(signal.SIGINT, 130, "login-sent"),
        (signal.SIGTERM, 143, "login-sent"),
        (signal.SIGTERM, 143, "balance"),
    ],
)
def test_interrupted(number: signal.Signals, status: int, moment: str, place: Place) -> None:
    """Ctrl-C, which the whole group of processes gets, and a SIGTERM, while the portal is slow to answer."""
    with server.start("adminlte", "one-card", delay=1.5) as portal:
        process = subprocess.Popen(
            command("-v"),
            env=place.url(portal.url),
            cwd=place.here,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        assert wait_until(lambda: portal.count(moment) > 0 or process.poll() is not None)
        assert process.poll() is None
        offspring = psutil.Process(process.pid).children(recursive=True)
        # The driver and the browser: neither was handed the password, nor is it on their command lines.
        assert len(offspring) >= 2
        for child in offspring if moment == "root" else []:
            with_it = "\0".join([*child.cmdline(), *child.environ().values()]).encode()
            assert not found_in(with_it, SECRETS)
        if number == signal.SIGINT:
            os.killpg(process.pid, number)
        else:
            process.send_signal(number)
        out, err = process.communicate(timeout=30)
    assert process.returncode == status
    assert out == b""
    assert b"Traceback" not in err
    assert not found_in(err, SECRETS)
    assert not psutil.wait_procs(offspring, timeout=10)[1]
    assert not list(place.temporary.iterdir())
    assert not leaks(place.all, SECRETS | PERSONAL)
    assert sum(one.password_ok for one in portal.requests) <= 1
