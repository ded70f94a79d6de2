"""Lists in which cards wait, and that show no more than the one that is chosen: opened, looked into, closed again."""

from collections.abc import Generator, Sequence

import msgspec

from checker.failures import BalanceUncertain
from checker.journey import chooser
from checker.journey.chooser import Choice
from checker.journey.now import Now
from checker.journey.steps import Back, Key, Press, Step, target
from checker.model import Card
from checker.page import match
from checker.page.sight import Control
from checker.reading import choosers
from checker.reading.found import Doubt, Offer
from checker.reading.segments import Segment
from checker.texts import N_


class Opened(msgspec.Struct, frozen=True):
    """What has become of closed lists: the cards that were found, by their numbers or as `offers` by other names.

    What should have opened, and did not, is a doubt.
    """

    now: Now
    found: dict[str, Choice]
    doubts: tuple[Doubt, ...] = ()
    offers: tuple[Offer, ...] = ()


def open_cards(now: Now, *, names_card: bool = False) -> Generator[Step, Now, tuple[Now, bool]]:
    """Open the list in which cards wait; False where none brings a card that was not in sight.

    With `names_card`, only lists that show the card which is chosen in them are opened.
    """
    before = chooser.find(now).keys()
    for found in match.hits(now.seen, now.selectors.buttons.cards.candidates):
        fit = [one for one in found if not now.selectors.denied.search(one.name)]
        for one in [one for one in fit if chooser.one_kpj(one.name) or not names_card][:5]:
            now = yield Press(target(now.seen, one.element), "cards", seconds=2)
            if not now.outcome.done:
                continue
            if chooser.find(now).keys() - before:
                return now, True
            now = yield Key("Escape")
    return now, False


def reopened(now: Now) -> Generator[Step, Now, tuple[Now, bool]]:
    """Open the list again that shows the card which is chosen in it."""
    for _, control in choosers.closed(chooser.page_of(now))[:1]:
        now = yield Press(target(now.seen, control), "cards")
        return now, now.outcome.done
    return now, False


def opened(now: Now, found: dict[str, Choice], cards: Sequence[Card], *, named: bool) -> Generator[Step, Now, Opened]:
    """The cards that can be chosen once a closed list was opened: one that is known, or what shows the chosen card."""
    now, is_open = yield from open_cards(now, names_card=named)
    listed = chooser.find(now) if is_open else {}
    if len(listed) > len(found):
        return Opened(now, listed)
    known = {card.kpj for card in cards}
    doubts: list[Doubt] = []
    before = now
    for number, control in choosers.closed(chooser.page_of(now)):
        now = yield Press(target(before.seen, control), "cards")
        listed, come = chooser.find(now), chooser.come(before, now)
        if not now.outcome.done:
            doubts.append(_lasting("chooser-not-opened", N_("what shows the card that is chosen could not be opened")))
        elif chooser.turned_over(now, control, number):
            why = "the page shows one of several cards, and each press of it shows another"
            return Opened(now, found, (*doubts, _lasting("cards-turned-over", why)))
        elif set(listed) - known - {number}:
            return Opened(now, listed, tuple(doubts))
        elif now.seen.url != before.seen.url:
            before = yield Back(before.seen.url)
        elif come and (offers := chooser.named(now, come)):
            return Opened(now, found, tuple(doubts), offers)
        elif come:
            doubts += _without_numbers(now, come)
            before = yield Key("Escape")
        elif control.role in ("combobox", "listbox") or control.popup:
            doubts.append(_lasting("chooser-not-opened", N_("what shows the card that is chosen did not open")))
    return Opened(before, found, tuple(doubts))


def _lasting(rule: str, why: str) -> Doubt:
    return Doubt(rule, why, lasting=True)


def _without_numbers(now: Now, come: list[Control]) -> list[Doubt]:
    why = "more than this card can be chosen on the page, and none is told by its number"
    return [_lasting("chooser-without-numbers", why)] if chooser.may_be_cards(now, come) else []


def switched(now: Now, cards: Sequence[Card], balances: Sequence[Segment]) -> Generator[Step, Now, Now | None]:
    """The page once what is called "Ganti Kartu" was pressed; None where nothing is, or it brings no other card.

    Raises BalanceUncertain where it shows no numbers.
    """
    switch = next((one for one in now.seen.sight.controls if chooser.switches(now, one, balances)), None)
    if switch is None:
        return None
    after = yield Press(target(now.seen, switch), "switch")
    # Only what has come into sight tells which cards there are.
    listed = chooser.find(after, chooser.come(now, after) if after.outcome.done else [])
    if not listed:
        why = "more than this card can be chosen on the page, and none is told by its number"
        raise BalanceUncertain(why, rule="chooser-without-numbers")
    return after if chooser.more(listed, cards) else None
