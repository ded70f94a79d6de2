"""What of a person a page may hold in the oddest of places; none of it may be in what `saldo-jht record` writes."""

import shutil

import pytest

from checker.recording import fixture
from checker.simulator.skins import folders
from tests.record_skins import record

pytestmark = pytest.mark.browser

_BOXES = "".join(f'<span style="display:inline-block;padding:5px">{digit}</span>' for digit in "91827364")
_CELLS = "".join(f"<td>{digit}</td>" for digit in "71635948")

# What stands in the page, and what of it must stand in no file; "#" before it: as digits, whatever is between them.
CASES: dict[str, tuple[str, tuple[str, ...]]] = {
    "a class of a greeted name": ('<p>Halo Rahayu</p><i class="user-rahayu" id="menuRahayu">Saldo</i>', ("rahayu",)),
    "attributes that name a kind": (
        '<p>Nama: Wijaya</p><div slot="wijaya" lang="wijaya" role="wijaya" autocomplete="Wijaya">JHT</div>'
        "<x-wijaya>JHT</x-wijaya>",
        ("wijaya",),
    ),
    "attributes that are numbers": (
        '<svg viewBox="0 0 3171234509870003 9"><text x="82736455">JHT</text></svg><p tabindex="64738291">JHT</p>',
        ("3171234509870003", "82736455", "64738291"),
    ),
    "data and what is not shown": (
        """<p data-user='{"nik": "3171234509870111"}' data-value=93847561 hidden>JHT</p><!-- 3171234509870112 -->
        <script>window.__STATE__ = {"nik": "3171234509870113"}</script><meta name=user content=Sulastri>
        <svg><title>Sulastri</title><metadata>Sulastri</metadata></svg><progress value=93847561></progress>""",
        ("317123450987", "93847561", "sulastri"),
    ),
    "base64 and tokens": (
        '<p>Nama: Handayani</p><p class="u-SGFuZGF5YW5pIFNpbWFudGFwdW50YWg=" id="SGFuZGF5YW5p">JHT</p>'
        '<p class="eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9">eyJzdWIiOiIzMTcxMjM0NTA5ODcwMDAzIn0</p>',
        ("SGFuZGF5", "eyJ"),
    ),
    "an address in percent signs": (
        '<p id="u-susanti%40surel.example.net">susanti%40surel.example.net</p>',
        ("susanti",),
    ),
    "NIK in pairs": ("<p>NIK 32&nbsp;73&nbsp;11&nbsp;57&nbsp;09&nbsp;88&nbsp;00&nbsp;04</p>", ("#3273115709880004",)),
    "NIK with wide gaps": ("<p>NIK 32  73  11  57  09  88  00  05</p>", ("#3273115709880005",)),
    "NIK over elements": ("<p>NIK <b>3273</b><i>1157</i><u>0988</u><s>0006</s></p>", ("#3273115709880006",)),
    "signs that are not seen": (
        "<p>98&#8203;76&#8203;54&#8203;32</p><p>4&#8288;8.5&#8288;2.9</p>",
        ("#98765432", "#48529"),
    ),
    "digits in boxes": (f"<div>{_BOXES}</div><table><tr>{_CELLS}</tr></table>", ("#91827364", "#71635948")),
    "digits of other scripts": (
        "<p>１２．３４５</p><p>٤٥٦٧٨</p><p>𝟓𝟔.𝟕𝟖𝟗</p>",
        ("１２", "٤٥", "𝟓𝟔"),
    ),
    "amounts of few digits": ("<p>Saldo 17 juta</p><p>Rp 8,4 jt</p><p>Rp 37 ribu</p>", ("17 juta", "8,4", "37 ribu")),
    "amounts in ids": (
        '<p id="s-61.728.394" class="c-61-728-394 h-0812-345-0987">JHT</p>',
        ("#61728394", "#8123450987"),
    ),
    "amounts in words": ("<p>Enam belas juta dua ratus ribu</p>", ("enam belas", "dua ratus")),
    "amounts with blanks": ("<p>52 839 174</p><p>52'839'174</p>", ("#52839174",)),
    "styles": (
        "<p style=\"--nama: Kusuma; --n:'Kusuma'; counter-reset: n 57391846\">Nama: Kusuma</p>"
        '<style>:root{--u:"Kusuma";--s:57391846} .v::after{content:"Kusuma" counter(n)} [title="kusuma"]{color:red}'
        "@media screen{p{animation-name:kusuma;counter-reset:n 57391846}}</style>",
        ("kusuma", "57391846"),
    ),
    "a name of words that all know": (
        "<p>Nama</p><p>Bunga Tahun</p><a>Bunga Tahun</a><p>HALO BUNGA</p><h4>BUNGA TAHUN</h4>",
        ("bunga",),
    ),
    "days of birth": (
        "<p>Tanggal Lahir</p><p>17/08/1987</p><p>Lahir 17 Agt 87</p><p>TTL: Bandung, 17-08-87</p><p>17Agustus1987</p>",
        ("1987", "Agt 87", "08-87", "Agustus1987"),
    ),
    "telephones": ("<p>(0813) 3450-9876</p><p>0813–3450–9876</p><p>wa.me/6281334509876</p>", ("#33450987", "33450987")),
    "choices and fields": (
        '<select><option value="sutrisno" selected>14046123457</option></select><details name=sutrisno></details>'
        "<textarea>Sutrisno</textarea><input value=Sutrisno><input type=image alt=Sutrisno>",
        ("sutrisno", "14046123457"),
    ),
    "frames and shadows": (
        """<iframe srcdoc="<p title='Pratiwi'>Pratiwi</p><!-- Pratiwi -->"></iframe><div id=s></div>
        <script>document.getElementById("s").attachShadow({mode: "open"}).innerHTML =
        '<style>.x::after{content:"Pratiwi"}</style><p class=x title=Pratiwi>Pratiwi</p>'</script>""",
        ("pratiwi",),
    ),
    "a name in pieces": ("<p><b>S</b>etiawan</p><svg><text>SET<tspan>IAWAN</tspan></text></svg>", ("etiawan",)),
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> str:
    """All that is written of a portal whose menu page holds the cases; the gate has let it pass."""
    folder = tmp_path_factory.mktemp("hostile")
    skin = folder / "skins" / "hostile"
    shutil.copytree(folders()["adminlte"], skin)
    home = skin / "home.html"
    block = "\n".join(f"<section>{page}</section>" for page, _ in CASES.values())
    home.write_text(home.read_text(encoding="utf-8").replace("<h1>", block + "<h1>"), encoding="utf-8")
    done = record("hostile", "one-card", folder / "out", skins=folder / "skins")
    assert done.returncode == 0, done.stderr
    assert {fixture.load_meta(one).screen for one in fixture.find(folder / "out")} >= {"login", "menu", "balance"}, (
        done.stderr
    )
    return "\n".join(path.read_text(encoding="utf-8") for path in (folder / "out").rglob("*.*"))


@pytest.mark.parametrize("case", CASES)
def test_nothing_is_left(case: str, written: str) -> None:
    assert "Saldo" in written
    digits = "".join(one for one in written if one.isdigit() and one.isascii())
    for secret in CASES[case][1]:
        if secret.startswith("#"):
            assert secret[1:] not in digits
        else:
            assert secret.lower() not in written.lower()
