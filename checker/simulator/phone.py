"""A simulated phone: it runs the few commands that are asked of a real one, on an app of invented screens.

It keeps a log of what was done to it, by which tests see that nothing else was.
"""

import shlex
import threading
from dataclasses import dataclass, field

from checker.simulator.jmo import SCENARIOS, App
from checker.simulator.screens import HEIGHT, WIDTH, picture, xml

_EXIT = "echo X4EXIT:$?"
"""What a client adds that knows no exit status of a shell."""


class Gone(Exception):
    """The phone was unplugged in the middle of a command."""


@dataclass
class SimulatedPhone:
    """One phone. `fails` is how many dumps fail at first, `unplugs_at` the number of the command at which its cable is
    pulled, `back_after` how many listings of phones later it is back; None, never.
    """

    app: App
    serial: str = "SIMULATED01"
    state: str = "device"
    installed: bool = True
    awake: bool = True
    locked: bool = False
    shell_v2: bool = True
    fails: int = 0
    unplugs_at: int | None = None
    back_after: int | None = None
    log: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    _commands: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def plugged(self) -> bool:
        """Whether it is connected; one that was unplugged may be back after a while."""
        if self.unplugs_at is None or self._commands < self.unplugs_at:
            return True
        if self.back_after is not None:
            self.back_after -= 1
            if self.back_after < 0:
                self.unplugs_at = None
                return True
        return False

    def run(self, script: str) -> tuple[bytes, int]:
        """What a script prints, and its exit status. Raises Gone."""
        with self._lock:
            self._commands += 1
            if self.unplugs_at is not None and self._commands >= self.unplugs_at:
                raise Gone
            told, status = b"", 0
            for part in script.split(";"):
                if part.strip() == _EXIT:
                    told += f"X4EXIT:{status}\n".encode()
                    continue
                words = [one for one in shlex.split(part) if not one.startswith((">", "2>"))]
                printed, status = self._command(words)
                told += b"" if ">" in part.split("2>")[0] else printed
            return told, status

    def _command(self, words: list[str]) -> tuple[bytes, int]:
        match words:
            case ["wm", "size"]:
                return f"Physical size: {WIDTH}x{HEIGHT}\n".encode(), 0
            case ["dumpsys", "power"]:
                return f"  mWakefulness={'Awake' if self.awake else 'Asleep'}\n".encode(), 0
            case ["dumpsys", "window"]:
                return f"  mShowingLockscreen={str(self.locked).lower()}\n".encode(), 0
            case ["pm", "path", package]:
                here = self.installed and package == self.app.package
                return (b"package:/data/app/base.apk\n", 0) if here else (b"", 1)
            case ["pm", "list", "packages", *_]:
                return (f"package:{self.app.package}\n".encode() if self.installed else b""), 0
            case ["uiautomator", "dump", path]:
                return self._dump(path)
            case ["cat", path]:
                return (self.files[path], 0) if path in self.files else (b"", 1)
            case ["rm", "-f", path]:
                self.files.pop(path, None)
                return b"", 0
            case ["screencap", "-p"]:
                return picture(self.app.screen()), 0
            case ["input", *rest]:
                return self._input(rest)
            case _:
                self.log.append(f"unknown: {' '.join(words)}")
                return b"/system/bin/sh: not found\n", 127

    def _dump(self, path: str) -> tuple[bytes, int]:
        if self.fails > 0:
            self.fails -= 1
            return b"ERROR: could not get idle state.\n", 1
        self.app.tick()
        self.files[path] = xml(self.app.screen()).encode()
        return f"UI hierchary dumped to: {path}\n".encode(), 0

    def _input(self, words: list[str]) -> tuple[bytes, int]:
        match words:
            case ["tap", x, y]:
                name = self.app.tap(int(x), int(y))
                self.log.append(f"tap {name}")
            case ["keyevent", "4" | "KEYCODE_BACK"]:
                self.log.append("back")
                self.app.back()
            case ["swipe", _, begin, _, end, *_]:
                self.log.append("swipe")
                self.app.swipe(int(begin) - int(end))
            case _:
                self.log.append(f"unknown: input {' '.join(words)}")
                return b"Error: Unknown command\n", 1
        return b"", 0


def phone(scenario: str, serial: str = "SIMULATED01") -> SimulatedPhone:
    """A phone on which the app is as a scenario has it."""
    told = SCENARIOS[scenario]
    return SimulatedPhone(App(told), serial, **told.phone)
