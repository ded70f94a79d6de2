"""A captured page made into a page of its own, anonymised: one self-contained HTML text that loads and runs nothing."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from checker.recording import forms
from checker.recording.standins import Run, StandIns, put

# An element as captured: `t` tag, `i` whether it stands in the line, `a` attributes, `x` spoken attributes, `c` its
# children, `s` its open shadow root, `f` the page in a frame. A text is a plain string.
Node = dict[str, Any]

VOID = frozenset(("area", "br", "col", "embed", "hr", "img", "input", "wbr", "frame"))
_IDS = (
    "class",
    "id",
    "for",
    "name",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "data-testid",
)
_ASKED = frozenset(
    ("a", "button", "label", "legend", "th", "summary", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "option")
)
_ASKED_ROLES = frozenset(("button", "link", "tab", "menuitem", "heading"))


@dataclass
class _Text:
    """A text of the tree: its place among the children of an element."""

    holder: list[Any]
    at: int


@dataclass
class Line:
    """One run of texts that stand in one line of the page, with the texts of the tree that it is made of."""

    parts: list[_Text] = field(default_factory=list)
    before: str = ""
    asked: bool = False

    @property
    def text(self) -> str:
        return "".join(part.holder[part.at] for part in self.parts)

    @property
    def run(self) -> Run:
        return Run(self.text, self.before)


def lines(page: Node) -> list[Line]:
    """The lines of a captured page and of its frames, in order, each with the one before it."""
    found: list[Line] = []
    for part in _pages(page):
        _Lines(found).body(part)
    return [line for line in found if line.text.strip()]


def texts(page: Node) -> list[Run]:
    """Every text of a captured page that may hold something personal, its spoken attributes included."""
    runs = [line.run for line in lines(page)]
    for part in _pages(page):
        runs.append(Run(part["title"]))
        for node in _elements(part["body"]):
            runs += [Run(value) for value in node["x"].values()]
    return runs


def asked(page: Node, stand_ins: StandIns) -> list[str]:
    """The texts that a person should judge: names of controls, labels and headings with words that are not known."""
    found: dict[str, None] = {}
    for line in lines(page):
        if line.asked and stand_ins.unsure(line.run):
            found.setdefault(" ".join(line.text.split()), None)
    for part in _pages(page):
        for node in _elements(part["body"]):
            for name, value in node["x"].items():
                if name != "value" and stand_ins.unsure(Run(value)):
                    found.setdefault(" ".join(value.split()), None)
    return list(found)


def anonymised(page: Node, stand_ins: StandIns) -> str:
    """The captured page as HTML, everything personal replaced."""
    found = lines(page)
    boxed = _boxed(found)
    for number, line in enumerate(found):
        if number in boxed:
            for part in line.parts:
                part.holder[part.at] = re.sub("[0-9]", "0", part.holder[part.at])
        else:
            _replace(line, stand_ins)
    return _document(page, stand_ins)


def _boxed(found: list[Line]) -> set[int]:
    """Which lines are the digits of one number, each in a box of its own: one digit alone tells nothing, and stays."""
    boxed: set[int] = set()
    run: list[int] = []
    for number, line in enumerate([*found, None]):
        if line is not None and re.fullmatch(r"\W*(?:[0-9]{1,3}\W*)?", line.text):
            run.append(number)
            continue
        digits = {one: hit[0] for one in run if (hit := re.search("[0-9]+", found[one].text))}
        if len(digits) >= 3 and len("".join(digits.values())) >= 5 and not forms.counts([*map(int, digits.values())]):
            boxed |= {one for one, text in digits.items() if len(text) <= 2}
        run = []
    return boxed


def _replace(line: Line, stand_ins: StandIns) -> None:
    """Put the stand-ins into the texts that a line is made of: digit for digit where a span lies across several."""
    bounds = []
    at = 0
    for part in line.parts:
        text = part.holder[part.at]
        bounds.append((at, at + len(text)))
        at += len(text)
    cut: list[list[tuple[int, int, str]]] = [[] for _ in line.parts]
    for start, end, made in stand_ins.spans(line.run):
        whole = made
        for number, (left, right) in enumerate(bounds):
            low, high = max(start, left), min(end, right)
            if low >= high:
                continue
            if forms.is_word(made) and (low, high) != (start, end):
                # A piece of an invented word is none itself, and the gate would ask whose it is.
                piece = stand_ins.word(line.text[low:high])
            elif len(made) == end - start:
                piece = made[low - start : high - start]
            else:
                piece, whole = whole, ""
            cut[number].append((low - left, high - left, piece))
    for part, spans in zip(line.parts, cut, strict=True):
        part.holder[part.at] = put(part.holder[part.at], spans)


class _Lines:
    def __init__(self, found: list[Line]) -> None:
        self.found = found
        self.open: Line | None = None

    def body(self, page: Node) -> None:
        self.walk(page["body"], asked=False)
        self.open = None

    def walk(self, node: Node, asked: bool) -> None:
        asked = asked or node["t"] in _ASKED or node["a"].get("role") in _ASKED_ROLES
        apart = not node["i"] or node["t"] in VOID or node["t"] in ("select", "textarea", "button", "option")
        if apart:
            self.open = None
        for children in ([node["s"]["c"]] if "s" in node else []) + [node["c"]]:
            for at, child in enumerate(children):
                if isinstance(child, str):
                    self.add(_Text(children, at), asked)
                else:
                    self.walk(child, asked)
        if apart:
            self.open = None

    def add(self, text: _Text, asked: bool) -> None:
        if self.open is None:
            spoken = [line for line in self.found[-3:] if line.text.strip(" :\n\t")]
            self.open = Line(before=" ".join(spoken[-1].text.split()) if spoken else "")
            self.found.append(self.open)
        self.open.parts.append(text)
        self.open.asked = self.open.asked or (asked and bool(text.holder[text.at].strip()))


def _pages(page: Node) -> Iterator[Node]:
    yield page
    for node in _elements(page["body"]):
        if "f" in node:
            yield from _pages(node["f"])


def _elements(node: Node) -> Iterator[Node]:
    yield node
    for child in (*node.get("s", {}).get("c", ()), *node["c"]):
        if not isinstance(child, str):
            yield from _elements(child)


def _document(page: Node, stand_ins: StandIns) -> str:
    body = _element(page["body"], stand_ins)
    style = _style(page["css"], stand_ins)
    attributes = "".join(_attribute(name, value, stand_ins) for name, value in page["html"].items() if name != "lang")
    language = f' lang="{page["lang"]}"' if re.fullmatch("[A-Za-z]{2}(-[A-Za-z]{2})?", page["lang"]) else ""
    kind = "" if page["quirks"] else "<!doctype html>\n"
    title = html.escape(stand_ins.text(page["title"]))
    return (
        f'{kind}<html{language}{attributes}><head><meta charset="utf-8"><title>{title}</title>{style}</head>\n'
        f"{body}</html>\n"
    )


def _style(rules: list[str], stand_ins: StandIns) -> str:
    # A rule cannot end the element it stands in.
    written = "\n".join(stand_ins.css(rule).replace("</", "<\\/") for rule in rules)
    return f"<style>\n{written}\n</style>" if written else ""


def _element(node: Node, stand_ins: StandIns) -> str:
    tag = node["t"] if re.fullmatch(r"[a-z][a-z0-9-]*", node["t"]) and stand_ins.attribute(node["t"]) else "span"
    given = "".join(_attribute(name, value, stand_ins) for name, value in node["a"].items())
    for name, value in node["x"].items():
        given += f' {name}="{html.escape(stand_ins.text(value))}"'
    if "f" in node:
        inner = html.escape(_document(node["f"], stand_ins))
        return f'<{tag}{given} srcdoc="{inner}"></{tag}>'
    if tag in VOID:
        return f"<{tag}{given}>"
    shadow = ""
    if "s" in node:
        inside = "".join(_child(one, stand_ins) for one in node["s"]["c"])
        shadow = f'<template shadowrootmode="open">{_style(node["s"]["css"], stand_ins)}{inside}</template>'
    inside = "".join(_child(one, stand_ins) for one in node["c"])
    return f"<{tag}{given}>{shadow}{inside}</{tag}>"


def _child(node: "Node | str", stand_ins: StandIns) -> str:
    if isinstance(node, str):
        # Blanks between elements count only as there being some.
        return html.escape(node, quote=False) if node.strip() else ("\n" if "\n" in node else " " if node else "")
    return _element(node, stand_ins)


def _attribute(name: str, value: str, stand_ins: StandIns) -> str:
    if name in _IDS:
        value = stand_ins.ident(value)
    elif name == "style":
        value = stand_ins.css(value)
    elif name != "href":
        value = stand_ins.attribute(value)
    return f' {name}="{html.escape(value)}"' if value else f" {name}"
