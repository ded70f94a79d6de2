"""`saldo-jht doctor`: a table of what is in place and what is not, with the next step."""

import sys
from typing import Any

import click
from tabulate import tabulate

from checker import texts
from checker.cli import render
from checker.tasks.doctor import Finding, Level, examine


@click.command(help=texts.say("help.doctor"))
@click.option("--json", "as_json", is_flag=True, help=texts.say("help.json"))
def doctor(as_json: bool) -> int:
    """Look whether everything is in place; the exit status is that of the first failure."""
    findings = list(examine())
    # A finding may know the failure it would come to and still be a warning: a portal in maintenance is not broken.
    failures = [one.failure for one in findings if one.level is Level.FAILURE and one.failure]
    if as_json:
        levels = {one.level for one in findings}
        worst = next((level for level in (Level.FAILURE, Level.WARNING) if level in levels), Level.OK)
        render.print_json(
            {"schema": "saldo-jht/doctor/1", "status": str(worst), "checks": [_as_json(one) for one in findings]}
        )
    else:
        rows = [[_name(one), texts.say(f"doctor.{one.level}"), one.detail, _next_step(one)] for one in findings]
        head = [texts.say(f"doctor.{key}") for key in ("check", "level", "detail", "next")]
        wide = not sys.stdout.isatty()
        widths = None if wide else [None, None, 60, 40]
        click.echo(tabulate(rows, head, tablefmt="simple", disable_numparse=True, maxcolwidths=widths))
    return failures[0].exit_status if failures else 0


def _name(finding: Finding) -> str:
    return texts.say(f"doctor.{finding.name}", name=finding.about)


def _next_step(finding: Finding) -> str:
    if finding.next_step or finding.level is not Level.FAILURE or finding.failure is None:
        return finding.next_step
    return texts.say(f"failure.{finding.failure.code}.hint")


def _as_json(finding: Finding) -> dict[str, Any]:
    step = finding.next_step
    if not step and finding.level is Level.FAILURE and finding.failure:
        step = texts.english(f"failure.{finding.failure.code}.hint")
    return {
        "check": f"{finding.name}:{finding.about}" if finding.about else finding.name,
        "level": str(finding.level),
        "detail": finding.detail,
        "next_step": step or None,
        "code": finding.failure.code if finding.failure else None,
    }
