"""The use case: hold the selectors file against pages, saved ones, fixtures, or the portal's own login page."""

import contextlib
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from checker import settings
from checker.browser import arrive, guard, replay, survey
from checker.browser import launch as browser
from checker.browser.finding import find
from checker.failures import ConfigInvalid, PageNotRecognised
from checker.recording import fixture
from checker.tasks.ground import ground

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from checker.browser.survey import Found
    from checker.portal.selectors import Selectors


@dataclass(frozen=True, slots=True)
class Examined:
    """One page: what it is called, which screen it is (or is said to be), and what became of each key."""

    page: str
    screen: str
    found: tuple["Found", ...]

    @property
    def recognised(self) -> bool:
        """Whether all that its screen needs was found, or no screen is known that needs anything."""
        return not self.missing and self.screen != survey.UNKNOWN

    @property
    def missing(self) -> tuple["Found", ...]:
        """The keys that this screen needs and that nothing was found for."""
        wanted = survey.REQUIRED if self.screen == survey.UNKNOWN else survey.SCREENS.get(self.screen, ())
        return tuple(one for one in self.found if one.key in wanted and one.rank is None and one.key in survey.REQUIRED)

    @property
    def drifted(self) -> tuple["Found", ...]:
        """The keys that this screen needs and that only a later candidate found."""
        wanted = survey.SCREENS.get(self.screen, ())
        return tuple(one for one in self.found if one.key in wanted and one.rank)


def saved(pages: Sequence[Path]) -> list[Examined]:
    """Examine saved pages: HTML files, fixtures, or folders of evidence. Nothing is fetched. Raises Failure."""
    chosen, loaded = ground()
    with browser.launch(find(chosen.browser, where=chosen.browser_where)) as running:
        return [_saved(running, loaded.selectors, page) for page in pages]


def latest() -> Path:
    """The latest folder of evidence that holds a page. Raises ConfigInvalid."""
    folder = settings.load().folders.state / "evidence"
    found = sorted(one.parent for one in folder.glob("*/page.html"))
    if not found:
        raise ConfigInvalid(f"there is no evidence of a failed check in {folder}; give --page, --fixtures or --live")
    return found[-1]


def live(timeout: float) -> Examined:
    """Examine the portal's login page as it is now, typing nothing. Raises Failure."""
    base = ground()
    start, origins = base.portal()
    chosen = base.loaded.selectors
    with (
        browser.launch(find(base.chosen.browser, where=base.chosen.browser_where)) as running,
        arrive.at_login(running, chosen, start, origins, time.monotonic() + timeout) as arrived,
    ):
        told = survey.survey(arrived.page, chosen, near=True)
        screen = survey.screen(told) if arrived.recognised else "login"
        return Examined(guard.origin(arrived.page.url), screen, tuple(told))


def _saved(running: "Browser", chosen: "Selectors", page: Path) -> Examined:
    file = page / fixture.PAGE if page.is_dir() else page
    try:
        html = file.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise ConfigInvalid(f"{file}: cannot be read: {error.strerror}") from None
    if not html.strip():
        raise PageNotRecognised(f"{file} is empty")
    with replay.shown(running, html) as opened:
        told = survey.survey(opened, chosen, near=True)
    screen = survey.screen(told)
    if (file.parent / fixture.META).is_file():
        screen = _said(fixture.load_meta(file.parent).screen, screen)
    elif (said := _screen_of_run(file.parent / "run.json")) is not None:
        screen = _said(said, screen)
    return Examined(str(page), screen, tuple(told))


def _screen_of_run(file: Path) -> str | None:
    """The screen at which a failed check ended, by its evidence."""
    with contextlib.suppress(OSError, ValueError, AttributeError, RecursionError):
        said = json.loads(file.read_text(encoding="utf-8")).get("screen")
        return said if isinstance(said, str) and said in survey.SCREENS else None
    return None


def _said(said: str, seen: str) -> str:
    """The screen that a page is said to be: a login in two steps is one screen to a check and two to its keys."""
    return seen if said == "login" and seen in ("name", "password") else said
