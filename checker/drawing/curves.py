"""The curves of a chart: what the balance of each card was when, and their total. Pure; only changes are held, and the
ends of times in which nothing was read.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import groupby, pairwise
from statistics import median
from typing import Literal, NamedTuple

from checker.keeping.history import Kept
from checker.plausible import Key, key, whole

Event = Literal["claim", "paid-out", "jump", "gone", "new"]
"""What a point stands out by: the balance fell, fell to nothing, or grew by far more than usual; the card is no longer
shown, or was not read before.
"""

# More points than this a picture cannot show and nobody reads in a table.
_MOST = 400
# A change of so many times the usual one is a jump: a return credited, a late employer.
_JUMP = 3
# Contributions come monthly: who has not looked for longer does not know what happened meanwhile ...
_MONTH_D = 32
# ... unless the readings are further apart anyway, as yearly statements are.
_UNUSUAL = 1.5


@dataclass(frozen=True, slots=True)
class Point:
    """A balance in sen from `when` on; `change` is the difference to the point before, None at the first.

    `unseen` says that nothing was read for long between the point before and this one; `sources` by which ways it was
    read: what several gave on one day, and agree on, is one point.
    """

    when: datetime
    balance: int
    change: int | None
    event: Event | None = None
    unseen: bool = False
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Curve:
    """A card's balance over time; the curve without a card is the total of all.

    `as_of` is the day that the last balance is of, where that was said; of a total it is the earliest.
    """

    account: str
    kpj: str | None
    company: str | None
    points: tuple[Point, ...]
    total: bool = False
    as_of: date | None = None


class _Step(NamedTuple):
    """A balance as it was read, by which ways, and how many days before something was read last."""

    at: str
    balance: int
    days: int
    sources: tuple[str, ...]
    event: Event | None = None


@dataclass(slots=True)
class _Trace:
    """Readings as they come in the order of time; of an unchanged stretch that was seen throughout only the ends stay.

    `level` says that the last two steps are the ends of such a stretch, `apart` how many days lay how often between two
    readings. With `daily` the last of a day stands for it: accounts that are checked together are read one by one.
    """

    daily: bool = False

    steps: list[_Step] = field(default_factory=list)
    apart: Counter[int] = field(default_factory=Counter)
    level: bool = False

    def add(self, at: str, balance: int, sources: tuple[str, ...], event: Event | None = None) -> None:
        if not self.steps:
            self.steps.append(_Step(at, balance, 0, sources))
            return
        last = self.steps[-1]
        if last.at[:10] == at[:10] and (self.daily or last.balance == balance or last.at == at):
            # What is there on the first day is not new.
            event = (event or last.event) if len(self.steps) > 1 else None
            sources = tuple(dict.fromkeys((*last.sources, *sources)))
            self.steps[-1] = last._replace(at=at, balance=balance, sources=sources, event=event)
            self.level = self.level and balance == last.balance
            return
        days = _day(at) - _day(last.at)
        if days:
            self.apart[days] += 1
        same = balance == last.balance and days <= _MONTH_D
        if same and self.level:
            self.steps[-1] = _Step(at, balance, days, sources)
        else:
            self.steps.append(_Step(at, balance, days, sources, event))
        self.level = same

    def points(self) -> tuple[Point, ...]:
        """The points of the curve: the first, the last, each change, and both ends of each gap."""
        usual = median(self.apart.elements()) if self.apart.total() > 2 else 0
        gap = max(_MONTH_D, _UNUSUAL * usual)
        kept = [
            step
            for number, step in enumerate(self.steps)
            if number in (0, len(self.steps) - 1)
            or step.balance != self.steps[number - 1].balance
            or max(step.days, self.steps[number + 1].days) > gap
        ]
        for unit in (7, 4):
            if len(kept) > _MOST:
                kept = _thinned(kept, unit)
        return tuple(_events(kept, gap))


def curves(found: Iterable[Kept]) -> list[Curve]:
    """A curve for each card in the order of their first readings; before them, where they are several, their total.

    A card that the account no longer shows counts in the total no longer. Where changes are many, the last of each
    month stands for it, or of each year.
    """
    cards: dict[tuple[str, Key], _Trace] = {}
    names: dict[tuple[str, Key], str | None] = {}
    days: dict[tuple[str, Key], str | None] = {}
    now: dict[tuple[str, Key], int] = {}
    total = _Trace(daily=True)
    for (at, account), together in groupby(found, lambda one: (one.checked_at, one.account)):
        read, before, sources = set(), set(now), dict[str, None]()
        for one in together:
            card = (account, key(one.kpj, one.npp, one.company))
            sources[one.source] = None
            cards.setdefault(card, _Trace()).add(at, one.balance, (one.source,))
            names[card] = one.company or names.get(card)
            now[card], days[card] = one.balance, one.as_of
            if whole(one.source):
                read.add(card)
        if read:
            now = {card: balance for card, balance in now.items() if card[0] != account or card in read}
        total.add(at, sum(now.values()), tuple(sources), _of_cards(before, set(now)))
    drawn = []
    for card, trace in cards.items():
        (account, (kpj, _employer)), points = card, trace.points()
        if card not in now:
            points = (*points[:-1], replace(points[-1], event="gone"))
        drawn.append(Curve(account, kpj, names[card], points, as_of=_as_of(days[card])))
    if len(drawn) < 2:
        return drawn
    told = [days[card] for card in now]
    as_of = _as_of(min(filter(None, told))) if all(told) else None
    return [Curve("", None, None, _dimmed(total.points(), drawn), total=True, as_of=as_of), *drawn]


def _as_of(told: str | None) -> date | None:
    return date.fromisoformat(told[:10]) if told else None


def _of_cards(before: set[tuple[str, Key]], after: set[tuple[str, Key]]) -> Event | None:
    """What the total stands out by where its cards are not those of before."""
    return "gone" if before - after else "new" if before and after - before else None


def _dimmed(total: tuple[Point, ...], drawn: Sequence[Curve]) -> tuple[Point, ...]:
    """The points of the total, which is not known either while one of its cards was not read."""
    gaps = [(start.when, end.when) for curve in drawn for start, end in pairwise(curve.points) if end.unseen]
    rest = [
        replace(point, unseen=point.unseen or any(start < point.when and before.when < end for start, end in gaps))
        for before, point in pairwise(total)
    ]
    return (total[0], *rest)


def _thinned(steps: list[_Step], unit: int) -> list[_Step]:
    """The last step of each month or year, as so many signs of its instant tell it, with the events before it."""
    last: dict[str, _Step] = {}
    for step in steps:
        before = last.get(step.at[:unit])
        if before is not None:
            step = step._replace(days=max(step.days, before.days), event=step.event or before.event)
        last[step.at[:unit]] = step
    return list(last.values())


def _events(kept: list[_Step], gap: float) -> Iterable[Point]:
    """The points of steps; after a gap, growth is no jump: it is that of several months."""
    changes = [after.balance - before.balance for before, after in pairwise(kept)]
    usual = median([abs(change) for change in changes if change] or [0])
    for step, change in zip(kept, (None, *changes), strict=True):
        event, unseen = step.event, step.days > gap
        if change is None or event is not None:
            pass
        elif change < 0:
            event = "paid-out" if step.balance == 0 else "claim"
        elif len(changes) > 3 and change > _JUMP * usual and not unseen:
            event = "jump"
        yield Point(datetime.fromisoformat(step.at), step.balance, change, event, unseen, step.sources)


def _day(at: str) -> int:
    return date.fromisoformat(at[:10]).toordinal()
