"""What the simulated portal tells about an invented person, and what goes wrong on the way.

A scenario is independent of a skin: the same trouble is met in every look that a portal may have.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from checker.model import Card

EMAIL = "siti.aminah@example.test"
PASSWORD = "rahasia-simulasi-1"
PERSON = "Siti Aminah (contoh)"
# What a person at the keyboard types where a code is asked for; no program may know it.
PIN = "246810"
CAPTCHA_CODE = "7H3KQ"
AS_OF = date(2026, 10, 31)

Notice = Literal["inline", "dialog", "alert", "toast", "401"]
Instead = Literal[
    "maintenance-200", "maintenance-503", "firewall", "too-many", "moved-root", "moved-notice", "hang", "reset", "loop"
]
Interlude = Literal["otp", "survey", "expired", "unknown", "moved"]


@dataclass(frozen=True, slots=True)
class Scenario:
    """One story: the cards that are shown, what goes wrong, and how a check must end.

    `expect` is a failure's code, or None where the balances of `cards` must come out. `total` is their sum, whether or
    not the portal prints it (`shows_total`). What a page says besides card number and balance depends on the skin.
    """

    name: str
    cards: tuple[Card, ...]
    expect: str | None = None
    shows_total: bool = False
    refusal: Literal["wrong", "unknown-email", "locked"] | None = None
    notice: Notice = "inline"
    captcha: Literal["checkbox", "image"] | None = None
    interlude: Interlude | None = None
    gate: Literal["pin", "session"] | None = None
    greeting: Literal["announcement", "cookies", "alert"] | None = None
    instead: Instead | None = None
    foreign_form: bool = False
    amounts: Literal["shown", "no-card", "load-failed", "dash", "nan"] = "shown"
    delay: float = 0.0

    @property
    def total(self) -> Decimal:
        """The sum over all cards."""
        return sum((card.balance for card in self.cards), Decimal(0))


def _card(kpj: str, balance: int, company: str, npp: str, segment: str = "PU", membership: str = "Aktif") -> Card:
    return Card(Decimal(balance), kpj, company, npp, segment, membership, AS_OF)


ONE = (_card("12345678901", 12_345_678, "PT Contoh Maju", "JJ000001"),)
SEVERAL = (
    *ONE,
    _card("23456789012", 4_321_000, "CV Umpama Jaya", "JJ000002", membership="Tidak Aktif"),
    _card("3456789012A", 875_250, "Koperasi Misal", "JJ000003", membership="Tidak Aktif"),
)
ZERO = (_card("12345678901", 0, "PT Contoh Maju", "JJ000001", membership="Tidak Aktif"),)

SCENARIOS: dict[str, Scenario] = {
    scenario.name: scenario
    for scenario in (
        Scenario("one-card", ONE),
        Scenario("several-cards", SEVERAL),
        Scenario("several-cards-total", SEVERAL, shows_total=True),
        Scenario("true-zero", ZERO),
        Scenario("wrong-password-inline", ONE, "credentials-rejected", refusal="wrong"),
        Scenario("wrong-password-dialog", ONE, "credentials-rejected", refusal="wrong", notice="dialog"),
        Scenario("wrong-password-alert", ONE, "credentials-rejected", refusal="wrong", notice="alert"),
        Scenario("wrong-password-toast", ONE, "credentials-rejected", refusal="wrong", notice="toast"),
        Scenario("wrong-password-401", ONE, "credentials-rejected", refusal="wrong", notice="401"),
        Scenario("unknown-email", ONE, "credentials-rejected", refusal="unknown-email"),
        Scenario("locked", ONE, "account-locked", refusal="locked"),
        Scenario("password-expired", ONE, "password-expired", interlude="expired"),
        Scenario("captcha-checkbox", ONE, "needs-human", captcha="checkbox"),
        Scenario("captcha-image", ONE, "needs-human", captcha="image"),
        Scenario("pin-after-menu", ONE, "needs-human", gate="pin"),
        Scenario("otp-after-login", ONE, "needs-human", interlude="otp"),
        Scenario("announcement", ONE, greeting="announcement"),
        Scenario("cookie-banner", ONE, greeting="cookies"),
        Scenario("alert-greeting", ONE, greeting="alert"),
        Scenario("survey", ONE, interlude="survey"),
        # The login form is sent at most once a run, so a second one is a person's business.
        Scenario("session-dies", ONE, "needs-human", gate="session"),
        Scenario("maintenance-200", ONE, "portal-unavailable", instead="maintenance-200"),
        Scenario("maintenance-503", ONE, "portal-unavailable", instead="maintenance-503"),
        Scenario("firewall", ONE, "portal-blocked", instead="firewall"),
        Scenario("too-many", ONE, "portal-blocked", instead="too-many"),
        Scenario("moved-jmo", ONE, "portal-moved", instead="moved-root"),
        Scenario("moved-notice", ONE, "portal-moved", instead="moved-notice"),
        Scenario("moved-after-login", ONE, "portal-moved", interlude="moved"),
        Scenario("foreign-form", ONE, "portal-moved", foreign_form=True),
        Scenario("no-card", (), "balance-not-shown", amounts="no-card"),
        Scenario("load-failed", ONE, "balance-not-shown", amounts="load-failed"),
        Scenario("dash", ONE, "balance-not-shown", amounts="dash"),
        Scenario("nan", ONE, "balance-not-shown", amounts="nan"),
        Scenario("unknown-page", ONE, "page-not-recognised", interlude="unknown"),
        Scenario("slow", ONE, delay=4.0),
        Scenario("never-answers", ONE, "portal-unreachable", instead="hang"),
        Scenario("reset", ONE, "portal-unreachable", instead="reset"),
        Scenario("redirect-loop", ONE, "portal-unreachable", instead="loop"),
    )
}
