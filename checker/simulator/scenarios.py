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

# What the portal says, Indonesian and English. A skin may say it in other words (`[wording]` in its skin.toml), because
# nobody knows the real ones.
WORDING: dict[str, tuple[str, str]] = {
    "wrong": ("Email atau kata sandi yang Anda masukkan salah.", "The e-mail or password you entered is incorrect."),
    "unknown-email": ("Alamat email tidak terdaftar.", "This e-mail address is not registered."),
    "locked": (
        "Akun Anda terkunci karena terlalu banyak percobaan. Silakan hubungi Care Contact Center 175.",
        "Your account has been locked after too many attempts. Please call 175.",
    ),
    "expired-title": ("Ubah Kata Sandi", "Change Password"),
    "expired": (
        "Kata sandi Anda telah kedaluwarsa. Silakan buat kata sandi baru untuk melanjutkan.",
        "Your password has expired. Please choose a new password to continue.",
    ),
    "old-password": ("Kata sandi lama", "Current password"),
    "new-password": ("Kata sandi baru", "New password"),
    "repeat-password": ("Ulangi kata sandi baru", "Repeat new password"),
    "save": ("Simpan", "Save"),
    "captcha-missing": ("Silakan centang captcha.", "Please tick the captcha."),
    "captcha-wrong": ("Kode captcha salah.", "The captcha code is wrong."),
    "not-a-robot": ("Saya bukan robot", "I'm not a robot"),
    "captcha-image": ("Masukkan kode pada gambar", "Enter the code in the picture"),
    "pin-title": ("Verifikasi PIN", "PIN Verification"),
    "pin": ("Masukkan PIN yang dikirim melalui email dan SMS", "Enter the PIN sent to you by e-mail and SMS"),
    "otp-title": ("Verifikasi OTP", "One-Time Password"),
    "otp": (
        "Masukkan kode OTP yang telah dikirim ke nomor ponsel Anda",
        "Enter the one-time password (OTP) sent to your phone",
    ),
    "code-wrong": ("Kode yang Anda masukkan salah.", "The code you entered is wrong."),
    "verify": ("Verifikasi", "Verify"),
    "announcement-title": ("Pengumuman", "Announcement"),
    "announcement": (
        "Waspada penipuan yang mengatasnamakan kami. Layanan ini tidak dipungut biaya.",
        "Beware of fraud in our name. This service is free of charge.",
    ),
    "close": ("Tutup", "Close"),
    "cookies": (
        "Situs ini menggunakan cookie untuk meningkatkan pengalaman Anda.",
        "This site uses cookies to improve your experience.",
    ),
    "cookies-accept": ("Setuju", "Accept all"),
    "cookies-refuse": ("Tolak", "Reject"),
    "greeting": ("Selamat datang di portal SIMULASI!", "Welcome to the SIMULASI portal!"),
    "survey-title": ("Survei Kepuasan Peserta", "Satisfaction Survey"),
    "survey": ("Seberapa puas Anda dengan layanan kami?", "How satisfied are you with our service?"),
    "survey-send": ("Kirim", "Submit"),
    "survey-skip": ("Lewati", "Skip"),
    "session": ("Sesi Anda telah berakhir. Silakan login kembali.", "Your session has expired. Please log in again."),
    "maintenance-title": ("Pemeliharaan Sistem", "System Maintenance"),
    "maintenance": (
        "Mohon maaf, sistem sedang dalam pemeliharaan. Silakan coba beberapa saat lagi.",
        "Sorry, the system is under maintenance. Please try again later.",
    ),
    "too-many-title": ("Terlalu Banyak Permintaan", "Too Many Requests"),
    "too-many": ("Terlalu banyak permintaan. Silakan coba lagi nanti.", "Too many requests. Please try again later."),
    "moved-title": ("Layanan Telah Pindah", "Service Has Moved"),
    "moved": (
        "Layanan cek saldo JHT telah pindah ke aplikasi JMO (Jamsostek Mobile). Silakan unduh aplikasi JMO.",
        "Checking your JHT balance has moved to the JMO (Jamsostek Mobile) app. Please download the JMO app.",
    ),
    "no-card": (
        "Kartu peserta belum terhubung dengan akun Anda. Silakan tambah kartu peserta melalui menu Profil Saya.",
        "No membership card is linked to your account yet. Please add one in My Profile.",
    ),
    "load-failed": ("Gagal memuat data. Silakan coba lagi.", "Failed to load data. Please try again."),
    "home": ("Beranda", "Home"),
    "back": ("Kembali", "Back"),
    "claim-title": ("Pengajuan Klaim JHT", "JHT Claim"),
    "claim": ("Ajukan klaim atas seluruh saldo JHT Anda.", "Claim the whole of your JHT balance."),
    "claim-send": ("Ajukan Klaim", "Submit Claim"),
    "estimate-title": ("Simulasi Saldo JHT", "JHT Balance Simulator"),
    "estimate": ("Perkiraan saldo JHT pada usia 56 tahun", "Estimated JHT balance at the age of 56"),
    "elsewhere-title": ("Layanan lain", "Another service"),
    "elsewhere": ("Halaman ini tidak diperlukan untuk melihat saldo.", "This page is of no use here."),
    "missing": ("Halaman tidak ditemukan.", "Page not found."),
}
