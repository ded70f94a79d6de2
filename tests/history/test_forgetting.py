"""What is wrong in the history is put right by rows that are added: it counts nowhere then, and can count again."""

from pathlib import Path

import pytest

from checker.model import Source
from tests.history.helping import KPJ, OTHER, Inside, card, later

WRONG = f"Tanggal,Saldo,No KPJ\n2026-02-01,90000000,{KPJ}\n2026-02-01,7000000,{OTHER}\n"


def balances(inside: Inside) -> list[str]:
    return [one["balance"] for one in inside.ok("history", "--json").told["readings"]]


@pytest.fixture
def wrong(inside: Inside) -> Inside:
    """A check, and an import that is wrong."""
    inside.keep(card(5_000_000))
    (inside.cwd / "salah.csv").write_text(WRONG)
    inside.ok("import", "salah.csv")
    return inside


def test_an_import_is_undone_and_counts_nowhere(wrong: Inside) -> None:
    assert [one.code for one in wrong.keep(card(5_100_000), at=later(2))] == ["balance-fell", "card-vanished"]
    done = wrong.ok("import", "salah.csv", "--undo")
    assert "salah.csv" in done.err
    assert "saldo-jht history forget --run 2 --undo" in done.err
    told = wrong.ok("history", "--json").told
    assert [(one["balance"], one["change"]) for one in told["readings"]] == [
        ("5000000.00", None),
        ("5100000.00", "100000.00"),
    ]
    # Nor does the warning that compared with it, nor the card that was in it alone.
    assert told["warnings"] == []
    assert wrong.keep(card(5_200_000), at=later(3)) == ()
    assert "90" not in wrong.ok("export", "--format", "json").out.replace(KPJ, "")
    assert "7.000.000" not in wrong.ok("chart").out
    runs = sorted(wrong.ok("history", "runs", "--json").told["runs"], key=lambda one: int(one["run"]))
    assert [one["retracted"] for one in runs] == [False, True, False, False]
    assert runs[1]["origins"] == [str(wrong.cwd / "salah.csv")]
    assert "counts no more, salah.csv" in wrong.ok("history", "runs").out


def test_the_retraction_is_taken_back(wrong: Inside) -> None:
    before = wrong.ok("history", "--json").told
    wrong.ok("history", "forget", "--run", "2")
    assert balances(wrong) == ["5000000.00"]
    assert "already" in wrong.ok("history", "forget", "--run", "2").err
    assert wrong.ok("history", "forget", "--run", "2", "--undo", "--json").told == {
        **{"schema": "saldo-jht/history/1", "status": "ok", "retracted": False, "runs": [2], "already": []},
    }
    assert wrong.ok("history", "--json").told == before
    wrong.ok("history", "forget", "--import", "salah.csv")
    assert balances(wrong) == ["5000000.00"]


def test_what_was_forgotten_can_be_imported_again_and_is_never_doubled(wrong: Inside) -> None:
    wrong.ok("import", "salah.csv", "--undo")
    (wrong.cwd / "salah.csv").write_text(WRONG.replace("90000000", "5000000"))
    assert "2 added" in wrong.ok("import", "salah.csv").err
    # One of the two readings of the run that was forgotten is there again.
    done = wrong.run("history", "forget", "--run", "2", "--undo")
    assert (done.status, "run 3" in done.err) == (2, True), done.err
    assert len(balances(wrong)) == 3
    # A file is known by its name, also once its content is another or gone, or by its content under another name.
    (wrong.cwd / "salah.csv").rename(wrong.cwd / "lain.csv")
    wrong.ok("import", "lain.csv", "--undo")
    assert balances(wrong) == ["5000000.00"]
    wrong.ok("history", "forget", "--run", "3", "--undo")
    wrong.ok("import", "salah.csv", "--undo")
    assert balances(wrong) == ["5000000.00"]


def test_a_check_can_be_forgotten_too_and_later_ones_compare_with_what_is_left(inside: Inside) -> None:
    inside.keep(card(5_000_000), card(6, OTHER))
    inside.keep(card(90_000_000), at=later(1))
    inside.keep(card(5_100_000), at=later(1.1), source=Source.JMO)
    assert len(inside.ok("history", "--json").told["warnings"]) == 4
    inside.ok("history", "forget", "--run", "2")
    told = inside.ok("history", "--json").told
    assert (told["warnings"], told["readings"][-1]["change"]) == ([], "100000.00")


def test_what_cannot_be_forgotten_names_what_there_is(wrong: Inside) -> None:
    from checker.failures import BrowserFailed
    from checker.keeping import history

    history.keep(wrong.data, BrowserFailed(), account="default", started=later(5), seconds=1)
    (wrong.cwd / "lain.csv").write_text("x\n")
    for arguments, said in (
        (("--run", "99"), "there are 3"),
        (("--run", "3"), "browser-failed"),
        (("--import", "lain.csv"), "run 2"),
        ((), "--run N"),
        (("--run", "1", "--import", "lain.csv"), "--run N"),
    ):
        done = wrong.run("history", "forget", *arguments)
        assert (done.status, done.raw, said in done.err) == (2, b"", True), done.err
    assert wrong.run("import", "lain.csv", "--undo").status == 2
    assert len(balances(wrong)) == 3


def test_no_history_has_nothing_to_forget(inside: Inside) -> None:
    assert inside.run("history", "forget", "--run", "1").status == 2
    assert not Path(inside.path).exists()
