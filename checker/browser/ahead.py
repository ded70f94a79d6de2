"""Playwright's driver, started before Playwright is loaded: that takes about as long as the driver takes to start.

It is the process that Playwright would start itself, with the same environment, and Playwright is handed it instead;
where it would start another one, that one is started and this one ended. It loads nothing of Playwright.
"""

import contextlib
import importlib.util
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker import overseer, settings
from checker.browser import environment
from checker.failures import BrowserFailed, StorageFailed
from checker.folders import ensure
from checker.signals import shielded

if TYPE_CHECKING:
    import asyncio

FILES_NEEDED, FILES_ENOUGH = 128, 256
"""How many files may at least be open at once: with fewer, browsers start and then load nothing, or hang."""
_FOLDER = "saldo-jht-"
_MOST_BYTES = 32_768
"""How much of what the driver says is read at once, as Playwright does."""


class Ahead:
    """A driver that was started ahead; `temporary` is the folder of its files, `cache` that of its compiled code."""

    def __init__(self, command: list[str], temporary: Path, cache: Path | None) -> None:
        self.command, self.temporary, self.cache = command, temporary, cache
        self.environment = _environment(temporary, cache)
        with log_of(temporary).open("wb") as said:
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, bufsize=0, env=self.environment
            )

    def end(self) -> None:
        """End it at once: nobody has asked it for anything."""
        self.process.kill()
        self.process.communicate()

    @contextlib.contextmanager
    def lent(self) -> Iterator[None]:
        """Whoever starts the very same process in the block is handed this one."""
        import asyncio

        start, free = asyncio.create_subprocess_exec, True

        async def instead(*command: str, **how: Any) -> "Adopted | asyncio.subprocess.Process":  # noqa: ANN401
            nonlocal free
            same = list(command) == self.command and how.get("env") == self.environment
            if free and same and self.process.poll() is None:
                free = False
                return await _adopted(self.process)
            return await start(*command, **how)

        asyncio.create_subprocess_exec = instead  # type: ignore[assignment]
        try:
            yield
        finally:
            asyncio.create_subprocess_exec = start
            if free:
                self.end()


class Adopted:
    """A process that runs, as asyncio would have it that had started it: as far as Playwright makes use of that."""

    def __init__(
        self, process: "subprocess.Popen[bytes]", stdin: "asyncio.StreamWriter", stdout: "asyncio.StreamReader"
    ) -> None:
        self.process, self.stdin, self.stdout = process, stdin, stdout
        self.pid = process.pid

    @property
    def returncode(self) -> int | None:
        """Its exit status once it has ended."""
        return self.process.poll()

    async def wait(self) -> int:
        """Its exit status; it is about to end, for its output has."""
        return self.process.wait()

    async def communicate(self) -> tuple[bytes, None]:
        """What it still says until it ends."""
        said = await self.stdout.read()
        await self.wait()
        return said, None


async def _adopted(process: "subprocess.Popen[bytes]") -> Adopted:
    import asyncio

    assert process.stdin is not None
    assert process.stdout is not None
    loop = asyncio.get_running_loop()

    def protocol() -> asyncio.StreamReaderProtocol:
        return asyncio.StreamReaderProtocol(asyncio.StreamReader(_MOST_BYTES, loop), loop=loop)

    stdout = asyncio.StreamReader(_MOST_BYTES, loop)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(stdout, loop=loop), process.stdout)
    into, heard = await loop.connect_write_pipe(protocol, process.stdin)
    return Adopted(process, asyncio.StreamWriter(into, heard, stdout, loop), stdout)


_waiting: Ahead | None = None


@contextlib.contextmanager
def driver() -> Iterator[None]:
    """Start the driver ahead, if it can be; if nobody has `taken` it by the end of the block, it is ended there.

    What hinders it, as settings or folders that are wrong, is for the run itself to say.
    """
    global _waiting
    # Windows has no pipes that could be handed on.
    with contextlib.suppress(Exception), shielded():
        if sys.platform != "win32" and files_allowed() >= FILES_NEEDED and (command := _command()):
            state = settings.load().folders.state
            # Nothing is made there before the run knows that all is in order.
            _waiting = Ahead(command, temporary_folder(), cache_in(state) if state.is_dir() else None)
            overseer.tell(driver=_waiting.process.pid)
    try:
        yield
    finally:
        with shielded():
            if (left := taken()) is not None:
                left.end()
                overseer.sweep(left.temporary)


def taken() -> Ahead | None:
    """The driver that was started ahead, which is the caller's from now on; None where there is none."""
    global _waiting
    one, _waiting = _waiting, None
    return one


def _command() -> list[str]:
    """How Playwright starts its driver; nothing where it would find it otherwise than today."""
    spec = importlib.util.find_spec("playwright")
    if spec is None or not spec.submodule_search_locations:
        return []
    folder = Path(spec.submodule_search_locations[0]) / "driver"
    return [str(folder / "node"), str(folder / "package" / "cli.js"), "run-driver"]


def _environment(temporary: Path, cache: Path | None) -> dict[str, str]:
    """The environment that Playwright gives its driver."""
    with contextlib.suppress(ImportError), environment.of_driver(temporary, cache):
        from playwright._repo_version import version

        return {
            **os.environ,
            "PW_LANG_NAME": "python",
            "PW_LANG_NAME_VERSION": f"{sys.version_info.major}.{sys.version_info.minor}",
            "PW_CLI_DISPLAY_VERSION": version,
        }
    return {}


def log_of(temporary: Path) -> Path:
    """Where what a driver says is kept."""
    return temporary / "driver.log"


def cache_in(state: Path) -> Path | None:
    """A private folder for the driver's compiled code; without one it is only slower."""
    try:
        return ensure(state / "driver-cache")
    except StorageFailed:
        return None


def temporary_folder() -> Path:
    """A new folder for what driver and browser write, known by this process's number. Raises BrowserFailed."""
    try:
        beginning = f"{_FOLDER}{os.getpid()}-"
        # By this the overseer knows what is to be swept, should this process be killed.
        overseer.tell(folders=str(Path(tempfile.gettempdir()) / beginning))
        return Path(tempfile.mkdtemp(prefix=beginning))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise BrowserFailed(f"no temporary folder can be made: {reason}") from None


def files_allowed() -> int:
    """How many files may be open at once here, after this was raised to what a browser needs, if it may be."""
    if sys.platform == "win32":
        return FILES_ENOUGH
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    unlimited = resource.RLIM_INFINITY
    if soft != unlimited and soft < FILES_ENOUGH:
        wanted = FILES_ENOUGH if hard == unlimited else min(FILES_ENOUGH, hard)
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            soft = wanted
    return FILES_ENOUGH if soft == unlimited else soft
