"""Doing what a step says with the one hand: what became of it is told; what had to be done and was not is a failure."""

import time
from dataclasses import dataclass

from checker.browser import eye
from checker.browser.eye import forget, wait_for_rest
from checker.browser.filling import Filling
from checker.browser.hand import Hand, Refused, stands
from checker.browser.watching import Watch
from checker.failures import PageNotRecognised
from checker.journey.steps import Back, Choose, Fill, Hover, Key, Look, Outcome, Point, Press, Step, Wait
from checker.journey.surroundings import ENTRY
from checker.page.observation import Observation
from checker.texts import N_


@dataclass(frozen=True)
class Acting:
    """Takes the steps of one run that lie within its page."""

    hand: Hand
    watch: Watch
    filling: Filling

    def perform(self, step: Step, seen: Observation) -> Outcome:
        """Do what a step says. Raises a Failure where the run cannot go on without it."""
        if isinstance(step, Press):
            return self._press(step, seen)
        if isinstance(step, Fill):
            return self.filling.fill(step, seen)
        if isinstance(step, Wait):
            return Outcome(self.watch.changes(seen))
        if isinstance(step, Look):
            if step.still:
                until = min(self.watch.until, time.monotonic() + step.still)
                wait_for_rest(self.watch.page, until, step.still, unchanged=False)
            return Outcome()
        return self._attempt(step, seen)

    def _attempt(self, step: Step, seen: Observation) -> Outcome:
        """Do what may as well fail."""
        from playwright.sync_api import Error

        try:
            if isinstance(step, Choose):
                self._begin(step.purpose, seen)
                self.hand.choose(eye.kept(step.on), step.purpose, value=step.value, label=step.label)
            elif isinstance(step, Hover):
                self.hand.hover(eye.kept(step.on), seconds=step.seconds)
            elif isinstance(step, Key) and step.field is not None:
                self.filling.check()
                self.hand.key(step.name, eye.kept(step.field))
            elif isinstance(step, Key):
                self.hand.key(step.name)
            elif isinstance(step, Point):
                self.hand.point(step.x, step.y)
            elif isinstance(step, Back):
                self.watch.go_back(step.home)
        except Error:
            return Outcome(False)
        except Refused as refused:
            if isinstance(step, Key):
                raise refused.failure(N_("the login may not be sent"), "login") from None
            return Outcome(False, rule=refused.rule)
        return Outcome()

    def _begin(self, purpose: str, seen: Observation) -> None:
        """What is to be known before something is pressed or chosen for a purpose."""
        if purpose in ("card", "turn"):
            forget(self.watch.page)
        if purpose in ENTRY and "password" not in self.filling.typed:
            # From here on nothing is sent that names a field for a password of this page and has nothing for it.
            self.watch.guard.names = frozenset(name for one in seen.elements for name in one.sent_as)

    def _press(self, step: Press, seen: Observation) -> Outcome:
        from playwright.sync_api import Error

        element, page = eye.kept(step.on), self.watch.page
        if step.clears:
            standing = stands(element)
            if standing.hollow:
                # The page has gone on to a login since it was looked at, or has dropped what was typed.
                return self._not_pressed(step, N_("the login would be sent without the password"))
            if not standing.free and not step.last:
                return Outcome(False, covered=True)
        if step.purpose in ("login", "next"):
            self.filling.check()
        self._begin(step.purpose, seen)
        seconds = min(step.seconds, max(0.1, self.watch.until - time.monotonic()))
        waits = step.clears or step.purpose == "menu"
        try:
            self.hand.press(element, step.purpose, called=step.on.called, seconds=seconds, waits=waits)
        except Error as error:
            if step.clears and self.watch.traffic.leaving(page):
                return Outcome(left=True)  # it was pressed: the browser waits for the page that it leads to
            over = "intercepts pointer events" in str(error)
            lies = N_("something lies over the button ({0}) that was to be pressed")
            none = N_("nothing answers at the button ({0}) that was to be pressed")
            if over and step.clears and not step.last:
                return Outcome(False, covered=True)
            return self._not_pressed(step, (lies if over else none).format(step.purpose))
        except Refused as refused:
            if refused.person and step.clears:
                return Outcome(False, rule=refused.rule, person=True)
            return self._not_pressed(step, N_("the button ({0}) may not be pressed").format(step.purpose), refused.rule)
        return Outcome()

    def _not_pressed(self, step: Press, why: str, rule: str | None = None) -> Outcome:
        if step.must:
            raise PageNotRecognised(why, rule=rule)
        return Outcome(False, rule=rule)
