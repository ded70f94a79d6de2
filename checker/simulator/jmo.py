"""The simulated app: invented screens in the order that walk-throughs of the agency's app tell, for an invented person.

Nobody who wrote this has seen the app's own tree. Each scenario is one thing that may be met on the way.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from checker.simulator.screens import HEIGHT, PACKAGE, WIDTH, Column, Item, Screen, dialog

_COUNTING = 4
"""Dumps: for how long an amount counts up."""
CARDS = (
    ("12345678901", 12_345_678, "PT CONTOH JAYA", "15-10-2026"),
    ("23456789012", 4_500_000, "PT MISAL ABADI", "14-02-2019"),
    ("34567890123", 912_004, "CV UMPAMA", "20-06-2014"),
)


@dataclass(frozen=True)
class Scenario:
    """What the simulated app shows, and what goes wrong there.

    `first` is a screen that comes before the start, `notices` lie over it; `counts` says that amounts count up, `moves`
    that the start screen never keeps still, `empty` that no balance has come, `style` how the balance's page is made.
    """

    what: str
    cards: int = 1
    first: str = ""
    notices: tuple[str, ...] = ()
    counts: bool = False
    moves: bool = False
    empty: bool = False
    style: str = "pairs"
    phone: dict[str, Any] = field(default_factory=dict)


SCENARIOS = {
    "one-card": Scenario("one card, chosen already"),
    "three-cards": Scenario("three cards, chosen one after the other", 3),
    "rows": Scenario("labels and values side by side, two cards", 2, style="rows"),
    "told-only": Scenario("texts that only a screen reader is told", style="said"),
    "list": Scenario("a list of cards, each with a screen of its own", 3, style="list"),
    "radios": Scenario("cards to be ticked, and a button that asks for the one", 2, style="radios"),
    "overlay": Scenario("the list of cards lies over the page itself", 2, style="sheet"),
    "long": Scenario("a page that must be scrolled", style="long"),
    "notices": Scenario("two notices lie over the start screen", notices=("update-data", "continue")),
    "counts-up": Scenario("amounts count up, and the start screen moves", counts=True, moves=True),
    "empty": Scenario("no balance has come, and its place is empty", empty=True),
    "dump-fails": Scenario("the first three dumps fail", phone={"fails": 3}),
    "unplugged": Scenario("the cable is pulled in between", phone={"unplugs_at": 9}),
    "plugged-again": Scenario("the cable is pulled, and put back", phone={"unplugs_at": 9, "back_after": 2}),
    "asleep": Scenario("the screen is off", phone={"awake": False}),
    "locked": Scenario("the phone is locked", phone={"locked": True}),
    "unauthorised": Scenario("the phone has not allowed debugging", phone={"state": "unauthorized"}),
    "offline": Scenario("the phone is offline", phone={"state": "offline"}),
    "not-installed": Scenario("the app is not there", phone={"installed": False}),
    "refuses": Scenario("the app refuses under USB debugging", first="refuses"),
    "update": Scenario("the app demands an update", first="update"),
    "login": Scenario("the app asks for a login", first="login"),
    "pin": Scenario("the app asks for a PIN", first="pin"),
    "fingerprint": Scenario("the app asks for a finger", first="fingerprint"),
    "app-locked": Scenario("the app is locked", first="app-locked"),
    "other-app": Scenario("another app is in front", first="other-app"),
    "ends": Scenario("the login has ended, as the balance is asked for", style="ends"),
    "asked-in-between": Scenario("a notice comes as the balance is asked for", style="asked"),
    "claim": Scenario("a claim is open, and shows an amount", first="claim"),
}


@dataclass
class App:
    """The app as it is now: a stack of screens, and what lies over them."""

    scenario: Scenario
    package: str = PACKAGE
    chosen: int | None = None
    notices: list[str] = field(default_factory=list)
    stack: list[str] = field(default_factory=list)
    offset: int = 0
    ticked: int | None = None
    more: tuple[str, str] | None = None
    """A label and a value that an update of the app has brought."""
    _ticks: int = 0
    _since: int = 0

    def __post_init__(self) -> None:
        self.notices = list(self.scenario.notices)
        self.stack = [self.scenario.first or "home"]
        self.chosen = 0 if self.scenario.cards == 1 else None

    @property
    def cards(self) -> tuple[tuple[str, int, str, str], ...]:
        return CARDS[: self.scenario.cards]

    def tick(self) -> None:
        """A dump was taken: what moves has moved on."""
        self._ticks += 1

    def screen(self) -> Screen:
        """What is in front now."""
        if self.stack[-1] in ("home", "balance") and self.notices:
            return Screen(_NOTICES[self.notices[0]])
        if self.stack[-1] == "other-app":
            return Screen(_SCREENS["other-app"](self), "com.android.launcher3")
        return Screen(_SCREENS[self.stack[-1]](self))

    def tap(self, x: int, y: int) -> str:
        """Touch a point; what was touched is told."""
        found = self.screen().at(x, y)
        if found is None:
            return "nothing"
        name = found.text or found.said or " ".join(one.text for one in found.walk() if one.text)
        self._go(found.goes)
        return name

    def _go(self, where: str) -> None:
        if where == "back":
            self.back()
        elif where.startswith("card "):
            self.stack.pop()
            self.chosen, self._since = int(where[5:]), self._ticks
        elif where.startswith("open "):
            self.stack.append("balance")
            self.chosen = int(where[5:])
        elif where.startswith("tick "):
            self.ticked = int(where[5:])
        elif where == "ticked" and self.ticked is not None:
            self.stack.append("balance")
            self.chosen, self.ticked = self.ticked, None
        elif where in _SCREENS:
            if where == "balance" and self.scenario.style == "asked":
                self.notices.append("news")
            self.stack.append(where)
            self._since, self.offset = self._ticks, 0

    def back(self) -> None:
        """The phone's own way back; from the first screen it leaves the app."""
        if self.stack[-1] in ("home", "balance") and self.notices:
            self.notices.pop(0)
        elif len(self.stack) > 1:
            self.stack.pop()
            if self.scenario.style in ("list", "radios"):
                self.chosen = None
        else:
            self.stack = ["other-app"]

    def swipe(self, by: int) -> None:
        """A finger was drawn upwards by so many pixels; downwards, where that is negative."""
        self.offset = min(max(0, self.offset + by), _BELOW)

    def amount(self) -> str:
        """The balance of the chosen card, as it is shown just now."""
        if self.scenario.empty or self.chosen is None:
            return ""
        whole = self.cards[self.chosen][1]
        part = min(self._ticks - self._since, _COUNTING) if self.scenario.counts else _COUNTING
        return f"Rp {whole * part // _COUNTING:,},00".replace(",", ".").removesuffix(".00") + ",00"

    def banner(self) -> str:
        """What runs over the start screen."""
        return f"Berita {self._ticks % 7 + 1} dari 7" if self.scenario.moves else "Selamat datang"


_BELOW = 900


def _home(app: App) -> Item:
    page = Column().add("Jamsostek Mobile").add(app.banner(), high=90).add("Program Layanan")
    page.tiles(("Jaminan Hari Tua", "jht"), ("Jaminan Pensiun", ""), ("Jaminan Kecelakaan Kerja", ""))
    return page.add("Layanan Lainnya").tiles(("Klaim JHT", "claim"), ("Kartu Digital", ""), ("Bayar Iuran", "")).whole()


def _jht(_: App) -> Item:
    page = Column().add("Jaminan Hari Tua")
    return page.tiles(("Cek Saldo", "balance"), ("Tracking Klaim", ""), ("Simulasi JHT", "")).whole()


def _balance(app: App) -> Item:
    style = app.scenario.style
    if style in ("list", "radios") and app.chosen is None:
        return _listed(app)
    if style == "ends":
        return _login(app)
    page = Column().add("Saldo JHT").add("Nomor Kartu Peserta (KPJ)", high=44, gap=6)
    chosen = app.cards[app.chosen][0] if app.chosen is not None else "Pilih Nomor Kartu (KPJ)"
    if style == "list":
        page.add(chosen, gap=40)
    else:
        page.add(chosen, high=110, gap=40, goes="cards", kind="Spinner")
    if app.chosen is None:
        return page.whole()
    _, _, company, day = app.cards[app.chosen]
    put = page.row if style == "rows" else page.pair
    put("Saldo JHT", app.amount())
    if app.more is not None:
        put(*app.more)
    for label, value in (
        ("Status Kepesertaan", "Aktif" if app.chosen == 0 else "Tidak Aktif"),
        ("Segmen Peserta", "PU"),
        ("Perusahaan Tempat Bekerja", company),
        ("Pembayaran Iuran Terakhir", day),
        ("Program yang Diikuti", "JHT, JP, JKK, JKM"),
    ):
        put(label, value)
    whole = page.whole(scrolls=style == "long")
    return _as_said(whole) if style == "said" else _moved(whole, app.offset) if style == "long" else whole


def _listed(app: App) -> Item:
    """The cards below each other: to be opened, or to be ticked and asked for."""
    page = Column().add("Pilih Nomor Kartu Peserta (KPJ)")
    if app.scenario.style == "list":
        page.tiles(*((kpj, f"open {at}") for at, (kpj, *_) in enumerate(app.cards)))
        return page.whole()
    for at, (kpj, *_rest) in enumerate(app.cards):
        page.add(kpj, high=110, goes=f"tick {at}", kind="RadioButton")
    return page.add("Lihat Saldo", high=110, goes="ticked", kind="Button").whole()


def _moved(item: Item, by: int) -> Item:
    """A page that was scrolled: what has left the screen is no longer in its tree."""
    moved = (Item(**(vars(one) | {"box": _up(one.box, by)})) for one in item.holds)
    below = Item("Informasi lebih lanjut: 175", (48, HEIGHT + 500 - by, WIDTH - 48, HEIGHT + 560 - by))
    kept = tuple(one for one in (*moved, below) if 100 < one.box[1] < HEIGHT)
    return Item(**(vars(item) | {"holds": kept}))


def _up(box: tuple[int, int, int, int], by: int) -> tuple[int, int, int, int]:
    return (box[0], box[1] - by, box[2], box[3] - by)


def _as_said(item: Item) -> Item:
    """The same, as apps tell it that draw their texts themselves: to the screen reader only."""
    inside = tuple(_as_said(one) for one in item.holds)
    kind = item.kind if item.kind == "Spinner" else "View"
    return Item(**(vars(item) | {"text": "", "said": item.text, "kind": kind, "holds": inside}))


def _cards(app: App) -> Item:
    top = 500
    listed = tuple(
        Item(kpj, (160, top + at * 130, 920, top + at * 130 + 110), "CheckedTextView", goes=f"card {at}")
        for at, (kpj, *_rest) in enumerate(app.cards)
    )
    if app.scenario.style != "sheet":
        return Item("", (120, top - 40, 960, top + 130 * len(listed) + 20), "ListView", holds=listed)
    under = _balance(app)
    sheet = Item("", (0, 400, WIDTH, HEIGHT), "FrameLayout", holds=(Item("Pilih Kartu", (160, 420, 920, 480)), *listed))
    return Item("", holds=(under, sheet))


def _said(*lines: str) -> Callable[[App], Item]:
    def made(_: App) -> Item:
        page = Column()
        for line in lines:
            page.add(line)
        return page.whole()

    return made


def _login(_: App) -> Item:
    page = Column().add("Masuk ke akun Anda").add("Email", high=44)
    page.add("siti.aminah@example.test", high=110, goes="nowhere", kind="EditText")
    page.items.append(
        Item("hunter2-simulasi", (48, page.y, 1032, page.y + 110), "EditText", secret=True, goes="nowhere")
    )
    page.y += 150
    return page.add("Masuk", high=110, goes="nowhere", kind="Button").add("Lupa kata sandi?", goes="nowhere").whole()


def _claim(_: App) -> Item:
    page = Column().add("Pengajuan Klaim").pair("Rincian Saldo JHT", "Rp 12.345.678,00").pair("Sebab Klaim", "Pensiun")
    return page.add("Selanjutnya", high=110, goes="nowhere", kind="Button").whole()


_NOTICES = {
    "update-data": dialog(
        ("Update Datamu Sekarang", "Yuk, lakukan pengkinian data."), (("Nanti Saja", "back"), ("Update", "nowhere"))
    ),
    "news": dialog(("Informasi", "Saldo diperbarui setiap bulan."), (("OK", "nowhere"),)),
    "continue": dialog(("Info layanan", "Kantor cabang libur hari ini."), (("Ok, Lanjutkan", "nowhere"),)),
}
_SCREENS: dict[str, Callable[[App], Item]] = {
    "home": _home,
    "jht": _jht,
    "balance": _balance,
    "cards": _cards,
    "claim": _claim,
    "login": _login,
    "refuses": _said("Perhatian", "USB debugging terdeteksi. Matikan opsi pengembang untuk melanjutkan."),
    "update": lambda _: dialog(("Versi terbaru telah tersedia.", "Silakan update aplikasi."), (("Update", "nowhere"),)),
    "pin": _said("Masukkan 6 digit PIN Anda", "Lupa PIN?"),
    "fingerprint": _said("Masuk dengan sidik jari", "Tempelkan jari Anda"),
    "app-locked": _said("Aplikasi terkunci"),
    "other-app": _said("Galeri", "Kamera"),
}
