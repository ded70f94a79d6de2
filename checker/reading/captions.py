"""What stands right around an amount: signs, what follows it in its run, the caption below or beside it."""

import re

from checker import dates
from checker.kpj import without_kpjs
from checker.portal.words import Words, plain, undated
from checker.reading.claims import Claim
from checker.reading.page import Page
from checker.reading.segments import Segment
from checker.reading.tellings import goes_on, goes_on_briefly, is_other_money
from checker.reading.times import Time, is_compared, told

_CAPTION = 6
"""Words: a caption has no more, a sentence has."""
_TOP = 3
"""Words: what stands over a label to tell of what it is has no more."""
_CLOSE = 2
"""How far below an amount its caption may stand, in heights of its letters."""
_DASH = re.compile(r"\(?[-–—―]\)?|[()]")
_TREND = re.compile(r"[▲▼△▽↑↓↗↘⇧⇩⬆⬇]+")
_UNSURE = re.compile(r"[<>±~≈≥≤≦≧+–—$€£¥₩₹%-]")


def is_harmless(suffix: str, words: Words) -> bool:
    """Whether what follows an amount adds nothing but its day, its card or that one's state, its currency."""
    if words.fits("card_names", suffix):
        return True
    bare = undated(without_kpjs(suffix)).split()
    # A letter alone may be a sign, as D for a debit; of "s.d." it is none.
    plainly = all(word in words.known and (len(word) > 1 or len(bare) > 1) for word in bare)
    return plainly and "%" not in suffix


def is_signed(page: Page, value: Segment) -> bool:
    """Whether a sign right before or after an amount makes it less certain: "> Rp 10", a range, another amount."""
    before, after = page.segments[max(value.at - 1, 0) : value.at], page.segments[value.at + 1 : value.at + 2]
    for one in (*before, *after):
        near = one.box.beside(value.box) or abs(one.box.y - value.box.bottom) < value.size
        if _is_sign(page, one, value) or (near and not plain(one.text) and is_other_money(one.text)):
            return True
        if one.block == value.block and one.words[0].control == value.words[0].control and one.cell == value.cell:
            if one.is_value or (not plain(one.text) and _UNSURE.search(one.text)):
                return True
    return False


def _is_sign(page: Page, one: Segment, value: Segment) -> bool:
    """Whether a lone dash or bracket in a box beside an amount is a minus: before it, or without a label of its own.

    An arrow before it says that it is by how much something has grown or shrunk.
    """
    if one.at < value.at and _TREND.fullmatch(one.text.strip()) and one.box.beside(value.box):
        return True
    if not _DASH.fullmatch(one.text) or not one.box.beside(value.box) or page.heads(one):
        return False
    return one.at < value.at or all(label in page.labels(value) for label in page.labels(one))


def is_captioned(page: Page, value: Segment, labels: list[Segment]) -> bool:
    """Whether a few words right below an amount say that it is another thing: "Saldo yang dapat dicairkan"."""
    beside = _beside(page, value)
    if beside is not None and goes_on(without_kpjs(page.telling(beside)), page.words, page.today):
        return True
    below = _below(page, value)
    if below is None or below in labels or page.is_anothers(below, value) or page.is_list(below):
        return False
    shared = page.depth(below, value)
    own = shared < len(below.path) and any(one.is_value for one in page.held[below.path[shared]])
    part, text, field = page.depth(labels[0], value), page.telling(below), page.is_field_label(below.text)
    if not own and labels[0].block == value.block and shared == part - 1 and not field:
        return goes_on_briefly(without_kpjs(text), page.words, page.today)
    if own or shared < part:
        return False  # of another part of the page
    if not field and goes_on(without_kpjs(text), page.words, page.today):
        return True
    return _is_caption(page, below)


def _is_caption(page: Page, below: Segment) -> bool:
    """Whether a text is a short one that names another thing."""
    words, text = page.words, page.telling(below)
    bare = undated(text)
    if len(bare.split()) > _CAPTION or is_compared(text, words) or page.judged(text) is not Claim.QUALIFIED:
        return False
    if "%" in text or any(words.says(name, bare) for name in ("balance", "programme", "other_programmes")):
        return True
    # Of contributions and the like a caption may also tell a day or a count: "Iuran terakhir Oktober 2026".
    return words.says("qualifiers", bare) and not re.search(r"[0-9]", text)


def _beside(page: Page, value: Segment) -> Segment | None:
    """The text in a box of its own next to an amount on its line; none that is a field, a control or another's."""
    after = page.segments[value.at + 1] if value.at + 1 < len(page.segments) else None
    if after is None or not after.is_plain_text:
        return None
    if not after.box.beside(value.box) or after.box.x < value.box.right - 2 or page.heads(after):
        return None
    own = page.is_anothers(after, value) or page.is_field_label(after.text) or page.dating(after) is not None
    return None if own or after.at in page.fields or _has_value(page, after) else after


def _below(page: Page, value: Segment) -> Segment | None:
    """The text right below an amount, past days and card numbers; none that is a field with its value, or a control."""
    before = page.prefix(value)
    box, past = value.box.joined(before.box) if before else value.box, 0.0
    # The space below a paragraph grows with its letters.
    close = _CLOSE * max(0.75 * value.size, 12)
    for one in page.segments[value.at + 1 :]:
        under = one.box.y >= box.bottom - 0.35 * box.h and (one.box.over(box) or -24 < box.x - one.box.x < 48)
        if one.is_value or not under or one.box.y - box.bottom > past + max(close, _CLOSE * one.size):
            return None
        says = not page.is_mute(one) or told(one.text, page.words, page.today) is Time.OTHER
        if one.is_text and one.words[0].kind == "text" and plain(one.text) and says:
            field = one.at in page.fields or page.is_head(one) or _has_value(page, one) or page.dating(one) is not None
            return None if field or one.words[0].heading or one.words[0].control >= 0 else one
        past = one.box.bottom - box.bottom
    return None


def _has_value(page: Page, label: Segment) -> bool:
    """Whether what follows a text on its line, or a bare day below it, is its value."""
    after = page.following(label)
    if after is None:
        return False
    return after.box.beside(label.box) or (after.is_text and bool(after.text) and not undated(after.text))


def is_topped(page: Page, label: Segment, value: Segment) -> bool:
    """Whether a few words right above a label say that it is another thing: "Target" over "Saldo JHT"."""
    before = page.segments[label.at - 1] if label.at else None
    if before is None or not before.is_text or before.words[0].control >= 0 or page.is_anothers(before, value):
        return False
    if re.search(r":\s*\S", before.text) or dates.find(before.text) or page.is_notice(before):
        return False  # a field of its own, its value with it
    close = 0 <= label.box.y - before.box.bottom < 1.5 * label.size and before.box.over(label.box)
    bare = undated(page.telling(before))
    return close and len(bare.split()) <= _TOP and page.words.says("qualifiers", bare)
