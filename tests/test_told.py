# Pages are written as long lines.
# ruff: noqa: E501
"""What a portal says or asks after a login, and what is made of it: the right code, and no answer in a person's place."""

import re

import pytest
from playwright.sync_api import Browser

from tests import whole
from tests.driving import nightly
from tests.rawsite import Page, Site, site
from tests.test_foreign_logins import BALANCE, EMAIL, HOME, PASSWORD, fields

pytestmark = pytest.mark.browser

HEAD = "<!doctype html><meta charset=utf-8><p>SIMULASI</p>"


def ended(pages: dict[str, str | Page], browser: Browser) -> "tuple[str, dict[str, str], Site]":
    """The total or the code of the failure, what was told of that, and what was asked of the portal."""
    all_ = {"/": fields(), "POST /masuk": Page("/beranda", 303), "/beranda": HOME, "/saldo": BALANCE, **pages}
    with site({key: one if isinstance(one, Page) else Page(f"{HEAD}{one}") for key, one in all_.items()}) as served:
        told = whole.check(browser, served.url, email=EMAIL, password=PASSWORD).told
    assert len(served.told(PASSWORD)) <= 1
    return (told["total"], {}, served) if told["status"] == "ok" else (told["error"]["code"], told["error"], served)


def layer(text: str, *buttons: str) -> str:
    """A dialog over the page, which goes with any of its buttons, and tells the portal which."""
    pressed = "<button onclick=\"fetch('/ditekan/{0}');o.remove()\">{0}</button>"
    return (
        "<div id=o style='position:fixed;inset:0;background:#0008'><div role=dialog style='background:#fff;width:420px;"
        f"margin:80px auto;padding:20px'>{text}{''.join(pressed.format(one) for one in buttons)}</div></div>"
        "<script>onkeydown=e=>{if(e.key=='Escape'){fetch('/ditekan/escape');o.remove()}}</script>"
    )


def over_login(asked: str) -> dict[str, str | Page]:
    """A login by script, after which a dialog comes up while the login form is still there."""
    script = "<script>document.forms[0].onsubmit=e=>{e.preventDefault();fetch('/masuk',{method:'POST'}).then(()=>{o.hidden=false})}</script>"
    return {
        "/": fields() + asked.replace("id=o", "id=o hidden").replace("</div></div>", "</div></div>" + script),
        "POST /masuk": Page(""),
    }


TERMS = layer(
    "<h3>Syarat dan Ketentuan</h3><p>Layanan telah berubah. Apakah Anda menyetujuinya?</p>", "Setuju", "Tolak"
)
CONSENTS: dict[str, dict[str, str | Page]] = {
    "over-login": over_login(TERMS),
    "over-home": {"/beranda": HOME + TERMS},
    "before-login": {"/": fields() + TERMS},
    "privacy": {"/beranda": HOME + layer("<h3>Kebijakan Privasi</h3><p>Kami memproses data pribadi Anda.</p>", "Ya", "Batal")},
    "english": {"/beranda": HOME + layer("<h3>Terms of Service</h3><p>Our terms have changed.</p>", "Accept", "Not now")},
    "with-cookies": {
        "/beranda": HOME + layer("<p>Dengan ini Anda menyetujui syarat dan ketentuan serta kebijakan cookie.</p>", "Setuju", "Tolak")
    },
    "page": {
        "/beranda": "<h1>Perjanjian Layanan</h1><p>Versi 2026</p><button onclick=\"location='/ditekan/ya'\">Setuju</button>"
        "<button onclick=\"location='/ditekan/tidak'\">Tolak</button>"
    },
}  # fmt: skip
# Layers that look alike and ask for none: each is declined, and the balance comes out.
DECLINED = {
    "cookies": (layer("<p>Kami memakai cookie. Lihat Kebijakan Privasi.</p>", "Setuju semua", "Tolak semua"), "Tolak semua"),
    "cookies-needed": (layer("<p>Syarat dan ketentuan cookie.</p>", "Setuju", "Hanya yang diperlukan"), "Hanya yang diperlukan"),
    "scale": (layer("<p>Aplikasi ini mudah. Sangat setuju, setuju, kurang setuju?</p>", "Kirim", "Lewati"), "Lewati"),
    "promo": (layer("<p>Promo mitra. Syarat dan ketentuan berlaku.</p>", "Daftar", "Batal"), "Batal"),
    "news": (layer("<p>DPR menyetujui anggaran baru bagi pekerja.</p>", "Baca", "Tutup"), "Tutup"),
    "privacy-news": (layer("<p>Kebijakan privasi kami diperbarui.</p>", "Baca", "Tutup"), "Tutup"),
}  # fmt: skip


@pytest.mark.parametrize("name", CONSENTS)
def test_a_consent_is_left_to_the_person(name: str, browser: Browser) -> None:
    code, error, served = ended(CONSENTS[name], browser)
    assert (code, error["screen"]) == ("needs-human", "consent")
    assert not served.paths("/ditekan")


@pytest.mark.parametrize("name", DECLINED)
def test_what_asks_for_no_consent_is_put_away(name: str, browser: Browser) -> None:
    lies, pressed = DECLINED[name]
    total, _, served = ended({"/beranda": HOME + lies}, browser)
    assert total == "10250300.00"
    assert served.paths("/ditekan") == [f"/ditekan/{pressed.replace(' ', '%20')}"]


BY_SCRIPT = (
    "<script>document.forms[0].onsubmit=e=>{e.preventDefault();fetch('/masuk',{method:'POST'}).then(r=>{"
    "if(!r.ok)throw 0;location='/beranda'}).catch(()=>document.body.append('Terjadi kesalahan'))}</script>"
)
BOXES = "<input maxlength=1 size=1>" * 6
PIN = "<p>Masukkan PIN yang dikirim melalui SMS</p><form><input type=password maxlength=6 name=pin><button>Lanjut</button></form>"
ASKING = "<h3>Saldo JHT</h3><div id=a>...</div><script>fetch('/data')</script>"
# What the portal shows, and what comes of it: code, screen, a word of what was found and one of the hint.
SAID: dict[str, tuple[dict[str, str | Page], str]] = {
    "boxes": ({"/beranda": f"<h3>Kode OTP</h3>{BOXES}<button>Verifikasi</button>"}, "needs-human code"),
    "pin-pad": ({"/beranda": "<p>Buat 6 digit PIN Anda</p><button>1</button><button>2</button>"}, "needs-human code"),
    "data": (
        {"/beranda": "<h3>Lengkapi Data Anda</h3><input name=ibu><button>Simpan</button>"},
        "needs-human consent",
    ),
    "pin-before-balance": ({"/saldo": PIN}, "needs-human code"),
    "broken": ({"/": fields() + BY_SCRIPT, "POST /masuk": Page("", 500)}, "portal-unavailable login 500"),
    "silent": ({"/": fields() + BY_SCRIPT, "POST /masuk": Page("", after=50)}, "portal-unreachable login not.answer"),
    "other-device": (
        {"POST /masuk": Page(f"{HEAD}<p>Akun ini sedang digunakan pada perangkat lain.</p>")},
        "needs-human login elsewhere Log.out",
    ),
    "locked": (
        {"POST /masuk": Page(f"{HEAD}{fields()}<p>Akun Anda diblokir selama 30 menit.</p>")},
        "account-locked login 30.minutes that.time",
    ),
    "not-loaded": ({"/saldo": "<h3>Saldo JHT</h3><p>Gagal memuat data</p>"}, "balance-not-shown balance now later"),
    "data-broken": ({"/saldo": ASKING, "/data": Page("", 500)}, "balance-not-shown balance 500 later"),
    "data-never": ({"/saldo": ASKING, "/data": Page("", after=50)}, "balance-not-shown balance waiting later"),
    "no-card": ({"/saldo": "<h3>Saldo JHT</h3><p>Belum ada kartu</p>"}, "balance-not-shown balance no.balance linked"),
}


@pytest.mark.parametrize("name", [nightly(name) if name == "data-never" else name for name in SAID])
def test_what_it_says_is_told(name: str, browser: Browser) -> None:
    pages, wanted = SAID[name]
    code, error, _ = ended(pages, browser)
    told = " ".join((code, error["screen"], error["message"], error["hint"]))
    assert re.search(wanted.replace(" ", ".*"), told), told


def test_a_request_that_fails_beside_the_login_is_no_failure(browser: Browser) -> None:
    slow = BY_SCRIPT.replace("location='/beranda'", "setTimeout(()=>location='/beranda',1200)")
    counted = slow.replace("e.preventDefault();", "e.preventDefault();fetch('/hitung',{method:'POST'});")
    pages: dict[str, str | Page] = {"/": fields() + counted, "POST /masuk": Page(""), "/hitung": Page("", 500)}
    total, _, _ = ended(pages, browser)
    assert total == "10250300.00"
