"""A portal that is not there yet is tried again, with pauses, until the time is over; other failures are not."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from checker import failures
from checker.failures import BrowserFailed, Failure, PortalUnavailable, PortalUnreachable
from checker.tasks.patience import Patience


def pauses(patience: Patience, failure: Failure, a_try: float = 1.0) -> Iterator[float]:
    """The pauses between tries that all end with `failure` after so many seconds."""
    now = 0.0
    while True:
        now += a_try
        pause = patience.pause(failure, now)
        if pause is None:
            return
        yield pause
        now += pause


def test_the_pauses_grow_and_the_last_try_uses_what_is_left() -> None:
    found = list(pauses(Patience(90, pausing=True), PortalUnreachable()))
    assert found[:5] == [2, 4, 8, 16, 32]
    # Six tries of a second each, and two seconds that a last one may take.
    assert sum(found) == pytest.approx(90 - 6 - 2)
    assert found[5:] == [pytest.approx(20)]


def test_with_half_an_hour_the_portal_is_left_alone_for_minutes() -> None:
    found = list(pauses(Patience(1800, pausing=True), PortalUnavailable()))
    assert max(found) == 300
    assert len(found) < 14


@pytest.mark.parametrize("kind", failures.BY_CODE.values(), ids=str)
def test_only_what_the_table_of_failures_lets_be_tried_again_is(kind: type[Failure]) -> None:
    tried = list(pauses(Patience(60, pausing=True), kind()))
    assert bool(tried) == (kind.retry == "before-login")


def test_who_sits_there_is_told_at_the_second_failure() -> None:
    assert list(pauses(Patience(90, pausing=False), PortalUnreachable())) == [0]


def test_a_browser_is_started_anew_once() -> None:
    assert list(pauses(Patience(90, pausing=True), BrowserFailed())) == [0]
    mixed = Patience(90, pausing=True)
    tried = [mixed.pause(one, 1.0) for one in (PortalUnreachable(), BrowserFailed(), PortalUnreachable())]
    assert tried == [2, 0, 4]


def test_a_portal_that_says_until_when_is_left_alone() -> None:
    told = PortalUnavailable(try_after=datetime(2026, 11, 22, tzinfo=UTC))
    assert Patience(90, pausing=True).pause(told, 1.0) is None
