"""The use case: record the screens of a login and a check as fixtures, with nothing personal in them.

Pages are captured in memory; to the disk goes only what was anonymised, read again, and passed by the gate.
"""

import contextlib
import json
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
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
    review: bool,
    done: Callable[[], bool],
) -> list[Written]:
    """Record the screens of one login and check under `folder`, each fixture's name beginning with `name`.

    With `auto` the program logs in and checks; without it a person does so in the window, until `done`. `keep` is asked
    of each text that may be somebody's whether it may stand; with `review` the result is shown. Raises Failure.
    """
    base = ground(keep_credentials=auto)
    loaded, start = base.loaded, base.portal()[0]
    found = find(base.chosen.browser, headed)
    now = datetime.now(settings.JAKARTA).replace(microsecond=0)
    roll = Roll()
    tell("browser")
    if auto:
        # A check as any other, by the same rules; what a failed one saw is worth keeping too.
        wanted = Wanted(timeout, attended=headed, window=headed, prompt=True, fresh=True, witness=roll.take)
        for one in prepare().all(("default",), tell, wanted):
            if isinstance(one.outcome, Failure) and not roll.seen:
                raise one.outcome
    with browser.launch(found, headed) as running:
        if not auto:
            by_hand(running, loaded.selectors, start, now.date(), time.monotonic() + timeout, roll.take, done)
        if not roll.seen:
            raise PageNotRecognised("no page of the portal was seen")
        tell("anonymise")
        written = _write(running, loaded, roll.seen, folder, name, now, keep)
        if review and headed:
            while done():
                pass  # an Enter too many before now says nothing of what is only now shown
            pages = [one.folder / fixture.PAGE for one in written if one.refused is None]
            replay.review(running, pages, lambda: tell("review"), done)
        return written


def _write(
    running: "Browser",
    loaded: "Loaded",
    seen: Sequence[Seen],
    folder: Path,
    name: str,
    now: datetime,
    keep: Callable[[str], bool],
) -> list[Written]:
    stand_ins = StandIns(loaded.vocabulary, loaded.selectors.words, now.date())
    asked = dict.fromkeys(text for one in seen for text in markup.asked(one.tree, stand_ins))
    stand_ins.kept = frozenset(text for text in asked if keep(text))
    try:
        stand_ins.study([markup.texts(one.tree) for one in seen])
    except NoStandIns as none:
        raise BalanceUncertain(str(none)) from None
    return [_write_one(running, loaded, one, folder, name, now, stand_ins) for one in seen]


def _write_one(
    running: "Browser",
    loaded: "Loaded",
    seen: Seen,
    folder: Path,
    name: str,
    now: datetime,
    stand_ins: StandIns,
) -> Written:
    place = _free(folder, f"{name}-{seen.screen}")
    try:
        # The card that was chosen is named first: everywhere else its number gets the same stand-in.
        chosen = stand_ins.ident(seen.chosen) if seen.chosen else None
        wanted = stand_ins.reading(seen.outcome) if isinstance(seen.outcome, Reading) else None
    except NoStandIns as none:
        return Written(place, seen.screen, str(none))
    page_html = markup.anonymised(seen.tree, stand_ins)
    kept = tuple(sorted(text for text in stand_ins.kept if text in " ".join(page_html.split())))
    local = guard.is_loopback(seen.origin)
    meta = Meta(
        "simulated" if local else "recorded",
        now,
        seen.screen,
        "http://127.0.0.1" if local else seen.origin,
        chosen,
        kept,
    )
    with replay.shown(running, page_html) as page:
        expected = replay.expectation(page, loaded.selectors, now.date(), chosen)
        snapshot = page.aria_snapshot()
    if not _same(wanted, seen.outcome, expected["reading"]):
        return Written(place, seen.screen, "the anonymised page does not read as the page itself did")
    files = {
        fixture.PAGE: page_html,
        fixture.ARIA: snapshot + "\n",
        fixture.META: fixture.dump_meta(meta),
        fixture.EXPECTED: fixture.dump_expected(expected),
    }
    left = _left(files, place.name, loaded)
    if left:
        return Written(place, seen.screen, "; ".join(f"{one.rule} in {one.file.name}, line {one.line}" for one in left))
    fixture.write(place, files)
    return Written(place, seen.screen)


def _left(files: dict[str, str], name: str, loaded: "Loaded") -> list[gate.Left]:
    """What the gate finds in files that are not written yet."""
    with tempfile.TemporaryDirectory(prefix="saldo-jht-") as private:
        fixture.write(Path(private) / name, files)
        return gate.verify(Path(private) / name, loaded.vocabulary, loaded.selectors.portal.origins)


def _same(wanted: Reading | None, original: Reading | Failure | None, told: dict[str, object]) -> bool:
    """Whether the anonymised page gave what the page itself had given, by the stand-ins."""
    if wanted is None:
        # Of a screen that was not read, no balance may be claimed either, unless nobody has tried.
        return original is None or told["status"] == "error"
    ours = replay.told(wanted)
    nameless = SAID[1:]
    return _without(ours, nameless) == _without(told, nameless)


def _without(told: dict[str, object], names: Sequence[str]) -> dict[str, object]:
    """A told reading with its names, which are not mapped word by word, only said to be there or not."""
    cards = told.get("cards")
    if not isinstance(cards, list):
        return told
    bare = [{key: value is not None if key in names else value for key, value in card.items()} for card in cards]
    return {**told, "cards": bare}


def _free(folder: Path, name: str) -> Path:
    """A folder that does not exist yet."""
    number = 1
    while (place := folder / (name if number == 1 else f"{name}-{number}")).exists():
        number += 1
    return place
