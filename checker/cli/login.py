"""`saldo-jht login`: a person and the program log in together, the balance is read, and the session kept."""

import contextlib
from datetime import UTC, datetime

import click

from checker.cli import render
from checker.cli.check import Progress, on_terminal, only_by_a_person, show
from checker.failures import Failure, NeedsHuman
from checker.texts import say


@click.command(short_help=say("help.login"), help=say("help.login.long"))
@click.option("--account", "name", metavar="NAME", help=say("help.login.account"))
@click.option("--by-hand", is_flag=True, help=say("help.login.by-hand"))
@click.option("--wait", type=click.FloatRange(1, 86_400), default=300, metavar="S", help=say("help.wait"))
@click.option("--remote", is_flag=True, help=say("help.login.remote"))
@click.option("--port", type=click.IntRange(0, 65535), default=0, help=say("help.login.port"))
@click.option("--bind", default="127.0.0.1", show_default=True, metavar="ADDR", help=say("help.login.bind"))
@click.option("--force", is_flag=True, help=say("help.force"))
@click.option("--json", "as_json", is_flag=True, help=say("help.json"))
@click.option("-v", "--verbose", is_flag=True, help=say("help.check.verbose"))
def login(
    name: str | None,
    by_hand: bool,
    wait: float,
    remote: bool,
    port: int,
    bind: str,
    force: bool,
    as_json: bool,
    verbose: bool,
) -> int:
    # No docstring: Click would show it instead of the text in the person's language.
    from checker.browser.remote import Remote, lines
    from checker.tasks.check import Wanted, has_display, prepare

    started = datetime.now(UTC)
    only_by_a_person(force, on_terminal())
    progress = Progress(verbose)
    try:
        if not remote and not has_display():
            raise NeedsHuman("there is no display to show a window on: saldo-jht login --remote")
        checks = prepare()
        account = name or checks.accounts.named(())[0].name
        with progress, Remote(bind, port) if remote else contextlib.nullcontext() as far:
            if isinstance(far, Remote):
                for line in lines(far):
                    click.echo(line, err=True)
            wanted = Wanted(
                attended=True,
                window=not remote,
                prompt=on_terminal(),
                force=force,
                fresh=True,
                by_hand=by_hand,
                wait=wait,
                remote=far if isinstance(far, Remote) else None,
                tell_person=progress.person,
            )
            ended = list(checks.all((account,), progress.tell, wanted))
    except Failure as failure:
        return render.fail(failure, as_json, checked_at=started)
    return show(ended, as_json, verbose)
