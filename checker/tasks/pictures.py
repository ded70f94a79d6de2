"""Reading the balance off screenshots: opened, their words read here, their amounts judged as those of a page. A person
says whether it is right; of the pictures nothing is kept.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

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
from checker.picture.seen import observed, spelled
from checker.portal import app, selectors
from checker.portal.app import App
from checker.portal.selectors import Loaded
from checker.portal.words import Words
from checker.reading.agree import merged
from checker.reading.believed import Outcome, once
from checker.reading.found import Doubt, PlainReading
from checker.reading.open_doubts import Doubted, Toured, answered, doubted
from checker.settings import JAKARTA
from checker.tasks.keep import keep

if TYPE_CHECKING:
    from PIL.Image import Image

_SURE = 0.9
"""Where the OCR is less sure than this of a line that counts, a person looks at it."""
_TITLES, _LABELS = 2, 3
"""Among how many lines at the top a screen's title is, and how many of its labels the app's balance screen has."""
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
    """One screen, of one picture or several: what was read of it, and which lines that rests on.

    `of_app` says that it is the JMO app's, `lent` that only this tells of which programme the balance is.
    """

    reading: Reading
    plainly: PlainReading
    placed: Sequence[Placed]
    of_app: bool
    lent: bool = False

    def lines(self) -> Iterator[Placed]:
        """The lines of its amounts."""
        for box in self.plainly.boxes:
            yield self.placed[box.words[0].block - 1]

    @property
    def agreed(self) -> bool:
        """Whether nothing of it asks for a person's look."""
        sure = all(one.line.sure >= _SURE for one in self.lines())
        # A letter in a card's number, as old ones have, may be a digit that the OCR took for one.
        numbered = all((card.kpj or "").isdecimal() and card.balance for card in self.reading.cards)
        return sure and not self.lent and numbered


@dataclass(frozen=True)
class Language:
    """The words by which screens are read: those for all pages, and those of the app's own screens."""

    loaded: Loaded
    app: App

    @property
    def words(self) -> Words:
        return self.loaded.selectors.words

    @property
    def hosts(self) -> list[str]:
        """What stands in a browser's bar over a page of the portal."""
        return [urlsplit(one).hostname or "" for one in self.loaded.selectors.portal.origins]


def language(folders: Folders) -> Language:
    """The words that are in force. Raises ConfigInvalid."""
    return Language(selectors.load(folders.config), app.loaded(folders.config)[1].app)


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


def read(pictures: Sequence[Opened], account: str, spoken: Language) -> Shown:
    """What the pictures show of `account`. Raises a Failure whose case is that of pictures."""
    try:
        return _read(pictures, account, spoken)
    except Failure as failure:
        if not failure.case and "picture" in failure.cases:
            failure.case = "picture"
        raise


def _read(pictures: Sequence[Opened], account: str, spoken: Language) -> Shown:
    engine, taken = Engine(), min(one.taken for one in pictures)
    shown = [screen(one, engine) for one in pictures]
    reading, screens = understood(shown, spoken, taken.astimezone(JAKARTA).date())
    source = Source.JMO if all(one.of_app for one in screens) else Source.PICTURE
    return Shown(
        CheckResult(account, source, taken, structs.replace(reading, confidence=Confidence.AGREED)),
        tuple(_cut_outs(pictures, screens)),
        all(one.agreed for one in screens),
        tuple(Origin(str(one.path.resolve()), one.digest) for one in pictures),
    )


def understood(shown: Sequence[Screen], spoken: Language, day: date) -> tuple[Reading, list[Understood]]:
    """What pictures taken on a `day` show together, and each of their screens.

    Raises PageNotRecognised, BalanceNotShown or BalanceUncertain.
    """
    for one in shown:
        check(one)
        if any(spoken.words.says("simulations", line.text) for line in one.lines):
            raise PageNotRecognised("the screen is a simulation, and no balance", rule="simulation")
        if any(spoken.app.claim.search(line.text) for line in one.lines):
            raise PageNotRecognised("the screen belongs to a claim", rule="claim")
    screens: list[Understood] = []
    doubts: list[Doubt] = []
    for placed in joined(shown):
        _check_whole(placed)
        seen, open_ = _screen(placed, spoken, day)
        screens.append(seen)
        doubts += open_
    reading = screens[0].reading if len(screens) == 1 else merged([(None, one.reading) for one in screens])
    _check_complete(reading, doubts, spoken.words, several=len(screens) > 1)
    return reading, screens


def _check_whole(placed: Sequence[Placed]) -> None:
    """Raise BalanceUncertain where the edge of a picture may cut an amount, and no other picture has it whole."""
    if any(one.cut and is_amount(one.line) for one in placed):
        raise BalanceUncertain("an amount may go on behind the edge of the picture", rule="amount-cut-off")


def _screen(placed: Sequence[Placed], spoken: Language, today: date) -> tuple[Understood, tuple[Doubt, ...]]:
    """What one screen shows, and the doubts whether that is all. Raises BalanceNotShown or BalanceUncertain."""
    of_app = _is_of_app(placed, spoken)
    outcome, lent = _once(placed, spoken, today, ""), False
    if of_app and isinstance(outcome, Failure) and outcome.rule == "programme-not-named":
        # There are balances of the JHT only on that screen, though it says so on the way to it.
        outcome, lent = _once(placed, spoken, today, spoken.app.balance.named), True
    if isinstance(outcome, Doubted) and outcome.plainly is not None:
        plainly = outcome.plainly
        reading = Reading(plainly.cards, plainly.total, Confidence.PLAIN, plainly.as_of)
        return Understood(reading, plainly, placed, of_app, lent), outcome.doubts
    if isinstance(outcome, Failure):
        raise outcome
    return Understood(*outcome, placed, of_app, lent), ()


def _once(placed: Sequence[Placed], spoken: Language, today: date, title: str) -> Outcome:
    return once(observed(placed, spoken.loaded.vocabulary, title), (), spoken.words, today, None, ())


def _is_of_app(placed: Sequence[Placed], spoken: Language) -> bool:
    """Whether a screen is the app's: titled as its balance screen is, with several of its labels, in no browser."""
    lines = [spelled(one.line.text, spoken.loaded.vocabulary) for one in placed]
    known, titles = spoken.app.balance, lines[:_TITLES]
    labels = {line for line in lines if known.labels.search(line)}
    browser = any(host in line for line in lines for host in spoken.hosts)
    return not browser and len(labels) >= _LABELS and any(known.title.search(line) for line in titles)


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
