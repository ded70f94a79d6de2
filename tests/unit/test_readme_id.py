"""README.id.md tells an Indonesian reader what README.md tells: the same parts, commands, tables, links, pictures."""

import re
import tomllib
from collections.abc import Callable

import pytest

from checker import failures
from tests.driving import ROOT

ENGLISH = (ROOT / "README.md").read_text(encoding="utf-8")
INDONESIAN = (ROOT / "README.id.md").read_text(encoding="utf-8")
_WHOLE = {"README.md": ENGLISH, "README.id.md": INDONESIAN}
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def _prose(text: str) -> str:
    return _FENCE.sub("", text)


def headings(text: str) -> list[str]:
    """The levels of the headings, in their order; those that name a command or file with the name."""
    return re.findall(r"^#+(?: `[^`\n]+`)?", _prose(text), re.MULTILINE)


def commands(text: str) -> list[str]:
    """What a reader is to type, in its order, without the remarks beside it."""
    blocks = _FENCE.findall(text)
    typed = [line for kind, block in blocks if kind in ("sh", "powershell") for line in block.splitlines()]
    typed += [line for kind, block in blocks if kind == "text" for line in block.splitlines() if line.startswith("$")]
    return [one for line in typed if (one := re.sub(r"(^|\s)#.*", "", line).strip())]


def settings_of_files(text: str) -> list[dict[str, object]]:
    """The examples of config.toml, as they are read."""
    return [tomllib.loads(block) for kind, block in _FENCE.findall(text) if kind == "toml"]


def objects(text: str) -> list[str]:
    return [block for kind, block in _FENCE.findall(text) if kind == "json"]


def statuses(text: str) -> list[tuple[str, str]]:
    """The codes of failures with their exit statuses."""
    rows: list[tuple[str, str]] = re.findall(r"^\| (`[a-z-]+`|\(\w+\)) \| ([\d, ]+) \|", text, re.MULTILINE)
    return [(code if code.startswith("`") else "", status) for code, status in rows]


def named(text: str) -> list[str]:
    """The settings and warnings that a table explains."""
    return re.findall(r"^\| (`[A-Za-z]+[_-][A-Za-z_-]+`(?:, `[A-Za-z_-]+`)*) \| (?![\d, ]+ \|)", text, re.MULTILINE)


def linked(text: str) -> set[str]:
    """The files and pages that are linked; neither the two READMEs nor places in them."""
    found = re.findall(r"\]\(([^)\s]+)\)", _prose(text))
    return {one for one in found if not one.startswith(("#", "README"))}


def pictures(text: str) -> list[str]:
    return re.findall(r'<img src="([^"]+)"', text)


@pytest.mark.parametrize("part", [headings, commands, settings_of_files, objects, statuses, named, linked, pictures])
def test_both_readmes_hold_the_same(part: Callable[[str], object]) -> None:
    assert part(ENGLISH)
    assert part(INDONESIAN) == part(ENGLISH)


def test_every_failure_has_its_line() -> None:
    told = dict(statuses(INDONESIAN))
    assert {code: told.get(f"`{code}`") for code in failures.BY_CODE} == {
        code: str(one.exit_status) for code, one in failures.BY_CODE.items()
    }


@pytest.mark.parametrize("text", [ENGLISH, INDONESIAN], ids=["en", "id"])
def test_what_is_linked_or_shown_is_there(text: str) -> None:
    here = {one.partition("#")[0] for one in linked(text) if "://" not in one}
    shown = set(pictures(text))
    assert [one for one in here | shown if not (ROOT / one).is_file()] == []


@pytest.mark.parametrize(("name", "text"), [("README.md", ENGLISH), ("README.id.md", INDONESIAN)])
def test_places_in_a_readme_are_headings_of_it(name: str, text: str) -> None:
    """An anchor is its heading in small letters, without signs, with hyphens for spaces (as GitHub makes them)."""
    titles = {one: re.findall(r"^#+ (.+)$", _prose(whole), re.MULTILINE) for one, whole in _WHOLE.items()}
    anchors = {
        one: {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in told}
        for one, told in titles.items()
    }
    for other, place in re.findall(r"\]\((README(?:\.id)?\.md)?#([^)]+)\)", _prose(text)):
        assert place in anchors[other or name], place
