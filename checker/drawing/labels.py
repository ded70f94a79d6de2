"""What is written on a chart: names of curves, differences as people write them, days in the reader's language, ticks
that are round.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from checker.drawing.curves import Curve
from checker.money import short
from checker.settings import JAKARTA
from checker.texts import N_, _

LEGEND = 34
"""As many signs of a name as a legend has room for."""

_MONTH_STEPS = (1, 2, 3, 6)
_YEAR_STEPS = (1, 2, 5, 10, 20, 50)
_DAY_STEPS = (1, 2, 5, 10)


def legible(text: str, most: int = LEGEND) -> str:
    """`text` as it may stand in XML, on one line and not longer than a legend has room for."""
    text = " ".join("".join(sign if sign.isprintable() or sign.isspace() else "" for sign in text).split())
    return text if len(text) <= most else text[: most - 1] + "…"


def names_of(drawn: Sequence[Curve]) -> list[str]:
    """A curve's name: the company's where it is the only one of that name, else with the end of the card's number.

    Where there is no room for the whole, the company is cut: two cards of one employer are told apart by their ends.
    """
    accounts = {curve.account for curve in drawn if not curve.total}
    before = [f"{curve.account}: " if len(accounts) > 1 and not curve.total else "" for curve in drawn]
    as_cut = Counter(
        legible(start + curve.company) for start, curve in zip(before, drawn, strict=True) if curve.company
    )
    names = []
    for start, curve in zip(before, drawn, strict=True):
        card = f"KPJ …{curve.kpj[-4:]}" if curve.kpj else _("Card")
        if curve.total:
            names.append(_("Total"))
        elif curve.company is None:
            names.append(legible(start + card))
        elif as_cut[legible(start + curve.company)] == 1:
            names.append(legible(start + curve.company))
        else:
            end = f" · {card}"
            names.append(legible(start + curve.company, most=LEGEND - len(end)) + end)
    return names


def signed(sen: int) -> str:
    """A difference in as few signs as people use, with its sign: ``+Rp 350 rb``."""
    return ("+" if sen > 0 else "-" if sen < 0 else "") + short(abs(sen))


_WAYS = {"portal": "portal", "jmo": "JMO", "picture": N_("picture"), "sms": "SMS", "import": N_("typed in")}


def ways(sources: Sequence[str]) -> str:
    """By which ways a balance was read; nothing is said where that was the portal alone."""
    return "" if tuple(sources) == ("portal",) else " + ".join(_(_WAYS.get(one, one)) for one in sources)


def as_read(curve: Curve) -> str:
    """Of which day the last balance of a curve is: when and by which ways it was read, and what the page said."""
    last = curve.points[-1]
    text = _("As read on {day}").format(day=day(last.when)) + (f" ({told})" if (told := ways(last.sources)) else "")
    return text + (", " + _("balance of {day}").format(day=day(curve.as_of)) if curve.as_of else "")


def day(when: date) -> str:
    """A day in the reader's language: ``31 Okt 2026``."""
    return f"{when.day} {month(when)}"


def month(when: date) -> str:
    """A month in the reader's language: ``Okt 2026``."""
    return f"{_month(when)} {when.year}"


def month_in_full(when: date) -> str:
    """A month in the reader's language: ``Oktober 2026``."""
    names = _("January February March April May June July August September October November December").split()
    return f"{names[when.month - 1]} {when.year}"


def _month(when: date) -> str:
    return _("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()[when.month - 1]


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
    """The instants between two to be marked, each year's beginning among them, with the labels of about `most` of them.

    A year stands where it begins, and at the first label; an empty label is a mark without one.
    """
    span = (last - first).days
    if span < 60:
        step = next((step for step in _DAY_STEPS if span / step < most), 30)
        begin = first.replace(hour=0, minute=0, second=0)
        marks = [begin + timedelta(days=number) for number in range(0, span + step + 1, step)]
        marks = [mark for mark in marks if first <= mark <= last] or [first]
        return [(mark, f"{mark.day} {_month(mark)}" if at else day(mark)) for at, mark in enumerate(marks)]
    step = next((step for step in _MONTH_STEPS if span / 30 / step < most), 12)
    number = first.year * 12 + first.month - 1
    number -= number % step
    marks = []
    while (mark := datetime(number // 12, number % 12 + 1, 1, tzinfo=JAKARTA)) <= last:
        if mark >= first:
            marks.append(mark)
        number += step
    if step < 12:
        return [
            (mark, str(mark.year) if mark.month == 1 else _month(mark) if at else month(mark))
            for at, mark in enumerate(marks)
        ]
    # A year takes half the room of a month and its year.
    every = next((every for every in _YEAR_STEPS if len(marks) / every <= 2 * most), _YEAR_STEPS[-1])
    return [(mark, str(mark.year) if mark.year % every == 0 else "") for mark in marks]


def _round_step(rough: float) -> int:
    """The next 1, 2, 2.5 or 5 times a power of ten, in sen and not below a rupiah."""
    power = 100
    while power * 10 <= rough:
        power *= 10
    return next(int(power * times) for times in (1, 2, 2.5, 5, 10) if power * times >= rough or times == 10)
