"""The wall on the wire: whatever an innocent press leads to, nothing that changes something at the portal leaves.

Its twins read by POST in many ways, and tell of themselves as ordinary pages do: they are read.
"""

import json
import random
from collections.abc import Iterator
from itertools import product

import pytest
from playwright.sync_api import Browser

from checker.browser import guard
from checker.browser.wall import RULE, Wall
from checker.failures import NeedsHuman
from checker.portal import selectors
from checker.portal.sending import Request, Sent
from checker.portal.verdict import Window, site, verdict
from tests.kinds import harness
from tests.rawsite import Page

WORDS = selectors.load().selectors.on_wire
PRESS = Window("balance")
_random = random.Random(11)

# ---------------------------------------------------------------------------------------------------- without a page


def parsed(example: str) -> Request:
    """The request that an example of the selectors file writes down."""
    method, kind, address, *rest = example.split(" ", 3)
    own = address.startswith("/")
    url = f"https://portal.test{address}" if own else address
    return Request(Sent(method, url, kind, "", False, {}, "".join(rest)), own, own)


@pytest.mark.parametrize("example", WORDS.examples.yes)
def test_an_example_is_stopped(example: str) -> None:
    assert verdict(parsed(example), WORDS, PRESS).does == "stop"


@pytest.mark.parametrize("example", WORDS.examples.no)
def test_an_example_passes(example: str) -> None:
    assert verdict(parsed(example), WORDS, PRESS).does != "stop"


def _spelled(words: list[str]) -> Iterator[str]:
    """A name of several words in the ways in which programs write one."""
    yield "-".join(words)
    yield "_".join(words)
    yield words[0] + "".join(word.capitalize() for word in words[1:])
    yield "".join(word.capitalize() for word in words)
    yield ".".join(words)
    yield "/".join(words)
    yield "_".join(words).upper()
    yield "%" + f"{ord(words[0][0]):02x}" + "-".join(words)[1:]
    yield "-".join(words) + ".php"
    yield ";x=1/" + "_".join(words)


CHANGES = [
    ["submit", "claim"],
    ["ajukan", "klaim"],
    ["klaim", "jht", "kirim"],
    ["pengajuan", "pencairan"],
    ["withdraw", "funds"],
    ["tarik", "dana"],
    ["payment", "confirm"],
    ["bayar", "sekarang"],
    ["update", "profile"],
    ["simpan", "data"],
    ["hapus", "kartu"],
    ["setuju", "syarat"],
    ["ubah", "rekening"],
    ["create", "request"],
    ["register", "beneficiary"],
    ["transfer", "saldo"],
]
READS = [
    ["get", "saldo"],
    ["lihat", "saldo", "jht"],
    ["cek", "saldo"],
    ["daftar", "kartu"],
    ["list", "cards"],
    ["inquiry", "balance"],
    ["riwayat", "iuran"],
    ["rincian", "saldo"],
    ["select", "card"],
    ["ganti", "kartu"],
    ["set", "active", "program"],
    ["load", "dashboard"],
    ["refresh", "token"],
    ["info", "peserta"],
    ["search", "member"],
    ["proses", "cek", "saldo"],
]


def _bodies(name: str) -> Iterator[str]:
    """A body that names what is to be done, in many ways."""
    yield json.dumps({"action": name, "kpj": "12345678901"})
    yield json.dumps({"jsonrpc": "2.0", "method": name, "params": {"kpj": "12345678901"}, "id": 1})
    yield json.dumps([{"data": {"type": name, "id": 3}}])
    yield json.dumps({"payload": json.dumps({"op": name})})
    yield f"kpj=12345678901&act={name}"
    yield f'--x\r\nContent-Disposition: form-data; name="aksi"\r\n\r\n{name}\r\n--x--\r\n'
    yield f"<Envelope><Body><{name}><kpj>12345678901</kpj></{name}></Body></Envelope>"
    yield f"__EVENTTARGET=ctl00$btn{name[:1].upper()}{name[1:]}&__VIEWSTATE=%2FwEPDwUKLTE2update0klaim1NjQ4MA"


def test_a_change_is_stopped_in_whatever_way_its_address_is_written() -> None:
    for words, method in product(CHANGES, ("POST", "PUT", "PATCH", "DELETE")):
        for name in _spelled(words):
            for start in ("/", "/api/v1/", "/portal/peserta/saldo/"):
                asked = parsed(f"{method} xhr {start}{name}")
                assert verdict(asked, WORDS, PRESS).does == "stop", asked
                assert verdict(asked, WORDS, None).does == "stop", asked


def test_a_change_is_stopped_in_whatever_way_its_body_is_written() -> None:
    for words in CHANGES:
        name = words[0] + "".join(word.capitalize() for word in words[1:])
        for body in _bodies(name):
            assert verdict(parsed(f"POST xhr /api/saldo {body}"), WORDS, PRESS).does == "stop", body


def test_a_read_passes_in_whatever_way_it_is_written() -> None:
    for words in READS:
        for name in _spelled(words):
            for start in ("/", "/api/v1/", "/portal/peserta/"):
                asked = parsed(f"POST xhr {start}{name}" + ' {"kpj":"12345678901"}')
                assert verdict(asked, WORDS, PRESS).does == "note", asked
        name = words[0] + "".join(word.capitalize() for word in words[1:])
        for body in _bodies(name):
            assert verdict(parsed(f"POST xhr /api/saldo {body}"), WORDS, PRESS).does == "note", body


ACTS = selectors.load().selectors.acts
ANOTHER = {"Terima kasih", "Pendaftaran", "I authorize", "authorisation"}
"""Said of requests they mean something else: an authorisation is a login's."""


@pytest.mark.parametrize("name", ["money", "ending", "authority"])
def test_what_is_no_press_is_no_request_either(name: str) -> None:
    """The examples of the acts by which presses are denied, written as programs write names."""
    for said in ACTS[name].yes:
        words = [word for word in said.split() if word.isascii() and word.isalpha()]
        for spelled in _spelled(words) if words == said.split() and said not in ANOTHER else ():
            assert verdict(parsed(f"POST xhr /api/{spelled}"), WORDS, None).does == "stop", spelled
    for said in ACTS[name].no:
        words = [word for word in said.split() if word.isascii() and word.isalpha()]
        for spelled in _spelled(words) if words == said.split() and said not in ANOTHER else ():
            assert verdict(parsed(f"POST xhr /api/{spelled}"), WORDS, None).does == "note", spelled


FIELDS = [
    "noRekening",
    "nomor_rekening",
    "bankCode",
    "nama-bank",
    "amount",
    "nominal",
    "jumlahKlaim",
    "agree",
    "setuju",
]
FIELDS += ["consent", "acceptTerms", "termsAccepted", "otp", "kode_otp", "pin", "beneficiary", "tandaTangan"]


@pytest.mark.parametrize("name", FIELDS)
def test_what_only_a_change_carries_is_stopped(name: str) -> None:
    for value, body in product(("1", "0012345678"), ('{{"d":{{"{}":"{}"}}}}', "kpj=1&{}={}")):
        said = body.format(name, value)
        assert verdict(parsed(f"POST xhr /api/saldo {said}"), WORDS, PRESS).does == "stop", said
    assert verdict(parsed(f'POST xhr /api/saldo {{"{name}":null,"kpj":"1"}}'), WORDS, PRESS).does == "note"


def test_what_is_typed_into_the_login_says_nothing() -> None:
    body = '{"email":"bayar.klaim@example.test","kataSandi":"ubah!Klaim","remember":"simpan","pin":"ubah!Klaim"}'
    asked = parsed(f"POST xhr /api/login {body}")
    secrets = ("bayar.klaim@example.test", "ubah!Klaim")
    assert verdict(asked, WORDS, Window("login"), arriving=True, secrets=secrets).does == "note"
    assert verdict(parsed("POST xhr /api/klaim {}"), WORDS, Window("login"), arriving=True).does == "stop"
    mutation = json.dumps({"query": "mutation L($e: String!) { login(email: $e) { token } }"})
    assert verdict(parsed(f"POST xhr /graphql {mutation}"), WORDS, Window("login"), arriving=True).does == "note"
    mutation = json.dumps({"query": "mutation { submitClaim { ok } }"})
    assert verdict(parsed(f"POST xhr /graphql {mutation}"), WORDS, Window("login"), arriving=True).does == "stop"


def test_a_form_is_sent_where_it_was_meant_to_and_nowhere_else() -> None:
    asked = parsed("POST document /saldo/pilih kpj=12345678901")
    assert verdict(asked, WORDS, Window("choose", "https://portal.test/saldo/pilih?x=1")).does == "note"
    assert verdict(asked, WORDS, Window("choose", "https://portal.test/saldo/lain")).ends
    assert verdict(asked, WORDS, Window("choose")).ends
    assert not verdict(asked, WORDS, None).ends
    asked = parsed("POST document /klaim kpj=12345678901")
    assert verdict(asked, WORDS, Window("choose", "https://portal.test/klaim")).ends


def test_a_login_may_lead_to_a_page_that_asks_for_a_change_but_not_to_a_claim() -> None:
    for path in ("/ubah-sandi-lama", "/persetujuan", "/pendaftaran/selesai"):
        assert verdict(parsed(f"GET document {path}"), WORDS, Window("login"), arriving=True).does == "pass", path
    assert verdict(parsed("GET document /klaim/jht"), WORDS, Window("login"), arriving=True).does == "stop"


@pytest.mark.parametrize(
    ("host", "owner"),
    [
        ("sso.bpjsketenagakerjaan.go.id", "bpjsketenagakerjaan.go.id"),
        ("api.contoh.id", "contoh.id"),
        ("contoh.test", "contoh.test"),
        ("127.0.0.1", "127.0.0.1"),
        ("a.b.example.com", "example.com"),
    ],
)
def test_a_site_is_its_owners(host: str, owner: str) -> None:
    assert site(host) == owner


def test_the_wall_stands_from_the_login_on_and_steps_aside_for_a_person() -> None:
    wall = Wall(frozenset({"https://portal.test"}), WORDS)
    sent = parsed("POST document /api/klaim").sent
    assert not wall.judge(sent)
    wall.stand()
    wall.pressed("balance")
    with wall.aside():
        assert not wall.judge(sent)
    assert wall.judge(sent)
    assert wall.stopped is None  # it was no press any more
    wall.pressed("balance")
    assert wall.judge(sent)
    with pytest.raises(NeedsHuman) as raised:
        wall.check()
    assert (raised.value.rule, raised.value.hint) == (RULE, NeedsHuman.cases["change-stopped"])
    assert wall.stopped == "a press (balance) would have sent POST /api/klaim"
    assert guard.origin(wall.noted[-1].address) == "https://portal.test"


# ------------------------------------------------------------------------------------------- changes that a press hides

NAMES = [
    "/klaim/kirim",
    "/api/submitClaim",
    "/pengajuan-klaim/kirim",
    "/Pencairan.aspx/Simpan",
    "/api/v2/withdraw_funds",
    "/index.php?page=klaim&act=kirim",
    "/bayar",
    "/api/profile/update",
    "/persetujuan/setuju",
    "/%6blaim",
]
_FORM = "const f=document.createElement('form');f.method='post';f.action=U;document.body.append(f);"
WAYS = {
    "fetch": "fetch(U,{method:'POST',body:'{}'}).then(a=>a.text())",
    "put": "fetch(U,{method:'PUT',body:'{}'}).then(a=>a.text())",
    "patch": "fetch('/api/peserta/1',{method:'PATCH',body:'{}'}).then(a=>a.text())",
    "delete": "fetch('/api/kartu/1',{method:'DELETE'}).then(a=>a.text())",
    "xhr": "const x=new XMLHttpRequest();x.open('POST',U);x.send('a=1')",
    "late": "setTimeout(()=>fetch(U,{method:'POST'}).then(a=>a.text()),DELAY)",
    "submit": _FORM + "f.submit()",
    "submit plain": _FORM.replace("U", "'/lanjutan'") + "f.submit()",
    "late submit": _FORM + "setTimeout(()=>f.submit(),DELAY)",
    "blank": _FORM + "f.target='_blank';f.submit()",
    "frame": "const i=document.createElement('iframe');i.name='q';document.body.append(i);"
    + _FORM
    + "f.target='q';f.submit()",
    "location": "location=U",
    "late location": "setTimeout(()=>{location=U},DELAY)",
    "link": "const a=document.createElement('a');a.href=U;document.body.append(a);a.click()",
    "open": "open(U)",
    "beacon": "navigator.sendBeacon(U,'a=1')",
    "leaving": "addEventListener('pagehide',()=>navigator.sendBeacon(U,'a=1'));location='/saldo'",
    "keepalive": "fetch(U,{method:'POST',keepalive:true});location='/saldo'",
    "redirect": "location='/jalan1'",
    "frame of its own": "const i=document.createElement('iframe');document.body.append(i);i.srcdoc="
    "`<script>fetch('${U}',{method:'POST'})<\\/script>`",
    "worker": "new Worker(URL.createObjectURL(new Blob([`fetch('${location.origin}${U}',{method:'POST',body:'a'})`])))",
    "mutation": "fetch('/graphql',{method:'POST',body:JSON.stringify({query:'mutation K { kirim(k: 1) { ok } }'})})",
    "rpc": "fetch('/rpc',{method:'POST',body:JSON.stringify({jsonrpc:'2.0',method:'setPenerima',params:[1],id:1})})",
    "account": "fetch('/api/saldo',{method:'POST',body:JSON.stringify({kpj:'12345678901',noRekening:'0012345'})})",
    "spoofed": "fetch('/api/kartu',{method:'POST',body:new URLSearchParams({_method:'DELETE'})})",
    "stream": "fetch(U,{method:'POST',body:new Blob(['a=1']).stream(),duplex:'half'})",
    "get form": _FORM.replace("'post'", "'get'").replace("f.action=U", "f.action='/index.php'")
    + "f.innerHTML='<input name=act value=klaim>';f.submit()",
    "socket": "const w=new WebSocket('ws://'+location.host+'/ws');w.onopen=()=>w.send('{\"action\":\"submitClaim\"}')",
    "unsure": "fetch('/proses',{method:'POST',body:'id=1'})",
}
BACKGROUND = ("leaving",)
"""Sent as a page is left, when the next one may be there already: stopped, but nobody can tell for whom."""
CARDS = """<h1>Saldo JHT</h1>
<label>Nomor KPJ <select id=k><option>12345678901</option><option>23456789012</option></select></label>
<button onclick='go();tampil()'>Tampilkan</button><p>Saldo JHT</p><p id=s>Rp 3.450.100,00</p>
<script>const S={12345678901:'Rp 3.450.100,00',23456789012:'Rp 8.200.000,00'};
function tampil(){s.textContent=S[k.value]}</script>"""
TABS = """<h1>Saldo JHT</h1><div role=tablist>
<button role=tab aria-selected=true onclick='t(this,1)'>12345678901</button>
<button role=tab aria-selected=false onclick='t(this,2)'>23456789012</button></div>
<p>Nomor KPJ: <b id=n>12345678901</b></p><p>Saldo JHT: <b id=s>Rp 3.450.100,00</b></p>
<script>const all=document.querySelectorAll('[role=tab]');
function t(el,i){go();for(const o of all)o.ariaSelected=o===el;
n.textContent=el.textContent;s.textContent=i==1?'Rp 3.450.100,00':'Rp 8.200.000,00'}</script>"""
EYE = """<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><p>Saldo JHT: <b id=s>Rp ••••••</b>
<button aria-label='Tampilkan saldo' onclick="go();s.textContent='Rp 12.345.678,00'">&#128065;</button></p>"""
PRESSES = {
    "balance": {"home": "<h1>Beranda</h1><button onclick='go()'>Lihat Saldo JHT</button>"},
    "capture": {
        "home": "<h1>Beranda</h1><div id=d><a href=/saldo>Lihat Saldo JHT</a></div>"
        "<script>d.addEventListener('click',()=>go(),true)</script>"
    },
    "cards": {"saldo": CARDS},
    "tabs": {"saldo": TABS},
    "eye": {"saldo": EYE},
}
MORE = {
    "/jalan1": Page("/jalan2", 302),
    "/jalan2": Page("/pengajuan/kirim", 302),
    "/proses": Page("{}"),
    "/api/saldo": Page("{}"),
}


def _cases() -> list[tuple[str, str, str]]:
    """Every way with the press on the balance, and each other press with some of the ways."""
    found = [(way, _random.choice(NAMES), "balance") for way in WAYS]
    found += [("fetch", name, "balance") for name in NAMES[:5]]
    for press in ("capture", "cards", "tabs", "eye"):
        found += [(way, _random.choice(NAMES), press) for way in _random.sample(sorted(WAYS), 3)]
    return found


ORDINARY = (
    "GET /ws",
    "GET /",
    "POST /masuk",
    "GET /home",
    "GET /saldo",
    "GET /favicon.ico",
    "GET /jalan1",
    "GET /jalan2",
)


@pytest.mark.browser
@pytest.mark.parametrize(("way", "name", "press"), _cases())
def test_what_an_innocent_press_hides_does_not_leave(browser: Browser, way: str, name: str, press: str) -> None:
    delay = _random.choice((50, 200, 400, 800))
    script = f"<script>const U='{name}';function go(){{{WAYS[way].replace('DELAY', str(delay))}}}</script>"
    bodies = {part: f"{script}{body}" for part, body in PRESSES[press].items()}
    with harness.portal(more=MORE, **bodies) as served:
        ended = harness.check(browser, served)
    # A socket says good-bye as it is closed.
    asked = [one for one in ended.asked if one.method != "WEBSOCKET" or b"laim" in one.body]
    odd = [f"{one.method} {one.path}" for one in asked if f"{one.method} {one.path}" not in ORDINARY]
    assert not odd
    if way in BACKGROUND and ended.code == "ok":
        assert ended.total == harness.SALDO_TOTAL
    else:
        assert (ended.code, ended.rule) == ("needs-human", RULE), ended.detail


# ------------------------------------------------------------------------------------------ what a page does by itself

BY_ITSELF = {
    "a badge": "<script>fetch('/api/klaim/status').then(a=>a.json()).then(j=>{document.title=j.n})</script>",
    "a badge by POST": "<script>fetch('/notifikasi/klaim',{method:'POST',body:'{}'}).catch(()=>0)</script>",
    "a badge by query": "<script>fetch('/notifikasi?jenis=klaim&count=1').then(a=>a.json()).catch(()=>0)</script>",
    "a claim": "<script>fetch('/klaim',{method:'POST'})</script>",
    "a form in a frame": "<iframe name=q></iframe><form id=f target=q method=post action=/klaim></form><script>"
    "f.submit()</script>",
    "a frame": "<iframe src=/klaim style='width:10px;height:5px;border:0'></iframe>",
    "a picture": "<img src='/klaim?kirim' width=1 height=1 alt=''>",
    "a prefetch": "<link rel=prefetch href=/klaim/kirim>",
    "a speculation": '<script type=speculationrules>{"prefetch":[{"source":"list","urls":["/klaim/x"],'
    '"eagerness":"immediate"}],"prerender":[{"source":"list","urls":["/klaim/y"],"eagerness":"immediate"}]}</script>',
    "a shared worker": "<script>self.SharedWorker&&new SharedWorker(URL.createObjectURL(new Blob([`fetch('"
    "${location.origin}/klaim/bersama',{method:'POST'})`])))</script>",
    "a socket": "<script>const w=new WebSocket('ws://'+location.host+'/ws');w.onopen=()=>w.send("
    "JSON.stringify({action:'submitClaim'}))</script>",
}


@pytest.mark.browser
@pytest.mark.parametrize("where", ["home", "saldo"])
@pytest.mark.parametrize("what", BY_ITSELF)
def test_what_a_page_sends_by_itself_is_stopped_and_the_balance_read(browser: Browser, what: str, where: str) -> None:
    body = {"home": harness.HOME, "saldo": harness.SALDO}[where] + BY_ITSELF[what]
    with harness.portal(**{where: body}) as served:  # type: ignore[arg-type]
        ended = harness.check(browser, served)
    assert not [one for one in ended.asked if "klaim" in one.path.lower() or b"laim" in one.body]
    assert (ended.code, ended.total) == ("ok", harness.SALDO_TOTAL), ended.detail


LEADS = {
    "a form": "<form id=f method=post action=/klaim></form><script>setTimeout(()=>f.submit(),900)</script>",
    "a page": "<script>setTimeout(()=>{location='/klaim/kirim'},400)</script>",
    "later": "<script>self.fetchLater&&fetchLater('/klaim/later',{method:'POST',activateAfter:100})</script>",
    "a window": "<script>open('/klaim/kirim')</script>",
    "a refresh": "<meta http-equiv=refresh content='1;url=/klaim/kirim'>",
}


@pytest.mark.browser
@pytest.mark.parametrize("where", ["home", "saldo"])
@pytest.mark.parametrize("what", LEADS)
def test_where_a_page_leads_on_to_a_change_it_is_not_followed(browser: Browser, what: str, where: str) -> None:
    body = {"home": harness.HOME, "saldo": harness.SALDO}[where] + LEADS[what]
    with harness.portal(**{where: body}) as served:  # type: ignore[arg-type]
        ended = harness.check(browser, served)
    assert not ended.claimed
    assert (ended.code, ended.rule) == ("needs-human", RULE) or ended.total == harness.SALDO_TOTAL, ended.detail


# -------------------------------------------------------------------------------------------------------- reads by POST

_SHOW = "b.innerHTML='<p>Nomor KPJ: '+j.kpj+'</p><p>Saldo JHT: '+j.saldo+'</p>'"
_POST = """
const post=(to,body,type)=>fetch(to,{method:'POST',body,headers:type?{'Content-Type':type}:{}});
const json=(to,data)=>post(to,JSON.stringify(data),'application/json');
const form=(to,data)=>post(to,new URLSearchParams(data));
const parts=(to,data)=>{const d=new FormData();for(const k in data)d.append(k,data[k]);return post(to,d)};
const told=(a)=>a.text();
"""
READ_BY = {
    "json": "json('/api/saldo',{kpj:'12345678901'})",
    "form": "form('/saldo/cari',{kpj:'12345678901',tahun:2026})",
    "parts": "parts('/proses_cek_saldo.php',{kpj:'12345678901'})",
    "graphql": "json('/graphql',{query:'query S { saldo(k: 1) { kpj klaim { n } } }',variables:{k:'12345678901'}})",
    "rpc": "json('/rpc',{jsonrpc:'2.0',method:'saldo.get',params:['12345678901'],id:1})",
    "page method": "json('/Saldo.aspx/GetSaldo',{})",
    "soap": "post('/ws/SaldoService','<Envelope><Body><GetSaldo><kpj>1</kpj></GetSaldo></Body></Envelope>','text/xml')",
    "token": "form('/saldo/proses',{_token:'aB3update9Klaim2xZ81qWe7rTy',kpj:'12345678901'})",
    "livewire": "json('/livewire/update',{components:[{calls:[{method:'muatSaldo'}]}]})",
    "session": "form('/api/setKartuAktif',{kpj:'12345678901'}).then(told).then(()=>fetch('/api/saldo'))",
}
ANSWER = Page('{"kpj":"12345678901","saldo":"Rp 12.345.678,00"}')
PLACES = (
    "/api/saldo /saldo/cari /proses_cek_saldo.php /graphql /rpc /Saldo.aspx/GetSaldo /ws/SaldoService /saldo/proses "
    "/livewire/update /api/setKartuAktif"
)
ANSWERS = dict.fromkeys(PLACES.split(), ANSWER)
BESIDE = {
    "nothing": "",
    "analytics": "navigator.sendBeacon('/collect',JSON.stringify({event:'click',text:'Lihat Saldo JHT'}));",
    "analytics of bytes": "navigator.sendBeacon('/collect',new Blob(['v=1'],{type:'text/plain'}));",
    "keep-alive": "form('/api/session/keepalive',{}).then(told);",
    "refresh": "form('/oauth/token',{grant_type:'refresh_token',refresh_token:'x'}).then(told);",
    "log": "json('/api/log/activity',{menu:'Lihat Saldo'}).then(told);",
}


def _twins() -> list[tuple[str, str]]:
    return [(style, "nothing") for style in READ_BY] + [("json", beside) for beside in BESIDE if beside != "nothing"]


@pytest.mark.browser
@pytest.mark.parametrize(("style", "beside"), _twins())
def test_a_read_by_post_is_read(browser: Browser, style: str, beside: str) -> None:
    home = (
        "<h1>Beranda</h1><button onclick='muat()'>Lihat Saldo JHT</button><div id=b></div>"
        f"<script>{_POST}function muat(){{{BESIDE[beside]}{READ_BY[style]}.then(a=>a.json())"
        f".then(j=>{{{_SHOW}}})}}</script>"
    )
    with harness.portal(home=home, more=ANSWERS) as served:
        ended = harness.check(browser, served)
    assert (ended.code, ended.total) == ("ok", harness.SALDO_TOTAL), ended.detail
    assert [one for one in ended.asked if one.method == "POST" and one.path in ANSWERS]


@pytest.mark.browser
@pytest.mark.parametrize("how", ["xhr", "redirected", "by way of a form"])
def test_a_login_goes_its_own_way(browser: Browser, how: str) -> None:
    by_script = harness.LOGIN.replace("<form method=post action=/masuk>", "<form id=m>")
    login = {
        "xhr": by_script + "<script>m.onsubmit=e=>{e.preventDefault();const d={u:m.u.value,p:m.p.value,simpan:'on'};"
        "fetch('/api/login',{method:'POST',body:JSON.stringify(d)}).then(a=>a.text()).then(()=>{location='/home'})}</script>",
        "redirected": harness.LOGIN.replace("/masuk", "/sso"),
        "by way of a form": harness.LOGIN.replace("/masuk", "/oidc"),
    }[how]
    more = {
        "/sso": Page("/masuk", 307),
        "/oidc": Page(
            "<form id=f method=post action=/callback><input name=code value=x></form><script>f.submit()</script>"
        ),
        "/callback": Page("/home", 302),
    }
    with harness.portal(login=login, more=more) as served:
        ended = harness.check(browser, served)
    assert (ended.code, ended.total) == ("ok", harness.SALDO_TOTAL), ended.detail


def test_requests_of_other_kinds_are_told_apart() -> None:
    """A body that no one can look at is no read, unless nobody waits for its answer."""
    unseen = Sent("POST", "https://portal.test/api/saldo", "xhr", "", False, {}, None)
    assert verdict(Request(unseen), WORDS, PRESS).why == "a body that cannot be looked at"
    assert verdict(Request(unseen), WORDS, None).does == "note"
    beacon = Sent("POST", "https://portal.test/collect", "ping", "", False, {}, None)
    assert verdict(Request(beacon), WORDS, PRESS).does == "note"
    frame = Sent("POST", "https://chat.test/frame", "document", "", False, {}, "")
    assert verdict(Request(frame, kin=False, top=False), WORDS, PRESS).does == "note"
