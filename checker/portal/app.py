"""What the agency's app looks like on a phone: `jmo.toml`, laid over the portal's own file. It says what is never
pressed there, and what the app may want of a person first.
"""

from pathlib import Path

import msgspec

from checker.portal.entries import Told
from checker.portal.selectors import Loaded, Selectors, load

NAME = "jmo.toml"


class BalanceScreen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """By what a picture is known to be one of the app's balance screen, and what the balance there is `named`."""

    named: str
    title: Told
    labels: Told


class App(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table `app`: the Android package, what is `denied`, what tells of a `claim`, by what the `balance` screen is
    known, and the `screens` on which something is wanted first, each called as the rule that it ends a run by.
    """

    package: str
    denied: Told
    claim: Told
    balance: BalanceScreen
    screens: dict[str, Told]

    @property
    def origin(self) -> str:
        """The address of the app, as Android writes it."""
        return f"android-app://{self.package}"


class AppSelectors(Selectors, frozen=True, forbid_unknown_fields=True, dict=True, kw_only=True):
    """The portal's file with that of the app over it."""

    app: App


def loaded(config: Path | None = None) -> tuple[Loaded, AppSelectors]:
    """The selectors of the app, with the person's own `selectors/jmo.toml` over them. Raises ConfigInvalid."""
    found = load(config, shape=AppSelectors, over=NAME)
    assert isinstance(found.selectors, AppSelectors)
    return found, found.selectors
