"""What to do next in the agency's app on a phone: the same decisions as at the portal, but for the login, which is the
person's own. Pure.
"""

from functools import partial
from typing import TYPE_CHECKING

from checker.failures import DeviceUnavailable, NeedsHuman, PageNotRecognised
from checker.journey import answers, menus, notices, ways
from checker.journey.decide import Rule
from checker.journey.now import Now
from checker.journey.steps import Key, Mark, Read, Step, Stop, Tour
from checker.reading.segments import segments
from checker.texts import N_

if TYPE_CHECKING:
    from checker.portal.app import App

SCREENS = {
    "app-refuses-debugging": N_("the app says that it does not run while the phone can be debugged"),
    "app-update": N_("the app wants to be updated first"),
    "app-biometrics": N_("a finger or a face is asked for"),
    "app-pin": N_("a PIN is asked for"),
    "app-code": N_("a one-time code is asked for"),
    "app-locked": N_("the app is locked"),
    "app-login": N_("the app asks for a login"),
}
"""What may be wanted first, in the order in which it is looked for, each with what is told of it."""
_SOFT = ("app-update",)
"""What may be put off where the app offers that."""


def rules(app: "App", *, look: bool = False) -> tuple[Rule, ...]:
    """The rules of what to do next in `app`; with `look`, nothing is pressed, and the screen is read as it is."""
    first = (
        Rule("wanted-first", "what the app or the phone wants first is a person's to give", partial(_wanted, app)),
        Rule("other-app", "no other app is read", partial(_other, app)),
        Rule("claim", "what belongs to a claim is left alone", partial(_claim, app)),
    )
    last = (Rule("lost", "the screen is nothing that is known", _lost),)
    if look:
        return (*first, Rule("look", "the screen is read as it is", _look, "balance"), *last)
    return (
        *first,
        Rule("consent", "a consent is a person's to give", _consent),
        Rule("notice", "a notice hides what it lies over", _notice),
        Rule("notice-stays", "what stays in spite of that is a person's to answer", _stays),
        Rule("read", "the balance was asked for", _read, "balance"),
        Rule("ask", "the way to the balance is in sight", ways.balance, "menu"),
        Rule("shown", "the balance may be shown already", _shown, "balance"),
        Rule("menu", "the way to the balance waits behind the programme's tile", menus.open_menu, "menu"),
        Rule("unknown", "what the screen tells of, or it is not ready yet", answers.unknown),
        *last,
    )


def _person(rule: str, why: str) -> Stop:
    return Stop(NeedsHuman(why, screen=rule.removeprefix("app-"), rule=rule, case=rule))


def wanted(app: "App", now: Now) -> str | None:
    """What is wanted first by the screen, or by the notice that lies over it; the name of its rule."""
    over = notice(now)
    if over is None and (now.offers_balance or _tells_balance(now)):
        return None
    text = over if over is not None else now.seen.sight.text
    may_close = bool(notices.ways_out(now))
    for rule in SCREENS:
        told = app.screens.get(rule)
        says = told.search(text) if told is not None else answers.asks_code(now, text)
        if rule == "app-login":
            says = says and (now.seen.sight.secret or not now.memory.asked)
            says = says or now.selectors.failure_said(text) == "session-ended"
        if says and not (rule in _SOFT and may_close):
            return rule
    return "app-login" if now.seen.sight.secret else None


def _wanted(app: "App", now: Now) -> Step | None:
    rule = wanted(app, now)
    if rule == "app-refuses-debugging":
        return Stop(DeviceUnavailable(SCREENS[rule], screen="start", rule=rule, case=rule))
    return _person(rule, SCREENS[rule]) if rule is not None else None


def _other(app: "App", now: Now) -> Step | None:
    if now.seen.url == app.origin:
        return None
    return _person("app-not-in-front", N_("another app, or the phone's own screen, is in front"))


def _claim(app: "App", now: Now) -> Step | None:
    if now.offers_balance or not in_claim(app, now):
        return None
    return Stop(PageNotRecognised("the screen belongs to a claim", screen="claim", rule="claim-in-app", case="app"))


def in_claim(app: "App", now: Now) -> bool:
    """Whether a text that nobody can press says that the screen belongs to a claim."""
    return any(app.claim.search(one.text) for one in segments(now.seen.sight) if one.words[0].control < 0)


def notice(now: Now) -> str | None:
    """What lies over the page says; None where nothing does."""
    return next((one.layer for one in now.seen.sight.controls if one.layer is not None), None)


def _consent(now: Now) -> Step | None:
    if notices.consent_in_sight(now):
        return _person("app-consent", N_("the app asks for a consent"))
    return None


def _notice(now: Now) -> Step | None:
    """Put a notice away by what declines it; else by the phone's own way back, which accepts nothing."""
    over = notice(now)
    if over is None or (now.memory.asked and _tells_balance(now)):
        return None
    step = notices.put_away(now)
    mark = Mark("notice by back", place=over[:80])
    return step or (Key("Escape", mark) if not now.memory.has(mark) else None)


def _stays(now: Now) -> Step | None:
    over = notice(now)
    if over is None or now.memory.asked:
        return None
    return _person("app-notice", N_("a notice lies over the app, and nothing but an assent would end it"))


def _read(now: Now) -> Step | None:
    return Tour() if now.memory.asked else None


def _tells_balance(now: Now) -> bool:
    """Whether the screen shows an amount, and speaks of a balance."""
    found, words = segments(now.seen.sight), now.selectors.words
    return any(one.is_value for one in found) and any(words.says("balance", one.text) for one in found if one.is_text)


def _shown(now: Now) -> Step | None:
    mark = Mark("shown", now.seen.sight.text)
    return Tour(unasked=True, mark=mark) if _tells_balance(now) and not now.memory.has(mark) else None


def _look(now: Now) -> Step | None:
    return Read() if now.memory.last is None else None


def _lost(_: Now) -> Step:
    why = "the screen of the app is none that is known"
    return Stop(PageNotRecognised(why, screen="unknown", rule="app-screen-unknown", case="app"))
