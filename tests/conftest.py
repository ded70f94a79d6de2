"""What all tests share: the browser that the program itself would use, a home of their own, no network but loopback."""

import ipaddress
import os
import shutil
import signal
import socket
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright

from checker import texts
from checker.browser import launch, world
from checker.browser.finding import Found, find
from checker.failures import BrowserFailed
from tests.acting import virtual_screen

# Tests that are run in the background have Ctrl-C ignored, with nohup SIGHUP too, and so would all that they start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
# How wide a terminal is, is told to those who run tests; what the program writes into a pipe is as wide as it likes.
os.environ.pop("COLUMNS", None)

SAMPLES = {
    "tests/kinds/": 10,
    "tests/reading/test_mutants.py": 10,
    "tests/reading/": 4,
    "tests/test_foreign_logins.py": 3,
    "tests/test_guard.py": 6,
    "tests/test_portals.py": 2,
    "tests/test_told.py": 3,
}
"""Where tests are generated: of those that drive a browser, `make test` tries one in so many of each test function's,
the first one always; `make test-all` tries each.
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--all", action="store_true", help="every generated test, not a sample of them")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is for the night; the tests that take longest come first, so that all workers end together."""
    items.sort(key=_tier)
    if config.getoption("--all") or any("::" in one for one in config.args):
        return
    kept: list[pytest.Item] = []
    left: list[pytest.Item] = []
    tried: Counter[str] = Counter()
    for item in items:
        (kept if _is_tried(item, tried) else left).append(item)
    config.hook.pytest_deselected(items=left)
    items[:] = kept


def _tier(item: pytest.Item) -> int:
    """0 for a test with a window, 1 for one with processes and browsers of its own, 2 with ours, 3 without any."""
    asked = getattr(item, "fixturenames", ())
    if item.get_closest_marker("browser") is None:
        return 3
    return 0 if "screen" in asked else 1 if "clean_env" in asked else 2


def _is_tried(item: pytest.Item, tried: Counter[str]) -> bool:
    if item.get_closest_marker("nightly") is not None:
        return False
    parameters = set(item.callspec.params) if hasattr(item, "callspec") else set()
    if item.get_closest_marker("browser") is None or not parameters - {"browser_name"}:
        return True
    one_in = next((many for where, many in SAMPLES.items() if f"/{where}" in item.path.as_posix()), 1)
    function = item.nodeid.partition("[")[0]
    tried[function] += 1
    return tried[function] % one_in == 1 % one_in


@pytest.fixture(scope="session")
def found_browser() -> Found:
    """The browser that the program finds by itself (or that `SALDO_JHT_BROWSER` names)."""
    return find(os.environ.get("SALDO_JHT_BROWSER"))


@pytest.fixture(scope="session")
def browser_path(found_browser: Found) -> str:
    """Its path, to be handed to the program as `SALDO_JHT_BROWSER`."""
    return str(found_browser)


@pytest.fixture(scope="session")
def playwright(playwright: Playwright) -> Playwright:
    """That of pytest-playwright, with the program's own scripts known to it."""
    world.register(playwright)
    return playwright


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], found_browser: Found) -> dict[str, Any]:
    """Point the fixtures of pytest-playwright at that browser, started with the program's own switches."""
    chosen = {"executable_path": str(found_browser.path)} if found_browser.path else {"channel": found_browser.channel}
    return {**browser_type_launch_args, **chosen, "args": [*launch._QUIET, *launch._UNSEEN]}


@pytest.fixture(scope="session")
def clean_env(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment for child processes without the settings and proxies of whoever runs the tests."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("SALDO_JHT_")}
    for key in ("http_proxy", "https_proxy", "all_proxy"):
        kept.pop(key, None)
        kept.pop(key.upper(), None)
    # A command that is installed was compiled then; each process would compile it anew where that may not be kept.
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    home = tmp_path_factory.mktemp("home")
    # Nor does any test ask, or write to, the keyring of whoever runs them; one that needs a keyring brings its own.
    keyring = "keyring.backends.fail.Keyring"
    settings = {"SALDO_JHT_HOME": str(home), "SALDO_JHT_LANG": "en", "PYTHON_KEYRING_BACKEND": keyring}
    return {**kept, **settings, "PYTHONUTF8": "1"}


@pytest.fixture(scope="session")
def window_browser_path() -> str:
    """The path of a browser that can show a window."""
    try:
        return str(find(None, headed=True))
    except BrowserFailed as failure:
        pytest.skip(f"no browser that can show a window: {failure}")


@pytest.fixture(scope="session")
def screen() -> Iterator[dict[str, str]]:
    """The variables of the environment by which a child process finds a screen: a virtual one where Xvfb is there."""
    if shutil.which("Xvfb") is None:
        if sys.platform in ("darwin", "win32") or "DISPLAY" in os.environ:
            yield {key: os.environ[key] for key in ("DISPLAY", "XAUTHORITY") if key in os.environ}
            return
        pytest.skip("neither a screen nor Xvfb is here (`sh scripts/setup screen`)")
    with virtual_screen() as found:
        yield found


@pytest.fixture
def no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """No setting is made and the current folder is an empty one, which is returned."""
    for key in list(os.environ):
        if key.startswith("SALDO_JHT_") or key in ("DEBUG", "PWDEBUG"):
            monkeypatch.delenv(key)
    monkeypatch.setenv("SALDO_JHT_HOME", str(tmp_path / "home"))
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setattr(texts, "_spoken", None)
    return here


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test of this process reach beyond this machine."""

    def guarded(connect: Callable[..., Any]) -> Callable[..., Any]:
        def only_loopback(self: socket.socket, address: Any) -> Any:  # noqa: ANN401 - as the standard library has it
            if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(str(address[0])):
                raise AssertionError(f"a test tried to reach {address[0]}")
            return connect(self, address)

        return only_loopback

    monkeypatch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
    monkeypatch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False
