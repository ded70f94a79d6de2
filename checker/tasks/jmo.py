"""The use case: the balances in the agency's app on the person's own phone, each kept in the history; and a masked copy
of a screen, to be shown to others. Nothing is typed on the phone, and nothing on it is changed.
"""

import contextlib
import itertools
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import structs

from checker.browser.visit import Looked
from checker.failures import BalanceUncertain, DeviceUnavailable, Failure
from checker.keeping import config, locks
from checker.keeping.config import DEFAULT
from checker.keeping.confirmations import Confirmations
from checker.model import CheckResult, Source, Warned
from checker.phone import adb
from checker.phone.adb import Phone
from checker.phone.drive import Drive
from checker.phone.watching import PACE_S, Watch
from checker.portal import app
from checker.portal.app import AppSelectors
from checker.portal.selectors import Loaded
from checker.recording import fixture, gate, screen
from checker.recording.fixture import Meta
from checker.recording.standins import StandIns
from checker.recording.sums import NoStandIns
from checker.settings import JAKARTA, Settings, scrub_environment
from checker.tasks.confirming import Asking, Gate, Terms
from checker.tasks.keep import keep
from checker.texts import N_

if TYPE_CHECKING:
    from playwright.sync_api import Page

COMMAND = "saldo-jht jmo check"
_AGAIN = ("phone-offline", "phone-unplugged", "phone-silent", "screen-not-dumped")
"""What may pass by itself: then the run is begun once more, where no number was read yet."""
_BACK_S, _GLANCE_S = 8.0, 0.5
"""Seconds: how long a phone that is gone is given to come back, and how often it is looked for."""
_OWN_HINTS = {"unconfirmed": "app-unconfirmed", "layout-changed": "app-layout-changed", "denied-by-person": "app"}
"""What the judge of readings calls a failure, and the hint that it has where the app was read."""


class Wanted(msgspec.Struct, frozen=True):
    """How the app is to be read: on the phone `serial`, for `account`; with `look` nothing is touched.

    `asking` asks the person whether the app shows what was read, for `wait` seconds at most; `unconfirmed` gives what
    nobody has confirmed. `csv` is a file to add to what the history has and it has not.
    """

    serial: str | None = None
    account: str = DEFAULT
    look: bool = False
    timeout: float = 180
    wait: float = 300
    unconfirmed: bool = False
    asking: Asking | None = None
    csv: Path | None = None
    pace: float = PACE_S


class Checked(msgspec.Struct, frozen=True):
    """What came of it, when it began, and how many seconds it took."""

    outcome: CheckResult | Failure
    started: datetime
    seconds: float


@dataclass
class _AtApp:
    """A drive that has read the balances, as the judge of readings sees it."""

    drive: Drive
    looks: list[Looked]

    @property
    def page(self) -> "Page":
        raise AttributeError("a phone has no page: who is asked looks at the phone itself")

    @property
    def way(self) -> tuple[tuple[str, str], ...]:
        return tuple((one.what, one.name) for one in self.drive.memory.pressed if one.what in ("menu", "balance"))

    @property
    def place(self) -> str:
        return ""

    @property
    def in_window(self) -> bool:
        return False

    def pass_time(self) -> None:
        self.drive.pass_time()

    def unhurried(self) -> AbstractContextManager[None]:
        return self.drive.unhurried()


def check(settings: Settings, wanted: Wanted, tell: Callable[[str], None]) -> Checked:
    """Read the balances in the app, and keep what came of it. Raises ConfigInvalid where a file is wrong."""
    loaded, selectors = app.loaded(settings.folders.config)
    required = config.load(settings.folders.config).check.require_confirmed and not wanted.unconfirmed
    # Neither the phone nor the server on the way to it is given what the portal's login needs.
    scrub_environment()
    started, began = datetime.now(UTC), time.monotonic()
    outcome: CheckResult | Failure
    try:
        with locks.account(settings.folders.data, wanted.account):
            confirmed = Confirmations(settings.folders.data, selectors.app.origin)
            terms = Terms(required, asking=None if wanted.unconfirmed else wanted.asking, wait=wanted.wait, window=True)
            judge = Gate(wanted.account, confirmed, loaded, _today(), terms, COMMAND)
            outcome = _read(selectors, wanted, tell, judge, settings.warnings)
    except Failure as failure:
        outcome = _hinted(failure)
    seconds = time.monotonic() - began
    kept = keep(
        settings.folders.data,
        outcome,
        account=wanted.account,
        started=started,
        seconds=seconds,
        source=Source.JMO,
        csv=wanted.csv,
    )
    return Checked(kept, started, seconds)


def _read(
    selectors: AppSelectors, wanted: Wanted, tell: Callable[[str], None], judge: Gate, warnings: tuple[Warned, ...]
) -> CheckResult:
    """The reading, begun once more where the phone was gone before there was a number. Raises Failure."""
    until = time.monotonic() + wanted.timeout
    for last in (False, True):
        drive: Drive | None = None
        try:
            tell("phone")
            phone = _ready(selectors, wanted.serial)
            watch = Watch(phone, phone.size(), until, wanted.pace)
            drive = Drive(watch, selectors, _today(), tell, wanted.look)
            reading = drive.run()
            reading = judge.judge(reading, _AtApp(drive, [Looked(*one) for one in drive.looks]))
            reading = structs.replace(reading, warnings=(*warnings, *reading.warnings))
            return CheckResult(wanted.account, Source.JMO, datetime.now(UTC), reading)
        except DeviceUnavailable as failure:
            read_any = drive is not None and drive.read_any
            if last or read_any or failure.rule not in _AGAIN or not _is_back(wanted.serial, until):
                raise
    raise AssertionError("two tries end in a result or in a failure")


def _ready(selectors: AppSelectors, serial: str | None) -> Phone:
    """The phone, awake and unlocked, with the app on it. Raises Failure."""
    phone = adb.connect(serial)
    phone.check_awake()
    if not phone.has(selectors.app.package):
        raise adb.failure("app-not-installed", N_("the app JMO is not on the phone"))
    return phone


def _is_back(serial: str | None, until: float) -> bool:
    """Whether the phone can be reached again within a few seconds."""
    end = min(until, time.monotonic() + _BACK_S)
    while time.monotonic() < end:
        with contextlib.suppress(DeviceUnavailable):
            adb.connect(serial)
            return True
        time.sleep(_GLANCE_S)
    return False


def _hinted(failure: Failure) -> Failure:
    """A failure with the hint that fits where the app was read."""
    failure.case = _OWN_HINTS.get(failure.case, failure.case) or ("app" if "app" in failure.cases else "")
    return failure


def _today() -> date:
    return datetime.now(JAKARTA).date()


# -- a masked copy of a screen ---------------------------------------------------------------------------------------


def record(settings: Settings, serial: str | None, folder: Path, name: str, keep_text: Callable[[str], bool]) -> Path:
    """Write what is on the phone's screen under `folder`, masked, and passed by the gate; the folder that it went to.

    `keep_text` is asked of each text that may be somebody's whether it may stand. Raises Failure.
    """
    loaded, selectors = app.loaded(settings.folders.config)
    scrub_environment()
    try:
        phone = _ready(selectors, serial)
        dumped = Watch(phone, phone.size(), time.monotonic() + 60).dumped()
        now = datetime.now(JAKARTA).replace(microsecond=0)
        return _written(loaded, selectors, dumped, folder, name, now, keep_text)
    except Failure as failure:
        raise _hinted(failure) from None


def _written(
    loaded: Loaded,
    selectors: AppSelectors,
    dumped: str,
    folder: Path,
    name: str,
    now: datetime,
    keep_text: Callable[[str], bool],
) -> Path:
    stand_ins = StandIns(loaded.vocabulary, selectors.words, now.date())
    stand_ins.kept = frozenset(text for text in screen.asked(dumped, stand_ins) if keep_text(text))
    try:
        masked = screen.masked(dumped, stand_ins)
    except NoStandIns as none:
        raise BalanceUncertain(str(none)) from None
    meta = Meta("recorded", now, "app", selectors.app.origin, None, tuple(sorted(stand_ins.kept)))
    files = {fixture.TREE: masked, fixture.META: fixture.dump_meta(meta)}
    place = next(one for one in _places(folder, name) if not one.exists())
    with tempfile.TemporaryDirectory(prefix="saldo-jht-") as private:
        fixture.write(Path(private) / place.name, files)
        left = gate.verify(Path(private) / place.name, loaded.vocabulary, (selectors.app.origin,))
    if left:
        told = "; ".join(f"{one.rule} in {one.file.name}, line {one.line}" for one in left)
        raise BalanceUncertain(f"the copy was not written, since it may still tell something: {told}", rule="gate")
    fixture.write(place, files)
    return place


def _places(folder: Path, name: str) -> Iterator[Path]:
    return (folder / (f"{name}-{number}" if number > 1 else name) for number in itertools.count(1))
