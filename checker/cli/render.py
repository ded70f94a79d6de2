"""How results, failures and warnings are told: to a person in words and tables, to a program as one JSON object."""

import contextlib
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, TextIO

import click

from checker.failures import Failure, StorageFailed
from checker.model import Unconfirmed, Warned
from checker.plausible import WORDS, Implausible, short
from checker.shown import harmless
from checker.texts import _, local

if TYPE_CHECKING:
    from checker.settings import Settings

# Western Indonesian time, without the database of zones: it has had no other offset since 1964.
WIB = timezone(timedelta(hours=7), "WIB")


def settings() -> "Settings":
    """The settings, their warnings told."""
    from checker import settings

    chosen = settings.load()
    warn(chosen.warnings)
    return chosen


def say(text: str, **values: object) -> None:
    """Tell a person something on standard error: `text` with `values` in its braces."""
    click.echo(text.format(**values), err=True)


def coloured(text: str, colour: str, stream: TextIO | None = None) -> str:
    """`text` in a colour where `stream` (standard error) is a terminal, and nobody has asked for none
    (https://no-color.org).
    """
    stream = stream or sys.stderr
    wanted = not os.environ.get("NO_COLOR") and stream is not None and stream.isatty()
    return click.style(text, fg=colour, bold=True) if wanted else text


def iso(when: datetime) -> str:
    """An instant as ISO 8601 with the offset of Asia/Jakarta, to the second."""
    return when.astimezone(WIB).isoformat(timespec="seconds")


def moment(when: datetime) -> str:
    """An instant as a person reads it: ``2026-12-01 08:00 WIB``, the time of day in Jakarta."""
    return f"{when.astimezone(WIB):%Y-%m-%d %H:%M} WIB"


def minute(when: str) -> str:
    """An instant in ISO 8601, to the minute, as a table shows it."""
    return when[:16].replace("T", " ")


def print_json(value: object) -> None:
    """Print exactly one JSON object on standard output."""
    text = json.dumps(value, ensure_ascii=False)
    click.echo(harmless(text) if sys.stdout is not None and sys.stdout.isatty() else text)


def write_json(stream: TextIO, schema: str, found: Iterable[dict[str, Any]], **more: object) -> None:
    """Write one JSON object that ends with the readings, each on a line of its own as soon as it is there."""
    head = json.dumps({"schema": schema, "status": "ok", **more}, ensure_ascii=False)
    stream.write(head[:-1] + ', "readings": [')
    before = "\n"
    for one in found:
        stream.write(before + json.dumps(one, ensure_ascii=False))
        before = ",\n"
    stream.write("]}\n")


@contextlib.contextmanager
def output(encoding: str = "utf-8") -> Iterator[TextIO]:
    """Standard output for a long text in `encoding`, whose line ends are left as they are; harmless to a terminal.

    Raises StorageFailed when what is written there cannot be kept.
    """
    sys.stdout.flush()
    kind = _ForTerminal if sys.stdout.isatty() else io.TextIOWrapper
    out = kind(sys.stdout.buffer, encoding=encoding, errors="backslashreplace", newline="")
    try:
        yield out
        out.flush()
    except OSError as error:
        raise StorageFailed(f"cannot write standard output: {error.strerror or type(error).__name__}") from None
    finally:
        with contextlib.suppress(OSError, StorageFailed):
            out.detach()


class _ForTerminal(io.TextIOWrapper):
    """A stream on which nothing moves a cursor, gives a command or turns a line round; only files keep what does."""

    def write(self, text: str, /) -> int:
        super().write(harmless(text))
        return len(text)


# --------------------------------------------------------------------------------------------- failures and warnings


def failure_json(
    failure: Failure, account: str, checked_at: datetime, schema: str = "saldo-jht/check/1"
) -> dict[str, Any]:
    """The object that `--json` prints for a failure; its texts are English whatever the person's language."""
    return {
        "schema": schema,
        "status": "error",
        "account": account,
        "checked_at": iso(checked_at),
        "error": {
            "code": failure.code,
            "exit": failure.exit_status,
            "message": failure.message + (f" Detail: {failure.detail}" if failure.detail else ""),
            "hint": failure.hint,
            "rule": failure.rule,
            "retry": failure.retry,
            "screen": failure.screen,
            "evidence": str(failure.evidence) if failure.evidence else None,
            "try_after": iso(failure.try_after) if failure.try_after else None,
        },
    }


def fail(
    failure: Failure,
    as_json: bool,
    account: str = "default",
    checked_at: datetime | None = None,
    schema: str = "saldo-jht/check/1",
) -> int:
    """Tell a failure: what happened, what to do, where the evidence is. Returns the exit status."""
    if as_json:
        print_json(failure_json(failure, account, checked_at or datetime.now(UTC), schema))
    told = [f"{coloured(failure.code, 'red')}: {_(failure.message)}"]
    if failure.detail:
        told.append(_("Detail: {detail}").format(detail=local(failure.detail)))
    if failure.try_after:
        told.append(_("Not before: {when}").format(when=moment(failure.try_after)))
    told.append(_("What to do: {hint}").format(hint=_(failure.hint)))
    if failure.evidence:
        told.append(_("Evidence: {path}").format(path=failure.evidence))
    click.echo("\n  ".join(told), err=True)
    return failure.exit_status


def warn(warnings: Iterable[Warned]) -> None:
    """Tell warnings on standard error."""
    for one in warnings:
        detail = local(one.detail)
        if isinstance(one, Implausible):
            detail = f"{short(one.kpj)}: {_(WORDS[one.code]).format(since=one.since, source=one.source)}"
        elif isinstance(one, Unconfirmed):
            detail = _("nobody has confirmed this reading yet: {command}").format(command=one.command)
        label, sign, rest = _("Warning: {detail}").format(detail=detail).partition(":")
        click.echo(coloured(label, "yellow") + sign + rest, err=True)
