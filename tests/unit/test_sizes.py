"""What a reader of the code may rely on: no file, no function is long, and nothing stands there that nobody uses."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from checker.browser import world
from tests.driving import ROOT

FILE, FUNCTION = 450, 50
"""Lines at the most: of a file, and of a function."""
SOURCES = sorted((ROOT / "checker").rglob("*.py"))
SCRIPTS = sorted((ROOT / "checker" / "browser" / "js").glob("*.js"))


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def private(file: Path) -> Iterator[str]:
    """The functions and classes that a module keeps to itself; decorated ones may be used by that."""
    for node in tree(file).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name.startswith("_") and not node.decorator_list:
            yield node.name


def test_no_file_is_long() -> None:
    lengths = {file.name: len(file.read_text(encoding="utf-8").splitlines()) for file in (*SOURCES, *SCRIPTS)}
    assert not {name: length for name, length in lengths.items() if length > FILE}


def test_no_function_is_longer_than_a_screen() -> None:
    functions = [(file, node) for file in SOURCES for node in ast.walk(tree(file)) if isinstance(node, ast.FunctionDef)]
    lengths = {f"{file.name}: {node.name}": (node.end_lineno or 0) - node.lineno + 1 for file, node in functions}
    assert not {name: length for name, length in lengths.items() if length > FUNCTION}


def test_what_a_module_keeps_to_itself_it_uses() -> None:
    unused = []
    for file in SOURCES:
        used = {node.id for node in ast.walk(tree(file)) if isinstance(node, ast.Name)}
        unused += [f"{file.name}: {name}" for name in private(file) if name not in used]
    assert not unused


def test_what_a_script_declares_is_asked_for() -> None:
    """By another script, or by its name from Python."""
    asked = "\n".join(file.read_text(encoding="utf-8") for file in SOURCES)
    scripts = {file: re.sub(r"//.*", "", file.read_text(encoding="utf-8")) for file in SCRIPTS}
    together = "\n".join(scripts.values())
    unused = []
    for file, script in scripts.items():
        for name in re.findall(r"^(?:const|let) (\w+) =", script, re.MULTILINE):
            if len(re.findall(rf"\b{name}\b", together)) < 2 and (file.stem in world.APART or f'"{name}"' not in asked):
                unused.append(f"{file.name}: {name}")
    assert not unused
