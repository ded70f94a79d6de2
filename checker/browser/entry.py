"""E-mail and password in their fields: written, and looked at again, so that nothing is sent but what was typed."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.browser import hand, world
from checker.browser.form import is_secret
from checker.failures import PageNotRecognised

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator

    from checker.browser.locate import Hit
    from checker.journey.journey import Journey

_LOOK_MS = 2000


@dataclass(frozen=True)
class Entry:
    """A field and what is to stand in it; `text` goes no further than that field."""

    hit: "Hit"
    text: str
    key: str
    """What the field is for: "email" or "password"."""

    def __repr__(self) -> str:
        return f"Entry({self.key})"

    @property
    def is_secret(self) -> bool:
        return self.key == "password"

    def stands(self) -> bool:
        """Whether the field holds what was typed, and still hides it where it is to.

        A page may write an e-mail address in its own way, in small letters. What a field holds is compared here, and
        kept nowhere.
        """
        from playwright.sync_api import Error

        try:
            held = _field(self.hit).input_value(timeout=_LOOK_MS)
            if self.is_secret:
                return held == self.text and is_secret(self.hit)
        except Error:
            return False
        return held.strip().lower() == self.text.strip().lower()


def _field(hit: "Hit") -> "Locator":
    """The field that was found: by its label it may not be found again; or what was drawn in its place."""
    return hit.element if hit.element.is_visible() else hit.locator


def write(journey: "Journey", entry: Entry, *, leave: bool) -> None:
    """Write into a field, and with `leave` leave it; by keys where it did not take it as it was written.

    Raises PageNotRecognised where it does not hold it then either.
    """
    _by(hand.fill, journey, entry, leave=leave)
    if not entry.stands():
        by_keys(journey, entry, leave=leave)


def by_keys(journey: "Journey", entry: Entry, *, leave: bool) -> None:
    """Write into an emptied field key by key, as a person does: some pages heed nothing else."""
    if entry.is_secret and not is_secret(entry.hit):
        raise not_as_typed(entry)
    _by(hand.type_keys, journey, entry, leave=leave)
    if not entry.stands():
        raise not_as_typed(entry)


def not_as_typed(entry: Entry) -> PageNotRecognised:
    """The failure of a field that holds something else than was typed into it, or nothing; neither is quoted."""
    named = "e-mail address" if entry.key == "email" else "password"
    why = f"the field for the {named} did not take it as it was typed; nothing was sent"
    return PageNotRecognised(why, screen="login", rule="field-not-as-typed")


def _by(way: "Callable[[Journey, Locator, str], None]", journey: "Journey", entry: Entry, *, leave: bool) -> None:
    """Playwright's own error would quote what was typed, so it goes no further."""
    from playwright.sync_api import Error

    try:
        way(journey, _field(entry.hit), entry.text)
        if leave:
            world.ask(entry.hit.frame, "blur", entry.hit.itself)
    except Error:
        refused = True
    except hand.Refused as why:
        raise why.failure("a field of the form may not be filled in", "login") from None
    else:
        refused = False
    if refused:
        raise PageNotRecognised("a field of the login form could not be typed into", screen="login")
