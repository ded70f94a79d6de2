# Pages are written as long lines.
# ruff: noqa: E501
"""What stands beside a balance and is none: percentages, changes, goals, marks of charts, the same once more, earlier
months; small balances, and those in drawings. To each kind its twins, of which no number may be read.
"""

from collections.abc import Iterator

from tests.truth import Truth

_KPJ = "<p>KPJ 11122233344</p>"
_TILE = f"{_KPJ}<div><p>Saldo JHT</p><p style='font-size:24px'>Rp 1.500.000{{}}</p>{{}}</div>"
OURS = "1500000"

CAPTIONS = (
    *("64%", "64% dari target", "dari target hari tua", "Naik 12% dari tahun lalu", "+5,2%", "(5,2%)", "▲ 5,2%"),
    *("-0,4% dari bulan lalu", "64% tercapai", "menuju target hari tua", "Turun 1% sejak Oktober", "of goal"),
    "Terus menabung untuk hari tua",
)
"""Below the amount."""
OTHERS = (
    *("yang dapat dicairkan", "target hari tua", "70% dari saldo", "30% sudah dicairkan", "Estimasi", "5% bunga"),
    *("Saldo yang dapat diklaim", "per bulan", "Diblokir", "untuk 10 pemenang", "sampai umur 56 tahun"),
)
"""Such captions make it another thing."""
BADGES = ("+5,2%", "▲ 5,2%", "Aktif", "64% dari target", "Naik 2% dari bulan lalu", "-1 %")
"""In the line of the amount, after it."""
SIGNS = ("Estimasi", "yang dapat dicairkan", "70% dari saldo", "/bulan", "JP", "Simulasi")
NOTICES = (
    *("Bila ada perbedaan data, hubungi 175.", "Apabila terdapat perbedaan data, silakan hubungi kantor cabang."),
    *("Jika data tidak sesuai, hubungi Layanan Masyarakat 175.", "Iuran bulan Oktober telah kami terima."),
    "Iuran bulan Oktober telah kami terima. Bila ada perbedaan data, hubungi 175.",
    *("Mulai 2026, hasil pengembangan JHT dihitung harian.", "Hasil pengembangan dikreditkan setiap bulan."),
)
"""Everyday sentences, above the amount or below it."""
DENIALS = (
    *("Berikut estimasi saldo JHT Anda.", "Saldo ini belum termasuk hasil pengembangan.", "Data saldo keliru."),
    "Saat ini saldo belum dimutakhirkan, mohon kembali lagi nanti.",
)
SMALL = {
    "Rp 912.004": "912004",
    "Rp 81.500": "81500",
    "IDR 850.000": "850000",
    "Rp912.004,-": "912004",
    "Rp 9.000": "9000",
}
UNSETTLED = (
    *("912.004", "Rp 912,004", "IDR 912,004"),
    *("Rp 912.004</p><p>Iuran: Rp 1,250,000.00", "IDR 850.000</p><p>Contribution: IDR 1,250,000"),
    *("Rp 912.004</p><p>Iuran: Rp 1,250,000.00</p><p>Upah: Rp 5.250.000,00", "Rp 912.004</p><p>(dalam ribuan)"),
)
_MONTHS = ("September 2026", "Oktober 2026", "November 2026")
_AMOUNTS = ("Rp 1.000.000", "Rp 1.250.000", "Rp 1.500.000")
_DRAWN = "<h2>Saldo JHT</h2><svg width=300 height=90>{}</svg>" + _KPJ


def months(*rows: tuple[str, str], head: str = "Bulan", more: str = "") -> str:
    """A table of balances by month, with `more` in each row."""
    named = "<th>KPJ</th>" if more else ""
    told = "".join(f"<tr><td>{month}</td>{more and f'<td>{more}</td>'}<td>{amount}</td></tr>" for month, amount in rows)
    return f"<h2>Saldo JHT</h2>{_KPJ}<table><tr><th>{head}</th>{named}<th>Saldo JHT</th></tr>{told}</table>"


def tiles(first: str, second: str, day: str) -> str:
    """Two tiles side by side: what the amount is of, its day, and the amount below a line."""
    style = "<style>.t{width:200px;text-align:center;display:inline-block;margin:8px;vertical-align:top}h5{font-size:20px;margin:0}span{font-size:12px}</style>"
    amounts = {"Saldo JHT": "Rp 1.500.000,00", "Saldo JP": "Rp 400.000,00"}
    return (
        style
        + _KPJ
        + "".join(
            f"<div class=t><h6>{one}</h6><span>{day}</span><hr><h5>{amounts[one]}</h5></div>" for one in (first, second)
        )
    )


_RUNNING = list(zip(_MONTHS, _AMOUNTS, strict=True))
_STRETCHED = "<div style='position:relative;width:200px'><button aria-label='{0}' style='position:absolute;inset:0;background:transparent;border:0'></button><div><p>{0}</p>{1}</div></div>"
_PLAIN = f"{_KPJ}<p>Saldo JHT: Rp 1.500.000,00</p>"

BODIES: dict[str, tuple[str, str | None]] = {
    "months-up": (months(*_RUNNING), OURS),
    "months-down": (months(*_RUNNING[::-1]), OURS),
    "months-by-period": (months(*_RUNNING, head="Periode"), OURS),
    "months-below-the-balance": (f"<p>Saldo JHT</p><h2>Rp 1.500.000</h2>{months(*_RUNNING)}", OURS),
    "months-in-disorder": (months(_RUNNING[1], _RUNNING[2], _RUNNING[0]), None),
    "months-the-last-without": (months(*_RUNNING[:2], (_MONTHS[2], "-")), None),
    "months-of-two-cards": (months(*_RUNNING, more="22233344455"), None),
    "months-to-come": (months(*_RUNNING, ("Januari 2027", "Rp 1.750.000")), None),
    "months-below-another-balance": (f"<p>Saldo JHT</p><h2>Rp 1.900.000</h2>{months(*_RUNNING)}", None),
    "months-with-what-is-not-posted": (months(*_RUNNING[1:], more="Final").replace("<th>KPJ", "<th>Keterangan").replace("Final</td><td>Rp 1.500", "Belum diposting</td><td>Rp 1.500"), None),
    "months-of-contributions": (f"<h2>Saldo JHT</h2>{_KPJ}<table><tr><th>Bulan</th><th>JHT</th></tr><tr><td>Oktober 2026</td><td>Rp 250.000</td></tr><tr><td>November 2026</td><td>Rp 260.000</td></tr></table>", None),
    "cards-by-their-last-contribution": (months(*_RUNNING, head="Iuran terakhir"), None),
    "cards-by-their-numbers-in-order": (months(*_RUNNING, more="Kartu").replace("<td>Kartu</td>", "<td>1</td>", 1).replace("<td>Kartu</td>", "<td>2</td>", 1).replace(_KPJ, ""), None),
    "cards-by-their-kind": (months(*_RUNNING[1:], more="Penerima Upah").replace("<td>Pen", "<td>Bukan Pen", 1).replace(_KPJ, ""), None),
    "cards-by-the-day-of-joining": (months(("01-03-2019", "Rp 1.250.000"), ("01-11-2026", "Rp 1.500.000"), head="Tanggal kepesertaan"), None),
    "again-but-in-more-millions": (f"<nav>Saldo JHT Rp 15 jt</nav>{_PLAIN}", None),
    "again-but-in-billions": (f"{_PLAIN}<div><div>Saldo JHT</div><div>Rp 1,2 M</div></div>", None),
    "amounts-below-one-label": (f"<h2>Saldo JHT</h2>{_KPJ}<p>Rp 3.000.000</p><p>Rp 2.000.000</p><p>Rp 1.000.000</p>", None),
    "drawn-axis-alone": (_DRAWN.format("<text x=10 y=20>3.000.000</text><text x=10 y=50>2.000.000</text><text x=10 y=80>1.000.000</text>"), None),
    "day-long-past-below-the-label": (f"{_KPJ}<p>Saldo JHT</p><p>31 Desember 2023</p><p>Rp 1.500.000</p>", None),
    "day-to-come-below-the-label": (f"{_KPJ}<div><h3>Saldo JHT</h3><span>31 Desember 2045</span><div>Rp 1.500.000</div></div>", None),
    "day-of-late-below-the-label": (f"{_KPJ}<p>Saldo JHT</p><p>31 Oktober 2026</p><p>Rp 1.500.000</p>", OURS),
    "cards-by-the-day-over-each": ("".join(f"<section><p>Tanggal kepesertaan: {day}</p><p>Saldo JHT</p><p>{amount}</p></section>" for day, amount in (("01-03-2019", "Rp 1.250.000"), ("01-11-2026", "Rp 1.500.000"))), None),
    "card-of-a-child": ("<h1>Saldo JHT</h1><p>Nomor KPJ: 11122233344 (kartu anak)</p><p>Saldo JHT: Rp 1.500.000</p>", None),
    "again-in-whole-rupiah": (f"{_KPJ}<div><p>Saldo JHT</p><p>Rp 1.500.000,25</p></div><div><h3>Komposisi</h3><ul><li>Saldo JHT: Rp 1.500.000</li><li>Saldo JP: Rp 400.000</li></ul></div>", "1500000.25"),
    "again-in-whole-rupiah-by-a-card": ("<div><p>Saldo JHT</p><p>Rp 1.500.000,25</p><p>KPJ 11122233344</p></div><div><h3>Komposisi</h3><ul><li>Saldo JHT: Rp 1.500.000</li><li>Saldo JP: Rp 400.000</li></ul></div>", "1500000.25"),
    "again-in-millions": (f"<nav>Saldo JHT Rp 1,5 jt</nav>{_PLAIN}", OURS),
    "again-in-millions-in-a-list": (f"{_PLAIN}<p>Komposisi saldo</p><ul><li>JHT: Rp 1,5 jt</li><li>JP: Rp 0,4 jt</li></ul>", OURS),
    "again-otherwise": (f"<div><p>Saldo JHT</p><p>Rp 1.500.000,25</p></div><ul><li>Saldo JHT: Rp 1.500.002</li></ul>{_KPJ}", None),
    "again-otherwise-in-millions": (f"<nav>Saldo JHT Rp 1,4 jt</nav>{_PLAIN}", None),
    "again-but-of-another-card": ("<section><p>KPJ 11122233344</p><p>Saldo JHT: Rp 1.500.000,25</p></section><section><p>KPJ 22233344455</p><p>Saldo JHT: Rp 1.500.000</p></section>", "3000000.25"),
    "tiles-with-days": (tiles("Saldo JHT", "Saldo JP", "Per 31 Oktober 2026"), OURS),
    "tiles-with-days-ours-last": (tiles("Saldo JP", "Saldo JHT", "Per 31 Oktober 2026"), OURS),
    "tiles-with-days-long-past": (tiles("Saldo JHT", "Saldo JP", "Per 31 Oktober 2023"), None),
    "badge-in-the-label": (f"{_KPJ}<div><h3>Rp 1.500.000</h3><p>Saldo JHT <small>+2,4 %</small></p></div>", OURS),
    "part-in-the-label": (f"{_KPJ}<div><h3>Rp 1.500.000</h3><p>Saldo JHT <small>70 %</small></p></div>", None),
    "badge-over-the-label": (f"{_KPJ}<div><span>+12%</span><p>Saldo JHT</p><h3>Rp 1.500.000</h3></div>", OURS),
    "cards-counted-over-the-label": (f"{_KPJ}<div><span>+2</span><p>Saldo JHT</p><h3>Rp 1.500.000</h3></div>", None),
    "target-in-a-sentence": (f"{_KPJ}<p>Saldo JHT: Rp 1.500.000 dari target Rp 2.343.750</p>", OURS),
    "a-progress-line": (f"{_KPJ}<div><p>Saldo JHT</p><h3>Rp 1.500.000</h3><div role=progressbar aria-valuenow=64 style='background:#eee;height:8px'></div><span>64% dari target Rp 2.343.750</span></div>", OURS),
    "day-of-the-balance-as-a-field": (f"{_PLAIN}<dl><dt>Saldo per tanggal</dt><dd>31 Oktober 2026</dd></dl><p>KPJ 11122233344 PT SATU</p>", OURS),
    "axis-of-a-chart": (f"{_PLAIN}<div>{''.join(f'<div><span>Rp {n} jt</span></div>' for n in (20, 15, 10, 5))}<div>4,7 jt</div><div>15,26 jt</div></div>", OURS),
    "tabs-below-the-balance": (f"{_PLAIN}<hr><div role=tablist><a href=#a role=tab aria-selected=true>Riwayat Iuran</a> <a href=#b role=tab aria-selected=false>Data Peserta</a></div><div id=a role=tabpanel>Iuran 10-2026: Rp 100.000,00</div>", OURS),
    "tabs-above-the-balance": (f"<div role=tablist><a href=#a role=tab aria-selected=true>Simulasi Saldo</a> <a href=#b role=tab aria-selected=false>Data Peserta</a></div>{_PLAIN}", None),
    "tabs-at-the-foot": (f"{_PLAIN}<div role=tablist><a href=#a role=tab aria-selected=true>Simulasi Saldo</a> <a href=#b role=tab aria-selected=false>Akun</a></div>", None),
    "a-day-and-a-state-below": (_TILE.format("", "<p>Per 31 Oktober 2026 - Aktif</p>"), OURS),
    "a-day-and-a-condition-below": (_TILE.format("", "<p>Per 31 Oktober 2026 - Estimasi</p>"), None),
    "a-sign-without-its-font": (f"{_KPJ}<p>credit_card</p><p>Saldo JHT</p><p>Rp 1.500.000</p>", OURS),
    "a-card-number-below": ("<div><h5>Saldo JHT</h5></div><div><div style='font-size:38px'>Rp 1.500.000,00</div><table><tr><td>KPJ</td><td>11122233344</td></tr></table></div>", OURS),
    "unit-of-all": (f"{_KPJ}<p>Saldo JHT: Rp 1.500.000,00</p><p>Setiap angka mewakili Rp 1 juta</p>", None),
    "name-below-a-button": (_STRETCHED.format("Lihat Saldo JHT", "") + _STRETCHED.format("Simulasi Saldo JHT", "") + _PLAIN, OURS),
    "name-below-a-button-with-an-amount": (_KPJ + _STRETCHED.format("Simulasi Saldo JHT", "<p>Rp 1.500.000,00</p>"), None),
    "drawn-text": (_DRAWN.format("<text x=10 y=60 font-size=24>Rp 1.500.000,00</text>"), OURS),
    "drawn-lines": (_KPJ + "<svg width=300 height=90><text y=30 font-size=14><tspan x=20>Saldo JHT</tspan><tspan x=20 dy=30>Rp 1.500.000</tspan></text></svg>", OURS),
    "drawn-ring": (_KPJ + "<svg width=300 height=200><circle cx=150 cy=100 r=80 fill=none stroke='#0a0' stroke-width=12 /><text x=150 y=90 text-anchor=middle font-size=14>Saldo JHT</text><text x=150 y=120 text-anchor=middle font-size=20>Rp 1.500.000</text></svg>", OURS),
    "drawn-axis": (f"{_PLAIN}<svg width=400 height=200><text x=5 y=20>2.000.000</text><text x=5 y=100>1.000.000</text><text x=80 y=195>Okt</text></svg>", OURS),
    "drawn-aslant": (_DRAWN.format("<text x=10 y=80 font-size=20 transform='rotate(-90 20 80)'>Rp 1.500.000,00</text>"), None),
    "drawn-apart": (_DRAWN.format("<text x='10 40 60 80 100 120 140 160 180 200 220 240' y=60 font-size=24>Rp 1.500.000</text>"), None),
    "drawn-over-itself": (_DRAWN.format("<text x=10 y=60 font-size=24>Rp 1.500.<tspan dx=-60>9</tspan>00,00</text>"), None),
    "drawn-under-a-shape": (_DRAWN.format("<text x=10 y=60 font-size=24>Rp 1.500.000,00</text><rect width=100 height=90 fill=white />"), None),
    "drawn-beyond-the-edge": (f"<h2>Saldo JHT</h2><svg width=120 height=60><text x=10 y=40 font-size=24>Rp 1.500.000</text></svg>{_KPJ}", None),
    "drawn-within-a-shape": (_DRAWN.format("<clipPath id=c><rect width=100 height=90 /></clipPath><text clip-path='url(#c)' x=10 y=60 font-size=24>Rp 1.500.000</text>"), None),
    "note-on-a-gradient": (f"<div style='background:linear-gradient(#fff,#000)'><p style='color:#808080;margin:0;padding:60px 0'>Estimasi, bukan saldo sebenarnya</p></div>{_PLAIN}", None),
    "label-as-white-as-the-page": (f"<div style='background:url(data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7)'><p style='color:#fff'>Saldo JHT</p></div>{_KPJ}<p>Rp 1.500.000,00</p>", None),
}  # fmt: skip


def _measured() -> Iterator[tuple[str, str, str | None]]:
    for total, below, after in ((OURS, CAPTIONS, BADGES), (None, OTHERS, SIGNS)):
        for text in below:
            yield f"below/{text}", _TILE.format("", f"<p>{text}</p>"), total
        for text in after:
            yield f"after/{text.replace('/', 'per ')}", _TILE.format(f" <small>{text}</small>", ""), total
    for total, told in ((OURS, NOTICES), (None, DENIALS)):
        for text in told:
            yield f"said-above/{text}", f"{_KPJ}<div><div>{text}</div><p>Saldo JHT: Rp 1.500.000,00</p></div>", total
            yield f"said-below/{text}", f"{_PLAIN}<p>{text}</p>", total
    for text, amount in SMALL.items():
        yield f"small/{text}", f"{_KPJ}<p>Saldo JHT</p><h2>{text}</h2>", amount
    for text in UNSETTLED:
        yield f"unsettled/{text}", f"{_KPJ}<p>Saldo JHT: {text}</p>", None
    for name, (body, total) in BODIES.items():
        yield name, body, total


MEASURED = {name: (body, Truth(total)) for name, body, total in _measured()}
"""Each body with what is read off it."""
