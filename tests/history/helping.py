"""The command line as a process, with a home of its own, and readings of invented cards to fill a history with."""

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from checker.cli import program
from checker.keeping import history
from checker.model import Card, CheckResult, Confidence, Reading, Source
from checker.plausible import Implausible

ROOT = Path(__file__).parents[2]
NOON = datetime(2026, 1, 31, 5, 0, 3, tzinfo=UTC)
KPJ, OTHER = "01234567890", "3456789012A"


@dataclass(frozen=True)
class Ended:
    """A process that has ended."""

    status: int
    raw: bytes
    err: str

    @property
    def out(self) -> str:
        return self.raw.decode()

    @property
    def told(self) -> Any:  # noqa: ANN401 - whatever the JSON holds
        return json.loads(self.out)


@dataclass(frozen=True)
class Home:
    """A person's folders, and the program called with them."""

    path: Path
    env: Mapping[str, str]
    cwd: Path

    @property
    def data(self) -> Path:
        return self.path / "data"

    @property
    def file(self) -> Path:
        return self.data / "history.db"

    def run(self, *arguments: str | Path, before: Sequence[str] = (), env: Mapping[str, str] | None = None) -> Ended:
        """Run ``saldo-jht`` with these arguments to its end, by way of the command `before`."""
        done = subprocess.run(
            [*before, sys.executable, "-m", "checker", *map(str, arguments)],
            env={**self.env, **(env or {})},
            cwd=self.cwd,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=120,
            check=False,
        )
        return Ended(done.returncode, done.stdout, done.stderr.decode())

    def ok(self, *arguments: str | Path) -> Ended:
        """Run it, and see it succeed."""
        done = self.run(*arguments)
        assert done.status == 0, done.err + done.out
        return done

    def keep(
        self, *cards: Card, at: datetime = NOON, account: str = "default", source: Source = Source.PORTAL
    ) -> tuple[Implausible, ...]:
        """Keep a check that read these cards."""
        outcome = result(*cards, at=at, account=account, source=source)
        return history.keep(self.data, outcome, account=account, started=at, seconds=3.25)


@dataclass(frozen=True)
class Inside(Home):
    """A person's folders, and the program called with them in this process, which takes a tenth of the time."""

    def run(self, *arguments: str | Path, before: Sequence[str] = (), env: Mapping[str, str] | None = None) -> Ended:
        """Run ``saldo-jht`` with these arguments; standard input is empty, unless `env` has something for it."""
        assert not before
        given = {**self.env, **(env or {})}
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
        told = io.TextIOWrapper(io.BytesIO(given.pop("STDIN", "").encode()))
        with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            patch.setattr(os, "environ", given)
            patch.setattr(sys, "stdin", told)
            patch.chdir(self.cwd)
            status = program.run([*map(str, arguments)])
            out.flush()
            err.flush()
        raw, said = (one.buffer.getvalue() for one in (out, err))
        return Ended(status, raw, said.decode())


def card(balance: str | int, kpj: str | None = KPJ, company: str | None = "PT Contoh Maju", **more: Any) -> Card:  # noqa: ANN401
    return Card(Decimal(balance), kpj, company, **more)


def result(
    *cards: Card,
    at: datetime = NOON,
    as_of: date | None = None,
    account: str = "default",
    source: Source = Source.PORTAL,
) -> CheckResult:
    total = sum((one.balance for one in cards), Decimal(0))
    return CheckResult(account, source, at, Reading(cards, total, Confidence.AGREED, as_of))


def later(days: float) -> datetime:
    return NOON + timedelta(days=days)


def csv_lines(lines: Sequence[str]) -> bytes:
    return "".join(line + "\r\n" for line in lines).encode()
