"""What is known at one moment, which all decisions are made on."""

from collections.abc import Callable, Generator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal

import msgspec

from checker.failures import Failure, PageNotRecognised
from checker.journey.memory import Memory
from checker.journey.policy import Policy
from checker.journey.steps import Outcome, Step
from checker.model import Reading
from checker.page import match
from checker.page.observation import Observation
from checker.reading.found import PlainReading

if TYPE_CHECKING:
    from checker.portal.selectors import Candidate, Selectors


Attended = Literal["none", "there", "by-hand"]
"""Whether a person is there, and logs in themselves."""


class Portal(msgspec.Struct, frozen=True):
    """What the portal is known by, what may be pressed at it, and who is there to help."""

    selectors: "Selectors"
    policy: Policy
    today: date
    allows: Callable[[str], bool]
    """Whether an address is one of the portal's own."""
    person: Attended = "none"
    turn: Callable[[str, str], int] | None = None
    """Where on the way that has led to a confirmed balance something stands, by what it is pressed for and its name;
    -1 where it does not. It tells what of all that may be pressed comes first, and lets nothing be pressed.
    """


class Found(msgspec.Struct, frozen=True):
    """What was read on a page."""

    reading: Reading
    plainly: PlainReading


class Now(msgspec.Struct, frozen=True):
    """What is seen, what is remembered, what the portal is known by, and what became of the last step."""

    seen: Observation
    memory: Memory
    portal: Portal
    outcome: Outcome = Outcome()
    found: Found | None = None
    """What was read, where that was the last step and there was something."""
    failure: Failure | None = None
    """Why there was nothing."""

    @property
    def selectors(self) -> "Selectors":
        return self.portal.selectors

    @property
    def attended(self) -> bool:
        """Whether a person is there."""
        return self.portal.person != "none"

    def find(
        self,
        candidates: "Sequence[Candidate]",
        deny: match.Denies | None = None,
        alike: bool = False,
        on_page: bool = False,
    ) -> match.Hit | None:
        """The one element, as `match.find` has it; raises PageNotRecognised where it could be several."""
        try:
            return match.find(self.seen, candidates, deny=deny, alike=alike, on_page=on_page)
        except match.Ambiguous:
            raise PageNotRecognised("several elements could be meant, and none is surely the one") from None

    def turn(self, what: str, name: str) -> int:
        """Where on the known way something stands that would be pressed; -1 where it does not."""
        return self.portal.turn(what, name) if self.portal.turn is not None and name else -1

    @property
    def offers_balance(self) -> bool:
        """Whether the page shows the way to the balance."""
        return match.present(self.seen, self.selectors.buttons.balance.candidates)

    @property
    def lines(self) -> tuple[str, ...]:
        """What was said, on pages and in dialogs, since the login form was sent."""
        return (*self.memory.said, *self.seen.heard[self.memory.heard :])


Plan = Generator[Step, Now, Now]
"""Steps that belong together: each is yielded, and answered with what is known once it was taken."""
