"""A phone's screen with everything personal replaced: its accessibility tree, by the same rules as a page's markup.

Only what is told here of a node is written; a field for a password keeps nothing at all.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from checker.recording.gate import NODE_SPOKEN as SPOKEN
from checker.recording.standins import Run, StandIns

NAMES = ("resource-id",)
"""What no person reads, and may hold a number all the same."""
PLAIN = (
    *("index", "class", "package", "checkable", "checked", "clickable", "enabled", "focusable", "focused"),
    *("scrollable", "long-clickable", "password", "selected", "bounds"),
)
"""What only says of what kind a node is, and where it stands."""
_PLAINLY = re.compile(r"[\w.$\[\], -]{0,120}")


def asked(dumped: str, stand_ins: StandIns) -> list[str]:
    """The texts that a person should judge: those with words that are not known."""
    return list(dict.fromkeys(one.text for one in _runs(_root(dumped)) if stand_ins.unsure(one)))


def masked(dumped: str, stand_ins: StandIns) -> str:
    """The tree with everything personal replaced, one node a line. Raises NoStandIns."""
    root = _root(dumped)
    stand_ins.study([list(_runs(root))])
    lines = ["<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>"]
    lines.append(f'<hierarchy rotation="{int(root.get("rotation", "0")) % 4}">')
    before = [""]
    for one in root:
        lines += _lines(one, stand_ins, before)
    return "\n".join([*lines, "</hierarchy>", ""])


def _root(dumped: str) -> ET.Element:
    start, end = dumped.find("<hierarchy"), dumped.rfind("</hierarchy>")
    return ET.fromstring(dumped[start : end + len("</hierarchy>")])


def _runs(root: ET.Element) -> Iterator[Run]:
    """Every text, with the one before it."""
    before = ""
    for node in root.iter("node"):
        if node.get("password") == "true":
            continue
        for name in SPOKEN:
            for text in node.get(name, "").splitlines():
                if text.strip():
                    yield Run(" ".join(text.split()), before)
                    before = text


def _lines(node: ET.Element, stand_ins: StandIns, before: list[str]) -> Iterator[str]:
    given = {name: value for name in PLAIN if _PLAINLY.fullmatch(value := node.get(name, ""))}
    given |= {name: stand_ins.ident(node.get(name, "")) for name in NAMES}
    if node.get("password") != "true":
        for name in SPOKEN:
            written = []
            for text in node.get(name, "").splitlines():
                written.append(stand_ins.text(" ".join(text.split()), before[0]))
                before[0] = text if text.strip() else before[0]
            given[name] = "\n".join(written)
    yield "<node " + " ".join(f"{name}={quoteattr(value)}" for name, value in given.items() if value) + ">"
    for one in node:
        yield from _lines(one, stand_ins, before)
    yield "</node>"
