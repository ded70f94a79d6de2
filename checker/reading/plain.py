"""The plain reading: the page as a person perceives it. It finds the amounts that belong to "Saldo JHT" by their words
and their places, knows nothing of ids or classes, and refuses whatever could be told in two ways.
"""

from collections.abc import Callable
from dataclasses import replace

from checker import dates
from checker.failures import BalanceNotShown, BalanceUncertain
from checker.portal.words import undated
from checker.reading.amounts import OTHERS, contradiction, judge
from checker.reading.captions import is_harmless
from checker.reading.cards import MISWRITTEN, settle, without_sums
from checker.reading.claims import Claim, classify
from checker.reading.doubts import doubts
from checker.reading.found import Found, PlainReading
from checker.reading.page import Page
from checker.reading.rule import Rules
from checker.reading.segments import Kind, Segment
from checker.reading.vetoes import veto

__all__ = ["PlainReading", "read"]

_LINE = 4
"""How high the picture of an amount is at most, in heights of its label's letters."""
_WRITTEN = "the balance is written in a way that could be two numbers, or none"


def read(page: Page) -> PlainReading:
    """The balances of the page, or BalanceNotShown, or BalanceUncertain.

    Where a card was chosen on the page, that tells which card is shown there, and nothing else. Whether there are more
    cards than those that were read is told by the doubts of the reading.
    """
    found, unclear = _claims(page)
    if not found and not unclear:
        found = _headed(page)
    found = found or ([] if unclear else _dated(page))
    if not found:
        raise unclear[0] if unclear else _nothing(page)
    found = without_sums(page, found)
    veto(page, found)
    more = tuple(doubts(page, found))
    reading = settle(page, found, unclear)
    return replace(reading, doubts=(*more, *reading.doubts), trace=tuple(page.trace))


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
        judged = judge(page, value)
        claim = judged.claim
        if value.at in page.unsure:
            unclear.append(
                BalanceUncertain("an amount stands between two texts, and either may be its label", rule="label-unsure")
            )
        elif claim is Claim.UNCLEAR:
            unclear.append(BalanceUncertain("the label of an amount says more than is understood", rule=judged.rule))
        if claim not in (Claim.EXPLICIT, Claim.GENERIC):
            continue
        balance = page.amount(value)
        if balance is None:
            cut = any(word.cut or word.struck for word in value.words)
            why = "a part of the balance is cut off or struck out" if cut else _WRITTEN
            unclear.append(BalanceUncertain(why, rule=MISWRITTEN))
            continue
        (explicit if claim is Claim.EXPLICIT else generic).append(
            Found(value, balance, judged.total, claim, judged.as_of)
        )
    if not explicit and not about_jht:
        no_name = BalanceUncertain("a balance is shown, but not of which programme", rule="programme-not-named")
        return [], unclear or ([no_name] if generic else [])
    return [*explicit, *generic], unclear


def _dated(page: Page) -> list[Found]:
    """The balances of a page that tells none but of a day in their labels, long past: "Saldo JHT per 31 Maret 2021"."""
    found = []
    for value in page.values:
        if judge(page, value).rule == "label-of-other-time" and (balance := page.amount(value)) is not None:
            label = page.labels(value)[0]
            days = dates.find(label.text)
            dated = len(days) == 1 and page.words.says("as_of", undated(label.text))
            if dated and page.judged(label.text) is Claim.EXPLICIT:
                found.append(Found(value, balance, False, Claim.EXPLICIT, days[0]))
    return found


HEADED: Rules[Callable[[Page, Segment], bool]] = Rules()
"""Asked of each amount of a page on which no label names a balance; what is asked must hold for all of them."""


def _headed(page: Page) -> list[Found]:
    """The balances of a page whose heading alone names them, one a card; none where anything else may be meant."""
    balances = [balance for one in page.values if (balance := page.amount(one)) is not None]
    if not balances or not len({one.text for one in page.kpjs}) == len(balances) == len(page.values):
        return []
    texts = [one for one in page.texts if one.words[0].control < 0 and not page.is_list(one)]
    if any(page.judged(page.telling(one)) in (Claim.QUALIFIED, Claim.UNCLEAR) for one in texts):
        return []
    for rule in HEADED:
        if all(rule.ask(page, one) for one in page.values):
            page.trace.append(rule.name)
            pairs = zip(page.values, balances, strict=True)
            return [Found(value, balance, False, Claim.EXPLICIT, None) for value, balance in pairs]
    return []


@HEADED("heading-alone", "a heading names the JHT balance, and the amounts have no label but a field of their card")
def _is_headed(page: Page, value: Segment) -> bool:
    over = next((one for one in page.headings(value) if not page.is_mute(one)), None)
    if over is None or page.judged(over.text) is not Claim.EXPLICIT or page.is_hidden(over, value):
        return False
    labels = page.labels(value)
    fields = all(one.at in page.fields or page.words.fits("card_names", one.text) for one in labels)
    plainly = contradiction(page, value) is None and is_harmless(page.suffix(value), page.words)
    return fields and plainly and value.at not in page.unsure and value.cell is None


def _nothing(page: Page) -> BalanceNotShown:
    """What can be said of a page that shows no JHT balance as text."""
    for one in page.texts:
        named = classify(one.text, page.words, page.today) in (Claim.EXPLICIT, Claim.GENERIC)
        if not named or one.words[0].control >= 0 or one.at in page.owners:
            continue
        for picture in page.sight.pictures:
            near = picture.box.beside(one.box) or (
                picture.box.over(one.box) and abs(picture.box.y - one.box.bottom) < 80
            )
            line = 40 < picture.box.w < 900 and picture.box.h < _LINE * one.size
            said = any(sign.isalpha() for sign in picture.alt) and not any(sign.isdecimal() for sign in picture.alt)
            if near and not said and (line or picture.kind == "canvas"):
                return BalanceNotShown("the balance seems to be drawn as a picture, which is not read", rule="drawn")
    against = {rule.name for rule in OTHERS}
    spoken = next((judged.rule for judged in page.judgements.values() if judged.rule in against), "nothing-named")
    return BalanceNotShown("no amount on the page is named the JHT balance", rule=spoken)
