"""What a page tells of a card whose balance it does not show: a label without an amount, a number in what is folded."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from checker.portal.words import plain
from checker.reading.claims import Claim
from checker.reading.found import Found
from checker.reading.open_doubts import Doubt
from checker.reading.page import Page
from checker.reading.segments import Kind, Segment

_LOCK = re.compile("[\U0001f512\U0001f510]")
_MASKED = re.compile(r"[•●∙*]{4,}\W*$")
_PART = 12
"""Texts: a card's own part of the page holds no more."""
_NOT_READ = "a card is named whose balance is not shown"


def doubts(page: Page, found: Sequence[Found]) -> Iterator[Doubt]:
    """What is told of other cards than those whose balances were found."""
    yield from _without_amount(page, found)
    yield from _folded(page)
    yield from _larger_total(page, found)
    yield from _counted(page)


def _without_amount(page: Page, found: Sequence[Found]) -> Iterator[Doubt]:
    """A part of the page that is built like that of a card: it has a label, or an employer, and no amount."""
    why = "a balance is named beside those that are shown, and its amount is not"
    for one in page.texts:
        if one.words[0].control >= 0 or one.at in page.names or page.is_head(one) or one.words[0].heading:
            continue
        told = _told(page, one, found)
        named = page.judged(one.text) in (Claim.EXPLICIT, Claim.GENERIC)
        company = page.words.phrases["companies"].open(one.text) and not any(name in plain(one.text) for name in told)
        if not (named or company) or page.owners.get(one.at, set()) & {each.segment.at for each in found}:
            continue
        part = _part(page, one, found)
        if len(part) > _PART or any(each.amount is not None for each in part):
            continue
        masked = bool(_MASKED.search(one.text)) or any(
            each.kind is Kind.VOID and one in page.labels(each) for each in page.segments
        )
        if masked or (named and any(_is_of_card(page, each, told) for each in part if each is not one)):
            yield Doubt("balance-without-amount", why)
            return


def _told(page: Page, one: Segment, found: Sequence[Found]) -> set[str]:
    """The employers that are named in the parts of the page that hold the balances, and not the text `one`."""
    steps = {next((step for step in each.segment.path if step not in one.path), -1) for each in found}
    near = (each for step in steps for each in page.held.get(step, ()))
    return {plain(each.text) for each in near if page.words.phrases["companies"].open(each.text)}


def _part(page: Page, one: Segment, found: Sequence[Found]) -> list[Segment]:
    """What the largest part of the page holds that has a text in it, and no balance."""
    taken = {step for each in found for step in each.segment.path}
    step = next((step for step in one.path if step not in taken), None)
    return page.held.get(step, []) if step is not None else []


def _is_of_card(page: Page, one: Segment, told: set[str]) -> bool:
    """Whether a text tells of a card that is not shown, or why it is not."""
    words, text = page.words, one.text
    if words.phrases["companies"].open(text):
        return not any(name in plain(text) for name in told)
    known = {each.text for each in page.kpjs if each.at != one.at}
    tail = words.tail(text)
    masked = tail is not None and not any(kpj.endswith(tail) for kpj in known)
    away = one.kind is Kind.VOID or words.fits("failed", text) or words.fits("loading", text)
    return away or masked or bool(_LOCK.search(text)) or bool(page.kpjs_in(text) - known)


def _folded(page: Page) -> Iterator[Doubt]:
    """The numbers of cards in what is not displayed, where that tells of cards or their balances."""
    shown = {one.text for one in page.kpjs}
    told = [text for text, _ in page.sight.folded if page.words.says("kpj", text) or page.words.says("balance", text)]
    # A number of one digit only stands in a mould that is yet to be filled in.
    kpjs = {kpj for text in told for kpj in page.kpjs_in(text) if len(set(kpj)) > 1} - shown
    # Beside several cards in sight, one number that is not is as a rule the mould that theirs were made by.
    if kpjs and (len(shown) == 1 or len(kpjs) > 1):
        yield Doubt("card-not-read", _NOT_READ, kpjs=tuple(sorted(kpjs)))


def _larger_total(page: Page, found: Sequence[Found]) -> Iterator[Doubt]:
    """A total of what is in the programme, by whatever name, that is more than the balances hold."""
    held = sum((one.balance for one in found if not one.total), Decimal(0))
    whole = max([held, *(one.balance for one in found)])
    for value in page.values:
        amount = value.amount.value(page.convention) if value.amount else None
        label = next(iter(page.labels(value)), None)
        if label is None or amount is None or amount <= whole or not (value.amount and value.amount.currency):
            continue
        other = page.judged(label.text) in (Claim.QUALIFIED, Claim.EXPLICIT, Claim.GENERIC)
        if not other and all(page.words.says(name, label.text) for name in ("total", "programme")):
            yield Doubt("larger-total", "a total is shown that is more than the balances hold", total=amount)


def _counted(page: Page) -> Iterator[Doubt]:
    """A number that stands alone in one part of the page with what it counts: cards, employers."""
    for one, other in pairwise(page.segments):
        number, name = (one, other) if one.text.isdecimal() else (other, one)
        if not number.text.isdecimal() or len(number.text) > 2 or name.kind is not Kind.TEXT:
            continue
        at = page.depth(one, other)
        alone = len(page.held[one.path[at - 1]]) == 2
        count = page.words.counted(f"total {name.text} {number.text}") if alone and name.words[0].control < 0 else None
        if count is not None and count > 1:
            yield Doubt("more-cards-counted", "the page speaks of more cards than it shows", count=count)
