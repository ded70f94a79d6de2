# Pages are written as long lines.
# ruff: noqa: E501
"""What surrounds an amount, in small bodies of pages: what is a label, a field, a caption or a remark, and of what day."""

from collections.abc import Iterator
from datetime import date

from tests.truth import Truth

_BOOTSTRAP = "<style>h3{margin:0 0 8px;font-size:28px;font-weight:500}p{margin:0 0 16px}</style>"
_EVEN = "<style>h2,h3,p,div{margin:12px 0;font-size:16px}</style>"


def turns(*texts: str, style: str = _EVEN, tags: tuple[str, str] = ("p", "p")) -> str:
    """Texts one under another in one container, amounts in the first of the tags."""
    return f"{style}<div>" + "".join(f"<{(tag := tags[text[:2] != 'Rp'])}>{text}</{tag}>" for text in texts) + "</div>"


def ours(below: str) -> str:
    """Our balance under its heading, with something below it."""
    return f"<h2>Saldo JHT</h2><p>Rp 27.120.000,00</p><p>{below}</p><p>KPJ 14022223333</p><p>Nama: SITI AMINAH</p>"


THREE = ("Rp 285.000", "Iuran Terakhir", "Rp 31.870.455", "Saldo JHT", "Rp 7.250.500", "Saldo JP")

_CARD = "<p>Nomor KPJ: 12345678901</p><p>Saldo JHT: Rp 12.345.678</p>"
_ARROW = "<button style='width:30px;height:30px'></button>"
_SLIDE = "<div style='flex:0 0 300px'><p>{}</p><p>Saldo JHT</p><p>{}</p></div>"
_SLIDES = (
    "<div style='width:300px;overflow:hidden'><div style='display:flex'>"
    + _SLIDE.format("PT SATU JAYA", "Rp 12.345.678")
    + _SLIDE.format("PT DUA MAKMUR", "Rp 8.200.000")
    + "</div></div>"
)

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
    "a-total-without-a-label": (turns("Rp 39.120.955", *THREE[3:1:-1], *THREE[:3:-1], "Terakhir diperbarui"), None),
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
    "label-below-a-field": ("<h3>Portal Peserta</h3><p>Nama: SITI AMINAH</p><div>Rp 22.780.900,75</div><p>Saldo JHT</p>", "22780900.75"),
    "another-label-below": ("<h3>Saldo JHT</h3><p>Status: Aktif</p><div>Rp 22.780.900,75</div><p>Tagihan</p>", None),
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
    "caption-below-large-letters": (
        "<h2>Saldo JHT</h2><p style='font-size:32px'>Rp 27.120.000,00</p><p>Saldo yang dapat dicairkan</p>", None,
    ),
    "an-amount-in-pieces": (
        "<h2>Saldo JHT</h2><div style='display:flex;gap:40px'><p>Rp 15.345</p><p>.678</p></div><p>KPJ 14022223333</p>", None,
    ),
    "a-part-of-an-amount": ("<h2>Saldo JHT</h2><p>Rp 9.000.000,00</p><p>dari Rp 31.870.455,00</p><p>KPJ 14022223333</p>", None),
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
    # Only the heading names the amounts.
    "headed-cards": (
        "<h2>Lihat Saldo JHT</h2>" + "".join(
            f"<div><p>No. KPJ {kpj}</p><h5>Rp {amount}</h5><p>PT SUMBER REJEKI</p><span>AKTIF</span><p>Saldo per 31-10-2026</p></div>"
            for kpj, amount in (("19028374651", "23.871.904,55"), ("14055667788", "4.120.300,00"))
        ), "27992204.55",
    ),
    "headed-with-a-label": ("<h2>Saldo JHT</h2><div><p>KPJ 19028374651</p><p>Tagihan</p><h5>Rp 23.871.904,55</h5><p>PT SUMBER REJEKI</p></div>", None),
    "headed-with-another-amount": ("<h2>Saldo JHT</h2><div><p>KPJ 19028374651</p><h5>Rp 23.871.904,55</h5><p>AKTIF</p><h5>Rp 1.000.000,00</h5><p>AKTIF</p></div>", None),
    "headed-with-a-qualifier": ("<h2>Saldo JHT</h2><div><p>KPJ 19028374651</p><h5>Rp 23.871.904,55</h5><p>AKTIF</p></div><p>Simulasi saldo</p>", None),
    "headed-without-a-card": ("<h2>Saldo JHT</h2><div><span>AKTIF</span><h5>Rp 23.871.904,55</h5><p>AKTIF</p></div>", None),
    "a-sign-over-the-numbers": (
        "<h3>Saldo JHT</h3><table><tr><th>#</th><th>Nomor KPJ</th><th>Perusahaan</th><th>Saldo JHT</th></tr><tr><td>1</td><td>19028374651</td>"
        "<td>PT ARUNA</td><td>Rp 2.000.100,00</td></tr><tr><td>2</td><td>14055667788</td><td>PT BAYU</td><td>Rp 3.000.100,00</td></tr></table>",
        "5000200.00",
    ),
    # What a label may say besides.
    **{f"label-{at}": (f"<p>KPJ 14022223333</p><p>{label}: Rp 27.120.000,00</p>", total) for at, (label, total) in enumerate((
        ("Saldo JHT Akhir (A + B + C)", "27120000"), ("E. Saldo JHT Akhir (A + B - C)", "27120000"), ("Saldo JHT (JP + BSU)", None),
        ("Saldo JHT berjalan s.d. 31 Oktober 2026", "27120000"), ("Saldo JHT tahun berjalan", None), ("Saldo JHT bulan berjalan", None),
    ))},
    # A remark whose mark no amount bears belongs to the amounts that it stands with.
    "remark-on-a-projection": (
        "<table><tr><td>Saldo JHT saat ini</td><td>Rp 64.118.020</td></tr></table><div><p>Proyeksi usia 56 tahun</p><h1>Rp 587.340.000</h1>"
        "<p>*Proyeksi dengan asumsi hasil pengembangan 5,5% per tahun</p></div>", "64118020",
    ),
    "remark-on-the-balance": (
        "<table><tr><td>Saldo JHT saat ini</td><td>Rp 64.118.020</td></tr></table><div><p>Iuran usia 56 tahun</p><h1>Rp 587.340.000</h1>"
        "<p>*Proyeksi saldo dengan asumsi hasil pengembangan 5,5% per tahun, belum termasuk iuran</p></div>", None,
    ),
    "cards-named-by-what-opens-them": (
        "<h3>Saldo Program Anda</h3><p>KPJ 19087654321</p><section>" + "".join(
            f"<div><div><span>{name}</span> <i>Aktif</i></div><p>Saldo</p><p>Rp {amount}</p></div>"
            for name, amount in (("Jaminan Pensiun (JP)", "7.250.500,00"), ("Jaminan Hari Tua (JHT)", "31.870.455,20"))
        ) + "</section>", "31870455.20",
    ),
    # A total of all programmes.
    **{f"all-programmes-{at}": (
        f"<p>KPJ 19087654321</p><div>Total Saldo Program</div><h1>Rp {total}</h1><div><h4>Jaminan Pensiun (JP)</h4><p>{label}</p><p>Rp 7.250.500,00</p></div>"
        "<div><h4>Jaminan Hari Tua (JHT)</h4><p>Saldo</p><p>Rp 31.870.455,20</p></div>", balance,
    ) for at, (total, label, balance) in enumerate((
        ("39.120.955,20", "Saldo", "31870455.20"), ("39.120.955,20", "Saldo JP", "31870455.20"), ("39.120.955,21", "Saldo", None), ("39.120.955,20", "Iuran", None),
    ))},
    # One rule of the reading each: without it the page ends otherwise.
    "zero-after-an-error": ("<p>Saldo JHT: Rp 0</p><p>Terjadi kesalahan, silakan coba lagi</p>", None),
    "two-amounts-below-one-label": ("<h3>Saldo JHT</h3><p>Rp 12.345.678</p><p>Rp 9.000.000</p>", None),
    "next-card": (f"{_CARD}<button aria-label='Kartu berikutnya'>›</button>", None),
    "all-of-my-cards": (f"<h3>Kartu Saya</h3><a href='#semua'>Lihat Semua</a>{_CARD}", None),
    "arrows-around-a-card": (f"<section>{_ARROW}<div>{_CARD}</div>{_ARROW}</section>", None),
    "card-beyond-the-edge": (_SLIDES, None),
    "two-totals": ("<p>Total Saldo JHT: Rp 3.000.000</p><p>Jumlah Saldo JHT: Rp 4.000.000</p>", None),
    "two-holders": (f"<p>Nama: SITI AMINAH</p>{_CARD}<p>Nama: BUDI SANTOSO</p>", None),
    "total-of-cards": (
        "<p>Total Saldo JHT: Rp 5.000.000</p><p>Nomor KPJ: 12345678901</p><p>Nomor KPJ: 10987654321</p>",
        None,
    ),
    "written-as-none": (f"{_CARD}<p>Saldo JHT: Rp 12,345</p>", None),
    "card-in-a-tab": (
        f"<div role=tablist><button role=tab aria-selected=true>Kartu 1</button><button role=tab aria-selected=false>Kartu 2</button></div>{_CARD}",
        None,
    ),
    "card-in-a-closed-list": (
        f"<div role=combobox aria-expanded=false tabindex=0>Kartu 1<ul style='display:none'><li role=option>Kartu 1</li><li role=option>Kartu 2</li></ul></div>{_CARD}",
        None,
    ),
    "employer-alone": (
        "<ul><li><p>PT SATU JAYA</p><p>Saldo JHT: Rp 12.345.678</p></li><li><p>PT DUA MAKMUR</p></li></ul>",
        None,
    ),
    "jht-under-balance": ("<h2>Saldo</h2><p>JHT: Rp 12.345.678</p>", "12345678"),
    "total-under-balance": ("<h2>Saldo JHT</h2><p>Total: Rp 12.345.678</p>", "12345678"),
}  # fmt: skip

DAYS: dict[str, tuple[str, date | None]] = {
    "Data s.d. tanggal 20-11-2026": ("{}", date(2026, 11, 20)),
    "Posisi saldo : 31-10-2026": ("{}", date(2026, 10, 31)),
    "Per 31-10-2026": ("{}", date(2026, 10, 31)),
    "Saldo dihitung sampai dengan tanggal 31 Oktober 2026": ("{}", date(2026, 10, 31)),
    "Terakhir diperbarui: Jumat, 20 November 2026 08:00 WIB": ("{}", date(2026, 11, 20)),
    "Terakhir diperbarui 20 November 2026": ("{}<p>Posisi saldo 31-10-2026</p>", date(2026, 10, 31)),
    "Terakhir diperbarui 19 November 2026": ("<h3>Profil Saya</h3>{}", None),
    "<table><tr><td>Posisi saldo</td><td>:</td><td>31-10-2026</td></tr></table>": ("{}", date(2026, 10, 31)),
    "Tanggal lahir 12-05-1990": ("{}", None),
    "Iuran terakhir: 15-10-2026": ("{}", None),
}
TABLE = "<table><tr><th>No. KPJ</th><th>Saldo JHT</th><th>{}</th></tr><tr><td>14022223333</td><td>Rp 27.120.000,00</td><td>2026-10-31</td></tr></table>"


def _measured() -> Iterator[tuple[str, str, Truth]]:
    for name, (body, total) in BODIES.items():
        yield name, body, Truth(total)
    for at, (told, (around, day)) in enumerate(DAYS.items()):
        dated = around.format(f"<div>{told}</div>")
        yield (
            f"day-{at}",
            f"<h2>Saldo JHT</h2><p>Rp 27.120.000,00</p><p>KPJ 14022223333</p>{dated}",
            Truth("27120000", as_of=day),
        )
    for head, day in (("Per Tanggal", date(2026, 10, 31)), ("Iuran Terakhir", None)):
        yield f"column-{head}", TABLE.format(head), Truth("27120000", as_of=day)


MEASURED = {name: (body, truth) for name, body, truth in _measured()}
"""Each body with what is read off it."""
