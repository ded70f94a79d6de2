"""The journey from the portal's door to the balance: see which screen is shown, act, see again.

It sends the login form at most once, presses nothing that the selectors file denies, and solves no captcha.
"""

import contextlib
import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from checker import overseer
from checker.browser import eyes, hand, locate, network
from checker.browser.eyes import LOOK_S, look, rest, wait_for_rest
from checker.browser.guard import Guard, origin
from checker.browser.locate import Ambiguous, Hit
from checker.browser.read import read
from checker.browser.traffic import Traffic
from checker.browser.wall import RULE, Wall
from checker.failures import (
    BY_CODE,
    BalanceNotShown,
    BalanceUncertain,
    CredentialsRejected,
    Failure,
    NeedsHuman,
    PageNotRecognised,
    PasswordExpired,
    PortalBlocked,
    PortalMoved,
    PortalUnavailable,
    PortalUnreachable,
)
from checker.journey import choices, cover, login, menu, tiles
from checker.journey.policy import Policy
from checker.model import Reading, Warned
from checker.page.observation import Observation
from checker.reading.segments import Kind, segments

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from checker.browser.person import Person
    from checker.journey.policy import Purpose
    from checker.page.sight import Control
    from checker.portal.selectors import Candidate, Denied, Selectors
    from checker.reading.open_doubts import Doubt
    from checker.reading.plain import PlainReading
    from checker.settings import Credentials

MAX_STEPS = 40
_ACTION_S = 10.0
_TWO_FRAMES_S = 0.035
_GLANCE_MS = 100
_CHOSEN = (*tiles.PRESSED, "tab", "radio")
_FOREVER_S = 366 * 86_400
"""Seconds: a portal that names a later time than a year hence has made a mistake."""

Tell = Callable[[str], None]
# Called with each screen's name as it is met, with what was read there, and with the card that was chosen on it.
Witness = Callable[[str, "Page", "Reading | Failure | None", str | None], None]


@dataclass
class Journey:
    """One run on one page; `until` is an instant of `time.monotonic`."""

    traffic: Traffic
    selectors: "Selectors"
    guard: Guard
    credentials: "Callable[[], Credentials]"
    before_send: "Callable[[Credentials], None]"
    start: str
    today: date
    until: float
    tell: Tell
    person: "Person | None" = None
    door: str = ""
    """The portal's own address, where `start` is one inside it at which a kept session goes on (`resumed`)."""
    resumed: bool = False
    at_balance: bool = False
    """Whether `start` showed the balance last time, with as many `cards`; else it showed the way there."""
    cards: int = 0
    refused_entry: bool = False
    """Whether a login form was met."""
    witness: Witness | None = None
    warnings: list[Warned] = field(default_factory=list)
    screen: str = "start"
    address: str = ""
    shown: bool = False
    """Where the balance was found and, if that has an address of its own, True; else where the way to it was."""
    sent: bool = False
    """Whether the login form was sent, by the program or by a person; it is then not sent again."""
    named: bool = False
    """Whether the first of two steps was taken, that for the e-mail address."""
    asked: bool = False
    """Whether the way to the balance was pressed."""
    inside: bool = False
    """Whether the portal has shown what it shows to a member only."""
    before: frozenset[str] = frozenset()
    """The lines of the page on which the login was sent: what stood there is no answer to it."""
    pressed: list[str] = field(default_factory=list)
    """What is pressed once, or a few times, a run, each by a key of its own."""
    doubts: "list[tuple[Doubt, str | None]]" = field(default_factory=list)
    """What spoke for more cards than were read, each with the evidence that answers it, None where nothing does."""
    _said: list[str] = field(default_factory=list)
    _waited: int = 0
    _lifted: int = 0
    _offered: bool | None = None
    refused: str | None = None
    """The rule by which the last thing was not pressed that was to be."""
    _elsewhere: str = ""
    """The origin, none of the portal's, that the last link led to: its window is not followed."""
    typed: "Locator | None" = None
    """The field that the program has typed the password into."""
    wall: Wall = field(default_factory=Wall)

    @cached_property
    def policy(self) -> Policy:
        """What may be pressed."""
        return Policy(self.selectors)

    @property
    def page(self) -> "Page":
        return self.traffic.page

    def run(self) -> Reading:
        """The balances, or a Failure that names why there are none."""
        try:
            self.asked = self.resumed and self.at_balance
            self.traffic.by_person = False
            self._open(self.start)
            for _ in range(MAX_STEPS):
                try:
                    reading = self._step()
                except (BalanceNotShown, BalanceUncertain, PageNotRecognised, PortalBlocked, NeedsHuman) as failure:
                    if self._turn_back(failure) or self._go_on_otherwise(failure):
                        continue
                    if self._elsewhere and isinstance(failure, BalanceNotShown | PageNotRecognised):
                        raise PortalMoved(f"the portal leads to {self._elsewhere}") from None
                    raise
                self._check_guard()
                self.wall.check()
                if reading is None:
                    continue
                # What was kept may lead to a part only: then the way that always leads there is taken.
                if len(reading.cards) >= self.cards or not self._go_on_otherwise(None):
                    return reading
            raise PageNotRecognised("the portal led round in circles")
        except Failure as failure:
            failure.screen = failure.screen or self.screen
            self.saw(failure.screen, failure)
            raise

    def _turn_back(self, failure: Failure) -> bool:
        """Whether a window that came along with a press was taken for what was pressed for, and is left again."""
        lost = isinstance(failure, BalanceNotShown | PageNotRecognised) and failure.screen != "login"
        once = "turned back" not in self.pressed
        if not lost or not (self.traffic.turn_back() or (once and self.traffic.interrupted())):
            return False
        if once:
            # The window may have come in between, so that the press itself was lost: it is made once more.
            self.pressed = [key for key in self.pressed if not key.startswith("balance ")]
            self.pressed.append("turned back")
        return True

    def _go_on_otherwise(self, failure: Failure | None) -> bool:
        """Whether a kept session, or what is left of it, is tried in another way: from its menu, then from the door."""
        if not self.resumed or (failure is not None and failure.screen in ("captcha", "code", "consent")):
            return False
        if failure is not None and failure.rule == RULE:
            return False
        if isinstance(failure, PortalBlocked) and failure.try_after is not None:
            return False
        if self.asked and self.at_balance:
            self.at_balance = self.asked = False
            if failure is None or isinstance(failure, BalanceNotShown | BalanceUncertain):
                return True
        if self.asked:
            return False
        self.resumed = False
        self._open(self.door)
        return True

    def saw(self, screen: str, outcome: Reading | Failure | None = None, chosen: str | None = None) -> None:
        """Let the witness hear of a screen."""
        if self.witness is not None:
            self.witness(screen, self.page, outcome, chosen)

    # -- one step -----------------------------------------------------------------------------------------------

    def _step(self) -> Reading | None:
        seen = self.settle()
        self._offered = None
        self._check_guard()
        self._check_answer(seen)
        if self._check_said(seen) or self._check_consent(seen):
            return None
        # Once the balance was asked for, it may stand in the very thing that looks like a notice.
        if not self.asked and not login.is_open(self, seen) and self.close_notice(seen):
            return None
        if self._check_pin(seen) or login.log_in(self, seen):
            return None
        if self._check_human(seen):
            return None
        if self.asked:
            return self._read_or_go_on(seen)
        if self._ask(seen):
            return None
        return self._lost(seen)

    def settle(self) -> Observation:
        """Wait until the page has nothing left to do, and keep what it says on the way: a notice may fade again."""
        shown = None
        while True:
            self._check_deadline()
            self.traffic.follow(self.guard.allows)
            page = self.page
            self._check_whole(page)
            rested = wait_for_rest(page, min(self.until, time.monotonic() + 0.4), _TWO_FRAMES_S)
            rested = rested and not self.traffic.under_way() and page is self.page
            if rested or (self.sent and not self.inside and not self.traffic.leaving(page)):
                shown = self._look(page)
            if shown is not None and self.sent and not self.inside:
                self.listen(shown)
            self.wall.check()
            if rested and shown is not None:
                self.wall.rested()
                return shown
            if self._said and self._failure_said() is not None and shown is not None:
                return shown
            if not rested and self.traffic.under_way():
                self._wait_for_traffic(page)

    def _look(self, page: "Page") -> Observation | None:
        from playwright.sync_api import Error

        try:
            return look(page, max(1.0, min(self.until - time.monotonic(), LOOK_S)), self.selectors.css)
        except Error as error:
            if page.is_closed() or "crashed" in str(error).lower() or "has been closed" in str(error):
                raise
            return None  # on its way to another document

    def _wait_for_traffic(self, page: "Page") -> None:
        from playwright.sync_api import Error

        left = min(self.until - time.monotonic(), 0.5)
        with contextlib.suppress(Error):
            page.context.wait_for_event("response", timeout=max(1, left * 1000))

    def listen(self, seen: Observation) -> None:
        """Keep what the page says that it did not say before."""
        for line in seen.sight.text.splitlines():
            if line not in self.before and line not in self._said:
                self._said.append(line)

    def _check_deadline(self) -> None:
        if time.monotonic() < self.until:
            return
        if self.traffic.under_way() or not self.traffic.answers:
            raise PortalUnreachable("the portal did not answer in the time given (--timeout)")
        raise PageNotRecognised("the page did not come to rest in the time given (--timeout)")

    def _check_whole(self, page: "Page") -> None:
        """Raise where the page's document broke off: what there is of it tells nothing, and no more will come."""
        if (broken := self.traffic.broken.get(page)) is not None:
            raise network.failure(broken, page.url)

    # -- what ends a run ----------------------------------------------------------------------------------------

    def _open(self, url: str) -> None:
        from playwright.sync_api import Error, TimeoutError

        self.tell("open")
        try:
            self.page.goto(url, wait_until="commit", timeout=max(1, (self.until - time.monotonic()) * 1000))
        except TimeoutError:
            raise PortalUnreachable("the portal did not answer in the time given (--timeout)") from None
        except Error as error:
            self._check_moved(self.page.url)
            raise network.failure(str(error), url) from None

    def _check_guard(self) -> None:
        if self.guard.stopped is not None:
            raise PortalMoved(f"a request with the password to {self.guard.stopped} was stopped")
        if self.guard.addressed:
            raise login.in_address()
        if self.guard.hollow:
            why = "the login would have been sent without the password; it was stopped"
            raise PageNotRecognised(why, screen="login", rule="field-not-as-typed")
        self._check_moved(self.page.url)

    def _check_moved(self, url: str) -> None:
        if url.startswith("chrome-error:"):
            raise PortalUnreachable("the browser could not load the page")
        if url.startswith(("http:", "https:")) and not self.guard.allows(url):
            raise PortalMoved(f"the portal leads to {origin(url)}")

    def _check_answer(self, seen: Observation) -> None:
        answer = self.traffic.answers.get(self.page)
        if answer is None or answer.status < 400:
            return
        if answer.status in network.BY_PROXY:
            raise network.by_proxy(answer.status, answer.url)
        detail = f"the portal answered with status {answer.status}"
        if answer.status in (403, 429, 451):
            raise PortalBlocked(detail, try_after=_instant(answer.retry_after))
        if answer.status >= 500:
            raise PortalUnavailable(detail, try_after=_instant(answer.retry_after))
        if self.sent:
            self.listen(seen)
            if answer.status == 401 and self._failure_said() is None:
                raise CredentialsRejected(detail, screen="login")

    def _failure_said(self) -> str | None:
        """The failure that the page tells since the login form was sent, dialogs included."""
        if not self.sent or self.inside:
            return None
        return self.failure_heard()

    def failure_heard(self) -> str | None:
        """The code of the failure that was told since the login form was sent, dialogs included."""
        lines = [*self._said, *self.traffic.heard]
        if self.person is not None:
            # A captcha that a person mistyped is no refused password: they answer it again.
            lines = [line for line in lines if not self.selectors.screens.captcha.says(line)]
        return self.selectors.failure_said("\n".join(lines))

    def _check_said(self, seen: Observation) -> bool:
        """Whether a person has answered what the portal said to the login, or the page is another by now.

        Raises the Failure that it said.
        """
        if not self.sent or self.inside or self.offers_balance():
            return False
        code = self._failure_said()
        if code is not None and code != "balance-not-shown":
            if code == "password-expired" and login.asks_new_password(self):
                self.hand_over("the portal demands a new password", "new-password")
                return True
            if code == "session-ended" and self.person is not None and login.password_field(self) is not None:
                return False  # the person may log in once more
            raise self.failure(code, "login")
        if self.traffic.refused in (401, 422) and login.password_field(self) is not None:
            raise CredentialsRejected(
                f"the portal answered the login with status {self.traffic.refused}", screen="login"
            )
        if self.traffic.refused in (403, 429):
            raise PortalBlocked(f"the portal answered the login with status {self.traffic.refused}", screen="login")
        return self._check_broken(seen)

    def _check_broken(self, seen: Observation) -> bool:
        """Whether the page has gone on although the portal failed at a request; raises the Failure where it stays."""
        broken = (self.traffic.refused or 0) >= 500
        if not broken and not self.traffic.unanswered(sent=True):
            return False
        if login.password_field(self) is None:
            return False
        if self.wait_for_change(seen):  # what failed may not have been the login
            return True
        if broken:
            raise PortalUnavailable(f"the portal answered the login with status {self.traffic.refused}", screen="login")
        raise PortalUnreachable("the portal did not answer the login", screen="login")

    def failure(self, code: str, screen: str, told: str = "") -> Failure:
        """The failure that the portal has told, in `told` or in what it said since the login was sent."""
        remarks = self.selectors.remarks
        told = told or "\n".join((*self._said, *self.traffic.heard))
        if code == "session-ended":
            if self.selectors.failure_said(told) == code and remarks.tell("other_device", told):
                why = "somebody is logged in to the account elsewhere, the portal says"
                return NeedsHuman(why, screen=screen, case="other-device")
            return NeedsHuman("the portal ended the session, and the login form is sent only once a run", screen=screen)
        wait = remarks.wait_told(told) if code == "account-locked" else None
        if wait is not None:
            return BY_CODE[code](f"the portal says so, and to wait {wait}", screen=screen, case="wait")
        return BY_CODE[code]("the portal says so", screen=screen)

    def _check_pin(self, seen: Observation) -> bool:
        """Whether a PIN was asked for inside the portal, in a field that hides it as a login's does, and was given."""
        text = seen.sight.text
        if not seen.sight.secret or not (self.inside or self.resumed) or not self.asks_code(seen, text):
            return False
        if self.selectors.failure_said(text) == "session-ended" or self._found(self.selectors.fields.email.candidates):
            return False
        self.hand_over("a PIN or one-time code is asked for", "code")
        return True

    def _check_human(self, seen: Observation) -> bool:
        """Whether only a person could act here, and did: a code, a consent. Raises NeedsHuman where there is none.

        Texts count only where something can be typed.
        """
        text = seen.sight.text
        if self.asks_code(seen, text) and login.password_field(self, seen) is None:
            self.hand_over("a PIN or one-time code is asked for", "code")
            return True
        if not self.asked and not self.offers_balance():
            ticks = any(control.role == "checkbox" for control in seen.sight.controls)
            if ticks and self.selectors.screens.consent.says(text):
                self.hand_over("a consent is asked for", "consent")
                return True
        return False

    def _check_consent(self, seen: Observation) -> bool:
        """Whether a consent lay before the login, or has come up in answer to it, and a person has dealt with it."""
        layers = cover.consents(seen, self.policy) - {None}
        new = any(line.strip() and line not in self.before for layer in layers for line in (layer or "").splitlines())
        if not layers or self.inside or (self.sent and not new) or self.offers_balance():
            return False
        field = login.password_field(self, seen)
        if not self.sent and (field is None or locate.stands(field.locator).free):
            return False
        self.hand_over("a consent is asked for", "consent")
        return True

    def asks_code(self, seen: Observation, text: str) -> bool:
        """Whether a code is asked for in `text`, and there is a field for it on the page."""
        entry = any(control.role == "input" and not control.disabled for control in seen.sight.controls)
        return entry and self.selectors.screens.code.says(text)

    def hand_over(self, why: str, screen: str, rule: str | None = None) -> None:
        """Let the person act, where there is one; else raise NeedsHuman, or PasswordExpired."""
        self.screen = screen
        if self.person is None:
            raise (PasswordExpired if screen == "new-password" else NeedsHuman)(why, screen=screen, rule=rule)
        if self.sent:
            # What led to the hand-over is known by now; only what is said from here on counts.
            self.by_hand()
        self.traffic.by_person = True
        try:
            with self.unhurried(), self.wall.aside():
                self.person.hand_over(self, why, screen)
        finally:
            self.traffic.give_back()
        if self.sent:
            self.wall.stand()
        if screen == "new-password":
            self.warnings.append(Warned("password-asked-anew", "if you have set a new password, set it here as well"))

    @contextlib.contextmanager
    def unhurried(self) -> Iterator[None]:
        """Wait for a person in the block: the time that they take is none of the check's."""
        left = self.until - time.monotonic()
        self.until = math.inf
        try:
            with overseer.paused():
                yield
        finally:
            self.until = time.monotonic() + left

    def asks(self, screen: str) -> bool:
        """Whether the page still shows what a person is to answer, `screen` being what it was."""
        from playwright.sync_api import Error

        self._offered = None
        seen = self._look(self.page)
        if seen is None:
            return True
        if self.sent and not self.inside:
            self.listen(seen)
        try:
            if screen in ("captcha", "login"):
                return login.password_field(self) is not None or (
                    not self.offers_balance()
                    and self._found(self.selectors.fields.email.candidates)
                    and self._found(self.selectors.buttons.next.candidates + self.selectors.buttons.login.candidates)
                )
            if screen == "code":
                alone = self.selectors.screens.code.says(seen.sight.text, alone=True) and not self.offers_balance()
                return self.asks_code(seen, seen.sight.text) or alone
            if screen == "new-password":
                return login.asks_new_password(self)
            if self._consent_over():
                return True
            return self.selectors.screens.consent.says(seen.sight.text, alone=True) and not self.offers_balance()
        except Error:
            return True  # on its way to another document

    def told(self) -> str | None:
        """The code of the failure that the page has told since the login form was sent."""
        return self._failure_said()

    def captcha_refused(self) -> bool:
        """Whether the portal has refused the captcha, and with it dropped what the program had typed."""
        from playwright.sync_api import Error

        if not any(self.selectors.screens.captcha.says(line) for line in (*self._said, *self.traffic.heard)):
            return False
        try:
            return self.typed is None or not self.typed.count()
        except Error:
            return True  # its document is gone

    def pass_time(self) -> None:
        """Let the browser's events come in, for as long as half a second if none does."""
        self._wait_for_traffic(self.page)

    def arrive(self) -> None:
        """Open the portal and wait until it shows something. Raises Failure."""
        self._open(self.start)
        seen = self.settle()
        self._check_guard()
        self._check_answer(seen)

    def shows_login(self) -> bool:
        """Whether the page is a login form."""
        return self.asks("login")

    def by_hand(self) -> None:
        """From here on it is as if the login form had been sent; what the page said until now is of no account."""
        seen = self._look(self.page)
        if seen is not None:
            self.note_sent(seen)
        self.sent = True

    def note_sent(self, seen: Observation) -> None:
        """The login form of the page `seen` is about to be sent: only what is new from here on answers it."""
        self.sent = True
        self.before = frozenset(seen.sight.text.splitlines())
        self._said.clear()
        self.traffic.heard.clear()
        self.traffic.refused = None

    # -- to the balance -----------------------------------------------------------------------------------------

    def _ask(self, seen: Observation) -> bool:
        """Press "Lihat Saldo JHT", or open the menu it waits in."""
        return self._ask_here(seen) or ((self.sent or self.resumed) and menu.open_menu(self))

    def _ask_here(self, seen: Observation, *, anew: bool = True) -> bool:
        """Press what leads to the balance, if it is in sight: by its name, or in a tile that the balance names.

        Without `anew`, what was pressed before is not pressed again.
        """
        button = self.find(
            self.selectors.buttons.balance.candidates, deny=self.selectors.denied, alike=True, on_page=True
        )
        tile = None
        if button is None and (self.sent or self.resumed):
            tile = tiles.way(seen.sight, self.selectors)
        if button is None and tile is None:
            return False
        called = button or tile
        key = f"balance {called.name} {called.link or self.page.url}" if called else ""
        if key in self.pressed and not anew:
            return False
        self.pressed.append(key)
        self.inside, self.guard.names = True, frozenset()
        self.screen = "menu"
        self.tell("balance")
        self.asked = True
        self.saw("menu")
        self.address, self.shown = self.page.url, False
        if button is not None:
            self.drift(button, "buttons.balance")
            self.press(button, "balance")
        elif tile is not None and not self.press_control(seen, tile, "balance"):
            raise PageNotRecognised("the way to the balance could not be pressed")
        return True

    def ask_again(self, seen: Observation) -> Observation | None:
        """The page once what leads to the balance was pressed anew, where a step back has ended before it."""
        return self.settle() if self._ask_here(seen) else None

    def lift(self) -> bool:
        """Put away a notice that is drawn over the whole page; the curtain behind an open menu is none."""
        if self._lifted > 2 or any(key.startswith("menu ") for key in self.pressed):
            return False
        self._lifted += 1
        return cover.lift(self)

    def _read_or_go_on(self, seen: Observation) -> Reading | None:
        """The balances; or None where a page without any leads on to them, as one on all balances may."""
        try:
            return self._read(seen)
        except BalanceNotShown:
            now = self._look(self.page)
            with contextlib.suppress(PageNotRecognised):
                if now is not None and self._ask_here(now, anew=False):
                    return None
            raise

    def _read(self, seen: Observation) -> Reading:
        self.screen = "balance"
        self.tell("read")
        if self.page.url != self.address:
            self.address, self.shown = self.page.url, True
        return choices.read_all(self, seen)

    def read_here(
        self, chosen: str | None = None, seen: Observation | None = None
    ) -> "tuple[Reading, PlainReading, Observation]":
        """The balance on the page as it is; `chosen` is the KPJ that was chosen on it, `seen` a look just taken."""
        try:
            heard = self.traffic.heard
            reading, plainly, seen = read(self.page, self.selectors, self.today, self.until, chosen, seen, heard)
            self.saw("balance", None if plainly.kpjs_elsewhere else reading, chosen)
            return reading, plainly, seen
        except BalanceNotShown as failure:
            self.saw("balance", failure, chosen)
            raise
        except BalanceUncertain as failure:
            self.saw("balance", failure, chosen)
            if time.monotonic() >= self.until and self.traffic.under_way():
                raise PortalUnreachable("the portal did not answer in the time given (--timeout)") from None
            raise

    def explain_absence(self, failure: Failure, seen: Observation) -> Failure:
        """Why the balance's page shows none, as far as the page tells."""
        if login.password_field(self) is not None:
            return self.failure("session-ended", "login", seen.sight.text)
        with contextlib.suppress(NeedsHuman):
            person, self.person = self.person, None
            try:
                self._check_human(seen)
            finally:
                self.person = person
            ticks = any(control.role == "checkbox" for control in seen.sight.controls)
            if isinstance(failure, BalanceNotShown) and ticks and self.selectors.screens.consent.says(seen.sight.text):
                return NeedsHuman("a consent is asked for", screen="consent")
            told = "\n".join((seen.sight.text, *self.traffic.heard))
            code = self.selectors.failure_said(told)
            if isinstance(failure, BalanceNotShown) and code not in (None, "balance-not-shown", "credentials-rejected"):
                return self.failure(str(code), "balance", told)
            return self._passing(failure, seen, told, said=code == "balance-not-shown")
        return NeedsHuman("a PIN or one-time code is asked for", screen="code")

    def _passing(self, failure: Failure, seen: Observation, told: str, *, said: bool) -> Failure:
        """The failure of a page without a balance, and whether that may pass; `said` where the page tells of it."""
        later = self.selectors.remarks.tell("try_later", told)
        if said and not later:
            return BalanceNotShown("the portal says that there is no balance to show", screen="balance")
        if said:
            return BalanceNotShown("the portal says that it cannot show it now", screen="balance", case="try-later")
        waiting = seen.rest.asking or seen.rest.busy or self.traffic.unanswered(sent=False)
        if isinstance(failure, BalanceNotShown) and waiting:
            return BalanceNotShown("the page was still waiting for its data", screen="balance", case="try-later")
        if isinstance(failure, BalanceNotShown) and self.traffic.failed:
            why = f"the portal answered a request of the page with status {self.traffic.failed}"
            return BalanceNotShown(why, screen="balance", case="try-later")
        if isinstance(failure, BalanceUncertain) and later:
            return BalanceUncertain(f"the page tells of an error; {failure.detail}", "balance", case="try-later")
        return failure

    def submit_choice(self, *, anyhow: bool = True) -> None:
        """Press the button that asks for the balance of the card just chosen, if there is one.

        Not `anyhow`, it must say that it shows something: what was chosen may be a thing to be changed.
        """
        with contextlib.suppress(PageNotRecognised):
            button = self.find(self.selectors.buttons.choose.candidates, deny=self.selectors.denied)
            # What has led here stays beside the list on some pages, and would begin anew.
            led = button is not None and f"balance {button.name} {button.link or self.page.url}" in self.pressed
            if button is not None and not led and (anyhow or self.selectors.each_card.search(button.name)):
                self.press(button, "choose")

    def open_cards(self, seen: Observation, *, names_card: bool = False) -> Observation | None:
        """The page once the list in which cards wait was opened; None where none brings a card that was not in sight.

        With `names_card`, only lists that show the card which is chosen in them are opened.
        """
        from playwright.sync_api import Error

        candidates = self.selectors.buttons.cards.candidates
        if not locate.present(self.page, candidates):
            return None
        before = choices.find(self, seen).keys()
        for found in locate.hits(self.page, candidates):
            fit = [one for one in found if not self.selectors.denied.search(one.name)]
            for one in [one for one in fit if choices.one_kpj(one.name) or not names_card][:5]:
                with contextlib.suppress(Error, hand.Refused):
                    hand.press(self, one.locator, "cards", seconds=2)
                    now = self.settle()
                    if choices.find(self, now).keys() - before:
                        return now
                    hand.key(self, "Escape")
        return None

    def expand(self, seen: Observation) -> bool:
        """Open what is folded on the page, where its name does not speak of anything denied."""
        folded = [
            one
            for one in seen.sight.controls
            if one.expanded is False
            and one.role in ("summary", "button", "tab")
            and not self.selectors.denied.search(one.name)
        ]
        opened = False
        for control in folded[:12]:
            key = f"expand {self.page.url} {control.name} {control.box.y:.0f}"
            if key not in self.pressed:
                self.pressed.append(key)
                opened = self.press_control(seen, control, "expand") or opened
        return opened

    def reveal(self, _seen: Observation) -> bool:
        """Press the eyes that mask amounts; False if there is none that was not pressed before."""
        for found in locate.hits(self.page, self.selectors.buttons.reveal.candidates):
            pressed = False
            for one in found[:20]:
                key = f"reveal {self.page.url} {one.locator.bounding_box()}"
                if key in self.pressed or self.selectors.denied.search(one.name):
                    continue
                self.pressed.append(key)
                with contextlib.suppress(PageNotRecognised):
                    self.press(one, "reveal")
                    pressed = True
            if pressed:
                return True
        return False

    def choose_programme(self, seen: Observation) -> bool:
        """Choose the JHT among all programmes, once a page; False where it cannot be chosen, or is."""
        from playwright.sync_api import Error

        key = f"programme {self.page.url}"
        if key in self.pressed:
            return False
        self.pressed.append(key)
        fits = self.selectors.programme.search
        open_ = [one for one in seen.sight.controls if not one.disabled]
        listed = [(one, value) for one in open_ for label, value, chosen in one.options if fits(label) and not chosen]
        named = [one for one in open_ if one.role in _CHOSEN and fits(one.name) and not one.selected]
        if len(listed) == 1:
            control, value = listed[0]
            element = eyes.element(seen, control)
            with contextlib.suppress(Error, hand.Refused):
                if element is not None:
                    hand.choose(self, element, "programme", value=value)
                    self.settle()
                    self.submit_choice(anyhow=False)
                    return True
        if len({one.link or str(one.path) for one in named}) == 1:
            return self.press_control(seen, named[0], "programme")
        tile = tiles.way(seen.sight, self.selectors, self.selectors.programme)
        return tile is not None and self.press_control(seen, tile, "programme")

    # -- notices and dead ends ----------------------------------------------------------------------------------

    def close_notice(self, seen: Observation) -> bool:
        """Put away a notice that lies over the page, by its harmless way out; False if there is none."""
        return cover.put_away(self, seen)

    def _lost(self, seen: Observation) -> Reading | None:
        """A screen that fits nothing known: a page to be passed over, a way to the login, a failure told."""
        consents = cover.consents(seen, self.policy)
        for control in seen.sight.controls:
            if control.layer in consents:
                continue
            if self.selectors.declining.search(control.name) and not self.selectors.denied.search(control.name):
                key = f"pass {control.name} {self.page.url}"
                if key not in self.pressed and not control.disabled:
                    self.pressed.append(key)
                    if self.press_control(seen, control, "pass"):
                        return None
        key = f"login come {self.page.url}"
        if not self.sent and key not in self.pressed and login.password_field(self) is not None:
            self.pressed.append(key)  # the page has gone on to a login since it was looked at
            return None
        if not self.sent:
            for buttons in (self.selectors.buttons.to_login, self.selectors.buttons.own_login):
                key = f"to-login {buttons.candidates[0].name}"
                if key in self.pressed:
                    continue
                way = self.find(buttons.candidates, deny=self.selectors.denied, alike=True)
                if way is not None and login.leads(self, way, to_login=buttons is self.selectors.buttons.to_login):
                    self.pressed.append(key)
                    with contextlib.suppress(PageNotRecognised):
                        self.press(way, "to_login")
                    return None
            if menu.open_for(self, self.selectors.buttons.to_login):
                return None
        if self.sent and any(
            self.selectors.words.says("balance", one.text) and self.selectors.words.says("programme", one.text)
            for one in segments(seen.sight)
            if one.kind is Kind.TEXT
        ):
            # Some portals show the balance right after the login, without being asked.
            with contextlib.suppress(BalanceNotShown):
                self.address, self.shown = self.page.url, True
                return choices.read_all(self, seen)
        if self.sent and login.asks_new_password(self):
            self.hand_over("the portal demands a new password", "new-password")
            return None
        entry = any(control.role == "input" and not control.disabled for control in seen.sight.controls)
        if self.sent and (consents or self.selectors.screens.consent.says(seen.sight.text, alone=entry)):
            self.hand_over("a consent, or new personal data, is asked for", "consent")
            return None
        told = "\n".join((seen.sight.text, *self.traffic.heard))
        code = self.selectors.failure_said(told)
        if code is not None and not (code == "credentials-rejected" and not self.sent):
            raise self.failure(code, "notice", told)
        if self.sent and self.selectors.screens.code.says(seen.sight.text, alone=True):
            self.hand_over("a PIN, a one-time code or a look at the face is asked for", "code")
            return None
        if self.wait_for_change(seen):
            return None
        if self.sent and self.choose_programme(seen):
            return None
        self.screen = "unknown"
        raise PageNotRecognised("the page is none of the screens that are known")

    def wait_for_change(self, seen: Observation) -> bool:
        """Whether the page is another than was seen, or becomes so within a few seconds; asked a few times a run."""
        from playwright.sync_api import Error

        self._waited += 1
        if self._waited > 4:
            return False
        page = self.page
        end = min(self.until, time.monotonic() + 2.5)
        while time.monotonic() < end:
            with contextlib.suppress(Error):
                page.wait_for_timeout(_GLANCE_MS)
                if rest(page).still > 2 * _GLANCE_MS / 1000:
                    continue
            now = self._look(self.page)
            if self.page is not page or now is None or now.sight.text != seen.sight.text:
                return True
        return False

    # -- pressing -----------------------------------------------------------------------------------------------

    def find(
        self,
        candidates: "tuple[Candidate, ...]",
        deny: "Denied | None" = None,
        alike: bool = False,
        on_page: bool = False,
    ) -> Hit | None:
        """The one element, as `locate.find` has it; raises PageNotRecognised where it could be several."""
        try:
            return locate.find(self.page, candidates, deny=deny, alike=alike, on_page=on_page)
        except Ambiguous:
            raise PageNotRecognised("several elements could be meant, and none is surely the one") from None

    def _found(self, candidates: "tuple[Candidate, ...]") -> bool:
        # The first is found as a rule where any is, and asking for it alone costs a tenth.
        return locate.present(self.page, candidates[:1]) or locate.present(self.page, candidates[1:])

    def offers_balance(self) -> bool:
        """Whether the page shows the way to the balance; asked of it once a step."""
        if self._offered is None:
            self._offered = self._found(self.selectors.buttons.balance.candidates)
        return self._offered

    def button(self, *names: str) -> Hit:
        """The first of the buttons `names` that is there. Raises PageNotRecognised."""
        for name in names:
            hit = self.find(getattr(self.selectors.buttons, name).candidates, deny=self.selectors.denied)
            if hit is not None:
                return hit
        raise PageNotRecognised(f"no button of {', '.join(names)} was found")

    def press(
        self, hit: Hit, what: "Purpose", patience: float = _ACTION_S, before: "Callable[[], None] | None" = None
    ) -> None:
        """Press what was found, once nothing lies over it; raises PageNotRecognised where that stays.

        `before` is called at the very last, and may raise a Failure against it.
        """
        from playwright.sync_api import Error

        now = locate.stands(hit.locator)
        if now.hollow:
            # The page has gone on to a login since it was looked at, or has dropped what was typed.
            raise PageNotRecognised("the login would be sent without the password")
        if not now.free and not cover.clear(self, hit.locator) and self._consent_over():
            self.hand_over("a consent is asked for", "consent", "consent-asked")
            self.press(hit, what, patience, before)
            return
        if before is not None:
            before()
        foreign = hit.link.startswith("http") and not self.guard.allows(hit.link)
        self._elsewhere = origin(hit.link) if foreign else ""
        page, left = self.page, self.until - time.monotonic()
        try:
            hand.press(self, hit.locator, what, called=hit.name, seconds=min(patience, left), waits=True)
        except Error as error:
            if self.traffic.leaving(page):
                return  # it was pressed: the browser waits for the page that it leads to
            covered = "intercepts pointer events" in str(error)
        except hand.Refused as refused:
            if refused.person:
                self.hand_over("a consent is asked for", "consent", refused.rule)
                return
            raise PageNotRecognised(f"the button ({what}) may not be pressed", rule=refused.rule) from None
        else:
            return
        if covered and self._consent_over():
            self.hand_over("a consent is asked for", "consent", "consent-asked")
            self.press(hit, what, patience, before)
            return
        lies = "something lies over" if covered else "nothing answers at"
        raise PageNotRecognised(f"{lies} the button ({what}) that was to be pressed")

    def _consent_over(self) -> bool:
        """Whether what lies over the page asks for a consent."""
        seen = self._look(self.page)
        if seen is None:
            return False
        layers = {one.layer for one in seen.sight.controls if one.layer}
        told = any(self.selectors.screens.consent.says(layer) for layer in layers)
        asked = bool(cover.consents(seen, self.policy) - {None})
        return told or asked or cover.unknown(seen, self.policy)

    def press_control(self, seen: Observation, control: "Control", purpose: "Purpose") -> bool:
        """Press a control of a sight; False if it is gone, or may not be pressed."""
        from playwright.sync_api import Error

        element = eyes.element(seen, control)
        if element is None:
            return False
        try:
            hand.press(self, element, purpose, called=control.name)
        except (Error, hand.Refused):
            return False
        return True

    def drift(self, hit: Hit, key: str) -> None:
        """Warn where a key was found by a later candidate only."""
        if hit.rank:
            self.warnings.append(Warned("selector-drift", f"{key}: found by candidate {hit.rank + 1}"))


def _instant(retry_after: str | None) -> datetime | None:
    """The instant that a Retry-After header names, by seconds or by date."""
    from email.utils import parsedate_to_datetime

    if not retry_after:
        return None
    if retry_after.strip().isdecimal():
        # More than ten digits are more seconds than there are years in a date.
        return datetime.now(UTC) + timedelta(seconds=min(int(retry_after.strip()[:11]), _FOREVER_S))
    with contextlib.suppress(ValueError, OverflowError):
        when = parsedate_to_datetime(retry_after)
        when = when if when.tzinfo else when.replace(tzinfo=UTC)
        return min(when, datetime.now(UTC) + timedelta(seconds=_FOREVER_S))
    return None
