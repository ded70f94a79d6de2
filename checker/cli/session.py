"""`saldo-jht session`: what is kept of logins."""

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from checker.cli import options, render
from checker.texts import N_, _

if TYPE_CHECKING:
    from checker.keeping.sessions import Session


@click.group()
def session() -> None:
    pass


@options.command(
    _("How old the kept sessions are, and when they last worked."),
    "session status",
    "session status --json",
    of=session,
)
@options.NAMES
@options.AS_JSON
def status(names: tuple[str, ...], as_json: bool) -> int:
    from checker.tasks.check import prepare

    checks = prepare()
    now, told = time.time(), []
    for account in checks.accounts.named(names):
        kept, encrypted = checks.sessions.load(account.name), checks.sessions.encrypted(account.name)
        told.append(
            {
                "account": account.name,
                "kept": kept is not None,
                "since": _iso(kept.began) if kept else None,
                "age_seconds": max(0, round(now - kept.began)) if kept else None,
                "last_worked": _iso(kept.worked) if kept else None,
                "encrypted": encrypted if kept else None,
            }
        )
        if not as_json:
            click.echo(_kept(account.name, kept, now, encrypted))
    if as_json:
        render.print_json({"schema": "saldo-jht/session/1", "status": "ok", "sessions": told})
    return 0


_UNITS = ((86_400, N_("{count} d")), (3600, N_("{count} h")), (60, N_("{count} min")), (1, N_("{count} s")))


def _kept(name: str, kept: "Session | None", now: float, encrypted: bool) -> str:
    if kept is None:
        return _("{name}: no session is kept.").format(name=name)
    how = _("encrypted") if encrypted else _("not encrypted (no keyring)")
    text = _("{name}: kept for {age}, last worked {worked}, {how}.")
    return text.format(
        name=name, age=_span(now - kept.began), worked=render.moment(datetime.fromtimestamp(kept.worked, UTC)), how=how
    )


def _span(seconds: float) -> str:
    """A length of time in its two largest units: ``2 d 3 h``."""
    parts: list[str] = []
    left = max(0, int(seconds))
    for size, unit in _UNITS:
        count, left = divmod(left, size)
        if count or (size == 1 and not parts):
            parts.append(_(unit).format(count=count))
    return " ".join(parts[:2])


def _iso(at: float) -> str:
    return render.iso(datetime.fromtimestamp(at, UTC))
