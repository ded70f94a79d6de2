"""A whole check in this process: a portal of a few bare pages, the real run in a browser that is already there.

The portal is as plain as can be: `/` is a login form that posts to ``/masuk``, after it ``/home`` with a link to
``/saldo``. What a page wants to be told of is sent to ``/klaim`` (`klaim('x')` in its script): a check must never get
there. Every page says that it is simulated.
"""

import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from playwright.sync_api import Browser

from checker.browser import guard
from checker.browser.evidence import Evidence
from checker.browser.run import run
from checker.browser.visit import Visit
from checker.failures import Failure
from checker.portal import selectors
from checker.settings import Credentials
from tests.rawsite import Asked, Page, Site, site

EMAIL, PASSWORD = "siti.aminah@example.test", "S3ntinel-kata!"
TODAY = date(2026, 11, 22)

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
class Ended:
    """How a check ended: `code` is "ok" or that of a failure; `cards` maps KPJ to balance; `asked` is all that came."""

    code: str
    detail: str
    rule: str | None
    total: Decimal | None
    cards: Mapping[str | None, Decimal]
    asked: tuple[Asked, ...]
    seconds: float

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
    began = time.monotonic()
    total: Decimal | None = None
    cards: dict[str | None, Decimal] = {}
    code, detail, rule = "ok", "", None
    with tempfile.TemporaryDirectory() as state:
        visit = Visit(
            _loaded().selectors,
            frozenset({guard.origin(served.url)}),
            served.url,
            served.url,
            TODAY,
            began + seconds,
            lambda _: None,
            Evidence(Path(state), _loaded().vocabulary),
            lambda: Credentials(EMAIL, PASSWORD),
            lambda _: None,
            **options,  # type: ignore[arg-type]
        )
        try:
            reading = run(browser, visit, lambda: None).reading
        except Failure as failure:
            code, detail, rule = failure.code, failure.detail, failure.rule
        else:
            total, cards = reading.total, {card.kpj: card.balance for card in reading.cards}
    return Ended(code, detail, rule, total, cards, tuple(served.asked), time.monotonic() - began)


def check_bodies(browser: Browser, *, seconds: float = 30, **bodies: str) -> Ended:
    """A check of a portal of these bodies (`saldo`, `home`, `login`)."""
    with portal(**bodies) as served:  # type: ignore[arg-type]
        return check(browser, served, seconds=seconds)


@cache
def _loaded() -> selectors.Loaded:
    return selectors.load()
