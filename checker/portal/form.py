"""What a form with a field for an e-mail address or a password says of itself: whose login it is, if it is one."""

from typing import TYPE_CHECKING

import msgspec

from checker.portal.eyes import script

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from checker.portal.locate import Hit
    from checker.selectors import Selectors


class Form(msgspec.Struct, frozen=True):
    """The words of a form, and whether it has fields to type in beside those that were found (`more`)."""

    names: tuple[str, ...]
    heading: str
    buttons: tuple[str, ...]
    text: str
    more: bool

    def is_anothers(self, selectors: "Selectors") -> bool:
        """Whether it is a login, but of an employer, a partner or the staff, not of a member."""
        return any(
            selectors.other_logins.search(said) and not selectors.own_logins.search(said)
            for said in (*self.names, self.heading)
        )

    def sends_else(self, selectors: "Selectors") -> bool:
        """Whether all its own buttons do something that is denied, such as signing up."""
        named = [one for one in self.buttons if one.strip()]
        return bool(named) and all(selectors.denied.search(one) for one in named)


def form(field: "Hit", *others: "Hit") -> Form:
    """The form of `field`; `others` are the fields found beside it."""
    told = field.handle.evaluate(script("form.js"), [one.handle for one in others])
    return Form(tuple(told["names"]), told["heading"], tuple(told["buttons"]), told["text"], told["more"])


def is_secret(field: "Locator") -> bool:
    """Whether what is typed into `field` is not shown: the one kind of field that a password goes into."""
    told = field.evaluate_all("els => els.map(el => el.localName === 'input' && el.type === 'password')")
    return bool(told == [True])
