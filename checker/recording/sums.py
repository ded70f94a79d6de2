"""Stand-ins for amounts: as many digits as before, a nought still a nought, and what was a sum is a sum still."""

import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

_TRIES = 4000
_BOUNDS: tuple[tuple[Fraction, Fraction] | None, ...] = (
    None,
    (Fraction(1, 2), Fraction(2)),
    (Fraction(4, 5), Fraction(1)),
    (Fraction(1), Fraction(6, 5)),
)
_RUN = 12


class NoStandIns(ValueError):
    """No invented amounts were found that keep the page's sums and the number of its digits."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as written: its value in sen, how many digits stand before the decimals, and whether it shows sen."""

    sen: int
    digits: int
    has_sen: bool


def relations(pages: Sequence[Sequence[int]]) -> list[tuple[int, tuple[int, ...]]]:
    """The sums among amounts (in sen) that stand in their pages' order: total and parts.

    Parts that stand together, as in a column, at any length; others as pairs and threes of one page.
    """
    found: dict[tuple[int, tuple[int, ...]], None] = {}
    for page in pages:
        values = [one for one in page if one]
        known = set(values)
        for start in range(len(values)):
            for end in range(start + 2, min(len(values), start + _RUN) + 1):
                parts = values[start:end]
                if sum(parts) in known:
                    found.setdefault((sum(parts), tuple(sorted(parts))), None)
        few = sorted(known)[:24]
        for size in (2, 3):
            for group in itertools.combinations(few, size):
                if sum(group) in known:
                    found.setdefault((sum(group), group), None)
    return list(found)


def stand_ins(
    amounts: Sequence[Amount], sums: Sequence[tuple[int, tuple[int, ...]]], rng: random.Random
) -> dict[int, int]:
    """For each value in sen an invented one; every sum in `sums` holds among them. Raises NoStandIns."""
    shapes: dict[int, Amount] = {}
    for one in amounts:
        known = shapes.get(one.sen)
        # Written with and without its sen, an amount has no sen to invent.
        shapes[one.sen] = one if known is None else Amount(one.sen, one.digits, one.has_sen and known.has_sen)
    values = [value for value in shapes if value]
    defined = _solved(values, sums)
    free = [value for value in values if value not in defined]
    for attempt in range(_TRIES):
        # First anything with as many digits; where no such sums come out, nearer to what was there.
        bounds = _BOUNDS[attempt * len(_BOUNDS) // _TRIES]
        made = {0: 0} | {value: _invented(shapes[value], rng, bounds) for value in free}
        if all(_derive(value, defined[value], made, shapes) for value in defined) and len(set(made.values())) == len(
            made
        ):
            return made
    raise NoStandIns("no invented amounts were found that keep the sums and the number of digits of the page")


def _derive(value: int, terms: dict[int, Fraction], made: dict[int, int], shapes: dict[int, Amount]) -> bool:
    total = sum((share * made[part] for part, share in terms.items()), Fraction(0))
    if total.denominator != 1 or total <= 0 or not _fits(int(total), shapes[value]):
        return False
    made[value] = int(total)
    return True


def _fits(sen: int, shape: Amount) -> bool:
    if not shape.has_sen and sen % 100 != shape.sen % 100:
        return False
    return len(str(sen // 100)) == shape.digits


def _invented(shape: Amount, rng: random.Random, bounds: tuple[Fraction, Fraction] | None) -> int:
    low, high = 10 ** (shape.digits - 1) if shape.digits > 1 else 0, 10**shape.digits - 1
    rupiah = shape.sen // 100
    if bounds is not None:
        low, high = max(low, int(rupiah * bounds[0])), min(high, int(rupiah * bounds[1]))
    # What shows no sen has none, and ",00" stays ",00".
    sen = rng.randrange(1, 100) if shape.has_sen and shape.sen % 100 else shape.sen % 100
    return max(rng.randint(low, max(low, high)) * 100 + sen, 1 if shape.has_sen else 100)


def _solved(values: Sequence[int], sums: Sequence[tuple[int, tuple[int, ...]]]) -> dict[int, dict[int, Fraction]]:
    """Each amount that the sums determine, as shares of amounts that they leave free."""
    order = {value: place for place, value in enumerate(sorted(values, reverse=True))}
    rows: list[dict[int, Fraction]] = []
    for total, parts in sums:
        if total not in order or any(part not in order for part in parts):
            continue
        row = {total: Fraction(1)}
        for part in parts:
            row[part] = row.get(part, Fraction(0)) - 1
        for known in rows:
            _reduce(row, known, order)
        row = {value: share for value, share in row.items() if share}
        if not row:
            continue
        for known in rows:
            _reduce(known, row, order)
        rows.append(row)
    solved = {}
    for row in rows:
        pivot = _pivot(row, order)
        solved[pivot] = {value: -share / row[pivot] for value, share in row.items() if value != pivot and share}
    return solved


def _pivot(row: dict[int, Fraction], order: dict[int, int]) -> int:
    return min((value for value, share in row.items() if share), key=order.__getitem__)


def _reduce(row: dict[int, Fraction], by: dict[int, Fraction], order: dict[int, int]) -> None:
    """Take from `row` what makes the pivot of `by` vanish in it."""
    pivot = _pivot(by, order)
    share = row.get(pivot, Fraction(0)) / by[pivot]
    if share:
        for value, other in by.items():
            row[value] = row.get(value, Fraction(0)) - share * other
