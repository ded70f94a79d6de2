"""What one run in a browser is about, and what it brings; apart from the run, which takes long to load."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol

from checker.browser.storage import Storage
from checker.failures import Failure
from checker.journey.steps import Waymark
from checker.model import Reading, Warned
from checker.settings import Credentials

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from checker.browser.evidence import Evidence
    from checker.browser.person import Person
    from checker.page.observation import Observation
    from checker.portal.selectors import Selectors
    from checker.reading.found import PlainReading

Tell = Callable[[str], None]
Witness = Callable[[str, "Page", "Reading | Failure | None", str | None], None]
"""Called with each screen's name as it is met, with what was read there, and with the card that was chosen on it."""


class Looked(NamedTuple):
    """A look at a page on which balances were read; `chosen` is the card that was chosen on it."""

    seen: "Observation"
    plainly: "PlainReading"
    chosen: str | None


class AtBalance(Protocol):
    """A run that has read the balances, whose page is still there: what a judge of them needs of it."""

    looks: list[Looked]

    @property
    def page(self) -> "Page":
        """The page as it is."""

    @property
    def way(self) -> tuple[Waymark, ...]:
        """What was pressed on the way to the balance."""

    @property
    def place(self) -> str:
        """The address at which the balance stands; empty where it has none of its own."""

    @property
    def in_window(self) -> bool:
        """Whether the page stands in a window before the person."""

    def pass_time(self) -> None:
        """Let the browser's events come in."""

    def unhurried(self) -> AbstractContextManager[None]:
        """Let time pass that is none of the check's."""


Judge = Callable[["Reading", AtBalance], "Reading"]
"""Called with what was read; gives it back as it is to be told, or raises the Failure that it is refused with."""


Refused = Callable[[Failure, AtBalance], "Reading"]
"""Called with why the balance's page was not read; gives what is to be told all the same, or raises the Failure."""


@dataclass(frozen=True)
class Known:
    """What is known of a balance that a person has confirmed: the way to it, and what its page looks like.

    `turn` tells where on the way something stands that is pressed (`checker.journey.now.Portal`), `place` the address
    of the balance, empty where there is none, and `fits` whether a run has come to a page that looks as confirmed.
    They have `shown` where the balance stands, if its words alone did not say so.
    """

    turn: Callable[[str, str], int]
    place: Callable[[], str]
    fits: Callable[[AtBalance], bool]
    shown: bool = False


@dataclass
class Visit:
    """What one run is about.

    `credentials` yields them when a login form asks for them; `before_send` hears of them just before they are sent,
    and may raise a Failure against it. `until` is an instant of `time.monotonic`. With `storage` the browser is known
    to the portal from before: then `start` is the address at which it goes on, `door` the portal's own, and
    `at_balance` and `cards` what `start` showed; with `keeps` it is to be known again. `sent` says that the login form
    was sent in this run already; `last` that the browser is ended after a reading; `known` is what a person has
    confirmed; `not_sent` hears that nothing was sent after all of what `before_send` was told. With
    `may_call`, a screen that needs a person ends the run with PersonWanted, so that a window can take it over.
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
    last: bool = False
    witness: Witness | None = field(default=None, repr=False)
    judge: Judge | None = field(default=None, repr=False)
    refused: Refused | None = field(default=None, repr=False)
    known: Known | None = field(default=None, repr=False)
    not_sent: Callable[[], None] = lambda: None


@dataclass(frozen=True)
class Visited:
    """What a run brought; `address` and `shown` tell where the balance was found, `way` what was pressed on the way
    there, `storage` how to be known again.

    `storage` is None where none is to be kept, or the portal has left the password in it or in `address`: that is
    written to no disk. `refused` is why the reading counts for nothing all the same.
    """

    reading: Reading
    warnings: tuple[Warned, ...]
    address: str
    shown: bool
    storage: Storage | None = field(repr=False)
    refused: Failure | None = None
    way: tuple[Waymark, ...] = ()


@dataclass
class PersonWanted(Exception):
    """A person must act, and there is no window yet; a window can go on from here."""

    failure: Failure
    address: str
    sent: bool
    storage: Storage = field(repr=False)
