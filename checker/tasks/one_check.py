"""The check of one account, from its credentials or kept session to a reading; what is sent is in the ledger before."""

import contextlib
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import structs

from checker import overseer, settings
from checker.browser import ahead, guard
from checker.browser import launch as browser
from checker.browser.evidence import Evidence
from checker.browser.finding import find
from checker.browser.person import Person
from checker.browser.storage import Storage
from checker.browser.visit import PersonWanted, Visit, Visited
from checker.failures import (
    BrowserFailed,
    CredentialsMissing,
    Failure,
    NeedsHuman,
    PageNotRecognised,
    PortalBlocked,
    StorageFailed,
)
from checker.keeping import config
from checker.keeping.accounts import Account, Accounts
from checker.keeping.confirmations import Confirmations
from checker.keeping.ledger import Ledger, Outcome
from checker.keeping.sessions import Session, Sessions
from checker.model import CheckResult, Reading, Source, Warned
from checker.plausible import long_past
from checker.portal.selectors import Loaded
from checker.settings import Credentials
from checker.tasks.confirming import Asking, Gate, Terms
from checker.tasks.patience import Patience
from checker.texts import N_

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from checker.browser.remote import Remote
    from checker.browser.visit import Witness

TOO_MUCH = "the page was more than could be read in the time given (--timeout)"
_UNREADABLE = (
    "the kept session cannot be read: it is damaged, or its key is in a keyring that is not reached here (cron reaches "
    "none)"
)
_TURN_S = 0.0005
"""Seconds: for how long what is loaded beside the start of the browser holds up what the browser has answered."""
_LEFT_BEHIND = "the portal has left the password in the browser's storage or in an address, which is written to no disk"


@dataclass(frozen=True)
class Wanted:
    """How checks are to be made. `timeout` bounds each account's, in seconds, apart from what a person takes; with
    `patience`, seconds as well, a portal that is not there yet is tried again for so long, and `timeout` bounds a try.

    `attended` means that somebody is there who answers what only a person may, within `wait` seconds; with `window`
    in one that is open from the start, with `remote` at its page; `by_hand` that they log in themselves. With `fresh`
    the kept session is not used. `prompt` allows questions on the terminal, `force` a login although it is too soon.
    `witness` hears of each screen that is met. `asking` asks them whether what was read is what the portal shows,
    `anew` even where that was confirmed before; with `unconfirmed` it need not be. `csv` is a file to add to what the
    history has and it has not.
    """

    timeout: float = 90
    patience: float | None = None
    attended: bool = False
    window: bool = False
    prompt: bool = False
    force: bool = False
    fresh: bool = False
    by_hand: bool = False
    wait: float = 300
    csv: Path | None = None
    remote: "Remote | None" = None
    witness: "Witness | None" = None
    asking: Asking | None = None
    anew: bool = False
    unconfirmed: bool = False
    tell_person: Callable[[str, float], None] = field(default=lambda _text, _left: None, repr=False)


@dataclass
class Shared:
    """What all accounts share: settings, selectors, the portal's address."""

    chosen: settings.Settings
    config: config.Config
    loaded: Loaded
    start: str
    origins: frozenset[str]
    accounts: Accounts
    sessions: Sessions
    confirmations: Confirmations

    def visit(
        self,
        start: str,
        timeout: float,
        tell: Callable[[str], None],
        credentials: Callable[[], Credentials],
        before_send: Callable[[Credentials], None] = lambda _credentials: None,
        **more: Any,  # noqa: ANN401 - the fields of a visit
    ) -> Visit:
        """A visit of the portal that begins now, at `start`."""
        return Visit(
            self.loaded.selectors,
            self.origins,
            self.start,
            start,
            datetime.now(settings.JAKARTA).date(),
            time.monotonic() + timeout,
            tell,
            Evidence(self.chosen.folders.state, self.loaded.vocabulary),
            credentials,
            before_send,
            **more,
        )

    def ledger(self, account: str) -> Ledger:
        return Ledger(self.chosen.folders.data, account, guard.origin(self.start), self.config.limits)


class Browsers:
    """The driver, started when first needed, and at most one browser of each kind: with a window and without."""

    def __init__(self, shared: Shared, wanted: Wanted) -> None:
        self.chosen, self.selectors, self.wanted = shared.chosen, shared.loaded.selectors, wanted
        self.stack = contextlib.ExitStack()
        self.start: Callable[..., Browser] | None = None
        self.failed: BrowserFailed | None = None
        self.running: dict[bool, Browser] = {}

    def begin(self) -> None:
        """Start the driver, which takes longest, ahead of all questions; a failure is told when a browser is needed."""
        if self.start is None and self.failed is None:
            try:
                launcher = browser.launcher(ahead.cache_in(self.chosen.folders.state), self._load)
                self.start = self.stack.enter_context(launcher)
            except BrowserFailed as failure:
                self.failed = failure

    def get(self, headed: bool) -> "Browser":
        """A browser that runs. Raises BrowserFailed."""
        one = self.running.get(headed)
        if one is not None and one.is_connected():
            return one
        found = find(self.chosen.browser, headed, self.chosen.browser_where)
        self.begin()
        if self.start is None:
            failure, self.failed = self.failed, None
            raise failure or BrowserFailed()
        self.running[headed] = self.start(found, headed, seen=self.wanted.remote is not None)
        return self.running[headed]

    def _load(self) -> None:
        """Load what a run needs, the patterns of the selectors file as well, which are compiled when first used."""
        before = sys.getswitchinterval()
        sys.setswitchinterval(_TURN_S)
        try:
            for module in ("keyring", "cryptography.fernet", "checker.keeping.history", "checker.browser.run"):
                import_module(module)
            self.selectors.prepare()
        finally:
            sys.setswitchinterval(before)

    def close(self) -> None:
        """End everything that was started."""
        self.start = None
        self.running.clear()
        self.stack.close()


@dataclass
class OneCheck:
    """The check of one account."""

    shared: Shared
    account: Account
    tell: Callable[[str], None]
    wanted: Wanted
    browsers: Browsers
    last: bool = False
    """Whether the browsers are ended after it."""
    sent: tuple[str, Credentials] | None = field(default=None, repr=False)
    """The ledger's attempt, and what it sends."""
    kept: Session | None = None
    warnings: list[Warned] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.ledger = self.shared.ledger(self.account.name)

    def check(self) -> CheckResult:
        self.ledger.visit(self.wanted.force)
        self.browsers.begin()
        if not self.wanted.fresh:
            self.kept = self._session()
        try:
            return self._checked()
        except (CredentialsMissing, NeedsHuman) as failure:
            # A person would log in again and again, and wonder.
            failure.detail = "; ".join([failure.detail, *(one.detail for one in self.warnings)])
            raise

    def _checked(self) -> CheckResult:
        early = None
        if self.kept is None and not self.wanted.by_hand:
            # Nothing is gained by opening the portal for a login that may not be.
            early = self.shared.accounts.credentials(self.account, self.wanted.prompt)
            self.ledger.allow(early, self.wanted.force)
        person = None
        if self.wanted.attended and (self.wanted.window or self.wanted.remote):
            person = Person(self.wanted.tell_person, self.wanted.wait, self.wanted.by_hand, self.wanted.remote)
        kept, gate = self.kept, self._gate()
        visit = self.shared.visit(
            kept.address if kept else self.shared.start,
            self.wanted.timeout,
            self.tell,
            lambda: early or self._credentials(),
            self._before_send,
            person=person,
            may_call=self.wanted.attended and person is None,
            keeps=self.shared.config.keep_sessions,
            storage=Storage(kept.storage, kept.tab) if kept else None,
            at_balance=kept.shown if kept else False,
            cards=kept.cards if kept else 0,
            last=self.last,
            witness=self.wanted.witness,
            judge=gate.judge,
            refused=gate.refused,
            known=gate.known(),
            not_sent=self._not_sent,
        )
        outcome: Outcome = "unknown"
        try:
            visited = self._visited(visit)
            # Whatever comes of the reading, the login was accepted, and its session is worth keeping.
            outcome = "accepted"
        except Failure as failure:
            outcome = failure.noted
            if failure.try_after is not None and isinstance(failure, PortalBlocked):
                self.ledger.block(failure.try_after)
            raise
        finally:
            if self.sent is not None:
                attempt, credentials = self.sent
                self.ledger.end(attempt, outcome, credentials)
        self._keep(visited)
        reading = _counted(visited)
        old = long_past(reading, datetime.now(settings.JAKARTA).date())
        warned = (*self.shared.chosen.warnings, *reading.warnings, *old, *visited.warnings, *self.warnings)
        reading = structs.replace(reading, warnings=warned)
        return CheckResult(self.account.name, Source.PORTAL, datetime.now(UTC), reading)

    def _gate(self) -> Gate:
        wanted, shared = self.wanted, self.shared
        required = shared.config.check.require_confirmed and not wanted.unconfirmed
        asking = None if wanted.unconfirmed else wanted.asking
        way = self.kept.way if self.kept is not None else ()
        where, config = (wanted.window, wanted.remote), shared.chosen.folders.config
        terms = Terms(required, wanted.anew, asking, wanted.wait, *where, way, wanted.tell_person, config)
        today = datetime.now(settings.JAKARTA).date()
        return Gate(self.account.name, shared.confirmations, shared.loaded, today, terms)

    def _visited(self, visit: Visit) -> Visited:
        """The visit, again where nothing has been sent and the portal was not there yet."""
        wanted, began = self.wanted, time.monotonic()
        until = visit.until if wanted.patience is None else began + wanted.patience
        patience = Patience(until, wanted.patience is not None or not (wanted.attended or wanted.by_hand))
        while True:
            self.tell("browser")
            try:
                with overseer.within(visit.until + overseer.LATE_S, PageNotRecognised(TOO_MUCH)):
                    return self._tried(visit)
            except Failure as failure:
                # A kept session needs no login: whatever page the portal failed on, nothing was sent.
                early = failure.screen in (None, "start") or self.kept is not None or self._is_waiting(failure)
                safe = self.sent is None and early
                pause = patience.pause(failure, time.monotonic()) if safe else None
                if pause is None:
                    raise
                if isinstance(failure, BrowserFailed):
                    self.browsers.close()
                elif pause:
                    self.tell("absent")
                    time.sleep(pause)
            if wanted.patience is not None:
                # Each try has the whole time that a check may take.
                visit = replace(visit, until=time.monotonic() + wanted.timeout)

    def _is_waiting(self, failure: Failure) -> bool:
        """Whether the login form was reached and nothing was typed into it yet, by nobody."""
        return failure.screen == "login" and self.kept is None and not (self.wanted.attended or self.wanted.by_hand)

    def _tried(self, visit: Visit) -> Visited:
        """The visit, in a window where a person must act."""
        try:
            return self._run(self.browsers.get(self.wanted.window), visit)
        except PersonWanted as called:
            return self._in_a_window(visit, called)

    def _in_a_window(self, visit: Visit, called: PersonWanted) -> Visited:
        """Go on in a window from where the run without one could not."""
        try:
            window = self.browsers.get(True)
        except BrowserFailed as failure:
            raise type(called.failure)(
                N_("{0}; no window can be opened ({1}): saldo-jht login --remote").format(
                    called.failure.detail, failure.detail
                ),
                screen=called.failure.screen,
            ) from None
        person = Person(self.wanted.tell_person, self.wanted.wait)
        start = called.address if self._allowed(called.address) else self.shared.start
        again = replace(visit, person=person, may_call=False, start=start, storage=called.storage, sent=called.sent)
        return self._run(window, again)

    def _run(self, running: "Browser", visit: Visit) -> Visited:
        from checker.browser.run import run

        return run(running, visit, self._died)

    def _allowed(self, address: str) -> bool:
        return guard.origin(address) in self.shared.origins

    # -- credentials and the ledger -----------------------------------------------------------------------------

    def _credentials(self) -> Credentials:
        try:
            return self.shared.accounts.credentials(self.account, self.wanted.prompt)
        except CredentialsMissing as missing:
            if self.kept is None:
                raise
            told = f"the kept session has ended, and {missing.detail}: saldo-jht login"
            raise NeedsHuman(told, screen="login") from None

    def _before_send(self, credentials: Credentials) -> None:
        if self.sent is None:
            self.sent = self.ledger.begin(credentials, self.wanted.force), credentials

    def _not_sent(self) -> None:
        """The window was shut, or the time was over, before the form that was filled in was sent."""
        if self.sent is not None:
            self.ledger.withdraw(self.sent[0])
            self.sent = None

    # -- sessions -----------------------------------------------------------------------------------------------

    def _session(self) -> Session | None:
        """The kept session, unless it is, or may be, another person's than the one whose address is configured."""
        kept = self.shared.sessions.load(self.account.name) if self.shared.config.keep_sessions else None
        if kept is None and self.shared.config.keep_sessions and self.shared.sessions.encrypted(self.account.name):
            self.warnings.append(Warned("session-unreadable", _UNREADABLE))
        if kept is None or not self._allowed(kept.address):
            return None
        who = self._who()
        return kept if who is None or kept.who == who else None

    def _who(self) -> str | None:
        email = None
        with contextlib.suppress(CredentialsMissing):
            email = self.shared.accounts.email(self.account)
        return self.ledger.who(email) if email else None

    def _typed(self) -> str | None:
        """Whose address was typed for this login, where it stands nowhere."""
        return self.ledger.who(self.sent[1].email) if self.sent is not None else None

    def _died(self) -> None:
        """The portal no longer knows the kept session."""
        if self.kept is not None:
            with contextlib.suppress(StorageFailed):
                self.shared.sessions.forget(self.kept.account)
            self.kept = None

    def _keep(self, visited: Visited) -> None:
        if not self.shared.config.keep_sessions or not self._allowed(visited.address):
            return
        if visited.storage is None:
            self.warnings.append(Warned("session-not-kept", _LEFT_BEHIND))
            return
        kept, now = self.kept, time.time()
        try:
            one = Session(
                schema=1,
                account=self.account.name,
                origin=self.shared.sessions.origin,
                who=self._who() or self._typed() or (kept.who if kept else None),
                began=kept.began if kept else now,
                worked=now,
                address=visited.address,
                shown=visited.shown,
                cards=len(visited.reading.cards),
                storage=visited.storage.state,
                tab=visited.storage.tab,
                way=visited.way or (kept.way if kept else ()),
            )
            self.shared.sessions.keep(one)
        except StorageFailed as failure:
            # The balance stands all the same.
            self.warnings.append(Warned("session-not-kept", failure.detail))


def _counted(visited: Visited) -> Reading:
    """The reading of a visit. Raises the Failure that it was refused with."""
    if visited.refused is not None:
        raise visited.refused
    return visited.reading
