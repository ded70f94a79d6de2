"""Candidates for an element that a person has pointed at: the names that people use first, then its place."""

import contextlib
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.browser import world
from checker.browser.eye import kept, look
from checker.browser.world import Kept
from checker.journey.steps import target
from checker.page import match
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
    found: list[Candidate] = []
    by_name = None if personal else named(locator)
    if by_name is not None:
        found.append(by_name)
    places: dict[str, list[str]] = world.ask_one(locator, "naming")
    if not personal:
        found += [Candidate(**{kind: text}) for kind in ("label", "placeholder", "text") for text in places[kind]]
    found += [Candidate(css=css) for css in places["css"]]
    told = [one for one in dict.fromkeys(found) if not _tells_too_much(one)]
    if personal:
        return [one for one in told if _matches(page, one, locator)]
    return [one for one in told if _finds_only(page, one, locator)][:_MOST]


def _unquoted(text: str) -> str:
    return text.replace('\\"', '"').replace("\\'", "'").replace("\\\\", "\\")


def _tells_too_much(candidate: Candidate) -> bool:
    """Whether a candidate holds a number or an address that may be the person's own."""
    text = " ".join(getattr(candidate, kind) or "" for kind in (*candidate.kinds, "name"))
    return re.search(r"[0-9]{5}|@", re.sub(r"[ .,-]", "", text)) is not None


def _finds_only(page: "Page", candidate: Candidate, locator: "Locator") -> bool:
    for elements in _hits(page, candidate):
        return len(elements) == 1 and is_same(elements[0], locator)
    return False


def _matches(page: "Page", candidate: Candidate, locator: "Locator") -> bool:
    """Whether a candidate finds the element, alone or among a few of its like: a balance for each card."""
    for elements in _hits(page, candidate):
        return len(elements) <= 20 and any(is_same(one, locator) for one in elements)
    return False


def _hits(page: "Page", candidate: Candidate) -> "Iterator[list[Locator]]":
    """The elements of each frame that a candidate finds on the page as it is."""
    seen = look(page, css=(candidate.css,) if candidate.css is not None else ())
    for found in match.hits(seen, [candidate]):
        yield [kept(target(seen, one.element)) for one in found]


def is_same(one: "Locator", other: "Locator", *, within: bool = False) -> bool:
    """Whether two locators find the same element; with `within`, also whether the first's stands in the other's."""
    from playwright.sync_api import Error

    number, count = world.keep(other)
    with contextlib.suppress(Error):  # elements of two frames cannot be compared
        return count > 0 and bool(world.ask_one(one, "same", Kept(number, 0), within))
    return False
