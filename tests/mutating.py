"""Skins whose ids, classes, names of fields and texts a script has changed: the portal after a redesign.

What a balance is called stays, since the plain reading goes by the language and nothing else.
"""

import re
import shutil
from pathlib import Path

from checker.simulator.skins import folders

SKINS = ("adminlte", "english", "eye", "frames", "headline", "jquery", "legacy", "newtab", "tabs", "twostep")
EMAIL, PASSWORD, LOGIN, NEXT, BALANCE = "Nomor Anggota", "Kunci Rahasia", "Ayo!", "Terus", "Tengok Tabungan"

_SHEET = {".html": r"<style[^>]*>.*?</style>", ".css": r"\A.*\Z"}

# In this order: what a text says as a whole, between tags or in an attribute that is spoken.
_TEXTS = (
    (r"(?:Masukkan )?(?:alamat )?(?:e-?mail|surel)(?: address)?", EMAIL),
    (r"(?:Masukkan )?(?:kata sandi|password|sandi)", PASSWORD),
    (r"(?:masuk|log ?in)", LOGIN),
    (r"Lanjutkan", NEXT),
    (r"(?:Lihat|View|Cek) (?:Saldo JHT|JHT Balance)|(?<=\">)JHT \(Jaminan Hari Tua\)", BALANCE),
)


def mutated(name: str, parent: Path) -> str:
    """Make a changed copy of the skin `name` in the folder `parent`; the new skin's name."""
    source = folders(Path(__file__).parent / "skins")[name]
    target = parent / f"{name}-changed"
    shutil.copytree(source, target)
    files = [one for one in target.rglob("*") if one.suffix in (".html", ".js", ".css")]
    words = _names(files)
    for file in files:
        text = file.read_text(encoding="utf-8")
        for old, new in words.items():
            text = _renamed(text, old, new, file.suffix)
        if file.suffix == ".html":
            text = _spoken(text)
        if file.suffix == ".js":
            text = _said_by_script(text)
        file.write_text(text, encoding="utf-8")
    settings = (target / "skin.toml").read_text(encoding="utf-8")
    fields = '[fields]\nemail = "xq1"\npassword = "xq2"\n'
    found = re.search(r"\[fields\]\nemail = \"(.*?)\"\npassword = \"(.*?)\"\n", settings)
    old_names = found.groups() if found else ("email", "password")
    settings = settings.replace(found[0], fields) if found else settings + "\n" + fields
    (target / "skin.toml").write_text(settings, encoding="utf-8")
    for file in files:
        text = file.read_text(encoding="utf-8")
        for old, new in zip(old_names, ("xq1", "xq2"), strict=True):
            text = text.replace(f'name="{old}"', f'name="{new}"')
            # Where a script makes the field and sends it.
            text = text.replace(f'("name", "{old}")', f'("name", "{new}")')
            text = re.sub(rf"(?<=[{{ ]){old}(?=: \w+\.value)", new, text)
        file.write_text(text, encoding="utf-8")
    return target.name


def _renamed(text: str, old: str, new: str, suffix: str) -> str:
    """Give a class or an id another name where it is one: elsewhere the same word is another thing."""
    word = rf"{re.escape(old)}(?![\w-])"

    def sheet(found: re.Match[str]) -> str:
        return re.sub(rf"(?<=[.#]){word}", new, found[0])

    text = re.sub(_SHEET.get(suffix, r"(?!)"), sheet, text, flags=re.DOTALL)
    text = re.sub(rf"(?<=[\"'][.#]){word}", new, text)
    text = re.sub(rf"(\b(?:class|id|for)=\"[^\"]*?)(?<![\w-]){word}", rf"\g<1>{new}", text)
    return re.sub(rf"(getElementById\(['\"]|show\(['\"]|classList\.\w+\(['\"]|forms\.){word}", rf"\g<1>{new}", text)


def _names(files: list[Path]) -> dict[str, str]:
    """A new name for each class and id of the templates."""
    found: dict[str, str] = {}
    for file in files:
        if file.suffix == ".html":
            for value in re.findall(r"\b(?:class|id)=\"([^\"{}]*)\"", file.read_text(encoding="utf-8")):
                for old in value.split():
                    # Letters only: in evidence all digits are noughts, and names that differ by digits are one.
                    number = len(found)
                    found.setdefault(old, f"z{chr(97 + number // 26)}{chr(97 + number % 26)}y")
    return found


def _spoken(text: str) -> str:
    for old, new in _TEXTS:
        text = re.sub(rf"(?<=>)(\s*){old}(\s*[*:]?\s*)(?=<)", rf"\g<1>{new}\g<2>", text, flags=re.IGNORECASE)
        text = re.sub(
            rf"((?:placeholder|aria-label|value|title)=\")\s*{old}\s*(?=\")", rf"\g<1>{new}", text, flags=re.IGNORECASE
        )
    text = re.sub(r"\(\"Lihat Saldo JHT\"", f'("{BALANCE}"', text)
    text = text.replace(' type="email"', ' type="text"')
    return re.sub(r' autocomplete="[^"]*"', "", text)


def _said_by_script(text: str) -> str:
    """The same texts where a script writes them: there they are strings of its own."""
    for old, new in ((r"E-?mail", EMAIL), ("Kata Sandi", PASSWORD), ("Log ?in", LOGIN), ("Lihat Saldo JHT", BALANCE)):
        text = re.sub(rf"\"{old}\"", f'"{new}"', text)
    return text.replace('"type", "email"', '"type", "text"')
