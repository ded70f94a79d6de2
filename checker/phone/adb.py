"""The way to a phone: an adb server on this machine, spoken to by adbutils. All that is asked of a phone stands here.

It changes no setting, installs nothing and starts no server or app. What goes wrong is a DeviceUnavailable by the name
of its rule; no text of the library's goes further, since it may quote what a screen shows.
"""

import contextlib
import os
import re
import shlex
import socket
from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.failures import ConfigInvalid, DeviceUnavailable
from checker.texts import N_

if TYPE_CHECKING:
    from adbutils import AdbClient, AdbDevice

_PORT = 5037
_CONNECT_S, _COMMAND_S, _DUMP_S = 2.0, 10.0, 25.0
"""Seconds: how long the server may take to be reached, and the phone for a command and for a dump of its screen."""
_DUMP = "/data/local/tmp/saldo-jht-screen.xml"
"""Where a phone puts its dump, which the commands' own user alone may read: it is deleted as soon as it was read."""
_SWIPE_MS = 900
_BACK = "KEYCODE_BACK"
_LOCKED = re.compile(r"(?:mShowingLockscreen|mDreamingLockscreen|mKeyguardShowing|isKeyguardShowing)\s*=\s*true")
_AWAKE = re.compile(r"mWakefulness=(\w+)")
_SIZE = re.compile(r"(Physical|Override) size: ([0-9]{2,5})x([0-9]{2,5})")
EXTRA = "phone"


class Phone:
    """One phone that is connected and authorised."""

    def __init__(self, device: "AdbDevice") -> None:
        self._device = device

    def size(self) -> tuple[int, int]:
        """The width and height of its screen, in its own pixels. Raises DeviceUnavailable."""
        told = {kind: (int(x), int(y)) for kind, x, y in _SIZE.findall(self._run("wm", "size"))}
        size = told.get("Override") or told.get("Physical")
        if size is None:
            raise failure("adb-failed", N_("the phone does not tell the size of its screen"))
        return size

    def check_awake(self) -> None:
        """Raise DeviceUnavailable where the phone sleeps or is locked."""
        awake = _AWAKE.search(self._run("dumpsys", "power"))
        if awake is not None and awake[1] != "Awake":
            raise failure("phone-asleep", N_("the phone's screen is off"))
        if _LOCKED.search(self._run("dumpsys", "window")):
            raise failure("phone-locked", N_("the phone is locked"))

    def has(self, package: str) -> bool:
        """Whether an app is installed. Raises DeviceUnavailable."""
        return "package:" in self._run("pm", "path", package)

    def dump(self) -> str | None:
        """The accessibility tree of the window in front; None where the phone could not dump it just now.

        Raises DeviceUnavailable.
        """
        script = f"rm -f {_DUMP}; uiautomator dump {_DUMP} >/dev/null 2>&1; cat {_DUMP} 2>/dev/null; rm -f {_DUMP}"
        told = self._ask(script, _DUMP_S)
        return told if "</hierarchy>" in told else None

    def picture(self) -> bytes:
        """A picture of the screen as PNG, blank or none where the app forbids it. Raises DeviceUnavailable."""
        with _named():
            return bytes(self._device.shell2("screencap -p", timeout=_COMMAND_S, encoding=None, v2=True).output)

    def tap(self, x: int, y: int) -> None:
        """Touch a point of the screen, in its own pixels. Only the hand does that. Raises DeviceUnavailable."""
        self._run("input", "tap", str(x), str(y))

    def swipe(self, x: int, begin: int, end: int) -> None:
        """Draw a finger up or down over the screen, slowly, so that nothing goes on rolling. Only the hand does that.

        Raises DeviceUnavailable.
        """
        self._run("input", "swipe", str(x), str(begin), str(x), str(end), str(_SWIPE_MS))

    def back(self) -> None:
        """Go back, as by the phone's own gesture. Only the hand does that. Raises DeviceUnavailable."""
        self._run("input", "keyevent", _BACK)

    def _run(self, *command: str) -> str:
        return self._ask(shlex.join(command), _COMMAND_S)

    def _ask(self, script: str, seconds: float) -> str:
        with _named():
            return str(self._device.shell2(script, timeout=seconds, encoding="utf-8", v2=True).output)


@contextlib.contextmanager
def _named() -> Iterator[None]:
    """Give whatever adbutils and the socket under it raise the name of a failure."""
    from adbutils import AdbError
    from adbutils.errors import AdbTimeout

    reason: DeviceUnavailable
    try:
        yield
        return
    except (AdbTimeout, TimeoutError):
        reason = failure("phone-silent", N_("the phone did not answer in time"))
    except ConnectionRefusedError:
        reason = failure("adb-server-missing", N_("the adb server has ended"))
    except AdbError as error:
        reason = _of_server(str(error))
    except (OSError, EOFError, ValueError):
        reason = failure("phone-unplugged", N_("the connection to the phone has ended"))
    raise reason from None


def _of_server(text: str) -> DeviceUnavailable:
    """The failure that the server's own words amount to."""
    told = text.lower()
    if "shell output invalid" in told:
        # What came is cut off; it may quote the screen, and any word of that.
        return failure("phone-unplugged", N_("the connection to the phone has ended"))
    if "unauthorized" in told or "authorizing" in told:
        return failure("phone-unauthorised", N_("the phone has not allowed to be debugged from here"))
    if "offline" in told:
        return failure("phone-offline", N_("the phone is offline"))
    if "not found" in told or "no devices" in told or "closed" in told:
        return failure("phone-unplugged", N_("the phone is no longer connected"))
    return failure("adb-failed", N_("the adb server refused what was asked of it"))


def failure(rule: str, detail: str) -> DeviceUnavailable:
    """A failure whose hint is that of its rule."""
    return DeviceUnavailable(detail, rule=rule, case=rule)


def connect(serial: str | None) -> Phone:
    """The phone with this serial, or the only one that is connected. Raises DeviceUnavailable, or ConfigInvalid where
    the extra is missing.
    """
    client = _client()
    with _named():
        found = {one.serial: one.state for one in client.list(extended=True)}
    serial = serial or os.environ.get("ANDROID_SERIAL") or None
    if serial is not None and serial not in found:
        raise failure("phone-not-there", N_("no phone with the serial {0} is connected").format(serial))
    if serial is None:
        ready = [one for one, state in found.items() if state == "device"]
        if not found:
            raise failure("no-phone", N_("no phone is connected"))
        if len(ready or found) > 1:
            raise failure(
                "several-phones",
                N_("{0} phones are connected: {1}").format(len(ready or found), ", ".join(ready or found)),
            )
        serial = (ready or list(found))[0]
    _check_state(found[serial])
    with _named():
        return Phone(client.device(serial))


def _check_state(state: str) -> None:
    if state in ("unauthorized", "authorizing", "connecting"):
        raise failure("phone-unauthorised", N_("the phone has not allowed to be debugged from here"))
    if state != "device":
        raise failure("phone-offline", N_("the phone is connected, and not ready ({0})").format(state))


def _client() -> "AdbClient":
    """The server's client, once the server answers: adbutils would start one by itself, which would stay behind."""
    try:
        from adbutils import AdbClient
    except ModuleNotFoundError:
        why = f"reading a phone needs an extra: pip install 'saldo-jht[{EXTRA}]'"
        raise ConfigInvalid(why, rule="extra-missing") from None
    host = os.environ.get("ANDROID_ADB_SERVER_HOST", "127.0.0.1")
    port = os.environ.get("ANDROID_ADB_SERVER_PORT")
    number = int(port) if port and port.isdecimal() else _PORT
    try:
        socket.create_connection((host, number), _CONNECT_S).close()
    except OSError:
        raise failure("adb-server-missing", N_("no adb server answers at {0}:{1}").format(host, number)) from None
    return AdbClient(host, number, socket_timeout=_COMMAND_S)
