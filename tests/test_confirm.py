"""Confirmed once by the person who can see the page: the question, the silent checks after it, what is kept of it."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from checker.simulator.server import start
from tests.driving import Ended, Process, check, config, files, nightly, running, settings, wait_until
from tests.rawsite import Page, site
from tests.test_person import Far, address

pytestmark = pytest.mark.browser

LIMITS = "[limits]\nminutes_between_logins = 0\nlogins_a_day = 100\n"
FORM = (
    '<p>SIMULASI</p><form method="post" action="/in"><label>Email <input name="e" type="email"></label>'
    '<label>Kata sandi <input name="p" type="password"></label><button>Login</button></form>'
)
MENU = '<p>SIMULASI</p><a href="/saldo">Lihat Saldo JHT</a> <a href="/keluar">Keluar</a>'
PLAIN = "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><p>Saldo JHT: Rp {}</p>"
NUMBER = "Rp 12.345.678"


@pytest.fixture
def env(clean_env: dict[str, str], browser_path: str, tmp_path: Path) -> dict[str, str]:
    config(tmp_path / "home", LIMITS, confirmed=True)
    return settings(clean_env, tmp_path / "home", browser_path, "")


def at(env: Mapping[str, str], url: str) -> dict[str, str]:
    return {**env, "SALDO_JHT_PORTAL_URL": url}


def run(env: Mapping[str, str], cwd: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    line = [sys.executable, "-m", "checker", *words]
    given: dict[str, Any] = {"stdin": subprocess.DEVNULL, "capture_output": True, "text": True, "timeout": 150}
    return subprocess.run(line, env=dict(env), cwd=cwd, check=False, **given)


def typed(env: Mapping[str, str], cwd: Path, answer: str | None, *words: str) -> tuple[int, str]:
    """Run a command on a terminal, and give the answer, if any, when it asks; its status, and all that was shown."""
    pty = pytest.importorskip("pty")
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(cwd)
        os.execve(sys.executable, [sys.executable, "-m", "checker", *words], dict(env))
    shown, asked = b"", False
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:
            break
        if not piece:
            break
        shown += piece
        if answer is not None and not asked and b"[l]ater: " in shown:
            asked = True
            os.write(terminal, f"{answer}\n".encode())
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), shown.decode()


def rule(ended: Ended) -> tuple[str, str]:
    error = ended.told["error"]
    return error["code"], error["rule"]


def pages(saldo: str) -> dict[str, Page]:
    return {"/": Page(FORM), "/in": Page(MENU), "/saldo": Page(f"<p>SIMULASI</p>{saldo}")}


def test_nobody_has_confirmed_then_somebody_and_then_it_is_silent(env: dict[str, str], tmp_path: Path) -> None:
    with start("adminlte", "several-cards") as portal:
        here = at(env, portal.url)
        first = check(here, tmp_path)
        assert rule(first) == ("needs-human", "unconfirmed")
        assert "saldo-jht confirm --account default" in first.told["error"]["message"]
        assert b"12.345.678" not in first.stdout + first.stderr
        # The login is not lost: its session was kept.
        marked = check(here, tmp_path, "--unconfirmed")
        assert marked.told["confidence"] in ("agreed", "plain", "pointed")
        assert "unconfirmed" in [one["code"] for one in marked.told["warnings"]]
        assert portal.count("login-sent") == 1

        status, shown = typed(here, tmp_path, "y", "check")
        assert status == 0, shown
        for text in ("is this what the portal shows?", "12345678901", NUMBER, "confirm --account default --remote"):
            assert text in shown
        silent = check(here, tmp_path)
        assert silent.told["confidence"] == "confirmed"
        assert "unconfirmed" not in [one["code"] for one in silent.told["warnings"]]

        kept = run(here, tmp_path, "confirm", "--show", "--json")
        told = json.loads(kept.stdout)
        assert told["portal"] == portal.url.rstrip("/")
        assert "{balance}" in told["layouts"][0]
        # The session went on from the balance itself: what had led there is known all the same.
        assert told["way"][-1] == "[balance] lihat saldo jht"
        assert told["address"].startswith("/")
        (file,) = [one for one in files(tmp_path / "home") if "confirmed" in one.parts]
        if os.name == "posix":
            assert file.stat().st_mode & 0o777 == 0o600
        for secret in ("12345678901", "12.345.678", "Contoh Maju", here["SALDO_JHT_EMAIL"]):
            assert secret not in file.read_text() + kept.stdout

        assert run(here, tmp_path, "confirm", "--forget").returncode == 0
        assert not file.exists()
        assert rule(check(here, tmp_path)) == ("needs-human", "unconfirmed")


CHANGED = {
    "unit": PLAIN.format("12.345.678") + "<p>Rupiah berlabu</p>",
    "state": PLAIN.format("12.345.678") + "<p>Terkunci sungguh</p>",
    "label": PLAIN.replace("Saldo JHT: ", "Saldo akhir JHT: ").format("12.345.678"),
    "tab": "<div role=tablist><button role=tab aria-selected=true>Berlabu</button></div>" + PLAIN.format("12.345.678"),
}


@pytest.mark.parametrize("how", ["unit", nightly("state"), nightly("label"), nightly("tab")])
def test_what_is_new_around_the_balance_gives_no_number(env: dict[str, str], tmp_path: Path, how: str) -> None:
    with site(pages(PLAIN.format("12.345.678"))) as portal:
        here = at(env, portal.url + "/")
        assert typed(here, tmp_path, "yes", "confirm")[0] == 0
        portal.pages["/saldo"] = Page(f"<p>SIMULASI</p>{PLAIN.format('98.765.432')}")
        other = check(here, tmp_path)
        assert (other.told["total"], other.told["confidence"]) == ("98765432.00", "confirmed")
        portal.pages["/saldo"] = Page(f"<p>SIMULASI</p>{CHANGED[how]}")
        ended = check(here, tmp_path)
        assert rule(ended) == ("balance-uncertain", "layout-changed")
        assert ended.told["error"]["evidence"]
        # What is new is told, words that nobody knows only by invented ones.
        assert b"berlabu" not in ended.stdout + ended.stderr
        status, shown = typed(here, tmp_path, "later", "confirm")
        assert (status, "98.765.432" in shown or NUMBER in shown) == (10, True)
        assert "not confirmed; the question comes again" in shown
        assert "New since you confirmed it:" in shown
        assert "nobody has confirmed it yet" in shown
        # Who says nothing has not seen it.
        status, shown = typed(here, tmp_path, None, "check", "--wait", "1")
        assert status == 32
        assert "New since you confirmed it:" in shown


def test_a_no_gives_no_number_and_drops_what_was_confirmed(env: dict[str, str], tmp_path: Path) -> None:
    with start("jquery", "one-card") as portal:
        here = at(env, portal.url)
        assert typed(here, tmp_path, "y", "confirm")[0] == 0
        status, shown = typed(here, tmp_path, "n", "confirm")
        assert status == 32
        assert "you said that something else stands at the portal" in shown
        assert "selectors learn" in shown
        assert rule(check(here, tmp_path)) == ("needs-human", "unconfirmed")
        kept = json.loads(run(here, tmp_path, "history", "--json").stdout)["readings"]
        assert len(kept) == 1
        evidence = [one for one in files(tmp_path / "home" / "state") if "evidence" in one.parts]
        assert evidence
        assert not any(b"12.345.678" in one.read_bytes() for one in evidence)


def test_it_is_confirmed_on_the_page_itself_from_elsewhere(
    env: dict[str, str], tmp_path: Path, browser: Browser
) -> None:
    with start("adminlte", "one-card") as portal:
        here = at(env, portal.url)
        with running(here, tmp_path, "confirm", "--remote", "--json") as process:
            # A person who comes early waits for it: on a busy machine that takes a while.
            process.says("waiting for your answer", 120)
            far = Far(browser, address(process))
            far.page.locator("#ask").get_by_text("is this what the portal shows?").wait_for()
            assert NUMBER in far.page.locator("#ask").inner_text()
            far.page.locator("[data-answer=yes]").click()
            ended = process.end()
        assert ended.told["confidence"] == "confirmed"
        assert NUMBER.encode() not in ended.stderr
        assert check(here, tmp_path).told["confidence"] == "confirmed"


TWO = '<p>Nomor KPJ: 12345678901</p><p>Saldo JHT: <b class="angka">Rp 12.345.678</b></p><p>Iuran: <i>Rp 150.000</i></p>'


@pytest.mark.nightly
@pytest.mark.parametrize("answer", ["yes", "no"])
def test_what_the_rules_refuse_is_pointed_at_and_confirmed_and_read_there_from_then_on(
    env: dict[str, str], tmp_path: Path, browser: Browser, answer: str
) -> None:
    """As where what was learnt once points elsewhere on a page that has changed."""
    own = tmp_path / "home" / "selectors" / "bpjstk.toml"
    own.parent.mkdir(parents=True)
    own.write_text('[balance]\namount = [{ css = "i" }]\n')
    with site(pages(TWO)) as portal:
        here = at(env, f"{portal.url}/")
        refused = ("balance-uncertain", "readings-disagree")
        assert rule(check(here, tmp_path)) == refused
        with running(here, tmp_path, "confirm", "--remote", "--json") as process:
            far = Far(browser, address(process))
            points(far, process, f"{portal.url}/saldo", ".angka")
            asked = far.page.locator("#ask").get_by_text("is this what the portal shows?")
            asked.wait_for()
            assert NUMBER in far.page.locator("#ask").inner_text()
            far.page.locator(f"[data-answer={answer}]").click()
            ended = process.end()
        assert NUMBER.encode() not in ended.stderr
        later = check(here, tmp_path)
        if answer == "yes":
            assert ended.told["confidence"] == later.told["confidence"] == "confirmed", (str(ended), later.told)
            assert later.told["total"] == "12345678.00"
            assert ".angka" in own.read_text()
            return
        assert rule(ended) == rule(later) == refused
        assert own.read_text() == '[balance]\namount = [{ css = "i" }]\n'


BARE = "<h1>Data peserta</h1><p>Nomor KPJ: 12345678901</p><p>Dana <b>Rp {}</b></p><p>Iuran <b>Rp 1.000</b></p>"
"""A balance that nothing calls one."""


@pytest.mark.nightly
def test_a_balance_by_another_name_is_shown_once_and_read_while_the_page_is_the_same(
    env: dict[str, str], tmp_path: Path, browser: Browser
) -> None:
    with site(pages(BARE.format("12.345.678"))) as portal:
        here = at(env, f"{portal.url}/")
        assert check(here, tmp_path).told["error"]["code"] == "balance-not-shown"
        with running(here, tmp_path, "confirm", "--remote", "--json") as process:
            far = Far(browser, address(process))
            points(far, process, f"{portal.url}/saldo", "text=Rp 12.345.678")
            far.page.locator("#ask").get_by_text("is this what the portal shows?").wait_for()
            assert NUMBER in far.page.locator("#ask").inner_text()
            far.page.locator("[data-answer=yes]").click()
            assert process.end().told["confidence"] == "confirmed"
        first, second = "<p>Dana <b>Rp 12.345.678</b></p>", "<p>Iuran <b>Rp 1.000</b></p>"
        same = BARE.format("12.345.678")
        for body, total in (
            (BARE.format("12.400.000"), "12400000.00"),
            (same.replace(first + second, second + first), "12345678.00"),
            (same.replace("Dana", "Tagihan"), None),
            (same.replace("</h1>", "</h1><p>Iuran <b>Rp 5.000</b></p>"), None),
            (same.replace("<b>Rp 12", "<b>Estimasi Rp 12"), None),
        ):
            portal.pages["/saldo"] = Page(f"<p>SIMULASI</p>{body}")
            told = check(here, tmp_path).told
            # No other number than the person's own, whatever else becomes of it.
            assert told.get("total") in (total, None), body
            assert total is None or "12.4" not in body or told["confidence"] == "confirmed", told
        # Nor does it count where nothing is confirmed.
        run(here, tmp_path, "confirm", "--forget")
        portal.pages["/saldo"] = Page(f"<p>SIMULASI</p>{same}")
        assert check(here, tmp_path).told["error"]["code"] == "balance-not-shown"


def points(far: Far, process: Process, url: str, selector: str) -> None:
    """Click, from elsewhere, on what is asked for."""
    process.says("Click the amount of your balance itself", 120)
    far.page.locator("#say").get_by_text("Click the amount of your balance itself").wait_for()
    far.knows(url)
    told = len(process.err)
    for _ in range(5):
        assert wait_until(lambda: far.width() == 390, 20)
        far.tap(selector)
        if wait_until(lambda: len(process.err) > told, 8):
            return
