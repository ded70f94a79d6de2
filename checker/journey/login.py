"""The login form: found, told from another's, filled in, sent once; and what it means when it comes back."""

import contextlib
import re

from checker.failures import NeedsHuman, PageNotRecognised
from checker.journey import answers, fields, notices
from checker.journey.now import Now
from checker.journey.steps import Choose, Fill, HandOver, Key, Mark, Press, Step, Stop, Target, target
from checker.journey.surroundings import Purpose
from checker.model import Warned
from checker.page import match
from checker.page.match import Ambiguous, Hit
from checker.page.observation import Choice, Element, Form
from checker.texts import N_

_WORD = re.compile(r"[^\W\d_]+")
_MORE = "the login asks for more than e-mail and password"


def log_in(now: Now) -> Step | None:
    """What is to be done about a login: it is filled in and sent, once a run. None where the page is none."""
    memory = now.memory
    password = fields.password(now)
    email = None if memory.sent and password is None else fields.email(now, password)
    if password is None and (email is None or memory.named or memory.sent or now.offers_balance):
        return None
    if password is None and email is not None and not _is_first_step(now, email):
        return None
    if memory.sent:
        return _came_back(now)
    if now.portal.person == "by-hand":
        return HandOver("a person logs in", "login", by_hand=True)
    if memory.filled is not None:
        return _send(now, email, password)
    return _judged(now, email, password) or _fill(now, email, password)


def is_open(now: Now) -> bool:
    """Whether the login lies open, so that no layer needs to be put away: it may be one itself."""
    if now.memory.sent or not notices.ways_out(now):
        return False
    password = fields.password(now)
    return password is not None and password.element.free


def again(now: Now) -> Fill | None:
    """How a login is filled in once more that came back since its captcha was refused; None where that may not be.

    All that is new must be of the captcha alone: a remark that could be on the password as well is no such reason,
    since what was refused is not sent again.
    """
    # What a field asks for shows again once it is empty.
    said = " ".join((*now.memory.lines_before, *(one.placeholder for one in now.seen.elements)))
    known = set(_WORD.findall(said.lower()))
    new = [line for line in now.lines if set(_WORD.findall(line.lower())) - known]
    of_captcha = all(now.selectors.screens.captcha.says(line) for line in new)
    password = fields.password(now)
    if not new or not of_captcha or password is None or now.selectors.failure_said("\n".join(now.lines)) is not None:
        return None
    email = fields.email(now, password)
    if _judged(now, email, password) is not None:
        return None
    return _filling(now, email, password, _button(now, email, password))


def in_address() -> PageNotRecognised:
    """The failure of a login that puts the password into an address, where logs and histories keep it."""
    why = "the login would put the password into an address; it was not sent"
    return PageNotRecognised(why, screen="login", rule="password-in-address")


# -- whose login it is, and what it asks for ------------------------------------------------------------------------


def _judged(now: Now, email: Hit | None, password: Hit | None) -> Step | None:
    """What is to be done before a form can be filled in as the login that is meant; None where it is that."""
    found = [one.element for one in (password, email) if one is not None]
    own = now.seen.form
    if own is None:
        return Stop(PageNotRecognised("the login form went away as it was looked at", screen="login"))
    step = _not_mine(now, own, found[0]) or _chooses_own(now, own, found[0])
    if step is not None:
        return step
    at = 0 if password is None else 1
    else_ = email is not None and not email.element.fixed and _asks_else(now, own, at)
    by_email = Mark("by e-mail", place=now.seen.url)
    if (else_ or own.more) and not now.memory.has(by_email):
        way = now.find(now.selectors.buttons.by_email.candidates, deny=now.selectors.denied, alike=True)
        if way is not None:
            return Press(target(now.seen, way.element), "by_email", by_email, clears=True, must=True, seconds=10)
    if else_:
        why = "the login asks for something else than an e-mail address"
        return HandOver(why, "login", by_hand=True) if now.attended else Stop(PageNotRecognised(why, screen="login"))
    return None


def _asks_else(now: Now, own: Form, at: int) -> bool:
    """Whether the field `at` is for something else than an e-mail address, and not for that as well."""
    deny, called = now.selectors.deny, own.called[at]
    spelled = called.replace("_", " ").replace("-", " ")
    return not deny.own_fields.search(called) and (own.counts[at] or bool(deny.fields.search(spelled)))


def _not_mine(now: Now, own: Form, field: Element) -> Step | None:
    """Go to the members' own login from another's, if there is a way."""
    selectors = now.selectors
    chosen = any(
        one.selected and selectors.is_others(one.name)
        for one in now.seen.sight.controls
        if one.role in ("tab", "link", "button", "radio")
    )
    said = any(selectors.is_others(one) for one in (*own.names, own.heading)) or _sends_else(now, own)
    if not chosen and not said:
        return None
    for buttons in (selectors.buttons.own_login, selectors.buttons.to_login):
        way = now.find(buttons.candidates, deny=selectors.denied, alike=True)
        if way is None or match.same_form(way.element, field) or way.element.sends[0]:
            continue
        mark = Mark("own", place=now.seen.url)
        if not now.memory.has(mark):
            return Press(target(now.seen, way.element), "own_login", mark, clears=True, must=True, seconds=10)
        if not said and match.points_at(way.element, field):
            return None  # some tabs go on telling what was chosen first
    return Stop(PageNotRecognised("the form is not the login of a member", screen="login"))


def _sends_else(now: Now, own: Form) -> bool:
    """Whether all its own buttons do something that is denied, such as signing up."""
    named = [one for one in own.buttons if one.strip()]
    return bool(named) and all(now.selectors.denied.search(one) for one in named)


def _chooses_own(now: Now, own: Form, field: Element) -> Step | None:
    """Choose the members' own login in a list of the form; stop where a list leaves nothing to go by."""
    for choice in own.choices:
        option, mark = _own_option(now, choice), Mark("own choice", choice.name, now.seen.url)
        if option is not None and not now.memory.has(mark):
            return Choose(Target(own.number, field.frame, choice.at), "own_login", label=option, mark=mark)
        if (choice.needed and not choice.chosen) or now.selectors.is_others(choice.chosen):
            named = " ".join(choice.name.split())[:60]
            return HandOver(N_("the login asks for a choice that is not known ({0})").format(named), "login")
    return None


def _own_option(now: Now, choice: Choice) -> str | None:
    """The one option that is the members' own login, where that is not chosen already."""
    own = [one for one in choice.options if now.selectors.is_own(one)]
    return own[0] if len(own) == 1 and own[0] != choice.chosen else None


def _is_first_step(now: Now, email: Hit) -> bool:
    """Whether a field for the e-mail address alone opens a login, and no link leads to another one."""
    own, selectors = now.seen.form, now.selectors
    if own is None or selectors.deny.forms.search(f"{own.text} {' '.join(own.names)}") or _sends_else(now, own):
        return False
    if _asks_else(now, own, 0):
        return False
    ways = match.hits(now.seen, selectors.buttons.to_login.candidates)
    if any(not match.same_form(one.element, email.element) for found in ways for one in found):
        return False
    for name in ("next", "login"):
        candidates = getattr(selectors.buttons, name).candidates
        with contextlib.suppress(Ambiguous):
            if match.find(now.seen, candidates, deny=selectors.denied, beside=email.element) is not None:
                return True
    return False


# -- filling it in, and sending it ----------------------------------------------------------------------------------


def _fill(now: Now, email: Hit | None, password: Hit | None) -> Step:
    """Write what is known into its fields, if that may be; what else it asks for is a person's to give."""
    memory, own = now.memory, now.seen.form
    if isinstance(memory.last, Fill) and not memory.done:
        why = "the login form asks for more than a login"
        if not now.outcome.person:
            return Stop(PageNotRecognised(why, screen="login", rule=now.outcome.rule))
        return HandOver(why, "login", now.outcome.rule, by_hand=True)
    with contextlib.suppress(PageNotRecognised):
        button = _button(now, email, password)
        fill = _filling(now, email, password, button)
    captcha = has_captcha(now)
    if captcha or (own is not None and own.more):
        if not now.attended:
            why = "the login form has a captcha, which a person must answer" if captcha else _MORE
            return Stop(NeedsHuman(why, screen="captcha" if captcha else "login"))
        told = "a captcha is to be ticked" if captcha else _MORE
        return HandOver(told, "captcha", by_hand=password is None, fill=fill if password is not None else None)
    if own is not None and own.addressed:
        return Stop(in_address())
    return fill


def has_captcha(now: Now) -> bool:
    """Whether there is a captcha, be it in a frame of somebody else's."""
    candidates = now.selectors.screens.captcha.candidates
    return any(match.present(seen, candidates) for seen in (now.seen, *now.seen.foreign))


def _filling(now: Now, email: Hit | None, password: Hit | None, button: Hit | None) -> Fill:
    warns = [
        Warned("selector-drift", f"{key}: found by candidate {one.rank + 1}")
        for one, key in ((email, "fields.email"), (password, "fields.password"))
        if one is not None and one.rank
    ]
    kept = email if email is not None and not email.element.fixed else None
    return Fill(_on(now, kept), _on(now, password), _on(now, button), warns=tuple(warns))


def _on(now: Now, hit: Hit | None) -> Target | None:
    return target(now.seen, hit.element) if hit is not None else None


def _send(now: Now, email: Hit | None, password: Hit | None) -> Step:
    """Press what sends the form that was filled in."""
    button, filled = _button(now, email, password), now.memory.filled
    if button is None and password is None:
        return Stop(PageNotRecognised("no button of the login was found", screen="login"))
    if button is None:
        return Key("Enter", field=_on(now, password))
    if button.element.off and filled is not None and not filled.by_keys:
        # A page whose button waits on may heed keys alone.
        again = _filling(now, email, password, button)
        return Fill(again.email, again.password, again.button, by_keys=True)
    purpose: Purpose = "next" if password is None else "login"
    return Press(target(now.seen, button.element), purpose, clears=True, must=True, seconds=10)


def _button(now: Now, email: Hit | None, password: Hit | None) -> Hit | None:
    """What sends the form: what is known in it, else anywhere on the page. Raises PageNotRecognised."""
    field = password or email
    several = False
    for beside in (field.element if field is not None else None, None):
        for name in ("next", "login") if password is None else ("login", "next"):
            candidates = getattr(now.selectors.buttons, name).candidates
            for found in match.hits(now.seen, candidates, beside=beside):
                kept = [one for one in found if not one.around and not now.selectors.denied.search(one.name)]
                if kept and field is not None and candidates[kept[0].rank].role is None:
                    kept = _pressable(kept, field.element)
                if len(kept) == 1:
                    return kept[0]
                several = several or len(kept) > 1
    if several:
        raise PageNotRecognised("several elements could be meant, and none is surely the one", screen="login")
    return None


def _pressable(found: list[Hit], field: Element) -> list[Hit]:
    """Of what is called like a button, what is one: a title is called so too, and stands above the fields."""
    told = [(one.element.pressable, one.element.path[-1:] > field.path[-1:]) for one in found]
    for wanted in ((True, True), (True, False), (False, True)):
        kept = [one for one, is_so in zip(found, told, strict=True) if is_so == wanted]
        if kept:
            return kept
    return []


# -- when it comes back ---------------------------------------------------------------------------------------------


def _came_back(now: Now) -> Step | None:
    """What a login form means that is shown once more."""
    code, memory = answers.heard(now), now.memory
    if memory.inside or code == "session-ended":
        if now.attended:
            return HandOver(N_("the portal ended the session"), "login", anew=True, by_hand=True)
        return Stop(answers.failure(now, "session-ended", "login"))
    if code is not None and code != "balance-not-shown":
        return Stop(answers.failure(now, code, "login"))
    # A field for a code may hide what is typed, and stand over the login form: only new words tell of it.
    new = "\n".join(line for line in now.seen.sight.text.splitlines() if line not in memory.lines_before)
    if answers.asks_code(now, new):
        return HandOver("a PIN or one-time code is asked for", "code")
    # The reason may stand below a notice; or the answer is still on its way, and the form shown until it comes.
    step = notices.lift(now) or answers.wait(now)
    if step is not None:
        return step
    if now.attended:
        return HandOver(N_("the login form came back"), "login")
    return Stop(PageNotRecognised("the login form came back without a reason that is known", screen="login"))
