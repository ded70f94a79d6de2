# Pages are written as long lines.
# ruff: noqa: E501
"""What is painted, and what is not: a card, a heading or a digit is read as a person sees it, or no number is given."""

import itertools
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from checker.browser.eye import look, watch
from tests.stored import load
from tests.truth import Truth

ONE, TWO = "13.450.100", "8.200.000"
SUM = "21650100"


def card(kpj: str, amount: str) -> str:
    return f"<div>Nomor KPJ {kpj}</div><div>Saldo JHT</div><div style='font-size:26px'>Rp {amount},00</div>"


FIRST = card("19012345678", ONE)
PLAIN = f"<div style='width:340px;padding:20px;border:1px solid #ccc;margin-top:12px'>{card('21087654321', TWO)}</div>"
HEAD = "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><p>Iuran: Rp 1.250.000</p>"


def show(page: Page, body: str) -> None:
    watch(page.context)
    page.goto("about:blank")
    page.set_content(f"<!doctype html><html lang=id><title>Saldo</title><body><small>SIMULASI</small>{body}")


# What a white text may lie on that is no background of what it stands in. {} is the text.
DARK = ("#064", "oklch(0.35 0.1 160)", "linear-gradient(120deg,#053,#0a6)")
BEHIND = {
    "before": "<style>.u{{position:relative;z-index:0}}.u::before{{content:'';position:absolute;inset:0;background:%s;z-index:-1}}</style><div class=u>{}</div>",
    "after": "<style>.u{{position:relative;z-index:0}}.u::after{{content:'';position:absolute;inset:-4px;background:%s;z-index:-1}}</style><div class=u>{}</div>",
    "child-below": "<div style='position:relative;z-index:0'><div style='position:absolute;inset:0;background:%s;z-index:-1'></div>{}</div>",
    "sibling-before": "<div style='position:relative'><div style='position:absolute;inset:0;background:%s'></div><div style='position:relative'>{}</div></div>",
    "sibling-raised": "<div style='position:relative'><span style='position:absolute;inset:0;background:%s;z-index:0'></span><div style='position:relative;z-index:1'>{}</div></div>",
    "grid": "<div style='display:grid'><div style='grid-area:1/1;background:%s'></div><div style='grid-area:1/1'>{}</div></div>",
    "pulled-up": "<div><div style='height:140px;background:%s'></div><div style='margin-top:-140px;height:140px;position:relative'>{}</div></div>",
    "shadow": "<x-u>{}</x-u><script>document.querySelector('x-u').attachShadow({{mode:'open'}}).innerHTML=`<div style=\"position:relative;z-index:0\"><b style=\"position:absolute;inset:0;z-index:-1;background:%s\"></b><slot></slot></div>`</script>",
    "closed": "<x-u>{}</x-u><script>document.querySelector('x-u').attachShadow({{mode:'closed'}}).innerHTML=`<div style=\"background:%s\"><slot></slot></div>`</script>",
    "svg": "<div style='position:relative'><svg style='position:absolute;inset:0' width=340 height=110><foreignObject width=340 height=110><div style='height:110px;background:%s'></div></foreignObject></svg><div style='position:relative'>{}</div></div>",
    "shine": "<div style='position:relative;background:%s'>{}<i style='position:absolute;inset:0;background:linear-gradient(120deg,rgba(255,255,255,.35),transparent 60%%)'></i></div>",
    "mask": "<div style='background:%s;mask-image:linear-gradient(#000 95%%,transparent)'>{}</div>",
    "blend": "<div style='background:%s;mix-blend-mode:multiply'>{}</div>",
}  # fmt: skip
PICTURES = {
    "canvas": "<div style='position:relative;z-index:0'><canvas width=340 height=90 style='position:absolute;left:0;top:0;z-index:-1'></canvas>{}</div><script>{{const c=document.querySelector('canvas').getContext('2d');c.fillStyle='#064';c.fillRect(0,0,340,90)}}</script>",
    "img": "<div style='position:relative;z-index:0'><img alt='' style='position:absolute;left:0;top:0;z-index:-1' width=340 height=90 src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><rect width='400' height='200' fill='rgb(0,90,60)'/></svg>\">{}</div>",
    "url": "<div style=\"background-image:url(&quot;data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><rect width='400' height='200' fill='rgb(0,90,60)'/></svg>&quot;)\">{}</div>",
    "border-image": "<div style='border:60px solid #064;width:0;height:0;position:absolute;left:8px;width:240px;height:0;z-index:-1'></div><div>{}</div>",
}  # fmt: skip


def _behind() -> Iterator[tuple[str, str]]:
    for (name, frame), (at, ground) in itertools.product(BEHIND.items(), enumerate(DARK)):
        if at == 0 or name in ("before", "child-below", "sibling-before"):
            yield f"{name}-{at}", frame % ground
    yield from PICTURES.items()


LAID = dict(_behind())


COLOURS = (
    "#fdfdfb", "rgb(250 251 252)", "rgba(240,244,250,.9)", "hsl(210 40% 96%)", "hwb(200 94% 2%)", "lab(97 0 1)", "lch(97 2 90)", "oklab(0.97 0 0.01)",
    "oklch(0.97 0.01 250)", "color(srgb 0.9 0.95 1)", "color(display-p3 0.95 0.96 0.98)", "color-mix(in srgb,#066fd1 10%,white)", "color-mix(in oklch,#066fd1 5%,white)",
    "rgb(from #eef r g b / 90%)", "oklch(from white l c h / .8)", "Canvas", "lavender", "light-dark(#fefefe,#111)", "color(xyz-d65 0.9 0.95 1)",
)  # fmt: skip


# Parts of an amount that are not seen, or seen but not written as text. Each is of 12.345.678: that, or nothing.
AMOUNT = "12345678"
HIDDEN = (
    "Rp 12.345<span style='-webkit-text-security:{mask}'>.678</span>",
    "Rp <span style='-webkit-text-security:{mask}'>12.</span>345.678",
    "Rp 12.345<span style='background:{ink};color:{ink}'>.678</span>",
    "Rp <span style='background:{ink};color:{ink}'>12</span>.345.678",
    "Rp 12.345<span style='color:#fff'>.678</span>",
    "Rp 12.345<span style='color:transparent'>.678</span>",
    "Rp 12.345<span style='opacity:0'>.678</span>",
    "Rp 12.345<span style='visibility:hidden'>.678</span>",
    "Rp 12.345<span style='filter:blur(5px);display:inline-block'>.678</span>",
    "Rp 12.345<span style='font-size:2px'>.678</span>",
    "<div style='width:52px;height:18px;overflow:hidden;word-break:break-all'>Rp12.345.678</div>",
    "<div style='width:40px;height:18px;overflow:hidden;overflow-wrap:anywhere'>12.345.678</div>",
    "<div style='width:60px;overflow:hidden;white-space:nowrap'>Rp12.345.678</div>",
    "<div style='width:60px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis'>Rp12.345.678</div>",
    "<div style='width:52px;display:-webkit-box;-webkit-line-clamp:1;-webkit-box-orient:vertical;overflow:hidden;word-break:break-all'>Rp12.345.678</div>",
    "<div style='width:52px;height:20px;overflow:clip;word-break:break-all'><span>Rp12</span><span>.345</span><span>.678</span></div>",
    "<div style='position:relative;display:inline-block'>Rp 12.345.678<i style='position:absolute;right:0;top:0;bottom:0;width:36px;background:{ink}'></i></div>",
    "<div style='position:relative;display:inline-block'>Rp 12.345.678<i style='position:absolute;left:20px;top:0;bottom:0;width:30px;backdrop-filter:blur(6px)'></i></div>",
    "<div style='clip-path:inset(0 30px 0 0);display:inline-block'>Rp 12.345.678</div>",
    "Rp <x-b></x-b>2.345.678<script>document.querySelector('x-b').attachShadow({{mode:'closed'}}).innerHTML='1'</script>",
    "Rp 12.345.<x-b></x-b><script>document.querySelector('x-b').attachShadow({{mode:'closed'}}).innerHTML='678'</script>",
    "Rp <span id=b></span>2.345.678<script>document.querySelector('#b').attachShadow({{mode:'closed'}}).innerHTML='1'</script>",
    "Rp <img width=9 height=16 alt='1'>2.345.678",
    "Rp 12.345.6<canvas width=18 height=16></canvas>",
    "Rp 1<svg width=9 height=16><path d='M0 0h9v16z'/></svg>.345.678",
    "<style>.a::before{{content:'1'}}</style>Rp <span class=a>2.345.678</span>",
    "<style>.a::after{{content:'.678'}}</style>Rp <span class=a>12.345</span>",
    "<style>.a::after{{content:'.6' '78'}}</style>Rp <span class=a>12.345</span>",
    "<style>.a::after{{content:attr(data-x)}}</style>Rp <span class=a data-x='.678'>12.345</span>",
    "<style>.a{{counter-reset:n 678}}.a::after{{content:'.' counter(n)}}</style>Rp <span class=a>12.345</span>",
    "<style>@counter-style z{{system:numeric;symbols:'0' '1' '2';suffix:''}}</style><ol style='list-style:z inside'><li>2.345.678</li></ol>",
    "<ul style=\"list-style:'1' inside\"><li>2.345.678</li></ul>",
    "<ul style=\"list-style:'Rp 1' inside\"><li>2.345.678</li></ul>",
    "<style>.m::marker{{content:'1'}}</style><ul style='list-style-position:inside'><li class=m>2.345.678</li></ul>",
    "<style>.f::first-letter{{color:transparent}}</style><div class=f>12.345.678</div>",
    "<style>.f::first-letter{{font-size:0}}</style><div class=f>12.345.678</div>",
    "Rp 12345678<sup>1</sup>", "Rp 12.345.678<sup>2)</sup>", "Rp 12345678<sub>1</sub>", "Rp 12345678<sup>12</sup>", "Rp 12.345.678<sup>*</sup>",
    "Rp 12.345.678<span style='font-size:9px;vertical-align:8px'>3</span>", "Rp 12.345.678<sup>,00</sup>",
)  # fmt: skip


OTHERWISE = (
    "<style>li{{list-style-type:'{word}: ';margin-left:160px}}</style><ul><li>Saldo JHT: Rp 12.345.678</ul>",
    "<style>.w::before{{content:'{word} '}}</style><p class=w>Saldo JHT: Rp 12.345.678</p>",
    "<style>.w{{position:relative;padding-left:90px}}.w::before{{content:'{word}';position:absolute;left:0;top:0}}</style><p class=w>Saldo JHT: Rp 12.345.678</p>",
    "<style>.w::after{{content:' ({word})'}}</style><p class=w>Saldo JHT: Rp 12.345.678</p>",
    "<style>.w::before{{content:attr(data-x) ' '}}</style><p class=w data-x='{word}'>Saldo JHT: Rp 12.345.678</p>",
    "<p><img src=/x.png alt='{word}' width=80 height=20> Saldo JHT: Rp 12.345.678</p>",
    "<p><svg width=80 height=20 role=img aria-label='{word}'><path d='M0 0h80v20z'/></svg> Saldo JHT: Rp 12.345.678</p>",
    "<p>Saldo JHT: Rp 12.345.678 <img src=/x.png alt='{word}' width=80 height=20></p>",
    "<div><img src=/x.png alt='{word}' width=200 height=40><p>Saldo JHT: Rp 12.345.678</p></div>",
    "<p><canvas width=80 height=18></canvas> Saldo JHT: Rp 12.345.678</p>",
    "<p>Saldo JHT: <span style='background:linear-gradient(transparent 46%,{ink} 46% 54%,transparent 54%)'>Rp 12.345.678</span></p>",
    "<p>Saldo JHT: <span style='position:relative'>Rp 12.345.678<i style='position:absolute;left:0;right:0;top:50%;height:2px;background:{ink}'></i></span></p>",
    "<style>.l{{position:relative}}.l::after{{content:'';position:absolute;left:0;right:0;top:50%;height:2px;background:{ink}}}</style><p>Saldo JHT: <span class=l>Rp 12.345.678</span></p>",
    "<p>Saldo JHT: <span style='text-decoration:line-through {ink}'>Rp 12.345.678</span></p>",
    "<div style='filter:blur(6px)'>" + FIRST.replace("{", "{{") + "</div><p>Saldo JHT: Rp 12.345.678</p>",
)  # fmt: skip


CHIP = "display:inline-block;padding:4px 10px;border:1px solid #bbb"
BESIDE = (
    f"<span style='{CHIP}'>{{a}}</span><span style='{CHIP}'>{{b}}</span>",
    "<div style='display:flex;gap:12px'><span>{a}</span><span>{b}</span></div>",
    "<div style='display:grid;grid-template-columns:1fr 1fr'><span>{a}</span><span>{b}</span></div>",
    "<div><span>{a}</span><span style='margin-left:1em'>{b}</span></div>",
    "<div><b>{a}</b><small style='padding-left:.5em'>{b}</small></div>",
    "<table><tr><td>{a}<td>{b}</table>",
    "<div><span style='float:left'>{a}</span><span style='float:right'>{b}</span></div>",
    "<div><span style='border-right:8px solid #eee'>{a}</span><span>{b}</span></div>",
    "<div style='columns:2'><p>{a}</p><p>{b}</p></div>",
    "<div style='position:relative'><span>{a}</span><span style='position:absolute;left:200px'>{b}</span></div>",
    "<ul style='display:flex;list-style:none;gap:8px'><li>{a}</li><li>{b}</li></ul>",
    "<label style='display:inline-block;margin:4px'><input type=radio style='display:none'>{a}</label><label style='display:inline-block;margin:4px'><input type=radio style='display:none'>{b}</label>",
)  # fmt: skip


TIGHT = (
    "<span>Rp</span><span>{a}</span><span>.{b}</span><span>.{c}</span>", "Rp <b>{a}</b>.{b}.{c}", "<div style='display:flex'><span>Rp</span><span>{a}.{b}</span><span>.{c}</span></div>",
    "Rp {a}.{b}<small>.{c}</small>", "<sup>Rp</sup>{a}.{b}.{c}", "Rp {a}.{b}.{c}<sup style='font-size:60%'>,00</sup>",
    "{wheels}",
)  # fmt: skip


TWINS = {
    "white-on-dark": (f"<div style='background-color:#064;color:#fff;width:340px'>{FIRST}</div>{PLAIN}", SUM),
    "gradient": (f"<div style='background:linear-gradient(#064,#0a8);color:#fff;width:340px'>{FIRST}</div>{PLAIN}", SUM),
    "translucent": (f"<div style='background:#064'><div style='background:rgba(255,255,255,.1);color:#fff'>{FIRST}</div></div>{PLAIN}", SUM),
    "icon": (f"{HEAD}<p><svg width=16 height=16><circle r=8 /></svg> Saldo JHT</p><p>Rp 12.345.678</p>", AMOUNT),
    "icon-img": (f"{HEAD}<p><img width=20 height=20 src=/i.png> Saldo JHT</p><p>Rp 12.345.678</p>", AMOUNT),
    "logo-told": (f"<img width=120 height=30 alt='BPJS Ketenagakerjaan'>{HEAD}<p>Saldo JHT: Rp 12.345.678</p>", AMOUNT),
    "menu-icon": (f"<nav><a href=#><img width=90 height=20 alt='Simulasi JHT'></a></nav>{HEAD}<p>Saldo JHT: Rp 12.345.678</p>", AMOUNT),
    "foot-label": (f"{HEAD}<p>Saldo JHT<sup>1</sup></p><p>Rp 12.345.678</p>", AMOUNT),
    "bullets": (f"{HEAD}<ul><li>Saldo JHT: Rp 12.345.678</ul>", AMOUNT),
    "numbered": (f"{HEAD}<ol><li>Saldo JHT: Rp 12.345.678<li>Iuran: Rp 100.000</ol>", AMOUNT),
    "sign-bullets": (f"{HEAD}<ul style=\"list-style-type:'✓ '\"><li>Saldo JHT: Rp 12.345.678</ul>", AMOUNT),
    "ellipsis": (f"{HEAD}<p style='width:90px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis'>PT SUMBER REJEKI ABADI JAYA</p><p>Saldo JHT: Rp 12.345.678</p>", AMOUNT),
    "sr-only": (f"{HEAD}<p>Saldo JHT: Rp 12.345.678<span style='position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)'>dua belas juta, KPJ 19012345678</span></p>", AMOUNT),
    "sr-amount": (f"{HEAD}<p>Saldo JHT: <span aria-hidden=true>Rp 12.345.678</span><span style='position:absolute;width:1px;height:1px;overflow:hidden'>12345678 rupiah</span></p>", AMOUNT),
    "raw-value": (f"{HEAD}<p>Saldo JHT: <span>Rp 12.345.678</span><span hidden>12345678</span></p>", AMOUNT),
    "honeypot": (f"{HEAD}<p style='color:#fff'>Simulasi saldo KPJ 19012345678 Rp 99.000.000</p><p>Saldo JHT: Rp 12.345.678</p>", AMOUNT),
    "highlight": (f"{HEAD}<p>Saldo JHT: <span style='background:linear-gradient(transparent 60%,gold 60%)'>Rp 12.345.678</span></p>", AMOUNT),
    "underline": (f"{HEAD}<p>Saldo JHT: <span style='background:linear-gradient(red,red) 0 100%/100% 2px no-repeat'>Rp 12.345.678</span></p>", AMOUNT),
    "tooltip": (f"<style>.t{{position:relative}}.t::after{{content:attr(data-t);position:absolute;opacity:0}}</style>{HEAD}<p class=t data-t='Estimasi harian'>Saldo JHT: Rp 12.345.678</p>", AMOUNT),
    "fade": (f"<div style='mask-image:linear-gradient(#000 80%,transparent)'>{HEAD}<p>Saldo JHT: Rp 12.345.678</p><p>Nama: SITI</p><p><br></div>", AMOUNT),
    "clipped-text": (f"{HEAD}<p>Saldo JHT</p><p style='background:linear-gradient(90deg,#064,#0a8);background-clip:text;color:transparent'>Rp 12.345.678</p>", AMOUNT),
    "animated-letters": (f"{HEAD}<p>" + "".join(f"<i style='display:inline-block'>{one}</i>" if one != " " else " " for one in "Saldo JHT") + "</p><p>Rp 12.345.678</p>", AMOUNT),
    "dark-mode": (f"<html style='color-scheme:dark'>{HEAD}<p>Saldo JHT: Rp 12.345.678</p>", AMOUNT),
    "clobbered": (f"<form><input name=parentElement type=hidden><input name=getAttribute type=hidden><input name=children type=hidden><input name=shadowRoot type=hidden><input name=localName type=hidden>{HEAD}<p>Saldo JHT: Rp 12.345.678</p></form>", AMOUNT),
    "odometer": (f"{HEAD}<p>Saldo JHT</p><div>" + "".join(f"<i style='display:inline-block'>{one}</i>" for one in "12.345.678") + "</div>", AMOUNT),
    "svg-class": (f"<svg class='active' width=20 height=20><g class=on><path class=x d='M0 0h9'/></g></svg>{HEAD}<p>Saldo JHT: Rp 12.345.678</p>", AMOUNT),
}  # fmt: skip


@pytest.mark.browser
def test_a_control_is_named_as_it_is_laid_out(page: Page) -> None:
    show(
        page,
        "<x-p style='display:block;cursor:pointer'><x-o style='display:none'>19012345678</x-o><x-o style='display:none'>21087654321</x-o></x-p>"
        "<x-b>19012345678 <b>PT SATU</b></x-b><ul role=listbox><li role=option>19012345678<small style='padding-left:.5em'>PT SATU</small></ul>"
        "<label style='display:inline-block'><input type=radio checked style='position:absolute;opacity:0'><b>21087654321</b></label>"
        "<div role=button style='cursor:pointer'><label>Nomor KPJ</label><input readonly value=19012345678></div>"
        "<div style='position:relative'>KPJ <b>19012345678</b><button aria-label='KPJ 19012345678' style='position:absolute;inset:0;opacity:0'></button></div>"
        "<script>for(const [n,h] of [['x-p','<span>KPJ</span><span>19012345678</span>'],['x-b','<button><slot></slot></button>']])document.querySelector(n).attachShadow({mode:'open'}).innerHTML=h</script>",
    )
    seen = look(page).sight
    named = {(one.role, one.name, one.selected) for one in seen.controls}
    assert {
        ("button", "19012345678 PT SATU", False),
        ("option", "19012345678 PT SATU", False),
        ("radio", "21087654321", True),
        ("button", "KPJ 19012345678", False),
    } <= named
    assert next(one.offers for one in seen.controls if one.role == "hand") == ("19012345678", "21087654321")
    assert next(one.value for one in seen.controls if one.value) == "19012345678"
    stretched = next(at for at, one in enumerate(seen.controls) if one.name == "KPJ 19012345678")
    assert [word.text for word in seen.words if word.control == stretched] == ["KPJ", "19012345678"]


# What hides some digits of a number whose rest is in plain view. {} is the amount.
_TAIL = "position:absolute;right:0;top:0;bottom:0;width:{w}px;pointer-events:none;"
_AFTER = (
    "<style>.v{{position:relative;display:inline-block}}.v::after{{content:'';"
    + _TAIL
    + "%s}}</style><p class=v>Rp {amount}</p>"
)
_CHILD = "<div style='position:relative;display:inline-block'><p>Rp {amount}</p>%s</div>"
HIDDEN_DIGITS = {
    "mask": "<p style='display:inline-block;-webkit-mask-image:linear-gradient(90deg,#000 60px,transparent 60px)'>Rp {amount}</p>",
    "soft-mask": "<p style='display:inline-block;-webkit-mask-image:linear-gradient(90deg,#000 50px,transparent 75px)'>Rp {amount}</p>",
    "clipped-ink": "<p style='display:inline-block;background:linear-gradient(90deg,#000 60%,#fff 60%);-webkit-background-clip:text;color:transparent'>Rp {amount}</p>",
    "after-grey": _AFTER % "background:#ddd",
    "after-fade": _AFTER % "background:linear-gradient(90deg,transparent,#fff 30%)",
    "canvas": _CHILD
    % "<canvas width=45 height=50 style='position:absolute;right:0;top:0;pointer-events:none;background:#fff'></canvas>",
    "border": _CHILD
    % "<span style='position:absolute;right:0;top:0;border-right:{w}px solid #fff;height:100%'></span>",
    "outline": "<p><span>Rp {amount}</span><span style='display:inline-block;position:relative;width:1px;height:1px;outline:{w}px solid #fff'></span></p>",
    "shadow": "<p><span>Rp {amount}</span><span style='display:inline-block;position:relative;width:2px;height:16px;box-shadow:-{w}px 0 0 {w}px #fff'></span></p>",
    "inset-shadow": "<p style='display:inline-block;box-shadow:inset -{w}px 0 0 #fff'>Rp <span style='position:relative;z-index:-1'>{amount}</span></p>",
    "highlight": "<style>::highlight(h){{color:white;background:white}}</style><p id=q>Rp {amount}</p><script>r=new Range();r.setStart(q.firstChild,9);r.setEnd(q.firstChild,12);CSS.highlights.set('h',new Highlight(r))</script>",
    "first-line": "<style>.f{{width:60px;word-break:break-all}}.f::first-line{{color:#fff}}</style><p class=f>Rp {amount}</p>",
    "over-one-another": "<p>Rp 12.345<span style='letter-spacing:-0.6em'>.678</span></p>",
    "stripes": "<p>Rp 12.345.<span style='background:repeating-linear-gradient(45deg,#000,#000 2px,#fff 2px,#fff 3px);color:#888'>678</span></p>",
    "beyond-the-edge": "<div style='position:absolute;left:-{w}px'>Rp {amount}</div>",
    "next-column": "<div style='display:flex;width:260px'><div style='width:80px;white-space:nowrap'>Rp {amount}</div><div style='background:#eee;width:120px'>Status Aktif</div></div>",
}
WHOLE_DIGITS = {
    "gradient-ink": "<p style='display:inline-block;background:linear-gradient(90deg,#06c,#0a6);-webkit-background-clip:text;color:transparent'>Rp {amount}</p>",
    "small": "<p style='font-size:11px;color:#777'>Rp {amount}</p>",
    "large": "<p style='font:800 44px serif'>Rp {amount}</p>",
    "spaced": "<p style='letter-spacing:3px;font-family:monospace'>Rp {amount}</p>",
    "tight": "<p style='letter-spacing:-1px;line-height:1;font-size:30px'>Rp {amount}</p>",
    "scaled": "<p style='transform:scale(.6);transform-origin:0 0'>Rp {amount}</p>",
    "dark": "<div style='background:linear-gradient(135deg,#053,#0a6);padding:9px;color:#fff;text-shadow:0 1px 2px #000'>Rp {amount}</div>",
    "banner": "<div style='height:300px'></div><p>Saldo JHT</p><div style='height:1500px'>Rp {amount}</div><div style='position:fixed;left:0;right:0;bottom:0;height:250px;background:#fff'>Situs ini memakai kuki.</div>",
    "below": "<div style='height:1500px'></div><p>Saldo JHT</p><p>Rp {amount}</p>",
    "cents": "<p style='font-size:30px'>Rp {amount}<sup style='font-size:12px'>,00</sup></p>",
    "card": "<div style='width:320px;height:90px;border-radius:14px;box-shadow:inset 0 0 20px #999;overflow:hidden;position:relative'><i style='position:absolute;right:-30px;top:-30px;width:90px;height:90px;border-radius:50%;background:#0a63'></i>Rp {amount}</div>",
}


# Amounts whose order, sign or neighbour cannot be told by what is written.
_PAIRS = "<div>Nomor KPJ</div><div>19012345678</div><div>Saldo JHT</div><div>Rp 3.450.100</div><div>Iuran terakhir</div><div>Rp 200.000</div>"
UNTOLD = {
    "rtl": f"<div style='direction:rtl;display:flex;width:600px'>{_PAIRS}</div>",
    "reversed": f"<div style='direction:ltr;display:flex;flex-direction:row-reverse;width:700px'>{_PAIRS}</div>",
    "touching": "<p>Saldo JHT</p><div style='display:inline-flex'><span style='order:2'>Rp 3.450</span><span style='order:1'>Rp 8.200</span><span style='order:3'>.100</span></div>",
    "box": "<dl><dt>Saldo JHT</dt><dd><i style='display:inline-block;width:8px;height:2px;background:#000;vertical-align:middle'></i> Rp 1.234.567</dd></dl>",
    "before": "<style>.n::before{content:'';display:inline-block;width:9px;border-top:2px solid;vertical-align:middle}</style><dl><dt>Saldo JHT</dt><dd class=n> Rp 1.234.567</dd></dl>",
    "line": "<p>Saldo JHT: <svg width=10 height=10><line x1=0 y1=5 x2=10 y2=5 stroke=black stroke-width=2 /></svg> Rp 1.234.567</p>",
    "arrow": "<dl><dt>Saldo JHT</dt><dd>\u25bc Rp 1.234.567</dd></dl>",
    "brackets": "<table><tr><td>Saldo JHT<td>(<td>Rp 1.234.567<td>)</table>",
    "object": "<p>Saldo JHT</p><p>Rp 2.345.678</p><object type='text/html' data='data:text/html,<p>KPJ 21087654321'></object>",
    "field": "<p>Saldo JHT</p><p>Rp 2.345.678</p><textarea rows=3 cols=40 readonly>KPJ 21087654321\nSaldo JHT: Rp 8.200.000</textarea>",
    "picture": "<p>Saldo JHT</p><p>Rp 2.345.678</p><canvas width=320 height=80 title='Kartu KPJ 21087654321'></canvas>",
}
TOLD = {
    "row": f"<div style='display:flex;gap:12px;width:900px'>{_PAIRS}</div>",
    "value-first": "<p>Rekap</p><div style='display:flex;flex-direction:row-reverse;gap:9px;width:400px'><i>i</i><span>Saldo JHT: Rp 3.450.100</span></div>",
    "icon": "<dl><dt>Saldo JHT</dt><dd><svg width=14 height=14><rect x=1 y=3 width=12 height=9 fill=green /></svg> Rp 3.450.100</dd></dl>",
    "menu": "<dl><dt>Saldo JHT</dt><dd>Rp 3.450.100 <svg width=14 height=14><line x1=0 y1=7 x2=14 y2=7 stroke=black /></svg></dd></dl>",
    "leader": "<div style='display:flex;width:420px'><span>Saldo JHT</span><i style='flex:1;border-top:1px dotted;margin:10px 4px'></i><span>Rp 3.450.100</span></div>",
}


INKS = ("#222", "oklch(0.3 0.05 250)", "color-mix(in srgb,black 80%,white)", "CanvasText", "lab(20 0 0)")
SECONDS = ("21087654321", "PT SATU MAJU")
_NUMBERED = "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p>"
Bodies = Iterator[tuple[str, str, Truth]]


def _grounds() -> Bodies:
    """White cards and headings on something dark, and inks and grounds of all colours."""
    for name, laid in LAID.items():
        white = laid.format(f"<div style='color:#fff'>{FIRST}</div>")
        body = f"<h2>Saldo JHT</h2><div style='width:340px'>{white}</div><br>{PLAIN}"
        yield f"card/{name}", body, Truth(SUM)
        head = laid.format("<h1 style='color:#fff'>Simulasi Saldo JHT</h1>")
        rest = "<p>KPJ 19012345678</p><p>Saldo JHT</p><p>Rp 93.450.100,00</p>"
        for deep in (0, 2000):
            above = f"<div style='height:{deep}px'></div><div style='width:340px;min-height:90px'>{head}</div>"
            yield f"heading/{name}-{deep}", above + rest, Truth(None)
    for (at, ground), (number, ink) in itertools.product(enumerate(COLOURS), enumerate(INKS)):
        told = "<p>KPJ 11122233344</p><p>Saldo JHT: Rp 1.500.000,00</p>"
        yield f"colour/{at}-{number}", f"<div style='background:{ground};color:{ink}'>{told}</div>", Truth("1500000")


def _parts() -> Bodies:
    """Amounts of which something is not seen, or only drawn."""
    for (at, hidden), turn in itertools.product(enumerate(HIDDEN), (0, 1)):
        mask, ink = (("disc", "#000"), ("square", "rgb(30 41 59)"))[turn]
        frame = ("<p>Saldo JHT</p><div>{}</div>", "<div>Saldo JHT: {}</div>")[(at + turn) % 2]
        body = HEAD + frame.format(hidden.format(mask=mask, ink=ink))
        yield f"part/{at}-{turn}", body, Truth(AMOUNT, may_refuse=True)
    for at, other in enumerate(OTHERWISE):
        for word, ink in (("Estimasi", "red"), ("Simulasi", "#123"), ("Proyeksi", "oklch(0.5 0.2 20)")):
            yield f"drawn/{at}-{word}", _NUMBERED + other.format(word=word, ink=ink), Truth(None)
    wheels = "".join(f"<i style='display:inline-block'>{sign}</i>" for sign in "Rp13.450.100")
    for at, tight in enumerate(TIGHT):
        amount = tight.format(a="13", b="450", c="100", wheels=wheels)
        yield f"tight/{at}", f"{HEAD}<p>Saldo JHT</p><div>{amount}</div>", Truth("13450100")


def _digits() -> Bodies:
    """Amounts some of whose digits are not drawn, whose sign is, or that are whole."""
    for (way, hides), (amount, w) in itertools.product(HIDDEN_DIGITS.items(), (("12.345.678", 42), ("98.700.411", 34))):
        yield f"digits/{way}-{w}", f"{HEAD}<p>Saldo JHT</p>{hides.format(amount=amount, w=w)}", Truth(None)
    for (way, shows), amount in itertools.product(WHOLE_DIGITS.items(), ("11.111.171", "98.700.411")):
        right = amount.replace(".", "")
        yield f"whole/{way}-{right}", f"{HEAD}<p>Saldo JHT</p>{shows.format(amount=amount)}", Truth(right)
    for way, body in UNTOLD.items():
        yield f"untold/{way}", f"<h2>Saldo JHT</h2><p>Nomor KPJ: 12345678901</p>{body}", Truth(None)
    for way, body in TOLD.items():
        yield f"told/{way}", f"<h2>Saldo JHT</h2>{body}", Truth("3450100")


_MOULD = f"{HEAD}<table><tr hidden><td>KPJ 19012345678<td>Rp 1.000.000</table><p>Saldo JHT: Rp 12.345.678</p>"
"""A row that is not displayed, with a card's number: nothing tells it from a card that is folded away."""


def _measured() -> Bodies:
    yield from _grounds()
    yield from _parts()
    yield from _digits()
    yield from ((f"twin/{name}", body, Truth(right)) for name, (body, right) in TWINS.items())
    yield "twin/template-row", _MOULD, Truth(AMOUNT, may_refuse=True)
    for (at, layout), second in itertools.product(enumerate(BESIDE), SECONDS):
        yield f"beside/{at}-{second}", layout.format(a="19012345678", b=second), Truth(None)


MEASURED = {name: (body, truth) for name, body, truth in _measured()}
"""Each body with what is read off it."""


@pytest.mark.parametrize("at", range(len(BESIDE)))
@pytest.mark.parametrize("second", SECONDS)
def test_boxes_side_by_side_are_two_words(at: int, second: str) -> None:
    seen = load("seen")[f"beside/{at}-{second}"].seen.sight
    words = [(word.text, word.glued) for word in seen.words]
    assert ("19012345678", False) in words
    assert (second.split()[0], False) in words
