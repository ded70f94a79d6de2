"""The system's keyring, where there is one that works. It may hang or ask somebody: nothing waits for it for ever."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from checker.failures import StorageFailed

_SECONDS = 30


class Unusable(Exception):
    """There is no keyring, or it does not answer."""


def service(home: Path | None) -> str:
    """What this installation is called in the keyring; another home is another installation."""
    return f"saldo-jht {home}" if home else "saldo-jht"


def get(service: str, name: str) -> str | None:
    """The secret kept as `name`, or None. Raises Unusable."""
    found = _asked(lambda keyring: keyring.get_password(service, name))
    return found if isinstance(found, str) else None


def put(service: str, name: str, secret: str) -> None:
    """Keep `secret` as `name`. Raises Unusable."""
    _asked(lambda keyring: keyring.set_password(service, name, secret))


def drop(service: str, name: str) -> None:
    """Forget `name`, if it is kept. Raises StorageFailed."""
    try:
        if get(service, name) is not None:
            _asked(lambda keyring: keyring.delete_password(service, name))
    except Unusable:
        raise StorageFailed("the system's keyring cannot be reached to forget the password") from None


def usable() -> bool:
    """Whether there is a keyring that keeps what it is given; it need not be unlocked."""
    try:
        _asked(lambda keyring: keyring)
    except Unusable:
        return False
    return True


def _asked(question: Callable[[Any], object]) -> object:
    answer: list[object] = []

    def ask() -> None:
        # Whatever a backend raises, its text may hold what it was given.
        try:
            import keyring
            import keyring.backends.fail

            backend = keyring.get_keyring()
            if isinstance(backend, keyring.backends.fail.Keyring) or backend.priority <= 0:
                return
            answer.append(question(backend))
        except Exception:
            return

    # A daemon: the program ends although the keyring still waits for somebody.
    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(_SECONDS)
    if not answer:
        raise Unusable
    return answer[0]
