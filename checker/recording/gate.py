"""The gate before a fixture is shared: rules that find what may still be somebody's, in every file of its folder.

It goes by the form of what stands there, like the writing of a fixture, and knows nothing of what was replaced.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from checker import dates
from checker.failures import ConfigInvalid
from checker.kpj import KPJ_IN_NAME, is_kpj
from checker.money import NotAnAmount, parse
from checker.recording import forms
from checker.recording.fixture import ARIA, EXPECTED, FILES, META, PAGE, TREE, TREE_FILES, load_expected, load_meta

TAGS_NEVER = frozenset(("script", "noscript", "object", "embed", "link", "base", "source", "track", "audio", "applet"))
ATTRIBUTES_NEVER = frozenset(
    ("src", "srcset", "action", "formaction", "poster", "data", "ping", "background", "cite", "codebase", "manifest")
)
NODE_SPOKEN = ("text", "content-desc", "hint")
_SPOKEN = ("title", "alt", "placeholder", "label", "aria-label", "value", "summary", "content")
_BIGGEST = 300_000
# What the snapshot calls things, whatever the page says.
_ARIA = """
active alert alertdialog application article banner blockquote button caption cell checkbox checked code columnheader
combobox complementary contentinfo definition deletion dialog disabled document emphasis expanded figure form generic
grid gridcell group heading iframe img insertion invalid level link list listbox listitem log main marquee math menu
menubar menuitem menuitemcheckbox menuitemradio meter mixed navigation none note option paragraph placeholder
presentation pressed progressbar radio radiogroup ref region row rowgroup rowheader scrollbar search searchbox selected
separator slider spinbutton status strong subscript superscript switch tab table tablist tabpanel term text textbox
time timer toolbar tooltip tree treegrid treeitem u url x
"""
# What an expectation says, whatever the page says.
_TERMS = """
agreed as balance buttons cards code company confidence error false fields fixture jht keys membership null of ok
plain pointed reading saldo schema status true
"""
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

Found = tuple[str, str]
"""A rule, and what it found."""


@dataclass(frozen=True, slots=True)
class Left:
    """Something that a rule found: in which file and line, and what, shortened to what tells it."""

    file: Path
    line: int
    rule: str
    shown: str


def verify(folder: Path, vocabulary: Iterable[str], origins: Iterable[str] = ()) -> list[Left]:
    """All that the rules find in a fixture; nothing found means that it may be shared.

    `vocabulary` are the words that may stand; `origins` those of the portal, which `meta.toml` may name.
    """
    return list(_Gate(folder, frozenset(vocabulary) | forms.MONTHS | {"rp", "idr"}, frozenset(origins)).run())


class _Gate:
    def __init__(self, folder: Path, known: frozenset[str], origins: frozenset[str]) -> None:
        self.folder, self.known, self.origins = folder, known, origins
        self.today: date | None = None
        self.kept: frozenset[str] = frozenset()

    def _at(self, name: str, line: int, found: Iterable[Found]) -> Iterator[Left]:
        for rule, shown in found:
            yield Left(self.folder / name, line, rule, _short(shown))

    def run(self) -> Iterator[Left]:
        yield from self._files()
        # The folder is called as the person liked; that a name is long and has digits makes it no token.
        yield from self._at("", 0, (one for one in self._name(self.folder.resolve().name) if one[0] != "token"))
        try:
            meta = load_meta(self.folder)
        except ConfigInvalid as wrong:
            yield from self._at(META, 1, [("unreadable", wrong.detail)])
            return
        self.today, self.kept = meta.at.date(), frozenset(meta.kept)
        self.known |= {word.lower() for text in meta.kept for word in forms.WORD.findall(text)}
        if meta.chosen is not None and not forms.is_invented_kpj(meta.chosen):
            yield from self._at(META, 1, [("card-number", meta.chosen)])
        own = urlsplit(meta.origin).hostname in ("127.0.0.1", "localhost", "example.test")
        if meta.origin not in self.origins and not own:
            yield from self._at(META, 1, [("address", meta.origin)])
        if not re.fullmatch(r"[a-z-]{1,20}", meta.screen):
            yield from self._at(META, 1, [("unknown-word", meta.screen)])
        for text in meta.kept:
            yield from self._at(META, 1, self._text(text))
        if self._is_screen:
            yield from self._tree()
            return
        page = self._read(PAGE)
        if page is None:
            yield from self._at(PAGE, 1, [("unreadable", "")])
        yield from self._markup(page or "", 0)
        page_words = {*_ARIA.split(), *(word.lower() for word in forms.WORD.findall(html.unescape(page or "")))}
        for line, text in enumerate((self._read(ARIA) or "").splitlines(), start=1):
            yield from self._at(ARIA, line, self._text(text, also=page_words))
        yield from self._at(EXPECTED, 1, self._expected())

    @property
    def _is_screen(self) -> bool:
        """Whether it is the screen of a phone, and no page."""
        return (self.folder / TREE).is_file()

    def _tree(self) -> Iterator[Left]:
        """What is found in a phone's accessibility tree: in all that its nodes say, by whichever name."""
        reader = _Nodes()
        reader.feed(self._read(TREE) or "")
        reader.close()
        for line, rule, shown in reader.found:
            yield from self._at(TREE, line, [(rule, shown)])
        for line, text, before in reader.texts:
            yield from self._at(TREE, line, self._text(text, before))
        for line, name in reader.names:
            yield from self._at(TREE, line, self._name(name))

    def _files(self) -> Iterator[Left]:
        wanted = TREE_FILES if self._is_screen else FILES
        for one in sorted(self.folder.rglob("*")):
            name = str(one.relative_to(self.folder))
            if one.is_symlink() or name not in wanted:
                yield from self._at(name, 0, [("foreign-file", one.name)])
            elif one.stat().st_size > _BIGGEST:
                yield from self._at(name, 0, [("too-big", f"{one.stat().st_size} bytes")])
        for name in wanted:
            if not (self.folder / name).is_file():
                yield from self._at(name, 0, [("missing-file", name)])

    def _read(self, name: str) -> str | None:
        try:
            return (self.folder / name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def _markup(self, text: str, base: int) -> Iterator[Left]:
        reader = _Reader()
        reader.feed(text)
        reader.close()
        for line, rule, shown in reader.found:
            yield from self._at(PAGE, base + line, [(rule, shown)])
        for line, piece, before in reader.texts:
            yield from self._at(PAGE, base + line, self._text(piece, before))
        for line, sheet in reader.sheets:
            yield from self._sheet(sheet, base + line)
        for line, name in reader.names:
            yield from self._at(PAGE, base + line, self._name(name))
        for line, inner in reader.inner:
            yield from self._markup(inner, base + line - 1)

    def _sheet(self, sheet: str, line: int) -> Iterator[Left]:
        for hit in re.finditer(r"url\((?!\s*['\"]?data:,)[^)]*\)|@import[^;]*|/\*.*?\*/", sheet, re.DOTALL):
            rule = "comment" if hit[0].startswith("/*") else "address"
            yield from self._at(PAGE, line + sheet.count("\n", 0, hit.start()), [(rule, hit[0])])
        for hit in re.finditer(r"content:\s*\"((?:[^\"\\]|\\.)*)\"", sheet):
            yield from self._at(PAGE, line + sheet.count("\n", 0, hit.start()), self._text(hit[1]))
        yield from self._at(PAGE, line, _raw(sheet))

    def _expected(self) -> Iterator[Found]:
        try:
            expected = load_expected(self.folder)
        except ConfigInvalid as wrong:
            yield "unreadable", wrong.detail
            return
        for text in _strings(expected):
            if re.fullmatch(_DAY, text):
                yield from self._days(text)
            elif not re.fullmatch(r"[0-9]+\.[0-9]{2}|[a-z_]+\.[a-z_]+|[a-z-]+", text):
                yield from self._text(text, also=set(_TERMS.split()))

    # -- rules ----------------------------------------------------------------------------------------------------

    def _text(self, text: str, before: str = "", also: set[str] | frozenset[str] = frozenset()) -> Iterator[Found]:
        yield from _raw(text)
        yield from _numbers(text)
        yield from self._days(text, before)
        if text.strip() not in self.kept:
            for start, end in forms.spelled(text):
                yield "amount-in-words", text[start:end]
        rest = forms.MIXED.sub(" ", forms.ADDRESS.sub(" ", forms.EMAIL.sub(" ", text)))
        for word in dict.fromkeys(forms.WORD.findall(rest)):
            small = word.lower()
            if len(word) > 1 and small not in self.known and small not in also and not forms.is_word(word):
                yield "unknown-word", word

    def _name(self, name: str) -> Iterator[Found]:
        """An id, a class, or any other value that no person reads."""
        yield from _raw(name)
        for hit in KPJ_IN_NAME.findall(name):
            if not forms.is_invented_kpj(hit) and not forms.is_identifier(hit):
                yield "card-number", hit
        for hit in forms.PLACES.findall(name):
            bare = re.sub("[^0-9]", "", hit)
            if len(bare) >= 5 and not (forms.is_identifier(bare) or (len(bare) == 11 and forms.is_invented_kpj(bare))):
                yield "number", hit
        for hit in re.split(r"[^A-Za-z0-9+/]", name):
            if forms.looks_encoded(hit):
                yield "token", hit

    def _days(self, text: str, before: str = "") -> Iterator[Found]:
        birth = forms.BIRTH.search(text) or forms.BIRTH.search(before)
        for (start, end), day in dates.spans(text):
            invented = (day.month, day.day) == (1, 1) or (day.month == 1 and day.day == 31)
            old = self.today is not None and not self.today - forms.RECENT <= day <= self.today + forms.RECENT
            if (old or birth) and not invented:
                yield "date-of-birth", text[start:end]


def _raw(text: str) -> Iterator[Found]:
    for hit in forms.EMAIL.findall(text):
        if hit.rpartition("@")[2].lower() not in forms.INVENTED_DOMAINS:
            yield "e-mail", hit
    for hit in re.findall(r"(?:https?:)?//[^\s\"'<>)]+|www\.[^\s\"'<>)]+", text, re.IGNORECASE):
        if hit.rstrip("/") != forms.INVENTED_ADDRESS.rstrip("/"):
            yield "query" if "?" in hit else "address", hit
    for hit in forms.TOKEN.findall(text):
        if forms.looks_secret(hit):
            yield "token", hit


def _numbers(text: str) -> Iterator[Found]:
    if forms.zeroed(text) != text:
        yield "number", text
    for hit in re.finditer(r"(?<![\w.,])[0-9]{1,2}(?:\s+[.,]?\s*[0-9]{1,2}){4,}(?![\w.,])", text):
        if not forms.counts([*map(int, re.findall("[0-9]+", hit[0]))]) and not forms.is_identifier(hit[0]):
            yield "number", hit[0]
    bare = text
    for (start, end), _ in dates.spans(text):
        bare = bare[:start] + "#" * (end - start) + bare[end:]
    long = list(forms.LONG.finditer(bare))
    for hit in long:
        bare = bare[: hit.start()] + "#" * len(hit[0]) + bare[hit.end() :]
    for hit in (*long, *forms.GROUPED.finditer(bare)):
        if rule := _of_digits(hit[0]):
            yield rule, hit[0]
    for hit in re.finditer(r"(?<![0-9])[0-9]{2}(?:[.][0-9]{2}){2}[.][0-9]{6}[.][0-9]{4}(?![0-9])", bare):
        yield "nik", hit[0]
    for hit in forms.MIXED.finditer(bare):
        found, like_kpj = hit[0], is_kpj(hit[0])
        few = len(re.findall("[0-9]", found)) < 3 or re.fullmatch(r"(?i)(?:rp|idr)[0-9]+", found)
        if not few and not forms.is_identifier(found) and not (like_kpj and forms.is_invented_kpj(found)):
            yield "card-number" if like_kpj else "number", found


def _of_digits(text: str) -> str | None:
    """The rule that forbids a long number, or None where it is invented or an amount."""
    found = re.sub(r"[^0-9+]", "", text)
    digits, phone = found.lstrip("+"), forms.looks_like_phone(found)
    if (
        forms.is_identifier(found)
        or (len(digits) == 11 and forms.is_invented_kpj(digits))
        or (phone and forms.is_phone(found))
    ):
        return None
    if len(digits) == 16:
        return "nik"
    if phone:
        return "telephone"
    if len(digits) == 11:
        return "card-number"
    return None if _is_money(text) else "number"


def _strings(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, list):
        for part in value:
            yield from _strings(part)
    elif isinstance(value, str):
        yield value


class _Nodes(HTMLParser):
    """Takes a phone's accessibility tree apart: its texts, its names, and what must not stand there."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str, str]] = []
        self.texts: list[tuple[int, str, str]] = []
        self.names: list[tuple[int, str]] = []
        self._before = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, given = self.getpos()[0], {name: value or "" for name, value in attrs}
        if tag not in ("hierarchy", "node"):
            self.found.append((line, "foreign-element", tag))
        for name, value in given.items():
            if name in NODE_SPOKEN:
                if given.get("password") == "true":
                    self.found.append((line, "typed-value", name))
                self.texts.append((line, value, self._before))
                self._before = value
            elif name == "bounds":
                if not re.fullmatch(r"(?:\[-?[0-9]{1,5},-?[0-9]{1,5}\]){2}", value):
                    self.found.append((line, "foreign-value", name))
            else:
                self.names.append((line, value))

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((self.getpos()[0], data, ""))

    def handle_comment(self, data: str) -> None:
        self.found.append((self.getpos()[0], "comment", data))


class _Reader(HTMLParser):
    """Takes a page apart: what must not be there, its texts, its style sheets, its names, its frames."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str, str]] = []
        self.texts: list[tuple[int, str, str]] = []
        self.sheets: list[tuple[int, str]] = []
        self.names: list[tuple[int, str]] = []
        self.inner: list[tuple[int, str]] = []
        self._in_style = False
        self._before = ""

    def handle_comment(self, data: str) -> None:
        self._note("comment", data)

    unknown_decl = handle_pi = handle_comment

    def _note(self, rule: str, shown: str) -> None:
        self.found.append((self.getpos()[0], rule, shown))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._in_style = tag == "style"
        if tag in TAGS_NEVER:
            self._note("script" if tag in ("script", "noscript") else "address", f"<{tag}>")
        if tag == "meta" and set(given) != {"charset"}:
            self._note("meta", f"<meta {' '.join(given)}>")
        if tag == "template" and set(given) - {"shadowrootmode"}:
            self._note("script", "<template>")
        if tag == "input":
            self._input(given)
        for name, value in given.items():
            self._attribute(name, value)

    def _input(self, given: dict[str, str]) -> None:
        kind = given.get("type", "text").lower()
        if kind == "hidden":
            self._note("hidden-field", given.get("name", ""))
        fixed = kind in ("submit", "button", "reset", "checkbox", "radio") or {"readonly", "disabled"} & set(given)
        if "value" in given and (not fixed or kind == "password"):
            self._note("typed-value", given.get("name", ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._in_style = False

    def handle_endtag(self, tag: str) -> None:
        if tag == "style":
            self._in_style = False

    def _attribute(self, name: str, value: str) -> None:
        line = self.getpos()[0]
        if name.startswith("on"):
            self._note("script", name)
        elif name in ATTRIBUTES_NEVER:
            self._note("address", f"{name}={value}")
        elif name in ("href", "xlink:href"):
            if value not in ("", "#"):
                script = value.lower().startswith("javascript:")
                self._note("script" if script else "query" if "?" in value else "address", value)
        elif name == "srcdoc":
            self.inner.append((line, value))
        elif name.startswith("data-") and name != "data-testid":
            self._note("data", f"{name}={value}")
        elif name == "style":
            self.sheets.append((line, value))
        elif name in _SPOKEN:
            self.texts.append((line, value, ""))
        else:
            self.names.append((line, value))

    def handle_data(self, data: str) -> None:
        line = self.getpos()[0]
        if self._in_style:
            self.sheets.append((line, data))
        elif data.strip():
            self.texts.append((line, data, self._before))
            self._before = " ".join(data.split())


def _is_money(text: str) -> bool:
    try:
        parse(text)
    except NotAnAmount:
        return False
    return len(text) <= 10


def _short(text: str) -> str:
    """Enough of what was found to find it again, and no more."""
    bare = " ".join(text.split())
    return bare if len(bare) <= 24 else f"{bare[:20]}..."


def as_json(left: Left) -> dict[str, Any]:
    """One finding as a JSON object."""
    return {"file": str(left.file), "line": left.line, "rule": left.rule, "shown": left.shown}
