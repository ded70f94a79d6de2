"""Whether what was read counts: only with a layout that a person has confirmed, or by the person who is asked now.

What the person is shown goes to their terminal or window only; nothing of it is kept, logged or part of a failure.
"""

import hashlib
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from msgspec import structs

from checker import __version__
from checker.browser.person import Window
from checker.browser.visit import AtBalance, Known, Looked
from checker.failures import BalanceUncertain, Failure, NeedsHuman, StorageFailed
from checker.journey.steps import Waymark
from checker.keeping.confirmations import SCHEMA, Confirmation, Confirmations
from checker.model import DENIED, UNCONFIRMED, Answer, Confidence, Reading, Unconfirmed, Warned
from checker.portal.selectors import Loaded
from checker.reading.outline import Masks, Outline, around, changed, holders, once_each, outline
from checker.recording import forms
from checker.texts import N_, _

if TYPE_CHECKING:
    from checker.browser.remote import Remote

_TOLD = 5
"""How many of the things that are new are named."""
OF_OTHERS = "cards, or a name, of somebody else"
"""What is told to be new where all card numbers, or all names, are others than those that were confirmed."""
_LETTERS = 9
"""Of a word that stands in for another: there are some ten millions of them."""


@dataclass(frozen=True)
class Question:
    """What the person is asked about: what was read of `account`, what stands around it, and what is new since they
    said yes.
    """

    account: str
    reading: Reading
    around: tuple[str, ...] = field(repr=False)
    new: tuple[str, ...] = ()
    at_window: bool = False
    in_window: bool = False
    """Whether the question stands in the window itself too."""


class Asking(Protocol):
    """Someone who puts the question to the person, and waits for the answer."""

    def is_there(self) -> bool:
        """Whether the person can answer here, without a window and without the remote page."""

    def put(self, question: Question) -> str:
        """Put the question; what of it a window is to show is returned."""

    def heard(self, seconds: float) -> Answer | None:
        """The answer, if it came within so many seconds."""

    def over(self) -> None:
        """The question is answered, or nobody is waited for any longer."""


@dataclass(frozen=True)
class Terms:
    """On which terms a reading counts: `required` that somebody has confirmed it, `anew` that they are asked again.

    `asking` puts the question, where somebody is there, for `wait` seconds at most; `remote` is where they are. `way`
    is how the kept session came to the balance, which goes on from there. `tell` hears what they are to do besides, and
    how many seconds are left; what they point at then goes into the selectors file in the folder `config`.
    """

    required: bool = True
    anew: bool = False
    asking: Asking | None = None
    wait: float = 300
    window: bool = False
    remote: "Remote | None" = None
    way: tuple[Waymark, ...] = ()
    tell: Callable[[str, float], None] = field(default=lambda _text, _left: None, repr=False)
    config: Path | None = None


@dataclass(frozen=True)
class Gate:
    """The judge of one account's readings."""

    account: str
    confirmations: Confirmations
    loaded: Loaded
    today: date
    terms: Terms
    command: str = "saldo-jht confirm"
    """By which the person is asked."""

    def known(self) -> Known | None:
        """What leads to the confirmed balance again; None where nothing is confirmed. Raises StorageFailed."""
        kept = self.confirmations.load(self.account)
        if kept is None:
            return None
        masks = _masks(self.loaded, kept.salt)
        places = {line: at for at, line in enumerate(kept.way)}

        def fits(run: AtBalance) -> bool:
            return self.terms.anew or not changed(self._layouts(run.looks, kept.salt), kept.layouts)

        def turn(what: str, name: str) -> int:
            return places.get(_passed(masks, (what, name)), -1)

        return Known(turn, lambda: self.confirmations.place(kept), fits, kept.shown)

    def judge(self, reading: Reading, run: AtBalance) -> Reading:
        """The reading as it is to be told. Raises BalanceUncertain, NeedsHuman or StorageFailed where it counts not.

        What a person has just confirmed counts also where that cannot be kept: then a warning says so.
        """
        kept = self.confirmations.load(self.account)
        salt = kept.salt if kept is not None else secrets.token_hex(8)
        layouts = self._layouts(run.looks, salt)
        whose = self._whose(reading, run.looks, salt)
        new = changed(layouts, kept.layouts) if kept is not None else ()
        if kept is not None and are_of_others(whose, kept.whose):
            new = (OF_OTHERS, *new)
        if kept is not None and not new and not self.terms.anew:
            return structs.replace(reading, confidence=Confidence.CONFIRMED)
        asking = self.terms.asking
        if asking is not None and not (self.terms.remote or run.in_window or asking.is_there()):
            asking = None
        if asking is not None and (self.terms.required or self.terms.anew or kept is not None):
            answer = self._asked(asking, reading, run, new)
            if answer == "yes":
                confirmed = self._confirmation(reading, run, layouts, salt, whose)
                return structs.replace(self.kept(reading, confirmed), confidence=Confidence.CONFIRMED)
            if answer == "no":
                self.confirmations.forget(self.account)
                why = "you said that something else stands at the portal"
                return self.refused(BalanceUncertain(why, case=DENIED, rule=DENIED), run)
            if kept is not None and new and (answer is None or kept.shown):
                raise self._changed(kept, new)
        elif kept is not None:
            raise self._changed(kept, new)
        elif self.terms.required:
            raise NeedsHuman(self._never(), case="unconfirmed", rule=UNCONFIRMED)
        told = "nobody has confirmed this reading yet: " + self._command
        warned = Unconfirmed(UNCONFIRMED, told, self._command)
        return structs.replace(reading, warnings=(*reading.warnings, warned))

    def refused(self, failure: Failure, run: AtBalance) -> Reading:
        """What the person points at, in a window or at the remote page, where what was read counts for nothing.

        It counts if the rules read it there, and once they have confirmed it; else the `failure` is raised.
        """
        asking, config = self.terms.asking, self.terms.config
        asked = self.terms.required or self.terms.anew
        if asking is None or config is None or not asked or not (self.terms.remote or run.in_window):
            raise failure
        # Imported here, since next to no check comes to this.
        from checker.browser.pointing import pointed
        from checker.tasks.showing import taught

        def confirm(loaded: Loaded, reading: Reading, looked: Looked) -> Reading | None:
            run.looks[:] = [looked]
            return replace(self, loaded=loaded)._confirmed(asking, reading, run)

        with run.unhurried():
            amounts = pointed(run.page, time.monotonic() + self.terms.wait, self.terms.tell, self.terms.remote)
        with run.unhurried():
            reading = taught(run.page, config, self.today, amounts, confirm)
        if reading is None:
            raise failure
        return reading

    def _confirmed(self, asking: Asking, reading: Reading, run: AtBalance) -> Reading | None:
        """The reading, if the person confirms it now."""
        if self._asked(asking, reading, run, ()) != "yes":
            return None
        salt = secrets.token_hex(8)
        layouts, whose = self._layouts(run.looks, salt), self._whose(reading, run.looks, salt)
        confirmed = self._confirmation(reading, run, layouts, salt, whose)
        return structs.replace(self.kept(reading, confirmed), confidence=Confidence.CONFIRMED)

    def kept(self, reading: Reading, confirmed: Confirmation) -> Reading:
        """The reading, once it is kept as confirmed; it counts also where that fails, with a warning that says so."""
        try:
            self.confirmations.keep(confirmed)
        except StorageFailed as failure:
            warned = Warned(failure.code, f"the question comes again: {failure.detail}")
            return structs.replace(reading, warnings=(*reading.warnings, warned))
        return reading

    @property
    def _command(self) -> str:
        return f"{self.command} --account {self.account}"

    def _never(self) -> str:
        """Why nothing is confirmed, with the one command that helps."""
        text = N_("nobody has confirmed yet what is read for this account: {0}").format(self._command)
        others = ", ".join(self.confirmations.others(self.account))
        return N_("{0} (what was confirmed at {1} counts there only)").format(text, others) if others else text

    def _changed(self, kept: Confirmation, new: Sequence[str]) -> BalanceUncertain:
        told = "; ".join(f'"{one}"' for one in new[:_TOLD])
        if len(new) > _TOLD:
            told = N_("{0} and {1} more").format(told, len(new) - _TOLD)
        text = N_("around the balance stands what did not when it was confirmed: {0}: {1}")
        if kept.selectors != fingerprint(self.loaded):
            text = N_(
                "around the balance stands what did not when it was confirmed: {0}; the selectors file is another "
                "than then, which may be why: {1}"
            )
        return BalanceUncertain(text.format(told, self._command), case="layout-changed", rule="layout-changed")

    def _layouts(self, looks: Sequence[Looked], salt: str) -> tuple[Outline, ...]:
        masks, words = _masks(self.loaded, salt), self.loaded.selectors.words
        found = (outline(one.seen.sight, one.plainly.boxes, words, self.today, one.chosen, masks) for one in looks)
        return tuple(dict.fromkeys(tuple(once_each(one)) for one in found))

    def _whose(self, reading: Reading, looks: Sequence[Looked], salt: str) -> tuple[str, ...]:
        """Salted hashes of what tells whose the balance is: card numbers, and the holder's name."""
        words, numbers = self.loaded.selectors.words, {card.kpj for card in reading.cards if card.kpj is not None}
        names = set().union(*(holders(one.seen.sight, words, self.today) for one in looks))
        told = [*(f"kpj {one}" for one in numbers), *(f"name {one}" for one in names)]
        hashed = ((one.partition(" ")[0], hashlib.sha256(f"{salt} {one}".encode()).hexdigest()[:16]) for one in told)
        return tuple(sorted(" ".join(one) for one in hashed))

    def _confirmation(
        self, reading: Reading, run: AtBalance, layouts: tuple[Outline, ...], salt: str, whose: tuple[str, ...]
    ) -> Confirmation:
        masks, place = _masks(self.loaded, salt), run.place
        plain = masks.leaves(place.removeprefix(self.confirmations.origin))
        return Confirmation(
            SCHEMA,
            self.account,
            self.confirmations.origin,
            time.time(),
            salt,
            layouts,
            __version__,
            fingerprint(self.loaded),
            tuple(_passed(masks, one) for one in run.way or self.terms.way),
            self.confirmations.sealed(place, plain),
            whose,
            reading.confidence is Confidence.POINTED,
        )

    def _asked(self, asking: Asking, reading: Reading, run: AtBalance, new: tuple[str, ...]) -> Answer | None:
        """What the person says; None where nobody has said anything in the time given."""
        words = self.loaded.selectors.words
        lines = tuple(
            line
            for one in run.looks
            for line in around(one.seen.sight, one.plainly.boxes, words, self.today, one.chosen)
        )
        before = self.terms.remote or (Window() if run.in_window else None)
        end = time.monotonic() + self.terms.wait
        with run.unhurried():
            at_window = self.terms.window or before is not None
            told = asking.put(Question(self.account, reading, lines, new, at_window, isinstance(before, Window)))
            if before is not None:
                before.begin(run.page, _("Compare it with the page, then answer."), told)
            try:
                while (left := end - time.monotonic()) > 0:
                    answer = asking.heard(0.1) or (before.answer if before is not None else None)
                    if answer is not None:
                        return answer
                    if isinstance(before, Window) and run.page.is_closed() and not asking.is_there():
                        return None
                    if before is not None:
                        before.serve(run.page, left)
                    else:
                        run.pass_time()
            finally:
                asking.over()
                if before is not None:
                    before.end()
        return None


def _masks(loaded: Loaded, salt: str) -> Masks:
    def invent(word: str) -> str:
        number = int.from_bytes(hashlib.sha256(f"{salt} {word}".encode()).digest()[:8])
        return forms.word(number, _LETTERS)

    return Masks(loaded.vocabulary, invent, forms.spelled)


def masked_place(place: str, confirmed: Confirmation, loaded: Loaded) -> str:
    """The path of an address, all that is not everybody's in it told by its kind."""
    return _masks(loaded, confirmed.salt).text(place.removeprefix(confirmed.origin))


def _passed(masks: Masks, one: Waymark) -> str:
    """What was pressed on the way, as it is kept: what for, and its name with nothing personal in it."""
    what, name = one
    return f"[{what}] {masks.text(name)}".rstrip()


def are_of_others(now: Sequence[str], before: Sequence[str]) -> bool:
    """Whether all that tells whose a balance is, numbers or names, is other than it was; more or fewer are the same."""
    if set(now) & set(before):
        return False
    return bool({one.split()[0] for one in now} & {one.split()[0] for one in before})


def fingerprint(loaded: Loaded) -> str:
    """What tells one state of the selectors files from another."""
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in loaded.files)).hexdigest()[:12]
