"""The catalogue of the program's texts, held against the code: `make messages` brings it up to date.

Click's own texts stand in it too, those of the version that is installed. What nobody has translated yet is listed.
"""

import ast
import gettext
import re
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from checker.failures import BY_CODE
from tests.driving import ROOT

PO = ROOT / "checker" / "locale" / "id" / "LC_MESSAGES" / "saldo-jht.po"
MO = PO.with_suffix(".mo")
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
CLICK = f"Click-{metadata.version('click')}"

# What only some tests and the completion of a shell load.
_RARE = ("click.testing", "click.shell_completion")

Id = str | tuple[str, ...]


def own() -> dict[Id, list[str]]:
    """The messages in the program's code, each with the files that it stands in."""
    return _in_files({path.relative_to(ROOT).as_posix(): path for path in sorted((ROOT / "checker").rglob("*.py"))})


def own_details() -> dict[Id, list[str]]:
    """What failures, warnings and rules say of their cause, as patterns: "{0}" for each value, in their order."""
    found: dict[Id, list[str]] = {}
    for path in sorted((ROOT / "checker").rglob("*.py")):
        if "simulator" in path.parts:
            continue
        for text in _details(ast.parse(path.read_text(encoding="utf-8"))):
            places = found.setdefault(text, [])
            if (name := path.relative_to(ROOT).as_posix()) not in places:
                places.append(name)
    return found


_CAUSES = {one.__name__ for one in BY_CODE.values()}
# A constant may hold anything: a cause is a sentence.
_SENTENCE = re.compile(r"(?:the|a|an|no|there|two|several|more) \S+ \S+[^\n]*$")
_NAMED = {"why", "told", "detail", "otherwise", "problem", "reason"}


def _details(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in _CAUSES and node.args:
                yield from _patterns(node.args[0])
            # A warning's code, or a rule's name, stands before.
            elif (name in ("Warned", "BadLine") or (name.isupper() and len(name) > 3)) and len(node.args) > 1:
                yield from _patterns(node.args[1])
        elif isinstance(node, ast.Assign | ast.AugAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            named = [getattr(one, "id", getattr(one, "attr", "")) for one in targets]
            constant = any(one.isupper() for one in named)
            if constant or any(one in _NAMED for one in named):
                yield from (text for text in _patterns(node.value) if not constant or _SENTENCE.match(text))


def _patterns(node: ast.expr) -> Iterator[str]:
    """The texts that an expression may be: constants and f-strings of several words."""
    if isinstance(node, ast.IfExp):
        yield from _patterns(node.body)
        yield from _patterns(node.orelse)
        return
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    text, number = "", 0
    for part in parts:
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            text += part.value
        else:
            text, number = f"{text}{{{number}}}", number + 1
    if (
        re.search(r"[a-z]{2,}", text)
        and " " in text
        and "\n" not in text
        and isinstance(node, ast.Constant | ast.JoinedStr)
    ):
        yield text.removeprefix("; ")


def of_click() -> dict[Id, list[str]]:
    """The messages in those modules of Click that every command loads."""
    loaded = {name: module.__file__ for name, module in sys.modules.items() if name.startswith("click.")}
    files = _in_files({name: Path(file) for name, file in loaded.items() if file and name not in _RARE})
    assert click.Command.__module__ in loaded
    return {message: [CLICK] for message in files}


def _in_files(files: dict[str, Path]) -> dict[Id, list[str]]:
    found: dict[Id, list[str]] = {}
    for name, path in files.items():
        for _line, message, _comments, _context in extract_from_file("python", path, keywords=KEYWORDS):
            places = found.setdefault(message, [])
            if name not in places:
                places.append(name)
    return found


def catalogue() -> Catalog:
    """The catalogue as it is stored."""
    with PO.open("rb") as stream:
        return read_po(stream, locale="id")


def compiled() -> dict[str | tuple[str, int], str]:
    """The texts that the program finds at run time."""
    with MO.open("rb") as stream:
        texts: dict[str | tuple[str, int], str] = vars(gettext.GNUTranslations(stream))["_catalog"]
        return texts


def update() -> Catalog:
    """The catalogue with every message that there is now, and no other; translations are kept."""
    before = catalogue()
    after = Catalog("id", project="saldo-jht", header_comment="# Indonesian texts of saldo-jht.", fuzzy=False)
    # A header of now would make each run a change.
    after.creation_date, after.revision_date = before.creation_date, before.revision_date
    for message, places in sorted({**of_click(), **own_details(), **own()}.items(), key=lambda one: str(one[0])):
        known = before.get(message)
        after.add(message, known.string if known else "", locations=[(place, 0) for place in places])
    return after


def main() -> int:
    after = update()
    with PO.open("wb") as stream:
        write_po(stream, after, width=100, include_lineno=False)
    with MO.open("wb") as stream:
        write_mo(stream, after)
    missing = [message.id for message in after if message.id and not message.string]
    for one in missing:
        print("not translated:", one)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
