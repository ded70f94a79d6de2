"""The one place where what the browser sends is held until judges have seen it: who may send what is theirs to say."""

import base64
import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from checker.failures import BrowserFailed
from checker.portal.sending import Sent

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession

_NETWORK = ("http:", "https:", "ws:", "wss:")
_EVERYTHING = [{"urlPattern": "*", "requestStage": "Request"}]


Judge = Callable[[Sent], bool]
"""Whether a request is to be stopped; it is asked of each one, so it keeps in mind itself what it has stopped."""


@dataclass
class Wire:
    """Holds every request of the browser until each of `judges` was asked, from before the first page.

    The browser itself is asked and no page: so the first request of a new window, a redirect, a prefetch, a request
    that outlives its page, and one of a worker are seen as any other.
    """

    judges: list[Judge] = field(default_factory=list)
    policy: str = ""
    """The policy that workers, which are held by nothing once they run, are given with their script."""
    _session: "CDPSession | None" = field(default=None, repr=False)

    def listen(self, browser: "Browser") -> None:
        """From here on hold what documents of `browser` send that are yet to be loaded. Raises BrowserFailed."""
        from playwright.sync_api import Error

        try:
            session = browser.new_browser_cdp_session()
            session.on("Fetch.requestPaused", lambda event: self._hold(session, event))
            session.send("Fetch.enable", {"patterns": _EVERYTHING})
        except Error:
            raise BrowserFailed("the browser does not let its requests be watched") from None
        self._session = session

    def close(self) -> None:
        """Hold nothing any more; to be told after the pages were closed, for some send a last word then."""
        session, self._session = self._session, None
        if session is None:
            return
        with contextlib.suppress(Exception):  # the browser may be gone
            session.send("Browser.getVersion")  # what was paused before this answer has been judged by then
            session.detach()

    def _hold(self, session: "CDPSession", event: dict[str, Any]) -> None:
        if "responseStatusCode" in event or "responseErrorReason" in event:
            self._answer(session, event)
            return
        sent = _sent(event)
        verdicts = [judge(sent) for judge in self.judges] if sent.url.startswith(_NETWORK) else []
        with contextlib.suppress(Exception):  # a request that its page has given up
            if any(verdicts):
                # A document that is refused in the other way leaves the browser's own page of an error behind.
                reason = "Aborted" if sent.kind == "document" else "BlockedByClient"
                refused = {"requestId": event["requestId"], "errorReason": reason}
                session.send("Fetch.failRequest", refused)
            else:
                # The script of a worker is of no kind that has a name.
                seen_again = bool(self.policy) and sent.kind == "other"
                let = {"requestId": event["requestId"], "interceptResponse": seen_again}
                session.send("Fetch.continueRequest", let)

    def _answer(self, session: "CDPSession", event: dict[str, Any]) -> None:
        """Let in the answer to a request that was held, with the policy."""
        told = {"requestId": event["requestId"]}
        if "responseStatusCode" in event:
            rule = {"name": "Content-Security-Policy", "value": self.policy}
            headers = [*event.get("responseHeaders", []), rule]
            told |= {"responseCode": event["responseStatusCode"], "responseHeaders": headers}
        with contextlib.suppress(Exception):  # as above
            session.send("Fetch.continueResponse", told)


def _sent(event: dict[str, Any]) -> Sent:
    request = event["request"]
    return Sent(
        str(request["method"]),
        str(request["url"]),
        str(event.get("resourceType", "")).lower(),
        str(event.get("frameId", "")),
        "redirectedRequestId" in event,
        {str(name).lower(): str(value) for name, value in request.get("headers", {}).items()},
        _body(request),
    )


def _body(request: dict[str, Any]) -> str | None:
    entries = request.get("postDataEntries") or []
    if entries and all("bytes" in one for one in entries):
        return b"".join(base64.b64decode(one["bytes"]) for one in entries).decode("latin-1")
    if request.get("postData") is None and request.get("hasPostData"):
        return None
    return str(request.get("postData") or "")
