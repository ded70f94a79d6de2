"""Messages carried to services by Apprise, which knows a hundred kinds of them.

An address is never printed, logged, or told to another process; a message that does not get through fails nothing.
"""

import logging
import threading
import time
import warnings
from collections.abc import Mapping, Sequence
from typing import Any

from checker.failures import ConfigInvalid
from checker.states import State
from checker.telling.words import Message
from checker.texts import N_

_KINDS = {State.CHANGED: "info", State.BACK: "success", State.NEEDS_PERSON: "warning", State.FAILING: "failure"}
UNKNOWN = N_("not an address of a service that Apprise knows (github.com/caronc/apprise/wiki lists them)")
_NOT_TAKEN = "the service did not take it: is its address right, and the service there?"


def carry(
    messages: Mapping[str, Sequence[Message]], urls: Mapping[str, str], seconds: float
) -> dict[str, list[str | None]]:
    """Send to each service, by its name, its messages in their order; all services at once, and for so many seconds.

    Returns for each message why it did not get through, or None. Raises ConfigInvalid where Apprise is not installed.
    """
    apprise = _apprise()
    found: dict[str, list[str | None]] = {name: [] for name in messages}
    threads = [
        threading.Thread(target=_send, args=(apprise, urls[name], messages[name], found[name]), daemon=True)
        for name in messages
    ]
    until = time.monotonic() + seconds
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.0, until - time.monotonic()))
    # A thread that has not come to its end is left behind, with a list that is no longer looked at.
    late: list[str | None] = [N_("no answer within {0} s").format(f"{seconds:g}")]
    return {name: [*told, *late * (len(messages[name]) - len(told))] for name, told in found.items()}


def _send(apprise: Any, url: str, messages: Sequence[Message], into: list[str | None]) -> None:  # noqa: ANN401 - no types there
    # Whatever it raises, the text may quote the address.
    try:
        asset = apprise.AppriseAsset(
            app_id="saldo-jht", app_desc="saldo-jht", app_url="", storage_mode="memory", async_mode=False
        )
        service = apprise.Apprise(asset=asset)
        known = service.add(url)
        for one in messages:
            kind = _KINDS[one.state]
            sent = known and service.notify(title=one.title, body=one.body, notify_type=kind, body_format="text")
            into.append(None if sent else _NOT_TAKEN if known else UNKNOWN)
    except Exception as error:
        into.append(f"{_NOT_TAKEN} ({type(error).__name__})")


def _apprise() -> Any:  # noqa: ANN401 - no types there
    """Apprise, silenced: its log, and those of the libraries below it, hold addresses."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    try:
        import apprise
    except ImportError:
        raise ConfigInvalid(
            "a message to a person is carried by Apprise, which is not installed: pip install 'saldo-jht[notify]'",
            case="extra",
        ) from None
    return apprise
