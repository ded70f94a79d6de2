# Pages are written as long lines.
# ruff: noqa: E501
"""Bodies of balance pages of which a number was once printed that no person would give, and what they are updates of.

What was found by people who wanted to deceive the program; each may come after a page that was confirmed.
"""

_HEAD = "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p>"

PLAIN = {
    "plain": (f"{_HEAD}<p>Saldo JHT: Rp 12.345.678</p>", "12345678"),
    "plain-two-lines": (f"{_HEAD}<p>Saldo JHT</p><p>Rp 12.345.678</p>", "12345678"),
    "plain-iuran": (f"{_HEAD}<p>Iuran: Rp 1.250.000</p><p>Saldo JHT: Rp 12.345.678</p>", "12345678"),
    "plain-iuran-terakhir": (f"{_HEAD}<p>Iuran terakhir: Rp 1.250.000</p><p>Saldo JHT: Rp 12.345.678</p>", "12345678"),
    "plain-table": (f"{_HEAD}<table><tr><td>Saldo JHT</td><td>Rp 12.345.678</td></tr></table>", "12345678"),
}
"""Pages that a person confirms."""
TRAPS: dict[str, tuple[str, str | None]] = {
    "sup1-ungrouped": (
        "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><p>Saldo JHT: Rp 12345678<sup>1</sup></p><p><sup>1</sup> Termasuk bulan ini</p>",
        "12345678",
    ),
    "marker-estimasi": (
        "<style>li.e{list-style-type:'Estimasi: ';margin-left:120px}</style><h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><ul><li class=e>Saldo JHT: Rp 250.000.000</li></ul>",
        None,
    ),
    "img-alt-estimasi": (
        "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><p><img src=/x.png alt='Estimasi' width=80 height=20> Saldo JHT: Rp 250.000.000</p>",
        None,
    ),
    "textsecurity-part": (
        "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><p>Iuran terakhir: Rp 1.250.000</p><p>Saldo JHT: Rp 12.345<span style='-webkit-text-security:disc'>.678</span></p>",
        None,
    ),
    "blackbar-part": (
        "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><p>Iuran terakhir: Rp 1.250.000</p><p>Saldo JHT: Rp 12.345<span style='background:#000;color:#000'>.678</span></p>",
        None,
    ),
    "upto-banner": (
        "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><div><b>Saldo JHT hingga</b><br><b>Rp 15.000.000</b><p>Kini lebih mudah lewat JMO</p></div>",
        None,
    ),
    "tariff-table": (
        "<h1>Tarif PPh 21</h1><table><tr><th>Saldo JHT</th><th>Tarif</th></tr><tr><td>s.d. Rp 50.000.000</td><td>0</td></tr></table>",
        None,
    ),
    "head-prakiraan": ("<h1>Prakiraan</h1><p>Nomor KPJ: 12345678901</p><p>Saldo JHT</p><p>Rp 250.000.000</p>", None),
    "head-rencana": (
        "<h1>Rencana hari tua</h1><p>Jika Anda bekerja sampai umur 56 tahun</p><p>Nomor KPJ: 12345678901</p><p>Saldo JHT</p><p>Rp 250.000.000</p>",
        None,
    ),
    "head-ifworks": (
        "<h1>Saldo JHT</h1><h2>Bila bekerja 20 tahun lagi</h2><p>Nomor KPJ: 12345678901</p><p>Saldo JHT</p><p>Rp 250.000.000</p>",
        None,
    ),
    "closed-cashed": (
        "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><p>Status: Tutup, telah dicairkan 12-03-2026</p><p>Saldo JHT: Rp 25.000.000</p>",
        None,
    ),
    "month-head-jan": (
        "<h1>Saldo JHT</h1><h2>Januari 2026</h2><p>Nomor KPJ: 12345678901</p><p>Saldo JHT: Rp 11.000.000</p>",
        None,
    ),
    "conv-mixed": (
        "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><p>Iuran: Rp 1,500,000.00</p><p>Saldo JHT: Rp 12.345</p>",
        None,
    ),
    "neg-figuredash": ("<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><p>Saldo JHT: ‒Rp 1.234.567</p>", None),
    "neg-super": ("<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><p>Saldo JHT: ⁻Rp 1.234.567</p>", None),
    "neg-table": (
        "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><table><tr><td>Saldo JHT</td><td>‒</td><td>Rp 1.234.567</td></tr></table>",
        None,
    ),
    "unit-rp000": (
        "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><p>Dalam Rp'000</p><p>Iuran: Rp 1.250.000</p><p>Saldo JHT: Rp 12.345</p>",
        None,
    ),
    "unit-dlm": (
        "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><p>*dlm ribuan</p><p>Iuran: Rp 1.250.000</p><p>Saldo JHT: Rp 12.345</p>",
        None,
    ),
    "unit-k-below": (
        "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><p>Iuran: Rp 1.250.000</p><div>Saldo JHT</div><div>Rp 12.345</div><div>rb</div>",
        None,
    ),
    "unit-en2": (
        "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><p>Contribution: IDR 1,250,000</p><p>JHT balance: IDR 12,345</p><p>IDR '000s</p>",
        None,
    ),
    "pag-select": (
        "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><p>Saldo JHT: Rp 10.000.000</p><label>Halaman <select><option>1</option><option>2</option></select></label>",
        None,
    ),
    "pag-custom-el": (
        "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><p>Saldo JHT: Rp 10.000.000</p><x-pager><x-page>1</x-page><x-page>2</x-page></x-pager>",
        None,
    ),
    "more-text": (
        "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><p>Saldo JHT: Rp 10.000.000</p><p>dan 2 lagi</p>",
        None,
    ),
    "more-btn-selengkapnya": (
        "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><p>Saldo JHT: Rp 10.000.000</p><button>Selengkapnya (2)</button>",
        None,
    ),
    "two-cards-kpjmasked": (
        "<h1>Saldo JHT</h1><section><p>KPJ *******8901</p><p>Saldo JHT: Rp 10.000.000</p></section><section><p>KPJ *******9012</p><p>Saldo JHT: Rp 10.000.000</p></section>",
        "20000000",
    ),
    "two-cards-same-table": (
        "<h1>Saldo JHT</h1><table><tr><th>Perusahaan</th><th>Saldo JHT</th></tr><tr><td>PT Alfa</td><td>Rp 10.000.000</td></tr><tr><td>PT Beta</td><td>Rp 10.000.000</td></tr></table>",
        "20000000",
    ),
    "total-excludes-selebihnya": (
        "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><p>Total Saldo JHT: Rp 10.000.000</p><p>Selebihnya tercatat di kartu lama.</p>",
        None,
    ),
    "split-main-add": (
        "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><table><tr><td>Saldo JHT Pokok</td><td>Rp 10.000.000</td></tr><tr><td>Saldo JHT</td><td>Rp 2.500.000</td></tr></table>",
        None,
    ),
    "rows-month-names": (
        "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><table><tr><th>Bulan</th><th>Saldo JHT</th></tr><tr><td>Januari</td><td>Rp 10.060.678</td></tr><tr><td>Februari</td><td><em>belum</em></td></tr></table>",
        None,
    ),
    "strike-gradient": (
        "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><p>Saldo JHT: <span style='background:linear-gradient(transparent 48%,red 48% 54%,transparent 54%)'>Rp 10.000.000</span></p><p>Terkoreksi: Rp 8.000.000</p>",
        None,
    ),
    "stamp-void": (
        "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><p>Saldo JHT: Rp 10.000.000</p><p style='color:red;transform:rotate(-10deg)'>BATAL</p>",
        None,
    ),
    "asof-old-words": (
        "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><p>Saldo JHT: Rp 10.000.000</p><p>Keadaan dua tahun silam</p>",
        None,
    ),
    "asof-old-short": (
        "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><p>Saldo JHT: Rp 10.000.000</p><p>per Des '23</p>",
        None,
    ),
    "asof-thn-buku": (
        "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><p>Saldo JHT: Rp 10.000.000</p><p>Tahun buku 2023</p>",
        None,
    ),
    "cached": (
        "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><p>Saldo JHT: Rp 10.000.000</p><p>Data tersimpan 3 bulan yang silam; koneksi terputus</p>",
        None,
    ),
    "lottery": ("<h1>Undian</h1><div>Saldo JHT</div><div>Rp 100.000.000</div><div>untuk 10 pemenang</div>", None),
    "line-clamp": (
        "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><p>Iuran: Rp 1.250.000</p><p>Saldo JHT</p><div style='width:52px;height:18px;overflow:hidden;word-break:break-all'>Rp12.345.678</div>",
        None,
    ),
    "shadow-head": (
        "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><p>Iuran: Rp 1.250.000</p><p>Saldo JHT: Rp <x-b></x-b>2.345.678</p><script>document.querySelector('x-b').attachShadow({mode:'closed'}).innerHTML='1'</script>",
        "12345678",
    ),
    "ol-decimal": (
        "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><p>Iuran: Rp 1.250.000</p><p>Saldo JHT:</p><style>@counter-style z{system:numeric;symbols:'0' '1' '2';suffix:''}</style><ol style='list-style:z inside'><li>2.345.678</li></ol>",
        "12345678",
    ),
}
"""Each body with the total that it shows, or None where no number may be given."""
