"""`saldo-jht browser`: which browser is used, and how to get one."""

import click

from checker import settings, texts
from checker.browser import finding
from checker.cli import render

_SCHEMA = "saldo-jht/browser/1"


@click.group(help=texts.say("help.browser"))
def browser() -> None:
    """Find or install the browser."""


@browser.command(help=texts.say("help.browser.find"))
@click.option("--headed", is_flag=True, help=texts.say("help.headed"))
@click.option("--json", "as_json", is_flag=True, help=texts.say("help.json"))
def find(headed: bool, as_json: bool) -> None:
    """Print which browser is used."""
    chosen = settings.load()
    render.warn(chosen.warnings)
    _show(finding.find(chosen.browser, headed), None, as_json)


@browser.command(help=texts.say("help.browser.install"))
@click.option("--json", "as_json", is_flag=True, help=texts.say("help.json"))
def install(as_json: bool) -> None:
    """See to it that a browser is there."""
    chosen = settings.load()
    render.warn(chosen.warnings)
    from checker.browser import install as installing

    started = installing.install(chosen.browser, lambda key, values: click.echo(texts.say(key, **values), err=True))
    found = started.found
    click.echo(texts.say("browser.works", path=found, version=started.version, origin=found.origin), err=True)
    _show(found, started.version, as_json)


def _show(found: finding.Found, version: str | None, as_json: bool) -> None:
    if not as_json:
        click.echo(str(found))
        return
    render.print_json(
        {
            "schema": _SCHEMA,
            "status": "ok",
            "path": str(found.path) if found.path else None,
            "channel": found.channel,
            "origin": found.origin,
            "version": version,
        }
    )
