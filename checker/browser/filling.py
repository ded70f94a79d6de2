"""The login form in the hand: judged, filled in, and looked at again right before it is sent."""

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checker.browser import eye
from checker.browser.entry import Entry
from checker.browser.eye import form_at, wait_for_rest
from checker.browser.hand import Hand, Refused, heed
from checker.browser.watching import Watch
from checker.failures import PageNotRecognised
from checker.journey import fields
from checker.journey.now import Now
from checker.journey.steps import Fill, Outcome, Target
from checker.page.observation import Observation
from checker.texts import N_

if TYPE_CHECKING:
    from checker.settings import Credentials

_STILL_S = 0.06
"""Seconds: a page that does something with what was typed does so within that time, or has a timer that says so."""


@dataclass
class Filling:
    """What is written into the login forms of one run.

    `credentials` are asked for once a form may be filled in; `before_send` hears of them before the password is typed,
    and may raise a Failure against it. `at` tells what is known once something was seen.
    """

    hand: Hand
    watch: Watch
    at: Callable[[Observation], Now]
    credentials: "Callable[[], Credentials]" = field(repr=False)
    before_send: "Callable[[Credentials], None]" = field(repr=False)
    used: "Credentials | None" = field(default=None, repr=False)
    """Those that were supplied."""
    typed: dict[str, Entry] = field(default_factory=dict, repr=False)
    """What was written, by what it is for."""

    def fill(self, step: Fill, seen: Observation) -> Outcome:
        """Write e-mail address and password into their fields, if the form is judged to be a login and no more."""
        if step.by_keys:
            for one in self.typed.values():
                one.by_keys(self.hand, leave=True)
            return self._left()
        told = (("password", step.password), ("email", step.email))
        places = [self._entry(key, on, "") for key, on in told if on is not None]
        self.typed = {}
        if not places:
            return self._left()
        self.watch.guard.check_place(*places)  # a form that leads away is told as that
        try:
            self._judge(step, seen, places[0])
        except Refused as refused:
            return Outcome(False, rule=refused.rule, person=refused.person)
        credentials = self.used = self.credentials()
        if step.email is not None:
            self.typed["email"] = self._entry("email", step.email, credentials.email)
            # Going on to the next field is leaving this one.
            self.typed["email"].write(self.hand, leave=step.password is None)
        if step.password is not None:
            entry = self._entry("password", step.password, credentials.password)
            self._write_password(entry, credentials, _sent_as(seen, step.password))
        return self._left()

    def check(self) -> None:
        """See, right before it is sent, that the form is still the one that was judged, with what was typed in it.

        Raises PageNotRecognised or PortalMoved.
        """
        for one in self.typed.values():
            if not one.stands():  # a page may look at it once it was left
                raise one.not_as_typed()
        if not self.typed:
            return
        # What hides the password comes first, as when the form was judged.
        first, *others = sorted(self.typed.values(), key=lambda one: not one.is_secret)
        self.watch.guard.check_place(first, *others)
        refusal = self.hand.policy.entry(form_at(first.frame, first.itself, [one.itself for one in others]))
        if refusal is not None:
            raise Refused(refusal).failure(N_("the login form is another one by now"), "login")

    def is_dropped(self) -> bool:
        """Whether the page has dropped the field that the password was typed into, emptied it, or never had it."""
        typed = self.typed.get("password")
        return typed is None or typed.is_empty()

    def _write_password(self, entry: Entry, credentials: "Credentials", names: frozenset[str]) -> None:
        if not entry.hides():  # whatever a selectors file says
            raise PageNotRecognised("the field for the password would show it", screen="login")
        # A page may send what is typed before anything is pressed.
        self.before_send(credentials)
        self.watch.guard.password = credentials.password
        self.watch.wall.stand(credentials.email, credentials.password)
        self.watch.guard.names = names
        self.typed["password"] = entry
        entry.write(self.hand, leave=True)

    def _judge(self, step: Fill, seen: Observation, first: Entry) -> None:
        """See that a form may be filled in, before a key is typed. Raises Refused."""
        from playwright.sync_api import Error

        heed(self.hand.policy.entry(seen.form) if seen.form is not None else None)
        for one in (first.element, eye.kept(step.button) if step.button is not None else None):
            if one is not None:
                with contextlib.suppress(Error):  # what is gone by now is looked for again
                    self.hand.may(one, "login")

    def _left(self) -> Outcome:
        """What became of it: a page may send its form as a field is left."""
        page = self.watch.page
        if self.watch.traffic.leaving(page):
            return Outcome(left=True)
        wait_for_rest(page, min(self.watch.until, time.monotonic() + 1), _STILL_S)
        return Outcome()

    def _entry(self, key: str, on: Target, text: str) -> Entry:
        def again() -> Target | None:
            """The field as it is now, where the page has drawn it anew."""
            seen = self.watch.look()
            if seen is None:
                return None
            now = self.at(seen)
            hidden = fields.password(now)
            found = hidden if key == "password" else fields.email(now, hidden)
            return Target(seen.number, found.element.frame, found.element.index) if found is not None else None

        return Entry(on, text, key, again)


def _sent_as(seen: Observation, on: Target) -> frozenset[str]:
    """What a field is called where it is sent."""
    found = next((one for one in seen.elements if (one.frame, one.index) == (on.frame, on.index)), None)
    return frozenset(found.sent_as) if found is not None else frozenset()
