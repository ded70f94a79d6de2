"""What lies over a page and keeps its buttons from being pressed: put away by the ways that a person would try, each of
them harmless, one after the other until the button is free.
"""

import contextlib
from typing import TYPE_CHECKING

from checker.portal import hand, locate, world

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from checker.portal.eyes import Look
    from checker.portal.journey import Journey
    from checker.reading.sight import Control
    from checker.selectors import Selectors

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


def ways_out(seen: "Look", selectors: "Selectors") -> "list[Control]":
    """The harmless ways out of the notices in sight, declining ones first."""
    # A menu that slides in has a way out as well, and is no notice.
    menus = {one.layer for one in seen.sight.controls if selectors.tile_heading.search(one.name)}
    kept = menus | consents(seen, selectors)
    laid = [
        one
        for one in seen.sight.controls
        if one.layer is not None and one.layer not in kept and not one.disabled and one.role != "checkbox"
    ]
    declining = [one for one in laid if selectors.declining.search(one.name)]
    agreeing = [
        one
        for one in laid
        if selectors.agreeing.search(one.name)
        and not selectors.denied_dialogs.search(one.layer or "")
        and not selectors.asking.search(one.layer or "")
    ]
    return [*declining, *agreeing]


def consents(seen: "Look", selectors: "Selectors") -> "set[str | None]":
    """The layers that ask for a consent, each by its text; None where the page itself does.

    To decline one is as much an answer as to agree, and only the person may give it.
    """
    named: dict[str | None, list[str]] = {}
    for one in seen.sight.controls:
        named.setdefault(one.layer, []).append(one.name)
    # A page's own text may speak of an agreement in its foot: there only what can be pressed tells that it asks.
    said = {layer: "\n".join((layer or "", *names)) for layer, names in named.items()}
    return {layer for layer, text in said.items() if selectors.asks_consent(text, page=layer is None)}


def _consent_in_sight(journey: "Journey") -> bool:
    return bool(consents(journey.settle(), journey.selectors) - {None})


def _by_key(journey: "Journey") -> None:
    hand.key(journey, "Escape")
    journey.settle()


def _by_name(journey: "Journey") -> None:
    """By what is called like a harmless way out, wherever it stands."""
    seen = journey.settle()
    kept = consents(seen, journey.selectors)
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
                with contextlib.suppress(Error):
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


def _closes(journey: "Journey", seen: "Look", control: "Control") -> bool:
    """Whether it is the cross of a notice on a curtain of its own, which speaks of nothing denied and of no consent."""
    from playwright.sync_api import Error

    said, element = None, seen.element(control)
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
