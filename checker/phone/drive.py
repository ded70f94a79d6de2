"""The loop of a run on a phone: see which screen is shown, decide, act, see again; by the same brain as at the portal.

Nothing is typed, and nothing is touched that the one hand does not let through.
"""

import contextlib
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from msgspec import structs

from checker.failures import BalanceNotShown, BalanceUncertain, Failure, PageNotRecognised
from checker.journey import answers, app, chooser, tour
from checker.journey.decide import decide
from checker.journey.memory import Memory
from checker.journey.now import Found, Now, Portal
from checker.journey.policy import Policy
from checker.journey.steps import Back, HandOver, Hover, Key, Look, Outcome, Press, Read, Step, Stop, Tour, Wait
from checker.model import Confidence, Reading, Warned
from checker.page.observation import Observation
from checker.phone.hand import Hand, node_of
from checker.phone.ink import is_drawn
from checker.phone.read import hides_cards, read
from checker.phone.watching import Watch
from checker.portal.app import AppSelectors
from checker.reading import choosers
from checker.reading.found import PlainReading
from checker.reading.open_doubts import Doubted
from checker.reading.page import Page

MAX_TURNS = 60
ONE_CARD = "one-card"
"""The code of the warning that only the card on the screen was read."""
_ALONE = Warned(ONE_CARD, "one card was read, that in sight; there may be more of them")


class Looked(NamedTuple):
    """A look at a screen on which balances were read; `chosen` is the card that was chosen on it."""

    seen: Observation
    plainly: PlainReading
    chosen: str | None


@dataclass
class Drive:
    """One run on one phone; with `look`, nothing on it is touched."""

    watch: Watch
    selectors: AppSelectors
    today: date
    tell: Callable[[str], None]
    look: bool = False
    trace: list[str] = field(default_factory=list)
    """What was decided, in order: each rule by its name, and what it had done."""
    looks: list[Looked] = field(default_factory=list)
    """The looks that balances were read by."""
    read_any: bool = False
    """Whether a number was read already: then the run is not begun anew."""
    _seen: Observation | None = None
    _found: Found | None = None
    _failure: Failure | None = None

    def __post_init__(self) -> None:
        self.memory = Memory(resumed=True)
        policy = Policy(self.selectors)
        self.portal = Portal(self.selectors, policy, self.today, lambda _address: False)
        self.hand = Hand(self.watch.phone, policy, self.selectors.app)
        self.rules = app.rules(self.selectors.app, look=self.look)

    # -- the loop -----------------------------------------------------------------------------------------------

    def run(self) -> Reading:
        """The balances, or a Failure that names why there are none."""
        try:
            for _ in range(MAX_TURNS):
                reading = self._turn()
                if reading is not None:
                    return reading
            raise PageNotRecognised("the app led round in circles", rule="app-in-circles", case="app")
        except Failure as failure:
            if failure.rule == "app-not-in-front":
                self.watch.phone.check_awake()
            failure = self._wanted_instead(failure)
            failure.screen = failure.screen or self.memory.screen
            raise failure from None

    def _turn(self) -> Reading | None:
        now = self._now(self.observe())
        rule, step = decide(now, self.rules)
        self.trace.append(f"{rule.name}: {type(step).__name__} {getattr(step, 'purpose', '')}".rstrip())
        if rule.screen:
            self.memory = self.memory.at(rule.screen)
        if isinstance(step, Tour):
            self.memory = self.memory.about_to(step, now.seen)
            self.tell("read")
            self.looks.clear()
            reading = self._walk(tour.walk(now, step))
            if reading is not None and app.notice(self._now(self.watch.settled())) is not None:
                self.hand.back(self.watch.tree)  # the list of cards may be open still, over what the person is asked of
            return reading
        if isinstance(step, Press) and step.purpose == "balance":
            self.tell("balance")
        self._take(step, now.seen)
        return self._as_it_is() if isinstance(step, Read) else None

    def _wanted_instead(self, failure: Failure) -> Failure:
        """What the app wants first, where that is on the screen by now; else the failure itself."""
        if isinstance(failure, BalanceNotShown | BalanceUncertain | PageNotRecognised) and self._seen is not None:
            _, step = decide(self._now(self._seen), self.rules[:1] + self.rules[-1:])
            if isinstance(step, Stop) and not isinstance(step.failure, PageNotRecognised):
                return step.failure
        return failure

    def _walk(self, plan: Generator[Step, Now, Reading | None]) -> Reading | None:
        """Take the steps of a tour, each answered with what is seen after it."""
        try:
            step = next(plan)
            while True:
                step = plan.send(self._taken(step))
        except StopIteration as end:
            result: Reading | None = end.value
            return result

    def _taken(self, step: Step) -> Now:
        """What is known once a step of a tour was taken."""
        self._found = self._failure = None
        outcome = self._take(step, self._seen or self.observe())
        if not isinstance(step, Read):
            self.observe()
        return self._now(self._seen or self.observe(), outcome)

    def _now(self, seen: Observation, outcome: Outcome | None = None) -> Now:
        return Now(seen, self.memory, self.portal, outcome or Outcome(), self._found, self._failure)

    def _take(self, step: Step, seen: Observation) -> Outcome:
        self.memory = self.memory.about_to(step, seen)
        outcome = self._perform(step, seen)
        self.memory = self.memory.after(step, seen, outcome)
        return outcome

    # -- seeing -------------------------------------------------------------------------------------------------

    def observe(self) -> Observation:
        """What is seen once the screen keeps still. Raises Failure."""
        seen = self._seen = self.watch.settled()
        scrolls = [one for one in self.watch.tree.nodes if one.scrolls]
        page = Page(seen.sight, self.selectors.words, self.today)
        if self.memory.asked and hides_cards(seen, lambda one: choosers.kpjs_in(page, one.name), scrolls):
            why = "the list of cards can be scrolled, so that there may be more of them"
            raise BalanceUncertain(why, rule="list-not-whole")
        return seen

    # -- acting -------------------------------------------------------------------------------------------------

    def _perform(self, step: Step, seen: Observation) -> Outcome:
        """Do what a step says; a phone has no pointer, no fields are filled, and nothing is pointed at beside a notice.

        Raises the Failure that it ends the run with.
        """
        if isinstance(step, Stop):
            raise step.failure
        if isinstance(step, HandOver):
            failure = answers.hand_over_failure(step)
            failure.case = "app"
            raise failure
        if isinstance(step, Read):
            return self._read(step)
        if isinstance(step, Press):
            return self._press(step)
        if isinstance(step, Key | Back):
            # Without anything to go back from, a step back would leave the app.
            over = isinstance(step, Back) or app.notice(self._now(seen)) is not None
            return Outcome(over and self.hand.back(self.watch.tree))
        if isinstance(step, Wait):
            return Outcome(self.watch.changed(seen))
        if isinstance(step, Look) and step.still:
            end = time.monotonic() + 2 * step.still
            while self.watch.again().rest.still < step.still and time.monotonic() < end:
                pass
        return Outcome(isinstance(step, Look | Hover))

    def _press(self, step: Press) -> Outcome:
        before, numbers = self.watch.looks[step.on.look]
        self.watch.glance()
        node = node_of(step.on.index, numbers)
        refusal = self.hand.press(before, self.watch.tree, node, step.purpose, step.on.called)
        self.trace.append(f"  {step.purpose}: {refusal.rule if refusal is not None else 'touched'}")
        if refusal is None:
            return Outcome()
        if step.must and refusal.rule != "screen-changed":
            why = f"what leads to the balance may not be touched ({step.purpose})"
            raise PageNotRecognised(why, rule=refusal.rule, case="app")
        return Outcome(False, rule=refusal.rule, person=refusal.person)

    def _read(self, step: Read) -> Outcome:
        """Read the balance of the screen; what is found, or why nothing is, is kept for the one who asked."""
        try:
            if app.in_claim(self.selectors.app, self._now(self.watch.settled())):
                raise BalanceUncertain("the screen belongs to a claim", rule="claim-in-app")
            scroll = None if self.look else self._scroll
            others = {
                card.balance
                for one in self.looks
                if step.chosen is not None and one.chosen not in (None, step.chosen)
                for card in one.plainly.cards
                if card.balance
            }
            reading, plainly, last = read(self.watch, self.selectors, self.today, step.chosen, scroll, others)
            tree = self.watch.tree
            nodes = {word.block for one in plainly.boxes for word in one.words}
            if not is_drawn(self.watch.phone.picture(), [tree.by_number[one].box for one in nodes], tree.scale):
                raise BalanceUncertain("the screen's picture shows nothing where the amount stands", rule="ink-unsure")
        except (BalanceNotShown, BalanceUncertain) as failure:
            self._failure = failure
            self._seen = self.watch.glance()
            return Outcome(False)
        self._found, self.read_any = Found(reading, plainly), True
        self.looks.append(Looked(last, plainly, step.chosen))
        self._seen = last
        return Outcome()

    def _scroll(self, seen: Observation, onwards: bool) -> bool:
        return self.hand.scroll(self.watch.looks[seen.number][0], onwards=onwards)

    # -- the screen as it is ------------------------------------------------------------------------------------

    def _as_it_is(self) -> Reading:
        """What was read of the screen as it is: of the one card that it shows, where there may be more."""
        if self._found is not None and self._seen is not None:
            reading, now = self._found.reading, self._now(self._seen)
            page = chooser.page_of(now)
            further = choosers.closed(page) or chooser.more(chooser.find(now), reading.cards)
            return structs.replace(reading, warnings=(_ALONE,)) if further else reading
        failure = self._failure
        if not isinstance(failure, Doubted) or failure.plainly is None:
            raise failure or BalanceNotShown("the screen shows no balance")
        plainly, seen = failure.plainly, self._seen
        if len(plainly.cards) != 1 or plainly.cards[0].kpj is None or seen is None:
            raise failure
        self.looks.append(Looked(seen, plainly, None))
        return Reading(plainly.cards, plainly.total, Confidence.PLAIN, plainly.as_of, (_ALONE,))

    # -- for who asks whether the reading counts ----------------------------------------------------------------

    def pass_time(self) -> None:
        """Nothing has to be done while a person looks at the phone: it goes on by itself."""

    @contextlib.contextmanager
    def unhurried(self) -> Iterator[None]:
        """Wait for a person in the block: the time that they take is none of the check's."""
        began = time.monotonic()
        try:
            yield
        finally:
            self.watch.until += time.monotonic() - began
