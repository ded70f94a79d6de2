"""Hand-overs at a window: the program runs as a process, and a hand that only knows the screen acts as the person."""

import json
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pexpect
import psutil
import pytest
from playwright.sync_api import Browser, ViewportSize
from playwright.sync_api import Page as Seen

from checker.browser import world
from checker.simulator import scenarios, server, skins
from checker.simulator.scenarios import CAPTCHA_CODE, EMAIL, ONE, PASSWORD, PIN, Scenario
from checker.simulator.workings import Portal
from tests.acting import SIZE, Hands
from tests.driving import config, later_check_is_silent, nightly, reads_the_balance, running, settings, wait_until
from tests.rawsite import Page, site

pytestmark = pytest.mark.browser

YES, NO, LATER, PASS = "Yes, it shows this", "No", "Later", "Pass over"


@dataclass
class Place:
    """A screen with a person before it, who knows from an ordinary browser where things stand on a page."""

    base: dict[str, str]
    screen: dict[str, str]
    program: str
    here: Path
    hands: Hands
    seen: Seen

    def env(self, url: str) -> dict[str, str]:
        return settings(self.base, self.here / "home", self.program, url) | self.screen

    def click(self, selector: str) -> None:
        box = self.seen.locator(selector).bounding_box()
        assert box
        self.hands.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def goes_in(self, portal: Portal, path: str) -> None:
        """In the ordinary browser: log in, and go on to where the program's is."""
        self.seen.goto(portal.url)
        self.seen.fill(f"[name={portal.skin.fields['email']}]", EMAIL)
        self.seen.fill(f"[name={portal.skin.fields['password']}]", PASSWORD)
        for box in self.seen.locator("[name=g-recaptcha-response]").all():
            box.check()
        self.seen.click("[type=submit]")
        self.seen.goto(portal.url.rstrip("/") + portal.skin.paths[path])

    def nothing_is_left(self) -> bool:
        """No browser, no driver, no temporary folder."""
        temporary = self.base["TMPDIR"]
        gone = wait_until(lambda: not any(temporary in " ".join(line) for line in _lines()), 15)
        return gone and not list(Path(temporary).iterdir())


def _lines() -> Iterator[list[str]]:
    for one in psutil.process_iter(["cmdline"]):
        yield one.info["cmdline"] or []


@pytest.fixture
def place(
    clean_env: dict[str, str], screen: dict[str, str], window_browser_path: str, browser: Browser, tmp_path: Path
) -> Iterator[Place]:
    if shutil.which("xdotool") is None:
        pytest.skip("nobody can act at a window here (xdotool is missing)")
    size: ViewportSize = {"width": SIZE["width"], "height": SIZE["height"]}
    context = browser.new_context(viewport=size, locale="id-ID")
    context.set_default_timeout(30_000)
    # Whatever the program leaves behind can be told by this folder. A browser's own socket stands in it, whose path
    # may not be long.
    with tempfile.TemporaryDirectory(prefix="sj-") as temporary:
        base = clean_env | {"TMPDIR": temporary}
        yield Place(base, screen, window_browser_path, tmp_path, Hands(screen), context.new_page())
    context.close()


def ticks_the_captcha(place: Place) -> None:
    """The focus is where the program typed last: the box and the button come next."""
    for key in ("Tab", "space", "Return"):
        place.hands.key(key)


def test_a_captcha(place: Place) -> None:
    with server.start("jquery", "captcha-checkbox") as portal:
        env = place.env(portal.url)
        with running(env, place.here, "login", "--json", "--wait", "40") as process:
            process.says("Your turn")
            assert portal.count("login-sent") == 0
            ticks_the_captcha(place)
            reads_the_balance(process.end(), portal)
        assert portal.count("login-sent") == 1
        later_check_is_silent(env, place.here, portal)
    assert [path for path in (place.here / "home" / "state" / "sessions").iterdir() if path.suffix == ".session"]


@pytest.mark.parametrize(
    ("skin", "scenario", "path", "field", "words"),
    [
        ("adminlte", "otp-after-login", "otp", "kode_otp", ("check", "--attended")),
        ("jquery", "pin-after-menu", "pin", "pin", ("login",)),
    ],
)
def test_a_code(skin: str, scenario: str, path: str, field: str, words: tuple[str, ...], place: Place) -> None:
    """A wrong one first, as people do: the portal asks again, and the program still waits.

    A check that has logged in without a window goes on in one, and sends no password there.
    """
    with server.start(skin, scenario) as portal:
        env = place.env(portal.url)
        with running(env, place.here, *words, "--json", "--wait", "60") as process:
            process.says("Your turn")
            assert portal.count("login-sent") == 1
            place.goes_in(portal, path)
            for code in ("1", PIN):
                sent = portal.count(f"{path}-sent")
                place.click(f"[name={field}]")
                place.hands.type(code)
                place.hands.key("Return")
                assert wait_until(lambda sent=sent: portal.count(f"{path}-sent") > sent), "the code was not sent"  # type: ignore[misc]
            reads_the_balance(process.end(), portal)
        # The program's login, and that of the person's own browser.
        assert portal.count("login-sent") == 2
        later_check_is_silent(env, place.here, portal)


def mistypes_the_captcha(place: Place, portal: Portal) -> None:
    """And sees in their own browser what the program's shows then."""
    place.seen.goto(portal.url)
    place.click("[name=kode_captcha]")
    place.hands.type("WRONG")
    place.hands.key("Return")
    assert wait_until(lambda: portal.count("login-sent") == 1)
    sees_it_again(place, "WRONG")


def sees_it_again(place: Place, code: str) -> None:
    for field, text in (("email", "x@example.test"), ("password", "x"), ("kode_captcha", code)):
        place.seen.fill(f"[name={field}]", text)
    place.seen.click("[type=submit]")
    place.seen.wait_for_load_state()


def test_a_picture_with_a_code(place: Place) -> None:
    """A mistyped one is no refused password: it is typed in again, and the person is told what is asked now."""
    with server.start("adminlte", "captcha-image") as portal:
        env = place.env(portal.url)
        with running(env, place.here, "login", "--json", "--wait", "60") as process:
            process.says("Your turn")
            mistypes_the_captcha(place, portal)
            process.says("The captcha was not accepted. E-mail and password are typed in again")
            place.click("[name=kode_captcha]")
            place.hands.type(CAPTCHA_CODE)
            place.hands.key("Return")
            ended = process.end()
            reads_the_balance(ended, portal)
        assert b"Session kept" in ended.stderr
        later_check_is_silent(env, place.here, portal)


@pytest.mark.nightly
@pytest.mark.parametrize("wrong", ["Captcha salah. Silakan login kembali.", "Kata sandi atau kode captcha salah"])
def test_what_could_be_of_the_password_too_has_nothing_typed_again(
    wrong: str, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor is what the person then types themselves held against the password that is kept."""
    monkeypatch.setitem(skins.WORDING, "captcha-wrong", (wrong, wrong))
    with server.start("adminlte", "captcha-image") as portal:
        env = place.env(portal.url)
        with running(env, place.here, "login", "--json", "--wait", "60") as process:
            process.says("Your turn")
            mistypes_the_captcha(place, portal)
            process.says("Your turn: type e-mail and password again")
            for password in ("keliru", PASSWORD):
                shown = portal.count("captcha")
                for field, text in (("email", EMAIL), ("password", password), ("kode_captcha", CAPTCHA_CODE)):
                    place.click(f"[name={field}]")
                    place.hands.type(text)
                place.hands.key("Return")
                # The page with the next picture, or the one inside.
                assert wait_until(lambda shown=shown: portal.count("captcha") > shown or portal.count("home") > 0)  # type: ignore[misc]
                if password != PASSWORD:
                    sees_it_again(place, CAPTCHA_CODE)
            reads_the_balance(process.end(), portal)


@pytest.mark.parametrize("words", [("login",), nightly(("check", "--attended"))])
def test_a_forced_new_password(words: tuple[str, ...], place: Place) -> None:
    with (
        server.start("adminlte", "password-expired") as portal,
        running(place.env(portal.url), place.here, *words, "--json", "--wait", "60") as process,
    ):
        process.says("set it here")
        place.goes_in(portal, "expired")
        for name in ("old-password", "new-password", "repeat-password"):
            place.click(f"[name={name}]")
            place.hands.type("x")
        place.click("[type=submit]")
        assert wait_until(lambda: portal.count("password-changed") == 1), "the form was not sent"
        reads_the_balance(process.end(), portal)


LOGIN = (
    '<!doctype html><html lang="id"><body><p>SIMULASI</p><form method="post" action="/masuk">'
    '<label>Alamat Email <input type="email" name="email"></label>'
    '<label>Kata Sandi <input type="password" name="sandi"></label><button type="submit">Login</button></form>'
)
INSIDE = (
    '<!doctype html><html lang="id"><body><p>SIMULASI</p><h1>Beranda</h1><a href="/saldo">Lihat Saldo JHT</a>%s</body>'
)
CONSENT = (
    '<h2>Persetujuan</h2><label><input type="checkbox" id="setuju"> Saya telah membaca dan menyetujui '
    'pemrosesan data pribadi</label><button onclick="%s">Setuju</button>'
)
OVER = '<div id="lapis" style="position:fixed;inset:0;background:#fff">%s</div>'
BALANCE = (
    '<!doctype html><html lang="id"><body><p>SIMULASI</p><h1>Saldo JHT</h1><p>KPJ 12345678901</p>'
    "<p>Saldo JHT: Rp 12.345.678,00</p></body></html>"
)


@pytest.mark.parametrize("shape", [nightly("page"), "over the page"])
def test_a_consent(shape: str, place: Place) -> None:
    """Never given by the program: by the person, wherever it is asked for."""
    told = "fetch('/setuju', {method: 'POST'}).then(() => %s)"
    page = INSIDE.replace('<a href="/saldo">Lihat Saldo JHT</a>', "") % (
        CONSENT % (told % "location.href = '/beranda'")
    )
    over = INSIDE % (OVER % (CONSENT % (told % "document.getElementById('lapis').remove()")))
    pages = {
        "/": Page(LOGIN),
        "POST /masuk": Page("/persetujuan", 303),
        "/persetujuan": Page(page if shape == "page" else over),
        "/beranda": Page(INSIDE % ""),
        "/saldo": Page(BALANCE),
    }
    with site(pages) as portal:
        with running(place.env(portal.url + "/"), place.here, "login", "--json", "--wait", "60") as process:
            process.says("agree to")
            assert not portal.paths("/setuju")
            place.seen.goto(portal.url + "/persetujuan")
            place.click("#setuju")
            place.click("button")
            ended = process.end()
        assert portal.paths("/setuju")
    assert ended.told["total"] == "12345678.00", str(ended)


def test_a_new_password_and_a_login_with_it(place: Place) -> None:
    """Some portals let nobody in with a new password before it was typed once more; that is for the person as well."""
    fields = "".join(
        f'<label>Kata sandi {name} <input type="password" name="{name}"></label>' for name in ("lama", "baru")
    )
    change = f'<p>Kata sandi Anda telah kedaluwarsa.</p><form method="post">{fields}<button>Simpan</button></form>'
    again = "<p>Kata sandi berhasil diubah. Silakan login kembali.</p>" + LOGIN.replace("/masuk", "/masuk-lagi")
    pages = {
        "/": Page(LOGIN),
        "POST /masuk": Page("/ubah", 303),
        "/ubah": Page(f"<!doctype html><p>SIMULASI</p><h1>Ubah Kata Sandi</h1>{change}"),
        "POST /ubah": Page("/selesai", 303),
        "/selesai": Page(again),
        "POST /masuk-lagi": Page("/beranda", 303),
        "/beranda": Page(INSIDE % ""),
        "/saldo": Page(BALANCE),
    }
    with site(pages) as portal:
        with running(place.env(portal.url + "/"), place.here, "login", "--json", "--wait", "60") as process:
            process.says("set it here")
            place.seen.goto(portal.url + "/ubah")
            for name in ("lama", "baru"):
                place.click(f"[name={name}]")
                place.hands.type("x")
            place.click("button")
            process.says("log in to the portal here")
            place.seen.goto(portal.url + "/selesai")
            place.click("[name=email]")
            place.hands.type(EMAIL)
            place.click("[name=sandi]")
            place.hands.type("x")
            place.click("button")
            ended = process.end()
        # The old password was sent once, and not into the form that came afterwards.
        assert len(portal.told(PASSWORD)) == 1
    assert ended.told["total"] == "12345678.00", str(ended)
    assert [one["code"] for one in ended.told["warnings"]] == ["unconfirmed", "password-asked-anew"]


def test_one_thing_after_the_other(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    both = Scenario("both", ONE, "needs-human", captcha="checkbox", interlude="otp")
    monkeypatch.setitem(scenarios.SCENARIOS, "both", both)
    with (
        server.start("jquery", "both") as portal,
        running(place.env(portal.url), place.here, "login", "--json", "--wait", "60") as process,
    ):
        process.says("Your turn")
        ticks_the_captcha(place)
        process.says("type the PIN or code")
        place.goes_in(portal, "otp")
        place.click("[name=kode_otp]")
        place.hands.type(PIN)
        place.hands.key("Return")
        reads_the_balance(process.end(), portal)


def test_login_by_hand(place: Place) -> None:
    """Who types everything themselves needs to tell the program nothing."""
    with server.start("jquery", "one-card") as portal:
        env = place.env(portal.url)
        del env["SALDO_JHT_EMAIL"], env["SALDO_JHT_PASSWORD"]
        with running(env, place.here, "login", "--by-hand", "--json", "--wait", "60") as process:
            process.says("Your turn")
            place.hands.key("Tab")
            place.hands.type(EMAIL)
            place.hands.key("Tab")
            place.hands.type(PASSWORD)
            place.hands.key("Return")
            reads_the_balance(process.end(), portal)
        assert portal.count("login-sent") == 1
        later_check_is_silent(env, place.here, portal)


def presses(place: Place, label: str, *labels: str) -> None:
    """Press a button of a question, which lies where it would on the same page in the person's own browser."""
    world.ask(place.seen, "banner", "one line\nand two\nand three", "saldo-jht", {one: one for one in labels})
    session = place.seen.context.new_cdp_session(place.seen)
    # A closed shadow root is open to the browser's own tools alone.
    tree = session.send("DOM.getDocument", {"depth": -1, "pierce": True})["root"]
    found = next(
        one
        for one in _nodes(tree)
        if one["nodeName"] == "BUTTON" and [text.get("nodeValue") for text in one.get("children", ())] == [label]
    )
    left, top, right, _, _, bottom, *_ = session.send("DOM.getBoxModel", {"nodeId": found["nodeId"]})["model"][
        "content"
    ]
    place.hands.click((left + right) / 2, (top + bottom) / 2)
    world.ask(place.seen, "banner", "", "saldo-jht")


def _nodes(tree: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield tree
    for one in (*tree.get("children", ()), *tree.get("shadowRoots", ())):
        yield from _nodes(one)


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("words", "answers", "outcome"),
    [
        (("login",), (YES,), "confirmed"),
        (("check", "--headed"), (NO, PASS), "denied-by-person"),
        (("login",), (NO, "", YES), "confirmed"),
        (("login",), (NO, "", LATER), "denied-by-person"),
    ],
)
def test_where_no_terminal_is_the_question_stands_in_the_window(
    words: tuple[str, ...], answers: tuple[str, ...], outcome: str, place: Place
) -> None:
    """After a no they may point at the balance, and are asked anew."""
    with server.start("jquery", "one-card") as portal:
        env = place.env(portal.url)
        config(place.here / "home", "[limits]\nminutes_between_logins = 0\n", confirmed=True)
        with running(env, place.here, *words, "--json", "--wait", "60") as process:
            process.says("waiting for your answer in the window")
            place.goes_in(portal, "balance")
            for answer in answers:
                if answer in (PASS, ""):
                    process.says("Click the amount of your balance itself")
                if answer:
                    presses(place, answer, *((PASS,) if answer == PASS else (YES, NO, LATER)))
                    continue
                place.click("text=12.345.678")
                assert wait_until(lambda: process.err.count(b"waiting for your answer in the window") == 2, 30)
            ended = process.end()
    assert outcome in (ended.told.get("confidence"), ended.told.get("error", {}).get("rule")), ended.told
    assert (outcome == "confirmed") is (b"12.345.678" in ended.stdout or "12345678.00" in str(ended.told))
    assert (outcome == "confirmed" and "" in answers) is (place.here / "home" / "selectors" / "bpjstk.toml").exists()
    assert place.nothing_is_left()


@pytest.mark.nightly
def test_a_check_opens_a_window_when_it_must(place: Place) -> None:
    """It begins without one; nothing is sent before the person has acted in the one that opens."""
    with server.start("jquery", "captcha-checkbox") as portal:
        with running(place.env(portal.url), place.here, "check", "--attended", "--json", "--wait", "40") as process:
            process.says("Your turn")
            assert portal.count("login-sent") == 0
            ticks_the_captcha(place)
            reads_the_balance(process.end(), portal)
        assert portal.count("login-sent") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no such terminal")
def test_a_check_on_a_terminal(place: Place) -> None:
    """It turns to the person by itself where there is a display, and counts down; else it says what to do."""

    def spawned(env: dict[str, str], *words: str) -> "pexpect.spawn[str]":
        line = ["-m", "checker", "check", *words]
        return pexpect.spawn(sys.executable, line, env=env, cwd=str(place.here), timeout=90, encoding="utf-8")

    with server.start("jquery", "captcha-checkbox") as portal:
        env = place.env(portal.url)
        bare = {key: value for key, value in env.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
        for here, words in ((bare, ()), (env, ("--unattended",))):
            alone = spawned(here, *words)
            alone.expect("login --remote")
            alone.expect(pexpect.EOF)
            alone.close()
            assert alone.exitstatus == 10
        assert portal.count("login-sent") == 0
        child = spawned(env, "--wait", "61")
        child.expect("Your turn: tick")
        for left in (r"1:0[01] left", r"0:5[0-9] left"):
            child.expect(left)
        ticks_the_captcha(place)
        child.expect(r"12\.345\.678")
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == 0
        assert portal.count("login-sent") == 1


def test_nobody_comes(place: Place) -> None:
    with server.start("jquery", "captcha-checkbox") as portal:
        with running(place.env(portal.url), place.here, "login", "--json", "--wait", "1") as process:
            error = process.end().told["error"]
        assert portal.count("login-sent") == 0
    assert (error["code"], error["screen"]) == ("needs-human", "captcha")
    assert "--wait" in error["message"]
    assert place.nothing_is_left()


@pytest.mark.parametrize(
    ("how", "scenario"),
    [
        ("tab", "captcha-checkbox"),
        ("window", "otp-after-login"),
        nightly("tab", "otp-after-login"),
        nightly("window", "captcha-checkbox"),
    ],
)
def test_the_window_is_closed(how: str, scenario: str, place: Place) -> None:
    with (
        server.start("jquery", scenario) as portal,
        running(place.env(portal.url), place.here, "login", "--json", "--wait", "60") as process,
    ):
        process.says("Your turn")
        if how == "tab":
            place.hands.key("ctrl+w")
        else:
            place.hands.key("ctrl+shift+w")
        ended = process.end(50)
    assert ended.told["error"]["code"] == "needs-human", str(ended)
    assert "closed" in ended.told["error"]["message"]
    # A form that was never sent is no login: the next one need not wait.
    (ledger,) = (place.here / "home").rglob("ledger.json")
    assert len(json.loads(ledger.read_text())["attempts"]) == (0 if scenario == "captcha-checkbox" else 1)
    assert place.nothing_is_left()


@pytest.mark.skipif(sys.platform == "win32", reason="other signals")
@pytest.mark.parametrize(("number", "status"), [nightly("SIGINT", 130), ("SIGTERM", 143), nightly("SIGHUP", 129)])
def test_a_signal_while_a_person_is_awaited(number: str, status: int, place: Place) -> None:
    with (
        server.start("jquery", "captcha-checkbox") as portal,
        running(place.env(portal.url), place.here, "login", "--json", "--wait", "60") as process,
    ):
        process.says("Your turn")
        process.process.send_signal(getattr(signal, number))
        ended = process.end(30)
    assert ended.status == status, str(ended)
    assert b"Traceback" not in ended.stderr
    assert place.nothing_is_left()
