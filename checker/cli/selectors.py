"""`saldo-jht selectors`: hold the selectors file against pages, and teach it."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker.cli import options, render, tables, terminal
from checker.failures import PageNotRecognised
from checker.model import CONFIDENCE, Confidence
from checker.texts import N_, _

if TYPE_CHECKING:
    from checker.browser.survey import Found
    from checker.portal.selectors import Candidate
    from checker.tasks.examine import Examined


@click.group()
def selectors() -> None:
    pass


@options.command(
    _(
        "Hold the selectors file against pages: for each key, which candidate found it and how many elements, "
        "drift (a later candidate had to help), and near misses.\n\n"
        "Without an option, the latest evidence of a failed check is looked at.\n\n"
        "Exit status: 0, drift included; 30 where a key that its screen needs is not found."
    ),
    "selectors check --page page.html",
    "selectors check --fixtures tests/fixtures",
    ("selectors check --live", _("the login page; no credentials are used")),
    of=selectors,
    short_help=_("Which candidates find what."),
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
@options.flag("--live", text=_("The portal's login page as it is now."))
@options.flag("--all", "every", text=_("Show keys too that the screen does not need."))
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
    heads = [_("page"), _("screen"), _("key"), _("found by"), _("elements"), _("result")]
    click.echo(tables.table(heads, rows, whole=[2, 4], less=[4, 0, 1]))
    missing, drift = sum(len(one.missing) for one in examined), sum(len(one.drifted) for one in examined)
    text = _("{pages} pages: {missing} keys not found, {drift} found by a later candidate.")
    render.say(text, pages=len(examined), missing=missing, drift=drift)


def _cells(one: "Examined", found: "Found") -> tuple[str, str, str]:
    if found.rank is not None and found.candidate is not None:
        by = f"{found.rank + 1}: {_written(found.candidate)}"
        shown = by if len(by) <= 60 else by[:57] + "..."
        return shown, str(found.count), _("drift") if found in one.drifted else _("ok")
    return (
        found.near.told(_) if found.near else "-",
        str(found.count or "-"),
        _("NOT FOUND") if found in one.missing else "-",
    )


def _written(candidate: "Candidate") -> str:
    """A candidate as the selectors file writes it."""
    said = {name: json.dumps(value, ensure_ascii=False) for name, value in candidate.written.items()}
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
                        "near": found.near.told(N_) if found.near else None,
                    }
                    for found in one.found
                ],
            }
            for one in examined
        ],
    }


@options.command(
    _(
        "Teach the program your portal: a window opens, and you point with a click at what is asked for. Such a "
        "click is caught and presses nothing. In between you log in by yourself; nothing that you type is read.\n\n"
        "What was learnt goes into your own selectors file, and must prove itself: by it, the balance on the page "
        "has to be read to what the page says in words. Else it is taken back."
    ),
    "selectors learn",
    ("selectors learn --remote --bind", _("no display here: point at things on a laptop or phone")),
    ("selectors learn --undo", _("the file as it was before")),
    of=selectors,
    short_help=_("Show the program what is where."),
)
@options.flag("--undo", text=_("Put your file back as it was before."))
@options.timeout(900, _("Seconds for the whole lesson."), most=7200)
@options.REMOTE
def learn(undo: bool, timeout: float, remote: bool, port: int, bind: str) -> int:
    from checker.tasks import learn as lessons
    from checker.tasks import own_file

    if undo:
        click.echo(_("As it was before: {file}").format(file=own_file.undo()))
        return 0
    begin = _("A window opens. Click there on what is asked for here; Escape in the window passes over a question.")
    if remote:
        begin = _('At the address below, click on what is asked for; "Pass over" passes over a question.')
    click.echo(begin, err=True)
    with terminal.remote_page(remote, bind, port) as page:
        learnt = lessons.learn(
            lambda question: click.echo(question, err=True),
            terminal.Person().done,
            terminal.Progress(verbose=True).tell,
            timeout,
            page,
        )
    click.echo(_("Written to {file}:").format(file=learnt.file))
    click.echo(own_file.edited("", learnt.keys).strip())
    proven = _("Proven: {confidence}. Take it back with: saldo-jht selectors learn --undo")
    click.echo(proven.format(confidence=_(CONFIDENCE[Confidence(learnt.confidence)])))
    return 0
