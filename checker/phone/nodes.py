"""A phone's accessibility tree, as `uiautomator dump` writes it, as frozen values. Pure: it knows no phone.

The format is that of Android's own AccessibilityNodeInfoDumper. What a field for a password holds is dropped here,
before anything else sees it.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import cached_property

import msgspec

from checker.page.sight import Box

_BOUNDS = re.compile(r"\[(-?[0-9]{1,6}),(-?[0-9]{1,6})\]\[(-?[0-9]{1,6}),(-?[0-9]{1,6})\]")
_MOST, _LONGEST = 5_000, 2_000
"""Nodes of a tree, and signs of a text: no screen has more that a person could read."""
_ROLES = {
    "EditText": "input",
    "AutoCompleteTextView": "input",
    "Spinner": "combobox",
    "RadioButton": "radio",
    "CheckBox": "checkbox",
    "CheckedTextView": "option",
    "Switch": "switch",
    "ToggleButton": "switch",
    "SeekBar": "slider",
    "Tab": "tab",
}
"""What the classes of Android's own widgets are to a person; anything else that can be pressed is a button."""
_SIDEWAYS = ("HorizontalScrollView", "ViewPager", "ViewPager2")
_PICTURES = ("ImageView", "ImageButton", "Image")


class NoTree(Exception):
    """What came is no accessibility tree."""


class Node(msgspec.Struct, frozen=True, dict=True):
    """One node. `number` counts from 1 in the order of the tree, `path` are the numbers of all that hold it, its own
    last; `box` is in CSS pixels. `text` is what it shows, `said` what a screen reader is told beside or instead of it.
    """

    number: int
    path: tuple[int, ...]
    kind: str
    package: str
    text: str
    said: str
    box: Box
    on: bool
    pressable: bool
    selected: bool
    secret: bool
    scrolls: bool

    @property
    def role(self) -> str:
        """What it is to a person."""
        return _ROLES.get(self.kind, "button")

    @property
    def is_control(self) -> bool:
        """Whether it is there to be pressed, chosen or filled in."""
        return self.pressable or self.role in ("input", "combobox", "radio", "checkbox", "switch")

    @property
    def is_picture(self) -> bool:
        return self.kind in _PICTURES

    @property
    def is_sideways(self) -> bool:
        """Whether it scrolls to the side."""
        return self.kind in _SIDEWAYS

    @property
    def is_busy(self) -> bool:
        """Whether it turns while something is waited for."""
        return self.kind == "ProgressBar" and not self.text and not self.said


class Tree(msgspec.Struct, frozen=True, dict=True):
    """All nodes of the window that is in front, in their order; `width` and `height` are the screen's in CSS pixels,
    `scale` how many of the phone's own pixels are one of these.
    """

    nodes: tuple[Node, ...]
    width: float
    height: float
    scale: float

    @property
    def package(self) -> str:
        """The app whose window it is."""
        return self.nodes[0].package if self.nodes else ""

    @cached_property
    def by_number(self) -> dict[int, Node]:
        return {one.number: one for one in self.nodes}

    @cached_property
    def _inside(self) -> dict[int, list[Node]]:
        found: dict[int, list[Node]] = {}
        for one in self.nodes:
            for step in one.path[:-1]:
                found.setdefault(step, []).append(one)
        return found

    def inside(self, node: Node) -> list[Node]:
        """All that a node holds, itself left out."""
        return self._inside.get(node.number, [])

    def children(self, node: Node) -> list[Node]:
        return [one for one in self.inside(node) if len(one.path) == len(node.path) + 1]

    def above(self, node: Node) -> Iterator[Node]:
        """What holds a node, the nearest first."""
        return (self.by_number[step] for step in reversed(node.path[:-1]))


def extent(dumped: str) -> tuple[int, int]:
    """The pixels that a dump reaches to, to the right and down."""
    found = [(int(right), int(bottom)) for _, _, right, bottom in _BOUNDS.findall(dumped)]
    return max((x for x, _ in found), default=1), max((y for _, y in found), default=1)


def parse(dumped: str, size: tuple[int, int]) -> Tree:
    """The tree of a dump; `size` is the screen's in its own pixels. Raises NoTree."""
    start, end = dumped.find("<hierarchy"), dumped.rfind("</hierarchy>")
    if start < 0 or end < 0:
        raise NoTree
    try:
        # Without what stands before it there is no document type, and so no entity.
        root = ET.fromstring(dumped[start : end + len("</hierarchy>")])
    except ET.ParseError:
        raise NoTree from None
    # A phone is about as wide as 400 CSS pixels, however many of its own it has.
    scale = max(1.0, min(size) / 400)
    if root.get("rotation") in ("1", "3"):
        size = (max(size), min(size))
    nodes: list[Node] = []
    left: list[tuple[ET.Element, tuple[int, ...]]] = [(one, ()) for one in reversed(root)]
    while left:
        element, path = left.pop()
        if len(nodes) >= _MOST:
            raise NoTree
        node = _node(element, len(nodes) + 1, path, scale)
        nodes.append(node)
        left += [(one, node.path) for one in reversed(element)]
    if not nodes:
        raise NoTree
    return Tree(tuple(nodes), size[0] / scale, size[1] / scale, scale)


def _node(element: ET.Element, number: int, path: tuple[int, ...], scale: float) -> Node:
    def is_so(name: str) -> bool:
        return element.get(name) == "true"

    found = _BOUNDS.fullmatch(element.get("bounds", ""))
    if found is None:
        raise NoTree
    x, y, right, bottom = (int(one) / scale for one in found.groups())
    secret = is_so("password")
    return Node(
        number,
        (*path, number),
        re.split(r"[.$]", element.get("class", ""))[-1],
        element.get("package", ""),
        "" if secret else element.get("text", "").strip()[:_LONGEST],
        "" if secret else element.get("content-desc", "").strip()[:_LONGEST],
        Box(x, y, right - x, bottom - y),
        is_so("enabled"),
        is_so("clickable") or is_so("checkable") or is_so("long-clickable"),
        is_so("selected") or is_so("checked"),
        secret,
        is_so("scrollable"),
    )
