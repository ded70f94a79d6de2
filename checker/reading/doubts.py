"""What the rest of a page says against the balances found on it."""

import re
from collections.abc import Iterator
from decimal import Decimal

from checker.failures import BalanceUncertain
from checker.reading import dates
from checker.reading.claims import Claim, other_year
from checker.reading.fields import day_of
from checker.reading.found import Found
from checker.reading.judging import judge
from checker.reading.page import Page, shared
from checker.reading.rupiah import NotAnAmount, parse
from checker.reading.segments import Kind, Segment
from checker.reading.sight import Control
from checker.reading.tellings import is_revoked, is_unit
from checker.reading.times import LONG_AGO, Time, passed, told
from checker.reading.words import plain, undated

_DEEP = 8
"""How many steps below the list of cards an amount may stand."""
_SENTENCE = 120
"""Signs: what is told of a card's state has no more."""
_SIGN = 60
"""Pixels: an arrow or a dot is no larger."""
_CHOSEN = ("tab", "radio", "option", "link", "button")

_MARK = re.compile(r"(?:\*+|[¹²³†‡]|\([0-9a-z*]\))")


def doubt(page: Page, found: list[Found]) -> None:
    """Raise BalanceUncertain where the rest of the page speaks against the balances found."""
    if any(one.balance == 0 for one in found) and any(page.words.fits("loading", one.text) for one in page.texts):
        raise BalanceUncertain("the page is still loading", rule="loading")
    if any(one.balance == 0 for one in found) and any(page.words.fits("failed", one.text) for one in page.texts):
        raise BalanceUncertain("the page says that it could not load its data", rule="data-failed")
    _veto_by_remarks(page, found)
    _veto_by_parts(page, found)
    _veto_by_payment(page, found)
    _veto_by_choices(page)
    _veto_by_day(page, found)
    _veto_by_rivals(page, found)
    _veto_by_pages(page, found)
    _veto_by_edges(page, found)


def _veto_by_remarks(page: Page, found: list[Found]) -> None:
    """Refuse where a remark on the page takes the amounts back: a unit, "estimasi", "belum termasuk ..."."""
    used = {label.at for one in found for label in page.labels(one.segment)}
    # The number of "Satuan: Rp 1.000" is a segment of its own: only the whole line tells what it is.
    if any(
        page.words.fits("units", line) for line in (*(one.text for one in page.texts), *page.sight.text.split("\n"))
    ):
        raise BalanceUncertain("the page gives its amounts in a unit other than one rupiah", rule="unit")
    if any(is_unit(one.text, page.words) for one in page.texts if one.words[0].control < 0):
        raise BalanceUncertain("the page gives its amounts in a unit other than one rupiah", rule="unit")
    for text in page.texts:
        if text.at not in used and page.words.fits("corrections", text.text):
            raise BalanceUncertain("the page shows another amount as the right one", rule="corrected")
        if (
            text.at in used
            or (text.at in page.owners and not text.text.startswith(("(", "*")))
            or not _takes_back(page, text)
            or _is_about_others(page, text, found)
        ):
            continue
        raise BalanceUncertain(
            "a remark on the page says that the amount is not the whole or final balance", rule="remark"
        )


def _veto_by_parts(page: Page, found: list[Found]) -> None:
    """Refuse where a balance called by words not understood is larger than ours, or a part that is not in it."""
    strange: list[tuple[Decimal, bool]] = []
    for value in page.values:
        label = next(iter(page.labels(value)), None)
        amount = value.amount.value(page.convention) if value.amount else None
        if label is None or amount is None or page.judged(label.text) is not Claim.UNCLEAR:
            continue
        if page.words.says("programme", label.text) and all(value is not one.segment for one in found):
            strange.append((amount, page.words.says("parts", label.text)))
    largest = max(one.balance for one in found)
    if sum(amount for amount, _ in strange) != largest and any(part or amount > largest for amount, part in strange):
        raise BalanceUncertain("another JHT balance is shown, and what it is a part of is not clear", rule="other-part")


def _veto_by_payment(page: Page, found: list[Found]) -> None:
    """Refuse where a card that shows more than nought is said to have been paid out."""
    for text in page.texts:
        told = dates.without(text.text)
        if len(told) > _SENTENCE or text.words[0].control >= 0 or not page.words.fits("settled", told):
            continue
        if text.at in page.owners or _is_about_others(page, text, found):
            continue
        near = max(page.depth(text, one.segment) for one in found)
        if any(one.balance for one in found if page.depth(text, one.segment) == near):
            raise BalanceUncertain("a card that shows a balance is said to have been paid out", rule="paid-out")


def _takes_back(page: Page, text: Segment) -> bool:
    words = page.words
    if words.fits("notes", text.text):
        return True
    if text.words[0].control >= 0:
        return False
    if words.phrases["owners"].open(undated(text.text)) and not _is_told_again(page, text):
        return True
    telling = page.telling(text)
    notice = words.phrases["circumstances"].open(telling) and words.says("requests", telling)
    if words.says("doubts", telling) and words.says("references", telling) and not notice:
        return True
    if is_revoked(text.text, words) and not page.is_head(text) and not _is_value(page, text):
        return True
    kept = any(words.says(name, telling) for name in ("references", "refreshed")) and not words.says(
        "comparing", telling
    )
    if passed(text.text, words) and kept:
        return True
    if told(text.text, words, page.today, LONG_AGO) is Time.OTHER and words.says("periods", text.text):
        return True
    old = any((page.today - day).days > LONG_AGO for day in dates.find(text.text))
    bare = undated(text.text)
    if not old and not other_year(bare, page.today):
        return False
    rest = words.phrases["periods"].without(re.sub(r"[0-9]+", " ", bare)).split()
    return words.says("balance", bare) or (words.says("periods", bare) and all(word in words.known for word in rest))


def _is_value(page: Page, text: Segment) -> bool:
    """Whether a text is what another, beside it or right above it, is the label of: "Status klaim", "Ditolak"."""
    before = page.segments[text.at - 1] if text.at else None
    if before is None or before.kind is not Kind.TEXT or any(word.heading for word in before.words):
        return False
    close = before.box.over(text.box) and 0 <= text.box.y - before.box.bottom < 1.5 * text.size
    return before.box.beside(text.box) or close


def _is_told_again(page: Page, text: Segment) -> bool:
    """Whether the person that an amount is said to belong to is named elsewhere on the page as well."""
    person = page.words.phrases["owners"].without(text.text)
    return any(one is not text and person and person in plain(one.text) for one in page.texts)


def _is_about_others(page: Page, text: Segment, found: list[Found]) -> bool:
    """Whether a remark belongs to other amounts: they bear its mark, or stand closer to it than the balances."""
    mark = _MARK.match(text.text)
    if mark is not None:
        bearers = [one for one in page.segments if one is not text and mark[0] in one.text]
        labels = {label.at for one in found for label in page.labels(one.segment)}
        if bearers or page.words.says("references", text.text):
            return bool(bearers) and not any(
                one.at in labels or one.at in {each.segment.at for each in found} for one in bearers
            )
    mine = any(text in page.headings(one.segment) for one in found)
    if not mine and any(text in page.headings(one) for one in page.values):
        return True
    near = max(page.depth(text, one.segment) for one in found)
    return any(one.amount and page.depth(text, one) > near for one in page.values)


def _veto_by_choices(page: Page) -> None:
    """Refuse where what is chosen on the page is another year, programme or person than the balance's."""
    chosen = [one.text for one in page.segments if one.words[0].kind == "choice"]
    chosen += [one.name for one in page.sight.controls if one.selected and one.role in _CHOSEN]
    for text in chosen:
        old = any(day.year != page.today.year for day in dates.find(text))
        if old or page.judged(text) is Claim.QUALIFIED:
            raise BalanceUncertain(
                "something else than the present JHT balance is chosen on the page", rule="chosen-otherwise"
            )


def _veto_by_day(page: Page, found: list[Found]) -> None:
    for day in (*(one.as_of for one in found), day_of(page)):
        if day is not None and not 0 <= (page.today - day).days <= LONG_AGO:
            raise BalanceUncertain("the balance is said to be of a day long past, or yet to come", rule="other-day")


def _veto_by_rivals(page: Page, found: list[Found]) -> None:
    """Refuse where a second amount stands below the same label, with nothing to tell which of them it means."""
    balances = {one.balance for one in found}
    for one in found:
        labels = {label.at for label in page.labels(one.segment) if not page.is_head(label)}
        for other in page.values:
            if other.amount is None or page.labels(other) or other.amount.value(page.convention) in balances:
                continue
            between = page.segments[one.segment.at + 1 : other.at]
            if labels and other.at > one.segment.at and all(step.is_value or page.is_mute(step) for step in between):
                if not page.kpjs:
                    raise BalanceUncertain("two amounts stand below one label", rule="rival-amount")


def _veto_by_pages(page: Page, found: list[Found]) -> None:
    """Refuse where the page says, or its buttons show, that it holds a part of the cards only."""

    def tells(line: str) -> bool:
        return page.words.fits("more_cards", line) or (not page.chosen and page.words.fits("other_cards", line))

    # What a page says of a list without balances, such as the contributions, is said of that.
    told = [one for one in page.texts if tells(one.text)]
    lines = sum(map(tells, page.sight.text.split("\n")))
    if lines > len(told) or (lines and not all(_is_of_other_list(page, one.path) for one in told)):
        raise BalanceUncertain("the page says that more cards are shown elsewhere", rule="more-cards-told")
    top = min(one.segment.box.y for one in found)
    for control in page.sight.controls:
        if control.disabled or control.role not in ("link", "button") or control.box.bottom < top:
            continue
        if page.words.fits("more_pages", control.name) and control.layer is None:
            if not _is_of_other_list(page, control.path):
                raise BalanceUncertain("the page has further pages", rule="further-pages")
    if not page.chosen and any(_turns(page, one, found) for one in page.sight.controls):
        raise BalanceUncertain(
            "the page shows one of several cards, to be turned over by signs without a name", rule="cards-turned-over"
        )


def _veto_by_edges(page: Page, found: list[Found]) -> None:
    """Refuse where further cards lie beyond the edge of the part of the page that shows one, to be slid into it."""
    if page.chosen:
        return
    shown = {one.balance for one in found}
    for one in found:
        for amounts, text in _clipped_beside(page, one.segment.path):
            # A carousel that turns for ever has copies of its first and last.
            if not amounts & shown and (page.words.says("balance", text) or page.kpjs_in(text)):
                raise BalanceUncertain("more cards lie beyond the edge of what is shown", rule="beyond-edge")
    for row in page.sight.dots:
        # Dots stand beside what they turn over: those of a banner stand within it.
        if len(row) > 4 and any(row[-2] in one.segment.path for one in found):
            raise BalanceUncertain(
                "the page shows one of several cards, to be turned over by signs without a name",
                rule="cards-turned-over",
            )


def _clipped_beside(page: Page, path: tuple[int, ...]) -> Iterator[tuple[set[Decimal], str]]:
    """Of the parts that are clipped as a whole, those built like the one that holds `path`, beside it in one list:
    their amounts and their words.
    """
    parts: dict[int, list[tuple[str, bool]]] = {}
    for text, other in page.sight.clipped:
        at = shared(path, other)
        if at < min(len(path), len(other)) and other[at] not in page.held:
            parts.setdefault(other[at], []).append((text, len(other) == len(path) and len(path) - at <= _DEEP))
    for part in parts.values():
        amounts = {amount for text, alike in part if alike for amount in _amounts(text)}
        if amounts:
            yield amounts, " ".join(text for text, _ in part)


def _amounts(word: str) -> set[Decimal]:
    try:
        amount = parse(word)
    except NotAnAmount:
        return set()
    return {value for value in (amount.dot, amount.comma) if value is not None}


def _is_of_other_list(page: Page, path: tuple[int, ...]) -> bool:
    """Whether the smallest part of the page that holds `path` and an amount or a card is a table of other amounts."""
    for step in reversed(path):
        inside = [one for one in page.held.get(step, ()) if one.is_value or one in page.kpjs]
        if inside:
            claims = {judge(page, one)[0] for one in inside}
            ours = claims & {Claim.EXPLICIT, Claim.GENERIC, Claim.UNCLEAR} or any(one in page.kpjs for one in inside)
            return all(one.cell for one in inside) and Claim.QUALIFIED in claims and not ours
    return False


def _turns(page: Page, control: Control, found: list[Found]) -> bool:
    """Whether a control is one of the signs that turn over what they stand with, a balance: dots, or two arrows."""
    called = _sign(page, control)
    if called is None:
        return False
    drawn = any(control.path[-1] in picture.path for picture in page.sight.pictures)  # an icon, of a menu maybe
    for other in page.sight.controls:
        if other is control or (other.role, len(other.path)) != (control.role, len(control.path)):
            continue
        if _sign(page, other) != called:
            continue
        at = shared(control.path, other.path)
        # Dots stand in a list of their own, beside what they turn over.
        dots = control.selected and not other.selected and len(control.path) - at < 3 and (called or not drawn)
        if dots and any(control.path[at - 2] in one.segment.path for one in found):
            return True
        # Arrows stand on both sides of it; an eye and the like stand between an amount and its label.
        if at == len(control.path) - 1 and not called:
            for one in found:
                part = one.segment.path[at] if one.segment.path[:at] == control.path[:at] else -1
                whole = all(part in label.path for label in page.labels(one.segment))
                if control.path[at] < part < other.path[at] and whole:
                    return True
    return False


def _sign(page: Page, control: Control) -> str | None:
    """What a sign is called without its number: nothing, or "Go to slide"; None for what is no sign."""
    fits = control.role in ("button", "link", "hand", "tab") and max(control.box.w, control.box.h) <= _SIGN
    if not fits or (control.link and "#" not in control.link) or page.words.fits("card_names", control.name):
        return None
    if not plain(control.name):
        return ""
    said, numbers = re.subn(r"\b[0-9]{1,2}\b", "", control.name)
    return plain(said) or None if numbers == 1 else None
