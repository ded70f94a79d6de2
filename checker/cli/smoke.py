"""`saldo-jht smoke`: the run for a build machine, with no window and no questions; told in lines or as one object."""

import os
from typing import TYPE_CHECKING

import click

from checker.cli import options, render
from checker.shown import plain
from checker.texts import N_, _, local

if TYPE_CHECKING:
    from checker.tasks.smoke import Step

_STEPS = {
    "settings": N_("settings"),
    "answers": N_("the portal answers"),
    "tls": "TLS",
    "login-screen": N_("login screen"),
    "check": N_("whole check"),
}
_RESULTS = {"ok": N_("ok"), "limit": N_("limit"), "skipped": N_("skipped"), "failed": N_("FAILED")}


@options.command(
    _(
        "Look whether a check could work, without a window and without asking: the portal answers, over TLS, "
        "shows the login screen, and each key of it is found by its first candidate. A captcha is a told limit, "
        "no failure.\n\n"
        "Exit status: 0; 3 where a login key is found by a later candidate only; else that of the failure "
        "(README.md)."
    ),
    ("smoke", _("no credentials are used")),
    "smoke --login --json",
)
@options.flag("--login", text=_("A whole check too, with the credentials of the environment."))
@click.option("--url", metavar="URL", help=_("Instead of SALDO_JHT_PORTAL_URL."))
@options.timeout(90, _("Seconds for reaching the login, and for the check."))
@options.AS_JSON
def smoke(login: bool, url: str | None, timeout: float, as_json: bool) -> int:
    # Imported here, so that the help loads no browser.
    from checker import settings
    from checker.tasks.smoke import run

    if url is not None:
        os.environ[settings.PORTAL_URL] = url
    steps: list[Step] = []
    width = max(len(_(one)) for one in _RESULTS.values())
    for step in run(login, timeout):
        steps.append(step)
        if not as_json:
            took = f" ({step.seconds:.1f} s)" if step.seconds else ""
            about, detail = _(_STEPS.get(step.name, step.name)), plain(local(step.detail) or step.code)
            click.echo(f"{_(_RESULTS[step.result]):{width}}  {about}: {detail}{took}")
    # What is broken weighs more than what has drifted.
    failed = sorted((one for one in steps if one.result == "failed"), key=lambda one: one.code == "selector-drift")
    if as_json:
        told = {"schema": "saldo-jht/smoke/1", "status": "error" if failed else "ok"}
        render.print_json({**told, "steps": [one.as_object() for one in steps]})
    return failed[0].status if failed else 0
