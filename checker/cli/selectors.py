"""`saldo-jht selectors`: hold the selectors file against pages, teach it, mend it."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker.cli import render
from checker.failures import ConfigInvalid, PageNotRecognised
from checker.texts import english, say

if TYPE_CHECKING:
    from checker.browser.survey import Found
    from checker.portal.selectors import Candidate
    from checker.tasks.examine import Examined

SCHEMA = "saldo-jht/selectors/1"


@click.group(help=say("help.selectors"))
def selectors() -> None:
    # No docstring: Click would show it instead of the text in the person's language.
    pass


@selectors.command(short_help=say("help.selectors.check"), help=say("help.selectors.check.long"))
@click.option("--page", type=click.Path(path_type=Path, exists=True), multiple=True, help=say("help.selectors.page"))
@click.option(
    "--fixtures",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    is_flag=False,
    flag_value=Path("tests/fixtures"),
    metavar="[DIR]",
    help=say("help.selectors.fixtures"),
)
@click.option("--live", is_flag=True, help=say("help.selectors.live"))
@click.option("--all", "every", is_flag=True, help=say("help.selectors.all"))
@click.option(
    "--timeout",
    type=click.FloatRange(min=1, max=600),
    default=60,
    show_default=True,
    metavar="S",
    help=say("help.selectors.timeout"),
)
@click.option("--json", "as_json", is_flag=True, help=say("help.json"))
def check(page: tuple[Path, ...], fixtures: Path | None, live: bool, every: bool, timeout: float, as_json: bool) -> int:
    # Imported here, so that the help loads no browser.
    from checker.recording import fixture
    from checker.tasks import examine

    if (bool(page) + (fixtures is not None) + live) > 1:
        raise click.UsageError("--page, --fixtures, --live: one of them")
    if live:
        examined = [examine.live(timeout)]
    else:
        examined = examine.saved(page or (fixture.find(fixtures) if fixtures else [_latest()]))
    if as_json:
        render.print_json(_as_object(examined))
    else:
        _print(examined, every)
    return PageNotRecognised.exit_status if any(not one.recognised for one in examined) else 0


def _latest() -> Path:
    """The latest folder of evidence that holds a page."""
    from checker import settings

    folder = settings.load().folders.state / "evidence"
    found = sorted(one.parent for one in folder.glob("*/page.html"))
    if not found:
        raise ConfigInvalid(f"there is no evidence of a failed check in {folder}; give --page, --fixtures or --live")
    return found[-1]


def _print(examined: "list[Examined]", every: bool) -> None:
    from tabulate import tabulate

    rows = []
    for one in examined:
        needed = {found.key for found in (*one.missing, *one.drifted)}
        for found in one.found:
            if every or found.key in needed or found.rank is not None:
                rows.append([Path(one.page).name or one.page, one.screen, found.key, *_cells(one, found)])
    heads = [say(f"selectors.{name}") for name in ("page", "screen", "key", "candidate", "count", "result")]
    click.echo(tabulate(rows, heads, tablefmt="simple_outline", disable_numparse=True))
    missing, drift = sum(len(one.missing) for one in examined), sum(len(one.drifted) for one in examined)
    click.echo(say("selectors.summary", pages=len(examined), missing=missing, drift=drift), err=True)


def _cells(one: "Examined", found: "Found") -> list[str]:
    if found.rank is not None and found.candidate is not None:
        result = "drift" if found in one.drifted else "ok"
        by = f"{found.rank + 1}: {written(found.candidate)}"
        return [by if len(by) <= 60 else by[:57] + "...", str(found.count), say(f"selectors.{result}")]
    near = _near(found, say)
    result = say("selectors.missing") if found in one.missing else say("selectors.none")
    return [near or say("selectors.none"), str(found.count) if found.count else "-", result]


def _near(found: "Found", speak: Any) -> str | None:  # noqa: ANN401 - `say` or `english`
    if found.near is None:
        return None
    what, _, rest = found.near.partition(":")
    number, _, count = rest.partition(":")
    return str(speak(f"selectors.near.{what}", number=number or "?", count=count or found.count))


def written(candidate: "Candidate") -> str:
    """A candidate as the selectors file writes it."""
    import json

    given = {name: getattr(candidate, name) for name in candidate.__struct_fields__}
    inner = ", ".join(
        f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in given.items() if value is not None
    )
    return f"{{ {inner} }}"


def _as_object(examined: "list[Examined]") -> dict[str, Any]:
    """The object that `--json` prints (schema saldo-jht/selectors/1); `candidate` counts from 1."""
    missing = any(not one.recognised for one in examined)
    return {
        "schema": SCHEMA,
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
                        "written": written(found.candidate) if found.candidate else None,
                        "elements": found.count,
                        "near": _near(found, english),
                    }
                    for found in one.found
                ],
            }
            for one in examined
        ],
    }


@selectors.command(short_help=say("help.selectors.learn"), help=say("help.selectors.learn.long"))
@click.option("--undo", is_flag=True, help=say("help.selectors.undo"))
@click.option(
    "--timeout",
    type=click.FloatRange(min=1, max=7200),
    default=900,
    show_default=True,
    metavar="S",
    help=say("help.selectors.learn.timeout"),
)
def learn(undo: bool, timeout: float) -> int:
    from checker.cli.check import Progress
    from checker.cli.person import Person
    from checker.tasks import learn as lessons

    if undo:
        click.echo(say("learn.undone", file=lessons.undo()))
        return 0
    person = Person()
    click.echo(say("learn.begin"), err=True)
    learnt = lessons.learn(
        lambda what: click.echo(say(f"learn.{what}"), err=True), person.done, Progress(verbose=True).tell, timeout
    )
    click.echo(say("learn.written", file=learnt.file))
    click.echo(lessons.edited("", learnt.keys).strip())
    click.echo(say("learn.proven", confidence=say(f"confidence.{learnt.confidence}")))
    return 0


@selectors.command(short_help=say("help.selectors.mend"), help=say("help.selectors.mend.long"))
@click.argument("evidence", required=False, type=click.Path(path_type=Path, exists=True))
@click.option(
    "--recording",
    type=click.Path(path_type=Path),
    default="recordings",
    show_default=True,
    metavar="DIR",
    help=say("help.selectors.recording"),
)
@click.option("--yes", is_flag=True, help=say("help.selectors.yes"))
def mend(evidence: Path | None, recording: Path, yes: bool) -> int:
    from checker.cli.person import Person
    from checker.tasks.mend import mend as run

    mended = run(evidence or _latest(), recording)
    if not mended.proposals:
        click.echo(say("mend.nothing"), err=True)
        return PageNotRecognised.exit_status
    click.echo(mended.diff, nl=False)
    click.echo(say("mend.checked", keys=", ".join(one.key for one in mended.proposals)), err=True)
    if not yes and not Person().agrees(say("mend.ask", file=mended.file)):
        click.echo(say("mend.left"), err=True)
        return 1
    mended.write()
    click.echo(say("mend.written", file=mended.file), err=True)
    return 0
