"""The shape of the selectors file: one frozen type a table. What a table is for is told in `selectors/README.md`."""

from typing import Literal

import msgspec

from checker.portal.acts import Act
from checker.portal.entries import NEVER, Told, pattern
from checker.portal.sending import Sending
from checker.portal.words import Words, plain


class Candidate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way to find an element; exactly one kind is set, `name` goes with `role`."""

    role: str | None = None
    name: str | None = None
    label: str | None = None
    placeholder: str | None = None
    text: str | None = None
    alt: str | None = None
    title: str | None = None
    test_id: str | None = None
    css: str | None = None
    meant: str | None = None
    """What its text means where it is one of `names`: put there as the file is loaded."""

    @property
    def kinds(self) -> list[str]:
        return [kind for kind in KINDS if getattr(self, kind) is not None]

    @property
    def written(self) -> dict[str, str]:
        """What the file says of it."""
        return {name: getattr(self, name) for name in (*KINDS, "name") if getattr(self, name) is not None}

    def says(self, kind: str, text: str) -> bool:
        """Whether `text` is what the candidate gives for `kind`, or holds it; any text does where it gives nothing."""
        given = getattr(self, kind)
        return given is None or bool(pattern(self.meant or given).search(text))


KINDS = ("role", "label", "placeholder", "text", "alt", "title", "test_id", "css")
TEXTS = ("name", "label", "placeholder", "text", "alt", "title")
"""What of a candidate is a text, and may be one of `names`."""


class Target(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A field or a button: candidates in order of trust; whatever they find must meet the CSS condition `must`."""

    candidates: tuple[Candidate, ...]
    must: str = ""


class Screen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a screen is recognised: by any candidate that is visible, or any text; some count on no known page."""

    candidates: tuple[Candidate, ...] = ()
    texts: Told = NEVER
    alone: Told = NEVER

    def says(self, text: str, *, alone: bool = False) -> bool:
        """Whether `text` tells of it; `alone`, where the page is nothing else that is known."""
        return bool(self.texts.search(text) or (alone and self.alone.search(text)))


class Portal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the portal starts, and the origins that credentials may be typed on."""

    start: str
    origins: tuple[str, ...]


class Fields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The fields that are filled."""

    email: Target
    password: Target


class Buttons(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The buttons and links that may be pressed."""

    login: Target
    next: Target
    by_email: Target
    to_login: Target
    own_login: Target
    balance: Target
    menu: Target
    hover: Target
    close: Target
    choose: Target
    cards: Target
    reveal: Target
    account: Target
    logout: Target


class Dismiss(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Harmless ways out of a notice, and the notices that have none: those that ask for a consent."""

    declining: Told
    agreeing: Told
    asking: Told
    consents: Told
    terms: Told
    answers: Told
    no_consents: Told

    def asks_consent(self, text: str, *, page: bool = False) -> bool:
        """Whether a notice of this text, the names of its buttons included, asks for a consent.

        A whole `page` names its terms in its foot, whatever it asks.
        """
        asks = self.consents.search(text) or (not page and self.terms.search(text) and self.answers.search(text))
        return bool(asks) and not self.no_consents.search(text)


class Deny(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is never pressed, and where nothing is typed."""

    acts: tuple[str, ...]
    names: Told
    logins: Told
    own_logins: Told
    fields: Told
    own_fields: Told
    forms: Told


class Pledges(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What tells whether a notice that names an act, or is of unknown words, is for a person to answer."""

    with_act: Told
    by_press: Told
    harmless: Told
    persons: Told
    values: tuple[str, ...]


class Wanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What something is called that is pressed where its candidates do not tell it by its name."""

    look: Told
    generic: Told
    back: Told
    reveal: Told
    expand: Told
    instruct: Told
    option: Told
    writes: Told
    bids: Told
    of_card: Told
    states: Told
    looking: tuple[str, ...]
    code: tuple[str, ...]
    no_code: tuple[str, ...]


class Entering(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What tells the login from a form that only looks like it."""

    opens: Told
    recovers: Told
    kept: Told
    asks: Told
    purpose: Told
    looks: Told
    other_secret: Told
    other_address: Told


class Tiles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The way to the balance where a heading names it, and what is to be pressed does not."""

    heading: Told
    way: Told
    foreign: Told


class Screens(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Screens that only a person can pass."""

    captcha: Screen
    code: Screen
    consent: Screen


class Wait(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A time that a text names, by its unit; the number is the first group."""

    clock: Told
    seconds: Told
    minutes: Told
    hours: Told
    days: Told


class Remarks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the text of a failure tells beside its code."""

    other_device: Told
    try_later: Told
    retry: Told
    wait: Wait

    def tell(self, name: Literal["other_device", "try_later"], text: str) -> bool:
        """Whether `text` tells what the entry called `name` is for."""
        told: Told = getattr(self, name)
        return told.search(text) is not None

    def wait_told(self, text: str) -> str | None:
        """The time that `text` says to wait, in English, or None."""
        for unit in self.wait.__struct_fields__:
            found = getattr(self.wait, unit).search(text)
            if found:
                told = next(number for number in found.groups() if number)
                return f"{int(told) + 1} minutes" if unit == "clock" else f"{told} {unit}"
        return None


class Balance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the balance stands, for the pointed reading."""

    amount: tuple[Candidate, ...]
    each: Told
    switch: Told
    programme: Told


class Turning(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What leads to more of the same cards: the next part of them, a part by its number (which is told), all of them.
    `fewer` is what shows the first of them only.

    What is only called `next` may lead on to anything; one that is `sure` says of what.
    """

    next: Told
    previous: Told
    sure: Told
    part: Told
    load: Told
    fewer: Told

    def fits(self, name: str) -> bool:
        """Whether something is called like any of these."""
        bare = plain(name) or name
        parts = (self.next.search(bare), self.previous.search(bare), self.part.search(name), self.load.search(name))
        return any(parts) or bool(self.sure.search(name))


class File(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """The whole file."""

    schema: int
    portal: Portal
    parts: dict[str, tuple[str, ...]]
    names: dict[str, Told]
    fields: Fields
    buttons: Buttons
    dismiss: Dismiss
    deny: Deny
    sending: Sending
    acts: dict[str, Act]
    pledges: Pledges
    wanted: Wanted
    login: Entering
    tiles: Tiles
    screens: Screens
    failures: dict[str, Told]
    remarks: Remarks
    balance: Balance
    turning: Turning
    words: Words


def _lists(table: type[msgspec.Struct]) -> frozenset[str]:
    return frozenset(one.name for one in msgspec.structs.fields(table) if one.type == tuple[str, ...])


LISTS = {"parts": None, "words": _lists(Words), "pledges": _lists(Pledges), "wanted": _lists(Wanted)}
"""The keys of tables that are lists of phrases, beside those that are entries; None: all of them."""
