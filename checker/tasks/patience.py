"""How long, and with which pauses, a portal that is not there yet is tried again. Pure but for the clock it is told.

It knows the table of failures only; nothing is tried again once a login was sent.
"""

from checker.failures import BrowserFailed, Failure

_FIRST_S, _LONGEST_S = 2.0, 300.0
"""Seconds between two tries: the first pause, which doubles each time, and the longest."""
_A_TRY_S = 2.0
"""Seconds that must be left after a pause: in less, no portal is seen to be there."""


class Patience:
    """The tries of one check, until the instant `until`; `pausing` where nobody sits there and waits.

    Where somebody does, they are told at the second failure, and there is no pause before it.
    """

    def __init__(self, until: float, pausing: bool) -> None:
        self.until, self.pausing = until, pausing
        self._tried: list[Failure] = []

    def pause(self, failure: Failure, now: float) -> float | None:
        """The seconds to wait before the next try after `failure`, or None where there is none.

        Whether anything was sent is for the caller to know. A browser that failed is started anew once.
        """
        self._tried.append(failure)
        if failure.retry != "before-login" or failure.try_after or now >= self.until:
            return None
        absent = sum(not isinstance(one, BrowserFailed) for one in self._tried)
        if isinstance(failure, BrowserFailed):
            return 0 if len(self._tried) - absent == 1 else None
        if not self.pausing:
            return 0 if len(self._tried) == 1 else None
        wait: float = min(_FIRST_S * 2 ** (absent - 1), _LONGEST_S)
        # What is left for one more try is used for it.
        wait = min(wait, self.until - now - _A_TRY_S)
        return wait if wait > 0 else None
