"""Reading the balance off screenshots: opened, their words read here, their amounts judged as those of a page. A person
says whether it is right; of the pictures nothing is kept.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs

from checker.failures import BalanceUncertain, Failure, PageNotRecognised
from checker.folders import Folders
from checker.keeping import database, history
from checker.keeping.history import Filters, Kept, Origin
from checker.model import SAID, Card, CheckResult, Confidence, Reading, Source, Warned
from checker.picture.cutout import cut_out
from checker.picture.engine import Engine
from checker.picture.joined import Placed, joined
from checker.picture.opened import Opened, opened
from checker.picture.screen import Screen, check, is_amount, screen
from checker.picture.seen import observed
from checker.portal.selectors import Loaded
from checker.portal.words import Words
from checker.reading.agree import merged
from checker.reading.believed import once
from checker.reading.found import Doubt, PlainReading
from checker.reading.open_doubts import Doubted, Toured, answered, doubted
from checker.settings import JAKARTA
from checker.tasks.keep import keep

if TYPE_CHECKING:
    from PIL.Image import Image

_SURE = 0.9
"""Where the OCR is less sure than this of a line that counts, a person looks at it."""
KNOWN = "picture-known"
"""The code of the warning that a picture was read before, so that nothing is added for it."""


@dataclass(frozen=True)
class Shown:
    """What pictures show: a result that nobody has confirmed yet, and a cut-out for each of its amounts.

    `agreed` says that nothing of it asks for a person's look.
    """

    result: CheckResult
    cut_outs: "tuple[Image, ...]" = field(repr=False)
    agreed: bool
    origins: tuple[Origin, ...]


@dataclass(frozen=True)
class Understood:
    """One screen, of one picture or several: what was read of it, and which lines that rests on."""

    reading: Reading
    plainly: PlainReading
    placed: Sequence[Placed]

    def lines(self) -> Iterator[Placed]:
        """The lines of its amounts."""
        for box in self.plainly.boxes:
            yield self.placed[box.words[0].block - 1]


def known(
    paths: Sequence[Path], account: str, folders: Folders, now: datetime
) -> tuple[list[Opened], CheckResult | None]:
    """The pictures that were not read before; and of the others, if all are such, what the history holds of them.

    Raises ConfigInvalid, PageNotRecognised or StorageFailed.
    """
    pictures = list({one.digest: one for one in (opened(path, now) for path in paths)}.values())
    with database.reading(folders.data) as connection:
        runs = {one.digest: history.taken(connection, account, one.digest) for one in pictures}
        new = [one for one in pictures if runs[one.digest] is None]
        if new:
            return new, None
        kept = [one for one in history.readings(connection, Filters(account=account)) if one.run in runs.values()]
    cards = tuple(_card(one) for one in kept)
    warned = Warned(KNOWN, f"read before, on {kept[0].checked_at[:10]}: nothing was added")
    total = sum((card.balance for card in cards), Decimal(0))
    reading = Reading(cards, total, Confidence(kept[0].confidence or "plain"), cards[0].as_of, (warned,))
    return [], CheckResult(account, Source(kept[0].source), datetime.fromisoformat(kept[0].checked_at), reading)


def _card(kept: Kept) -> Card:
    day = date.fromisoformat(kept.as_of) if kept.as_of else None
    return Card(Decimal(kept.balance).scaleb(-2), **{name: getattr(kept, name) for name in SAID}, as_of=day)


def read(pictures: Sequence[Opened], account: str, loaded: Loaded) -> Shown:
    """What the pictures show of `account`. Raises a Failure whose case is that of pictures."""
    try:
        return _read(pictures, account, loaded)
    except Failure as failure:
        if not failure.case and "picture" in failure.cases:
            failure.case = "picture"
        raise


def _read(pictures: Sequence[Opened], account: str, loaded: Loaded) -> Shown:
    engine, taken = Engine(), min(one.taken for one in pictures)
    shown = [screen(one, engine) for one in pictures]
    reading, screens = understood(shown, loaded, taken.astimezone(JAKARTA).date())
    lines = [line for one in screens for line in one.lines()]
    return Shown(
        CheckResult(account, Source.PICTURE, taken, structs.replace(reading, confidence=Confidence.AGREED)),
        tuple(_cut_outs(pictures, screens)),
        all(line.line.sure >= _SURE for line in lines) and all(card.kpj and card.balance for card in reading.cards),
        tuple(Origin(str(one.path.resolve()), one.digest) for one in pictures),
    )


def understood(shown: Sequence[Screen], loaded: Loaded, day: date) -> tuple[Reading, list[Understood]]:
    """What pictures taken on a `day` show together, and each of their screens.

    Raises PageNotRecognised, BalanceNotShown or BalanceUncertain.
    """
    words = loaded.selectors.words
    for one in shown:
        check(one)
        if any(words.says("simulations", line.text) for line in one.lines):
            raise PageNotRecognised("the screen is a simulation, and no balance", rule="simulation")
    screens: list[Understood] = []
    doubts: list[Doubt] = []
    for placed in joined(shown):
        _check_whole(placed)
        seen, open_ = _screen(placed, loaded, day)
        screens.append(seen)
        doubts += open_
    reading = screens[0].reading if len(screens) == 1 else merged([(None, one.reading) for one in screens])
    _check_complete(reading, doubts, words, several=len(screens) > 1)
    return reading, screens


def _check_whole(placed: Sequence[Placed]) -> None:
    """Raise BalanceUncertain where the edge of a picture may cut an amount, and no other picture has it whole."""
    if any(one.cut and is_amount(one.line) for one in placed):
        raise BalanceUncertain("an amount may go on behind the edge of the picture", rule="amount-cut-off")


def _screen(placed: Sequence[Placed], loaded: Loaded, today: date) -> tuple[Understood, tuple[Doubt, ...]]:
    """What one screen shows, and the doubts whether that is all. Raises BalanceNotShown or BalanceUncertain."""
    outcome = once(observed(placed, loaded.vocabulary), (), loaded.selectors.words, today, None, ())
    if isinstance(outcome, Doubted) and outcome.plainly is not None:
        plainly = outcome.plainly
        reading = Reading(plainly.cards, plainly.total, Confidence.PLAIN, plainly.as_of)
        return Understood(reading, plainly, placed), outcome.doubts
    if isinstance(outcome, Failure):
        raise outcome
    return Understood(*outcome, placed), ()


def _check_complete(reading: Reading, doubts: Sequence[Doubt], words: Words, *, several: bool) -> None:
    """Raise Doubted where a screen speaks of cards that no picture shows."""
    told = answered(doubts, Toured(reading.cards, whole=several), words)
    left = [doubt for doubt, evidence in told if evidence is None]
    if left:
        failure = doubted(left)
        failure.case = "picture-of-some"
        raise failure


def _cut_outs(pictures: Sequence[Opened], screens: Sequence[Understood]) -> Iterator["Image"]:
    for one in screens:
        for amount in one.lines():
            others = [each.line.box for each in one.placed if each.picture == amount.picture]
            yield cut_out(pictures[amount.picture].image, amount.line.box, others)


def confirmed(shown: Shown, folders: Folders, started: datetime, seconds: float, *, by_person: bool) -> CheckResult:
    """What counts once it was said to be right, kept in the history."""
    confidence = Confidence.CONFIRMED if by_person else Confidence.AGREED
    result = structs.replace(shown.result, reading=structs.replace(shown.result.reading, confidence=confidence))
    return keep(folders.data, result, account=result.account, started=started, seconds=seconds, origins=shown.origins)
