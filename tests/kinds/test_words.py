# Pages are written as long lines.
# ruff: noqa: E501
"""Words that make an amount another thing: units, signs, prospects, times, parts. Each kind in many wordings and places,
and its twins: pages that look alike and are ordinary, which must be read.
"""

import ast
import time
from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest

from checker.page.sight import Box, Sight, Word
from checker.portal import selectors
from checker.portal.words import plain
from checker.reading.agree import agree
from tests.driving import ROOT
from tests.truth import Truth

TODAY = date(2026, 11, 22)
RP, SUM = "Rp 12.345.678", "12345678.00"
KPJ = "<p>Nomor KPJ: 12345678901</p>"
HEAD, SALDO = "<h1>Saldo JHT</h1>", f"<p>Saldo JHT: {RP}</p>"
DUES = "<table><tr><th>Bulan</th><th>Iuran</th></tr><tr><td>Okt 2026</td><td>Rp 285.000</td></tr></table>"
IURAN = "<p>Iuran Oktober 2026: Rp 1.250.000</p>"

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


def _rows(head: str, *rows: str) -> str:
    cells = "".join(f"<tr><td>{row.replace('|', '</td><td>')}</td></tr>" for row in rows)
    return f"<table><tr><th>{head.replace('|', '</th><th>')}</th></tr>{cells}</table>"


def _table(head: str, *rows: str) -> str:
    return f"<h1>Saldo JHT</h1>{KPJ}{_rows(head, *rows)}"


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
    **{f"page-{at}": body for at, body in enumerate((
        f"{HEAD}{KPJ}<table><tr><th>KPJ</th><th>Saldo JHT<br><small>(ribu)</small></th></tr><tr><td>12345678901</td><td>Rp 12.345</td></tr></table>",
        f"{HEAD}{KPJ}<p>Catatan: 1 = Rp 1.000</p>{SALDO}",
        f"{HEAD}{KPJ}<p>Nilai x 1.000</p>{SALDO}",
        f"{HEAD}{KPJ}{SALDO}<p>Tiga angka terakhir dihilangkan</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Seluruh nominal dikalikan seribu</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Angka dibulatkan ke jutaan terdekat</p>",
        f"{HEAD}{KPJ}<div>Saldo JHT</div><div>Rp 12.345</div><div>(dlm juta)</div>",
        f"{HEAD}{KPJ}<p>Saldo JHT: Rp 12.345,- (rb)</p>",
        f"{HEAD}{KPJ}<p>Saldo JHT</p><p><span>Rp</span> <b>12.345</b><small>K</small></p>",
        f"{HEAD}{KPJ}<p>Saldo JHT (Rp. jt): 12.345,67</p>",
        f"<h1>Saldo JHT (jutaan rupiah)</h1>{KPJ}{SALDO}",
        f"{HEAD}{KPJ}<table><thead><tr><th rowspan=2>KPJ</th><th>Saldo JHT</th></tr><tr><th>ribu rupiah</th></tr></thead><tr><td>12345678901</td><td>12.345,67</td></tr></table>",
        f"{HEAD}{KPJ}{SALDO}<p>Terakhir sinkron 2 tahun yang lalu</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Update terakhir: 3 tahun lalu</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Diperbarui 14 bulan lalu</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Last synced 2 years ago</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Terakhir diperbarui: 12 Maret 2024</p>",
        f"{HEAD}<h3>Edisi Januari 2024</h3>{KPJ}{SALDO}",
        f"{HEAD}<h3>Rekap Mei 2025</h3>{KPJ}{SALDO}",
        f"{HEAD}{KPJ}<p>Saldo JHT bulan Maret: Rp 10.000.000</p>",
        f"{HEAD}{KPJ}<p>Saldo JHT (Jan 2026): Rp 10.000.000</p>",
        f"{HEAD}{KPJ}<p>Saldo JHT kemarin: Rp 10.000.000</p>",
        f"{HEAD}{KPJ}<table><tr><th></th><th>2024</th></tr><tr><td>Saldo JHT</td><td>Rp 10.000.000</td></tr></table>",
        f"{HEAD}{KPJ}<table><tr><th></th><th>Maret</th></tr><tr><td>Saldo JHT</td><td>Rp 10.000.000</td></tr></table>",
        f"{HEAD}{KPJ}<table><tr><th></th><th>Q1</th><th>Q2</th></tr><tr><td>Saldo JHT</td><td>Rp 10.000.000</td><td>-</td></tr></table>",
        f"<h1>Simulasi</h1>{KPJ}{SALDO}",
        f"<h1>Simulasi Saldo</h1>{KPJ}{SALDO}",
        f"<h2>Saldo JHT Anda nanti</h2>{KPJ}{SALDO}",
        f"<h1>Bayangkan masa tua</h1>{KPJ}<p>Saldo JHT</p><p>Rp 12.345.678</p>",
        "<h1>Testimoni</h1><p>Budi, peserta</p><div>Saldo JHT</div><div>Rp 100.000.000</div>",
        "<h1>Peserta beruntung</h1><div>Saldo JHT</div><div>Rp 100.000.000</div><div>diundi tiap bulan</div>",
        f"<h2>Kalau kamu rutin menabung</h2>{KPJ}{SALDO}",
        f"<h2>Dengan asumsi upah naik 5%</h2>{KPJ}{SALDO}",
        f"<h2>Di usia 56</h2>{KPJ}{SALDO}",
        f"<h2>10 tahun mendatang</h2>{KPJ}{SALDO}",
        f"<h2>Tahun 2040</h2>{KPJ}{SALDO}",
        f"<h1>Your balance at retirement</h1>{KPJ}{SALDO}",
        f"{HEAD}{KPJ}<h3>Suami</h3>{SALDO}",
        f"{HEAD}{KPJ}<p>Saldo anak</p><p>Saldo JHT</p><p>Rp 1.000.000</p>",
        f"{HEAD}{KPJ}{SALDO}<p>(istri)</p>",
        f"<h2>Data Kakak</h2>{KPJ}{SALDO}",
        f"<h2>Your colleague</h2>{KPJ}{SALDO}",
        f"{HEAD}{KPJ}<div>Saldo JHT</div><div>Rp 10.000.000</div><div>porsi perusahaan</div>",
        f"{HEAD}{KPJ}<div>Saldo JHT</div><div>Rp 10.000.000</div><div>bagian pemberi kerja</div>",
        f"<h2>Porsi pekerja</h2>{KPJ}{SALDO}",
        f"{HEAD}{KPJ}<p>Saldo JHT (sebagian): Rp 1.000.000</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Masih ada saldo lain di kartu lama.</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Saldo dari kartu sebelumnya belum digabung.</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Kartu lama tidak dihitung</p>",
        f"{HEAD}{KPJ}{SALDO}<p>plus saldo kartu lama</p>",
        f"{HEAD}{KPJ}<table><tr><td>Status</td><td>Klaim telah dibayarkan</td></tr><tr><td>Saldo JHT</td><td>Rp 12.345.678</td></tr></table>",
        f"{HEAD}{KPJ}{SALDO}<p>JHT sudah diambil</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Sudah dicairkan lewat JMO</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Saldo sudah ditarik semua pada 3 Maret 2026</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Status Klaim: Dibayar 12 Maret 2026</p>",
        f"{HEAD}{KPJ}<p>Paid out</p>{SALDO}",
        f"{HEAD}{KPJ}{SALDO}<h2>DIBATALKAN</h2>",
        f"{HEAD}{KPJ}<p>Saldo JHT: Rp 12.345.678 <b>VOID</b></p>",
        f"{HEAD}{KPJ}{SALDO}<p>Dokumen ini tidak berlaku</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Seharusnya Rp 8.000.000</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Terkoreksi: Rp 8.000.000</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Setelah koreksi: Rp 8.000.000</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Yang benar: Rp 8.000.000</p>",
        f"{HEAD}{KPJ}<p>Saldo JHT (-): Rp 12.345.678</p>",
        f"{HEAD}{KPJ}<p>Saldo JHT (D): Rp 12.345.678</p>",
        f"{HEAD}{KPJ}<p>Saldo JHT: Rp 12.345.678 (minus)</p>",
        f"{HEAD}{KPJ}<p>Kurang Rp 12.345.678 Saldo JHT</p>",
        f"{HEAD}{KPJ}<table><tr><th>Uraian</th><th>D/K</th><th>Jumlah</th></tr><tr><td>Saldo JHT</td><td>D</td><td>Rp 12.345.678</td></tr></table>",
        f"{HEAD}{KPJ}<dl><dt>Saldo JHT</dt><dd>− Rp 12.345.678</dd></dl>",
        f"{HEAD}{KPJ}<dl><dt>Saldo JHT</dt><dd>Rp 12.345.678−</dd></dl>",
        f"{HEAD}{KPJ}<dl><dt>Saldo JHT</dt><dd>–</dd><dd>Rp 12.345.678</dd></dl>",
        f"{HEAD}{KPJ}<div>Saldo JHT</div><div>-</div><div>Rp 12.345.678</div>",
        f"{HEAD}{KPJ}<p>Saldo JHT: $ 12.345.678</p>",
        f"{HEAD}{KPJ}<p>Saldo JHT (US$): 12.345.678,00</p>",
        f"<h2>Dolar Amerika</h2>{KPJ}<p>Saldo JHT: 12.345.678,00</p>",
        f"<h2>Kurs: USD</h2>{KPJ}<p>Saldo JHT: 12.345.678,00</p>",
        f"{HEAD}{KPJ}<div>Saldo JHT</div><div>12.345.678,00</div><div>Poin JMO</div>",
        f"{HEAD}{KPJ}<p>Saldo JHT setara emas: 12.345,67 gram</p>",
        f"{HEAD}{KPJ}<div>Saldo JHT</div><div>12.345,67</div><div>gr</div>",
        f"{HEAD}{KPJ}<p>Saldo JHT hingga Rp 15.000.000</p>",
        "<div><h3>Saldo JHT mulai</h3><h2>Rp 15.000.000</h2></div>",
        "<p>Saldo JHT</p><p>maks. Rp 15.000.000</p>",
        f"{HEAD}{KPJ}<p>Saldo JHT</p><p>s/d Rp 15.000.000</p>",
        "<table><tr><th>Saldo JHT</th><th>Biaya</th></tr><tr><td>≤ Rp 50.000.000</td><td>0</td></tr><tr><td>&gt; Rp 50.000.000</td><td>5%</td></tr></table>",
        "<table><tr><th>Saldo JHT</th><th>Kelas</th></tr><tr><td>Rp 0 - Rp 50.000.000</td><td>A</td></tr></table>",
        "<h1>Syarat KPR</h1><p>Saldo JHT</p><p>Rp 15.000.000</p><p>minimal</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Anda sedang offline. Menampilkan data terakhir.</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Data lokal, belum tersambung</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Cuplikan dua tahun silam</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Per akhir 2023</p>",
        f"{HEAD}{KPJ}{SALDO}<p>TW III/2024</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Th. 2023</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Des 2023</p>",
        f"{HEAD}{KPJ}{SALDO}<p>31 Des 23</p>",
        f"{HEAD}{KPJ}<p>Semua angka x Rp1.000,-</p>{SALDO}",
        f"{HEAD}{KPJ}{SALDO}<p><i>dlm rb Rp</i></p>",
        f"{HEAD}{KPJ}{SALDO}<small>(Rp000)</small>",
        f"{HEAD}{KPJ}<h3>Saldo JHT</h3><p>Rp 12.345</p><p><small>ribuan rupiah</small></p>",
        f"{HEAD}{KPJ}{SALDO}<p>Satuan: ribuan</p>",
        f"{HEAD}{KPJ}{SALDO}<p>1 unit = Rp 1.000</p>",
        f"<table><caption>Dalam Ribu Rupiah</caption><tr><th>Saldo JHT</th></tr><tr><td>Rp 12.345,00</td></tr></table>{KPJ}",
        f"{HEAD}{KPJ}{SALDO}<p>*) angka dalam ribuan</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Angka disingkat dalam juta</p>",
        f"<table><tr><th>Uraian</th><th>Rp juta</th></tr><tr><td>Saldo JHT</td><td>12.345,00</td></tr></table>{KPJ}",
        f"<table><tr><th>Uraian</th><th>(USD)</th></tr><tr><td>Saldo JHT</td><td>12.345,00</td></tr></table>{KPJ}",
        f"<table><tfoot><tr><td colspan=2>dalam ribuan</td></tr></tfoot><tr><td>Saldo JHT</td><td>Rp 12.345,00</td></tr></table>{KPJ}",
        f"<h3>Saldo dalam Dolar</h3>{KPJ}{SALDO}",
        f"{HEAD}{KPJ}<p>Saldo JHT</p><p>12.345.678,00</p><p>USD</p>",
        f"{HEAD}{KPJ}<p>USD</p><p>Saldo JHT</p><p>12.345.678,00</p>",
        f"{HEAD}{KPJ}<p>Saldo JHT</p><p><b>S$</b> 12.345.678,00</p>",
        f"{HEAD}{KPJ}<p>Saldo JHT</p><p><span>RM</span> <span>12.345.678,00</span></p>",
        f"<h1>Ingin punya dana segini?</h1>{KPJ}<p>Saldo JHT</p><p>Rp 250.000.000</p>",
        f"<h1>Masa pensiun tenang</h1>{KPJ}{SALDO}",
        f"<h2>Hari esok</h2>{KPJ}{SALDO}",
        f"<h2>Misal masa kerja 30 tahun</h2>{KPJ}{SALDO}",
        f"<h2>Seumpama upah naik</h2>{KPJ}{SALDO}",
        f"<h2>Nilai yang diharapkan</h2>{KPJ}{SALDO}",
        f"<h3>Hasil hitung kalkulator</h3>{KPJ}{SALDO}",
        f"<h2>Anda akan memperoleh</h2>{KPJ}{SALDO}",
        "<p>Anda bisa mendapat</p><p>Saldo JHT</p><p>Rp 12.345.678</p>",
        f"<h2>If nothing changes</h2>{KPJ}{SALDO}",
        f"<h2>Projected at 56</h2>{KPJ}{SALDO}",
        f"<h2>What you could have</h2>{KPJ}{SALDO}",
        f"<h2>Ketika berhenti bekerja</h2>{KPJ}{SALDO}",
        f"{HEAD}<h2>Menuju 2045</h2>{KPJ}{SALDO}",
        f"<div><small>Prakiraan</small>{HEAD}</div>{KPJ}{SALDO}",
        f"<details open><summary>Prakiraan</summary>{KPJ}{SALDO}</details>",
        f"<fieldset><legend>Taksiran</legend>{KPJ}{SALDO}</fieldset>",
        f"<section><p><b>Proyeksi</b></p>{KPJ}<p>Saldo JHT</p><p>Rp 12.345.678</p></section>",
        "<h2>Grand prize</h2><div>Saldo JHT</div><div>Rp 100.000.000</div>",
        "<h2>Kuis JMO</h2><div>Saldo JHT</div><div>Rp 100.000.000</div>",
        "<div>Saldo JHT</div><div>Rp 100.000.000</div><div>bagi 5 orang beruntung</div>",
        "<div>Menangkan</div><div>Saldo JHT</div><div>Rp 100.000.000</div>",
        f"{HEAD}<h3>Maret</h3>{KPJ}{SALDO}",
        f"{HEAD}<h3>2024</h3>{KPJ}{SALDO}",
        f"{HEAD}<h3>Tahun lalu</h3>{KPJ}{SALDO}",
        f"{HEAD}<h3>Triwulan pertama</h3>{KPJ}{SALDO}",
        f"{HEAD}<h3>S1 2024</h3>{KPJ}{SALDO}",
        f"{HEAD}<h3>Mei '24</h3>{KPJ}{SALDO}",
        f"{HEAD}{KPJ}{SALDO}<p>Posisi: Mei '24</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Saldo akhir 2022</p>",
        f"{HEAD}{KPJ}{SALDO}<p>per ultimo 2023</p>",
        f"{HEAD}{KPJ}{SALDO}<p>data lama (2 thn)</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Keadaan lima belas bulan yang lampau</p>",
        f"{HEAD}{KPJ}{SALDO}<p>as of FY2023</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Snapshot: 14 months ago</p>",
        f"{HEAD}<table><tr><th>Kuartal</th><th>Saldo JHT</th></tr><tr><td>I</td><td>Rp 10.000.000</td></tr><tr><td>II</td><td>-</td></tr></table>{KPJ}",
        f"{HEAD}<table><tr><th>Per</th><th>Saldo JHT</th></tr><tr><td>Jun</td><td>Rp 10.000.000</td></tr><tr><td>Jul</td><td></td></tr></table>{KPJ}",
        f"{HEAD}{KPJ}<ul><li>Januari: Saldo JHT Rp 10.000.000</li><li>Februari: belum tersedia</li></ul>",
        f"{HEAD}{KPJ}<div>Saldo JHT Februari</div><div>Rp 10.000.000</div>",
        f"{HEAD}{KPJ}{SALDO}<p>Sisa saldo tercatat di kartu lain.</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Belum ditambah pengembangan tahun berjalan</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Tidak termasuk saldo kartu lama</p>",
        f"{HEAD}{KPJ}<table><tr><td>Saldo JHT (pekerja)</td><td>Rp 4.000.000</td></tr><tr><td>Saldo JHT</td><td>Rp 2.500.000</td></tr></table>",
        f"{HEAD}{KPJ}{SALDO}<p>baru sebagian</p>",
        f"{HEAD}{KPJ}<p>Saldo JHT</p><p>Rp 2.500.000</p><p>dari tenaga kerja</p>",
        f"{HEAD}{KPJ}{SALDO}<div style='border:3px solid red'>TIDAK BERLAKU LAGI</div>",
        f"{HEAD}{KPJ}<div>DIBATALKAN 12-03-2026</div>{SALDO}",
        f"{HEAD}{KPJ}{SALDO}<p>Koreksi menyusul</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Angka di atas keliru</p>",
        f"{HEAD}{KPJ}{SALDO}<p>DUPLIKAT - BATAL</p>",
        f"{HEAD}{KPJ}<p>Keanggotaan berakhir, dana sudah dibayarkan</p>{SALDO}",
        f"{HEAD}{KPJ}<p>Status: Lunas dibayar 12-03-2026</p>{SALDO}",
        f"{HEAD}{KPJ}<p>Status kartu</p><p>Sudah klaim, dibayar penuh</p>{SALDO}",
        f"{HEAD}{KPJ}<p>Telah cair</p>{SALDO}",
    ))},
    # What looks like an ordinary comparison, notice, advert or table of contributions, and is none.
    **{f"share-{at}": PLACES["below"].format(text) for at, text in enumerate((
        "90% dari saldo bulan lalu", "50% dari total", "Iuran lainnya", "Iuran tambahan", "porsi 2,3% dari tahun lalu",
    ))},
    **{f"each-{at}": PLACES["remark"].format(text) for at, text in enumerate((
        "Satuan: Rp 1 juta", "1 unit = Rp 1 juta", "Angka dalam Rp 1 juta", "Nilai dalam Rp 100 ribu", "Semua angka x Rp 1 juta",
    ))},
    "own-unit": f"{HEAD}{KPJ}<div>Saldo JHT</div><div>Rp 12.345 ribu</div>",
    **{f"claims-{at}": f"{HEAD}{KPJ}{SALDO}<h4>{over}</h4>" + _rows(*rows) for at, (over, *rows) in enumerate((
        ("Riwayat Klaim", "Periode|Status", "09/2026|Telah dibayar"),
        ("Riwayat Pembayaran", "Periode|Status", "09/2026|Telah dicairkan"),
        ("Riwayat Pembayaran", "Manfaat|Status", "JHT|Sudah dibayar"),
        ("Status Kartu", "Tanggal|Status", "12-09-2026|Telah dibayar"),
    ))},
    **{f"opener-{at}": f"<div>Beranda</div><div><p>{text}</p><h6>Saldo JHT</h6><h2>{RP}</h2><small>KPJ 12345678901</small></div>" for at, text in enumerate((
        "Estimasi saldo di hari tua.", "Iuran yang telah dibayar perusahaan.", "Perkiraan bila iuran Anda telah lunas.",
    ))},
    "pager-of-cards": f"{HEAD}<div><div>{KPJ}{SALDO}<h4>Riwayat Iuran</h4>{DUES}</div><div>Halaman 1 dari 12 <a href='#'>Berikutnya</a></div></div>",
    "pager-below-cards": f"{HEAD}<h4>Riwayat Iuran</h4>{DUES}<h4>Kartu</h4><table><tr><th>KPJ</th><th>Saldo JHT</th></tr><tr><td>12345678901</td><td>{RP}</td></tr></table><div>Halaman 1 dari 12 <a href='#'>Berikutnya</a></div>",
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
    **{f"page-{at}": body for at, body in enumerate((
        f"{HEAD}{KPJ}{SALDO}<p>Data diperbarui setiap hari</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Saldo Anda bertambah setiap bulan</p>",
        f"<h1>Selamat pagi, Siti</h1>{KPJ}<div>Saldo JHT</div><div>Rp 12.345.678</div><div>Lihat rincian</div>",
        f"<header>BPJS Ketenagakerjaan</header><h2>Informasi Saldo JHT</h2><p>Nama: SITI AMINAH</p>{KPJ}<p>Perusahaan: PT MAJU</p><p>Saldo JHT</p><h3>Rp 12.345.678</h3><p>Posisi 31 Oktober 2026</p><footer>© 2019-2026 BPJS Ketenagakerjaan</footer>",
        f"<h1>Dashboard</h1><div><h5>Saldo JHT</h5><h2>Rp 12.345.678</h2><p>Terakhir diperbarui 1 jam yang lalu</p></div><div><h5>Iuran Terakhir</h5><h2>Rp 285.000</h2><p>Oktober 2026</p></div>{KPJ}",
        f"<h1>Akun Saya</h1>{KPJ}<ul><li>Saldo JHT <b>Rp 12.345.678</b></li><li>Masa kepesertaan 12 tahun</li><li>Usia 36 tahun</li></ul>",
        f"{HEAD}<table><tr><th>No</th><th>KPJ</th><th>Perusahaan</th><th>Status</th><th>Saldo JHT</th></tr><tr><td>1</td><td>12345678901</td><td>PT RENCANA MAJU</td><td>Aktif</td><td>Rp 12.345.678</td></tr></table>",
        f"{HEAD}<table><tr><th>KPJ</th><th>Bulan Iuran Terakhir</th><th>Saldo JHT</th></tr><tr><td>12345678901</td><td>Maret 2026</td><td>Rp 12.345.678</td></tr></table>",
        f"{HEAD}<table><tr><th>KPJ</th><th>Tanggal Masuk</th><th>Saldo JHT</th></tr><tr><td>12345678901</td><td>12-05-2015</td><td>Rp 12.345.678</td></tr></table>",
        f"{HEAD}{KPJ}<p>Tanggal kepesertaan</p><p>12-05-2015</p>{SALDO}",
        f"{HEAD}{KPJ}<p>Terdaftar</p><p>Maret 2015</p><p>Saldo JHT</p><p>Rp 12.345.678</p>",
        f"{HEAD}{KPJ}<div>Saldo JHT</div><div>Rp 12.345.678</div><div>Peserta sejak Mei 2015</div>",
        f"{HEAD}{KPJ}<p>Saldo JHT Anda per 22 November 2026 adalah Rp 12.345.678</p>",
        f"{HEAD}{KPJ}<p>Hai Siti, saldo JHT kamu Rp 12.345.678</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Ingin klaim? Kunjungi kantor cabang terdekat.</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Hati-hati penipuan. Kami tidak pernah meminta kata sandi Anda.</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Klaim dapat diajukan setelah usia 56 tahun, berhenti bekerja, atau pindah ke luar negeri.</p>",
        f"{HEAD}{KPJ}{SALDO}<h3>Berita</h3><p>Rencana kenaikan iuran tahun 2027</p><p>Undian JMO 2025 telah berakhir</p>",
        f"{HEAD}{KPJ}{SALDO}<aside><h4>Simulasi JHT</h4><p>Hitung saldo Anda di masa depan</p></aside>",
        f"{HEAD}{KPJ}{SALDO}<p>Jika ada pertanyaan, hubungi 175.</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Saat ini Anda terdaftar di 1 perusahaan.</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Untuk pencairan, siapkan KTP dan buku tabungan.</p>",
        f"<nav><a href=#>Beranda</a> <a href=#>Simulasi</a> <a href=#>Promo</a></nav>{HEAD}{KPJ}{SALDO}",
        f"{HEAD}{KPJ}<div><span>Saldo JHT</span><span style='float:right'>Rp 12.345.678</span></div><div><span>Segmen</span><span style='float:right'>PU</span></div>",
        f"{HEAD}{KPJ}<div style='display:flex;gap:30px'><div>Saldo JHT</div><div>Rp 12.345.678</div><div>Aktif</div></div>",
        f"{HEAD}{KPJ}<div style='display:flex;gap:30px'><div>Saldo JHT</div><div>Rp 12.345.678</div><button>Detail</button></div>",
        f"{HEAD}<h2>Periode Oktober 2026</h2>{KPJ}{SALDO}",
        f"{HEAD}<h2>Triwulan IV 2026</h2>{KPJ}{SALDO}",
        f"{HEAD}{KPJ}<table><tr><th>Keterangan</th><th>Jumlah</th></tr><tr><td>Saldo Awal 2026</td><td>Rp 10.000.000</td></tr><tr><td>Iuran</td><td>Rp 2.000.000</td></tr><tr><td>Pengembangan</td><td>Rp 345.678</td></tr><tr><td>Saldo JHT</td><td>Rp 12.345.678</td></tr></table>",
        f"{HEAD}{KPJ}<table><tr><td>Saldo JHT</td><td>:</td><td>Rp 12.345.678</td></tr><tr><td>Status</td><td>:</td><td>Aktif</td></tr></table>",
        "<h1>Kartu Digital</h1><div>SITI AMINAH</div><div>1234 5678 901</div><div>Saldo JHT</div><div>Rp 12.345.678</div><div>Berlaku seumur hidup</div>",
        f"{HEAD}{KPJ}<p>Saldo JHT</p><p>Rp 12.345.678</p><p>Tap untuk menyembunyikan</p>",
        f"{HEAD}{KPJ}<p>Saldo JHT</p><p>Rp 12.345.678</p><p>Dijamin negara</p>",
        f"{HEAD}{KPJ}<p>Saldo JHT</p><p>Rp 12.345.678</p><p>Kepesertaan aktif</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Versi 2.4.1 (2023)</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Diawasi OJK sejak 2014</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Lihat juga: Rencana Pensiun, Kalkulator</p>",
        f"{HEAD}{KPJ}{SALDO}<table><tr><th>Bulan</th><th>Iuran</th></tr><tr><td>Januari 2026</td><td>Rp 285.000</td></tr><tr><td>Februari 2026</td><td>Rp 285.000</td></tr></table>",
        f"{HEAD}{KPJ}<table><tr><th>Bulan</th><th>Iuran</th><th>Saldo JHT</th></tr><tr><td>September 2026</td><td>Rp 285.000</td><td>-</td></tr><tr><td>Oktober 2026</td><td>Rp 285.000</td><td>Rp 12.345.678</td></tr></table>",
        "<h1>JHT Balance</h1><p>Member number: 12345678901</p><p>JHT Balance: IDR 12,345,678.00</p><p>As of 31 October 2026</p><p>If you have questions, please call 175.</p>",
        "<h1>Welcome back, Siti</h1><p>KPJ 12345678901</p><div>JHT Balance</div><div>IDR 12,345,678.00</div><div>Updated today</div>",
        f"<h1>Halo, Budi Rencana</h1>{KPJ}{SALDO}",
        f"{HEAD}{KPJ}{SALDO}<p>Data Anda aman bersama kami</p>",
        f"{HEAD}{KPJ}<div>Saldo JHT</div><div>Rp 12.345.678</div><div>Semua program</div>",
        f"{HEAD}{KPJ}<div>Saldo JHT</div><div>Rp 12.345.678</div><div>1 kartu</div>",
        f"{HEAD}<h3>Data Kepesertaan</h3>{KPJ}<p>Nama Ibu Kandung: AMINAH</p>{SALDO}",
        f"<h1>Layanan Mandiri</h1><h2>Saldo JHT</h2>{KPJ}{SALDO}",
        f"<h1>Informasi Saldo</h1><p>Periode: Oktober 2026</p>{KPJ}{SALDO}",
        f"<h1>Portal</h1><p>Minggu, 22 November 2026 08:00 WIB</p>{KPJ}{SALDO}",
        f"{HEAD}{KPJ}<div class=card><p>Saldo JHT</p><p>Rp 12.345.678</p></div><div class=card><p>Manfaat JKK</p><p>Tanpa batas biaya</p></div>",
        f"{HEAD}{KPJ}<div>Saldo JHT</div><div>Rp 12.345.678</div><p>Pengajuan klaim kini bisa lewat JMO kapan saja.</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Anda memiliki 1 kartu aktif</p>",
        f"{HEAD}{KPJ}<p>Masa iur: 120 bulan</p>{SALDO}",
        f"{HEAD}{KPJ}<p>Upah terakhir: Rp 5.000.000</p><p>Iuran per bulan: Rp 285.000</p>{SALDO}",
        f"{HEAD}{KPJ}{SALDO}<p>Kenaikan sejak awal tahun: Rp 1.000.000</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Rata-rata pengembangan 5,5% per tahun</p>",
        f"{HEAD}{KPJ}<div>Saldo JHT</div><div>Rp 12.345.678</div><div>Terakhir login 21-11-2026</div>",
        f"{HEAD}{KPJ}<div>Saldo JHT</div><div>Rp 12.345.678</div><div>KPJ 12345678901</div><div>PT MAJU</div>",
        "<h1>JHT</h1><table><tr><th>KPJ</th><th>Nama</th><th>Saldo</th><th>Aksi</th></tr><tr><td>12345678901</td><td>SITI AMINAH</td><td>Rp 12.345.678</td><td>Detail</td></tr></table>",
        "<h1>JHT</h1><table><tr><th>KPJ</th><th>Saldo</th><th>Mata Uang</th></tr><tr><td>12345678901</td><td>Rp 12.345.678</td><td>IDR</td></tr></table>",
        f"{HEAD}{KPJ}{SALDO}<footer>Jl. Gatot Subroto No. 79, Jakarta 12930</footer>",
        f"{HEAD}{KPJ}{SALDO}<p>Nomor transaksi 2026/11/000123</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Dicetak 22-11-2026 08:00</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Iuran terakhir: Januari 2026</p>",
        f"{HEAD}{KPJ}{SALDO}<p>Iuran terakhir</p><p>Januari 2026</p>",
        f"{HEAD}{KPJ}{SALDO}<h3>Riwayat Iuran</h3><p>Januari 2026</p><p>Rp 285.000</p>",
        f"{HEAD}<p>Berikut adalah saldo JHT Anda saat ini.</p>{KPJ}{SALDO}",
        f"{HEAD}<p>Saldo akan diperbarui setiap akhir bulan.</p>{KPJ}{SALDO}",
        f"{HEAD}{KPJ}{SALDO}<p>Pastikan data Anda sesuai.</p>",
        f"{HEAD}{KPJ}<dl><dt>Saldo JHT</dt><dd>Rp 12.345.678</dd><dt>Status</dt><dd>Aktif</dd><dt>Tahun Masuk</dt><dd>2015</dd></dl>",
        f"{HEAD}{KPJ}<dl><dt>Tanggal Lahir</dt><dd>12 Mei 1990</dd><dt>Saldo JHT</dt><dd>Rp 12.345.678</dd></dl>",
    ))},
    # A percentage of a time is a comparison, and no part.
    **{f"compared-{place}-{at}": PLACES[place].format(text) for place in ("below", "remark", "box") for at, text in enumerate((
        "2,3% dari bulan lalu", "Naik 1,2% dari bulan sebelumnya", "▲ 2,3% dari tahun lalu", "2.3% from last month", "Turun 0,4 % dibanding tahun 2025", "up 3% since last year", "+5% dibandingkan kuartal sebelumnya",
    ))},
    # What was paid in a table of contributions is the contribution.
    **{f"dues-{at}": f"{HEAD}{KPJ}{SALDO}{over}" + _rows(*rows) for at, (over, *rows) in enumerate((
        ("", "Periode|Status", "09/2026|Telah dibayar"),
        ("<h4>Riwayat Pembayaran Iuran</h4>", "Periode|Status", "10/2026|Belum dibayar", "09/2026|Sudah dibayar"),
        ("<h4>Iuran</h4>", "Bulan|Jumlah|Status", "Oktober 2026|Rp 285.000|Lunas", "September 2026|Rp 285.000|Telah dibayarkan"),
        ("<h4>Tagihan</h4>", "No|Iuran|Keterangan", "1|September 2026|Sudah lunas"),
        ("<h4>Contributions</h4>", "Month|Status", "September 2026|Paid"),
    ))},
    # The unit of an amount in an advert is that amount's own.
    **{f"advert-{at}": f"{HEAD}{KPJ}{SALDO}{text}" for at, text in enumerate((
        "<p>Kredit rumah hingga Rp 500 juta untuk peserta.</p>", "<p>Kredit rumah Rp 500 juta</p>", "<p>Beasiswa anak maksimal Rp 174 juta</p>", "<p>Perlindungan kecelakaan senilai Rp 1 miliar</p>",
        "<div><b>Manfaat Layanan Tambahan</b><p>Pinjaman renovasi Rp 200 juta bagi peserta</p></div>", "<p>Loans of up to IDR 500 million for members.</p>", "<p>Bunga ringan, cicilan Rp 750 ribu per bulan</p>",
    ))},
    # What heads other things right below an amount.
    **{f"others-{at}": PLACES["below"].format(text) for at, text in enumerate((
        "Layanan lainnya", "Geser untuk layanan lainnya →", "Berita lainnya", "Program lainnya", "Menu utama", "Fitur tambahan", "Other services", "Info lainnya",
    ))},
    # A notice about contributions, before the label and in one part with it.
    **{f"notice-{at}": f"<div>Beranda</div><div><p>{text}</p><h6>Saldo JHT</h6><h2>{RP}</h2><small>KPJ 12345678901</small></div>" for at, text in enumerate((
        "Iuran Oktober 2026 telah diterima.", "Iuran Anda lunas.", "Selamat! Perusahaan Anda telah melunasi iuran s.d. Oktober 2026.", "Iuran bulan lalu sudah kami terima.",
        "Iuran bulan Oktober 2026 telah kami terima pada 13 November 2026. Terima kasih.", "Your October contribution has been received.", "Iuran November belum dibayar!",
    ))},
    # A pager right below a table of contributions is that table's.
    **{f"pager-{at}": f"{HEAD}{KPJ}{SALDO}<h4>Riwayat Iuran</h4>{DUES}{pager}" for at, pager in enumerate((
        "<div>Halaman 1 dari 12 <a href='#'>Berikutnya</a></div>", "<ul><li><a href='#'>1</a></li><li><a href='#'>2</a></li><li><a href='#'>3</a></li></ul>", "<p><a href='#'>Next</a></p>",
    ))},
    "dash-between": f"<h1>Saldo JHT</h1>{KPJ}<p>Saldo JHT \u2014 {RP}</p>",
    "empty-column": "<h1>Saldo JHT</h1><table><tr><th>Nomor KPJ</th><th>Saldo JHT</th><th>Keterangan</th></tr><tr><td>12345678901</td><td>Rp 12.345.678</td><td>-</td></tr></table>",
    "months": _table("Bulan|Saldo JHT", "September|Rp 12.000.000", "Oktober|Rp 12.345.678").replace("Rp 12.000.000", "-"),
    "parts-that-sum": _table("Uraian|Jumlah", "Saldo JHT Pokok|Rp 10.000.000", "Saldo JHT Tambahan|Rp 2.345.678", "Saldo JHT|Rp 12.345.678"),
    "smaller-part": _table("Uraian|Jumlah", "Saldo JHT siap cair|Rp 1.234.000", "Saldo JHT|Rp 12.345.678"),
    "paid-before": _table("Uraian|Jumlah", "Saldo JHT yang telah dicairkan|Rp 20.000.000", "Saldo JHT|Rp 12.345.678"),
    "told-twice": f"<h1>Saldo JHT</h1>{KPJ}<div><b>Saldo JHT</b><p>{RP}</p></div><table><tr><th>Perusahaan</th><th>Saldo JHT</th></tr><tr><td>PT ALFA</td><td>{RP}</td></tr></table>",
    "conventions": f"{KPJ}<p>Iuran: Rp 1.500.000,00</p><p>Saldo JHT: Rp 12.345.678</p>",
}  # fmt: skip

HEADED = {
    "h3-in-card": f"<h1>Saldo JHT</h1>{KPJ}<div><h3>{{}}</h3><div>Saldo JHT</div><div>{RP}</div></div>",
    "h3-then-kpj": f"<h2>Saldo JHT</h2><div><h3>{{}}</h3>{KPJ}<div>Saldo JHT</div><div>{RP}</div></div>",
    "header-and-body": f"<h1>Portal Peserta</h1><section><header><h4>{{}}</h4></header><div>{KPJ}<dl><dt>Saldo JHT</dt><dd>{RP}</dd></dl></div></section>",
    "fieldset": f"<h1>Saldo JHT</h1><fieldset><legend>{{}}</legend>{KPJ}<p>Saldo JHT: {RP}</p></fieldset>",
    "over-a-table": f"<h1>Saldo JHT</h1><section><h2>{{}}</h2><table><tr><th>Nomor KPJ</th><th>Saldo JHT</th></tr><tr><td>12345678901</td><td>{RP}</td></tr></table></section>",
    "sections": f"<h1>Beranda</h1><section><h2>Info Kepesertaan</h2>{KPJ}</section><section><h2>{{}}</h2><p>Saldo JHT</p><p>{RP}</p></section>",
}
STRANGE_HEADS = (
    "Persyaratan pengajuan",
    "Limit pembiayaan",
    "Pagu anggaran",
    "Sedang ditinjau petugas",
    "Menunggu persetujuan",
    "Pembukaan buku",
    "Masa uji coba",
    "Dipertanggungkan",
    "Kesetaraan logam mulia",
    "Hasil pengonversian",
    "Belum diperiksa auditor",
    "Konsep awal",
    "Cadangan server",
    "Server staging",
    "Hari kemarin dulu",
    "Penutupan buku",
    "Reksadana",
    "Kiasan",
    "Dibekukan sementara",
    "Ditangguhkan",
    "Dalam sengketa",
    "Tunggu konfirmasi",
    "Titipan",
    "Kelonggaran tarik",
    "Credit ceiling",
    "Awaiting approval",
    "Opening position",
    "Trial account",
    "Sum insured",
    "Gold equivalent",
    "Converted from SGD",
    "Unaudited",
    "Working paper",
    "Restored copy",
    "Test environment",
    "Not yet posted",
    "Required minimum",
    "Frozen funds",
)
PLAIN_HEADS = (
    "Jaminan Hari Tua",
    "Informasi Saldo",
    "Rincian Saldo JHT",
    "Kartu Peserta",
    "Kartu 1",
    "Kartu Anda",
    "KPJ 12345678901",
    "PT Maju Jaya",
    "SITI AMINAH",
    "Siti Aminah",
    "Halo, Siti",
    "Selamat datang, Siti Aminah",
    "Data Kepesertaan",
    "Info Peserta",
    "Ringkasan",
    "Program Anda",
    "Tabungan Hari Tua",
    "Penerima Upah",
    "Saldo per 31 Oktober 2026",
    "Oktober 2026",
    "Akun Saya",
    "Kartu Digital",
    "Kepesertaan Aktif",
    "Detail Saldo",
    "My JHT Balance",
    "Member Card",
    "Your Account Summary",
    "Old Age Savings",
    "Bank Nusantara Sejahtera",
    "Perlindungan Anda",
)


def _headed(heads: tuple[str, ...], of: int) -> list[tuple[str, str]]:
    """Each heading in one or more of the layouts, others in each, so that all of both are met."""
    return [
        (place, head) for at, head in enumerate(heads) for step, place in enumerate(HEADED) if (at + step) % of == 0
    ]


CHOSEN = {
    "month": "<label>Bulan <input type=month value=2023-12></label>",
    "month-of-this-year": "<label>Periode <input type=month value=2026-02></label>",
    "week": "<label>Minggu <input type=week value=2024-W10></label>",
    "year": "<label>Tahun <input type=number value=2022></label>",
    **{
        f"unit-{at}": f"<label>Mata uang <select><option>IDR<option selected>{name}</select></label>"
        for at, name in enumerate(
            (
                "JPY",
                "USD",
                "US$",
                "Dolar Amerika",
                "Ringgit Malaysia",
                "Ribuan",
                "Jutaan",
                "dalam ribuan",
                "€",
                "Gram emas",
                "SGD - Singapore Dollar",
                "EUR (Euro)",
            )
        )
    },
    "tabs": "<div role=tablist><button role=tab aria-selected=false>IDR</button><button role=tab aria-selected=true>USD</button></div>",
    "segments": "<label><input type=radio name=u> Rupiah</label><label><input type=radio name=u checked> Yen Jepang</label>",
}
CHOSEN_PLAINLY = {
    "month": "<label>Bulan <input type=month value=2026-10></label>",
    "year": "<label>Tahun <input type=number value=2026></label>",
    **{
        f"unit-{at}": f"<label>Pilihan <select><option>{other}<option selected>{name}</select></label>"
        for at, (name, other) in enumerate(
            (
                ("IDR", "USD"),
                ("Rupiah", "Ribuan"),
                ("Rp", "US$"),
                ("Bahasa Indonesia", "English"),
                ("Indonesia", "Inggris"),
                ("Semua", "JHT"),
                ("10", "25"),
            )
        )
    },
    "tabs": "<div role=tablist><button role=tab aria-selected=true>IDR</button><button role=tab aria-selected=false>USD</button></div>",
}


def _measured() -> Iterator[tuple[str, str, str | None]]:
    for kind, (texts, places) in KINDS.items():
        for place, text in product(places, texts):
            yield f"{kind}/{place}/{text}", PLACES[place].format(text), None
    yield from ((f"other/{name}", body, None) for name, body in OTHERS.items())
    yield from ((f"twin/{name}", body, SUM) for name, body in TWINS.items())
    for sort, heads, right in (("strange", STRANGE_HEADS, None), ("plain", PLAIN_HEADS, SUM)):
        for place, head in _headed(heads, 4):
            yield f"head/{sort}/{place}/{head}", HEADED[place].format(head), right
    yield from ((f"chosen/{name}", f"{HEAD}{body}{KPJ}{SALDO}", None) for name, body in CHOSEN.items())
    yield from ((f"chosen-plainly/{name}", f"{HEAD}{body}{KPJ}{SALDO}", SUM) for name, body in CHOSEN_PLAINLY.items())


MEASURED = {name: (body, Truth(right)) for name, body, right in _measured()}
"""Each body with what is read off it: these make another thing of an amount, or are ordinary pages that look alike."""


LONG = (
    "-" * 300_000,
    "1." * 150_000,
    "Rp" * 150_000,
    "(" * 300_000,
    "meng" * 75_000,
    "31-10-2026 " * 3_000,
    "- " * 20_000,
    "dalam " * 20_000,
)


def seen(*lines: str) -> Sight:
    """Lines one under another, each of them a block of its own."""
    words = (
        Word(text, Box(60.0 * column, 20.0 * row, 50, 16), 16, row, (1, 2, 10 + row))
        for row, line in enumerate(lines)
        for column, text in enumerate(line.split())
    )
    return Sight(tuple(words), (), ())


@pytest.mark.parametrize("text", LONG)
def test_a_long_text_keeps_nobody_waiting(text: str) -> None:
    began = time.process_time()
    total = agree(
        seen("Saldo JHT", "KPJ 12345678901", "Saldo JHT: Rp 12.345.678", text),
        [],
        selectors.load().selectors.words,
        TODAY,
    )[0].total
    assert f"{total:.2f}" == SUM
    assert time.process_time() - began < 5


def test_every_refusal_of_the_reading_names_its_rule() -> None:
    for file in (ROOT / "checker" / "reading").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in (
                "BalanceUncertain",
                "BalanceNotShown",
                "MoreOffered",
            ):
                rule = next((one.value for one in node.keywords if one.arg == "rule"), None)
                assert isinstance(rule, ast.Name | ast.Constant | ast.Attribute), f"{file.name}, line {node.lineno}"


def test_many_wordings_stand_in_no_list() -> None:
    words = selectors.load().selectors.words
    lists = (getattr(words, name) for name in words.__struct_fields__)
    listed = {one for phrases in lists if isinstance(phrases, tuple) for one in phrases}
    for kind, (texts, _) in KINDS.items():
        unlisted = [text for text in texts if plain(text) not in listed]
        assert len(texts) >= 12, kind
        assert len(unlisted) >= len(texts) / 3 or kind in CLOSED, kind


CLOSED = ("unit-sign", "currency", "bound", "revoked")
"""Kinds of which the lists hold all the words that there are, near enough."""
