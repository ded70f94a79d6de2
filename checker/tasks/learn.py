"""The use case: learn from a person what the portal looks like, into their own selectors file."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from checker import settings
from checker.browser import launch as browser
from checker.browser import replay, teach
from checker.browser.eye import look
from checker.browser.finding import find
from checker.failures import BalanceUncertain, Failure, PageNotRecognised
from checker.kpj import is_kpj
from checker.model import Confidence
from checker.portal import selectors
from checker.tasks import own_file as own
from checker.tasks.ground import ground

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from checker.browser.remote import Remote
    from checker.portal.selectors import Candidate, Selectors


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was written, and where: the keys with their candidates, and how far both readings agree with it."""

    file: Path
    keys: "Mapping[str, Sequence[Candidate]]"
    confidence: Confidence


def learn(
    ask: Callable[[str], None],
    done: Callable[[], bool],
    tell: Callable[[str], None],
    timeout: float,
    remote: "Remote | None" = None,
) -> Learnt:
    """Have a person teach in a window or at the page `remote`, write what was learnt, and prove it by a reading.

    What does not prove itself is taken back.

    Raises Failure: BalanceUncertain where the readings do not agree.
    """
    base = ground()
    config, start = base.chosen.folders.config, base.portal()[0]
    found = find(base.chosen.browser, remote is None, base.chosen.browser_where)
    until = time.monotonic() + timeout
    with (
        browser.launch(found, remote is None, remote is not None) as running,
        teach.lesson(running, base.loaded.selectors, start, until, ask, done, remote) as taught,
    ):
        taught.run()
        if not taught.learnt:
            raise PageNotRecognised("nothing was pointed at")
        tell("prove")
        file = own.path(config)
        best: Failure = BalanceUncertain("the place of the balance does not go with what the page says in words")
        amounts = taught.learnt.pop("balance.amount", [])
        # Several candidates find the balance; the first by which both readings agree is the right one.
        for amount in [[one] for one in amounts] or [[]]:
            keys = {**taught.learnt, **({"balance.amount": amount} if amount else {})}
            with own.change(file):
                own.put(file, keys)
                confidence = _proven(taught.page, selectors.load(config).selectors, bool(amount))
                if isinstance(confidence, Confidence):
                    return Learnt(file, keys, confidence)
                best = confidence
                raise own.TakeBack
        raise best


def _proven(page: "Page", new: "Selectors", pointed: bool) -> Confidence | Failure:
    """Whether the balance is read with the new file, by both means where its place was shown."""
    today = datetime.now(settings.JAKARTA).date()
    outcome = replay.read_page(page, new, today, seconds=12)
    shown = {word.text for word in look(page).sight.words if is_kpj(word.text)}
    if isinstance(outcome, Failure) and len(shown) == 1:
        # The person may have chosen one of several cards: then the page need not show the others.
        outcome = replay.read_page(page, new, today, shown.pop(), seconds=12)
    if isinstance(outcome, Failure):
        return outcome
    if pointed and outcome.confidence is not Confidence.AGREED:
        return BalanceUncertain("only one of the two readings finds a balance")
    return outcome.confidence
