"""The login form: found, told from another's, filled in, sent once; and what it means when it comes back."""

import contextlib
import time
from typing import TYPE_CHECKING

from checker.browser import entry, hand, locate, world
from checker.browser.entry import Entry
from checker.browser.eyes import own_frames, wait_for_rest
from checker.browser.form import Form, form, is_secret
from checker.browser.locate import Ambiguous, Hit
from checker.failures import NeedsHuman, PageNotRecognised
from checker.journey import cover

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from checker.journey.journey import Journey
    from checker.journey.policy import Purpose
    from checker.page.observation import Observation

_ENTRY_STILL_S = 0.06
"""Seconds: a page that does something with what was typed does so within that time, or has a timer that says so."""


def log_in(journey: "Journey", seen: "Observation") -> bool:
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
    if _chooses_own(journey, own, fields[0]):
        return True
    else_ = email is not None and not email.fixed and own.asks_else(fields.index(email), journey.selectors)
    if (else_ or own.more) and _chooses_email(journey):
        return True
    if else_:
        return _asks_else(journey)
    steps = ("next", "login") if password is None else ("login", "next")
    if _left_alone(journey, own, fields[0], steps):
        return True
    if own.more or _has_captcha(journey):
        return _leave_to_person(journey, seen, email, password)
    if own.addressed:
        raise in_address()
    page = journey.page
    entries = _fill(journey, email, password)
    if journey.traffic.leaving(page):  # it was sent as the field was left
        journey.named = password is None
        if password is not None:
            journey.note_sent(seen)
        return True
    wait_for_rest(journey.page, min(journey.until, time.monotonic() + 1), _ENTRY_STILL_S)
    button = _button(journey, fields[0], *steps)
    if button is None and password is None:
        raise PageNotRecognised("no button of the login was found", screen="login")
    _is_heard(journey, button, entries)
    _check_entries(journey, entries)
    if password is None:
        _watch_names(journey)
        journey.named = True
        journey.before = frozenset(seen.sight.text.splitlines())
    else:
        journey.note_sent(seen)
        journey.tell("login")
    if button is not None:
        purpose: Purpose = "next" if password is None else "login"
        journey.press(button, purpose, before=lambda: _check_again(journey, entries, fields))
    elif password is not None:
        try:
            hand.key(journey, "Enter", password.locator)
        except hand.Refused as refused:
            raise refused.failure("the login may not be sent", "login") from None
    return True


def _left_alone(journey: "Journey", own: Form, field: Hit, steps: tuple[str, ...]) -> bool:
    """Whether a person was asked, since the form may be no login, or gives more than it says: before a key is typed.

    Raises NeedsHuman where there is no person, and PageNotRecognised where none is needed to tell.
    """
    from playwright.sync_api import Error

    journey.guard.check_place(field)  # a form that leads away is told as that
    button: Hit | None = None
    with contextlib.suppress(PageNotRecognised):
        button = _button(journey, field, *steps)
    try:
        hand.heed(journey, journey.policy.entry(own))
        for one in (field, button):
            if one is not None:
                with contextlib.suppress(Error):  # what is gone by now is looked for again
                    hand.may(journey, one.locator, "login")
    except hand.Refused as refused:
        why = "the login form asks for more than a login"
        if not refused.person:
            raise refused.failure(why, "login") from None
        if journey.person is not None:
            journey.by_hand()
        journey.hand_over(why, "login", refused.rule)
        return True
    return False


def _check_again(journey: "Journey", entries: tuple[Entry, ...], fields: list[Hit]) -> None:
    """See that the form is still the one that was judged, with what was typed in it."""
    _check_entries(journey, entries)
    refusal = journey.policy.entry(form(*fields))
    if refusal is not None:
        raise hand.Refused(refusal).failure("the login form is another one by now", "login")


def in_address() -> PageNotRecognised:
    """The failure of a login that puts the password into an address, where logs and histories keep it."""
    why = "the login would put the password into an address; it was not sent"
    return PageNotRecognised(why, screen="login", rule="password-in-address")


def leads(journey: "Journey", way: Hit, *, to_login: bool) -> bool:
    """Whether something that is called so is a way to the login, and not the button of one that is not known.

    What is sent in spite of that is stopped where it has a field for a password in it, and nothing there.
    """
    if locate.sends_fields(way, anyhow=to_login):
        return False
    _watch_names(journey)
    return True


def _watch_names(journey: "Journey") -> None:
    """From here on nothing is sent that names a field for a password of this page and has nothing for it."""
    from playwright.sync_api import Error

    names: set[str] = set()
    for frame in own_frames(journey.page):
        with contextlib.suppress(Error):
            names.update(*(_names(one) for one in frame.locator(journey.selectors.fields.password.must).all()))
    journey.guard.names = frozenset(names)


def _names(field: "Locator") -> set[str]:
    """What a field is called where it is sent."""
    return {one for one in (field.get_attribute("name"), field.get_attribute("id")) if one}


def is_open(journey: "Journey", seen: "Observation") -> bool:
    """Whether the login lies open, so that no layer needs to be put away: it may be one itself."""
    if journey.sent or not cover.ways_out(seen, journey.policy):
        return False
    password = password_field(journey, seen)
    return password is not None and locate.stands(password.locator).free


def password_field(journey: "Journey", seen: "Observation | None" = None) -> Hit | None:
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


def _is_not_mine(journey: "Journey", own: Form, field: Hit, seen: "Observation") -> bool:
    """Go to the members' own login from another's, if there is a way; raise PageNotRecognised if there is none."""
    selectors = journey.selectors
    chosen = any(
        one.selected and selectors.is_others(one.name)
        for one in seen.sight.controls
        if one.role in ("tab", "link", "button", "radio")
    )
    said = own.is_anothers(selectors) or own.sends_else(selectors)
    if not chosen and not said:
        return False
    for buttons in (selectors.buttons.own_login, selectors.buttons.to_login):
        way = journey.find(buttons.candidates, deny=selectors.denied, alike=True)
        if way is None or locate.same_form(way.locator, field) or not leads(journey, way, to_login=False):
            continue
        if f"own {journey.page.url}" not in journey.pressed:
            journey.pressed.append(f"own {journey.page.url}")
            journey.press(way, "own_login")
            return True
        if not said and locate.points_at(way.locator, field):
            return False  # some tabs go on telling what was chosen first
    raise PageNotRecognised("the form is not the login of a member", screen="login")


def _chooses_own(journey: "Journey", own: Form, field: Hit) -> bool:
    """Choose the members' own login in a list of the form; raise NeedsHuman where a list leaves nothing to go by."""
    from playwright.sync_api import Error

    for choice in own.choices:
        option, key = choice.own(journey.selectors), f"own choice {journey.page.url} {choice.name}"
        if option is not None and key not in journey.pressed:
            journey.pressed.append(key)
            with contextlib.suppress(Error, hand.Refused):
                number = world.new_number()
                world.ask(field.frame, "list_at", field.itself, choice.at, number)
                hand.choose(journey, world.kept(field.frame, number, 0), "own_login", label=option)
                return True
        if choice.is_open(journey.selectors):
            named = " ".join(choice.name.split())[:60]
            journey.hand_over(f"the login asks for a choice that is not known ({named})", "login")
            return True
    return False


def _chooses_email(journey: "Journey") -> bool:
    """Whether a login that asks for something else could be made one by e-mail."""
    key = f"by e-mail {journey.page.url}"
    if key in journey.pressed:
        return False
    journey.pressed.append(key)
    way = journey.find(journey.selectors.buttons.by_email.candidates, deny=journey.selectors.denied, alike=True)
    if way is None:
        return False
    journey.press(way, "by_email")
    return True


def _asks_else(journey: "Journey") -> bool:
    """Let a person log in where no e-mail address is asked for; raise PageNotRecognised where there is none."""
    why = "the login asks for something else than an e-mail address"
    if journey.person is None:
        raise PageNotRecognised(why, screen="login")
    journey.by_hand()
    journey.hand_over(why, "login")
    return True


def _leave_to_person(journey: "Journey", seen: "Observation", email: Hit | None, password: Hit | None) -> bool:
    """Fill in what is known, and leave the rest and the sending to a person. Raises NeedsHuman where there is none."""
    captcha = _has_captcha(journey)
    more = "the login asks for more than e-mail and password"
    if journey.person is None:
        why = "the login form has a captcha, which a person must answer" if captcha else more
        raise NeedsHuman(why, screen="captcha" if captcha else "login")
    if password is not None:
        _fill(journey, email, password)
        journey.note_sent(seen)
    else:
        journey.by_hand()
    journey.hand_over("a captcha is to be ticked" if captcha else more, "captcha")
    return True


def _is_first_step(journey: "Journey", email: Hit) -> bool:
    """Whether a field for the e-mail address alone opens a login, and no link leads to another one."""
    own = form(email)
    if journey.selectors.denied_forms.search(f"{own.text} {' '.join(own.names)}") or own.sends_else(journey.selectors):
        return False
    if own.asks_else(0, journey.selectors):
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


def _button(journey: "Journey", field: Hit, *names: str) -> Hit | None:
    """What sends the form of `field`: what is known in it, else anywhere on the page. Raises PageNotRecognised."""
    several = False
    for beside in (field, None):
        for name in names:
            candidates = getattr(journey.selectors.buttons, name).candidates
            for found in locate.hits(journey.page, candidates, beside=beside):
                kept = [one for one in found if not one.around and not journey.selectors.denied.search(one.name)]
                if kept and candidates[kept[0].rank].role is None:
                    kept = _pressable(kept, field)
                if len(kept) == 1:
                    return kept[0]
                several = several or len(kept) > 1
    if several:
        raise PageNotRecognised("several elements could be meant, and none is surely the one", screen="login")
    return None


def _pressable(found: list[Hit], field: Hit) -> list[Hit]:
    """Of what is called like a button, what is one: a title is called so too, and stands above the fields."""
    from playwright.sync_api import Error

    told: list[tuple[bool, bool]] = []
    for one in found:
        told.append((False, False))
        with contextlib.suppress(Error):  # what stands in another frame comes neither before nor after it
            is_there, follows = world.ask_one(one.element, "pressable", field.itself)
            told[-1] = (bool(is_there), bool(follows))
    for wanted in ((True, True), (True, False), (False, True)):
        kept = [one for one, is_so in zip(found, told, strict=True) if is_so == wanted]
        if kept:
            return kept
    return []


def _refused_again(journey: "Journey", seen: "Observation") -> None:
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


def _fill(journey: "Journey", email: Hit | None, password: Hit | None) -> tuple[Entry, ...]:
    """Write what is known into its fields; what was written, and stood there as it was typed."""
    journey.guard.check_place(*(hit for hit in (email, password) if hit is not None))
    for hit, key in ((email, "fields.email"), (password, "fields.password")):
        if hit is not None:
            journey.drift(hit, key)
    with journey.unhurried():  # a person may be asked for them
        credentials = journey.credentials()
    entries = []
    if email is not None and not email.fixed:
        entries.append(Entry(email, credentials.email, "email"))
        # Going on to the next field is leaving this one.
        entry.write(journey, entries[0], leave=password is None)
    if password is not None:
        if not is_secret(password):  # whatever a selectors file says
            raise PageNotRecognised("the field for the password would show it", screen="login")
        # A page may send what is typed before anything is pressed.
        journey.before_send(credentials)
        journey.guard.password = credentials.password
        journey.wall.stand(credentials.email, credentials.password)
        journey.guard.names = frozenset(_names(password.element))
        journey.typed = password.element
        entries.append(Entry(password, credentials.password, "password"))
        entry.write(journey, entries[-1], leave=True)
    return tuple(entries)


def _is_heard(journey: "Journey", button: Hit | None, entries: tuple[Entry, ...]) -> None:
    """See to it that the page has heard of what was written: where its button waits on, it may heed keys alone."""
    if button is None or not _waits(button):
        return
    for one in entries:
        entry.by_keys(journey, one, leave=True)
    wait_for_rest(journey.page, min(journey.until, time.monotonic() + 1), _ENTRY_STILL_S)


def _waits(button: Hit) -> bool:
    from playwright.sync_api import Error

    with contextlib.suppress(Error):
        return button.element.is_disabled(timeout=1000)
    return False


def _check_entries(journey: "Journey", entries: tuple[Entry, ...]) -> None:
    """Look once more, right before what was written is sent. Raises PageNotRecognised or PortalMoved."""
    for one in entries:
        if not one.stands():  # a page may look at it once it was left
            raise entry.not_as_typed(one)
    if entries:
        journey.guard.check_place(*(one.hit for one in entries))
