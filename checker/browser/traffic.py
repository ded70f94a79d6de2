"""What happens around a page without being seen on it: documents under way, their answers, native dialogs, new tabs."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from checker.browser import network

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Dialog, Frame, Page, Request, Response

_GIVEN_UP = 25.0
"""Seconds after which a request in the background, not a document, is no longer waited for."""
_ON_TIME = 0.5
_REFRESH = re.compile(r"\s*([0-9]{1,3}(?:\.[0-9]*)?)")
_ANSWERS_S = 5.0
"""Seconds within which a window that opens may be the answer to a press."""
_EMPTY = ("", "about:blank")
_MARKUP = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.IGNORECASE | re.DOTALL)
_LONGEST = 20_000
"""Signs: what a firewall says is shorter."""
_BLANK_S = 2.5
"""Seconds for which such a window may be empty."""


class Answer(msgspec.Struct, frozen=True):
    """How the portal answered for a page's document."""

    url: str
    status: int
    retry_after: str | None


@dataclass
class Traffic:
    """Listens from the start of a context to its end. With `agreeing`, questions of native dialogs get a yes."""

    answers: "dict[Page, Answer]" = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)
    """The texts of native dialogs, in order."""
    refused: int | None = None
    """The last 4xx or 5xx that a request in the background, with a body, was answered with."""
    failed: int | None = None
    """The last 5xx that any request in the background was answered with."""
    _page_told: "Response | None" = None
    """The last page that a request in the background with a body was answered with, in full."""
    _pages_told: "dict[Request, Response]" = field(default_factory=dict)
    """Such pages that are still on their way."""
    visited: list[tuple[float, str]] = field(default_factory=list)
    """Instant (of `time.monotonic`) and address without query of each document."""
    broken: "dict[Page, str]" = field(default_factory=dict)
    """What the browser said of a page's document that did not come, or not to its end."""
    pages: "list[Page]" = field(default_factory=list)
    agreeing: bool = False
    by_person: bool = True
    """Whether the windows are a person's, so that the newest is looked at; else it takes a press to follow one."""
    _followed: "Page | None" = None
    _pressed: "tuple[float, Page, object] | None" = None
    """When something was pressed last, on which page, and what document that was."""
    _opened: "dict[Page, float]" = field(default_factory=dict)
    """The windows that opened since in answer to it, and when."""
    _left: "list[Page]" = field(default_factory=list)
    """The pages that were left for another window, the last at the end."""
    _under_way: "dict[Request, float]" = field(default_factory=dict)
    _refusals: "dict[Request, float]" = field(default_factory=dict)
    """Requests in the background that were refused, and when: many a page never reads such an answer to its end."""
    _refreshes: "dict[Page, float]" = field(default_factory=dict)
    """Instant at which a page is to be left for another by its answer's own word, where that is soon."""
    _opening: float | None = None
    """Instant of the first request of a window that is not yet told of: Playwright tells once it was answered."""

    def listen(self, context: "BrowserContext") -> None:
        context.on("page", self._page)
        context.on("request", self._request)
        context.on("requestfinished", self._ended)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)
        context.on("dialog", self._dialog)

    @property
    def page(self) -> "Page":
        """The page that a person would look at: the newest, or the one that led on last, and is still open."""
        if self.by_person or self._followed is None or self._followed.is_closed():
            self._followed = next(page for page in reversed(self.pages) if not page.is_closed())
        return self._followed

    def give_back(self) -> None:
        """Take the windows back from a person, and go on with the one that they looked at last."""
        if any(not page.is_closed() for page in self.pages):
            self._followed = self.page
        self.by_person = False

    def pressed(self) -> None:
        """Something is about to be pressed: a window that opens now may be what it was pressed for."""
        self._opened.clear()
        if not self.by_person:
            self._pressed = time.monotonic(), self.page, self._document(self.page)

    def follow(self, allows: Callable[[str], bool]) -> None:
        """Go on in the window that was pressed for, on an origin that `allows` knows: what else opens is not followed.

        Where the page itself has gone on as well, the window came along with that, as advertisements do.
        """
        if self.by_person or not self._opened or self._pressed is None:
            return
        _, page, document = self._pressed
        if not page.is_closed() and (self.leaving(page) or self._document(page) != document):
            self._opened.clear()
            self._followed = page
            return
        for one in [one for one in self._opened if not one.is_closed() and allows(one.url)]:
            del self._opened[one]
            self._left.append(self.page)
            self._followed = one

    def turn_back(self) -> bool:
        """Go back to the page that was left for the one followed now, once for each; whether there was one."""
        if not self.by_person:
            while self._left:
                self._followed = self._left.pop()
                if not self._followed.is_closed():
                    return True
        return False

    def interrupted(self) -> bool:
        """Whether what was pressed last has done nothing but open a window that is not followed."""
        if self._pressed is None or not self._opened:
            return False
        _, page, document = self._pressed
        return page is self.page and self._document(page) == document

    def _document(self, page: "Page") -> object:
        """What tells one document of a page from the next."""
        return page.url.partition("#")[0], id(self.answers.get(page))

    def under_way(self) -> bool:
        """Whether a document, or an answer in the background, is still to come."""
        now = time.monotonic()
        if self._opening is not None and now - self._opening < _GIVEN_UP:
            return True
        if any(now - since < _ON_TIME for since in self._refusals.values()):
            return True
        if any(now < due for page, due in self._refreshes.items() if not page.is_closed()):
            return True
        if any(one.url in _EMPTY and now - since < _BLANK_S for one, since in self._opened.items()):
            return True
        return any(
            request.resource_type == "document" or now - since < _GIVEN_UP
            for request, since in self._under_way.items()
            if self._concerns(request)
        )

    def _concerns(self, request: "Request") -> bool:
        """Whether a request is one of the page that is followed: those of other windows are not waited for."""
        frame = _frame(request)
        return self.by_person or frame is None or frame.page is self._followed

    def unanswered(self, *, sent: bool) -> bool:
        """Whether an answer in the background was given up waiting for; with `sent`, only to more than a GET."""
        now = time.monotonic()
        return any(
            request.resource_type in ("xhr", "fetch")
            and now - since >= _GIVEN_UP
            and not (sent and request.method == "GET")
            for request, since in self._under_way.items()
            if self._concerns(request)
        )

    def answered(self) -> str:
        """The text of the last page that a request in the background with a body was answered with."""
        from playwright.sync_api import Error

        try:
            page = self._page_told.text() if self._page_told is not None else ""
        except Error:
            return ""  # it went with its document
        return " ".join(_MARKUP.sub(" ", page[:_LONGEST]).split())

    def leaving(self, page: "Page") -> bool:
        """Whether the page itself is being left for another document, which is still to come."""
        return any(
            request.is_navigation_request() and _frame(request) is page.main_frame for request in self._under_way
        )

    def _page(self, page: "Page") -> None:
        now = time.monotonic()
        began, self._opening = self._opening or now, None
        self.pages.append(page)
        if self._pressed is not None and began - self._pressed[0] < _ANSWERS_S:
            self._opened[page] = now

    def _request(self, request: "Request") -> None:
        if request.resource_type in ("document", "xhr", "fetch") or _is_own_script(request):
            now = time.monotonic()
            if request.redirected_from is not None:
                self._under_way.pop(request.redirected_from, None)
            self._under_way[request] = now
            pressed_for = self._pressed is not None and now - self._pressed[0] < _ANSWERS_S
            frame = _frame(request)
            if frame is None:
                self._opening = now if self.by_person or pressed_for else self._opening
            elif frame.parent_frame is None and request.is_navigation_request():
                self.broken.pop(frame.page, None)

    def _failed(self, request: "Request") -> None:
        self._ended(request)
        frame = _frame(request)
        said = request.failure or ""
        if frame is not None and frame.parent_frame is None and request.is_navigation_request():
            if not any(code in said for code in network.OURS):
                self.broken[frame.page] = said

    def _ended(self, request: "Request") -> None:
        self._under_way.pop(request, None)
        self._refusals.pop(request, None)
        self._page_told = self._pages_told.pop(request, self._page_told)

    def _response(self, response: "Response") -> None:
        from playwright.sync_api import Error

        request = response.request
        if request.resource_type == "document":
            self._under_way.pop(request, None)
            self.visited.append((time.monotonic(), response.url.partition("?")[0].partition("#")[0]))
            try:
                frame = response.frame
            except Error:
                return
            if frame.parent_frame is None and request.is_navigation_request():
                self._expect_refresh(frame.page, response)
                self.answers[frame.page] = Answer(response.url, response.status, response.headers.get("retry-after"))
        elif request.resource_type in ("xhr", "fetch") and response.status >= 400 and self._concerns(request):
            if self._under_way.pop(request, None) is not None:
                self._refusals[request] = time.monotonic()
            self.failed = response.status if response.status >= 500 else self.failed
            self.refused = response.status if request.method != "GET" else self.refused

        if request.resource_type in ("xhr", "fetch") and request.method != "GET" and self._concerns(request):
            if "html" in response.headers.get("content-type", ""):
                self._pages_told[request] = response

    def _expect_refresh(self, page: "Page", response: "Response") -> None:
        """Note when the answer has the page left for another, which the page itself cannot tell."""
        self._refreshes.pop(page, None)
        told = _REFRESH.match(response.headers.get("refresh", ""))
        before = self.answers.get(page)
        # A page that comes again and again is as it was the first time.
        if told and float(told[1]) <= _GIVEN_UP and (before is None or before.url != response.url):
            self._refreshes[page] = time.monotonic() + float(told[1]) + _ON_TIME

    def _dialog(self, dialog: "Dialog") -> None:
        if self.by_person or dialog.page is None or dialog.page is self._followed:
            self.heard.append(dialog.message)
        # A notice has only one way out; a question is declined.
        if dialog.type in ("alert", "beforeunload") or (dialog.type == "confirm" and self.agreeing):
            dialog.accept()
        else:
            dialog.dismiss()


def _frame(request: "Request") -> "Frame | None":
    """The frame that a request belongs to; None where that is of a window that is not yet told of."""
    from playwright.sync_api import Error

    try:
        return request.frame
    except Error:
        return None


def _is_own_script(request: "Request") -> bool:
    """Whether a script comes from where its page does: a portal built of parts is not there before them."""
    from playwright.sync_api import Error

    if request.resource_type != "script":
        return False
    try:
        return urlsplit(request.url).netloc == urlsplit(request.frame.url).netloc
    except Error:
        return False
