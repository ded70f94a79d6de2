"""What may be sent to the portal: judged by the request alone and by what it was sent for. Pure: it knows no browser.

What tells a read by POST from a change: it goes off by script, so that no page is left for another; it goes to the
portal's own site; neither its address nor its body says anything that is denied, whichever way they are written (as
an address, a form, JSON, XML, GraphQL, a called method); and it brings no field that only a change has (an account to
pay to, an amount to pay, a consent, a PIN). PUT, PATCH and DELETE are never reads, nor is a POST that leaves the page.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal
from urllib.parse import urlsplit

from checker.portal.sending import DENIED, Request, Says, as_json, spaced, unquoted

_STILL_KINDS = ("image", "script", "stylesheet", "font", "media", "manifest", "texttrack", "prefetch", "other")
_FILES = re.compile(
    r"\.(?:avif|bmp|css|cur|eot|gif|ico|jpe?g|js|map|mjs|mp[34]|otf|png|svg|ttf|wasm|webmanifest|webp|woff2?)$",
    re.IGNORECASE,
)
_ENDINGS = re.compile(
    r"\.(?:action|asmx|aspx?|ashx|axd|cfm|cgi|do|faces|html?|json|jsf|jspx?|php\d?|svc|xhtml|xml)\b", re.IGNORECASE
)
_CALLS = ("soapaction", "x-amz-target", "x-action", "hx-trigger-name", "hx-trigger")
"""Headers that may name what is called."""
_OPERATION = re.compile(
    r"\s*(?:#[^\n]*\n\s*)*(?:(?:query|mutation|subscription|fragment)\b[^{]*\{|\{\s*[A-Za-z_])", re.DOTALL
)
_MUTATION = re.compile(r"(?:^|[\s}])mutation\b[^{}]*\{")
_QUOTED = re.compile(r'"""(?:.|\n)*?"""|"(?:\\.|[^"\\])*"|#[^\n]*')
_OPAQUE = re.compile(
    r"(?=(?:\D*\d+\D+){3})[\w+/=~-]{20,}|[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}|[^@\s]+@[\w-]+(?:\.[\w-]+)+|https?://\S*",
    re.IGNORECASE,
)
"""Values that say nothing: tokens, e-mail addresses, and the addresses of pages, which analytics tell of."""
_DEEPEST = 6
_LONGEST = 20_000
_SECOND_LEVELS = ("ac", "biz", "co", "com", "desa", "edu", "go", "gov", "mil", "my", "net", "or", "org", "sch", "web")


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
    asks = where is not None and bool(asked.parts) and words.fits("harmless", spaced(asked.parts[-1]))
    return Verdict("stop", why, window is not None and not arriving and not asks)


def _read(asked: "_Asked", window: Window | None) -> Verdict:
    request = asked.request
    if not request.navigates:
        is_file = request.sent.kind in _STILL_KINDS and _FILES.search(urlsplit(request.sent.url).path)
        if is_file or not request.kin:
            return PASS
    # A login may lead to where a new password or a consent is asked for, which is read and told of.
    why = asked.address(("never",) if asked.arriving and request.navigates else DENIED) or asked.mutation()
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
        path = self.words.path(unquoted(urlsplit(self.request.sent.url).path))
        return [part for part in re.split(r"[/;\\]", _ENDINGS.sub("", path)) if part]

    def address(self, names: tuple[str, ...] = DENIED, *, query: bool = True) -> str | None:
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
        called = [spaced(one) for one in (*self.parts, *self._called())]
        unsure = any(self.words.fits("unsure", one) for one in called)
        return "unsure" if unsure and not any(self.words.fits("harmless", one) for one in called) else None

    def _called(self) -> Iterator[str]:
        """What its body or query names as that which is to be done."""
        data = self.request.data
        pairs: list[tuple[str, Any]] = list(data.items()) if isinstance(data, dict) else list(self.request.pairs)
        for key, value in [*pairs, *self.request.query]:
            if isinstance(value, str) and self.words.fits("calls", spaced(key)):
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
        if value is False or value is None or self._is_secret(value) or self.words.fits("columns", spaced(key)):
            return None
        # What is ticked at a login ("simpan", "remember") concerns the browser.
        names = ("never",) if self.arriving else DENIED
        if why := self.words.denied(key, names):
            return why
        if value not in ("", 0, "0", "false") and self.words.fits("fields", spaced(key)):
            return f"field {spaced(key)}"
        if isinstance(value, str) and depth < _DEEPEST and (inner := as_json(value)) is not None:
            return self._tree(inner, depth + 1)
        if isinstance(value, dict | list):
            return self._tree(value, depth + 1)
        return self._value(key, value, names) if isinstance(value, str) else None

    def _is_secret(self, value: object) -> bool:
        return isinstance(value, str) and any(one in value for one in self.secrets)

    def _value(self, key: str, value: str, names: tuple[str, ...] = DENIED) -> str | None:
        """What is denied of a value: where it is a text of several words, only what is never sent."""
        told = any(self.words.fits(name, spaced(key)) for name in ("people", "columns"))
        if told or _OPAQUE.fullmatch(value.strip()) or len(value) > _LONGEST:
            return None
        pieces = [piece.strip() for piece in re.split(r"[/?&;,|\n]", unquoted(value))]
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


def _same_place(url: str, other: str) -> bool:
    """Whether two addresses differ in their query at most."""
    return urlsplit(url)._replace(query="", fragment="") == urlsplit(other)._replace(query="", fragment="")


def site(host: str) -> str:
    """The part of a host's name that is its owner's: the last two labels, or three below such as go.id or co.uk."""
    labels = host.lower().rstrip(".").split(".")
    if labels[-1].isdigit() or len(labels) < 3:
        return host.lower()
    return ".".join(labels[-3 if len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVELS else -2 :])
