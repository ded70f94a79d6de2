"""All that is known of a page at one instant, as the eye has seen it: frozen, complete, storable. It knows no browser.

What a person perceives is the `Sight`; beside it stand the facts of single elements, by which the candidates of the
selectors file are matched.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import msgspec

from checker.page.sight import Box, Control, Sight, Word


class Rest(msgspec.Struct, frozen=True):
    """How far a page has come to rest; `still` is the time in seconds since its last change.

    `asking` says that it waits for an answer to a request of its own, which may bring another amount; `failed` that
    such a request has failed, and `unanswered` that one was never answered, since it was last told to forget;
    `said` is what it has shown since then, be it for a moment only, the last at the end. A page is `fresh` that was
    never told so. `streaming` says that a worker or an open stream of its own has not been quiet for long yet, and
    `soon` in how many seconds the last of what is planned is due.
    """

    busy: bool
    asking: bool
    ticking: bool
    still: float
    changes: int
    failed: bool = False
    unanswered: bool = False
    said: tuple[str, ...] = ()
    fresh: bool = True
    streaming: bool = False
    soon: float = 0.0


class Element(msgspec.Struct, frozen=True):
    """What is told of one element that may be pressed, filled in or pointed at; `frame` and `index` find it again.

    `role` and `name` are those that a screen reader is told; `called` is all that it is called and shows, for comparing
    with what is denied. No value of a password's field is among it.
    """

    frame: int
    index: int
    path: tuple[int, ...]
    box: Box
    role: str = ""
    name: str = ""
    called: str = ""
    labels: tuple[str, ...] = ()
    placeholder: str = ""
    title: str = ""
    alt: str = ""
    test: str = ""
    fits: tuple[int, ...] = ()
    """The numbers of the CSS candidates that it fits, as `Observation.css` has them."""
    visible: bool = True
    """Whether it has a place on the page; `shown` tells whether a person sees it there, and no trap for programs."""
    shown: bool = True
    aside: bool = False
    """Whether screen readers are not told of it."""
    form: int = -1
    """The number of the form that it stands in, in its frame; -1 where that is none."""
    in_form: bool = False
    """Whether it is a field or button of a form."""
    fixed: bool = False
    """Whether it is a field that cannot be typed in."""
    off: bool = False
    """Whether it is disabled."""
    secret: bool = False
    """Whether it is a field that hides what is typed; `sent_as` is what such a field is called where it is sent."""
    sent_as: tuple[str, ...] = ()
    typed: bool = False
    """Whether it is a field that is typed in."""
    link: str = ""
    leads: bool = False
    """Whether it is a link to another page."""
    sends: tuple[bool, bool] = (False, False)
    """Whether pressing it sends fields that are typed in: as its form's own button, and by whatever a script may do."""
    pressable: bool = True
    """Whether it is there to be pressed, by what it is or by the hand that the pointer becomes over it."""
    pressed: tuple[str, str] = ("", "")
    """The words of what is pressed with it, and the path that it leads to: a sign without a word may be a tile's."""
    points: tuple[int, ...] = ()
    """The parts of the page, as in a path, that it points at: a tab does at its panel."""
    shows: str = ""
    """What it shows, as the browser gives it; only of what may be pointed at."""
    free: bool = True
    """Whether nothing lies over it; asked of fields for passwords only."""
    head: bool = False
    """Whether it is a small sign in a corner of the page's head."""
    cross: str | None = None
    """The words of the layer that it is the cross of, by where it stands."""

    def holds(self, path: tuple[int, ...]) -> bool:
        """Whether what has this path stands in it."""
        return bool(self.path) and self.path[-1] in path


class Waiting(msgspec.Struct, frozen=True):
    """What is not displayed, and may be pressed once it is; `opener` is the index of what unfolds it, or -1."""

    frame: int
    role: str
    name: str
    text: str
    opener: int = -1


class Choice(msgspec.Struct, frozen=True):
    """A list of a form in which one is chosen, or none yet (then `chosen` is empty); `at` is its place in the form."""

    at: int
    name: str
    needed: bool
    chosen: str
    options: tuple[str, ...]


class Form(msgspec.Struct, frozen=True):
    """The words of a form, and whether it has fields to type in beside those that were found (`more`).

    `called`, `counts` and `secret` tell of each field that was found what it is called, whether it is meant for digits
    only, and whether it is one for a password. `titles` head this form and no other part, `lead` is said under them.
    """

    names: tuple[str, ...]
    called: tuple[str, ...]
    counts: tuple[bool, ...]
    heading: str
    titles: tuple[str, ...]
    lead: tuple[str, ...]
    anew: bool
    """Whether its password is said to be a new one."""
    secret: tuple[bool, ...]
    ticked: tuple[tuple[str, str, str], ...]
    """What is ticked or chosen before anybody did: its kind, what it is called and what it is sent as."""
    buttons: tuple[str, ...]
    text: str
    addressed: bool
    """Whether it says that it puts a password into the address that it asks for."""
    more: bool
    choices: tuple[Choice, ...]
    number: int = 0
    """What the document keeps the elements of the choices by."""


class Observation(msgspec.Struct, frozen=True, dict=True):
    """What was seen, how far the page had come to rest at that very instant, and the facts of its elements.

    `number` is what the documents of the page's frames keep the elements by.
    """

    sight: Sight
    rest: Rest
    number: int = 0
    windows: tuple[tuple[Box, Box], ...] = ()
    """For each frame what is in view of it, and by how much it is scrolled."""
    elements: tuple[Element, ...] = ()
    """The controls of the sight, frame by frame and in their order, each frame's others after them."""
    waiting: tuple[Waiting, ...] = ()
    forms: tuple[tuple[int, ...], ...] = ()
    """For each frame the forms by their numbers, as the last step of their paths."""
    css: tuple[str, ...] = ()
    """The CSS candidates that the elements were compared with."""
    curtain: tuple[float, float] | None = None
    """A point of the curtain that a notice has drawn over the page, beside the notice."""
    url: str = ""
    urls: tuple[str, ...] = ()
    """The addresses of the frames."""
    foreign: "tuple[Observation, ...]" = ()
    """What stands in frames of other origins: nothing of it is read, but a captcha may be."""
    form: Form | None = None
    """The form of the login, where there are fields of one."""
    status: int = 200
    """How the portal answered for the page, and from when on it may be asked again, if it said so."""
    retry_after: str | None = None
    heard: tuple[str, ...] = ()
    """The texts of dialogs of the browser's own, in order."""
    refused: int | None = None
    """The last status of 400 or more that a request with a body was answered with, and of 500 or more that any was."""
    failed: int | None = None
    answered: str = ""
    """The text of the page that a request with a body was answered with last, where a script asked for it."""
    unanswered: bool = False
    """Whether a request in the background is no longer waited for; and whether something was `unsent` so."""
    unsent: bool = False

    @cached_property
    def texts(self) -> dict[str, list[tuple[Word, int]]]:
        """The short texts in sight, each with the elements that have it as their whole: a word of it, and its id."""
        found: dict[str, list[tuple[Word, int]]] = {}
        # What stands in a field, or is chosen in it, is no text by which something is found.
        for words in _blocks(word for word in self.sight.words if word.kind in ("text", "button")):
            for depth, step in _own_steps(words):
                inside = [word for word in words if len(word.path) > depth and word.path[depth] == step]
                text = _joined(inside)
                if len(text) <= _LONGEST and any(sign.isalpha() or not sign.isalnum() for sign in text):
                    found.setdefault(text, []).append((inside[0], step))
        return found

    def fact(self, control: Control) -> Element:
        """The facts of a control."""
        return self._by_place[control.frame, control.index]

    @cached_property
    def _by_place(self) -> dict[tuple[int, int], Element]:
        return {(one.frame, one.index): one for one in self.elements}

    @cached_property
    def by_id(self) -> dict[int, Element]:
        """The elements by the last step of their paths."""
        return {one.path[-1]: one for one in reversed(self.elements) if one.path}


_LONGEST = 160
FRAME = 1_000_000
"""Element ids count from 1 in each frame, with this much added for each frame before it."""


def _blocks(words: Iterable[Word]) -> "Iterable[list[Word]]":
    block: list[Word] = []
    for word in words:
        if block and word.block != block[0].block:
            yield block
            block = []
        block.append(word)
    if block:
        yield block


def _own_steps(words: list[Word]) -> list[tuple[int, int]]:
    """The elements of one block, that itself first: each with its depth in the paths of the words that it holds."""
    found: dict[tuple[int, int], None] = {}
    for word in words:
        first = word.path.index(word.block) if word.block in word.path else len(word.path) - 1
        found.update(((depth, word.path[depth]), None) for depth in range(max(0, first), len(word.path)))
    return list(found)


def _joined(words: list[Word]) -> str:
    return "".join(word.text if at == 0 or word.glued else f" {word.text}" for at, word in enumerate(words))


def elements(number: int, raw: Mapping[str, Any], place: Box) -> tuple[Element, ...]:
    """The elements of a frame, as facts.js tells them; `place` is where the frame stands in the page."""
    base = number * FRAME
    return tuple(_element(number, index, base, item, place) for index, item in enumerate(raw["elements"]))


_SAME = (
    *("role", "name", "called", "placeholder", "title", "alt", "test", "visible", "shown", "aside", "form", "in_form"),
    *("fixed", "off", "secret", "typed", "link", "leads", "pressable", "shows", "free", "head", "cross"),
)


def _element(frame: int, index: int, base: int, item: Mapping[str, Any], place: Box) -> Element:
    return Element(
        frame,
        index,
        (0, *(base + step for step in item["p"])),
        Box(item["x"] + place.x, item["y"] + place.y, item["w"], item["h"]),
        labels=tuple(item["labels"]),
        fits=tuple(item["fits"]),
        sent_as=tuple(item["sent_as"]),
        sends=(item["sends"][0], item["sends"][1]),
        pressed=(item["pressed"][0], item["pressed"][1]),
        points=tuple(base + step for step in item["points"]),
        **{name: item[name] for name in _SAME},
    )
