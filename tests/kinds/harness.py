"""A portal of a few bare pages, and whole checks of it in this process.

The portal is as plain as can be: `/` is a login form that posts to ``/masuk``, after it ``/home`` with a link to
``/saldo``. What a page wants to be told of is sent to ``/klaim`` (`klaim('x')` in its script): a check must never get
there. Every page says that it is simulated.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal

from playwright.sync_api import Browser

from tests.rawsite import Asked, Page, Site, site
from tests.whole import TODAY as TODAY
from tests.whole import Ended as Told
from tests.whole import check as check_at

EMAIL, PASSWORD = "siti.aminah@example.test", "S3ntinel-kata!"

LOGIN = (
    "<h1>Portal simulasi</h1><form method=post action=/masuk><p><label>Email <input name=u type=email></label></p>"
    "<p><label>Kata Sandi <input name=p type=password></label></p><button>Masuk</button></form>"
)
HOME = "<h1>Beranda</h1><a href=/saldo>Lihat Saldo JHT</a>"
SALDO = "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><p>Saldo JHT: Rp 12.345.678,00</p>"
SALDO_TOTAL = Decimal("12345678.00")

_HEAD = (
    "<!doctype html><html lang=id><meta charset=utf-8><title>Simulasi</title><body>"
    "<script>function klaim(x){{fetch('/klaim?'+x,{{method:'POST',keepalive:true}}).then(a=>a.text())}}</script>{}"
)


@dataclass(frozen=True)
class Ended(Told):
    """How a check ended; `asked` is all that came."""

    asked: tuple[Asked, ...]

    @property
    def claimed(self) -> list[str]:
        """The requests that would have moved money."""
        return [f"{one.method} {one.path}" for one in self.asked if one.path.startswith("/klaim")]

    @property
    def logins(self) -> list[bytes]:
        """The bodies of the login forms that were sent."""
        return [one.body for one in self.asked if one.method == "POST" and one.path.startswith("/masuk")]


def whole(body: str) -> str:
    """A body made a page."""
    return _HEAD.format(body)


@contextmanager
def portal(
    saldo: str = SALDO, home: str = HOME, login: str = LOGIN, more: Mapping[str, Page] | None = None
) -> Iterator[Site]:
    """A portal of these bodies; `more` are further pages by path, or ones that replace these."""
    pages = {
        "/": Page(whole(login)),
        "/masuk": Page("/home", 302),
        "/home": Page(whole(home)),
        "/beranda": Page(whole(home)),
        "/awal": Page(whole(home)),
        "/saldo": Page(whole(saldo)),
        "/klaim": Page(whole("Klaim Anda diterima.")),
        **(more or {}),
    }
    with site(pages) as served:
        yield served


def check(browser: Browser, served: Site, *, seconds: float = 30, **options: object) -> Ended:
    """Run a check of the portal `served`, unattended; `options` are further fields of the `Visit`."""
    ended = check_at(browser, served.url, email=EMAIL, password=PASSWORD, seconds=seconds, **options)  # type: ignore[arg-type]
    return Ended(**vars(ended), asked=tuple(served.asked))


def check_bodies(browser: Browser, *, seconds: float = 30, **bodies: str) -> Ended:
    """A check of a portal of these bodies (`saldo`, `home`, `login`)."""
    with portal(**bodies) as served:  # type: ignore[arg-type]
        return check(browser, served, seconds=seconds)
