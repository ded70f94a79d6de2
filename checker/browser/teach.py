"""Being taught by a person in a window: they point at one thing after another, and act by themselves in between.

Playwright's own picker catches the click that points; no value of a field is read. What is asked is told in the window
or at the remote page too, and what was pointed at lights up there.
"""

import contextlib
import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from checker.browser import naming, world
from checker.browser.capture import opened
from checker.browser.eye import look, wait_for_rest
from checker.browser.traffic import Traffic
from checker.failures import NeedsHuman
from checker.kpj import is_kpj
from checker.texts import N_, _

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page

    from checker.browser.remote import Remote
    from checker.portal.selectors import Candidate, Selectors


# What a person is asked: to point at a key of the selectors file, or to act by themselves.
_ASKED = {
    "fields.email": N_("? Click the field for the e-mail address."),
    "fields.password": N_("? Click the field for the password."),
    "buttons.next": N_("? Click the button that goes on to the password."),
    "buttons.login": N_("? Click the button that logs in."),
    "buttons.balance": N_('? Click what leads to your balance (on the page "Lihat Saldo JHT").'),
    "balance.amount": N_("? Click the amount of your balance itself."),
    "one-of-several": N_("? Several cards are shown. Click the balance of the one whose number ends in {end}."),
    "again": N_("! That was not it, or nothing finds it again. Once more:"),
    "go-on": N_("> Now type your e-mail address in the window and go on to the password, by yourself."),
    "log-in": N_("> Now log in by yourself in the window. If what leads to your balance is in a menu, open that too."),
    "open-balance": N_("> Now open your balance by yourself in the window, until the amount is shown."),
}
_BY_WORD = ("log-in", "open-balance")
"""What goes on by the person's word only."""
_ENTER = N_("Then press Enter here.")
_GO_ON = N_('Then press "Go on".')


_LIT_MS = 700
"""Milliseconds for which what was pointed at lights up."""
_ARMED_S = 0.5
"""Seconds after which the picker catches each click: what is tapped before that waits, and presses nothing."""
_TICK_MS = 120
"""Milliseconds after which it is looked for what happens meanwhile, while the picker waits."""


@dataclass
class Lesson:
    """A window in which a person teaches; `ask` tells them what to point at, `done` hears whether Enter was pressed."""

    traffic: Traffic
    selectors: "Selectors"
    until: float
    ask: Callable[[str], None]
    done: Callable[[], bool]
    remote: "Remote | None" = None
    learnt: "dict[str, list[Candidate]]" = field(default_factory=dict)
    _passed: bool = False
    _catches: float = math.inf
    """From when on the picker surely catches what is done at the remote page."""

    @property
    def page(self) -> "Page":
        """The page that the person looks at. Raises NeedsHuman if the window was shut."""
        if not any(not one.is_closed() for one in self.traffic.pages):
            raise NeedsHuman("the window was shut before the lesson was over")
        return self.traffic.page

    def run(self) -> None:
        """Go through the lesson, to where the balance is shown. Raises NeedsHuman."""
        self._wait_for(lambda: self._fields() > 0, None)
        if not self._password_shown():
            self._point("fields.email")
            self._point("buttons.next")
            self._wait_for(self._password_shown, "go-on")
        else:
            self._point("fields.email")
        self._point("fields.password")
        self._point("buttons.login")
        self._wait_for(lambda: False, "log-in")
        self._point("buttons.balance")
        self._wait_for(lambda: False, "open-balance")
        self._point("balance.amount", _which(self.page))
        self._tell("")

    def _tell(self, text: str, *, goes: bool = False) -> None:
        """Tell the person what is asked, on the terminal and where they look; nothing takes it away there."""
        if text:
            self.ask(text)
        shown = text.lstrip("?>! ")
        with contextlib.suppress(Exception):  # the page is on its way to another document
            self.page.hide_highlight()
            if self.remote is not None:
                self.remote.begin(self.page, shown, goes=goes)
            else:
                world.ask(self.page, "banner", shown, "saldo-jht")

    def skip(self, *_handed: Any) -> None:  # noqa: ANN401 - what Playwright hands to a binding
        """Pass over what was asked for last; called from the page, by Escape."""
        self._passed = True
        self.page.cancel_pick_locator()

    def _point(self, key: str, asked: str = "") -> None:
        """Have the person point at one thing; what they pass over stays as it is."""
        from playwright.sync_api import Error

        while True:
            self._passed = False
            page = self.page
            wait_for_rest(page, min(self.until, time.monotonic() + 10), 0.2)
            self._tell(asked or _(_ASKED[key]), goes=True)
            page.set_default_timeout(max(1, (self.until - time.monotonic()) * 1000))
            try:
                picked = self._picked(page)
                found = self._candidates(page, picked, key)
            except Error:
                if self._passed:
                    return
                if time.monotonic() >= self.until:
                    raise NeedsHuman("nobody pointed in the time given (--timeout)") from None
                continue  # the page went away under the pointer: ask again
            if found:
                self.learnt[key] = found
                with contextlib.suppress(Error):
                    picked.highlight()
                    page.wait_for_timeout(_LIT_MS)
                return
            self._tell(_(_ASKED["again"]))

    def _picked(self, page: "Page") -> "Locator":
        self._catches = time.monotonic() + _ARMED_S
        try:
            return page.pick_locator()
        finally:
            self._catches = math.inf

    def _candidates(self, page: "Page", picked: "Locator", key: str) -> "list[Candidate]":
        must = ""
        if key.startswith("fields."):
            must = getattr(self.selectors.fields, key.partition(".")[2]).must
        # A person may hit the label of a field, or the box around it: only the field itself will do.
        if must and not world.ask_one(picked, "matches", must):
            return []
        return naming.candidates(page, picked, personal=key == "balance.amount")

    def _wait_for(self, condition: Callable[[], bool], question: str | None) -> None:
        """Wait until `condition`, or until the person says that they are ready."""
        from playwright.sync_api import Error

        if question is not None:
            goes = _(_GO_ON) if self.remote is not None else _(_ENTER)
            self._tell(f"{_(_ASKED[question])} {goes}" if question in _BY_WORD else _(_ASKED[question]), goes=True)
        while True:
            with contextlib.suppress(Error):
                page = self.page
                if wait_for_rest(page, min(self.until, time.monotonic() + 1), 0.3) and condition():
                    return
                if self.remote is not None:
                    self.remote.serve(page, self.until - time.monotonic())
                page.wait_for_timeout(150)  # lets the browser's events in: what is waited for is a person
            if question is not None and (self.done() or (self.remote is not None and self.remote.gone())):
                return
            if time.monotonic() >= self.until:
                raise NeedsHuman("nobody acted in the time given (--timeout)")

    def tick(self, *_handed: Any) -> None:  # noqa: ANN401 - as above
        """Pass on what the person does at the remote page, and see to the time; called from the page as it goes by.

        Playwright's picker waits without an end, and answers nothing else meanwhile.
        """
        if self.remote is not None and time.monotonic() >= self._catches:
            self.remote.pass_on()
        if time.monotonic() >= self.until:
            self.page.cancel_pick_locator()

    def _fields(self) -> int:
        return sum(frame.locator("input").filter(visible=True).count() for frame in self.page.frames)

    def _password_shown(self) -> bool:
        must = self.selectors.fields.password.must
        return any(frame.locator(must).filter(visible=True).count() for frame in self.page.frames)


def _which(page: "Page") -> str:
    """What is asked where several cards are shown: the balance of the first; nothing where there is one."""
    numbers = list(dict.fromkeys(one.text for one in look(page).sight.words if is_kpj(one.text)))
    return _(_ASKED["one-of-several"]).format(end=numbers[0][-4:]) if len(numbers) > 1 else ""


@contextlib.contextmanager
def lesson(
    browser: "Browser",
    selectors: "Selectors",
    start: str,
    until: float,
    ask: Callable[[str], None],
    done: Callable[[], bool],
    remote: "Remote | None" = None,
) -> Iterator[Lesson]:
    """Open the window at `start` for a lesson, which a person takes at the page `remote` if given.

    Raises PortalUnreachable.
    """
    taught = Lesson(Traffic(), selectors, until, ask, done, remote)

    def prepare(context: "BrowserContext") -> None:
        context.expose_binding("__saldoJhtSkip", taught.skip)
        context.add_init_script(world.source("skip"))
        context.expose_binding("__saldoJhtTick", taught.tick)
        context.add_init_script(f"setInterval(() => window.__saldoJhtTick(), {_TICK_MS})")

    # Not live: Playwright's picker sets timers in the page without end, and such a page never comes to rest.
    with opened(browser, start, until, live=False, prepare=prepare) as taught.traffic:
        try:
            yield taught
        finally:
            if remote is not None:
                remote.end()
