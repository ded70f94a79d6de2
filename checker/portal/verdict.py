"""What may be sent to the portal: judged by the request alone and by what it was sent for. Pure: it knows no browser.

What tells a read by POST from a change: it goes off by script, so that no page is left for another; it goes to the
portal's own site; neither its address nor its body says anything that is denied, whichever way they are written (as
an address, a form, JSON, XML, GraphQL, a called method); and it brings no field that only a change has (an account to
pay to, an amount to pay, a consent, a PIN). PUT, PATCH and DELETE are never reads, nor is a POST that leaves the page.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal
from urllib.parse import parse_qsl, unquote, urlsplit

import msgspec

from checker.browser.wire import Sent
from checker.folding import fold
from checker.portal.acts import Act

_READS = ("GET", "HEAD", "OPTIONS")
_STILL_KINDS = ("image", "script", "stylesheet", "font", "media", "manifest", "texttrack", "prefetch", "other")
_FILES = re.compile(
    r"\.(?:avif|bmp|css|cur|eot|gif|ico|jpe?g|js|map|mjs|mp[34]|otf|png|svg|ttf|wasm|webmanifest|webp|woff2?)$",
    re.IGNORECASE,
)
_ENDINGS = re.compile(
    r"\.(?:action|asmx|aspx?|ashx|axd|cfm|cgi|do|faces|html?|json|jsf|jspx?|php\d?|svc|xhtml|xml)\b", re.IGNORECASE
)
_METHODS = ("x-http-method-override", "x-http-method", "x-method-override")
_CALLS = ("soapaction", "x-amz-target", "x-action", "hx-trigger-name", "hx-trigger")
"""Headers that may name what is called."""
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?(?:[^\W\dA-Z_]|(?<=[a-z])[0-9](?=[a-z]))+|\d+")
_OPERATION = re.compile(
    r"\s*(?:#[^\n]*\n\s*)*(?:(?:query|mutation|subscription|fragment)\b[^{]*\{|\{\s*[A-Za-z_])", re.DOTALL
)
_MUTATION = re.compile(r"(?:^|[\s}])mutation\b[^{}]*\{")
_QUOTED = re.compile(r'"""(?:.|\n)*?"""|"(?:\\.|[^"\\])*"|#[^\n]*')
_TAG = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)[^<>]*>([^<]*)")
_PART = re.compile(r'name="([^"]*)"(; ?filename=)?[^\r\n]*(?:\r?\n[^\r\n]+)*\r?\n\r?\n(.*?)\r?\n--', re.DOTALL)
_OPAQUE = re.compile(
    r"(?=(?:\D*\d+\D+){3})[\w+/=~-]{20,}|[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}|[^@\s]+@[\w-]+(?:\.[\w-]+)+|https?://\S*",
    re.IGNORECASE,
)
"""Values that say nothing: tokens, e-mail addresses, and the addresses of pages, which analytics tell of."""
_DEEPEST = 6
_LONGEST = 20_000
_SECOND_LEVELS = ("ac", "biz", "co", "com", "desa", "edu", "go", "gov", "mil", "my", "net", "or", "org", "sch", "web")
_DENIED = ("never", "changes")


class Examples(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Requests as "METHOD kind address body", which run as tests: `yes` are stopped, `no` are not."""

    yes: tuple[str, ...]
    no: tuple[str, ...]


class Sending(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of the selectors file by which requests are judged, beside the acts by which presses are.

    They are patterns over words in small letters with blanks between, those of one part of an address, of a name or of
    a value. `acts` are denied wherever they are named, unless `but` is said; `technical` is a pattern over paths.
    """

    acts: tuple[str, ...]
    never: str
    but: str
    changes: str
    unsure: str
    harmless: str
    fields: str
    calls: str
    people: str
    columns: str
    technical: str
    examples: Examples

    @property
    def patterns(self) -> tuple[str, ...]:
        """The keys that are patterns."""
        return self.__struct_fields__[1:-1]


class Says:
    """What words say of a request."""

    def __init__(self, sending: Sending, acts: Mapping[str, Act]) -> None:
        self.examples = sending.examples
        self._acts = [acts[name] for name in sending.acts]
        self._patterns = {
            name: re.compile(getattr(sending, name).strip("/"), re.IGNORECASE) for name in sending.patterns
        }
        self._known: dict[str, bool] = {}

    def fits(self, name: str, words: str) -> bool:
        """Whether the pattern of a key fits."""
        return bool(self._patterns[name].search(words))

    def without(self, name: str, text: str) -> str:
        """A text without what the pattern of a key fits."""
        return self._patterns[name].sub("", text)

    def denied(self, text: str, names: tuple[str, ...] = _DENIED) -> str | None:
        """The denied words that a name, or a part of an address, says."""
        words = _words(text)
        said = f"says {words[:40]}"
        if "never" in names and self._never(words):
            return said
        # A method of a thing is called as "thing.method".
        pieces = [words, *(_words(piece) for piece in re.split(r"[.:$]", text) if piece != text)]
        return said if "changes" in names and any(self.fits("changes", one) for one in pieces) else None

    def _never(self, words: str) -> bool:
        # Portals ask for the same again and again, and an act has many forms.
        if words not in self._known:
            plain = self._patterns["but"].sub(" ", words)
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
        return _json(self.body)

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
        parts = (_unquoted(part) for part in urlsplit(self.sent.url).path.split("/"))
        return "/".join("…" if re.search(r"\d{3}|@", part) or len(part) > 40 else part for part in parts) or "/"


@dataclass(frozen=True)
class Window:
    """A press of the program's own, from then on until the page has come to rest.

    `sends` is the address of a form that may be sent as its consequence.
    """

    purpose: str
    sends: str | None = None


@dataclass(frozen=True)
class Verdict:
    """What becomes of a request: it passes, it passes and is noted, or it is stopped; one that `ends` ends the run."""

    does: Literal["pass", "note", "stop"]
    why: str = ""
    ends: bool = False


PASS, NOTE = Verdict("pass"), Verdict("note")


def verdict(
    request: Request,
    words: Says,
    window: Window | None,
    *,
    arriving: bool = False,
    secrets: Iterable[str] = (),
) -> Verdict:
    """Whether a request may leave.

    `window` is the press that it is a consequence of, None where the page does it by itself. While the login is under
    way (`arriving`) its own requests pass: forms too, and a login leads by way of other pages; `secrets` are what was
    typed into it, which says nothing.
    """
    asked = _Asked(request, words, arriving, tuple(one for one in secrets if one) if arriving else ())
    if request.plain:
        return _read(asked, window)
    if request.navigates:
        return _form(asked, window)
    # Analytics tell another site what a page is called; that changes nothing at the portal.
    where = asked.address() if request.kin else asked.address(("never",), query=False)
    why = where or asked.body() or (asked.unproven() if window and request.kin and not arriving else None)
    if why is None:
        return NOTE
    # A page that asks for a claim's state, to show a badge, is kept from it; that is no reason to end.
    asks = where is not None and bool(asked.parts) and words.fits("harmless", _words(asked.parts[-1]))
    return Verdict("stop", why, window is not None and not arriving and not asks)


def _read(asked: "_Asked", window: Window | None) -> Verdict:
    request = asked.request
    if not request.navigates:
        is_file = request.sent.kind in _STILL_KINDS and _FILES.search(urlsplit(request.sent.url).path)
        if is_file or not request.kin:
            return PASS
    # A login may lead to where a new password or a consent is asked for, which is read and told of.
    why = asked.address(("never",) if asked.arriving and request.navigates else _DENIED) or asked.mutation()
    # By a GET that leaves the page where it is, no portal in its senses changes anything: nothing to end for.
    return PASS if why is None else Verdict("stop", why, window is not None and request.navigates)


def _form(asked: "_Asked", window: Window | None) -> Verdict:
    request = asked.request
    why = asked.address() or asked.body()
    if why is None and not request.kin and not request.top:
        return NOTE  # a chat's or an advertisement's frame
    sends = window.sends if window is not None else None
    meant = sends is not None and (request.sent.redirected or _same_place(request.sent.url, sends))
    if why is None and request.method == "POST" and ((asked.arriving and request.allowed) or meant):
        return NOTE
    return Verdict("stop", why or "a form", window is not None)


@dataclass(frozen=True)
class _Asked:
    """A request that is being judged."""

    request: Request
    words: Says
    arriving: bool
    secrets: tuple[str, ...]

    @cached_property
    def parts(self) -> list[str]:
        """The parts of its address's path, without what only tells what the portal is built with."""
        path = self.words.without("technical", _unquoted(urlsplit(self.request.sent.url).path))
        return [part for part in re.split(r"[/;\\]", _ENDINGS.sub("", path)) if part]

    def address(self, names: tuple[str, ...] = _DENIED, *, query: bool = True) -> str | None:
        """What of its address is denied."""
        # What is denied may stand in two parts, as "/tarik/dana".
        said = [self.words.denied(part, names) for part in self.parts]
        said.append(self.words.denied(" ".join(self.parts), ("never",)))
        for key, value in self.request.query if query else []:
            said += [self.words.denied(key, names), self._value(key, value, names)]
        return next((why for why in said if why), None)

    def mutation(self) -> str | None:
        """Whether it calls by its address for what GraphQL knows as a change."""
        query = dict(self.request.query)
        return self._graphql(query) if _OPERATION.match(query.get("query", "")) else None

    def body(self) -> str | None:
        """What of its body, or of the headers that tell what is called, is denied."""
        request = self.request
        for name in _CALLS:
            called = request.sent.headers.get(name, "").strip('"').rsplit("/", 1)[-1]
            if called and (why := self.words.denied(called)):
                return why
        if not request.kin:
            return None
        if "graphql" in request.typed:
            return self._graphql({"query": request.body})
        if request.data is not None:
            return self._tree(request.data, 0)
        return next((why for key, value in request.pairs if (why := self._pair(key, value, 0))), None)

    def unproven(self) -> str | None:
        """Why it is not taken for a read, as the consequence of a press, although it says nothing that is denied."""
        if self.request.method != "POST":
            return f"method {self.request.method}"
        if self.request.sent.kind == "ping":
            return None  # no page waits for an answer to it
        if self.request.sent.body is None:
            return "a body that cannot be looked at"
        called = [_words(one) for one in (*self.parts, *self._called())]
        unsure = any(self.words.fits("unsure", one) for one in called)
        return "unsure" if unsure and not any(self.words.fits("harmless", one) for one in called) else None

    def _called(self) -> Iterator[str]:
        """What its body or query names as that which is to be done."""
        data = self.request.data
        pairs: list[tuple[str, Any]] = list(data.items()) if isinstance(data, dict) else list(self.request.pairs)
        for key, value in [*pairs, *self.request.query]:
            if isinstance(value, str) and self.words.fits("calls", _words(key)):
                yield value

    def _tree(self, data: object, depth: int) -> str | None:
        """What is denied of JSON."""
        found: Iterable[str | None] = ()
        if depth > _DEEPEST:
            return None
        if isinstance(data, dict):
            if isinstance(data.get("query"), str) and _OPERATION.match(data["query"]):
                return self._graphql(data)
            found = (self._pair(str(key), value, depth) for key, value in data.items())
        elif isinstance(data, list):
            found = (self._tree(one, depth + 1) for one in data)
        elif isinstance(data, str) and not self._is_secret(data):
            return self._value("", data)
        return next((why for why in found if why), None)

    def _pair(self, key: str, value: object, depth: int) -> str | None:
        """What is denied of a name and its value."""
        if value is False or value is None or self._is_secret(value) or self.words.fits("columns", _words(key)):
            return None
        # What is ticked at a login ("simpan", "remember") concerns the browser.
        names = ("never",) if self.arriving else _DENIED
        if why := self.words.denied(key, names):
            return why
        if value not in ("", 0, "0", "false") and self.words.fits("fields", _words(key)):
            return f"field {_words(key)}"
        if isinstance(value, str) and depth < _DEEPEST and (inner := _json(value)) is not None:
            return self._tree(inner, depth + 1)
        if isinstance(value, dict | list):
            return self._tree(value, depth + 1)
        return self._value(key, value, names) if isinstance(value, str) else None

    def _is_secret(self, value: object) -> bool:
        return isinstance(value, str) and any(one in value for one in self.secrets)

    def _value(self, key: str, value: str, names: tuple[str, ...] = _DENIED) -> str | None:
        """What is denied of a value: where it is a text of several words, only what is never sent."""
        told = any(self.words.fits(name, _words(key)) for name in ("people", "columns"))
        if told or _OPAQUE.fullmatch(value.strip()) or len(value) > _LONGEST:
            return None
        pieces = [piece.strip() for piece in re.split(r"[/?&;,|\n]", _unquoted(value))]
        said = (self.words.denied(one, ("never",) if " " in one else names) for one in pieces)
        return next((why for why in said if why), None)

    def _graphql(self, data: Mapping[str, Any]) -> str | None:
        """Whether it asks for what GraphQL knows as a change; what is only read may be called as it likes."""
        asked = _QUOTED.sub(" ", str(data.get("query", "")))
        if not _MUTATION.search(asked):
            return None
        if not self.arriving:
            return "a mutation"
        return next((why for name in re.findall(r"\w+", asked) if (why := self.words.denied(name))), None)


def _json(text: str) -> object:
    """What a text is as JSON, also behind the number that some sockets put first; None where it is none."""
    found = re.match(r"\s*\d*(?=[\[{])", text)
    if found is None:
        return None
    try:
        data: object = json.loads(text[found.end() :])
    except (ValueError, RecursionError):
        return None
    return data


def _words(text: str) -> str:
    """A name in small letters, its words apart, however they were joined: submitClaim, submit_claim, submit-claim."""
    return fold(" ".join(_WORD.findall(text)))


def _unquoted(text: str) -> str:
    """A text whose percent signs are undone, one in another too."""
    for _ in range(3):
        if (plain := unquote(text)) == text:
            break
        text = plain
    return text


def _same_place(url: str, other: str) -> bool:
    """Whether two addresses differ in their query at most."""
    return urlsplit(url)._replace(query="", fragment="") == urlsplit(other)._replace(query="", fragment="")


def site(host: str) -> str:
    """The part of a host's name that is its owner's: the last two labels, or three below such as go.id or co.uk."""
    labels = host.lower().rstrip(".").split(".")
    if labels[-1].isdigit() or len(labels) < 3:
        return host.lower()
    return ".".join(labels[-3 if len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVELS else -2 :])


def parsed(example: str) -> Request:
    """The request that an example of the selectors file writes down."""
    method, kind, address, *rest = example.split(" ", 3)
    own = address.startswith("/")
    url = f"https://portal.test{address}" if own else address
    return Request(Sent(method, url, kind, "", False, {}, "".join(rest)), own, own)
