# Pages are written as long lines.
# ruff: noqa: E501
"""Cards of which one was left years ago, whose balance is of a day long past, which the card itself explains; and what
speaks for further cards. Each kind with its twins, of which no number may be read.
"""

from tests.truth import Truth

_NEW, _OLD = ("11122233344", "Rp 1.500.000,00"), ("22233344455", "Rp 400.000,00")
BOTH = "1900000"


def _card(card: tuple[str, str], day: str, state: str = "", label: str = "Saldo JHT") -> str:
    number, amount = card
    told = state and f"<p>{state}</p>"
    return (
        f"<section><p>KPJ {number}</p>{told}<p>{label}</p><p style='font-size:24px'>{amount}</p><p>{day}</p></section>"
    )


def _row(card: tuple[str, str], day: str, state: str) -> str:
    return f"<tr><td>{card[0]}</td><td>{state}</td><td>{card[1]}</td><td>{day}</td></tr>"


def _table(head: str, *rows: str) -> str:
    return f"<table><tr><th>KPJ</th><th>Status</th><th>Saldo JHT</th><th>{head}</th></tr>{''.join(rows)}</table>"


_LATE, _PAST = "Per 31 Oktober 2026", "Per 31 Maret 2021"

BODIES: dict[str, tuple[str, str | None]] = {
    "left-by-its-state": (_card(_NEW, _LATE, "Aktif") + _card(_OLD, _PAST, "Nonaktif"), BOTH),
    "left-in-the-line-of-the-day": (_card(_NEW, f"{_LATE} - Aktif") + _card(_OLD, f"{_PAST} - Tidak aktif"), BOTH),
    "left-on-a-day": (_card(_NEW, _LATE) + _card(_OLD, _PAST, "Berhenti bekerja 28 Februari 2021"), BOTH),
    "left-without-a-word": (_card(_NEW, _LATE) + _card(_OLD, _PAST), BOTH),
    "left-by-the-label": (_card(_NEW, "", "Aktif", f"Saldo JHT {_LATE}") + _card(_OLD, "", "Nonaktif", f"Saldo JHT {_PAST}"), BOTH),
    "left-with-its-number-and-day": (_card(_NEW, f"KPJ 11122233344 | {_LATE}") + _card(_OLD, f"KPJ 22233344455 | {_PAST}"), BOTH),
    "left-in-a-table": (_table("Per tanggal", _row(_NEW, "31-10-2026", "Aktif"), _row(_OLD, "31-03-2021", "Nonaktif")), BOTH),
    "left-in-a-table-of-positions": (_table("Posisi", _row(_NEW, "Oktober 2026", "Aktif"), _row(_OLD, "Maret 2021", "Nonaktif")), BOTH),
    "left-alone": (_card(_OLD, _PAST, "Status: Tidak aktif"), "400000"),
    "old-alone": (_card(_OLD, _PAST), None),
    "old-both": (_card(_NEW, _PAST) + _card(_OLD, _PAST), None),
    "old-and-active": (_card(_NEW, _LATE, "Nonaktif") + _card(_OLD, _PAST, "Aktif"), None),
    "old-in-a-table-and-active": (_table("Per tanggal", _row(_NEW, "31-10-2026", "Aktif"), _row(_OLD, "31-03-2021", "Aktif")), None),
    "old-by-the-label": (_card(_OLD, "", "Aktif", f"Saldo JHT {_PAST}"), None),
    "old-of-all": (_card(_NEW, "", "Aktif") + _card(_OLD, "", "Nonaktif") + f"<p>Data {_PAST.lower()}</p>", None),
    "old-of-one-card": (_card(_NEW, _PAST, "Nonaktif", "Saldo JHT") + _card((_NEW[0], _OLD[1]), _LATE), None),
    "left-on-a-day-to-come": (_card(_NEW, _LATE) + _card(_OLD, "Per 31 Maret 2045", "Nonaktif"), None),
    "leaving-is-spoken-of": (_card(_OLD, _PAST) + "<p>Bila berhenti bekerja, hubungi 175.</p>", None),
}  # fmt: skip

_SATU = "<p>Nomor KPJ: 11122233344</p><p>Saldo JHT</p><p>Rp 1.500.000,00</p>"
_LIST = "<h2>Saldo JHT per kartu</h2><table><tr><th>KPJ</th><th>Perusahaan</th><th>Saldo JHT</th></tr><tr><td>11122233344</td><td>PT SATU</td><td>Rp 1.500.000,00</td></tr></table>"
_CITIES = "<h2>Saldo JHT</h2><div>{}</div><div>" + _SATU + "</div>"


def _joined(head: str) -> str:
    rows = "".join(
        f"<tr><td>{who}</td><td>{year}</td><td>{amount}</td></tr>"
        for who, year, amount in (("PT MAJU", "2019", _NEW[1]), ("CV SINAR", "2026", _OLD[1]))
    )
    return f"<h2>Saldo JHT</h2><table><tr><th>Perusahaan</th><th>{head}</th><th>Saldo JHT</th></tr>{rows}</table>"


FURTHER: dict[str, tuple[str, str | None]] = {
    **{f"below-a-list/{name}": (f"{_LIST}<div><button>{name}</button></div>", None) for name in ("Lanjut", "Lainnya", "Selengkapnya", "Muat data", "Hal. 2", "»")},
    "below-a-list/of-all": (_LIST, "1500000"),
    "below-one-card": (f"<h2>Saldo JHT</h2><div>{_SATU}<a href=/rincian>Selengkapnya</a></div>", "1500000"),
    "arrow-beside": (f"<h2>Saldo JHT</h2><div><div>{_SATU}</div></div><div><a style='cursor:pointer'>›</a></div>", None),
    "arrow-in-the-card": (f"<h2>Saldo JHT</h2><div>{_SATU}<a style='cursor:pointer'>›</a></div>", "1500000"),
    "loading-below": (f"<h2>Saldo JHT</h2><div>{_SATU}</div><p>Memuat...</p>", None),
    "loading-over-a-nought": ("<p>Memuat...</p><p>Nomor KPJ: 11122233344</p><p>Saldo JHT: Rp 0</p>", None),
    "loading-of-news-below": (f"<h2>Saldo JHT</h2><div>{_SATU}</div><section><h2>Berita</h2><p>Memuat...</p></section>", "1500000"),
    "cities-pressed": (_CITIES.format("<button aria-pressed=true>Jakarta</button><button aria-pressed=false>Medan</button>"), None),
    "cities-linked": (_CITIES.format("<a href=# class=active>Jakarta</a> <a href=#>Medan</a>"), None),
    "cities-ticked": (_CITIES.format("<label><input type=radio name=k checked>Jakarta</label><label><input type=radio name=k>Medan</label>"), None),
    "languages-over-the-heading": ("<div><button aria-pressed=true>Basa Jawa</button><button aria-pressed=false>Basa Sunda</button></div>" + _CITIES.format(""), "1500000"),
    "counted-on-the-tabs": (_CITIES.format("<div role=tablist><button role=tab aria-selected=true>Aktif (1)</button><button role=tab aria-selected=false>Nonaktif (4)</button></div>"), None),
    "joined-in-a-year": (_joined("Tahun masuk"), None),
    "registered-in-a-year": (_joined("Terdaftar"), None),
    "registered-over-each": ("".join(f"<section><h3>Terdaftar {day}</h3><p>Saldo JHT</p><p>{card[1]}</p></section>" for day, card in (("01-03-2019", _NEW), ("01-11-2026", _OLD))), None),
    "months-with-remarks": ("<h2>Saldo JHT</h2><p>Nomor KPJ: 11122233344</p><table><tr><th>Bulan</th><th>Saldo JHT</th></tr><tr><td>September 2026</td><td>Rp 1.000.000</td></tr><tr><td>Oktober 2026</td><td>Rp 1.250.000</td><td>Final</td></tr><tr><td>November 2026</td><td>Rp 1.500.000</td><td>Belum diposting</td></tr></table>", None),
    "said-in-millions": (f"<nav>Saldo JHT 1,4 juta</nav>{_SATU}", None),
    "said-in-the-same-millions": (f"<nav>Saldo JHT 1,5 juta</nav>{_SATU}", "1500000"),
    "risen-to": ("<p>Nomor KPJ: 11122233344</p><div><p>Saldo JHT</p><p style='font-size:26px'>Rp 1.500.000</p><small>Naik menjadi 1.900.000</small></div>", None),
    "small-in-two-ways": ("<p>Nomor KPJ: 11122233344</p><p>Saldo JHT: Rp 1.500</p><p>Contribution: Rp 100,000</p>", None),
    "end-of-another-year": (f"{_SATU}<p>Data yang tampil merupakan posisi akhir tahun 2024.</p>", None),
    **{f"taken-back/{text}": (f"{_SATU}<p>{text}</p>", None) for text in ("Pada saat ini data saldo sedang diproses, silakan cek kembali.", "Dalam masa transisi saldo yang tampil bisa berbeda, silakan hubungi 175.", "Selama pemeliharaan saldo tidak mutakhir, silakan cek kembali.", "Nominal yang muncul milik peserta lain karena kesalahan sistem.")},
    "other-cards-elsewhere": (f"{_SATU}<p>Kartu Anda yang lain dapat dilihat di JMO.</p>", None),
}  # fmt: skip
"""What speaks for further cards, or for another amount, whatever it is called."""
BODIES |= FURTHER

MEASURED = {name: (f"<h1>Saldo JHT</h1>{body}", Truth(total)) for name, (body, total) in BODIES.items()}
"""Each body with what is read off it."""
