"""Asking the system's own tools: what they print, and named failures where they cannot be had. No shell is used."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from checker import settings
from checker.failures import StorageFailed

_SECONDS = 60


def there(tool: str) -> bool:
    """Whether the system has such a tool."""
    return shutil.which(tool) is not None


def asked(
    command: Sequence[str], given: bytes = b"", seconds: float | None = _SECONDS
) -> subprocess.CompletedProcess[bytes]:
    """Run a tool of the system to its end, in English and UTC. Raises StorageFailed where it cannot be run."""
    environment = {**settings.clean_environment(), "LC_ALL": "C", "TZ": "UTC", **runtime_folder()}
    try:
        return subprocess.run(
            list(command), input=given, env=environment, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise StorageFailed(f"{command[0]} did not end within {seconds} s") from None
    except OSError as error:
        raise StorageFailed(f"{command[0]} cannot be run: {error.strerror or type(error).__name__}") from None


def done(command: Sequence[str], given: bytes = b"") -> bytes:
    """What a tool prints. Raises StorageFailed with its first line of complaint where it fails."""
    ended = asked(command, given)
    if ended.returncode:
        raise StorageFailed(f"{' '.join(command[:3])}: {complaint(ended)}")
    return ended.stdout


def complaint(ended: subprocess.CompletedProcess[bytes]) -> str:
    """The first line that a tool complained with, else its exit status."""
    said = ended.stderr.decode(errors="replace").strip().splitlines()
    return said[0] if said else f"status {ended.returncode}"


def runtime_folder() -> Mapping[str, str]:
    """Where the user's own manager listens, which `su` and `sudo` do not tell those they start."""
    if sys.platform == "win32" or os.environ.get("XDG_RUNTIME_DIR"):
        return {}
    folder = Path(f"/run/user/{os.getuid()}")
    return {"XDG_RUNTIME_DIR": str(folder)} if folder.is_dir() else {}


def person() -> dict[str, str]:
    """Who the system says is here, as every scheduler tells what it starts: home folder, name, shell."""
    if sys.platform == "win32":
        return {}
    import pwd

    try:
        entry = pwd.getpwuid(os.getuid())
    except KeyError:
        return {"HOME": os.environ.get("HOME", "/"), "SHELL": "/bin/sh"}
    return {"HOME": entry.pw_dir, "LOGNAME": entry.pw_name, "USER": entry.pw_name, "SHELL": "/bin/sh"}
