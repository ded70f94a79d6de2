"""Tables of a person's own, and our own after a spreadsheet has been at them: taken rightly, or the line is named."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pexpect
import pytest

from checker.keeping.reading_csv import MINUTE, SECOND, WHOLE_DAY, moment
from checker.settings import JAKARTA
from tests.history.helping import KPJ, OTHER, Inside, card, later

FIVE = "Hari,Nilai,Kartu\n" + "".join(f"2026-01-31,{number}000000,{number:011d}\n" for number in range(1, 6))


def file(home: Inside, text: str, name: str = "a.csv") -> Path:
    path = home.cwd / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def kept(home: Inside) -> list[tuple[str, str | None, str]]:
    read = home.run("history", "--json").told["readings"]
    return [(one["checked_at"], one["kpj"], one["balance"]) for one in read]


# ------------------------------------------------------------------------------------------------- without a card


def test_several_balances_of_a_day_need_their_cards(inside: Inside) -> None:
    file(inside, FIVE)
    done = inside.run("import", "a.csv", "--map", "date=Hari,balance=Nilai", "--json")
    assert (done.status, done.told["error"]["line"]) == (2, 3)
    assert "--map kpj=COLUMN" in done.err
    # Nor is it one card that has them all at one time.
    done = inside.run("import", "a.csv", "--map", "date=Hari,balance=Nilai", "--kpj", KPJ)
    assert (done.status, "as on line 2" in done.err) == (2, True), done.err
    assert not inside.file.exists()
    assert "5 added" in inside.ok("import", "a.csv", "--map", "date=Hari,balance=Nilai,kpj=Kartu").err
    # Employers tell cards apart where nothing else does, and so do days.
    file(inside, "Tanggal;Saldo;Perusahaan\n31/01/2026;5000001;PT Satu\n31/01/2026;6000001;PT Dua\n", "b.csv")
    file(inside, "Tanggal;Saldo\n31/01/2025;5000001\n28/02/2025;6000001\n", "c.csv")
    for name in ("b.csv", "c.csv"):
        assert "2 added" in inside.ok("import", name).err


def test_a_balance_without_a_card_is_held_against_those_imported_before(inside: Inside) -> None:
    for name, balance in (("a.csv", 5_000_000), ("b.csv", 7_000_000)):
        file(inside, f"Tanggal,Saldo\n2026-01-31,{balance}\n", name)
    inside.ok("import", "a.csv")
    done = inside.run("import", "b.csv")
    assert (done.status, "history forget --run 1" in done.err, "--kpj" in done.err) == (2, True, True), done.err
    assert "1 were there already" in inside.ok("import", "a.csv").err
    inside.ok("import", "--undo", "a.csv")
    assert "1 added" in inside.ok("import", "b.csv").err
    inside.ok("import", "a.csv", "--kpj", KPJ)
    assert len(kept(inside)) == 2


def test_a_person_on_a_terminal_is_asked_for_the_column(inside: Inside) -> None:
    import sys

    file(inside, FIVE)
    command = ["-m", "checker", "import", "a.csv", "--map", "date=Hari,balance=Nilai"]
    with pexpect.spawn(sys.executable, command, env=dict(inside.env), cwd=str(inside.cwd), timeout=60) as child:
        child.expect("Columns: Kartu")
        child.expect("Column with the KPJ")
        child.sendline("kartu")
        child.expect("5 added")
        child.expect(pexpect.EOF)
    assert {one[1] for one in kept(inside)} == {f"{number:011d}" for number in range(1, 6)}


# ------------------------------------------------------------------------------------------------ headings, values


def test_usual_headings_need_no_mapping(inside: Inside) -> None:
    file(
        inside, f"sep=;\r\nNo.;TANGGAL;Saldo (Rp);No. KPJ;Nama Perusahaan\r\n1;31 Januari 2026;1.000.000;{KPJ};PT A\r\n"
    )
    done = inside.ok("import", "a.csv")
    assert "date=TANGGAL, balance=Saldo (Rp), kpj=No. KPJ, company=Nama Perusahaan" in done.err
    assert kept(inside) == [("2026-01-31T00:00:00+07:00", KPJ, "1000000.00")]
    # What two columns may be is not guessed, and a mapping goes before.
    file(inside, "Tanggal,Tgl,Saldo,Nilai\n2026-02-01,2026-02-02,1,1500000\n", "b.csv")
    done = inside.run("import", "b.csv")
    assert (done.status, "no column date" in done.err) == (2, True), done.err
    inside.ok("import", "b.csv", "--map", "DATE=tgl,Balance=NILAI", "--kpj", KPJ)
    assert kept(inside)[-1] == ("2026-02-02T00:00:00+07:00", KPJ, "1500000.00")


@pytest.mark.parametrize("name", ["-", "a.csv"])
def test_a_separator_line_and_day_numbers(inside: Inside, name: str) -> None:
    text = f"\ufeffsep=;\r\nTanggal;Saldo;KPJ\r\n46053;5000000;{KPJ}\r\n46053,25;6000000;{OTHER}\r\n46060;x;{KPJ}\r\n"
    file(inside, text)
    done = inside.run("import", name, env={"STDIN": text})
    assert (done.status, f"{name}, line 5: 'x'" in done.err) == (2, True), done.err
    good = text.replace("46060;x", "46060;7000000")
    file(inside, good)
    assert "3 added" in inside.run("import", name, env={"STDIN": good}).err
    assert kept(inside) == [
        ("2026-01-31T00:00:00+07:00", KPJ, "5000000.00"),
        ("2026-01-31T06:00:00+07:00", OTHER, "6000000.00"),
        ("2026-02-07T00:00:00+07:00", KPJ, "7000000.00"),
    ]
    # What came by standard input is known by its bytes.
    assert inside.run("import", "--undo", name, env={"STDIN": good}).status == 0
    assert kept(inside) == []


def test_standard_input_without_an_end_is_refused(inside: Inside) -> None:
    done = inside.run("import", "-", env={"STDIN": "x" * 200_000})
    assert (done.status, "-, line 1: expected at most 100000 bytes" in done.err) == (2, True), done.err


@pytest.mark.parametrize(
    ("text", "clock", "within"),
    [
        ("46326", (0, 0, 0), WHOLE_DAY),
        ("46326,5", (12, 0, 0), WHOLE_DAY),
        ("46326.33337", (8, 0, 3), SECOND),
        ("46326 0,33337", (8, 0, 3), SECOND),
        ("31/10/2026", (0, 0, 0), WHOLE_DAY),
        ("31/10/2026 8:00", (8, 0, 0), MINUTE),
        ("31/10/2026 08.00.03", (8, 0, 3), SECOND),
        ("2026-10-31T08:00+07:00", (8, 0, 0), MINUTE),
    ],
)
def test_what_an_instant_stands_for(text: str, clock: tuple[int, int, int], within: timedelta) -> None:
    assert moment(text) == (datetime(2026, 10, 31, *clock, tzinfo=JAKARTA), within)


# ----------------------------------------------------------------------------------------------- after a spreadsheet


def spreadsheet(text: str, *, kpj: str | None = None) -> str:
    """A file of ours as a spreadsheet set to Indonesian saves it: days and times in its own way, noughts gone."""
    text = text.replace('"=""', "").replace('"""', "").replace(";12:00:03;", ";12:00;").replace(",00;IDR", ";IDR")
    for day in (date(2026, 1, 31), date(2026, 2, 1)):
        text = text.replace(day.isoformat(), f"{day:%d/%m/%Y}")
    return text.replace(KPJ, kpj) if kpj else text


def test_what_a_spreadsheet_saved_is_known_again(inside: Inside) -> None:
    inside.keep(card(1_000_000, as_of=date(2026, 1, 31)), card("2000000.50", OTHER))
    inside.keep(card(1_100_000), at=later(1))
    inside.ok("export", "--excel", "-o", "a.csv")
    path = inside.cwd / "a.csv"
    saved = spreadsheet(path.read_text(encoding="utf-8-sig"))
    assert f"\n31/01/2026;12:00;default;portal;{KPJ};" in saved.replace("\r", "")
    path.write_text(saved, encoding="utf-8-sig", newline="")
    assert "0 added" in inside.ok("export", "--append", path).err
    assert "3 were there already" in inside.ok("import", path).err
    # A contract's file, its instants cut to the day.
    plain = inside.ok("export").out.replace("T12:00:03+07:00", "")
    file(inside, plain, "b.csv")
    assert "0 added" in inside.ok("export", "--append", "b.csv").err
    assert "3 were there already" in inside.ok("import", "b.csv").err
    inside.keep(card(1_200_000), at=later(2))
    assert "1 added" in inside.ok("export", "--append", path).err
    assert path.read_text(encoding="utf-8-sig").splitlines()[-1].startswith("2026-02-02;12:00:03;default;portal;")
    assert "0 added" in inside.ok("export", "--append", path).err


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (KPJ, "1,23457E+09", "its digits are lost"),
        (KPJ, "1234567890", "is not a KPJ"),
        ("2026-01-31T12:00:03+07:00", "########", "is no instant"),
        ("2026-01-31T12:00:03+07:00", "1/31/2026 12:00", "is no instant"),
        ("2026-01-31T12:00:03+07:00", "01/12/2031", "in the future"),
        ("1000000.00", "1E+06", "is no balance"),
    ],
)
@pytest.mark.parametrize("narrow", [False, True])
def test_a_reading_that_a_spreadsheet_has_broken_is_named_and_never_doubled(
    inside: Inside, before: str, after: str, said: str, narrow: bool
) -> None:
    inside.keep(card(1_000_000))
    inside.ok("export", "-o", "a.csv")
    path = inside.cwd / "a.csv"
    text = path.read_text().replace(before, f'"{after}"')
    if narrow:
        # A table with few of our columns: what is right in a row tells that the rest is broken.
        if said == "in the future":
            pytest.skip("a day to come may be its owner's own")
        when, kpj, balance = (
            after if before == whole else whole for whole in ("2026-01-31T12:00:03+07:00", KPJ, "1000000.00")
        )
        text = f'checked_at,account,kpj,balance\n{when},default,"{kpj}",{balance}\n'
    path.write_text(text)
    done = inside.run("export", "--append", path)
    assert (done.status, f"{path}, line 2: " in done.err, said in done.err) == (50, True, True), done.err
    assert "Correct that line" in done.err
    assert path.read_text() == text
    done = inside.run("import", path)
    assert (done.status, "line 2" in done.err) == (2, True), done.err
    assert len(kept(inside)) == 1


def test_what_is_wrong_with_a_line_is_told_in_indonesian(inside: Inside) -> None:
    file(inside, f"Tanggal,Saldo,KPJ\n2026-01-31,5000000,{KPJ}\n2026-02-31,5000000,{KPJ}\n")
    done = inside.run("import", "a.csv", "--json", env={"SALDO_JHT_LANG": "id"})
    assert "baris 3: '2026-02-31' bukan tanggal" in done.err
    assert done.told["error"]["message"].startswith("'2026-02-31' is no date")
