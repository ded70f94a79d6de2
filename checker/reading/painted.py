"""What is painted otherwise than it is written, or cannot be seen for certain: such amounts are read by nobody."""

import re
from collections.abc import Callable, Iterable, Iterator

from checker.page.sight import Box, Picture, Word
from checker.reading.claims import Claim
from checker.reading.found import Found
from checker.reading.page import Page, shared
from checker.reading.rule import Rules
from checker.reading.segments import Kind, Segment

_ROW = 6
"""How many texts and numbers before and after an amount are looked at."""
_TOUCHING = 0.2
"""The gap between two numbers that are parted, in heights of their letters."""
_AMOUNT = re.compile(r"(?:\b(?:rp|idr)\b\.?\s*[0-9\ufffd])|[0-9][.,][0-9]{3}|[0-9]{6}", re.IGNORECASE)
_TAKEN_BACK = ("notes", "units", "more_cards", "other_cards")
_LONGEST = 6
"""Words: what a picture is called in more is a description of it."""
_PART = (100, 30)
"""Pixels: a part of a page that holds a card is no smaller."""
_AROUND = 2
"""How many steps above a balance its list of cards may be at most."""

PAINTED: Rules[Callable[[Page, list[Found]], bool]] = Rules()


@PAINTED("amounts-touch", "two amounts stand against each other without a gap")
def _touch(page: Page, found: list[Found]) -> bool:
    for one in (each.segment for each in found):
        for other in page.segments[max(one.at - _ROW, 0) : one.at + _ROW + 1]:
            number = other.is_value or other.kind is Kind.KPJ
            gap = max(one.box.x - other.box.right, other.box.x - one.box.right)
            if (
                number
                and other is not one
                and other.box.beside(one.box)
                and gap < _TOUCHING * min(one.size, other.size)
            ):
                return True
    return False


@PAINTED("ink-unsure", "a text on the page cannot be seen for certain")
def _is_faint(page: Page, _: list[Found]) -> bool:
    return any(_matters(page, line) for line in _lines(page.sight.doubtful))


def _lines(words: Iterable[Word]) -> list[str]:
    lines: dict[int, str] = {}
    for word in words:
        lines[word.block] = lines.get(word.block, "") + (word.text if word.glued else f" {word.text}")
    return [line.strip() for line in lines.values()]


def _matters(page: Page, text: str) -> bool:
    """Whether a text would change what is read: it names a card or an amount, or takes one back."""
    if page.kpjs_in(text) or _AMOUNT.search(text) or page.words.says("qualifiers", text):
        return True
    return any(page.words.fits(name, text) for name in _TAKEN_BACK) or page.judged(text) is Claim.QUALIFIED


@PAINTED("blurred", "a card or an amount on the page is blurred")
def _is_blurred(page: Page, _: list[Found]) -> bool:
    """What is blurred is a card's number, or an amount whose name cannot be read."""
    lines = _lines(page.sight.blurred)
    return any(page.kpjs_in(one) or (_AMOUNT.search(one) and not page.words.says("balance", one)) for one in lines)


@PAINTED("field-card", "a field on the page tells of another card")
def _is_in_field(page: Page, _: list[Found]) -> bool:
    """A field tells of a card in a sentence: its amount is read by nothing else."""
    known = {one.text for one in page.kpjs}
    fields = (word.text for word in page.sight.words if word.kind in ("value", "entry"))
    return any(_AMOUNT.search(text) and page.kpjs_in(text) - known for text in fields)


@PAINTED("picture-card", "a picture is called by another card's number")
def _is_pictured(page: Page, _: list[Found]) -> bool:
    known = {one.text for one in page.kpjs}
    return any(page.kpjs_in(picture.alt) - known for picture in page.sight.pictures)


def _pictures(page: Page) -> Iterator[Picture]:
    """The pictures that are no sign on something to press."""
    pressed = {control.path[-1] for control in page.sight.controls}
    return (one for one in page.sight.pictures if pressed.isdisjoint(one.path))


@PAINTED("picture-says", "a picture says that the amount is not the present balance")
def _is_said_by_picture(page: Page, found: list[Found]) -> bool:
    """What a picture no farther from a balance than from other amounts is called makes the balance another thing."""
    labels = [label.text for one in found for label in page.labels(one.segment)[:1]]
    for picture in _pictures(page):
        alt = picture.alt
        # The picture of a programme stands for that.
        if not 0 < len(alt.split()) <= _LONGEST or page.words.says("other_programmes", alt):
            continue
        mine = max(shared(picture.path, one.segment.path) for one in found)
        if any(shared(picture.path, value.path) > mine for value in page.values):
            continue
        if any(page.judged(text) is Claim.QUALIFIED for text in (alt, *(f"{alt} {label}" for label in labels))):
            return True
    return False


@PAINTED("sealed-part", "a part of the page that may hold a card cannot be read")
def _is_sealed(page: Page, found: list[Found]) -> bool:
    def is_near(picture: Picture) -> bool:
        around = len(picture.path) - 1 - _AROUND
        return any(shared(picture.path, one.segment.path) >= around for one in found)

    sealed = (one for one in _pictures(page) if one.kind in ("sealed", "object", "embed"))
    return any(one.box.w >= _PART[0] and one.box.h >= _PART[1] and is_near(one) for one in sealed)


@PAINTED("picture-beside", "a picture beside the amount may be a word of its label")
def _is_beside_picture(page: Page, found: list[Found]) -> bool:
    texts = [text for one in found for text in (one.segment, *page.labels(one.segment)[:1])]
    bare = (one for one in _pictures(page) if not one.alt and one.kind in ("img", "canvas", "background", "sealed"))
    return any(_may_be_word(one.box, text) for one in bare for text in texts)


def _may_be_word(picture: Box, text: Segment) -> bool:
    """Whether a picture has the shape of a word, and stands right beside a text on its line."""
    size = text.size
    if not (picture.w > 2.2 * picture.h and 0.5 * size < picture.h < 2.2 * size and picture.beside(text.box)):
        return False
    return -2 <= text.box.x - picture.right < 1.5 * size or -2 <= picture.x - text.box.right < 1.5 * size
