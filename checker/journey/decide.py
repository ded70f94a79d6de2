"""What to do next: one ordered list of small rules, of which the first that has a step decides. Pure."""

from collections.abc import Callable

import msgspec

from checker.failures import Failure
from checker.journey import answers, login, menus, notices, ways
from checker.journey.now import Now
from checker.journey.steps import Mark, Press, Step, Stop, Tour, target
from checker.reading.segments import Kind, segments


class Rule(msgspec.Struct, frozen=True):
    """A rule of what to do next: its name, why it is there, and the step that it has for a moment, if any."""

    name: str
    why: str
    step: Callable[[Now], Step | None]
    screen: str = ""
    """The screen that is met where it has one."""


def decide(now: Now, rules: "tuple[Rule, ...] | None" = None) -> tuple[Rule, Step]:
    """The first rule that has a step, and that step, by those of the portal or by other `rules`, of which the last has
    a step for everything. A failure that a rule meets with ends the run.
    """
    for rule in RULES if rules is None else rules:
        try:
            step = rule.step(now)
        except Failure as failure:
            return rule, Stop(failure)
        if step is not None:
            return rule, step
    raise AssertionError("the last rule has a step for everything")


def _notice(now: Now) -> Step | None:
    # Once the balance was asked for, it may stand in the very thing that looks like a notice.
    return None if now.memory.asked or login.is_open(now) else notices.put_away(now)


def _read(now: Now) -> Step | None:
    return Tour() if now.memory.asked else None


def _known(now: Now) -> Step | None:
    """Go on along the way that has led to the balance that was confirmed, where that is in sight."""
    if now.portal.turn is None or not (now.memory.sent or now.memory.resumed):
        return None
    return ways.balance(now) if ways.known(now) is not None else menus.open_known(now)


def _menu(now: Now) -> Step | None:
    return menus.open_menu(now) if now.memory.sent or now.memory.resumed else None


def _pass(now: Now) -> Step | None:
    """Pass over a page that offers something to be declined."""
    consents = notices.consents(now)
    for control in now.seen.sight.controls:
        if control.layer in consents or control.disabled:
            continue
        if now.selectors.dismiss.declining.search(control.name) and not now.selectors.denied.search(control.name):
            mark = Mark("pass", control.name, now.seen.url)
            if not now.memory.has(mark):
                return Press(target(now.seen, control), "pass", mark)
    return None


def _to_login(now: Now) -> Step | None:
    """Go to the login, be it behind a menu."""
    if now.memory.sent:
        return None
    buttons = now.selectors.buttons
    for name, way in (("to_login", buttons.to_login), ("own_login", buttons.own_login)):
        mark = Mark("to-login", name)
        hit = None
        if not now.memory.has(mark):
            hit = now.find(way.candidates, deny=now.selectors.denied, alike=True)
        # What sends fields is the button of a login that is not known, and no way to one.
        if hit is not None and not hit.element.sends[name == "to_login"]:
            return Press(target(now.seen, hit.element), "to_login", mark, clears=True, seconds=10)
    return menus.open_for_login(now)


def _shown_unasked(now: Now) -> Step | None:
    """Read a balance that some portals show right after the login."""
    mark = Mark("shown unasked", now.seen.sight.text, now.seen.url)
    if not now.memory.sent or now.memory.has(mark):
        return None
    words = now.selectors.words
    told = any(
        words.says("balance", one.text) and words.says("programme", one.text)
        for one in segments(now.seen.sight)
        if one.kind is Kind.TEXT
    )
    return Tour(unasked=True, mark=mark) if told else None


def _programme(now: Now) -> Step | None:
    return ways.programme(now) if now.memory.sent else None


def _submit_programme(now: Now) -> Step | None:
    """Ask for the programme that was chosen in a list."""
    last = now.memory.last
    chosen = getattr(last, "purpose", "") == "programme" and not isinstance(last, Press) and now.memory.done
    return ways.submit(now, anyhow=False) if chosen else None


RULES = (
    Rule("answer", "the portal is down, blocks, or has refused the page", answers.status),
    Rule("told-to-login", "what the portal has said to the login counts before what it shows", answers.to_login),
    Rule("consent", "a consent before or after the login is a person's to give", answers.consent),
    Rule("notice", "a notice hides what it lies over", _notice),
    Rule("pin", "a PIN that hides what is typed is no login", answers.pin, "code"),
    Rule("login", "the login is filled in and sent, once", login.log_in, "login"),
    Rule("person", "codes and consents are answered by a person only", answers.human),
    Rule("read", "the balance was asked for", _read, "balance"),
    Rule("known-way", "the way that has led to the balance before comes first", _known, "menu"),
    Rule("ask", "the way to the balance is in sight", ways.balance, "menu"),
    Rule("menu", "the way to the balance may wait in a menu", _menu),
    Rule("submit", "a programme that was chosen is asked for", _submit_programme),
    Rule("pass", "a page may be passed over", _pass),
    Rule("to-login", "a landing page leads to the login", _to_login),
    Rule("unasked", "some portals show the balance without being asked", _shown_unasked, "balance"),
    Rule("unknown", "what the page tells of, or a person's part, or it is not ready yet", answers.unknown),
    Rule("programme", "the JHT may have to be chosen among all programmes", _programme),
    Rule("lost", "the page is nothing that is known", answers.lost),
)
