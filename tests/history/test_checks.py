"""Real checks of the simulated portal: each is kept, and a balance that cannot be kept is printed all the same."""

import contextlib
import sqlite3

import pytest

from checker.keeping import schema
from checker.simulator.server import start
from tests import driving
from tests.history.helping import Home

pytestmark = pytest.mark.browser
CARD = "12345678901"


def check(home: Home, browser: str, scenario: str, *options: str) -> driving.Ended:
    with start("jquery", scenario) as portal:
        env = driving.settings(home.env, home.path, browser, portal.url)
        return driving.check(env, home.cwd, *options)


def warned(ended: driving.Ended) -> list[str]:
    """The codes of the warnings, but for those about how the portal's fields were found, and that nobody confirmed."""
    return [one["code"] for one in ended.told["warnings"] if one["code"] not in ("selector-drift", "unconfirmed")]


def test_checks_are_kept_compared_and_added_to_a_csv(home: Home, browser_path: str) -> None:
    first = check(home, browser_path, "one-card", "--csv", "saldo.csv")
    assert (first.status, warned(first)) == (0, []), first
    second = check(home, browser_path, "true-zero", "--csv", "saldo.csv", "--report", "laporan.html")
    report = (home.cwd / "laporan.html").read_bytes()
    assert b"paid out? -Rp 12,345,678" in report
    # The portal says zero, and zero it is; but it is worth a word.
    assert second.status == 0, second
    assert second.told["total"] == "0.00"
    assert warned(second) == ["zero-after-balance"]
    assert b"zero" in second.stderr
    refused = check(home, browser_path, "wrong-password-inline", "--csv", "saldo.csv", "--report", "laporan.html")
    assert (refused.status, (home.cwd / "laporan.html").read_bytes()) == (11, report)

    told = home.ok("history", "--json").told
    assert [(one["kpj"], one["balance"], one["change"]) for one in told["readings"]] == [
        (CARD, "12345678.00", None),
        (CARD, "0.00", "-12345678.00"),
    ]
    assert [one["code"] for one in told["warnings"]] == ["zero-after-balance"]
    assert [one["checked_at"] for one in told["readings"]] == [one.told["checked_at"] for one in (first, second)]
    runs = home.ok("history", "runs", "--json").told["runs"]
    assert [(one["code"], one["screen"]) for one in runs] == [
        ("ok", None),
        ("ok", None),
        ("credentials-rejected", "login"),
    ]
    assert all(500 < one["duration_ms"] < 150_000 for one in runs)
    assert (home.cwd / "saldo.csv").read_bytes() == home.ok("export").raw


@pytest.mark.parametrize("broken", ["history", "newer", "csv"])
def test_a_balance_that_cannot_be_kept_is_printed_all_the_same(home: Home, browser_path: str, broken: str) -> None:
    home.data.mkdir(parents=True)
    if broken == "history":
        home.file.write_bytes(b"damaged" * 1000)
    elif broken == "newer":
        with contextlib.closing(sqlite3.connect(home.file)) as made:
            made.executescript(f"PRAGMA application_id = {schema.APPLICATION}; PRAGMA user_version = 99")
    else:
        (home.cwd / "saldo.csv").write_text("notes of another kind\n")
    before = home.file.read_bytes() if broken != "csv" else b""
    ended = check(home, browser_path, "one-card", "--csv", "saldo.csv")
    assert ended.status == 50
    assert ended.told["status"] == "ok"
    assert ended.told["total"] == "12345678.00"
    (warning,) = [one for one in ended.told["warnings"] if one["code"] == "storage-failed"]
    file = "saldo.csv" if broken == "csv" else home.file
    for text in (warning["detail"], ended.stderr.decode()):
        assert str(file) in text
    assert b"storage-failed: " in ended.stderr
    if broken != "csv":
        assert home.file.read_bytes() == before
    else:
        assert (home.cwd / "saldo.csv").read_text() == "notes of another kind\n"
        assert len(home.ok("history", "--json").told["readings"]) == 1


def test_a_csv_that_cannot_be_written_silences_no_other_warning(home: Home, browser_path: str) -> None:
    assert check(home, browser_path, "one-card").status == 0
    (home.cwd / "saldo.csv").write_text("notes of another kind\n")
    ended = check(home, browser_path, "true-zero", "--csv", "saldo.csv", "--report", "nowhere/laporan.html")
    assert ended.status == 50
    assert b"nowhere" in ended.stderr
    assert warned(ended) == ["zero-after-balance", "storage-failed"]


def test_the_table_is_printed_too(home: Home, browser_path: str) -> None:
    home.file.mkdir(parents=True)
    with start("jquery", "one-card") as portal:
        env = driving.settings(home.env, home.path, browser_path, portal.url)
        done = home.run("check", "--unattended", env=env)
    assert done.status == 50
    assert "Rp 12.345.678,00" in done.out
    assert str(home.file) in done.err
