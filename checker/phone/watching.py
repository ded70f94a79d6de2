"""Watching a phone's screen: dumps of its tree, one after the other, and since when they have been the same."""

import time
from dataclasses import dataclass, field

from checker.failures import PageNotRecognised
from checker.page.observation import Observation
from checker.phone.adb import Phone, failure
from checker.phone.nodes import NoTree, Tree, extent, parse
from checker.phone.tree import observation
from checker.texts import N_

_FAILS = 6
"""How often in a row a screen may fail to be dumped: one that moves does, each time for some ten seconds."""
_PATIENCE_S = 4.0
"""Seconds: how long a screen is given to keep still. One that always moves is gone through all the same; nothing is
read of it."""
_CHANGE_S = 3.0
"""Seconds: for how long a screen is given to become another one."""
PACE_S = 0.25
"""Seconds between two dumps that are to be the same."""


@dataclass
class Watch:
    """The eye of one run; `until` is an instant of `time.monotonic`, `pace` the seconds between two dumps.

    `size` is the screen's; where the phone does not tell it, it is as far as any dump has reached.
    """

    phone: Phone
    size: tuple[int, int] | None
    until: float
    pace: float = PACE_S
    looks: list[tuple[Tree, tuple[int, ...]]] = field(default_factory=list)
    """What was seen so far, each with the numbers of its controls; `Observation.number` is a look's place here."""
    changes: int = 0
    _since: float = 0.0
    _reached: tuple[int, int] = (1, 1)
    _last: str = field(default="", repr=False)

    @property
    def tree(self) -> Tree:
        """The last one that was seen."""
        return self.looks[-1][0]

    def glance(self) -> Observation:
        """The screen as it is now. Raises DeviceUnavailable, or PageNotRecognised where the time is over."""
        tree = self._dumped()
        now = time.monotonic()
        if not self.looks or tree != self.tree:
            self.changes += bool(self.looks)
            self._since = now
        seen = observation(tree, now - self._since, self.changes, len(self.looks))
        numbers = tuple(one.path[-1] for one in seen.sight.controls)
        self.looks.append((tree, numbers))
        return seen

    def again(self) -> Observation:
        """The same once more, a little later."""
        time.sleep(self.pace)
        return self.glance()

    def settled(self, patience: float = _PATIENCE_S) -> Observation:
        """The screen once two dumps of it are the same; as it is, where it never keeps still."""
        end = time.monotonic() + patience
        seen = self.glance()
        while not seen.rest.still and time.monotonic() < end:
            seen = self.again()
        return seen

    def changed(self, before: Observation) -> bool:
        """Whether the screen is another than was seen, or becomes so within a few seconds."""
        end = time.monotonic() + _CHANGE_S
        known = self.looks[before.number][0]
        while time.monotonic() < end:
            self.again()
            if self.tree != known:
                return True
        return False

    def _sized(self, dumped: str) -> tuple[int, int]:
        if self.size is not None:
            return self.size
        now = extent(dumped)
        self._reached = max(self._reached[0], now[0]), max(self._reached[1], now[1])
        return self._reached

    def dumped(self) -> str:
        """A dump of the screen that is a tree. Raises DeviceUnavailable, PageNotRecognised."""
        self._dumped()
        return self._last

    def _dumped(self) -> Tree:
        for _ in range(_FAILS):
            if time.monotonic() >= self.until:
                why = "the app did not come to rest in the time given (--timeout)"
                raise PageNotRecognised(why, rule="app-too-slow", case="app")
            dumped = self.phone.dump()
            try:
                if dumped is not None:
                    self._last = dumped
                    return parse(dumped, self._sized(dumped))
            except NoTree:
                pass
            self.phone.check_awake()
        raise failure("screen-not-dumped", N_("the phone could not say what is on its screen"))
