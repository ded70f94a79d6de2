"""The menus that hide a way: opened by pressing or hovering over what is called, or looks, like one."""

from collections.abc import Iterable, Iterator

from checker.journey import notices
from checker.journey.now import Now
from checker.journey.steps import Hover, Mark, Press, Step, target
from checker.page import match
from checker.page.observation import Element
from checker.portal.selectors import Target

_MENU_S = 2.5
"""Seconds: how long something like a menu may take to be pressed."""
_SIGN = 60
"""Pixels: three lines are no larger."""
_MOST = 5


def open_menu(now: Now) -> Step | None:
    """Open a menu on the page that may hide the balance; only where there is none, follow a link called like one."""
    way = now.selectors.buttons.balance
    waits = match.waits(now.seen, way.candidates)
    # What unfolds under the pointer may have been drawn so small that nothing was seen to wait in it.
    inside = _hover(now) or (_unfold_part(now, way) if waits else None)
    return notices.lift(now) or inside or _unfold(now, way, waits) or _unfold(now, way, True) or _corner(now)


def open_known(now: Now) -> Step | None:
    """Open a menu that has led to the balance before, of those that would be opened one after the other."""
    way = now.selectors.buttons.balance
    inside = _unfold_part(now, way) if match.waits(now.seen, way.candidates) else None
    for step in (_hover(now), inside, _unfold(now, way, True)):
        if step is not None and step.mark is not None and now.turn("menu", step.mark.name) >= 0:
            return notices.lift(now) or step
    return None


def open_for_login(now: Now) -> Step | None:
    """Open what hides the way to the login, where that is there at all."""
    way = now.selectors.buttons.to_login
    return _unfold(now, way, True) if match.waits(now.seen, way.candidates, by_role=True) else None


def _hover(now: Now) -> Hover | None:
    """Lay the pointer over what may unfold by that alone."""
    for found in match.hits(now.seen, now.selectors.buttons.hover.candidates):
        for one in _known_first(now, (one.element for one in found[:_MOST])):
            mark = _mark(now, "hover", one)
            if not now.memory.has(mark):
                return Hover(target(now.seen, one), mark)
    return None


def _known_first(now: Now, them: Iterable[Element]) -> list[Element]:
    """What has led to the balance before comes before what has not, and what was pressed last first: it is nearest."""
    return sorted(them, key=lambda one: -now.turn("menu", one.called))


def _shows(now: Now, way: Target) -> bool:
    """Whether a way is in sight, and does not wait beyond the page's edge."""
    return any(one.element.shown for found in match.hits(now.seen, way.candidates) for one in found)


def _unfold(now: Now, way: Target, hidden: bool) -> Press | Hover | None:
    """Open one menu that was not opened before; a link to another page only where `way` is `hidden` on this one.

    The pointer is laid over it first: what opens by that would be closed again by a press.
    """
    last = now.memory.last
    if isinstance(last, Hover) and last.mark.what == "menu" and not _shows(now, way):
        pressed = Mark("menu pressed", last.mark.name, last.mark.place)
        if not now.memory.has(pressed):
            return Press(last.on, "menu", pressed, clears=True, seconds=_MENU_S)
    for one in _known_first(now, _menus(now)):
        mark = _mark(now, "menu", one)
        if not now.memory.has(mark) and (hidden or not one.leads):
            return Hover(target(now.seen, one), mark, seconds=2)
    return None


def _menus(now: Now) -> Iterator[Element]:
    """What is like a menu, and may be opened."""
    for found in match.hits(now.seen, now.selectors.buttons.menu.candidates):
        for one in found:
            # No login is sent that was not filled in.
            sends = not now.memory.sent and one.element.sends[0]
            if one.element.shown and not sends and not _is_denied(now, one):
                yield one.element


def _is_denied(now: Now, hit: match.Hit) -> bool:
    """Whether something like a menu is none to be opened, by its name, by what it is a part of or by where it leads."""
    one, selectors = hit.element, now.selectors
    if one.link.startswith("http") and not now.portal.allows(one.link):
        return True
    words, path = one.pressed
    return bool(selectors.denied.search(hit.name or words) or selectors.touches(path))


def _unfold_part(now: Now, way: Target) -> Press | None:
    """Unfold the hidden part of the page that a way waits in, by what points at it, whatever that is called."""
    for one in _known_first(now, match.openers(now.seen, way.candidates)[:_MOST]):
        mark = _mark(now, "unfold", one)
        if not now.memory.has(mark) and not now.selectors.denied.search(one.called):
            return Press(target(now.seen, one), "menu", mark, seconds=_MENU_S)
    return None


def _corner(now: Now) -> Step | None:
    """Press a small sign without a word in a corner of the page's head, which as a rule opens its menu.

    What it is cannot be told before: so it may lead nowhere and send nothing.
    """
    small = [
        one
        for one in now.seen.sight.controls
        if one.role in ("button", "link", "hand") and not one.link and not one.disabled
        if max(one.box.w, one.box.h) <= _SIGN and not any(sign.isalnum() for sign in one.name)
    ]
    for sign in sorted(small, key=lambda one: one.box.x):
        mark = Mark("menu", f"corner {sign.box.x:.0f} {sign.box.y:.0f}", now.seen.url)
        if not now.memory.has(mark) and now.seen.fact(sign).head:
            return Press(target(now.seen, sign), "corner", mark, stays=True)
    return None


def _mark(now: Now, what: str, one: Element) -> Mark:
    place = now.seen.urls[one.frame] if one.frame < len(now.seen.urls) else now.seen.url
    return Mark(what, one.called or f"{one.box.x:.0f} {one.box.y:.0f} {one.box.w:.0f} {one.box.h:.0f}", place)
