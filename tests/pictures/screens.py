"""Simulated screens of an app, as a phone shows them: HTML that a browser draws, and what pictures go through on their
way. Nobody's data; no real screen of JMO was seen.
"""

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize

FONTS = (
    *("DejaVu Sans", "Nimbus Sans", "Nimbus Sans Narrow", "URW Gothic", "DejaVu Sans Condensed", "DejaVu Serif"),
    *("Noto Sans Mono", "Droid Sans Fallback", "P052", "DejaVu Sans Light", "C059", "URW Bookman", "Nimbus Roman"),
)
SCALES = (1.0, 1.5, 2.0, 2.625, 3.0)
QUALITIES = (None, 95, 85, 70, 55, 40)
"""Of a JPEG; None is a PNG."""
MARK = "layar tiruan"


@dataclass(frozen=True)
class Card:
    kpj: str
    amount: str
    company: str = "PT MAJU JAYA SENTOSA"
    label: str = "Saldo JHT"
    brief: bool = False
    """Whether it tells its number and its balance only."""


@dataclass(frozen=True)
class Look:
    """How a screen is drawn and sent on."""

    font: str = "DejaVu Sans"
    size: int = 16
    weight: int = 400
    scale: float = 2.0
    quality: int | None = None
    dark: bool = False
    status: bool = True
    notch: bool = False
    row: bool = False
    """Whether labels and values stand side by side."""

    def __str__(self) -> str:
        return f"{self.font} {self.size}px {self.weight} x{self.scale} q{self.quality}{' dark' if self.dark else ''}"


@dataclass(frozen=True)
class Screen:
    title: str = "Cek Saldo"
    cards: tuple[Card, ...] = ()
    look: Look = field(default_factory=Look)
    note: str = MARK
    more: str = ""
    height: int = 800

    def html(self) -> str:
        look = self.look
        ink, ground, card, faint = (
            ("#f2f2f2", "#101418", "#1d242b", "#9aa7b3") if look.dark else ("#18222c", "#f3f6f9", "#fff", "#6b7580")
        )
        cards = "".join(map(_card, self.cards))
        top = ""
        if look.status:
            inset = "0 60px" if look.notch else "0 16px"
            top = f"<div class=top style='padding:{inset}'><span>09.41</span><span>4G 87%</span></div>"
        row = "display:flex;justify-content:space-between" if look.row else ""
        return f"""<!doctype html><meta charset=utf-8><style>
body{{margin:0;background:{ground};color:{ink};font:{look.weight} {look.size}px "{look.font}"}}
.top{{height:30px;line-height:30px;font-size:13px;display:flex;justify-content:space-between;background:#0a7d4b;color:#fff}}
header{{background:#0a7d4b;color:#fff;padding:14px 16px;font-size:19px}}
.bar{{position:sticky;top:0}}
.c{{background:{card};margin:14px;border-radius:12px;padding:14px 16px}} .f{{margin-bottom:10px;{row}}}
.l{{color:{faint};font-size:{max(12, look.size - 3)}px}} .b{{font-size:{look.size + 8}px;font-weight:700;color:#0e8f57}}
footer{{color:{faint};font-size:12px;padding:4px 30px}}
</style><div class=bar>{top}<header>&#8592;&nbsp; {escape(self.title)}</header></div>{cards}{self.more}
<footer>{escape(self.note)}</footer>"""


def _card(one: Card) -> str:
    told: tuple[tuple[str, str, str], ...] = (
        ("Nomor Kartu Peserta (KPJ)", one.kpj, "v"),
        (one.label, one.amount, "b"),
        ("Status Kepesertaan", "Aktif", "v"),
        ("Segmen Peserta", "PU", "v"),
        ("Perusahaan Tempat Bekerja", one.company, "v"),
        ("Pembayaran Iuran Terakhir", "15-10-2026", "v"),
        ("Program yang Diikuti", "JHT, JP, JKK, JKM", "v"),
    )
    if one.brief:
        told = told[:2]
    fields = (f"<div class=f><div class=l>{escape(a)}</div><div class={c}>{escape(b)}</div></div>" for a, b, c in told)
    return f"<div class=c>{''.join(fields)}</div>"


def amount(dice: random.Random) -> str:
    """An amount as the app may write it."""
    grouped = f"{dice.randrange(10 ** dice.randrange(5, 10)):,}".replace(",", ".")
    return dice.choice(["Rp {}", "Rp{}", "Rp {},00", "Rp{},00", "IDR {}", "Rp. {},00"]).format(grouped)


def looks(dice: random.Random, count: int) -> Iterator[Look]:
    """Ways to draw a screen, each font and scale in turn."""
    for at in range(count):
        yield Look(
            FONTS[at % len(FONTS)],
            dice.choice((14, 15, 16, 18)),
            dice.choice((300, 400, 500)),
            SCALES[at % len(SCALES)],
            dice.choice(QUALITIES),
            dark=dice.random() < 0.3,
            status=dice.random() < 0.8,
            notch=dice.random() < 0.3,
            row=dice.random() < 0.3,
        )


class Studio:
    """A browser that draws screens."""

    def __init__(self, browser: "Browser") -> None:
        self.browser = browser

    def picture(self, screen: Screen, width: int = 400, scrolled: int = 0) -> bytes:
        """The picture of a screen that is `scrolled` by so many pixels, in the format that it is sent on in."""
        look = screen.look
        view: ViewportSize = {"width": width, "height": screen.height}
        context = self.browser.new_context(viewport=view, device_scale_factor=look.scale)
        try:
            page = context.new_page()
            page.set_content(screen.html())
            page.evaluate("by => scrollTo(0, by)", scrolled)
            shot = page.screenshot()
        finally:
            context.close()
        if look.quality is None:
            return shot
        out = io.BytesIO()
        Image.open(io.BytesIO(shot)).convert("RGB").save(out, "JPEG", quality=look.quality)
        return out.getvalue()
