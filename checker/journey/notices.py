"""What lies over a page: notices with a harmless way out, and what keeps a button from being pressed. It is put away by
the ways that a person would try, each of them harmless, one after the other.
"""

from collections.abc import Callable

from msgspec import structs

from checker.folding import fold
from checker.journey.now import Now, Plan
from checker.journey.policy import Notice
from checker.journey.steps import HandOver, Key, Mark, Point, Press, Step, target
from checker.page import match
from checker.page.sight import Control

_SIGN = 60
"""Pixels: a cross is no larger."""
_TIMES = 2
"""How often one notice is put away by what is pressed in it."""


def put_away(now: Now) -> Step | None:
    """What puts away a notice in sight: what closes it, or else agrees, if that is harmless.

    To close is no answer: so what agrees is pressed only where neither a key nor its curtain has put the notice away.
    """
    for control in ways_out(now):
        layer = (control.layer or "")[:80]
        mark = Mark("notice", control.name, layer)
        if now.memory.pressed.count(mark) >= _TIMES:
            continue
        if now.portal.policy.agrees(control.name):
            otherwise = _otherwise(now, layer)
            if otherwise is not None:
                return otherwise
        return Press(target(now.seen, control), "close", mark)
    return None


def _otherwise(now: Now, layer: str) -> Step | None:
    by_key, beyond = Mark("notice by key", place=layer), Mark("notice beyond", place=layer)
    if not now.memory.has(by_key):
        return Key("Escape", by_key)
    if not now.memory.has(beyond) and now.seen.curtain is not None:
        return Point(*now.seen.curtain, beyond)
    return None


def lift(now: Now) -> Step | None:
    """What puts away a notice that is drawn over the whole page; the curtain behind an open menu is none."""
    if now.seen.curtain is None or consent_in_sight(now) or any(one.what == "menu" for one in now.memory.pressed):
        return None
    for number, way in enumerate(_WAYS):
        mark = Mark("lift", str(number), now.seen.url)
        step = None if now.memory.has(mark) else way(now)
        if step is not None:
            return structs.replace(step, mark=mark)
    return None


def uncover(now: Now, press: Press) -> Plan:
    """Put away what lies over something that is to be pressed, and press it. A consent is a person's to answer."""
    for way in _WAYS:
        # All ways but that by name might answer a consent that lies there too: they do not ask what they put away.
        step = way(now) if way is _by_name or not consent_in_sight(now) else None
        if step is None:
            continue
        yield step
        now = yield press
        if not now.outcome.covered:
            return now
    if consent_over(now):
        now = yield HandOver("a consent is asked for", "consent", "consent-asked")
    return (yield structs.replace(press, last=True))


def ways_out(now: Now) -> list[Control]:
    """The harmless ways out of the notices in sight, declining ones first."""
    selectors, policy = now.selectors, now.portal.policy
    # A menu that slides in has a way out as well, and is no notice.
    controls = now.seen.sight.controls
    ways = [one for one in controls if selectors.tiles.heading.search(one.name)]
    kept = {one.layer for one in ways} | consents(now)
    laid = [
        one
        for one in controls
        if one.layer is not None and one.layer not in kept and not one.disabled and one.role != "checkbox"
        if one.layer or not any(way.layer and _is_beside(one, way) for way in ways)
    ]
    declining = [one for one in laid if selectors.dismiss.declining.search(one.name)]
    agreeing = [one for one in laid if policy.agrees(one.name) and _says(now, one.layer) == "agree"]
    return [*declining, *agreeing]


def _is_beside(cross: Control, way: Control) -> bool:
    """Whether what holds a cross, drawn as a layer of its own, holds a way as well: a menu's, to be shut."""
    holds = cross.path[:-1]
    return way.path[: len(holds)] == holds


def consents(now: Now) -> set[str | None]:
    """The layers that ask for a consent, or tell of what a person must decide on; None where the page itself does.

    To decline one is as much an answer as to agree, and only the person may give it.
    """
    controls = now.seen.sight.controls
    found = {layer for layer in {one.layer for one in controls} if _says(now, layer) == "person"}
    # A page's own text may speak of an agreement in its foot: there only what can be pressed tells that it asks.
    own = "\n".join(one.name for one in controls if one.layer is None)
    return found | ({None} if now.selectors.dismiss.asks_consent(own, page=True) else set())


def consent_in_sight(now: Now) -> bool:
    """Whether a layer asks for a consent."""
    return bool(consents(now) - {None})


def consent_over(now: Now) -> bool:
    """Whether what lies over the page asks for a consent, or can only be agreed to and is not known to be harmless."""
    layers = {one.layer for one in now.seen.sight.controls if one.layer}
    told = any(now.selectors.screens.consent.says(layer) for layer in layers)
    return told or consent_in_sight(now) or _is_unknown(now)


def _is_unknown(now: Now) -> bool:
    agrees = now.portal.policy.agrees
    layers = {one.layer for one in now.seen.sight.controls if one.layer is not None and agrees(one.name)}
    return any(_says(now, layer) != "agree" for layer in layers)


def _says(now: Now, layer: str | None) -> Notice | None:
    """What may be done about a layer, going by its words without the names of what can be pressed in it."""
    if layer is None:
        return None
    names = [one.name for one in now.seen.sight.controls if one.layer == layer]
    known = [fold(name) for name in names]
    said = [line for line in layer.splitlines() if line.strip() and not any(fold(line) in name for name in known)]
    return now.portal.policy.notice(said, [*said, *names])


# -- the ways a person would try ------------------------------------------------------------------------------------


def _by_key(_: Now) -> Step | None:
    return Key("Escape")


def _by_name(now: Now) -> Step | None:
    """By what is called like a harmless way out, wherever it stands."""
    kept = consents(now)
    for control in now.seen.sight.controls:
        if control.layer not in kept and now.selectors.dismiss.declining.search(control.name):
            return Press(target(now.seen, control), "close")
    return None


def _by_sign(now: Now) -> Step | None:
    """By a nameless element that the selectors file knows as one that closes."""
    for found in match.hits(now.seen, now.selectors.buttons.close.candidates):
        for one in found[:5]:
            if not one.name:
                return Press(target(now.seen, one.element), "close", seconds=1)
    return None


def _by_corner(now: Now) -> Step | None:
    """By the small nameless thing in an upper corner of what lies over the page, where crosses are."""
    view = now.seen.windows[0][0] if now.seen.windows else None
    middle = (view.w / 2, view.h / 2) if view is not None else (0.0, 0.0)
    small = [one for one in now.seen.sight.controls if _is_sign(one)]
    signs = [one for one in small if _is_in_corner(one) and _lies_over(one, *middle)]
    signs = signs or [one for one in small if _is_cross(now, one)]
    return Press(target(now.seen, signs[0]), "close") if len(signs) == 1 else None


def _beyond(now: Now) -> Step | None:
    """By pressing beside it, on the curtain that it has drawn over the page."""
    return Point(*now.seen.curtain) if now.seen.curtain is not None else None


_WAYS: "tuple[Callable[[Now], Step | None], ...]" = (_by_key, _by_name, _by_sign, _by_corner, _beyond)


def _is_sign(control: Control) -> bool:
    """Whether it is small, without a word, and leads to no other page."""
    if control.lies is None or control.disabled or control.link or any(sign.isalnum() for sign in control.name):
        return False
    return control.role in ("button", "link", "hand") and max(control.box.w, control.box.h) <= _SIGN


def _is_in_corner(control: Control) -> bool:
    box, lies = control.box, control.lies
    if lies is None or lies.w < 4 * box.w:
        return False
    return box.y - lies.y < _SIGN and min(box.x - lies.x, lies.right - box.right) < _SIGN


def _is_cross(now: Now, control: Control) -> bool:
    """Whether it is the cross of a notice on a curtain of its own, which speaks of nothing denied and of no consent."""
    said, selectors = now.seen.fact(control).cross, now.selectors
    return said is not None and not selectors.touches(said) and not selectors.screens.consent.says(said)


def _lies_over(control: Control, x: float, y: float) -> bool:
    """Whether it belongs to a notice over the middle of the page: the page's own head has signs in its corners too."""
    lies = control.lies
    return lies is not None and 0 < lies.x < x < lies.right < 2 * x and lies.y < y + control.box.y
