"""What the end of a check means to a person beside the checks before it, and what of it is news. Pure: it reads no
history and tells nobody.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum

import msgspec

from checker.failures import BY_CODE, IN_A_ROW, Busy, StorageFailed
from checker.model import DENIED
from checker.plausible import Key

# A doubt about the number passes by itself, but not where the person is asked once more.
_ASKED_ANEW = frozenset(("layout-changed", DENIED))


class State(StrEnum):
    """What a check's end means."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    NEEDS_PERSON = "needs-person"
    FAILING = "failing"
    BACK = "back-again"


class Ended(msgspec.Struct, frozen=True):
    """How one check of one account ended: `code` is ``ok`` or a failure's code, `rule` the rule that refused.

    `run` is its number in the history, None where it could not be kept. `balances` are those that were read, in sen.
    """

    run: int | None
    at: datetime
    code: str
    rule: str | None = None
    balances: Mapping[Key, int] = {}
    as_of: date | None = None

    @property
    def total(self) -> int:
        """The sum of the balances, in sen."""
        return sum(self.balances.values())


class Told(msgspec.Struct, frozen=True):
    """What somebody has been told of the checks up to the run `upto`: the balances of the run `base`, each need for a
    person, and that the checks fail.
    """

    base: int | None = None
    upto: int = 0
    needs: tuple[str, ...] = ()
    failing: bool = False


class News(msgspec.Struct, frozen=True):
    """What is to be told of the check `now`; `states` is not empty.

    `before` is the check whose balances were told last. `since` is when the first of so many checks failed that have
    failed `in_a_row`.
    """

    states: tuple[State, ...]
    now: Ended
    before: Ended | None
    since: datetime
    in_a_row: int


def need(one: Ended) -> str | None:
    """What a person is needed for: a code, or the rule where the code does not tell what they should do; else None."""
    if one.rule in _ASKED_ANEW:
        return one.rule
    failure = BY_CODE.get(one.code)
    if failure is None or not failure.needs_person:
        return None
    return one.rule or one.code


def state(checks: Sequence[Ended], in_a_row: int = IN_A_ROW) -> State | None:
    """The state after the last of one account's checks, which are in the order of time; None where there is none."""
    checks = [one for one in checks if one.code != Busy.code]
    if not checks:
        return None
    *earlier, now = checks
    before, failed = _split(earlier)
    if now.code != "ok":
        return State.NEEDS_PERSON if any(map(need, (*failed, now))) else State.FAILING
    if any(map(need, failed)) or len(failed) >= in_a_row:
        return State.BACK
    return State.CHANGED if before is not None and has_changed(before, now) else State.UNCHANGED


def news(told: Told, earlier: Sequence[Ended], now: Ended, in_a_row: int = IN_A_ROW) -> tuple[News | None, Told]:
    """What is to be told of the check `now` beside the `earlier` ones of the account, to somebody who has been `told`
    so much; and what they have been told once that has reached them.

    Each need for a person is told once, until a check goes well again; that checks fail is told after so many.
    """
    last = max((one.run for one in earlier if one.run), default=0)
    if told.upto > last:
        # The history was begun anew.
        told = Told(needs=told.needs, failing=told.failing)
    if now.code == Busy.code:
        return None, told
    upto, (good, failed) = now.run or last, _split(earlier)
    before = next((one for one in earlier if one.run == told.base and one.code == "ok"), good)
    failed = [one for one in failed if not need(one)]
    states: list[State] = []
    if now.code == "ok":
        if told.needs or told.failing:
            states.append(State.BACK)
        if before is not None and has_changed(before, now):
            states.append(State.CHANGED)
        after = Told(now.run, upto)
    else:
        over = any(one.code == "ok" and (one.run or 0) > told.upto for one in earlier)
        needs, failing = ((), False) if over else (told.needs, told.failing)
        if wanted := need(now):
            states += [State.NEEDS_PERSON] if wanted not in needs else []
            needs = (*needs, wanted)
        else:
            failed.append(now)
            if len(failed) >= in_a_row and not failing and not needs:
                states.append(State.FAILING)
                failing = True
        after = Told(before.run if before is not None else None, upto, tuple(dict.fromkeys(needs)), failing)
    found = News(tuple(states), now, before, failed[0].at if failed else now.at, len(failed)) if states else None
    return found, after


def has_changed(before: Ended, now: Ended) -> bool:
    """Whether there are other balances or cards than before; an only card is itself, whatever a page calls it."""
    if len(before.balances) == len(now.balances) == 1:
        return before.total != now.total
    return before.balances != now.balances


def failed(checks: Sequence[Ended]) -> int:
    """How many of the last checks have failed, one after the other."""
    return len(_split(checks)[1])


def unkept(one: Ended) -> Ended:
    """`one` as it counts where it could not be kept in the history: a person must see to that."""
    return Ended(None, one.at, StorageFailed.code if one.code == "ok" else one.code, one.rule)


def _split(checks: Sequence[Ended]) -> tuple[Ended | None, list[Ended]]:
    """The last check that went well, and those that have failed since."""
    failed: list[Ended] = []
    for one in reversed(checks):
        if one.code == "ok":
            return one, failed[::-1]
        if one.code != Busy.code:
            failed.append(one)
    return None, failed[::-1]
