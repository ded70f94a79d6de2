"""The words of acts: the examples of the selectors file, all forms of a root, and texts that only look like others."""

import re

import pytest

from checker.folding import fold, glued, readings
from checker.portal import selectors
from checker.portal.acts import phrase
from checker.portal.phrases import forms

ACTS = selectors.load().selectors.acts


@pytest.mark.parametrize(("act", "text"), [(name, text) for name, act in ACTS.items() for text in act.yes])
def test_what_names_an_act(act: str, text: str) -> None:
    assert ACTS[act].named_in(text)


@pytest.mark.parametrize(("act", "text"), [(name, text) for name, act in ACTS.items() for text in act.no])
def test_what_names_none(act: str, text: str) -> None:
    assert not ACTS[act].named_in(text)


FORMS = {
    "cair": "cairkan dicairkan mencairkan pencairan cairkanlah tercairkan",
    "tarik": "menarik ditarik penarikan tarikan tertarik",
    "kuasa": "menguasakan dikuasakan kuasakan penguasaan",
    "setuju": "menyetujui disetujui persetujuan setujui menyetujuinya",
    "simpan": "menyimpan disimpan penyimpanan simpankan",
    "pinjam": "meminjam dipinjamkan pinjaman peminjaman",
    "ajukan": "mengajukan diajukan ajukanlah",
    "ubah": "mengubah diubah perubahan pengubahan",
    "henti": "berhenti dihentikan menghentikan penghentian pemberhentian",
    "klaim": "mengklaim diklaim klaimnya pengklaiman",
}


@pytest.mark.parametrize(("root", "word"), [(root, word) for root, all_ in FORMS.items() for word in all_.split()])
def test_a_root_has_all_its_forms(root: str, word: str) -> None:
    assert re.fullmatch(forms(root), word)


@pytest.mark.parametrize(
    ("root", "word"), [("cair", "cairo"), ("klaim", "iklan"), ("ubah", "tubuh"), ("bayar", "bayan")]
)
def test_no_other_word_is_a_form(root: str, word: str) -> None:
    assert not re.fullmatch(forms(root), word)


def test_a_phrase_leaves_a_gap_of_four_words_at_most() -> None:
    fits = re.compile(phrase("ambil .. dana")).search
    assert fits("ambil seluruh dana")
    assert fits("ambil a b c d dana")
    assert not fits("ambil a b c d e dana")
    assert not fits("mengambil danau")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "klaim",
            "KLAIM",
            "kl\u200baim",
            "kl\u00adaim",
            "k\u2060laim",
            "\u202ek\u202claim",
            "кlаim",
            "ｋｌａｉｍ",
            "𝐤𝐥𝐚𝐢𝐦",
        ),
        *(
            "k l a i m",
            "k.l.a.i.m",
            "k-l-a-i-m",
            "klàim",
            "kl\ufe0faim",
            "k\u3164laim",
            "𝓀𝓁𝒶𝒾𝓂",
            "ⓚⓛⓐⓘⓜ",
            "κlαiμ".replace("μ", "m"),
        ),
    ],
)
def test_what_is_read_as_the_same_is_the_same(text: str) -> None:
    assert fold(text) == "klaim"


def test_what_is_meant_by_digits_is_read() -> None:
    assert "klaim" in readings("kla1m")
    assert "klaim" in readings("k1aim")
    assert readings("12345678901") == ("12345678901",)


def test_ordinary_texts_stay_as_they_are() -> None:
    assert fold("  Saldo JHT\u00a0s.d. 31 Okt 2026 ") == "saldo jht s.d. 31 okt 2026"
    assert fold("a n Siti") == "a n siti"
    assert glued("Lihat  Saldo-JHT") == "lihatsaldojht"
