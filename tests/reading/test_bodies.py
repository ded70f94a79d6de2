# Pages are written as long lines.
# ruff: noqa: E501
"""What surrounds an amount, in small bodies of pages: what is a label, a field, a caption or a remark, and of what day."""

from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import Page

from checker.failures import BalanceNotShown, BalanceUncertain
from checker.portal.eyes import watch
from tests.reading.harness import read_html

TODAY = date(2026, 11, 22)
_BOOTSTRAP = "<style>h3{margin:0 0 8px;font-size:28px;font-weight:500}p{margin:0 0 16px}</style>"
_EVEN = "<style>h2,h3,p,div{margin:12px 0;font-size:16px}</style>"

pytestmark = pytest.mark.browser


def turns(*texts: str, style: str = _EVEN, tags: tuple[str, str] = ("p", "p")) -> str:
    """Texts one under another in one container, amounts in the first of the tags."""
    return f"{style}<div>" + "".join(f"<{(tag := tags[text[:2] != 'Rp'])}>{text}</{tag}>" for text in texts) + "</div>"


def ours(below: str) -> str:
    """Our balance under its heading, with something below it."""
    return f"<h2>Saldo JHT</h2><p>Rp 27.120.000,00</p><p>{below}</p><p>KPJ 14022223333</p><p>Nama: SITI AMINAH</p>"


THREE = ("Rp 285.000", "Iuran Terakhir", "Rp 31.870.455", "Saldo JHT", "Rp 7.250.500", "Saldo JP")

BODIES: dict[str, tuple[str, str | None]] = {
    # Amounts and their labels in turn.
    "below-bootstrap": (turns(*THREE, style=_BOOTSTRAP, tags=("h3", "p")), "31870455"),
    "below-even": (turns(*THREE), "31870455"),
    "below-ours-first": (turns(*THREE[2:], *THREE[:2]), "31870455"),
    "above-even": (turns("Iuran Terakhir", "Rp 285.000", "Saldo JHT", "Rp 31.870.455", "Saldo JP", "Rp 7.250.500"), "31870455"),
    "above-though-amounts-cling-to-the-next": (
        turns("Iuran Terakhir", "Rp 285.000", "Saldo JHT", "Rp 31.870.455", "Saldo JP", "Rp 7.250.500", style=_BOOTSTRAP, tags=("h3", "p")),
        "31870455",
    ),
    "above-with-a-remark-below": (turns("Saldo JHT", "Rp 31.870.455", "Iuran Terakhir", "Rp 285.000", "Terdaftar sejak Maret"), "31870455"),
    "above-with-a-day-below": (turns("Saldo JHT", "Rp 31.870.455", "Iuran Terakhir", "Rp 285.000", "Pembayaran Iuran Terakhir", "15-10-2026"), "31870455"),
    "a-heading-or-a-label": (_EVEN + "<div><h2>Saldo JHT</h2><p>Rp 285.000</p><p>Iuran Terakhir</p><p>Rp 31.870.455</p><p>Saldo</p></div>", None),
    "texts-at-both-ends": (turns("Saldo JHT", "Rp 285.000", "Iuran Terakhir", "Rp 31.870.455", "Saldo JP"), None),
    "below-with-units": (turns(*(f"{text} <small>per bulan</small>" if text == THREE[0] else text for text in THREE)), "31870455"),
    "a-heading-over-tiles": (
        "<style>h4{margin:0 0 20px}h3{margin:0;font-size:28px}p{margin:0 0 24px}</style><div><h4>Ringkasan</h4>"
        "<h3>Rp 285.000</h3><p>Iuran Terakhir</p><h3>Rp 31.870.455</h3><p>Saldo JHT</p></div>",
        "31870455",
    ),
    # Fields between the heading and its amount.
    "kpj-between": ("<h3>Saldo JHT</h3><p>Nomor KPJ: 12345678901</p><div>Rp 22.780.900,75</div>", "22780900.75"),
    "kpj-and-company-between": ("<h3>Saldo JHT</h3><p>Nomor KPJ: 12345678901 (PT Aneka Pangan)</p><div>Rp 22.780.900,75</div><p>Per tanggal 31 Oktober 2026</p>", "22780900.75"),
    "name-between": ("<h3>Saldo JHT</h3><p>Nama: SITI AMINAH</p><div>Rp 22.780.900,75</div>", "22780900.75"),
    "status-between": ("<h3>Saldo JHT</h3><p>Status: Aktif</p><div>Rp 22.780.900,75</div>", "22780900.75"),
    "another-label-between": ("<h3>Saldo JHT</h3><p>Tagihan</p><div>Rp 22.780.900,75</div>", None),
    # A caption right below an amount.
    **{f"caption-{at}": (ours(caption), None) for at, caption in enumerate((
        "Saldo yang dapat dicairkan", "30% dari total saldo", "Saldo awal tahun 2026", "Pokok iuran", "Saldo Jaminan Pensiun",
        "Akun Tambahan", "Dapat dicairkan sebagian (30%)", "Claimable amount",
    ))},
    **{f"harmless-{at}": (ours(caption), "27120000.00") for at, caption in enumerate((
        "Per 31 Oktober 2026", "Iuran terakhir: Oktober 2026", "Iuran terakhir Oktober 2026", "PT Sumber Rejeki", "JHT, JP, JKK, JKM",
        "Segmen: Penerima Upah", "Masa iuran 60 bulan", "<a href=/klaim>Klaim Saldo JHT</a>", "a.n. SITI AMINAH",
    ))},
    "a-part-of-a-total": (
        "<h2>Saldo JHT</h2><p style='font-size:30px'>Rp 27.120.000,00</p><p>Dapat dicairkan (30%)</p><p>dari total Rp 90.400.000,00</p>", None,
    ),
    "another-field-below": (ours("Iuran Terakhir</p><p>15-10-2026"), "27120000.00"),
    "another-card-below": (ours("</p><div><p>Saldo JP</p><p>Rp 1.000.000,00</p></div><p>"), "27120000.00"),
    # Units whose number is an amount of its own.
    **{f"unit-{at}": (f"<p>{unit}</p><table><tr><td>Saldo JHT</td><td>148.215,73</td></tr></table>", None) for at, unit in enumerate((
        "Satuan: Rp 1.000", "(000)", "x 1.000", "Dalam Rp 1.000", "(Rp'000)", "(Rp 1.000)",
    ))},
    **{f"no-unit-{at}": (f"<p>{unit}</p><table><tr><td>Saldo JHT</td><td>148.215,73</td></tr></table>", "148215.73") for at, unit in enumerate((
        "Satuan: Rupiah", "Biaya admin Rp 1.000", "Minimal iuran 12 x Rp 1.000.000", "Satuan: Rp",
    ))},
}  # fmt: skip


def outcome(page: Page, body: str) -> tuple[str | None, date | None]:
    """The total that is read off a body, or None, and the day it is said to be of."""
    watch(page.context)
    page.goto("about:blank")
    page.set_content(f"<!doctype html><html lang=id><title>Saldo</title><body><small>SIMULASI</small>{body}")
    try:
        reading = read_html(page, TODAY)
    except (BalanceNotShown, BalanceUncertain):
        return None, None
    return str(reading.total.quantize(Decimal("0.01"))), reading.as_of


@pytest.mark.parametrize("name", BODIES)
def test_what_stands_with_an_amount_tells_what_it_is(page: Page, name: str) -> None:
    body, total = BODIES[name]
    assert outcome(page, body)[0] == (total and str(Decimal(total).quantize(Decimal("0.01"))))
