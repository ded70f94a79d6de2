"""`saldo-jht smoke`: the headless run for a build machine, told to people, to JUnit, and to GitHub if it runs there."""

import os
import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli import options
from checker.failures import StorageFailed
from checker.shown import plain
from checker.texts import N_, _

if TYPE_CHECKING:
    from checker.tasks.smoke import Step

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
    "smoke --login --junit smoke.xml",
)
@options.flag("--login", text=_("A whole check too, with the credentials of the environment."))
@options.file("--junit", text=_("Write a JUnit report."))
@click.option("--url", metavar="URL", help=_("Instead of SALDO_JHT_PORTAL_URL."))
@options.timeout(90, _("Seconds for reaching the login, and for the check."))
def smoke(login: bool, junit: Path | None, url: str | None, timeout: float) -> int:
    # Imported here, so that the help loads no browser.
    from checker import settings
    from checker.tasks.smoke import run

    if url is not None:
        os.environ[settings.PORTAL_URL] = url
    steps: list[Step] = []
    width = max(len(_(one)) for one in _RESULTS.values())
    for step in run(login, timeout):
        steps.append(step)
        took = f" ({step.seconds:.1f} s)" if step.seconds else ""
        # On one line: a line that begins with two colons is a command to GitHub's runner.
        click.echo(f"{_(_RESULTS[step.result]):{width}}  {step.name}: {plain(step.detail or step.code)}{took}")
    if os.environ.get("GITHUB_ACTIONS") == "true":
        for step in steps:
            if step.result in ("failed", "limit"):
                click.echo(_annotation(step))
        if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
            _write(Path(summary), "a", _summary(steps))
    if junit is not None:
        _write(junit, "w", _junit(steps))
    # What is broken weighs more than what has drifted.
    failed = sorted((one for one in steps if one.result == "failed"), key=lambda one: one.code == "selector-drift")
    return failed[0].status if failed else 0


def _junit(steps: "Sequence[Step]") -> str:
    """The steps as a JUnit report, one test case a step."""
    suites = ET.Element("testsuites")
    results = [str(one.result) for one in steps]
    suite = ET.SubElement(
        suites,
        "testsuite",
        name="saldo-jht smoke",
        tests=str(len(steps)),
        failures=str(results.count("failed")),
        errors="0",
        skipped=str(results.count("limit") + results.count("skipped")),
        time=f"{sum(one.seconds for one in steps):.3f}",
    )
    for one in steps:
        case = ET.SubElement(
            suite, "testcase", classname="saldo-jht.smoke", name=_clean(one.name), time=f"{one.seconds:.3f}"
        )
        if one.result == "failed":
            failure = ET.SubElement(case, "failure", type=_clean(one.code), message=_clean(one.detail or one.code))
            failure.text = f"exit status {one.status}"
        elif one.result == "ok":
            ET.SubElement(case, "system-out").text = _clean(one.detail)
        else:
            ET.SubElement(case, "skipped", message=_clean(one.detail))
    ET.indent(suites)
    return "<?xml version='1.0' encoding='utf-8'?>\n" + ET.tostring(suites, encoding="unicode")


def _clean(text: str) -> str:
    """A text without the signs that no XML file may hold."""
    return re.sub(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "?", text)


def _annotation(step: "Step") -> str:
    """A workflow command of GitHub; what would end it is escaped."""

    def escaped(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    kind = "notice" if step.result == "limit" else "warning" if step.code == "selector-drift" else "error"
    title = escaped(f"saldo-jht smoke: {step.name}").replace(":", "%3A").replace(",", "%2C")
    return f"::{kind} title={title}::{escaped(step.detail or step.code)}"


def _summary(steps: "Sequence[Step]") -> str:
    lines = ["### saldo-jht smoke", "", "| step | result | | seconds |", "|---|---|---|---|"]
    for step in steps:
        # Nothing of it is to be a link, a picture or a cell of its own.
        detail = re.sub(r"([\\`*_{}\[\]<>#|!~&])", r"\\\1", plain(step.detail or step.code))
        lines.append(f"| {step.name} | {step.result} | {detail} | {step.seconds:.1f} |")
    return "\n".join(lines) + "\n\n"


def _write(file: Path, mode: str, text: str) -> None:
    try:
        with file.open(mode, encoding="utf-8") as stream:
            stream.write(text)
    except OSError as error:
        raise StorageFailed(f"cannot write {file}: {error.strerror or type(error).__name__}") from None
