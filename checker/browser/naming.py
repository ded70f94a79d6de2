"""Candidates for an element that a person has pointed at: the names that people use first, then its place."""

import contextlib
import re
from typing import TYPE_CHECKING

from checker.browser import world
from checker.browser.eye import kept, look
from checker.browser.world import Kept
from checker.journey.steps import target
from checker.page import match
from checker.page.observation import Observation
from checker.portal.selectors import Candidate

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

_CALL = re.compile(
    r"get_by_(?P<kind>role|label|placeholder|text|alt_text|title|test_id)\((?P<quote>\"|')(?P<first>.*?)(?P=quote)"
    r"(?:, name=(?P<q2>\"|')(?P<name>.*?)(?P=q2))?(?:, exact=True)?\)"
)
_MOST = 3


def named(locator: "Locator") -> Candidate | None:
    """The candidate that Playwright's normalised locator amounts to; None if it is more than one simple step."""
    hit = _CALL.fullmatch(str(locator.normalize()))
    if hit is None:
        return None
    kind = hit["kind"].replace("alt_text", "alt")
    first = _unquoted(hit["first"])
    if kind == "role":
        return Candidate(role=first, name=_unquoted(hit["name"])) if hit["name"] else None
    return Candidate(**{kind: first})


def candidates(page: "Page", locator: "Locator", *, personal: bool) -> list[Candidate]:
    """The candidates that find just this element, the most trusted first.

    With `personal`, what it shows is the person's own and changes: then no candidate goes by its text.
    """
    places: dict[str, list[str]] = world.ask_one(locator, "naming")
    found = [Candidate(css=css) for css in places["css"]]
    if not personal:
        texts = [Candidate(**{kind: text}) for kind in ("label", "placeholder", "text") for text in places[kind]]
        by_name = named(locator)
        found = [*([by_name] if by_name is not None else []), *texts, *found]
    told = [one for one in dict.fromkeys(found) if not _tells_too_much(one)]
    seen = look(page, css=tuple(one.css for one in told if one.css is not None))
    # A balance may be there for each card: then it is found among a few of its like.
    good = [one for one in told if _finds(seen, one, locator, most=20 if personal else 1)]
    return good if personal else good[:_MOST]


def _unquoted(text: str) -> str:
    return text.replace('\\"', '"').replace("\\'", "'").replace("\\\\", "\\")


def _tells_too_much(candidate: Candidate) -> bool:
    """Whether a candidate holds a number or an address that may be the person's own."""
    text = " ".join(getattr(candidate, kind) or "" for kind in (*candidate.kinds, "name"))
    return re.search(r"[0-9]{5}|@", re.sub(r"[ .,-]", "", text)) is not None


def _finds(seen: Observation, candidate: Candidate, locator: "Locator", most: int) -> bool:
    """Whether a candidate finds the element in the first frame in which it finds any, among so many at the most."""
    found = next(match.hits(seen, [candidate]), [])
    return len(found) <= most and any(is_same(kept(target(seen, one.element)), locator) for one in found)


def is_same(one: "Locator", other: "Locator") -> bool:
    """Whether two locators find the same element."""
    from playwright.sync_api import Error

    number, count = world.keep(other)
    with contextlib.suppress(Error):  # elements of two frames cannot be compared
        return count > 0 and bool(world.ask_one(one, "same", Kept(number, 0)))
    return False
