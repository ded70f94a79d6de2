"""What the end of a check means beside those before it, and what of it is told: once, and nothing that is over."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec import structs

from checker import failures, states
from checker.keeping import database, endings, history
from checker.model import CheckResult
from checker.states import Ended, News, State, Told, news, state
from tests.history.helping import KPJ, OTHER, card, later, result

NOON = datetime(2026, 1, 1, 5, tzinfo=UTC)
NEED, DOWN, BUSY = "needs-human", "portal-unavailable", "busy"


def checks(*ends: str | int) -> list[Ended]:
    """Checks of one a day: a number is a balance that was read, a word the code of a failure, or code/rule."""
    made = []
    for number, end in enumerate(ends, 1):
        at = NOON + timedelta(days=number)
        if isinstance(end, int):
            made.append(Ended(number, at, "ok", balances={(KPJ, None): end}))
        else:
            code, _, rule = end.partition("/")
            made.append(Ended(number, at, code, rule or None))
    return made


def told(ends: Sequence[Ended], told: Told | None = None, lost: Sequence[int] = ()) -> list[tuple[int, str]]:
    """What is told of these checks one after the other, by the day of each; on the days `lost` nothing gets through."""
    heard, known = [], told or Told()
    for at, now in enumerate(ends):
        found, after = news(known, ends[:at], now)
        if found is not None and now.run in lost:
            continue
        known = after
        if found is not None:
            heard.append((at + 1, "+".join(found.states)))
    return heard


@pytest.mark.parametrize(
    ("ends", "meant"),
    [
        ((), None),
        ((BUSY,), None),
        ((5,), "unchanged"),
        ((5, 5), "unchanged"),
        ((5, 6), "changed"),
        ((5, BUSY, 6), "changed"),
        ((5, DOWN, 5), "unchanged"),
        ((5, DOWN, 6), "changed"),
        ((5, DOWN), "failing"),
        ((5, DOWN, DOWN, DOWN, 6), "back-again"),
        ((5, NEED), "needs-person"),
        ((5, NEED, DOWN), "needs-person"),
        ((5, NEED, 5), "back-again"),
        ((5, NEED, 5, 5), "unchanged"),
        ((5, "balance-uncertain"), "failing"),
        ((5, "balance-uncertain/layout-changed"), "needs-person"),
    ],
)
def test_the_state_after_the_last_check(ends: tuple[str | int, ...], meant: str | None) -> None:
    assert state(checks(*ends)) == meant


@pytest.mark.parametrize("kind", failures.BY_CODE.values(), ids=str)
def test_every_failure_has_a_state(kind: type[failures.Failure]) -> None:
    found = state(checks(kind.code))
    assert found == (None if kind.code == BUSY else State.NEEDS_PERSON if kind.needs_person else State.FAILING)


@pytest.mark.parametrize(
    ("ends", "heard"),
    [
        ((5, 5, 5), []),
        ((5, 6, 6), [(2, "changed")]),
        # A need is told once, whatever comes between, and again after it was over.
        ((5, NEED, NEED, DOWN, NEED, 5), [(2, "needs-person"), (6, "back-again")]),
        ((5, NEED, 5, NEED), [(2, "needs-person"), (3, "back-again"), (4, "needs-person")]),
        ((NEED, "needs-human/unconfirmed", NEED), [(1, "needs-person"), (2, "needs-person")]),
        # Failures are told at the third in a row; what is another check's business is none.
        ((5, DOWN, DOWN, 5), []),
        ((5, DOWN, BUSY, DOWN, DOWN, DOWN, 6), [(5, "failing"), (7, "back-again+changed")]),
        # Whoever is needed does not also hear that it fails; whoever heard that it fails hears that they are needed.
        ((5, NEED, DOWN, DOWN, DOWN, DOWN), [(2, "needs-person")]),
        ((5, DOWN, DOWN, DOWN, NEED, 5), [(4, "failing"), (5, "needs-person"), (6, "back-again")]),
    ],
)
def test_what_is_told(ends: tuple[str | int, ...], heard: list[tuple[int, str]]) -> None:
    assert told(checks(*ends)) == heard


@pytest.mark.parametrize(
    ("ends", "lost", "heard"),
    [
        # What did not get through is told with the next ...
        ((5, 6, 6, 6), (2,), [(3, "changed")]),
        ((5, NEED, NEED), (2,), [(3, "needs-person")]),
        ((5, DOWN, DOWN, DOWN, DOWN), (4,), [(5, "failing")]),
        ((5, NEED, 5, 5), (3,), [(2, "needs-person"), (4, "back-again")]),
        ((5, 6, NEED, 6), (2,), [(3, "needs-person"), (4, "back-again+changed")]),
        # ... unless it is over by then.
        ((5, NEED, 5), (2,), []),
        ((5, 6, 5), (2,), []),
        ((5, DOWN, DOWN, DOWN, 5), (4,), []),
    ],
)
def test_what_did_not_get_through_is_told_with_the_next(
    ends: tuple[str | int, ...], lost: tuple[int, ...], heard: list[tuple[int, str]]
) -> None:
    assert told(checks(*ends), lost=lost) == heard


def test_what_a_person_has_mended_themselves_is_told_once_checks_go_well_without_them() -> None:
    # On the third day somebody logs in, which ends well and tells nobody: the next check does.
    ends = checks(5, NEED, 5, 5)
    _, known = news(Told(base=1, upto=1), ends[:1], ends[1])
    found, _ = news(known, ends[:3], ends[3])
    assert found is not None
    assert found.states == (State.BACK,)
    # Had it not gone well, they would be needed anew.
    again = checks(5, NEED, 5, NEED)
    found, _ = news(known, again[:3], again[3])
    assert found is not None
    assert found.states == (State.NEEDS_PERSON,)


def test_a_change_is_told_beside_what_was_told_last() -> None:
    ends = checks(5, 6, 8)
    found, after = news(Told(base=1, upto=1), ends[:2], ends[2])
    assert isinstance(found, News)
    assert found.before == ends[0]
    assert after == Told(base=3, upto=3)


def test_a_history_that_was_begun_anew_is_told_of() -> None:
    assert told(checks(5, 6), Told(base=80, upto=90)) == [(2, "changed")]
    assert told(checks(NEED), Told(base=80, upto=90, needs=(NEED,))) == []
    # What had to be done was done by the first check of the new one, which somebody made by themselves.
    mended, again = checks(5, NEED)
    assert news(Told(base=80, upto=90, needs=(NEED,)), [mended], again)[0] is not None


def test_what_cannot_be_kept_needs_a_person_once() -> None:
    (ok,) = checks(7)
    now = states.unkept(structs.replace(ok, run=None))
    found, after = news(Told(), [], now)
    assert found is not None
    assert found.states == (State.NEEDS_PERSON,)
    assert news(after, [], now)[0] is None


def test_an_only_card_is_itself_whatever_the_page_calls_it() -> None:
    named = Ended(1, NOON, "ok", balances={(KPJ, None): 5})
    assert not states.has_changed(named, Ended(2, NOON, "ok", balances={(None, "PT Contoh Maju"): 5}))
    assert states.has_changed(named, Ended(2, NOON, "ok", balances={(KPJ, None): 5, (OTHER, None): 0}))


def test_the_checks_of_the_history(tmp_path: Path) -> None:
    def keep(outcome: object, day: int) -> None:
        assert isinstance(outcome, CheckResult | failures.Failure)
        history.keep(tmp_path, outcome, account="default", started=later(day), seconds=1)

    keep(result(card(5), card(7, OTHER), at=later(0)), 0)
    keep(failures.BalanceUncertain(rule="layout-changed"), 1)
    keep(result(card(6), card(7, OTHER), at=later(2)), 2)
    history.keep(tmp_path, failures.Busy(), account="other", started=later(3), seconds=1)
    past = history.Past(later(3), "default", card(9))
    history.add(tmp_path, [past], started=later(3), seconds=1)
    with database.reading(tmp_path) as connection:
        found = endings.endings(connection, "default")
    assert [(one.run, one.code, one.rule, one.total) for one in found] == [
        (1, "ok", None, 1200),
        (2, "balance-uncertain", "layout-changed", 0),
        (3, "ok", None, 1300),
    ]
    assert [one.at for one in found] == [later(0), later(1), later(2)]
