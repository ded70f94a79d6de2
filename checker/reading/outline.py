"""The layout that a person confirms: what stands in the part of a page that holds its balances, and in which order.

Amounts, numbers, names, dates and the values of known fields are told by their kinds, and words that no list knows by
invented ones, so that nothing personal is in it. It judges no amount: every rule of the reading applies as well.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import pairwise

from checker import dates
from checker.kpj import KPJ_IN_TEXT
from checker.page.sight import Box, Control, Picture, Sight
from checker.portal.words import Words, undated
from checker.reading.claims import Claim
from checker.reading.layout import FIELDS, shared
from checker.reading.page import Page
from checker.reading.segments import Kind, Segment
from checker.reading.tellings import is_revoked

Outline = tuple[str, ...]
"""What stands in that part, one line for each phrase, number, choice or picture."""
BALANCE = "{balance}"
_START, _END = "", "."
_PROSE = 4
"""Words: a text with as many says something; one with fewer is a name, a label, a state."""
_LONGEST_FORM = 60
"""Lines: a card or a row that comes several times has no more."""
_CHOICES = ("tab", "radio", "option", "checkbox", "combobox", "menuitemradio", "switch", "listbox")
_PRESSES = ("link", "button", "menuitem", "hand", "summary")
_KINDS = {Kind.KPJ: "{kpj}", Kind.AMOUNT: "{amount}", Kind.VOID: "{amount}", Kind.UNREADABLE: "{figure}"}
_EMAIL = re.compile(r"\S+@\S+")
_NUMBER = re.compile(r"[0-9]+(?:[.,:/-][0-9]+)*")
_PIECE = re.compile(r"\{[a-z]+\}|[^\W\d_]+|[^\w\s:.,;]")


class Masks:
    """How texts are told by their kinds: `known` are words that are nobody's own, `invent` replaces any other.

    `spelled` tells where amounts stand that are written in words.
    """

    def __init__(
        self, known: frozenset[str], invent: Callable[[str], str], spelled: Callable[[str], Iterable[tuple[int, int]]]
    ) -> None:
        self.known, self.invent, self.spelled = known | frozenset(dates.MONTHS) | {"rp", "idr"}, invent, spelled

    def text(self, text: str) -> str:
        """`text` in lower case, without its colons and stops."""
        for start, end in reversed(list(self.spelled(text))):
            text = f"{text[:start]} {{amount}} {text[end:]}"
        for (start, end), _day in reversed(dates.spans(text)):
            text = f"{text[:start]} {{day}} {text[end:]}"
        for pattern, kind in ((_EMAIL, " {email} "), (KPJ_IN_TEXT, " {kpj} "), (_NUMBER, " {number} ")):
            text = pattern.sub(kind, text)
        return " ".join(self._piece(one) for one in _PIECE.findall(text))

    def leaves(self, text: str) -> bool:
        """Whether a text stays as it is: each of its words is nobody's own, and there is no number in it."""
        return self.text(text) == " ".join(_PIECE.findall(text.lower()))

    def _piece(self, piece: str) -> str:
        word = piece.lower()
        return word if piece[0] == "{" or not piece[0].isalpha() or word in self.known else self.invent(word)


def outline(
    sight: Sight, balances: Iterable[Segment], words: Words, today: date, chosen: str | None, masks: Masks
) -> Outline:
    """The layout of a page on which `balances` were read; `chosen` is the card that was chosen on it."""
    return _Part(Page(sight, words, today, chosen), {one.at for one in balances}).lines(masks)


def around(sight: Sight, balances: Iterable[Segment], words: Words, today: date, chosen: str | None) -> list[str]:
    """What stands in the same part, as it stands there: for the person's own eyes."""
    part = _Part(Page(sight, words, today, chosen), {one.at for one in balances})
    lines: list[str] = []
    block = None
    for one in part.segments:
        if one.block == block:
            lines[-1] += f" {one.text}"
        else:
            lines.append(one.text)
        block = one.block
    return lines


def holders(sight: Sight, words: Words, today: date) -> set[str]:
    """Whose balance a page says that it is, in small letters."""
    page = Page(sight, words, today)
    found = set()
    for label in page.texts:
        head, _, tail = label.text.partition(":")
        after = page.following(label)
        if words.is_label("holder", undated(head)):
            name = tail.strip() or (after.text if after is not None and after.at in page.names else "")
            found |= {" ".join(name.lower().split())} - {""}
    return found


def changed(now: Iterable[Outline], kept: Iterable[Outline]) -> tuple[str, ...]:
    """What is new in layouts against those that were confirmed; nothing where they are the same.

    Cards and rows of a known form may be more or fewer. Where all lines are known, it is told which now follow which.
    """
    before = {pair for one in kept for pair in _pairs(one)}
    known = {line for pair in before for line in pair}
    pairs = dict.fromkeys(pair for one in now for pair in _pairs(one) if pair not in before)
    lines = dict.fromkeys(line for pair in pairs for line in pair if line not in known)
    return tuple(lines) or tuple(f"{first or '^'} > {second}" for first, second in pairs)


def _pairs(one: Outline) -> Iterable[tuple[str, str]]:
    return pairwise((_START, *once_each(one), _END))


def once_each(lines: Sequence[str]) -> list[str]:
    """The lines with each run of equal forms, as of cards or rows, told once."""
    found = list(lines)
    for size in range(1, min(_LONGEST_FORM, len(found) // 2) + 1):
        at = 0
        while at + 2 * size <= len(found):
            if found[at : at + size] == found[at + size : at + 2 * size]:
                del found[at + size : at + 2 * size]
            else:
                at += 1
    return found


class _Part:
    """The part of a page that a person would look at to believe its balances."""

    def __init__(self, page: Page, own: set[int]) -> None:
        self.page, self.own = page, own
        values = [one for one in page.segments if one.at in own]
        over = [(page.headings(one), one) for one in values]
        # What opens a container may be a notice: a heading is drawn as one, or has a few words, or speaks of amounts.
        self.over = {one.at for found, _ in over for one in found if self._may_head(one)}
        named = [one for value in values for one in page.labels(value)]
        nearest = [next((one for one in found if page.judged(one.text) is not Claim.NONE), None) for found, _ in over]
        anchors = [*values, *named, *(one for one in nearest if one is not None)]
        self.anchors = {one.at for one in anchors}
        self.blocks = {one.block for one in anchors}
        self.common = min((shared(one.path, anchors[0].path) for one in anchors), default=0)
        self.path = anchors[0].path[: self.common]
        # What stands between the heading and its amounts speaks of them as well.
        heads = {at for at in self.over if self._is_inside(page.segments[at]) and page.segments[at].is_drawn_heading}
        self.first, self.last = min(self.anchors | heads), max(self.anchors)
        self.box = values[0].box
        for one in anchors:
            self.box = self.box.joined(one.box)
        lie = [one.lies for one in page.sight.controls if one.layer is not None and one.lies is not None]
        self.layers = [box for box in lie if not any(_lies_in(one, box) for one in values)]
        self._parts: dict[int, bool] = {}
        self.segments = [one for one in page.segments if self._belongs(one)]

    def lines(self, masks: Masks) -> Outline:
        """What stands in it, told by kinds."""
        pictures = sorted((one for one in self.page.sight.pictures if self._is_beside(one)), key=lambda one: one.box.y)
        told = [line for one in self.segments for line in self._told(one, masks)]
        return (*told, *(f"[image] {masks.text(one.alt)}".rstrip() for one in pictures))

    # -- what belongs to it -------------------------------------------------------------------------------------

    def _belongs(self, one: Segment) -> bool:
        if one.at in self.anchors or one.at in self.over or one.block in self.blocks:
            return True
        if any(_lies_in(one, box) for box in self.layers):
            return False
        inside = self._is_inside(one)
        if inside and self.first < one.at < self.last:
            return True
        if self._is_of_other_part(one, inside):
            return False
        if not inside and self.page.words.phrases["greetings"].open(one.text):
            return False
        if inside and one.at > self.last:
            return True
        return not self._is_of_other_things([one])

    def _is_inside(self, one: Segment) -> bool:
        return one.path[: self.common] == self.path

    def _may_head(self, one: Segment) -> bool:
        return one.is_drawn_heading or not self._is_of_other_things([one])

    def _role(self, one: Segment) -> str:
        control = one.words[0].control
        return self.page.sight.controls[control].role if control >= 0 else ""

    def _is_of_other_part(self, one: Segment, inside: bool) -> bool:
        """Whether it stands in a part of the page that has a heading of its own, or tells of other things only."""
        over = next((title for title, _ in reversed(self.page.titles) if self._is_under(one, title)), None)
        if over is not None and over.at not in self.over and over.at not in self.anchors and self._tells_apart(over):
            return True
        depth = self.common if inside else shared(one.path, self.path)
        if depth >= len(one.path):
            return False
        step = one.path[depth]
        if step not in self._parts:
            held = self.page.held[step]
            self._parts[step] = not any(other.at in self.anchors for other in held) and self._is_apart(held, inside)
        return self._parts[step]

    def _is_under(self, one: Segment, title: Segment) -> bool:
        return title.at <= one.at and self.page.depth(title, one) >= _own_depth(title) - 1

    def _tells_apart(self, title: Segment) -> bool:
        """Whether what stands under a heading that governs no balance is a part of its own, in which no card stands."""
        under = self.page.segments[title.at + 1 : title.at + 2]
        if not under or not self._is_under(under[0], title):
            return False
        return not any(self._is_under(self.page.segments[at], title) for at in self.own if at > title.at)

    def _is_apart(self, held: list[Segment], inside: bool) -> bool:
        """Whether all that an element holds is of other things: a news box, a banner, a menu."""
        if any(one.kind is Kind.KPJ or self._role(one) in _CHOICES for one in held):
            return False
        words = self.page.words
        opens = held[0].is_text and words.says("other_parts", held[0].text) and not words.says("balance", held[0].text)
        if len(held) > 1 and opens:
            return True
        if inside and (len(held) == 1 or held[0].at < self.first):
            return False
        presses = sum(self._role(one) in _PRESSES for one in held)
        return (presses > 2 and presses * 2 > len(held)) or self._is_of_other_things(held)

    def _is_of_other_things(self, held: list[Segment]) -> bool:
        """Whether texts say something, and nothing of a balance, of amounts, or of what these are."""
        words = self.page.words
        texts = [one.text for one in held if one.is_text]
        if not any(len(undated(one).split()) >= _PROSE for one in texts):
            return False
        return not any(_is_of_amounts(one, words) for one in texts)

    def _is_beside(self, picture: Picture) -> bool:
        """Whether a picture may say something of the balances: it stands there, with a name or the form of a line."""
        box = picture.box
        if picture.path[: self.common] != self.path or not (picture.alt or (box.w > 2.5 * box.h and box.w > 60)):
            return False
        return self.box.y - 2 * box.h <= box.middle <= self.box.bottom + 2 * box.h

    # -- how it is told -----------------------------------------------------------------------------------------

    def _told(self, one: Segment, masks: Masks) -> list[str]:
        if one.words[0].kind == "choice" and one.words[0].control >= 0:
            return _options(self.page.sight.controls[one.words[0].control], masks)
        text = BALANCE if one.at in self.own else _KINDS.get(one.kind) or self._text(one, masks)
        role = self._role(one)
        if role in _CHOICES:
            control = self.page.sight.controls[one.words[0].control]
            marks = ", chosen" if (control.selected or control.expanded) and "{kpj}" not in text else ""
            text = f"[{role.removeprefix('menuitem')}{marks}] {text}"
        return [text] if text else []

    def _text(self, one: Segment, masks: Masks) -> str:
        """A text, in which the names and the values of known fields are told by their kinds."""
        page = self.page
        if one.at in page.names:
            return f"{{name}} {masks.text(page.telling(one))}".rstrip()
        head, colon, tail = one.text.partition(":")
        field = next((name for name in FIELDS if page.words.is_label(name, undated(head))), None)
        if field is not None and colon and tail.strip():
            return f"{masks.text(head)} {self._value(field, tail, masks)}"
        of = self._field_of(one)
        if of is not None:
            return self._value(of, one.text, masks)
        bare = page.words.nameless(one.text)
        return masks.text(one.text) if bare == one.text else f"{{name}} {masks.text(bare)}".rstrip()

    def _field_of(self, one: Segment) -> str | None:
        """The field that a text is the value of, by the label before it or over its column."""
        page = self.page
        if page.is_field_label(one.text):
            return None
        labels = page.heads(one)
        before = page.segments[one.at - 1] if one.at else None
        if one.at in page.fields and before is not None and before.at in page.fields:
            labels = [before, *labels]
        said = (undated(label.text) for label in labels)
        return next((name for text in said for name in FIELDS if page.words.is_label(name, text)), None)

    def _value(self, field: str, text: str, masks: Masks) -> str:
        """The value of a field by its kind; a state that is no ordinary one is told in its words."""
        words = self.page.words
        if field == "membership":
            ordinary = all(word in words.heading for word in undated(text).split())
            return "{value}" if ordinary else masks.text(text)
        return masks.text(text) if is_revoked(text, words) or words.says("payouts", text) else "{value}"


def _own_depth(one: Segment) -> int:
    """How many steps lead to the element that a heading is."""
    return one.path.index(one.block) + 1 if one.block in one.path else len(one.path)


def _lies_in(one: Segment, box: Box) -> bool:
    mine = one.box
    return box.x <= mine.x and box.y <= mine.y and mine.right <= box.right + 1 and mine.bottom <= box.bottom + 1


def _options(control: Control, masks: Masks) -> list[str]:
    """What a list offers, the names of cards by their kind."""
    return [f"[choice] {masks.text(label)}" for label, _value, _chosen in control.options] or ["[choice]"]


def _is_of_amounts(text: str, words: Words) -> bool:
    """Whether a text may say something of the balances, wherever it stands."""
    if words.says("balance", text) or words.says("programme", text) or words.says("simulations", text):
        return True
    return words.fits("units", text) or (words.says("references", text) and words.says("doubts", text))
