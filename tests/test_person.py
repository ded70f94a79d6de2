"""A person at the right moment: hand-overs at the remote page, and the sessions that are kept of them.

The program runs as a process of its own; the person is a second browser, as wide as a phone and by touch, that sees no
more than the picture. What is done at a window is in `test_window`.
"""

import json
import re
import signal
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import psutil
import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from checker.simulator import server
from checker.simulator.scenarios import CAPTCHA_CODE, EMAIL, PASSWORD, PIN
from tests.driving import (
    Process,
    check,
    config,
    files,
    later_check_is_silent,
    nightly,
    reads_the_balance,
    running,
    settings,
    wait_until,
)
from tests.rawsite import Page as Page_
from tests.rawsite import Site, site

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 390, "height": 844}


# -- at the remote page --------------------------------------------------------------------------------------------


def address(process: Process) -> str:
    process.says("Open this address")
    found = re.search(r"http://127\.0\.0\.1:\d+/\S+", process.err.decode())
    assert found
    return found[0]


class Far:
    """The person at a phone: sees the picture, and knows from an ordinary browser as wide where things are on it."""

    def __init__(self, browser: Browser, url: str) -> None:
        context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
        context.set_default_timeout(30_000)
        self.page = context.new_page()
        self.page.goto(url)
        self.page.locator("#open").tap()
        assert wait_until(lambda: self.width() == PHONE["width"], 60), self.width()
        self.seen: Page = browser.new_context(locale="id-ID").new_page()

    def knows(self, url: str) -> None:
        """Look at `url` in an ordinary browser of the size that the program's has now."""
        size = self.page.evaluate(
            "[innerWidth, Math.max(320, innerHeight - document.getElementById('bar').offsetHeight)]"
        )
        self.seen.set_viewport_size({"width": round(size[0]), "height": round(size[1])})
        self.seen.goto(url)

    def width(self) -> int:
        """How many points of the program's browser the picture is wide."""
        return int(self.page.evaluate("document.getElementById('page')?.naturalWidth ?? 0"))

    def tap(self, selector: str) -> None:
        *frames, last = selector.split(" >> ")
        inside = self.seen.locator(last) if not frames else self.seen.frame_locator(frames[0]).locator(last)
        box = inside.bounding_box()
        picture = self.page.locator("#page").bounding_box()
        size = self.seen.viewport_size
        assert box
        assert picture
        assert size
        assert abs(self.width() - size["width"]) <= 2, "the picture is not as wide as the phone"
        scale = picture["width"] / size["width"]
        x, y = (box["x"] + box["width"] / 2) * scale, (box["y"] + box["height"] / 2) * scale
        self.page.touchscreen.tap(picture["x"] + x, picture["y"] + y)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)


@pytest.fixture
def far_env(clean_env: dict[str, str], browser_path: str, tmp_path: Path) -> Callable[[str], dict[str, str]]:
    kept = {key: value for key, value in clean_env.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return lambda url: settings(kept, tmp_path / "home", browser_path, url)


def test_captcha_from_a_phone(far_env: Callable[[str], dict[str, str]], browser: Browser, tmp_path: Path) -> None:
    with server.start("adminlte", "captcha-checkbox") as portal:
        env = far_env(portal.url)
        with running(env, tmp_path, "login", "--remote", "--json", "--wait", "90") as process:
            far = Far(browser, address(process))
            assert wait_until(lambda: portal.count("captcha") > 0)
            far.knows(portal.url)
            assert portal.count("login-sent") == 0
            # As a person does where a touch came before the page was ready for it: once more.
            for _ in range(6):
                far.tap("iframe >> [role=checkbox]")
                far.tap("iframe >> [role=checkbox]")
                far.tap("button[type=submit]")
                if wait_until(lambda: portal.count("login-sent") > 0, 10):
                    break
            reads_the_balance(process.end(), portal)
            far.page.get_by_text("Done").wait_for()
        assert portal.count("login-sent") == 1
        later_check_is_silent(env, tmp_path, portal)


@pytest.mark.parametrize(
    ("scenario", "path", "field"), [nightly("otp-after-login", "otp", "kode_otp"), ("pin-after-menu", "pin", "pin")]
)
def test_codes_from_a_phone(
    scenario: str, path: str, field: str, far_env: Callable[[str], dict[str, str]], browser: Browser, tmp_path: Path
) -> None:
    with server.start("adminlte", scenario) as portal:
        env = far_env(portal.url)
        with running(env, tmp_path, "login", "--remote", "--json", "--wait", "90") as process:
            far = Far(browser, address(process))
            far.knows(portal.url)
            far.seen.fill("[name=email]", EMAIL)
            far.seen.fill("[name=password]", PASSWORD)
            far.seen.click("button[type=submit]")
            far.seen.goto(portal.url.rstrip("/") + portal.skin.paths[path])
            far.tap(f"[name={field}]")
            far.type(PIN)
            far.page.get_by_role("button", name="Enter").tap()
            ended = process.end()
            reads_the_balance(ended, portal)
        assert sum(one.what == f"{path}-sent" for one in portal.requests) == 1
        assert PIN.encode() not in ended.stdout + ended.stderr
        assert not [path for path in files(tmp_path / "home") if PIN.encode() in path.read_bytes()]
        # The person's own browser, which looked for the places, sent it once as well.
        assert sum(one.password_ok for one in portal.requests) == 2
        later_check_is_silent(env, tmp_path, portal)


def test_a_picture_with_a_code_from_a_phone(
    far_env: Callable[[str], dict[str, str]], browser: Browser, tmp_path: Path
) -> None:
    """Elsewhere pictures are not even loaded. Once the person has done their part, no more is shown of the portal."""
    with server.start("adminlte", "captcha-image", delay=1) as portal:
        env = far_env(portal.url)
        with running(env, tmp_path, "login", "--remote", "--json", "--wait", "90") as process:
            far = Far(browser, address(process))
            assert portal.count("captcha") == 1, "the picture was not loaded"
            far.knows(portal.url)
            shown = far.page.evaluate("document.getElementById('say').textContent")
            assert "Your turn" in shown
            assert re.search(r"1:[0-5]\d left", shown)
            far.tap("[name=kode_captcha]")
            far.type(CAPTCHA_CODE)
            far.page.get_by_role("button", name="Enter").tap()
            far.page.get_by_text("at work").wait_for()
            key = far.page.evaluate("sessionStorage.getItem('key')")
            host = far.page.url.rstrip("/")
            asked = urllib.request.Request(f"{host}/frame?after=0", headers={"X-Saldo-Key": key})
            with urllib.request.urlopen(asked, timeout=20) as answer:
                assert (answer.status, answer.read()) == (204, b"")
            reads_the_balance(process.end(), portal)
            far.page.get_by_text("Done").wait_for()
            assert far.page.evaluate("sessionStorage.getItem('key')") is None


def test_the_remote_page_opens_for_one(
    far_env: Callable[[str], dict[str, str]], browser: Browser, tmp_path: Path
) -> None:
    def answered(url: str, data: bytes | None = None, **headers: str) -> int:
        asked = urllib.request.Request(url, data, {name.replace("_", "-"): value for name, value in headers.items()})
        try:
            with urllib.request.urlopen(asked, timeout=20) as answer:
                assert answer.headers["Cache-Control"] == "no-store"
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code

    temporary = tmp_path / "tmp"
    temporary.mkdir()
    with server.start("adminlte", "captcha-checkbox") as portal:
        env = far_env(portal.url) | {"TMPDIR": str(temporary)}
        with running(env, tmp_path, "login", "--remote", "--wait", "90") as process:
            url = address(process)
            host = url.rpartition("/")[0]
            assert "ssh -N -L" in process.err.decode()
            assert answered(f"{host}/another-token") == 403
            assert answered(url, Host="evil.example.test") == 403
            # What looks at it for a preview, be it by running its script, uses up nothing.
            assert answered(url) == 200
            browser.new_page().goto(url)
            assert answered(url) == 200
            far = Far(browser, url)
            # The token is used up, no address holds it, and without the key nothing is shown or taken.
            assert (answered(url), answered(url, b"")) == (410, 410)
            assert far.page.url == f"{host}/"
            key = far.page.evaluate("sessionStorage.getItem('key')")
            assert answered(f"{host}/frame?after=0") == 403
            assert answered(f"{host}/frame?after=0", X_Saldo_Key="guess") == 403
            assert answered(f"{host}/frame?after=0", X_Saldo_Key=key) == 200
            assert answered(f"{host}/input", b"[]", X_Saldo_Key=key, Origin="http://evil.example.test") == 403
            assert answered(f"{host}/input", b"[]", X_Saldo_Key=key, Host="evil.example.test") == 403
            assert answered(f"{host}/input", b"[]") == 403
            assert answered(f"{host}/input", b'[{"kind":"key","key":3},4,{"x":"a"}]', X_Saldo_Key=key) == 204
            mine = psutil.Process(process.process.pid)
            offspring = mine.children(recursive=True)
            ports = [
                port for one in (mine, *offspring) for port in one.net_connections("inet") if port.status == "LISTEN"
            ]
            assert {port.laddr.ip for port in ports} == {"127.0.0.1"}
            process.process.send_signal(signal.SIGTERM)
            ended = process.end()
        assert ended.status == 143
        assert not psutil.wait_procs(offspring, timeout=15)[1]
        assert not list(temporary.iterdir())
        with pytest.raises(urllib.error.URLError):
            urllib.request.urlopen(url, timeout=5)
        assert key.encode() not in ended.stdout + ended.stderr
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or key.encode() not in path.read_bytes()


PAGES = {
    "/": Page_(
        '<p>SIMULASI</p><form method="post" action="/in"><label>Email <input name="e" type="email"></label>'
        '<label>Kata sandi <input name="p" type="password"></label><button>Login</button></form>'
    ),
    "/in": Page_('<p>SIMULASI</p><a href="/saldo">Lihat Saldo JHT</a>'),
    "/saldo": Page_(
        "<p>SIMULASI</p><h1>Saldo JHT</h1><table><tr><th>KPJ<th>Saldo JHT<tr><td>12345678901<td class=isi>Rp 12.345.678"
        "<tr><td>12345678902<td class=isi>Rp 1.234.567</table>"
    ),
}


def goes_to_the_balance(far: Far, portal: Site, go_on: Callable[[], None]) -> None:
    far.tap("[name=e]")
    far.type(EMAIL)
    far.tap("[name=p]")
    far.type(PASSWORD)
    far.page.get_by_role("button", name="Enter").tap()
    assert wait_until(lambda: "/in" in portal.paths(), 20)
    far.knows(f"{portal.url}/in")
    go_on()
    far.tap("a")
    assert wait_until(lambda: "/saldo" in portal.paths(), 20)
    far.knows(f"{portal.url}/saldo")


@pytest.mark.nightly
def test_things_are_pointed_at_from_a_phone(
    far_env: Callable[[str], dict[str, str]], browser: Browser, tmp_path: Path
) -> None:
    """The questions stand on the page itself, and which of several cards is meant; what was learnt is read by."""
    with site(PAGES) as portal:
        env = far_env(f"{portal.url}/")
        with running(env, tmp_path, "selectors", "learn", "--remote", "--timeout", "120") as process:
            far = Far(browser, address(process))
            far.knows(portal.url)

            def points(words: str, at: str) -> None:
                far.page.locator("#say", has_text=words).wait_for()
                process.says(words)
                told = len(process.err)
                for _ in range(5):  # a longer question leaves less of the page: what was missed is tapped once more
                    far.knows(far.seen.url)
                    far.tap(at)
                    if wait_until(lambda: len(process.err) > told or process.process.poll() is not None, 8):
                        return

            points("field for the e-mail", "[name=e]")
            points("field for the password", "[name=p]")
            points("button that logs in", "button")
            far.page.locator("#say", has_text='Then press "Go on"').wait_for()
            assert portal.told(PASSWORD) == []

            def go_on() -> None:
                far.page.locator("[data-go]").tap()
                points("Click what leads to", "a")
                far.page.locator("#say", has_text="open your balance by yourself").wait_for()

            goes_to_the_balance(far, portal, go_on)
            far.page.locator("[data-go]").tap()
            points("the one whose number ends in 8901", "tr:nth-child(2) td.isi")
            ended = process.end()
        assert ended.status == 0, str(ended)
        assert b"balance.amount" in ended.stdout or b"[balance]" in ended.stdout
        assert PASSWORD.encode() not in ended.stdout + ended.stderr


@pytest.mark.nightly
def test_pages_are_recorded_from_a_phone(
    far_env: Callable[[str], dict[str, str]], browser: Browser, tmp_path: Path
) -> None:
    with site(PAGES) as portal:
        env = far_env(f"{portal.url}/")
        with running(env, tmp_path, "record", "--remote", "-o", "out", "--timeout", "120") as process:
            far = Far(browser, address(process))
            far.knows(portal.url)

            def recorded() -> None:
                far.page.locator("#say", has_text="The page is recorded").wait_for()

            recorded()
            goes_to_the_balance(far, portal, recorded)
            wait_until(lambda: process.err.count(b"is recorded") > 2, 20)
            far.page.locator("[data-go]").tap()
            ended = process.end()
        assert ended.status == 0, str(ended)
        assert len(list((tmp_path / "out").iterdir())) == 3, str(ended)
        told = b"".join(one.read_bytes() for one in files(tmp_path / "out"))
        assert not any(own.encode() in told for own in (PASSWORD, "12.345.678", "1.234.567"))


# -- kept sessions -------------------------------------------------------------------------------------------------


def limits(tmp_path: Path) -> None:
    config(tmp_path / "home", "[limits]\nminutes_between_logins = 0\nlogins_a_day = 1000\n")


def status(env: Mapping[str, str], cwd: Path) -> dict[str, Any]:
    with running(env, cwd, "session", "status", "--json") as process:
        (told,) = json.loads(process.end().stdout)["sessions"]
    assert isinstance(told, dict)
    return told


@pytest.mark.parametrize("skin", [nightly("adminlte"), "spa"])
def test_a_kept_session_sends_no_password(skin: str, far_env: Callable[[str], dict[str, str]], tmp_path: Path) -> None:
    """Cookies and, for the single-page one, the token in the tab's own storage; and what becomes of a dead session."""
    with server.start(skin, "several-cards") as portal:
        env = far_env(portal.url)
        reads_the_balance(check(env, tmp_path), portal)
        later_check_is_silent(env, tmp_path, portal)
        (kept,) = (tmp_path / "home" / "state" / "sessions").glob("*.session")
        assert sys.platform == "win32" or kept.stat().st_mode & 0o077 == 0
        # Another person's credentials do not meet this one's session.
        other = check(env | {"SALDO_JHT_EMAIL": "budi@example.test"}, tmp_path)
        assert other.told["error"]["code"] == "too-soon"
        portal.end_sessions()
        bare = {key: value for key, value in env.items() if key not in ("SALDO_JHT_EMAIL", "SALDO_JHT_PASSWORD")}
        dead = check(bare, tmp_path)
        assert dead.told["error"]["code"] == "needs-human", str(dead)
        assert not kept.exists()


def test_a_dead_session_is_logged_in_anew(far_env: Callable[[str], dict[str, str]], tmp_path: Path) -> None:
    """It is noticed from the screen."""
    limits(tmp_path)
    with server.start("adminlte", "one-card") as portal:
        env = far_env(portal.url)
        reads_the_balance(check(env, tmp_path), portal)
        portal.end_sessions()
        reads_the_balance(check(env, tmp_path), portal)
        assert portal.count("login-sent") == 2
        assert status(env, tmp_path)["kept"]
        # Where the password is wrong by now, that is found out once, and by the portal.
        portal.end_sessions()
        wrong = env | {"SALDO_JHT_PASSWORD": "salah-sekali"}
        for _ in range(2):
            assert check(wrong, tmp_path).told["error"]["code"] == "credentials-rejected"
        assert portal.count("login-sent") == 3


def test_a_session_that_is_not_this_one(far_env: Callable[[str], dict[str, str]], tmp_path: Path) -> None:
    """One that is damaged, another's, or of another version is as good as none: it is neither used nor a failure."""
    limits(tmp_path)
    with server.start("adminlte", "one-card") as portal:
        env = far_env(portal.url)
        reads_the_balance(check(env, tmp_path), portal)
        (path,) = (tmp_path / "home" / "state" / "sessions").glob("*.session")
        kept = json.loads(path.read_bytes())
        others: list[bytes] = [b"", b"{", b"\x00\xff" * 40]
        for change in ({"schema": 2}, {"account": "budi"}, {"origin": "https://portal.test"}, {"cards": "x"}):
            others.append(json.dumps(kept | change).encode())
        for content in others:
            path.write_bytes(content)
            assert not status(env, tmp_path)["kept"], content[:60]
        path.write_bytes(others[2])
        reads_the_balance(check(env, tmp_path), portal)
        assert portal.count("login-sent") == 2
        later_check_is_silent(env, tmp_path, portal)


def test_status_and_logout(far_env: Callable[[str], dict[str, str]], tmp_path: Path) -> None:
    with server.start("adminlte", "one-card") as portal:
        env = far_env(portal.url)
        reads_the_balance(check(env, tmp_path), portal)
        (path,) = (tmp_path / "home" / "state" / "sessions").glob("*.session")
        kept = json.loads(path.read_bytes())
        path.write_text(json.dumps(kept | {"began": kept["began"] - 90_061, "worked": kept["worked"] - 7_200}))
        told = status(env, tmp_path)
        assert told["kept"]
        assert not told["encrypted"]
        assert 90_061 <= told["age_seconds"] < 93_000
        worked = datetime.fromisoformat(told["last_worked"])
        assert worked.timestamp() == pytest.approx(kept["worked"] - 7_200, abs=1)
        with running(env, tmp_path, "session", "status") as process:
            assert b"kept for 1 d 1 h" in process.end().stdout
        with running(env, tmp_path, "logout", "--json") as process:
            ended = process.end()
        assert json.loads(ended.stdout)["accounts"] == [{"account": "default", "portal": "logged-out"}], str(ended)
        assert portal.count("logout") == 1
        assert not path.exists()
        # The portal has let go of it as well: what was kept would open nothing.
        path.write_text(json.dumps(kept))
        with running(env, tmp_path, "logout", "--json") as process:
            assert json.loads(process.end().stdout)["accounts"][0]["portal"] == "already-out"
        path.write_text(json.dumps(kept))
    with running(env, tmp_path, "logout", "--json") as process:
        ended = process.end()
    assert json.loads(ended.stdout)["accounts"] == [{"account": "default", "portal": "not-reached"}], str(ended)
    assert ended.status == 20
    assert not path.exists()
