"""What one run in a browser is about, and what it brings; apart from the run, which takes long to load."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from checker.browser.storage import Storage
from checker.failures import Failure
from checker.model import Reading, Warned
from checker.settings import Credentials

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from checker.browser.evidence import Evidence
    from checker.browser.person import Person
    from checker.portal.selectors import Selectors


Tell = Callable[[str], None]
Witness = Callable[[str, "Page", "Reading | Failure | None", str | None], None]
"""Called with each screen's name as it is met, with what was read there, and with the card that was chosen on it."""


@dataclass
class Visit:
    """What one run is about.

    `credentials` yields them when a login form asks for them; `before_send` hears of them just before they are sent,
    and may raise a Failure against it. `until` is an instant of `time.monotonic`. With `storage` the browser is known
    to the portal from before: then `start` is the address at which it goes on, `door` the portal's own, and
    `at_balance` and `cards` what `start` showed; with `keeps` it is to be known again. `sent` says that the login form
    was sent in this run already. With `may_call`, a screen that needs a person ends the run with PersonWanted, so that
    a window can take it over.
    """

    selectors: "Selectors"
    origins: frozenset[str]
    door: str
    start: str
    today: date
    until: float
    tell: Tell
    evidence: "Evidence | None"
    credentials: Callable[[], Credentials] = field(repr=False)
    before_send: Callable[[Credentials], None] = field(repr=False)
    person: "Person | None" = None
    may_call: bool = False
    keeps: bool = True
    storage: Storage | None = field(default=None, repr=False)
    at_balance: bool = False
    cards: int = 0
    sent: bool = False
    witness: Witness | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Visited:
    """What a run brought; `address` and `shown` tell where the balance was found, `storage` how to be known again.

    `storage` is None where none is to be kept, or the portal has left the password in it or in `address`: that is
    written to no disk.
    """

    reading: Reading
    warnings: tuple[Warned, ...]
    address: str
    shown: bool
    storage: Storage | None = field(repr=False)


@dataclass
class PersonWanted(Exception):
    """A person must act, and there is no window yet; a window can go on from here."""

    failure: Failure
    address: str
    sent: bool
    storage: Storage = field(repr=False)
