"""The use case: checks of accounts, one after the other in one browser, each kept in the history."""

import contextlib
import os
import sys
import time
from collections.abc import Callable, Generator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec import structs

from checker import overseer, settings
from checker.browser import guard
from checker.browser.storage import Storage
from checker.failures import Failure, InternalError, NeedsHuman, PageNotRecognised
from checker.keeping import config, keys, locks
from checker.keeping.accounts import Account, Accounts
from checker.keeping.confirmations import Confirmation, Confirmations
from checker.keeping.sessions import Sessions
from checker.model import CheckResult
from checker.settings import Credentials
from checker.tasks.confirming import masked_place
from checker.tasks.ground import ground
from checker.tasks.keep import keep
from checker.tasks.one_check import TOO_MUCH, Browsers, OneCheck, Shared, Wanted

if TYPE_CHECKING:
    from checker.browser.logout import How


def has_display() -> bool:
    """Whether a window can be shown here, as far as the environment tells."""
    if sys.platform in ("darwin", "win32"):
        return "SSH_CONNECTION" not in os.environ
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


class Checked(msgspec.Struct, frozen=True):
    """One account's check: when it began, how many seconds it took, and what came of it; whether it is the `last`."""

    account: str
    started: datetime
    seconds: float
    outcome: CheckResult | Failure
    last: bool = False


class Checks(Shared):
    """The checks of all accounts. Made by `prepare`."""

    def all(
        self, names: tuple[str, ...], tell: Callable[[str], None], wanted: Wanted
    ) -> Generator[Checked, None, None]:
        """Check the accounts called `names`, or all; one that fails does not stop the others.

        The browser is closed after the last was told, so that nobody waits for it; whoever stops before must close the
        iterator. Raises a Failure only where no account can be told.
        """
        accounts = self.accounts.named(names)
        with contextlib.closing(Browsers(self, wanted)) as browsers:
            for account in accounts:
                started, began = datetime.now(UTC), time.monotonic()
                overseer.tell(account=account.name, started=started.isoformat())
                last = account is accounts[-1]
                outcome: CheckResult | Failure
                try:
                    with locks.account(self.chosen.folders.data, account.name):
                        outcome = OneCheck(self, account, tell, wanted, browsers, last).check()
                except Failure as failure:
                    outcome = failure
                except Exception:
                    self._keep(Checked(account.name, started, time.monotonic() - began, InternalError()), None)
                    raise
                checked = Checked(account.name, started, time.monotonic() - began, outcome, last)
                yield self._keep(checked, wanted.csv)

    def try_login(self, name: str, credentials: Credentials, tell: Callable[[str], None], wanted: Wanted) -> Checked:
        """Log in as a new account would, with `credentials`, which are kept nowhere. Raises Failure."""
        account = Account(name, "terminal", "", credentials.email, credentials.password)
        started, began = datetime.now(UTC), time.monotonic()
        with (
            contextlib.closing(Browsers(self, wanted)) as browsers,
            locks.account(self.chosen.folders.data, name),
        ):
            result = OneCheck(self, account, tell, wanted, browsers).check()
        return self._keep(Checked(name, started, time.monotonic() - began, result), None)

    def _keep(self, checked: Checked, csv: Path | None) -> Checked:
        outcome = keep(
            self.chosen.folders.data,
            checked.outcome,
            account=checked.account,
            started=checked.started,
            seconds=checked.seconds,
            csv=csv,
        )
        return structs.replace(checked, outcome=outcome)

    def place_of(self, kept: Confirmation) -> str:
        """The address of a confirmed balance, masked; empty where none is kept, or its key is not reached."""
        place = self.confirmations.place(kept)
        return masked_place(place, kept, self.loaded) if place else ""

    def log_out(self, name: str, tell: Callable[[str], None], timeout: float = 60) -> "How | Literal['none']":
        """End the kept session of `name` at the portal, and forget it here whatever the portal says. Raises Failure."""
        from checker.browser.logout import log_out

        with locks.account(self.chosen.folders.data, name):
            kept = self.sessions.load(name)
            if kept is None:
                self.sessions.forget(name)
                return "none"
            start = kept.address if guard.origin(kept.address) in self.origins else self.start
            visit = self.visit(start, timeout, tell, _no_credentials, storage=Storage(kept.storage, kept.tab))
            try:
                late = overseer.within(visit.until + overseer.LATE_S, PageNotRecognised(TOO_MUCH))
                with contextlib.closing(Browsers(self, Wanted())) as browsers, late:
                    tell("browser")
                    return log_out(browsers.get(False), visit)
            finally:
                self.sessions.forget(name)


def prepare(chosen: settings.Settings | None = None) -> Checks:
    """Read the settings, unless they are given, and the files that checks rest on; the credentials are taken out of the
    environment.

    Raises ConfigInvalid.
    """
    base = ground(keep_credentials=True, chosen=chosen)
    chosen = base.chosen
    configured = config.load(chosen.folders.config)
    start, origins = base.portal()
    service = keys.service(chosen.home)
    accounts = Accounts(chosen.folders.config, configured.accounts, service, settings.set_credentials())
    sessions = Sessions(chosen.folders.state, guard.origin(start), service)
    confirmations = Confirmations(chosen.folders.data, guard.origin(start), sessions)
    return Checks(chosen, configured, base.loaded, start, origins, accounts, sessions, confirmations)


def _no_credentials() -> Credentials:
    raise NeedsHuman("nothing is typed on the way out", screen="login")
