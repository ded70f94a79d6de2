"""`saldo-jht selectors`: hold the selectors file against pages, teach it, mend it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker.cli import options, render, terminal
from checker.failures import PageNotRecognised
from checker.model import CONFIDENCE, Confidence
from checker.texts import N_, _

if TYPE_CHECKING:
    from checker.browser.survey import Found
    from checker.portal.selectors import Candidate
    from checker.tasks.examine import Examined

_NEAR = {
    "several": N_("candidate {number} matches {count}: ambiguous"),
    "hidden": N_("candidate {number} would match {count} if it were visible"),
    "condition": N_("candidate {number} would match {count} without `must`"),
    "role": N_("candidate {number} would match {count} with another role"),
    "text": N_("candidate {number} would match {count} if its text were only a part"),
}
_LESSONS = {
    "fields.email": N_("? Click the field for the e-mail address."),
    "fields.password": N_("? Click the field for the password."),
    "buttons.next": N_("? Click the button that goes on to the password."),
    "buttons.login": N_("? Click the button that logs in."),
    "buttons.balance": N_('? Click what leads to your balance (on the page "Lihat Saldo JHT").'),
    "balance.amount": N_("? Click the amount of your balance itself."),
    "again": N_("! That was not it, or nothing finds it again. Once more:"),
    "go-on": N_("> Now type your e-mail address in the window and go on to the password, by yourself."),
    "log-in": N_(
        "> Now log in by yourself in the window. If what leads to your balance is in a menu, open that too, then "
        "press Enter here."
    ),
    "open-balance": N_(
        "> Now open your balance by yourself in the window. When the amount is shown, press Enter here."
    ),
}
"""What a person is asked in a lesson, by the key of the selectors file that is learnt."""


@click.group()
def selectors() -> None:
    pass


@selectors.command(
    short_help=_("Which candidates find what."),
    help=options.told(
        _(
            "Hold the selectors file against pages: for each key, which candidate found it and how many elements, "
            "drift (a later candidate had to help), and near misses.\n\n"
            "Without an option, the latest evidence of a failed check is looked at.\n\n"
            "Exit status: 0, drift included; 30 where a key that its screen needs is not found."
        ),
        "selectors check --page page.html",
        "selectors check --fixtures tests/fixtures",
        ("selectors check --live", _("the login page; no credentials are used")),
    ),
)
@click.option("--page", type=options.FOUND, multiple=True, help=_("A saved page, fixture or folder of evidence."))
@click.option(
    "--fixtures",
    type=options.FOUND_DIR,
    is_flag=False,
    flag_value=Path("tests/fixtures"),
    metavar="[DIR]",
    help=_("Every fixture in a folder."),
)
@click.option("--live", is_flag=True, help=_("The portal's login page as it is now."))
@click.option("--all", "every", is_flag=True, help=_("Show keys too that the screen does not need."))
@options.timeout(60, _("Seconds for reaching the page."), most=600)
@options.AS_JSON
def check(page: tuple[Path, ...], fixtures: Path | None, live: bool, every: bool, timeout: float, as_json: bool) -> int:
    # Imported here, so that the help loads no browser.
    from checker.recording import fixture
    from checker.tasks import examine

    if (bool(page) + (fixtures is not None) + live) > 1:
        raise click.UsageError(_("--page, --fixtures, --live: one of them"))
    if live:
        examined = [examine.live(timeout)]
    else:
        examined = examine.saved(page or (fixture.find(fixtures) if fixtures else [examine.latest()]))
    if as_json:
        render.print_json(_as_object(examined))
    else:
        _print(examined, every)
    return PageNotRecognised.exit_status if any(not one.recognised for one in examined) else 0


def _print(examined: "list[Examined]", every: bool) -> None:
    rows = []
    for one in examined:
        needed = {found.key for found in (*one.missing, *one.drifted)}
        for found in one.found:
            if every or found.key in needed or found.rank is not None:
                rows.append((Path(one.page).name or one.page, one.screen, found.key, *_cells(one, found)))
    click.echo(render.table([_("page"), _("screen"), _("key"), _("found by"), _("elements"), _("result")], rows))
    missing, drift = sum(len(one.missing) for one in examined), sum(len(one.drifted) for one in examined)
    text = _("{pages} pages: {missing} keys not found, {drift} found by a later candidate.")
    click.echo(text.format(pages=len(examined), missing=missing, drift=drift), err=True)


def _cells(one: "Examined", found: "Found") -> tuple[str, str, str]:
    if found.rank is not None and found.candidate is not None:
        by = f"{found.rank + 1}: {_written(found.candidate)}"
        shown = by if len(by) <= 60 else by[:57] + "..."
        return shown, str(found.count), _("drift") if found in one.drifted else _("ok")
    return _near(found, _) or "-", str(found.count or "-"), _("NOT FOUND") if found in one.missing else "-"


def _near(found: "Found", speak: Callable[[str], str]) -> str | None:
    """What would match if something small were otherwise, in the language that `speak` gives."""
    if found.near is None:
        return None
    what, _sign, rest = found.near.partition(":")
    number, _sign, count = rest.partition(":")
    return speak(_NEAR[what]).format(number=number or "?", count=count or found.count)


def _written(candidate: "Candidate") -> str:
    """A candidate as the selectors file writes it."""
    given = {name: getattr(candidate, name) for name in candidate.__struct_fields__}
    said = {name: json.dumps(value, ensure_ascii=False) for name, value in given.items() if value is not None}
    return "{ " + ", ".join(f"{name} = {value}" for name, value in said.items()) + " }"


def _as_object(examined: "list[Examined]") -> dict[str, Any]:
    """The object that `--json` prints (schema saldo-jht/selectors/1); `candidate` counts from 1."""
    missing = any(not one.recognised for one in examined)
    return {
        "schema": "saldo-jht/selectors/1",
        "status": "error" if missing else "ok",
        "pages": [
            {
                "page": one.page,
                "screen": one.screen,
                "missing": [found.key for found in one.missing],
                "drift": [found.key for found in one.drifted],
                "keys": [
                    {
                        "key": found.key,
                        "candidate": None if found.rank is None else found.rank + 1,
                        "written": _written(found.candidate) if found.candidate else None,
                        "elements": found.count,
                        "near": _near(found, N_),
                    }
                    for found in one.found
                ],
            }
            for one in examined
        ],
    }


@selectors.command(
    short_help=_("Show the program what is where."),
    help=options.told(
        _(
            "Teach the program your portal: a window opens, and you point with a click at what is asked for. Such a "
            "click is caught and presses nothing. In between you log in by yourself; nothing that you type is read.\n\n"
            "What was learnt goes into your own selectors file, and must prove itself: by it, the balance on the page "
            "has to be read to what the page says in words. Else it is taken back."
        ),
        "selectors learn",
        ("selectors learn --undo", _("the file as it was before")),
    ),
)
@click.option("--undo", is_flag=True, help=_("Put your file back as it was before."))
@options.timeout(900, _("Seconds for the whole lesson."), most=7200)
def learn(undo: bool, timeout: float) -> int:
    from checker.tasks import learn as lessons
    from checker.tasks import own_file

    if undo:
        click.echo(_("As it was before: {file}").format(file=own_file.undo()))
        return 0
    begin = _("A window opens. Click there on what is asked for here; Escape in the window passes over a question.")
    click.echo(begin, err=True)
    learnt = lessons.learn(
        lambda what: click.echo(_(_LESSONS[what]), err=True),
        terminal.Person().done,
        terminal.Progress(verbose=True).tell,
        timeout,
    )
    click.echo(_("Written to {file}:").format(file=learnt.file))
    click.echo(own_file.edited("", learnt.keys).strip())
    proven = _("Proven: {confidence}. Take it back with: saldo-jht selectors learn --undo")
    click.echo(proven.format(confidence=_(CONFIDENCE[Confidence(learnt.confidence)])))
    return 0


@selectors.command(
    short_help=_("Propose a change after a failure."),
    help=options.told(
        _(
            "Propose how your selectors file could be mended: what a failed check's page lacks is looked for by role, "
            "text and neighbourhood, as it was in a recording made while all worked. The change is shown as a diff, "
            "was tried on both pages, and is written only if you agree.\n\n"
            "EVIDENCE is the folder that the failed check named; without it, the latest."
        ),
        "selectors mend",
        "selectors mend EVIDENCE --recording my-recording",
        ("selectors learn --undo", _("the file as it was before")),
    ),
)
@click.argument("evidence", required=False, type=options.FOUND)
@click.option(
    "--recording",
    type=click.Path(path_type=Path),
    default="recordings",
    show_default=True,
    metavar="DIR",
    help=_("Where recordings that worked are."),
)
@click.option("--yes", is_flag=True, help=_("Write without asking."))
def mend(evidence: Path | None, recording: Path, yes: bool) -> int:
    from checker.tasks.examine import latest
    from checker.tasks.mend import mend as run

    mended = run(evidence or latest(), recording)
    if not mended.proposals:
        text = _("Nothing could be proposed with certainty. `saldo-jht selectors learn` asks you to show it instead.")
        click.echo(text, err=True)
        return PageNotRecognised.exit_status
    click.echo(mended.diff, nl=False)
    text = _("Mended: {keys}. On the failed page it finds one element, and changes nothing on the recorded one.")
    click.echo(text.format(keys=", ".join(one.key for one in mended.proposals)), err=True)
    if not yes and not terminal.Person().agrees(_("Write this to {file}? [y/N] ").format(file=mended.file)):
        click.echo(_("Nothing was written."), err=True)
        return 1
    mended.write()
    text = _("Written to {file}. Check once, and compare the balance with the portal by eye.")
    click.echo(text.format(file=mended.file), err=True)
    return 0
