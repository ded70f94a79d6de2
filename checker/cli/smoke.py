"""`saldo-jht smoke`: the headless run for a build machine, told to people, to JUnit, and to GitHub if it runs there."""

import os
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli.columns import plain
from checker.failures import StorageFailed
from checker.texts import say

if TYPE_CHECKING:
    from checker.tasks.smoke import Step


@click.command(short_help=say("help.smoke"), help=say("help.smoke.long"))
@click.option("--login", is_flag=True, help=say("help.smoke.login"))
@click.option("--junit", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help=say("help.smoke.junit"))
@click.option("--url", metavar="URL", help=say("help.smoke.url"))
@click.option(
    "--timeout",
    type=click.FloatRange(min=1, max=3600),
    default=90,
    show_default=True,
    metavar="S",
    help=say("help.smoke.timeout"),
)
def smoke(login: bool, junit: Path | None, url: str | None, timeout: float) -> int:
    # Imported here, so that the help loads no browser.
    from checker import settings
    from checker.tasks.smoke import Result, run

    if url is not None:
        os.environ[settings.PORTAL_URL] = url
    steps: list[Step] = []
    for step in run(login, timeout):
        steps.append(step)
        took = f" ({step.seconds:.1f} s)" if step.seconds else ""
        # On one line: a line that begins with two colons is a command to GitHub's runner.
        click.echo(f"{say(f'smoke.{step.result}')}  {step.name}: {plain(step.detail or step.code)}{took}")
    if os.environ.get("GITHUB_ACTIONS") == "true":
        for step in steps:
            if step.result in (Result.FAILED, Result.LIMIT):
                click.echo(_annotation(step))
        if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
            _append(Path(summary), _summary(steps))
    if junit is not None:
        _write(junit, _junit(steps))
    # What is broken weighs more than what has drifted.
    failed = [step for step in steps if step.result is Result.FAILED]
    worst = next((step for step in failed if step.code != "selector-drift"), failed[0] if failed else None)
    return worst.status if worst else 0


def _junit(steps: "list[Step]") -> bytes:
    """The steps as a JUnit report, one test case a step."""
    from checker.tasks.smoke import Result

    failed = sum(step.result is Result.FAILED for step in steps)
    skipped = sum(step.result in (Result.LIMIT, Result.SKIPPED) for step in steps)
    suite = ET.Element(
        "testsuite",
        name="saldo-jht smoke",
        tests=str(len(steps)),
        failures=str(failed),
        errors="0",
        skipped=str(skipped),
        time=f"{sum(step.seconds for step in steps):.3f}",
    )
    for step in steps:
        case = ET.SubElement(
            suite, "testcase", classname="saldo-jht.smoke", name=_clean(step.name), time=f"{step.seconds:.3f}"
        )
        if step.result is Result.FAILED:
            told = ET.SubElement(case, "failure", type=_clean(step.code), message=_clean(step.detail or step.code))
            told.text = f"exit status {step.status}"
        elif step.result in (Result.LIMIT, Result.SKIPPED):
            ET.SubElement(case, "skipped", message=_clean(step.detail))
        else:
            ET.SubElement(case, "system-out").text = _clean(step.detail)
    suites = ET.Element("testsuites")
    suites.append(suite)
    ET.indent(suites)
    report: bytes = ET.tostring(suites, encoding="utf-8", xml_declaration=True)
    return report


def _clean(text: str) -> str:
    """A text without the signs that no XML file may hold."""
    return re.sub(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "?", text)


def _annotation(step: "Step") -> str:
    """A workflow command of GitHub; what would end it is escaped."""
    from checker.tasks.smoke import Result

    def escaped(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    kind = "notice" if step.result is Result.LIMIT else "warning" if step.code == "selector-drift" else "error"
    title = escaped(f"saldo-jht smoke: {step.name}").replace(":", "%3A").replace(",", "%2C")
    return f"::{kind} title={title}::{escaped(step.detail or step.code)}"


def _summary(steps: "list[Step]") -> str:
    lines = ["### saldo-jht smoke", "", "| step | result | | seconds |", "|---|---|---|---|"]
    for step in steps:
        # Nothing of it is to be a link, a picture or a cell of its own.
        detail = re.sub(r"([\\`*_{}\[\]<>#|!~&])", r"\\\1", plain(step.detail or step.code))
        lines.append(f"| {step.name} | {step.result} | {detail} | {step.seconds:.1f} |")
    return "\n".join(lines) + "\n\n"


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        raise StorageFailed(f"cannot write {file}: {error.strerror or type(error).__name__}") from None


def _append(file: Path, text: str) -> None:
    try:
        with file.open("a", encoding="utf-8") as stream:
            stream.write(text)
    except OSError as error:
        raise StorageFailed(f"cannot write {file}: {error.strerror or type(error).__name__}") from None
