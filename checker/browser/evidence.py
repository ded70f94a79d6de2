"""What is kept of a failure: a redacted page, a picture with every field and amount masked, addresses and timings.

Gathering it never changes the outcome, and nothing personal is written.
"""

import contextlib
import html
import json
import re
import shutil
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus, unquote, urlsplit

import msgspec

from checker.browser import world
from checker.browser.guard import as_base64
from checker.folders import ensure
from checker.keeping.files import create
from checker.signals import Overdue, alarm

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from checker.browser.traffic import Traffic
    from checker.browser.wall import Noted
    from checker.failures import Failure
    from checker.settings import Credentials

KEPT = 10
_SECONDS = 5.0


class Evidence(msgspec.Struct, frozen=True):
    """Where evidence is kept (the state folder), and the words of the language that may stand in it."""

    state: Path
    known: frozenset[str]

    def keep(
        self,
        traffic: "Traffic",
        credentials: "Credentials",
        failure: "Failure",
        began: float,
        end: float,
        noted: "Sequence[Noted]" = (),
        decided: "Sequence[str]" = (),
    ) -> Path | None:
        """Keep what is shown at the end of a failed run, what it noted and decided; its folder, or None if that failed.

        At `end` (of `time.monotonic`) it is left as far as it has come.
        """
        # Whatever goes wrong here, the failure itself is what the person must hear of.
        with contextlib.suppress(Exception):
            clean = _redactor(credentials)

            def place(at: float, url: str) -> dict[str, object]:
                return {"after": round(at - began, 3), "address": clean(_place(url, self.known))}

            parent = ensure(self.state / "evidence")
            folder = parent / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{failure.code}"
            folder.mkdir(mode=0o700)
            facts = {
                "code": failure.code,
                "screen": failure.screen,
                "detail": failure.detail,
                "rule": failure.rule,
                "decided": list(decided),
                "rules": failure.trace,
                "visited": [place(at, url) for at, url in traffic.visited],
                "sent": [{**place(one.at, one.address), "method": one.method, "stopped": one.stopped} for one in noted],
                "statuses": [answer.status for answer in traffic.answers.values()],
                "dialogs": len(traffic.heard),
                "seconds": round(time.monotonic() - began, 3),
            }
            create(folder / "run.json", json.dumps(facts, indent=2, ensure_ascii=False).encode())
            for old in sorted(parent.iterdir())[:-KEPT]:
                shutil.rmtree(old, ignore_errors=True)
            with contextlib.suppress(Exception, Overdue), alarm(lambda: time.monotonic() > end):
                _pages(folder, traffic.page, clean, sorted(self.known), end)
            return folder
        return None


def _pages(folder: Path, page: "Page", clean: Callable[[str], str], known: list[str], end: float) -> None:
    page.set_default_timeout(max(1.0, min(_SECONDS, end - time.monotonic()) * 1000))
    # Masked in the page itself, for the picture, the page and the snapshot alike; the run is over by then.
    # What could not be masked is not written: an error here ends the gathering.
    world.stay(page.main_frame)
    for frame in reversed(page.frames):
        if not frame.is_detached():
            world.ask(frame, "mask", known)
    with contextlib.suppress(Exception):
        create(folder / "page.aria.yaml", clean(page.aria_snapshot()).encode())
    with contextlib.suppress(Exception):
        create(folder / "page.png", page.screenshot(animations="disabled"))
    # Last, since it takes the page apart.
    with contextlib.suppress(Exception):
        create(folder / "page.html", clean(_whole(page, known)).encode())


def _whole(page: "Page", known: list[str]) -> str:
    """The page as one text, with what stands in its frames: by it a changed portal is mended."""
    text = ""
    # The innermost first: each is given to the element that holds it.
    for frame in reversed(page.frames):
        text = str(world.ask(frame, "whole", known))
        if frame.parent_frame is not None:
            world.ask(frame.parent_frame, "give", world.keep_handle(frame.frame_element()), text)
    return text


def _place(url: str, known: frozenset[str]) -> str:
    """An address without its query and whatever else may be of a person: its path keeps the words of the language."""
    parts = urlsplit(url)
    path = re.sub(
        r"[^\W\d_]{3,}", lambda word: word[0] if word[0].lower() in known else "x" * len(word[0]), unquote(parts.path)
    )
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{path.partition(';')[0]}"


def _redactor(credentials: "Credentials") -> Callable[[str], str]:
    """A function that takes credentials, numbers and addresses out of a text, keeping its form."""
    # Looked for once digits are masked, in them and in it: a page may have masked them already.
    shapes = {_ciphered(form) for one in (credentials.password, credentials.email) for form in _forms(one)}
    known = re.compile("|".join(map(re.escape, sorted(shapes, key=len, reverse=True))) or r"(?!)", re.IGNORECASE)
    email = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")

    def clean(text: str) -> str:
        return email.sub("[e-mail]", known.sub("[redacted]", _ciphered(text)))

    return clean


def _ciphered(text: str) -> str:
    return re.sub(r"\d", "0", text)


def _forms(secret: str) -> set[str]:
    """A secret in every shape that an address, a page or a script may give it."""
    if not secret:
        return set()
    raw = secret.encode()
    encoded = {quote(secret, safe=safe) for safe in ("", "/", "-_.!~*'()")} | {quote_plus(secret)}
    encoded |= {quote(one, safe="") for one in encoded}
    escaped = {html.escape(secret), html.escape(secret, quote=False), html.escape(html.escape(secret))}
    written = {json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1], re.sub(r"(\W)", r"\\\1", secret)}
    coded = {one for one in (raw.hex(), raw.decode("latin-1")) if len(one) >= 6} | as_base64(raw)
    return {secret} | encoded | escaped | written | coded
