"""What every use case rests on: the settings, the selectors file, and where the portal is."""

from typing import NamedTuple

from checker import settings
from checker.browser import guard
from checker.portal import selectors
from checker.portal.selectors import Loaded


class Ground(NamedTuple):
    """The settings and the selectors file that are in force."""

    chosen: settings.Settings
    loaded: Loaded

    def portal(self) -> tuple[str, frozenset[str]]:
        """The address to start at, and the origins on which credentials may be typed. Raises ConfigInvalid."""
        where = f"{settings.PORTAL_URL} in {self.chosen.portal_where}"
        return guard.start_and_origins(self.chosen.portal_url, self.loaded.selectors.portal, where)


def ground(keep_credentials: bool = False, chosen: settings.Settings | None = None) -> Ground:
    """Read the settings, unless they are given, and the selectors file; unless told, take the credentials out of the
    environment.

    Raises ConfigInvalid.
    """
    chosen = chosen or settings.load()
    loaded = selectors.load(chosen.folders.config)
    if not keep_credentials:
        settings.scrub_environment()
    return Ground(chosen, loaded)
