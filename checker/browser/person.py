"""The hand-over: what only a person may do, a person does, in a window or by way of the remote page.

The program says what is to be done, waits, and goes on as soon as the screen is another one. It never touches what it
hands over.
"""

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from checker.browser import world
from checker.browser.traffic import Traffic
from checker.failures import BY_CODE, NeedsHuman
from checker.model import Answer
from checker.texts import N_, _

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from checker.browser.remote import Remote

# What is handed over to a person, by screen.
_ASKED = {
    "captcha": N_('Your turn: tick "Saya bukan robot" (or type what else is asked for), then press Login.'),
    "login": N_("Your turn: log in to the portal here."),
    "by-hand": N_(
        "Your turn: type your e-mail and password, answer the captcha, then press Login. Nothing is typed for you."
    ),
    "code": N_("Your turn: type the PIN or code that the portal sent you, and confirm it."),
    "consent": N_("Your turn: read what the portal asks you to agree to, and decide."),
    "captcha-again": N_(
        "The captcha was not accepted. E-mail and password are typed in again: answer the new one, then press Login."
    ),
    "captcha-by-hand": N_(
        "The captcha was not accepted. Your turn: type e-mail and password again, answer the captcha, press Login."
    ),
    "new-password": N_("Your turn: the portal demands a new password; set it here."),
}


class Run(Protocol):
    """The run that hands over: what a person needs of it."""

    traffic: Traffic

    @property
    def page(self) -> "Page":
        """The page that a person would look at."""

    def asks(self, screen: str) -> bool:
        """Whether the page still shows what a person is to answer."""

    def told(self) -> str | None:
        """The code of the failure that the page has told."""

    def captcha_refused(self) -> bool:
        """Whether the portal has refused the captcha."""

    def fill_again(self) -> bool:
        """Type e-mail and password in once more, where nothing but the captcha was refused; whether that was done."""

    def pass_time(self) -> None:
        """Let the browser's events come in."""

    def by_hand(self) -> None:
        """From here on it is as if the login form had been sent."""


@dataclass
class Person:
    """Someone before the browser, who is given `wait` seconds for each hand-over.

    `by_hand` means that they log in themselves; `tell` hears what is to be done and how many seconds are left;
    with `remote`, they are at its page and not at a window.
    """

    tell: Callable[[str, float], None]
    wait: float
    by_hand: bool = False
    remote: "Remote | None" = None

    def hand_over(self, run: Run, why: str, screen: str) -> None:
        """Let the person act until the page no longer asks for it. Raises NeedsHuman when nobody did, or left."""
        text = _(_ASKED["by-hand" if self.by_hand and screen == "login" else screen])
        end = time.monotonic() + self.wait
        # A login form that came back, or was never filled in, is all the person's own.
        by_hand = self.by_hand or screen == "login"
        if self.remote is None:
            with contextlib.suppress(Exception):  # a window that cannot be raised can still be found
                run.page.bring_to_front()
        else:
            self.remote.begin(run.page, text)
        try:
            while self._asked(run, screen):
                left = end - time.monotonic()
                if left <= 0:
                    raise NeedsHuman(f"{why}, and nobody did it in the time given (--wait)", screen=screen)
                if screen == "captcha" and not by_hand and run.captcha_refused():
                    # Where it is not typed in again, what is in the form is what the person has typed.
                    by_hand = not run.fill_again()
                    text = _(_ASKED["captcha-by-hand" if by_hand else "captcha-again"])
                    if self.remote is not None:
                        self.remote.say(text)
                if (told := run.told()) is not None and not (by_hand and _may_try_again(told)):
                    return
                self._show(run, text, left)
                if self.remote is None:
                    run.pass_time()
                else:
                    self.remote.serve(run.page, left)
            if not self._present(run):
                raise NeedsHuman(f"{why}, and the window was closed before it was done", screen=screen)
        finally:
            if self.remote is not None:
                self.remote.end()
            self._show(run, "", 0)
        if by_hand:
            run.by_hand()

    def _asked(self, run: Run, screen: str) -> bool:
        """Whether the page is there, and still shows what a person is to answer."""
        from playwright.sync_api import Error

        try:
            return self._present(run) and run.asks(screen)
        except (Error, StopIteration):
            # A window that is closed may be gone in the middle of a question.
            if self._present(run):
                raise
            return False

    def _present(self, run: Run) -> bool:
        return any(not page.is_closed() for page in run.traffic.pages)

    def _show(self, run: Run, text: str, left: float) -> None:
        """Say it on the terminal and, where there is one, in the window."""
        if text:
            self.tell(text, left)
        if self.remote is not None:
            return
        shown = f"{text} ({int(left) // 60}:{int(left) % 60:02})" if text else ""
        with contextlib.suppress(Exception):  # the page is on its way to another document, or gone
            world.ask(run.page, "banner", shown, "saldo-jht")


@dataclass
class Window:
    """The question in the window itself, put as `Remote` puts it at its page: `begin`, `serve` and `end`."""

    answer: Answer | None = None
    """How the question was answered, if it was."""
    _question: str = field(default="", repr=False)
    _shown: "list[Page]" = field(default_factory=list)

    def begin(self, page: "Page", text: str, question: str) -> None:
        """Show the `question`, and `text` with what is to be done, in the window of `page`."""
        self._question = f"{question}\n{text}"
        with contextlib.suppress(Exception):  # a window that cannot be raised can still be found
            page.bring_to_front()

    def serve(self, page: "Page", _left: float) -> None:
        """Keep the question where the person looks, and hear whether they have answered it."""
        from playwright.sync_api import Error

        if page not in self._shown:
            self._shown.append(page)
        answers = {"yes": _("Yes, it shows this"), "no": _("No"), "later": _("Later")}
        with contextlib.suppress(Error):  # the page is on its way to another document, or gone
            self.answer = world.ask(page, "banner", self._question, "saldo-jht", answers, seconds=2) or None
            page.context.wait_for_event("response", timeout=200)

    def end(self) -> None:
        """Take the question away."""
        for page in self._shown:
            with contextlib.suppress(Exception):  # as above
                world.ask(page, "banner", "", "saldo-jht", seconds=2)


def _may_try_again(code: str) -> bool:
    """Whether a person who types for themselves may go on after what the page has told, as without the program."""
    return code == "session-ended" or BY_CODE[code].tried_again
