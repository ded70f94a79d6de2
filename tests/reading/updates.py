"""Balance pages in a portal's frame, before and after an ordinary day: other amounts, days, news, banners, names of
things in the markup, order of attributes, wrappers. A person sees the same page, with other numbers.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tests.reading.bodies import MEASURED
from tests.reading.mutants import mutants

SEED = 20261128
MANY = 180
"""How many generated pages are taken."""
_AMOUNT = re.compile(r"(?<![\w.,])[0-9]{1,3}(?:\.[0-9]{3})+(?=(?:,[0-9]{2})?(?![\w.,]*[0-9]))")
_DAY = re.compile(r"\b(?:3[01]|[12][0-9]|0?[1-9])-(?:0[1-9]|1[0-2])-2026\b")
_TAG = re.compile(r"<(div|p|span|section|article|ul|li|h[1-5]|b|table|tr|td|th|dl|dt|dd)\b((?:\s[^<>]*)?)>")
_ATTRIBUTE = re.compile(r"\s+([\w-]+=(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+)|[\w-]+)")
_NEWS = (
    "Kini lebih mudah lewat aplikasi JMO di ponsel Anda",
    "Kantor cabang tutup pada hari libur nasional",
    "Lindungi pekerja rentan di sekitar Anda bersama kami",
    "Klaim JHT bisa diajukan dari rumah lewat Lapak Asik",
    "Layanan tatap muka buka kembali mulai pukul 08.00",
    "Waspada penipuan yang mengatasnamakan petugas kami",
    "Beasiswa pendidikan untuk anak peserta telah dibuka",
    "Manfaat layanan tambahan perumahan bagi peserta",
)
_NOTICES = (
    "",
    "Pemeliharaan sistem terjadwal Sabtu pukul 22.00 sampai selesai",
    "Jaga kerahasiaan kata sandi Anda, jangan bagikan kepada siapa pun",
    "Unduh aplikasi JMO untuk layanan yang lebih lengkap",
    "Selamat memperingati hari pelanggan untuk semua peserta kami",
)
_NAV = (
    "<nav><a href=/beranda>Beranda</a> <a href=/profil>Profil</a> <a href=/saldo>Saldo JHT</a> "
    "<a href=/keluar>Keluar</a></nav>"
)
_FOOT = "<footer><p>Hak cipta BPJS Ketenagakerjaan</p><p>Layanan Masyarakat 175</p></footer>"
_FRAMES = (
    "<header><b>BPJS Ketenagakerjaan</b>{nav}<span>{greeting}</span></header>{notice}<main><div>{body}</div></main>"
    "<aside><h4>Berita</h4><ul><li>{news}</li><li>{more}</li></ul></aside>{foot}",
    "<header>{nav}</header><main>{notice}<div style='display:flex'><div style='width:60%'>{body}</div>"
    "<div style='width:40%'><h5>Pengumuman</h5><p>{news}</p><p>{more}</p></div></div></main>{foot}",
    "<header>{nav}</header><main><section>{body}</section><section><b>Info terkini</b><p>{news}</p><p>{more}</p>"
    "</section></main>{notice}{foot}",
    "<header>{nav}<p>{greeting}</p></header>{notice}<div><div><div>{body}</div></div><div><h4>Artikel</h4>"
    "<div><p>{news}</p></div><div><p>{more}</p></div></div></div>{foot}",
)


@dataclass(frozen=True, slots=True)
class Update:
    """A page before and after, with the total that each of them shows."""

    name: str
    before: str
    after: str
    total: str
    after_total: str


def updates() -> Iterator[Update]:
    """Each page that can be read, in a frame, with an update of it; always the same ones."""
    for at, (name, body, total) in enumerate(bodies()):
        rng = random.Random(f"{SEED} {name}")
        frame = _FRAMES[at % len(_FRAMES)]
        parts = [str(one) for one in rng.sample(_NEWS, 4)]
        notices = rng.sample(_NOTICES, 2)
        changed, told = _with_other_numbers(rng, body, total)
        before = _in_frame(frame, body, parts[:2], notices[0], "Selamat pagi, SITI AMINAH")
        after = _in_frame(frame, f"<div>{changed}</div>", parts[2:], notices[1], "Selamat malam, SITI AMINAH")
        yield Update(name, before, _otherwise_marked_up(rng, after), str(total), str(told))


def framed(at: int, name: str, body: str) -> str:
    """A body in the frame, and with the news, that the page called `name` was confirmed in, being the `at`th."""
    rng = random.Random(f"{SEED} {name}")
    parts, notices = [str(one) for one in rng.sample(_NEWS, 4)], rng.sample(_NOTICES, 2)
    return _in_frame(_FRAMES[at % len(_FRAMES)], body, parts[:2], notices[0], "Selamat pagi, SITI AMINAH")


def bodies() -> Iterator[tuple[str, str, Decimal]]:
    """The bodies that can be read, each with its name and its total."""
    for name, (body, truth) in MEASURED.items():
        # Sums would have to stay sums, and a page of a day that is a test of its own is not this one's.
        if truth.total is not None and not truth.may_refuse and not name.startswith(("all-programmes", "day-")):
            yield name, body, Decimal(truth.total)
    for one in mutants(MANY, SEED):
        body = one.html.partition("<body")[2].partition(">")[2].rpartition("</body>")[0]
        if one.total is not None and len(one.cards) == 1 and body:
            yield one.note, body, one.total


def _in_frame(frame: str, body: str, news: list[str], notice: str, greeting: str) -> str:
    shown = f"<div class=pesan>{notice}</div>" if notice else ""
    return frame.format(nav=_NAV, foot=_FOOT, body=body, news=news[0], more=news[1], notice=shown, greeting=greeting)


def _with_other_numbers(rng: random.Random, body: str, total: Decimal) -> tuple[str, Decimal]:
    """The body with other amounts, each as long as before and the same wherever it stands, and other days."""
    amounts: dict[str, str] = {}

    def other(found: "re.Match[str]") -> str:
        return amounts.setdefault(found[0], re.sub("[0-9]", lambda _: str(rng.randint(1, 9)), found[0]))

    dated = _DAY.sub(lambda found: f"{rng.randint(10, 20)}{found[0][-8:]}", body)
    changed = _AMOUNT.sub(other, dated)
    shown = f"{int(total):,}".replace(",", ".")
    # Where the total is written in another way, or is a sum, the amounts stay as they are.
    return (changed, Decimal(amounts[shown].replace(".", "")) + total % 1) if shown in amounts else (dated, total)


def _otherwise_marked_up(rng: random.Random, html: str) -> str:
    """The page with other ids and classes, and its attributes in another order."""

    def marked(found: "re.Match[str]") -> str:
        attributes = _ATTRIBUTE.findall(found[2])
        attributes += [f'class="c{rng.randint(100, 999)}"'] if "class=" not in found[2] else []
        attributes += [f'id="x{rng.randint(1000, 9999)}"'] if "id=" not in found[2] else []
        rng.shuffle(attributes)
        return f"<{' '.join((found[1], *attributes))}>"

    return _TAG.sub(marked, html)
