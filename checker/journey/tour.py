"""Cards that are shown one at a time: behind a select, tabs, accordions or a link per card. Each is chosen and read.

A tour is a plan: it yields one step after another, and is answered with what is known then. What it has gathered is a
value; doubts whether these are all the cards stay in it until what was read answers them.
"""

from collections.abc import Generator
from decimal import Decimal

import msgspec
from msgspec import structs

from checker.failures import BalanceNotShown, BalanceUncertain, Failure, PageNotRecognised
from checker.journey import answers, chooser, lists, notices, turning, ways
from checker.journey.chooser import Choice
from checker.journey.now import Now
from checker.journey.steps import Back, Choose, Look, Mark, Press, Read, Step, Tour, target
from checker.model import Reading
from checker.page import match
from checker.page.sight import Control
from checker.reading import choosers
from checker.reading.agree import merged
from checker.reading.doubts import told_of_more
from checker.reading.found import Doubt, Offer, PlainReading
from checker.reading.open_doubts import Doubted, Toured, answered
from checker.reading.segments import segments

_MOST, _MOST_CARDS = 20, 40
_EQUAL_S = 5.0
"""Seconds: for how long a card must be shown that holds as much as the one before, to be believed."""
_NOT_READ = "a card is named whose balance is not shown"


class Gathered(msgspec.Struct, frozen=True):
    """What was read on the way from card to card, and what was left in doubt."""

    readings: tuple[tuple[str | None, Reading], ...] = ()
    chosen: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    offers: tuple[Offer, ...] = ()
    """What a list holds that was opened, and tells no numbers."""
    whole: bool = False
    """Whether all that is chosen belongs to one chooser."""
    sole: bool = False
    """Whether that is a list which holds one card only."""
    parts: int = 0
    """How many parts of a list were gone through to its end."""
    known: frozenset[str] | None = None
    """What the page told of the last card that was chosen, and how much that holds."""
    held: Decimal | None = None

    def doubting(self, *doubts: Doubt) -> "Gathered":
        return structs.replace(self, doubts=(*self.doubts, *doubts))

    def read(self, now: Now, chosen: str, reading: Reading, plainly: PlainReading, kpj: str | None) -> "Gathered":
        """A card was chosen and read. Raises BalanceUncertain where nothing shows that it is another than before."""
        page = chooser.page_of(now)
        told = choosers.marks(page)
        # The number itself may be no more than an echo of what was chosen.
        if self.held == reading.total and self.known == told:
            why = "two cards, one chosen after the other, show the same amount: it may be one's only"
            raise BalanceUncertain(why, rule="choice-changed-nothing")
        left = [one for one in self.doubts if not _is_filled_in(one, plainly, {text.text for text in page.texts})]
        return structs.replace(
            self,
            readings=(*self.readings, (kpj, reading)),
            chosen=(*self.chosen, chosen),
            doubts=(*left, *plainly.doubts, *_by_names(now)),
            known=told,
            held=reading.total,
        )


Walk = Generator[Step, Now, Reading]


def walk(now: Now, step: Tour) -> Generator[Step, Now, Reading | None]:
    """The balances of all cards; None where a page without any leads on to them, as one on all balances may.

    Raises BalanceNotShown, BalanceUncertain, or what the page tells of instead.
    """
    try:
        return (yield from read_all(now))
    except BalanceNotShown:
        if step.unasked:
            return None
        now = yield Look()
        try:
            further = ways.balance(now, anew=False)
        except PageNotRecognised:
            further = None
        if further is None:
            raise
        yield further
        return None


def read_all(now: Now) -> Walk:
    """The balances of all cards: of the page as it is, and of each card that must be chosen first."""
    step = ways.present(now)
    if step is not None:
        now = yield step
        now = yield Look()
    found = chooser.find(now)
    gathered = Gathered()
    first: Reading | None = None
    plainly: PlainReading | None = None
    now = yield Read(at_once=True)
    failure = now.failure
    if now.found is not None:
        first, plainly = now.found.reading, now.found.plainly
    else:
        if isinstance(failure, Doubted):
            plainly = failure.plainly
            gathered = gathered.doubting(*failure.doubts)
        found = chooser.find(now) or found
    missing = plainly.kpjs_elsewhere if plainly is not None else ()
    cards = plainly.cards if plainly is not None else ()
    unreached = set(missing) - set(found)
    if not found or unreached or (plainly is not None and not chooser.more(found, cards)):
        # A list may be closed, and show no more than the card that is chosen in it.
        come = yield from lists.opened(now, found, cards, named=first is not None)
        now, found, gathered = come.now, come.found, gathered.doubting(*come.doubts)
        if come.offers:
            return (yield from _each_offer(now, structs.replace(gathered, offers=come.offers, whole=True)))
        if first is not None and not chooser.more(found, cards):
            boxes = plainly.boxes if plainly is not None else ()
            switched = yield from lists.switched(now, cards, boxes)
            now, found = (switched, chooser.find(switched)) if switched is not None else (now, found)
    if first is not None and not missing and not chooser.more(found, cards):
        return _closed(now, gathered.doubting(*_by_names(now)), first)
    if isinstance(failure, Doubted) and not missing and not chooser.more(found, cards):
        turned = yield from _by_parts(now, failure)
        if turned is not None:
            return turned
    if not found:
        if first is None and failure is not None:
            return (yield from _otherwise(now, failure))
        raise BalanceUncertain(_NOT_READ, rule="card-not-read")
    if plainly is None:
        gathered = gathered.doubting(*told_of_more(chooser.page_of(now)))
    gathered = structs.replace(
        gathered.doubting(*_by_names(now)),
        whole=len({way.chooser for way in found.values()}) == 1,
        sole=len(found) == 1 and all(way.option is not None for way in found.values()),
    )
    return (yield from _each(now, found, gathered, plainly))


def _by_parts(now: Now, failure: Doubted) -> Generator[Step, Now, Reading | None]:
    """The balances of a list that is shown part by part, gone through to its end; None where nothing turns it."""
    if failure.plainly is None or not any(one.turns or one.amounts for one in failure.doubts):
        return None
    now = yield Look()
    parts = yield from turning.through(now, failure.plainly.boxes)
    if parts is None:
        return None
    gathered = Gathered(whole=True, parts=parts.count).doubting(*failure.doubts)
    for part in parts.read:
        gathered = gathered.doubting(*part.plainly.doubts, *_by_names(part.now))
    return _closed(now, gathered, merged([(None, part.reading) for part in parts.read]))


def _by_names(now: Now) -> tuple[Doubt, ...]:
    """The doubt whether all cards were read that a page names, in closed lists too."""
    named = choosers.named(chooser.page_of(now))
    return (Doubt("card-not-read", _NOT_READ, kpjs=tuple(sorted(named))),) if named else ()


def _is_filled_in(doubt: Doubt, plainly: PlainReading, told: set[str]) -> bool:
    """Whether the page names the employers of a doubt still, and shows a balance with each of them by now."""
    bare = {name for one in plainly.doubts for name in one.names}
    return doubt.rule == "employer-without-balance" and told >= set(doubt.names) and not bare & set(doubt.names)


def _closed(now: Now, gathered: Gathered, reading: Reading) -> Reading:
    """The reading of a tour that has ended. Raises BalanceUncertain, by the name of what is still in doubt."""
    toured = Toured(reading.cards, gathered.chosen, gathered.whole, gathered.sole, gathered.parts)
    for doubt, evidence in answered(list(gathered.doubts), toured, now.selectors.words):
        if evidence is None:
            raise BalanceUncertain(doubt.detail, rule=doubt.rule)
    return reading


# -- a page on which no card can be chosen, and none was read -------------------------------------------------------


def _otherwise(now: Now, failure: Failure) -> Walk:
    """The balances of a page on which no card can be chosen by its number, and none was read at first sight."""
    try:
        now = yield from _uncovered(now, failure)
    except Doubted as doubted:
        offers = next((one.offers for one in doubted.doubts if one.offers), ())
        if not offers or any(one.lasting for one in doubted.doubts):
            raise
        return (yield from _each_offer(now, Gathered(doubts=tuple(doubted.doubts), offers=offers, whole=True)))
    except (BalanceNotShown, BalanceUncertain) as nothing:
        return (yield from _by_programme(now, nothing))
    if now.found is None or now.found.plainly.kpjs_elsewhere:
        raise BalanceUncertain(_NOT_READ, rule="card-not-read")
    reading = now.found.reading
    return _closed(now, Gathered(doubts=_by_names(now)), reading)


def _by_programme(now: Now, nothing: Failure) -> Walk:
    """The balances once the JHT was chosen among all programmes."""
    now = yield Look()
    told = [one.amount for one in segments(now.seen.sight) if one.amount]
    where, before = now.seen.url, {value for one in told for value in (one.dot, one.comma)}
    step = ways.programme(now)
    now = (yield step) if step is not None else now
    if step is None or not now.outcome.done:
        raise nothing
    if isinstance(step, Choose):
        now = yield from _submitted(now, anyhow=False)
    reading = yield from read_all(now)
    if now.seen.url == where and any(card.balance in before for card in reading.cards):
        why = "the balance stood on the page before the programme was chosen"
        raise BalanceUncertain(why, rule="stood-before") from None
    return reading


def _uncovered(now: Now, failure: Failure, chosen: str | None = None) -> Generator[Step, Now, Now]:
    """Try what may hide a balance: a notice over it, a mask with an eye, a part that is folded."""
    for attempt in (_close_notice, _reveal, _expand):
        now, opened = yield from attempt(now)
        if opened:
            now = yield Read(chosen)
            if now.found is not None:
                return now
            # What was first in doubt is told, though a press has left the balance since.
            again = now.failure or failure
            failure = failure if isinstance(failure, Doubted) and isinstance(again, BalanceNotShown) else again
    raise answers.absence(now, failure)


def _close_notice(now: Now) -> Generator[Step, Now, tuple[Now, bool]]:
    """Put away a notice, if there is one."""
    opened = False
    while not opened and (step := notices.put_away(now)) is not None:
        layers = {one.layer for one in now.seen.sight.controls}
        now = yield step
        gone = bool(layers - {one.layer for one in now.seen.sight.controls})
        opened = now.outcome.done if isinstance(step, Press) else gone
    return now, opened


def _reveal(now: Now) -> Generator[Step, Now, tuple[Now, bool]]:
    """Press the eyes that mask amounts; False if there is none that was not pressed before."""
    for found in match.hits(now.seen, now.selectors.buttons.reveal.candidates):
        opened = False
        for one in found[:_MOST]:
            box = one.element.box
            mark = Mark("reveal", f"{box.x:.0f} {box.y:.0f} {box.w:.0f} {box.h:.0f}", now.seen.url)
            if not now.memory.has(mark) and not now.selectors.denied.search(one.name):
                now = yield Press(target(now.seen, one.element), "reveal", mark, clears=True, seconds=10)
                opened = opened or now.outcome.done
        if opened:
            return now, True
    return now, False


def _expand(now: Now) -> Generator[Step, Now, tuple[Now, bool]]:
    """Open what is folded on the page, where its name does not speak of anything denied."""
    seen = now.seen
    folded = [
        one
        for one in seen.sight.controls
        if one.expanded is False
        and one.role in ("summary", "button", "tab")
        and not now.selectors.denied.search(one.name)
    ]
    opened = False
    for control in folded[:12]:
        mark = Mark("expand", f"{control.name} {control.box.y:.0f}", seen.url)
        if not now.memory.has(mark):
            now = yield Press(target(seen, control), "expand", mark)
            opened = now.outcome.done or opened
    return now, opened


# -- one card after the other ---------------------------------------------------------------------------------------


def _each(now: Now, found: dict[str, Choice], gathered: Gathered, first: PlainReading | None) -> Walk:
    """The balances of cards that are chosen by their numbers, one after the other."""
    if len(found) > _MOST_CARDS:
        raise BalanceUncertain(f"more than {_MOST_CARDS} cards are offered", rule="too-many-cards")
    lists = [way.control.options for way in found.values()]
    if any(chooser.leads_on(now, one[0], at == 0) for options in lists for at, one in enumerate(options)):
        raise BalanceUncertain("a list of cards holds a way to further ones", rule="way-to-more-cards")
    if turning.loads(now):
        why = "what brings more cards stands beside those that can be chosen"
        raise BalanceUncertain(why, rule="way-to-more-cards")
    if first is not None and set(first.kpjs_elsewhere) - set(found):
        raise BalanceUncertain(_NOT_READ, rule="card-not-read")
    totals = {first.shown_total} if first is not None else set()
    home = now.seen.url
    for kpj in found:
        now = yield from _choose_again(now, kpj, home)
        now = yield Read(kpj)
        if now.found is None and now.failure is not None:
            now = yield from _uncovered(now, now.failure, kpj)
        reading, plainly = _of_card(now, kpj)
        if gathered.held == reading.total:
            # What tells of another card may have come before its amount.
            yield Look(still=_EQUAL_S)
            now = yield Read(kpj)
            if now.failure is not None:
                raise now.failure
            reading, plainly = _of_card(now, kpj)
        gathered = gathered.read(now, kpj, reading, plainly, kpj)
        totals.add(plainly.shown_total)
    for card in first.cards if first is not None else ():
        # What was shown without a choice, and cannot be chosen.
        if card.kpj is not None and card.kpj not in found:
            shown = Reading((card,), card.balance, gathered.readings[0][1].confidence)
            gathered = structs.replace(gathered, readings=(*gathered.readings, (card.kpj, shown)))
    whole = merged(list(gathered.readings))
    balances = [reading.total for _, reading in gathered.readings]
    totals |= {card.balance for card in first.cards if card.kpj is None} if first is not None else set()
    if totals - {None, whole.total, *balances}:
        raise BalanceUncertain("the total shown is not the sum of the cards shown", rule="total-no-sum")
    return _closed(now, gathered, whole)


def _of_card(now: Now, kpj: str) -> tuple[Reading, PlainReading]:
    """What was read of the card just chosen. Raises BalanceUncertain where that is another's, or was not loaded."""
    if now.found is None:
        raise BalanceUncertain(_NOT_READ, rule="card-not-read")
    chooser.check_answered(now)
    reading = now.found.reading
    cards = [card for card in reading.cards if card.kpj == kpj]
    if not cards and len(reading.cards) == 1 and reading.cards[0].kpj is None:
        return reading, now.found.plainly
    if not cards:
        raise BalanceUncertain("another card is shown than was chosen", rule="other-card-shown")
    return Reading(tuple(cards), cards[0].balance, reading.confidence, reading.as_of), now.found.plainly


def _each_offer(now: Now, gathered: Gathered) -> Walk:
    """The balances of cards that are chosen by other names than their numbers; each must bring a card of its own."""
    known: set[str | None] = set()
    for offer in gathered.offers:
        now = yield Look()
        found = chooser.ways_to(now, offer)
        if not found:
            now, _ = yield from lists.reopened(now)
            found = chooser.ways_to(now, offer)
        if len(found) != 1:
            raise BalanceUncertain("a card could not be chosen again", rule="card-not-chosen")
        if found[0].role == "hand" and found[0].selected:
            now = yield Read(offer.name)  # to press what is open may close it
        if now.found is None or not (found[0].role == "hand" and found[0].selected):
            now = yield from _chosen(now, Choice(offer.name, found[0], offer.option), named=False)
            now = yield Read(offer.name)
        if now.found is None:
            if isinstance(now.failure, BalanceNotShown):
                raise BalanceUncertain("a card is offered whose balance is not shown", rule="card-not-read") from None
            raise now.failure or BalanceUncertain(_NOT_READ)
        chooser.check_answered(now)
        numbers = {card.kpj for card in now.found.reading.cards}
        if None in numbers or numbers & known:
            why = "what was chosen on the page has brought no card of its own"
            raise BalanceUncertain(why, rule="choice-changed-nothing")
        known |= numbers
        gathered = gathered.read(now, offer.name, now.found.reading, now.found.plainly, None)
    return _closed(now, gathered, merged(list(gathered.readings)))


def _choose_again(now: Now, kpj: str, home: str) -> Generator[Step, Now, Now]:
    """Choose a card, though the one before may be shown in a dialog that lies over the way to it."""
    now, way = yield from _found_again(now, kpj, home)
    try:
        return (yield from _chosen(now, way))
    except BalanceUncertain:
        now = yield Look()
        now, closed = yield from _close_notice(now)
        if not closed:
            raise
    now, way = yield from _found_again(now, kpj, home)
    return (yield from _chosen(now, way))


def _found_again(now: Now, kpj: str, home: str) -> Generator[Step, Now, tuple[Now, Choice]]:
    """The way to a card as the page is now, in its list opened anew, on the page before, or asked for anew.

    Where the card before is shown in something laid over the page, that is closed first, by its own way out.
    """
    closed = False

    def close(now: Now) -> Generator[Step, Now, tuple[Now, bool]]:
        nonlocal closed
        now, closed = yield from _close_notice(now)
        return now, closed

    def again(now: Now) -> Generator[Step, Now, tuple[Now, bool]]:
        return (yield from _ask_again(now)) if closed else (now, False)

    def back(now: Now) -> Generator[Step, Now, tuple[Now, bool]]:
        now = yield Back(home)
        return now, True

    tried = (None, close, lists.open_cards, lists.reopened, again, back, lists.open_cards, _ask_again)
    for attempt in tried:
        if attempt is not None:
            now, _ = yield from attempt(now)
        way = chooser.find(now).get(kpj)
        over = attempt is None and way is not None and way.control.layer is None and notices.ways_out(now)
        if way is not None and not over:
            return now, way
    raise BalanceUncertain("a card could not be chosen again", rule="card-not-chosen")


def _ask_again(now: Now) -> Generator[Step, Now, tuple[Now, bool]]:
    """Press what leads to the balance anew, where a step back has ended before it."""
    step = ways.balance(now)
    if step is None:
        return now, False
    now = yield step
    return now, True


def _chosen(now: Now, way: Choice, *, named: bool = True) -> Generator[Step, Now, Now]:
    """Choose a card. Raises BalanceUncertain where that cannot be done."""
    control: Control = way.control
    if way.option is not None:
        now = yield Choose(target(now.seen, control), "card", value=way.option)
        if not now.outcome.done:
            raise BalanceUncertain("a card could not be chosen", rule=now.outcome.rule or "card-not-chosen")
        return (yield from _submitted(now, anyhow=named))
    # An option that is chosen already is pressed all the same: its list may lie open over what it has brought.
    if control.role in ("hand", "option") or not (control.selected or control.expanded):
        # What is not called by a word is known by its place only: it may lead nowhere and send nothing.
        now = yield Press(target(now.seen, control), "card", stays=chooser.is_sign(control.name))
        if not now.outcome.done:
            raise BalanceUncertain("a card could not be chosen", rule=now.outcome.rule or "card-not-chosen")
        if control.role in ("radio", "option") or chooser.is_open_still(now, control):
            now = yield from _submitted(now, anyhow=named)
    return now


def _submitted(now: Now, *, anyhow: bool) -> Generator[Step, Now, Now]:
    """Press the button that asks for what was chosen, if there is one."""
    try:
        step = ways.submit(now, anyhow=anyhow)
    except PageNotRecognised:
        step = None
    return (yield step) if step is not None else now
