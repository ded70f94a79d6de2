"""The plain reading: the page as a person perceives it. It finds the amounts that belong to "Saldo JHT" by their words
and their places, knows nothing of ids or classes, and refuses whatever could be told in two ways.
"""

from dataclasses import replace
from datetime import date

from checker.failures import BalanceNotShown, BalanceUncertain
from checker.page.sight import Sight
from checker.portal.words import Words
from checker.reading.cards import MISWRITTEN, settle, with_kpj, without_sums
from checker.reading.claims import Claim, classify
from checker.reading.doubts import doubt
from checker.reading.found import Found, PlainReading
from checker.reading.judging import headed, judge
from checker.reading.more import doubts
from checker.reading.page import Page
from checker.reading.segments import Kind

__all__ = ["PlainReading", "read"]


def read(sight: Sight, words: Words, today: date, chosen: str | None = None) -> PlainReading:
    """The balances of the page, or BalanceNotShown, or BalanceUncertain.

    `chosen` is the KPJ that was just chosen on the page: it tells which card is shown there, and nothing else. Whether
    there are more cards than those that were read is told by the doubts of the reading.
    """
    page = Page(sight, words, today, chosen)
    found, unclear = _claims(page)
    if not found:
        if unclear:
            raise unclear[0]
        found = headed(page)
    if not found:
        raise _nothing(page)
    found = without_sums(page, found)
    doubt(page, found)
    more = tuple(doubts(page, found))
    cards, totals = with_kpj(page, found)
    reading = settle(page, cards, totals, unclear)
    return replace(reading, doubts=(*more, *reading.doubts))


def _claims(page: Page) -> tuple[list[Found], list[BalanceUncertain]]:
    """The amounts that claim to be a JHT balance; and why others that nearly do were refused."""
    explicit: list[Found] = []
    generic: list[Found] = []
    unclear: list[BalanceUncertain] = []
    about_jht = any(
        page.words.says("programme", text)
        and page.words.says("balance", text)
        and not page.words.says("other_programmes", text)
        for text in (page.sight.title, *(one.text for one in page.texts))
    )
    for value in page.values:
        if value.kind is Kind.VOID:
            continue
        claim, as_of, total = judge(page, value)
        if value.at in page.unsure:
            unclear.append(
                BalanceUncertain("an amount stands between two texts, and either may be its label", rule="label-unsure")
            )
        elif claim is Claim.UNCLEAR:
            unclear.append(
                BalanceUncertain("the label of an amount says more than is understood", rule="label-not-understood")
            )
        if claim not in (Claim.EXPLICIT, Claim.GENERIC):
            continue
        balance = value.amount.value(page.convention) if value.amount else None
        if balance is None:
            unclear.append(
                BalanceUncertain("the balance is written in a way that could be two numbers, or none", rule=MISWRITTEN)
            )
            continue
        (explicit if claim is Claim.EXPLICIT else generic).append(Found(value, balance, total, claim, as_of))
    if not explicit and not about_jht:
        no_name = BalanceUncertain("a balance is shown, but not of which programme", rule="programme-not-named")
        return [], unclear or ([no_name] if generic else [])
    return [*explicit, *generic], unclear


def _nothing(page: Page) -> BalanceNotShown:
    """What can be said of a page that shows no JHT balance as text."""
    for one in page.texts:
        if classify(one.text, page.words, page.today) not in (Claim.EXPLICIT, Claim.GENERIC):
            continue
        for picture in page.sight.pictures:
            near = picture.box.beside(one.box) or (
                picture.box.over(one.box) and abs(picture.box.y - one.box.bottom) < 80
            )
            if near and picture.box.w > 40 and picture.box.w < 900:
                return BalanceNotShown("the balance seems to be drawn as a picture, which is not read", rule="drawn")
    return BalanceNotShown("no amount on the page is named the JHT balance", rule="nothing-named")
