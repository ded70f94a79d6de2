# Pages are written as long lines.
# ruff: noqa: E501
"""Cards shown part by part, behind pagers, "Muat lebih banyak", dots and arrows: all of them are read, or the check is
refused. Each page is put together of what turns it, how that is called, and how the cards are laid out.
"""

import json
from itertools import product

import pytest
from playwright.sync_api import Browser

from tests.driving import nightly
from tests.kinds import harness
from tests.kinds.test_doubts import ones, total

pytestmark = pytest.mark.browser

CARDS = ones(3, 1)

# How one card is drawn, and what holds them.
_ROW = (
    "<table><thead><tr><th>KPJ<th>Perusahaan<th>Saldo JHT</thead><tbody id=o></tbody></table>",
    "<tr><td>{0}<td>{1}<td>{2}</tr>",
)
_BOX = ("<div id=o></div>", "<section><h3>{1}</h3><p>Nomor KPJ: {0}</p><p>Saldo JHT</p><p>{2}</p></section>")
_LINE = ("<div id=o></div>", "<div><small>Nomor KPJ</small> <b>{0}</b><div>Saldo JHT</div><div>{2}</div></div>")
LAYOUTS = {"table": _ROW, "boxes": _BOX, "lines": _LINE}

# What turns them: markup and script. `s()` draws the part `i`; of what begins at `a` and ends before `b`.
_DRAW = "<script>const C={cards},F={form};let i=0,a,b;const s=()=>{{{part};o.innerHTML=C.slice(a,b).map(c=>F.replace(/\\{{(.)\\}}/g,(_,n)=>c[n])).join('');{after}}};{script};s()</script>"
_ONE_EACH = "a=i;b=i+1"
_TWO_EACH = "a=2*i;b=a+2"
_SO_FAR = "a=0;b=i+1"

NEXT = ("Berikutnya", "Selanjutnya", "Next", "›", "Halaman berikutnya", "Next page")
LOAD = ("Muat lebih banyak", "Tampilkan lainnya", "Load more", "Lihat kartu lainnya", "Tampilkan lebih banyak")
SLIDES = (
    ("Slide sebelumnya", "Slide berikutnya"),
    ("Previous slide", "Next slide"),
    ("Kartu sebelumnya", "Kartu berikutnya"),
)
COUNTS = ("Halaman ${i+1} dari 3", "${i+1} / 3", "Menampilkan ${i+1} - ${i+1} dari 3 data", "")


def page(layout: str, controls: str, part: str, script: str, after: str = "") -> str:
    holder, form = LAYOUTS[layout]
    drawn = _DRAW.format(cards=json.dumps(CARDS), form=json.dumps(form), part=part, after=after, script=script)
    return f"<h2>Saldo JHT per Kartu</h2>{holder}{controls}{drawn}"


def pager(layout: str, word: str, count: str) -> str:
    """ "Sebelumnya" and "Berikutnya", the last of which is off on the last page."""
    controls = f"<nav><button id=p>{'‹' if word == '›' else 'Sebelumnya'}</button> <span id=n></span> <button id=x>{word}</button></nav>"
    after = f"n.textContent=`{count}`;p.disabled=i==0;x.disabled=i==2"
    return page(layout, controls, _ONE_EACH, "p.onclick=()=>{i--;s()};x.onclick=()=>{i++;s()}", after)


def pager_by_class(layout: str) -> str:
    """A list of links as Bootstrap's, two cards a page, that marks by a class what is off."""
    controls = "<ul><li id=p><a href='#p'>‹</a></li><li id=x><a href='#x'>›</a></li></ul><p id=n></p>"
    script = "p.onclick=()=>{if(i>0)i--;s()};x.onclick=()=>{if(i<1)i++;s()}"
    after = "n.textContent=`${2*i+1}-${Math.min(3,2*i+2)} dari 3`;p.className=i==0?'disabled':'';x.className=i==1?'disabled':''"
    return page(layout, controls, _TWO_EACH, script, after)


def numbers(layout: str, called: str) -> str:
    controls = "".join(f"<button aria-label='{called} {n + 1}' onclick='i={n};s()'>{n + 1}</button>" for n in range(3))
    return page(layout, f"<nav>{controls}</nav>", _ONE_EACH, "")


def load(layout: str, word: str) -> str:
    return page(
        layout,
        f"<button id=x>{word}</button>",
        _SO_FAR,
        "x.onclick=()=>setTimeout(()=>{i++;s()},200)",
        "if(i==2)x.remove()",
    )


def carousel(names: tuple[str, str], *, loops: bool) -> str:
    """Slides in a row of which one is in sight: it turns for ever, or has an end."""
    slides = "".join(
        f"<div style='flex:0 0 400px'><small>Nomor KPJ</small> <b>{k}</b><div>Saldo JHT</div><div>{v}</div></div>"
        for k, _, v in CARDS
    )
    turns = (
        "const g=n=>{i=(i+n+3)%3;t.style.transform=`translateX(${-400*i}px)`;"
        + ("" if loops else "p.disabled=i==0;x.disabled=i==2")
        + "}"
    )
    return (
        f"<h2>Saldo JHT</h2><div style='width:400px;overflow:hidden'><div id=t style='display:flex;transition:transform .2s'>{slides}</div></div>"
        f"<button aria-label='{names[0]}' id=p {'' if loops else 'disabled'}>‹</button><button aria-label='{names[1]}' id=x>›</button>"
        f"<script>let i=0;{turns};p.onclick=()=>g(-1);x.onclick=()=>g(1)</script>"
    )


def dots(name: str) -> str:
    row = "".join(
        f"<i {'class=on' if n == 0 else ''} {f'role=button aria-label={chr(39)}{name} {n + 1}{chr(39)}' if name else ''}></i>"
        for n in range(3)
    )
    style = "<style>i{display:inline-block;width:10px;height:10px;border-radius:5px;background:#bbb;margin:3px;cursor:pointer}i.on{background:#000}</style>"
    script = (
        "[...d.children].forEach((e,n)=>e.onclick=()=>{i=n;[...d.children].forEach(f=>f.className=f==e?'on':'');s()})"
    )
    return style + page("lines", f"<div id=d>{row}</div>", _ONE_EACH, script)


READ: dict[str, str] = {
    **{f"pager-{word}-{at}": pager(layout, word, count) for at, (word, count, layout) in enumerate(product(NEXT, COUNTS, ("table", "boxes")))},
    **{f"class-{layout}": pager_by_class(layout) for layout in LAYOUTS},
    **{f"numbers-{called}-{layout}": numbers(layout, called) for called, layout in product(("", "Page", "Halaman"), LAYOUTS)},
    **{f"load-{word}-{layout}": load(layout, word) for word, layout in product(LOAD, LAYOUTS)},
    "load-and-fewer": page("boxes", "<button id=x>Tampilkan lainnya</button>", _SO_FAR, "x.onclick=()=>{i=i==2?0:i+1;s()}", "x.textContent=i==2?'Tampilkan lebih sedikit':'Tampilkan lainnya'"),
    **{f"slides-{names[1]}-{loops}": carousel(names, loops=loops) for names, loops in product(SLIDES, (True, False))},
    **{f"dots-{name}": dots(name) for name in ("", "Go to slide", "Slide")},
}  # fmt: skip
OFTEN = (
    "pager-Berikutnya-0",
    "class-table",
    "numbers--boxes",
    "load-Load more-boxes",
    "slides-Next slide-True",
    "dots-",
)

_WORKS = "p.onclick=()=>{i--;s()};x.onclick=()=>{i++;s()}"
_BOTH = "<nav><button id=p>Sebelumnya</button> <button id=x>Berikutnya</button></nav>"
REFUSED: dict[str, str] = {
    # A step of something else that is called the same, beside one card.
    "wizard": page("boxes", "<button id=x>Berikutnya</button>", _ONE_EACH, "x.onclick=()=>klaim('x')"),
    # What brings nothing, or the same again: its end is not known.
    "load-nothing": page("boxes", "<button id=x>Muat lebih banyak</button>", _SO_FAR, ""),
    "load-fails": page("boxes", "<button id=x>Load more</button><p id=m></p>", _SO_FAR, "x.onclick=()=>{m.textContent='Gagal memuat data'}"),
    "load-replaces": page("boxes", "<button id=x>Muat lebih banyak</button>", _ONE_EACH, "x.onclick=()=>{i++;s()}", "if(i==2)x.remove()"),
    "next-stuck": page("table", _BOTH, _ONE_EACH, "x.onclick=()=>{if(i<1)i++;s()}", "p.disabled=i==0"),
    # The first part in sight is not the first.
    "from-the-middle": page("table", _BOTH, _ONE_EACH, "i=1;" + _WORKS, "x.disabled=i==2"),
    # The page counts more than there are, or a total that the parts do not make up.
    "counted": page("table", "<p>Menampilkan 1-1 dari 5 data</p>" + _BOTH, _ONE_EACH, _WORKS, "p.disabled=i==0;x.disabled=i==2"),
    "total": page("table", "<p>Total Saldo JHT seluruh kartu: Rp 99.000.000,00</p>" + _BOTH, _ONE_EACH, _WORKS, "p.disabled=i==0;x.disabled=i==2"),
    # Pressing it does something.
    "number-claims": page("table", "<nav><button onclick=s()>1</button><button onclick=\"klaim('2')\">2</button></nav>", _ONE_EACH, ""),
    "load-claims": page("boxes", "<form action=/klaim method=post><input name=k value=1 type=hidden><button>Tampilkan lainnya</button></form>", _ONE_EACH, ""),
    # A card that is told with another amount on another page.
    "changes": page("table", _BOTH, "a=0;b=i+1;C[0][2]='Rp '+(i+1)+'.450.100,00'", _WORKS, "p.disabled=i==0;x.disabled=i==2"),
    "dots-dead": dots("").replace("i=n;", ""),
    # What seems the next part is the last one, or the next three.
    "last": page("table", "<nav><button onclick='i=0;s()'>1</button><button onclick='i=1;s()'>2</button><button onclick='i=2;s()'>3</button><button id=x>»</button></nav>", _ONE_EACH, "x.onclick=()=>{i=2;s()}", "x.disabled=i==2"),
    # The numbers are some of all that there are.
    "numbers-go-on": page("table", "<nav><button onclick='i=0;s()'>1</button><button onclick='i=1;s()'>2</button><button onclick='i=2;s()'>…</button></nav>", _ONE_EACH, ""),
    # What brought more is called otherwise by now, or has given way to what tries again.
    **{f"load-{word}": page("boxes", "<button id=x>Muat lebih banyak</button>", _SO_FAR, "x.onclick=()=>{i++;s()}", f"if(i==1)x.textContent='{word}';if(i==2)x.remove()") for word in ("Coba lagi", "Lebih banyak lagi", "Lanjutkan")},
}  # fmt: skip


@pytest.mark.parametrize("name", [one if one in OFTEN else nightly(one) for one in READ])
def test_all_parts_are_read(name: str, browser: Browser) -> None:
    ended = harness.check_bodies(browser, saldo=READ[name])
    assert (ended.code, ended.total, len(ended.cards)) == ("ok", total(CARDS), 3), ended
    assert not ended.claimed


@pytest.mark.parametrize("name", [one if at % 3 == 0 else nightly(one) for at, one in enumerate(REFUSED)])
def test_what_only_looks_so_is_refused(name: str, browser: Browser) -> None:
    ended = harness.check_bodies(browser, saldo=REFUSED[name])
    assert (ended.code, ended.claimed) == ("balance-uncertain", []), ended


def test_a_step_that_is_called_as_a_pager_sends_nothing(browser: Browser) -> None:
    """ "Berikutnya" beside one card may be a wizard's: pressed, it may show something, and no more."""
    sends = "C.length=1;x.onclick=()=>fetch('/langkah',{method:'POST',body:JSON.stringify({langkah:3})})"
    ended = harness.check_bodies(browser, saldo=page("boxes", _BOTH, _ONE_EACH, sends))
    assert ended.code == "balance-uncertain", ended
    assert not [one for one in ended.asked if one.path == "/langkah"]
