"""`saldo-jht doctor`: a table of what is in place and what is not, with the next step."""

from typing import Any

import click

from checker.cli import options, render, tables
from checker.tasks.doctor import examine
from checker.tasks.findings import Finding, Level
from checker.texts import N_, _, local

_LEVELS = {Level.OK: N_("ok"), Level.WARNING: N_("warning"), Level.FAILURE: N_("failure")}
_CHECKS = {
    "python": "Python",
    "settings": N_("settings"),
    "files": N_("open files"),
    "browser": "browser",
    "folder": N_("folder: {name}"),
    "clock": N_("clock and zone"),
    "config": "config.toml",
    "selectors": N_("selectors file"),
    "portal": "portal",
    "proxy": N_("proxy"),
    "credentials": N_("credentials: {name}"),
    "login": N_("login: {name}"),
    "session": N_("session: {name}"),
    "keyring": "keyring",
    "keyring-scheduled": N_("keyring, as scheduled"),
    "schedule": N_("schedule"),
    "last-success": N_("last success: {name}"),
}

_HERE = {
    "config-invalid": N_("Correct what is named."),
    "portal-unreachable": N_("Check the address and the internet connection, then try again later."),
    "storage-failed": N_("Look at free space and at the rights of the folder."),
}
"""What to do about a failure that the doctor itself tells of, in English."""


@click.command()
@options.AS_JSON
def doctor(as_json: bool) -> int:
    findings = list(examine())
    # A finding may know the failure it would come to and still be a warning: a portal in maintenance is not broken.
    failures = [one.failure for one in findings if one.level is Level.FAILURE and one.failure]
    if as_json:
        levels = {one.level for one in findings}
        worst = next((level for level in (Level.FAILURE, Level.WARNING) if level in levels), Level.OK)
        told = [_as_object(one) for one in findings]
        render.print_json({"schema": "saldo-jht/doctor/1", "status": str(worst), "checks": told})
    else:
        rows = [
            (
                _(_CHECKS[one.name]).format(name=one.about),
                _(_LEVELS[one.level]),
                local(one.detail),
                local(_next_step(one)),
            )
            for one in findings
        ]
        click.echo(tables.table([_("check"), _("result"), _("found"), _("next step")], rows, whole=[1]))
    return failures[0].exit_status if failures else 0


def _next_step(one: Finding) -> str:
    """What the person should do about a finding, in English."""
    if one.next_step or one.failure is None or one.level is not Level.FAILURE:
        return one.next_step
    # Who reads this has run the doctor, to which the usual advice would send them.
    return _HERE.get(one.failure.code, one.failure.hint)


def _as_object(one: Finding) -> dict[str, Any]:
    return {
        "check": f"{one.name}:{one.about}" if one.about else one.name,
        "level": str(one.level),
        "detail": one.detail,
        "next_step": _next_step(one) or None,
        "code": one.failure.code if one.failure else None,
    }
