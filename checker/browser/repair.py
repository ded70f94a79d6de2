"""Finding again on a changed page what was found on a recorded one, and what it could be found by from now on."""

import contextlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.browser import naming, survey, world
from checker.browser.eye import kept, look, own_frames
from checker.journey.steps import target
from checker.page import match
from checker.page.likeness import Element, best, element
from checker.page.match import Ambiguous, Hit
from checker.page.observation import Observation
from checker.portal.selectors import Candidate, Selectors

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

# Words as evidence masks them, names too, and any number in an id, a class or a name.
_MASKED = re.compile(r"x{3,}|0{3,}|\"[x0]+\"|[#.\[][^ >]*0", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Proposal:
    """New candidates for a key, to be put before those it has."""

    key: str
    new: tuple[Candidate, ...]
    old: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    told: Element
    itself: "Locator"


def propose(
    recorded: "Page", failed: "Page", selectors: Selectors, known: frozenset[str], screen: str
) -> Iterator[Proposal]:
    """For each key that `screen` needs, that the recorded page has and the failed one lacks: what would find it.

    Each proposal was tried on both pages: it finds the element, and changes nothing on the recorded page.
    """
    wanted = survey.SCREENS.get(screen, ())
    then = {one.key: one for one in survey.survey(recorded, selectors)}
    now = {one.key: one for one in survey.survey(failed, selectors)}
    others = list(_elements(failed, known))
    beside = [one.told for one in _elements(recorded, known)]
    for key in survey.keys(selectors):
        if key.name not in wanted or key.name == "balance.amount":
            continue
        if now[key.name].rank is not None or then[key.name].rank is None:
            continue
        was = _element(recorded, key, selectors, known)
        if was is None:
            continue
        # What is never pressed is never proposed.
        free = [one for one in others if not selectors.denied.search(one.told.name) or key.name.startswith("fields.")]
        place = best(was, [one.told for one in free], beside)
        if place is None:
            continue
        new = tuple(_candidates(recorded, failed, free[place].itself, key, selectors))
        if new:
            yield Proposal(key.name, new, key.candidates)


def looks(page: "Page", known: frozenset[str]) -> Counter[str]:
    """What a page shows: the roles of its elements and the words of the language, each as often as it stands there."""
    from playwright.sync_api import Error

    shown: Counter[str] = Counter()
    for frame in own_frames(page):
        with contextlib.suppress(Error):
            for line in frame.locator("body").aria_snapshot(timeout=5000).lower().splitlines():
                role, _, text = line.strip().lstrip("- ").partition(" ")
                shown[f"role {role.rstrip(':')}"] += 1
                shown.update(word for word in re.findall(r"[^\W\d_]+", text) if word in known)
    return shown


def alike(one: Counter[str], other: Counter[str]) -> float:
    """How much of what two pages show they share, from 0 to 1."""
    return (one & other).total() / max(1, (one | other).total())


def _elements(page: "Page", known: frozenset[str]) -> Iterator[_Seen]:
    for frame in own_frames(page):
        number = world.new_number()
        for place, one in enumerate(world.ask(frame, "features", number)):
            yield _Seen(element(one, known), world.kept(frame, number, place))


def _hit(seen: Observation, key: survey.Key, candidates: tuple[Candidate, ...], selectors: Selectors) -> Hit | None:
    deny = None if key.name.startswith("fields.") else selectors.denied
    try:
        return match.find(seen, candidates, key.must, deny=deny, alike=key.name == "buttons.balance")
    except Ambiguous:
        return None


def _element(page: "Page", key: survey.Key, selectors: Selectors, known: frozenset[str]) -> Element | None:
    seen = look(page, css=selectors.css)
    found = _hit(seen, key, key.candidates, selectors)
    if found is None:
        return None
    itself = kept(target(seen, found.element))
    for one in _elements(page, known):
        # The text of a link may be found where the link is meant.
        if naming.is_same(itself, one.itself, within=True):
            return one.told
    return None


def _candidates(
    recorded: "Page", failed: "Page", itself: "Locator", key: survey.Key, selectors: Selectors
) -> Iterator[Candidate]:
    places = world.ask_one(itself, "naming")
    offered = [Candidate(**{kind: text}) for kind in ("label", "placeholder", "text") for text in places[kind]]
    offered += [Candidate(css=css) for css in places["css"]]
    css = (*selectors.css, *places["css"])
    then, now = look(recorded, css=css), look(failed, css=css)
    before = _hit(then, key, key.candidates, selectors)
    count = 0
    for one in offered:
        if _MASKED.search(" ".join(getattr(one, kind) for kind in one.kinds)):
            continue  # what was masked says nothing of the real page
        found = _hit(now, key, (one,), selectors)
        if found is None or not naming.is_same(kept(target(now, found.element)), itself, within=True):
            continue
        again = _hit(then, key, (one, *key.candidates), selectors)
        if before is not None and again is not None and _is_one(again, before, field=key.name.startswith("fields.")):
            yield one
            count += 1
            if count == 2:
                return


def _is_one(again: Hit, before: Hit, field: bool) -> bool:
    """Whether two hits of a page are one thing to a person; a field must be the very one.

    What is pressed inside of an element presses it too. So does what holds it and is called the same, as the element
    that a button is drawn for in its shadow.
    """
    one, other = again.element, before.element
    if one.frame != other.frame or field:
        return (one.frame, one.path) == (other.frame, other.path)
    return other.holds(one.path) or (one.holds(other.path) and one.called == other.called)
