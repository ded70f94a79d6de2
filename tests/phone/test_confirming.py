"""A first reading of the app is confirmed by the person, for the app alone; what came of each check is kept."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from checker import settings
from checker.failures import Failure
from checker.keeping import database, history
from checker.model import Answer, CheckResult
from checker.simulator import adb
from checker.simulator.phone import phone
from checker.tasks.confirming import Question
from checker.tasks.jmo import Wanted, check


@dataclass
class Says:
    """Somebody who gives one answer to every question, and notes what they are asked."""

    answer: Answer
    asked: int = 0

    def is_there(self) -> bool:
        return True

    def put(self, question: Question) -> str:
        self.asked += 1
        assert question.around
        assert question.at_window, "a phone has no page that could be opened from here"
        return ""

    def heard(self, _: float) -> Answer | None:
        return self.answer

    def over(self) -> None:
        """The question is answered."""


def test_asked_once_then_silent_and_refused_once_the_screen_is_another(
    monkeypatch: pytest.MonkeyPatch, no_settings: Path
) -> None:
    simulated = phone("one-card")
    simulated.app.stack = ["home", "jht", "balance"]
    chosen = settings.load()

    def ran(says: Answer | None = None, *, unconfirmed: bool = False) -> str:
        asking = Says(says) if says is not None else None
        wanted = Wanted(look=True, asking=asking, unconfirmed=unconfirmed, pace=0.02)
        ended = check(chosen, wanted, lambda _: None).outcome
        assert asking is None or asking.asked == (0 if unconfirmed else 1)
        if isinstance(ended, CheckResult):
            return str(ended.reading.confidence)
        assert isinstance(ended, Failure)
        assert "jmo check" in ended.hint or says == "no"
        return str(ended.rule)

    with adb.start([simulated]) as server:
        monkeypatch.setenv("ANDROID_ADB_SERVER_PORT", str(server.port))
        assert ran() == "unconfirmed"
        assert ran("no") == "denied-by-person"
        assert ran(unconfirmed=True) == "plain"
        assert ran("yes") == "confirmed"
        assert ran() == "confirmed"
        simulated.app.more = ("Kantor Cabang", "Jakarta")
        assert ran() == "layout-changed"
    assert no_settings.is_dir()
    with database.reading(chosen.folders.data) as connection:
        runs = list(history.runs(connection, history.Filters()))
        assert {one.source for one in runs} == {"jmo"}
        assert [one.code for one in runs].count("ok") == 3
