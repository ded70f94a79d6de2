"""Amounts that are painted in another order than they are written in: such a row names none for sure."""

from checker.failures import BalanceUncertain
from checker.reading.found import Found
from checker.reading.page import Page
from checker.reading.segments import Kind, Segment

_ROW = 6
"""How many texts and numbers before and after an amount are looked at."""
_TOUCHING = 0.2
"""The gap between two numbers that are parted, in heights of their letters."""


def veto_by_order(page: Page, found: list[Found]) -> None:
    """Refuse where a row of several amounts runs from right to left, two touch, or a column has left its header."""
    for one in (each.segment for each in found):
        row = [
            other
            for other in page.segments[max(one.at - _ROW, 0) : one.at + _ROW + 1]
            if other is not one and other.box.beside(one.box)
        ]
        values = [other for other in row if other.is_value or other.kind is Kind.KPJ]
        if values and _is_reversed(one, row):
            raise BalanceUncertain("a row of the page runs from right to left", rule="row-reversed")
        if any(_touches(one, other) for other in values):
            raise BalanceUncertain("two amounts stand against each other without a gap", rule="amounts-touch")
        if _has_left(page, one):
            raise BalanceUncertain("an amount does not stand under the header of its column", rule="column-moved")


def _is_reversed(one: Segment, row: list[Segment]) -> bool:
    """Whether the texts of a row are painted right of what is written after them."""
    texts = [other for other in row if other.kind is Kind.TEXT and other.path[:-2] == one.path[: len(other.path) - 2]]
    before = [other for other in texts if other.at < one.at]
    return bool(before) and all(other.box.x >= one.box.right - 2 for other in before)


def _touches(one: Segment, other: Segment) -> bool:
    gap = max(one.box.x - other.box.right, other.box.x - one.box.right)
    return gap < _TOUCHING * min(one.size, other.size)


def _has_left(page: Page, one: Segment) -> bool:
    """Whether an amount of a table stands under the header of another column, and not under its own."""
    heads = page.heads(one)[:1]
    if not heads or heads[0].cell is None or one.cell is None or one.cell.columns > 1:
        return False
    row, mine = heads[0].cell.row, heads[0]
    others = [
        head
        for head in page.held.get(heads[0].cell.table, ())
        if head.cell and head.cell.row == row and head.cell.column != heads[0].cell.column
    ]
    middle = (one.box.x + one.box.right) / 2
    strays = abs(middle - (mine.box.x + mine.box.right) / 2) > max(one.box.w, mine.box.w)
    return strays and any(head.box.x <= middle <= head.box.right for head in others)
