"""`saldo-jht record`: record the portal's pages as fixtures; `verify` is the gate before one is shared."""

from pathlib import Path

import click

from checker.cli import render
from checker.cli.person import Person
from checker.texts import say

LEFT = 1
"""The exit status where a fixture must not be shared, or none was written."""


@click.group(invoke_without_command=True, help=say("help.record.long"))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default="recordings",
    show_default=True,
    metavar="DIR",
    help=say("help.record.output"),
)
@click.option("--name", default="portal", show_default=True, help=say("help.record.name"))
@click.option("--auto", is_flag=True, help=say("help.record.auto"))
@click.option("--headed", is_flag=True, help=say("help.record.headed"))
@click.option("--review", is_flag=True, help=say("help.record.review"))
@click.option(
    "--timeout",
    type=click.FloatRange(min=1, max=7200),
    default=900,
    show_default=True,
    metavar="S",
    help=say("help.record.timeout"),
)
@click.pass_context
def record(ctx: click.Context, output: Path, name: str, auto: bool, headed: bool, review: bool, timeout: float) -> int:
    if ctx.invoked_subcommand is not None:
        return 0
    # Imported here, so that the help loads no browser.
    from checker.cli.check import Progress
    from checker.tasks.record import record as run

    person = Person()
    asked: list[str] = []

    def keep(text: str) -> bool:
        if not asked:
            click.echo(say("record.ask"), err=True)
        asked.append(text)
        return person.agrees(say("record.keep", text=text))

    if not auto:
        click.echo(say("record.begin"), err=True)
    with Progress(verbose=False) as progress:
        written = run(
            progress.tell,
            keep,
            output,
            name,
            timeout=timeout,
            headed=headed or not auto or review,
            auto=auto,
            review=review,
            done=person.done,
        )
    for one in written:
        if one.refused is None:
            click.echo(say("record.written", folder=one.folder))
        else:
            click.echo(say("record.refused", screen=one.screen, reason=one.refused), err=True)
    return 0 if any(one.refused is None for one in written) else LEFT


@record.command(short_help=say("help.record.verify"), help=say("help.record.verify.long"))
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="DIR")
@click.option("--json", "as_json", is_flag=True, help=say("help.json"))
def verify(folder: Path, as_json: bool) -> int:
    from tabulate import tabulate

    from checker.portal import selectors
    from checker.recording import fixture, gate

    loaded = selectors.load()
    fixtures = fixture.find(folder)
    left = [one for place in fixtures for one in gate.verify(place, loaded.vocabulary, loaded.selectors.portal.origins)]
    if as_json:
        render.print_json(
            {
                "schema": "saldo-jht/record/1",
                "status": "error" if left or not fixtures else "ok",
                "fixtures": [str(place) for place in fixtures],
                "left": [gate.as_json(one) for one in left],
            }
        )
    elif left:
        heads = [say(f"record.{name}") for name in ("file", "line", "rule", "shown")]
        rows = [[one.file.relative_to(folder), one.line or "-", one.rule, one.shown] for one in left]
        click.echo(tabulate(rows, heads, tablefmt="simple_outline", disable_numparse=True))
        click.echo(say("record.left", count=len(left)), err=True)
    elif not fixtures:
        click.echo(say("record.none", folder=folder), err=True)
    else:
        click.echo(say("record.clean", count=len(fixtures)))
    return LEFT if left or not fixtures else 0
