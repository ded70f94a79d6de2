"""Every press, choice, key and text goes through the one hand: no other module may touch a page."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.driving import ROOT

HAND = ROOT / "checker" / "browser" / "hand.py"
# Wherever there is a page to be touched.
CODE = sorted(
    path
    for path in (ROOT / "checker").rglob("*.py")
    if path != HAND and (path.parent == HAND.parent or "playwright" in path.read_text(encoding="utf-8"))
)
SCRIPTS = sorted(HAND.parent.rglob("*.js"))
# What Playwright does to a page by.
ACTS = {
    *("click", "dblclick", "tap", "hover", "fill", "press", "press_sequentially", "select_option"),
    *("check", "uncheck", "set_checked", "set_input_files", "drag_to", "drag_and_drop", "dispatch_event", "focus"),
    *("select_text", "insert_text"),
}
# Ours, of the same names, by whom they are called.
OURS = {"self", "self.wall", "wall", "hand", "self.hand", "drive.hand", "self.filling", "self.watch", "_One"}
DEVICES = {"mouse", "keyboard", "touchscreen"}
# Where a person acts through the program, by Chrome's own protocol.
RELAYS = {"remote.py"}
_SCRIPTED = re.compile(r"\.(click|submit|requestSubmit|dispatchEvent|focus|select)\(")


def acts(source: str) -> Iterator[str]:
    """Each place in a module that touches a page by Playwright, or by a script in a text."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in DEVICES:
            yield f"{node.lineno}: {ast.unparse(node)}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ACTS:
            if ast.unparse(node.func.value).split("(")[0] not in OURS:
                yield f"{node.lineno}: {ast.unparse(node.func)}"
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _SCRIPTED.search(node.value):
            yield f"{node.lineno}: {node.value!r}"


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.name)
def test_no_other_module_touches_a_page(path: Path) -> None:
    assert list(acts(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_touches_a_page(path: Path) -> None:
    assert not _SCRIPTED.search(path.read_text(encoding="utf-8"))


def test_what_a_person_does_is_relayed_in_one_place() -> None:
    told = {path.name for path in CODE if "Input.dispatch" in path.read_text(encoding="utf-8")}
    assert told == RELAYS


@pytest.mark.parametrize(
    "source",
    [
        "el.click()",
        "page.mouse.click(1, 2)",
        "page.keyboard.press('a')",
        "x.evaluate('el => el.click()')",
        "a.fill('b')",
    ],
)
def test_what_touches_a_page_is_found(source: str) -> None:
    assert list(acts(source))
