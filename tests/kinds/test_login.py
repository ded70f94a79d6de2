# Pages are written as long lines.
# ruff: noqa: E501
"""Login forms of many makes: what is sent is what was typed, once, or nothing is sent at all."""

import json
import random
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser

from tests.kinds import harness
from tests.kinds.harness import EMAIL, PASSWORD, Ended
from tests.rawsite import Page, site

pytestmark = pytest.mark.browser


def sent(ended: Ended) -> list[tuple[str, str]]:
    """The e-mail address and the password of each login that was sent."""
    told = []
    for body in ended.logins:
        text = body.decode()
        if text.startswith("{"):
            said = json.loads(text)
            told.append((said["u"], said["p"]))
        else:
            query = parse_qs(text, keep_blank_values=True)
            told.append((query.get("u", [""])[0], query.get("p", [""])[0]))
    return told


def read_or_not_sent(ended: Ended) -> None:
    """The login was sent as it was typed and the balance read, or nothing was sent."""
    assert sent(ended) in ([], [(EMAIL, PASSWORD)]), ended
    assert (ended.code == "ok") == bool(ended.logins), ended
    assert not ended.claimed


def is_read(ended: Ended) -> None:
    assert (ended.code, sent(ended)) == ("ok", [(EMAIL, PASSWORD)]), ended
    assert ended.total == harness.SALDO_TOTAL


# -- fields that do something with what is typed ----------------------------------------------------------------------

JSON_LOGIN = (
    "b.onclick=async()=>{const r=await fetch('/masuk',{method:'POST',headers:{'Content-Type':'application/json'},"
    "body:JSON.stringify({u:u.value,p:p.value})});if(r.redirected)location='/home';"
    "else g.textContent='Email atau kata sandi salah'};"
)


def native(script: str, attributes: str = "") -> str:
    return (
        "<h1>Portal simulasi</h1><form method=post action=/masuk><p><label>Email <input id=u name=u type=email></label>"
        f"</p><p><label>Kata Sandi <input id=p name=p type=password {attributes}></label></p><button>Masuk</button>"
        f"</form><script>{script}</script>"
    )


def by_script(script: str, attributes: str = "") -> str:
    return (
        "<h1>Portal simulasi</h1><form id=f><p><label>Alamat email <input id=u type=email></label></p><p><label>Kata "
        f"sandi <input id=p type=password {attributes}></label></p><button type=button id=b>Login</button></form>"
        f"<p id=g></p><script>{JSON_LOGIN}{script}</script>"
    )


FORMS = {"native": native, "by script": by_script}
# What a field does on its own account, and whether the login can be had in spite of it.
WAYS = {
    "cleared by the first key": "let e=false;{f}.onkeydown=k=>{if(!e&&{f}.value&&!['Enter','Tab','Shift'].includes(k.key)"
    "){f}.value='';e=true};{f}.onblur=()=>{e=false};",
    "cleared by any key": "{f}.onkeydown=()=>{{f}.value=''};",
    "cleared by its focus": "{f}.onfocus=()=>{{f}.value=''};",
    "cleared as it is left": "{f}.onblur=()=>{{f}.value=''};",
    "cleared on change": "{f}.onchange=()=>{{f}.value=''};",
    "cleared a moment later": "{f}.oninput=()=>setTimeout(()=>{{f}.value=''},50);",
    "cleared once, a moment later": "let n=0;{f}.oninput=()=>{if(!n++)setTimeout(()=>{{f}.value=''},50)};",
    "no pasting": "{f}.onpaste=e=>e.preventDefault();{f}.addEventListener('beforeinput',e=>{if(e.data&&e.data.length>1)"
    "e.preventDefault()});",
    "keys only": "let k='';{f}.onkeydown=e=>{if(e.key.length===1)k+=e.key;if(e.key==='Backspace'||e.key==='Delete')k=''};"
    "{f}.oninput=()=>{{f}.value=k};",
    "in capitals": "{f}.oninput=()=>{{f}.value={f}.value.toUpperCase()};",
    "limited": "{f}.maxLength=9;",
    "cut as it is left": "{f}.onblur=()=>{{f}.value={f}.value.slice(0,8)};",
    "digits only": "{f}.oninput=()=>{{f}.value={f}.value.replace(/\\D/g,'')};",
    "in groups": "{f}.oninput=()=>{{f}.value={f}.value.replace(/(.{4})(?=.)/g,'$1 ')};",
    "shown once left": "{f}.onblur=()=>{{f}.type='text'};",
    "set back by its owner": "let s='';{f}.oninput=e=>{if(e.isTrusted)s={f}.value;{f}.value=s};",
    "button waits for keys": "const w=document.querySelector('button');w.disabled=true;{f}.onkeyup=()=>w.disabled=!{f}.value;",
    "button waits for input": "const w=document.querySelector('button');w.disabled=true;{f}.oninput=()=>w.disabled=!{f}.value;",
    "button waits for its being left": "const w=document.querySelector('button');w.disabled=true;p.onblur=()=>w.disabled=!{f}.value;",
}
READABLE = (
    "cleared by the first key",
    "cleared by its focus",
    "no pasting",
    "keys only",
    "set back by its owner",
    "button waits for keys",
    "button waits for input",
    "button waits for its being left",
)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("field", ["u", "p"])
@pytest.mark.parametrize("way", WAYS)
def test_what_is_sent_is_what_was_typed(way: str, field: str, form: str, browser: Browser) -> None:
    ended = harness.check_bodies(browser, login=FORMS[form](WAYS[way].replace("{f}", field)), seconds=12)
    if field == "u" and way in ("in capitals", "shown once left"):
        assert [mail.lower() for mail, _ in sent(ended)] == [EMAIL], ended
        return
    if way == "cleared by its focus" and ended.code == "ok":
        is_read(ended)
        return
    read_or_not_sent(ended)
    if way in READABLE:
        is_read(ended)
    elif field == "p" and ended.code != "ok":
        assert ended.rule == "field-not-as-typed", ended


def test_a_field_that_is_cleared_as_the_button_is_pressed_is_not_sent(browser: Browser) -> None:
    for script in ("b.onmousedown=()=>{p.value=''};", "b.onpointerdown=()=>{u.value='';p.value=''};"):
        ended = harness.check_bodies(browser, login=by_script(script), seconds=12)
        assert (ended.logins, ended.rule) == ([], "field-not-as-typed"), ended
    script = "document.querySelector('button').onmousedown=()=>{p.value=''};"
    ended = harness.check_bodies(browser, login=native(script), seconds=12)
    assert (ended.logins, ended.rule) == ([], "field-not-as-typed"), ended


# -- transparent fields under floating labels, and traps ----------------------------------------------------------------

JS_FLOAT = (
    "<script>document.querySelectorAll('input').forEach(i=>{const k=i.closest('.k')||i.getRootNode().host;"
    "i.oninput=()=>k.classList.toggle('isi',!!i.value)})</script>"
)


def _styled(css: str, field: str, button: str = "<button>Login</button>") -> str:
    fields = field.format(n="u", t="email", l="Alamat email") + field.format(n="p", t="password", l="Kata sandi")
    return f"<style>{css}</style><form method=post action=/masuk>{fields}{button}</form>{JS_FLOAT}"


FLOAT = ".k{display:block;position:relative;margin:20px;height:44px;width:300px;border-bottom:1px solid #999}"
STYLES = {
    "ionic": _styled(
        FLOAT
        + ".k span{position:absolute;top:14px;pointer-events:none}.k input{opacity:0;border:0;width:100%;height:100%}"
        ".k:focus-within input,.k.isi input{opacity:1}.k:focus-within span,.k.isi span{top:0;font-size:11px}",
        "<label class=k><span aria-hidden=true id={n}l>{l}</span><input name={n} type={t} aria-labelledby={n}l></label>",
    ),
    "ionic, wrapped": _styled(
        FLOAT
        + ".k .t{position:absolute;top:10px;pointer-events:none}.k input{opacity:0;border:0;width:100%;height:40px}"
        ".k.isi input,.k:focus-within input{opacity:1}",
        "<div class=k><label><div class=t><div>{l}</div></div><div><input name={n} type={t} placeholder=' '></div></label></div>",
    ),
    "vuetify": _styled(
        FLOAT + ".k label{position:absolute;top:12px;left:4px;pointer-events:none}.k .f{opacity:0;height:100%}"
        ".k.isi .f,.k:focus-within .f{opacity:1}.k input{width:100%;height:100%;border:0}",
        "<div class=k><label for=i{n}>{l}</label><div class=f><input id=i{n} name={n} type={t}></div></div>",
    ),
    "material": _styled(
        FLOAT
        + ".k span{position:absolute;top:12px;pointer-events:none}.k input{border:0;width:100%;height:100%;background:transparent}",
        "<label class=k><input name={n} type={t} placeholder=' '><span>{l}</span></label>",
    ),
    "bootstrap": _styled(
        FLOAT + ".k label{position:absolute;inset:0;padding:12px;pointer-events:none}.k input{width:100%;height:100%}"
        ".k input::placeholder{color:transparent}",
        "<div class='k form-floating'><input id=i{n} name={n} type={t} placeholder=x><label for=i{n}>{l}</label></div>",
    ),
    "mui": _styled(
        FLOAT
        + ".k label{position:absolute;transform:translate(14px,16px);pointer-events:none}.k input{width:100%;height:100%;border:0}",
        "<div class=k><label>{l}</label><div><input aria-invalid=false name={n} type={t}></div></div>",
    ),
    "transparent, label not tied": _styled(
        FLOAT
        + ".k b{position:absolute;top:12px;pointer-events:none}.k input{opacity:0;width:100%;height:100%}.k.isi input{opacity:1}",
        "<div class=k><b>{l}</b><input name={n} type={t}></div>",
    ),
    "nearly transparent": _styled(
        FLOAT
        + ".k b{position:absolute;top:12px;pointer-events:none}.k input{opacity:.01;width:100%;height:100%}.k.isi input{opacity:1}",
        "<div class=k><b>{l}</b><input name={n} type={t}></div>",
    ),
}


@pytest.mark.parametrize("style", STYLES)
def test_a_field_under_a_floating_label_is_a_field(style: str, browser: Browser) -> None:
    is_read(harness.check_bodies(browser, login=STYLES[style]))


def test_a_field_in_a_shadow_root_under_a_floating_label_is_a_field(browser: Browser) -> None:
    login = (
        "<form id=f method=post action=/masuk><x-k n=u t=email l='Alamat email'></x-k><x-k n=p t=password l='Kata sandi'>"
        "</x-k><button type=button id=b>Login</button></form><script>customElements.define('x-k',class extends HTMLElement{"
        "connectedCallback(){const s=this.attachShadow({mode:'open'}),a=n=>this.getAttribute(n);s.innerHTML=`<style>.k{"
        "position:relative;display:block;width:300px;height:44px;border-bottom:1px solid}.l{position:absolute;top:12px;"
        "pointer-events:none}.c{opacity:0}.c.isi{opacity:1}input{width:100%;height:40px;border:0}</style><div class=k>"
        "<span class=l>${a('l')}</span><div class=c><input type=${a('t')} aria-label='${a('l')}'></div></div>`;const i="
        "s.querySelector('input');i.oninput=()=>{s.querySelector('.c').classList.toggle('isi',!!i.value);this.value=i.value}}"
        "});const v=n=>document.querySelector(`[n=${n}]`).value||'';b.onclick=()=>fetch('/masuk',{method:'POST',body:"
        "JSON.stringify({u:v('u'),p:v('p')})}).then(()=>{location='/home'})</script>"
    )
    is_read(harness.check_bodies(browser, login=login))


TRAPS = {
    "off the page": "<div style='position:absolute;left:-9999px'>{}</div>",
    "above the page": "<div style='position:absolute;top:-900px'>{}</div>",
    "no size": "<div style='position:absolute;width:0;height:0;overflow:hidden'>{}</div>",
    "not displayed": "<div style='display:none'>{}</div>",
    "not visible": "<div style='visibility:hidden;position:absolute'>{}</div>",
    "clipped": "<div style='position:absolute;clip-path:inset(50%)'>{}</div>",
    "no ink": "<div style='opacity:0;position:absolute;width:200px;z-index:-1'>{}</div>",
    "no ink, no label": "<div style='position:relative;height:30px'>{}</div>",
    "told to nobody": "<div aria-hidden=true style='opacity:0;position:absolute;z-index:-1'>{}</div>",
}
TRAP = "<input name=hu type=email tabindex=-1 autocomplete=off{0}> <input name=hp type=password tabindex=-1 autocomplete=off{0}>"


@pytest.mark.parametrize("place", ["before", "after"])
@pytest.mark.parametrize("trap", TRAPS)
def test_a_trap_is_never_filled(trap: str, place: str, browser: Browser) -> None:
    hidden = TRAPS[trap].format(
        TRAP.format(" style='opacity:0;position:absolute'" if trap == "no ink, no label" else "")
    )
    fields = "<p><label>Email <input name=u type=email></label></p><p><label>Kata Sandi <input name=p type=password></label></p>"
    form = hidden + fields if place == "before" else fields + hidden
    ended = harness.check_bodies(
        browser, login=f"<h1>Portal simulasi</h1><form method=post action=/masuk>{form}<button>Masuk</button></form>"
    )
    is_read(ended)
    query = parse_qs(ended.logins[0].decode(), keep_blank_values=True)
    assert all(query.get(one, [""]) == [""] for one in ("hu", "hp")), query


# -- addresses ----------------------------------------------------------------------------------------------------------

FIELDS = "<p><label>Email <input name=u id=u type=email></label></p><p><label>Kata Sandi <input name=p id=p type=password></label></p>"
ADDRESSED = {
    "get": f"<form method=get action=/masuk>{FIELDS}<button>Masuk</button></form>",
    "GET": f"<form method=GET action=/masuk>{FIELDS}<button>Masuk</button></form>",
    "by default": f"<form action=/masuk>{FIELDS}<button>Masuk</button></form>",
    "of the button": f"<form method=post action=/masuk>{FIELDS}<button formmethod=get>Masuk</button></form>",
    "on submit": f"<form method=post action=/masuk onsubmit=\"this.method='get'\">{FIELDS}<button>Masuk</button></form>",
    "location": f"<form onsubmit=\"location='/masuk?u='+u.value+'&p='+encodeURIComponent(p.value);return false\">{FIELDS}"
    "<button>Masuk</button></form>",
    "path": f"<form onsubmit=\"location='/masuk/'+encodeURIComponent(p.value);return false\">{FIELDS}<button>Masuk</button></form>",
    "base64": f"<form onsubmit=\"location='/masuk?t='+btoa(u.value+':'+p.value);return false\">{FIELDS}<button>Masuk</button></form>",
    "fetch": f"<form onsubmit=\"fetch('/masuk?p='+encodeURIComponent(p.value)).then(()=>location='/home');return false\">{FIELDS}"
    "<button>Masuk</button></form>",
    "picture": f"<form onsubmit=\"fetch('/catat?'+p.value,{{mode:'no-cors'}});location='/home';return false\">{FIELDS}"
    "<button>Masuk</button></form>",
    "opens": f"<form onsubmit=\"window.open('/masuk?p='+p.value);return false\">{FIELDS}<button>Masuk</button></form>",
    "replaces": f"<form onsubmit=\"location.replace('/masuk?p='+escape(p.value));return false\">{FIELDS}<button>Masuk</button></form>",
}


@pytest.mark.parametrize("way", ADDRESSED)
def test_no_password_goes_into_an_address(way: str, browser: Browser) -> None:
    ended = harness.check_bodies(browser, login="<h1>Portal simulasi</h1>" + ADDRESSED[way], seconds=15)
    assert not [one for one in ended.asked if PASSWORD in one or PASSWORD.encode().hex() in one.path], ended
    assert (ended.code, ended.rule) == ("page-not-recognised", "password-in-address"), ended


# -- forms that are not recognised --------------------------------------------------------------------------------------

UNKNOWN_FIELDS = {
    "numbers": "<p><label>Nomor Peserta <input name=u inputmode=numeric></label></p><p><label>PIN <input name=p inputmode=numeric></label></p>",
    "two passwords": "<p><label>Email <input name=u></label></p><p><label>Kata Sandi <input type=password name=p></label></p>"
    "<p><label>Kata Sandi <input type=password name=p2></label></p>",
    "trap only": "<p><input name=u style='opacity:0' aria-hidden=true></p><p><input type=password name=p style='opacity:0'></p>",
    "unnamed": "<p><input name=u> <input name=p></p>",
    "off the page": "<p><input name=u></p><div style='position:absolute;left:-3000px'><input type=password name=p></div>",
    "covered later": "<p><input type=search name=u></p><p><input type=password name=p style='width:2px;height:2px'></p>",
}
SENDERS = {
    "form": "<form method=post action=/masuk>{}<button>{}</button></form>",
    "input": "<form method=post action=/masuk>{}<input type=submit value='{}'></form>",
    "script": "<div class=kotak>{}<button type=button onclick=\"fetch('/masuk',{{method:'POST',body:'u=&p='}})\">{}</button></div>",
    "link": "<form id=f method=post action=/masuk>{}<a href='#' onclick='f.submit()'>{}</a></form>",
    "role": "<form id=f method=post action=/masuk>{}<div role=button tabindex=0 onclick='f.submit()'>{}</div></form>",
    "owned": "<form id=f method=post action=/masuk>{}</form><button form=f>{}</button>",
}


@pytest.mark.parametrize("sender", SENDERS)
@pytest.mark.parametrize("fields", UNKNOWN_FIELDS)
def test_the_button_of_an_unknown_form_is_no_way_to_the_login(fields: str, sender: str, browser: Browser) -> None:
    name = random.Random(f"{fields}{sender}").choice(["Masuk", "Login", "Sign in", "Log in"])
    form = SENDERS[sender].format(UNKNOWN_FIELDS[fields], name)
    ended = harness.check_bodies(browser, login=f"<h1>Portal simulasi</h1>{form}", seconds=12)
    assert sent(ended) in ([], [(EMAIL, PASSWORD)]), ended


MODAL = (
    "<div id=m style='{how}'><form method=post action=/masuk><p><label>Email <input name=u></label></p><p><label>Kata Sandi"
    " <input type=password name=p></label></p><button>{name}</button></form></div>"
)
OPENERS = {
    "hidden": ("display:none", "m.style.display='block'"),
    "invisible": ("visibility:hidden", "m.style.visibility='visible'"),
    "transparent": (
        "opacity:0;pointer-events:none;visibility:hidden",
        "m.style.cssText='opacity:1'",
    ),
}


@pytest.mark.parametrize(
    "tag", ['<button type=button onclick="{}">Masuk</button>', "<a href='#' onclick=\"{}\">Login</a>"]
)
@pytest.mark.parametrize("opener", OPENERS)
def test_what_opens_a_login_is_the_way_to_it(opener: str, tag: str, browser: Browser) -> None:
    how, opens = OPENERS[opener]
    login = f"<header>{tag.format(opens)}</header><h1>Portal simulasi</h1>" + MODAL.format(how=how, name="Masuk")
    is_read(harness.check_bodies(browser, login=login))


# -- two things called "Masuk" ------------------------------------------------------------------------------------------

TITLES = ("<div style='padding:10px;text-align:center'>{}</div>", "<span class=judul>{}</span>", "<p><b>{}</b></p>")
PLAIN_FIELDS = "<p><input id=u type=email placeholder='Alamat email'></p><p><input id=p type=password placeholder='Kata sandi'></p>"
PRESSED = (
    "document.querySelector('.t').onclick=()=>fetch('/masuk',{method:'POST',body:JSON.stringify({u:u.value,p:p.value})})"
    ".then(()=>location='/home')"
)
BUTTONS = (
    "<x-tombol class=t style='cursor:pointer;background:#06c;color:#fff;padding:8px 30px'>{}</x-tombol>",
    "<div class=t style='cursor:pointer'>{}</div>",
    "<div class=t style='cursor:pointer'><span>{}</span></div>",
)


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("button", BUTTONS)
def test_a_title_called_like_the_button_is_no_button(button: str, title: str, browser: Browser) -> None:
    chance = random.Random(title + button)
    names = [chance.choice(["Masuk", "Login", "Log in"]) for _ in range(2)]
    if chance.random() < 0.5:
        names[1] = names[0]
    login = f"{title.format(names[0])}{PLAIN_FIELDS}{button.format(names[1])}<script>{PRESSED}</script>"
    is_read(harness.check_bodies(browser, login=login))


# -- windows that nobody pressed for ------------------------------------------------------------------------------------

OPENS = {
    "on load": "window.open('{to}','p','width=400')",
    "on a timer": "setTimeout(()=>window.open('{to}'),{ms})",
    "on focus": "addEventListener('focusin',()=>{{if(!window.o)window.o=window.open('{to}')}})",
    "on any click": "addEventListener('click',()=>{{if(!window.o)window.o=window.open('{to}','_blank')}},true)",
}


@pytest.mark.parametrize("where", ["login", "home", "saldo"])
@pytest.mark.parametrize("whose", ["own", "foreign", "blank"])
@pytest.mark.parametrize("when", OPENS)
def test_a_window_that_nobody_pressed_for_is_not_followed(when: str, whose: str, where: str, browser: Browser) -> None:
    chance = random.Random(f"{when}{whose}{where}")
    with site({"/": Page("<p>Iklan: promo simulasi</p>")}) as other:
        to = {"own": "/iklan", "foreign": f"{other.url}/", "blank": "about:blank"}[whose]
        script = f"<script>{OPENS[when].format(to=to, ms=chance.choice([0, 60, 200, 400]))}</script>"
        bodies = {"login": harness.LOGIN, "home": harness.HOME, "saldo": harness.SALDO}
        bodies[where] += script
        more = {"/iklan": Page(harness.whole("<h1>Pengumuman simulasi</h1><p>Layanan kami tutup pada hari libur.</p>"))}
        with harness.portal(**bodies, more=more) as served:
            is_read(harness.check(browser, served))


TABS = {
    "link": "<a href=/saldo target=_blank>Lihat Saldo JHT</a>",
    "noopener": "<a href=/saldo target=_blank rel='noopener noreferrer'>Lihat Saldo JHT</a>",
    "script": "<button type=button onclick=\"window.open('/saldo')\">Lihat Saldo JHT</button>",
    "late": "<button type=button onclick=\"const w=window.open('');setTimeout(()=>w.location='/saldo',300)\">Lihat Saldo JHT</button>",
    "asked first": "<button type=button onclick=\"fetch('/hak').then(()=>window.open('/saldo'))\">Lihat Saldo JHT</button>",
}


@pytest.mark.parametrize("ad", ["", "own", "foreign"])
@pytest.mark.parametrize("tab", TABS)
def test_a_window_that_was_pressed_for_is_followed(tab: str, ad: str, browser: Browser) -> None:
    with site({"/": Page("<p>Iklan: promo simulasi</p>")}) as other:
        to = {"own": "/iklan", "foreign": f"{other.url}/"}.get(ad)
        script = f"<script>addEventListener('click',()=>{{window.open('{to}')}})</script>" if to else ""
        more = {"/iklan": Page(harness.whole("<h1>Pengumuman simulasi</h1>"))}
        with harness.portal(home=f"<h1>Beranda</h1>{TABS[tab]}{script}", more=more) as served:
            is_read(harness.check(browser, served))


# -- forms that only look like a login ----------------------------------------------------------------------------------


def formed(
    over: str = "", user: str = "Email", secret: str = "Kata Sandi", end: str = "", more: str = "", within: str = ""
) -> str:
    """A login form with what stands over it, what its fields are called, what is in it, and its end."""
    return (
        f"{over}<form method=post action=/masuk>{within}<p><label>{user} <input name=u type=email></label></p><p><label>"
        f"{secret} <input name=p type=password {more}></label></p>{end or '<button>Masuk</button>'}</form>"
    )


_HEADS = (
    "Hapus Akun",
    "Penutupan Akun",
    "Buat Akun Baru",
    "Reset Password",
    "Lupa Kata Sandi",
    "Ubah Kata Sandi",
    "Pengajuan Klaim",
    "Close your account",
)
_LEADS = (
    "Masukkan email dan kata sandi Anda untuk menghapus akun.",
    "Isi data berikut guna mengajukan klaim.",
    "Enter your password to withdraw your savings.",
)
_TICK = "<label><input type=checkbox name=k checked> {}</label><button>Masuk</button>"
ELSE = {
    **{f"over {one}": formed(over=f"<h2>{one}</h2>") for one in _HEADS[::2]},
    **{f"in {one}": formed(within=f"<fieldset><legend>{one}</legend></fieldset>") for one in _HEADS[1::2]},
    **{one: formed(over=f"<h1>Portal</h1><p>{one}</p>") for one in _LEADS},
    **{one: formed(secret=one) for one in ("Kata Sandi Baru", "Ulangi kata sandi", "Kata sandi email Anda (Gmail)", "PIN ATM", "New password")},
    **{one: formed(user=one) for one in ("Email ahli waris", "Email HRD", "Email baru", "Email pasangan")},
    "new": formed(more="autocomplete=new-password"),
    "value": formed(end="<button name=aksi value=tutup_akun>Masuk</button>"),
    "joins": formed(end="<button name=aksi value=daftar>Masuk</button>"),
    "elsewhere": formed(end="<button formaction=/akun/tutup>Masuk</button>"),
    "unknown place": formed(end="<button formaction=/x9>Masuk</button>"),
    "hidden": formed(end="<input type=hidden name=aksi value=tutup_akun><button>Masuk</button>"),
    "tick": formed(end=_TICK.format("Saya memberi kuasa mendebit rekening")),
    "tick of unknown words": formed(end=_TICK.format("Paket Plus")),
    "radio": formed(end="<label><input type=radio name=t checked> Cairkan JHT</label><button>Masuk</button>"),
}  # fmt: skip


@pytest.mark.parametrize("case", ELSE)
def test_nothing_is_typed_into_what_is_no_login(case: str, browser: Browser) -> None:
    ended = harness.check_bodies(browser, login=ELSE[case], seconds=12)
    assert (ended.logins, ended.claimed, ended.asked[-1].path) == ([], [], ended.asked[0].path), ended
    assert ended.code == ("needs-human" if case.startswith(("tick", "radio")) else "page-not-recognised"), ended
    assert ended.rule, ended


SAME = {
    "title": formed(over="<h1>Portal Peserta - Login atau Daftar</h1>"),
    "banner": formed(over="<div><h3>Pengajuan klaim lebih mudah</h3><p>Unduh aplikasi</p><a href=/x>Unduh</a></div>"),
    "other form": formed(over="<form action=/lupa method=post><h2>Lupa kata sandi</h2><input name=q><button>Kirim</button></form>"),
    "to look": formed(over="<h2>Selamat datang</h2><p>Masukkan email dan kata sandi untuk mengakses saldo dan klaim.</p>"),
    "links": formed(end="<p><a href=/lupa>Lupa kata sandi?</a> <a href=/daftar>Daftar</a></p><button name=action value=login>Masuk</button>"),
    "tick": formed(end=_TICK.format("Ingat saya")),
    "kept": formed(end=_TICK.format("Simpan info login")),
    "same place": formed(end="<button formaction=/masuk>Login</button>"),
    "radio": formed(end="<label><input type=radio name=t checked> Email</label><button>Masuk</button>"),
    **{one: formed(user="Email terdaftar", secret=one) for one in ("Kata Sandi Anda", "Password Portal")},
}  # fmt: skip


@pytest.mark.parametrize("case", SAME)
def test_what_stands_beside_a_login_does_not_matter(case: str, browser: Browser) -> None:
    is_read(harness.check_bodies(browser, login=SAME[case]))
