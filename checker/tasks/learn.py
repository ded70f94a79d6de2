"""The use case: learn from a person what the portal looks like, into their own selectors file; and take it back."""

import contextlib
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from checker import settings
from checker.browser import guard, replay, teach
from checker.browser import launch as browser
from checker.browser.eyes import look
from checker.browser.finding import find
from checker.failures import BalanceUncertain, ConfigInvalid, Failure, PageNotRecognised, StorageFailed
from checker.folders import ensure
from checker.kpj import is_kpj
from checker.model import Confidence
from checker.portal import selectors

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from checker.portal.selectors import Candidate, Selectors


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was written, and where: the keys with their candidates, and how far both readings agree with it."""

    file: Path
    keys: "Mapping[str, Sequence[Candidate]]"
    confidence: Confidence


def learn(ask: Callable[[str], None], done: Callable[[], bool], tell: Callable[[str], None], timeout: float) -> Learnt:
    """Have a person teach in a window, write what was learnt, and prove it by a reading; else take it back.

    Raises Failure: BalanceUncertain where the readings do not agree.
    """
    chosen = settings.load()
    loaded = selectors.load(chosen.folders.config)
    start, _ = guard.start_and_origins(chosen.portal_url, loaded.selectors.portal, settings.PORTAL_URL)
    settings.scrub_environment()
    found = find(chosen.browser, headed=True)
    until = time.monotonic() + timeout
    with (
        browser.launch(found, headed=True) as running,
        teach.lesson(running, loaded.selectors, start, until, ask, done) as taught,
    ):
        taught.run()
        if not taught.learnt:
            raise PageNotRecognised("nothing was pointed at")
        tell("prove")
        file = own_file(chosen.folders.config)
        best: Failure = BalanceUncertain("the place of the balance does not go with what the page says in words")
        amounts = taught.learnt.pop("balance.amount", [])
        # Several candidates find the balance; the first by which both readings agree is the right one.
        for amount in [[one] for one in amounts] or [[]]:
            keys = {**taught.learnt, **({"balance.amount": amount} if amount else {})}
            with change(file):
                put(file, keys)
                confidence = _proven(taught.page, selectors.load(chosen.folders.config).selectors, bool(amount))
                if isinstance(confidence, Confidence):
                    return Learnt(file, keys, confidence)
                best = confidence
                raise _Back
        raise best


class _Back(Exception):
    """What was written is to be taken back."""


def _proven(page: "Page", new: "Selectors", pointed: bool) -> Confidence | Failure:
    """Whether the balance is read with the new file, by both means where its place was shown."""
    today = datetime.now(settings.JAKARTA).date()
    outcome = replay.read_page(page, new, today, seconds=12)
    shown = {word.text for word in look(page).sight.words if is_kpj(word.text)}
    if isinstance(outcome, Failure) and len(shown) == 1:
        # The person may have chosen one of several cards: then the page need not show the others.
        outcome = replay.read_page(page, new, today, shown.pop(), seconds=12)
    if isinstance(outcome, Failure):
        return outcome
    if pointed and outcome.confidence is not Confidence.AGREED:
        return BalanceUncertain("only one of the two readings finds a balance")
    return outcome.confidence


# -- the person's own file --------------------------------------------------------------------------------------------


def own_file(config: Path) -> Path:
    """The person's own selectors file in the configuration folder, which may not exist yet."""
    return config / "selectors" / selectors.NAME


def backup(file: Path) -> Path:
    """Where the file is kept as it was before the last change; empty if there was none."""
    return file.with_name(f"{file.name}.before")


@contextlib.contextmanager
def change(file: Path) -> Iterator[None]:
    """Keep the file as it is for `undo`; if the block fails, put everything back at once."""
    was = file.read_bytes() if file.is_file() else None
    kept = backup(file).read_bytes() if backup(file).is_file() else None
    ensure(file.parent)
    _write(backup(file), was or b"")
    try:
        yield
    except BaseException as error:
        _restore(file, was)
        _restore(backup(file), kept)
        if not isinstance(error, _Back):
            raise


def undo() -> Path:
    """Put the person's own file back as it was before the last change. Raises ConfigInvalid if there was none."""
    file = own_file(settings.load().folders.config)
    before = backup(file)
    if not before.is_file():
        raise ConfigInvalid(f"there is nothing to undo: {before} is not there")
    _restore(file, before.read_bytes() or None)
    before.unlink()
    return file


def put(file: Path, keys: "Mapping[str, Sequence[Candidate]]") -> None:
    """Write candidates into the file, each key's list as a whole; everything else in it stays, comments too."""
    _write(file, edited(file.read_text(encoding="utf-8") if file.is_file() else "", keys).encode())


def edited(text: str, keys: "Mapping[str, Sequence[Candidate]]") -> str:
    """The text of a selectors file with the candidates of `keys` in it."""
    # Imported here since only few commands write the file.
    import tomlkit

    document = tomlkit.parse(text)
    for key, candidates in keys.items():
        group, _, name = key.partition(".")
        table = document.setdefault(group, tomlkit.table(is_super_table=group != "balance"))
        listed = tomlkit.array()
        listed.multiline(True)
        for candidate in candidates:
            given = tomlkit.inline_table()
            for kind in candidate.__struct_fields__:
                value = getattr(candidate, kind)
                if value is not None:
                    given[kind] = value
            listed.append(given)
        if group == "balance":
            table[name] = listed
        else:
            table.setdefault(name, tomlkit.table())["candidates"] = listed
    return tomlkit.dumps(document)


def _restore(file: Path, content: bytes | None) -> None:
    if content is None:
        file.unlink(missing_ok=True)
    else:
        _write(file, content)


def _write(file: Path, content: bytes) -> None:
    """Write a private file as a whole, so that it is never seen half written."""
    ensure(file.parent)
    fresh = file.with_name(f"{file.name}.new")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
            stream.write(content)
        fresh.replace(file)
    except OSError as error:
        raise StorageFailed(f"cannot write {file}: {error.strerror or type(error).__name__}") from None
