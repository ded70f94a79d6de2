"""Cards that are shown one at a time: behind a select, tabs, accordions or a link per card. Each is chosen and read."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec
from msgspec import structs

from checker.failures import BalanceNotShown, BalanceUncertain, Failure
from checker.model import Reading
from checker.portal import hand
from checker.portal.eyes import Look, forget
from checker.portal.read import fails
from checker.reading.agree import merged
from checker.reading.offers import MoreOffered, Offer
from checker.reading.page import shared
from checker.reading.segments import segments

if TYPE_CHECKING:
    from checker.portal.journey import Journey
    from checker.reading.plain import PlainReading
    from checker.reading.segments import Segment
    from checker.reading.sight import Control
    from checker.selectors import Selectors

_KPJ = re.compile(r"(?<![\w.])(?=(?:[A-Z]*[0-9]){8})[0-9A-Z]{11}(?![\w.])")
_MOST = 20
_BESIDE = 3
"""How many steps up from a balance what stands with it may hang."""


class Choice(msgspec.Struct, frozen=True):
    """A way to one card: a control to press, or an option of a select.

    `kpj` is another name where the page tells no numbers.
    """

    kpj: str
    control: "Control"
    option: str | None = None


def find(seen: Look, selectors: "Selectors") -> dict[str, Choice]:
    """The cards that can be chosen on a page, by KPJ, in the page's order."""
    found: dict[str, Choice] = {}
    for control in seen.sight.controls:
        if control.disabled:
            continue
        for label, value, _ in control.options:
            kpj = one_kpj(label) or one_kpj(value)
            if kpj:
                found.setdefault(kpj, Choice(kpj, control, value))
        if control.role in ("tab", "radio", "button", "link", "summary", "option", "menuitem", "hand"):
            kpj = one_kpj(control.name)
            if kpj is None and selectors.each_card.search(control.name):
                kpj = _kpj_around(seen, control)
            if kpj:
                found.setdefault(kpj, Choice(kpj, control))
    return found


def read_all(journey: "Journey", seen: Look) -> Reading:
    """The balances of all cards: of the page as it is, and of each card that must be chosen first."""
    ways = find(seen, journey.selectors)
    first: Reading | None = None
    missing: tuple[str, ...] = ()
    failure: Failure | None = None
    try:
        first, plainly, seen = journey.read_here(seen=seen)
        missing = plainly.kpjs_elsewhere
    except (BalanceNotShown, BalanceUncertain) as nothing:
        failure = nothing
        seen = journey.settle()
        ways = find(seen, journey.selectors) or ways
    if not missing and (not ways or (first is not None and not _more(ways, first))):
        # A list may be closed, and show no more than the card that is chosen in it.
        seen, ways = _opened(journey, seen, ways, first is not None)
        if first is not None and not _more(ways, first):
            seen, ways = _switched(journey, seen, ways, first, plainly.boxes)
    if first is not None and not missing and not _more(ways, first):
        return first
    if not ways:
        if first is None and failure is not None:
            return _otherwise(journey, seen, failure)
        raise BalanceUncertain("a card is named whose balance is not shown")
    return _each(journey, seen, ways, missing)


def _otherwise(journey: "Journey", seen: Look, failure: Failure) -> Reading:
    """The balances of a page on which no card can be chosen by its number, and none was read at first sight."""
    try:
        reading, plainly = _uncover(journey, seen, failure)
    except MoreOffered as offered:
        if not offered.offers:
            raise
        return _each_offer(journey, offered.offers)
    except (BalanceNotShown, BalanceUncertain):
        seen = journey.settle()
        told = [one.amount for one in segments(seen.sight) if one.amount]
        where, before = journey.page.url, {value for one in told for value in (one.dot, one.comma)}
        if not journey.choose_programme(seen):
            raise
        reading = read_all(journey, journey.settle())
        if journey.page.url == where and any(card.balance in before for card in reading.cards):
            raise BalanceUncertain("the balance stood on the page before the programme was chosen") from None
        return reading
    if plainly.kpjs_elsewhere:
        raise BalanceUncertain("a card is named whose balance is not shown")
    return reading


def _more(ways: dict[str, Choice], reading: Reading) -> bool:
    """Whether a card can be chosen that the reading does not hold."""
    shown = {card.kpj for card in reading.cards}
    if len(ways) == 1 and len(reading.cards) == 1 and None in shown:
        return False
    return bool(set(ways) - shown)


def _each(journey: "Journey", seen: Look, ways: dict[str, Choice], missing: tuple[str, ...]) -> Reading:
    kpjs = list(ways)
    if len(kpjs) > _MOST:
        raise BalanceUncertain(f"more than {_MOST} cards are offered")
    if set(missing) - set(kpjs):
        raise BalanceUncertain("a card is named whose balance is not shown")
    readings: list[tuple[str | None, Reading]] = []
    totals: set[Decimal | None] = set()
    home = journey.page.url
    for kpj in kpjs:
        _choose_again(journey, seen, kpj, home)
        try:
            reading, plainly, seen = journey.read_here(kpj)
        except (BalanceNotShown, BalanceUncertain) as nothing:
            reading, plainly = _uncover(journey, journey.settle(), nothing, kpj)
            seen = journey.settle()
        _check_answered(seen, journey.selectors)
        readings.append((kpj, _only(reading, kpj)))
        totals.add(plainly.shown_total)
    whole = merged(readings)
    balances = [reading.total for _, reading in readings]
    if any(one == other != 0 for one, other in pairwise(balances)):
        raise BalanceUncertain("two cards, one chosen after the other, show the same amount: it may be one's only")
    if totals - {None, whole.total, *balances}:
        raise BalanceUncertain("the total shown is not the sum of the cards shown")
    return whole


def _each_offer(journey: "Journey", offers: tuple[Offer, ...]) -> Reading:
    """The balances of cards that are chosen by other names than their numbers; each must bring a card of its own."""
    readings: list[tuple[str | None, Reading]] = []
    known: set[str | None] = set()
    for offer in offers:
        seen = journey.settle()
        ways = [one for one in seen.sight.controls if (one.role, one.name) == (offer.role, offer.name)]
        if offer.option is not None:
            ways = [one for one in seen.sight.controls if any(offer.option == value for _, value, _ in one.options)]
        if len(ways) != 1:
            raise BalanceUncertain("a card could not be chosen again")
        forget(journey.page)
        _choose(journey, seen, Choice(offer.name, ways[0], offer.option), named=False)
        try:
            reading, _, seen = journey.read_here(offer.name)
        except BalanceNotShown:
            raise BalanceUncertain("a card is offered whose balance is not shown") from None
        _check_answered(seen, journey.selectors)
        numbers = {card.kpj for card in reading.cards}
        if None in numbers or numbers & known:
            raise BalanceUncertain("what was chosen on the page has brought no card of its own")
        known |= numbers
        readings.append((None, reading))
    return merged(readings)


def _check_answered(seen: Look, selectors: "Selectors") -> None:
    """Raise BalanceUncertain where the page was asked for a card and has no answer: it may still show another's."""
    rest = seen.rest
    if not rest.fresh and (rest.failed or rest.unanswered or any(fails(line, selectors.words) for line in rest.said)):
        raise BalanceUncertain("the page could not load the data of a card that was chosen on it")


def _choose_again(journey: "Journey", seen: Look, kpj: str, home: str) -> None:
    """Choose a card, though the one before may be shown in a dialog that lies over the way to it."""
    seen, way = _found_again(journey, seen, kpj, home)
    forget(journey.page)
    try:
        _choose(journey, seen, way)
    except BalanceUncertain:
        if not journey.close_notice(seen):
            raise
        seen, way = _found_again(journey, journey.settle(), kpj, home)
        _choose(journey, seen, way)


def _found_again(journey: "Journey", seen: Look, kpj: str, home: str) -> tuple[Look, Choice]:
    """The way to a card as the page is now, in its list opened anew, on the page before, or asked for anew."""

    def back(_: Look) -> Look:
        return _back(journey, home)

    way = find(seen, journey.selectors).get(kpj)
    for attempt in (journey.open_cards, back, journey.open_cards, journey.ask_again):
        if way is None:
            seen = attempt(seen) or seen
            way = find(seen, journey.selectors).get(kpj)
    if way is None:
        raise BalanceUncertain("a card could not be chosen again")
    return seen, way


def _opened(journey: "Journey", seen: Look, ways: dict[str, Choice], read: bool) -> tuple[Look, dict[str, Choice]]:
    """The cards that can be chosen once a closed list was opened: one that is known, or what shows the chosen card."""
    opened = journey.open_cards(seen, names_card=read)
    shown = next(iter(ways.values())) if len(ways) == 1 else None
    if opened is None and shown is not None and _only_names(shown, journey.selectors):
        opened = journey.settle() if journey.press_control(seen, shown.control, "cards") else None
    now = find(opened, journey.selectors) if opened is not None else {}
    return (opened, now) if opened is not None and len(now) > len(ways) else (seen, ways)


def _switched(
    journey: "Journey", seen: Look, ways: dict[str, Choice], first: Reading, balances: "Sequence[Segment]"
) -> tuple[Look, dict[str, Choice]]:
    """The cards behind what is called "Ganti Kartu", where it is there. BalanceUncertain where it shows no numbers."""
    switch = next((one for one in seen.sight.controls if _switches(one, journey.selectors, balances)), None)
    if switch is None:
        return seen, ways
    known = {(one.role, one.name) for one in seen.sight.controls}
    opened = journey.settle() if journey.press_control(seen, switch, "switch") else seen
    # Only what has come into sight tells which cards there are.
    come = tuple(one for one in opened.sight.controls if (one.role, one.name) not in known)
    now = find(structs.replace(opened, sight=structs.replace(opened.sight, controls=come)), journey.selectors)
    if not now:
        raise BalanceUncertain("more than this card can be chosen on the page, and none is told by its number")
    return (opened, find(opened, journey.selectors)) if _more(now, first) else (seen, ways)


def _switches(control: "Control", selectors: "Selectors", balances: "Sequence[Segment]") -> bool:
    """Whether a control leads to other cards: by its name, or by that and its place beside the balance."""
    if control.role not in ("button", "link", "hand") or control.disabled or not selectors.switch.search(control.name):
        return False
    named = selectors.words.says("kpj", control.name) or len(control.name.split()) > 1
    return named or any(shared(control.path, one.path) >= len(one.path) - _BESIDE for one in balances)


def _only_names(way: Choice, selectors: "Selectors") -> bool:
    """Whether something to be pressed opens with the card's number, and does not say to do something with it."""
    called = selectors.words.phrases["kpj"].without(way.control.name)
    return way.control.role in ("hand", "button") and called.startswith(way.kpj.lower())


def _only(reading: Reading, kpj: str) -> Reading:
    """What a reading says of the card just chosen; another card's number on it is a contradiction."""
    cards = [card for card in reading.cards if card.kpj == kpj]
    if not cards and len(reading.cards) == 1 and reading.cards[0].kpj is None:
        return reading
    if not cards:
        raise BalanceUncertain("another card is shown than was chosen")
    return Reading(tuple(cards), cards[0].balance, reading.confidence, reading.as_of)


def _choose(journey: "Journey", seen: Look, way: Choice, *, named: bool = True) -> None:
    from playwright.sync_api import Error

    element = seen.element(way.control)
    if element is None:
        raise BalanceUncertain("a card could not be chosen")
    if way.option is not None:
        try:
            hand.choose(journey, element, "card", value=way.option)
        except Error:
            raise BalanceUncertain("a card could not be chosen") from None
        except hand.Refused as refused:
            raise BalanceUncertain("a card could not be chosen", rule=refused.rule) from None
        journey.settle()
        journey.submit_choice(anyhow=named)
    # An option that is chosen already is pressed all the same: its list may lie open over what it has brought.
    elif way.control.role in ("hand", "option") or not (way.control.selected or way.control.expanded):
        if not journey.press_control(seen, way.control, "card"):
            raise BalanceUncertain("a card could not be chosen", rule=journey.refused)
        if way.control.role in ("radio", "option"):
            journey.settle()
            journey.submit_choice(anyhow=named)
    journey.settle()


def _back(journey: "Journey", home: str) -> Look:
    from playwright.sync_api import Error

    try:
        journey.page.go_back(wait_until="commit", timeout=10_000)
    except Error:
        journey.page.goto(home, wait_until="commit")
    return journey.settle()


def _uncover(
    journey: "Journey", seen: Look, failure: Failure, chosen: str | None = None
) -> "tuple[Reading, PlainReading]":
    """Try what may hide a balance: a notice over it, a mask with an eye."""
    for attempt in (journey.close_notice, journey.reveal, journey.expand):
        if attempt(seen):
            seen = journey.settle()
            try:
                return journey.read_here(chosen)[:2]
            except (BalanceNotShown, BalanceUncertain) as again:
                failure = again
    raise journey.explain_absence(failure, seen)


def one_kpj(text: str) -> str | None:
    found = set(_KPJ.findall(text))
    return found.pop() if len(found) == 1 else None


def _kpj_around(seen: Look, control: "Control") -> str | None:
    """The card of a control that does not name it: the one number in the smallest part of the page that holds both."""
    numbers = [(word.path, kpj) for word in seen.sight.words if (kpj := one_kpj(word.text))]
    for depth in range(len(control.path) - 1, 0, -1):
        step = control.path[depth]
        inside = {kpj for path, kpj in numbers if step in path}
        if inside:
            others = any(
                one is not control and one.name == control.name and step in one.path for one in seen.sight.controls
            )
            return inside.pop() if len(inside) == 1 and not others else None
    return None
