"""`saldo-jht record`: record the portal's pages as fixtures; `verify` is the gate before one is shared."""

from collections.abc import Callable
from pathlib import Path

import click

from checker.cli import options, render, tables, terminal
from checker.texts import _, ngettext

LEFT = 1
"""The exit status where a fixture must not be shared, or none was written."""


@options.group(
    _(
        "Record each screen of a login and a check as a fixture that can be shared.\n\n"
        "A window opens. Log in and go to your balance there, then press Enter here. Every name, number, "
        "address and amount is replaced before anything is written; what the program is unsure of it shows you."
    ),
    "record",
    "record -o my-recording",
    ("record --auto", _("the program logs in, as in a check")),
    ("record --remote --bind", _("no display here: act from a laptop or phone")),
    "record verify my-recording",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default="recordings",
    show_default=True,
    metavar="DIR",
    help=_("Where the fixtures go."),
)
@options.given("--name", "portal", _("What the fixtures' names begin with."))
@options.flag("--auto", text=_("Log in with your settings and check, as `check` does."))
@options.flag("--headed", text=_("With --auto: show the browser."))
@options.timeout(900, _("Seconds for login and check."), most=7200)
@options.REMOTE
@click.pass_context
def record(
    ctx: click.Context,
    output: Path,
    name: str,
    auto: bool,
    headed: bool,
    timeout: float,
    remote: bool,
    port: int,
    bind: str,
) -> int:
    if ctx.invoked_subcommand is not None:
        return 0
    # Imported here, so that the help loads no browser.
    from checker.tasks.record import record as run

    person = terminal.Person()
    if not auto:
        where = _('At the address below, log in, go to your balance, look at it, then press "Go on".')
        if not remote:
            where = _(
                "A window opens. Log in there, go to your balance, look at it, then press Enter here (or close it)."
            )
        privacy = _("What you type is not read; nothing is written before everything personal is replaced.")
        click.echo(f"{where}\n{privacy}", err=True)
    with terminal.Progress() as progress, terminal.remote_page(remote, bind, port) as page:
        written = run(
            terminal.at_both(progress, page),
            keeper(person),
            output,
            name,
            timeout=timeout,
            headed=(headed or not auto) and not remote,
            auto=auto,
            done=person.done,
            remote=page,
        )
    for one in written:
        if one.refused is None:
            click.echo(_("written: {folder}").format(folder=one.folder))
        else:
            render.say(_("not written ({screen}): {reason}"), screen=one.screen, reason=one.refused)
    return 0 if any(one.refused is None for one in written) else LEFT


def keeper(person: terminal.Person) -> Callable[[str], bool]:
    """Asks a person whether a text may stay as it is, and explains before the first."""
    explained: list[str] = [
        _(
            "These words are not known to the program. Is one of them yours or about you? Only answer y where the "
            "text is the same for everybody; anything else replaces it."
        )
    ]

    def keep(text: str) -> bool:
        while explained:
            click.echo(explained.pop(), err=True)
        return person.agrees(_("Keep {text}? [y/N] ").format(text=text))

    return keep


@options.command(
    _("Look for anything personal that is left in fixtures; refuse them if there is."),
    "record verify my-recording",
    "record verify tests/fixtures --json",
    of=record,
    short_help=_("Look whether a fixture may be shared."),
)
@click.argument("folder", type=options.FOUND_DIR, metavar="DIR")
@options.AS_JSON
def verify(folder: Path, as_json: bool) -> int:
    from checker.portal import app
    from checker.recording import fixture, gate

    # The app's words are the portal's and some more, so that the screens of both are held against one list.
    loaded, selectors = app.loaded()
    origins = (*selectors.portal.origins, selectors.app.origin)
    fixtures = fixture.find(folder)
    left = [one for place in fixtures for one in gate.verify(place, loaded.vocabulary, origins)]
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
        rows = [(one.file.relative_to(folder), one.line or "-", one.rule, one.shown) for one in left]
        click.echo(tables.table([_("file"), _("line"), _("rule"), _("found")], rows, whole=[1]))
        text = ngettext("{count} finding; do not share this.", "{count} findings; do not share this.", len(left))
        render.say(text, count=len(left))
    elif not fixtures:
        render.say(_("There is no fixture in {folder}."), folder=folder)
    else:
        text = ngettext(
            "Nothing personal was found in {count} fixture. It is a program that says so: look once yourself.",
            "Nothing personal was found in {count} fixtures. It is a program that says so: look once yourself.",
            len(fixtures),
        )
        click.echo(text.format(count=len(fixtures)))
    return LEFT if left or not fixtures else 0
