"""What stands in for what is personal, and the gate that looks whether anything is left; everybody here is invented."""

import random
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model import Card, Confidence, Reading
from checker.portal import selectors
from checker.recording import fixture, forms, gate, markup, sums
from checker.recording.fixture import Meta
from checker.recording.standins import Run, StandIns

TODAY = date(2026, 11, 22)
LOADED = selectors.load()


def stand_ins(*texts: str, kept: tuple[str, ...] = ()) -> StandIns:
    made = StandIns(LOADED.vocabulary, LOADED.selectors.words, TODAY, kept, random.Random(7))
    runs = [Run(text, before) for before, text in zip(("", *texts), texts, strict=False)]
    made.study([runs])
    return made


@pytest.mark.parametrize(
    ("before", "text", "form"),
    [
        ("", "rahayu.dewi@kantor.co.id", r"siti\.aminah@example\.test"),
        ("NIK", "3171234509870003", r"0{13}\d{3}"),
        ("", "NIK: 3171 2345 0987 0003", r"NIK: 0000 0000 0000 0\d{3}"),
        ("KPJ", "14045123457", "12345678901"),
        ("KPJ", "1404 5123 457", "1234 5678 901"),
        ("Telepon", "081234509876", r"0800000000\d\d"),
        ("", "+62 812-3450-9876", r"\+62 8\d\d-\d{4}-\d{4}"),
        ("Nama", "Rahayu Kusumawati", "[XQ][a-z]+ [XQ][a-z]+"),
        ("Nama", "Bunga Lestari", "[XQ][a-z]+ [XQ][a-z]+"),
        ("", "RAHAYU KUSUMAWATI", "[XQ][A-Z]+ [XQ][A-Z]+"),
        ("Tempat/Tanggal Lahir", "Bandung, 17-08-1987", r"[XQ][a-z]+, 01-01-19\d\d"),
        ("", "Tanggal lahir 2 Maret 1987", r".* 1 Januari 19\d\d"),
        ("Alamat", "Jl. Melati No. 12 RT 03", r".*\. .*\. \d\d \w\w \d\d"),
        ("", "https://portal.test/x?token=abc", r"https://example\.test/"),
        ("NPP", "JK123456", r"ZZ000\d{3}"),
        ("Perusahaan", "PT Sinar Bunga Abadi", "PT [XQ].*"),
    ],
)
def test_what_is_personal_is_replaced(before: str, text: str, form: str) -> None:
    made = stand_ins(before, text).text(text, before)
    assert re.fullmatch(form, made), made
    assert not {word for word in re.findall(r"\w{3,}", text) if word in made} - {
        "NIK",
        "Tanggal",
        "lahir",
        "https",
        "test",
        "KPJ",
    }


@pytest.mark.parametrize(
    "text", ["Lihat Saldo JHT", "Saldo per 31 Oktober 2026", "Rp 0", "Rp 0,00", "2 kartu", "Tahun 2026", "Kata sandi"]
)
def test_the_language_stays(text: str) -> None:
    assert stand_ins(text).text(text) == text


@pytest.mark.parametrize("text", ["Rp 12.345.678,00", "Rp12,345,678.50", "12345678", "IDR 1.000", "Rp. 950,-"])
def test_an_amount_keeps_its_form_and_not_its_value(text: str) -> None:
    made = stand_ins(text).text(text)
    assert re.sub("[0-9]", "0", made) == re.sub("[0-9]", "0", text)
    assert made != text
    assert (",00" in text) == (",00" in made)


def test_amounts_in_words_go() -> None:
    said = "dua belas juta tiga ratus ribu rupiah"
    made = stand_ins(said).text(said)
    assert not set(made.split()) & {"dua", "belas", "tiga", "ratus"}


def test_the_same_value_gets_the_same_stand_in_however_it_is_written() -> None:
    texts = ("Rp 12.345.678,00", "Rp12345678", "12,345,678")
    made = stand_ins(*texts)
    assert len({re.sub(r"[^0-9]", "", made.text(text))[:8] for text in texts}) == 1


def test_a_reading_is_mapped_like_the_page() -> None:
    made = stand_ins("KPJ 14045123457", "Rp 12.345.678,00")
    reading = made.reading(
        Reading((Card(Decimal("12345678.00"), "14045123457"),), Decimal("12345678.00"), Confidence.PLAIN)
    )
    assert reading.cards[0].kpj == "12345678901"
    shown = re.sub(r"\D", "", made.text("Rp 12.345.678,00"))
    assert f"{reading.total:.2f}".replace(".", "") == shown


@settings(deadline=None)
@given(st.lists(st.integers(1_000, 10**9), min_size=2, max_size=6, unique=True), st.booleans(), st.integers(0, 999))
def test_sums_still_add_up(parts: list[int], first: bool, seed: int) -> None:
    total = sum(parts)
    if total in parts:
        return
    values = [total, *parts] if first else [*parts, total]
    page = [value * 100 for value in values]
    amounts = [sums.Amount(value * 100, len(str(value)), False) for value in values]
    made = sums.stand_ins(amounts, sums.relations([page]), random.Random(seed))
    assert sum(made[part * 100] for part in parts) == made[total * 100]
    assert [len(str(made[value * 100] // 100)) for value in values] == [len(str(value)) for value in values]


PAGE: markup.Node = {
    "lang": "id",
    "quirks": False,
    "title": "Halo Rahayu",
    "css": ["#kartu-14045123457 { background: url(https://cdn.test/a.png?u=rahayu); }"],
    "html": {},
    "body": {
        "t": "body",
        "i": False,
        "a": {},
        "x": {},
        "c": [
            {"t": "p", "i": False, "a": {"id": "kartu-14045123457"}, "x": {}, "c": ["Saldo JHT"]},
            {
                "t": "p",
                "i": False,
                "a": {},
                "x": {"title": "Rp 12.345.678"},
                "c": [
                    {"t": "span", "i": True, "a": {}, "x": {}, "c": ["Rp 12.3"]},
                    {"t": "b", "i": True, "a": {}, "x": {}, "c": ["45.678"]},
                ],
            },
        ],
    },
}


def test_a_page_is_replaced_across_its_elements() -> None:
    import copy

    page = copy.deepcopy(PAGE)
    made = StandIns(LOADED.vocabulary, LOADED.selectors.words, TODAY, (), random.Random(7))
    made.study([markup.texts(page)])
    html = markup.anonymised(page, made)
    whole = re.search(r'title="Rp ([0-9.]+)"', html)
    split = re.search(r"<span>Rp ([0-9.]+)</span><b>([0-9.]+)</b>", html)
    assert whole is not None
    assert split is not None
    assert split[1] + split[2] == whole[1] != "12.345.678"
    assert 'id="kartu-12345678901"' in html
    assert "#kartu-12345678901 {" in html
    for left in ("14045123457", "cdn.test", "ahayu"):
        assert left not in html


GOOD = '<!doctype html>\n<html><head><meta charset="utf-8"><title>Saldo</title></head><body>{}</body></html>'


def folder(tmp_path: Path, body: str, **files: str) -> Path:
    place = tmp_path / "one"
    meta = Meta("recorded", datetime(2026, 11, 22, tzinfo=UTC), "balance", "https://sso.bpjsketenagakerjaan.go.id")
    content = {
        fixture.PAGE: GOOD.format(body),
        fixture.ARIA: "- paragraph: Saldo JHT\n",
        fixture.META: fixture.dump_meta(meta),
        fixture.EXPECTED: fixture.dump_expected({"schema": "saldo-jht/fixture/1", "reading": {}, "keys": {}}),
    }
    fixture.write(place, content | {name.replace("_", "."): text for name, text in files.items()})
    return place


def rules(place: Path) -> set[str]:
    return {one.rule for one in gate.verify(place, LOADED.vocabulary, LOADED.selectors.portal.origins)}


@pytest.mark.parametrize(
    "body",
    [
        "<p>Saldo JHT</p><p>Rp 12.345.678,00</p>",
        "<p>KPJ 12345678901</p><p>3456789012A</p><p>PT Xaxe Qoxa</p><p>siti.aminah@example.test</p>",
        '<a href="#">Lihat Saldo JHT</a><input type="text" readonly value="Rp 12.345.678"><p>31 Oktober 2026</p>',
        "<p>1 2 3 4 5 6 12</p><p>00 00 00 00 00 00 00 01</p><p>KPJ 1234 5678 901</p>",
        "<table><tr><td>1</td><td>12345678901</td></tr></table><p>NIK 0000000000000001</p>",
    ],
)
def test_the_gate_lets_pass(body: str, tmp_path: Path) -> None:
    assert rules(folder(tmp_path, body)) == set()


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("<p>3171234509870003</p>", "nik"),
        ("<p>3171 2345 0987 0003</p>", "nik"),
        ("<p>KPJ 14045123457</p>", "card-number"),
        ("<p>1404512345A</p>", "card-number"),
        ("<p>rahayu@kantor.co.id</p>", "e-mail"),
        ("<p>081234509876</p>", "telephone"),
        ("<p>+62 812-3450-9876</p>", "telephone"),
        ("<p>Saldo Rahayu</p>", "unknown-word"),
        ('<p title="Rahayu">Saldo</p>', "unknown-word"),
        ("<p>17-08-1987</p>", "date-of-birth"),
        ("<p>Lahir 3 Oktober 2026</p>", "date-of-birth"),
        ("<p>Saldo</p><!-- Saldo -->", "comment"),
        ("<script>x = 1</script>", "script"),
        ('<p onclick="x()">Saldo</p>', "script"),
        ('<a href="javascript:x()">Saldo</a>', "script"),
        ('<a href="/saldo?nik=1">Saldo</a>', "query"),
        ('<a href="/saldo">Saldo</a>', "address"),
        ('<img src="https://host.test/a.png">', "address"),
        ("<style>p { background: url(/foto.jpg) }</style>", "address"),
        ('<input type="hidden" name="_csrf" value="x">', "hidden-field"),
        ('<input type="text" value="Saldo">', "typed-value"),
        ('<p data-user="1">Saldo</p>', "data"),
        ('<meta name="csrf-token" content="x">', "meta"),
        ('<p class="eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9">Saldo</p>', "token"),
        ('<p id="k-14045123457">Saldo</p>', "card-number"),
        ('<iframe srcdoc="&lt;p&gt;3171234509870003&lt;/p&gt;"></iframe>', "nik"),
        ('<template shadowrootmode="open"><p>Rahayu</p></template>', "unknown-word"),
        ("<p>Rp １２.３４５</p>", "number"),
        ("<p>9 1 8 2 7 3 6 4</p>", "number"),
        ("<p>3273\u00a01157\u00a00988\u00a00006</p>", "nik"),
        ("<p>3273  1157  0988  0006</p>", "nik"),
        ("<p>dua juta</p>", "amount-in-words"),
        ('<p id="s-61.728.394">Saldo</p>', "number"),
        ('<p class="UmFoYXl1">Saldo</p>', "token"),
        ("<svg viewBox='0 0 61728394 1'></svg>", "number"),
        ("<template><p>Saldo</p></template><script type='application/ld+json'>{}</script>", "script"),
    ],
)
def test_the_gate_refuses(body: str, rule: str, tmp_path: Path) -> None:
    assert rule in rules(folder(tmp_path, body))


def test_the_gate_looks_into_every_file(tmp_path: Path) -> None:
    place = folder(tmp_path, "<p>Saldo</p>")
    (place / "page.png").write_bytes(b"\x89PNG")
    (place / fixture.ARIA).write_text("- text: Rahayu\n")
    expected: dict[str, Any] = {"reading": {"cards": [{"kpj": "14045123457"}]}}
    (place / fixture.EXPECTED).write_text(fixture.dump_expected(expected))
    assert rules(place) == {"foreign-file", "unknown-word", "card-number"}


def test_the_gate_looks_at_the_folder_s_name(tmp_path: Path) -> None:
    place = folder(tmp_path, "<p>Saldo</p>")
    assert rules(place.rename(tmp_path / "portal-14045123457-balance")) == {"card-number", "number"}


def test_a_token_in_an_id_becomes_an_invented_one() -> None:
    assert stand_ins("Saldo").ident("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9") == "Z" * 12


def test_a_word_that_a_person_kept_may_stand(tmp_path: Path) -> None:
    place = folder(tmp_path, "<button>Ayo Tengok</button>")
    assert rules(place) == {"unknown-word"}
    meta = Meta("recorded", datetime(2026, 11, 22, tzinfo=UTC), "menu", "http://127.0.0.1", None, ("Ayo Tengok",))
    (place / fixture.META).write_text(fixture.dump_meta(meta))
    assert rules(place) == set()
    assert stand_ins("Ayo Tengok", kept=("Ayo Tengok",)).text("Ayo Tengok") == "Ayo Tengok"


def test_invented_values_are_known_by_their_form() -> None:
    assert all(forms.is_invented_kpj(forms.kpj(number, "0804512345B")) for number in range(40))
    assert all(forms.is_word(forms.word(number, 7)) for number in range(500))
    assert not any(forms.is_word(word) for word in ("Siti", "Rahayu", "Xaviera", "Qori", "saldo"))
    assert not forms.is_invented_kpj("14045123457")
