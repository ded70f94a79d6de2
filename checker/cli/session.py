"""`saldo-jht session`: what is kept of logins, and how long such sessions have lived."""

import time
from datetime import UTC, datetime

import click

from checker.cli import render
from checker.texts import say


@click.group(help=say("help.session"))
def session() -> None:
    pass


@session.command(help=say("help.session.status"))
@click.option("--account", "names", multiple=True, metavar="NAME", help=say("help.check.account"))
@click.option("--json", "as_json", is_flag=True, help=say("help.json"))
def status(names: tuple[str, ...], as_json: bool) -> int:
    from checker.tasks.check import prepare

    checks = prepare()
    now, told = time.time(), []
    for account in checks.accounts.named(names):
        kept, lives = checks.sessions.load(account.name), checks.sessions.lives(account.name)
        told.append(
            {
                "account": account.name,
                "kept": kept is not None,
                "since": _iso(kept.began) if kept else None,
                "age_seconds": max(0, round(now - kept.began)) if kept else None,
                "last_worked": _iso(kept.worked) if kept else None,
                "encrypted": checks.sessions.encrypted(account.name) if kept else None,
                "lives": [{"at_least_seconds": round(one.least), "at_most_seconds": round(one.most)} for one in lives],
            }
        )
        if as_json:
            continue
        if kept is None:
            click.echo(say("session.none", name=account.name))
        else:
            click.echo(
                say(
                    "session.kept",
                    name=account.name,
                    age=span(now - kept.began),
                    worked=_iso(kept.worked),
                    how=say("session.encrypted" if checks.sessions.encrypted(account.name) else "session.plain"),
                )
            )
        if lives:
            least, most = sorted(one.least for one in lives), sorted(one.most for one in lives)
            click.echo("  " + say("session.lives", count=len(lives), shortest=span(least[0]), longest=span(most[-1])))
        else:
            click.echo("  " + say("session.no-lives"))
    if as_json:
        render.print_json({"schema": "saldo-jht/session/1", "status": "ok", "sessions": told})
    return 0


def span(seconds: float) -> str:
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
