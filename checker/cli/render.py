"""How failures are told: to a person on standard error, to a program as one JSON object on standard output."""

import contextlib
import io
import json
import os
import sys
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, TextIO

import click

from checker import texts
from checker.failures import Failure, StorageFailed
from checker.model import Warned
from checker.plausible import Implausible, short

# Western Indonesian time, without the database of zones: it has had no other offset since 1964.
WIB = timezone(timedelta(hours=7), "WIB")


def iso(when: datetime) -> str:
    """An instant as ISO 8601 with the offset of Asia/Jakarta, to the second."""
    return when.astimezone(WIB).isoformat(timespec="seconds")


def failure_json(
    failure: Failure, account: str, checked_at: datetime, schema: str = "saldo-jht/check/1"
) -> dict[str, Any]:
    """The object that `--json` prints for a failure; its texts are English whatever the person's language."""
    message = texts.english(f"failure.{failure.code}.message")
    if failure.detail:
        message += " " + texts.english("failure.detail", detail=failure.detail)
    return {
        "schema": schema,
        "status": "error",
        "account": account,
        "checked_at": iso(checked_at),
        "error": {
            "code": failure.code,
            "exit": failure.exit_status,
            "message": message,
            "hint": texts.english(failure.hint),
            "rule": failure.rule,
            "retry": failure.retry,
            "screen": failure.screen,
            "evidence": str(failure.evidence) if failure.evidence else None,
            "try_after": iso(failure.try_after) if failure.try_after else None,
        },
    }


def print_json(value: object) -> None:
    """Print exactly one JSON object on standard output."""
    told = json.dumps(value, ensure_ascii=False)
    click.echo(harmless(told) if sys.stdout is not None and sys.stdout.isatty() else told)


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
    except BrokenPipeError:
        # Nothing more can be written there, nor must Python try to as it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(141) from None
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise StorageFailed(f"cannot write standard output: {error.strerror or type(error).__name__}") from None
    finally:
        with contextlib.suppress(OSError, StorageFailed):
            out.detach()


class _ForTerminal(io.TextIOWrapper):
    """A stream on which nothing moves a cursor, gives a command or turns a line round; only files keep what does."""

    def write(self, text: str, /) -> int:
        super().write(harmless(text))
        return len(text)


def harmless(text: str) -> str:
    """`text` with what a terminal would obey, and what is unseen, written as its number."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown, text.replace("\r\n", "\n")))


def _shown(sign: str) -> str:
    if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
        return sign
    return f"\\u{ord(sign):04x}"


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
    lines = [f"{failure.code}: " + texts.say(f"failure.{failure.code}.message")]
    if failure.detail:
        lines.append("  " + texts.say("failure.detail", detail=failure.detail))
    if failure.try_after:
        lines.append("  " + texts.say("failure.try-after", when=iso(failure.try_after)))
    lines.append("  " + texts.say("failure.hint", hint=texts.say(failure.hint)))
    if failure.evidence:
        lines.append("  " + texts.say("failure.evidence", path=failure.evidence))
    for line in lines:
        click.echo(line, err=True)
    return failure.exit_status


def warn(warnings: tuple[Warned, ...]) -> None:
    """Tell warnings on standard error."""
    for warning in warnings:
        detail = warning.detail
        if isinstance(warning, Implausible):
            detail = f"{short(warning.kpj)}: " + texts.say(f"warning.{warning.code}", since=warning.since)
        click.echo(texts.say("failure.warning", detail=detail), err=True)


def where(error: BaseException) -> list[str]:
    """The frames of a traceback as file, line and function: no source, no values, no text of the exception.

    An exception's text may quote what it choked on, and that may be a password or a balance.
    """
    frames = []
    step = error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        frames.append(f"{code.co_filename}:{step.tb_lineno} {code.co_name}")
        step = step.tb_next
    return frames


def defect(error: BaseException) -> list[str]:
    """What an unexpected exception was and where it came from, in lines that hold no values."""
    lines = [type(error).__qualname__, *(f"  {frame}" for frame in where(error))]
    seen = {id(error)}
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        lines += [f"after {type(cause).__qualname__}", *(f"  {frame}" for frame in where(cause))]
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return lines


def hide_tracebacks() -> None:
    """Let no exception print its text, from this thread, another one, or a finalizer."""
    import threading

    def plain(error: BaseException | None) -> None:
        if error is not None and sys.stderr is not None:
            print("\n".join(defect(error)), file=sys.stderr)

    sys.excepthook = lambda _type, error, _trace: plain(error)
    threading.excepthook = lambda args: plain(args.exc_value)
    sys.unraisablehook = lambda args: plain(args.exc_value)
