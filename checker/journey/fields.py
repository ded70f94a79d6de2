"""The fields of a login: which of a page's are meant, going by the candidates of the selectors file."""

from checker.failures import PageNotRecognised
from checker.journey.now import Now
from checker.page import match
from checker.page.match import Ambiguous, Hit
from checker.page.observation import Element


def password(now: Now) -> Hit | None:
    """The field for the password; of several, the one that has its form to itself, unlike those for a new one."""
    if not now.seen.sight.secret:
        return None
    target = now.selectors.fields.password
    try:
        return match.find(now.seen, target.candidates, target.must)
    except Ambiguous:
        return match.alone(now.seen, target.must, len(target.candidates) - 1)


def email(now: Now, beside: Hit | None) -> Hit | None:
    """The field beside the password's, where that stands in a form: a page may ask for an e-mail elsewhere too."""
    target = now.selectors.fields.email
    inside = beside.element if beside is not None and beside.element.in_form else None
    try:
        return match.find(now.seen, target.candidates, target.must, beside=inside)
    except Ambiguous:
        if beside is None:
            return None  # some form, but no login
    raise PageNotRecognised("several fields could be the one for the e-mail address", screen="login")


def asks_new_password(now: Now) -> bool:
    """Whether the page has several fields for passwords and no login among them."""
    return match.count(now.seen, now.selectors.fields.password.must) > 1 and password(now) is None


def of_login(now: Now) -> tuple[Element, ...]:
    """The fields whose form is to be looked at: that for the password and that for the e-mail address, or one alone.

    None once the login was sent.
    """
    if now.memory.sent:
        return ()
    try:
        hidden = password(now)
        shown = email(now, hidden)
    except PageNotRecognised:
        return ()
    return tuple(one.element for one in (hidden, shown) if one is not None)
