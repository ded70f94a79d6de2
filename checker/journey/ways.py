"""What leads to the balance, where it is in sight: by its name, in a tile that a heading names, or by a programme."""

import contextlib

import msgspec

from checker.failures import PageNotRecognised
from checker.journey import tiles
from checker.journey.now import Now
from checker.journey.steps import Choose, Mark, Press, Step, target
from checker.model import Warned
from checker.page import match
from checker.page.sight import Control
from checker.reading.times import Time, told

_ROW = 2
"""How many steps up from what is chosen its list hangs at most."""
_CHOSEN = (*tiles.PRESSED, "tab", "radio")


def balance(now: Now, *, anew: bool = True) -> Step | None:
    """Press what leads to the balance, if it is in sight; without `anew`, not what was pressed before."""
    buttons = now.selectors.buttons.balance.candidates
    hit = known(now) or now.find(buttons, deny=now.selectors.denied, alike=True, on_page=True)
    if hit is not None:
        drift = f"buttons.balance: found by candidate {hit.rank + 1}"
        warns = (Warned("selector-drift", drift),) if hit.rank else ()
        on, clears, seconds = target(now.seen, hit.element), True, 10.0
    else:
        inside = now.memory.sent or now.memory.resumed
        tile = tiles.way(now.seen.sight, now.selectors) if inside else None
        if tile is None:
            return None
        warns, on, clears, seconds = (), target(now.seen, tile), False, 3.0
    mark = _mark(now, on.called, on.link)
    if now.memory.has(mark) and not anew:
        return None
    return Press(on, "balance", mark, clears, must=True, seconds=seconds, warns=warns)


def known(now: Now) -> match.Hit | None:
    """Of what may lead to the balance, the one that is called as what has led there before."""
    with contextlib.suppress(PageNotRecognised):
        if now.portal.turn is not None:
            offered = now.selectors.buttons.balance.candidates
            return now.find(offered, deny=_Elsewhere(now), alike=True, on_page=True)
    return None


class _Elsewhere(msgspec.Struct, frozen=True):
    """What is not to be pressed on the known way: what is denied anyway, and all that is not on it."""

    now: Now

    def search(self, text: str, /) -> object:
        return self.now.selectors.denied.search(text) or self.now.turn("balance", text) < 0


def _mark(now: Now, name: str, link: str) -> Mark:
    return Mark("balance", name, link or now.seen.url)


def present(now: Now) -> Step | None:
    """Choose the present year on a page, once, where another is chosen among tabs, or in a list; None where none is."""
    mark = Mark("present", place=now.seen.url)
    words, today = now.selectors.words, now.portal.today
    if now.memory.has(mark):
        return None
    for one in now.seen.sight.controls:
        old = any(chosen and told(label, words, today) is Time.OTHER for label, _, chosen in one.options)
        listed = [value for label, value, _ in one.options if told(label, words, today) is Time.PRESENT]
        if old and len(listed) == 1 and not one.disabled:
            return Choose(target(now.seen, one), "programme", value=listed[0], mark=mark)
        if one.role not in _CHOSEN or not one.selected or told(one.name, words, today) is not Time.OTHER:
            continue
        beside = [each for each in now.seen.sight.controls if each.role == one.role and _is_beside(one, each)]
        ours = [each for each in beside if told(each.name, words, today) is Time.PRESENT and not each.disabled]
        if len(ours) == 1:
            return Press(target(now.seen, ours[0]), "programme", mark)
    return None


def _is_beside(one: Control, other: Control) -> bool:
    """Whether two things to choose hang in one list."""
    return len(one.path) == len(other.path) and one.path[:-_ROW] == other.path[:-_ROW]


def submit(now: Now, *, anyhow: bool = True) -> Step | None:
    """Press the button that asks for the balance of the card just chosen, if there is one.

    Not `anyhow`, it must say that it shows something: what was chosen may be a thing to be changed.
    """
    button = now.find(now.selectors.buttons.choose.candidates, deny=now.selectors.denied)
    if button is None or not (anyhow or now.selectors.balance.each.search(button.name)):
        return None
    # What has led here stays beside the list on some pages, and would begin anew.
    if now.memory.has(_mark(now, button.name, button.element.link)):
        return None
    return Press(target(now.seen, button.element), "choose", clears=True, seconds=10)


def programme(now: Now) -> Step | None:
    """Choose the JHT among all programmes, once a page; None where it cannot be chosen, or is."""
    mark = Mark("programme", place=now.seen.url)
    if now.memory.has(mark):
        return None
    fits = now.selectors.balance.programme.search
    open_ = [one for one in now.seen.sight.controls if not one.disabled]
    listed = [(one, value) for one in open_ for label, value, chosen in one.options if fits(label) and not chosen]
    named = [one for one in open_ if one.role in _CHOSEN and fits(one.name) and not one.selected]
    if len(listed) == 1:
        return Choose(target(now.seen, listed[0][0]), "programme", value=listed[0][1], mark=mark)
    way: Control | None = None
    if len({one.link or str(one.path) for one in named}) == 1:
        way = named[0]
    else:
        way = tiles.way(now.seen.sight, now.selectors, now.selectors.balance.programme)
    return Press(target(now.seen, way), "programme", mark) if way is not None else None
