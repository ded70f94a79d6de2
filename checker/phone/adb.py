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
"""Where a phone is asked to put its dump, which its shell's own user alone may read: it is deleted once it was read."""
_DUMPED = re.compile(r"dumped to:\s*(/\S+)")
_BACK, _SWIPE_MS = "4", 900
"""The key by which Android goes back, and how many milliseconds a finger takes over the screen."""
_LOCKED = re.compile(
    r"(?:mShowingLockscreen|mDreamingLockscreen|mKeyguardShowing|isKeyguardShowing|isStatusBarKeyguard|mInputRestricted)"
    r"\s*=\s*true|KeyguardServiceDelegate[^\n]*\n(?:[^\n]*\n){0,3}?\s*showing=true|mCurrentFocus=[^\n]*Keyguard"
)
_WAKES = re.compile(r"mWakefulness=(\w+)")
_OFF = re.compile(r"Display Power: state=(?:OFF|DOZE)|mScreenOn=false")
"""How the versions of Android tell that a phone is locked, awake, or dark."""
_SIZE = re.compile(r"(Physical|Override) size: ([0-9]{2,5})x([0-9]{2,5})")
_V2 = "shell_v2"
EXTRA = "phone"


class Phone:
    """One phone that is connected and authorised."""

    def __init__(self, client: "AdbClient", serial: str) -> None:
        from adbutils import AdbError

        self._client, self._serial = client, serial
        self._device: AdbDevice = client.device(serial)
        try:
            self._v2 = _V2 in self._device.get_features()
        except AdbError:
            self._v2 = False  # an old server does not know the question

    def size(self) -> tuple[int, int] | None:
        """The width and height of its screen in its own pixels; None where it tells none. Raises DeviceUnavailable."""
        told = {kind: (int(x), int(y)) for kind, x, y in _SIZE.findall(self._run("wm", "size"))}
        return told.get("Override") or told.get("Physical")

    def check_awake(self) -> None:
        """Raise DeviceUnavailable where the phone sleeps or is locked."""
        power = self._run("dumpsys", "power")
        # A phone that folds has several screens, of which one is on.
        wakes = {one.lower() for one in _WAKES.findall(power)}
        if "awake" not in wakes if wakes else _OFF.search(power):
            raise failure("phone-asleep", N_("the phone's screen is off"))
        if _LOCKED.search(self._run("dumpsys", "window")):
            raise failure("phone-locked", N_("the phone is locked"))

    def has(self, package: str) -> bool:
        """Whether an app is installed. Raises DeviceUnavailable."""
        if "package:" in self._run("pm", "path", package):
            return True
        return f"package:{package}" in self._run("pm", "list", "packages", package).split()

    def dump(self) -> str | None:
        """The accessibility tree of the window in front; None where the phone could not dump it just now.

        Raises DeviceUnavailable.
        """
        put = _DUMPED.search(self._run("uiautomator", "dump", _DUMP, seconds=_DUMP_S))
        if put is None:
            return None
        try:
            told = self._run("cat", put[1], seconds=_DUMP_S)
        finally:
            self._run("rm", "-f", put[1])
        return told if "</hierarchy>" in told else None

    def picture(self) -> bytes:
        """A picture of the screen as PNG, blank or none where the app forbids it. Raises DeviceUnavailable."""
        return self._ask("screencap -p", _COMMAND_S)

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

    def _run(self, *command: str, seconds: float = _COMMAND_S) -> str:
        return self._ask(shlex.join(command), seconds).decode("utf-8", errors="replace")

    def _ask(self, script: str, seconds: float) -> bytes:
        with _named():
            if self._v2:
                return bytes(self._device.shell2(script, timeout=seconds, encoding=None, v2=True).output)
            told = bytes(self._device.shell(script, timeout=seconds, encoding=None))
            # The old shell does not say whether the command has ended, or the connection.
            if not told and self._serial not in {one.serial for one in self._client.list(extended=True)}:
                raise failure("phone-unplugged", N_("the phone is no longer connected"))
            return told


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
        return Phone(client, serial)


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
        raise ConfigInvalid(why, case="extra", rule="extra-missing") from None
    host = os.environ.get("ANDROID_ADB_SERVER_HOST", "127.0.0.1")
    port = os.environ.get("ANDROID_ADB_SERVER_PORT")
    number = int(port) if port and port.isdecimal() else _PORT
    try:
        socket.create_connection((host, number), _CONNECT_S).close()
    except OSError:
        raise failure("adb-server-missing", N_("no adb server answers at {0}:{1}").format(host, number)) from None
    return AdbClient(host, number, socket_timeout=_COMMAND_S)
