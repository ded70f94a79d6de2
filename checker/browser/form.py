"""What a form with a field for an e-mail address or a password says of itself: whose login it is, if it is one."""

from typing import TYPE_CHECKING

import msgspec

from checker.browser import world

if TYPE_CHECKING:
    from checker.browser.locate import Hit
    from checker.portal.selectors import Selectors


class Choice(msgspec.Struct, frozen=True):
    """A list of a form in which one is chosen, or none yet (then `chosen` is empty); `at` is its place on the page."""

    at: int
    name: str
    needed: bool
    chosen: str
    options: tuple[str, ...]

    def own(self, selectors: "Selectors") -> str | None:
        """The one option that is the members' own login, where that is not chosen already."""
        own = [one for one in self.options if selectors.is_own(one)]
        return own[0] if len(own) == 1 and own[0] != self.chosen else None

    def is_open(self, selectors: "Selectors") -> bool:
        """Whether the login cannot go on with what is chosen: nothing where something must be, or another's login."""
        return (self.needed and not self.chosen) or selectors.is_others(self.chosen)


class Form(msgspec.Struct, frozen=True):
    """The words of a form, and whether it has fields to type in beside those that were found (`more`).

    `called`, `counts` and `secret` tell of each field that was found what it is called, whether it is meant for digits
    only, and whether it is one for a password. `titles` head this form and no other part, `lead` is said under them.
    """

    names: tuple[str, ...]
    called: tuple[str, ...]
    counts: tuple[bool, ...]
    heading: str
    titles: tuple[str, ...]
    lead: tuple[str, ...]
    anew: bool
    """Whether its password is said to be a new one."""
    secret: tuple[bool, ...]
    ticked: tuple[tuple[str, str, str], ...]
    """What is ticked or chosen before anybody did: its kind, what it is called and what it is sent as."""
    buttons: tuple[str, ...]
    text: str
    addressed: bool
    """Whether it says that it puts a password into the address that it asks for."""
    more: bool
    choices: tuple[Choice, ...]

    def asks_else(self, at: int, selectors: "Selectors") -> bool:
        """Whether the field `at` is for something else than an e-mail address, and not for that as well."""
        called = self.called[at].replace("_", " ").replace("-", " ")
        return not selectors.own_fields.search(self.called[at]) and (
            self.counts[at] or bool(selectors.other_fields.search(called))
        )

    def is_anothers(self, selectors: "Selectors") -> bool:
        """Whether it is a login, but of an employer, a partner or the staff, not of a member."""
        return any(selectors.is_others(said) for said in (*self.names, self.heading))

    def sends_else(self, selectors: "Selectors") -> bool:
        """Whether all its own buttons do something that is denied, such as signing up."""
        named = [one for one in self.buttons if one.strip()]
        return bool(named) and all(selectors.denied.search(one) for one in named)


def form(field: "Hit", *others: "Hit") -> Form:
    """The form of `field`; `others` are the fields found beside it."""
    return msgspec.convert(world.ask(field.frame, "form", field.itself, [one.itself for one in others]), Form)


def is_secret(field: "Hit") -> bool:
    """Whether what is typed into `field` is not shown: the one kind of field that a password goes into."""
    return bool(world.ask(field.element, "secret") == [True])
