"""Words put together as a person perceives them: phrases of text, and amounts each read as one number."""

import re
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from msgspec import structs

from checker import dates
from checker.kpj import is_kpj
from checker.money import Amount, NotAnAmount, is_currency, parse, tidy
from checker.page.sight import Box, Cell, Sight, Word


class Kind(Enum):
    TEXT = "text"
    AMOUNT = "amount"
    UNREADABLE = "unreadable"
    """A number that is no amount a balance may have: a minus, separators out of place, cut off, struck out."""
    VOID = "void"
    """A value that is not there: a dash, dots over a masked amount, "NaN"."""
    KPJ = "kpj"


@dataclass(frozen=True, eq=False)
class Segment:
    """Words that belong together; `at` is its place in the page's order."""

    kind: Kind
    text: str
    words: tuple[Word, ...]
    at: int
    amount: Amount | None = None

    @cached_property
    def box(self) -> Box:
        box = self.words[0].box
        for word in self.words[1:]:
            box = box.joined(word.box)
        return box

    @property
    def path(self) -> tuple[int, ...]:
        return self.words[0].path

    @property
    def block(self) -> int:
        return self.words[0].block

    @property
    def cell(self) -> Cell | None:
        return self.words[0].cell

    @property
    def size(self) -> float:
        return max(word.size for word in self.words)

    @property
    def is_text(self) -> bool:
        return self.kind is Kind.TEXT

    @property
    def is_plain_text(self) -> bool:
        """Whether it is a text that is nothing to press, to choose or to fill in."""
        return self.is_text and self.words[0].kind == "text" and self.words[0].control < 0

    @property
    def is_drawn_heading(self) -> bool:
        """Whether a part of it is marked as a heading."""
        return any(word.heading for word in self.words)

    @property
    def is_value(self) -> bool:
        return self.kind in (Kind.AMOUNT, Kind.UNREADABLE, Kind.VOID)


_CURRENCY = re.compile(r"\(?[-–—―]?\(?(rp\.?|idr|rupiah)[.:]?", re.IGNORECASE)
_NUMERIC = re.compile(
    r"[-–—―+(]*(?:rp\.?|idr)?[-–—―(]*[0-9.,\ufffd][-–0-9.,)\ufffd]*(?:rp|idr)?[.,;)]*", re.IGNORECASE | re.ASCII
)
_FOOTNOTE = re.compile(r"[0-9a-z*†‡#]\)?|\([0-9a-z*]\)", re.ASCII)
_MASK = re.compile(r"[•●∙○■█▒░]+")
"""Signs that are drawn in the place of others."""
_SIGN = re.compile(r"[-–—―(]+")
_VOID = re.compile(
    r"(?:(?:rp\.?|idr)?\s*(?:[-–—―•·*●∙xX_.…\s]{1,}|nan|null|undefined|none|n/?a|#.+|\?+)(?:,-)?)", re.IGNORECASE
)
_BAND = 48
_STRUCK = re.compile("[\u0335-\u0338\u202e]")
"""Signs that strike out the one before them, or turn about all that follows: the number that is seen is another one."""
_LONG = 200
"""Signs in a word, words in a phrase: what is longer is cut, so that no pattern meets more than it can search."""
_FIELDS = ("value", "entry", "choice")
_AMOUNT_LIKE = re.compile(r"(?:rp\.?|idr)\s*[0-9-]|[0-9][.,][0-9]{3}(?![0-9])", re.IGNORECASE)


def segments(sight: Sight) -> list[Segment]:
    """The phrases and numbers of a sight, in the page's order."""
    words = _legible(sight.words)
    numbers = _numbers(words)
    blots = [picture.box for picture in sight.pictures]
    start = {group[0]: group for group in numbers}
    inside = {index for group in numbers for index in group}
    found: list[Segment] = []
    phrase: list[Word] = []

    def close() -> None:
        if phrase:
            found.append(_text_segment(tuple(phrase), len(found)))
            phrase.clear()

    for index, word in enumerate(words):
        if word.kind in _FIELDS:
            close()
            found.append(_field_segment(word, len(found)))
            continue
        if index in start:
            close()
            found.append(_number_segment([words[i] for i in start[index]], len(found), blots))
            continue
        if index in inside:
            continue
        if phrase and (
            len(phrase) >= _LONG
            or word.block != phrase[-1].block
            or word.broken
            or word.kind != phrase[-1].kind
            or word.control != phrase[-1].control
            or word.box.x - phrase[-1].box.right > 3 * word.size
        ):
            close()
        phrase.append(word)
    close()
    return found


def _legible(seen: tuple[Word, ...]) -> list[Word]:
    """The words that can tell something, without invisible signs; the dot of "Rp." belongs to it, whatever its ink."""
    words: list[Word] = []
    for word in seen:
        text = tidy(word.text)[: _LONG + 1]
        if word.kind in ("placeholder", "button") or not text:
            continue
        if words and _is_raised(word, words[-1]):
            if not _FOOTNOTE.fullmatch(text):
                words.append(structs.replace(word, text="\ufffd"))  # of the amount's cents, or the number of a footnote
            continue
        if text in (".", ":") and word.glued and words and is_currency(words[-1].text):
            words[-1] = structs.replace(words[-1], text=words[-1].text + text, box=words[-1].box.joined(word.box))
        else:
            words.append(_tidied(word))
    return words


def _is_raised(word: Word, before: Word) -> bool:
    """Whether a number or sign is a small one, set higher or lower than what it is written against: no part of that."""
    if not (word.glued and word.block == before.block and word.size <= 0.87 * before.size):
        return False
    level = abs(before.box.bottom - word.box.bottom) < 0.15 * before.size
    return not level and bool(_FOOTNOTE.fullmatch(word.text) or word.text.isdecimal())


def _tidied(word: Word) -> Word:
    """`word` without invisible signs; one that is longer than any word is cut, and ends as what is no number."""
    text = tidy(word.text)
    if len(text) > _LONG:
        text = f"{text[:_LONG]}…"
    if text == word.text:
        return word
    return structs.replace(word, text=text, struck=word.struck or _STRUCK.search(word.text) is not None)


def _field_segment(word: Word, at: int) -> Segment:
    """What a field holds: one thing as a whole. A number that was typed in, or could be, is not what the page tells."""
    as_text = _text_segment((word,), at)
    if as_text.kind in (Kind.KPJ, Kind.VOID):
        return as_text
    unreadable = Segment(Kind.UNREADABLE, word.text, (word,), at)
    try:
        amount = parse(word.text)
    except NotAnAmount:
        return unreadable if _AMOUNT_LIKE.search(word.text) else as_text
    if not (as_text.is_value or amount.currency or _looks_like_money(tidy(word.text))):
        return as_text
    return _checked(amount, tidy(word.text), (word,), at) if word.kind == "value" else unreadable


def spelled(words: tuple[Word, ...] | list[Word]) -> str:
    """The words as text, with spaces where a person sees them."""
    text = ""
    for word in words:
        text += word.text if word.glued or not text else f" {word.text}"
    return tidy(text)


def _text_segment(words: tuple[Word, ...], at: int) -> Segment:
    text = spelled(words)
    bare = text.strip(" :;()")
    if _VOID.fullmatch(bare) and not is_currency(bare):
        return Segment(Kind.VOID, text, words, at)
    compact = bare.replace(" ", "").replace("-", "")
    if is_kpj(compact):
        return Segment(Kind.KPJ, compact, words, at)
    if bare.isdecimal() and bare.isascii():
        return _plain_integer(bare, words, at)
    return Segment(Kind.TEXT, text, words, at)


def _plain_integer(digits: str, words: tuple[Word, ...], at: int) -> Segment:
    """A bare integer alone in its place: an amount without separators, unless it can be something else.

    Years, running numbers and NIK are text; 11 digits were taken as a KPJ before.
    """
    try:
        amount = parse(digits)
    except NotAnAmount:
        return Segment(Kind.TEXT, digits, words, at)
    if digits == "0" or 5 <= len(digits) <= 10:
        return _checked(amount, digits, words, at)
    return Segment(Kind.TEXT, digits, words, at)


def _checked(amount: Amount, text: str, words: tuple[Word, ...], at: int) -> Segment:
    if any(word.struck or word.cut for word in words):
        return Segment(Kind.UNREADABLE, text, words, at)
    return Segment(Kind.AMOUNT, text, words, at, amount)


def _number_segment(words: list[Word], at: int, blots: list[Box]) -> Segment:
    text = ""
    last: Word | None = None
    for word in words:
        text += word.text if last is None or _touch(last, word) or word.glued else f" {word.text}"
        last = word
    text = tidy(text).rstrip(";")
    text = text[:-1] if re.search(r"[0-9-][.,:]$", text) else text
    digits = [word for word in words if any(sign.isdigit() for sign in word.text)]
    if any(_blots(blot, word) for word in digits for blot in blots):
        return Segment(Kind.UNREADABLE, text, tuple(words), at)
    try:
        return _checked(parse(text), text, tuple(words), at)
    except NotAnAmount:
        return Segment(Kind.UNREADABLE, text, tuple(words), at)


def _blots(picture: Box, word: Word) -> bool:
    """Whether a picture no taller than a line touches digits, so that it may be one itself."""
    if picture.h > 2 * word.size or picture.w > 12 * word.size or not picture.beside(word.box):
        return False
    return picture.x < word.box.right + 0.2 * word.size and picture.right > word.box.x - 0.2 * word.size


def _touch(left: Word, right: Word) -> bool:
    """Whether no space is seen between two words of one line: less than a fifth of the letters' height."""
    gap = right.box.x - left.box.right
    near = max(left.size, right.size)
    level = left.box.beside(right.box) or (
        min(left.box.bottom, right.box.bottom) - max(left.box.y, right.box.y) > 0.25 * min(left.box.h, right.box.h)
    )
    return level and -0.35 * near <= gap <= 0.2 * near


def _numbers(words: list[Word]) -> list[list[int]]:
    """The groups of word indices that are each seen as one number with its currency sign."""
    numeric = [i for i, word in enumerate(words) if _is_numeric(word)]
    numeric += [i for i, word in enumerate(words) if _MASK.fullmatch(word.text) and _is_within(words, i, set(numeric))]
    groups = _lines(words, numeric)
    groups = _wrapped(words, groups)
    kept: list[list[int]] = []
    for group in groups:
        text = "".join(words[i].text for i in group)
        if not any(sign.isdigit() for sign in text):
            continue
        signs = tidy(text)
        before = _before(words, group)
        currency = before is not None or re.match(r"[-–—―+(]*(?:rp|idr)", signs, re.IGNORECASE) is not None
        if before is not None:
            group = [*before, *group]
        after = group[-1] + 1
        if (
            not currency
            and after < len(words)
            and re.fullmatch(r"(?:rupiah|idr)[.,)]?", words[after].text, re.IGNORECASE)
        ):
            if words[after].box.beside(words[group[-1]].box) and words[after].block == words[group[-1]].block:
                group = [*group, after]
                currency = True
        if currency or _looks_like_money(signs):
            kept.append(group)
    return kept


def _is_numeric(word: Word) -> bool:
    """Whether a word may be of a number; a card's in brackets, as behind its employer, is none."""
    text = tidy(word.text)
    in_brackets = text[:1] == "(" and text.rstrip(".,;")[-1:] == ")" and is_kpj(text.rstrip(".,;")[1:-1])
    return bool(_NUMERIC.fullmatch(text)) and word.kind not in _FIELDS and not in_brackets


def _is_within(words: list[Word], i: int, numeric: set[int]) -> bool:
    """Whether signs that mask others stand in a number, against digits that are shown."""
    before = words[i].glued and i - 1 in numeric
    after = i + 1 in numeric and words[i + 1].glued
    return any(any(sign.isdigit() for sign in words[one].text) for one, ok in ((i - 1, before), (i + 1, after)) if ok)


def _looks_like_money(signs: str) -> bool:
    """Whether a number without a currency sign can be an amount: grouped digits, no date, no bare integer."""
    if re.fullmatch(r"0[.,]00", signs):
        return True
    if dates.find(signs) or re.fullmatch(r"[0-9]+[.,]?", signs):
        return False
    if re.fullmatch(r"[0-9]{1,4}(?:[-–/.][0-9]{1,8})+[.,]?", signs) and not re.search(r"\.[0-9]{3}(?![0-9])", signs):
        return bool(re.search(r"\.[0-9]{2}$", signs)) and "-" not in signs and len(signs) > 5
    return bool(re.search(r"[0-9][.,][0-9]{2,}|\ufffd|[0-9]{5,}", signs))


def _lines(words: list[Word], numeric: list[int]) -> list[list[int]]:
    """Numeric words of one line that touch, each group from left to right."""
    pending = sorted(numeric, key=lambda i: (words[i].box.x, words[i].box.y))
    groups: list[list[int]] = []
    bands: dict[int, list[list[int]]] = {}  # only what stands at about the same height is compared
    reach = 0.2 * max((words[i].size for i in numeric), default=0)
    for i in pending:
        band = int(words[i].box.middle // _BAND)
        for each in (band, band - 1, band + 1):  # what has ended too far to the left touches nothing any more
            if ended := [g for g in bands.get(each, ()) if words[i].box.x - words[g[-1]].box.right > reach]:
                bands[each] = [group for group in bands[each] if group not in ended]
        near = (group for each in (band, band - 1, band + 1) for group in bands.get(each, ()))
        match = next((group for group in near if _touch(words[group[-1]], words[i])), None)
        if match is not None and not _CURRENCY.match(words[i].text):
            match.append(i)
            continue
        groups.append([i])
        bands.setdefault(band, []).append(groups[-1])
    return groups


def _wrapped(words: list[Word], groups: list[list[int]]) -> list[list[int]]:
    """Groups that a line break parts within one run without a space are one number."""
    groups = sorted(groups, key=lambda group: min(group))
    merged: list[list[int]] = []
    for group in groups:
        first = words[group[0]]
        if (
            merged
            and first.glued
            and not first.broken
            and merged[-1][-1] == group[0] - 1
            and first.block == words[group[0] - 1].block
            and not first.box.beside(words[group[0] - 1].box)
        ):
            merged[-1] += group
        else:
            merged.append(list(group))
    return merged


def _parts(words: list[Word], at: int) -> bool:
    """Whether a dash is a long one with spaces around it, between two things of one line, and no minus."""
    long, glued = words[at].text in ("—", "―"), words[at].glued or words[at + 1].glued
    return long and not glued and at > 0 and words[at - 1].block == words[at].block


def _before(words: list[Word], group: list[int]) -> list[int] | None:
    """The index of the currency sign (and of a sign of minus) that stands right before a number on its line."""
    first = words[group[0]]
    i = min(group) - 1
    if i < 0 or i in group:
        return None
    found: list[int] = []
    word = words[i]
    if _SIGN.fullmatch(word.text) and word.box.beside(first.box) and i > 0 and _CURRENCY.fullmatch(words[i - 1].text):
        found = [i]
        i -= 1
        word = words[i]
    if not _CURRENCY.fullmatch(word.text) or not (word.box.beside(first.box) or word.block == first.block):
        return None
    wrapped = word.block == first.block and not first.broken and first.box.y >= word.box.bottom - 2
    if wrapped:
        return [i, *found]
    if word.box.x > first.box.x or first.box.x - word.box.right > 2.5 * max(first.size, word.size):
        return None
    if (
        i > 0
        and _SIGN.fullmatch(words[i - 1].text)
        and words[i - 1].block == word.block
        and words[i - 1].box.beside(word.box)
    ):
        gap = word.box.x - words[i - 1].box.right
        if gap <= 0.6 * word.size and not _parts(words, i - 1):
            return [i - 1, i, *found]
    return [i, *found]
