"""`saldo-jht export`: the CSV of the contract, in forms that spreadsheets open rightly, whole or not at all."""

import csv
import io
import json
import os
import shutil
import stat
import subprocess
import sys
import time
import zipfile
from datetime import date
from datetime import time as clock
from pathlib import Path
from xml.etree import ElementTree

import pexpect
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from checker.keeping import csv_form
from checker.shown import plain
from tests.history.helping import KPJ, OTHER, Home, Inside, card, csv_lines, later

HEAD = "checked_at,account,source,kpj,company,npp,segment,membership,as_of,balance,currency,change,confidence,run"
HOSTILE = [
    '=HYPERLINK("http://jahat.example.test";"klik")',
    "+62 21 500",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "＝1+1",
    "－1",
    "'=1",
    "''=1",
    "' =1",
    'PT "Kutip" Jaya',
    "PT Baris\nDua",
    "PT Baris\r\nTiga",
    "PT Koma, Titik; Koma",
    "PT 🏭 宮本",
    "PT \u202eterbalik\u202c",
    "'t Hooft",
    "1-2-2026",
    "00123",
    "123456789E5",
    " ada spasi ",
]


def cells(raw: bytes, delimiter: str = ",", encoding: str = "utf-8") -> list[list[str]]:
    return list(csv.reader(io.StringIO(raw.decode(encoding), newline=""), delimiter=delimiter, strict=True))


def test_the_contract(home: Home) -> None:
    given_card = card("1000000.50", npp="JJ000001", segment="PU", membership="Aktif", as_of=date(2025, 12, 31))
    home.keep(given_card, card(7, OTHER, None))
    home.keep(card(900_000), at=later(1))
    assert home.ok("export").raw == csv_lines(
        [
            HEAD,
            f"2026-01-31T12:00:03+07:00,default,portal,{KPJ},PT Contoh Maju,JJ000001,PU,Aktif,2025-12-31,1000000.50,"
            "IDR,,agreed,1",
            f"2026-01-31T12:00:03+07:00,default,portal,{OTHER},,,,,,7.00,IDR,,agreed,1",
            f"2026-02-01T12:00:03+07:00,default,portal,{KPJ},PT Contoh Maju,,,,,900000.00,IDR,-100000.50,agreed,2",
        ]
    )


def test_the_language_changes_nothing(home: Home) -> None:
    home.keep(card(1_000_000))
    assert home.run("export", env={"SALDO_JHT_LANG": "id"}).raw == home.ok("export").raw
    # Nor does what the terminal can show.
    home.keep(card(1, company="PT 宮本"), at=later(1))
    latin = home.run("export", env={"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONIOENCODING": "latin-1"})
    assert "PT 宮本" in latin.out


def test_json_and_jsonl(home: Home) -> None:
    home.keep(card(5), card(6, OTHER, "=1"))
    told = home.ok("export", "--format", "json").told
    assert (told["schema"], told["status"]) == ("saldo-jht/export/1", "ok")
    lines = [json.loads(line) for line in home.ok("export", "--format", "jsonl").out.splitlines()]
    assert lines == told["readings"]
    assert list(lines[0]) == HEAD.split(",")
    # What is a formula in a spreadsheet is a name like any other here.
    assert [one["company"] for one in lines] == ["PT Contoh Maju", "=1"]


@settings(deadline=None)
@given(st.text())
@example("'=1")
@example("' ' =1")
@example('="12"')
def test_what_is_made_harmless_comes_back_exactly(text: str) -> None:
    cell = csv_form.defused(text)
    assert csv_form.restored(cell) == text
    assert cell.strip("\u200b \xa0")[:1] not in tuple("=+-@\t\r＝＋－＠")


def test_hostile_names_are_harmless_and_come_back_exactly(home: Home, tmp_path: Path) -> None:
    cards = [card(number, f"{number:011d}", name) for number, name in enumerate(HOSTILE)]
    home.keep(*cards)
    raw = home.ok("export").raw
    assert {len(row) for row in cells(raw)} == {14}
    for row in cells(raw)[1:]:
        for cell in row:
            assert cell.lstrip("\u200b \xa0")[:1] not in tuple("=+-@\t\r\n＝＋－＠"), cell
    for option, name in (((), "a.csv"), (("--excel",), "b.csv")):
        home.ok("export", *option, "-o", home.cwd / name)
        other = Home(tmp_path / name, {**home.env, "SALDO_JHT_HOME": str(tmp_path / name)}, home.cwd)
        other.ok("import", name)
        again = other.ok("export", "--format", "json").told["readings"]
        assert [one["company"] for one in again] == HOSTILE
        # And what came back is known again.
        assert "0 added" in other.ok("import", name).err


@settings(deadline=None, max_examples=50)
@given(names=st.lists(st.text(min_size=1), min_size=1, max_size=5, unique=True))
def test_generated_names_survive_the_file(names: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    from checker.keeping import database, history, importing
    from checker.keeping.files import whole
    from checker.keeping.history import Filters

    folder = tmp_path_factory.mktemp("generated")
    home = Home(folder, {}, folder)
    names = [name.encode("utf-8", "replace").decode() for name in names]
    home.keep(*[card(number, f"{number:011d}", name) for number, name in enumerate(names)])
    for form in (csv_form.PLAIN, csv_form.EXCEL):
        with database.reading(home.data) as connection, whole(folder / "a.csv") as stream:
            out = io.TextIOWrapper(stream, encoding=form.encoding, newline="")
            csv_form.write(out, history.readings(connection, Filters()), form)
            out.flush()
            out.detach()
        found = importing.table(lambda: (folder / "a.csv").open("rb"), {})
        past = importing.read(found, "default", None)
        assert [one.card.company for one in past] == names


def test_pandas_reads_it(home: Home) -> None:
    pandas = pytest.importorskip("pandas")
    home.keep(*[card(f"{number}.25", f"{number:011d}", name) for number, name in enumerate(HOSTILE)])
    home.keep(card(0, f"{1:011d}"), at=later(1))
    home.ok("export", "-o", "a.csv")
    frame = pandas.read_csv(home.cwd / "a.csv", dtype={"kpj": str}, parse_dates=["checked_at"], keep_default_na=False)
    assert list(frame.columns) == HEAD.split(",")
    assert [csv_form.restored(name) for name in frame["company"]][: len(HOSTILE)] == HOSTILE
    assert frame["balance"].sum() == sum(number + 0.25 for number in range(len(HOSTILE)))
    assert frame["kpj"][1] == "00000000001"
    # A fall is a number with a minus, not a text.
    assert float(frame["change"].iloc[-1]) == -1.25
    assert frame["checked_at"][0].isoformat() == "2026-01-31T12:00:03+07:00"
    home.ok("export", "--excel", "-o", "b.csv")
    frame = pandas.read_csv(home.cwd / "b.csv", sep=";", decimal=",", encoding="utf-8-sig", parse_dates=["Tanggal"])
    assert frame["Saldo"].sum() == sum(number + 0.25 for number in range(len(HOSTILE)))
    assert frame["Perubahan"].iloc[-1] == -1.25


OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def opened(file: Path, tokens: str) -> list[list[tuple[str, str, bool]]]:
    """What LibreOffice makes of a CSV file: each cell's kind (``s`` text, ``n`` number), value, whether a formula."""
    assert OFFICE is not None
    out = file.parent / "opened"
    command = [
        *(OFFICE, "--headless", f"-env:UserInstallation={(file.parent / 'office').as_uri()}"),
        *("--convert-to", "xlsx:Calc MS Excel 2007 XML", f"--infilter=CSV:{tokens}", "--outdir", str(out), str(file)),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    book = zipfile.ZipFile(out / f"{file.stem}.xlsx")
    strings = [
        "".join(text.text or "" for text in one.iter(SHEET + "t"))
        for one in ElementTree.fromstring(book.read("xl/sharedStrings.xml")).iter(SHEET + "si")
    ]
    rows = []
    for row in ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml")).iter(SHEET + "row"):
        found = {}
        for one in row.iter(SHEET + "c"):
            kind, value = one.get("t", "n"), one.findtext(SHEET + "v") or ""
            column = "".join(sign for sign in one.get("r", "") if sign.isalpha())
            text = strings[int(value)] if kind == "s" else value
            found[column] = ("n" if kind == "n" else "s", text, one.find(SHEET + "f") is not None)
        rows.append([found.get(chr(ord("A") + number), ("", "", False)) for number in range(15)])
    return rows


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not here")
def test_a_spreadsheet_set_to_indonesian_opens_the_form_for_it(home: Home) -> None:
    # The line ends that LibreOffice makes one of are not what is asked here.
    names = [name for name in HOSTILE if not set(name) & {"\r", "\n", "\t"}]
    home.keep(*[card(f"{number}.25", f"{number:011d}", name) for number, name in enumerate(names)])
    home.keep(card("12345678.90", f"{1:011d}", as_of=date(2026, 1, 31)), card(0, f"{2:011d}"), at=later(1))
    home.ok("export", "--excel", "-o", "excel.csv")
    assert (home.cwd / "excel.csv").read_bytes().startswith(b"\xef\xbb\xbfTanggal;Jam;Akun;")
    # Semicolon, quotes, UTF-8, from line 1, no columns said, Indonesian: what its dialog proposes there.
    rows = opened(home.cwd / "excel.csv", "59,34,76,1,,1057,false,true")
    assert [cell[1] for cell in rows[0]] == list(csv_form.HEADINGS.values())
    by_heading = [dict(zip(csv_form.HEADINGS, row, strict=True)) for row in rows[1:]]
    for number, (row, name) in enumerate(zip(by_heading, names, strict=False)):
        assert row["kpj"][:2] == ("s", f"{number:011d}")
        assert row["balance"][:2] == ("n", f"{number}.25")
        assert row["day"][0] == row["clock"][0] == "n", "a date that is one counts in days"
        kind, shown, formula = row["company"]
        assert kind == "s"
        assert csv_form.restored(shown) == name
        # The only formula is the quoted text of our own, for what would else be taken for a number.
        assert not formula or name[0].isdigit()
    fell, grown = by_heading[-1], by_heading[-2]
    assert fell["change"][:2] == ("n", "-2.25")
    assert (grown["balance"][:2], grown["change"][:2]) == (("n", "12345678.9"), ("n", "12345677.65"))
    assert grown["as_of"][0] == "n"
    # Days are counted from the end of 1899.
    assert float(grown["day"][1]) == (date(2026, 2, 1) - date(1899, 12, 30)).days
    assert float(grown["clock"][1]) == pytest.approx(0.50003, abs=1e-4)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not here")
def test_a_spreadsheet_runs_no_formula_out_of_the_plain_form(home: Home) -> None:
    home.keep(*[card(number, f"{number:011d}", name) for number, name in enumerate(HOSTILE)])
    home.ok("export", "-o", "plain.csv")
    rows = opened(home.cwd / "plain.csv", "44,34,76,1,,1033,false,true")
    assert len(rows) == 1 + len(HOSTILE)
    assert not [cell for row in rows for cell in row if cell[2]]


def test_a_file_is_written_whole_or_not_at_all(home: Home) -> None:
    home.keep(card(5))
    file = home.cwd / "saldo.csv"
    home.ok("export", "-o", file)
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        file.chmod(0o640)
    home.keep(card(6), at=later(1))
    home.ok("export", "-o", file, "--force")
    assert file.read_bytes() == home.ok("export").raw
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert os.listdir(home.cwd) == ["saldo.csv"]  # noqa: PTH208 - hidden ones too


def test_a_file_that_cannot_be_written_leaves_the_old_one(home: Home, bound_by_rights: list[str]) -> None:
    home.keep(card(5))
    file = home.cwd / "saldo.csv"
    home.ok("export", "-o", file)
    before = file.read_bytes()
    home.keep(card(6), at=later(1))
    home.cwd.chmod(0o555)
    try:
        for option in ("-o", "--append"):
            done = home.run("export", option, file, "--force", before=bound_by_rights)
            assert (done.status, done.raw) == (50, b"")
            assert str(file) in done.err
    finally:
        home.cwd.chmod(0o755)
    assert file.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="files have no such limit there")
def test_a_full_disk_leaves_the_old_file_and_no_rest(home: Home) -> None:
    home.keep(*[card(number, f"{number:011d}") for number in range(400)])
    file = home.cwd / "saldo.csv"
    file.write_bytes(csv_lines([HEAD]))
    for option in ("-o", "--append"):
        limited = ["bash", "-c", 'trap "" XFSZ; ulimit -f 8; exec "$@"', "-"]
        done = home.run("export", option, file, "--force", before=limited)
        assert done.status == 50, done.err
        assert file.read_bytes() == csv_lines([HEAD])
        assert os.listdir(home.cwd) == ["saldo.csv"]  # noqa: PTH208 - hidden ones too


@pytest.mark.skipif(sys.platform == "win32", reason="no such device there")
def test_a_device_is_not_replaced(home: Home) -> None:
    home.keep(card(5))
    home.ok("export", "-o", "/dev/null")
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)  # noqa: PTH116


@pytest.mark.skipif(sys.platform == "win32", reason="links are another matter there")
def test_a_link_stays_a_link(home: Home) -> None:
    home.keep(card(5))
    (home.cwd / "true.csv").touch()
    (home.cwd / "link.csv").symlink_to("true.csv")
    home.ok("export", "-o", "link.csv")
    home.keep(card(6), at=later(1))
    home.ok("export", "--append", "link.csv")
    assert (home.cwd / "link.csv").is_symlink()
    assert (home.cwd / "true.csv").read_bytes() == home.ok("export").raw


@pytest.mark.parametrize(
    "options", [("-o", "a", "--append", "b"), ("--format", "json", "--excel"), ("--format", "jsonl", "--append", "a")]
)
def test_what_does_not_go_together_is_said(home: Home, options: tuple[str, ...]) -> None:
    done = home.run("export", *options)
    assert (done.status, done.raw) == (2, b"")
    assert not list(home.cwd.iterdir())


def test_append_begins_a_file_and_twice_is_once(home: Home) -> None:
    home.keep(card(5), card(6, OTHER))
    file = home.cwd / "saldo.csv"
    assert "2 added" in home.ok("export", "--append", file).err
    assert file.read_bytes() == home.ok("export").raw
    before = file.stat()
    assert "0 added" in home.ok("export", "--append", file).err
    after = file.stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)
    home.keep(card(7), at=later(1))
    assert "1 added" in home.ok("export", "--append", file).err
    assert file.read_bytes() == home.ok("export").raw


def test_append_keeps_foreign_columns_their_order_and_foreign_rows(home: Home) -> None:
    home.keep(card("1000000"), at=later(0))
    home.keep(card("1100000"), at=later(1))
    file = home.cwd / "keluarga.csv"
    theirs = (
        "catatan;balance;checked_at;kpj;account\n"
        f'"gaji, ""pertama""";1000000,00;2026-01-31 12:00:03;{KPJ};default\n'
        "jumlah;=SUM(B2:B2);;;\n"
        "tanpa akhir baris;;;;"
    )
    file.write_text(theirs, encoding="utf-8", newline="")
    home.ok("export", "--append", file)
    added = f';1100000,00;2026-02-01 12:00:03;"=""{KPJ}""";default\n'
    assert file.read_bytes().decode() == theirs + "\n" + added
    assert "0 added" in home.ok("export", "--append", file).err


def test_append_ends_its_lines_as_the_file_does(home: Home) -> None:
    """Though the file's first line ends within a cell, as those of a spreadsheet do, and otherwise than the others."""
    home.keep(card("1000000"))
    file = home.cwd / "keluarga.csv"
    theirs = b'"catatan\nIbu",checked_at,account,kpj,balance\r\ngaji,,,,\r\n'
    file.write_bytes(theirs)
    home.ok("export", "--append", file)
    assert file.read_bytes() == theirs + f",2026-01-31T12:00:03+07:00,default,{KPJ},1000000.00\r\n".encode()


def test_append_keeps_genuine_duplicates(home: Home) -> None:
    # Two cards that the page gives no number, with the same balance: both are readings.
    home.keep(card(5, None, None), card(5, None, None))
    file = home.cwd / "saldo.csv"
    assert "2 added" in home.ok("export", "--append", file).err
    assert "0 added" in home.ok("export", "--append", file).err
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines[:-1]))
    assert "1 added" in home.ok("export", "--append", file).err


def test_append_knows_again_what_a_spreadsheet_wrote_otherwise(home: Home) -> None:
    home.keep(card("1000000.50"), card("2000000", OTHER))
    file = home.cwd / "saldo.csv"
    file.write_text(
        "checked_at,account,kpj,balance\n"
        f"2026-01-31T05:00:03Z,default,{KPJ},1000000.5\n31/01/2026 12.00.03,default,{OTHER},2000000\n"
    )
    assert "0 added" in home.ok("export", "--append", file).err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"nama,nilai\nx,1\n", "checked_at"),
        (b"checked_at,account,kpj,balance\n1,2\n", "line 2"),
        (b'checked_at,account,kpj,balance\n"2026', "line 2"),
        (b"checked_at,account,kpj,balance\na,b,c,d\n\xff\xfe,,,\n", "line 3"),
        (b"\n\n", "line 1"),
    ],
)
def test_append_leaves_alone_what_it_does_not_understand(home: Home, content: bytes, said: str) -> None:
    home.keep(card(5))
    file = home.cwd / "saldo.csv"
    file.write_bytes(content)
    done = home.run("export", "--append", file)
    assert done.status == 50
    assert said in done.err
    assert file.read_bytes() == content


def test_what_is_written_meanwhile_is_not_lost(home: Home) -> None:
    from checker.keeping import database, history
    from checker.keeping.appending import append

    home.keep(card(5))
    file = home.cwd / "saldo.csv"
    file.write_bytes(csv_lines([HEAD]))
    with database.reading(home.data) as connection:
        found = list(history.readings(connection, history.Filters()))
    asked: list[int] = []

    def source() -> list[history.Kept]:
        if not asked:
            # Somebody saves the file between our reading and our writing of it.
            with file.open("ab") as stream:
                stream.write(b"catatan" + b"," * 13 + b"\r\n")
        asked.append(1)
        return found

    assert append(file, source, csv_form.PLAIN) == 1
    assert len(asked) == 2
    assert b"catatan" in file.read_bytes()
    assert file.read_bytes().count(b"\r\n") == 3


def test_several_that_append_at_once_lose_nothing(home: Home) -> None:
    """As lines of a crontab do, one for each account, at the same minute and into the same file."""
    accounts = [f"orang{number}" for number in range(8)]
    for account in accounts:
        home.keep(card(1_000_000), account=account)
    file = home.cwd / "saldo.csv"
    command = [sys.executable, "-m", "checker", "export", "--append", str(file), "--account"]
    running = [
        subprocess.Popen([*command, account], env=dict(home.env), cwd=home.cwd, stderr=subprocess.DEVNULL)
        for account in accounts
    ]
    assert [one.wait(timeout=120) for one in running] == [0] * len(running)
    rows = cells(file.read_bytes())
    assert sorted(row[1] for row in rows[1:]) == accounts
    if sys.platform != "win32":
        assert [one.name for one in home.cwd.iterdir()] == ["saldo.csv"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
@pytest.mark.parametrize("option", ["-o", "--append"])
def test_killed_at_any_moment_the_file_is_the_old_one_or_the_new(home: Home, option: str) -> None:
    home.keep(*[card(number, f"{number:011d}") for number in range(3000)])
    file = home.cwd / "saldo.csv"
    old = csv_lines([HEAD])
    new = home.ok("export").raw
    command = [sys.executable, "-m", "checker", "export", option, str(file), "--force"]
    for attempt in range(8):
        file.write_bytes(old)
        process = subprocess.Popen(command, env=dict(home.env), cwd=home.cwd, stderr=subprocess.DEVNULL)
        # From when the temporary file is there, which is when the old one is in danger.
        while process.poll() is None and not list(home.cwd.glob(".saldo.csv*")):
            time.sleep(0.001)
        time.sleep(attempt * 0.004)
        process.kill()
        process.wait()
        assert file.read_bytes() in (old, new)
        for left in home.cwd.glob(".saldo.csv*"):
            left.unlink()


# -------------------------------------------------------------------------------------------- names, kinds, filters


def test_a_workbook_holds_days_amounts_and_no_formula(inside: Inside) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    names = [name for name in HOSTILE if name == plain(name)]
    inside.keep(*[card(f"{number}.25", f"{number:011d}", name) for number, name in enumerate(names)])
    inside.keep(card("12345678.90", f"{0:011d}", "#N/A", as_of=date(2026, 1, 31)), at=later(1))
    inside.ok("export", "-o", "saldo.xlsx")
    sheet = openpyxl.load_workbook(inside.cwd / "saldo.xlsx").active
    rows = [dict(zip(csv_form.HEADINGS, row, strict=True)) for row in sheet.iter_rows()]
    assert [cell.value for cell in rows[0].values()] == list(csv_form.HEADINGS.values())
    assert [row["company"].value for row in rows[1:]] == [*names, "#N/A"]
    assert {row[name].data_type for row in rows for name in ("kpj", "company", "source")} == {"s"}
    last = rows[-1]
    assert (last["day"].value.date(), last["clock"].value) == (date(2026, 2, 1), clock(12, 0, 3))
    assert (last["balance"].value, last["change"].value, last["as_of"].is_date) == (12345678.9, 12345678.65, True)
    assert last["balance"].number_format == "#,##0.00"


def test_a_workbook_without_its_library_is_refused_by_name(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    inside.keep(card(5))
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    done = inside.run("export", "-o", "saldo.xlsx")
    assert (done.status, "pip install 'saldo-jht[excel]'" in done.err) == (15, True), done.err
    assert not list(inside.cwd.iterdir())


def test_a_name_says_the_format(inside: Inside) -> None:
    inside.keep(card(5))
    for name, form in (
        ("a.json", "json"),
        ("a.jsonl", "jsonl"),
        ("a.JSON", "json"),
        ("a.csv", "csv"),
        ("a.txt", "csv"),
    ):
        inside.ok("export", "-o", name, "--force")
        assert (inside.cwd / name).read_bytes() == inside.ok("export", "--format", form).raw
    for options in (
        *(("-o", "a.ods"), ("-o", "a.xls"), ("-o", "a.xlsx", "--format", "csv"), ("-o", "b.csv", "--format", "xlsx")),
        *(("--format", "xlsx"), ("--append", "a.xlsx"), ("--append", "a.json"), ("-o", "b.json", "--excel")),
    ):
        done = inside.run("export", *options)
        assert (done.status, done.raw) == (2, b""), options
    assert not list(inside.cwd.glob("b.*"))


@pytest.mark.parametrize("command", [("export", "-o", "a.csv"), ("chart", "-o", "a.svg")])
def test_a_file_that_is_there_is_overwritten_only_on_purpose(inside: Inside, command: tuple[str, ...]) -> None:
    inside.keep(card(5))
    file = inside.cwd / command[-1]
    file.write_text("surat cinta")
    done = inside.run(*command)
    assert (done.status, "--force" in done.err, file.read_text()) == (2, True, "surat cinta"), done.err
    inside.ok(*command, "--force")
    assert file.read_text() != "surat cinta"
    # One that is empty has nothing to lose.
    file.write_text("")
    inside.ok(*command)
    if command[0] == "export":
        file.write_text("surat cinta")
        arguments = ["-m", "checker", *command]
        with pexpect.spawn(sys.executable, arguments, env=dict(inside.env), cwd=str(inside.cwd), timeout=60) as child:
            child.expect("Overwrite it")
            child.sendline("y")
            child.expect(pexpect.EOF)
        assert file.read_bytes() == inside.ok("export").raw


@pytest.mark.parametrize("command", [("history",), ("export",), ("chart",), ("history", "runs")])
def test_a_filter_that_names_nothing_names_what_there_is(inside: Inside, command: tuple[str, ...]) -> None:
    inside.keep(card(5))
    inside.keep(card(6, OTHER), account="istri")
    (inside.path / "config.toml").write_text('[accounts.ibu]\nemail = "ibu@example.test"\n')
    cases = [
        (("--account", "isteri"), "there are: default, ibu, istri"),
        (("--since", "2026-02-01", "--until", "2026-01-01"), "--since is a day after --until"),
    ]
    if command != ("history", "runs"):
        cases += [
            (("--kpj", "12345678901"), f"there are: {KPJ}, {OTHER}"),
            (("--kpj", OTHER, "--account", "default"), f"there are: {KPJ}"),
            (("--kpj", "123"), "is not a KPJ"),
        ]
    for filters, said in cases:
        done = inside.run(*command, *filters)
        assert (done.status, done.raw, said in done.err) == (2, b"", True), done.err
    # An account of which nothing was read yet is none that is wrong.
    assert inside.run(*command, "--account", "ibu").status == 4
    assert inside.run(*command, "--since", "2027-01-01").status == 4
