"""The loop of a run, from the portal's door to the balance: see which page is shown, decide, act, see again.

What is decided is decided in `checker.journey`, of what was seen; here it is done. The login form is sent at most once,
nothing is pressed that the policy does not let through, and no captcha is solved.
"""

import contextlib
import math
import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from msgspec import structs

from checker import overseer
from checker.browser import eye
from checker.browser.acting import Acting
from checker.browser.filling import Filling
from checker.browser.guard import Guard, origin
from checker.browser.hand import Hand
from checker.browser.read import read
from checker.browser.traffic import Traffic
from checker.browser.visit import Looked, Visit
from checker.browser.wall import RULE, Wall
from checker.browser.watching import Watch
from checker.failures import (
    BalanceNotShown,
    BalanceUncertain,
    Failure,
    NeedsHuman,
    PageNotRecognised,
    PortalBlocked,
    PortalMoved,
    PortalUnreachable,
)
from checker.journey import answers, fields, login, notices, tour
from checker.journey.decide import Rule, decide
from checker.journey.memory import Memory
from checker.journey.now import Attended, Found, Now, Portal
from checker.journey.policy import Policy
from checker.journey.steps import (
    HandOver,
    Outcome,
    Press,
    Read,
    Step,
    Stop,
    Tour,
    Waymark,
)
from checker.model import Reading, Warned
from checker.page.observation import Observation

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from checker.settings import Credentials

MAX_TURNS = 120
_REFILLS = 2
"""How often a login is filled in once more at most, after a captcha that was refused."""

T = TypeVar("T")


@dataclass
class Drive:
    """One run on one page, of what a `visit` is about; `wall` lets everything through unless it has words."""

    visit: Visit
    traffic: Traffic
    guard: Guard
    wall: Wall = field(default_factory=Wall)
    trace: list[str] = field(default_factory=list)
    """What was decided, in order: each rule by its name, and what it had done."""
    looks: list[Looked] = field(default_factory=list)
    """The looks that the last tour of the cards has read balances by."""
    _seen: Observation | None = None
    _found: Found | None = None
    _failure: Failure | None = None
    _refilled: int = 0
    _lost: Failure | None = None
    """Why no press has led to a balance, before its address was opened."""
    _outcome: Outcome = field(default_factory=Outcome)
    _clearing: bool = False
    """Whether what lies over a press is being put away."""

    def __post_init__(self) -> None:
        visit = self.visit
        resumed = visit.storage is not None and not visit.sent
        self.memory = Memory(resumed=resumed, at_balance=visit.at_balance, asked=resumed and visit.at_balance)
        self.selectors, self.person, self.tell = visit.selectors, visit.person, visit.tell
        who: Attended = "none" if self.person is None else "by-hand" if self.person.by_hand else "there"
        policy = Policy(self.selectors)
        turn = visit.known.turn if visit.known is not None else None
        self.portal = Portal(self.selectors, policy, visit.today, self.guard.allows, who, turn)
        self.hand = Hand(policy, self.traffic, self.wall)
        self.watch = Watch(self.traffic, self.guard, self.wall, self.selectors.css, visit.until)
        self.filling = Filling(self.hand, self.watch, self._now, self._supplied, visit.before_send)
        self.act = Acting(self.hand, self.watch, self.filling)

    @property
    def page(self) -> "Page":
        return self.traffic.page

    @property
    def way(self) -> tuple[Waymark, ...]:
        """What was pressed on the way to the balance."""
        return self.memory.way

    @property
    def place(self) -> str:
        """The address at which the balance stands; empty where it has none of its own."""
        return self.memory.address if self.memory.shown else ""

    @property
    def in_window(self) -> bool:
        """Whether the page stands in a window before the person."""
        return self.person is not None and self.person.remote is None

    # -- the loop -----------------------------------------------------------------------------------------------

    def run(self) -> Reading:
        """The balances, or a Failure that names why there are none."""
        try:
            self.traffic.by_person = False
            self._open(self.visit.start)
            for _ in range(MAX_TURNS):
                try:
                    reading = self._turn()
                except (BalanceNotShown, BalanceUncertain, PageNotRecognised, PortalBlocked, NeedsHuman) as failure:
                    if self._turn_back(failure) or self._go_on_otherwise(failure) or self._go_by_address(failure):
                        continue
                    away = self.memory.elsewhere
                    lost = isinstance(failure, BalanceNotShown | PageNotRecognised)
                    if lost and away and not self.guard.allows(away):
                        raise PortalMoved(f"the portal leads to {origin(away)}") from None
                    if self._lost is not None:
                        raise self._lost from None
                    raise
                self.watch.check()
                self.wall.check()
                # What was kept may lead to a part only, or elsewhere: then the way that always leads there is taken.
                if reading is not None and (self._is_whole(reading) or not self._go_on_otherwise(None)):
                    return reading
            raise PageNotRecognised("the portal led round in circles")
        except Failure as failure:
            failure.screen = failure.screen or self.memory.screen
            self.saw(failure.screen, failure)
            raise

    def _turn(self) -> Reading | None:
        """See, decide, act: the balances once they were read."""
        now = self._now(self.observe())
        rule, step = decide(now)
        self.trace.append(f"{rule.name}: {type(step).__name__} {getattr(step, 'purpose', '')}".rstrip())
        self._meet(rule)
        if isinstance(step, Tour):
            self.memory = self.memory.about_to(step, now.seen)
            self.tell("read")
            self.looks.clear()
            return self._walk(tour.walk(now, step))
        self._take(step, now.seen)
        return None

    def _meet(self, rule: Rule) -> None:
        """Let memory and witness know of the screen that a rule has met."""
        if rule.screen:
            self.memory = self.memory.at(rule.screen)
        if rule.screen == "login" and self.memory.filled is None:
            self.saw("login")

    def _walk(self, plan: Generator[Step, Now, T]) -> T:
        """Take the steps of a plan, each answered with what is seen after it."""
        try:
            step = next(plan)
            while True:
                step = plan.send(self._taken(step))
        except StopIteration as end:
            result: T = end.value
            return result

    def _taken(self, step: Step) -> Now:
        """What is known once a step of a plan was taken."""
        self._found = self._failure = None
        outcome = self._take(step, self._seen or self.observe())
        if self._found is None or not isinstance(step, Read):
            self.observe()
        return self._now(self._seen or self.observe(), outcome)

    def _now(self, seen: Observation, outcome: Outcome | None = None) -> Now:
        return Now(seen, self.memory, self.portal, outcome or self._outcome, self._found, self._failure)

    def _take(self, step: Step, seen: Observation) -> Outcome:
        """Take a step on a page that looks like `seen`, and remember it."""
        sent = self.memory.sent
        self.memory = self.memory.about_to(step, seen)
        if self.memory.sent and not sent:
            self.traffic.refused = None
        if isinstance(step, Press) and step.purpose in ("balance", "login"):
            self._announce(step.purpose)
        outcome = self._outcome = self._perform(step, seen)
        self.memory = self.memory.after(step, seen, outcome)
        if outcome.covered and not self._clearing and isinstance(step, Press):
            self._clearing = True
            try:
                outcome = self._walk(notices.uncover(self._now(self.observe(), outcome), step)).outcome
            finally:
                self._clearing = False
        return outcome

    def _announce(self, purpose: str) -> None:
        self.tell(purpose)
        if purpose == "balance":
            self.guard.names = frozenset()
            self.saw("menu")

    def saw(self, screen: str, outcome: Reading | Failure | None = None, chosen: str | None = None) -> None:
        """Let the witness hear of a screen."""
        if self.visit.witness is not None:
            self.visit.witness(screen, self.page, outcome, chosen)

    def _turn_back(self, failure: Failure) -> bool:
        """Whether a window that came along with a press was taken for what was pressed for, and is left again."""
        lost = isinstance(failure, BalanceNotShown | PageNotRecognised) and failure.screen != "login"
        once = not self.memory.turned_back
        if not lost or not (self.traffic.turn_back() or (once and self.traffic.interrupted())):
            return False
        if once:
            # The window may have come in between, so that the press itself was lost: it is made once more.
            self.memory = self.memory.turning_back()
        return True

    def _go_on_otherwise(self, failure: Failure | None) -> bool:
        """Whether a kept session, or what is left of it, is tried in another way: from its menu, then from the door."""
        memory = self.memory
        if not memory.resumed or (failure is not None and failure.screen in ("captcha", "code", "consent")):
            return False
        if failure is not None and failure.rule == RULE:
            return False
        if isinstance(failure, PortalBlocked) and failure.try_after is not None:
            return False
        if memory.asked and memory.at_balance:
            self.memory = memory = structs.replace(memory, at_balance=False, asked=False)
            if failure is None or isinstance(failure, BalanceNotShown | BalanceUncertain):
                return True
        if memory.asked:
            return False
        self.memory = structs.replace(memory, resumed=False)
        self._open(self.visit.door)
        return True

    def _is_whole(self, reading: Reading) -> bool:
        """Whether a reading is of as many cards as before, on a page that looks as it was confirmed, if it was."""
        known = self.visit.known
        return len(reading.cards) >= self.visit.cards and (known is None or known.fits(self))

    def _go_by_address(self, failure: Failure) -> bool:
        """Whether the address of the confirmed balance is opened, once, since no press has led to a balance."""
        known, inside = self.visit.known, self.memory.sent or self.memory.resumed
        lost = isinstance(failure, BalanceNotShown | PageNotRecognised) and failure.screen != "login"
        place = known.place() if known is not None and lost and inside and self._lost is None else ""
        if not place or not self.guard.allows(place):
            return False
        self._lost = failure
        self.memory = structs.replace(self.memory, asked=True, inside=True)
        self._open(place)
        return True

    # -- seeing -------------------------------------------------------------------------------------------------

    def observe(self) -> Observation:
        """What is seen once the page has nothing left to do; what it says to the login is kept. Raises Failure."""
        shown = self.watch.settled(self.memory.sent and not self.memory.inside, self._hear)
        filled = self.memory.filled
        if filled is not None and filled.password is not None and not shown.sight.secret and self._seen is not None:
            self.memory = self.memory.sending(self._seen)  # the page has sent it by itself
        found = fields.of_login(self._now(shown))
        form = eye.form_of(shown, found) if found else None
        self._seen = structs.replace(shown, form=form) if form is not None else shown
        return self._seen

    def _hear(self, shown: Observation) -> bool:
        """Keep what the page says to the login; whether that is a failure, so that nothing more is waited for."""
        self.memory = self.memory.listening(shown)
        return bool(self.memory.said) and answers.told(self._now(shown)) is not None

    def _open(self, url: str) -> None:
        self.tell("open")
        self.watch.open(url)

    # -- acting -------------------------------------------------------------------------------------------------

    def _perform(self, step: Step, seen: Observation) -> Outcome:
        """Do what a step says. Raises the Failure that it ends the run with."""
        if isinstance(step, Stop):
            raise step.failure
        if isinstance(step, Read):
            return self._read(step, seen)
        if isinstance(step, HandOver):
            return self._hand_over(step)
        if isinstance(step, Press) and step.stays:
            with self.hand.staying():
                outcome = self.act.perform(step, seen)
                self.observe()
                return outcome
        outcome = self.act.perform(step, seen)
        if outcome.person and isinstance(step, Press) and step.clears:
            self._hand_over(HandOver("a consent is asked for", "consent", outcome.rule))
        return outcome

    def _read(self, step: Read, seen: Observation) -> Outcome:
        """Read the balance of the page; what is found, or why nothing is, is kept for the one who asked."""
        if self.page.url != self.memory.address:
            self.memory = structs.replace(self.memory, address=self.page.url, shown=True)
        try:
            heard = self.traffic.heard[self.memory.heard :]
            known = seen if step.at_once else None
            shown = self.visit.known is not None and self.visit.known.shown
            reading, plainly, last = read(
                self.page, self.selectors, self.visit.today, self.watch.until, step.chosen, known, heard, shown
            )
        except (BalanceNotShown, BalanceUncertain) as failure:
            self.saw("balance", failure, step.chosen)
            if isinstance(failure, BalanceUncertain) and self.watch.is_late():
                raise PortalUnreachable("the portal did not answer in the time given (--timeout)") from None
            self._failure = failure
            return Outcome(False)
        self.saw("balance", None if plainly.kpjs_elsewhere else reading, step.chosen)
        self._found = Found(reading, plainly)
        self.looks.append(Looked(last, plainly, step.chosen))
        self._seen = structs.replace(last, heard=seen.heard, status=seen.status)
        return Outcome()

    # -- a person -----------------------------------------------------------------------------------------------

    def _hand_over(self, step: HandOver) -> Outcome:
        """Let the person act, where there is one; else raise NeedsHuman, or PasswordExpired."""
        self.memory = self.memory.at(step.screen)
        if self.person is None:
            raise answers.hand_over_failure(step)
        if step.fill is not None and self._seen is not None:
            self.filling.fill(step.fill, self._seen)
            self.memory = self.memory.sending(self._seen)
        if step.anew:
            self.memory = structs.replace(self.memory, inside=False, asked=False)
        if step.by_hand or self.memory.sent:
            # What led to the hand-over is known by now; only what is said from here on counts.
            self.by_hand()
        self.traffic.by_person = True
        try:
            with self.unhurried(), self.wall.aside():
                self.person.hand_over(self, step.why, step.screen)
        finally:
            self.traffic.give_back()
        if self.memory.sent:
            self.wall.stand()
        if step.screen == "new-password":
            warned = Warned("password-asked-anew", "if you have set a new password, set it here as well")
            self.memory = self.memory.warned(warned)
        return Outcome()

    def _supplied(self) -> "Credentials":
        with self.unhurried():  # a person may be asked for them
            return self.visit.credentials()

    @contextlib.contextmanager
    def unhurried(self) -> Iterator[None]:
        """Wait for a person in the block: the time that they take is none of the check's."""
        left = self.watch.until - time.monotonic()
        self.watch.until = math.inf
        try:
            with overseer.paused():
                yield
        finally:
            self.watch.until = time.monotonic() + left

    def asks(self, screen: str) -> bool:
        """Whether the page still shows what a person is to answer, `screen` being what it was."""
        seen = self.watch.look()
        if seen is None:
            return True  # on its way to another document
        if self.memory.sent and not self.memory.inside:
            self.memory = self.memory.listening(seen)
        return answers.still_asks(self._now(seen), screen)

    def told(self) -> str | None:
        """The code of the failure that the page has told since the login form was sent."""
        if self._seen is None:
            return None
        # What was said on the page is in memory; only dialogs may have been heard since it was looked at.
        return answers.told(self._now(structs.replace(self._seen, heard=tuple(self.traffic.heard))))

    def captcha_refused(self) -> bool:
        """Whether the portal has refused the captcha, and with it dropped what the program had typed."""
        lines = (*self.memory.said, *self.traffic.heard[self.memory.heard :])
        return any(self.selectors.screens.captcha.says(line) for line in lines) and self.filling.is_dropped()

    def fill_again(self) -> bool:
        """Type e-mail and password in once more, where nothing but the captcha was refused; whether that was done."""
        self._refilled += 1
        if self._refilled > _REFILLS or self.filling.used is None:
            return False
        before = self.memory
        self.memory = structs.replace(before, sent=False)  # a form that was sent is not looked at
        try:
            seen = self.observe()
        finally:
            self.memory = before
        with contextlib.suppress(PageNotRecognised):
            step = login.again(self._now(seen))
            if step is not None and self.filling.fill(step, seen).done:
                self.memory = self.memory.sending(seen)
                # What it says of the captcha stands there still, and would be nothing new should it be refused again.
                old = {line for line in self.memory.lines_before if self.selectors.screens.captcha.says(line)}
                self.memory = structs.replace(self.memory, lines_before=self.memory.lines_before - old)
                return True
        return False

    def pass_time(self) -> None:
        """Let the browser's events come in."""
        self.watch.pass_time()

    def by_hand(self) -> None:
        """From here on it is as if the login form had been sent; what the page said until now is of no account."""
        seen = self.watch.look()
        self.traffic.refused = None
        self.memory = self.memory.sending(seen) if seen is not None else structs.replace(self.memory, sent=True)

    # -- for other tasks ----------------------------------------------------------------------------------------

    def glance(self) -> Now:
        """What is known of the page as it is."""
        return self._now(self.watch.look() or self.observe())

    def arrive(self) -> Observation:
        """Open the portal and wait until it shows something. Raises Failure."""
        self._open(self.visit.start)
        seen = self.observe()
        step = answers.status(self._now(seen))
        if isinstance(step, Stop):
            raise step.failure
        return seen
