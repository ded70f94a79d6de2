"""Balances put together: each with its card, a total that agrees, and nothing that is left over."""

from decimal import Decimal
from itertools import combinations, pairwise

from checker.failures import BalanceUncertain
from checker.portal.words import plain, undated
from checker.reading.claims import Claim
from checker.reading.fields import card_of, day_of, values_of
from checker.reading.found import Found, PlainReading
from checker.reading.offers import not_shown
from checker.reading.open_doubts import Doubt
from checker.reading.page import Page
from checker.reading.segments import Kind, Segment

MISWRITTEN = "written-two-ways"
"""The rule on a balance that could be two numbers or none; it takes back the other balances of its page too."""


def without_sums(page: Page, found: list[Found]) -> list[Found]:
    """The claims without the totals of several programmes, the JHT among them.

    Such a total in a table must be exactly the sum of its row or column, else what it is of is not known:
    BalanceUncertain.
    """
    kept = []
    for one in found:
        if _is_of_all(page, one, found):
            continue
        line = _programmes(page, one.segment) if _is_called_total(page, one) else []
        if not line:
            kept.append(one)
        elif not _is_sum(page, one, line, [other.segment for other in found if other is not one]):
            raise BalanceUncertain("a total is shown of more programmes than the JHT", rule="total-of-programmes")
    return kept


def _is_called_total(page: Page, one: Found) -> bool:
    """Whether an amount is a total, not said to be the JHT's, by its label or by what opens its row."""
    if any(page.words.says("programme", label.text) for label in page.labels(one.segment)):
        return False  # of the JHT's parts, or its own
    cell = one.segment.cell
    row = [text for text in page.texts if cell and text.cell and text.cell.table == cell.table]
    return one.total or any(
        cell and text.cell and text.cell.same_row(cell) and page.judged(text.text) is Claim.TOTAL for text in row
    )


def _programmes(page: Page, value: Segment) -> list[Segment]:
    """The other values of the row or the column of `value`, if some of them are named as another programme's."""
    cell = value.cell
    told = [one for one in page.values if one.kind is not Kind.VOID and one is not value]
    others = [one for one in told if cell and one.cell and one.cell.table == cell.table]
    rows = [one for one in others if cell and one.cell and one.cell.same_row(cell)]
    columns = [one for one in others if cell and one.cell and one.cell.same_column(cell)]
    return next((line for line in (rows, columns) if any(_is_foreign(page, one) for one in line)), [])


def _is_of_all(page: Page, total: Found, found: list[Found]) -> bool:
    """Whether a total that does not name the JHT is exactly what all the balances shown, of all programmes, make up."""
    if not total.total or any(page.words.says("programme", label.text) for label in page.labels(total.segment)):
        return False
    mine = [one.balance for one in found if not one.total]
    others = [one.amount.value(page.convention) for one in page.values if one.amount and _is_foreign_balance(page, one)]
    known = [amount for amount in others if amount is not None]
    return bool(mine and known) and len(known) == len(others) and sum((*mine, *known), Decimal(0)) == total.balance


def _is_foreign_balance(page: Page, value: Segment) -> bool:
    """Whether an amount is called the balance of another programme, by its label or the heading over it."""
    words, labels = page.words, page.labels(value)
    if not any(words.says("balance", one.text) for one in labels):
        return False
    if any(words.says(name, one.text) for one in labels for name in ("qualifiers", "persons")):
        return False
    told = (one.text for one in (*labels, *page.headings(value)))
    named = next(
        (text for text in told if any(words.says(name, text) for name in ("programme", "other_programmes"))), ""
    )
    return words.says("other_programmes", named) and not words.says("programme", named)


def _is_foreign(page: Page, value: Segment) -> bool:
    return any(page.words.says("other_programmes", label.text) for label in page.labels(value))


def _is_sum(page: Page, total: Found, line: list[Segment], claims: list[Segment]) -> bool:
    """Whether a total is the sum of one balance of ours and of amounts that are all named as other programmes'."""
    amounts = [one.amount.value(page.convention) if one.amount else None for one in line]
    mine = [one for one in line if one in claims and not _is_foreign(page, one)]
    named = all(one in mine or _is_foreign(page, one) for one in line)
    known = [amount for amount in amounts if amount is not None]
    return len(mine) == 1 and named and len(known) == len(line) and sum(known, Decimal(0)) == total.balance


def with_kpj(page: Page, found: list[Found]) -> tuple[list[Found], list[Found]]:
    """Each balance with the KPJ it belongs to; totals apart."""
    numbers = {one.text for one in page.kpjs}
    plain_claims = [one for one in found if not one.total]
    totals = [one for one in found if one.total]
    if not plain_claims and len({one.balance for one in totals}) > 1 and len(numbers) > 1:
        plain_claims, totals = totals, []
    alone = len({one.balance for one in plain_claims}) == 1
    matched: list[Found] = []
    for one in plain_claims:
        kpj = _kpj_of(page, one.segment, [other.segment for other in plain_claims], numbers, alone=alone)
        matched.append(Found(one.segment, one.balance, False, one.claim, one.as_of, kpj))
    return matched, totals


def _kpj_of(page: Page, value: Segment, claims: list[Segment], numbers: set[str], *, alone: bool) -> str | None:
    if not numbers:
        return None
    if len(numbers) == 1 and alone:
        return next(iter(numbers))
    cell = value.cell
    if cell is not None:
        row = {one.text for one in page.kpjs if one.cell and one.cell.table == cell.table and one.cell.same_row(cell)}
        if len(row) == 1:
            return row.pop()
        column = {
            one.text for one in page.kpjs if one.cell and one.cell.table == cell.table and one.cell.same_column(cell)
        }
        if len(column) == 1 and not row:
            return column.pop()
    depth = max(page.depth(one, value) for one in page.kpjs)
    close = [one for one in page.kpjs if page.depth(one, value) == depth]
    if len({one.text for one in close}) == 1:
        rivals = [one for one in claims if one is not value and page.depth(one, close[0]) >= depth]
        if not rivals:
            return close[0].text
    beside = {one.text for one in close if one.box.beside(value.box)}
    if len(beside) == 1:
        return beside.pop()
    # Cards one under another without a container of their own: each number opens its card.
    order = sorted([*close, *claims], key=lambda one: one.at)
    turns = [one.kind is Kind.KPJ for one in order]
    if turns == [True, False] * len(claims):
        opener = order[order.index(value) - 1]
        stacked = all(a.box.y <= b.box.y + 2 for a, b in pairwise(order))
        return opener.text if stacked else None
    return None


def _offered(page: Page) -> set[str]:
    """The cards that the page offers to choose: options, tabs, radio buttons, folded parts."""
    offered: set[str] = set()
    for control in page.sight.controls:
        names = [label for label, _, _ in control.options]
        if control.role in ("tab", "radio", "option", "summary", "button", "link", "menuitem"):
            names.append(control.name)
        offered |= {kpj for name in names for kpj in page.kpjs_in(name)}
    return offered


def _by_sum(page: Page, total: Found) -> list[Found]:
    """A card for each number with an amount without a label, where their sum is the total shown; else none."""
    loose = [one for one in page.values if one.amount and one is not total.segment and not page.labels(one)]
    numbers = {one.text for one in page.kpjs}
    found: list[Found] = []
    for one in loose:
        balance = one.amount.value(page.convention) if one.amount else None
        kpj = _kpj_of(page, one, loose, numbers, alone=False)
        if balance is not None and kpj is not None:
            found.append(Found(one, balance, False, total.claim, total.as_of, kpj))
    matches = len(found) == len(loose) == len(numbers) == len({one.kpj for one in found})
    return found if matches and sum(one.balance for one in found) == total.balance else []


def _are_two(page: Page, one: Segment, other: Segment) -> bool:
    """Whether two amounts of one name stand in parts that are built alike and called otherwise: two cards."""
    if [plain(each.text) for each in page.labels(one)] != [plain(each.text) for each in page.labels(other)]:
        return False
    if one.cell and other.cell and one.cell.table == other.cell.table:
        apart = one.cell.same_column(other.cell) and not one.cell.same_row(other.cell)
        mine, theirs = (_told_in_row(page, each) for each in (one, other))
    else:
        at = page.depth(one, other)
        apart = len(one.path) == len(other.path) and at < len(one.path)
        mine, theirs = (_told_in(page, page.held[each.path[at]]) if apart else set() for each in (one, other))
    return apart and bool(mine - theirs) and bool(theirs - mine)


def _told_in_row(page: Page, value: Segment) -> set[str]:
    cell = value.cell
    row = [one for one in page.held[value.path[0]] if cell and one.cell and one.cell.table == cell.table]
    return _told_in(page, [one for one in row if cell and one.cell and one.cell.same_row(cell)])


def _told_in(page: Page, part: list[Segment]) -> set[str]:
    """What the texts of a part say that is no word of a balance."""
    texts = (one.text for one in part if one.kind in (Kind.TEXT, Kind.KPJ))
    known = page.words.known
    return {text for text in texts if any(word not in known or len(word) == 1 for word in undated(text).split())}


def settle(page: Page, found: list[Found], totals: list[Found], unclear: list[BalanceUncertain]) -> PlainReading:
    """One balance a card, a total that agrees; or BalanceUncertain."""
    if totals and not found:
        found = _by_sum(page, totals[0])
    for one, other in combinations(found, 2):
        alike = one.balance == other.balance and (one.kpj == other.kpj or None in (one.kpj, other.kpj))
        if alike and _are_two(page, one.segment, other.segment):
            raise BalanceUncertain("two cards without a number of their own show the same amount", rule="cards-alike")
    by_kpj: dict[str | None, list[Found]] = {}
    for one in found:
        by_kpj.setdefault(one.kpj, []).append(one)
    if None in by_kpj and len(by_kpj) > 1:
        known = {one.balance for key, rows in by_kpj.items() if key for one in rows}
        loose = by_kpj.pop(None)
        if not ({one.balance for one in loose} <= known or {one.balance for one in loose} == {sum(known)}):
            raise BalanceUncertain("a balance is shown that belongs to no card", rule="balance-without-card")
    chosen: list[Found] = []
    for rows in by_kpj.values():
        if len({one.balance for one in rows}) > 1:
            raise BalanceUncertain("two different amounts have the same claim to be the balance", rule="two-balances")
        chosen.append(max(rows, key=lambda one: (one.claim is Claim.EXPLICIT, one.as_of is not None)))
    if len({one.balance for one in totals}) > 1:
        raise BalanceUncertain("two different totals are shown", rule="two-totals")
    if unclear and not chosen and not totals:
        raise unclear[0]
    holders = {plain(value) for value in values_of(page, "holder")}
    if len(holders) > 1:
        raise BalanceUncertain("balances of more than one person may be shown", rule="several-holders")
    shown = {one.text for one in page.kpjs}
    total = totals[0].balance if totals else None
    told = [count for one in page.texts if (count := page.words.counted(one.text)) is not None]
    doubts = [
        Doubt("more-cards-counted", "the page speaks of more cards than it shows", count=count)
        for count in told
        if count > max(len(chosen), len(shown))
    ]
    offered = _offered(page)
    if page.chosen and offered:
        # Of the card that was chosen the page tells all; whether the others were read is for the tour to say.
        why = "a card is named whose balance is not shown"
        doubts.append(Doubt("card-not-read", why, kpjs=tuple(sorted(offered))))
        offered = set()
    if not chosen and len(shown) > 1:
        raise BalanceUncertain("a total is shown, but not what each of the cards holds", rule="total-without-cards")
    if not chosen:
        assert total is not None
        kpj = next(iter(shown)) if len(shown) == 1 else None
        card = card_of(
            page, Found(totals[0].segment, total, False, totals[0].claim, totals[0].as_of, kpj), alone=len(shown) <= 1
        )
        missing = tuple(sorted(offered)) if len(offered) > 1 else ()
        if page.chosen or not missing:
            doubts += not_shown(page, (card,), [totals[0].segment])
        day, box = card.as_of or day_of(page), totals[0].segment
        return PlainReading((card,), total, True, day, (box,), missing, total, tuple(doubts))
    matched = {one.kpj for one in chosen}
    if len(offered) == 1 and len(chosen) == 1 and matched == {None}:
        offered = set()
    missing = tuple(sorted((offered | (shown if matched != {None} else set())) - matched))
    if len(shown) > 1 and not any(one.kpj for one in chosen):
        raise BalanceUncertain(
            "several cards are named, and which one the balance belongs to is not clear", rule="card-unclear"
        )
    cards = tuple(card_of(page, one, alone=len(chosen) == 1) for one in chosen)
    if page.chosen or not missing:
        doubts += not_shown(page, cards, [one.segment for one in chosen])
    summed = sum((card.balance for card in cards), Decimal(0))
    if len(cards) > 1 and not page.chosen and not missing:
        total = _named_total(page, summed, chosen) if total is None else total
    if total is not None and total != summed and (page.chosen or not missing):
        doubts.append(Doubt("total-no-sum", "the total shown is not the sum of the cards shown", total=total))
    if any(reason.rule == MISWRITTEN for reason in unclear):
        raise unclear[0]
    day = day_of(page)
    days = {card.as_of for card in cards} - {None}
    boxes = tuple(one.segment for one in (*chosen, *totals))
    day = days.pop() if len(days) == 1 else day
    return PlainReading(cards, summed, total is not None, day, boxes, missing, total, tuple(doubts))


def _named_total(page: Page, summed: Decimal, chosen: list[Found]) -> Decimal | None:
    """What the page names the total balance, though something near it made the claim doubtful; best the sum itself.

    A card's own balance, which may be called a total as well, is none of all.
    """
    named = []
    own = {one.segment.at for one in chosen}
    for value in (one for one in page.values if one.at not in own):
        label = next(iter(page.labels(value)), None)
        if label is None or value.amount is None or not page.words.says("total", undated(label.text)):
            continue
        if not page.words.says("programme", label.text) and _programmes(page, value):
            continue
        if page.judged(label.text) in (Claim.EXPLICIT, Claim.GENERIC):
            named.append(value.amount.value(page.convention))
    return summed if summed in named or not named else named[0]
