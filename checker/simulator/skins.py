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

from checker.texts import N_

SHIPPED = Path(__file__).parent / "skins"
SHARED = "_shared"

_DEFAULTS: dict[str, dict[str, Any]] = tomllib.loads((SHIPPED / SHARED / "defaults.toml").read_text(encoding="utf-8"))
WORDING: dict[str, tuple[str, str]] = _DEFAULTS["wording"]  # Indonesian and English
DETAILS = ("company", "npp", "segment", "membership", "as_of")


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
        return self.wording.get(key) or WORDING[key][self.lang == "en"]

    def money(self, value: Decimal | int) -> str:
        """An amount in this skin's notation."""
        sample = re.fullmatch(r"(\D*)12(?P<separator>[.,])345(?P=separator)678(.*)", self.amount)
        if sample is None:
            raise ValueError(f"{self.folder}/skin.toml: amount must be 12345678 with separators, not {self.amount!r}")
        before, separator, after = sample.groups()
        return before + f"{int(value):,}".replace(",", separator) + after

    def day(self, when: date) -> str:
        """A date in this skin's notation: long, short, dmy, slash or iso."""
        long, short = (_DEFAULTS[kind][self.lang].split()[when.month - 1] for kind in ("months", "short_months"))
        return {
            "long": f"{when.day} {long} {when.year}",
            "short": f"{when.day:02} {short} {when.year}",
            "dmy": f"{when:%d-%m-%Y}",
            "slash": f"{when:%d/%m/%Y}",
            "iso": when.isoformat(),
        }[self.dates]


def folders(extra: Path | None = None) -> dict[str, Path]:
    """Every skin by name: the shipped ones, and those in the folder `extra`."""
    parents = [SHIPPED, *([extra] if extra is not None else [])]
    return {file.parent.name: file.parent for parent in parents for file in sorted(parent.glob("*/skin.toml"))}


def load(name: str, extra: Path | None = None) -> Skin:
    """The skin called `name`; a mistake in its `skin.toml` is a ValueError that names it."""
    known = folders(extra)
    if name not in known:
        raise ValueError(N_("no skin called {0}; there are: {1}").format(repr(name), ", ".join(sorted(known))))
    folder = known[name]
    given: dict[str, Any] = tomllib.loads((folder / "skin.toml").read_text(encoding="utf-8"))
    unknown = set(given) - (set(Skin.__dataclass_fields__) - {"name", "folder"})
    unknown |= {f"{table}.{key}" for table in ("paths", "fields", "wording") for key in given.get(table, {})} - {
        f"{table}.{key}" for table, keys in _DEFAULTS.items() for key in keys
    }
    unknown |= {f"shows = {one}" for one in set(given.get("shows", ())) - set(DETAILS)}
    if unknown:
        raise ValueError(f"{folder}/skin.toml: unknown key {', '.join(sorted(unknown))}")
    tables = {table: _DEFAULTS[table] | given.get(table, {}) for table in ("paths", "fields")}
    return Skin(name, folder, **{**given, **tables, "shows": tuple(given.get("shows", ()))})
