# Pages are written as long lines.
# ruff: noqa: E501
"""Cards behind rows that unfold, dialogs that answer one card, lists that ask for a KPJ, and parts that scroll: each is
chosen and read, or the check is refused. What a row's sign would send never goes out.
"""

import json
from itertools import product

import pytest
from playwright.sync_api import Browser

from tests.driving import nightly
from tests.kinds import harness
from tests.kinds.test_doubts import ones, total

pytestmark = pytest.mark.browser

CARDS = ones(3, 2)
_C = f"<script>const C={json.dumps(CARDS)},D=Object.fromEntries(C.map(c=>[c[0],c]))</script>"


def rows(sign: str, inside: str, does: str = "") -> str:
    """A table whose rows unfold by their first cell, which no attribute tells of."""
    body = "".join(
        f"<tr><td class=c tabindex=0>{sign.format(n + 1)}<td>{k}<td>{name}" for n, (k, name, _) in enumerate(CARDS)
    )
    return (
        f"<h1>Saldo JHT</h1><style>.c{{cursor:pointer}}.c:before{{content:'▸'}}</style><table id=t><thead><tr><th>No<th>KPJ<th>Perusahaan</thead><tbody>{body}</table>{_C}"
        "<script>t.onclick=e=>{if(e.target.className!='c')return;"
        + does
        + "const r=e.target.parentNode,n=r.nextElementSibling;if(n&&n.className=='k'){n.remove();return}"
        f"const k=document.createElement('tr');k.className='k';k.innerHTML=`<td colspan=3>{inside}`.replace('@',D[r.cells[1].textContent][2]);r.after(k)}}</script>"
    )


def dialogs(button: str, way_out: str, role: str = "role=dialog aria-modal=true") -> str:
    """A list of cards, each with a button that opens a dialog with its balance over the list."""
    body = "".join(f"<tr><td>{k}<td><button onclick=f({n})>{button}</button>" for n, (k, _, _) in enumerate(CARDS))
    return (
        f"<table><tr><th>KPJ<th>Aksi{body}</table><div id=c hidden style='position:fixed;inset:0;background:#0009'><div {role} style='background:#fff;width:300px;margin:100px auto;padding:20px'>"
        f"<p>Nomor KPJ: <b id=k></b></p><p>Saldo JHT: <b id=v></b></p><button onclick='c.hidden=true'>{way_out}</button></div></div>{_C}"
        "<script>const f=n=>{k.textContent=C[n][0];v.textContent=C[n][2];c.hidden=false}</script>"
    )


def asked(way_out: str) -> str:
    """The page after the login: one dialog asks for the card, another answers; each hides the page."""
    options = "".join(f"<option>{k}" for k, _, _ in CARDS)
    return (
        "<h1>Awal</h1><a href='#' onclick='p.hidden=false;return false'>Lihat Saldo JHT</a><style>.c{position:fixed;inset:0;background:#0009}.c>div{background:#fff;width:300px;margin:100px auto}[hidden]{display:none}</style>"
        f"<div id=p class=c hidden><div role=dialog aria-modal=true><p>Pilih KPJ</p><select id=s><option value=''>-{options}</select> <button onclick=g()>Lihat</button> <button onclick='p.hidden=true'>Batal</button></div></div>"
        f"<div id=q class=c hidden><div role=dialog aria-modal=true><p id=o></p><button onclick='q.hidden=true'>{way_out}</button></div></div>{_C}"
        "<script>const g=()=>{if(!s.value)return;p.hidden=true;o.innerHTML=`KPJ ${s.value}<br>Saldo JHT ${D[s.value][2]}`;q.hidden=false}</script>"
    )


def listbox(asks: str) -> str:
    """A list of no element's own, which asks in words and then shows what was chosen."""
    options = "".join(f"<div role=option>{k}</div>" for k, _, _ in CARDS)
    return (
        f"<div role=listbox tabindex=0 aria-haspopup=true aria-expanded=false style='border:1px solid'><div id=t>{asks}</div><div id=l hidden>{options}</div></div><p id=o></p>{_C}"
        "<script>t.onclick=()=>{l.hidden=!l.hidden};document.querySelectorAll('[role=option]').forEach(a=>a.onclick=()=>{l.hidden=true;const k=a.textContent;t.textContent=k;o.innerHTML='Nomor KPJ: '+k+'<br>Saldo JHT: '+D[k][2]})</script>"
    )


def employers(menu: str) -> str:
    """Tabs named by employer, marked by a class only, under a menu."""
    tabs = "".join(
        f"<li><a href='#t{n}' class='tab {'active' if n == 0 else ''}'>{name}</a></li>"
        for n, (_, name, _) in enumerate(CARDS)
    )
    panes = "".join(
        f"<div id=t{n} class='pane {'on' if n == 0 else ''}'><div>Nomor KPJ</div><div>{k}</div><div>Saldo JHT</div><div>{v}</div></div>"
        for n, (k, _, v) in enumerate(CARDS)
    )
    return (
        f"<style>.pane{{display:none}}.pane.on{{display:block}}</style>{menu}<ul>{tabs}</ul>{panes}<script>document.querySelectorAll('.tab').forEach(a=>a.onclick=e=>{{e.preventDefault();"
        "document.querySelectorAll('.tab').forEach(b=>b.classList.toggle('active',b===a));document.querySelectorAll('.pane').forEach(p=>p.classList.toggle('on','#'+p.id===a.getAttribute('href')))})</script>"
    )


_FOLD = "<button aria-expanded=false onclick='this.nextElementSibling.hidden=!this.nextElementSibling.hidden'>Layanan</button><div hidden><a href=/klaim>Pengajuan Klaim</a></div>"
MENUS = (
    "",
    f"<ul><li><a href=/home>Beranda</a></li><li>{_FOLD}</li></ul>",
    "<nav><a href=/home>Beranda</a> <a href=/home>Profil</a></nav>",
)


def scrolls(height: int, *, endless: bool) -> str:
    """Cards in a part of the page that scrolls; `endless`, further ones come as its end comes to sight."""
    script = (
        "let i=1,g=0;const s=()=>{o.innerHTML=C.slice(0,i).map(f).join('');if(i>=3)m.remove()};w.onscroll=()=>{if(i<3&&w.scrollTop+w.clientHeight>w.scrollHeight-20&&!g){g=1;setTimeout(()=>{i++;g=0;s()},200)}};s()"
        if endless
        else "m.remove();o.innerHTML=C.map(f).join('')"
    )
    return (
        f"<h2>Saldo JHT</h2><div id=w style='height:{height}px;overflow-y:auto'><div id=o></div><p id=m>Memuat...</p></div>{_C}"
        f"<script>const f=c=>`<section style='height:{height - 20}px'><p>${{c[1]}}</p><p>Nomor KPJ: ${{c[0]}}</p><p>Saldo JHT</p><p>${{c[2]}}</p></section>`;{script}</script>"
    )


_SHOW = "const g=n=>{o.innerHTML=`<p>Nomor KPJ: ${C[n][0]}</p><p>Saldo JHT</p><p>${C[n][2]}</p>`};g(0);"
SHEET = (
    f"<h2>Saldo JHT</h2><a id=b style='cursor:pointer;display:block'><span>Nomor KPJ</span> <span id=k></span></a><div id=o></div>{_C}"
    "<div id=l role=dialog hidden style='position:fixed;left:0;right:0;bottom:0;background:#fff;border-top:1px solid'><p>Pilih KPJ</p><div id=w></div><button id=y>Pilih</button></div>"
    f"<script>{_SHOW}let v=0;const d=()=>{{w.innerHTML=C.map((c,n)=>`<button aria-pressed=${{n==v}} onclick='v=${{n}};d()'>${{c[0]}}</button>`).join(' ')}};"
    "k.textContent=C[0][0];b.onclick=()=>{l.hidden=false;d()};y.onclick=()=>{l.hidden=true;k.textContent=C[v][0];g(v)}</script>"
)
"""What is chosen in a sheet counts once the sheet's own button is pressed."""
CITIES = (
    f"<h2>Saldo JHT</h2><div>{''.join(f'<button aria-pressed={str(not n).lower()} onclick=h({n})>{one}</button>' for n, one in enumerate(('Jakarta', 'Medan', 'Bogor')))}</div><div id=o></div>{_C}"
    f"<script>{_SHOW}const h=n=>{{document.querySelectorAll('button').forEach((e,k)=>e.setAttribute('aria-pressed',k==n));g(n)}}</script>"
)
MASKED = (
    scrolls(240, endless=False)
    .replace("<div id=w", "<div style='height:240px;overflow:hidden'><div id=w", 1)
    .replace("</p></div>", "</p></div></div>", 1)
)
"""What hides the bar of a part that scrolls clips no more than its window."""
STRIP = f"<h2>Saldo JHT</h2><div style='display:flex;overflow-x:auto;width:300px' id=w></div>{_C}<script>const F=c=>`<div style='flex:0 0 300px'><p>Nomor KPJ: ${{c[0]}}</p><p>Saldo JHT</p><p>${{c[2]}}</p></div>`;w.innerHTML=F(C[0])+\"<div style='flex:0 0 600px'></div>\";w.onscroll=()=>{{w.innerHTML=C.map(F).join('')}}</script>"

_PAIRS = "<ul><li><b>Saldo JHT</b> @</li><li><b>Iuran Terakhir</b> Rp 200.000,00</li></ul>"
_LINES = "<dl><dt>Saldo JHT</dt><dd>@</dd></dl>"
READ: dict[str, dict[str, str]] = {
    **{f"rows-{at}": {"saldo": rows(sign, inside)} for at, (sign, inside) in enumerate(product(("", "{0}", "▸"), (_PAIRS, _LINES)))},
    **{f"dialogs-{a}-{b}": {"saldo": dialogs(a, b)} for a, b in product(("Rincian", "Lihat saldo", "Detail"), ("Tutup", "×", "Kembali ke daftar"))},
    **{f"asked-{way}": {"home": asked(way)} for way in ("Tutup", "Close", "×")},
    **{f"listbox-{asks}": {"saldo": listbox(asks)} for asks in ("Pilih KPJ BPJS Ketenagakerjaan", "Pilih KPJ", "Pilih nomor KPJ")},
    **{f"employers-{at}": {"saldo": employers(menu)} for at, menu in enumerate(MENUS)},
    "sheet": {"saldo": SHEET},
    "cities": {"saldo": CITIES},
    "masked": {"saldo": MASKED},
    "strip": {"saldo": STRIP},
    **{f"scrolls-{height}-{endless}": {"saldo": scrolls(height, endless=endless)} for height, endless in product((160, 300), (True, False))},
}  # fmt: skip
OFTEN = (
    "rows-2",
    "dialogs-Rincian-Tutup",
    "asked-Tutup",
    "listbox-Pilih KPJ BPJS Ketenagakerjaan",
    "employers-1",
    "scrolls-300-True",
    "sheet",
    "cities",
    "masked",
    "strip",
)

REFUSED: dict[str, str] = {
    "row-claims": rows("", _PAIRS, "klaim('baris');return;"),
    # Far more cards than are scrolled to: what was seen of them is not all.
    "endless": "<h2>Saldo JHT</h2><div id=o></div><script>let n=0,g=0;const f=()=>{for(let k=0;k<3;k++){n++;o.insertAdjacentHTML('beforeend',`<section style='height:300px'><p>Nomor KPJ: ${19000000000+n}</p><p>Saldo JHT</p><p>Rp ${n}.450.100,00</p></section>`)}};onscroll=()=>{if(n<60&&!g&&scrollY+innerHeight>document.body.scrollHeight-30){g=1;setTimeout(()=>{g=0;f()},100)}};f()</script>",
    # Beside the cards that can be chosen stands what brings more of them.
    "rows-and-load": rows("{0}", _PAIRS) + "<button onclick='this.remove()'>Muat lebih banyak</button>",
    "row-shows-nothing": rows("{0}", _PAIRS, "return;"),
    "row-shows-claimable": rows("", "<ul><li><b>Saldo JHT yang dapat dicairkan</b> @</li></ul>"),
    "dialog-claims": dialogs("Rincian klaim", "Tutup").replace("f=n=>{", "f=n=>{klaim(n);"),
    "employer-dead": employers("").replace("'#'+p.id===a.getAttribute('href')", "p.id=='t0'"),
}  # fmt: skip


@pytest.mark.parametrize("name", [one if one in OFTEN else nightly(one) for one in READ])
def test_each_card_is_read(name: str, browser: Browser) -> None:
    ended = harness.check_bodies(browser, **READ[name])  # type: ignore[arg-type]
    assert (ended.code, ended.total, len(ended.cards)) == ("ok", total(CARDS), 3), ended
    assert not ended.claimed


@pytest.mark.parametrize("name", [one if at < 2 else nightly(one) for at, one in enumerate(REFUSED)])
def test_what_only_looks_so_is_refused(name: str, browser: Browser) -> None:
    ended = harness.check_bodies(browser, saldo=REFUSED[name])
    assert ended.code in ("balance-uncertain", "balance-not-shown"), ended
    assert not ended.claimed
