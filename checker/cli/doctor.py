"""`saldo-jht doctor`: what is in place and what is not, with the next step."""

import sys
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
    "browser": N_("browser"),
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

_FOLDERS = {"config": N_("settings"), "state": N_("state (sessions, evidence)"), "data": N_("data (history)")}
_COLOURS = {Level.WARNING: "yellow", Level.FAILURE: "red"}
_HERE = {
    "config-invalid": N_("Correct what is named."),
    "portal-unreachable": N_("Check the address and the internet connection, then try again later."),
    "storage-failed": N_("Look at free space and at the rights of the folder."),
}
"""What to do about a failure that the doctor itself tells of, in English."""


@click.command()
@options.AS_JSON
def doctor(as_json: bool) -> int:
    findings = []
    width = max(len(_(one)) for one in _LEVELS.values())
    # Each is told as soon as it is known: to start a browser, and to reach the portal, takes a while.
    for finding in examine():
        findings.append(finding)
        if not as_json:
            _tell(finding, width)
    # A finding may know the failure it would come to and still be a warning: a portal in maintenance is not broken.
    failures = [one.failure for one in findings if one.level is Level.FAILURE and one.failure]
    if as_json:
        levels = {one.level for one in findings}
        worst = next((level for level in (Level.FAILURE, Level.WARNING) if level in levels), Level.OK)
        told = [_as_object(one) for one in findings]
        render.print_json({"schema": "saldo-jht/doctor/1", "status": str(worst), "checks": told})
    return failures[0].exit_status if failures else 0


def _tell(one: Finding, width: int) -> None:
    """Print one finding: how it stands, what it is about, what was found, and below it what to do."""
    level = _(_LEVELS[one.level]).ljust(width)
    colour = _COLOURS.get(one.level)
    name = _(_FOLDERS[one.about]) if one.name == "folder" else one.about
    about = _(_CHECKS[one.name]).format(name=name)
    told = f"{about}: {local(one.detail)}"
    mark = level if colour is None else render.coloured(level, colour, sys.stdout)
    click.echo(f"{mark}  " + tables.hung(told, width + 2))
    if step := _next_step(one):
        click.echo(" " * (width + 2) + tables.hung("-> " + local(step), width + 5))


def _next_step(one: Finding) -> str:
    """What the person should do about a finding, in English."""
    if one.next_step or one.failure is None or one.level is not Level.FAILURE:
        return one.next_step
    # Who reads this has run the doctor, to which the usual advice would send them.
    return one.failure.hint if one.failure.case else _HERE.get(one.failure.code, one.failure.hint)


def _as_object(one: Finding) -> dict[str, Any]:
    return {
        "check": f"{one.name}:{one.about}" if one.about else one.name,
        "level": str(one.level),
        "detail": one.detail,
        "next_step": _next_step(one) or None,
        "code": one.failure.code if one.failure else None,
    }
