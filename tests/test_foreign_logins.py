# Pages are written as long lines.
# ruff: noqa: E501
"""Forms that look like the members' login and are not: nothing is typed there, and the login beside them is found."""

from dataclasses import replace

import pytest
from playwright.sync_api import Browser

from tests import whole
from tests.driving import nightly
from tests.rawsite import Page, Site, site

pytestmark = pytest.mark.browser

EMAIL, PASSWORD = "siti.rahma@contoh.id", "R4hasia-kuat!"
HOME = "<p>SIMULASI</p><a href=/saldo>Lihat Saldo JHT</a>"
BALANCE = "<p>SIMULASI</p><p>KPJ 12345678901</p><p>Saldo JHT</p><p>Rp 10.250.300,00</p>"


def fields(label: str = "Email", action: str = "/masuk", more: str = "", button: str = "Masuk") -> str:
    return (
        f"<form method=post action={action}><label>{label} <input name=e></label>"
        f"<label>Kata Sandi <input type=password name=p></label>{more}<button>{button}</button></form>"
    )


def portal(login: str) -> dict[str, Page]:
    return {
        "/": Page("<!doctype html><meta charset=utf-8><p>SIMULASI</p>" + login),
        "/form": Page("<!doctype html><meta charset=utf-8><p>SIMULASI</p>" + fields()),
        "/sandi": Page(
            "<!doctype html><meta charset=utf-8><p>SIMULASI</p><form method=post action=/masuk>"
            "<label>Kata Sandi <input type=password name=p></label><button>Masuk</button></form>"
        ),
        "POST /masuk": Page("/beranda", 303),
        "/beranda": Page("<!doctype html><meta charset=utf-8>" + HOME),
        "/saldo": Page("<!doctype html><meta charset=utf-8>" + BALANCE),
    }


def told(pages: dict[str, Page], browser: Browser) -> "tuple[str, Site]":
    """The total, or the code of the failure, and what was asked of the portal."""
    with site(pages) as served:
        answer = whole.check(browser, served.url, email=EMAIL, password=PASSWORD).told
    return answer["total"] if answer["status"] == "ok" else answer["error"]["code"], served


# A look makes everything answer to the pointer for a moment: of a change of style, a page may hear.
AFTER_LOOK = (
    "<i id=ear style='pointer-events:none;transition:pointer-events 1ms;transition-behavior:allow-discrete'>.</i>"
    "<script>ear.addEventListener('transitionrun',()=>{{if({0})location='{1}'}})</script>"
)
TABS = (
    "<button id=ta role=tab aria-selected=true onclick='a.hidden=false;b.hidden=true;ta.ariaSelected=true;tb.ariaSelected=false'>Perusahaan</button>"
    "<button id=tb role=tab aria-selected=false onclick='a.hidden=true;b.hidden=false;ta.ariaSelected=false;tb.ariaSelected=true'>Tenaga Kerja</button>"
    f"<div id=a>{fields('NPP', '/perusahaan')}</div><div id=b hidden>{fields()}</div>"
)
STALE_TABS = (
    "<button role=tab aria-selected=true data-part='#a' onclick='a.hidden=false;b.hidden=true'>Perusahaan</button>"
    "<button role=tab aria-selected=false data-part='#b' onclick='a.hidden=true;b.hidden=false'>Peserta</button>"
    f"<div id=a>{fields(action='/perusahaan')}</div><div id=b hidden>{fields()}</div>"
)


def roles(*names: str, more: str = "required") -> str:
    """A login with a list of who logs in, in which nothing is chosen."""
    options = "".join(f"<option value={at}>{name}" for at, name in enumerate(names, 1))
    kinds = f"<label>Masuk sebagai <select name=k {more}><option value=''>-- Pilih --{options}</select></label>"
    return fields().replace("<label>Email", kinds + "<label>Email")


def bare(more: str) -> str:
    """A login that stands in no form, with `more` before its password."""
    return (
        f"<div>{more}<label>Kata Sandi <input type=password id=p></label><button onclick=\"fetch('/masuk',{{method:'POST',"
        "body:p.value}).then(()=>{location='/beranda'})\">Masuk</button></div>"
    )


UNSEEN = (
    *("position:absolute;left:-5000px", "position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)"),
    *("width:1px;height:1px;overflow:hidden", "position:absolute;clip-path:inset(50%)", "opacity:0;width:0;height:0"),
)
LED = {
    "tabs": TABS,
    "subscribe": "<form method=post action=/perusahaan><label>Email <input name=e></label><button>Lanjut</button></form><a href=/form>Masuk</a>",
    "sign-up": f"<h3>Daftar</h3>{fields(action='/perusahaan', button='Daftar')}<a href=/form>Masuk</a>",
    "tabs-stale": STALE_TABS,
    "role": roles("Peserta", "Pemberi Kerja / Perusahaan"),
    "role-other": roles("Perusahaan", "Tenaga Kerja", more="").replace("<option value=1>", "<option value=1 selected>"),
    "by-email": "<label><input type=radio name=b checked> NIK</label><label><input type=radio name=b onchange=\"l.firstChild.data='Email';i.maxLength=80\"> Email</label>"
    + fields("NIK").replace("<label>NIK <input", "<label id=l>NIK <input id=i maxlength=16"),
    "search-above": fields().replace("<label>Email", "<p><input name=q placeholder=Cari><button type=button>Cari</button></p><label>Email"),
    "bare": bare("<label>Email <input></label>") + "<p>Buletin <input placeholder='Email Anda'><button>Kirim</button></p>",
    "account": "<p>Selamat datang</p><a href=/form aria-label='Akun saya'><svg width=20 height=20></svg></a>",
    "either": fields("Email atau Nomor HP").replace("<input name=e", "<input name=e type=tel"),
    **{f"unseen-{at}": fields().replace("<label>Email", f"<div style='{how}'><input type=email name=h><input type=password name=hp></div><label>Surel/Username") for at, how in enumerate(UNSEEN)},
    "trap": fields(more="<input type=password name=q style='opacity:0;position:absolute;width:1px;height:1px'>"),
    "keys": fields(button="Masuk") + "<script>const b=document.querySelector('button'),p=document.querySelector('[name=p]');b.disabled=true;p.onkeyup=()=>b.disabled=!p.value</script>",
    # The page goes on by itself right after it was looked at.
    "after-look": f"<p>Selamat datang</p>{AFTER_LOOK.format('true', '/form')}",
    "step-after-look": "<form><label>Email <input name=e></label><button>Lanjutkan</button></form><script>let sent=false;document.forms[0].onsubmit=e=>{e.preventDefault();sent=true}</script>" + AFTER_LOOK.format("sent", "/sandi"),
}  # fmt: skip
CARRIED = {"role": "k=1", "role-other": "k=2", "by-email": EMAIL, "either": EMAIL, "search-above": EMAIL}
# What has no field of its own, so that only its look tells of it.
CAPTCHAS = {
    "turnstile": "<div class=cf-turnstile><iframe title='Widget containing a Cloudflare security challenge' srcdoc='<p>Tunggu</p>'></iframe></div>",
    "hcaptcha": "<div class=h-captcha>Tunggu</div>",
    "friendly": "<div class=frc-captcha>Anti-Robot</div>",
    "geetest": "<div class=geetest_btn>Tunggu</div>",
    "human": "<p>Verifying you are human</p>",
    "slider": "<span>&gt;&gt;</span> Geser untuk menyelesaikan teka-teki",
    "press": "<span>Klik untuk verifikasi</span>",
}
REFUSED = {
    "staff": ("<h3>Login Pegawai</h3>" + fields("Username", "/perusahaan"), "page-not-recognised"),
    "sum": (fields(more="<label>5 + 3 = <input name=c></label>"), "needs-human"),
    "card": (fields("NIK"), "page-not-recognised"),
    "digits": (fields("Username").replace("<input name=e", "<input name=e inputmode=numeric"), "page-not-recognised"),
    "short": (fields("Username").replace("<input name=e", "<input name=e maxlength=16"), "page-not-recognised"),
    "short-once-left": (fields("Username").replace("<input name=e", "<input name=e onblur='this.value=this.value.slice(0,9)'"), "page-not-recognised"),
    "phone": (fields("Nomor HP").replace("<input name=e", "<input name=e type=tel"), "needs-human"),
    "phone-bare": (bare("<p>Nomor HP</p><input type=tel>"), "needs-human"),
    "born": (fields().replace("<label>Kata", "<label>Tanggal Lahir <input type=date name=t></label><label>Kata"), "needs-human"),
    "role-unknown": (roles("Umum", "Khusus"), "needs-human"),
    "role-two": (roles("Peserta PU", "Peserta BPU"), "needs-human"),
    **{
        name: (fields(more=f"<div style='width:300px;height:65px'>{widget}</div>"), "needs-human")
        for name, widget in CAPTCHAS.items()
    },
    "signs": (fields(more="<p>Ketik kode berikut: <b>X7kQ</b></p><input name=c>"), "needs-human"),
}  # fmt: skip


@pytest.mark.parametrize("name", LED)
def test_the_own_login_is_found(name: str, browser: Browser) -> None:
    total, served = told(portal(LED[name]), browser)
    assert total == "10250300.00"
    assert [one.path for one in served.told(PASSWORD)] == served.paths("/masuk") == ["/masuk"]
    assert not served.paths("/perusahaan")
    if name in CARRIED:
        assert CARRIED[name] in served.told(PASSWORD)[0]


@pytest.mark.parametrize("target", ["_self", nightly("_blank")])
def test_a_press_is_made_although_what_it_leads_to_takes_long(target: str, browser: Browser) -> None:
    pages = portal(fields())
    pages["/beranda"] = Page(f"<p>SIMULASI</p><a href=/saldo target={target}>Lihat Saldo JHT</a>")
    pages["/saldo"] = replace(pages["/saldo"], after=11)
    total, served = told(pages, browser)
    assert total == "10250300.00"
    assert served.paths("/saldo") == ["/saldo"]


@pytest.mark.parametrize("name", REFUSED)
def test_nothing_is_typed(name: str, browser: Browser) -> None:
    login, code = REFUSED[name]
    ended, served = told(portal(login), browser)
    assert ended == code
    assert not served.told(PASSWORD)
    assert not served.paths("/perusahaan")
