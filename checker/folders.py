"""Where things last on disk: the folders for configuration, state and data, made private on first use."""

import os
from pathlib import Path

import msgspec

from checker.failures import ConfigInvalid, StorageFailed

NAME = "saldo-jht"


class Folders(msgspec.Struct, frozen=True):
    """The three folders: what the person writes, what the program may lose, and what it must not."""

    config: Path
    state: Path
    data: Path


def folders(home: Path | None = None) -> Folders:
    """The folders under `home` (`SALDO_JHT_HOME`), or the platform's own; nothing is created here.

    Raises ConfigInvalid where neither is known.
    """
    if home is not None:
        return Folders(config=home, state=home / "state", data=home / "data")
    if not has_home():
        raise ConfigInvalid("no home folder is known for this user: set HOME, or SALDO_JHT_HOME to a folder")
    # Imported here since it costs some milliseconds that `--help` need not pay.
    import platformdirs

    return Folders(
        config=platformdirs.user_config_path(NAME, appauthor=False),
        state=platformdirs.user_state_path(NAME, appauthor=False),
        data=platformdirs.user_data_path(NAME, appauthor=False),
    )


def has_home() -> bool:
    """Whether the user's home folder is known; one that only the system gave a number need not have any."""
    return os.environ.get("HOME") != "" and os.path.isabs(os.path.expanduser("~"))  # noqa: PTH111, PTH117 - `Path.home()` raises where there is none


def ensure(folder: Path) -> Path:
    """Make `folder` if it is missing, readable by its owner only, and return it.

    A folder that exists keeps the rights its owner gave it; `StorageFailed` names what could not be made.
    """
    try:
        # `mkdir(parents=True)` gives its mode to the last folder only.
        missing = [folder]
        while not missing[-1].parent.exists() and missing[-1].parent != missing[-1]:
            missing.append(missing[-1].parent)
        for one in reversed(missing):
            one.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise StorageFailed(f"cannot make the folder {folder}: {error.strerror or type(error).__name__}") from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise StorageFailed(f"cannot write in the folder {folder}")
    return folder
