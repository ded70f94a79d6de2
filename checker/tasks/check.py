"""The use case: checks of accounts, one after the other in one browser, each from its credentials to a kept reading."""

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec import structs

from checker import overseer, settings
from checker.browser import guard
from checker.browser import launch as browser
from checker.browser.evidence import Evidence
from checker.browser.finding import find
from checker.browser.person import Person
from checker.browser.storage import Storage
from checker.browser.visit import PersonWanted, Visit, Visited
from checker.failures import (
    AccountLocked,
    BrowserFailed,
    CredentialsMissing,
    CredentialsRejected,
    Failure,
    InternalError,
    NeedsHuman,
    PageNotRecognised,
    StorageFailed,
)
from checker.folders import ensure
from checker.keeping import config, keys, locks
from checker.keeping.accounts import Account, Accounts
from checker.keeping.ledger import Ledger, Outcome
from checker.keeping.sessions import Session, Sessions
from checker.model import CheckResult, Warned
from checker.portal import selectors
from checker.settings import Credentials

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from checker.browser.logout import How
    from checker.browser.remote import Remote
    from checker.journey.journey import Witness


_TOO_MUCH = "the page was more than could be read in the time given (--timeout)"
_UNREADABLE = (
    "the kept session cannot be read: it is damaged, or its key is in a keyring that is not reached here (cron reaches "
    "none)"
)


@dataclass(frozen=True)
class Wanted:
    """How checks are to be made. `timeout` bounds each account's, in seconds, apart from what a person takes.

    `attended` means that somebody is there who answers what only a person may, within `wait` seconds; with `window`
    in one that is open from the start, with `remote` at its page; `by_hand` that they log in themselves. With `fresh`
    the kept session is not used. `prompt` allows questions on the terminal, `force` a login although it is too soon.
    `witness` hears of each screen that is met. `csv` is a file to add to what the history has and it has not.
    """

    timeout: float = 90
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
    tell_person: Callable[[str, float], None] = field(default=lambda _text, _left: None, repr=False)


class Checked(msgspec.Struct, frozen=True):
    """One account's check: when it began, how many seconds it took, and what came of it."""

    account: str
    started: datetime
    seconds: float
    outcome: CheckResult | Failure


def has_display() -> bool:
    """Whether a window can be shown here, as far as the environment tells."""
    if sys.platform in ("darwin", "win32"):
        return "SSH_CONNECTION" not in os.environ
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


@dataclass
class Checks:
    """What all accounts share: settings, selectors, the portal's address. Made by `prepare`."""

    chosen: settings.Settings
    config: config.Config
    loaded: selectors.Loaded
    start: str
    origins: frozenset[str]
    accounts: Accounts
    sessions: Sessions

    def all(self, names: tuple[str, ...], tell: Callable[[str], None], wanted: Wanted) -> Iterator[Checked]:
        """Check the accounts called `names`, or all; one that fails does not stop the others.

        Raises a Failure only where no account can be told.
        """
        accounts = self.accounts.named(names)
        with contextlib.closing(_Browsers(self, wanted)) as browsers:
            for account in accounts:
                started, began = datetime.now(UTC), time.monotonic()
                overseer.tell(account=account.name, started=started.isoformat())
                outcome: CheckResult | Failure
                try:
                    with locks.account(self.chosen.folders.data, account.name):
                        outcome = _One(self, account, tell, wanted, browsers).check()
                except Failure as failure:
                    outcome = failure
                except Exception:
                    self._keep(Checked(account.name, started, time.monotonic() - began, InternalError()), None)
                    raise
                yield self._keep(Checked(account.name, started, time.monotonic() - began, outcome), wanted.csv)

    def try_login(self, name: str, credentials: Credentials, tell: Callable[[str], None], wanted: Wanted) -> Checked:
        """Log in as a new account would, with `credentials`, which are kept nowhere. Raises Failure."""
        account = Account(name, "terminal", "", credentials.email, credentials.password)
        started, began = datetime.now(UTC), time.monotonic()
        with (
            contextlib.closing(_Browsers(self, wanted)) as browsers,
            locks.account(self.chosen.folders.data, name),
        ):
            result = _One(self, account, tell, wanted, browsers).check()
        return self._keep(Checked(name, started, time.monotonic() - began, result), None)

    def _keep(self, checked: Checked, csv: Path | None) -> Checked:
        """Keep in the history how a check ended, and add it to `csv`.

        A balance that could not be kept, or not be added, stands all the same, with the warning `storage-failed`; of
        a run that ended otherwise, its own failure is worth more.
        """
        from checker.keeping import history

        data, outcome = self.chosen.folders.data, checked.outcome
        warnings: tuple[Warned, ...] = ()
        try:
            warnings = history.keep(
                data, outcome, account=checked.account, started=checked.started, seconds=checked.seconds
            )
            if csv is not None and isinstance(outcome, CheckResult):
                _append(csv, data)
        except StorageFailed as failure:
            warnings = (*warnings, Warned(failure.code, failure.detail))
        if isinstance(outcome, Failure):
            return checked
        reading = structs.replace(outcome.reading, warnings=(*outcome.reading.warnings, *warnings))
        return structs.replace(checked, outcome=structs.replace(outcome, reading=reading))

    def log_out(self, name: str, tell: Callable[[str], None], timeout: float = 60) -> "How | Literal['none']":
        """End the kept session of `name` at the portal, and forget it here whatever the portal says. Raises Failure."""
        from checker.browser.logout import log_out

        with locks.account(self.chosen.folders.data, name):
            kept = self.sessions.load(name)
            if kept is None:
                self.sessions.forget(name)
                return "none"
            visit = Visit(
                self.loaded.selectors,
                self.origins,
                self.start,
                kept.address if guard.origin(kept.address) in self.origins else self.start,
                datetime.now(settings.JAKARTA).date(),
                time.monotonic() + timeout,
                tell,
                Evidence(self.chosen.folders.state, self.loaded.vocabulary),
                _no_credentials,
                lambda _credentials: None,
                storage=Storage(kept.storage, kept.tab),
            )
            try:
                late = overseer.within(visit.until + overseer.LATE_S, PageNotRecognised(_TOO_MUCH))
                with contextlib.closing(_Browsers(self, Wanted())) as browsers, late:
                    tell("browser")
                    return log_out(browsers.get(False), visit)
            finally:
                self.sessions.forget(name)

    def ledger(self, account: str) -> Ledger:
        return Ledger(self.chosen.folders.data, account, guard.origin(self.start), self.config.limits)


def prepare() -> Checks:
    """Read the settings and files that checks rest on, and take the credentials out of the environment.

    Raises ConfigInvalid.
    """
    chosen = settings.load()
    configured = config.load(chosen.folders.config)
    loaded = selectors.load(chosen.folders.config)
    start, origins = guard.start_and_origins(chosen.portal_url, loaded.selectors.portal, settings.PORTAL_URL)
    service = keys.service(chosen.home)
    return Checks(
        chosen,
        configured,
        loaded,
        start,
        origins,
        Accounts(chosen.folders.config, configured.accounts, service, settings.set_credentials()),
        Sessions(chosen.folders.state, guard.origin(start), service),
    )


class _Browsers:
    """The driver, started when first needed, and at most one browser of each kind: with a window and without."""

    def __init__(self, checks: Checks, wanted: Wanted) -> None:
        self.chosen, self.words, self.wanted = checks.chosen, checks.loaded.selectors.words, wanted
        self.stack = contextlib.ExitStack()
        self.start: Callable[..., Browser] | None = None
        self.running: dict[bool, Browser] = {}

    def get(self, headed: bool) -> "Browser":
        """A browser that runs. Raises BrowserFailed."""
        one = self.running.get(headed)
        if one is not None and one.is_connected():
            return one
        found = find(self.chosen.browser, headed)
        if self.start is None:
            launcher = browser.launcher(_cache(self.chosen.folders.state), self._load)
            self.start = self.stack.enter_context(launcher)
        self.running[headed] = self.start(found, headed, seen=self.wanted.remote is not None)
        return self.running[headed]

    def _load(self) -> None:
        """Load what a run needs, the patterns of the selectors file as well, which are compiled when first used."""
        for module in ("checker.keeping.history", "checker.browser.run"):
            import_module(module)
        _ = self.words.regexes

    def close(self) -> None:
        """End everything that was started."""
        self.start = None
        self.running.clear()
        self.stack.close()


@dataclass
class _One:
    """The check of one account."""

    checks: Checks
    account: Account
    tell: Callable[[str], None]
    wanted: Wanted
    browsers: _Browsers
    sent: tuple[str, Credentials] | None = field(default=None, repr=False)
    """The ledger's attempt, and what it sends."""
    kept: Session | None = None
    warnings: list[Warned] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.ledger = self.checks.ledger(self.account.name)

    def check(self) -> CheckResult:
        self.ledger.visit(self.wanted.force)
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
            early = self.checks.accounts.credentials(self.account, self.wanted.prompt)
            self.ledger.allow(early, self.wanted.force)
        person = None
        if self.wanted.attended and (self.wanted.window or self.wanted.remote):
            person = Person(self.wanted.tell_person, self.wanted.wait, self.wanted.by_hand, self.wanted.remote)
        state, kept = self.checks.chosen.folders.state, self.kept
        visit = Visit(
            self.checks.loaded.selectors,
            self.checks.origins,
            self.checks.start,
            kept.address if kept else self.checks.start,
            datetime.now(settings.JAKARTA).date(),
            time.monotonic() + self.wanted.timeout,
            self.tell,
            Evidence(state, self.checks.loaded.vocabulary),
            lambda: early or self._credentials(),
            self._before_send,
            person,
            self.wanted.attended and person is None,
            self.checks.config.keep_sessions,
            Storage(kept.storage, kept.tab) if kept else None,
            kept.shown if kept else False,
            kept.cards if kept else 0,
            witness=self.wanted.witness,
        )
        outcome: Outcome = "unknown"
        try:
            with overseer.within(visit.until + overseer.LATE_S, PageNotRecognised(_TOO_MUCH)):
                visited = self._visited(visit)
            outcome = "accepted"
        except CredentialsRejected as refused:
            outcome = "refused"
            raise refused
        except AccountLocked as locked:
            outcome = "locked"
            raise locked
        except Failure as failure:
            if failure.try_after is not None and failure.code == "portal-blocked":
                self.ledger.block(failure.try_after)
            raise
        finally:
            if self.sent is not None:
                attempt, credentials = self.sent
                self.ledger.end(attempt, outcome, credentials)
        self._keep(visited)
        warnings = (*self.checks.chosen.warnings, *visited.reading.warnings, *visited.warnings, *self.warnings)
        return CheckResult(
            self.account.name, "portal", datetime.now(UTC), structs.replace(visited.reading, warnings=tuple(warnings))
        )

    def _visited(self, visit: Visit) -> Visited:
        """The visit, once more where nothing has been sent, and in a window where a person must act."""
        for last in (False, True):
            self.tell("browser")
            try:
                return _run(self.browsers.get(self.wanted.window), visit, self._died)
            except PersonWanted as called:
                return self._in_a_window(visit, called)
            except Failure as failure:
                safe = self.sent is None and failure.screen in (None, "start")
                again = safe and failure.retry == "before-login" and not failure.try_after
                if last or not again or time.monotonic() >= visit.until:
                    raise
                if isinstance(failure, BrowserFailed):
                    self.browsers.close()
        raise AssertionError("two tries end in a result or in a failure")

    def _in_a_window(self, visit: Visit, called: PersonWanted) -> Visited:
        """Go on in a window from where the run without one could not."""
        try:
            window = self.browsers.get(True)
        except BrowserFailed as failure:
            raise type(called.failure)(
                f"{called.failure.detail}; no window can be opened ({failure.detail}): saldo-jht login --remote",
                screen=called.failure.screen,
            ) from None
        person = Person(self.wanted.tell_person, self.wanted.wait)
        start = called.address if self._allowed(called.address) else self.checks.start
        return _run(
            window,
            replace(visit, person=person, may_call=False, start=start, storage=called.storage, sent=called.sent),
            self._died,
        )

    def _allowed(self, address: str) -> bool:
        return guard.origin(address) in self.checks.origins

    # -- credentials and the ledger -----------------------------------------------------------------------------

    def _credentials(self) -> Credentials:
        try:
            return self.checks.accounts.credentials(self.account, self.wanted.prompt)
        except CredentialsMissing as missing:
            if self.kept is None:
                raise
            raise NeedsHuman(
                f"the kept session has ended, and {missing.detail}: saldo-jht login", screen="login"
            ) from None

    def _before_send(self, credentials: Credentials) -> None:
        if self.sent is None:
            self.sent = self.ledger.begin(credentials, self.wanted.force), credentials

    # -- sessions -----------------------------------------------------------------------------------------------

    def _session(self) -> Session | None:
        """The kept session, unless it is, or may be, another person's than the one whose address is configured."""
        kept = self.checks.sessions.load(self.account.name) if self.checks.config.keep_sessions else None
        if kept is None and self.checks.config.keep_sessions and self.checks.sessions.encrypted(self.account.name):
            self.warnings.append(Warned("session-unreadable", _UNREADABLE))
        if kept is None or not self._allowed(kept.address):
            return None
        who = self._who()
        return kept if who is None or kept.who == who else None

    def _who(self) -> str | None:
        email = None
        with contextlib.suppress(CredentialsMissing):
            email = self.checks.accounts.email(self.account)
        return self.ledger.who(email) if email else None

    def _died(self) -> None:
        """The portal no longer knows the kept session."""
        if self.kept is not None:
            with contextlib.suppress(StorageFailed):
                self.checks.sessions.died(self.kept)
            self.kept = None

    def _keep(self, visited: Visited) -> None:
        if not self.checks.config.keep_sessions or not self._allowed(visited.address):
            return
        if visited.storage is None:
            where = "in the browser's storage or in an address"
            detail = f"the portal has left the password {where}, which is written to no disk"
            self.warnings.append(Warned("session-not-kept", detail))
            return
        now = time.time()
        try:
            self.checks.sessions.keep(
                Session(
                    1,
                    self.account.name,
                    self.checks.sessions.origin,
                    self._who() or (self.kept.who if self.kept else None),
                    self.kept.began if self.kept else now,
                    now,
                    visited.address,
                    visited.shown,
                    len(visited.reading.cards),
                    visited.storage.state,
                    visited.storage.tab,
                )
            )
        except StorageFailed as failure:
            # The balance stands all the same.
            self.warnings.append(Warned("session-not-kept", failure.detail))


def _run(running: "Browser", visit: Visit, died: Callable[[], None]) -> Visited:
    from checker.browser.run import run

    return run(running, visit, died)


def _append(csv: Path, data: Path) -> None:
    """Add to a file what the history has and it has not. Raises StorageFailed."""
    # Imported here since most checks write no CSV.
    from checker.keeping import csv_form, database, history
    from checker.keeping.appending import append

    with locks.file(data, csv), database.reading(data) as connection:
        append(csv, lambda: history.readings(connection, history.Filters()), csv_form.PLAIN)


def _no_credentials() -> Credentials:
    raise NeedsHuman("nothing is typed on the way out", screen="login")


def _cache(state: Path) -> Path | None:
    """A private folder for the driver's compiled code; without one it is only slower."""
    try:
        return ensure(state / "driver-cache")
    except StorageFailed:
        return None
