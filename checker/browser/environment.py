"""What driver and browser are given of a person's environment: what stands on a short list, and nothing else.

The driver is handed the password, and much of what an environment may hold would steer it: to another browser, to
code of somebody else's, to a log of all that passes. So nothing is passed on because it is not known to do harm.
"""

import contextlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from checker.folders import has_home

# Where programs are, and a person's own folder: the browser keeps the authorities there that their network needs.
_PLACES = ("PATH", "HOME", "XDG_CACHE_HOME", "PLAYWRIGHT_BROWSERS_PATH")
# The language of the browser's own messages, and the zone of its clock.
_LOCALE = ("LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LC_NUMERIC", "LC_TIME", "LC_COLLATE", "TZ")
# Without these hardly any program starts there, and browsers are looked for where they point.
_WINDOWS = (
    *("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "USERPROFILE", "HOMEDRIVE", "HOMEPATH", "APPDATA"),
    *("LOCALAPPDATA", "PROGRAMDATA", "PROGRAMFILES", "PROGRAMFILES(X86)", "PROGRAMW6432", "NUMBER_OF_PROCESSORS"),
    *("PROCESSOR_ARCHITECTURE", "OS"),
)
# The way to the portal in a network that has a proxy; a desktop keeps it in its own settings, by its name.
_NETWORK = ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "auto_proxy", "SOCKS_SERVER", "SOCKS_VERSION")
_DESKTOP = ("XDG_CURRENT_DESKTOP", "DESKTOP_SESSION", "KDE_SESSION_VERSION", "DBUS_SESSION_BUS_ADDRESS")
# Where a window is shown.
_SCREEN = ("DISPLAY", "XAUTHORITY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR", "XDG_SESSION_TYPE")
# For the download of a browser, which knows no password: where from, how patiently, and by whose word.
_DOWNLOAD = ("PLAYWRIGHT_DOWNLOAD_HOST", "PLAYWRIGHT_CHROMIUM_DOWNLOAD_HOST", "PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT")
_AUTHORITIES = ("NODE_EXTRA_CA_CERTS",)
# Left out with intent, LD_LIBRARY_PATH and its like too: they load other people's code into what is handed the
# password. A browser that needs one can be started by a script of the person's own (SALDO_JHT_BROWSER).

DRIVER = frozenset((*_PLACES, *_LOCALE, *_WINDOWS, *_SCREEN))
BROWSER = frozenset((*DRIVER, *_NETWORK, *(name.upper() for name in _NETWORK), *_DESKTOP))
_INSTALLER = frozenset((*BROWSER, *_DOWNLOAD, *_AUTHORITIES))


def for_browser(temporary: Path) -> dict[str, str | float | bool]:
    """The environment of a browser that keeps its temporary files in `temporary`."""
    return {**_only(BROWSER), **_temporary(temporary)}


def for_installer() -> dict[str, str]:
    """The environment of what downloads a browser."""
    return {name: os.environ[name] for name in ("TMPDIR", "TMP", "TEMP") if name in os.environ} | _only(_INSTALLER)


@contextlib.contextmanager
def of_driver(temporary: Path, cache: Path | None) -> Iterator[None]:
    """While the block runs, this process's environment is the driver's, which copies it when it starts.

    Playwright's own Python looks into it as well, as it is loaded and as it starts. `cache` is as in `launch.launcher`.
    """
    ours = {**_only(DRIVER), **_temporary(temporary)}
    if cache is not None:
        ours["NODE_COMPILE_CACHE"] = str(cache)
    before = os.environ
    # In one step: another thread sees the one or the other, and never half of it.
    os.environ = ours  # type: ignore[assignment]  # noqa: B003
    try:
        yield
    finally:
        os.environ = before  # noqa: B003


def _only(names: frozenset[str]) -> dict[str, str]:
    given: Mapping[str, str] = os.environ
    return {name: value for name, value in given.items() if name in names}


def _temporary(folder: Path) -> dict[str, str]:
    own = dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(folder))
    # Both end at once where they find no home.
    return own if has_home() else own | {"HOME": str(folder)}
