"""The curves of a chart: what the balance of each card was when, and their total. Pure; only changes are held."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise
from statistics import median

from checker.keeping.history import Kept
from checker.plausible import Key, key, whole

# More points than this a picture cannot show and nobody reads in a table.
_MOST = 400
# A change of so many times the usual one is a jump: a return credited, a claim, a late employer.
_JUMP = 3


@dataclass(frozen=True, slots=True)
class Point:
    """A balance in sen from `when` on; `change` is the difference to the point before, None at the first."""

    when: datetime
    balance: int
    change: int | None
    jump: bool = False


@dataclass(frozen=True, slots=True)
class Curve:
    """A card's balance over time; the curve without a card is the total of all."""

    account: str
    kpj: str | None
    company: str | None
    points: tuple[Point, ...]
    total: bool = False


def curves(found: Iterable[Kept]) -> list[Curve]:
    """A curve for each card in the order of their first readings; before them, where they are several, their total.

    A card that the account no longer shows counts in the total no longer. Where changes are many, the last of each
    month stands for it, or of each year.
    """
    cards: dict[tuple[str, Key], list[tuple[str, int]]] = {}
    names: dict[tuple[str, Key], str | None] = {}
    now: dict[tuple[str, Key], int] = {}
    total: list[tuple[str, int]] = []
    for (at, account), together in groupby(found, lambda one: (one.checked_at, one.account)):
        read = set()
        for one in together:
            card = (account, key(one.kpj, one.npp, one.company))
            _extend(cards.setdefault(card, []), at, one.balance)
            names[card] = one.company or names.get(card)
            now[card] = one.balance
            if whole(one.source):
                read.add(card)
        if read:
            now = {card: balance for card, balance in now.items() if card[0] != account or card in read}
        _extend(total, at, sum(now.values()))
    drawn = [
        Curve(account, kpj, names[account, (kpj, employer)], _points(steps))
        for (account, (kpj, employer)), steps in cards.items()
    ]
    return [Curve("", None, None, _points(total), total=True), *drawn] if len(drawn) > 1 else drawn


def _extend(steps: list[tuple[str, int]], at: str, balance: int) -> None:
    """Add a balance; of those that are equal only the first and the last are held."""
    if (len(steps) > 1 and steps[-1][1] == steps[-2][1] == balance) or (steps and steps[-1][0] == at):
        steps[-1] = (at, balance)
    else:
        steps.append((at, balance))


def _points(steps: list[tuple[str, int]]) -> tuple[Point, ...]:
    # The last of an unchanged stretch matters only at the very end.
    kept = [
        step for number, step in enumerate(steps) if number in (0, len(steps) - 1) or step[1] != steps[number - 1][1]
    ]
    for unit in (7, 4):
        if len(kept) > _MOST:
            kept = list({at[:unit]: (at, balance) for at, balance in kept}.values())
    changes = [abs(after - before) for (_, before), (_, after) in pairwise(kept)]
    usual = median([change for change in changes if change] or [0])
    points = []
    before: int | None = None
    for at, balance in kept:
        change = None if before is None else balance - before
        jump = change is not None and (change < 0 or (len(changes) > 3 and change > _JUMP * usual))
        points.append(Point(datetime.fromisoformat(at), balance, change, jump))
        before = balance
    return tuple(points)
