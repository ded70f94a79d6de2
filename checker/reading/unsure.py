"""What a page shows that cannot be seen for certain, or not be read: faint texts, pictures of words, closed parts."""

import re
from collections.abc import Iterable

from checker.failures import BalanceUncertain
from checker.page.sight import Box, Picture, Word
from checker.reading.claims import Claim
from checker.reading.found import Found
from checker.reading.page import Page, shared
from checker.reading.segments import Segment

_AMOUNT = re.compile(r"(?:\b(?:rp|idr)\b\.?\s*[0-9\ufffd])|[0-9][.,][0-9]{3}|[0-9]{6}", re.IGNORECASE)
_TAKEN_BACK = ("notes", "units", "more_cards", "other_cards")
_LONGEST = 6
"""Words: what a picture is called in more is a description of it."""
_PART = (100, 30)
"""Pixels: a part of a page that holds a card is no smaller."""
_AROUND = 2
"""How many steps above a balance its list of cards may be at most."""


def veto_by_ink(page: Page, found: list[Found]) -> None:
    """Refuse where a text that matters may be there or not, or a picture or a closed part may hold one."""
    if any(_matters(page, line) for line in _lines(page.sight.doubtful)):
        raise BalanceUncertain("a text on the page cannot be seen for certain", rule="ink-unsure")
    if any(_is_masked(page, line) for line in _lines(page.sight.blurred)):
        raise BalanceUncertain("a card or an amount on the page is blurred", rule="ink-unsure")
    pressed = {control.path[-1] for control in page.sight.controls}
    known = {one.text for one in page.kpjs}
    # A field that tells of a card in a sentence is one whose amount is read by nothing else.
    for word in page.sight.words:
        if word.kind in ("value", "entry") and _AMOUNT.search(word.text) and page.kpjs_in(word.text) - known:
            raise BalanceUncertain("a field on the page tells of another card", rule="field-card")
    if any(page.kpjs_in(picture.alt) - known for picture in page.sight.pictures):
        raise BalanceUncertain("a picture is called by another card's number", rule="picture-card")
    for picture in page.sight.pictures:
        if pressed.isdisjoint(picture.path):
            _veto_by_picture(page, picture, found)


def _lines(words: Iterable[Word]) -> list[str]:
    lines: dict[int, str] = {}
    for word in words:
        lines[word.block] = lines.get(word.block, "") + (word.text if word.glued else f" {word.text}")
    return [line.strip() for line in lines.values()]


def _is_masked(page: Page, text: str) -> bool:
    """Whether what is blurred is a card's number, or an amount whose name can be read; else nobody knows what it is."""
    return bool(page.kpjs_in(text)) or (bool(_AMOUNT.search(text)) and not page.words.says("balance", text))


def _matters(page: Page, text: str) -> bool:
    """Whether a text would change what is read: it names a card or an amount, or takes one back."""
    if page.kpjs_in(text) or _AMOUNT.search(text) or page.words.says("qualifiers", text):
        return True
    return any(page.words.fits(name, text) for name in _TAKEN_BACK) or page.judged(text) is Claim.QUALIFIED


def _veto_by_picture(page: Page, picture: Picture, found: list[Found]) -> None:
    if 0 < len(picture.alt.split()) <= _LONGEST and _takes_back(page, picture.alt, found):
        if _is_near(page, picture, found):
            raise BalanceUncertain("a picture says that the amount is not the present balance", rule="picture-says")
    if picture.kind in ("sealed", "object", "embed") and picture.box.w >= _PART[0] and picture.box.h >= _PART[1]:
        if any(shared(picture.path, one.segment.path) >= len(picture.path) - 1 - _AROUND for one in found):
            raise BalanceUncertain("a part of the page that may hold a card cannot be read", rule="sealed-part")
    if picture.alt or picture.kind not in ("img", "canvas", "background", "sealed"):
        return
    for one in found:
        if any(_may_be_word(picture.box, text) for text in (one.segment, *page.labels(one.segment)[:1])):
            raise BalanceUncertain("a picture beside the amount may be a word of its label", rule="picture-beside")


def _takes_back(page: Page, alt: str, found: list[Found]) -> bool:
    """Whether what a picture is called, alone or before the label of a balance, makes that another amount."""
    if page.words.says("other_programmes", alt):
        return False  # the picture of a programme
    labels = [label.text for one in found for label in page.labels(one.segment)[:1]]
    return any(page.judged(text) is Claim.QUALIFIED for text in (alt, *(f"{alt} {label}" for label in labels)))


def _is_near(page: Page, picture: Picture, found: list[Found]) -> bool:
    """Whether a picture stands no closer to any other amount than to a balance."""
    mine = max(shared(picture.path, one.segment.path) for one in found)
    return all(shared(picture.path, value.path) <= mine for value in page.values)


def _may_be_word(picture: Box, text: Segment) -> bool:
    """Whether a picture has the shape of a word, and stands right beside a text on its line."""
    size = text.size
    if not (picture.w > 2.2 * picture.h and 0.5 * size < picture.h < 2.2 * size and picture.beside(text.box)):
        return False
    return -2 <= text.box.x - picture.right < 1.5 * size or -2 <= picture.x - text.box.right < 1.5 * size
