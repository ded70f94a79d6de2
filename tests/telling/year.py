"""A year of daily checks as a story: what happens at the portal, to the network and to the person, day by day."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

FIRST, LAST = date(2027, 1, 1), date(2027, 12, 31)
CARD, SECOND = "12345678901", "3456789012A"
OLD, NEW = "rahasia-simulasi-1", "rahasia-simulasi-2"
CONTRIBUTION = 412_300


@dataclass
class World:
    """The portal and all around it. A check is made each morning, after what the day brings."""

    cards: dict[str, int] = field(default_factory=lambda: {CARD: 12_345_678})
    as_of: date = date(2026, 12, 31)
    captcha: bool = False
    instead: str | None = None
    remark: str = ""
    """What stands beside the balance; a page that a person has confirmed has that one."""
    confirmed: str = ""
    session: bool = False
    password: str = OLD
    """The portal's; the person's stands in their `.env`."""
    known: str = OLD
    service: bool = True
    """Whether messages get through to the person."""

    def outcome(self) -> str:
        """What a check comes to: ``ok``, or a failure's code and, where there is one, its rule."""
        if self.instead is not None:
            return "portal-unavailable" if self.instead.startswith("maintenance") else "portal-unreachable"
        if not self.session and self.captcha:
            return "needs-human"
        if not self.session and self.known != self.password:
            return "credentials-rejected"
        self.session = True
        return "ok" if self.remark == self.confirmed else "balance-uncertain/layout-changed"


Change = Callable[[World], None]


def _set(**values: object) -> Change:
    def change(world: World) -> None:
        for name, value in values.items():
            setattr(world, name, value)

    return change


def _card(kpj: str, by: int) -> Change:
    def change(world: World) -> None:
        world.cards = {**world.cards, kpj: world.cards.get(kpj, 0) + by}

    return change


def _pays(day: date) -> Change:
    def change(world: World) -> None:
        _card(CARD, CONTRIBUTION)(world)
        world.as_of = day.replace(day=1) - timedelta(days=1)

    return change


_UP, _DEAD = _set(instead=None), _set(session=False)
_DOWN, _AWAY = _set(instead="maintenance-503"), _set(instead="reset")
_MORNINGS: dict[tuple[int, int], tuple[Change, ...]] = {
    # The session dies now and then, and the program logs in again: nobody need know.
    (1, 10): (_DEAD,),
    (2, 14): (_DEAD,),
    # The portal begins to ask for a captcha, which nobody meets before the session dies.
    (3, 8): (_set(captcha=True),),
    (3, 10): (_DEAD,),
    # A day of maintenance, and some days of it.
    (5, 5): (_DOWN,),
    (5, 6): (_UP,),
    (6, 15): (_DOWN,),
    (6, 19): (_UP,),
    # Two days without the network, and one on which no message gets through.
    (7, 2): (_AWAY,),
    (7, 4): (_UP,),
    (7, 20): (_set(service=False),),
    (7, 21): (_set(service=True),),
    # The page around the balance changes.
    (8, 10): (_set(remark="Berlaku sampai akhir bulan"),),
    # A claim of a part, a new employer.
    (9, 14): (_card(CARD, -3_000_000),),
    (10, 5): (_card(SECOND, 850_000),),
    # The captcha goes, and the person has changed the password at the portal only.
    (11, 1): (_set(captcha=False),),
    (11, 9): (_DEAD, _set(password=NEW)),
    (12, 24): (_DOWN,),
    (12, 26): (_UP,),
}

LOGS_IN, CONFIRMS, MENDS = "logs in", "confirms", "mends the password"
EVENINGS = {date(2027, 3, 12): LOGS_IN, date(2027, 8, 11): CONFIRMS, date(2027, 11, 10): MENDS}
"""What the person does in the evening, having been told."""
_DOES: dict[str, Change] = {
    LOGS_IN: _set(session=True),
    CONFIRMS: lambda world: setattr(world, "confirmed", world.remark),
    MENDS: _set(known=NEW),
}

MESSAGES = [
    (date(2027, 1, 20), "Saldo JHT naik (per 31 Des 2026)"),
    (date(2027, 2, 20), "Saldo JHT naik (per 31 Jan 2027)"),
    (date(2027, 3, 10), "Cek saldo JHT: Anda diperlukan"),
    (date(2027, 3, 13), "Cek saldo JHT: berjalan lagi"),
    (date(2027, 3, 20), "Saldo JHT naik (per 28 Feb 2027)"),
    (date(2027, 4, 20), "Saldo JHT naik (per 31 Mar 2027)"),
    (date(2027, 5, 20), "Saldo JHT naik (per 30 Apr 2027)"),
    (date(2027, 6, 17), "Cek saldo JHT: gagal 3 kali berturut-turut"),
    (date(2027, 6, 19), "Cek saldo JHT: berjalan lagi"),
    (date(2027, 6, 20), "Saldo JHT naik (per 31 Mei 2027)"),
    (date(2027, 7, 21), "Saldo JHT naik (per 30 Jun 2027)"),
    (date(2027, 8, 10), "Cek saldo JHT: Anda diperlukan"),
    (date(2027, 8, 12), "Cek saldo JHT: berjalan lagi"),
    (date(2027, 8, 20), "Saldo JHT naik (per 31 Jul 2027)"),
    (date(2027, 9, 14), "Saldo JHT turun (per 31 Jul 2027)"),
    (date(2027, 9, 20), "Saldo JHT naik (per 31 Agu 2027)"),
    (date(2027, 10, 5), "Saldo JHT naik (per 31 Agu 2027)"),
    (date(2027, 10, 20), "Saldo JHT naik (per 30 Sep 2027)"),
    (date(2027, 11, 9), "Cek saldo JHT: Anda diperlukan"),
    (date(2027, 11, 11), "Cek saldo JHT: berjalan lagi"),
    (date(2027, 11, 20), "Saldo JHT naik (per 31 Okt 2027)"),
    (date(2027, 12, 20), "Saldo JHT naik (per 30 Nov 2027)"),
]
"""All that the person hears in the year, and would want to."""


def days(first: date = FIRST, last: date = LAST) -> Iterator[tuple[date, World]]:
    """The days from `first` to `last`, each as the morning finds it; what the person does is done when the day is over.

    What came before `first` has happened, but for what the person was told of.
    """
    world, day = World(), FIRST
    while day <= last:
        for change in _MORNINGS.get((day.month, day.day), ()):
            change(world)
        if day.day == 20:
            _pays(day)(world)
        if day >= first:
            yield day, world
        else:
            world.outcome()
        if day in EVENINGS:
            _DOES[EVENINGS[day]](world)
        day += timedelta(days=1)
