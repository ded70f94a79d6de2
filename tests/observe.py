"""Observe pages anew: `make observations`, or `python -m tests.observe [--all] [group ...]`.

Every page of `tests/groups.py` is shown in a real browser, read as a check reads it, and what was seen is stored under
`tests/observations`. Without `--all` only what is stale is observed again; with `--sample N` every Nth page of which
nothing but the scripts is another, and the rest only if one of these is seen otherwise.
"""

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from unittest.mock import patch
from urllib.parse import urlsplit

from msgspec import structs
from playwright.sync_api import Browser, Page, Route

from checker.browser import read, replay
from checker.browser.capture import open_context
from checker.browser.finding import find
from checker.browser.launch import launch
from checker.failures import Failure
from checker.model import Reading
from checker.page.observation import Observation
from checker.portal import selectors
from checker.reading.found import PlainReading
from tests.groups import groups
from tests.real import serve
from tests.stored import Shown, Stored, amounts, eye, is_stale, load, outcome, save

_ADDRESS = "http://simulated.test/"
_BATCH = 20
"""How many pages one process is given at a time, with a context of their own: one that has seen hundreds grows slow."""


class _Watching:
    """Listens to a reading: what was seen and drawn when it was done."""

    def __init__(self) -> None:
        self.looks: list[Observation] = []
        self.drawn: bool | None = None
        self.asked: tuple[str, ...] = ()

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Keep what the reading looks at."""
        look, is_drawn = read.look, read._is_drawn  # type: ignore[attr-defined]

        def noted_look(page: Page, css: Sequence[str] = ()) -> Observation:
            self.looks.append(look(page, css=css))
            return self.looks[-1]

        def noted_drawn(page: Page, plainly: PlainReading, seen: Observation) -> bool:
            self.asked, self.drawn = amounts(plainly), is_drawn(page, plainly, seen)
            return self.drawn

        with patch.object(read, "look", noted_look), patch.object(read, "_is_drawn", noted_drawn):
            yield


def observed(page: Page, shown: Shown, seconds: float = 25) -> tuple[Stored, Reading | Failure]:
    """What is seen of the page that `page` shows, and how its reading ended in the browser."""
    portal = selectors.load().selectors
    watching = _Watching()
    with watching.listening():
        ended = replay.read_page(page, portal, shown.today, shown.chosen, seconds)
    one = Stored(
        shown.name,
        shown.page,
        eye(),
        shown.today,
        _timeless(watching.looks[-1]),
        shown.chosen,
        watching.drawn,
        watching.asked,
    )
    return structs.replace(one, watched=replay.told(outcome(one)) != replay.told(ended)), ended


def _timeless(seen: Observation) -> Observation:
    """An observation without what is another number each time the same page is looked at."""
    rest = structs.replace(seen.rest, still=0.0, soon=0.0, changes=min(seen.rest.changes, 1))
    return structs.replace(seen, rest=rest, number=0, foreign=tuple(_timeless(one) for one in seen.foreign))


def show(page: Page, shown: Shown) -> None:
    """Show a page in a document of its own, which comes as a portal's does: whole, by HTTP, with what it asks for."""

    def answer(route: Route) -> None:
        if route.request.is_navigation_request() and route.request.frame is page.main_frame:
            route.fulfill(content_type="text/html; charset=utf-8", body=shown.html)
        elif shown.beside and (file := serve.file_of(shown.beside, urlsplit(route.request.url).path)):
            route.fulfill(path=file, content_type=serve.kind_of(file))
        else:
            route.fulfill(status=404)

    page.unroute("**/*")
    page.route("**/*", answer)
    page.goto(_ADDRESS)


@contextmanager
def browsing() -> Iterator[Browser]:
    """A browser for observing, as a check starts it."""
    with launch(find(os.environ.get("SALDO_JHT_BROWSER"))) as browser:
        yield browser


_open = ExitStack()
_running: list[Browser] = []
"""The browser of this process: it stays until the process ends."""


def _start() -> None:
    _running.append(_open.enter_context(browsing()))


def _observe(batch: tuple[Shown, ...]) -> list[tuple[Shown, Stored]]:
    told = []
    context = open_context(_running[0])
    page = context.new_page()
    for shown in batch:
        show(page, shown)
        told.append((shown, observed(page, shown)[0]))
    context.close()
    return told


def stale(names: Sequence[str], *, everything: bool = False) -> list[Shown]:
    """The pages of these groups that must be observed anew."""
    shown = [case.shown for name in names for case in groups()[name]]
    return [one for one in shown if everything or is_stale(one)]


def _save(group: str, fresh: Sequence[Stored]) -> None:
    """Write a group anew: what is fresh, and of the rest what is still a page of it."""
    known = {case.shown.name for case in groups()[group]}
    merged = {one.name: one for one in (*load(group).values(), *fresh) if one.name in known}
    if merged != load(group):
        save(group, merged.values())


def _fresh(todo: Sequence[Shown], jobs: int) -> Iterator[tuple[Shown, Stored]]:
    """Each page with its new observation, in any order; it is told how far this is."""
    began, done = time.monotonic(), 0
    with ProcessPoolExecutor(jobs, get_context("spawn"), _start) as pool:
        running = [pool.submit(_observe, tuple(todo[at : at + _BATCH])) for at in range(0, len(todo), _BATCH)]
        for each in as_completed(running):
            yield from each.result()
            done += len(each.result())
            print(f"{done} of {len(todo)} pages, {time.monotonic() - began:.0f} s", flush=True)


def _taken_over(todo: Sequence[Shown], fresh: Sequence[Stored]) -> list[tuple[str, Stored]]:
    """The stored observations of `todo` under the scripts of today, each with its group.

    That is none at all if any of `fresh`, which were made with these scripts, shows something else than is stored.
    """
    seen = {one.name: one for one in fresh}
    kept: list[tuple[str, Stored]] = []
    for shown in todo:
        stored = load(shown.group)[shown.name]
        now = seen.get(shown.name, stored)
        if structs.replace(now, eye=stored.eye) != stored and not (now.watched or stored.watched):
            print(f"{shown.name} is seen otherwise than it is stored")
            return []
        kept.append((shown.group, structs.replace(now, eye=eye())))
    return kept


def _by_sample(todo: Sequence[Shown], each: int, jobs: int) -> list[Shown]:
    """Observe every `each`th page of which nothing but the scripts is another; what is stale after that.

    Where all of them are seen as they are stored, the others are taken over as they are: scripts that were only written
    otherwise see the same. A new capture of everything, as it is made at night, holds that to it.
    """
    known = [one for one in todo if (was := load(one.group).get(one.name)) is not None and was.page == one.page]
    fresh = [one for _, one in _fresh(known[::each], jobs)]
    kept = _taken_over(known, fresh)
    for name in {group for group, _ in kept}:
        _save(name, [one for group, one in kept if group == name])
    return [one for one in todo if is_stale(one)]


def main(arguments: list[str]) -> int:
    """Observe what is stale, and say how many pages that were."""
    parser = argparse.ArgumentParser(prog="python -m tests.observe", description=__doc__)
    parser.add_argument("groups", nargs="*", choices=[*groups(), []], help="all groups, if none is named")
    parser.add_argument("--all", action="store_true", help="what is not stale too")
    parser.add_argument(
        "--sample", type=int, metavar="N", help="where only scripts changed: look at every Nth page first"
    )
    parser.add_argument("--jobs", type=int, default=2, help="how many browsers at once")
    wanted = parser.parse_args(arguments)
    names = wanted.groups or list(groups())
    todo = stale(names, everything=wanted.all)
    if any(one.beside for one in todo) and not serve.LIBRARIES.is_dir():
        print("pages of tests/real are among these, and their libraries are missing: npm --prefix tests/real ci")
        return 1
    if wanted.sample:
        todo = _by_sample(todo, wanted.sample, wanted.jobs)
    left = Counter(dict.fromkeys(names, 0) | Counter(one.group for one in todo))
    fresh: dict[str, list[Stored]] = {name: [] for name in names}
    try:
        for shown, one in _fresh(todo, wanted.jobs):
            fresh[shown.group].append(one)
            left[shown.group] -= 1
            if not left[shown.group]:
                _save(shown.group, fresh[shown.group])
    finally:
        for name in names:
            _save(name, fresh[name])
    watched = [one.name for group in fresh.values() for one in group if one.watched]
    print(f"{len(todo)} pages observed; their last look is not enough: {', '.join(watched) or 'none'}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
