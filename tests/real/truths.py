"""What is true of the pages built with real libraries, a check of one, and how it ended."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path

from playwright.sync_api import Browser

from tests import whole
from tests.real import serve

EXPECTED = serve.HERE / "expected.toml"
NOTES = serve.HERE / "outcomes.json"
SECONDS = 60
"""How long one page's check may take."""


@dataclass(frozen=True, slots=True)
class Real:
    """One folder of `pages/`: what a person reads there, or which failures say rightly why there is nothing to read."""

    name: str
    library: str
    kind: str
    why: str
    reads: Mapping[str, str] = field(default_factory=dict)
    fails: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """How a page's check ended.

    `said` is "read" or "refused" where that is right, "missed" where a person would have read a number, "otherwise"
    where another failure is the true one, "wrong" where a number was told that is not true, and "sent" where something
    was sent besides the login, the login twice, or the password to anywhere else. `told` is the number, or the failure
    and its rule.
    """

    said: str
    told: str


@cache
def load() -> Mapping[str, Real]:
    """All folders by name."""
    told = tomllib.loads(EXPECTED.read_text(encoding="utf-8"))
    return {name: Real(name, **{**one, "fails": tuple(one.get("fails", ()))}) for name, one in told.items()}


def check(browser: Browser, real: Real, state: Path | None = None) -> tuple[whole.Ended, serve.Site]:
    """A whole check of one folder: how it ended, and what the portal heard of it."""
    with serve.serve(real.name) as site:
        ended = whole.check(browser, site.url, email=serve.EMAIL, password=serve.PASSWORD, seconds=SECONDS, state=state)
    return ended, site


def judge(real: Real, ended: whole.Ended, site: serve.Site) -> Note:
    """Hold how a check ended against the truth."""
    if site.sent or site.logins > 1 or any(serve.PASSWORD in one for one in site.asked):
        return Note("sent", f"{[one.path for one in site.sent]}, {site.logins} logins")
    if ended.code == "ok":
        right = dict(ended.cards) == {kpj: Decimal(amount) for kpj, amount in real.reads.items()}
        return Note("read" if right else "wrong", ", ".join(f"{kpj} {rp:.2f}" for kpj, rp in ended.cards.items()))
    told = f"`{ended.code}`" + (f", `{ended.rule}`" if ended.rule else "")
    return Note("refused" if ended.code in real.fails else "missed" if real.reads else "otherwise", told)


def noted() -> Mapping[str, Note]:
    """How each page's check ended when it was last noted."""
    told = json.loads(NOTES.read_text(encoding="utf-8")) if NOTES.is_file() else {}
    return {name: Note(**one) for name, one in told.items() if name in load()}


def save(notes: Mapping[str, Note]) -> None:
    """Note how the checks ended."""
    told = {name: asdict(note) for name, note in sorted(notes.items())}
    NOTES.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
