"""The candidates of the selectors file, matched on what was seen of a page. Pure: it asks no page anything.

Candidates are tried in the order of the file; the first that leaves one visible element is the one that counts.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol

import msgspec
from msgspec import structs

from checker.page.observation import FRAME, Element, Observation, Waiting
from checker.page.sight import Word


class Candidate(Protocol):
    """One way to find an element, as the selectors file has it: exactly one kind is set, `name` goes with `role`."""

    @property
    def role(self) -> str | None: ...
    @property
    def label(self) -> str | None: ...
    @property
    def text(self) -> str | None: ...
    @property
    def test_id(self) -> str | None: ...
    @property
    def css(self) -> str | None: ...

    def says(self, kind: str, text: str) -> bool:
        """Whether `text` is what is given for `kind`."""


class Denies(Protocol):
    """What is not to be pressed, by what it is called."""

    def search(self, text: str, /) -> object:
        """What of `text` is denied, or None."""


class Hit(msgspec.Struct, frozen=True):
    """A visible element, and which candidate found it (0 is the one most trusted)."""

    element: Element
    rank: int
    around: bool = False
    """Whether it holds another element that the same candidate matches."""

    @property
    def name(self) -> str:
        """What the element is called to a person, near enough for comparing with what is denied."""
        return self.element.called


class Ambiguous(Exception):
    """Every candidate that matched, matched several visible elements."""


def hits(
    seen: Observation, candidates: Sequence[Candidate], only: str = "", beside: Element | None = None
) -> Iterator[list[Hit]]:
    """For each candidate and frame, the visible elements it matches, if any.

    `only` is a CSS condition they must meet. With `beside`, only what stands in that one's form counts.
    """
    must = seen.css.index(only) if only else None
    for rank, candidate in enumerate(candidates):
        found = [one for one in _matched(seen, candidate) if one.visible and (must is None or must in one.fits)]
        for frame in dict.fromkeys(one.frame for one in found):
            here = [one for one in found if one.frame == frame]
            told = [Hit(one, rank, _is_around(one, here)) for one in here if beside is None or same_form(one, beside)]
            if told:
                yield told


def present(seen: Observation, candidates: Sequence[Candidate]) -> bool:
    """Whether any candidate matches anything visible."""
    return next(hits(seen, candidates), None) is not None


def find(
    seen: Observation,
    candidates: Sequence[Candidate],
    only: str = "",
    deny: Denies | None = None,
    alike: bool = False,
    beside: Element | None = None,
    *,
    on_page: bool = False,
) -> Hit | None:
    """The one visible element that the most trusted candidate matches.

    A candidate that matches several is passed over; raises Ambiguous if only such ones matched. Elements whose own
    name fits `deny` do not count, nor, where `only` is given, those that no person sees. With `alike`, several that are
    called the same or lead to the same address are one: a portal may offer one thing in its menu and on its page. With
    `beside`, only what stands in that one's form counts; with `on_page`, only what does not wait beyond the page's edge
    to slide in.
    """
    several = False
    for found in hits(seen, candidates, only, beside):
        # Matches that lie one in another are one thing to a person: the innermost counts.
        kept = [one for one in found if not one.around and (deny is None or not deny.search(one.name))]
        if on_page or only:
            kept = [one for one in kept if one.element.shown]
        if len(kept) == 1 or (alike and kept and _same(kept)):
            return kept[0]
        several = several or len(kept) > 1
    if several:
        raise Ambiguous
    return None


def alone(seen: Observation, only: str, rank: int) -> Hit | None:
    """Of all visible fields that meet the condition `only`, the one that has no other of them in its form."""
    must = seen.css.index(only)
    fields = [one for one in seen.elements if must in one.fits and one.visible and one.shown]
    forms = [(one.frame, one.form) for one in fields]
    kept = [one for one in fields if forms.count((one.frame, one.form)) == 1]
    return Hit(kept[0], rank) if len(kept) == 1 else None


def count(seen: Observation, only: str) -> int:
    """How many visible elements meet a CSS condition."""
    must = seen.css.index(only)
    return sum(must in one.fits and one.visible for one in seen.elements)


def waits(seen: Observation, candidates: Sequence[Candidate], *, by_role: bool = False) -> bool:
    """Whether something is there that a candidate matches, be it not displayed; `by_role`, only by those of a role."""
    kept = [one for one in candidates if one.role is not None or not by_role]
    return any(_unfolds(seen, one) for one in kept) or any(True for one in kept for _ in _matched(seen, one))


def openers(seen: Observation, candidates: Sequence[Candidate]) -> list[Element]:
    """What unfolds the parts of the page in which something waits that a candidate matches."""
    waiting = [one for candidate in candidates for one in _unfolds(seen, candidate)]
    places = dict.fromkeys((one.frame, one.opener) for one in waiting if one.opener >= 0)
    return [one for place in places for one in seen.elements if (one.frame, one.index) == place]


def hidden(seen: Observation, candidate: Candidate, only: str = "") -> int:
    """How many elements a candidate matches that are not displayed, and meet the condition `only`."""
    must = seen.css.index(only) if only else None
    found = [one for one in _matched(seen, candidate) if not one.visible and (must is None or must in one.fits)]
    return len(found) + (0 if only else len(_unfolds(seen, candidate)))


def texts(seen: Observation, candidates: Sequence[Candidate]) -> list[str]:
    """What all elements show that the first matching candidate finds."""
    found = next(hits(seen, candidates), [])
    return [one.element.shows or one.element.called for one in found]


def same_form(one: Element, other: Element) -> bool:
    """Whether two elements belong to one form, or both to none."""
    return (one.frame, one.form) == (other.frame, other.form)


def points_at(one: Element, inner: Element) -> bool:
    """Whether an element names, by an id in any of its attributes, a part of the page that holds `inner`."""
    return any(step in inner.path and step not in one.path for step in one.points)


def _matched(seen: Observation, candidate: Candidate) -> list[Element]:
    """The elements that a candidate matches, be they visible or not."""
    if candidate.text is not None:
        found = [(text, *one) for text, them in seen.texts.items() if candidate.says("text", text) for one in them]
        return [_texted(seen, *one) for one in _inner(found)]
    if candidate.css is not None:
        number = seen.css.index(candidate.css) if candidate.css in seen.css else -1
        return [one for one in seen.elements if number in one.fits]
    if candidate.role is not None:
        return [
            one
            for one in seen.elements
            if one.role == candidate.role and not one.aside and candidate.says("name", one.name)
        ]
    if candidate.label is not None:
        return [one for one in seen.elements if any(candidate.says("label", label) for label in one.labels)]
    if candidate.test_id is not None:
        return [one for one in seen.elements if one.test == candidate.test_id]
    for kind in ("placeholder", "title", "alt"):
        if getattr(candidate, kind) is not None:
            return [one for one in seen.elements if getattr(one, kind) and candidate.says(kind, getattr(one, kind))]
    return []


def _unfolds(seen: Observation, candidate: Candidate) -> list[Waiting]:
    if candidate.role is not None:
        return [one for one in seen.waiting if one.role == candidate.role and candidate.says("name", one.name)]
    if candidate.text is not None:
        return [one for one in seen.waiting if candidate.says("text", one.text)]
    return []


def _inner(found: list[tuple[str, Word, int]]) -> list[tuple[str, Word, int]]:
    """Of the elements that were found by a text, each with a word of it, those that hold no other of them."""
    outer = {step for _, word, inner in found for step in word.path[: word.path.index(inner)]}
    return [one for one in found if one[2] not in outer]


def _texted(seen: Observation, text: str, word: Word, step: int) -> Element:
    """The element that has a text as its whole, as far as words and the elements around it tell of it."""
    known = seen.by_id.get(step)
    if known is not None:
        return known
    path = word.path[: word.path.index(step) + 1]
    frame = max(step - 1, 0) // FRAME
    forms = seen.forms[frame] if frame < len(seen.forms) else ()
    form = next((number for number, one in enumerate(forms) if one + frame * FRAME in path), -1)
    own = Element(frame, frame * FRAME - step, path, word.box, name=text, called=text, form=form, pressable=False)
    around = next((seen.by_id[one] for one in reversed(path) if one in seen.by_id), None)
    if around is None:
        return own
    told = {name: getattr(around, name) for name in ("link", "shown", "leads", "sends", "pressable", "pressed", "off")}
    return structs.replace(own, form=around.form if around.form >= 0 else form, **told)


def _is_around(one: Element, others: list[Element]) -> bool:
    return any(other is not one and one.path != other.path and one.holds(other.path) for other in others)


def _same(found: list[Hit]) -> bool:
    """Whether all are called the same, or lead to the same address."""
    names, links = {one.name.lower() for one in found}, {one.element.link for one in found}
    return len(names) == 1 or (len(links) == 1 and "" not in links)
