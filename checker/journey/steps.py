"""The steps of a run: each a frozen value that says what is to be done, and what for. Nothing here does anything."""

from typing import Literal

import msgspec

from checker.failures import Failure
from checker.journey.surroundings import Purpose
from checker.model import Warned
from checker.page.observation import Element, Observation
from checker.page.sight import Control


class Mark(msgspec.Struct, frozen=True):
    """What is done once, or a few times, a run: `what` it is, what it is called, and where it stands."""

    what: str
    name: str = ""
    place: str = ""


Waymark = tuple[str, str]
"""What was pressed on the way to the balance: what for, and what it was called."""
WAY = ("menu", "corner", "pass", "programme", "balance")
"""What may be pressed on that way, by what it is for."""


class Target(msgspec.Struct, frozen=True):
    """An element of a look, and what it was called when it was decided upon; `link` is the address it leads to."""

    look: int
    frame: int
    index: int
    called: str = ""
    link: str = ""


def target(seen: Observation, one: Control | Element) -> Target:
    """An element of what was seen, as a step names it."""
    called = one.name if isinstance(one, Control) else one.called
    return Target(seen.number, one.frame, one.index, called, one.link)


class Press(msgspec.Struct, frozen=True):
    """Press something.

    With `clears`, what lies over it is put away first, until it is the `last` try; with `must`, the run ends where it
    cannot be pressed. `seconds` is how long it may take; with `stays` no page may be left by it, nothing be sent and no
    window stay open.
    """

    on: Target
    purpose: Purpose
    mark: Mark | None = None
    clears: bool = False
    must: bool = False
    seconds: float = 3.0
    stays: bool = False
    last: bool = False
    warns: tuple[Warned, ...] = ()


class Choose(msgspec.Struct, frozen=True):
    """Choose one of a select's options, by its value or by what it is called."""

    on: Target
    purpose: Purpose
    value: str | None = None
    label: str | None = None
    mark: Mark | None = None


class Hover(msgspec.Struct, frozen=True):
    """Lay the pointer over something."""

    on: Target
    mark: Mark
    seconds: float = 1.0


class Fill(msgspec.Struct, frozen=True):
    """Write the e-mail address and the password into their fields; with `by_keys` key by key, as a person does.

    `button` is what would send them: whether that may be pressed is seen before a key is typed.
    """

    email: Target | None
    password: Target | None
    button: Target | None = None
    by_keys: bool = False
    warns: tuple[Warned, ...] = ()


class Key(msgspec.Struct, frozen=True):
    """Press a key where the focus is, or in the `field` of a login."""

    name: Literal["Escape", "Enter"]
    mark: Mark | None = None
    field: Target | None = None


class Point(msgspec.Struct, frozen=True):
    """Press a point of the page on which nothing stands: the curtain that a notice has drawn over it."""

    x: float
    y: float
    mark: Mark | None = None


class Back(msgspec.Struct, frozen=True):
    """Go back to the page before, or to the address `home` where there is none."""

    home: str


class Wait(msgspec.Struct, frozen=True):
    """Wait for a few seconds for the page to say something else than now."""


class Look(msgspec.Struct, frozen=True):
    """See the page anew once it has come to rest, and has been still for so many seconds."""

    still: float = 0.0


class HandOver(msgspec.Struct, frozen=True):
    """Let a person act, and go on once `screen` is another one; where there is none, the run ends.

    With `by_hand`, it is as if the login form had been sent: what the page said until now is of no account. With
    `anew`, the person may log in once more. `fill` is what is written into the form before.
    """

    why: str
    screen: str
    rule: str | None = None
    by_hand: bool = False
    anew: bool = False
    fill: Fill | None = None


class Read(msgspec.Struct, frozen=True):
    """Read the balance of the page, or of the card that was `chosen` on it; `at_once`, from what was just seen."""

    chosen: str | None = None
    at_once: bool = False


class Tour(msgspec.Struct, frozen=True):
    """Read the balances of all cards, choosing one after the other.

    `unasked`, the page shows a balance that nobody has pressed for: where it is none after all, the run goes on.
    """

    unasked: bool = False
    mark: Mark | None = None


class Stop(msgspec.Struct, frozen=True):
    """End the run with a failure."""

    failure: Failure


Step = Press | Choose | Hover | Fill | Key | Point | Back | Wait | Look | HandOver | Read | Tour | Stop


class Outcome(msgspec.Struct, frozen=True):
    """What became of a step: whether it was `done`; else whether something lies over what was to be pressed, and the
    rule by which it was refused, `person` where only a person may decide. `left` says that the page is being left.
    """

    done: bool = True
    covered: bool = False
    rule: str | None = None
    person: bool = False
    left: bool = False
