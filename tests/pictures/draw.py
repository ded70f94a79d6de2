"""Draws the picture that comes with the program, and stores what the OCR reads of others (`python -m
tests.pictures.draw`).

The tests read what is stored, and need neither a browser nor the OCR.
"""

import os
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import msgspec
from PIL import Image
from playwright.sync_api import sync_playwright

from checker.picture import screen as seen
from checker.picture.engine import Engine
from checker.picture.opened import opened
from tests.pictures.screens import Card, Look, Screen, Studio

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "docs" / "images" / "layar-tiruan.png"
STORED = Path(__file__).parent / "lines.json"
KPJ, OTHER = "12345678901", "98765432109"
CARD = Card(KPJ, "Rp 12.345.678,00")
SECOND = Card(OTHER, "Rp 4.500.250,00", company="PT BARU ABADI")
ONE = Screen(cards=(CARD,))
TABLE = (
    "<div class=c><b>Rincian Saldo JHT Tahun 2025</b><div class=l>Saldo Awal</div><div>Rp 10.000.000,00</div>"
    "<div class=l>Saldo Akhir</div><div>Rp 12.000.000,00</div></div>"
)
LONG = Screen(cards=(CARD, SECOND, Card("11122233344", "Rp 1.111.111,00", company="CV TIGA")), height=800)
SCREENS: dict[str, tuple[Screen, int]] = {
    "one": (ONE, 0),
    "dark": (replace(ONE, look=Look(dark=True, notch=True, quality=55, scale=2.625)), 0),
    "side-by-side": (replace(ONE, look=Look(row=True)), 0),
    "two": (Screen(cards=(CARD, SECOND), height=1100), 0),
    "second": (Screen(cards=(SECOND,)), 0),
    "under-jht": (Screen(title="Jaminan Hari Tua", cards=(replace(CARD, label="Jumlah Saldo"),)), 0),
    "without-programme": (Screen(title="Rekening", cards=(replace(CARD, label="Saldo"),)), 0),
    "simulation": (Screen(title="Simulasi Saldo JHT", cards=(CARD,)), 0),
    "claim": (Screen(title="Pengajuan Klaim JHT", cards=(CARD,)), 0),
    "other-programme": (Screen(cards=(replace(CARD, label="Saldo JP"),)), 0),
    "last-year": (Screen(more=TABLE), 0),
    "menu": (
        Screen(title="Jamsostek Mobile", more="<div class=c>Jaminan Hari Tua</div><div class=c>Cek Saldo</div>"),
        0,
    ),
    "chat": (Screen(title="Keluarga", more="<div class=c>Transfer Rp 250.000 ya</div>"), 0),
    "nought": (Screen(cards=(replace(CARD, amount="Rp 0"),)), 0),
    "long-1": (LONG, 0),
    "long-2": (LONG, 390),
    "long-3": (LONG, 800),
    "small": (replace(ONE, look=Look(scale=0.6)), 0),
}
"""The screens by name, each with how far it is scrolled."""
CUT = ("cut-off", "one", (0, 0, 330, 1600))
"""A picture of which the right side is missing."""


def main() -> None:
    engine, stored = Engine(), {}
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as folder:
        browser = driver.chromium.launch(executable_path=os.environ["SALDO_JHT_BROWSER"])
        studio = Studio(browser)
        pictures = {name: studio.picture(drawn, scrolled=by) for name, (drawn, by) in SCREENS.items()}
        browser.close()
        name, of, edges = CUT
        out = BytesIO()
        Image.open(BytesIO(pictures[of])).crop(edges).save(out, "PNG")
        pictures[name] = out.getvalue()
        for name, data in pictures.items():
            path = Path(folder) / name
            path.write_bytes(data)
            stored[name] = seen.screen(opened(path, datetime.now(UTC)), engine)
        Image.open(BytesIO(pictures["one"])).convert("P", palette=Image.Palette.ADAPTIVE).save(SHIPPED, optimize=True)
    STORED.write_bytes(msgspec.json.format(msgspec.json.encode(stored), indent=0))


if __name__ == "__main__":
    main()
