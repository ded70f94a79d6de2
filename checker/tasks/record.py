"""The use case: record the screens of a login and a check as fixtures, with nothing personal in them.

Pages are captured in memory; to the disk goes only what was anonymised, read again, and passed by the gate.
"""

import contextlib
import itertools
import json
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from checker import settings
from checker.browser import guard, replay
from checker.browser import launch as browser
from checker.browser.byhand import by_hand
from checker.browser.capture import capture
from checker.browser.finding import find
from checker.failures import BalanceUncertain, Failure, PageNotRecognised
from checker.model import SAID, Reading
from checker.recording import fixture, gate, markup
from checker.recording.fixture import Meta
from checker.recording.standins import StandIns
from checker.recording.sums import NoStandIns
from checker.tasks.check import prepare
from checker.tasks.ground import ground
from checker.tasks.one_check import Wanted

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from checker.browser.remote import Remote
    from checker.portal.selectors import Loaded
    from checker.recording.markup import Node

Tell = Callable[[str], None]
_MOST = 30


@dataclass
class Seen:
    """One screen as it was captured, with what was read on it; everything personal is still in it."""

    screen: str
    tree: "Node"
    outcome: Reading | Failure | None
    chosen: str | None
    origin: str


@dataclass(frozen=True, slots=True)
class Written:
    """A fixture that was written, or why it was not."""

    folder: Path
    screen: str
    refused: str | None = None


class Roll:
    """The screens captured so far; a page that looks the same as one before is taken once."""

    def __init__(self) -> None:
        self.seen: list[Seen] = []
        self._known: set[str] = set()

    def take(self, screen: str, page: "Page", outcome: Reading | Failure | None, chosen: str | None) -> None:
        """Capture a page. One that cannot be captured just now is left out."""
        from playwright.sync_api import Error

        with contextlib.suppress(Error):
            tree = capture(page)
            key = json.dumps([tree, chosen])
            if key in self._known or len(self.seen) >= _MOST:
                return
            self._known.add(key)
            parts = urlsplit(page.url)
            self.seen.append(Seen(screen, tree, outcome, chosen, f"{parts.scheme}://{parts.netloc}"))


def record(
    tell: Tell,
    keep: Callable[[str], bool],
    folder: Path,
    name: str,
    *,
    timeout: float,
    headed: bool,
    auto: bool,
    done: Callable[[], bool],
    remote: "Remote | None" = None,
) -> list[Written]:
    """Record the screens of one login and check under `folder`, each fixture's name beginning with `name`.

    With `auto` the program logs in and checks; without it a person does so in the window, or at the page `remote`,
    until `done`. `keep` is asked of each text that may be somebody's whether it may stand. Raises Failure.
    """
    base = ground(keep_credentials=auto)
    loaded, start = base.loaded, base.portal()[0]
    found = find(base.chosen.browser, headed, base.chosen.browser_where)
    now = datetime.now(settings.JAKARTA).replace(microsecond=0)
    roll = Roll()
    tell("browser")
    if auto:
        # A check as any other, by the same rules; what a failed one saw is worth keeping too.
        wanted = Wanted(
            timeout,
            attended=headed or remote is not None,
            window=headed,
            prompt=True,
            fresh=True,
            witness=roll.take,
            remote=remote,
        )
        for one in prepare().all(("default",), tell, wanted):
            if isinstance(one.outcome, Failure) and not roll.seen:
                raise one.outcome
    with browser.launch(found, headed, remote is not None) as running:
        if not auto:
            until = time.monotonic() + timeout
            by_hand(running, loaded.selectors, start, now.date(), until, roll.take, tell, done, remote)
        if not roll.seen:
            raise PageNotRecognised("no page of the portal was seen")
        tell("anonymise")
        return _Writer(running, loaded, folder, name, now).write(roll.seen, keep)


@dataclass(frozen=True)
class _Writer:
    """Writes captured pages as fixtures under `folder`, each name beginning with `name`, once they are anonymised."""

    running: "Browser"
    loaded: "Loaded"
    folder: Path
    name: str
    now: datetime

    def write(self, seen: Sequence[Seen], keep: Callable[[str], bool]) -> list[Written]:
        """Write all of them. Raises BalanceUncertain where no amounts can stand in for what is on the pages."""
        stand_ins = StandIns(self.loaded.vocabulary, self.loaded.selectors.words, self.now.date())
        asked = dict.fromkeys(text for one in seen for text in markup.asked(one.tree, stand_ins))
        stand_ins.kept = frozenset(text for text in asked if keep(text))
        try:
            stand_ins.study([markup.texts(one.tree) for one in seen])
        except NoStandIns as none:
            raise BalanceUncertain(str(none)) from None
        return [self._one(one, stand_ins) for one in seen]

    def _one(self, seen: Seen, stand_ins: StandIns) -> Written:
        place = self._free(f"{self.name}-{seen.screen}")
        try:
            # The card that was chosen is named first: everywhere else its number gets the same stand-in.
            chosen = stand_ins.ident(seen.chosen) if seen.chosen else None
            wanted = stand_ins.reading(seen.outcome) if isinstance(seen.outcome, Reading) else None
        except NoStandIns as none:
            return Written(place, seen.screen, str(none))
        page_html = markup.anonymised(seen.tree, stand_ins)
        kept = tuple(sorted(text for text in stand_ins.kept if text in " ".join(page_html.split())))
        local = guard.is_loopback(seen.origin)
        origin = "http://127.0.0.1" if local else seen.origin
        meta = Meta("simulated" if local else "recorded", self.now, seen.screen, origin, chosen, kept)
        with replay.shown(self.running, page_html) as page:
            expected = replay.expectation(page, self.loaded.selectors, self.now.date(), chosen)
            snapshot = page.aria_snapshot()
        if not _same(wanted, seen.outcome, expected["reading"]):
            return Written(place, seen.screen, "the anonymised page does not read as the page itself did")
        files = {
            fixture.PAGE: page_html,
            fixture.ARIA: snapshot + "\n",
            fixture.META: fixture.dump_meta(meta),
            fixture.EXPECTED: fixture.dump_expected(expected),
        }
        if left := self._left(files, place.name):
            told = "; ".join(f"{one.rule} in {one.file.name}, line {one.line}" for one in left)
            return Written(place, seen.screen, told)
        fixture.write(place, files)
        return Written(place, seen.screen)

    def _left(self, files: dict[str, str], name: str) -> list[gate.Left]:
        """What the gate finds in files that are not written yet."""
        with tempfile.TemporaryDirectory(prefix="saldo-jht-") as private:
            fixture.write(Path(private) / name, files)
            return gate.verify(Path(private) / name, self.loaded.vocabulary, self.loaded.selectors.portal.origins)

    def _free(self, name: str) -> Path:
        """A folder that does not exist yet."""
        places = (self.folder / (f"{name}-{number}" if number > 1 else name) for number in itertools.count(1))
        return next(place for place in places if not place.exists())


def _same(wanted: Reading | None, original: Reading | Failure | None, told: dict[str, Any]) -> bool:
    """Whether the anonymised page gave what the page itself had given, by the stand-ins."""
    if wanted is None:
        # Of a screen that was not read, no balance may be claimed either, unless nobody has tried.
        return original is None or told["status"] == "error"
    return _nameless(replay.told(wanted)) == _nameless(told)


def _nameless(told: dict[str, Any]) -> dict[str, Any]:
    """A told reading with its names, which are not mapped word by word, only said to be there or not."""
    cards = [
        {key: value is not None if key in SAID[1:] else value for key, value in card.items()}
        for card in told.get("cards", ())
    ]
    return {**told, "cards": cards}
