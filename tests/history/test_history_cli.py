"""`saldo-jht history` as a person and a program see it."""

import re
from pathlib import Path

import pytest

from tests.history.helping import KPJ, NOON, OTHER, Home, card, later


@pytest.fixture
def filled(home: Home) -> Home:
    """Four checks of two cards, and one of another account."""
    for number, (first, second) in enumerate([(1_000_000, 500), (1_000_000, 500), (1_250_000, 500), (1_200_000, 600)]):
        home.keep(card(first), card(second, OTHER, "CV Umpama"), at=later(number))
    home.keep(card(9, "99999999999"), at=later(10), account="istri")
    return home


def balances(home: Home, *options: str) -> list[tuple[str, str, str | None]]:
    done = home.run("history", "--json", *options)
    read = done.told["readings"]
    # Nothing to show has a status of its own.
    assert done.status == (0 if read else 4), done.err
    return [(one["checked_at"][:10], one["balance"], one["change"]) for one in read]


def test_the_table(filled: Home) -> None:
    lines = filled.ok("history", "--kpj", KPJ).out.splitlines()
    assert re.split(r"\s{2,}", lines[0].strip()) == [
        *("read", "account", "card (KPJ)", "company", "balance", "change", "%", "source", "warnings"),
    ]
    cells = [re.split(r"\s{2,}", line.strip()) for line in lines[2:6]]
    assert [row[4:8] for row in cells] == [
        ["Rp 1.000.000,00", "-", "-", "portal"],
        ["Rp 1.000.000,00", "Rp 0,00", "0,00 %", "portal"],
        ["Rp 1.250.000,00", "+Rp 250.000,00", "+25,00 %", "portal"],
        ["Rp 1.200.000,00", "-Rp 50.000,00", "-4,00 %", "portal"],
    ]
    assert cells[0][0] == "2026-01-31 12:00"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--account", "istri"], [("2026-02-10", "9.00", None)]),
        (["--kpj", OTHER.lower(), "--last", "1"], [("2026-02-03", "600.00", "100.00")]),
        # The change is to the reading before, whether that is shown or not.
        (["--kpj", KPJ, "--since", "2026-02-03"], [("2026-02-03", "1200000.00", "-50000.00")]),
        (["--kpj", KPJ, "--until", "2026-01-31"], [("2026-01-31", "1000000.00", None)]),
        (["--kpj", KPJ, "--changes", "--since", "2026-02-01", "--until", "2026-02-02"],
         [("2026-02-02", "1250000.00", "250000.00")]),
        (["--last", "2"], [("2026-02-03", "600.00", "100.00"), ("2026-02-10", "9.00", None)]),
        (["--since", "9999-12-31"], []),
        (["--until", "0001-01-01"], []),
    ],
)  # fmt: skip
def test_filters(filled: Home, options: list[str], expected: list[tuple[str, str, str | None]]) -> None:
    assert balances(filled, *options) == expected


def test_only_what_changed(filled: Home) -> None:
    assert [row[0] for row in balances(filled, "--account", "default", "--changes")] == [
        *("2026-01-31", "2026-01-31", "2026-02-02", "2026-02-03", "2026-02-03"),
    ]


def test_a_changed_employer_is_a_change(home: Home) -> None:
    for number, company in enumerate(["PT A", "PT A", "PT B"]):
        home.keep(card(1, company=company), at=later(number))
    assert len(balances(home, "--changes")) == 2


def test_json_is_one_object_with_its_schema(filled: Home) -> None:
    told = filled.ok("history", "--json", "--last", "1", "--kpj", KPJ).told
    assert {key: told[key] for key in ("schema", "status")} == {"schema": "saldo-jht/history/1", "status": "ok"}
    assert told["readings"][0] == {
        **{"checked_at": "2026-02-03T12:00:03+07:00", "account": "default", "source": "portal", "kpj": KPJ},
        **{"company": "PT Contoh Maju", "npp": None, "segment": None, "membership": None, "as_of": None},
        **{"balance": "1200000.00", "currency": "IDR", "change": "-50000.00", "change_percent": "-4.00"},
        **{"confidence": "agreed", "run": 4},
    }


def test_runs(filled: Home) -> None:
    lines = filled.ok("history", "runs", "--last", "2").out.splitlines()
    assert len(lines) == 4
    assert re.split(r"\s{2,}", lines[-1].strip()) == [
        "5",
        "2026-02-10 12:00:03",
        "istri",
        "portal",
        "ok",
        "-",
        "3.2",
        "1",
    ]
    told = filled.ok("history", "--account", "istri", "runs", "--json").told
    assert (told["schema"], [one["run"] for one in told["runs"]]) == ("saldo-jht/history/1", [5])


def test_no_history_yet(home: Home) -> None:
    for command in ("history",), ("history", "runs"), ("export",), ("export", "-o", "a.csv"), ("chart", "-o", "a.svg"):
        done = home.run(*command)
        assert (done.status, "saldo-jht check" in done.err) == (4, True), done.err
        assert len(done.out.splitlines()) == (command == ("export",))
    assert balances(home) == []
    assert home.run("history", "runs", "--json").told["runs"] == []
    # Looking makes nothing.
    assert not home.path.exists()
    assert not list(home.cwd.iterdir())


def test_a_company_cannot_play_with_the_terminal(home: Home) -> None:
    home.keep(card(1, company="PT \x1b[31mMerah\r\n\u202eklabreT\x07 宮本株式会社 " + "x" * 60))
    out = home.ok("history").out
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e]", out)
    assert len(out.splitlines()) == 3
    assert "PT [31mMerah klabreT" in out


def test_a_reader_that_has_seen_enough(home: Home) -> None:
    import subprocess
    import sys

    for number in range(3):
        home.keep(*[card(number, f"{one:011d}") for one in range(700)], at=later(number))
    command = [sys.executable, "-m", "checker", "export"]
    with subprocess.Popen(command, env=dict(home.env), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
@pytest.mark.parametrize("command", [("history",), ("export",), ("history", "--json")])
def test_output_that_cannot_be_kept(home: Home, command: tuple[str, ...]) -> None:
    home.keep(card(1))
    done = home.run(*command, before=["sh", "-c", 'exec "$@" > /dev/full', "-"])
    assert done.status == 50
    assert "standard output: No space left" in done.err


@pytest.mark.parametrize("command", ["history", "import"])
def test_help_has_examples_in_both_languages(home: Home, command: str) -> None:
    english, bahasa = (home.run(command, "-h", env={"SALDO_JHT_LANG": lang}).out for lang in ("en", "id"))
    assert f"Examples:\n    saldo-jht {command}" in english
    assert f"Contoh:\n    saldo-jht {command}" in bahasa


def test_a_wrong_day_is_named(home: Home) -> None:
    done = home.run("history", "--since", "31-02-2026")
    assert (done.status, done.raw) == (2, b"")
    assert "31-02-2026 is no day that is understood" in done.err


def test_the_time_is_that_of_jakarta(home: Home) -> None:
    home.keep(card(1), at=NOON.replace(hour=20))
    assert balances(home)[0][0] == "2026-02-01"
