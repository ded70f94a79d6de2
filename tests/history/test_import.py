"""`saldo-jht import`: all lines of a file, each once, or none and the line that is wrong."""

import sqlite3
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from checker.keeping.csv_form import COLUMNS
from tests.history.helping import KPJ, OTHER, Home, card, later

MAP = ("--map", "date=Tanggal,balance=Saldo")


def file(home: Home, text: str, name: str = "a.csv") -> Path:
    path = home.cwd / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def kept(home: Home) -> list[tuple[str, str | None, str]]:
    read = home.run("history", "--json").told["readings"]
    return [(one["checked_at"], one["kpj"], one["balance"]) for one in read]


def test_a_file_of_our_own_comes_back(home: Home, tmp_path: Path) -> None:
    home.keep(card("5.05", npp="JJ1", segment="PU", membership="Aktif"), card(6, OTHER))
    home.keep(card("7.50"), at=later(1))
    home.ok("export", "-o", home.cwd / "saldo.csv")
    other = Home(tmp_path / "other", {**home.env, "SALDO_JHT_HOME": str(tmp_path / "other")}, home.cwd)
    assert other.ok("import", "saldo.csv", "--json").told == {
        **{"schema": "saldo-jht/import/1", "status": "ok", "dry_run": False, "read": 3, "added": 3, "known": 0},
        "runs": [1],
    }
    mine, theirs = (one.ok("export", "--format", "json").told["readings"] for one in (home, other))
    assert [{**one, "source": "import", "run": 1} for one in mine] == theirs
    # Twice is once; and what was read here is known here.
    for one in (other, home):
        assert one.ok("import", "saldo.csv", "--json").told["added"] == 0
        assert one.ok("export", "--format", "json").told["readings"] == (theirs if one is other else mine)


def test_any_file_with_a_mapping(home: Home) -> None:
    file(
        home,
        "No;Tanggal;Saldo;Kartu;Perusahaan\r\n1;31-01-2026;Rp 1.234.567,00;01234567890;PT Satu\r\n\r\n"
        "2;28 Februari 2026;1.300.000;3456789012a;=PT Dua\r\n3;2026-03-31 08:15:30+09:00;1400000;0123 4567 890;\r\n",
    )
    mapping = "date=Tanggal,balance=Saldo,kpj=Kartu,company=Perusahaan"
    assert "3 added" in home.ok("import", "a.csv", "--map", mapping).err
    assert kept(home) == [
        ("2026-01-31T00:00:00+07:00", KPJ, "1234567.00"),
        ("2026-02-28T00:00:00+07:00", OTHER, "1300000.00"),
        ("2026-03-31T06:15:30+07:00", KPJ, "1400000.00"),
    ]
    assert {one["source"] for one in home.ok("history", "--json").told["readings"]} == {"import"}
    assert [one["source"] for one in home.ok("history", "runs", "--json").told["runs"]] == ["import"]


def test_a_column_whose_name_holds_a_comma(home: Home) -> None:
    file(home, 'Tanggal,"Saldo, Rp"\n2026-01-31,"1,234,567.00"\n')
    home.ok("import", "a.csv", "--map", 'date=Tanggal,"balance=Saldo, Rp"', "--kpj", KPJ, "--account", "ibu")
    (read,) = home.ok("history", "--json").told["readings"]
    assert (read["account"], read["kpj"], read["balance"]) == ("ibu", KPJ, "1234567.00")


def test_a_dry_run_shows_and_keeps_nothing(home: Home) -> None:
    file(home, "Tanggal,Saldo\n" + "".join(f"2026-01-{day:02d},{day}000000\n" for day in range(1, 31)))
    done = home.ok("import", "a.csv", *MAP, "--dry-run")
    assert "2026-01-01 00:00" in done.out
    assert "Rp 20.000.000,00" in done.out
    assert "and 10 more" in done.out
    assert "30 would be added" in done.err
    told = home.ok("import", "a.csv", *MAP, "--dry-run", "--json").told
    assert (told["dry_run"], told["added"], len(told["readings"])) == (True, 30, 30)
    assert not home.path.exists()


def test_twice_is_once_and_genuine_duplicates_are_kept(home: Home) -> None:
    file(home, "Tanggal,Saldo\n2026-01-31,5000000\n2026-01-31,5000000\n2026-02-28,6000000\n")
    assert "3 added" in home.ok("import", "a.csv", *MAP).err
    assert "0 added, 3 were there" in home.ok("import", "a.csv", *MAP).err
    file(home, "Tanggal,Saldo\n2026-01-31,5000000\n2026-01-31,5000000\n2026-01-31,5000000\n", "b.csv")
    assert "1 added, 2 were there" in home.ok("import", "b.csv", *MAP).err


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("2026-02-30,5000000,", "'2026-02-30' is no date"),
        ("13/13/2026,5000000,", "is no date"),
        ("12/31/2026,5000000,", "is no date"),
        ("kemarin,5000000,", "is no date"),
        (",5000000,", "is no date"),
        ("2026-01-31 2026-02-01,5000000,", "is no date"),
        ("0001-01-01,5000000,", "is no date"),
        ("2999-01-31,5000000,", "in the future"),
        ("2026-01-31,,", "no balance"),
        ("2026-01-31,-5000000,", "no balance"),
        ("2026-01-31,lima juta,", "no balance"),
        ("2026-01-31,1.23457E+10,", "no balance"),
        ("2026-01-31,NaN,", "no balance"),
        ("2026-01-31,USD 5,", "no balance"),
        ("2026-01-31,12.34.56,", "no balance"),
        ("2026-01-31,5.000,", "could be two amounts"),
        ("2026-01-31,99999999999999999999,", "more than can be kept"),
        ("2026-01-31,5000000,1234567890", "is not a KPJ"),
        ("2026-01-31,5000000", "expected 3 cells"),
        ("2026-01-31,5000000,,,", "expected 3 cells"),
        ('2026-01-31,"5000000"0,', "line 5"),
        ('2026-01-31,5000000,"', "line 5"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_imported(home: Home, line: str, said: str) -> None:
    # A name of two lines stands before it, and an empty one: what counts is the line that an editor shows.
    path = file(home, f'Tanggal,Saldo,"Kartu\nKPJ"\n2026-01-01,4000000,\n\n{line}\n2026-03-01,7000000,\n')
    done = home.run("import", path, "--map", 'date=Tanggal,balance=Saldo,"kpj=Kartu\nKPJ"')
    assert (done.status, done.raw) == (2, b""), done.err
    assert f"{path}, line 5" in done.err
    assert said in done.err
    assert "Nothing was imported" in done.err
    assert not home.file.exists()
    told = home.run("import", path, "--map", 'date=Tanggal,balance=Saldo,"kpj=Kartu\nKPJ"', "--json").told
    assert (told["schema"], told["status"], told["error"]["line"]) == ("saldo-jht/import/1", "error", 5)


@pytest.mark.parametrize("number", ["123", "", "1234567890", "123456789012"])
def test_a_kpj_of_the_command_line_is_looked_at_too(home: Home, number: str) -> None:
    file(home, "Tanggal,Saldo\n2026-01-31,5000000\n")
    done = home.run("import", "a.csv", *MAP, "--kpj", number)
    assert done.status == 2
    assert "is not a KPJ" in done.err
    assert not home.path.exists()


def test_other_lines_settle_what_an_amount_means(home: Home) -> None:
    file(home, "Tanggal;Saldo\n31-01-2026;5.000\n28-02-2026;1.234.567,00\n")
    home.ok("import", "a.csv", *MAP)
    assert [row[2] for row in kept(home)] == ["5000.00", "1234567.00"]


@pytest.mark.parametrize(
    ("content", "line"), [(b"\xff\xfeT\x00", 1), (b"Tanggal,Saldo\n2026-01-31,5000000\n2026-02-28,\xe9\n", 3), (b"", 1)]
)
def test_what_is_no_text_is_named(home: Home, content: bytes, line: int) -> None:
    (home.cwd / "a.csv").write_bytes(content)
    done = home.run("import", "a.csv", *MAP)
    assert done.status == 2
    assert f"a.csv, line {line}: " in done.err


def test_a_bad_line_of_our_own_form(home: Home) -> None:
    values = ["2026-01-31T12:00:03+07:00", "default", "portal", KPJ, *[""] * 5, "5.00", "IDR", "", "agreed", "1"]
    for name, wrong in (("balance", "5,00"), ("currency", "USD"), ("confidence", "sure"), ("as_of", "soon")):
        bad = [wrong if column == name else value for column, value in zip(COLUMNS, values, strict=True)]
        quoted = [",".join(f'"{cell}"' for cell in row) for row in (COLUMNS, values, bad)]
        path = file(home, "\n".join(quoted) + "\n")
        done = home.run("import", path)
        assert (done.status, f"{path}, line 3: " in done.err) == (2, True), done.err
    assert not home.file.exists()


def test_what_is_not_ours_asks_for_a_mapping(home: Home) -> None:
    file(home, "Hari,Nilai\n2026-01-31,5\n")
    done = home.run("import", "a.csv")
    assert done.status == 2
    assert "--map" in done.err
    assert "Hari, Nilai" in done.err
    for mapping in ("date=Hari", "date=Hari,balance=Saldo", "hari=Hari", "date", "date=Hari,balance="):
        done = home.run("import", "a.csv", "--map", mapping)
        assert (done.status, done.raw) == (2, b""), mapping
    assert home.run("import", "missing.csv").status == 2


def test_it_is_kept_whole_or_not_at_all(home: Home) -> None:
    home.keep(card(5))
    connection = sqlite3.connect(home.file)
    connection.execute(
        "CREATE TRIGGER full BEFORE INSERT ON reading WHEN NEW.balance = 700000000"
        " BEGIN SELECT RAISE(ABORT, 'as a full disk does'); END"
    )
    connection.commit()
    connection.close()
    file(home, "Tanggal,Saldo\n2026-01-31,5000000\n2026-02-28,7000000\n")
    assert home.run("import", "a.csv", *MAP).status == 50
    assert len(kept(home)) == 1
    assert len(home.ok("history", "runs", "--json").told["runs"]) == 1


def test_an_imported_reading_takes_its_place_in_time(home: Home) -> None:
    home.keep(card(5_500_000))
    file(home, "Tanggal,Saldo\n2025-12-31,5000000\n")
    home.ok("import", "a.csv", *MAP, "--kpj", KPJ)
    changes = [one["change"] for one in home.ok("history", "--json").told["readings"]]
    assert changes == [None, "500000.00"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_killed_at_any_moment_all_is_there_or_nothing(home: Home) -> None:
    lines = [f"{date(2000, 1, 1) + timedelta(number)},{5_000_000 + number}" for number in range(3000)]
    file(home, "\n".join(["Tanggal,Saldo", *lines]) + "\n")
    command = [sys.executable, "-m", "checker", "import", "a.csv", *MAP]
    for attempt in range(12):
        process = subprocess.Popen(command, env=dict(home.env), cwd=home.cwd, stderr=subprocess.DEVNULL)
        # The writing begins when the log of the database does; then it lasts some tens of milliseconds.
        log = home.file.with_name("history.db-wal")
        while process.poll() is None and not log.exists():
            time.sleep(0.001)
        time.sleep(attempt * 0.005)
        process.kill()
        process.wait()
        assert len(kept(home)) in (0, 3000)
    home.ok("import", "a.csv", *MAP)
    assert len(kept(home)) == 3000
