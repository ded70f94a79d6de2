"""E-mail and password in their fields: written, and looked at again, so that nothing is sent but what was typed."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checker.browser import eye, world
from checker.browser.hand import Hand, Refused
from checker.browser.world import Kept
from checker.failures import PageNotRecognised
from checker.journey.steps import Target
from checker.texts import N_

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Locator

_LOOK_S = 2.0


@dataclass
class Entry:
    """A field and what is to stand in it; `text` goes no further than that field.

    `again` finds the field anew, where the page has drawn another in its place.
    """

    on: Target
    text: str = field(repr=False)
    key: str
    """What the field is for: "email" or "password"."""
    again: Callable[[], Target | None] = field(repr=False)

    @property
    def is_secret(self) -> bool:
        return self.key == "password"

    @property
    def frame(self) -> "Frame":
        return eye.frame_of(self.on)

    @property
    def itself(self) -> Kept:
        return Kept(self.on.look, self.on.index)

    @property
    def element(self) -> "Locator":
        """The field that was found, or what was drawn in its place."""
        self._seen()
        return eye.kept(self.on)

    def hides(self) -> bool:
        """Whether what is typed is not shown: the one kind of field that a password goes into."""
        return self._seen()[0]

    def _seen(self) -> tuple[bool, str]:
        """Whether the field, or what was drawn in its place, hides what is typed, and what it holds.

        Where neither is on the page, it hides nothing.
        """
        from playwright.sync_api import Error

        for last in (False, True):
            with contextlib.suppress(Error):
                there, hides, held = world.ask(self.frame, "entry", self.itself, seconds=_LOOK_S)
                if there or last:
                    return bool(hides), str(held)
            if not last:
                self.on = self.again() or self.on
        return False, ""

    def stands(self) -> bool:
        """Whether the field holds what was typed, and still hides it where it is to.

        A page may write an e-mail address in its own way, in small letters. What a field holds is compared here, and
        kept nowhere.
        """
        hides, held = self._seen()
        if self.is_secret:
            return hides and held == self.text
        return held.strip().lower() == self.text.strip().lower()

    def is_empty(self) -> bool:
        """Whether nothing stands in the field, or in what was drawn in its place; or it is gone."""
        return not self._seen()[1]

    def write(self, hand: Hand, *, leave: bool) -> None:
        """Write into the field, and with `leave` leave it; by keys where it did not take it as it was written.

        Raises PageNotRecognised where it does not hold it then either.
        """
        self._type(hand, leave=leave)
        if not self.stands():
            self.by_keys(hand, leave=leave)

    def by_keys(self, hand: Hand, *, leave: bool) -> None:
        """Write into the emptied field key by key, as a person does: some pages heed nothing else."""
        if self.is_secret and not self.hides():
            raise self.not_as_typed()
        self._type(hand, leave=leave, by_keys=True)
        if not self.stands():
            raise self.not_as_typed()

    def not_as_typed(self) -> PageNotRecognised:
        """The failure of a field that holds something else than was typed into it, or nothing; neither is quoted."""
        named = "e-mail address" if self.key == "email" else "password"
        why = f"the field for the {named} did not take it as it was typed; nothing was sent"
        return PageNotRecognised(why, screen="login", rule="field-not-as-typed")

    def _type(self, hand: Hand, *, leave: bool, by_keys: bool = False) -> None:
        """Playwright's own error would quote what was typed, so it goes no further."""
        from playwright.sync_api import Error

        try:
            hand.fill(self.element, self.text, by_keys=by_keys)
            if leave:
                world.ask(self.frame, "blur", self.itself)
        except Error:
            refused = True
        except Refused as why:
            raise why.failure(N_("a field of the form may not be filled in"), "login") from None
        else:
            refused = False
        if refused:
            raise PageNotRecognised("a field of the login form could not be typed into", screen="login")
