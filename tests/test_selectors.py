"""The selectors file: what is wrong with one is told by file and key, and a person's own lies over the shipped one."""

import re
from pathlib import Path

import pytest

from checker.failures import BY_CODE, ConfigInvalid
from checker.portal import selectors
from checker.portal.check import entries
from checker.portal.entries import Said, Told
from checker.portal.phrases import BadPhrase, Notation
from checker.portal.selectors import Candidate, pattern
from checker.portal.words import plain
from tests.driving import check, settings


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Where a person's own file goes, under the configuration folder `tmp_path`."""
    (tmp_path / "selectors").mkdir()
    return tmp_path / "selectors" / selectors.NAME


def test_the_shipped_file_is_sound() -> None:
    loaded = selectors.load()
    assert loaded.files == (selectors.shipped(),)
    assert loaded.selectors.schema == 1
    assert all(origin.startswith("https://") for origin in loaded.selectors.portal.origins)


def test_an_own_file_that_is_not_there(tmp_path: Path) -> None:
    assert selectors.load(tmp_path / "nowhere") == selectors.load()


# What is written, and what the message must name besides the file.
WRONG = {
    "unknown table": ("[nonsense]\na = 1", "nonsense"),
    "unknown key": ("[fields.email]\ncandidate = []", "candidate"),
    "unknown field": ("[fields.nik]\ncandidates = []", "nik"),
    "unknown button": ("[buttons.claim]\ncandidates = []", "claim"),
    "unknown kind": ('[fields.email]\ncandidates = [{ xpath = "//input" }]', "xpath"),
    "bad regular expression": ('[fields.email]\ncandidates = [{ label = "/(/" }]', "fields.email.candidates[0].label"),
    "bad name": (
        '[buttons.login]\ncandidates = [{ role = "button", name = "/[/" }]',
        "buttons.login.candidates[0].name",
    ),
    "candidate of no kind": ("[fields.email]\ncandidates = [{}]", "fields.email.candidates[0]"),
    "name alone": ('[fields.email]\ncandidates = [{ name = "x" }]', "fields.email.candidates[0]"),
    "name without role": ('[fields.email]\ncandidates = [{ css = "a", name = "x" }]', "fields.email.candidates[0]"),
    "candidate of two kinds": (
        '[buttons.login]\ncandidates = [{ css = "a" }, { css = "a", text = "b" }]',
        "buttons.login.candidates[1]",
    ),
    "empty pattern": ('[fields.email]\ncandidates = [{ label = "" }]', "fields.email.candidates[0].label"),
    "empty css": ('[fields.email]\ncandidates = [{ css = "" }]', "fields.email.candidates[0].css"),
    "no candidates": ("[fields.password]\ncandidates = []", "fields.password.candidates"),
    "text for a list": ('[fields.email]\ncandidates = "Email"', "fields.email.candidates"),
    "number for a text": ("[fields.email]\ncandidates = [{ label = 1 }]", "fields.email.candidates[0].label"),
    "number in a list": ("[words]\ntotal = [1]", "words.total[0]"),
    "text for a table": ('fields = "x"', "fields"),
    "other schema": ("schema = 2", "schema"),
    "bad screen text": ('[screens.code]\ntexts = ["("]', "screens.code.texts"),
    "bad failure text": ('[failures]\naccount-locked = ["*"]', "failures.account-locked"),
    "unknown failure": ('[failures]\nlocked = ["x"]', "failures.locked"),
    "bad text of a screen alone": ('[screens.code]\nalone = ["("]', "screens.code.alone"),
    "bad remark": ('[remarks]\ntry_later = ["("]', "remarks.try_later"),
    "bad wait": ('[remarks.wait]\nminutes = "("', "remarks.wait.minutes"),
    "unknown unit": ('[remarks.wait]\nweeks = "x"', "weeks"),
    "unknown part": ('[names.login]\nwhole = "{masuk}"', "names.login"),
    "unknown name": ('[buttons.login]\ncandidates = [{ text = "{masuk}" }]', "buttons.login.candidates[0].text"),
    "bad brackets": ('[dismiss.declining]\nwhole = "tutup [ini"', "dismiss.declining.whole[0]"),
    "regular expression for a phrase": ('[words.failed]\nsaid = ["gagal.*data"]', "words.failed.said[0]"),
    "unknown kind of phrase": ('[words.failed]\nwords = "gagal"', "words.failed"),
    "unknown act": ('[deny]\nacts = ["theft"]', "deny.acts"),
    "moved": ('[deny]\ndialogs = "/klaim/"', "deny.dialogs"),
    "bad deny": ('[deny]\nnames = "/(/"', "deny.names"),
    "empty deny": ('[deny]\nnames = ""', "deny.names"),
    "bad dismissal": ('[dismiss]\ndeclining = "/(/"', "dismiss.declining"),
    "bad unit": ('[words]\nunits = ["("]', "words.units"),
    "bad place": ('[balance]\namount = [{ label = "a", css = "b" }]', "balance.amount[0]"),
    "bad way": ('[balance]\neach = "/(/"', "balance.each"),
    "origin without TLS": ('[portal]\norigins = ["http://sso.example.test"]', "portal"),
    "no address": ('[portal]\norigins = ["sso.example.test"]', "portal"),
    "start without TLS": ('[portal]\nstart = "http://sso.example.test/"', "portal"),
    "ftp": ('[portal]\norigins = ["ftp://sso.example.test"]', "portal"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_named(case: str, own: Path, tmp_path: Path) -> None:
    text, key = WRONG[case]
    own.write_text(text)
    with pytest.raises(ConfigInvalid) as raised:
        selectors.load(tmp_path)
    assert str(own) in raised.value.detail
    # The key itself, not a part of a longer one or of the path.
    said = raised.value.detail.replace(str(own), "")
    assert re.search(rf"(?<![\w.]){re.escape(key)}(?![\w-])", said), said


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("schema = 1\n\n[fields.email\n", "line 3"),
        ("[words]\ntotal = [\n  'a'\n  'b'\n]", "line 4"),
        ("schema = 1\nschema = 1\n", "line 2"),
        ('a = "', "end of document"),
    ],
)
def test_broken_toml_names_the_line(text: str, line: str, own: Path, tmp_path: Path) -> None:
    own.write_text(text)
    with pytest.raises(ConfigInvalid) as raised:
        selectors.load(tmp_path)
    assert str(own) in raised.value.detail
    assert line in raised.value.detail


def test_not_utf8(own: Path, tmp_path: Path) -> None:
    own.write_bytes(b"schema = 1 # \xff")
    with pytest.raises(ConfigInvalid, match="UTF-8") as raised:
        selectors.load(tmp_path)
    assert str(own) in raised.value.detail


def test_an_own_file_lies_over_key_by_key(own: Path, tmp_path: Path) -> None:
    own.write_text(
        """
        [fields.email]
        candidates = [{ label = "Nomor Anggota" }]
        [words]
        total = ["keseluruhannya"]
        [failures]
        account-locked = ["beku"]
        """
    )
    before, loaded = selectors.load().selectors, selectors.load(tmp_path)
    after = loaded.selectors
    assert loaded.files == (selectors.shipped(), own)
    # A list is replaced whole ...
    assert after.fields.email.candidates == (Candidate(label="Nomor Anggota"),)
    assert after.words.total == ("keseluruhannya",)
    assert after.failures["account-locked"].parts == ("beku",)
    # ... and everything beside it stays, in its order.
    assert after.fields.password == before.fields.password
    assert after.words.balance == before.words.balance
    assert after.failures["credentials-rejected"] == before.failures["credentials-rejected"]
    assert list(after.failures) == list(before.failures)
    assert (after.portal, after.buttons, after.deny) == (before.portal, before.buttons, before.deny)


def test_an_own_origin_takes_the_place_of_the_shipped_ones(own: Path, tmp_path: Path) -> None:
    own.write_text('[portal]\nstart = "https://baru.example.test/x"\norigins = ["https://baru.example.test"]')
    portal = selectors.load(tmp_path).selectors.portal
    assert (portal.start, portal.origins) == ("https://baru.example.test/x", ("https://baru.example.test",))


def test_nothing_loaded_can_be_changed() -> None:
    loaded = selectors.load().selectors
    for part, name in ((loaded, "schema"), (loaded.portal, "start"), (loaded.fields.email, "candidates")):
        with pytest.raises(AttributeError):
            setattr(part, name, None)
    assert isinstance(loaded.portal.origins, tuple)
    assert isinstance(loaded.fields.email.candidates, tuple)


@pytest.mark.parametrize(
    ("written", "text", "expected"),
    [
        ("Masuk", "masuk", True),
        ("Masuk", "  Masuk ", True),
        ("Masuk", "Masuk sekarang", False),
        ("Masuk?", "Masuk", False),
        ("a.c", "abc", False),
        ("/masuk/", "Silakan Masuk", True),
        ("/^masuk$/", "Masuk sekarang", False),
        ("/", "/", True),
    ],
)
def test_pattern(written: str, text: str, expected: bool) -> None:
    """Between slashes a regular expression that may fit anywhere, else the whole text as it stands; no case."""
    assert bool(pattern(written).search(text)) is expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Akun Anda terkunci", "account-locked"),
        ("Email atau kata sandi salah", "credentials-rejected"),
        ("Akun Anda terkunci karena email atau kata sandi salah", "account-locked"),
        ("Sistem sedang dalam pemeliharaan", "portal-unavailable"),
        ("Gagal memuat data", "balance-not-shown"),
        ("Sesi Anda telah berakhir", "session-ended"),
        ("Kata sandi Anda akan kedaluwarsa dalam 12 hari. Ubah sekarang?", None),
        ("Kata sandi akan segera kedaluwarsa\nSilakan ubah kata sandi Anda", None),
        ("Masa berlaku kata sandi Anda akan berakhir dalam 5 hari", None),
        ("Your password will be expired in 3 days", None),
        ("Kata sandi harus diganti dalam 7 hari", None),
        ("Ubah kata sandi sebelum tanggal 12 Desember", None),
        ("Kata sandi Anda telah kedaluwarsa. Anda akan diarahkan ke halaman lain", "password-expired"),
        ("Masa berlaku kata sandi telah habis", "password-expired"),
        ("Silakan ganti kata sandi Anda", "password-expired"),
        ("Ganti kata sandi sebelum melanjutkan", "password-expired"),
        ("Selamat datang, Siti", None),
        ("Saldo JHT Rp 12.345.678,00", None),
        ("", None),
    ],
)
def test_failure_said(text: str, code: str | None) -> None:
    assert selectors.load().selectors.failure_said(text) == code
    assert code in (None, "session-ended", *BY_CODE)


@pytest.mark.parametrize("case", ["bad regular expression", "unknown key", "origin without TLS"])
def test_through_the_command(case: str, clean_env: dict[str, str], tmp_path: Path) -> None:
    """The command ends before any browser is looked for; the driver alone was started ahead."""
    text, key = WRONG[case]
    file = tmp_path / "home" / "selectors" / selectors.NAME
    file.parent.mkdir(parents=True)
    file.write_text(text)
    here = tmp_path / "here"
    here.mkdir()
    ended = check(settings(clean_env, tmp_path / "home", "/nonexistent/browser", "http://127.0.0.1:9/"), here)
    assert ended.status == 15
    error = ended.told["error"]
    assert error["code"] == "config-invalid"
    assert str(file) in error["message"]
    assert key in error["message"]
    assert b"config-invalid" in ended.stderr
    assert {one.name for one in (tmp_path / "home" / "state").glob("*")} <= {"driver-cache"}


NOTATION = Notation(
    {"see": ["lihat", "cek"], "jht": ["jht", "jaminan hari tua"], "numbers": ["satu", "dua"], "a": ["{a}"]}
)


@pytest.mark.parametrize(
    ("phrase", "fits", "not_"),
    [
        ("saldo jht", ["saldo jht"], ["saldo  jht", "saldo-jht", "saldo"]),
        ("lihat|cek saldo", ["lihat saldo", "cek saldo"], ["lihat cek saldo", "saldo"]),
        ("[lihat|cek] saldo", ["saldo", "cek saldo"], ["ceksaldo", " saldo"]),
        ("saldo [anda] [jht]", ["saldo", "saldo anda", "saldo jht", "saldo anda jht"], ["saldo ", "saldoanda"]),
        ("{see} saldo [{jht}]", ["cek saldo jaminan hari tua", "lihat saldo"], ["saldo jht"]),
        ("card[s]", ["card", "cards"], ["card s"]),
        ("log+in", ["login", "log in", "log-in"], ["log or in"]),
        ("pilih {see}*", ["pilih", "pilih cek", "pilih cek lihat"], ["pilihcek"]),
        ("pilih {see}+", ["pilih cek", "pilih cek lihat"], ["pilih"]),
        ("{see},+ {jht},*", ["lihat", "lihat/cek: jht", "cek jht"], ["jht"]),
        ("kartu , utama", ["kartu utama", "kartu: utama", "kartuutama"], ["kartu yang utama"]),
        ("akun ..9 terkunci", ["akun terkunci", "akun saya terkunci"], ["akun anda yang ini terkunci"]),
        ("akun ... terkunci", ["akun anda yang ini terkunci"], ["akun anda\nterkunci"]),
        ("ambil .. dana", ["ambil dana", "ambil a b c d dana"], ["ambil a b c d e dana"]),
        ("sandi ..20!akan|segera habis", ["sandi anda habis"], ["sandi akan habis"]),
        ("habis !dalam|pada", ["habis"], ["habis dalam", "habis pada"]),
        ("~cair", ["cairkan", "pencairan", "dicairkan"], ["cairo"]),
        ("withdraw~", ["withdraw", "withdrawal"], ["draw"]),
        ("#2-20 kartu", ["2 kartu", "20 kartu"], ["1 kartu", "21 kartu"]),
        ("#n kartu", ["7 kartu", "dua kartu"], ["tiga kartu"]),
        ("1 - # dari #!", ["1 - 5 dari 12"], ["1 - 5 dari 5"]),
        ("\\+ #", ["+ 2"], ["2"]),
    ],
)
def test_the_notation(phrase: str, fits: list[str], not_: list[str]) -> None:
    compiled = re.compile(NOTATION.one(phrase))
    assert [one for one in fits if not compiled.fullmatch(one)] == []
    assert [one for one in not_ if compiled.fullmatch(one)] == []


def test_edges_of_words() -> None:
    assert re.search(NOTATION.one("<kartu|kpj>"), "dua kartu anda")
    assert not re.search(NOTATION.one("<kartu|kpj>"), "kartunya")
    assert re.search(NOTATION.one("kartu"), "kartunya")


@pytest.mark.parametrize(
    "phrase", ["", "{nobody}", "{a}", "lihat [saldo", "lihat saldo]", r"\bsaldo", "(?i)saldo", "saldo.*jht"]
)
def test_a_phrase_that_says_nothing(phrase: str) -> None:
    with pytest.raises(BadPhrase):
        NOTATION.one(phrase)


SHIPPED = selectors.load().selectors
ENTRIES = dict(entries(SHIPPED))


def tables(told: Told) -> list[Said]:
    """The tables of an entry of the shipped file, which holds no regular expression."""
    assert all(isinstance(one, Said) for one in told.tables)
    return [one for one in told.tables if isinstance(one, Said)]


def says(key: str, text: str) -> bool:
    return ENTRIES[key].search(plain(text) if key == "words.card_counts" else text) is not None


@pytest.mark.parametrize("key", [key for key in ENTRIES if ENTRIES[key].tables])
def test_examples(key: str) -> None:
    """Each table of each entry has examples of what says it, and each entry of what does not."""
    assert [place for place, table in enumerate(tables(ENTRIES[key])) if not table.yes] == []
    assert [text for table in tables(ENTRIES[key]) for text in table.yes if not says(key, text)] == []
    no = [text for table in tables(ENTRIES[key]) for text in table.no]
    assert no
    assert [text for text in no if says(key, text)] == []


def glance(phrase: str) -> int:
    """How long a phrase is for a reader, to whom a word with its alternatives is one."""
    return len(re.sub(r"(?<=[^\s|])\|[^\s\]]+", "", phrase))


@pytest.mark.parametrize("key", [*ENTRIES, "parts"])
def test_every_phrase_is_read_at_a_glance(key: str) -> None:
    """None is longer than a line, or has brackets in brackets, or what only a regular expression has."""
    phrases = [one for listed in SHIPPED.parts.values() for one in listed]
    if key != "parts":
        kinds = ("exact", "whole", "line", "said", "but", "unless")
        phrases = [one for table in tables(ENTRIES[key]) for kind in kinds for one in getattr(table, kind)]
    assert [one for one in phrases if glance(one) > 80 or len(one) > 130 or len(one.split()) > 12] == []
    assert [one for one in phrases if re.search(r"\[[^\]]*\[|\\[a-zA-Z]|\(\?|[*+]\)|\)[*+?]", one)] == []


def test_no_candidate_is_a_regular_expression() -> None:
    text = selectors.shipped().read_text(encoding="utf-8")
    assert re.findall(r"(?:name|label|placeholder|text|alt|title) = [\"']/.*", text) == []


def test_every_name_and_part_is_used() -> None:
    text = selectors.shipped().read_text(encoding="utf-8")
    assert [name for name in (*SHIPPED.parts, *SHIPPED.names) if f"{{{name}}}" not in text] == []


def test_what_was_written_for_the_program_of_before_still_holds(own: Path, tmp_path: Path) -> None:
    """Regular expressions in slashes, bare ones in lists, and bare ones by themselves."""
    own.write_text(
        """
        [dismiss]
        declining = "/^(tutup|nanti)$/"
        agreeing = "Siap"
        [failures]
        account-locked = ["dibekukan sementara", "(?m)^akun.{0,30}terkunci"]
        [remarks.wait]
        minutes = "([0-9]+) mnt"
        [sending]
        never = "klaim|tarik"
        [words]
        units = ["dalam (ribuan|jutaan)"]
        total = ["keseluruhannya"]
        [wanted]
        look = "/^lihat$/"
        [buttons.login]
        candidates = [{ role = "button", name = "/^(ayo|mulai)$/" }, { text = "Ayo!" }]
        [acts.money]
        phrases = ["~klaim", "tarik .. dana|saldo"]
        """
    )
    found = selectors.load(tmp_path).selectors
    assert found.dismiss.declining.search("Nanti")
    assert not found.dismiss.declining.search("Nanti saja")
    assert found.dismiss.agreeing.search(" siap ")
    assert found.failure_said("Maaf\nakun Anda terkunci") == "account-locked"
    assert found.failure_said("Akun Anda diblokir") is None
    assert found.remarks.wait_told("5 mnt") == "5 minutes"
    assert found.on_wire.denied("tarikDana")
    assert found.words.fits("units", "Dalam Ribuan")
    assert found.words.total == ("keseluruhannya",)
    assert found.wanted.look.search("Lihat")
    assert found.buttons.login.candidates[0].says("name", "Ayo")
    assert found.acts["money"].named_in("tarik semua dana")


def test_parts_and_phrases_of_ones_own(own: Path, tmp_path: Path) -> None:
    """A part is replaced whole, and all phrases that name it go by it; of an entry, each list by itself."""
    own.write_text(
        """
        [parts]
        log_in = "masuk, ayo"
        [failures.account-locked]
        said = "dibekukan sementara, {account} ..30 beku"
        """
    )
    found = selectors.load(tmp_path).selectors
    login = found.buttons.login.candidates[0]
    assert login.says("name", "Ayo")
    assert login.written == {"role": "button", "name": "{login}"}
    assert found.failure_said("akun Anda beku") == "account-locked"
    assert found.failure_said("akun Anda terkunci") is None


def test_the_readme_names_every_key() -> None:
    readme = (selectors.shipped().parent / "README.md").read_text(encoding="utf-8")
    parts = selectors.load().selectors
    names = [*parts.__struct_fields__, *(name for name in Candidate.__struct_fields__ if name != "meant")]
    names += Said.__struct_fields__
    for group in (
        "portal",
        "fields",
        "buttons",
        "dismiss",
        "deny",
        "sending",
        "pledges",
        "wanted",
        "login",
        "tiles",
        "screens",
        "remarks",
        "balance",
        "words",
    ):
        names += getattr(parts, group).__struct_fields__
    assert [name for name in names if not re.search(rf"[`\[.]{name}[`\].…]", readme)] == ["schema"]
