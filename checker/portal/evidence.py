"""What is kept of a failure: a redacted page, a picture with every field and amount masked, addresses and timings.

Gathering it never changes the outcome, and nothing personal is written.
"""

import contextlib
import json
import os
import re
import shutil
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from checker.keeping.paths import ensure
from checker.portal import world
from checker.signals import Overdue, alarm

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from checker.failures import Failure
    from checker.portal.traffic import Traffic
    from checker.portal.wall import Noted
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
    ) -> Path | None:
        """Keep what is shown at the end of a failed run, and what it `noted`; its folder, or None if that failed.

        At `end` (of `time.monotonic`) it is left as far as it has come.
        """
        # Whatever goes wrong here, the failure itself is what the person must hear of.
        with contextlib.suppress(Exception):
            folder = _keep(self, traffic, credentials, failure, began, noted)
            with contextlib.suppress(Exception, Overdue), alarm(lambda: time.monotonic() > end):
                _pages(folder, traffic, _redactor(credentials), self.known, end)
            return folder
        return None


def _keep(
    evidence: Evidence,
    traffic: "Traffic",
    credentials: "Credentials",
    failure: "Failure",
    began: float,
    noted: "Sequence[Noted]",
) -> Path:
    parent = ensure(evidence.state / "evidence")
    folder = parent / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{failure.code}"
    folder.mkdir(mode=0o700)
    clean = _redactor(credentials)
    facts = {
        "code": failure.code,
        "screen": failure.screen,
        "detail": failure.detail,
        "rule": failure.rule,
        "visited": [{"after": round(at - began, 3), "address": clean(url)} for at, url in traffic.visited],
        "sent": [
            {
                "after": round(one.at - began, 3),
                "method": one.method,
                "address": clean(one.address),
                "stopped": one.stopped,
            }
            for one in noted
        ],
        "statuses": [answer.status for answer in traffic.answers.values()],
        "dialogs": len(traffic.heard),
        "seconds": round(time.monotonic() - began, 3),
    }
    _write(folder / "run.json", json.dumps(facts, indent=2, ensure_ascii=False).encode())
    for old in sorted(parent.iterdir())[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)
    return folder


def _pages(folder: Path, traffic: "Traffic", clean: Callable[[str], str], known: frozenset[str], end: float) -> None:
    page = traffic.page
    page.set_default_timeout(max(1.0, min(_SECONDS, end - time.monotonic()) * 1000))
    # Masked in the page itself, for the picture, the page and the snapshot alike; the run is over by then.
    # What could not be masked is not written: an error here ends the gathering.
    world.stay(page.main_frame)
    for frame in reversed(page.frames):
        if not frame.is_detached():
            world.ask(frame, "mask", sorted(known))
    with contextlib.suppress(Exception):
        _write(folder / "page.aria.yaml", clean(page.aria_snapshot()).encode())
    with contextlib.suppress(Exception):
        _write(folder / "page.png", page.screenshot(animations="disabled"))
    # Last, since it takes the page apart.
    with contextlib.suppress(Exception):
        _write(folder / "page.html", clean(_whole(page)).encode())


def _whole(page: "Page") -> str:
    """The page as one text, with what stands in its frames: by it a changed portal is mended."""
    html = ""
    # The innermost first: each is given to the element that holds it.
    for frame in reversed(page.frames):
        html = str(world.ask(frame, "whole"))
        if frame.parent_frame is not None:
            world.ask(frame.parent_frame, "give", world.keep_handle(frame.frame_element()), html)
    return html


def _write(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)


def _redactor(credentials: "Credentials") -> Callable[[str], str]:
    """A function that takes credentials, numbers and addresses out of a text, keeping its form."""
    secrets = [re.escape(one) for one in (credentials.password, credentials.email) if one]
    known = re.compile("|".join(secrets), re.IGNORECASE) if secrets else re.compile(r"(?!)")
    email = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")

    def clean(text: str) -> str:
        text = known.sub("[redacted]", text)
        text = email.sub("[e-mail]", text)
        return re.sub(r"[0-9]", "0", text)

    return clean
