"""Balance pages by the thousand, whose true answer is known by construction; and pages that hold no balance at all.

Every page of `mutants` is one that a person reads without hesitating: identifiers are renamed, wrappers added, rows and
columns put in another order, labels swapped for synonyms, decoys inserted (seen and unseen), amounts written in
another way. Every page of `hostile_mutants` lacks a readable balance, whatever else it shows. Nothing here knows
how the reader works.
"""

import random
import string
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

LABELS = (
    "Saldo JHT",
    "SALDO JHT",
    "Total Saldo JHT",
    "Saldo Jaminan Hari Tua",
    "Jumlah Saldo JHT",
    "Saldo Akhir JHT",
    "Saldo JHT Anda",
    "Saldo JHT Saat Ini",
    "Saldo JHT Terkini",
    "Nominal Saldo JHT",
    "JHT Balance",
)
CARD_LABELS = tuple(label for label in LABELS if not label.startswith(("Total", "Jumlah")))
SHORT_LABELS = ("Saldo", "Saldo Akhir", "Saldo Anda")  # only below a heading that says JHT
HEADINGS = ("Lihat Saldo JHT", "Saldo JHT", "Jaminan Hari Tua", "Program Jaminan Hari Tua (JHT)", "Informasi Saldo JHT")
TOTALS = ("Total Saldo JHT", "Total Saldo", "Total", "Jumlah", "Jumlah Saldo JHT", "Total Seluruh Kartu")
KPJ_LABELS = ("KPJ", "No. KPJ", "Nomor KPJ", "Nomor Kartu Peserta (KPJ)", "Nomor Peserta")
COMPANIES = ("PT MAJU CONTOH", "CV CONTOH JAYA", "PT SUMBER TELADAN", "UD TOKO CONTOH", "KOPERASI CONTOH")
DECOYS = (
    "Santunan JKM",
    "Saldo JP",
    "Saldo Jaminan Pensiun",
    "Manfaat JKP",
    "Iuran Terakhir",
    "Upah Dilaporkan",
    "Estimasi Saldo JHT Usia 56",
    "Simulasi Saldo JHT",
    "Proyeksi Saldo JHT Tahun 2040",
    "Saldo Awal Tahun 2026",
    "Hasil Pengembangan",
    "Saldo JHT yang dapat diklaim (30%)",
    "Iuran JHT Bulan Ini",
    "Biaya Perawatan JKK",
    "Bantuan Subsidi Upah",
)
FACTS = (
    ("Status Kepesertaan", "Aktif"),
    ("Segmen Peserta", "PU"),
    ("Nama", "SITI AMINAH"),
    ("Pembayaran Iuran Terakhir", "15-10-2026"),
    ("Program yang Diikuti", "JHT, JP, JKK, JKM"),
    ("Jumlah Tenaga Kerja", "125"),
    ("Kantor Cabang", "Jakarta Contoh"),
)
PROMOS = (
    "Ahli waris menerima santunan hingga Rp 42.000.000.",
    "Beasiswa anak sampai Rp 174.000.000 untuk dua anak!",
    "Klaim lewat JMO untuk saldo JHT maksimal Rp 15.000.000.",
    "Rata-rata saldo JHT peserta nasional Rp 8.900.000.",
    "Contoh: iuran 5,7% dari upah Rp 5.000.000 adalah Rp 285.000.",
)
HIDING = (
    "display:none",
    "visibility:hidden",
    "opacity:0",
    "position:absolute;left:-9999px",
    "position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)",
    "font-size:0",
    "height:0;overflow:hidden",
    "color:transparent",
    "text-indent:-9999px;overflow:hidden;white-space:nowrap",
    "transform:scale(0)",
    "clip-path:inset(50%)",
)


@dataclass(frozen=True, slots=True)
class CardTruth:
    """A card as the page shows it."""

    kpj: str | None
    balance: Decimal


@dataclass(frozen=True, slots=True)
class Mutant:
    """A page and its truth; a page without cards must be refused. `note` says how it was made."""

    html: str
    cards: tuple[CardTruth, ...]
    total: Decimal | None
    note: str


Row = tuple[str, str]
Block = list[Row]
Render = Callable[["_Maker", list[Block]], str]


def _dots(whole: int) -> str:
    return f"{whole:,}".replace(",", ".")


@dataclass(slots=True)
class _Maker:
    """What one page is made with: its luck, its way to write an amount, its way to name things."""

    rng: random.Random
    style: int
    labels: tuple[str, ...] = LABELS
    heading: str = ""

    def name(self) -> str:
        rng = self.rng
        return rng.choice(string.ascii_lowercase) + "".join(
            rng.choices(string.ascii_lowercase + string.digits, k=rng.randint(2, 8))
        )

    def at(self) -> str:
        """Attributes that say nothing."""
        rng = self.rng
        parts = []
        if rng.random() < 0.6:
            parts.append(f' class="{self.name()} {self.name()}"')
        if rng.random() < 0.3:
            parts.append(f' id="{self.name()}"')
        if rng.random() < 0.15:
            parts.append(f' data-{self.name()}="{rng.randint(1000, 99999999)}"')
        return "".join(parts)

    def wrap(self, inner: str, tag: str = "div") -> str:
        for _ in range(self.rng.choice((0, 0, 0, 1, 1, 2))):
            inner = f"<{tag}{self.at()}>{inner}</{tag}>"
        return inner

    def money(self, amount: Decimal, bare: bool = False) -> str:
        """The amount as text, in the one style of the page."""
        whole, sen = divmod(int(amount * 100), 100)
        dots, commas = _dots(whole), f"{whole:,}"
        forms = (
            f"Rp {dots},{sen:02d}",
            f"Rp{dots},{sen:02d}",
            f"Rp. {dots},{sen:02d}",
            f"IDR {commas}.{sen:02d}",
            f"Rp\u00a0{dots},{sen:02d}",
            f"Rp {dots}" if not sen else f"Rp {dots},{sen:02d}",
            f"Rp. {dots},-" if not sen else f"Rp. {dots},{sen:02d}",
            f"Rp\u202f{dots},{sen:02d}",
        )
        text = forms[self.style % len(forms)]
        return text.lstrip("RpID. \u00a0\u202f") if bare else text

    def shown(self, text: str) -> str:
        """The text, sometimes split over inline elements as a person never notices."""
        rng = self.rng
        text = escape(text)
        kind = rng.randrange(8)
        if kind == 0 and text.startswith("Rp"):
            return f"<span{self.at()}>Rp</span>{text[2:]}"
        if kind == 1:
            return f"<b{self.at()}>{text}</b>"
        if kind == 2 and "." in text[3:]:
            cut = text.index(".", 3)
            return f"<span>{text[:cut]}</span><span{self.at()}>{text[cut:]}</span>"
        if kind == 3 and "." in text[3:]:
            cut = text.index(".", 3)
            return f'{text[:cut]}<span style="display:none">{rng.randint(1, 9)}</span>{text[cut:]}'
        return text

    def kpj(self) -> str:
        return "".join(self.rng.choices(string.digits[1:], k=11))

    def amount(self) -> Decimal:
        rng = self.rng
        whole = rng.choice(
            (
                rng.randint(1_000_000, 9_999_999),
                rng.randint(10_000_000, 99_999_999),
                rng.randint(100_000_000, 400_000_000),
            )
        )
        return Decimal(whole) + (Decimal(rng.randint(1, 99)) / 100 if rng.random() < 0.3 else 0)

    def decoy(self) -> Row:
        return self.rng.choice(DECOYS), self.money(Decimal(self.rng.randint(100_000, 190_000_000)))

    def hidden(self) -> str:
        """A balance that nobody can see."""
        rng = self.rng
        text = f"{rng.choice(CARD_LABELS)}: {self.money(self.amount())}"
        kind = rng.randrange(5)
        if kind == 0:
            return f"<template><p>{text}</p></template>"
        if kind == 1:
            return (
                f"<table hidden><tr><td>{rng.choice(CARD_LABELS)}</td><td>{self.money(self.amount())}</td></tr></table>"
            )
        return f'<div{self.at()} style="{rng.choice(HIDING)}"><p style="margin:0">{text}</p></div>'


# ---- base layouts: each renders blocks of rows; a block is a card


def _label_table(m: _Maker, blocks: list[Block]) -> str:
    colon = m.rng.random() < 0.3
    head = m.rng.choice(("td", "th"))
    out = []
    for block in blocks:
        rows = "".join(
            f"<tr{m.at()}><{head}>{escape(label)}</{head}>{'<td>:</td>' if colon else ''}"
            f"<td{m.at()}>{m.wrap(m.shown(value), 'span')}</td></tr>"
            for label, value in block
        )
        out.append(m.wrap(f'<table{m.at()} style="margin-bottom:18px">{rows}</table>'))
    return "".join(out)


def _header_table(m: _Maker, blocks: list[Block]) -> str:
    head = "".join(f"<th{m.at()}>{escape(label)}</th>" for label, _ in blocks[0])
    rows = "".join(
        "<tr>" + "".join(f"<td{m.at()}>{m.shown(value)}</td>" for _, value in block) + "</tr>" for block in blocks
    )
    if m.rng.random() < 0.5:
        return m.wrap(f"<table{m.at()}><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>")
    return m.wrap(f"<table{m.at()}><tr>{head}</tr>{rows}</table>")


def _column_table(m: _Maker, blocks: list[Block]) -> str:
    rows = ""
    for index, (label, _) in enumerate(blocks[0]):
        cells = "".join(f"<td{m.at()}>{m.shown(block[index][1])}</td>" for block in blocks)
        rows += f"<tr><th>{escape(label)}</th>{cells}</tr>"
    return m.wrap(f"<table{m.at()}>{rows}</table>")


def _flex_rows(m: _Maker, blocks: list[Block]) -> str:
    out = []
    for block in blocks:
        rows = "".join(
            f'<div{m.at()} style="display:flex;justify-content:space-between;width:460px;padding:5px">'
            f"{m.wrap(f'<span>{escape(label)}</span>')}{m.wrap(f'<span>{m.shown(value)}</span>')}</div>"
            for label, value in block
        )
        out.append(
            f'<section{m.at()} style="border:1px solid #bbb;padding:8px;margin:14px 0;width:480px">{rows}</section>'
        )
    return m.wrap("".join(out))


def _definition_list(m: _Maker, blocks: list[Block]) -> str:
    lists = (
        "".join(f"<dt>{escape(label)}</dt><dd>{m.shown(value)}</dd>" for label, value in block) for block in blocks
    )
    return m.wrap(
        "".join(
            f'<dl{m.at()} style="border:1px solid #bbb;padding:8px;margin-bottom:22px">{rows}</dl>' for rows in lists
        )
    )


def _stacked(m: _Maker, blocks: list[Block]) -> str:
    out = []
    for block in blocks:
        rows = "".join(
            '<div style="margin-bottom:12px">'
            f"{m.wrap(f'<small>{escape(label)}</small><div{m.at()}>{m.shown(value)}</div>')}</div>"
            for label, value in block
        )
        out.append(
            f'<article{m.at()} style="border:1px solid #999;padding:10px;margin:10px;width:320px">{rows}</article>'
        )
    side = "display:flex;flex-wrap:wrap" if m.rng.random() < 0.5 else ""
    return f'<div{m.at()} style="{side}">{"".join(out)}</div>'


def _grid(m: _Maker, blocks: list[Block]) -> str:
    out = []
    for block in blocks:
        cells = "".join(f"<div{m.at()}>{escape(label)}</div><div>{m.shown(value)}</div>" for label, value in block)
        out.append(
            f'<div{m.at()} style="display:grid;grid-template-columns:260px 300px;gap:6px;margin:20px 0;'
            f'border:1px solid #bbb">{cells}</div>'
        )
    return "".join(out)


def _inputs(m: _Maker, blocks: list[Block]) -> str:
    out = []
    for block in blocks:
        rows = ""
        for label, value in block:
            key = m.name() + str(m.rng.randint(0, 10**6))
            state = m.rng.choice(("readonly", "disabled"))
            rows += (
                f'<div style="margin:8px 0"><label for="{key}">{escape(label)}</label><br>'
                f'<input id="{key}" size="34" {state} value="{escape(value)}"></div>'
            )
        out.append(f'<form{m.at()} style="margin:18px 0;border-bottom:1px solid #ccc">{rows}</form>')
    return m.wrap("".join(out))


def _sentences(m: _Maker, blocks: list[Block]) -> str:
    verb = m.rng.choice((": ", " : ", " adalah ", " sebesar ", ": "))
    out = []
    for block in blocks:
        lines = "".join(
            f"<p>{escape(label)}{verb if value.startswith(('Rp', 'IDR')) else ': '}{m.shown(value)}</p>"
            for label, value in block
        )
        out.append(f'<div{m.at()} style="border:1px solid #bbb;padding:0 8px;margin:18px 0">{lines}</div>')
    return m.wrap("".join(out))


def _boxes(m: _Maker, blocks: list[Block]) -> str:
    """Small boxes: the value stands above its label."""
    out = []
    for block in blocks:
        boxes = "".join(
            f'<div{m.at()} style="background:#0e7490;color:#fff;padding:10px;width:270px;margin:6px">'
            f'<h3 style="margin:0">{m.shown(value)}</h3><p style="margin:4px 0 0">{escape(label)}</p></div>'
            for label, value in block
        )
        out.append(
            f'<div{m.at()} style="display:flex;flex-wrap:wrap;border:2px solid #444;margin-bottom:20px">{boxes}</div>'
        )
    return "".join(out)


LAYOUTS: tuple[tuple[str, Render], ...] = (
    ("label-table", _label_table),
    ("header-table", _header_table),
    ("column-table", _column_table),
    ("flex-rows", _flex_rows),
    ("definition-list", _definition_list),
    ("stacked", _stacked),
    ("grid", _grid),
    ("inputs", _inputs),
    ("sentences", _sentences),
    ("boxes", _boxes),
)


def _furniture(m: _Maker) -> list[str]:
    """What stands around a balance on a real page: menus, promotions, hidden leftovers."""
    rng = m.rng
    parts = []
    if rng.random() < 0.5:
        parts.append(f"<aside{m.at()}><p>{escape(rng.choice(PROMOS))}</p></aside>")
    if rng.random() < 0.5:
        parts.append(m.hidden())
    if rng.random() < 0.3:
        parts.append(f"<p{m.at()}><small>Data diperbarui setiap tanggal 15. Hubungi 175 untuk bantuan.</small></p>")
    if rng.random() < 0.3:
        parts.append(f'<p><a{m.at()} href="#">Klaim Saldo JHT</a> <button type="button">Cetak</button></p>')
    return parts


def _page(m: _Maker, body: str, *, title: str = "") -> str:
    rng = m.rng
    around = _furniture(m)
    rng.shuffle(around)
    cut = rng.randint(0, len(around))
    menu = (
        "<nav><a href='#'>Beranda</a> | <a href='#'>Profil Saya</a> | <a href='#'>Keluar</a></nav>"
        if rng.random() < 0.6
        else ""
    )
    hello = "<p>Selamat datang, SITI AMINAH</p>" if rng.random() < 0.4 else ""
    heading = f"<{(h := rng.choice(('h1', 'h2', 'h3')))}{m.at()}>{escape(m.heading)}</{h}>"
    middle = f"{''.join(around[:cut])}<section>{heading}{m.wrap(body)}</section>{''.join(around[cut:])}"
    return (
        '<!doctype html><html lang="id"><head><meta charset="utf-8">'
        f"<title>{escape(title or m.heading)}</title>"
        "<style>body{font:16px Arial,sans-serif;margin:12px}table{border-collapse:collapse}"
        "td,th{border:1px solid #ccc;padding:5px 9px;text-align:left}</style></head><body>"
        f"<div>SIMULASI &ndash; bukan situs resmi</div>{menu}{hello}<main{m.at()}>{middle}</main></body></html>"
    )


def _maker(seed: int, index: int, kind: str) -> _Maker:
    rng = random.Random(f"{kind}/{seed}/{index}")
    maker = _Maker(rng, style=rng.randrange(8))
    maker.heading = rng.choice(HEADINGS)
    return maker


def _blocks(m: _Maker, label: str, cards: Sequence[CardTruth], values: Sequence[str]) -> list[Block]:
    """A block of rows per card: the same rows in the same order for each, with decoys of its own."""
    rng = m.rng
    kpj_label = rng.choice(KPJ_LABELS)
    decoys = rng.sample(DECOYS, rng.choice((0, 1, 1, 2, 3)))
    facts = rng.sample(FACTS, rng.choice((0, 1, 2)))
    company = rng.random() < 0.5
    blocks: list[Block] = []
    for card, value in zip(cards, values, strict=True):
        block: Block = [(label, value)]
        block += [(name, m.money(Decimal(rng.randint(100_000, 190_000_000)))) for name in decoys]
        block += list(facts)
        if company:
            block.append(("Perusahaan", rng.choice(COMPANIES)))
        if card.kpj:
            block.append((kpj_label, card.kpj))
        blocks.append(block)
    order = list(range(len(blocks[0])))
    rng.shuffle(order)
    if rng.random() < 0.6 and cards[0].kpj:  # a card most often begins with its number
        order.remove(len(blocks[0]) - 1)
        order.insert(0, len(blocks[0]) - 1)
    return [[block[place] for place in order] for block in blocks]


def _total(m: _Maker, label: str, total: Decimal) -> str:
    value = m.shown(m.money(total))
    kind = m.rng.randrange(3)
    if kind == 0:
        return f"<p{m.at()} style='margin-top:26px'>{escape(label)}: <strong>{value}</strong></p>"
    if kind == 1:
        return f"<table{m.at()} style='margin-top:26px'><tr><th>{escape(label)}</th><td>{value}</td></tr></table>"
    return (
        f"<div{m.at()} style='display:flex;width:460px;justify-content:space-between;margin-top:26px'>"
        f"<b>{escape(label)}</b><b>{value}</b></div>"
    )


def mutant(seed: int, index: int) -> Mutant:
    """The page of this number: the same for the same seed on every machine."""
    m = _maker(seed, index, "readable")
    rng = m.rng
    count = rng.choice((1, 1, 1, 1, 2, 2, 3, 4))
    layout, render = LAYOUTS[index % len(LAYOUTS)]
    numbered = count > 1 or rng.random() < 0.75
    cards = tuple(CardTruth(m.kpj() if numbered else None, m.amount()) for _ in range(count))
    short = rng.random() < 0.2
    label = rng.choice(SHORT_LABELS if short else (CARD_LABELS if count > 1 else LABELS))
    body = render(m, _blocks(m, label, cards, [m.money(card.balance) for card in cards]))
    total = sum((card.balance for card in cards), Decimal(0))
    with_total = count > 1 and rng.random() < 0.5
    if with_total:
        summed = _total(m, rng.choice(TOTALS), total)
        body = summed + body if rng.random() < 0.3 else body + summed
    summed_up = ", total" if with_total else ""
    note = f"readable #{index}: {layout}, {count} card(s), label {label!r}{summed_up}, style {m.style}"
    return Mutant(_page(m, body), cards, total, note)


UNREADABLE = (
    "-",
    "",
    "Rp NaN",
    "Tidak tersedia",
    "Rp ••••••••",
    "Gagal memuat",
    "Rp ***.***",
    "N/A",
    "Rp -",
    "Rp undefined",
    "Belum tersedia",
    "Rp 12.345.67",
    "Rp 1.234.56.789",
    "Rp 12,345.678",
    "(Rp 4.567.890,00)",
    "-Rp 4.567.890,00",
    "Rp 4,5 juta",
    "Rp 12 jt",
    "USD 4,567.00",
    "Rp 4.567.89O",
    "Rp 4.5xx.xxx",
    "Rp 3.000.000 - Rp 5.000.000",
)
NOT_THE_BALANCE = (
    "Estimasi Saldo JHT",
    "Simulasi Saldo JHT",
    "Proyeksi Saldo JHT Usia 56",
    "Perkiraan Saldo JHT",
    "Saldo JP",
    "Saldo Jaminan Pensiun",
    "Saldo JKP",
    "Saldo Awal JHT",
    "Saldo JHT Tahun 2021",
    "Saldo Akhir JHT 2022",
    "Saldo JHT yang dapat diklaim (30%)",
    "Saldo JHT Suami",
    "Saldo JHT Istri",
    "Rata-rata Saldo JHT Peserta",
    "Contoh Saldo JHT",
    "Target Saldo JHT",
    "Hasil Pengembangan JHT",
    "Iuran JHT Terakhir",
    "Total Iuran JHT Tahun 2026",
    "Saldo JHT yang telah dicairkan",
    "Saldo JHT Sementara",
    "Saldo Dompet",
)
SPOILERS = (
    "Angka disajikan dalam ribuan rupiah.",
    "(dalam jutaan rupiah)",
    "Saldo di atas adalah estimasi, bukan saldo sebenarnya.",
    "Data per 31 Desember 2019.",
    "Halaman 1 dari 3",
    "Menampilkan 1-1 dari 6 kartu",
    "Ini adalah data contoh (dummy).",
    "Hasil simulasi berdasarkan data yang Anda isi.",
    "Rincian Saldo JHT Tahun 2022",
    "Dan 2 kartu lainnya",
)


def _picture(m: _Maker, amount: Decimal) -> str:
    text = f"Rp {_dots(int(amount))}"
    words = f"%3Ctext y=%2722%27 font-size=%2720%27%3E{text}%3C/text%3E"
    svg = f"%3Csvg xmlns=%27http://www.w3.org/2000/svg%27 width=%27220%27 height=%2730%27%3E{words}%3C/svg%3E"
    return f'<img{m.at()} alt="" width="220" height="30" src="data:image/svg+xml,{svg}">'


def hostile_mutant(seed: int, index: int) -> Mutant:
    """A page without a balance that a person could take: it must be refused."""
    m = _maker(seed, index, "hostile")
    rng = m.rng
    layout, render = LAYOUTS[index % len(LAYOUTS)]
    card = CardTruth(m.kpj(), m.amount())
    label = rng.choice(CARD_LABELS)
    kind = rng.choice(
        (
            "removed",
            "unreadable",
            "unreadable",
            "not-the-balance",
            "not-the-balance",
            "spoiled",
            "hidden",
            "clash",
            "mismatch",
            "picture",
        )
    )
    body = ""
    detail = ""
    if kind == "removed":
        rows = [[row for row in block if row[0] != label] for block in _blocks(m, label, [card], ["x"])]
        rows[0] += [m.decoy(), ("Status Kepesertaan", "Aktif")]
        body = render(m, rows)
    elif kind == "unreadable":
        detail = rng.choice(UNREADABLE)
        body = render(m, _blocks(m, label, [card], [detail]))
    elif kind == "not-the-balance":
        detail = rng.choice(NOT_THE_BALANCE)
        body = render(m, _blocks(m, detail, [card], [m.money(card.balance)]))
    elif kind == "spoiled":
        detail = rng.choice(SPOILERS)
        clean: Block = [("KPJ", card.kpj or ""), (label, m.money(card.balance)), ("Segmen Peserta", "PU")]
        spoiler = f"<p{m.at()}>{escape(detail)}</p>"
        body = render(m, [clean])
        body = spoiler + body if detail.startswith(("Rincian", "(dalam")) or rng.random() < 0.3 else body + spoiler
    elif kind == "hidden":
        detail = rng.choice(HIDING)
        rows = [[row for row in block if row[0] != label] for block in _blocks(m, label, [card], ["x"])]
        rows[0].append(("Status Kepesertaan", "Aktif"))
        body = f'<div style="{detail}">{escape(label)}: {m.money(card.balance)}</div>' + render(m, rows)
    elif kind == "clash":
        first: Block = [("KPJ", card.kpj or ""), (label, m.money(card.balance)), ("Perusahaan", COMPANIES[0])]
        second: Block = [
            ("KPJ", card.kpj or ""),
            (label, m.money(card.balance + rng.randint(1, 900_000))),
            ("Perusahaan", COMPANIES[0]),
        ]
        body = render(m, [first, second])
    elif kind == "mismatch":
        other = CardTruth(m.kpj(), m.amount())
        blocks = _blocks(m, label, [card, other], [m.money(card.balance), m.money(other.balance)])
        body = render(m, blocks) + _total(
            m, "Total Saldo JHT", card.balance + other.balance + rng.randint(1, 5_000_000)
        )
    else:
        rows = [[row for row in block if row[0] != label] for block in _blocks(m, label, [card], ["x"])]
        rows[0].append(("Status Kepesertaan", "Aktif"))
        body = f"<p>{escape(label)}</p><p>{_picture(m, card.balance)}</p>" + render(m, rows)
    note = f"hostile #{index}: {kind}{f' ({detail})' if detail else ''}, {layout}, label {label!r}, style {m.style}"
    return Mutant(_page(m, body), (), None, note)


def mutants(n: int, seed: int) -> Iterator[Mutant]:
    """`n` pages whose balance a person reads without hesitating."""
    return (mutant(seed, index) for index in range(n))


def hostile_mutants(n: int, seed: int) -> Iterator[Mutant]:
    """`n` pages that must be refused."""
    return (hostile_mutant(seed, index) for index in range(n))
