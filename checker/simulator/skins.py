"""Skins of the simulated portal: a folder of Jinja templates and a `skin.toml`, no Python.

This module finds them, reads their settings, and writes amounts and dates the way each of them does.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from checker.simulator.scenarios import WORDING

SHIPPED = Path(__file__).parent / "skins"
SHARED = "_shared"

PATHS = {
    "login": "/login",
    "password": "/login/password",
    "home": "/home",
    "cards": "/saldo/kartu",
    "balance": "/saldo",
    "card": "/saldo/kartu/{kpj}",
    "frame": "/saldo/isi",
    "part": "/bagian",
    "otp": "/otp",
    "pin": "/saldo/pin",
    "survey": "/survei",
    "expired": "/ubah-sandi",
    "welcome": "/selamat-datang",
    "claim": "/klaim",
    "estimate": "/simulasi",
    "profile": "/profil",
    "tracking": "/tracking",
    "news": "/berita",
    "register": "/daftar",
    "forgot": "/lupa-sandi",
    "logout": "/logout",
    "api": "/api",
}
FIELDS = {"email": "email", "password": "password", "kpj": "kpj"}
DETAILS = ("company", "npp", "segment", "membership", "as_of")
MONTHS = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "en": "January February March April May June July August September October November December",
}
SHORT_MONTHS = {
    "id": "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des",
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
}


@dataclass(frozen=True)
class Skin:
    """The settings of one skin; every key of `skin.toml` is an attribute here, with its default.

    `amount` is the sample 12345678 in the skin's own notation. `shows` names what a balance page tells of a card
    besides its number and balance. `sends` is how the login form goes off: the browser's own way, or by script.
    With `token`, its data are told only to a script that keeps the login's token in the tab's sessionStorage.
    `cards` says whether the menu leads to all balances at once or to a choice of a card.
    """

    name: str
    folder: Path
    describes: str = ""
    lang: str = "id"
    amount: str = "Rp 12.345.678,00"
    dates: str = "long"
    shows: tuple[str, ...] = ()
    sends: str = "form"
    two_step: bool = False
    app: bool = False
    cards: str = "all"
    root: str = "redirect"
    csrf: bool = False
    captcha: str = "inline"
    overlay: str = "div"
    cookie: str = "PHPSESSID"
    data_delay: float = 0.0
    token: bool = False
    paths: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    wording: Mapping[str, str] = field(default_factory=dict)

    def say(self, key: str) -> str:
        """What this skin says where others say `key` of the wording table."""
        indonesian, english = WORDING[key]
        return self.wording.get(key) or (english if self.lang == "en" else indonesian)

    def money(self, value: Decimal | int) -> str:
        """An amount in this skin's notation."""
        sample = re.fullmatch(r"(\D*)12(?P<separator>[.,])345(?P=separator)678(.*)", self.amount)
        if sample is None:
            raise ValueError(f"{self.folder}/skin.toml: amount must be 12345678 with separators, not {self.amount!r}")
        before, separator, after = sample.groups()
        return before + f"{int(value):,}".replace(",", separator) + after

    def day(self, when: date) -> str:
        """A date in this skin's notation: long, short, dmy, slash or iso."""
        long, short = MONTHS[self.lang].split(), SHORT_MONTHS[self.lang].split()
        return {
            "long": f"{when.day} {long[when.month - 1]} {when.year}",
            "short": f"{when.day:02} {short[when.month - 1]} {when.year}",
            "dmy": f"{when:%d-%m-%Y}",
            "slash": f"{when:%d/%m/%Y}",
            "iso": when.isoformat(),
        }[self.dates]


def folders(extra: Path | None = None) -> dict[str, Path]:
    """Every skin by name: the shipped ones, and those in the folder `extra`."""
    found: dict[str, Path] = {}
    for parent in (SHIPPED, extra):
        if parent is not None:
            found |= {file.parent.name: file.parent for file in sorted(parent.glob("*/skin.toml"))}
    return found


def load(name: str, extra: Path | None = None) -> Skin:
    """The skin called `name`; a mistake in its `skin.toml` is a ValueError that names it."""
    known = folders(extra)
    if name not in known:
        raise ValueError(f"no skin called {name!r}; there are: {', '.join(sorted(known))}")
    folder = known[name]
    given: dict[str, Any] = tomllib.loads((folder / "skin.toml").read_text(encoding="utf-8"))
    allowed = set(Skin.__dataclass_fields__) - {"name", "folder"}
    if unknown := set(given) - allowed:
        raise ValueError(f"{folder}/skin.toml: unknown key {', '.join(sorted(unknown))}")
    for table, defaults in (("paths", PATHS), ("fields", FIELDS), ("wording", WORDING)):
        if unknown := set(given.get(table, {})) - set(defaults):
            raise ValueError(f"{folder}/skin.toml: unknown key {table}.{', '.join(sorted(unknown))}")
    given["paths"] = PATHS | given.get("paths", {})
    given["fields"] = FIELDS | given.get("fields", {})
    given["shows"] = tuple(given.get("shows", ()))
    if unknown := set(given["shows"]) - set(DETAILS):
        raise ValueError(f"{folder}/skin.toml: shows knows no {', '.join(sorted(unknown))}")
    return Skin(name, folder, **given)
