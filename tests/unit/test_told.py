"""Which failure a text tells of, and that an announcement tells of none."""

import pytest

from checker.portal.selectors import load

TOLD = {
    "portal-unavailable": (
        "Saat ini sedang dilakukan peningkatan kapasitas sistem mulai pukul 22.00 s.d. 04.00 WIB.",
        "Layanan dapat digunakan kembali pukul 04.00 WIB.",
        "Sedang dilakukan migrasi data. Layanan dihentikan sementara.",
        "Wah, sistem lagi padat nih. Yuk coba beberapa menit lagi ya!",
        "Sistem kami sedang ramai. Mohon menunggu beberapa saat.",
        "Portal sedang dalam pemeliharaan. Silakan gunakan aplikasi JMO.",
    ),
    "portal-blocked": (
        *("Anda terlalu banyak melakukan permintaan.", "Permintaan terlalu sering, tunggu 60 detik"),
        "Terlalu banyak percobaan masuk dari jaringan Anda. Silakan coba kembali dalam 14:58 menit.",
        "Terlalu banyak percobaan. Silakan coba lagi dalam 15 menit.",
        "Too many login attempts. Please try again in 58 seconds.",
    ),
    "portal-moved": (
        "Terhitung 1 Maret 2026 layanan pada laman ini dialihkan sepenuhnya ke aplikasi JMO (Jamsostek Mobile).",
        "Silakan gunakan aplikasi JMO. Login melalui web sudah tidak tersedia.",
    ),
    "account-locked": (
        "Akun Anda kami nonaktifkan karena 5x salah sandi. Silakan reset melalui Lupa Kata Sandi.",
        "Akun Anda dikunci karena terlalu banyak percobaan. Coba lagi dalam 30 menit.",
        "Terlalu banyak percobaan login.",
    ),
    "credentials-rejected": (
        "Hmm, data yang kamu masukkan nggak cocok. Coba cek lagi ya.",
        "Sandinya gak cocok",
        "Sandi salah. Akun akan terkunci apabila salah 3 kali.",
    ),
}
ANNOUNCED = (
    "Pemeliharaan sistem dijadwalkan Minggu, 29 November 2026 pukul 00.00-04.00 WIB.",
    "Layanan akan dihentikan sementara pada Minggu, 29 November 2026, dan dapat digunakan kembali pukul 04.00 WIB.",
    "Layanan cek saldo kini juga tersedia di aplikasi JMO. Unduh sekarang.",
    "Silakan gunakan aplikasi JMO untuk kemudahan layanan.",
    "Akun Anda akan kami nonaktifkan bila tidak digunakan selama setahun.",
    "Demi keamanan, ubah kata sandi Anda secara berkala.",
    "Jangan berikan kode OTP, PIN dan kata sandi kepada siapa pun, termasuk petugas kami.",
    "Layanan tatap muka dapat dipesan melalui web atau aplikasi.",
)
CODES = (
    "Kami mengirim 6 angka ke WhatsApp +62 812-****-4471.",
    "Ketik PIN 6 digit Anda untuk melihat saldo.",
    "Masukkan 6 angka yang kami kirim.",
)
CODES_ALONE = (
    "Kode OTP",
    "Pilih metode pengiriman kode verifikasi",
    "Buat 6 digit PIN untuk keamanan transaksi Anda",
    "Posisikan wajah Anda di dalam bingkai dan kedipkan mata.",
    "Ambil Swafoto",
)


@pytest.mark.parametrize(("code", "text"), [(code, one) for code, texts in TOLD.items() for one in texts])
def test_a_text_tells_of_its_failure(code: str, text: str) -> None:
    assert load().selectors.failure_said(text) == code


@pytest.mark.parametrize("text", ANNOUNCED)
def test_an_announcement_is_no_failure(text: str) -> None:
    screens = load().selectors.screens
    assert load().selectors.failure_said(text) is None
    assert not any(one.says(text, alone=True) for one in (screens.captcha, screens.code, screens.consent))


@pytest.mark.parametrize("text", [*CODES, *CODES_ALONE])
def test_a_code_is_asked_for(text: str) -> None:
    code = load().selectors.screens.code
    assert code.says(text, alone=True)
    assert code.says(text) == (text in CODES)


def test_a_time_to_wait_is_told() -> None:
    wait = load().selectors.remarks.wait_told
    assert wait("Akun Anda diblokir sementara selama 30 menit karena terlalu banyak percobaan.") == "30 minutes"
    assert wait("Too many attempts. Try again in 2 hours.") == "2 hours"
    assert wait("Silakan coba kembali dalam 14:58 menit.") == "15 minutes"
    assert wait("Try again in 58 seconds.") == "58 seconds"
    assert wait("Coba lagi pukul 14:58 WIB.") is None
    assert wait("Akun dikunci karena 5x salah sandi.") is None


def test_new_personal_data_is_asked_for_by_a_heading_alone() -> None:
    consent = load().selectors.screens.consent
    assert consent.says("Beranda\nLengkapi Data Anda\nSimpan", alone=True)
    assert not consent.says("Lengkapi Data Anda")
    assert not consent.says("Lengkapi data Anda di kantor cabang terdekat.", alone=True)
