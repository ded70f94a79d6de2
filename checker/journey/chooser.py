"""By what a page lets a card be chosen: options of a select, tabs, links and buttons that name it, or stand with it."""

from collections.abc import Sequence

import msgspec

from checker.failures import BalanceUncertain
from checker.journey.now import Now
from checker.kpj import find_kpjs
from checker.model import Card
from checker.page.sight import Control
from checker.reading import choosers
from checker.reading.believed import fails
from checker.reading.found import Offer
from checker.reading.page import Page, shared
from checker.reading.segments import Segment

_BESIDE = 3
"""How many steps up from a balance what stands with it may hang."""
_ONE_LIST = 4
"""How many steps up from ways to cards the list may hang that holds them all."""
_UNSEEN = 4
"""Pixels: what is no larger is not seen."""
_SIGNS = 3
"""Signs: the number of a row has no more."""
_WAYS = ("tab", "radio", "button", "link", "summary", "option", "menuitem", "hand")


class Choice(msgspec.Struct, frozen=True):
    """A way to one card: a control to press, or an option of a select.

    `kpj` is another name where the page tells no numbers.
    """

    kpj: str
    control: Control
    option: str | None = None

    @property
    def chooser(self) -> tuple[object, ...]:
        """What it is one choice of."""
        path = self.control.path
        if self.option is not None:
            return ("select", path)
        return (self.control.role, len(path), path[: max(2, len(path) - _ONE_LIST)])


def page_of(now: Now) -> Page:
    """The page as the reading rules know it."""
    return Page(now.seen.sight, now.selectors.words, now.portal.today)


def find(now: Now, controls: Sequence[Control] | None = None) -> dict[str, Choice]:
    """The cards that can be chosen on a page, by KPJ, in the page's order: each in the chooser that has the most."""
    ways: list[Choice] = []
    page: Page | None = None
    for control in now.seen.sight.controls if controls is None else controls:
        if control.disabled:
            continue
        # A list that a person cannot see is what a framework has put its own in place of.
        for label, value, _ in control.options if min(control.box.w, control.box.h) > _UNSEEN else ():
            kpj = one_kpj(label) or one_kpj(value)
            if kpj:
                ways.append(Choice(kpj, control, value))
        if control.role in _WAYS:
            kpj = one_kpj(control.name)
            if kpj is None and now.selectors.balance.each.search(control.name):
                page = page or page_of(now)
                kpj = _kpj_around(now, page, control)
            kpj = kpj or _kpj_of_row(now, control)
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


def more(found: dict[str, Choice], cards: Sequence[Card]) -> bool:
    """Whether a card can be chosen that was not read."""
    shown = {card.kpj for card in cards}
    if len(found) == 1 and len(cards) == 1 and None in shown:
        return False
    return bool(set(found) - shown)


def one_kpj(text: str) -> str | None:
    """The one card that a text names; None where it names none, or several."""
    found = find_kpjs(text)
    return found.pop() if len(found) == 1 else None


def is_open_still(now: Now, control: Control) -> bool:
    """Whether what lies over the page and holds a card that was chosen there is open still, with that marked in it."""
    same = (one for one in now.seen.sight.controls if (one.role, one.name) == (control.role, control.name))
    return control.layer is not None and any(one.layer is not None and one.selected for one in same)


def leads_on(now: Now, label: str, first: bool) -> bool:
    """Whether an entry in a list of cards leads to further ones: "Kartu lainnya...", "Tampilkan semua".

    What a list begins with asks to choose, and leads nowhere: "-- Pilih KPJ --".
    """
    words = now.selectors.words
    told = any(words.fits(name, label) for name in ("other_cards", "going_on", "see_all"))
    return one_kpj(label) is None and (told or bool(not first and now.selectors.balance.switch.search(label)))


def check_answered(now: Now) -> None:
    """Raise BalanceUncertain where the page was asked for a card and has no answer: it may still show another's."""
    rest = now.seen.rest
    told = any(fails(line, now.selectors.words) for line in rest.said)
    if not rest.fresh and (rest.failed or rest.unanswered or told):
        why = "the data of a card that was chosen on the page did not come"
        raise BalanceUncertain(why, rule="card-data-failed")


def is_sign(name: str) -> bool:
    """Whether something is called by no word: by nothing, a sign, or the number of a row."""
    return len(name) <= _SIGNS and not any(one.isalpha() for one in name)


def ways_to(now: Now, offer: Offer) -> list[Control]:
    """The controls that an offer may be made by."""
    controls = now.seen.sight.controls
    if offer.option is not None:
        return [one for one in controls if any(offer.option == value for _, value, _ in one.options)]
    return [one for one in controls if (one.role, one.name) == (offer.role, offer.name)]


def turned_over(now: Now, control: Control, number: str) -> bool:
    """Whether what named a card names another, now that it was pressed, and no longer that one."""
    same = [one for one in now.seen.sight.controls if (one.role, one.path) == (control.role, control.path)]
    kpjs = {one_kpj(one.name) for one in same}
    return one_kpj(control.name) == number and bool(kpjs) and not kpjs & {number, None}


def come(before: Now, after: Now) -> list[Control]:
    """The controls that have come into sight."""
    known = {(one.role, one.name) for one in before.seen.sight.controls}
    return [one for one in after.seen.sight.controls if (one.role, one.name) not in known]


def named(now: Now, come: Sequence[Control]) -> tuple[Offer, ...]:
    """The cards of a list that has come into sight, where all that it holds is called like cards."""
    words = now.selectors.words
    for role in ("option", "radio", "menuitem", "button", "hand"):
        listed = [one for one in come if one.role == role]
        if len(listed) > 1 and all(words.fits("card_names", one.name) for one in listed):
            return tuple(Offer(one.name, one.role) for one in listed)
    return ()


def may_be_cards(now: Now, come: Sequence[Control]) -> bool:
    """Whether several things to choose from have come into sight, and some are called like cards or nothing known."""
    words, page = now.selectors.words, page_of(now)
    listed = [
        one for one in come if one.role in ("option", "radio", "menuitem") and not choosers.kpjs_in(page, one.name)
    ]
    called = [one for one in come if words.fits("card_names", one.name) and one.role in _WAYS]
    return len(listed) > 1 or len(called) > 1


def switches(now: Now, control: Control, balances: Sequence[Segment]) -> bool:
    """Whether a control leads to other cards: by its name, or by that and its place beside the balance."""
    selectors = now.selectors
    pressed = control.role in ("button", "link", "hand") and not control.disabled
    if not pressed or not selectors.balance.switch.search(control.name):
        return False
    is_named = selectors.words.says("kpj", control.name) or len(control.name.split()) > 1
    return is_named or any(shared(control.path, one.path) >= len(one.path) - _BESIDE for one in balances)


def _kpj_of_row(now: Now, control: Control) -> str | None:
    """The one card of a table's row that opens with a cell to be pressed, which has at most a number of its own."""
    if control.role not in ("hand", "button") or not is_sign(control.name):
        return None
    row = control.path[:-1]
    cells = [
        one for one in now.seen.sight.words if one.cell and one.path[: len(row)] == row and len(one.path) > len(row)
    ]
    kpjs = {kpj for one in cells if one.path[len(row)] > control.path[-1] and (kpj := one_kpj(one.text))}
    leads = all(one.path[len(row)] >= control.path[-1] for one in cells)
    return kpjs.pop() if leads and len(kpjs) == 1 else None


def _kpj_around(now: Now, page: Page, control: Control) -> str | None:
    """The card of a control that does not name it: the one number in the smallest part of the page that holds both.

    What leads to this very page, or stands with a balance already, is no way to a card.
    """
    if control.link and control.link.split("#")[0] == now.seen.url.split("#")[0]:
        return None
    sight = now.seen.sight
    numbers = [(word.path, kpj) for word in sight.words if (kpj := one_kpj(word.text))]
    for depth in range(len(control.path) - 1, 0, -1):
        step = control.path[depth]
        inside = {kpj for path, kpj in numbers if step in path}
        if inside:
            others = any(one is not control and one.name == control.name and step in one.path for one in sight.controls)
            alone = len(inside) == 1 and not others
            return inside.pop() if alone and not choosers.holds_balance(page, step) else None
    return None
