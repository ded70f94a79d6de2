"""`saldo-jht browser`: which browser is used, and how to get one."""

import click

from checker.browser import finding
from checker.cli import options, render
from checker.texts import _


@click.group()
def browser() -> None:
    pass


@browser.command(help=_("Print which browser is used."))
@options.flag("--headed", text=_("One that can show a window."))
@options.AS_JSON
def find(headed: bool, as_json: bool) -> None:
    chosen = render.settings()
    _show(finding.find(chosen.browser, headed, chosen.browser_where), None, as_json)


@browser.command(help=_("See to it that a browser is there."))
@options.AS_JSON
def install(as_json: bool) -> None:
    from checker.browser import install as installing

    started = installing.install(render.settings().browser, lambda text: click.echo(text, err=True))
    found, version = started.found, started.version
    text = _("Works: {path} ({version}, {origin})").format(path=found, version=version, origin=found.origin)
    click.echo(text, err=True)
    _show(found, version, as_json)


def _show(found: finding.Found, version: str | None, as_json: bool) -> None:
    if not as_json:
        click.echo(str(found))
        return
    render.print_json(
        {
            "schema": "saldo-jht/browser/1",
            "status": "ok",
            "path": str(found.path) if found.path else None,
            "channel": found.channel,
            "origin": found.origin,
            "version": version,
        }
    )
