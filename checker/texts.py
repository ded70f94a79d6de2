"""What the program says to a person, in English and Indonesian. JSON, CSV and codes never change with it."""

import os

TEXTS: dict[str, tuple[str, str]] = {
    # Failures: what happened, and what to do about it. One pair for each code of `checker.failures`.
    "failure.internal-error.message": (
        "The program has a defect and stopped.",
        "Program ini mengalami cacat dan berhenti.",
    ),
    "failure.internal-error.hint": (
        "Nothing was changed at the portal. Please report the lines above; they hold no personal data.",
        "Tidak ada yang diubah di portal. Mohon laporkan baris di atas; isinya tanpa data pribadi.",
    ),
    "failure.needs-human.message": (
        "The portal asks for something only a person may do (captcha, PIN, OTP or consent).",
        "Portal meminta sesuatu yang hanya boleh dilakukan orang (captcha, PIN, OTP, atau persetujuan).",
    ),
    "failure.needs-human.hint": (
        "Run `saldo-jht login` and answer it in the window; without a display, `saldo-jht login --remote`.",
        "Jalankan `saldo-jht login` lalu jawab di jendelanya; tanpa layar, `saldo-jht login --remote`.",
    ),
    "failure.needs-human.hint.other-device": (
        "Log out on the other device or browser, or wait until its session has ended; then check again.",
        "Keluar dari perangkat atau browser lain itu, atau tunggu sampai sesinya berakhir; lalu periksa lagi.",
    ),
    "failure.needs-human.hint.change-stopped": (
        "The portal's page wanted to send something that may change data, or ask for money. Nothing of it was sent. "
        "Look at the portal yourself with an ordinary browser before you check again.",
        "Halaman portal hendak mengirim sesuatu yang dapat mengubah data atau meminta dana. Tidak ada yang dikirim. "
        "Lihat sendiri portal dengan browser biasa sebelum memeriksa lagi.",
    ),
    "failure.credentials-rejected.message": (
        "The portal refused the e-mail address or the password.",
        "Portal menolak alamat email atau kata sandi.",
    ),
    "failure.credentials-rejected.hint": (
        "Log in once with an ordinary browser to see which is right, then correct the setting. "
        "Do not just try again: too many wrong tries may lock the account.",
        "Coba masuk sekali dengan browser biasa untuk tahu mana yang benar, lalu perbaiki pengaturannya. "
        "Jangan sekadar mencoba lagi: terlalu banyak percobaan salah dapat mengunci akun.",
    ),
    "failure.account-locked.message": (
        "The portal says that this account is locked.",
        "Portal menyatakan akun ini terkunci.",
    ),
    "failure.account-locked.hint": (
        "Do not try again. Unlock it at the portal (forgotten password) or by calling 175; then say so with "
        "`saldo-jht account unlock NAME` (`account list` shows the names).",
        "Jangan mencoba lagi. Buka kuncinya di portal (lupa kata sandi) atau hubungi 175; lalu nyatakan dengan "
        "`saldo-jht account unlock NAMA` (`account list` menampilkan namanya).",
    ),
    "failure.account-locked.hint.wait": (
        "Do not try again before that time is over. Then see with an ordinary browser that the account is open, and "
        "say so with `saldo-jht account unlock NAME` (`account list` shows the names).",
        "Jangan mencoba lagi sebelum waktu itu lewat. Setelahnya, pastikan dengan browser biasa bahwa akun terbuka, "
        "lalu nyatakan dengan `saldo-jht account unlock NAMA` (`account list` menampilkan namanya).",
    ),
    "failure.password-expired.message": (
        "The portal demands a new password.",
        "Portal meminta kata sandi baru.",
    ),
    "failure.password-expired.hint": (
        "Change the password at the portal with an ordinary browser, then set the new one here.",
        "Ganti kata sandi di portal dengan browser biasa, lalu atur kata sandi yang baru di sini.",
    ),
    "failure.credentials-missing.message": (
        "There is no such account, or no e-mail address and password for it.",
        "Akun itu tidak ada, atau alamat email dan kata sandinya belum diatur.",
    ),
    "failure.credentials-missing.hint": (
        "Set SALDO_JHT_EMAIL and SALDO_JHT_PASSWORD in a .env file (see .env.example), or run it on a terminal, or, "
        "where there is a keyring, `saldo-jht account add NAME`.",
        "Atur SALDO_JHT_EMAIL dan SALDO_JHT_PASSWORD dalam berkas .env (lihat .env.example), atau jalankan di "
        "terminal, atau, bila ada keyring, `saldo-jht account add NAMA`.",
    ),
    "failure.config-invalid.message": (
        "A setting or the selectors file is wrong.",
        "Ada pengaturan atau berkas selectors yang salah.",
    ),
    "failure.config-invalid.hint": (
        "Correct what is named, then run `saldo-jht doctor`.",
        "Perbaiki yang disebutkan, lalu jalankan `saldo-jht doctor`.",
    ),
    "failure.portal-unreachable.message": (
        "The portal could not be reached.",
        "Portal tidak dapat dihubungi.",
    ),
    "failure.portal-unreachable.hint": (
        "Check the internet connection and `saldo-jht doctor`, then try again later.",
        "Periksa sambungan internet dan `saldo-jht doctor`, lalu coba lagi nanti.",
    ),
    "failure.portal-unavailable.message": (
        "The portal is out of service (maintenance or an error of its own).",
        "Portal sedang tidak melayani (pemeliharaan atau gangguan pada portal).",
    ),
    "failure.portal-unavailable.hint": (
        "Nothing is wrong here; try again in some hours.",
        "Tidak ada yang salah di sini; coba lagi beberapa jam lagi.",
    ),
    "failure.portal-blocked.message": (
        "The portal refused this visit (firewall page, 403 or too many requests).",
        "Portal menolak kunjungan ini (halaman firewall, 403, atau terlalu banyak permintaan).",
    ),
    "failure.portal-blocked.hint": (
        "Wait, and look whether an ordinary browser gets in from the same network. The program goes around no block.",
        "Tunggu, dan lihat apakah browser biasa dapat masuk dari jaringan yang sama. "
        "Program ini tidak mengakali pemblokiran.",
    ),
    "failure.portal-moved.message": (
        "The portal sends its visitors elsewhere, or says that the service has moved.",
        "Portal mengalihkan pengunjung ke tempat lain, atau menyatakan layanannya telah pindah.",
    ),
    "failure.portal-moved.hint": (
        "Nothing was typed there. Look at the portal with an ordinary browser; the JMO app is the other channel.",
        "Tidak ada yang diketikkan di sana. Lihat portal dengan browser biasa; saluran lainnya adalah aplikasi JMO.",
    ),
    "failure.page-not-recognised.message": (
        "The portal shows a page that the program does not know.",
        "Portal menampilkan halaman yang tidak dikenal program ini.",
    ),
    "failure.page-not-recognised.hint": (
        "Look at the evidence. A changed page can be taught in a selectors file of your own (selectors/README.md).",
        "Lihat buktinya. Halaman yang berubah dapat diajarkan lewat berkas selectors sendiri (selectors/README.md).",
    ),
    "failure.balance-not-shown.message": (
        "The page is there, but it shows no balance. That is not a balance of zero.",
        "Halamannya ada, tetapi saldo tidak ditampilkan. Itu bukan berarti saldonya nol.",
    ),
    "failure.balance-not-shown.hint": (
        "Look at the portal with an ordinary browser: a card may not be linked to the account, or the data is late.",
        "Lihat portal dengan browser biasa: mungkin kartu belum ditautkan ke akun, atau datanya terlambat.",
    ),
    "failure.balance-not-shown.hint.try-later": (
        "Try again later. If it stays so, look at the portal with an ordinary browser.",
        "Coba lagi nanti. Jika tetap begitu, lihat portal dengan browser biasa.",
    ),
    "failure.balance-uncertain.message": (
        "A balance is shown, but it could not be read beyond doubt, so none is given.",
        "Saldo ditampilkan, tetapi tidak terbaca tanpa keraguan, jadi tidak disebutkan.",
    ),
    "failure.balance-uncertain.hint": (
        "Read it at the portal yourself, and please report the page (the evidence is masked, but look first).",
        "Bacalah sendiri di portal, dan mohon laporkan halamannya (buktinya sudah disamarkan, tetapi periksa dulu).",
    ),
    "failure.balance-uncertain.hint.try-later": (
        "Try again later. If it stays so, read the balance at the portal yourself.",
        "Coba lagi nanti. Jika tetap begitu, bacalah saldonya sendiri di portal.",
    ),
    "failure.browser-failed.message": (
        "The browser is missing, did not start or crashed.",
        "Browser tidak ada, tidak mau mulai, atau mogok.",
    ),
    "failure.browser-failed.hint": (
        "Run `saldo-jht browser install`, then `saldo-jht doctor`.",
        "Jalankan `saldo-jht browser install`, lalu `saldo-jht doctor`.",
    ),
    "failure.storage-failed.message": (
        "Something could not be read or kept on disk.",
        "Ada yang tidak dapat dibaca atau disimpan di disk.",
    ),
    "failure.storage-failed.hint": (
        "Look at free space and at the rights of the folder; `saldo-jht doctor` names it.",
        "Periksa ruang kosong dan hak akses foldernya; `saldo-jht doctor` menyebutkannya.",
    ),
    "failure.busy.message": (
        "Another check of this account is running.",
        "Pemeriksaan lain untuk akun ini sedang berjalan.",
    ),
    "failure.busy.hint": (
        "Wait until it has ended.",
        "Tunggu sampai selesai.",
    ),
    "failure.too-soon.message": (
        "It is too soon for another try; waiting protects the account.",
        "Belum waktunya mencoba lagi; menunggu melindungi akun.",
    ),
    "failure.too-soon.hint": (
        "Try again after the time given.",
        "Coba lagi setelah waktu yang disebutkan.",
    ),
    "failure.detail": ("Detail: {detail}", "Rincian: {detail}"),
    "failure.hint": ("What to do: {hint}", "Yang perlu dilakukan: {hint}"),
    "failure.evidence": ("Evidence: {path}", "Bukti: {path}"),
    "failure.try-after": ("Not before: {when}", "Tidak sebelum: {when}"),
    "failure.interrupted": ("Interrupted; nothing is left running.", "Dihentikan; tidak ada yang tertinggal."),
    "failure.warning": ("Warning: {detail}", "Peringatan: {detail}"),
    # Prompts.
    "prompt.email": ("E-mail address at the portal: ", "Alamat email di portal: "),
    "prompt.password": ("Password (not shown): ", "Kata sandi (tidak ditampilkan): "),
    # The command line's own help.
    "help.main": (
        "Check the balance of your own JHT savings at BPJS Ketenagakerjaan.",
        "Memeriksa saldo JHT milik sendiri di BPJS Ketenagakerjaan.",
    ),
    "help.examples": ("Examples", "Contoh"),
    "help.examples.lines": (
        "saldo-jht check                      # asks for what is not in .env\n"
        "saldo-jht check --json --unattended  # for a program; never asks\n"
        "saldo-jht login                      # a person answers the captcha, once\n"
        "saldo-jht history --changes          # what has changed since when\n"
        "saldo-jht chart -o saldo.html        # a picture of it\n"
        "saldo-jht demo                       # a simulated portal, nobody's data\n"
        "saldo-jht doctor                     # is everything in place?",
        "saldo-jht check                      # menanyakan yang tidak ada di .env\n"
        "saldo-jht check --json --unattended  # untuk program; tidak pernah bertanya\n"
        "saldo-jht login                      # orang menjawab captcha, sekali saja\n"
        "saldo-jht history --changes          # apa yang berubah sejak kapan\n"
        "saldo-jht chart -o saldo.html        # gambarnya\n"
        "saldo-jht demo                       # portal simulasi, bukan data siapa pun\n"
        "saldo-jht doctor                     # apakah semuanya siap?",
    ),
    "help.commands": ("Commands", "Perintah"),
    "help.more": (
        "Exit statuses and settings: see README.md and .env.example.",
        "Status keluar dan pengaturan: lihat README.md dan .env.example.",
    ),
    "help.check": ("Log in, read the balance, print it.", "Masuk, baca saldo, tampilkan."),
    "help.doctor": ("Look whether everything is in place.", "Periksa apakah semuanya siap."),
    "help.browser": ("Find or install the browser.", "Cari atau pasang browser."),
    "help.demo": ("A check against a simulated portal.", "Pemeriksaan pada portal simulasi."),
    "help.browser.find": ("Print which browser is used.", "Tampilkan browser yang dipakai."),
    "help.browser.install": ("See to it that a browser is there.", "Pastikan ada browser."),
    # record
    "help.record": (
        "Record the portal's pages, without anything personal.",
        "Rekam halaman portal tanpa data pribadi.",
    ),
    "help.record.long": (
        "Record each screen of a login and a check as a fixture that can be shared.\n\nA window opens. Log in and "
        "go to "
        "your balance there, then press Enter here. Every name, number, address and amount is replaced before "
        "anything "
        "is written; what the program is unsure of it shows you.\n\n\b\nExamples:\n  saldo-jht record\n"
        "  saldo-jht record -o my-recording --review\n  saldo-jht record --auto    # the program logs in, as in a "
        "check\n"
        "  saldo-jht record verify my-recording",
        "Rekam setiap layar login dan pemeriksaan sebagai fixture yang boleh dibagikan.\n\nSebuah jendela "
        "terbuka. Masuk "
        "dan buka saldo Anda di sana, lalu tekan Enter di sini. Setiap nama, nomor, alamat, dan jumlah diganti "
        "sebelum "
        "ada yang ditulis; yang meragukan ditanyakan kepada Anda.\n\n\b\nContoh:\n  saldo-jht record\n"
        "  saldo-jht record -o my-recording --review\n  saldo-jht record --auto    # program yang masuk, seperti "
        "check\n"
        "  saldo-jht record verify my-recording",
    ),
    "help.record.output": ("Where the fixtures go.", "Tempat fixture ditulis."),
    "help.record.name": ("What the fixtures' names begin with.", "Awal nama fixture."),
    "help.record.auto": (
        "Log in with your settings and check, as `check` does.",
        "Masuk dengan pengaturan Anda dan periksa, seperti `check`.",
    ),
    "help.record.headed": ("With --auto: show the browser.", "Dengan --auto: tampilkan browser."),
    "help.record.review": ("Show the result in the window at the end.", "Tampilkan hasilnya di jendela pada akhirnya."),
    "help.record.timeout": ("Seconds for login and check.", "Batas waktu masuk dan periksa, dalam detik."),
    "help.record.verify": ("Look whether a fixture may be shared.", "Periksa apakah fixture boleh dibagikan."),
    "help.record.verify.long": (
        "Look for anything personal that is left in fixtures; refuse them if there is.\n\n\b\nExamples:\n"
        "  saldo-jht record verify my-recording\n  saldo-jht record verify tests/fixtures --json",
        "Cari data pribadi yang tersisa dalam fixture; tolak bila ada.\n\n\b\nContoh:\n"
        "  saldo-jht record verify my-recording\n  saldo-jht record verify tests/fixtures --json",
    ),
    "record.begin": (
        "A window opens. Log in there, go to your balance, look at it, then press Enter here (or close the window).\n"
        "What you type is not read; nothing is written before everything personal is replaced.",
        "Sebuah jendela terbuka. Masuk di sana, buka saldo Anda, lihat, lalu tekan Enter di sini (atau tutup "
        "jendelanya).\n"
        "Yang Anda ketik tidak dibaca; tidak ada yang ditulis sebelum semua data pribadi diganti.",
    ),
    "record.ask": (
        "These words are not known to the program. Is one of them yours or about you? Only answer y where the "
        "text is "
        "the same for everybody; anything else replaces it.",
        "Kata-kata berikut tidak dikenal program. Apakah ada yang milik Anda atau tentang Anda? Jawab y hanya "
        "bila teksnya "
        "sama untuk semua orang; jawaban lain akan menggantinya.",
    ),
    "record.keep": ("Keep {text}? [y/N] ", "Biarkan {text}? [y/N] "),
    "record.written": ("written: {folder}", "ditulis: {folder}"),
    "record.refused": ("not written ({screen}): {reason}", "tidak ditulis ({screen}): {reason}"),
    "record.clean": (
        "Nothing personal was found in {count} fixtures. It is a program that says so: look once yourself.",
        "Tidak ditemukan data pribadi dalam {count} fixture. Ini kata sebuah program: lihat sekali lagi sendiri.",
    ),
    "record.none": ("There is no fixture in {folder}.", "Tidak ada rekaman di {folder}."),
    "record.left": ("{count} findings; do not share this.", "{count} temuan; jangan dibagikan."),
    "record.file": ("file", "berkas"),
    "record.line": ("line", "baris"),
    "record.rule": ("rule", "aturan"),
    "record.shown": ("found", "temuan"),
    "step.anonymise": ("Replacing everything personal ...", "Mengganti semua data pribadi ..."),
    "step.review": (
        "The result is in the window. Press Enter here when you have seen it.",
        "Hasilnya ada di jendela. Tekan Enter di sini bila sudah melihatnya.",
    ),
    # selectors
    "help.selectors": ("Check, teach or mend the selectors file.", "Periksa, ajari, atau perbaiki berkas selectors."),
    "help.selectors.check": ("Which candidates find what.", "Kandidat mana menemukan apa."),
    "help.selectors.check.long": (
        "Hold the selectors file against pages: for each key, which candidate found it and how many elements, "
        "drift (a "
        "later candidate had to help), and near misses.\n\nWithout an option, the latest evidence of a failed "
        "check is "
        "looked at.\n\n\b\nExamples:\n  saldo-jht selectors check --page page.html\n"
        "  saldo-jht selectors check --fixtures tests/fixtures\n"
        "  saldo-jht selectors check --live    # the login page; no credentials are used\n\n"
        "Exit status: 0, drift included; 30 where a key that its screen needs is not found.",
        "Bandingkan berkas selectors dengan halaman: untuk setiap kunci, kandidat mana yang menemukannya dan berapa "
        "elemen, pergeseran (kandidat kemudian yang menolong), dan yang nyaris cocok.\n\nTanpa opsi, bukti "
        "terakhir dari "
        "pemeriksaan yang gagal yang dilihat.\n\n\b\nContoh:\n  saldo-jht selectors check --page page.html\n"
        "  saldo-jht selectors check --fixtures tests/fixtures\n"
        "  saldo-jht selectors check --live    # halaman login; tanpa akun\n\n"
        "Status keluar: 0, termasuk bila bergeser; 30 bila kunci yang diperlukan layarnya tidak ditemukan.",
    ),
    "help.selectors.page": ("A saved page, fixture or folder of evidence.", "Halaman, fixture, atau folder bukti."),
    "help.selectors.fixtures": ("Every fixture in a folder.", "Semua fixture dalam sebuah folder."),
    "help.selectors.live": ("The portal's login page as it is now.", "Halaman login portal saat ini."),
    "help.selectors.all": (
        "Show keys too that the screen does not need.",
        "Tampilkan juga kunci yang tidak diperlukan.",
    ),
    "help.selectors.timeout": ("Seconds for reaching the page.", "Batas waktu mencapai halaman, dalam detik."),
    "selectors.page": ("page", "halaman"),
    "selectors.screen": ("screen", "layar"),
    "selectors.key": ("key", "kunci"),
    "selectors.candidate": ("found by", "ditemukan oleh"),
    "selectors.count": ("elements", "elemen"),
    "selectors.result": ("result", "hasil"),
    "selectors.ok": ("ok", "baik"),
    "selectors.drift": ("drift", "bergeser"),
    "selectors.missing": ("NOT FOUND", "TIDAK ADA"),
    "selectors.none": ("-", "-"),
    "selectors.near.several": (
        "candidate {number} matches {count}: ambiguous",
        "kandidat {number} cocok dengan {count}: rancu",
    ),
    "selectors.near.hidden": (
        "candidate {number} would match {count} if it were visible",
        "kandidat {number} akan cocok dengan {count} bila terlihat",
    ),
    "selectors.near.condition": (
        "candidate {number} would match {count} without `must`",
        "kandidat {number} akan cocok dengan {count} tanpa `must`",
    ),
    "selectors.near.role": (
        "candidate {number} would match {count} with another role",
        "kandidat {number} akan cocok dengan {count} dengan role lain",
    ),
    "selectors.near.text": (
        "candidate {number} would match {count} if its text were only a part",
        "kandidat {number} akan cocok dengan {count} bila teksnya hanya sebagian",
    ),
    "selectors.summary": (
        "{pages} pages: {missing} keys not found, {drift} found by a later candidate.",
        "{pages} halaman: {missing} kunci tidak ditemukan, {drift} ditemukan kandidat kemudian.",
    ),
    "help.selectors.learn": ("Show the program what is where.", "Tunjukkan kepada program letak segala sesuatu."),
    "help.selectors.learn.long": (
        "Teach the program your portal: a window opens, and you point with a click at what is asked for. Such a "
        "click is "
        "caught and presses nothing. In between you log in by yourself; nothing that you type is read.\n\nWhat "
        "was learnt "
        "goes into your own selectors file, and must prove itself: by it, the balance on the page has to be read "
        "to what "
        "the page says in words. Else it is taken back.\n\n\b\nExamples:\n  saldo-jht selectors learn\n"
        "  saldo-jht selectors learn --undo    # the file as it was before",
        "Ajari program mengenal portal Anda: sebuah jendela terbuka, dan Anda menunjuk dengan klik apa yang "
        "ditanyakan. "
        "Klik itu ditangkap dan tidak menekan apa pun. Di antaranya Anda masuk sendiri; yang Anda ketik tidak "
        "dibaca.\n\n"
        "Yang dipelajari ditulis ke berkas selectors Anda sendiri dan harus terbukti: dengannya saldo di halaman "
        "harus "
        "terbaca sama dengan kata-kata halaman itu. Bila tidak, dibatalkan.\n\n\b\nContoh:\n  saldo-jht selectors "
        "learn\n"
        "  saldo-jht selectors learn --undo    # berkas seperti sebelumnya",
    ),
    "help.selectors.undo": ("Put your file back as it was before.", "Kembalikan berkas seperti sebelumnya."),
    "help.selectors.learn.timeout": ("Seconds for the whole lesson.", "Batas waktu seluruhnya, dalam detik."),
    "learn.begin": (
        "A window opens. Click there on what is asked for here; Escape in the window passes over a question.",
        "Sebuah jendela terbuka. Klik di sana apa yang ditanyakan di sini; Escape di jendela melewati pertanyaan.",
    ),
    "learn.fields.email": ("? Click the field for the e-mail address.", "? Klik kolom alamat email."),
    "learn.fields.password": ("? Click the field for the password.", "? Klik kolom kata sandi."),
    "learn.buttons.next": ("? Click the button that goes on to the password.", "? Klik tombol menuju kata sandi."),
    "learn.buttons.login": ("? Click the button that logs in.", "? Klik tombol untuk masuk."),
    "learn.buttons.balance": (
        '? Click what leads to your balance (on the page "Lihat Saldo JHT").',
        '? Klik yang menuju saldo Anda (di halaman: "Lihat Saldo JHT").',
    ),
    "learn.balance.amount": (
        "? Click the amount of your balance itself.",
        "? Klik jumlah saldo Anda.",
    ),
    "learn.again": (
        "! That was not it, or nothing finds it again. Once more:",
        "! Bukan itu, atau tidak dapat ditemukan lagi. Sekali lagi:",
    ),
    "learn.go-on": (
        "> Now type your e-mail address in the window and go on to the password, by yourself.",
        "> Sekarang ketik alamat email di jendela dan lanjutkan ke kata sandi, oleh Anda sendiri.",
    ),
    "learn.log-in": (
        "> Now log in by yourself in the window. If what leads to your balance is in a menu, open that too, then "
        "press "
        "Enter here.",
        "> Sekarang masuk sendiri di jendela. Bila yang menuju saldo ada dalam menu, buka juga, lalu tekan Enter "
        "di sini.",
    ),
    "learn.open-balance": (
        "> Now open your balance by yourself in the window. When the amount is shown, press Enter here.",
        "> Sekarang buka saldo Anda sendiri di jendela. Bila jumlahnya tampil, tekan Enter di sini.",
    ),
    "step.prove": ("Reading the balance with what was learnt ...", "Membaca saldo dengan yang dipelajari ..."),
    "learn.written": ("Written to {file}:", "Ditulis ke {file}:"),
    "learn.proven": (
        "Proven: {confidence}. Take it back with: saldo-jht selectors learn --undo",
        "Terbukti: {confidence}. Batalkan dengan: saldo-jht selectors learn --undo",
    ),
    "learn.undone": ("As it was before: {file}", "Seperti sebelumnya: {file}"),
    "help.selectors.mend": ("Propose a change after a failure.", "Usulkan perubahan setelah kegagalan."),
    "help.selectors.mend.long": (
        "Propose how your selectors file could be mended: what a failed check's page lacks is looked for by role, "
        "text and "
        "neighbourhood, as it was in a recording made while all worked. The change is shown as a diff, was tried "
        "on both "
        "pages, and is written only if you agree.\n\nEVIDENCE is the folder that the failed check named; without "
        "it, the "
        "latest.\n\n\b\nExamples:\n  saldo-jht selectors mend\n  saldo-jht selectors mend EVIDENCE --recording "
        "my-recording\n  saldo-jht selectors learn --undo    # the file as it was before",
        "Usulkan perbaikan berkas selectors Anda: yang tidak ada di halaman pemeriksaan yang gagal dicari menurut "
        "peran, "
        "teks, dan tetangganya, seperti dalam rekaman saat semuanya berjalan. Perubahan ditampilkan sebagai diff, "
        "sudah "
        "dicoba pada kedua halaman, dan hanya ditulis bila Anda setuju.\n\nEVIDENCE adalah folder yang disebut "
        "pemeriksaan "
        "yang gagal; tanpa itu, yang terakhir.\n\n\b\nContoh:\n  saldo-jht selectors mend\n  saldo-jht selectors "
        "mend "
        "EVIDENCE --recording my-recording\n  saldo-jht selectors learn --undo    # berkas seperti sebelumnya",
    ),
    "help.selectors.recording": ("Where recordings that worked are.", "Tempat rekaman yang berjalan."),
    "help.selectors.yes": ("Write without asking.", "Tulis tanpa bertanya."),
    "mend.nothing": (
        "Nothing could be proposed with certainty. `saldo-jht selectors learn` asks you to show it instead.",
        "Tidak ada yang dapat diusulkan dengan pasti. `saldo-jht selectors learn` meminta Anda menunjukkannya.",
    ),
    "mend.checked": (
        "Mended: {keys}. On the failed page it finds one element, and changes nothing on the recorded one.",
        "Diperbaiki: {keys}. Di halaman yang gagal satu elemen ditemukan; di halaman rekaman tidak ada yang berubah.",
    ),
    "mend.ask": ("Write this to {file}? [y/N] ", "Tulis ke {file}? [y/N] "),
    "mend.left": ("Nothing was written.", "Tidak ada yang ditulis."),
    "mend.written": (
        "Written to {file}. Check once, and compare the balance with the portal by eye.",
        "Ditulis ke {file}. Periksa sekali, dan bandingkan saldonya dengan portal.",
    ),
    # smoke
    "help.smoke": ("Could a check work? For a build machine.", "Apakah pemeriksaan bisa berjalan? Untuk CI."),
    "help.smoke.long": (
        "Look whether a check could work, without a window and without asking: the portal answers, over TLS, "
        "shows the "
        "login screen, and each key of it is found by its first candidate. A captcha is a told limit, no failure."
        "\n\n\b\nExamples:\n  saldo-jht smoke                        # no credentials are used\n"
        "  saldo-jht smoke --login --junit smoke.xml\n\n"
        "Exit status: 0; 3 where a login key is found by a later candidate only; else that of the failure "
        "(README.md).",
        "Periksa apakah pemeriksaan bisa berjalan, tanpa jendela dan tanpa bertanya: portal menjawab, lewat TLS, "
        "menampilkan layar login, dan setiap kunci ditemukan kandidat pertama. Captcha adalah batas, bukan kegagalan."
        "\n\n\b\nContoh:\n  saldo-jht smoke                        # tanpa akun\n"
        "  saldo-jht smoke --login --junit smoke.xml\n\n"
        "Status keluar: 0; 3 bila kunci login hanya ditemukan kandidat kemudian; selain itu milik kegagalannya.",
    ),
    "help.smoke.login": (
        "A whole check too, with the credentials of the environment.",
        "Pemeriksaan penuh juga, dengan akun dari environment.",
    ),
    "help.smoke.junit": ("Write a JUnit report.", "Tulis laporan JUnit."),
    "help.smoke.url": ("Instead of SALDO_JHT_PORTAL_URL.", "Menggantikan SALDO_JHT_PORTAL_URL."),
    "help.smoke.timeout": ("Seconds for reaching the login, and for the check.", "Batas waktu, dalam detik."),
    "smoke.ok": ("ok     ", "baik   "),
    "smoke.limit": ("limit  ", "batas  "),
    "smoke.skipped": ("skipped", "dilewati"),
    "smoke.failed": ("FAILED ", "GAGAL  "),
    "help.json": ("Print one JSON object.", "Tampilkan satu objek JSON."),
    "help.headed": ("One that can show a window.", "Yang dapat menampilkan jendela."),
    "cli.extra-missing": (
        "This command needs the extra `{extra}`: pip install 'saldo-jht[{extra}]' (or the same with pipx or uv).",
        "Perintah ini memerlukan ekstra `{extra}`: pip install 'saldo-jht[{extra}]' (atau dengan pipx atau uv).",
    ),
    # browser install
    "browser.works": ("Works: {path} ({version}, {origin})", "Berfungsi: {path} ({version}, {origin})"),
    "browser.broken": ("Found, but does not start: {path}", "Ada, tetapi tidak mau mulai: {path}"),
    "browser.downloading": (
        "No browser found that starts: downloading Playwright's own.",
        "Tidak ada browser yang dapat dijalankan: mengunduh milik Playwright.",
    ),
    "browser.packaging": (
        "Installing the system's package {package}.",
        "Memasang paket sistem {package}.",
    ),
    # doctor
    "doctor.check": ("check", "pemeriksaan"),
    "doctor.level": ("result", "hasil"),
    "doctor.detail": ("found", "temuan"),
    "doctor.next": ("next step", "langkah berikut"),
    "doctor.ok": ("ok", "baik"),
    "doctor.warning": ("warning", "peringatan"),
    "doctor.failure": ("failure", "gagal"),
    "doctor.python": ("Python", "Python"),
    "doctor.settings": ("settings", "pengaturan"),
    "doctor.files": ("open files", "berkas terbuka"),
    "doctor.browser": ("browser", "browser"),
    "doctor.folder": ("folder: {name}", "folder: {name}"),
    "doctor.clock": ("clock and zone", "jam dan zona waktu"),
    "doctor.selectors": ("selectors file", "berkas selectors"),
    "doctor.portal": ("portal", "portal"),
    "help.check.long": (
        "Log in at the portal, read your JHT balance, print it.\n\n\b\nExamples:\n  saldo-jht check\n"
        "  saldo-jht check --json --unattended\n"
        "  saldo-jht check --account siti",
        "Masuk ke portal, baca saldo JHT Anda, tampilkan.\n\n\b\nContoh:\n  saldo-jht check\n  saldo-jht check --json"
        " --unattended\n  saldo-jht check --account siti",
    ),
    "help.check.timeout": ("Seconds for the whole check.", "Batas waktu seluruh pemeriksaan, dalam detik."),
    "help.check.account": (
        "This account; may be given again. Default: all.",
        "Akun ini; boleh diulang. Bawaan: semua.",
    ),
    "help.check.headed": (
        "Show the browser, and wait there for what only you can do.",
        "Tampilkan browser, dan tunggu hal yang hanya dapat Anda lakukan.",
    ),
    "help.check.attended": (
        "Whether somebody is there for what only a person may do. Default: on a terminal with a display.",
        "Apakah ada orang untuk hal yang hanya boleh dilakukan orang. Bawaan: di terminal yang punya layar.",
    ),
    "help.wait": (
        "Seconds to wait for a person. Default: 300.",
        "Batas waktu menunggu orang, dalam detik. Bawaan: 300.",
    ),
    "help.force": (
        "Log in although it is too soon; on a terminal only, and never a refused password.",
        "Masuk walaupun belum waktunya; hanya di terminal, dan tidak untuk kata sandi yang ditolak.",
    ),
    "help.login": ("Log in together with a person.", "Masuk bersama orang."),
    "help.login.long": (
        "Open a window at the portal, type e-mail and password, leave the rest (captcha, PIN, OTP) to you, read the "
        "balance and keep the session, so that later checks need nobody.\n\n\b\nExamples:\n  saldo-jht login\n"
        "  saldo-jht login --by-hand      # nothing is typed for you\n"
        "  saldo-jht login --remote       # no display here: act from a laptop or phone",
        "Membuka jendela di portal, mengisi email dan kata sandi, menyerahkan sisanya (captcha, PIN, OTP) kepada Anda, "
        "membaca saldo, dan menyimpan sesi agar pemeriksaan berikutnya tidak perlu siapa pun.\n\n\b\nContoh:\n"
        "  saldo-jht login\n  saldo-jht login --by-hand      # tidak ada yang diketikkan untuk Anda\n"
        "  saldo-jht login --remote       # tanpa layar: dari laptop atau ponsel",
    ),
    "help.login.account": ("The account. Default: the first.", "Akunnya. Bawaan: yang pertama."),
    "help.login.by-hand": ("Type nothing; you do it all.", "Tidak mengetik apa pun; semuanya oleh Anda."),
    "help.login.remote": (
        "Show the browser in a small web page instead of a window.",
        "Tampilkan browser di halaman web kecil, bukan di jendela.",
    ),
    "help.login.port": ("The page's port; 0 takes a free one.", "Porta halaman itu; 0 memakai yang kosong."),
    "help.login.bind": ("The page's address.", "Alamat halaman itu."),
    "help.session": ("What is kept of logins.", "Sesi yang disimpan."),
    "help.session.status": (
        "How old the kept sessions are, when they last worked, how long they have lived.\n\n\b\nExamples:\n"
        "  saldo-jht session status\n  saldo-jht session status --json",
        "Umur sesi yang disimpan, kapan terakhir berhasil, dan berapa lama sesi bertahan.\n\n\b\nContoh:\n"
        "  saldo-jht session status\n  saldo-jht session status --json",
    ),
    "help.logout": ("End the kept session, here and at the portal.", "Akhiri sesi, di sini dan di portal."),
    "help.logout.long": (
        "Log out at the portal and forget the kept session.\n\n\b\nExamples:\n  saldo-jht logout\n"
        "  saldo-jht logout --account siti",
        "Keluar dari portal dan lupakan sesi yang disimpan.\n\n\b\nContoh:\n  saldo-jht logout\n"
        "  saldo-jht logout --account siti",
    ),
    "help.account": ("Whose balances are checked.", "Saldo siapa yang diperiksa."),
    "help.account.list": (
        "The accounts in their order, and where each password comes from.\n\n\b\nExample:\n  saldo-jht account list",
        "Akun menurut urutannya, dan asal kata sandinya.\n\n\b\nContoh:\n  saldo-jht account list",
    ),
    "help.account.add": (
        "Ask for e-mail and password, log in with them, and only then keep them in the system's keyring.\n\n\b\n"
        "Example:\n  saldo-jht account add siti",
        "Menanyakan email dan kata sandi, masuk dengannya, lalu menyimpannya di keyring sistem.\n\n\b\n"
        "Contoh:\n  saldo-jht account add siti",
    ),
    "help.account.remove": (
        "Forget an added account.\n\n\b\nExample:\n  saldo-jht account remove siti",
        "Lupakan akun yang pernah ditambahkan.\n\n\b\nContoh:\n  saldo-jht account remove siti",
    ),
    "help.account.rename": (
        "Give an added account another name.\n\n\b\nExample:\n  saldo-jht account rename siti ibu",
        "Ganti nama akun yang pernah ditambahkan.\n\n\b\nContoh:\n  saldo-jht account rename siti ibu",
    ),
    "help.account.unlock": (
        "Say that a locked account is open again at the portal.\n\n\b\nExample:\n  saldo-jht account unlock default",
        "Nyatakan bahwa akun yang terkunci sudah dibuka lagi di portal.\n\n\b\nContoh:\n"
        "  saldo-jht account unlock default",
    ),
    "cli.force-terminal": (
        "--force is for a person on a terminal; in a script it would undo what protects the account.",
        "--force hanya untuk orang di terminal; dalam skrip, perlindungan akun akan hilang.",
    ),
    "account.source.environment": ("password from {detail}", "kata sandi dari {detail}"),
    "account.source.command": ("password from the command {detail}", "kata sandi dari perintah {detail}"),
    "account.source.keyring": ("password from the system's keyring", "kata sandi dari keyring sistem"),
    "account.source.terminal": ("password asked for on the terminal", "kata sandi ditanyakan di terminal"),
    "account.locked": ("locked", "terkunci"),
    "account.no-keyring": (
        "no system keyring can be used here; give [accounts.{name}] a password_command in config.toml, or use .env",
        "tidak ada keyring sistem di sini; pakai password_command pada [accounts.{name}] di config.toml, atau .env",
    ),
    "account.added": ("{name} was added to the keyring.", "{name} sudah disimpan di keyring."),
    "account.removed": ("{name} was forgotten.", "{name} sudah dilupakan."),
    "account.renamed": (
        "{name} is now called {new}; what was read before stays in the history as {name}.",
        "{name} sekarang bernama {new}; yang sudah dibaca tetap tercatat sebagai {name} di riwayat.",
    ),
    "account.unlocked": ("{name} is taken to be open again.", "{name} dianggap sudah terbuka lagi."),
    "account.not-locked": ("{name} was not noted as locked.", "{name} tidak tercatat terkunci."),
    "session.none": ("{name}: no session is kept.", "{name}: tidak ada sesi yang disimpan."),
    "session.kept": (
        "{name}: kept for {age}, last worked {worked}, {how}.",
        "{name}: disimpan selama {age}, terakhir berhasil {worked}, {how}.",
    ),
    "session.encrypted": ("encrypted", "terenkripsi"),
    "session.plain": ("not encrypted (no keyring)", "tidak terenkripsi (tanpa keyring)"),
    "session.lives": (
        "Sessions that have ended so far: {count}; they lived between {shortest} and {longest}.",
        "Sesi yang sudah berakhir: {count}; umurnya antara {shortest} dan {longest}.",
    ),
    "session.no-lives": (
        "How long a session lives is not known yet: none has ended.",
        "Umur sesi belum diketahui: belum ada yang berakhir.",
    ),
    "logout.logged-out": ("{name}: logged out at the portal, and forgotten.", "{name}: keluar dari portal, dilupakan."),
    "logout.already-out": ("{name}: the session had ended already.", "{name}: sesinya memang sudah berakhir."),
    "logout.not-found": (
        "{name}: forgotten here; the portal's way out was not found, so there the session may live on.",
        "{name}: dilupakan di sini; tombol keluar portal tidak ditemukan, jadi di sana sesinya mungkin masih hidup.",
    ),
    "logout.not-reached": (
        "{name}: forgotten here; the portal could not be told, so there the session may live on.",
        "{name}: dilupakan di sini; portal tidak dapat diberi tahu, jadi di sana sesinya mungkin masih hidup.",
    ),
    "logout.none": ("{name}: no session was kept.", "{name}: tidak ada sesi yang disimpan."),
    "person.captcha": (
        'Your turn: tick "Saya bukan robot" (or type what else is asked for), then press Login.',
        'Giliran Anda: centang "Saya bukan robot" (atau isi yang lain yang diminta), lalu tekan Login.',
    ),
    "person.login": (
        "Your turn: log in to the portal here.",
        "Giliran Anda: login ke portal di sini.",
    ),
    "person.by-hand": (
        "Your turn: type your e-mail and password, answer the captcha, then press Login. Nothing is typed for you.",
        "Giliran Anda: ketik email dan kata sandi, jawab captcha, lalu tekan Login. Program tidak mengetik apa pun.",
    ),
    "person.code": (
        "Your turn: type the PIN or code that the portal sent you, and confirm it.",
        "Giliran Anda: ketik PIN atau kode yang dikirim portal kepada Anda, lalu konfirmasi.",
    ),
    "person.consent": (
        "Your turn: read what the portal asks you to agree to, and decide.",
        "Giliran Anda: baca persetujuan yang diminta portal, lalu putuskan.",
    ),
    "person.new-password": (
        "Your turn: the portal demands a new password; set it here.",
        "Giliran Anda: portal meminta kata sandi baru; buatlah di sini.",
    ),
    "person.left": ("Waiting for you: {time} left", "Menunggu Anda: sisa {time}"),
    "remote.open": ("Open this address, once: {url}", "Buka alamat ini, satu kali: {url}"),
    "remote.tunnel": (
        "From another machine, first run there: {command}",
        "Dari komputer lain, jalankan dulu di sana: {command}",
    ),
    "remote.open-to-all": (
        "Warning: at {address} others on the network can read along; an SSH tunnel is safer.",
        "Peringatan: di {address} orang lain di jaringan dapat ikut membaca; terowongan SSH lebih aman.",
    ),
    "remote.working": ("The program is at work ...", "Program sedang bekerja ..."),
    "remote.over": ("Done. You may close this page.", "Selesai. Halaman ini boleh ditutup."),
    "help.check.verbose": ("Tell times and drift of selectors.", "Tampilkan waktu dan pergeseran selectors."),
    "step.browser": ("Starting the browser ...", "Memulai browser ..."),
    "step.open": ("Opening the portal ...", "Membuka portal ..."),
    "step.login": ("Logging in ...", "Masuk ..."),
    "step.balance": ("Asking for the balance ...", "Membuka halaman saldo ..."),
    "step.read": ("Reading the balance ...", "Membaca saldo ..."),
    "table.kpj": ("card (KPJ)", "kartu (KPJ)"),
    "table.company": ("company", "perusahaan"),
    "table.balance": ("balance", "saldo"),
    "table.as-of": ("as of", "per"),
    "table.account": ("Account {name}:", "Akun {name}:"),
    "table.total": ("total", "total"),
    "table.note": ("Checked {when}; {confidence}.", "Diperiksa {when}; {confidence}."),
    "confidence.agreed": ("two readings agree", "dua pembacaan sepakat"),
    "confidence.pointed": (
        "read where the selectors point; nothing contradicts it",
        "dibaca di tempat yang ditunjuk selectors; tidak ada yang membantah",
    ),
    "confidence.plain": (
        "read by its words; the selectors point at nothing that contradicts it",
        "dibaca dari kata-katanya; tidak ada yang membantah",
    ),
    "demo.simulated": (
        "SIMULATED portal at {url} (skin {skin}, scenario {scenario}): invented person, invented balances.",
        "Portal SIMULASI di {url} (skin {skin}, skenario {scenario}): orang dan saldo rekaan.",
    ),
    "demo.serve": (
        "Set these in another terminal, then run: saldo-jht check. Ctrl-C here ends the portal.",
        "Pasang ini di terminal lain, lalu jalankan: saldo-jht check. Ctrl-C di sini mengakhiri portal.",
    ),
    "demo.no-flask": (
        "The demo needs an extra: pip install 'saldo-jht[demo]'",
        "Demo memerlukan paket tambahan: pip install 'saldo-jht[demo]'",
    ),
    # The history, and what comes out of it.
    "help.history": ("The readings so far, and the runs.", "Pembacaan sejauh ini, dan riwayat prosesnya."),
    "help.history.long": (
        "Show the readings with the change since the last one, in rupiah and per cent.\n\n\b\nExamples:\n"
        "  saldo-jht history --last 12\n  saldo-jht history --changes --since 2026-01-01\n"
        "  saldo-jht history --kpj 12345678901 --json\n  saldo-jht history runs",
        "Tampilkan pembacaan beserta perubahannya sejak yang terakhir, dalam rupiah dan persen.\n\n\b\nContoh:\n"
        "  saldo-jht history --last 12\n  saldo-jht history --changes --since 2026-01-01\n"
        "  saldo-jht history --kpj 12345678901 --json\n  saldo-jht history runs",
    ),
    "help.history.runs": (
        "Show the runs and how they ended.\n\n\b\nExamples:\n  saldo-jht history runs --last 5\n"
        "  saldo-jht history runs --since 2026-01-01 --json",
        "Tampilkan proses dan hasilnya.\n\n\b\nContoh:\n  saldo-jht history runs --last 5\n"
        "  saldo-jht history runs --since 2026-01-01 --json",
    ),
    "help.export": ("The readings as CSV or JSON.", "Pembacaan sebagai CSV atau JSON."),
    "help.export.long": (
        "Write the readings as CSV or JSON.\n\n\b\nExamples:\n  saldo-jht export > saldo.csv\n"
        "  saldo-jht export --excel -o saldo.csv     # for a spreadsheet set to Indonesian\n"
        "  saldo-jht export --append saldo.csv       # only what is not in it yet\n"
        "  saldo-jht export --format jsonl --since 2026-01-01",
        "Tulis pembacaan sebagai CSV atau JSON.\n\n\b\nContoh:\n  saldo-jht export > saldo.csv\n"
        "  saldo-jht export --excel -o saldo.csv     # untuk lembar kerja berbahasa Indonesia\n"
        "  saldo-jht export --append saldo.csv       # hanya yang belum ada di dalamnya\n"
        "  saldo-jht export --format jsonl --since 2026-01-01",
    ),
    "help.export.output": ("Write to FILE, whole or not at all.", "Tulis ke FILE, seluruhnya atau tidak sama sekali."),
    "help.export.append": (
        "Add to the CSV what it does not hold yet; its own columns and rows stay.",
        "Tambahkan ke CSV apa yang belum ada; kolom dan baris lain di dalamnya tetap.",
    ),
    "help.export.format": ("csv, json, or jsonl (one object a line).", "csv, json, atau jsonl (satu objek per baris)."),
    "help.export.excel": (
        "CSV that a spreadsheet set to Indonesian opens rightly by double click.",
        "CSV yang dibuka dengan benar oleh lembar kerja berbahasa Indonesia lewat klik ganda.",
    ),
    "help.import": ("Readings from a CSV into the history.", "Pembacaan dari CSV ke dalam riwayat."),
    "help.import.long": (
        "Take readings from a CSV into the history: one that `export` wrote, or any other with --map.\n\n\b\n"
        "Examples:\n  saldo-jht import saldo.csv --dry-run\n"
        "  saldo-jht import catatan.csv --map date=Tanggal,balance=Saldo --kpj 12345678901",
        "Masukkan pembacaan dari CSV ke dalam riwayat: dari `export`, atau CSV lain dengan --map.\n\n\b\n"
        "Contoh:\n  saldo-jht import saldo.csv --dry-run\n"
        "  saldo-jht import catatan.csv --map date=Tanggal,balance=Saldo --kpj 12345678901",
    ),
    "help.import.map": (
        "Which column is which: date, balance, account, kpj, company, npp, segment, membership, as_of.",
        "Kolom mana berisi apa: date, balance, account, kpj, company, npp, segment, membership, as_of.",
    ),
    "help.import.account": ("The account of lines that name none.", "Akun untuk baris yang tidak menyebutkannya."),
    "help.import.kpj": ("The KPJ of lines that name none.", "KPJ untuk baris yang tidak menyebutkannya."),
    "help.import.dry-run": ("Only show what would be added.", "Hanya tampilkan apa yang akan ditambahkan."),
    "help.check.csv": (
        "Then add to this CSV what it does not hold yet.",
        "Lalu tambahkan ke CSV ini apa yang belum ada di dalamnya.",
    ),
    "help.filter.account": ("Only this account.", "Hanya akun ini."),
    "help.filter.kpj": ("Only this card.", "Hanya kartu ini."),
    "help.filter.since": ("From this day on (in Jakarta).", "Mulai hari ini (di Jakarta)."),
    "help.filter.until": ("Up to this day, which is included.", "Sampai dengan hari ini."),
    "help.filter.last": ("Only the last N of them.", "Hanya N yang terakhir."),
    "help.filter.changes": (
        "Only those in which something changed.",
        "Hanya yang memuat perubahan.",
    ),
    "history.when": ("read", "dibaca"),
    "history.account": ("account", "akun"),
    "history.change": ("change", "perubahan"),
    "history.warnings": ("warnings", "peringatan"),
    "history.run": ("run", "no."),
    "history.source": ("source", "sumber"),
    "history.code": ("ended", "hasil"),
    "history.screen": ("screen", "layar"),
    "history.seconds": ("seconds", "detik"),
    "history.cards": ("cards", "kartu"),
    "history.empty": (
        "No such readings yet: `saldo-jht check` makes one, `saldo-jht import` takes them from a CSV.",
        "Belum ada pembacaan seperti itu: `saldo-jht check` membuatnya, `saldo-jht import` mengambilnya dari CSV.",
    ),
    "warning.zero-after-balance": (
        "the balance is zero, and was not on {since}",
        "saldo nol, padahal tidak pada {since}",
    ),
    "warning.balance-fell": ("the balance is less than on {since}", "saldo lebih kecil daripada {since}"),
    "warning.balance-jumped": (
        "the balance has grown since {since} by more than a year of wages and return explains",
        "saldo bertambah sejak {since} melebihi iuran dan hasil pengembangan setahun",
    ),
    "warning.as-of-went-back": (
        "the day that the balance is of is before that of the reading of {since}",
        "tanggal saldo lebih awal daripada pada pembacaan {since}",
    ),
    "warning.card-vanished": ("the card was there on {since} and is gone", "kartu ada pada {since} dan kini hilang"),
    "warning.card-appeared": ("the card was not there before", "kartu sebelumnya tidak ada"),
    "export.csv-only": ("{option} goes with CSV only.", "{option} hanya untuk CSV."),
    "export.one-file": ("Either -o or --append, not both.", "Pilih -o atau --append, jangan keduanya."),
    "export.appended": ("{count} added to {path}.", "{count} ditambahkan ke {path}."),
    "import.bad-line": (
        "{path}, line {line}: {reason}. Nothing was imported: correct that line, then try again.",
        "{path}, baris {line}: {reason}. Tidak ada yang diimpor: perbaiki baris itu, lalu coba lagi.",
    ),
    "import.hint": (
        "Nothing was imported: correct that line, then try again.",
        "Tidak ada yang diimpor: perbaiki baris itu, lalu coba lagi.",
    ),
    "import.columns": (
        "{path} has no column {names}; it has: {header}. Say which is which: --map date=...,balance=...",
        "{path} tidak berkolom {names}; kolomnya: {header}. Sebutkan: --map date=...,balance=...",
    ),
    "import.map": (
        "{pair}: expected FIELD=COLUMN, FIELD being one of {fields}",
        "{pair}: seharusnya FIELD=KOLOM, dengan FIELD salah satu dari {fields}",
    ),
    "import.kpj": (
        "{kpj} is not a KPJ: expected 11 digits or letters, noughts in front included",
        "{kpj} bukan KPJ: seharusnya 11 angka atau huruf, termasuk nol di depan",
    ),
    "import.would": (
        "{read} read; {added} would be added, {known} are there already. Nothing was kept (--dry-run).",
        "{read} dibaca; {added} akan ditambahkan, {known} sudah ada. Belum ada yang disimpan (--dry-run).",
    ),
    "import.done": (
        "{read} read; {added} added, {known} were there already.",
        "{read} dibaca; {added} ditambahkan, {known} sudah ada.",
    ),
    "import.more": ("... and {count} more", "... dan {count} lagi"),
    "months": (
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des",
    ),
    "help.chart": ("The balances over time, as a picture.", "Saldo dari waktu ke waktu, sebagai gambar."),
    "help.chart.long": (
        "Draw the balances over time: here, or as a picture for others.\n\n\b\nExamples:\n  saldo-jht chart\n"
        "  saldo-jht chart -o saldo.html             # picture and numbers, in one file\n"
        "  saldo-jht chart -o saldo.png --theme dark\n  saldo-jht chart -o saldo.svg --since 2026-01-01",
        "Gambarkan saldo dari waktu ke waktu: di sini, atau sebagai gambar untuk orang lain.\n\n\b\nContoh:\n"
        "  saldo-jht chart\n  saldo-jht chart -o saldo.html             # gambar dan angka, dalam satu berkas\n"
        "  saldo-jht chart -o saldo.png --theme dark\n  saldo-jht chart -o saldo.svg --since 2026-01-01",
    ),
    "help.chart.output": ("Draw to FILE: .svg, .png or .html.", "Gambarkan ke FILE: .svg, .png, atau .html."),
    "help.chart.theme": (
        "auto follows the reader's light or dark (a PNG is light then).",
        "auto mengikuti terang atau gelap milik pembaca (PNG menjadi terang).",
    ),
    "help.chart.title": ("What stands above the picture.", "Judul di atas gambar."),
    "chart.kind": ("the name must end in one of {kinds}", "nama berkas harus berakhiran salah satu dari {kinds}"),
    "chart.written": ("Drawn: {path}", "Digambar: {path}"),
    "chart.title": ("JHT balance", "Saldo JHT"),
    "chart.total": ("Total", "Total"),
    "chart.as-read": ("As read on {day}", "Menurut pembacaan {day}"),
    "chart.figure": ("The balance over time", "Saldo dari waktu ke waktu"),
    "chart.jumps": (
        "A large point is a jump: a fall, or more than three times the usual change.",
        "Titik besar menandai lonjakan: penurunan, atau lebih dari tiga kali perubahan biasanya.",
    ),
    "chart.numbers": ("The numbers", "Angka-angkanya"),
    "chart.day": ("Day", "Tanggal"),
    "chart.card": ("Card", "Kartu"),
    "demo.no-port": ("Port {port} cannot be used: {reason}", "Port {port} tidak dapat dipakai: {reason}"),
}


_spoken: str | None = None


def speak(lang: str | None) -> None:
    """Say texts in `lang` (``id`` or ``en``) from now on, as set in a `.env`; None goes back to the environment."""
    global _spoken
    _spoken = lang


def indonesian() -> bool:
    """Whether texts are Indonesian: `SALDO_JHT_LANG` if set (``id`` or ``en``), else the locale."""
    chosen = _spoken or os.environ.get("SALDO_JHT_LANG", "").strip().lower()
    if chosen:
        return chosen.startswith("id")
    locale_name = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    if not locale_name:
        import locale

        locale_name = locale.getlocale()[0] or ""
    return locale_name.lower().startswith(("id", "indonesia"))


def english(key: str, **values: object) -> str:
    """The text called `key` in English, for JSON: that never changes with the person's language."""
    return TEXTS[key][0].format(**values)


def say(key: str, **values: object) -> str:
    """The text called `key` in the person's language, with `values` filled in."""
    english, bahasa = TEXTS[key]
    return (bahasa if indonesian() else english).format(**values)
