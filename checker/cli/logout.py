"""`saldo-jht logout`: end the kept session, at the portal and here."""

import click

from checker.cli import render
from checker.cli.check import Progress
from checker.failures import Busy, Failure, StorageFailed
from checker.texts import say


@click.command(short_help=say("help.logout"), help=say("help.logout.long"))
@click.option("--account", "names", multiple=True, metavar="NAME", help=say("help.check.account"))
@click.option("--json", "as_json", is_flag=True, help=say("help.json"))
@click.option("-v", "--verbose", is_flag=True, help=say("help.check.verbose"))
def logout(names: tuple[str, ...], as_json: bool, verbose: bool) -> int:
    # No docstring: Click would show it instead of the text in the person's language.
    from checker.tasks.check import prepare

    checks = prepare()
    told, status = [], 0
    with Progress(verbose) as progress:
        for account in checks.accounts.named(names):
            failure, how = None, "not-reached"
            try:
                how = checks.log_out(account.name, progress.tell)
            except (Busy, StorageFailed):
                raise
            except Failure as met:
                # Forgotten here all the same; the other accounts have theirs to end, too.
                failure = met
            told.append({"account": account.name, "portal": how})
            progress.clear()
            if not as_json:
                click.echo(say(f"logout.{how}", name=account.name))
            if failure is not None:
                status = status or render.fail(failure, as_json=False)
    if as_json:
        render.print_json({"schema": "saldo-jht/logout/1", "status": "error" if status else "ok", "accounts": told})
    return status
