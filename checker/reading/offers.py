"""Cards that can be chosen by other names than their numbers, as by employers or "Kartu 2": are all of them shown?"""

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import structs

from checker.model import Card
from checker.page.sight import Control
from checker.portal.words import plain
from checker.reading import choosers, paging
from checker.reading.claims import Claim
from checker.reading.found import Doubt, Offer
from checker.reading.page import Page, shared
from checker.reading.rule import Rules
from checker.reading.segments import Segment

_NONE = re.compile(r"\(\s*0\s*\)\s*$")
_COUNT = re.compile(r"\(\s*([0-9]{1,2})\s*\)\s*$")
"""How many cards wait behind a tab: "Nonaktif (4)"."""
_NAME = 4
"""Words: what one of several to choose from is called has no more."""
_PEERS = 4
"""How many steps up two things may stand in parts of their own and still be of one list."""


OFFERS: Rules[Callable[[Page, Sequence[Card], Sequence[Segment]], Iterator[Doubt]]] = Rules()
"""Each is asked of the cards that were read, and of the amounts that are their balances."""


def not_shown(page: Page, cards: Sequence[Card], balances: Sequence[Segment]) -> Iterator[Doubt]:
    """What is called like a card on a page, and is none whose balance is shown: what can be chosen, employers."""
    for rule in OFFERS:
        for one in rule.ask(page, cards, balances):
            page.trace.append(rule.name)
            yield structs.replace(one, rule=rule.name, detail=rule.reason)


@OFFERS("card-offered", "another card is offered than those whose balance is shown")
def _offered(page: Page, cards: Sequence[Card], balances: Sequence[Segment]) -> Iterator[Doubt]:
    """Where nothing is marked as chosen, pressing a name may do anything."""
    for chosen, beside, marked in _groups(page, _employers(cards), balances):
        told = [int(one[1]) for each in (chosen, *beside) if (one := _COUNT.search(each.name)) is not None]
        if sum(told) > len(cards):
            yield Doubt(count=sum(told))
        others = tuple(one.name for one in beside if _may_be_card(page, one.name, cards))
        if others:
            turns = all(
                page.words.fits("page_entries", name) or page.words.fits("more_slides", name) for name in others
            )
            yield Doubt(names=others, offers=(chosen, *beside) if marked else (), turns=turns)


@OFFERS("card-listed", "a closed list holds another card than those whose balance is shown")
def _listed(page: Page, cards: Sequence[Card], _: Sequence[Segment]) -> Iterator[Doubt]:
    names = tuple(dict.fromkeys(name for name in _entries(page) if _may_be_card(page, name, cards)))
    if names:
        yield Doubt(names=names)


@OFFERS("employer-without-balance", "an employer is named whose balance is not shown")
def _bare(page: Page, cards: Sequence[Card], balances: Sequence[Segment]) -> Iterator[Doubt]:
    bare = tuple(one.text for one in _alone(page, balances) if _may_be_card(page, one.text, cards))
    if bare:
        yield Doubt(names=bare)


def _employers(cards: Sequence[Card]) -> set[str]:
    return {plain(card.company) for card in cards if card.company}


def _may_be_card(page: Page, name: str, cards: Sequence[Card]) -> bool:
    """Whether a name may be that of a card which is not shown."""
    shown = {card.kpj for card in cards}
    if page.kpjs_in(name) & shown or any(one and one in plain(name) for one in _employers(cards)):
        return False
    if _NONE.search(name) or any(one and page.words.masks(name, one) for one in shown):
        return False
    return bool(plain(name)) and not page.words.phrases["total"].open(name) and page.judged(name) is not Claim.QUALIFIED


def _groups(page: Page, told: set[str], balances: Sequence[Segment]) -> Iterator[tuple[Offer, list[Offer], bool]]:
    """What is chosen on the page and called like a card, what stands beside it, and whether it is marked."""

    def is_card(name: str) -> bool:
        return page.words.fits("card_names", name) or plain(name) in told

    elsewhere = set(page.sight.dots) - {*paging.rows_of_dots(page, balances)}
    for control in page.sight.controls:
        if control.path[:-1] in elsewhere:
            continue  # the dots of a banner
        options = [(Offer(label, control.role, value), chosen) for label, value, chosen in control.options if value]
        picked = [one for one, chosen in options if chosen and is_card(one.name)]
        if picked:
            yield picked[0], [one for one, _ in options if one != picked[0]], True
            continue
        peers = [one for one in page.sight.controls if _are_peers(control, one)]
        rest = [one for one in peers if not (one.selected or one.expanded)]
        marked = bool(control.selected or control.expanded)
        if marked:
            # What leads to another page, and hangs farther off, is the portal's menu.
            near = max((shared(control.path, one.path) for one in peers), default=0)
            called = is_card(control.name)
            rest = [one for one in rest if not _is_of_menu(control, one, near, called) or is_card(one.name)]
            opens = any(_opens(page, control, one, balances) for one in rest)
            beside = rest if is_card(control.name) or opens or _may_be_tabs(page, control, rest, balances) else []
        else:
            called = is_card(control.name) and not _NONE.search(control.name)
            beside = [one for one in rest if is_card(one.name)] if called else []
        if beside:
            yield Offer(control.name, control.role), [Offer(one.name, one.role) for one in beside], marked


def _is_of_menu(control: Control, one: Control, near: int, called: bool) -> bool:
    """Whether something hangs farther off, and leads away, or stands beside a list of what is `called` like cards."""
    leads = one.link.startswith("http") and "#" not in one.link
    return (leads or called) and shared(control.path, one.path) < near


def _entries(page: Page) -> Iterator[str]:
    """What lists that are closed hold, where it is called like cards; what they show is left out."""
    for control in page.sight.controls:
        named = [one for one in control.offers if page.words.fits("card_names", one) and not page.kpjs_in(one)]
        said = choosers.shown(page, control)
        # What is folded beside a heading may tell of anything, as of former employers.
        chooses = control.role in choosers.LISTS or page.words.fits("card_names", said) or page.kpjs_in(said)
        # What is folded beside a tab are the parts of the other tabs.
        if chooses and control.role != "tab":
            yield from (one for one in named if plain(one) not in plain(said))


def _may_be_tabs(page: Page, control: Control, rest: list[Control], balances: Sequence[Segment]) -> bool:
    """Whether tabs are called by names that are not understood, as employers may be, and not like parts of a portal.

    So may be anything of which one is chosen, where it stands between a balance and what heads that: "Jakarta | Medan".
    """

    def strange(name: str) -> bool:
        rest = page.words.phrases["sections"].without(name)
        unknown = any(word not in page.words.known for word in plain(rest).split())
        return unknown and page.judged(name) is Claim.NONE and rest == plain(name)

    if not strange(control.name) or not any(strange(one.name) for one in rest):
        return False
    return control.role == "tab" or all(_is_over_balance(page, one, balances) for one in (control, *rest))


def _is_over_balance(page: Page, control: Control, balances: Sequence[Segment]) -> bool:
    """Whether something short to be chosen, which leads nowhere, stands over the balances and below what heads them."""
    first = balances[0]
    over = [one for one, _ in page.titles if one.at < first.at]
    heads = [one for one in over if any(page.words.says(name, one.text) for name in ("balance", "programme", "cards"))]
    leads = control.link.startswith("http") and "#" not in control.link
    short = 0 < len(plain(control.name).split()) <= _NAME and control.layer is None and not leads
    if not heads or not short or not heads[-1].box.bottom <= control.box.y + 2 <= first.box.y:
        return False
    return shared(control.path, first.path) >= shared(heads[-1].path, first.path)


def _are_peers(one: Control, other: Control) -> bool:
    return one is not other and one.role == other.role and _is_peer(one.path, other.path)


def _is_peer(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return len(one) == len(other) and one[: max(2, len(one) - _PEERS)] == other[: max(2, len(one) - _PEERS)]


def _opens(page: Page, control: Control, folded: Control, balances: Sequence[Segment]) -> bool:
    """Whether a control has opened the part of a list that holds a balance, and is no heading of the balance itself."""
    if not control.expanded or folded.expanded is not False or page.judged(control.name) is not Claim.NONE:
        return False
    at = shared(control.path, folded.path)
    # Rows that unfold have their content in a row of its own; the sign is called the same in all of them.
    part = control.path[at - 1] if control.name == folded.name else control.path[at]
    return any(part in balance.path for balance in balances)


def _alone(page: Page, balances: Sequence[Segment]) -> list[Segment]:
    """The names of employers that no amount follows, in a list where one follows another's."""
    named = (one for one in page.texts if page.words.phrases["companies"].open(one.text))
    names = [one for one in named if not _is_numbered(page, one)]
    bare = []
    for one in names:
        for other in names:
            at = page.depth(one, other)
            tables = {each.cell.table if each.cell else None for each in (one, other)}
            if not _is_peer(one.path, other.path) or at >= len(one.path) or len(tables) > 1:
                continue
            mine, theirs = (_part(page, each, names, at) for each in (one, other))
            if any(held in balances for held in theirs) and not any(held.amount for held in mine):
                bare.append(one)
                break
    return bare


def _is_numbered(page: Page, name: Segment) -> bool:
    """Whether a name stands in something to press that names its card: the number tells whether that was read."""
    control = name.words[0].control
    return control >= 0 and bool(page.kpjs_in(page.sight.controls[control].name))


def _part(page: Page, name: Segment, names: list[Segment], at: int) -> list[Segment]:
    """What a list has in the part of a name, and what comes after it up to the next name."""
    following = min((one.at for one in names if one.at > name.at), default=len(page.segments))
    after = [one for one in page.held[name.path[at - 1]] if name.at < one.at < following]
    return [*page.held[name.path[at]], *after]
