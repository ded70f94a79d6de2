"""The use case: propose how the selectors file is to be mended, from a failed run's evidence and a recording."""

import difflib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from checker.browser import launch as browser
from checker.browser import repair, replay, survey
from checker.browser.finding import find
from checker.browser.repair import Proposal
from checker.failures import ConfigInvalid
from checker.portal import selectors
from checker.recording import fixture
from checker.tasks import own_file as own
from checker.tasks.examine import screen_of_run
from checker.tasks.ground import ground

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from checker.portal.selectors import Loaded

_ALIKE = 0.35
"""How much a page must look like one that was recorded to be taken for the same screen, of 1."""
_CLEARLY = 0.05
"""By how much a page must look more like one screen than like another to be taken for it."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A proposal: the change of the person's own file as a unified diff, empty where nothing could be proposed."""

    file: Path
    diff: str
    proposals: tuple[Proposal, ...]

    def write(self) -> None:
        """Write the change; `saldo-jht selectors learn --undo` takes it back. Raises StorageFailed."""
        with own.change(self.file):
            own.put(self.file, _keys(self.proposals))
            # What was written must load, or it is taken back.
            selectors.load(self.file.parent.parent)


def mend(evidence: Path, recordings: Path) -> Mended:
    """Propose changes for what the evidence's page lacks and a recording of the same screen has. Raises Failure."""
    chosen, loaded = ground()
    page = evidence / fixture.PAGE if evidence.is_dir() else evidence
    if not page.is_file():
        raise ConfigInvalid(f"{page}: there is no saved page")
    evidence_html = _sized(page.read_text(encoding="utf-8", errors="replace"))
    said = screen_of_run(page.parent / "run.json")
    found = find(chosen.browser)
    proposals: list[Proposal] = []
    with browser.launch(found, headed=False) as running:
        # What leads to the balance may wait in a menu that was shut when the check failed.
        for html in (evidence_html, _unfolded(evidence_html)):
            with replay.shown(running, html) as failed:
                proposals = _proposed(running, loaded, failed, said, recordings)
            if proposals:
                break
    file = own.path(chosen.folders.config)
    before = own.text(file)
    after = own.edited(before, _keys(tuple(proposals))) if proposals else before
    diff = "".join(difflib.unified_diff(before.splitlines(True), after.splitlines(True), str(file), f"{file} (mended)"))
    return Mended(file, diff, tuple(proposals))


def _proposed(
    running: "Browser", loaded: "Loaded", failed: "Page", said: str | None, recordings: Path
) -> list[Proposal]:
    seen = survey.screen(survey.survey(failed, loaded.selectors))
    looks = repair.looks(failed, loaded.vocabulary)
    tried: list[_Tried] = []
    for recording in _recordings(recordings, _screen(said, seen)):
        html = (recording / fixture.PAGE).read_text(encoding="utf-8")
        with replay.shown(running, html) as recorded:
            of = survey.screen(survey.survey(recorded, loaded.selectors))
            screen = fixture.load_meta(recording).screen
            half = of if screen == "login" else screen
            proposed = list(repair.propose(recorded, failed, loaded.selectors, loaded.vocabulary, half))
            alike = repair.alike(repair.looks(recorded, loaded.vocabulary), looks)
        tried.append(_Tried(screen, alike, proposed))
    return _of_the_same_screen(tried)


def _unfolded(html: str) -> str:
    """Evidence in which what a script or an attribute had hidden is shown."""
    return re.sub(r"display\s*:\s*none\s*;?|(?<=\s)hidden=(?:\"\"|&quot;&quot;)", "", html)


def _sized(html: str) -> str:
    """Evidence without the sizes of its style sheets: masked to noughts, they would hide what was shown."""
    nought = r"[\w-]+\s*:[^;{}<>\"]*(?<![\w#])0+(?:\.0+)?(?:px|r?em|%|v[hw]|fr|pt|ch)[^;{}<>\"]*;?"
    return re.sub(
        r"<style[^>]*>.*?</style>|\sstyle=\"[^\"]*\"",
        lambda sheet: re.sub(nought, "", sheet[0]),
        html,
        flags=re.DOTALL,
    )


def _keys(proposals: tuple[Proposal, ...]) -> "dict[str, tuple[selectors.Candidate, ...]]":
    return {one.key: (*one.new, *one.old) for one in proposals}


@dataclass(frozen=True, slots=True)
class _Tried:
    """What a recording of a screen proposes, and how much the failed page looks like it, of 1."""

    screen: str
    alike: float
    proposals: list[Proposal]


def _of_the_same_screen(tried: list[_Tried]) -> list[Proposal]:
    """The proposals of the screen that the failed page is; none where it could as well be another."""
    closest = max(tried, key=lambda one: one.alike, default=None)
    if closest is None or closest.alike < _ALIKE:
        return []
    if any(one.screen != closest.screen and closest.alike - one.alike < _CLEARLY for one in tried):
        return []
    of_it = sorted((one for one in tried if one.screen == closest.screen), key=lambda one: one.alike, reverse=True)
    return next((one.proposals for one in of_it if one.proposals), [])


def _screen(said: str | None, seen: str) -> str | None:
    """Which screen failed, where the run or its page says it."""
    if seen in ("login", "password", "name") or said == "login":
        return "login"
    return "menu" if said in ("menu", "balance") else None


def _recordings(folder: Path, screen: str | None) -> list[Path]:
    """The recordings of a screen, or of all that can be mended, the latest first."""
    screens = ("login", "menu") if screen is None else (screen,)
    if not folder.is_dir():
        raise ConfigInvalid(f"{folder}: there is no recording; make one with `saldo-jht record` while all works")
    found = [(fixture.load_meta(one), one) for one in fixture.find(folder) if (one / fixture.META).is_file()]
    found = [(meta, one) for meta, one in found if meta.screen in screens]
    if not found:
        raise ConfigInvalid(f"{folder}: no recording of the screen {' or '.join(screens)} is there")
    return [one for _, one in sorted(found, key=lambda pair: (pair[0].at, pair[1].name), reverse=True)]
