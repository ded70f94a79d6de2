"""The gate before a fixture is shared: rules that find what may still be somebody's, in every file of its folder.

It goes by the form of what stands there, like the writing of a fixture, and knows nothing of what was replaced.
"""

import html
import json
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
from checker.recording.fixture import ARIA, EXPECTED, FILES, META, PAGE, load_expected, load_meta
from checker.recording.standins import BIRTH, MONTHS, RECENT, SCALES, SPELLED

TAGS_NEVER = frozenset(("script", "noscript", "object", "embed", "link", "base", "source", "track", "audio", "applet"))
ATTRIBUTES_NEVER = frozenset(
    ("src", "srcset", "action", "formaction", "poster", "data", "ping", "background", "cite", "codebase", "manifest")
)
_SPOKEN = ("title", "alt", "placeholder", "label", "aria-label", "value", "summary", "content")
_BIGGEST = 300_000
# What the snapshot calls things, whatever the page says.
_ARIA = frozenset(
    (
        *(
            "alert",
            "application",
            "article",
            "banner",
            "blockquote",
            "button",
            "caption",
            "cell",
            "checkbox",
            "checked",
        ),
        *("code", "columnheader", "combobox", "complementary", "contentinfo", "definition", "deletion", "dialog"),
        *("disabled", "document", "emphasis", "expanded", "figure", "form", "generic", "grid", "gridcell", "group"),
        *("heading", "iframe", "img", "insertion", "level", "link", "list", "listbox", "listitem", "log", "main"),
        *("menu", "menuitem", "meter", "mixed", "navigation", "option", "paragraph", "placeholder", "presentation"),
        *("pressed", "progressbar", "radio", "radiogroup", "region", "row", "rowgroup", "rowheader", "search"),
        *("searchbox", "selected", "separator", "slider", "spinbutton", "status", "strong", "subscript"),
        *("superscript", "switch", "tab", "table", "tablist", "tabpanel", "term", "text", "textbox", "time", "timer"),
        *("toolbar", "tooltip", "tree", "treegrid", "treeitem", "url", "alertdialog", "menubar", "menuitemcheckbox"),
        *("menuitemradio", "active", "ref", "marquee", "math", "note", "scrollbar", "invalid", "none", "x", "u"),
    )
)
_TERMS = frozenset(
    (
        *("ok", "error", "agreed", "pointed", "plain", "null", "true", "false", "fields", "buttons", "balance"),
        *("saldo", "jht", "fixture", "schema", "reading", "status", "code", "cards", "keys"),
    )
)


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
    return list(_Gate(folder, frozenset(vocabulary) | MONTHS | {"rp", "idr"}, frozenset(origins)).run())


class _Gate:
    def __init__(self, folder: Path, known: frozenset[str], origins: frozenset[str]) -> None:
        self.folder, self.known, self.origins = folder, known, origins
        self.today: date | None = None
        self.kept: frozenset[str] = frozenset()

    def run(self) -> Iterator[Left]:
        yield from self._files()
        # The folder is called as the person liked; that a name is long and has digits makes it no token.
        name = self._name(self.folder.resolve().name, self.folder, 0)
        yield from (one for one in name if one.rule != "token")
        try:
            meta = load_meta(self.folder)
        except ConfigInvalid as wrong:
            yield Left(self.folder / META, 1, "unreadable", wrong.detail or "")
            return
        self.today, self.kept = meta.at.date(), frozenset(meta.kept)
        self.known |= {word.lower() for text in meta.kept for word in forms.WORD.findall(text)}
        file = self.folder / META
        if meta.chosen is not None and not forms.is_invented_kpj(meta.chosen):
            yield Left(file, 1, "card-number", meta.chosen)
        parts = urlsplit(meta.origin)
        if meta.origin not in self.origins and parts.hostname not in ("127.0.0.1", "localhost", "example.test"):
            yield Left(file, 1, "address", meta.origin)
        if not re.fullmatch(r"[a-z-]{1,20}", meta.screen):
            yield Left(file, 1, "unknown-word", meta.screen)
        for text in meta.kept:
            yield from self._text(text, file, 1)
        yield from self._page()
        yield from self._snapshot()
        yield from self._expected()

    def _files(self) -> Iterator[Left]:
        for one in sorted(self.folder.rglob("*")):
            if one.is_symlink() or one.name not in FILES or one.parent != self.folder:
                yield Left(one, 0, "foreign-file", one.name)
            elif one.stat().st_size > _BIGGEST:
                yield Left(one, 0, "too-big", f"{one.stat().st_size} bytes")
        for name in FILES:
            if not (self.folder / name).is_file():
                yield Left(self.folder / name, 0, "missing-file", name)

    def _read(self, name: str) -> str:
        try:
            return (self.folder / name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return ""

    def _page(self) -> Iterator[Left]:
        file, text = self.folder / PAGE, self._read(PAGE)
        try:
            (self.folder / PAGE).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            yield Left(file, 1, "unreadable", type(error).__name__)
        yield from self._markup(text, file, 0)

    def _markup(self, text: str, file: Path, base: int) -> Iterator[Left]:
        reader = _Reader()
        reader.feed(text)
        reader.close()
        for line, rule, shown in reader.found:
            yield Left(file, base + line, rule, _short(shown))
        for line, piece, before in reader.texts:
            yield from self._text(piece, file, base + line, before)
        for line, sheet in reader.sheets:
            yield from self._sheet(sheet, file, base + line)
        for line, name in reader.names:
            yield from self._name(name, file, base + line)
        for line, inner in reader.inner:
            yield from self._markup(inner, file, base + line - 1)

    def _sheet(self, sheet: str, file: Path, line: int) -> Iterator[Left]:
        for hit in re.finditer(r"url\((?!\s*['\"]?data:,)[^)]*\)|@import[^;]*|/\*.*?\*/", sheet, re.DOTALL):
            rule = "comment" if hit[0].startswith("/*") else "address"
            yield Left(file, line + sheet.count("\n", 0, hit.start()), rule, _short(hit[0]))
        for hit in re.finditer(r"content:\s*\"((?:[^\"\\]|\\.)*)\"", sheet):
            yield from self._text(hit[1], file, line + sheet.count("\n", 0, hit.start()))
        yield from self._raw(sheet, file, line)

    def _snapshot(self) -> Iterator[Left]:
        said = self._read(PAGE)
        page_words = {word.lower() for word in forms.WORD.findall(html.unescape(said))}
        for line, text in enumerate(self._read(ARIA).splitlines(), start=1):
            yield from self._text(text, self.folder / ARIA, line, also=_ARIA | page_words)

    def _expected(self) -> Iterator[Left]:
        file = self.folder / EXPECTED
        try:
            expected = load_expected(self.folder)
        except ConfigInvalid as wrong:
            yield Left(file, 1, "unreadable", wrong.detail or "")
            return

        def strings(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
            if isinstance(value, dict):
                for key, part in value.items():
                    yield str(key)
                    yield from strings(part)
            elif isinstance(value, list):
                for part in value:
                    yield from strings(part)
            elif isinstance(value, str):
                yield value

        fields = {
            word for name in ("cards", "as_of", "confidence", "company", "membership") for word in name.split("_")
        }
        for text in strings(expected):
            if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]+\.[0-9]{2}|[a-z_]+\.[a-z_]+|[a-z-]+", text):
                yield from self._text(text, file, 1, also=_TERMS | fields)
            elif re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
                yield from self._days(text, "", file, 1)

    # -- rules ----------------------------------------------------------------------------------------------------

    def _text(
        self, text: str, file: Path, line: int, before: str = "", also: frozenset[str] | set[str] = frozenset()
    ) -> Iterator[Left]:
        yield from self._raw(text, file, line)
        yield from self._numbers(text, file, line)
        yield from self._days(text, before, file, line)
        if text.strip() not in self.kept:
            for hit in SPELLED.finditer(text):
                if SCALES & set(hit[0].lower().split()):
                    yield Left(file, line, "amount-in-words", _short(hit[0]))
        rest = forms.EMAIL.sub(" ", text)
        rest = forms.ADDRESS.sub(" ", rest)
        rest = forms.MIXED.sub(" ", rest)
        for word in dict.fromkeys(forms.WORD.findall(rest)):
            small = word.lower()
            if len(word) > 1 and small not in self.known and small not in also and not forms.is_word(word):
                yield Left(file, line, "unknown-word", word)

    def _name(self, name: str, file: Path, line: int) -> Iterator[Left]:
        """An id, a class, or any other value that no person reads."""
        yield from self._raw(name, file, line)
        for hit in KPJ_IN_NAME.findall(name):
            if not forms.is_invented_kpj(hit) and not forms.is_identifier(hit):
                yield Left(file, line, "card-number", hit)
        for hit in forms.PLACES.findall(name):
            bare = re.sub("[^0-9]", "", hit)
            if len(bare) >= 5 and not (forms.is_identifier(bare) or (len(bare) == 11 and forms.is_invented_kpj(bare))):
                yield Left(file, line, "number", _short(hit))
        for hit in re.split(r"[^A-Za-z0-9+/]", name):
            if forms.looks_encoded(hit):
                yield Left(file, line, "token", _short(hit))

    def _raw(self, text: str, file: Path, line: int) -> Iterator[Left]:
        for hit in forms.EMAIL.findall(text):
            if hit.rpartition("@")[2].lower() not in forms.INVENTED_DOMAINS:
                yield Left(file, line, "e-mail", _short(hit))
        for hit in re.findall(r"(?:https?:)?//[^\s\"'<>)]+|www\.[^\s\"'<>)]+", text, re.IGNORECASE):
            if hit.rstrip("/") != forms.INVENTED_ADDRESS.rstrip("/"):
                yield Left(file, line, "query" if "?" in hit else "address", _short(hit))
        for hit in forms.TOKEN.findall(text):
            if forms.looks_secret(hit):
                yield Left(file, line, "token", _short(hit))

    def _numbers(self, text: str, file: Path, line: int) -> Iterator[Left]:
        if forms.zeroed(text) != text:
            yield Left(file, line, "number", _short(text))
        for hit in re.finditer(r"(?<![\w.,])[0-9]{1,2}(?:\s+[.,]?\s*[0-9]{1,2}){4,}(?![\w.,])", text):
            row = [*map(int, re.findall("[0-9]+", hit[0]))]
            if not forms.counts(row) and not forms.is_identifier(hit[0]):
                yield Left(file, line, "number", _short(hit[0]))
        bare = text
        for (start, end), _ in dates.spans(text):
            bare = bare[:start] + "#" * (end - start) + bare[end:]
        long = list(forms.LONG.finditer(bare))
        for hit in long:
            bare = bare[: hit.start()] + "#" * len(hit[0]) + bare[hit.end() :]
        for hit in (*long, *forms.GROUPED.finditer(bare)):
            found = re.sub(r"[^0-9+]", "", hit[0])
            digits = found.lstrip("+")
            if forms.is_identifier(found) or (len(digits) == 11 and forms.is_invented_kpj(digits)):
                continue
            if forms.looks_like_phone(found) and forms.is_phone(found):
                continue
            if len(digits) == 16:
                yield Left(file, line, "nik", _short(hit[0]))
            elif forms.looks_like_phone(found):
                yield Left(file, line, "telephone", _short(hit[0]))
            elif len(digits) == 11:
                yield Left(file, line, "card-number", _short(hit[0]))
            elif not _is_money(hit[0]):
                yield Left(file, line, "number", _short(hit[0]))
        for hit in re.finditer(r"(?<![0-9])[0-9]{2}(?:[.][0-9]{2}){2}[.][0-9]{6}[.][0-9]{4}(?![0-9])", bare):
            yield Left(file, line, "nik", _short(hit[0]))
        for hit in forms.MIXED.finditer(bare):
            found = hit[0]
            if len(re.findall("[0-9]", found)) < 3 or forms.is_identifier(found):
                continue
            if is_kpj(found) and forms.is_invented_kpj(found):
                continue
            if re.fullmatch(r"(?i)(?:rp|idr)[0-9]+", found):
                continue
            yield Left(file, line, "card-number" if is_kpj(found) else "number", _short(found))

    def _days(self, text: str, before: str, file: Path, line: int) -> Iterator[Left]:
        birth = BIRTH.search(text) or BIRTH.search(before)
        for (start, end), day in dates.spans(text):
            invented = (day.month, day.day) == (1, 1) or (day.month == 1 and day.day == 31)
            old = self.today is not None and not self.today - RECENT <= day <= self.today + RECENT
            if (old or birth) and not invented:
                yield Left(file, line, "date-of-birth", text[start:end])


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
        self.found.append((self.getpos()[0], "comment", data))

    def unknown_decl(self, data: str) -> None:
        self.found.append((self.getpos()[0], "comment", data))

    def handle_pi(self, data: str) -> None:
        self.found.append((self.getpos()[0], "comment", data))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        given = {name: value or "" for name, value in attrs}
        self._in_style = tag == "style"
        if tag in TAGS_NEVER:
            self.found.append((line, "script" if tag in ("script", "noscript") else "address", f"<{tag}>"))
        if tag == "meta" and set(given) != {"charset"}:
            self.found.append((line, "meta", f"<meta {' '.join(given)}>"))
        if tag == "template" and set(given) - {"shadowrootmode"}:
            self.found.append((line, "script", "<template>"))
        kind = given.get("type", "text").lower()
        if tag == "input" and kind == "hidden":
            self.found.append((line, "hidden-field", given.get("name", "")))
        typed = kind not in ("submit", "button", "reset", "checkbox", "radio") and not {"readonly", "disabled"} & set(
            given
        )
        if tag == "input" and "value" in given and (typed or kind == "password"):
            self.found.append((line, "typed-value", given.get("name", "")))
        for name, value in given.items():
            self._attribute(name, value, line)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._in_style = False

    def handle_endtag(self, tag: str) -> None:
        if tag == "style":
            self._in_style = False

    def _attribute(self, name: str, value: str, line: int) -> None:
        if name.startswith("on"):
            self.found.append((line, "script", name))
        elif name in ATTRIBUTES_NEVER:
            self.found.append((line, "address", f"{name}={value}"))
        elif name in ("href", "xlink:href"):
            if value not in ("", "#"):
                rule = "script" if value.lower().startswith("javascript:") else "query" if "?" in value else "address"
                self.found.append((line, rule, value))
        elif name == "srcdoc":
            self.inner.append((line, value))
        elif name.startswith("data-") and name != "data-testid":
            self.found.append((line, "data", f"{name}={value}"))
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
    value: dict[str, Any] = json.loads(json.dumps({"file": str(left.file), "line": left.line, "rule": left.rule}))
    return value | {"shown": left.shown}
