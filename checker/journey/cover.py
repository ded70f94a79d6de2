"""What lies over a page and keeps its buttons from being pressed: put away by the ways that a person would try, each of
them harmless, one after the other until the button is free.
"""

import contextlib
from typing import TYPE_CHECKING

from checker.browser import eyes, hand, locate, world
from checker.folding import fold

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from checker.journey.journey import Journey
    from checker.journey.policy import Notice, Policy
    from checker.page.observation import Observation
    from checker.page.sight import Control

_SIGN = 60
"""Pixels: a cross is no larger."""


def clear(journey: "Journey", element: "Locator") -> bool:
    """Put away what lies over `element`; False where it stays."""
    for way in _WAYS:
        # All ways but that by name might answer a consent that lies there too: they do not ask what they put away.
        if way is not _by_name and _consent_in_sight(journey):
            continue
        way(journey)
        if locate.stands(element).free:
            return True
    return False


def lift(journey: "Journey") -> bool:
    """Put away a notice that has drawn a curtain over the whole page; False if there is none, or it stays."""
    if _curtain(journey) is None or _consent_in_sight(journey):
        return False
    for way in _WAYS:
        way(journey)
        if _curtain(journey) is None:
            return True
    return False


def put_away(journey: "Journey", seen: "Observation") -> bool:
    """Put away a notice in sight: by what closes, or else by what agrees, if that is harmless; False if none was."""
    for control in ways_out(seen, journey.policy):
        key = f"notice {control.name} {(control.layer or '')[:80]}"
        if journey.pressed.count(key) >= 2:
            continue
        journey.pressed.append(key)
        closed = _closed_otherwise(journey, control) if journey.policy.agrees(control.name) else False
        if closed or journey.press_control(seen, control, "close"):
            return True
    return False


def _closed_otherwise(journey: "Journey", control: "Control") -> bool:
    """Whether the notice that a control belongs to could be put away without it: to close is no answer."""
    for way in (_by_key, _beyond):
        way(journey)
        if all(one.layer != control.layer for one in journey.settle().sight.controls):
            return True
    return False


def ways_out(seen: "Observation", policy: "Policy") -> "list[Control]":
    """The harmless ways out of the notices in sight, declining ones first."""
    selectors = policy.selectors
    # A menu that slides in has a way out as well, and is no notice.
    menus = {one.layer for one in seen.sight.controls if selectors.tile_heading.search(one.name)}
    kept = menus | consents(seen, policy)
    laid = [
        one
        for one in seen.sight.controls
        if one.layer is not None and one.layer not in kept and not one.disabled and one.role != "checkbox"
    ]
    declining = [one for one in laid if selectors.declining.search(one.name)]
    agreeing = [one for one in laid if policy.agrees(one.name) and _says(one.layer, seen, policy) == "agree"]
    return [*declining, *agreeing]


def consents(seen: "Observation", policy: "Policy") -> "set[str | None]":
    """The layers that ask for a consent, or tell of what a person must decide on; None where the page itself does.

    To decline one is as much an answer as to agree, and only the person may give it.
    """
    found = {layer for layer in {one.layer for one in seen.sight.controls} if _says(layer, seen, policy) == "person"}
    # A page's own text may speak of an agreement in its foot: there only what can be pressed tells that it asks.
    own = "\n".join(one.name for one in seen.sight.controls if one.layer is None)
    return found | ({None} if policy.selectors.asks_consent(own, page=True) else set())


def unknown(seen: "Observation", policy: "Policy") -> bool:
    """Whether a notice in sight can only be agreed to, and says what is not known to be harmless."""
    layers = {one.layer for one in seen.sight.controls if one.layer is not None and policy.agrees(one.name)}
    return any(_says(layer, seen, policy) != "agree" for layer in layers)


def _says(layer: str | None, seen: "Observation", policy: "Policy") -> "Notice | None":
    """What may be done about a layer, going by its words without the names of what can be pressed in it."""
    if layer is None:
        return None
    names = [one.name for one in seen.sight.controls if one.layer == layer]
    known = [fold(name) for name in names]
    said = [line for line in layer.splitlines() if line.strip() and not any(fold(line) in name for name in known)]
    return policy.notice(said, [*said, *names])


def _consent_in_sight(journey: "Journey") -> bool:
    return bool(consents(journey.settle(), journey.policy) - {None})


def _by_key(journey: "Journey") -> None:
    hand.key(journey, "Escape")
    journey.settle()


def _by_name(journey: "Journey") -> None:
    """By what is called like a harmless way out, wherever it stands."""
    seen = journey.settle()
    kept = consents(seen, journey.policy)
    for control in seen.sight.controls:
        if control.layer in kept or not journey.selectors.declining.search(control.name):
            continue
        if journey.press_control(seen, control, "close"):
            journey.settle()
            return


def _by_sign(journey: "Journey") -> None:
    """By a nameless element that the selectors file knows as one that closes."""
    from playwright.sync_api import Error

    for found in locate.hits(journey.page, journey.selectors.buttons.close.candidates):
        for one in found[:5]:
            if not one.name:
                with contextlib.suppress(Error, hand.Refused):
                    hand.press(journey, one.locator, "close", seconds=1)
                    journey.settle()
                    return


def _by_corner(journey: "Journey") -> None:
    """By the small nameless thing in an upper corner of what lies over the page, where crosses are."""
    seen = journey.settle()
    size = journey.page.viewport_size
    middle = (size["width"] / 2, size["height"] / 2) if size else (0, 0)
    small = [one for one in seen.sight.controls if _is_sign(one)]
    signs = [one for one in small if _is_in_corner(one) and _lies_over(one, *middle)]
    signs = signs or [one for one in small if _closes(journey, seen, one)]
    if len(signs) == 1 and journey.press_control(seen, signs[0], "close"):
        journey.settle()


def _is_sign(control: "Control") -> bool:
    """Whether it is small, without a word, and leads to no other page."""
    if control.lies is None or control.disabled or control.link or any(sign.isalnum() for sign in control.name):
        return False
    return control.role in ("button", "link", "hand") and max(control.box.w, control.box.h) <= _SIGN


def _is_in_corner(control: "Control") -> bool:
    box, lies = control.box, control.lies
    if lies is None or lies.w < 4 * box.w:
        return False
    return box.y - lies.y < _SIGN and min(box.x - lies.x, lies.right - box.right) < _SIGN


def _closes(journey: "Journey", seen: "Observation", control: "Control") -> bool:
    """Whether it is the cross of a notice on a curtain of its own, which speaks of nothing denied and of no consent."""
    from playwright.sync_api import Error

    said, element = None, eyes.element(seen, control)
    with contextlib.suppress(Error):
        said = world.ask_one(element, "corner") if element is not None else None
    selectors = journey.selectors
    return said is not None and not selectors.denied_dialogs.search(said) and not selectors.screens.consent.says(said)


def _lies_over(control: "Control", x: float, y: float) -> bool:
    """Whether it belongs to a notice over the middle of the page: the page's own head has signs in its corners too."""
    lies = control.lies
    return lies is not None and 0 < lies.x < x < lies.right < 2 * x and lies.y < y + control.box.y


def _beyond(journey: "Journey") -> None:
    """By pressing beside it, on the curtain that it has drawn over the page."""
    point = _curtain(journey)
    if point is not None:
        hand.point(journey, *point)
        journey.settle()


def _curtain(journey: "Journey") -> tuple[float, float] | None:
    """A point of the curtain that is drawn over the page, beside the notice; None where there is no curtain."""
    from playwright.sync_api import Error

    with contextlib.suppress(Error):
        point = world.ask(journey.page, "beyond")
        return tuple(point) if point else None
    return None


_WAYS = (_by_key, _by_name, _by_sign, _by_corner, _beyond)
