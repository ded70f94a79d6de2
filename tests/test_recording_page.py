"""One page with personal things in every place that a page has: nothing of it is left, and it reads as it did."""

import random
import re
from datetime import date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from checker.browser import replay
from checker.browser.capture import capture
from checker.model import Reading
from checker.portal import selectors
from checker.recording import gate, markup
from checker.recording.fixture import ARIA, EXPECTED, META, PAGE, Meta, dump_expected, dump_meta, write
from checker.recording.standins import StandIns
from checker.settings import JAKARTA

pytestmark = pytest.mark.browser

TODAY = date(2026, 11, 22)
OWN = (
    *("Kusumawati", "Rahayu", "Bunga", "Sinar", "Abadi", "Melati", "Bandung", "rahayu", "kantor", "3171234509870003"),
    *("14045123457", "1404512345B", "0812", "08123", "9876", "7.654.321", "1.111.222", "8.765.543", "7654321"),
    *("1987", "Maret 1987", "eyJhbGci", "s3cr3t", "tujuh juta", "JK123456", "cdn.test", "nik=", "typed-by-me"),
)
HTML = """<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Saldo JHT Rahayu Kusumawati</title>
<meta name="csrf-token" content="s3cr3t9Zx8Yw7Vu6Ts5Rq4"><link rel="preconnect" href="https://cdn.test/?nik=3171234509870003">
<script type="application/ld+json">{"name":"Rahayu Kusumawati","balance":7654321}</script>
<style>#k-14045123457 { color: rgb(0, 0, 0); } .who::after { content: "Rahayu"; }
 .pic { background: url("https://cdn.test/rahayu.png?nik=3171234509870003"); width: 20px; height: 20px }</style></head>
<body data-user='{"nik":"3171234509870003"}' onload="window.name='Rahayu'">
<!-- rahayu@kantor.co.id 3171234509870003 -->
<p class="who">Halo, Rahayu Kusumawati</p><p>Nama: Bunga Kusumawati</p><p>NIK 3171 2345 0987 0003</p>
<p>Lahir: 2 Maret 1987</p><p>Surel: rahayu.k@kantor.co.id, HP 0812-3450-9876 / +6281234509876</p>
<p>Alamat</p><p>Jl. Melati 12, Bandung 40123</p><p title="Rahayu, 14045123457" aria-label="Rahayu">NPP JK123456</p>
<form><input type="hidden" name="t" value="eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"><input id="typed" value="typed-by-me">
<input readonly value="Rahayu Kusumawati"><textarea readonly>Bandung, Rahayu</textarea>
<input type="password" value="s3cr3t">
<select><option value="14045123457">14045123457 - PT Sinar Bunga Abadi</option></select></form>
<a href="/saldo?nik=3171234509870003#Rahayu">Profil Rahayu</a><img alt="Foto Rahayu" src="data:," width="9" height="9">
<div class="pic"></div><svg width="90" height="20"><title>Rahayu</title><text x="1" y="12">Rahayu</text></svg>
<noscript>Rahayu</noscript><template>Rahayu</template>
<iframe srcdoc="<p>Rahayu 3171234509870003</p>" width="90" height="30"></iframe>
<div id="shadow"></div>
<table id="k-14045123457"><tr><th>KPJ</th><th>Perusahaan</th><th>Saldo JHT</th></tr>
<tr><td>14045123457</td><td>PT Sinar Bunga Abadi</td><td><span>Rp 7.6</span><b>54.321</b></td></tr>
<tr><td>1404512345B</td><td>CV Melati</td><td>Rp 1.111.222</td></tr>
<tr><th colspan="2">Total Saldo JHT</th><td>Rp 8.765.543</td></tr></table>
<p>Terbilang: tujuh juta enam ratus ribu rupiah</p><p>Data per 31 Oktober 2026</p>
<script>document.querySelector("#shadow").attachShadow({mode: "open"}).innerHTML = "<p>Rahayu <i>14045123457</i></p>";
document.querySelector("#typed").value = "typed-by-me"; window.__STATE__ = {nik: "3171234509870003"};</script>
</body></html>"""


def test_nothing_is_left(page: Page, browser: Browser, tmp_path: Path) -> None:
    loaded = selectors.load()
    page.route("**/*", lambda route: route.abort())
    page.set_content(HTML)
    original = replay.read_page(page, loaded.selectors, TODAY)
    assert isinstance(original, Reading), original
    tree = capture(page)
    made = StandIns(loaded.vocabulary, loaded.selectors.words, TODAY, (), random.Random(3))
    made.study([markup.texts(tree)])
    wanted = made.reading(original)
    html = markup.anonymised(tree, made)
    for own in OWN:
        assert own not in html, own
    with replay.shown(browser, html) as again:
        read = replay.read_page(again, loaded.selectors, TODAY)
        snapshot = again.aria_snapshot()
        expected = replay.expectation(again, loaded.selectors, TODAY)
    assert isinstance(read, Reading), read
    assert [(card.kpj, card.balance) for card in read.cards] == [(card.kpj, card.balance) for card in wanted.cards]
    assert read.total == wanted.total == sum(card.balance for card in read.cards)
    assert read.as_of == original.as_of
    assert 'shadowrootmode="open"' in html
    assert "srcdoc=" in html
    assert re.search(r"Rp \d\.\d</span><b>\d\d\.\d{3}", html)
    meta = Meta("recorded", datetime(2026, 11, 22, tzinfo=JAKARTA), "balance", "http://127.0.0.1")
    place = tmp_path / "one"
    files = {PAGE: html, ARIA: snapshot + "\n", META: dump_meta(meta), EXPECTED: dump_expected(expected)}
    write(place, files)
    assert not gate.verify(place, loaded.vocabulary, loaded.selectors.portal.origins)
