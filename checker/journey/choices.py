"""Cards that are shown one at a time: behind a select, tabs, accordions or a link per card. Each is chosen and read.

Doubts whether these are all stay open until what was read answers them.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec
from msgspec import structs

from checker.browser import eyes, hand
from checker.browser.eyes import forget, wait_for_rest
from checker.browser.read import fails
from checker.failures import BalanceNotShown, BalanceUncertain, Failure
from checker.kpj import find_kpjs
from checker.model import Card, Reading
from checker.page.observation import Observation
from checker.reading import choosers
from checker.reading.agree import merged
from checker.reading.doubts import told_of_more
from checker.reading.open_doubts import Doubt, Doubted, Offer, Toured, answered
from checker.reading.page import Page, shared
from checker.reading.segments import segments

if TYPE_CHECKING:
    from checker.journey.journey import Journey
    from checker.page.sight import Control
    from checker.portal.selectors import Selectors
    from checker.reading.plain import PlainReading
    from checker.reading.segments import Segment

_MOST = 20
_BESIDE = 3
"""How many steps up from a balance what stands with it may hang."""
_ONE_LIST = 4
"""How many steps up from ways to cards the list may hang that holds them all."""
_WAYS = ("tab", "radio", "button", "link", "summary", "option", "menuitem", "hand")
_EQUAL_S = 5
"""Seconds: for how long a card must be shown that holds as much as the one before, to be believed."""
_NOT_READ = "a card is named whose balance is not shown"


class Choice(msgspec.Struct, frozen=True):
    """A way to one card: a control to press, or an option of a select.

    `kpj` is another name where the page tells no numbers.
    """

    kpj: str
    control: "Control"
    option: str | None = None

    @property
    def chooser(self) -> tuple[object, ...]:
        """What it is one choice of."""
        path = self.control.path
        if self.option is not None:
            return ("select", path)
        return (self.control.role, len(path), path[: max(2, len(path) - _ONE_LIST)])


@dataclass
class _Tour:
    """What was read on the way from card to card, and what was left in doubt."""

    readings: list[tuple[str | None, Reading]] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    offers: tuple[Offer, ...] = ()
    """What a list holds that was opened, and tells no numbers."""
    whole: bool = False
    """Whether all that is chosen belongs to one chooser."""
    sole: bool = False
    """Whether that is a list which holds one card only."""
    known: frozenset[str] | None = None
    """What the page told of the last card that was chosen, and how much that holds."""
    held: Decimal | None = None

    def read(self, chosen: str, reading: Reading, plainly: "PlainReading", page: Page) -> None:
        """A card was chosen and read. Raises BalanceUncertain where nothing shows that it is another than before."""
        told = choosers.marks(page)
        # The number itself may be no more than an echo of what was chosen.
        if self.held == reading.total and self.known == told:
            why = "two cards, one chosen after the other, show the same amount: it may be one's only"
            raise BalanceUncertain(why, rule="choice-changed-nothing")
        self.held, self.known = reading.total, told
        self.chosen.append(chosen)
        self.doubts = [one for one in self.doubts if not _is_filled_in(one, plainly, page)] + list(plainly.doubts)
        self.doubts += _by_names(page)


def _is_filled_in(doubt: Doubt, plainly: "PlainReading", page: Page) -> bool:
    """Whether the page names the employers of a doubt still, and shows a balance with each of them by now."""
    bare = {name for one in plainly.doubts for name in one.names}
    told = {one.text for one in page.texts}
    return doubt.rule == "employer-without-balance" and told >= set(doubt.names) and not bare & set(doubt.names)


def find(journey: "Journey", seen: Observation) -> dict[str, Choice]:
    """The cards that can be chosen on a page, by KPJ, in the page's order: each in the chooser that has the most."""
    ways: list[Choice] = []
    for control in seen.sight.controls:
        if control.disabled:
            continue
        for label, value, _ in control.options:
            kpj = one_kpj(label) or one_kpj(value)
            if kpj:
                ways.append(Choice(kpj, control, value))
        if control.role in _WAYS:
            kpj = one_kpj(control.name)
            if kpj is None and journey.selectors.each_card.search(control.name):
                kpj = _kpj_around(journey, seen, control)
            if kpj:
                ways.append(Choice(kpj, control))
    held: dict[tuple[object, ...], set[str]] = {}
    for way in ways:
        held.setdefault(way.chooser, set()).add(way.kpj)
    found: dict[str, Choice] = {}
    for way in ways:
        best = found.get(way.kpj)
        if best is None or len(held[way.chooser]) > len(held[best.chooser]):
            found[way.kpj] = way
    return found


def read_all(journey: "Journey", seen: Observation) -> Reading:
    """The balances of all cards: of the page as it is, and of each card that must be chosen first."""
    ways = find(journey, seen)
    tour = _Tour()
    first: Reading | None = None
    plainly: PlainReading | None = None
    failure: Failure | None = None
    try:
        first, plainly, seen = journey.read_here(seen=seen)
    except (BalanceNotShown, BalanceUncertain) as nothing:
        failure = nothing
        if isinstance(nothing, Doubted):
            plainly = nothing.plainly
            tour.doubts += nothing.doubts
        seen = journey.settle()
        ways = find(journey, seen) or ways
    missing = plainly.kpjs_elsewhere if plainly is not None else ()
    cards = plainly.cards if plainly is not None else ()
    if not missing and (not ways or (plainly is not None and not _more(ways, cards))):
        # A list may be closed, and show no more than the card that is chosen in it.
        seen, ways = _opened(journey, seen, ways, cards, tour, named=first is not None)
        if tour.offers:
            return _each_offer(journey, tour.offers, tour)
        if first is not None and not _more(ways, cards):
            seen, ways = _switched(journey, seen, ways, cards, plainly.boxes if plainly is not None else ())
    page = _page(journey, seen)
    if first is not None and not missing and not _more(ways, cards):
        tour.doubts += _by_names(page)
        return _closed(journey, tour, first)
    if not ways:
        if first is None and failure is not None:
            return _otherwise(journey, seen, failure)
        raise BalanceUncertain(_NOT_READ, rule="card-not-read")
    if plainly is None:
        tour.doubts += told_of_more(page)
    tour.doubts += _by_names(page)
    tour.whole = len({way.chooser for way in ways.values()}) == 1
    tour.sole = len(ways) == 1 and all(way.option is not None for way in ways.values())
    return _each(journey, seen, ways, tour, plainly)


def _page(journey: "Journey", seen: Observation) -> Page:
    return Page(seen.sight, journey.selectors.words, journey.today)


def _by_names(page: Page) -> list[Doubt]:
    """The doubt whether all cards were read that a page names, in closed lists too."""
    named = choosers.named(page)
    return [Doubt("card-not-read", _NOT_READ, kpjs=tuple(sorted(named)))] if named else []


def _closed(journey: "Journey", tour: _Tour, reading: Reading) -> Reading:
    """The reading of a tour that has ended. Raises BalanceUncertain, by the name of what is still in doubt."""
    toured = Toured(reading.cards, tuple(tour.chosen), tour.whole, tour.sole)
    journey.doubts = answered(tour.doubts, toured, journey.selectors.words)
    for doubt, evidence in journey.doubts:
        if evidence is None:
            raise BalanceUncertain(doubt.detail, rule=doubt.rule)
    return reading


def _otherwise(journey: "Journey", seen: Observation, failure: Failure) -> Reading:
    """The balances of a page on which no card can be chosen by its number, and none was read at first sight."""
    try:
        reading, plainly = _uncover(journey, seen, failure)
    except Doubted as doubted:
        offers = next((one.offers for one in doubted.doubts if one.offers), ())
        if not offers or any(one.lasting for one in doubted.doubts):
            raise
        return _each_offer(journey, offers, _Tour(doubts=list(doubted.doubts), whole=True))
    except (BalanceNotShown, BalanceUncertain):
        seen = journey.settle()
        told = [one.amount for one in segments(seen.sight) if one.amount]
        where, before = journey.page.url, {value for one in told for value in (one.dot, one.comma)}
        if not journey.choose_programme(seen):
            raise
        reading = read_all(journey, journey.settle())
        if journey.page.url == where and any(card.balance in before for card in reading.cards):
            why = "the balance stood on the page before the programme was chosen"
            raise BalanceUncertain(why, rule="stood-before") from None
        return reading
    if plainly.kpjs_elsewhere:
        raise BalanceUncertain(_NOT_READ, rule="card-not-read")
    return _closed(journey, _Tour(doubts=_by_names(_page(journey, journey.settle()))), reading)


def _more(ways: dict[str, Choice], cards: Sequence[Card]) -> bool:
    """Whether a card can be chosen that was not read."""
    shown = {card.kpj for card in cards}
    if len(ways) == 1 and len(cards) == 1 and None in shown:
        return False
    return bool(set(ways) - shown)


def _each(
    journey: "Journey", seen: Observation, ways: dict[str, Choice], tour: _Tour, first: "PlainReading | None"
) -> Reading:
    """The balances of cards that are chosen by their numbers, one after the other."""
    kpjs = list(ways)
    if len(kpjs) > _MOST:
        raise BalanceUncertain(f"more than {_MOST} cards are offered", rule="too-many-cards")
    if first is not None and set(first.kpjs_elsewhere) - set(kpjs):
        raise BalanceUncertain(_NOT_READ, rule="card-not-read")
    totals = {first.shown_total} if first is not None else set()
    home = journey.page.url
    for kpj in kpjs:
        _choose_again(journey, seen, kpj, home)
        try:
            reading, plainly, seen = journey.read_here(kpj)
        except (BalanceNotShown, BalanceUncertain) as nothing:
            reading, plainly = _uncover(journey, journey.settle(), nothing, kpj)
            seen = journey.settle()
        _check_answered(seen, journey.selectors)
        own = _only(reading, kpj)
        if tour.held == own.total:
            # What tells of another card may have come before its amount.
            until = min(journey.until, time.monotonic() + _EQUAL_S)
            wait_for_rest(journey.page, until, _EQUAL_S, unchanged=False)
            reading, plainly, seen = journey.read_here(kpj)
            own = _only(reading, kpj)
        tour.read(kpj, own, plainly, _page(journey, seen))
        tour.readings.append((kpj, own))
        totals.add(plainly.shown_total)
    for card in first.cards if first is not None else ():
        # What was shown without a choice, and cannot be chosen.
        if card.kpj is not None and card.kpj not in ways:
            tour.readings.append((card.kpj, Reading((card,), card.balance, tour.readings[0][1].confidence)))
    whole = merged(tour.readings)
    balances = [reading.total for _, reading in tour.readings]
    totals |= {card.balance for card in first.cards if card.kpj is None} if first is not None else set()
    if totals - {None, whole.total, *balances}:
        raise BalanceUncertain("the total shown is not the sum of the cards shown", rule="total-no-sum")
    return _closed(journey, tour, whole)


def _each_offer(journey: "Journey", offers: tuple[Offer, ...], tour: _Tour) -> Reading:
    """The balances of cards that are chosen by other names than their numbers; each must bring a card of its own."""
    known: set[str | None] = set()
    for offer in offers:
        seen = journey.settle()
        ways = _ways_to(seen, offer)
        if not ways:
            seen = _reopened(journey, seen) or seen
            ways = _ways_to(seen, offer)
        if len(ways) != 1:
            raise BalanceUncertain("a card could not be chosen again", rule="card-not-chosen")
        forget(journey.page)
        _choose(journey, seen, Choice(offer.name, ways[0], offer.option), named=False)
        try:
            reading, plainly, seen = journey.read_here(offer.name)
        except BalanceNotShown:
            why = "a card is offered whose balance is not shown"
            raise BalanceUncertain(why, rule="card-not-read") from None
        _check_answered(seen, journey.selectors)
        numbers = {card.kpj for card in reading.cards}
        if None in numbers or numbers & known:
            why = "what was chosen on the page has brought no card of its own"
            raise BalanceUncertain(why, rule="choice-changed-nothing")
        known |= numbers
        tour.read(offer.name, reading, plainly, _page(journey, seen))
        tour.readings.append((None, reading))
    return _closed(journey, tour, merged(tour.readings))


def _ways_to(seen: Observation, offer: Offer) -> "list[Control]":
    """The controls that an offer may be made by."""
    if offer.option is not None:
        return [one for one in seen.sight.controls if any(offer.option == value for _, value, _ in one.options)]
    return [one for one in seen.sight.controls if (one.role, one.name) == (offer.role, offer.name)]


def _check_answered(seen: Observation, selectors: "Selectors") -> None:
    """Raise BalanceUncertain where the page was asked for a card and has no answer: it may still show another's."""
    rest = seen.rest
    if not rest.fresh and (rest.failed or rest.unanswered or any(fails(line, selectors.words) for line in rest.said)):
        why = "the page could not load the data of a card that was chosen on it"
        raise BalanceUncertain(why, rule="card-data-failed")


def _choose_again(journey: "Journey", seen: Observation, kpj: str, home: str) -> None:
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


def _found_again(journey: "Journey", seen: Observation, kpj: str, home: str) -> tuple[Observation, Choice]:
    """The way to a card as the page is now, in its list opened anew, on the page before, or asked for anew."""

    def back(_: Observation) -> Observation:
        return _back(journey, home)

    def reopened(now: Observation) -> Observation | None:
        return _reopened(journey, now)

    way = find(journey, seen).get(kpj)
    for attempt in (journey.open_cards, reopened, back, journey.open_cards, journey.ask_again):
        if way is None:
            seen = attempt(seen) or seen
            way = find(journey, seen).get(kpj)
    if way is None:
        raise BalanceUncertain("a card could not be chosen again", rule="card-not-chosen")
    return seen, way


def _reopened(journey: "Journey", seen: Observation) -> Observation | None:
    """The page once the list was opened again that shows the card which is chosen in it."""
    lists = choosers.closed(_page(journey, seen))
    return journey.settle() if any(journey.press_control(seen, one, "cards") for _, one in lists[:1]) else None


def _opened(
    journey: "Journey", seen: Observation, ways: dict[str, Choice], cards: Sequence[Card], tour: _Tour, *, named: bool
) -> tuple[Observation, dict[str, Choice]]:
    """The cards that can be chosen once a closed list was opened: one that is known, or what shows the chosen card.

    What should have opened, and did not, is a doubt.
    """
    opened = journey.open_cards(seen, names_card=named)
    now = find(journey, opened) if opened is not None else {}
    if opened is not None and len(now) > len(ways):
        return opened, now
    known = {card.kpj for card in cards}
    for number, control in choosers.closed(_page(journey, seen)):
        where = journey.page.url
        if not journey.press_control(seen, control, "cards"):
            why = "what shows the card that is chosen could not be opened"
            tour.doubts.append(Doubt("chooser-not-opened", why, lasting=True))
            continue
        opened = journey.settle()
        now = find(journey, opened)
        if _turned_over(control, number, opened):
            why = "the page shows one of several cards, and each press of it shows another"
            tour.doubts.append(Doubt("cards-turned-over", why, lasting=True))
            return opened, ways
        if set(now) - known - {number}:
            return opened, now
        come = _come(seen, opened)
        if journey.page.url != where:
            seen = _back(journey, where)
        elif come:
            tour.offers = _named(journey, come)
            if tour.offers:
                tour.whole = True
                return opened, ways
            if _may_be_cards(journey, opened, come):
                why = "more than this card can be chosen on the page, and none is told by its number"
                tour.doubts.append(Doubt("chooser-without-numbers", why, lasting=True))
            hand.key(journey, "Escape")
            seen = journey.settle()
        elif control.role in ("combobox", "listbox") or control.popup:
            why = "what shows the card that is chosen did not open"
            tour.doubts.append(Doubt("chooser-not-opened", why, lasting=True))
    return seen, ways


def _turned_over(control: "Control", number: str, opened: Observation) -> bool:
    """Whether what named a card names another, now that it was pressed, and no longer that one."""
    same = [one for one in opened.sight.controls if (one.role, one.path) == (control.role, control.path)]
    kpjs = {one_kpj(one.name) for one in same}
    return one_kpj(control.name) == number and bool(kpjs) and not kpjs & {number, None}


def _named(journey: "Journey", come: "Sequence[Control]") -> tuple[Offer, ...]:
    """The cards of a list that has come into sight, where all that it holds is called like cards."""
    words = journey.selectors.words
    for role in ("option", "radio", "menuitem", "button", "hand"):
        listed = [one for one in come if one.role == role]
        if len(listed) > 1 and all(words.fits("card_names", one.name) for one in listed):
            return tuple(Offer(one.name, one.role) for one in listed)
    return ()


def _come(before: Observation, after: Observation) -> "list[Control]":
    """The controls that have come into sight."""
    known = {(one.role, one.name) for one in before.sight.controls}
    return [one for one in after.sight.controls if (one.role, one.name) not in known]


def _may_be_cards(journey: "Journey", seen: Observation, come: "Sequence[Control]") -> bool:
    """Whether several things to choose from have come into sight, and some are called like cards or nothing known."""
    words = journey.selectors.words
    listed = [
        one
        for one in come
        if one.role in ("option", "radio", "menuitem") and not choosers.kpjs_in(_page(journey, seen), one.name)
    ]
    called = [one for one in come if words.fits("card_names", one.name) and one.role in _WAYS]
    return len(listed) > 1 or len(called) > 1


def _switched(
    journey: "Journey", seen: Observation, ways: dict[str, Choice], cards: Sequence[Card], balances: "Sequence[Segment]"
) -> tuple[Observation, dict[str, Choice]]:
    """The cards behind what is called "Ganti Kartu", where it is there. BalanceUncertain where it shows no numbers."""
    switch = next((one for one in seen.sight.controls if _switches(one, journey.selectors, balances)), None)
    if switch is None:
        return seen, ways
    opened = journey.settle() if journey.press_control(seen, switch, "switch") else seen
    # Only what has come into sight tells which cards there are.
    come = tuple(_come(seen, opened))
    now = find(journey, structs.replace(opened, sight=structs.replace(opened.sight, controls=come)))
    if not now:
        why = "more than this card can be chosen on the page, and none is told by its number"
        raise BalanceUncertain(why, rule="chooser-without-numbers")
    return (opened, find(journey, opened)) if _more(now, cards) else (seen, ways)


def _switches(control: "Control", selectors: "Selectors", balances: "Sequence[Segment]") -> bool:
    """Whether a control leads to other cards: by its name, or by that and its place beside the balance."""
    if control.role not in ("button", "link", "hand") or control.disabled or not selectors.switch.search(control.name):
        return False
    named = selectors.words.says("kpj", control.name) or len(control.name.split()) > 1
    return named or any(shared(control.path, one.path) >= len(one.path) - _BESIDE for one in balances)


def _only(reading: Reading, kpj: str) -> Reading:
    """What a reading says of the card just chosen; another card's number on it is a contradiction."""
    cards = [card for card in reading.cards if card.kpj == kpj]
    if not cards and len(reading.cards) == 1 and reading.cards[0].kpj is None:
        return reading
    if not cards:
        raise BalanceUncertain("another card is shown than was chosen", rule="other-card-shown")
    return Reading(tuple(cards), cards[0].balance, reading.confidence, reading.as_of)


def _choose(journey: "Journey", seen: Observation, way: Choice, *, named: bool = True) -> None:
    from playwright.sync_api import Error

    element = eyes.element(seen, way.control)
    if element is None:
        raise BalanceUncertain("a card could not be chosen", rule="card-not-chosen")
    if way.option is not None:
        try:
            hand.choose(journey, element, "card", value=way.option)
        except Error:
            raise BalanceUncertain("a card could not be chosen", rule="card-not-chosen") from None
        except hand.Refused as refused:
            raise BalanceUncertain("a card could not be chosen", rule=refused.rule) from None
        journey.settle()
        journey.submit_choice(anyhow=named)
    # An option that is chosen already is pressed all the same: its list may lie open over what it has brought.
    elif way.control.role in ("hand", "option") or not (way.control.selected or way.control.expanded):
        if not journey.press_control(seen, way.control, "card"):
            raise BalanceUncertain("a card could not be chosen", rule=journey.refused or "card-not-chosen")
        if way.control.role in ("radio", "option"):
            journey.settle()
            journey.submit_choice(anyhow=named)
    journey.settle()


def _back(journey: "Journey", home: str) -> Observation:
    from playwright.sync_api import Error

    try:
        journey.page.go_back(wait_until="commit", timeout=10_000)
    except Error:
        journey.page.goto(home, wait_until="commit")
    return journey.settle()


def _uncover(
    journey: "Journey", seen: Observation, failure: Failure, chosen: str | None = None
) -> "tuple[Reading, PlainReading]":
    """Try what may hide a balance: a notice over it, a mask with an eye."""
    for attempt in (journey.close_notice, journey.reveal, journey.expand):
        if attempt(seen):
            seen = journey.settle()
            try:
                return journey.read_here(chosen)[:2]
            except (BalanceNotShown, BalanceUncertain) as again:
                # What was first in doubt is told, though a press has left the balance since.
                failure = failure if isinstance(failure, Doubted) and isinstance(again, BalanceNotShown) else again
    raise journey.explain_absence(failure, seen)


def one_kpj(text: str) -> str | None:
    found = find_kpjs(text)
    return found.pop() if len(found) == 1 else None


def _kpj_around(journey: "Journey", seen: Observation, control: "Control") -> str | None:
    """The card of a control that does not name it: the one number in the smallest part of the page that holds both.

    What leads to this very page, or stands with a balance already, is no way to a card.
    """
    if control.link and control.link.split("#")[0] == journey.page.url.split("#")[0]:
        return None
    numbers = [(word.path, kpj) for word in seen.sight.words if (kpj := one_kpj(word.text))]
    for depth in range(len(control.path) - 1, 0, -1):
        step = control.path[depth]
        inside = {kpj for path, kpj in numbers if step in path}
        if inside:
            others = any(
                one is not control and one.name == control.name and step in one.path for one in seen.sight.controls
            )
            alone = len(inside) == 1 and not others
            return inside.pop() if alone and not choosers.holds_balance(_page(journey, seen), step) else None
    return None
