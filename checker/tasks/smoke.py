"""The use case: a smoke run, which tells whether a check could work at all, step by step, for a build machine."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from checker import settings
from checker.browser import arrive, guard, survey
from checker.browser import launch as browser
from checker.browser.finding import find
from checker.failures import Failure, NeedsHuman, PageNotRecognised
from checker.model import CheckResult, Confidence
from checker.tasks.ground import ground
from checker.texts import N_, fill

DRIFT = 3
"""The exit status where all works, but a key of the login is no longer found by its first candidate."""


class Result(StrEnum):
    """How a step ended; `LIMIT` is what a program may not do, and no failure of the run."""

    OK = "ok"
    LIMIT = "limit"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `seconds` is how long it took, `status` the exit status that it asks for, `code` its failure's."""

    name: str
    result: Result
    detail: str = ""
    seconds: float = 0.0
    status: int = 0
    code: str = ""

    def as_object(self) -> dict[str, str | float | None]:
        """The step as JSON holds it."""
        told = {"name": self.name, "result": str(self.result), "detail": self.detail, "code": self.code or None}
        return {**told, "seconds": round(self.seconds, 3)}


def run(login: bool, timeout: float) -> Iterator[Step]:
    """Go through the steps; the first failure ends the run, drift does not. `timeout` is in seconds."""
    began = time.monotonic()
    try:
        base = ground(keep_credentials=True)
        loaded, (start, origins) = base.loaded, base.portal()
        found = find(base.chosen.browser, where=base.chosen.browser_where)
    except Failure as failure:
        yield _failed("settings", failure, began)
        return
    captcha = False
    # The first browser must not inherit them; the check takes them out of the environment itself.
    secrets = {name: os.environ.pop(name) for name in (settings.EMAIL, settings.PASSWORD) if name in os.environ}
    try:
        with (
            browser.launch(found, headed=False) as running,
            arrive.at_login(running, loaded.selectors, start, origins, time.monotonic() + timeout) as arrived,
        ):
            secure = arrived.page.url.startswith("https:")
            yield Step("answers", Result.OK, guard.origin(arrived.page.url), arrived.seconds)
            if secure:
                yield Step("tls", Result.OK, N_("https, certificate accepted by the browser"))
            elif guard.is_loopback(arrived.page.url):
                yield Step("tls", Result.SKIPPED, N_("this machine itself: no TLS is asked of it"))
            else:
                yield _failed("tls", PageNotRecognised("the login page is not served over TLS"), time.monotonic())
                return
            if not arrived.recognised:
                yield _failed("login-screen", PageNotRecognised("the login screen was not recognised"), began)
                return
            captcha = arrived.captcha
            told = survey.survey(arrived.page, loaded.selectors)
            yield Step("login-screen", Result.OK, survey.screen(told))
            wanted = survey.SCREENS.get(survey.screen(told), survey.SCREENS["login"])
            for one in told:
                if one.key in wanted:
                    yield _key(one)
    except Failure as failure:
        yield _failed("answers", failure, began)
        return
    if captcha:
        yield Step("captcha", Result.LIMIT, N_("the login has a captcha, which only a person may answer"))
    if not login:
        return
    if captcha:
        yield Step("check", Result.LIMIT, N_("no whole check is possible without a person"))
        return
    os.environ.update(secrets)
    yield _check(timeout)


def _key(one: survey.Found) -> Step:
    if one.rank == 0:
        return Step(one.key, Result.OK, N_("found by its first candidate"))
    if one.rank is None:
        return Step(one.key, Result.FAILED, N_("not found"), 0.0, PageNotRecognised.exit_status, PageNotRecognised.code)
    drifted = fill(N_("found by candidate {number} only"), number=one.rank + 1)
    return Step(one.key, Result.FAILED, drifted, 0.0, DRIFT, "selector-drift")


def _check(timeout: float) -> Step:
    """A whole check; of the balance, only that it was read is told."""
    from checker.tasks.check import prepare
    from checker.tasks.one_check import Wanted

    began = time.monotonic()
    outcome: CheckResult | Failure
    try:
        (checked,) = prepare().all(("default",), lambda _: None, Wanted(timeout, fresh=True, unconfirmed=True))
        outcome = checked.outcome
    except Failure as failure:
        outcome = failure
    if isinstance(outcome, NeedsHuman) and outcome.screen == "captcha":
        return Step("check", Result.LIMIT, N_("a captcha came up, which only a person may answer"), _since(began))
    if isinstance(outcome, Failure):
        return _failed("check", outcome, began)
    confirmed = outcome.reading.confidence is Confidence.CONFIRMED
    told = "read, confirmed" if confirmed else f"read ({outcome.reading.confidence}), not yet confirmed"
    return Step("check", Result.OK, told, _since(began))


def _failed(name: str, failure: Failure, began: float) -> Step:
    return Step(name, Result.FAILED, failure.detail, _since(began), failure.exit_status, failure.code)


def _since(began: float) -> float:
    return time.monotonic() - began
