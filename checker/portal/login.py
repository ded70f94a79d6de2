"""The login form: found, told from another's, filled in, sent once; and what it means when it comes back."""

import contextlib
from typing import TYPE_CHECKING

from checker.failures import PageNotRecognised
from checker.portal import cover, locate
from checker.portal.eyes import script
from checker.portal.form import Form, form, is_secret
from checker.portal.locate import Ambiguous, Hit

if TYPE_CHECKING:
    from checker.portal.eyes import Look
    from checker.portal.journey import Journey

_ACTION_MS = 10_000


def log_in(journey: "Journey", seen: "Look") -> bool:
    """Whether the page is a login, and something was done about it: it is filled in and sent, once a run.

    Raises the Failure that a login which came back amounts to, or NeedsHuman for what only a person may do.
    """
    password = password_field(journey, seen)
    email = None if journey.sent and password is None else _email_field(journey, password)
    if password is None and (email is None or journey.named or journey.sent or journey.offers_balance()):
        return False
    if password is None and email is not None:
        if password_field(journey) is not None:
            return True  # the page has gone on since it was looked at
        if not _is_first_step(journey, email):
            return False
    journey.screen = "login"
    journey.refused_entry = True
    if journey.resumed:
        # The kept session is dead: the portal asks who this is.
        journey.resumed = journey.asked = False
    journey.saw("login")
    if journey.sent:
        _refused_again(journey, seen)
        return True
    if journey.person is not None and journey.person.by_hand:
        journey.by_hand()
        journey.hand_over("a person logs in", "login")
        return True
    fields = [hit for hit in (password, email) if hit is not None]
    own = form(*fields)
    if _is_not_mine(journey, own, fields[0], seen):
        return True
    if own.more or _has_captcha(journey):
        if password is not None and journey.person is not None:
            _fill(journey, email, password)
            journey.note_sent(seen)
            journey.hand_over("a captcha is to be ticked", "captcha")
            return True
        if journey.person is not None:
            journey.by_hand()
        journey.hand_over("the login form has a captcha, which a person must answer", "captcha")
        return True
    _fill(journey, email, password)
    if password is None:
        journey.named = True
        journey.before = frozenset(seen.sight.text.splitlines())
        journey.press(_step_button(journey, email, "next", "login") or journey.button("next", "login"), "next")
        return True
    journey.note_sent(seen)
    journey.tell("login")
    button = _step_button(journey, password, "login", "next") or journey.find(
        journey.selectors.buttons.login.candidates + journey.selectors.buttons.next.candidates,
        deny=journey.selectors.denied,
    )
    if button is not None:
        journey.press(button, "login")
    else:
        password.locator.press("Enter", no_wait_after=True)
    return True


def is_open(journey: "Journey", seen: "Look") -> bool:
    """Whether the login lies open, so that no layer needs to be put away: it may be one itself."""
    if journey.sent or not cover.ways_out(seen, journey.selectors):
        return False
    password = password_field(journey, seen)
    return password is not None and bool(password.locator.evaluate(script("on_top.js")))


def password_field(journey: "Journey", seen: "Look | None" = None) -> Hit | None:
    """The field for the password; of several, the one that has its form to itself, unlike those for a new one.

    Where a look just taken has `seen` none at all, the page is not asked.
    """
    if seen is not None and not seen.sight.secret:
        return None
    target = journey.selectors.fields.password
    try:
        return locate.find(journey.page, target.candidates, target.must)
    except Ambiguous:
        return locate.alone(journey.page, target.must, len(target.candidates) - 1)


def asks_new_password(journey: "Journey") -> bool:
    """Whether the page has several fields for passwords and no login among them."""
    must = journey.selectors.fields.password.must
    fields = sum(frame.locator(must).filter(visible=True).count() for frame in journey.page.frames)
    return fields > 1 and password_field(journey) is None


def _email_field(journey: "Journey", password: Hit | None) -> Hit | None:
    """The field beside the password's, where that stands in a form: a page may ask for an e-mail elsewhere too."""
    try:
        target = journey.selectors.fields.email
        beside = password if password and password.in_form else None
        return locate.find(journey.page, target.candidates, target.must, beside=beside)
    except Ambiguous:
        if password is None:
            return None  # some form, but no login
    raise PageNotRecognised("several fields could be the one for the e-mail address", screen="login")


def _is_not_mine(journey: "Journey", own: Form, field: Hit, seen: "Look") -> bool:
    """Go to the members' own login from another's, if there is a way; raise PageNotRecognised if there is none."""
    selectors = journey.selectors
    chosen = any(
        one.selected and selectors.other_logins.search(one.name) and not selectors.own_logins.search(one.name)
        for one in seen.sight.controls
        if one.role in ("tab", "link", "button", "radio")
    )
    if not chosen and not own.is_anothers(selectors) and not own.sends_else(selectors):
        return False
    for buttons in (selectors.buttons.own_login, selectors.buttons.to_login):
        way = journey.find(buttons.candidates, deny=selectors.denied, alike=True)
        if way is None or locate.same_form(way.locator, field):
            continue
        if f"own {journey.page.url}" not in journey.pressed:
            journey.pressed.append(f"own {journey.page.url}")
            journey.press(way, "own_login")
            return True
    raise PageNotRecognised("the form is not the login of a member", screen="login")


def _is_first_step(journey: "Journey", email: Hit) -> bool:
    """Whether a field for the e-mail address alone opens a login, and no link leads to another one."""
    own = form(email)
    if journey.selectors.denied_forms.search(f"{own.text} {' '.join(own.names)}") or own.sends_else(journey.selectors):
        return False
    ways = locate.hits(journey.page, journey.selectors.buttons.to_login.candidates)
    if any(not locate.same_form(one.locator, email) for found in ways for one in found):
        return False
    return _step_button(journey, email, "next", "login") is not None


def _step_button(journey: "Journey", field: Hit | None, *names: str) -> Hit | None:
    """The button of the form that `field` stands in; None where it has none that is known, or several."""
    for name in names:
        candidates = getattr(journey.selectors.buttons, name).candidates
        with contextlib.suppress(Ambiguous):
            hit = locate.find(journey.page, candidates, deny=journey.selectors.denied, beside=field)
            if hit is not None:
                return hit
    return None


def _refused_again(journey: "Journey", seen: "Look") -> None:
    journey.listen(seen)
    code = journey.failure_heard()
    if journey.inside or code == "session-ended":
        if journey.person is not None:
            journey.inside = journey.asked = False
            journey.by_hand()
            journey.hand_over("the portal ended the session", "login")
            return
        raise journey.failure("session-ended", "login")
    if code is not None and code != "balance-not-shown":
        raise journey.failure(code, "login")
    # A field for a code may hide what is typed, and stand over the login form: only new words tell of it.
    if journey.asks_code(seen, "\n".join(line for line in seen.sight.text.splitlines() if line not in journey.before)):
        journey.hand_over("a PIN or one-time code is asked for", "code")
        return
    if journey.lift():  # the reason may stand below it
        return
    # It may still be on its way: a login by script shows the form until its answer has come.
    if journey.wait_for_change(seen):
        return
    if journey.person is not None:
        journey.hand_over("the login form came back", "login")
        return
    raise PageNotRecognised("the login form came back without a reason that is known", screen="login")


def _has_captcha(journey: "Journey") -> bool:
    return locate.present(journey.page, journey.selectors.screens.captcha.candidates, foreign=True)


def _fill(journey: "Journey", email: Hit | None, password: Hit | None) -> None:
    journey.guard.check_place(*(hit for hit in (email, password) if hit is not None))
    for hit, key in ((email, "fields.email"), (password, "fields.password")):
        if hit is not None:
            journey.drift(hit, key)
    with journey.unhurried():  # a person may be asked for them
        credentials = journey.credentials()
    if email is not None and not email.fixed:
        # Going on to the next field is leaving this one.
        _type(email, credentials.email, leave=password is None)
    if password is not None:
        if not is_secret(password.locator):  # whatever a selectors file says
            raise PageNotRecognised("the field for the password would show it", screen="login")
        # A page may send what is typed before anything is pressed.
        journey.before_send(credentials)
        journey.guard.password = credentials.password
        journey.guard.stand(journey.page)
        journey.typed = password.handle
        _type(password, credentials.password)


def _type(hit: Hit, text: str, leave: bool = True) -> None:
    """Type into a field, and leave it. Playwright's own error would quote what was typed, so it goes no further."""
    from playwright.sync_api import Error

    try:
        hit.locator.fill(text, timeout=_ACTION_MS)
        # Some portals heed keys, or that a field was left. What was filled has the focus.
        hit.frame.page.keyboard.press("End")
        if leave:
            hit.handle.evaluate("el => el.blur()")
    except Error:
        refused = True
    else:
        refused = False
    if refused:
        raise PageNotRecognised("a field of the login form could not be typed into", screen="login")
