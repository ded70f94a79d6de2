"""`saldo-jht logout`: end the kept session, at the portal and here."""

import click

from checker.cli import options, render, terminal
from checker.failures import Busy, Failure, StorageFailed
from checker.texts import N_, _

_ENDED = {
    "logged-out": N_("{name}: logged out at the portal, and forgotten."),
    "already-out": N_("{name}: the session had ended already."),
    "not-found": N_("{name}: forgotten here; the portal's way out was not found, so there the session may live on."),
    "not-reached": N_("{name}: forgotten here; the portal could not be told, so there the session may live on."),
    "none": N_("{name}: no session was kept."),
}


@options.command(_("Log out at the portal and forget the kept session."), "logout", "logout --account siti")
@options.NAMES
@options.AS_JSON
@options.VERBOSE
def logout(names: tuple[str, ...], as_json: bool, verbose: bool) -> int:
    from checker.tasks.check import prepare

    checks = prepare()
    told, status = [], 0
    with terminal.Progress(verbose) as progress:
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
                click.echo(_(_ENDED[how]).format(name=account.name))
            if failure is not None:
                status = status or render.fail(failure, as_json=False)
    if as_json:
        render.print_json({"schema": "saldo-jht/logout/1", "status": "error" if status else "ok", "accounts": told})
    return status
