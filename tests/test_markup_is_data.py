"""What the portal looks like is data: the code knows no markup of it and none of its words.

HTML's own elements, types and roles are not the portal's, and stand in the code where they keep a password safe.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from checker.portal import app, selectors
from checker.portal.phrases import listed
from tests.driving import ROOT

CODE = sorted(
    path
    for path in (ROOT / "checker").rglob("*")
    if path.suffix in (".py", ".js")
    # What the simulator and the charts are made of is their own, and so is what columns of a person's CSV are called.
    and not {"simulator", "drawing", "csv_form.py", "import_.py", "importing.py"} & set(path.relative_to(ROOT).parts)
)
# Methods of Playwright and of the page whose text is a selector.
TAKE_SELECTOR = {
    *("locator", "frame_locator", "query_selector", "query_selector_all", "wait_for_selector", "is_visible"),
    *("eval_on_selector", "eval_on_selector_all", "text_content", "inner_text", "get_attribute", "drag_and_drop"),
    *("querySelector", "querySelectorAll", "closest", "matches", "getElementById", "getElementsByClassName"),
}
# What marks a text that is told to a person, and names things as the portal does.
TOLD = {"_", "N_", "ngettext"}
STANDARD = {
    *("type", "role", "href", "for", "open", "hidden", "disabled", "readonly", "multiple", "list", "usemap"),
    *("contenteditable", "tabindex", "popover", "inert", "selected", "checked", "value"),
}
# What looks like a selector of one portal: an id, a class, an attribute of its own, Playwright's own kinds, XPath.
_ATTRIBUTE = re.compile(r"\[\s*([\w-]+)\s*(?:[*^$~|]?=|\])")
_SELECTOR = re.compile(
    r":(?:has|not|is|near|has-text|text|text-is|text-matches|nth-child|nth-of-type|visible)\(|"
    r"(?:^|[\s>+~,(])[a-z]*#[a-zA-Z][\w-]*(?=$|[\s>+~,:.\[])|\[[\w-]+\s*[*^$~|]?=|"
    r"(?:^|\s)[a-z]*(?:\.[a-z][\w-]*)+\s+(?:[>+~]\s*)?[a-z]+\s*$|^[a-z]+(?:\.[\w-]+)*\s+>\s+\w|^\.[a-z][\w-]*$|"
    r"\s>>\s|^\s*(?:xpath|css|text|id)=|^\s*//\w"
)
_WORDS = re.compile(r"[a-z](?:[a-z_-]*[a-z])?")
# File names that look like a class.
NAMES = {".env", ".cache", ".config", ".local-browsers", ".service", ".timer"}


def standard(selector: str) -> bool:
    """Whether a selector knows no more than HTML: elements, and attributes that HTML or ARIA define."""
    bare = re.sub(r"\"[^\"]*\"|'[^']*'", "''", selector)
    attributes = _ATTRIBUTE.findall(bare)
    rest = re.sub(r"\[[^\]]*\]", "", bare)
    return all(one in STANDARD or one.startswith("aria-") for one in attributes) and not re.search(
        r"[.#][a-zA-Z]|:text|:has-text|^text=|xpath|>>|:near|//|id=", rest
    )


def pairs(text: str) -> set[str]:
    """Each two words that stand side by side in a text, whatever brackets and bars of a pattern are between them."""
    if standard(text) and _SELECTOR.search(text):
        return set()
    words = _WORDS.findall(re.sub(r"\\[a-zA-Z]|\[[^\]]*\]", " ", text).lower())
    return {f"{one} {two}" for one, two in pairwise(words) if min(len(one), len(two)) >= 2}


def ends(token: str, at: int, lists: dict[str, list[str]]) -> set[str]:
    """The words that a token of a phrase begins (`at` 0) or ends with (-1), one for each of its alternatives."""
    found: set[str] = set()
    for one in token.split("|"):
        part = re.search(r"\{([\w-]+)\}", one)
        if part is not None:
            found |= {word for phrase in lists[part[1]] for word in ends(phrase.split()[at], at, lists)}
        elif words := _WORDS.findall(one.lower()):
            found.add(words[at])
    return found


def pairs_of_phrase(phrase: str, lists: dict[str, list[str]]) -> set[str]:
    """Each two words that may stand side by side in what a phrase of the selectors file is for."""
    tokens = [one for one in re.sub(r"[\[\]<>^$!]|\.\.\S*", " ", phrase).split() if one != ","]
    found = {
        (one, two) for left, right in pairwise(tokens) for one in ends(left, -1, lists) for two in ends(right, 0, lists)
    }
    return {f"{one} {two}" for one, two in found if min(len(one), len(two)) >= 2}


@cache
def known() -> frozenset[str]:
    """Every two words that the selectors file would know the portal by, but those that are plain English."""
    found: set[str] = set()
    data = tomllib.loads(selectors.shipped().read_text(encoding="utf-8"))
    of_app = tomllib.loads(selectors.shipped(app.NAME).read_text(encoding="utf-8"))
    lists = {
        name: listed(one) for table in ("words", "parts") for name, one in data[table].items() if isinstance(one, str)
    }

    def walk(value: Any) -> None:  # noqa: ANN401 - whatever a TOML file holds
        if isinstance(value, dict):
            for key, part in value.items():
                # Requests that serve as examples are written in protocols that are nobody's.
                if key not in ("portal", "schema", "css", "examples", "yes", "no"):
                    walk(part)
        elif isinstance(value, list | tuple):
            for part in value:
                walk(part)
        elif isinstance(value, str):
            for phrase in listed(value):
                found.update(pairs_of_phrase(phrase, lists))

    walk(data)
    walk(of_app)
    return frozenset(found - OURS)


def texts_of_python(source: str) -> Iterator[tuple[int, str, str | None]]:
    """Line, text and, if it is handed to one, the method's name, of every literal that is no docstring."""
    tree = ast.parse(source)
    silent: set[int] = set()
    called: dict[int, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            # A key put together, not a class.
            pieces = [one for one in node.values if isinstance(one, ast.Constant)]
            silent.update(id(one) for one in pieces if re.fullmatch(r"\.[a-z]+", str(one.value)))
            # A question to the database is in a language of its own.
            if any(re.search(r"\b(?:SELECT|CREATE|ALTER|INSERT)\b", str(one.value)) for one in pieces):
                silent.update(map(id, pieces))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            silent.add(id(node.value))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TOLD:
            silent.update(id(one) for one in node.args)
        elif isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            for argument in (*node.args, *(keyword.value for keyword in node.keywords)):
                for part in ast.walk(argument) if isinstance(argument, ast.Call | ast.JoinedStr) else (argument,):
                    called.setdefault(id(part), name)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            yield node.lineno, node.value, called.get(id(node))


def texts_of_javascript(source: str) -> Iterator[tuple[int, str, str | None]]:
    """The same of a script, near enough: comments are left out, and a method is what stands before the bracket."""
    bare = re.sub(r"/\*.*?\*/|(?m:(?<![:\\/])//.*$)", lambda comment: "\n" * comment[0].count("\n"), source, flags=re.S)
    for literal in re.finditer(r"(\w+)?(\(\s*)?(\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)", bare):
        method = literal[1] if literal[2] else None
        yield bare.count("\n", 0, literal.start(3)) + 1, literal[3][1:-1], method


def faults(source: str, kind: str, words: frozenset[str]) -> list[str]:
    """What a file knows of the portal and should not."""
    found = []
    for line, text, method in texts_of_python(source) if kind == ".py" else texts_of_javascript(source):
        if method in TAKE_SELECTOR and not standard(text):
            found.append(f"line {line}: a selector: {text[:60]!r}")
        elif method is not None and method.startswith("get_by_") and text.strip():
            found.append(f"line {line}: {method} of a text: {text[:60]!r}")
        elif method not in TAKE_SELECTOR and looks_like_selector(text) and not standard(text):
            found.append(f"line {line}: looks like a selector: {text[:60]!r}")
        found += [f"line {line}: words of the portal: {pair!r}" for pair in sorted(pairs(text) & words)]
    return found


def looks_like_selector(text: str) -> bool:
    return "\n" not in text and text not in NAMES and not script(text) and _SELECTOR.search(text) is not None


def script(text: str) -> bool:
    """Whether a text is a piece of script, whose own selectors are looked at one by one."""
    return "=>" in text or "function" in text


def scripts_in_python(source: str) -> Iterator[str]:
    return (text for _, text, _ in texts_of_python(source) if script(text))


# Texts of the program itself, in English, that happen to be words of some portal too.
OURS = {"log in", "not found", "not be", "could not", "belongs to", "balance amount"}
OURS |= {"at most", "at least", "more than", "less than", "up to", "does not", "other than", "apart from"}
OURS |= {"has been", "part of", "paid out", "amount is", "failed to", "too many"}
OURS |= {"be used", "to be", "may be", "will be", "to load", "the programme", "an account", "personal data"}
OURS |= {"to check", "be given", "name or", "and other", "other account"}
OURS |= {"to show", "have sent", "order by", "at in", "to the"}
OURS |= {"cannot be", "more cards", "be open", "another card", "is in", "jht balance", "be sent"}
OURS |= {"no card", "new password", "open the", "show the", "the right", "in rupiah", "is open"}
OURS |= {"number of", "closed has", "account locked", "the other", "rest in", "you have", "password not"}
OURS |= {"password for", "password of", "again later", "you may", "select kpj", "check balance", "no more"}
OURS |= {"card was", "total of", "show more", "id or", "of service", "check the"}
OURS |= {"the password", "the balance", "the amount", "the card", "the jht", "on the", "amount on"}
# The last is an example of --map.
OURS |= {"be passed", "not yet", "balance saldo"}
OURS |= {"saldo kpj", "from card", "part is", "switch tab"}
# How Indonesians build words, and write amounts and times is their language's, not the portal's: the grammars need it.
OURS |= {"rp idr", "idr rp", "idr rupiah", "pukul jam", "mei may", "di ter"}
OURS |= {"senin selasa", "selasa rabu", "rabu kamis", "kamis jumat", "jumat sabtu", "sabtu minggu"}


@pytest.mark.parametrize("path", CODE, ids=[path.relative_to(ROOT).as_posix() for path in CODE])
def test_no_markup_and_no_words(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    words = known()
    found = faults(source, path.suffix, words)
    if path.suffix == ".py":
        for text in scripts_in_python(source):
            found += [f"in a script: {fault}" for fault in faults(text, ".js", words)]
    assert not found, "\n".join(found)


BAD_PYTHON = [
    'page.locator("#saldo_jht")',
    'page.locator("table.saldo td:nth-child(2)")',
    "frame.query_selector(\"[data-saldo='jht']\")",
    'page.get_by_text("Lihat Saldo JHT")',
    'page.get_by_role("link", name="Masuk")',
    'page.get_by_role("button", name=re.compile("log"))',
    'page.get_by_label(f"{what} Sandi")',
    'WHERE = "div.balance > span"',
    'WHERE = "#jumlahSaldo"',
    "WHERE = \"button:has-text('Ya')\"",
    'WHERE = "xpath=//td[2]"',
    'WHERE = "input[name=email]"',
    'if "lihat saldo jht" in text: pass',
    'pattern = r"^\\s*gagal (memuat|mengambil)"',
    'words = ("saya bukan robot", "x")',
    "page.evaluate(\"() => document.querySelector('.saldo').innerText\")",
]
GOOD_PYTHON = [
    '"""Press "Lihat Saldo JHT"."""',
    'frame.locator("input[type=password]")',
    'FIELD = "input:not([type=password]), textarea"',
    "frame.locator(str(candidate.css))",
    "frame.get_by_text(pattern(value))",
    'NAME = "bpjstk.toml"',
    "click.echo(_(\"Press 'Lihat Saldo JHT'.\"))",
    'script("sight.js")',
    'raise PageNotRecognised("the page is none of the screens that are known")',
    "page.evaluate(\"() => document.querySelectorAll('input, [role=button]').length\")",
]


def found_in_python(line: str) -> list[str]:
    words = known()
    inside = [fault for text in scripts_in_python(line) for fault in faults(text, ".js", words)]
    return faults(line, ".py", words) + inside


@pytest.mark.parametrize("line", BAD_PYTHON)
def test_the_test_finds(line: str) -> None:
    assert found_in_python(line)


@pytest.mark.parametrize("line", GOOD_PYTHON)
def test_the_test_lets_be(line: str) -> None:
    assert not found_in_python(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('document.querySelector(".saldo")', True),
        ("el.closest('#menu')", True),
        ('el.matches("[data-x]")', True),
        ('document.querySelectorAll("*")', False),
        ('el.closest("label")', False),
        ('el.closest("[aria-hidden=true]")', False),
        ('el.textContent.includes("Lihat Saldo JHT")', True),
        ("// Lihat Saldo JHT", False),
    ],
)
def test_the_test_reads_scripts(line: str, expected: bool) -> None:
    assert bool(faults(line, ".js", known())) is expected


def test_there_is_something_to_look_at() -> None:
    assert len(CODE) > 20
    assert {"lihat saldo", "saldo jht", "gagal memuat"} <= known()
    assert len(known()) > 500
