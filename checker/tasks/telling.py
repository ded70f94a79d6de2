"""The use case: after a check, whoever should hear of it does. It fails no check, and loads nothing where nobody is to.

What a service could not be told is told with the next check, unless it is over by then.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from checker.failures import ConfigInvalid, Failure, InternalError, StorageFailed
from checker.keeping.config import NAME
from checker.keeping.services import Services
from checker.model import Warned

if TYPE_CHECKING:
    from checker.keeping.told import Book
    from checker.states import Ended, News, State, Told
    from checker.tasks.check import Checked, Checks
    from checker.telling.heartbeat import Heartbeat
    from checker.telling.words import Message

SECONDS = 20.0
"""For how long services are waited for."""
OVERDUE_S = 60.0
"""After so many seconds whatever is still going on is ended from outside."""


class Telling:
    """What is told of the checks of one command; made by `begin` before they begin."""

    def __init__(self, checks: "Checks", services: Services, remote: bool) -> None:
        self.checks, self.services, self.remote = checks, services, remote
        self.began = datetime.now(UTC).replace(microsecond=0)
        self.heartbeat = _heartbeat(checks.config.heartbeat.url) if checks.config.heartbeat.url else None

    def end(self, ended: "Sequence[Checked]", status: int) -> list[Warned]:
        """Tell how the checks `ended`, with which exit status; what did not get through."""
        config, warned = self.checks.config, open_to_others(self.checks)
        if self.heartbeat is not None and (why := self.heartbeat.end(status)):
            warned.append(Warned("heartbeat-failed", f"the heartbeat did not get through: {why}"))
        try:
            accounts = dict.fromkeys(
                (*(one.name for one in self.checks.accounts.all()), *(one.account for one in ended))
            )
            known = {one: self._endings(one) for one in accounts}
            if self.services.any():
                warned += self._notify(known, ended)
            if config.metrics.file:
                _write(Path(config.metrics.file).expanduser(), known, config.metrics.amounts, config.notify.in_a_row)
        except Failure as failure:
            warned.append(Warned("not-told", failure.detail))
        return warned

    def failed(self, names: Sequence[str], error: Exception) -> list[Warned]:
        """Tell that the checks of the accounts `names` ended by `error`, as a whole."""
        from checker.tasks.check import Checked

        failure = error if isinstance(error, Failure) else InternalError()
        name = names[0] if names else self.checks.accounts.all()[0].name
        return self.end([Checked(name, self.began, 0, failure)], failure.exit_status)

    def _endings(self, account: str) -> "list[Ended]":
        from checker.keeping import database, endings

        try:
            with database.reading(self.checks.chosen.folders.data) as connection:
                return endings.endings(connection, account)
        except StorageFailed:
            return []

    def _notify(self, known: "Mapping[str, list[Ended]]", ended: "Sequence[Checked]") -> list[Warned]:
        from checker.keeping import told

        now = {account: self._now(account, checks, ended) for account, checks in known.items()}
        with told.changing(self.checks.chosen.folders.state) as book:
            due = {account: both for account, both in now.items() if both is not None}
            return self._send(book, due, several=len(known) > 1)

    def _now(
        self, account: str, checks: "list[Ended]", ended: "Sequence[Checked]"
    ) -> "tuple[list[Ended], Ended] | None":
        """The earlier checks of an account and the one of this command, if there was one."""
        from checker.states import Ended, unkept

        if checks and checks[-1].at >= self.began:
            return checks[:-1], checks[-1]
        mine = next((one for one in ended if one.account == account), None)
        if mine is None:
            return None
        code, rule = (mine.outcome.code, mine.outcome.rule) if isinstance(mine.outcome, Failure) else ("ok", None)
        return checks, unkept(Ended(None, mine.started, code, rule))

    def _send(self, book: "Book", now: "Mapping[str, tuple[list[Ended], Ended]]", several: bool) -> list[Warned]:
        """Send each service its news, and note in `book` what has reached it."""
        from checker import states

        warned, due, urls = [], {}, {}
        for service in self.services.all():
            found = {}
            for account, (earlier, one) in now.items():
                news, after = states.news(book.of(service, account), earlier, one, self.checks.config.notify.in_a_row)
                if news is None:
                    book.note(service, account, after)
                else:
                    found[account] = (news, after)
            if found:
                try:
                    urls[service] = self.services.url(service)
                    due[service] = found
                except Failure as failure:
                    warned.append(_not_sent(service, failure.detail))
        return warned + (self._carry(book, due, urls, several) if due else [])

    def _carry(
        self, book: "Book", due: "Mapping[str, Mapping[str, tuple[News, Told]]]", urls: Mapping[str, str], several: bool
    ) -> list[Warned]:
        from checker.telling import words
        from checker.telling.carrying import carry

        config, warned = self.checks.config.notify, []
        wished = words.Wished(config.amounts, config.kpj)

        def told(news: "News", account: str) -> "Message":
            return words.message(news, account, wished, several=several, remote=self.remote)

        messages = {name: [told(news, account) for account, (news, _) in one.items()] for name, one in due.items()}
        for service, failures in carry(messages, urls, SECONDS).items():
            for (account, (_news, after)), why in zip(due[service].items(), failures, strict=True):
                if why is None:
                    book.note(service, account, after)
                else:
                    warned.append(_not_sent(service, why))
        return warned


def begin(checks: "Checks", remote: bool) -> Telling | None:
    """What is to be told of checks that begin now; None where nobody is to be told anything.

    `remote` says that no window can be shown here.
    """
    config, services = checks.config, of(checks)
    if not (services.any() or config.heartbeat.url or config.metrics.file):
        return None
    return Telling(checks, services, remote)


def of(checks: "Checks") -> Services:
    """The services of these settings."""
    return Services(checks.chosen.folders.config, checks.config.notify.urls, checks.accounts.service)


class Sample(NamedTuple):
    """One sample and whether it got through: why it did not, or None."""

    service: str
    kind: "State"
    title: str
    failed: str | None


def samples(checks: "Checks", names: Sequence[str]) -> list[Sample]:
    """Send one sample of each kind of message, of an invented card, to the services called `names`, or to all.

    Raises ConfigInvalid, StorageFailed.
    """
    from checker.telling import words
    from checker.telling.carrying import carry

    services, config = of(checks), checks.config.notify
    known = services.all()
    if missing := [one for one in names if one not in known]:
        raise ConfigInvalid(f"no service is called {missing[0]}; there are: {', '.join(known)} (saldo-jht notify list)")
    urls = {name: services.url(name) for name in names or known}
    wished = words.Wished(config.amounts, config.kpj)
    messages = words.samples(datetime.now(UTC), wished, config.in_a_row)
    sent = carry(dict.fromkeys(urls, messages), urls, SECONDS)
    return [
        Sample(service, one.state, one.title, failed)
        for service, failures in sent.items()
        for one, failed in zip(messages, failures, strict=True)
    ]


def open_to_others(checks: "Checks") -> list[Warned]:
    """A warning where others can read the addresses in the configuration."""
    import os

    file = checks.chosen.folders.config / NAME
    if not checks.config.has_secrets or os.name == "nt" or not file.stat().st_mode & 0o077:
        return []
    return [Warned("config-file-open", f"{file} holds secrets and can be read by other users: chmod 600 {file}")]


def _heartbeat(url: str) -> "Heartbeat":
    from checker.telling.heartbeat import Heartbeat

    heartbeat = Heartbeat(url)
    heartbeat.start()
    return heartbeat


def _not_sent(service: str, why: str) -> Warned:
    return Warned("not-told", f"{service} was not told, and is tried again with each check: {why}")


def _write(file: Path, known: "Mapping[str, list[Ended]]", amounts: bool, in_a_row: int) -> None:
    """Write the numbers whole, for others to read. Raises StorageFailed."""
    from checker.keeping import files
    from checker.telling import numbers

    new = not file.exists()
    with files.whole(file) as stream:
        stream.write(numbers.text(known, amounts, in_a_row).encode())
    if new:
        # Prometheus reads it as another user; who wants it otherwise changes the rights, which stay.
        file.chmod(0o644)
