"""Balances put together: each with its card, a total that agrees, and nothing that is left over."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import combinations, pairwise

from msgspec import structs

from checker import dates
from checker.failures import BalanceUncertain
from checker.model import Card
from checker.money import is_less_exact
from checker.portal.words import plain, undated
from checker.reading.claims import Claim
from checker.reading.fields import card_of, day_of, values_of
from checker.reading.found import Doubt, Found, PlainReading
from checker.reading.offers import not_shown
from checker.reading.page import Page
from checker.reading.rule import Rules
from checker.reading.segments import Kind, Segment
from checker.reading.standing import is_past, standings
from checker.reading.times import told

MISWRITTEN = "written-two-ways"
"""The rule on a balance that could be two numbers or none; it takes back the other balances of its page too."""


class Draft:
    """The balances of a page, each with its card, and the totals apart from them."""

    def __init__(self, page: Page, found: list[Found], unclear: list[BalanceUncertain]) -> None:
        self.page, self.unclear = page, unclear
        self.numbers = {one.text for one in page.kpjs}
        self.found = [one for one in found if not one.total]
        self.totals = [one for one in found if one.total]
        if not self.found and len({one.balance for one in self.totals}) > 1 and len(self.numbers) > 1:
            self.found, self.totals = self.totals, []
        claims, alone = [one.segment for one in self.found], len({one.balance for one in self.found}) == 1
        self.found = [
            Found(one.segment, one.balance, False, one.claim, one.as_of, self.kpj_of(one.segment, claims, alone=alone))
            for one in self.found
        ]
        if self.totals and not self.found:
            self.found = self.by_sum()
        self.found = [one for one in self.found if not self.is_said_again(one)]
        self.loose = [one for one in self.found if one.kpj is None] if any(one.kpj for one in self.found) else []
        """The balances that belong to no card where others do."""

    @cached_property
    def _numbers_at(self) -> dict[int, set[str]]:
        """The numbers of cards by the places of the segments that they stand in."""
        places: dict[int, set[str]] = {}
        for one in self.page.kpjs:
            places.setdefault(one.at, set()).add(one.text)
        return places

    @cached_property
    def rows(self) -> dict[str | None, list[Found]]:
        """What claims to be the balance of each card."""
        rows: dict[str | None, list[Found]] = {}
        for one in self.found:
            if one.kpj is not None or not self.loose:
                rows.setdefault(one.kpj, []).append(one)
        return rows

    @cached_property
    def chosen(self) -> list[Found]:
        """The best claim of each card."""
        return [
            max(row, key=lambda one: (one.claim is Claim.EXPLICIT, one.as_of is not None)) for row in self.rows.values()
        ]

    def _over(self, value: Segment) -> set[str]:
        """The cards of the row that one has unfolded from, which holds `value` in its only cell."""
        cell = value.cell
        if cell is None or not self.page.is_whole_row(value):
            return set()
        above = (one for one in self.page.kpjs if one.cell and one.cell.table == cell.table)
        return {one.text for one in above if one.cell and one.cell.row + one.cell.rows == cell.row}

    def is_said_again(self, one: Found) -> bool:
        """Whether a balance is that of another card, or of its own, once more and less exactly: in whole rupiah."""
        known = (other for other in self.found if one.kpj is None or one.kpj == other.kpj)
        again = any(is_less_exact(one.segment.text, other.balance) for other in known if other is not one)
        if again:
            self.page.note(one.segment, "said-again")
        return again

    def by_sum(self) -> list[Found]:
        """A card for each number with an amount without a label, where their sum is the total shown; else none."""
        page, total = self.page, self.totals[0]
        loose = [one for one in page.values if one.amount and one is not total.segment and not page.labels(one)]
        pairs = [(one, page.amount(one), self.kpj_of(one, loose, alone=False)) for one in loose]
        found = [
            Found(one, balance, False, total.claim, total.as_of, kpj)
            for one, balance, kpj in pairs
            if balance is not None and kpj is not None
        ]
        whole = len(found) == len(loose) == len(self.numbers) == len({one.kpj for one in found})
        return found if whole and sum(one.balance for one in found) == total.balance else []

    def kpj_of(self, value: Segment, claims: list[Segment], *, alone: bool) -> str | None:
        """The card that a balance belongs to, by its row, its column, its part of the page or its turn."""
        page, cell = self.page, value.cell
        if not self.numbers:
            return None
        if len(self.numbers) == 1 and alone:
            return next(iter(self.numbers))
        if cell is not None:
            row = {number for one in page.row(value) for number in self._numbers_at.get(one.at, ())}
            over = self._over(value) if not row else set()
            if len(over) == 1:
                return over.pop()
            mates = (one for one in page.kpjs if not row and one.cell and one.cell.table == cell.table)
            column = {one.text for one in mates if one.cell and one.cell.same_column(cell)}
            if len(row | column) == 1:
                return (row | column).pop()
        depth = max(page.depth(one, value) for one in page.kpjs)
        close = [one for one in page.kpjs if page.depth(one, value) == depth]
        if len({one.text for one in close}) == 1:
            if not any(one is not value and page.depth(one, close[0]) >= depth for one in claims):
                return close[0].text
        beside = {one.text for one in close if one.box.beside(value.box)}
        if len(beside) == 1:
            return beside.pop()
        # Cards one under another without a container of their own: each number opens its card.
        order = sorted([*close, *claims], key=lambda one: one.at)
        if [one.kind is Kind.KPJ for one in order] != [True, False] * len(claims):
            return None
        stacked = all(a.box.y <= b.box.y + 2 for a, b in pairwise(order))
        return order[order.index(value) - 1].text if stacked else None


# -- totals of several programmes -------------------------------------------------------------------------------------


TOTALS: Rules[Callable[[Page, Found, list[Found]], bool]] = Rules()
"""Each is asked whether a claim is none of the balances: a total of several programmes, that of an earlier month."""


def without_sums(page: Page, found: list[Found]) -> list[Found]:
    """The claims without the totals of several programmes, the JHT among them.

    Such a total in a table must be exactly the sum of its row or column, else what it is of is not known:
    BalanceUncertain.
    """
    kept = []
    for one in found:
        rule = next((rule for rule in TOTALS if rule.ask(page, one, found)), None)
        if rule is not None:
            page.note(one.segment, rule.name)
        elif _is_called_total(page, one) and _programmes(page, one.segment):
            raise BalanceUncertain("a total is shown of more programmes than the JHT", rule="total-of-programmes")
        else:
            kept.append(one)
    return kept


@TOTALS("total-of-all", "a total is exactly what all the balances shown, of all programmes, make up")
def _is_of_all(page: Page, total: Found, found: list[Found]) -> bool:
    if not total.total or any(page.words.says("programme", label.text) for label in page.labels(total.segment)):
        return False
    mine = [one.balance for one in found if not one.total]
    others = [page.amount(one) for one in page.values if one.amount and _is_foreign_balance(page, one)]
    known = [amount for amount in others if amount is not None]
    return bool(mine and known) and len(known) == len(others) and sum((*mine, *known), Decimal(0)) == total.balance


@TOTALS("total-of-line", "a total is exactly the sum of its row or column, one balance of ours and those of others")
def _is_of_line(page: Page, total: Found, found: list[Found]) -> bool:
    line = _programmes(page, total.segment) if _is_called_total(page, total) else []
    claims = [other.segment for other in found if other is not total]
    return bool(line) and _is_sum(page, total, line, claims)


@TOTALS("month-before", "a table tells the balance month by month, and this is not the last one of them")
def _is_month_before(page: Page, one: Found, found: list[Found]) -> bool:
    """The rows are of one card, in the order of their months, and the latest has its balance too."""
    cell = one.segment.cell
    if cell is None:
        return False
    column = [each for each in page.tables[cell.table] if each.cell and each.cell.same_column(cell) and each.is_value]
    days = [_day_of_row(page, each) for each in column]
    known = [day for day in days if day is not None]
    latest = column[-1 if known == sorted(known) else 0]
    steady = len(set(known)) == len(column) > 1 and known in (sorted(known), sorted(known, reverse=True))
    if not steady or latest is one.segment or not any(latest is each.segment for each in found):
        return False
    # Below a heading "Saldo JHT" a column "JHT" may hold contributions.
    return any(page.words.says("balance", head.text) for head in page.heads(one.segment))


def _day_of_row(page: Page, value: Segment) -> date | None:
    """The month, or the day, of which a row of a table is: the one text in it, which tells no more than a time.

    A row with another text may be of a card, and so may one whose day is called otherwise: "Iuran terakhir".
    """
    texts = [one for one in page.row(value) if not one.is_value and not page.is_head(one)]
    if len(texts) != 1 or told(texts[0].text, page.words, page.today) is None:
        return None
    called = [plain(head.text) for head in page.heads(texts[0])]
    days = dates.find(texts[0].text)
    return max(days) if days and all(name in page.words.time_heads for name in called) else None


def _is_foreign_balance(page: Page, value: Segment) -> bool:
    """Whether an amount is called the balance of another programme, by its label or the heading over it."""
    words, labels = page.words, page.labels(value)
    if not any(words.says("balance", one.text) for one in labels):
        return False
    if any(words.says(name, one.text) for one in labels for name in ("qualifiers", "persons")):
        return False
    told = (one.text for one in (*labels, *page.headings(value)))
    named = (text for text in told if words.says("programme", text) or words.says("other_programmes", text))
    first = next(named, "")
    return words.says("other_programmes", first) and not words.says("programme", first)


def _is_called_total(page: Page, one: Found) -> bool:
    """Whether an amount is a total, not said to be the JHT's, by its label or by what opens its row."""
    if any(page.words.says("programme", label.text) for label in page.labels(one.segment)):
        return False  # of the JHT's parts, or its own
    return one.total or any(text.is_text and page.judged(text.text) is Claim.TOTAL for text in page.row(one.segment))


def _programmes(page: Page, value: Segment) -> list[Segment]:
    """The other values of the row or the column of `value`, if some of them are named as another programme's."""
    cell = value.cell
    table = page.tables.get(cell.table, ()) if cell else ()
    others = [one for one in table if one.is_value and one.kind is not Kind.VOID and one is not value]
    rows = [one for one in others if cell and one.cell and one.cell.same_row(cell)]
    columns = [one for one in others if cell and one.cell and one.cell.same_column(cell)]
    return next((line for line in (rows, columns) if any(_is_foreign(page, one) for one in line)), [])


def _is_foreign(page: Page, value: Segment) -> bool:
    return any(page.words.says("other_programmes", label.text) for label in page.labels(value))


def _is_sum(page: Page, total: Found, line: list[Segment], claims: list[Segment]) -> bool:
    """Whether a total is the sum of one balance of ours and of amounts that are all named as other programmes'."""
    mine = [one for one in line if one in claims and not _is_foreign(page, one)]
    named = all(one in mine or _is_foreign(page, one) for one in line)
    known = [amount for amount in map(page.amount, line) if amount is not None]
    return len(mine) == 1 and named and len(known) == len(line) and sum(known, Decimal(0)) == total.balance


# -- rules: what keeps balances from being put together ---------------------------------------------------------------

CARDS: Rules[Callable[[Draft], bool]] = Rules()


@CARDS("cards-alike", "two cards without a number of their own show the same amount")
def _are_alike(draft: Draft) -> bool:
    def is_alike(one: Found, other: Found) -> bool:
        return one.kpj == other.kpj or None in (one.kpj, other.kpj)

    equal: dict[Decimal, list[Found]] = {}
    for one in draft.found:
        equal.setdefault(one.balance, []).append(one)
    pairs = (pair for group in equal.values() for pair in combinations(group, 2) if is_alike(*pair))
    return any(_are_two(draft.page, one.segment, other.segment) for one, other in pairs)


def _are_two(page: Page, one: Segment, other: Segment) -> bool:
    """Whether two amounts of one name stand in parts that are built alike and called otherwise: two cards."""
    if [plain(each.text) for each in page.labels(one)] != [plain(each.text) for each in page.labels(other)]:
        return False
    if one.cell and other.cell and one.cell.table == other.cell.table:
        apart = one.cell.same_column(other.cell) and not one.cell.same_row(other.cell)
        mine, theirs = (_told_in(page, page.row(each)) for each in (one, other))
    else:
        at = page.depth(one, other)
        apart = len(one.path) == len(other.path) and at < len(one.path)
        mine, theirs = (_told_in(page, page.held[each.path[at]]) if apart else set() for each in (one, other))
    return apart and bool(mine - theirs) and bool(theirs - mine)


def _told_in(page: Page, part: list[Segment]) -> set[str]:
    """What the texts of a part say that is no word of a balance."""
    texts = (one.text for one in part if one.kind in (Kind.TEXT, Kind.KPJ))
    known = page.words.known
    return {text for text in texts if any(word not in known or len(word) == 1 for word in undated(text).split())}


@CARDS("balance-without-card", "a balance is shown that belongs to no card")
def _is_left_over(draft: Draft) -> bool:
    """A balance without a card is none of the others, nor their sum."""
    known = {one.balance for row in draft.rows.values() for one in row}
    loose = {one.balance for one in draft.loose}
    return not (loose <= known or loose == {sum(known)})


@CARDS("two-balances", "two different amounts have the same claim to be the balance")
def _are_two_balances(draft: Draft) -> bool:
    return any(len({one.balance for one in row}) > 1 for row in draft.rows.values())


@CARDS("two-totals", "two different totals are shown")
def _are_two_totals(draft: Draft) -> bool:
    return len({one.balance for one in draft.totals}) > 1


@CARDS("several-holders", "balances of more than one person may be shown")
def _are_of_several(draft: Draft) -> bool:
    return len({plain(value) for value in values_of(draft.page, "holder")}) > 1


@CARDS("total-without-cards", "a total is shown, but not what each of the cards holds")
def _is_total_alone(draft: Draft) -> bool:
    return not draft.chosen and len(draft.numbers) > 1


@CARDS("card-unclear", "several cards are named, and which one the balance belongs to is not clear")
def _is_of_any_card(draft: Draft) -> bool:
    return bool(draft.chosen) and len(draft.numbers) > 1 and not any(one.kpj for one in draft.chosen)


@CARDS(MISWRITTEN, "the balance is written in a way that could be two numbers, or none")
def _is_miswritten(draft: Draft) -> bool:
    return bool(draft.chosen) and any(reason.rule == MISWRITTEN for reason in draft.unclear)


# -- the reading ------------------------------------------------------------------------------------------------------


def settle(page: Page, found: list[Found], unclear: list[BalanceUncertain]) -> PlainReading:
    """One balance a card, a total that agrees, and the doubts whether these are all; or BalanceUncertain."""
    draft = Draft(page, found, unclear)
    for rule in CARDS:
        if rule.ask(draft):
            page.trace.append(rule.name)
            raise BalanceUncertain(rule.reason, rule=rule.name)
    total = draft.totals[0].balance if draft.totals else None
    if draft.chosen:
        cards = tuple(card_of(page, one, alone=len(draft.chosen) == 1) for one in draft.chosen)
    else:
        kpj = next(iter(draft.numbers), None)
        cards = (card_of(page, structs.replace(draft.totals[0], total=False, kpj=kpj), alone=True),)
    own = [one.days for one in standings(page, draft.chosen)] if draft.chosen else []
    if any(is_past(page, day) for days in own for day in days):
        pairs = zip(cards, own, strict=True)
        cards = tuple(structs.replace(card, as_of=min(told)) if len(told) == 1 else card for card, told in pairs)
    missing = _missing(draft)
    summed = sum((card.balance for card in cards), Decimal(0))
    whole = bool(page.chosen) or not missing
    doubts = [*_doubts(draft, cards, whole=whole)]
    if total is not None and total != summed and whole:
        doubts.append(Doubt("total-no-sum", "the total shown is not the sum of the cards shown", total=total))
    days = {card.as_of for card in cards} - {None}
    day = days.pop() if len(days) == 1 else day_of(page)
    boxes = tuple(one.segment for one in (*draft.chosen, *draft.totals))
    return PlainReading(cards, summed, day, boxes, missing, total, tuple(doubts))


def _missing(draft: Draft) -> tuple[str, ...]:
    """The cards that the page offers or names, and shows no balance of."""
    offered = set() if draft.page.chosen else _offered(draft.page)
    if not draft.chosen:
        return tuple(sorted(offered)) if len(offered) > 1 else ()
    matched = {one.kpj for one in draft.chosen}
    if len(offered) == 1 and len(draft.chosen) == 1 and matched == {None}:
        return ()
    named = offered | (draft.numbers if matched != {None} else set())
    return tuple(sorted(named - matched))


def _offered(page: Page) -> set[str]:
    """The cards that the page offers to choose: options, tabs, radio buttons, folded parts."""
    offered: set[str] = set()
    for control in page.sight.controls:
        names = [label for label, _, _ in control.options]
        if control.role in ("tab", "radio", "option", "summary", "button", "link", "menuitem"):
            names.append(control.name)
        offered |= {kpj for name in names for kpj in page.kpjs_in(name)}
    return offered


def _doubts(draft: Draft, cards: tuple[Card, ...], *, whole: bool) -> Iterator[Doubt]:
    """What speaks for more cards than those that were read."""
    page = draft.page
    for count in filter(None, (page.words.counted(one.text) for one in page.texts)):
        if count > max(len(draft.chosen), len(draft.numbers)):
            yield Doubt("more-cards-counted", "the page speaks of more cards than it shows", count=count)
    offered = _offered(page) if page.chosen else set()
    if offered:
        # Of the card that was chosen the page tells all; whether the others were read is for the tour to say.
        yield Doubt("card-not-read", "a card is named whose balance is not shown", kpjs=tuple(sorted(offered)))
    if whole:
        yield from not_shown(page, cards, [one.segment for one in (draft.chosen or draft.totals[:1])])
