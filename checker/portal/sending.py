"""A request that is about to leave, and what the words of the selectors file say of one."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import parse_qsl, unquote, urlsplit

import msgspec

from checker.folding import fold
from checker.portal.acts import Act
from checker.portal.entries import Told

_READS = ("GET", "HEAD", "OPTIONS")
_METHODS = ("x-http-method-override", "x-http-method", "x-method-override")
"""Headers by which a form tells another method."""
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?(?:[^\W\dA-Z_]|(?<=[a-z])[0-9](?=[a-z]))+|\d+")
_TAG = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)[^<>]*>([^<]*)")
_PART = re.compile(r'name="([^"]*)"(; ?filename=)?[^\r\n]*(?:\r?\n[^\r\n]+)*\r?\n\r?\n(.*?)\r?\n--', re.DOTALL)
DENIED = ("never", "changes")


@dataclass(frozen=True)
class Sent:
    """A request that is about to leave; where a redirect leads is a request of its own.

    `kind` is the browser's own name for it in small letters ("document", "xhr", "fetch", "script", "ping" ...), `frame`
    the id of its frame, "" where it is of none. `body` is what it carries, each byte a character; None where it carries
    something that cannot be looked at.
    """

    method: str
    url: str
    kind: str
    frame: str
    redirected: bool
    headers: Mapping[str, str] = field(repr=False)
    body: str | None = field(repr=False)


class Examples(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Requests as "METHOD kind address body", which run as tests: `yes` are stopped, `no` are not."""

    yes: tuple[str, ...]
    no: tuple[str, ...]


class Sending(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of the selectors file by which requests are judged, beside the acts by which presses are.

    They are held against words in small letters with blanks between, those of one part of an address, of a name or of
    a value. `acts` are denied wherever they are named, unless `but` is said; `technical` is held against paths.
    """

    acts: tuple[str, ...]
    never: Told
    but: Told
    changes: Told
    unsure: Told
    harmless: Told
    fields: Told
    calls: Told
    people: Told
    columns: Told
    technical: Told
    examples: Examples


class Says:
    """What words say of a request."""

    def __init__(self, sending: Sending, acts: Mapping[str, Act]) -> None:
        self.examples, self._sending = sending.examples, sending
        self._acts = [acts[name] for name in sending.acts]
        self._known: dict[str, bool] = {}

    def fits(self, name: str, words: str) -> bool:
        """Whether words say what a key is of."""
        told: Told = getattr(self._sending, name)
        return told.search(words) is not None

    def path(self, path: str) -> str:
        """A path without the parts that only tell what the portal is built with."""
        return self._sending.technical.without(path, "")

    def denied(self, text: str, names: tuple[str, ...] = DENIED) -> str | None:
        """The denied words that a name, or a part of an address, says."""
        words = spaced(text)
        said = f"says {words[:40]}"
        if "never" in names and self._never(words):
            return said
        # A method of a thing is called as "thing.method".
        pieces = [words, *(spaced(piece) for piece in re.split(r"[.:$]", text) if piece != text)]
        return said if "changes" in names and any(self.fits("changes", one) for one in pieces) else None

    def _never(self, words: str) -> bool:
        # Portals ask for the same again and again, and an act has many forms.
        if words not in self._known:
            plain = self._sending.but.without(words)
            joined = plain.replace(" ", "")
            self._known[words] = (
                self.fits("never", plain)
                or self.fits("never", joined)
                or any(act.named_in(plain) for act in self._acts)
            )
        return self._known[words]


@dataclass(frozen=True)
class Request:
    """A request that is about to leave, and what it is to this portal.

    `kin` says that it goes to the portal's own site, `allowed` that it goes where credentials may, `top` that it would
    take a page, and no frame in it, to another one.
    """

    sent: Sent
    kin: bool = True
    allowed: bool = True
    top: bool = True

    @property
    def navigates(self) -> bool:
        return self.sent.kind == "document"

    @property
    def plain(self) -> bool:
        """Whether its method only reads."""
        return self.sent.method.upper() in _READS

    @property
    def method(self) -> str:
        """The method, also where it is told in another way, as forms do that know POST only."""
        told = [value for name, value in self.sent.headers.items() if name in _METHODS]
        told += [value for key, value in self.pairs if key == "_method"]
        return (told[0] if told and not self.plain else self.sent.method).upper()

    @cached_property
    def body(self) -> str:
        """What it carries, as far as it can be looked at; bytes that make a text are that text."""
        raw = self.sent.body or ""
        try:
            return raw.encode("latin-1").decode()
        except UnicodeError:
            return raw

    @property
    def typed(self) -> str:
        return self.sent.headers.get("content-type", "").lower()

    @cached_property
    def data(self) -> object:
        """Its body as JSON; None where it is none."""
        return as_json(self.body)

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """Names and values of a body that is a form, a form in parts, or XML; else each line as a value."""
        body = self.body
        if not body or self.data is not None:
            return []
        if "multipart/" in self.typed or re.match(r"--[^\r\n]+\r?\n", body):
            return [(name, "file" if file else value) for name, file, value in _PART.findall(body)]
        if "xml" in self.typed or body.lstrip().startswith("<"):
            return [(name, value.strip()) for name, value in _TAG.findall(body)]
        if re.fullmatch(r"[^\s=&]+=\S*", body) or "urlencoded" in self.typed:
            return parse_qsl(body, keep_blank_values=True)
        return [("", line) for line in body.splitlines()[:200]]

    @cached_property
    def query(self) -> list[tuple[str, str]]:
        return parse_qsl(urlsplit(self.sent.url).query, keep_blank_values=True)

    @property
    def where(self) -> str:
        """Its path, without what may be somebody's: numbers, tokens."""
        parts = (unquoted(part) for part in urlsplit(self.sent.url).path.split("/"))
        return "/".join("…" if re.search(r"\d{3}|@", part) or len(part) > 40 else part for part in parts) or "/"


def as_json(text: str) -> object:
    """What a text is as JSON, also behind the number that some sockets put first; None where it is none."""
    found = re.match(r"\s*\d*(?=[\[{])", text)
    if found is None:
        return None
    try:
        data: object = json.loads(text[found.end() :])
    except (ValueError, RecursionError):
        return None
    return data


def spaced(text: str) -> str:
    """A name in small letters, its words apart, however they were joined: submitClaim, submit_claim, submit-claim."""
    return fold(" ".join(_WORD.findall(text)))


def unquoted(text: str) -> str:
    """A text whose percent signs are undone, one in another too."""
    for _ in range(3):
        if (plain := unquote(text)) == text:
            break
        text = plain
    return text
