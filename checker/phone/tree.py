"""A screen of a phone as an observation: words with their boxes, controls and notices, from its accessibility tree.

Pure. A tree tells what a person is told of a screen, and not where each sign is drawn: lines are laid out in the box of
their node. An empty node tells nothing; what lies under something else is not seen.
"""

import re
from collections.abc import Iterator, Sequence
from functools import reduce

import msgspec

from checker.page.observation import Element, Observation, Rest
from checker.page.sight import Box, Control, Picture, Sight, Word
from checker.phone.nodes import Node, Tree

_WHOLE = 0.75
"""The part of the screen that an app's own window takes at least: a smaller one is a dialog."""
_BIG = 0.12
"""The part of the screen that something takes at least that lies over a page, where it covers one text only."""
_WIDE, _HIGH = 0.5, 0.75
"""How wide a sign is, and how high its line's letters are, as parts of the height of its line."""
_TALLEST = 22.0
"""CSS pixels: the letters of no text are taken to be larger, however tall their node is."""


class Layers(msgspec.Struct, frozen=True):
    """What lies over the page: for each node number that is the top of such a thing, what it says and where it lies;
    and the numbers of the nodes that are `covered` by one.
    """

    laid: dict[int, tuple[str, Box]]
    covered: frozenset[int]

    def of(self, node: Node) -> tuple[str, Box] | None:
        """The innermost thing that a node belongs to."""
        return next((self.laid[step] for step in reversed(node.path) if step in self.laid), None)


def observation(tree: Tree, still: float, changes: int, look: int) -> Observation:
    """What is seen of a tree that has been the same for `still` seconds, after so many `changes`; `look` is its number.

    The address of the observation is that of the app, as Android writes it: android-app://PACKAGE.
    """
    laid = layers(tree)
    controls = [one for one in tree.nodes if one.is_control and one.number not in laid.covered]
    place = {one.number: at for at, one in enumerate(controls)}
    words, doubtful = _words(tree, laid, place)
    sight = Sight(
        tuple(words),
        tuple(_pictures(tree, laid)),
        tuple(_control(tree, one, at, laid) for at, one in enumerate(controls)),
        secret=any(one.secret for one in tree.nodes),
        tall=any(one.scrolls for one in tree.nodes),
        unseen=tuple(_covered_words(tree, laid)),
        doubtful=tuple(doubtful),
    )
    return Observation(
        sight,
        Rest(any(one.is_busy for one in tree.nodes), False, False, still, changes),
        number=look,
        windows=((Box(0, 0, tree.width, tree.height), Box(0, 0, 0, 0)),),
        elements=tuple(_element(tree, one, at) for at, one in enumerate(controls)),
        forms=((),),
        url=f"android-app://{tree.package}",
        urls=(f"android-app://{tree.package}",),
    )


def texts_of(tree: Tree, node: Node) -> list[str]:
    """What a node is called and shows: its own texts, or else those of all that it holds and that is not pressable by
    itself.
    """
    own = list(dict.fromkeys(one for one in (node.text, node.said) if one))
    if own and node.role != "input":
        return own
    apart = {one.number for one in tree.inside(node) if one.is_control}
    held = [one for one in tree.inside(node) if not apart & set(one.path[len(node.path) :])]
    return own + list(dict.fromkeys(text for one in held for text in (one.text or one.said,) if text))


def shown(node: Node, tree: Tree) -> str:
    """The text that a person sees in a node. Where the app tells a screen reader only, that is taken for it, unless it
    sums up texts that stand in the node.
    """
    if node.secret or node.is_picture:
        return ""
    if node.text:
        return node.text
    return "" if any(one.text or one.said for one in tree.inside(node)) else node.said


# -- what lies over what --------------------------------------------------------------------------------------------


def layers(tree: Tree) -> Layers:
    """What lies over the page: a window smaller than the screen, or what is drawn later over texts of the screen."""
    root, screen = tree.nodes[0], tree.width * tree.height
    if root.box.w * root.box.h < _WHOLE * screen:
        return Layers({root.number: ("\n".join(_said(tree, root)), root.box)}, frozenset())
    laid: dict[int, tuple[str, Box]] = {}
    covered: set[int] = set()
    for node in tree.nodes:
        before: list[Node] = []
        for child in tree.children(node):
            leaves = [one for one in (child, *tree.inside(child)) if _is_leaf(one, tree)]
            box = _joined([one.box for one in leaves])
            under = [one for one in before if box is not None and _lies_in(one.box, box)]
            if box is not None and (len(under) > 1 or (under and box.w * box.h > _BIG * screen)):
                laid[child.number] = ("\n".join(_said(tree, child)), box)
            covered |= {one.number for one in under}
            before += leaves
    return Layers(laid, frozenset(covered))


def _is_leaf(node: Node, tree: Tree) -> bool:
    return bool(shown(node, tree)) or node.is_control or node.secret


def _lies_in(one: Box, box: Box) -> bool:
    x, y = one.x + one.w / 2, one.middle
    return box.x < x < box.right and box.y < y < box.bottom


def _joined(boxes: Sequence[Box]) -> Box | None:
    return reduce(Box.joined, boxes) if boxes else None


def _said(tree: Tree, node: Node) -> list[str]:
    return [text for one in (node, *tree.inside(node)) if (text := shown(one, tree))]


# -- words ----------------------------------------------------------------------------------------------------------


def _words(tree: Tree, laid: Layers, place: dict[int, int]) -> tuple[list[Word], list[Word]]:
    """The words in sight; and those of them of which it is not certain what they are, since a screen reader is told
    another number.
    """
    words: list[Word] = []
    doubtful: list[Word] = []
    for node in tree.nodes:
        if node.number in laid.covered:
            continue
        control = next((place[step] for step in reversed(node.path) if step in place), -1)
        own = list(_laid_out(node, shown(node, tree), control))
        words += own
        told, seen = (re.sub(r"[^0-9]", "", one) for one in (node.said, node.text))
        if node.text and told and told not in seen and seen not in (told, ""):
            doubtful += own
    return words, doubtful


def _covered_words(tree: Tree, laid: Layers) -> Iterator[Word]:
    for number in sorted(laid.covered):
        node = tree.by_number[number]
        yield from _laid_out(node, shown(node, tree), -1)


def _laid_out(node: Node, text: str, control: int) -> Iterator[Word]:
    """The words of a text, laid out line by line in the box of its node."""
    lines = [one for one in text.splitlines() if one.strip()]
    box = node.box
    if not lines or min(box.w, box.h) < 1:
        return
    rows = len(lines)
    while rows < 60 and max(map(len, lines)) * _WIDE * box.h / rows > box.w * rows / len(lines):
        rows += 1
    size = min(_HIGH * box.h / rows, _TALLEST)
    high = box.h / len(lines) if len(lines) > 1 else min(box.h, size * rows / _HIGH)
    top = box.y if len(lines) > 1 else box.y + (box.h - high) / 2
    wide = min(_WIDE * size, box.w / max(map(len, lines)))
    kind = "entry" if node.role == "input" else "text"
    for number, line in enumerate(lines):
        for at in re.finditer(r"\S+", line):
            yield Word(
                at[0],
                Box(box.x + at.start() * wide, top + number * high, max(len(at[0]) * wide, 1), high),
                size,
                node.number,
                (0, *node.path),
                kind,
                control=control,
                broken=number > 0 and at.start() == len(line) - len(line.lstrip()),
            )


def _pictures(tree: Tree, laid: Layers) -> Iterator[Picture]:
    for one in tree.nodes:
        if one.is_picture and one.number not in laid.covered:
            yield Picture("img", one.box, one.said, (0, *one.path))


# -- controls -------------------------------------------------------------------------------------------------------


def _control(tree: Tree, node: Node, at: int, laid: Layers) -> Control:
    layer = laid.of(node)
    return Control(
        0,
        at,
        node.role,
        " ".join(" ".join(texts_of(tree, node)).split()),
        node.box,
        (0, *node.path),
        not node.on,
        None,
        node.selected,
        layer[0] if layer else None,
        lies=layer[1] if layer else None,
        value="" if node.secret else node.text if node.role == "input" else "",
        popup=node.role == "combobox",
    )


def _element(tree: Tree, node: Node, at: int) -> Element:
    texts = texts_of(tree, node)
    called = " ".join(" ".join(texts).split())
    return Element(
        0,
        at,
        (0, *node.path),
        node.box,
        role="textbox" if node.role == "input" else node.role,
        name=called,
        called="\n".join(texts),
        off=not node.on,
        secret=node.secret,
        typed=node.role == "input",
        shows=called,
    )
