"""The one hand of the program: every press, choice, key and text that goes to a page goes through here.

It does nothing that the policy does not let through for its purpose, looks again under the pointer right before it
presses, and does nothing at all on its own account.
"""

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from checker.browser import world
from checker.browser.traffic import Traffic
from checker.browser.wall import Wall
from checker.failures import Failure, NeedsHuman, PageNotRecognised
from checker.journey.policy import Policy, Refusal
from checker.journey.surroundings import ENTRY, Purpose, Surroundings

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Route

_ACTION_MS = 10_000


class Refused(Exception):
    """What was to be pressed may not be: the policy's reason."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.rule)
        self.rule, self.person = refusal.rule, refusal.person

    def failure(self, why: str, screen: str | None = None) -> Failure:
        """The failure that it is where nothing else is to be tried."""
        return (NeedsHuman if self.person else PageNotRecognised)(why, screen=screen, rule=self.rule)


@dataclass(frozen=True)
class Standing:
    """How an element stands on the page now: whether nothing lies over it, and whether it would send a password field
    in which nothing was typed. One that is gone is free.
    """

    free: bool = True
    hollow: bool = False


def stands(element: "Locator") -> Standing:
    """How an element stands on the page now."""
    from playwright.sync_api import Error

    with contextlib.suppress(Error):
        told = world.ask(element, "standing")
        return Standing(told["free"], told["hollow"])
    return Standing()


def heed(refusal: Refusal | None) -> None:
    """Raise what the policy has said against something, if it has."""
    if refusal is not None:
        raise Refused(refusal)


@dataclass(frozen=True)
class Hand:
    """Acts on the page that `traffic` follows; `wall` is told of each press before it is made."""

    policy: Policy
    traffic: Traffic
    wall: Wall

    def press(
        self, element: "Locator", purpose: Purpose, *, called: str = "", seconds: float = 3, waits: bool = False
    ) -> None:
        """Press an element that is `called` so; with `waits`, until the page that it leads to is on its way.

        Raises Refused, or Playwright's Error.
        """
        from playwright.sync_api import Error

        until = time.monotonic() + seconds
        before = self.may(element, purpose)
        heed(self.policy.renamed(called, before))
        self.traffic.pressed()
        self.wall.pressed(purpose if purpose in ENTRY else "hover")
        after = self._under_the_pointer(element, purpose, until)
        heed(self.policy.changed(before, after))
        self.traffic.pressed()
        self.wall.pressed(purpose, after.posts)
        try:
            element.click(timeout=_left(until), no_wait_after=not waits)
        except Error as error:
            # What is slotted into a component stands in it for the eye, and not for Playwright.
            if "intercepts pointer events" not in str(error):
                raise
            again = self.may(element, purpose)
            if not again.reached:
                raise
            # Nothing of Playwright's looks any more: what has changed since is refused.
            heed(self.policy.changed(after, again))
            element.click(timeout=_ACTION_MS, force=True, no_wait_after=not waits)

    def _under_the_pointer(self, element: "Locator", purpose: Purpose, until: float) -> Surroundings:
        """How an element stands, if it may be pressed, with the pointer over it: it is seen that it is there.

        Raises Refused, or Playwright's Error.
        """
        from playwright.sync_api import Error

        with contextlib.suppress(Error):
            # Nothing is waited for here: the press itself waits until the element keeps still and nothing lies over it.
            element.hover(timeout=_left(until), force=True)
            around, hovered = world.ask_one(element, "underPointer")
            told = self._judged(around, purpose)
            # A part of a component that takes no pointer itself is pressed by what it stands in.
            if hovered or told.reached:
                return told
        element.hover(timeout=_left(until))
        return self.may(element, purpose)

    def choose(
        self, element: "Locator", purpose: Purpose, *, value: str | None = None, label: str | None = None
    ) -> None:
        """Choose one of a select's options, by its value or by what it is called.

        Raises Refused, or Playwright's Error.
        """
        around = self.may(element, purpose, label or value or "")
        self.wall.pressed(purpose, around.posts)
        if label is not None:
            element.select_option(label=label, timeout=_ACTION_MS, no_wait_after=True)
        else:
            element.select_option(value, timeout=5000, no_wait_after=True)

    def hover(self, element: "Locator", *, seconds: float = 1) -> None:
        """Lay the pointer over an element. Raises Playwright's Error."""
        self.wall.pressed("hover")
        element.hover(timeout=seconds * 1000)

    def fill(self, field: "Locator", text: str, *, by_keys: bool = False) -> None:
        """Write a text into a field of a login; with `by_keys`, key by key once it was emptied.

        Raises Refused, or Playwright's Error, which quotes the text.
        """
        self.may(field, "login")
        field.fill("" if by_keys else text, timeout=_ACTION_MS)
        if by_keys:
            field.press_sequentially(text, timeout=_ACTION_MS)

    def key(self, name: str, field: "Locator | None" = None) -> None:
        """Press a key, in a login's field or where the focus is. Raises Refused, or Playwright's Error."""
        self.traffic.pressed()
        if field is not None:
            around = self.may(field, "login")
            heed(self.policy.enters(around))
            self.wall.pressed("login", around.posts)
            field.press(name, no_wait_after=True)
        else:
            self.wall.pressed("close")
            self.traffic.page.keyboard.press(name)

    def point(self, x: float, y: float) -> None:
        """Press a point of the page on which nothing stands: the curtain that a notice has drawn over it."""
        self.traffic.pressed()
        self.wall.pressed("close")
        self.traffic.page.mouse.click(x, y)

    def may(self, element: "Locator", purpose: Purpose, option: str = "") -> Surroundings:
        """How an element stands now, if it may be pressed for a purpose. Raises Refused, or Playwright's Error."""
        return self._judged(world.ask_one(element, "surroundings"), purpose, option)

    def _judged(self, told: object, purpose: Purpose, option: str = "") -> Surroundings:
        around = msgspec.convert(told, Surroundings)
        heed(self.policy.judge(purpose, around, option))
        return around

    @contextlib.contextmanager
    def staying(self) -> Iterator[None]:
        """In the block no page is left for another, nothing is sent, and no window stays open that opens."""

        def judge(route: "Route") -> None:
            if route.request.is_navigation_request() or route.request.method not in ("GET", "HEAD"):
                route.abort("aborted")
            else:
                route.fallback()

        page, pages = self.traffic.page, list(self.traffic.pages)
        page.context.route("**/*", judge)
        try:
            yield
        finally:
            page.context.unroute("**/*", judge)
            for one in self.traffic.pages:
                if one not in pages and not one.is_closed():
                    one.close()


def _left(until: float) -> float:
    """The milliseconds until an instant of `time.monotonic`, as Playwright takes them: at least one."""
    return max(1, (until - time.monotonic()) * 1000)
