# Pages are written as long lines.
# ruff: noqa: E501
"""Words that make an amount another thing: units, signs, prospects, times, parts. Each kind in many wordings and places,
and its twins: pages that look alike and are ordinary, which must be read.
"""

from collections.abc import Iterator
from datetime import date
from itertools import islice

import pytest
from playwright.sync_api import Browser, Page

from checker import selectors
from checker.failures import Failure
from checker.portal.eyes import watch
from checker.reading.words import plain
from tests.reading.harness import read_html

TODAY = date(2026, 11, 22)
RP, SUM = "Rp 12.345.678", "12345678.00"
KPJ = "<p>Nomor KPJ: 12345678901</p>"
IURAN = "<p>Iuran Oktober 2026: Rp 1.250.000</p>"

pytestmark = pytest.mark.browser

PLACES = {
    "heading": f"<h1>Saldo JHT</h1><h2>{{}}</h2>{KPJ}<p>Saldo JHT: {RP}</p>",
    "first-heading": f"<h1>{{}}</h1>{KPJ}<div><div>Saldo JHT</div><div>{RP}</div></div>",
    "lead": f"<h1>Portal Peserta</h1>{KPJ}<p>{{}}</p><p>Saldo JHT</p><p>{RP}</p>",
    "below": f"<h1>Saldo JHT</h1>{KPJ}<div>Saldo JHT</div><div>{RP}</div><div>{{}}</div>",
    "line": f"<h1>Saldo JHT</h1>{KPJ}<p>Saldo JHT: {RP} {{}}</p>",
    "box": f"<h1>Saldo JHT</h1>{KPJ}<div style='display:flex;gap:24px'><span>Saldo JHT</span><b>{RP}</b><span>{{}}</span></div>",
    "cell": f"<h1>Saldo JHT</h1>{KPJ}<table><tr><td>Saldo JHT</td><td>{RP}</td><td>{{}}</td></tr></table>",
    "column": f"<h1>Saldo JHT</h1><table><tr><th>Nomor KPJ</th><th>Saldo JHT {{}}</th></tr><tr><td>12345678901</td><td>{RP}</td></tr></table>",
    "caption": f"<h1>Saldo JHT</h1><table><caption>{{}}</caption><tr><th>Nomor KPJ</th><th>Saldo JHT</th></tr><tr><td>12345678901</td><td>{RP}</td></tr></table>",
    "label": f"<h1>Saldo JHT</h1>{KPJ}<dl><dt>Saldo JHT {{}}</dt><dd>{RP}</dd></dl>",
    "remark": f"<h1>Saldo JHT</h1>{KPJ}{IURAN}<p>Saldo JHT: {RP}</p><p>{{}}</p>",
    "foot": f"<h1>Saldo JHT</h1>{KPJ}{IURAN}<p>Saldo JHT*: {RP}</p><p>* {{}}</p>",
}
NEAR = ("line", "box", "cell", "column", "label", "below")
OVER = ("heading", "first-heading", "lead")

KINDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "unit": (
        ("dalam ribuan", "ribu rupiah", "(Rp ribu)", "Rp'000", "disajikan dlm jutaan rupiah", "Angka dalam juta", "IDR '000s", "in IDR thousands",
         "Amounts are stated in millions of Rupiah", "Satuan: Rp juta", "(Rp miliar)", "dlm. miliar rupiah", "figures in thousands of IDR", "dinyatakan dalam ribuan Rp"),
        ("heading", "column", "caption", "label", "remark", "foot", "below", "box"),
    ),
    "unit-sign": (("rb", "jt", "K", "M", "ribu", "mn", "juta", "x1.000", "rb.", "'000", "mio", "(rb)", "jutaan", "thousand"), NEAR),
    "currency": (
        ("USD", "dolar AS", "US$", "€", "SGD", "ringgit", "poin", "gram emas", "lot", "unit penyertaan", "RM", "£", "yen", "AUD", "points", "koin"), NEAR,
    ),
    "currency-remark": (
        ("dalam USD", "Mata uang: dolar", "Semua nilai dalam euro", "in Singapore dollars", "All amounts are in US dollars", "Nilai dalam gram emas", "Satuan: poin",
         "Angka dinyatakan dalam dolar AS", "dalam ringgit Malaysia", "Currency: SGD", "in AUD", "dlm. yen Jepang"),
        ("heading", "caption", "remark", "foot"),
    ),
    "prospect": (
        ("Prakiraan", "Taksiran dana hari tua", "Rencana pensiun", "Ditaksir sistem", "Diproyeksikan", "Gambaran kelak", "Target Anda", "Peramalan", "Skenario", "Diperkirakan",
         "Impian hari tua", "Dana yang diharapkan", "Perencanaan hari tua", "Projected value", "Forecasted", "Your goal", "Undian", "Pengundian hadiah", "Pemenang", "Kalkulator", "Tarif PPh 21", "Andaian"),
        ("heading", "first-heading", "lead", "below", "caption"),
    ),
    "condition": (
        ("Bila bekerja 20 tahun lagi", "Jika Anda bekerja sampai umur 56 tahun", "Apabila iuran rutin dibayar", "Seandainya terus menabung", "Kalau gaji naik tiap tahun", "Saat pensiun",
         "Ketika purnabakti", "Setelah masa kerja berakhir", "Menjelang hari tua", "Tatkala berhenti bekerja", "Andaikata upah tetap", "If you keep working", "When you stop working",
         "Assuming steady wages", "After twenty years of work", "Sesudah mengabdi 30 tahun"),
        OVER,
    ),
    "bound": (
        ("hingga", "sampai dengan", "s.d.", "maksimal", "s/d", "up to", "minimal", "mulai dari", "lebih dari", "kurang dari", "paling banyak", "di atas", "sekitar", "at least"), ("label",),
    ),
    "time": (
        ("Januari 2026", "Desember 2024", "Tahun buku 2023", "Triwulan I 2025", "Semester II 2024", "per Des '23", "Dua tahun silam", "Keadaan dua tahun lalu", "Q1 2024", "Kuartal kedua 2025",
         "3 tahun yang lalu", "31/12/23", "Posisi 12/2023", "As of Dec-23", "Three years ago", "FY 2023", "Tahun anggaran 2024", "30-VI-2024"),
        ("heading", "below", "caption"),
    ),
    "time-remark": (
        ("Keadaan dua tahun silam", "per Des '23", "Tahun buku 2023", "Data tersimpan 3 bulan yang silam; koneksi terputus", "Posisi 31/12/23", "Kondisi tiga tahun lalu", "Data setahun yang lalu",
         "Data triwulan I 2024", "Keadaan semester II tahun 2023", "Data per XII-2023, disimpan 2 tahun lalu", "Mode luring: data terakhir ditampilkan", "Showing cached data", "Balance stored 5 months ago", "Laporan tahun 2022"),
        ("remark", "foot", "below"),
    ),
    "revoked": (
        ("BATAL", "VOID", "Dibatalkan", "Tidak berlaku", "Tidak sah", "Kedaluwarsa", "CANCELLED", "Terkoreksi", "DRAF", "Sudah dibatalkan", "Telah dianulir", "Sudah tidak berlaku", "Expired", "Ralat"),
        ("remark", "below", "cell", "box"),
    ),
    "paid": (
        ("Status: Tutup, telah dicairkan 12-03-2026", "Status: Klaim telah dibayarkan", "Saldo telah dicairkan seluruhnya", "Kartu ditutup, sudah dibayarkan pada 1 Juni 2026", "Telah diklaim 12 Mei 2026", "Sudah ditarik penuh",
         "Claim paid in full", "Closed, paid out on 12 May 2026", "Status: Selesai dicairkan", "Dana telah ditransfer", "Seluruhnya sudah diambil", "Fully withdrawn"),
        ("remark", "lead"),
    ),
    "remainder": (
        ("Selebihnya tercatat di kartu lama.", "Sisanya ada di perusahaan sebelumnya.", "Kekurangannya dicatat di cabang lain", "Di luar saldo kartu lama", "Tidak mencakup kartu nonaktif", "The rest is held on another card",
         "Belum termasuk hasil pengembangan", "Di luar iuran yang belum dibukukan", "Not counting your old card", "Selisihnya akan dipindahkan", "Sebagian lagi masih di kartu lama", "The remainder is recorded elsewhere"),
        ("remark", "below", "foot"),
    ),
    "continued": (
        ("untuk 10 pemenang", "dari pemberi kerja", "yang belum dibukukan", "bagi peserta beruntung", "atau setara", "per orang", "for ten winners", "of your employer", "tanpa bunga", "not yet posted", "oleh pemerintah", "dan sejumlah lagi"),
        ("below", "box", "cell", "line"),
    ),
}  # fmt: skip


def _signs() -> dict[str, str]:
    """Minus signs of every kind, before, after and apart from an amount."""
    bodies: dict[str, str] = {}
    for sign in "-\u2010\u2011\u2012\u2013\u2014\u2212\u207b\ufe63\uff0d\u2796":
        code = f"{ord(sign):x}"
        bodies[f"before-{code}"] = f"<p>Saldo JHT: {sign}{RP}</p>"
        bodies[f"inside-{code}"] = f"<p>Saldo JHT: Rp {sign}12.345.678</p>"
        bodies[f"apart-{code}"] = f"<table><tr><td>Saldo JHT</td><td>{sign}</td><td>{RP}</td></tr></table>"
        bodies[f"after-{code}"] = f"<table><tr><td>Saldo JHT</td><td>{RP}</td><td>{sign}</td></tr></table>"
        bodies[f"flex-{code}"] = (
            f"<div style='display:flex;gap:20px'><span>Saldo JHT</span><span>{sign}</span><b>{RP}</b></div>"
        )
    for at, amount in enumerate(
        (
            "(Rp 12.345.678)",
            "Rp (12.345.678)",
            "minus Rp 12.345.678",
            "Rp 12.345.678 DR",
            "Rp 12.345.678 D",
            "Rp 12.345.678 (-)",
            "negatif Rp 12.345.678",
            "Rp 12.345.678 CR",
            "Rp 12.345.678-",
        )
    ):
        bodies[f"told-{at}"] = f"<p>Saldo JHT: {amount}</p>"
        bodies[f"told-cell-{at}"] = f"<table><tr><td>Saldo JHT</td><td>{amount}</td></tr></table>"
    return {f"sign-{name}": f"<h1>Saldo JHT</h1>{KPJ}{body}" for name, body in bodies.items()}


def _table(head: str, *rows: str) -> str:
    cells = "".join(f"<tr><td>{row.replace('|', '</td><td>')}</td></tr>" for row in rows)
    return f"<h1>Saldo JHT</h1>{KPJ}<table><tr><th>{head.replace('|', '</th><th>')}</th></tr>{cells}</table>"


OTHERS = {
    "months-1": _table("Bulan|Saldo JHT", "Januari|Rp 10.060.678", "Februari|<em>belum</em>"),
    "months-2": _table("Periode|Saldo JHT", "Mar 2026|Rp 10.060.678", "Apr 2026|"),
    "months-3": _table("Month|JHT Balance", "February|Rp 10.060.678", "March|pending"),
    "quarters": _table("Kuartal|Saldo JHT", "Q1|Rp 10.060.678", "Q2|belum"),
    "quarter-words": _table("Triwulan|Saldo JHT", "Triwulan I|Rp 10.060.678", "Triwulan II|menunggu"),
    "years": _table("Tahun|Saldo JHT", "2024|Rp 10.060.678", "2025|belum"),
    "tariff": _table("Saldo JHT|Tarif", "s.d. Rp 50.000.000|0").replace("<h1>Saldo JHT", "<h1>Tarif PPh 21"),
    "tariff-2": _table("Saldo JHT|Potongan", "di atas Rp 50.000.000|5"),
    "tariff-3": _table("Saldo JHT|Golongan", "mulai dari Rp 50.000.000|B"),
    "convention-1": f"{KPJ}<p>Iuran: Rp 1,500,000.00</p><p>Saldo JHT: Rp 12.345</p>",
    "convention-2": f"{KPJ}<p>Iuran: Rp 1.500.000,00</p><p>Saldo JHT: Rp 12,345</p>",
    "convention-3": _table("Iuran|Saldo JHT", "Rp 1,500,000.00|Rp 912.004"),
    "convention-4": f"{KPJ}<p>Total Iuran: IDR 2,000,000.50</p><div>Saldo JHT</div><div>IDR 98.765</div>",
    **{
        f"part-{at}": _table("Uraian|Jumlah", f"{one}|Rp 10.000.000", f"{other}|Rp 2.500.000")
        for at, (one, other) in enumerate((
            ("Saldo JHT Pokok", "Saldo JHT"), ("Saldo JHT", "Saldo JHT Tambahan"), ("Saldo JHT Lanjutan", "Saldo JHT"), ("Principal JHT Balance", "JHT Balance"),
            ("Saldo JHT Konvensional", "Saldo JHT"), ("JHT Balance (voluntary)", "JHT Balance"), ("Saldo JHT Alihan", "Saldo JHT"), ("Saldo JHT Prima", "Saldo JHT"),
        ))
    },
    **{
        f"alike-{at}": body for at, body in enumerate((
            "<h1>Saldo JHT</h1><table><tr><th>Perusahaan</th><th>Saldo JHT</th></tr><tr><td>PT Alfa</td><td>Rp 10.000.000</td></tr><tr><td>PT Beta</td><td>Rp 10.000.000</td></tr></table>",
            "<h1>Saldo JHT</h1><section><p>KPJ *******8901</p><p>Saldo JHT: Rp 10.000.000</p></section><section><p>KPJ *******9012</p><p>Saldo JHT: Rp 10.000.000</p></section>",
            "<h1>Saldo JHT</h1><ul><li><b>CV Gama</b><p>Saldo JHT</p><p>Rp 10.000.000</p></li><li><b>UD Delta</b><p>Saldo JHT</p><p>Rp 10.000.000</p></li></ul>",
            "<h1>Saldo JHT</h1><div><article><p>Kartu A</p><p>Saldo JHT</p><p>Rp 10.000.000</p></article><article><p>Kartu B</p><p>Saldo JHT</p><p>Rp 10.000.000</p></article></div>",
        ))
    },
    **_signs(),
}  # fmt: skip

TWINS: dict[str, str] = {
    **{
        f"{place}-{at}": PLACES[place].format(text)
        for place, texts in {
            "heading": ("Oktober 2026", "November 2026", "Per 31 Oktober 2026", "Saat ini", "Informasi Kepesertaan", "Desember 2025", "SITI AMINAH", "Rincian Saldo", "Tahun 2026", "PT RENCANA JAYA", "Triwulan III 2026"),
            "first-heading": ("Selamat datang, SITI AMINAH", "Portal Peserta", "Beranda", "Dasbor", "Jaminan Hari Tua"),
            "lead": ("Halo, SITI AMINAH", "Status: Aktif", "Bila ada perbedaan data, hubungi 175", "Berikut rincian saldo Anda", "Jika lupa PIN, silakan hubungi kami", "Kepesertaan aktif", "Saat ini"),
            "below": ("Per 31 Oktober 2026", "per 31-12-2025", "PT SUMBER REJEKI", "AKTIF", "Diperbarui 5 menit yang lalu", "Masa iuran 60 bulan", "Bila ada perbedaan data, hubungi 175.", "SITI AMINAH", "Terakhir diperbarui 22 November 2026", "Untuk informasi lebih lanjut, hubungi 175"),
            "line": ("per 31 Oktober 2026", "(31-10-2026)", "rupiah".upper(), "s.d. 31-10-2026"),
            "remark": (
                "Bila ada perbedaan data, hubungi 175", "Iuran bulan Oktober 2026 telah kami terima", "Mulai 2026, hasil pengembangan JHT dihitung harian", "Peserta sejak 2015", "Kantor Cabang: Jakarta",
                "Ribuan peserta telah memakai JMO", "Raih hadiah jutaan rupiah", "Tahun masuk 2019", "Posisi saldo 31 Oktober 2026", "Klaim JKK telah dibayarkan", "UU Nomor 24 Tahun 2011", "Biaya admin Rp 1.000",
                "Terakhir diperbarui 2 hari yang lalu", "Jika Anda pindah kerja, laporkan ke kantor cabang", "Batas waktu klaim 3 tahun", "Naik dari bulan lalu", "Layanan 24 jam", "Keadaan hari ini", "Data per 31 Desember 2025",
                "Layanan kami makin mudah setelah pembaruan", "Lainnya", "Sisa masa kerja 12 tahun",
            ),
            "column": ("per 31 Oktober 2026", "(Rp)", "(IDR)", "Saat Ini", "Terkini"),
            "label": ("per 31 Oktober 2026", "Anda", "saat ini", "(Rp)", "s.d. 31-10-2026", "per 31-12-2025"),
            "caption": ("Oktober 2026", "Rincian Saldo JHT", "Dalam rupiah", "Satuan: Rp"),
        }.items()
        for at, text in enumerate(texts)
    },
    "dash-between": f"<h1>Saldo JHT</h1>{KPJ}<p>Saldo JHT \u2014 {RP}</p>",
    "empty-column": "<h1>Saldo JHT</h1><table><tr><th>Nomor KPJ</th><th>Saldo JHT</th><th>Keterangan</th></tr><tr><td>12345678901</td><td>Rp 12.345.678</td><td>-</td></tr></table>",
    "months": _table("Bulan|Saldo JHT", "September|Rp 12.000.000", "Oktober|Rp 12.345.678").replace("Rp 12.000.000", "-"),
    "parts-that-sum": _table("Uraian|Jumlah", "Saldo JHT Pokok|Rp 10.000.000", "Saldo JHT Tambahan|Rp 2.345.678", "Saldo JHT|Rp 12.345.678"),
    "smaller-part": _table("Uraian|Jumlah", "Saldo JHT siap cair|Rp 1.234.000", "Saldo JHT|Rp 12.345.678"),
    "paid-before": _table("Uraian|Jumlah", "Saldo JHT yang telah dicairkan|Rp 20.000.000", "Saldo JHT|Rp 12.345.678"),
    "told-twice": f"<h1>Saldo JHT</h1>{KPJ}<div><b>Saldo JHT</b><p>{RP}</p></div><table><tr><th>Perusahaan</th><th>Saldo JHT</th></tr><tr><td>PT ALFA</td><td>{RP}</td></tr></table>",
    "conventions": f"{KPJ}<p>Iuran: Rp 1.500.000,00</p><p>Saldo JHT: Rp 12.345.678</p>",
}  # fmt: skip

REFUSED = {
    f"{kind}/{place}/{text}": PLACES[place].format(text)
    for kind, (texts, places) in KINDS.items()
    for place in places
    for text in texts
}
REFUSED |= {f"other/{name}": body for name, body in OTHERS.items()}
MEASURED = (
    {**dict.fromkeys(())}
    | {name: (body, None) for name, body in REFUSED.items()}
    | {f"twin/{name}": (body, SUM) for name, body in TWINS.items()}
)
"""For the table of figures: each body with the balance that is right, or None where it must be refused."""
_CHUNK = 60


def read(page: Page, body: str) -> str | None:
    """The total that a body gives, or None."""
    page.goto("about:blank")
    page.set_content(f"<!doctype html><html lang=id><title>Saldo</title><body><small>SIMULASI</small>{body}")
    try:
        return f"{read_html(page, TODAY).total:.2f}"
    except Failure:
        return None


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One page for all: what is tried is words."""
    context = browser.new_context(locale="id-ID")
    watch(context)
    yield context.new_page()
    context.close()


def _sampled() -> list[str]:
    """Of each kind and place some wordings, others in each place: all of them are in the table of figures."""
    names: list[str] = []
    for kind, (texts, places) in KINDS.items():
        for at, place in enumerate(places):
            names += [f"{kind}/{place}/{text}" for text in islice(texts, at % 4, None, 4)]
    return names + [f"other/{name}" for name in OTHERS]


@pytest.mark.parametrize("name", _sampled())
def test_what_makes_an_amount_another_thing_is_refused(page: Page, name: str) -> None:
    assert read(page, REFUSED[name]) is None


@pytest.mark.parametrize("name", TWINS)
def test_ordinary_pages_that_look_alike_are_read(page: Page, name: str) -> None:
    assert read(page, TWINS[name]) == SUM


def test_many_wordings_stand_in_no_list() -> None:
    words = selectors.load().selectors.words
    listed = {one for name in words.__struct_fields__ for one in getattr(words, name)}
    for kind, (texts, _) in KINDS.items():
        unlisted = [text for text in texts if plain(text) not in listed]
        assert len(texts) >= 12, kind
        assert len(unlisted) >= len(texts) / 3 or kind in CLOSED, kind


CLOSED = ("unit-sign", "currency", "bound", "revoked")
"""Kinds of which the lists hold all the words that there are, near enough."""
