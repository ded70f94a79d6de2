"""What a page tells of a card beside its balance: company, segment, day."""

import re
from collections.abc import Iterable
from datetime import date

from checker import dates
from checker.model import SAID, Card
from checker.portal.words import plain, undated
from checker.reading.claims import Claim
from checker.reading.found import Found
from checker.reading.page import Page
from checker.reading.segments import Kind, Segment

LABELS = (*SAID, "as_of", "holder")
# A number in parentheses after a value is another field, such as the NPP after a company.
_PARENTHESIS = re.compile(r"\s*\([A-Z]{0,3}[0-9]{4,}\)$")


def card_of(page: Page, one: Found, *, alone: bool) -> Card:
    def told(name: str) -> str | None:
        values = values_of(page, name, None if alone else one)
        # What is a label itself, or speaks of a balance, is the neighbour of an empty value, not the value.
        words = page.words
        if len({plain(value) for value in values}) != 1 or words.says("balance", values[0]):
            return None
        return None if any(words.is_label(other, values[0]) for other in LABELS) else _PARENTHESIS.sub("", values[0])

    return Card(one.balance, one.kpj, as_of=one.as_of, **{name: told(name) for name in SAID if name != "kpj"})


def values_of(page: Page, name: str, of: Found | None = None) -> list[str]:
    """The values that stand with the labels of the list called `name`: in the card's own part, or the whole page."""
    scope: Iterable[Segment] = page.texts
    if of is not None:
        cell = of.segment.cell
        step = _own_part(page, of)
        scope = [one for one in page.texts if step in one.path] if step else []
        if cell is not None:
            scope = [one for one in page.tables[cell.table] if one.is_text]
    values: list[str] = []
    for label in scope:
        head, _, tail = label.text.partition(":")
        if not page.words.is_label(name, head):
            continue
        if tail.strip():
            values.append(tail.strip())
            continue
        value = _value_of(page, label, of)
        if value is not None:
            values.append(value.text.lstrip(": "))
    return values


def _own_part(page: Page, of: Found) -> int | None:
    """The largest container of a balance that names no card but its own."""
    part = None
    for step in reversed(of.segment.path):
        if {one.text for one in page.kpjs if step in one.path} - {of.kpj}:
            break
        part = step
    return part


def _value_of(page: Page, label: Segment, of: Found | None) -> Segment | None:
    cell = label.cell
    if cell is not None and cell.header and of is not None and of.segment.cell is not None:
        for one in page.texts:
            if (
                one.cell
                and one.cell.table == cell.table
                and one.cell.same_column(cell)
                and one.cell.same_row(of.segment.cell)
            ):
                return one if one is not label else None
    if cell is not None and page.is_head(label):
        column = [
            one
            for one in page.texts
            if one.cell and one.cell.table == cell.table and one.cell.same_column(cell) and one.at > label.at
        ]
        return column[0] if len(column) == 1 else None
    after = page.following(label)
    if after is None or after.kind is not Kind.TEXT:
        return None
    placed = after.box.beside(label.box) or after.box.over(label.box) or abs(after.box.x - label.box.x) < 24
    return after if placed else None


def day_of(page: Page) -> date | None:
    """The one day that the page says its amounts stand for; else the one on which it says they were last brought in."""
    for name in ("as_of", "updated"):
        days = {day for one in page.texts for day in days_of(page, one, name)}
        if days:
            return days.pop() if len(days) == 1 else None
    return None


def days_of(page: Page, label: Segment, name: str) -> list[date]:
    """The days that stand with a label of the list called `name`: in it, after it, or in the column that it heads."""
    if not page.words.is_label(name, undated(label.text)) or (name == "updated" and not _is_of_balance(page, label)):
        return []
    if page.is_head(label) and label.cell:
        return [day for one in page.texts if label in page.heads(one) for day in dates.find(one.text)]
    after = page.following(label)
    return dates.find(label.text) or (dates.find(after.text) if after is not None else [])


def _is_of_balance(page: Page, text: Segment) -> bool:
    """Whether the last heading before a text, if any, is one of a balance: a profile is brought up to date too."""
    over = next((page.judged(one.text) for one, _ in reversed(page.titles) if one.at < text.at), Claim.GENERIC)
    return over in (Claim.EXPLICIT, Claim.GENERIC, Claim.PROGRAMME)
