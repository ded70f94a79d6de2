"""What is kept of a failure names nobody: not in classes, ids or styles, and no password in any shape of it."""

import base64
import html
import json
import random
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from playwright.sync_api import Browser

from checker.browser import evidence as kept
from checker.browser import world
from checker.browser.evidence import Evidence
from checker.browser.traffic import Traffic
from checker.failures import PageNotRecognised
from checker.portal import selectors
from checker.settings import Credentials
from tests.test_secrets import forms_of_a_secret

pytestmark = pytest.mark.browser

NAMES = [("Zubaidah", "Qonitatillah"), ("Wahyuningtyas", "Kertanegara"), ("Eko", "Purwadarminta")]
PASSWORDS = ["S3ntinel-kata!", 'Qz9 Kun€i"<&>=%/+\\ß{x}', "12ab34cd56", "rahasia.2026"]


def places(name: str) -> list[str]:
    """Where a page may have written a name besides its texts, `NAMA` being it, and what keeps the page in form."""
    low = name.lower()
    return [
        f'<div class="peserta-{low}">isi</div>',
        f'<div class="nama_{name} aktif" id="kartu{name}">isi</div>',
        f'<style>.peserta-{low}{{color:red}} #kartu{name}::after{{content:"{name}"}}</style>',
        f"<style>/* halaman {name} */ p{{font-family:{name!r}}}</style>",
        f'<style>[data-nama="{name}"]{{display:block}} @media print{{.u-{low}\\:on{{top:0}}}}</style>',
        f"<style>@import url('/tema/{low}.css?nama={name}');</style><p>isi</p>",
        f'<div style="background:url(/foto/{low}.png?u={name});--nama:{name}">isi</div>',
        f'<label for="i{name}">isi</label><input id="i{name}" value="{name}" disabled="{name}">',
        f'<p aria-expanded="{name}" aria-label="{name}">isi</p>',
        f'<table><tr><td colspan="{name}">isi</td></tr></table>',
        f'<div id=h{low}></div><script>document.currentScript.previousSibling.attachShadow({{mode:"open"}})'
        f".innerHTML='<style>.x-{low}{{top:0}}</style><b class=\"x-{low}\">isi</b>'</script>",
        f"<iframe srcdoc=\"<div class='{low}' id='{name}'>isi</div><style>.{low}{{top:0}}</style>\"></iframe>",
        f"<svg><style>.{low}{{fill:red}}</style><g id={name}></g></svg>",
    ]


@dataclass
class Kept:
    """The files of one folder of evidence, as texts."""

    files: dict[str, str] = field(default_factory=dict)

    @property
    def all(self) -> str:
        return "\n".join(self.files.values())


def gathered(browser: Browser, body: str, folder: Path, password: str = "", visited: tuple[str, ...] = ()) -> Kept:
    loaded = selectors.load()
    context = browser.new_context()
    try:
        traffic = Traffic()
        traffic.listen(context)
        world.watch(context)
        context.new_page().set_content(f"<!doctype html><html lang=id><body><h1>Saldo JHT</h1>{body}")
        traffic.visited += [(0.0, one) for one in visited]
        credentials = Credentials("zubaidah.q@example.test", password)
        where = Evidence(folder, loaded.vocabulary).keep(
            traffic, credentials, PageNotRecognised("tried"), time.monotonic(), time.monotonic() + 20
        )
    finally:
        context.close()
    assert where is not None
    files = {one.name: one.read_text(errors="replace") for one in where.iterdir() if one.suffix != ".png"}
    assert {"run.json", "page.html", "page.aria.yaml"} <= set(files)
    return Kept(files)


@pytest.mark.parametrize("name", NAMES, ids=lambda one: one[0])
def test_names_in_markup(browser: Browser, name: tuple[str, str], tmp_path: Path) -> None:
    bodies = [one for each in name for one in places(each)]
    # One after the other and all on one page: what one leaves open must not hide the next.
    for number, body in enumerate(["".join(bodies), *random.Random(name[0]).sample(bodies, 3)]):
        got = gathered(browser, body, tmp_path / str(number))
        for each in name:
            # Three letters may stand anywhere by chance.
            if len(each) > 3:
                assert each.lower() not in got.all.lower(), body
        assert "Saldo JHT" in got.files["page.html"]


def test_styles_still_find_what_they_were_made_for(browser: Browser, tmp_path: Path) -> None:
    """What was hidden stays hidden, and what was shown is shown: or the evidence would tell of another page."""
    rng = random.Random(11)
    made = ["".join(rng.choice("bdfgklmnprstvz") + rng.choice("aeiou") for _ in range(3)) for _ in range(24)]
    hidden = set(rng.sample(made, 12))
    style = "".join(f".{one}-Kotak.aktif{{display:{'none' if one in hidden else 'block'}}}" for one in made)
    body = "".join(f'<p class="{one}-Kotak aktif">Saldo {"bulan" if one in hidden else "tahun"}</p>' for one in made)
    got = gathered(browser, f"<style>{style}</style>{body}", tmp_path)
    page = browser.new_page()
    try:
        page.set_content(got.files["page.html"])
        shown = page.inner_text("body")
    finally:
        page.close()
    assert shown.count("Saldo tahun") == 12
    assert shown.count("Saldo bulan") == 0


def shapes(password: str) -> Iterator[str]:
    yield from {password, quote(password, safe=""), quote(password), quote_plus(password), quote(quote(password))}
    yield from (base64.b64encode(f"{before}{password}{after}".encode()).decode() for before, after in ASIDE)
    yield from (one.decode("utf-8", "replace") for name, one in forms_of_a_secret(password).items() if "64" not in name)


ASIDE = [("", ""), ("x:", ""), ("u", ":y"), ("", "zz")]


@pytest.mark.parametrize("password", PASSWORDS)
def test_a_password_in_every_shape(browser: Browser, password: str, tmp_path: Path) -> None:
    """Its digits masked or not: what is left of it is not written either."""
    shape = [one for one in shapes(password) if one.isprintable() and len(one) > 5]
    body = "".join(
        f"<p class='{one}' id='{one}' role='{one}' style='--x:{one}'>isi</p><p type='{one}'>{one}</p>"
        for one in map(html.escape, shape)
    )
    visited = tuple(f"https://portal.test/masuk/{one}/x?sandi={one}" for one in shape)
    got = gathered(browser, body, tmp_path, password, visited)
    nought = re.compile(r"\d")
    for written in (one for one in forms_of_a_secret(password).values() if len(one) > 5):
        one = written.decode("utf-8", "replace")
        for text in (one, nought.sub("0", one)):
            assert text.lower() not in got.all.lower(), text


def test_addresses_without_query_and_person(browser: Browser, tmp_path: Path) -> None:
    visited = (
        "https://portal.test/peserta/Zubaidah-Qonitatillah/saldo?nik=317&nama=Zubaidah#Zubaidah",
        "https://portal.test/saldo;jsessionid=Zubaidah",
        "https://Zubaidah:rahasia@portal.test/Zubaidah%20Qonitatillah/saldo",
    )
    got = gathered(browser, "<p>isi", tmp_path, visited=visited)
    told = [one["address"] for one in json.loads(got.files["run.json"])["visited"]]
    assert len(told) >= len(visited)
    assert "zubaidah" not in got.all.lower()
    assert "rahasia" not in got.all
    assert all("?" not in one and "#" not in one and ";" not in one for one in told)
    assert told[-3].startswith("https://portal.test/peserta/") or told[-3].startswith("https://portal.test/xxxxxxx/")
    assert told[-2] == "https://portal.test/saldo"


def test_what_is_searched_for_is_masked_as_the_text_is() -> None:
    clean = kept._redactor(Credentials("", "a1b2"))
    assert clean("xa9b9y") == "x[redacted]y"
    assert clean("a1 b2 3") == "a0 b0 0"
