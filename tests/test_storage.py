"""What a portal leaves in the browser is kept for the next check, but never where it left the password there."""

from pathlib import Path

import pytest

from checker.folders import folders
from tests.driving import check, files, nightly, settings
from tests.rawsite import Page, site
from tests.test_secrets import EMAIL, PASSWORD, forms_of_a_secret, leaks

pytestmark = pytest.mark.browser

LOGIN = """<!doctype html><html lang="id"><body><p>SIMULASI</p><form method="post" action="/masuk">
<label>Alamat Email <input type="email" name="email"></label>
<label>Kata Sandi <input type="password" name="sandi" id="sandi"></label><button type="submit">Login</button></form>
<script>document.forms[0].addEventListener("submit", () => { const typed = document.getElementById("sandi").value;
const bytes = String.fromCharCode(...new TextEncoder().encode("x:" + typed)); KEEP });</script></body></html>"""
HOME = '<!doctype html><html lang="id"><body><p>SIMULASI</p><a href="/saldo">Lihat Saldo JHT</a></body></html>'
BALANCE = (
    '<!doctype html><html lang="id"><body><p>SIMULASI</p><h1>Saldo JHT</h1><p>KPJ 12345678901</p>'
    "<p>Saldo JHT: Rp 12.345.678,00</p></body></html>"
)
KEEPING = {
    "localStorage": 'localStorage.setItem("ingat", JSON.stringify({sandi: typed}))',
    "sessionStorage": 'sessionStorage.setItem("ingat", typed)',
    "cookie": 'document.cookie = "ingat=" + encodeURIComponent(typed)',
    "base64": 'localStorage.setItem("ingat", btoa(bytes))',
    "nothing": 'localStorage.setItem("ingat", "ya")',
}


@pytest.mark.parametrize("how", ["base64", "cookie", "nothing", nightly("localStorage"), nightly("sessionStorage")])
def test_a_portal_that_keeps_the_password(
    how: str, clean_env: dict[str, str], browser_path: str, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    pages = {
        "/": Page(LOGIN.replace("KEEP", KEEPING[how])),
        "POST /masuk": Page("/beranda", 303),
        "/beranda": Page(HOME),
        "/saldo": Page(BALANCE),
    }
    with site(pages) as portal:
        env = settings(clean_env, home, browser_path, portal.url + "/", email=EMAIL, password=PASSWORD)
        ended = check(env, tmp_path)
    assert ended.told["status"] == "ok", ended.told
    assert ended.told["total"] == "12345678.00"
    assert not leaks([home], forms_of_a_secret(PASSWORD))
    kept = [path for path in files(folders(home).state) if path.suffix == ".session"]
    codes = [one["code"] for one in ended.told["warnings"]]
    assert (bool(kept), "session-not-kept" in codes) == ((True, False) if how == "nothing" else (False, True))
