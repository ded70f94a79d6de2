"""`saldo-jht session`: what is kept of logins, and how long such sessions have lived."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from checker.cli import options, render
from checker.texts import _

if TYPE_CHECKING:
    from checker.keeping.sessions import Life, Session


@click.group()
def session() -> None:
    pass


@options.command(
    _("How old the kept sessions are, when they last worked, how long they have lived."),
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
        kept, lives = checks.sessions.load(account.name), checks.sessions.lives(account.name)
        encrypted = checks.sessions.encrypted(account.name)
        told.append(
            {
                "account": account.name,
                "kept": kept is not None,
                "since": _iso(kept.began) if kept else None,
                "age_seconds": max(0, round(now - kept.began)) if kept else None,
                "last_worked": _iso(kept.worked) if kept else None,
                "encrypted": encrypted if kept else None,
                "lives": [{"at_least_seconds": round(one.least), "at_most_seconds": round(one.most)} for one in lives],
            }
        )
        if not as_json:
            click.echo(_kept(account.name, kept, now, encrypted))
            click.echo("  " + _lived(lives))
    if as_json:
        render.print_json({"schema": "saldo-jht/session/1", "status": "ok", "sessions": told})
    return 0


def _kept(name: str, kept: "Session | None", now: float, encrypted: bool) -> str:
    if kept is None:
        return _("{name}: no session is kept.").format(name=name)
    how = _("encrypted") if encrypted else _("not encrypted (no keyring)")
    text = _("{name}: kept for {age}, last worked {worked}, {how}.")
    return text.format(name=name, age=_span(now - kept.began), worked=_iso(kept.worked), how=how)


def _lived(lives: "Sequence[Life]") -> str:
    if not lives:
        return _("How long a session lives is not known yet: none has ended.")
    least, most = min(one.least for one in lives), max(one.most for one in lives)
    text = _("Sessions that have ended so far: {count}; they lived between {shortest} and {longest}.")
    return text.format(count=len(lives), shortest=_span(least), longest=_span(most))


def _span(seconds: float) -> str:
    """A length of time in its two largest units: ``2 d 3 h``."""
    parts: list[str] = []
    left = max(0, int(seconds))
    for size, unit in ((86_400, "d"), (3600, "h"), (60, "min"), (1, "s")):
        count, left = divmod(left, size)
        if count or (unit == "s" and not parts):
            parts.append(f"{count} {unit}")
    return " ".join(parts[:2])


def _iso(at: float) -> str:
    return render.iso(datetime.fromtimestamp(at, UTC))
