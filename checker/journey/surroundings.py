"""What the policy judges a press by: what it is for, and what an element is called and where it stands."""

from typing import Literal

import msgspec

Purpose = Literal[
    "login",
    "next",
    "by_email",
    "own_login",
    "to_login",
    "pass",
    "balance",
    "menu",
    "corner",
    "card",
    "cards",
    "switch",
    "turn",
    "programme",
    "choose",
    "expand",
    "reveal",
    "close",
    "account",
    "logout",
]
"""What something is pressed or chosen for."""

ENTRY = ("login", "next", "by_email", "own_login", "to_login")


class Field(msgspec.Struct, frozen=True):
    """A field of a form; `options` are what may be chosen in it."""

    kind: str
    name: str
    labels: tuple[str, ...]
    options: tuple[str, ...]


class Sender(msgspec.Struct, frozen=True):
    """The button that a form is sent by where a key sends it."""

    called: tuple[str, ...]
    adds: str
    moved: bool
    action: str


class Form(msgspec.Struct, frozen=True):
    """The form that an element stands in. It `sends` where pressing or choosing the element sends it."""

    method: str
    action: str
    by: str
    """What the button that sends it adds to it: its name and its value."""
    moved: bool
    """Whether that button sends it elsewhere than the form itself would go."""
    first: Sender | None
    said: tuple[str, ...]
    before: tuple[str, ...]
    hidden: tuple[tuple[str, str], ...]
    fields: tuple[Field, ...]
    submits: tuple[str, ...]
    codes: tuple[str, ...]
    wide: bool
    """Whether it holds the whole page, as some frameworks' do: then its words are not about one thing."""
    secret: bool
    sends: bool


class Dialog(msgspec.Struct, frozen=True):
    """What is laid over the page: what it says, and all its lines with the names of its buttons."""

    said: tuple[str, ...]
    named: tuple[str, ...]


class Part(msgspec.Struct, frozen=True):
    """The card, row or other smallest part of the page with words, without its controls."""

    heads: tuple[str, ...]
    said: tuple[str, ...]
    options: tuple[str, ...]


class Surroundings(msgspec.Struct, frozen=True):
    """What an element is called and where it stands, as surroundings.js tells it."""

    names: tuple[str, ...]
    hints: tuple[str, ...]
    codes: tuple[str, ...]
    handlers: tuple[str, ...]
    """Its handlers and those of what it stands in, each as its attribute's name and value."""
    role: str
    form: Form | None
    dialog: Dialog | None
    box: Part
    lead: tuple[str, ...]
    group: tuple[str, ...]
    menu: bool
    chooses: bool
    folded: bool
    reached: bool
    said: tuple[str, ...]

    @property
    def posts(self) -> str | None:
        """The address of the form it stands in, where that is one to be sent by POST."""
        return self.form.action if self.form is not None and self.form.method == "post" else None
