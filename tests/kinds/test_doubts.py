# Pages are written as long lines.
# ruff: noqa: E501
"""Portals that show one card of several: all of them are read, or the check is refused; and one card that is all."""

import json
import random
from collections.abc import Iterator
from decimal import Decimal
from itertools import product

import pytest
from playwright.sync_api import Browser

from tests.kinds import harness
from tests.truth import Truth

pytestmark = pytest.mark.browser

KPJS = ("19012345678", "21087654321", "14022223333")
EMPLOYERS = ("PT SATU JAYA", "PT DUA MAKMUR", "CV TIGA")
AMOUNTS = (Decimal("3450100.00"), Decimal("8200000.00"), Decimal("1250000.50"))


def rupiah(amount: Decimal) -> str:
    return "Rp " + f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))


def ones(count: int, seed: int) -> list[tuple[str, str, str]]:
    """So many cards: number, employer, balance as the page writes it."""
    order = random.Random(seed).sample(range(3), 3)[:count]
    return [(KPJS[at], EMPLOYERS[at], rupiah(AMOUNTS[at])) for at in order]


def total(cards: list[tuple[str, str, str]]) -> Decimal:
    return sum((AMOUNTS[KPJS.index(kpj)] for kpj, _, _ in cards), Decimal(0))


# -- where the menu's own link stands, and what is called like a way to a card ------------------------------------------

MENUS = {
    "none": "",
    "nav": "<nav><a href=/saldo>Lihat Saldo JHT</a></nav>",
    "button": "<nav><button type=button>Lihat Saldo JHT</button></nav>",
    "current": "<nav><a href=/home>Beranda</a> <a href=/saldo aria-current=page>Lihat Saldo JHT</a></nav>",
    "list": "<ul><li><a href=/home>Beranda</a></li><li><a href=/saldo#atas>Lihat Saldo JHT</a></li><li><a href=/home>Profil</a></li></ul>",
    "news": "<div>Kantor cabang kini buka Sabtu. <a href='#info'>Lihat detail</a></div>",
    "tile": "<div><h3>Info</h3><p>JMO versi baru tersedia.</p><button type=button>Lihat</button></div>",
}

# -- remarks on further cards, on a page that shows one ------------------------------------------------------------------

REMARKS = {
    "counted": "<p>Terdapat 2 kartu.</p>",
    "counted-in-words": "<p>Anda memiliki tiga kartu</p>",
    "counted-english": "<p>You have 2 cards</p>",
    "heading": "<h2>Kartu Saya (2)</h2>",
    "slide": "<p>Lihat kartu lainnya dengan menggeser.</p>",
    "and-more": "<p>dan 2 lagi</p>",
    "plus-others": "<span>+2 lainnya</span>",
    "others": "<div>2 kartu lainnya</div>",
    "and-more-english": "<p>and 2 more</p>",
    "still": "<p>Masih ada 1 kartu lagi</p>",
    "button-rest": "<button>Selengkapnya (2)</button>",
    "button-all": "<a href='#semua'>Lihat semua (3)</a>",
    "button-all-english": "<button>View all (2)</button>",
    "of": "<p>Kartu 1 dari 2</p>",
    "fraction": "<span>1 / 3</span>",
    "the-rest": "<p>Selebihnya tercatat di kartu lama.</p>",
    "the-rest-english": "<p>The remainder is held on your old card.</p>",
    "another": "<p>Anda juga memiliki kartu lain.</p>",
    "page-select": "<label>Halaman <select><option>1</option><option>2</option></select></label>",
    "page-select-bare": "Page <select><option>1</option><option>2</option><option>3</option></select>",
    "page-select-named": "<select aria-label=Hal><option>Halaman 1</option><option>Halaman 2</option></select>",
    "pager-elements": "<x-pager><x-page>1</x-page><x-page>2</x-page></x-pager>",
    "pager-spans": "<div><span>‹</span><span>1</span><span>2</span><span>3</span><span>›</span></div>",
    "pager-buttons": "<div><button>1</button><button>2</button></div>",
    "next": "<button>Berikutnya</button>",
    "masked": "<section><p>Nomor KPJ: *******7777</p></section>",
    "swipe": "<p>Geser ke kiri untuk kartu berikutnya</p>",
    "swipe-english": "<p>Swipe to see your cards</p>",
    "slide-button": "<button aria-label='Slide berikutnya'>›</button>",
    "card-button": "<button aria-label='Kartu berikutnya'>›</button>",
    "all-of-cards": "<h3>Kartu Saya</h3><a href='#semua'>Lihat Semua</a><p>Nomor KPJ: 19012345678</p>",
    "total": "<p>Total Saldo JHT: Rp 11.650.100,00</p>",
}


def card(kpj: str, employer: str, amount: str) -> str:
    return f"<div><p>Nomor KPJ: {kpj}</p><p>{employer}</p><p>Saldo JHT: {amount}</p></div>"


REMARKED = [(name, menu) for at, name in enumerate(REMARKS) for menu in (tuple(MENUS)[at % len(MENUS)], "nav")]


@pytest.mark.parametrize(("remark", "menu"), REMARKED)
def test_a_page_that_tells_of_more_cards_is_no_whole(browser: Browser, remark: str, menu: str) -> None:
    seed = REMARKED.index((remark, menu))
    shown = card(*ones(1, seed)[0])
    parts = (MENUS[menu], shown, REMARKS[remark]) if seed % 2 else (shown, REMARKS[remark], MENUS[menu])
    ended = harness.check_bodies(browser, saldo="<h1>Saldo JHT</h1>" + "".join(parts))
    assert ended.code == "balance-uncertain", (ended, parts)
    assert ended.rule


# -- choosers -------------------------------------------------------------------------------------------------------------


def data(cards: list[tuple[str, str, str]]) -> str:
    return f"const S={json.dumps(cards)};"


def part(cards: list[tuple[str, str, str]], at: int = 0) -> str:
    """The part of the page that tells of the card that is chosen, by its employer and balance."""
    return f"<div style='border:1px solid #ddd;padding:16px;margin-top:20px'><p id=c>{cards[at][1]}</p><p>Saldo JHT</p><p id=s>{cards[at][2]}</p></div>"


SHOW = "function show(k){const o=S.find(o=>o[0]===k);c.textContent=o[1];s.textContent=o[2]}"


def select(cards: list[tuple[str, str, str]]) -> str:
    options = "".join(f"<option>{kpj}</option>" for kpj, _, _ in cards)
    return f"<label>Nomor KPJ <select id=k>{options}</select></label>{part(cards)}<script>{data(cards)}{SHOW}k.onchange=()=>show(k.value)</script>"


def combobox_input(cards: list[tuple[str, str, str]]) -> str:
    options = "".join(f"<li role=option>{kpj}</li>" for kpj, _, _ in cards)
    return (
        f"<label for=k>Nomor KPJ</label> <input id=k role=combobox aria-haspopup=listbox aria-expanded=false aria-controls=l readonly value={cards[0][0]}>"
        f"<ul id=l role=listbox hidden>{options}</ul>{part(cards)}<script>{data(cards)}{SHOW}"
        "const open=o=>{l.hidden=!o;k.setAttribute('aria-expanded',o)};k.onclick=()=>open(l.hidden);l.onclick=e=>{k.value=e.target.textContent;show(k.value);open(false)}</script>"
    )


def readonly_pointer(cards: list[tuple[str, str, str]]) -> str:
    options = "".join(f"<div role=option style='cursor:pointer'>{kpj}</div>" for kpj, _, _ in cards)
    return (
        f"<p>Nomor KPJ</p><input id=k readonly style='cursor:pointer' value={cards[0][0]}>{part(cards)}<div id=l></div><script>{data(cards)}{SHOW}"
        f"k.onclick=()=>{{l.innerHTML=`{options}`;for(const o of l.children)o.onclick=()=>{{k.value=o.textContent;show(k.value);l.innerHTML=''}}}}</script>"
    )


def row_and_sheet(cards: list[tuple[str, str, str]]) -> str:
    options = "".join(f"<li role=button tabindex=0>{kpj}</li>" for kpj, _, _ in cards)
    return (
        f"<div id=f role=button tabindex=0 style='display:flex;gap:20px;cursor:pointer;padding:12px'><label for=k>Nomor KPJ</label><input id=k readonly value={cards[0][0]} style='border:0'><i>&rsaquo;</i></div>"
        f"{part(cards)}<div id=l role=dialog hidden style='position:fixed;bottom:0;left:0;right:0;background:#fff;border-top:1px solid'><p>Pilih KPJ</p><ul>{options}</ul></div>"
        f"<script>{data(cards)}{SHOW}f.onclick=()=>l.hidden=false;document.querySelectorAll('li').forEach(o=>o.onclick=()=>{{k.value=o.textContent;show(k.value);l.hidden=true}})</script>"
    )


def row_and_labels(cards: list[tuple[str, str, str]]) -> str:
    options = "".join(
        f"<li><label style='cursor:pointer'><input type=radio name=k value={kpj} {'' if at else 'checked'} style='display:none'><i>&#9675;</i> <span>{kpj}</span></label></li>"
        for at, (kpj, _, _) in enumerate(cards)
    )
    return (
        f"<a id=a style='display:flex;justify-content:space-between;width:400px;cursor:pointer'><span>Nomor KPJ</span><span id=v>{cards[0][0]}</span></a>{part(cards)}"
        f"<div id=l hidden style='position:fixed;left:0;right:0;bottom:0;background:#fff;border-top:1px solid'><p><a id=t style='cursor:pointer'>Selesai</a></p><ul>{options}</ul></div>"
        f"<script>{data(cards)}{SHOW}a.onclick=()=>l.hidden=false;t.onclick=()=>l.hidden=true;document.querySelectorAll('input').forEach(i=>i.onchange=()=>{{v.textContent=i.value;show(i.value)}})</script>"
    )


def custom_element(cards: list[tuple[str, str, str]]) -> str:
    options = "".join(f"<x-opsi style='display:none'>{kpj}</x-opsi>" for kpj, _, _ in cards)
    return (
        f"<x-pilih style='display:block;cursor:pointer;border-bottom:1px solid;width:400px'>{options}</x-pilih>{part(cards)}<script>{data(cards)}{SHOW}"
        f"customElements.define('x-pilih',class extends HTMLElement{{connectedCallback(){{const r=this.attachShadow({{mode:'open'}});r.innerHTML='<span>Nomor KPJ</span> <span id=v>{cards[0][0]}</span>';"
        "this.onclick=()=>{const d=document.createElement('div');d.setAttribute('role','dialog');d.style='position:fixed;inset:120px 300px;background:#fff;border:1px solid';"
        "for(const [x] of S){const b=document.createElement('button');b.textContent=x;b.setAttribute('role','radio');b.onclick=()=>{r.querySelector('#v').textContent=x;show(x);d.remove()};d.append(b)}document.body.append(d)}}})</script>"
    )


def glued_labels(cards: list[tuple[str, str, str]]) -> str:
    labels = "".join(
        f"<label class=r><input type=radio name=k value={kpj} {'' if at else 'checked'}><span>{kpj}</span></label>"
        for at, (kpj, _, _) in enumerate(cards)
    )
    return (
        "<p>Nomor Kartu Peserta</p><style>.r{position:relative;display:inline-block;cursor:pointer}.r input{position:absolute;opacity:0}.r span{display:inline-block;padding:8px 14px;border:1px solid #bbb}</style>"
        f"{labels}{part(cards)}<script>{data(cards)}{SHOW}document.querySelectorAll('input').forEach(i=>i.onchange=()=>show(i.value))</script>"
    )


def popup_button(cards: list[tuple[str, str, str]]) -> str:
    options = "".join(f"<button role=menuitem>{kpj}</button>" for kpj, _, _ in cards)
    return (
        f"<button id=b aria-haspopup=true aria-expanded=false>KPJ {cards[0][0]} &#9662;</button><div id=l hidden style='position:absolute;background:#fff'>{options}</div>{part(cards)}"
        f"<script>{data(cards)}{SHOW}b.onclick=()=>l.hidden=!l.hidden;for(const o of l.children)o.onclick=()=>{{b.firstChild.data='KPJ '+o.textContent+' ▾';show(o.textContent);l.hidden=true}}</script>"
    )


def employers_tabs(cards: list[tuple[str, str, str]]) -> str:
    tabs = "".join(
        f"<button role=tab aria-selected={str(not at).lower()}>{one[1]}</button>" for at, one in enumerate(cards)
    )
    return (
        f"<div role=tablist>{tabs}</div><div id=o>Nomor KPJ: {cards[0][0]}<br>Saldo JHT: {cards[0][2]}</div><script>{data(cards)}const T=[...document.querySelectorAll('[role=tab]')];"
        "T.forEach((t,i)=>t.onclick=()=>{T.forEach(x=>x.ariaSelected=String(x===t));o.innerHTML='Nomor KPJ: '+S[i][0]+'<br>Saldo JHT: '+S[i][2]})</script>"
    )


def employers_select(cards: list[tuple[str, str, str]]) -> str:
    options = "".join(f"<option value={at}>{one[1]}</option>" for at, one in enumerate(cards))
    return (
        f"<select id=k>{options}</select><div id=o>Nomor KPJ: {cards[0][0]}<br>Saldo JHT: {cards[0][2]}</div><script>{data(cards)}"
        "k.onchange=()=>{const x=S[k.value];o.innerHTML='Nomor KPJ: '+x[0]+'<br>Saldo JHT: '+x[2]}</script>"
    )


CHANGE = "function change(i){n.textContent=S[i][0];s.textContent=S[i][2]}"


def numbered(cards: list[tuple[str, str, str]]) -> str:
    return f"<div>Nomor KPJ: <b id=n>{cards[0][0]}</b></div><p>Saldo JHT</p><p id=s>{cards[0][2]}</p>"


def employers_popup(cards: list[tuple[str, str, str]]) -> str:
    options = "".join(f"<button role=menuitem>{one[1]}</button>" for one in cards)
    return (
        f"<button id=b aria-haspopup=true aria-expanded=false>{cards[0][1]} &#9662;</button><div id=l hidden style='position:absolute;background:#fff'>{options}</div>{numbered(cards)}"
        f"<script>{data(cards)}{CHANGE}b.onclick=()=>l.hidden=!l.hidden;[...l.children].forEach((o,i)=>o.onclick=()=>{{b.textContent=S[i][1];change(i);l.hidden=true}})</script>"
    )


def far_label(cards: list[tuple[str, str, str]]) -> str:
    return (
        f"<div id=b style='cursor:pointer'><div>Kartu aktif</div><div>{cards[0][0]}</div></div>{part(cards)}<div id=l></div><script>{data(cards)}{SHOW}"
        "b.onclick=()=>{l.innerHTML=S.map(o=>`<div style='cursor:pointer'>${o[0]}</div>`).join('');for(const o of l.children)o.onclick=()=>{b.children[1].textContent=o.textContent;show(o.textContent);l.innerHTML=''}}</script>"
    )


def employers_combobox(cards: list[tuple[str, str, str]]) -> str:
    options = "".join(f"<li role=option>{one[1]}</li>" for one in cards)
    return (
        f"<div id=b role=combobox tabindex=0 aria-haspopup=listbox aria-expanded=false>{cards[0][1]}</div><ul id=l role=listbox hidden>{options}</ul>{numbered(cards)}"
        f"<script>{data(cards)}{CHANGE}b.onclick=()=>l.hidden=!l.hidden;[...l.children].forEach((o,i)=>o.onclick=()=>{{b.textContent=S[i][1];change(i);l.hidden=true}})</script>"
    )


def employers_input(cards: list[tuple[str, str, str]]) -> str:
    options = "".join(f"<li role=option>{one[1]}</li>" for one in cards)
    return (
        f"<label for=b>Perusahaan</label><input id=b role=combobox readonly aria-haspopup=listbox aria-expanded=false aria-controls=l value='{cards[0][1]}'><ul id=l role=listbox hidden>{options}</ul>{numbered(cards)}"
        f"<script>{data(cards)}{CHANGE}b.onclick=()=>l.hidden=!l.hidden;[...l.children].forEach((o,i)=>o.onclick=()=>{{b.value=S[i][1];change(i);l.hidden=true}})</script>"
    )


def masked_combobox(cards: list[tuple[str, str, str]]) -> str:
    options = "".join(f"<li role=option>KPJ *******{one[0][-4:]}</li>" for one in cards)
    return (
        f"<div id=b role=combobox tabindex=0 aria-haspopup=listbox aria-expanded=false>KPJ *******{cards[0][0][-4:]}</div><ul id=l role=listbox hidden>{options}</ul>{part(cards)}"
        f"<script>{data(cards)}{SHOW}b.onclick=()=>l.hidden=!l.hidden;[...l.children].forEach((o,i)=>o.onclick=()=>{{b.textContent=o.textContent;show(S[i][0]);l.hidden=true}})</script>"
    )


def hidden_entries(cards: list[tuple[str, str, str]]) -> str:
    """A list beside what shows the card, which nothing says to belong to it, and which does not open."""
    entries = "".join(f"<li>{kpj}</li>" for kpj, _, _ in cards)
    return f"<div style='cursor:pointer'>KPJ {cards[0][0]}</div><ul hidden>{entries}</ul>{part(cards)}"


def dots(cards: list[tuple[str, str, str]]) -> str:
    signs = "".join(f"<i class='{'' if at else 'on'}'></i>" for at in range(len(cards)))
    return (
        "<style>i{display:inline-block;width:10px;height:10px;border-radius:5px;background:#bbb;margin:3px;cursor:pointer}i.on{background:#000}</style>"
        f"<div><div id=o>Nomor KPJ: {cards[0][0]}<br>Saldo JHT: {cards[0][2]}</div><div id=d>{signs}</div></div><script>{data(cards)}"
        "[...d.children].forEach((t,i)=>t.onclick=()=>{o.innerHTML='Nomor KPJ: '+S[i][0]+'<br>Saldo JHT: '+S[i][2]})</script>"
    )


def clipped(cards: list[tuple[str, str, str]]) -> str:
    slides = "".join(
        f"<div style='flex:0 0 300px'>Saldo JHT <b>{amount}</b><br>KPJ {kpj}</div>" for kpj, _, amount in cards
    )
    return f"<div style='width:300px;overflow:hidden'><div style='display:flex'>{slides}</div></div>"


def stuck(cards: list[tuple[str, str, str]]) -> str:
    """A select that changes nothing that is shown."""
    options = "".join(f"<option>{kpj}</option>" for kpj, _, _ in cards)
    return f"<label>Nomor KPJ <select>{options}</select></label>{part(cards)}"


def dead_list(cards: list[tuple[str, str, str]]) -> str:
    """A list that never opens."""
    return f"<div role=combobox tabindex=0 aria-haspopup=listbox aria-expanded=false>{cards[0][0]}</div>{part(cards)}"


def linked(cards: list[tuple[str, str, str]]) -> str:
    """One card shown, and the number of another that leads to a page of its own."""
    others = "".join(f"<li><a href='/kartu/{kpj}'>{kpj}</a></li>" for kpj, _, _ in cards[1:])
    return f"{card(*cards[0])}<ul>{others}</ul>"


def datalist(cards: list[tuple[str, str, str]]) -> str:
    options = "".join(f"<option value={kpj}>" for kpj, _, _ in cards)
    return (
        f"<label>Nomor KPJ <input list=l value={cards[0][0]}></label><datalist id=l>{options}</datalist>{part(cards)}"
    )


READ = (
    select,
    combobox_input,
    readonly_pointer,
    row_and_sheet,
    row_and_labels,
    custom_element,
    glued_labels,
    popup_button,
    far_label,
    employers_popup,
    employers_tabs,
    employers_select,
)
REFUSED = (
    employers_combobox,
    employers_input,
    masked_combobox,
    hidden_entries,
    dots,
    clipped,
    stuck,
    dead_list,
    linked,
    datalist,
)
CHOSEN = [
    (make.__name__, menu)
    for at, make in enumerate((*READ, *REFUSED))
    for menu in ("nav", tuple(MENUS)[at % len(MENUS)])
]


@pytest.mark.parametrize(("chooser", "menu"), list(dict.fromkeys(CHOSEN)))
def test_all_cards_of_a_chooser_are_read_or_none(browser: Browser, chooser: str, menu: str) -> None:
    seed = CHOSEN.index((chooser, menu))
    cards = ones(2 + seed % 2, seed)
    make = next(one for one in (*READ, *REFUSED) if one.__name__ == chooser)
    ended = harness.check_bodies(browser, saldo=f"{MENUS[menu]}<h2>Saldo JHT</h2>{make(cards)}")
    if ended.code == "ok":
        assert (ended.total, set(ended.cards)) == (total(cards), {kpj for kpj, _, _ in cards}), ended
    else:
        # The page of another card may hold no balance at all.
        assert ended.code == ("balance-not-shown" if make is linked else "balance-uncertain"), ended
        assert ended.rule
    assert ended.code == "ok" or make in REFUSED


@pytest.mark.parametrize(("count", "make"), [*product((2, 3), (select, combobox_input, row_and_labels))])
def test_a_count_is_answered_by_as_many_cards(browser: Browser, count: int, make: object) -> None:
    """Two cards can be chosen: a page that counts two is answered, one that counts three is not."""
    cards = ones(2, count)
    body = make(cards)  # type: ignore[operator]
    ended = harness.check_bodies(
        browser, saldo=f"{MENUS['nav']}<h2>Saldo JHT</h2><p>Anda memiliki {count} kartu</p>{body}"
    )
    assert ended.code == ("ok" if count == 2 else "balance-uncertain"), ended
    assert count == 3 or ended.total == total(cards)


@pytest.mark.parametrize("told", [True, False])
def test_equal_amounts_are_two_cards_only_where_something_else_changes(browser: Browser, told: bool) -> None:
    same = rupiah(AMOUNTS[0])
    cards = [(kpj, employer if told else "PT SATU JAYA", same) for kpj, employer, _ in ones(2, 1)]
    ended = harness.check_bodies(browser, saldo=f"<h2>Saldo JHT</h2>{select(cards)}")
    assert ended.code == ("ok" if told else "balance-uncertain"), ended
    assert (ended.total == 2 * AMOUNTS[0]) is told


# -- what looks alike and is ordinary -------------------------------------------------------------------------------------

ONE = card(*ones(1, 0)[0])
IURAN = "<table><tr><th>Bulan</th><th>Iuran JHT</th></tr><tr><td>Oktober 2026</td><td>Rp 200.000,00</td></tr><tr><td>September 2026</td><td>Rp 200.000,00</td></tr></table>"
TWINS = {
    "menu": MENUS["nav"] + ONE,
    "menu-current": MENUS["current"] + ONE,
    "news-detail": ONE + MENUS["news"],
    "news-rest": f"{ONE}<section><h3>Berita</h3><p>JMO versi baru tersedia.</p><a href='#b'>Selengkapnya (2)</a></section>",
    "news-rest-flat": f"{ONE}<h2>Berita</h2><p>JMO versi baru tersedia.</p><a href='#b'>Lihat semua (5)</a>",
    "notices-all": f"<aside><div>Notifikasi</div><p>Selamat datang.</p><p>dan 3 lainnya</p><a href='#n'>Lihat semua</a></aside>{ONE}",
    "contributions": f"{ONE}<section><h3>Riwayat Iuran</h3>{IURAN}<div><button>1</button><button>2</button><button>Berikutnya</button></div></section>",
    "contributions-select": f"{ONE}<section><h3>Riwayat Iuran</h3>{IURAN}<label>Halaman <select><option>1</option><option>2</option></select></label></section>",
    "contributions-year": f"{ONE}<section><h3>Riwayat Iuran</h3><label>Tahun <select><option>2026</option><option>2025</option></select></label>{IURAN}</section>",
    "months": f"{ONE}<section><h3>Simulasi</h3><label>Bulan <select><option>1</option><option>2</option><option>3</option></select></label></section>",
    "per-page": f"{ONE}<label>Tampilkan <select><option>10</option><option>25</option><option>50</option></select> baris</label>",
    "banner": f"<div style='width:300px;overflow:hidden'><div style='display:flex'><div style='flex:0 0 300px'>Promo JMO</div><div style='flex:0 0 300px'>Info layanan</div></div></div>{ONE}",
    "footer-tabs": f"{ONE}<footer><div role=tablist><button role=tab aria-selected=true>Bantuan</button><button role=tab aria-selected=false>Kontak</button></div></footer>",
    "one-option": f"<label>Nomor KPJ <select><option>{KPJS[2]}</option></select></label>{part([(KPJS[2], EMPLOYERS[2], rupiah(AMOUNTS[2]))])}",
    "one-in-list": row_and_labels(ones(1, 0)),
    "one-in-sheet": row_and_sheet(ones(1, 0)),
    "one-in-combobox": combobox_input(ones(1, 0)),
    "copy": f"<span style='cursor:pointer'>{ones(1, 0)[0][0]}</span><p>{ones(1, 0)[0][1]}</p><p>Saldo JHT: {ones(1, 0)[0][2]}</p>",
    "counted-one": f"<p>Anda memiliki 1 kartu</p>{ONE}",
    "question": f"{ONE}<p>Apakah Anda memiliki kartu lain? Hubungi kantor cabang.</p>",
    "readonly": f"<label>Nomor KPJ <input readonly value={ones(1, 0)[0][0]}></label><p>Saldo JHT: {ones(1, 0)[0][2]}</p>",
    "told-twice": f"<div><p>Saldo JHT</p><h2>{ones(1, 0)[0][2]}</h2></div><table><tr><th>Perusahaan</th><th>Saldo JHT</th></tr><tr><td>{ones(1, 0)[0][1]}</td><td>{ones(1, 0)[0][2]}</td></tr></table>",
    "masked-and-whole": f"<p>Nomor KPJ: *******{ones(1, 0)[0][0][-4:]}</p>{ONE}",
    "masked-identity": f"{ONE}<p>NIK: ************1234</p><p>No. HP: 0812****5678</p>",
    "banner-arrows": f"{ONE}<section><h3>Promo</h3><p>JMO versi baru.</p><button aria-label='Next slide'>›</button></section>",
    "banner-arrow-alone": f"<div><p>JMO versi baru tersedia.</p><button aria-label='Slide berikutnya'>›</button></div>{ONE}",
    "notices-see-all": f"{ONE}<div><p>Selamat datang di portal.</p><a href='#n'>Lihat semua</a></div>",
    "folded-employers": f"{ONE}<button aria-expanded=false>Riwayat Pekerjaan</button><div hidden><p>PT LAMA SEKALI</p><p>CV DAHULU</p></div>",
    "own-number-folded": f"<p>Saldo JHT: {ones(1, 0)[0][2]}</p><button aria-expanded=false>Profil</button><div hidden><p>KPJ</p><p>{ones(1, 0)[0][0]}</p></div>",
    "folded-help": f"{ONE}<button aria-expanded=false>Bantuan</button><div hidden>Hubungi 175.</div>",
    "language-list": f"<button aria-haspopup=true aria-expanded=false>Bahasa Indonesia</button><ul hidden><li>English</li></ul>{ONE}",
    "steps": f"<div><span>1</span><span>2</span><span>3</span></div>{ONE}",
}


@pytest.mark.parametrize("name", TWINS)
def test_one_card_that_is_all_is_read(browser: Browser, name: str) -> None:
    ended = harness.check_bodies(browser, saldo=f"<h1>Saldo JHT</h1>{TWINS[name]}")
    wanted = AMOUNTS[2] if name == "one-option" else total(ones(1, 0))
    assert (ended.code, ended.total, len(ended.cards)) == ("ok", wanted, 1), ended


# -- two cards of the same balance, both in sight --------------------------------------------------------------------------

ALIKE = {
    "masked": "<section><p>KPJ *******8901</p><p>Saldo JHT: {0}</p></section><section><p>KPJ *******9012</p><p>Saldo JHT: {0}</p></section>",
    "masked-flat": "<p>KPJ *******8901</p><p>Saldo JHT: {0}</p><p>KPJ *******9012</p><p>Saldo JHT: {0}</p>",
    "masked-labelled": "<div><p>Nomor KPJ</p><p>•••• 8901</p><p>Saldo JHT: {0}</p></div><div><p>Nomor KPJ</p><p>•••• 9012</p><p>Saldo JHT: {0}</p></div>",
    "employers": "<table><tr><th>Perusahaan</th><th>Saldo JHT</th></tr><tr><td>PT Alfa</td><td>{0}</td></tr><tr><td>PT Beta</td><td>{0}</td></tr></table>",
    "employers-boxes": "<div><h3>PT Alfa</h3><p>Saldo JHT: {0}</p></div><div><h3>PT Beta</h3><p>Saldo JHT: {0}</p></div>",
    "numbered": "<div><h3>Kartu 1</h3><p>Saldo JHT: {0}</p></div><div><h3>Kartu 2</h3><p>Saldo JHT: {0}</p></div>",
    "one-numbered": "<div><p>KPJ 19012345678</p><p>Saldo JHT: {0}</p></div><div><p>KPJ *******9012</p><p>Saldo JHT: {0}</p></div>",
}


# -- a press that changes which card is shown, and what is no more than an echo of it ---------------------------------------


def tapped(cards: list[tuple[str, str, str]]) -> str:
    """A card that shows another each time it is pressed."""
    return (
        f"<div style='cursor:pointer;border:1px solid;padding:12px;width:300px' onclick='i=1-i;n.textContent=S[i][0];s.textContent=S[i][2]'>"
        f"<p>Nomor KPJ: <span id=n>{cards[0][0]}</span></p><p>Saldo JHT: <span id=s>{cards[0][2]}</span></p></div><script>let i=0;{data(cards)}</script>"
    )


def tapped_button(cards: list[tuple[str, str, str]]) -> str:
    return f"<button type=button onclick='i=1-i;this.textContent=\"KPJ \"+S[i][0];s.textContent=S[i][2]'>KPJ {cards[0][0]}</button><p>Saldo JHT: <span id=s>{cards[0][2]}</span></p><script>let i=0;{data(cards)}</script>"


def echoed(cards: list[tuple[str, str, str]]) -> str:
    """A select that changes the number that is shown, and not the amount."""
    options = "".join(f"<option>{kpj}</option>" for kpj, _, _ in cards)
    return f"<label>KPJ <select onchange='n.textContent=this.value'>{options}</select></label>{numbered(cards)}"


def echoed_tabs(cards: list[tuple[str, str, str]]) -> str:
    tabs = "".join(
        f"<button role=tab aria-selected={str(not at).lower()} onclick='for(const t of document.querySelectorAll(`[role=tab]`))t.ariaSelected=String(t===this);n.textContent=this.textContent'>{kpj}</button>"
        for at, (kpj, _, _) in enumerate(cards)
    )
    return f"<div role=tablist>{tabs}</div>{numbered(cards)}"


@pytest.mark.parametrize(("make", "seed"), list(product((tapped, tapped_button, echoed, echoed_tabs), range(2))))
def test_a_number_that_changes_alone_is_no_card(browser: Browser, make: object, seed: int) -> None:
    cards = ones(2, seed)
    ended = harness.check_bodies(browser, saldo=f"<h2>Saldo JHT</h2>{make(cards)}")  # type: ignore[operator]
    assert ended.code == "balance-uncertain" or ended.total == total(cards), ended


# -- a card without its amount, beside one that has it ------------------------------------------------------------------------

SHELLS = (
    "<div>{0}</div><div class=card>{1}</div>",
    "<section><h3>Kartu</h3>{0}</section><section>{1}</section>",
    "<ul><li>{0}</li><li>{1}</li></ul>",
    "<article>{1}</article><article>{0}</article>",
)
WANTING = {
    "dots": "<div>PT DUA</div><div>Saldo JHT</div><div>Rp •••••••</div>",
    "stars": "<p>Saldo JHT</p><p>Rp ********</p>",
    "dash": "<p>PT DUA</p><p>Saldo JHT: -</p>",
    "locked": "<p>PT DUA</p><p>Saldo JHT</p><p>\U0001f512 Verifikasi wajah diperlukan</p>",
    "failed": "<p>Total Saldo JHT</p><p>Gagal memuat data</p>",
    "loading": "<p>Saldo JHT</p><p>Memuat...</p>",
    "empty": "<p>CV DUA JAYA</p><p>Saldo JHT</p><p></p>",
    "number": "<p>KPJ 33344455566</p><p>Saldo JHT</p>",
    "masked": "<p>*******9876</p><p>Saldo JHT</p>",
}


# -- a card in what is folded, and what a page says in other words of how many there are --------------------------------------

FOLDS = (
    "<details><summary>Kepesertaan sebelumnya</summary>{0}</details>",
    "<details><summary>Lainnya</summary><div>{0}</div></details>",
    "<div class=slide style='display:none'>{0}</div>",
    "<div class=slide style='opacity:0;position:absolute'>{0}</div>",
    "<section hidden>{0}</section>",
    "<div style='visibility:hidden'>{0}</div>",
)
SAID = (
    "Menampilkan 1 dari 2 kepesertaan",
    "Total kepesertaan 2",
    "Jumlah perusahaan: tiga",
    "Anda terdaftar di dua perusahaan",
    "Registered with 2 employers",
    "+1 kartu",
    "Kartu ke-1 dari total tiga",
    "Hal. 1/2",
    "1–1 of 2",
    "Data 1 s/d 1 dari 2",
    "Hai Siti, 2 kartu kamu",
    "Kartu lainnya ada di tab Riwayat",
    "Saldo KPJ yang lain dapat dilihat pada aplikasi.",
    "Sentuh untuk melihat kartu berikutnya",
    "Tap to see the next card",
    "Usap ke kiri →",
    "Menampilkan kartu aktif saja",
    "Showing active cards only",
    "Tampilkan kartu nonaktif",
    "Baris per halaman: 1",
    "Rows per page: 1",
    "Memuat kartu…",
    "1 kartu gagal dimuat. Coba lagi",
    "Kartu terdaftar: ****5678, ****4321",
    "*******4321 PT Dua Jaya",
    "1 | 2",
    "● ○",
    "Kartu I / II",
    "PT Dua Jaya: Rp ••••••",
    "Total aset JHT Anda Rp 11.650.100",
    "<h3>2</h3><p>Kepesertaan</p>",
)
SPARED = (
    "Anda terdaftar di satu perusahaan",
    "Total kepesertaan 1",
    "Menampilkan 1 dari 1 kepesertaan",
    "1–1 of 1",
    "Data 1 s/d 1 dari 1",
    "Baris per halaman: 10",
    "Kartu terdaftar: *******5678",
    "Jika kartu lama ada di tempat lain, hubungi kantor cabang.",
    "Kartu fisik dapat dicetak di kantor cabang.",
    "Geser untuk mengubah ukuran huruf",
    "<details><summary>Rincian</summary><p>Nomor KPJ 19012345678</p><p>Iuran JHT: Rp 200.000</p></details>",
    "<div hidden><p>Telepon 02112345678</p></div>",
    "<ul><li>Saldo JHT</li><li>Klaim JHT</li></ul>",
    "<h3>1</h3><p>Kepesertaan</p>",
    "Total iuran JHT Rp 11.650.100",
    "<footer><p>Saldo JHT</p><p>Hubungi 175</p></footer>",
)
SHOWN = card("19012345678", "PT SATU JAYA", "Rp 3.450.100,00")


def _measured() -> Iterator[tuple[str, str, str | None]]:
    for name, body in ALIKE.items():
        yield f"alike/{name}", body.format("Rp 10.000.000"), None
    for shell, wanting in product(range(len(SHELLS)), WANTING):
        yield f"wanting/{wanting}-{shell}", SHELLS[shell].format(card(*ones(1, shell)[0]), WANTING[wanting]), None
    for at, fold in enumerate(FOLDS):
        folded = fold.format(card("21087654321", "PT DUA MAKMUR", "Rp 8.200.000,00"))
        yield f"folded/{at}-before", f"<main>{folded}{SHOWN}</main>", None
        yield f"folded/{at}-after", f"<main>{SHOWN}{folded}</main>", None
    for at, said in enumerate(SAID):
        tag = "div" if "<" in said else ("div", "p", "span")[at % 3]
        yield f"said/{at}-before", f"<{tag}>{said}</{tag}>{SHOWN}", None
        yield f"said/{at}-after", f"{SHOWN}<{tag}>{said}</{tag}>", None
    for at, said in enumerate(SPARED):
        yield f"spared/{at}", f"{SHOWN}<div>{said}</div>", "3450100"


MEASURED = {name: (f"<h1>Saldo JHT</h1>{body}", Truth(right)) for name, body, right in _measured()}
"""Each body with what is read off it: no number where a card may be wanting."""
