"""What a report of one month tells: balances, what they changed by in the month and in a year, months in which a
contribution seems to be missing. Pure; it tells what was read, and no more than that lets one suppose.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median

from checker.drawing.curves import Curve, Point, curves
from checker.keeping.history import Kept
from checker.plausible import key

Month = tuple[int, int]
"""A year and a month of it, 1 to 12."""

_MONTHS = 12
# Returns are credited too: what is less than this share of the usual growth is not the usual contribution.
_SHARE = 0.5
# Contributions that come late make the next growth as many times the usual one, and so much more for a higher wage.
_ABOUT = 0.3
# A month that is not over is judged only where its readings are as far apart as those of a whole one.
_WHOLE_D = 31


@dataclass(frozen=True, slots=True)
class Change:
    """A difference in sen to the balance `before` that was read on the day `since`."""

    since: date
    sen: int
    before: int

    @property
    def percent(self) -> float | None:
        """The difference in per cent of what it was; None where that was nothing."""
        return 100 * self.sen / self.before if self.before else None


@dataclass(frozen=True, slots=True)
class Line:
    """A card, or the total: its balance in sen, read last on the day `read`, and what it changed by.

    The curve is its own; `gone` says that the account no longer shows it.
    """

    curve: Curve
    read: date
    balance: int
    month: Change | None
    year: Change | None
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """Between two readings of a card a contribution seems to be missing; `some` says that it grew a little."""

    curve: Curve
    since: date
    until: date
    some: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """All that is told. The first of `lines` is the total, or the only card. `months` are the last twelve up to
    `month`, the newest first, each with the balance at its end (None where nothing was read in it) and its change.

    `events` are those of the last year.
    """

    month: Month
    read: date
    lines: tuple[Line, ...]
    months: tuple[tuple[Month, int | None, Change | None], ...]
    missing: tuple[Missing, ...]
    events: tuple[tuple[Curve, Point], ...]

    @property
    def curves(self) -> list[Curve]:
        """The curves of the picture."""
        return [line.curve for line in self.lines]

    @property
    def fresh(self) -> bool:
        """Whether anything was read in the month itself."""
        return month_of(self.read) == self.month


def month_of(day: date) -> Month:
    """The month that a day is in."""
    return day.year, day.month


def back(month: Month, count: int) -> Month:
    """The month so many before another."""
    number = month[0] * 12 + month[1] - 1 - count
    return number // 12, number % 12 + 1


def summary(found: Iterable[Kept], month: Month | None, today: date) -> Summary | None:
    """What there is to tell at the end of `month` (None: that of the last reading); None where nothing was read.

    `found` are readings in the order of time, none of them later than the month.
    """
    cards: dict[tuple[str, str | None, str | None], dict[Month, date]] = {}
    days: dict[Month, date] = {}

    def noted() -> Iterator[Kept]:
        for one in found:
            day = date.fromisoformat(one.checked_at[:10])
            card = (one.account, *key(one.kpj, one.npp, one.company))
            cards.setdefault(card, {})[month_of(day)] = day
            days[month_of(day)] = day
            yield one

    drawn = curves(noted())
    if not drawn:
        return None
    read = max(days.values())
    month = month or month_of(read)
    # `curves` keeps the cards in the order of their first readings, and puts their total before them.
    seen = [days, *cards.values()] if drawn[0].total else list(cards.values())
    lines = tuple(_line(curve, at, month) for curve, at in zip(drawn, seen, strict=True))
    missing = [
        one
        for line, at in zip(lines, seen, strict=True)
        if not line.curve.total and not line.gone
        for one in _missing(line.curve, at, month, today)
    ]
    months = [
        (this, _balance(drawn[0], days[this]) if this in days else None, _change(drawn[0], days, this, 1))
        for this in (back(month, number) for number in range(_MONTHS))
        if this >= min(days)
    ]
    return Summary(
        month,
        read,
        lines,
        tuple(months),
        tuple(sorted(missing, key=lambda one: one.since)),
        tuple(_of_year(drawn, month)),
    )


def _line(curve: Curve, days: dict[Month, date], month: Month) -> Line:
    read = max(days.values())
    gone = curve.points[-1].event == "gone" and not curve.total
    return Line(
        curve, read, _balance(curve, read), _change(curve, days, month, 1), _change(curve, days, month, _MONTHS), gone
    )


def _balance(curve: Curve, day: date) -> int:
    """The balance as it stood at the end of a day that is not before the first reading."""
    place = bisect_right(curve.points, day, key=lambda point: point.when.date())
    return curve.points[max(place - 1, 0)].balance


def _change(curve: Curve, days: dict[Month, date], month: Month, months: int) -> Change | None:
    """The change up to the end of `month` from the last reading so many months before, or from the first one.

    None where nothing was read in these months, or nothing before them.
    """
    start = back(month, months)
    within = [day for one, day in days.items() if start < one <= month]
    before = [day for one, day in days.items() if one <= start]
    if not within or (not before and months == 1):
        return None
    end, since = max(within), max(before, default=curve.points[0].when.date())
    if since >= end:
        return None
    was = _balance(curve, since)
    return Change(since, _balance(curve, end) - was, was)


def _missing(curve: Curve, days: dict[Month, date], month: Month, today: date) -> Iterator[Missing]:
    """Stretches of the last year, from one month's last reading to the next month's, without the usual contribution.

    Of a card that grows in fewer than half of them nothing is missing: nobody pays for it any more.
    """
    stretches = [
        (days[before], days[after])
        for before, after in pairwise(sorted(days))
        if back(after, 1) == before and back(month, _MONTHS) < after <= month
    ]
    grown = [(start, end, _balance(curve, end) - _balance(curve, start)) for start, end in stretches]
    rises = [growth for *_days, growth in grown if growth > 0]
    if len(rises) < 2 or 2 * len(rises) < len(grown):
        return
    usual = median(rises)
    pending: list[Missing] = []
    for start, end, growth in grown:
        if growth < 0:
            continue
        if growth < _SHARE * usual:
            if month_of(end) != month_of(today) or (end - start).days >= _WHOLE_D:
                pending.append(Missing(curve, start, end, growth > 0))
        else:
            # More than they come to is no making up: it is a return, beside which they are missing still.
            times = growth / usual
            pending = pending[round(times) - 1 :] if times <= len(pending) + 1 + _ABOUT else pending
    yield from pending


def _of_year(drawn: Sequence[Curve], month: Month) -> Iterator[tuple[Curve, Point]]:
    """What stood out in the last year, the newest first; the total repeats what the cards tell."""
    found = [
        (curve, point)
        for curve in drawn
        if not curve.total
        for point in curve.points
        if point.event and back(month, _MONTHS) < month_of(point.when.date()) <= month
    ]
    return iter(sorted(found, key=lambda one: one[1].when, reverse=True))


def ends(month: Month) -> date:
    """The last day of a month."""
    year, number = back(month, -1)
    return date.fromordinal(date(year, number, 1).toordinal() - 1)
