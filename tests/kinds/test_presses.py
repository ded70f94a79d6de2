"""Presses that must never happen, in many wordings and structures, and their ordinary twins, which must be read.

What must not be pressed sends something to an address that says nothing of itself, so that only what is around it can
tell: the hand refuses it, before the wall on the wire would.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import product

import pytest
from playwright.sync_api import Browser, Error
from playwright.sync_api import Page as Tab

from checker.browser.hand import Hand, Refused
from checker.browser.traffic import Traffic
from checker.browser.wall import Wall
from checker.journey.policy import Policy
from checker.journey.surroundings import Purpose
from checker.portal import selectors
from tests.kinds import harness
from tests.kinds.harness import Ended
from tests.rawsite import Page

# ruff: noqa: E501
pytestmark = pytest.mark.browser

# What is pressed by mistake is told by a class, by which nothing is judged.
_TELL = (
    "<script>function tuju(){fetch('/tuju',{method:'POST',keepalive:true}).then(a=>a.text())}"
    "for(const e of document.querySelectorAll('.q'))e.addEventListener('click',tuju)</script>"
)
_ANSWER = Page(harness.whole("<h1>Diterima</h1>"))
TWO = {"12345678901": "Rp 3.450.100,00", "23456789012": "Rp 8.200.000,00"}
TOTAL = Decimal("11650100.00")


def checked(browser: Browser, **bodies: str) -> Ended:
    bodies = {name: body + _TELL for name, body in bodies.items()}
    with harness.portal(**bodies, more={"/tuju": _ANSWER}) as served:
        return harness.check(browser, served)


def unpressed(ended: Ended) -> None:
    """Nothing was sent, or would have been; the outcome is the balance or a failure with a name of its own."""
    assert ended.claimed == []
    assert [one for one in ended.asked if one.path.startswith("/tuju")] == []
    assert ended.rule != "change-stopped", ended.detail
    assert ended.code in ("ok", "needs-human", "page-not-recognised", "balance-not-shown", "balance-uncertain")
    if ended.code == "ok":
        assert ended.total == harness.SALDO_TOTAL


POLICY = Policy(selectors.load().selectors)


def pressed(page: Tab, body: str, css: str, purpose: Purpose, option: str = "") -> str | None:
    """The rule by which an element of a page is not pressed, or `option` not chosen in it; None where it is."""
    page.set_content(harness.whole(body))
    hand = Hand(POLICY, Traffic(), Wall())
    try:
        if option:
            hand.choose(page.locator(css).first, purpose, value=option)
        else:
            hand.press(page.locator(css).first, purpose)
    except Refused as refused:
        return refused.rule
    except Error as error:
        return f"playwright: {error.message[:60]}"
    return None


# -- the ten that were met ----------------------------------------------------------------------------------------------

_DIALOG = (
    "<div role=dialog aria-modal=true style='position:fixed;inset:20% 30%;background:#fff;border:1px solid;z-index:99'>"
    "{0}</div><a href=/saldo>Lihat Saldo JHT</a>"
)
_OK = "<p>{0}</p><button class=q>{1}</button>"
_HEAD = "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><p>Saldo JHT: Rp 12.345.678</p>"
_OPTIONS = "<select name=k><option>12345678901</option><option>23456789012</option></select>"
_RADIOS = "<label><input type=radio name=k> 12345678901</label><label><input type=radio name=k> 23456789012</label>"
MET = {
    "kirim": {"saldo": f"{_HEAD}<form action=/klaim method=post><h3>Klaim JHT</h3>{_OPTIONS}<button>Proses</button></form>"},
    "lanjut": {"saldo": f"<p>Pilih kartu yang akan dicairkan</p><form action=/klaim method=post>{_RADIOS}<button>Lanjut</button></form>"},
    "programme": {
        "saldo": "<h1>Saldo JHT</h1><p>Program</p><form action=/klaim method=post><select name=p><option>JP</option>"
        "<option>JHT</option></select><button>Proses</button><button>Tampilkan</button></form>"
    },
    "dicairkan": {"home": _DIALOG.format(_OK.format("Dana JHT Anda akan dicairkan ke rekening 0012345.", "OK"))},
    "kuasa": {"home": _DIALOG.format(_OK.format("Dengan menekan OK Anda memberi kuasa untuk mendebit rekening Anda.", "OK"))},
    "marketing": {"home": _DIALOG.format(_OK.format("Data pribadi saya boleh dipakai untuk pemasaran pihak ketiga.", "Oke"))},
    "expand": {
        "saldo": "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><p>Saldo JHT: lihat di bawah</p>"
        + "".join(
            f"<button aria-expanded=false class=q>{one}</button>"
            for one in ("Ambil seluruh dana", "Redeem", "Berhenti dari kepesertaan", "Gasak", "Lanjut")
        )
    },
    "eye": {"saldo": "<p>Nomor KPJ: 12345678901</p><p>Saldo JHT: Rp ••••••</p><button class='eye q'>Kirim permohonan</button>"},
    "card": {"saldo": "<button class=q>12345678901 Ambil dana</button><button class=q>23456789012 Ambil dana</button>"},
    "menu": {"home": "<button class=q>Lihat Saldo JHT &amp; aj&#x200b;ukan kl&#x200b;aim</button>"},
}  # fmt: skip


@pytest.mark.parametrize("case", MET)
def test_what_was_met(case: str, browser: Browser) -> None:
    unpressed(checked(browser, **MET[case]))


# -- what stands around a chooser ---------------------------------------------------------------------------------------

_SAYS = (
    "Penarikan dana", "Pengajuan pencairan", "Withdraw your savings", "Pengalihan saldo ke mitra", "Berhenti dari kepesertaan",
    "Surat kuasa", "Transfer ke rekening bank", "Penutupan kartu", "Tebus sekarang", "Pay out", "Ｋｌａｉｍ", "P е n с a i r a n",
)  # fmt: skip
_PLACES = {
    "heading": "<form action=/tuju method=post><h3>{0}</h3>{1}<button>Proses</button></form>",
    "legend": "<form action=/tuju method=post><fieldset><legend>{0}</legend>{1}<button>Proses</button></fieldset></form>",
    "label": "<form action=/tuju method=post><label>{0}: {1}</label><button>Proses</button></form>",
    "text": "<form action=/tuju method=post>{1}<p>{0}</p><button>Tampilkan</button></form>",
    "before": "<h2>{0}</h2><form action=/tuju method=post>{1}<button>Tampilkan</button></form>",
    "hidden": "<form action=/tuju method=post><input type=hidden name=aksi value='{0}'>{1}<button>Tampilkan</button></form>",
    "button": "<form action=/tuju method=post>{1}<button>Tampilkan</button><button>{0}</button></form>",
    "tooltip": "<form action=/tuju method=post>{1}<button title='{0}'>Tampilkan</button></form>",
    "described": "<form action=/tuju method=post>{1}<button aria-description='{0}'>Tampilkan</button></form>",
    "get": "<form action=/tuju><h3>{0}</h3>{1}<button>Proses</button></form>",
    "bare": "<div><h3>{0}</h3>{1}<button type=button class=q>Proses</button></div>",
}


def around() -> Iterator[tuple[str, str]]:
    """Each place with three wordings: all places and all wordings, not each with each."""
    for at, place in enumerate(_PLACES):
        for step in (0, 3, 7):
            yield place, _SAYS[(at + step) % len(_SAYS)]


@pytest.mark.parametrize(("place", "says"), list(around()))
def test_what_stands_around_a_chooser_denies(place: str, says: str, page: Tab) -> None:
    body = "<h1>Saldo JHT</h1>" + _PLACES[place].format(says, _OPTIONS)
    assert pressed(page, body, "button", "choose")
    if place not in ("tooltip", "described"):
        assert pressed(page, body, "select", "card", "23456789012")


_NO_CHOOSERS = {
    "a field": f"<form action=/tuju method=post>{_OPTIONS}<input name=n><button>Proses</button></form>",
    "a tick": f"<form action=/tuju method=post>{_OPTIONS}<label><input type=checkbox>Ya</label><button>Lanjut</button></form>",
    "an unknown option": "<form action=/tuju method=post><select name=k><option>12345678901</option><option>Bank Contoh"
    "</option></select><button>Proses</button></form>",
    "on change": "<form action=/tuju method=post><select name=k onchange=this.form.submit()><option>-</option>"
    "<option>12345678901</option><option>Semua dana ke bank</option></select></form>",
}


@pytest.mark.parametrize("case", _NO_CHOOSERS)
def test_what_is_more_than_a_chooser_is_not_sent(case: str, page: Tab) -> None:
    body = "<h1>Saldo JHT</h1>" + _NO_CHOOSERS[case]
    assert pressed(page, body, "select", "card", "12345678901") == "form-no-chooser"
    if "<button" in body:
        assert pressed(page, body, "button", "choose") == "form-no-chooser"


_DONE = (
    "Pilih kartu utama Anda", "Jadikan kartu utama", "Kartu yang hilang", "Beri akses HRD ke kartu", "Lepas kartu dari akun", "Kartu digital dikirim ke HRD",
    "Cetak kartu", "Pesan kartu fisik", "Gabungkan KPJ", "Lock this card", "Kartu untuk agunan", "Kunci",
)  # fmt: skip
_LOOKED = (
    "Pilih kartu", "Silakan pilih nomor KPJ untuk melihat saldo JHT", "Daftar Kartu Peserta", "Choose a card to view its balance", "Anda memiliki 2 kartu", "Informasi KPJ dan program",
    "Kartu PT MAJU BERSAMA", "Status kartu: Aktif", "Halo, Siti Aminah", "Data diperbarui setiap hari", "Pilih Nomor Kartu Peserta (KPJ)", "",
)  # fmt: skip
_CHOOSERS = {
    "post": "<h3>{0}</h3><form action=/saldo/kartu method=post>{1}<button>Tampilkan</button></form>",
    "get": "<p>{0}</p><form action=/saldo/kartu>{1}<button>Lihat</button></form>",
    "legend": "<form action=/saldo/kartu method=post><fieldset><legend>{0}</legend>{1}<button>Proses</button></fieldset></form>",
    "label": "<form action=/saldo/kartu method=post><label>{0} {1}</label><button>Proses</button></form>",
    "links": "<h3>{0}</h3><p>Nomor KPJ</p><a class=q href='#1'>12345678901</a><br><a class=q href='#2'>23456789012</a>",
    "buttons": "<p>{0}</p><button class=q>12345678901</button> <button class=q>23456789012</button>",
}


@pytest.mark.parametrize(
    ("says", "place"), [(one, list(_CHOOSERS)[n % 6]) for n, one in enumerate((*_DONE, *_DONE[1:]))]
)
def test_what_is_to_be_done_with_a_card_is_not_chosen_for(says: str, place: str, page: Tab) -> None:
    body = "<h1>Saldo JHT</h1>" + _CHOOSERS[place].format(says, _OPTIONS)
    if "{1}" in _CHOOSERS[place]:
        assert pressed(page, body, "select", "card", "23456789012")
        assert pressed(page, body, "button", "choose")
    else:
        assert pressed(page, body, ".q", "card")
        assert pressed(page, body, ".q >> nth=1", "card")


@pytest.mark.parametrize(
    ("says", "place"), [(one, list(_CHOOSERS)[n % 6]) for n, one in enumerate((*_LOOKED, *_LOOKED[1:]))]
)
def test_a_card_is_chosen_where_it_is_looked_at(says: str, place: str, page: Tab) -> None:
    body = "<h1>Saldo JHT</h1>" + _CHOOSERS[place].format(says, _OPTIONS)
    css, option = ("select", "23456789012") if "{1}" in _CHOOSERS[place] else (".q >> nth=1", "")
    assert pressed(page, body, css, "card", option) is None


_WRITES = {
    "formaction": "<form method=post action=/saldo>"
    + _OPTIONS
    + "<button formaction=/saldo/out>Tampilkan</button></form>",
    "value": "<form method=post action=/saldo>"
    + _OPTIONS
    + "<button name=op value=tutup_kartu>Tampilkan</button></form>",
    "data-method": "<p>12345678901</p><button data-method=post>Lihat saldo</button>",
    "hx-delete": "<p>12345678901</p><button hx-delete=/saldo/1>Lihat saldo</button>",
    "fetch": "<p>12345678901</p><button onclick=\"fetch('/s/1',{method:'PATCH',body:'{}'})\">Lihat saldo</button>",
    "data-confirm": "<p>12345678901</p><button data-confirm='Hapus kartu ini?'>Lihat saldo</button>",
}


@pytest.mark.parametrize("case", _WRITES)
def test_a_button_that_writes_is_not_pressed(case: str, page: Tab) -> None:
    assert pressed(page, "<h1>Saldo JHT</h1>" + _WRITES[case], "button", "choose")


# -- notices ------------------------------------------------------------------------------------------------------------

_DECISIONS = (
    "Saldo Anda akan dipindahkan ke rekening mitra kami.", "Kepesertaan Anda akan dihentikan mulai hari ini.", "Dengan melanjutkan Anda melepaskan hak atas manfaat JHT.",
    "Kami akan mendebit rekening Anda setiap bulan.", "Nomor Anda akan dibagikan kepada mitra usaha.", "Anda mewakilkan pengurusan dana kepada koperasi.", "Tekan OK untuk menarik seluruh saldo.",
    "Anda bersedia menerima penawaran dari pihak ketiga.", "Kartu lama Anda akan ditutup dan saldonya digabungkan.", "Informasi kontak saya boleh diteruskan ke agen.",
    "Your savings will be paid out to account 0012345.", "By pressing OK you authorise us to debit your account.", "Your membership will be terminated today.",
    "We may share your personal data with marketing partners.", "Your card will be closed and the funds disbursed.",
)  # fmt: skip
_UNKNOWN = (
    "Kami lanjutkan seperti biasa untuk Anda?",
    "Semua urusan Anda kami tangani mulai sekarang.",
    "This is your final choice.",
)


@pytest.mark.parametrize(("says", "name"), list(zip((*_DECISIONS, *_UNKNOWN), ["OK", "Oke", "Baik"] * 6, strict=True)))
def test_what_only_a_person_may_answer_is_not_agreed_to(says: str, name: str, page: Tab) -> None:
    body = _DIALOG.format(_OK.format(says, name))
    assert pressed(page, body, "button", "close") == ("notice-unknown" if says in _UNKNOWN else "consent-asked")
    if says not in _UNKNOWN:  # to close it would be an answer as well
        assert pressed(page, body.replace(f">{name}<", ">Tutup<"), "button", "close") == "consent-asked"


@pytest.mark.parametrize("says", [_DECISIONS[0], _DECISIONS[12], _UNKNOWN[1]])
def test_where_it_covers_the_page_a_person_is_called(says: str, browser: Browser) -> None:
    ended = checked(browser, home=_DIALOG.replace("20% 30%", "0").format(_OK.format(says, "OK")))
    unpressed(ended)
    assert (ended.code, ended.rule) == ("needs-human", "consent-asked")


# -- what the pointer finds ---------------------------------------------------------------------------------------------

_B = "<button id=b {1}>Lihat Saldo JHT{2}</button>{0}"
_HOVER = "<script>b.addEventListener('mouseenter',()=>{{{0}}});b.addEventListener('click',tuju)</script>"
_ATTRIBUTES = ("title", "aria-description", "data-tooltip", "data-bs-original-title", "aria-label")
NAMES = {
    **{f"{name}": _B.format("", f"class=q {name}='{says}'", "") for name, says in zip(_ATTRIBUTES, _SAYS, strict=False)},
    "drawn after": _B.format("<style>#b::after{content:' dan cairkan'}</style>", "class=q", ""),
    "soft": _B.format("", "class=q", " dan cair&shy;kan"),
    "bidi": _B.format("", "class=q", " dan tarik&#x202d; dana&#x202c;"),
    "cyrillic": _B.format("", "class=q", " dan каntor сlаim"),
    "spread": _B.format("", "class=q", " + k l a i m"),
    "in pieces": _B.format("", "class=q", " <b>ca</b><i>irkan</i>"),
    "picture": _B.format("", "class=q", " <img alt='Ajukan pencairan' width=20 height=20>"),
    "other name": _B.format(_HOVER.format("b.textContent='Cairkan'"), "", ""),
    "unknown name": _B.format(_HOVER.format("b.textContent='Gasak'"), "", ""),
    "tooltip shown": _B.format("<div role=tooltip id=t hidden>Menarik seluruh dana</div>" + _HOVER.format("t.hidden=false"), "", ""),
    "drawn on hover": _B.format("<style>#b:hover::after{content:'Ajukan klaim';position:absolute}</style>", "class=q", ""),
    "moves": _B.format("<button id=c class=q style='display:none'>Ambil dana</button>" + _HOVER.format("b.before(c);c.style='position:absolute;inset:0'"), "", ""),
    "link": "<a class=q href='/pencairan-dana'>Lihat Saldo JHT</a>",
    "group": "<ul><li><span>Pengajuan Klaim</span><ul><li><button class=q>Saldo JHT</button></li></ul></li></ul>",
}  # fmt: skip


@pytest.mark.parametrize("case", NAMES)
def test_what_is_called_otherwise_is_not_pressed(case: str, page: Tab) -> None:
    tell = _TELL.replace("fetch", "window.sent=1;fetch")
    body = "<h1>Beranda</h1>" + NAMES[case].replace("tuju)", "()=>{window.sent=1})") + tell
    css = ":is(button, a):text-matches('saldo jht', 'i')"
    assert pressed(page, body, css, "balance")
    assert not page.evaluate("window.sent")


# -- rows and what unfolds ----------------------------------------------------------------------------------------------

_ROWS = {
    "row": "<table>"
    + "".join(f"<tr><td>{k}<td>Cairkan seluruh dana<td><button class=q>Pilih</button>" for k in TWO)
    + "</table>",
    "instructed": "<p>Pilih kartu yang ingin ditutup</p>" + "".join(f"<button class=q>{k}</button>" for k in TWO),
    "redeemed": "".join(f"<div><button class=q>{k} - Redeem now</button></div>" for k in TWO),
    "unfolds": "<p>Saldo JHT</p><button class=q aria-expanded=false>Kartu: tutup kartu</button>",
    "reveals": "<p>KPJ 12345678901</p><p>Saldo JHT Rp ****</p><i class='eye q' style='cursor:pointer'>Teruskan ke bank</i>",
}


@pytest.mark.parametrize("case", _ROWS)
def test_what_does_more_than_to_show_a_card_is_not_pressed(case: str, page: Tab) -> None:
    purpose: Purpose = "reveal" if case == "reveals" else "expand" if case == "unfolds" else "card"
    assert pressed(page, "<h1>Saldo JHT</h1>" + _ROWS[case], ".q", purpose)


# -- twins --------------------------------------------------------------------------------------------------------------

_SHOW = (
    "<p id=o></p><script>const S=" + str(TWO) + ",show=k=>{o.innerHTML='Nomor KPJ: '+k+'<br>Saldo JHT: '+S[k]}</script>"
)
_CARD = "<h1>Saldo JHT</h1><p>Nomor KPJ: {0}</p><p>Saldo JHT: {1}</p>"


@pytest.mark.parametrize(
    ("name", "choice"), list(product(("Tampilkan", "Proses", "Lihat Saldo", "Lanjut"), (_OPTIONS, _RADIOS)))
)
def test_a_chooser_of_cards_is_sent_by_post(name: str, choice: str, browser: Browser) -> None:
    choice = choice.replace("name=k> ", "name=k value=0> ", 0)
    form = (
        f"<h1>Saldo JHT</h1><form action=/pilih method=post><p>Pilih Nomor KPJ</p>{choice}<input type=hidden name=csrf "
        f"value=a1b2c3><button>{name}</button></form>"
    )
    script = (
        "<script>document.forms[0].onsubmit=e=>{e.preventDefault();const f=e.target;"
        "const k=f.k.value&&f.k.value!='on'?f.k.value:[...f.k].find(x=>x.checked).parentNode.textContent.trim();show(k)}"
        "</script>"
    )
    ended = checked(browser, saldo=form + _SHOW + script)
    assert (ended.code, ended.total) == ("ok", TOTAL), (ended.detail, ended.rule)


_STATES = (
    "Klaim telah dibayarkan",
    "Sudah dicairkan 2019",
    "Claimed",
    "Tidak aktif",
    "Klaim selesai",
    "Paid out in 2019",
)


@pytest.mark.parametrize("state", _STATES)
def test_a_state_of_a_card_is_no_act(state: str, browser: Browser) -> None:
    rows = "".join(
        f"<li><a href=# role=button aria-expanded=false>{k} <small>PT SATU</small> <em>{state if n else 'Aktif'}</em></a>"
        f"<div hidden><span>Saldo JHT</span> <b>{amount}</b></div></li>"
        for n, (k, amount) in enumerate(TWO.items())
    )
    script = (
        "<script>for(const a of document.querySelectorAll('a'))a.onclick=e=>{e.preventDefault();"
        "const d=a.nextElementSibling;d.hidden=!d.hidden;a.setAttribute('aria-expanded',!d.hidden)}</script>"
    )
    ended = checked(browser, saldo=f"<h2>Saldo JHT</h2><ul>{rows}</ul>{script}")
    assert (ended.code, ended.total) == ("ok", TOTAL), (ended.detail, ended.rule)


@pytest.mark.parametrize("company", ["PT DAFTAR PUSTAKA", "CV BAYAR MAJU", "PT TRANSFER ABADI", "PT Klaim Sejahtera"])
def test_a_company_s_name_is_no_act(company: str, browser: Browser) -> None:
    buttons = "".join(
        f"<button onclick=\"show('{k}')\">{k} {name}</button> "
        for k, name in zip(TWO, ("PT SATU", company), strict=True)
    )
    ended = checked(browser, saldo="<h1>Saldo JHT</h1>" + buttons + _SHOW)
    assert (ended.code, ended.total) == ("ok", TOTAL), (ended.detail, ended.rule)


_HARMLESS = (
    "Selamat datang di portal peserta.", "Kantor cabang tutup pada 25 Desember.", "Sistem dalam pemeliharaan pada Minggu malam. Terima kasih.", "Tampilan baru kini hadir untuk Anda.",
    "Waspada penipuan yang mengatasnamakan kami.", "Layanan ini gratis.", "Scheduled maintenance on Sunday.", "Welcome back!", "Selamat Hari Raya Idul Fitri.", "Jam layanan: 08.00 sampai 15.00.",
)  # fmt: skip


@pytest.mark.parametrize("says", _HARMLESS)
def test_a_notice_that_only_informs_is_put_away(says: str, browser: Browser) -> None:
    notice = _DIALOG.replace("20% 30%", "0").format(
        f"<p>{says}</p><button onclick=this.parentNode.remove()>OK</button>"
    )
    ended = checked(browser, home=notice)
    assert (ended.code, ended.total) == ("ok", harness.SALDO_TOTAL), (ended.detail, ended.rule)


_BESIDE = {
    "menu": "<nav><a href=/klaim>Pengajuan Klaim</a> <a href=/saldo>Lihat Saldo JHT</a> <a href=/ubah>Ubah Data</a></nav>",
    "tiles": "<div><h2>Layanan</h2><p>Klaim dan saldo dalam satu tempat.</p><button>Ajukan Klaim</button>"
    "<a href=/saldo>Lihat Saldo JHT</a></div>",
    "cross": _DIALOG.replace("20% 30%", "0").format(
        "<p>Klaim JHT kini lebih mudah lewat aplikasi JMO.</p><button onclick=this.parentNode.remove()>Tutup</button>"
    ),
    "hover menu": "<style>ul ul{display:none}li:hover ul{display:block}</style><ul><li>Layanan JHT<ul><li><a href=/klaim>"
    "Klaim</a></li><li><a href=/saldo>Lihat Saldo JHT</a></li></ul></li></ul>",
}


@pytest.mark.parametrize("case", _BESIDE)
def test_what_only_stands_beside_denies_nothing(case: str, browser: Browser) -> None:
    ended = checked(browser, home="<h1>Beranda</h1>" + _BESIDE[case])
    assert (ended.code, ended.total) == ("ok", harness.SALDO_TOTAL), (ended.detail, ended.rule)
