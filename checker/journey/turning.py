"""Cards that a page shows part by part, behind a control that leads to more of the same: pages, slides, "Muat lebih
banyak". All parts are gone through and each is read; where their end cannot be proven, the run is refused.
"""

from collections.abc import Generator
from itertools import pairwise
from typing import Literal

import msgspec

from checker.failures import BalanceUncertain
from checker.journey import chooser
from checker.journey.now import Now
from checker.journey.steps import Press, Read, Step, target
from checker.model import Reading
from checker.page.sight import Control
from checker.portal.words import plain
from checker.reading import paging
from checker.reading.found import PlainReading
from checker.reading.page import Page, shared
from checker.reading.segments import Segment
from checker.texts import N_

_MOST = 30
"""Parts: more are not gone through."""
_TO_THE_END = ("»", ">>", "≫")
_PRESSED = ("link", "button", "hand", "tab")

Kind = Literal["next", "load", "series"]
"""One control that leads on to the next part; one that brings more to what is there; or one control for each part."""
Cards = frozenset[tuple[str | None, object]]


class Turner(msgspec.Struct, frozen=True):
    """What turns the parts of a list as a page is now; `ways` are the controls that can be pressed, in order."""

    kind: Kind
    ways: tuple[Control, ...]
    back: bool = False
    """Whether it can be turned back: then what is in sight may not be the first part."""
    last: int | None = None
    """The highest number that a part has, where they have numbers."""
    unsure: bool = False
    """Whether what leads on may be a wizard's step as well: then nothing may be sent by it."""


class Part(msgspec.Struct, frozen=True):
    """One part as it was read."""

    cards: Cards
    reading: Reading
    plainly: PlainReading
    now: Now


class Parts(msgspec.Struct, frozen=True):
    """All parts, gone through to their end; `count` is how many there are."""

    read: tuple[Part, ...]
    count: int


def find(now: Now, boxes: tuple[Segment, ...]) -> Turner | None:
    """What turns the list that holds the balances `boxes`; None where nothing does, or more things than one."""
    page = chooser.page_of(now)
    kinds = [one for one in (_load(now, page, boxes), _next(now, page, boxes) or _series(now, page, boxes)) if one]
    return kinds[0] if len(kinds) == 1 else None


def loads(now: Now) -> bool:
    """Whether anything on the page may bring more cards; what shows all of something is as a rule of other things."""
    page, told = chooser.page_of(now), now.selectors.turning.load.search
    return any(
        told(one.name) and not one.disabled and not page.words.fits("see_all", one.name) for one in _near(now, page, ())
    )


def through(now: Now, boxes: tuple[Segment, ...]) -> Generator[Step, Now, Parts | None]:
    """All parts of the list that holds the balances `boxes`; None where nothing turns it.

    Raises BalanceUncertain where a part cannot be read, or the end is not proven.
    """
    turner = first = find(now, boxes)
    if first is None:
        return None
    parts = [(yield from _read(now, 1))]
    order = list(range(len(first.ways))) if first.kind == "series" else None
    highest = 0
    while True:
        turner = find(parts[-1].now, parts[-1].plainly.boxes)
        highest = max(highest, *_numbers(now, _near(now, chooser.page_of(now), parts[-1].plainly.boxes)), 0)
        if order is not None and (turner is None or len(turner.ways) != len(first.ways)):
            raise _unproven(N_("the signs that turn the cards over are others than before"))
        if order == [] or (order is None and (turner is None or not turner.ways)):
            return _ended(first, parts, highest)
        if turner is None or len(parts) > _MOST:
            raise _unproven(N_("more than {0} parts are there").format(_MOST))
        way = turner.ways[order.pop(0) if order is not None else 0]
        nameless = not any(sign.isalnum() for sign in way.name)
        now = yield Press(target(parts[-1].now.seen, way), "turn", stays=nameless or turner.unsure)
        if not now.outcome.done:
            why = "what leads to more of the cards could not be pressed"
            raise BalanceUncertain(why, rule=now.outcome.rule or "part-not-turned")
        part = yield from _read(now, len(parts) + 1)
        if order is None and (part.cards == parts[-1].cards or part.cards == parts[0].cards):
            return _closed(first, turner, parts, part, highest)
        if first.kind == "load" and not part.cards > parts[-1].cards:
            raise _unproven(N_("what was to bring more cards has brought none, or has taken some away"))
        parts.append(part)


def _unproven(why: str) -> BalanceUncertain:
    return BalanceUncertain(f"the cards are shown part by part, and {why}", rule="parts-unproven")


def _read(now: Now, number: int) -> Generator[Step, Now, Part]:
    """What is read of the part that is in sight. Raises BalanceUncertain."""
    now = yield Read(f"#{number}")
    if now.found is None:
        raise now.failure or BalanceUncertain("a part of the cards could not be read", rule="part-not-read")
    reading, plainly = now.found.reading, now.found.plainly
    cards = frozenset((card.kpj, card.balance) for card in reading.cards)
    if any(card.kpj is None for card in reading.cards):
        raise BalanceUncertain("a balance is shown that belongs to no card", rule="balance-without-card")
    if plainly.kpjs_elsewhere:
        raise BalanceUncertain("a card is named whose balance is not shown", rule="card-not-read")
    return Part(cards, reading, plainly, now)


def _ended(first: Turner, parts: list[Part], highest: int) -> Parts:
    """All parts, where nothing leads on any more: every sign was pressed, or what leads on is off or gone.

    `highest` is the highest number that a part has had.
    """
    if first.kind == "series":
        distinct = {part.cards for part in parts}
        if len(distinct) != first.last:
            raise _unproven(N_("not each of the signs that turn them over has brought another one"))
        return Parts(tuple(parts), len(distinct))
    if first.back:
        raise _unproven(N_("there may be some before the first that was seen"))
    if first.kind == "next" and highest > len(parts):
        raise _unproven(N_("not each part that has a number was seen"))  # what seemed the next one was the last
    if first.kind == "load" and _has_come_below(parts[0], parts[-1]):
        raise _unproven(N_("what brought more of them has given way to something else"))
    return Parts(tuple(parts), len(parts))


def _has_come_below(first: Part, last: Part) -> bool:
    """Whether there is anything to be pressed beside the cards that was not there at first, and shows no fewer."""
    fewer, boxes = last.now.selectors.turning.fewer, last.plainly.boxes
    known = {(one.role, one.name) for one in first.now.seen.sight.controls}
    whole = min((shared(one.path, two.path) for one, two in pairwise(boxes)), default=0)
    return any(
        (one.role, one.name) not in known and not one.disabled and not fewer.search(one.name)
        for one in _near(last.now, chooser.page_of(last.now), boxes)
        if max(shared(one.path, box.path) for box in boxes) <= whole
    )


def _closed(first: Turner, turner: Turner, parts: list[Part], part: Part, highest: int) -> Parts:
    """All parts, where the last press has changed nothing or has led back to the first.

    A round is closed once it comes back to where it began; where nothing has changed, the numbers of the parts tell
    that the last one was reached.
    """
    round_ = len(parts) > 1 and part.cards == parts[0].cards and part.cards != parts[-1].cards
    if highest > len(parts):
        raise _unproven(N_("not each part that has a number was seen"))
    if (round_ and first.kind == "next") or (turner.last is not None and turner.last == len(parts) > 1):
        return Parts((*parts, part), len(parts))
    counts = {one.count or one.parts for each in parts for one in each.plainly.doubts} - {None}
    if not round_ and counts and counts <= {len(parts), len(set().union(*(one.cards for one in parts)))}:
        return Parts((*parts, part), len(parts))  # the page has told how many there are
    raise _unproven(N_("a press that should have brought more of them has changed nothing"))


# -- what turns them --------------------------------------------------------------------------------------------------


def _load(now: Now, page: Page, boxes: tuple[Segment, ...]) -> Turner | None:
    """What brings more cards to those that are there."""
    told = now.selectors.turning.load.search
    ways = [one for one in _near(now, page, boxes) if told(one.name) and not one.disabled]
    return Turner("load", tuple(ways[:1])) if ways else None


def _next(now: Now, page: Page, boxes: tuple[Segment, ...]) -> Turner | None:
    """What leads to the next part. Where its name says no more, it may lead anywhere: then it must stand
    beside what leads back, or to a part by its number.
    """
    told, near = now.selectors.turning, _near(now, page, boxes)
    numbers = _numbers(now, near)
    back = [one for one in near if told.previous.search(plain(one.name) or one.name)]
    ways = [one for one in near if told.next.search(plain(one.name) or one.name)]
    if not numbers:  # what it leads to may as well be the last part
        ways = [one for one in ways if one.name.strip() not in _TO_THE_END]
    sure = [one for one in ways if told.sure.search(one.name) or numbers or back]
    arrows = paging.arrows(page, boxes) if not sure else []
    if arrows:
        return Turner("next", (arrows[1],) if not arrows[1].disabled else (), not arrows[0].disabled)
    if not sure:
        return None
    on = [one for one in sure if not one.disabled]
    free = any(not one.disabled for one in back)
    unsure = not numbers and any(one.role != "link" and not told.sure.search(one.name) for one in on[:1])
    return Turner("next", tuple(on[:1]), free, max(numbers, default=None), unsure)


def _series(now: Now, page: Page, boxes: tuple[Segment, ...]) -> Turner | None:
    """One control for each part: numbers from 1 on, or dots."""
    near = _near(now, page, boxes)
    numbers = _numbers(now, near)
    if len(numbers) > 1 and sorted(numbers) == list(range(1, len(numbers) + 1)):
        row = min(shared(one.path, two.path) for one, two in pairwise(numbers.values()))
        beside = [one for one in near if one not in numbers.values() and shared(one.path, numbers[1].path) >= row]
        if any(not now.selectors.turning.previous.search(plain(one.name) or one.name) for one in beside):
            return None  # "1 2 3 …": what else stands in their row may lead to further ones
        return Turner("series", tuple(numbers[at] for at in sorted(numbers)), last=len(numbers))
    dots = paging.dots(page, boxes)
    return Turner("series", tuple(dots), last=len(dots)) if len(dots) > 1 else None


def _numbers(now: Now, near: list[Control]) -> dict[int, Control]:
    """The parts that can be gone to by their numbers."""
    found: dict[int, Control] = {}
    for one in near:
        told = now.selectors.turning.part.search(one.name)
        if told is not None:
            found.setdefault(int(next(group for group in told.groups() if group)), one)
    return found


def _near(now: Now, page: Page, boxes: tuple[Segment, ...]) -> list[Control]:
    """What can be pressed on the page, but what is of another list than that of the balances, or of a notice: the
    nearest first.
    """
    controls, closes = page.sight.controls, now.selectors.dismiss.declining.search
    notices = {one.layer for one in controls if one.layer and closes(one.name)}
    notices -= {layer for layer in notices if any(word.text in layer for box in boxes for word in box.words)}
    pressed = [
        one
        for one in controls
        if one.role in _PRESSED and not paging.is_of_other_part(page, one.path) and not page.kpjs_in(one.name)
        if one.layer not in notices
    ]
    return sorted(pressed, key=lambda one: -max((shared(one.path, box.path) for box in boxes), default=0))
