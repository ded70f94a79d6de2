"""What is written on a chart: differences as people write them, days in the reader's language, ticks that are round."""

from datetime import datetime, timedelta

from checker.money import short
from checker.settings import JAKARTA
from checker.texts import _

_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240)
_DAY_STEPS = (1, 2, 5, 10)


def signed(sen: int) -> str:
    """A difference in as few signs as people use, with its sign: ``+Rp 350 rb``."""
    return ("+" if sen > 0 else "-" if sen < 0 else "") + short(abs(sen))


def day(when: datetime) -> str:
    """A day in the reader's language: ``31 Okt 2026``."""
    return f"{when.day} {month(when)}"


def month(when: datetime) -> str:
    """A month in the reader's language: ``Okt 2026``."""
    names = _("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()
    return f"{names[when.month - 1]} {when.year}"


def amounts(low: int, high: int, about: int = 6) -> list[int]:
    """Round amounts in sen that span from `low` to `high`; from nothing on, where that does not flatten the curve."""
    if low < high / 2 or low == high:
        low = 0
    step = _round_step(max(1, high - low) / about)
    first = low // step * step
    ticks = [first]
    while ticks[-1] < high:
        ticks.append(ticks[-1] + step)
    return ticks if len(ticks) > 1 else [first, first + step]


def digits(ticks: list[int]) -> int:
    """How many digits after the comma write every tick exactly."""
    exact = [short(one, 8) for one in ticks]
    return next((number for number in range(8) if [short(one, number) for one in ticks] == exact), 8)


def days(first: datetime, last: datetime, most: int) -> list[tuple[datetime, str]]:
    """At most about `most` days between two instants to be marked, each with its label."""
    span = (last - first).days
    if span < 60:
        step = next((step for step in _DAY_STEPS if span / step < most), 30)
        begin = first.replace(hour=0, minute=0, second=0)
        marks = [begin + timedelta(days=number) for number in range(0, span + step + 1, step)]
        return [(mark, day(mark)) for mark in marks if first <= mark <= last] or [(first, day(first))]
    months = span / 30
    step = next((step for step in _MONTH_STEPS if months / step < most), _MONTH_STEPS[-1])
    number = first.year * 12 + first.month - 1
    number -= number % step
    marked = []
    while (mark := datetime(number // 12, number % 12 + 1, 1, tzinfo=JAKARTA)) <= last:
        if mark >= first:
            marked.append((mark, str(mark.year) if step >= 12 else month(mark)))
        number += step
    return marked


def _round_step(rough: float) -> int:
    """The next 1, 2, 2.5 or 5 times a power of ten, in sen and not below a rupiah."""
    power = 100
    while power * 10 <= rough:
        power *= 10
    return next(int(power * times) for times in (1, 2, 2.5, 5, 10) if power * times >= rough or times == 10)
