"""Candidates of the selectors file turned into Playwright locators; the first that matches one visible element wins."""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from checker.browser import world
from checker.browser.eyes import own_frames
from checker.browser.world import Kept, new_number
from checker.portal.selectors import Candidate, Denied, pattern

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Locator, Page


@dataclass(frozen=True)
class Hit:
    """A visible element, and which candidate found it (0 is the one most trusted)."""

    locator: "Locator"
    frame: "Frame"
    rank: int
    name: str = ""
    """What the element is called to a person, near enough for comparing with a deny list."""
    link: str = ""
    in_form: bool = False
    fixed: bool = False
    """Whether it is a field that cannot be typed in."""
    shown: bool = True
    """Whether a person sees it: a trap for programs stands off the page, or has no size or ink."""
    around: bool = False
    """Whether it holds another element that the same candidate matches."""
    kept: Kept | None = None
    """What its document keeps it by."""

    @cached_property
    def itself(self) -> Kept:
        """What the element is kept by, so that others are told to stand beside it; asked for once."""
        if self.kept is not None and world.still_kept(self.frame, self.kept.number, self.kept.index) is not None:
            return self.kept
        self.locator.wait_for(state="attached", timeout=10_000)  # what was drawn again is found anew
        return Kept(world.keep(self.locator)[0], 0)

    @property
    def element(self) -> "Locator":
        """The very element that was found, and no other in its place; it matches nothing once it is gone."""
        return world.kept(self.frame, self.itself.number, self.itself.index)


class Ambiguous(Exception):
    """Every candidate that matched, matched several visible elements."""


def locator(frame: "Frame", candidate: Candidate, hidden: bool = False) -> "Locator":
    """The Playwright locator of one candidate in one frame; by role, with `hidden`, of what is not shown too."""
    if candidate.role is not None:
        name = pattern(candidate.name) if candidate.name is not None else None
        # Playwright's own type is a literal of all roles; the selectors file names them freely.
        role = cast("Any", candidate.role)
        return frame.get_by_role(role, name=name, include_hidden=hidden)
    for kind in ("label", "placeholder", "text", "alt", "title"):
        value = getattr(candidate, kind)
        if value is not None:
            by = {"alt": "alt_text"}.get(kind, kind)
            located: Locator = getattr(frame, f"get_by_{by}")(pattern(value))
            return located
    if candidate.test_id is not None:
        return frame.get_by_test_id(candidate.test_id)
    return frame.locator(str(candidate.css))


def hits(
    page: "Page", candidates: Sequence[Candidate], only: str = "", beside: Hit | None = None
) -> "Iterator[list[Hit]]":
    """For each candidate and frame, the visible elements it matches, if any.

    `only` is a CSS condition they must meet. With `beside`, only fields of that one's form count.
    """
    from playwright.sync_api import Error

    for rank, candidate in enumerate(candidates):
        # One of the first two is found as a rule; before the others are asked for one by one, ask whether any is there.
        if rank == 2 and len(candidates) > 3 and not present(page, candidates[2:]):
            return
        for frame in own_frames(page):
            with contextlib.suppress(Error):  # elements of two frames cannot be compared, a frame may be gone
                other = beside.itself if beside is not None else None
                match = locator(frame, candidate).filter(visible=True)
                if only:
                    match = match.and_(frame.locator(only))
                number = new_number()
                found = [
                    Hit(
                        match.nth(at),
                        frame,
                        rank,
                        " ".join(one["name"].split()),
                        one["link"],
                        one["in_form"],
                        one["fixed"],
                        one["shown"],
                        one["around"],
                        Kept(number, at),
                    )
                    for at, one in enumerate(world.ask(match, "describe", other, number=number))
                    if one["beside"]
                ]
                if found:
                    yield found


def present(page: "Page", candidates: Sequence[Candidate], *, foreign: bool = False) -> bool:
    """Whether any candidate matches anything visible: one question a frame, where `hits` asks one a candidate.

    With `foreign`, frames of other origins are asked too.
    """
    from playwright.sync_api import Error

    if not candidates:
        return False
    for frame in page.frames if foreign else own_frames(page):
        with contextlib.suppress(Error):
            if _any(frame, candidates).count():
                return True
    return False


def texts(page: "Page", candidates: Sequence[Candidate]) -> list[str]:
    """The texts of all that the first matching candidate finds, as the browser gives them."""
    from playwright.sync_api import Error

    found: list[str] = []
    for frame in own_frames(page):
        with contextlib.suppress(Error):
            found += world.ask(_any(frame, candidates), "texts")
    if len(found) > 1:  # which of them are the first candidate's has to be asked
        found = []
        for hit in next(hits(page, candidates), []):
            with contextlib.suppress(Error):
                found += world.ask(hit.locator, "texts")
    return found


def _any(frame: "Frame", candidates: Sequence[Candidate]) -> "Locator":
    """The locator of what is visible and matches any candidate."""
    union = locator(frame, candidates[0])
    for candidate in candidates[1:]:
        union = union.or_(locator(frame, candidate))
    return union.filter(visible=True)


def find(
    page: "Page",
    candidates: Sequence[Candidate],
    only: str = "",
    deny: "Denied | None" = None,
    alike: bool = False,
    beside: Hit | None = None,
    *,
    on_page: bool = False,
) -> Hit | None:
    """The one visible element that the most trusted candidate matches.

    A candidate that matches several is passed over; raises Ambiguous if only such ones matched. Elements whose own
    name fits `deny` do not count, nor, where `only` is given, those that no person sees. With `alike`, several that are
    called the same or lead to the same address are one: a portal may offer one thing in its menu and on its page. With
    `beside`, only fields of that one's form count; with `on_page`, only what does not wait beyond the page's edge to
    slide in.
    """
    several = False
    for found in hits(page, candidates, only, beside):
        # Matches that lie one in another are one thing to a person: the innermost counts.
        kept = [one for one in found if not one.around and (deny is None or not deny.search(one.name))]
        if on_page or only:
            kept = [one for one in kept if one.shown]
        if len(kept) == 1 or (alike and kept and _same(kept)):
            return kept[0]
        several = several or len(kept) > 1
    if several:
        raise Ambiguous
    return None


def same_form(element: "Locator", other: Hit) -> bool:
    """Whether two elements belong to one form, or both to none."""
    from playwright.sync_api import Error

    with contextlib.suppress(Error):  # elements of two frames cannot be compared
        return any(one["beside"] for one in world.ask(element, "describe", other.itself))
    return False


def points_at(element: "Locator", inner: Hit) -> bool:
    """Whether an element names, by an id in any of its attributes, a part of the page that holds `inner`."""
    from playwright.sync_api import Error

    with contextlib.suppress(Error):  # elements of two frames cannot be compared
        return bool(world.ask_one(element, "points_at", inner.itself))
    return False


def sends_fields(hit: Hit, *, anyhow: bool) -> bool:
    """Whether pressing an element sends what is typed in fields; with `anyhow`, whether a script might do so."""
    from playwright.sync_api import Error

    with contextlib.suppress(Error):
        return bool(world.ask_one(hit.element, "sends", anyhow))
    return True


def pressed_with(hit: Hit) -> tuple[str, str]:
    """The words of what is pressed with an element, and the path it leads to: a sign without a word may be a tile's."""
    from playwright.sync_api import Error

    with contextlib.suppress(Error):
        words, path = world.ask_one(hit.locator, "pressed_with")
        return str(words or ""), str(path)
    return "", ""


def alone(page: "Page", only: str, rank: int) -> Hit | None:
    """Of all visible fields that meet the condition `only`, the one that has no other of them in its form."""
    from playwright.sync_api import Error

    kept: list[Hit] = []
    for frame in own_frames(page):
        with contextlib.suppress(Error):
            fields = frame.locator(only).filter(visible=True)
            asked = world.ask(fields, "alone")
            told = list(zip(asked["told"], asked["forms"], strict=True))
            inside = [form for one, form in told if one["shown"]]
            kept += [
                Hit(fields.nth(at), frame, rank, in_form=one["in_form"])
                for at, (one, form) in enumerate(told)
                if one["shown"] and inside.count(form) == 1
            ]
    return kept[0] if len(kept) == 1 else None


@dataclass(frozen=True)
class Standing:
    """How an element stands on the page now; one that is gone is free, and called nothing."""

    name: str = ""
    free: bool = True
    """Whether nothing lies over it."""
    hollow: bool = False
    """Whether it would send a password field in which nothing was typed."""


def stands(element: "Locator") -> Standing:
    """How an element stands on the page now, its name as in `Hit.name`."""
    from playwright.sync_api import Error

    with contextlib.suppress(Error):
        told = world.ask(element, "standing")
        name = " ".join(one["name"] for one in told["told"])
        return Standing(" ".join(name.split()), told["free"], told["hollow"])
    return Standing()


def _same(found: list[Hit]) -> bool:
    """Whether all are called the same, or lead to the same address."""
    names, links = {one.name.lower() for one in found}, {one.link for one in found}
    return len(names) == 1 or (len(links) == 1 and "" not in links)
