"""What heads a balance in its own part of the page: where it is not understood, the amount may be another thing."""

from checker.failures import BalanceUncertain
from checker.portal.words import plain, undated
from checker.reading.claims import Claim
from checker.reading.found import Found
from checker.reading.page import Page
from checker.reading.segments import Segment

_HEADER = 2
"""Texts: a heading with no more than one other beside it is the head of what follows; more are a part of their own."""
_NAME = 5
"""Words: a person's or a company's name has no more."""


def veto_by_headings(page: Page, found: list[Found]) -> None:
    """Refuse where what heads a balance in its own part of the page says another thing, or what is not understood."""
    for one in found:
        labels = page.labels(one.segment)
        own = [each for each in page.headings(one.segment) if each not in labels and _is_own(page, each, one.segment)]
        if any(_stands_otherwise(page, each) for each in own) or not _are_understood(page, own):
            raise BalanceUncertain(
                "the heading over a balance says more than is understood", rule="heading-not-understood"
            )


def _is_own(page: Page, heading: Segment, value: Segment) -> bool:
    """Whether a heading shares its part of the page with an amount, and heads no other part."""
    step = page.depth(heading, value)
    return step >= len(heading.path) or len(page.held[heading.path[step]]) <= _HEADER


def _stands_otherwise(page: Page, heading: Segment) -> bool:
    text = page.telling(heading)
    return page.words.says("standings", text) and not page.words.phrases["greetings"].open(text)


def _are_understood(page: Page, own: list[Segment]) -> bool:
    """Whether the nearest heading is understood; the first of a page may name the portal, and is not asked."""
    drawn = [one for one in own if any(word.heading for word in one.words) and not page.is_mute(one)]
    if not drawn or not page.titles or drawn[0] is page.titles[0][0]:
        return True
    return _is_understood(page, drawn[0])


def _is_understood(page: Page, heading: Segment) -> bool:
    words, text = page.words, page.telling(heading)
    if words.phrases["greetings"].open(text) or words.fits("card_names", text) or page.is_list(heading):
        return True
    if page.judged(text) not in (Claim.NONE, Claim.UNCLEAR):
        return True
    strange = [one for one in undated(text).split() if not one.isdecimal() and one not in words.heading]
    return not strange or _may_name(heading.text, strange) or _is_told_again(page, heading)


def _may_name(text: str, strange: list[str]) -> bool:
    """Whether a heading may be somebody's name: capital letters, and no word that is known."""
    told = plain(text).split()
    capital = all(one[:1].isupper() for one in text.split() if one[:1].isalpha())
    return capital and 1 < len(strange) == len(told) <= _NAME


def _is_told_again(page: Page, heading: Segment) -> bool:
    """Whether what a heading says is a name that the page tells elsewhere: in a greeting, as a field."""
    name = f" {plain(heading.text)} "
    return any(
        name in f" {plain(one.text)} " and (one.at in page.fields or page.words.phrases["greetings"].open(one.text))
        for one in page.texts
        if one is not heading
    )
