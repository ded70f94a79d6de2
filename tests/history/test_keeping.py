"""The history keeps every check whole, and says what to do when it cannot."""

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import pytest

from checker.failures import NeedsHuman, StorageFailed
from checker.keeping import comparing, database, history, schema
from tests.history.helping import KPJ, NOON, OTHER, Home, card, later

OLD = Path(__file__).parent / "schema-1.sql"

# Keeps checks of three cards for good, and tells each one that is kept.
WRITER = """
import sys
from datetime import timedelta
from pathlib import Path
from checker.keeping import history
from tests.history.helping import NOON, card, result
for number in range(int(sys.argv[2]), int(sys.argv[3])):
    at = NOON + timedelta(minutes=number)
    cards = [card(1000 + number, f"{one:011d}") for one in range(3)]
    history.keep(Path(sys.argv[1]), result(*cards, at=at), account="default", started=at, seconds=1)
    print(number, flush=True)
"""


def writer(home: Home, first: int, end: int) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", WRITER, str(home.data), str(first), str(end)]
    return subprocess.Popen(command, env=dict(home.env), cwd=home.cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def rows(home: Home, query: str, values: tuple[str, ...] = ()) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(home.file)
    try:
        return connection.execute(query, values).fetchall()
    finally:
        connection.close()


def test_a_check_is_kept_with_its_run(home: Home) -> None:
    home.keep(card("12345678.90"), card(0, OTHER, None))
    history.keep(home.data, NeedsHuman(screen="login"), account="default", started=later(1), seconds=2)
    read = home.ok("history", "--json").told["readings"]
    assert [(one["kpj"], one["balance"], one["checked_at"]) for one in read] == [
        (KPJ, "12345678.90", "2026-01-31T12:00:03+07:00"),
        (OTHER, "0.00", "2026-01-31T12:00:03+07:00"),
    ]
    runs = home.ok("history", "runs", "--json").told["runs"]
    assert [(one["code"], one["screen"], one["duration_ms"], one["cards"]) for one in runs] == [
        ("ok", None, 3250, 2),
        ("needs-human", "login", 2000, 0),
    ]
    assert rows(home, "SELECT balance FROM reading") == [(1234567890,), (0,)]


@pytest.mark.skipif(sys.platform == "win32", reason="rights are another matter there")
def test_nobody_else_can_read_it(home: Home) -> None:
    before = os.umask(0)
    try:
        with database.writing(home.data):
            rights = {one.name: stat.S_IMODE(one.stat().st_mode) for one in home.data.iterdir()}
    finally:
        os.umask(before)
    assert rights == dict.fromkeys(("history.db", "history.db-wal", "history.db-shm"), 0o600)
    assert stat.S_IMODE(home.data.stat().st_mode) == 0o700


def test_it_is_written_ahead_and_versioned(home: Home) -> None:
    home.keep(card(1))
    assert rows(home, "PRAGMA journal_mode") == [("wal",)]
    assert rows(home, "PRAGMA user_version") == [(schema.CURRENT,)]


@pytest.mark.parametrize("table", ["run", "reading", "warning", "retraction", "origin"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET id = id + 1"])
def test_nothing_is_changed_or_dropped(home: Home, table: str, change: str) -> None:
    home.keep(card(5_000_000))
    home.keep(card(1), at=later(1))
    with database.writing(home.data) as connection:
        connection.execute("INSERT INTO retraction (run, at, retracted) VALUES (1, '2026-02-01T00:00:00Z', 1)")
        connection.execute("INSERT INTO origin (run, name, digest) VALUES (1, '/a.csv', '00')")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        rows(home, change.format(table))


def old_database(home: Home) -> None:
    home.data.mkdir(parents=True)
    connection = sqlite3.connect(home.file)
    connection.executescript(OLD.read_text(encoding="utf-8"))
    connection.close()


def test_a_check_looks_along_indexes_however_many_readings_there_are(home: Home) -> None:
    home.keep(card(0))
    plan = [str(step) for *_, step in rows(home, f"EXPLAIN QUERY PLAN {comparing.LAST}", ("default", "2026"))]
    assert any("reading_last" in step for step in plan)
    assert any("reading_dated" in step for step in plan)
    assert not [step for step in plan if "SCAN reading" in step or "TEMP B-TREE" in step]


def test_an_older_schema_is_brought_forward(home: Home) -> None:
    old_database(home)
    assert rows(home, "PRAGMA user_version") == [(1,)]
    # By a command that only reads ...
    (read,) = home.ok("history", "--json").told["readings"]
    assert (read["balance"], read["company"], read["as_of"]) == ("12345678.00", "PT Contoh Maju", "2025-12-31")
    assert rows(home, "PRAGMA user_version") == [(schema.CURRENT,)]
    assert [one["code"] for one in home.ok("history", "runs", "--json").told["runs"]] == ["ok", "needs-human"]


def test_an_older_schema_is_brought_forward_by_a_check(home: Home) -> None:
    old_database(home)
    (doubt,) = home.keep(card(0))
    assert doubt.code == "zero-after-balance"
    assert len(home.ok("history", "--json").told["readings"]) == 2


def test_the_old_schema_of_the_tests_is_the_one_that_was_written(home: Home) -> None:
    old_database(home)
    new = sqlite3.connect(":memory:")
    for statement in schema.statements(schema.STEPS[0]):
        new.execute(statement)
    names = "SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name"
    assert rows(home, names) == new.execute(names).fetchall()


def refused(home: Home, *words: str) -> None:
    """See every command that needs the history say what is wrong, and the file left as it was."""
    before = home.file.read_bytes() if home.file.is_file() else b""
    with pytest.raises(StorageFailed) as caught:
        home.keep(card(1))
    details = [caught.value.detail]
    for command in (("history",), ("history", "runs"), ("export",), ("chart",)):
        done = home.run(*command)
        assert (done.status, done.raw) == (50, b""), done.err
        assert "storage-failed" in done.err
        details.append(done.err)
    for detail in details:
        assert all(word in detail for word in (str(home.file), *words)), detail
    assert (home.file.read_bytes() if home.file.is_file() else b"") == before


def test_a_newer_schema_is_left_alone(home: Home) -> None:
    home.keep(card(1))
    rows(home, f"PRAGMA user_version = {schema.CURRENT + 1}")
    refused(home, "update saldo-jht")


@pytest.mark.parametrize("content", [b"not a database at all\n" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_is_left_alone(home: Home, content: bytes) -> None:
    home.data.mkdir(parents=True)
    home.file.write_bytes(content)
    refused(home, "damaged", "move it away")


def test_a_file_cut_short_is_left_alone(home: Home) -> None:
    for number in range(200):
        home.keep(card(number), at=later(number))
    os.truncate(home.file, 8192)
    refused(home, "damaged")


def test_a_foreign_database_is_left_alone(home: Home) -> None:
    home.data.mkdir(parents=True)
    rows(home, "CREATE TABLE songs (name TEXT)")
    refused(home, "another program")


def test_a_folder_in_its_place_is_named(home: Home) -> None:
    home.file.mkdir(parents=True)
    refused(home)


def test_a_folder_that_cannot_be_written(home: Home, bound_by_rights: list[str]) -> None:
    home.keep(card(1))
    home.data.chmod(0o555)
    home.file.chmod(0o444)
    keeping = "import sys; from tests.history.test_keeping import keep_one; keep_one(sys.argv[1])"
    try:
        done = subprocess.run(
            [*bound_by_rights, sys.executable, "-c", keeping, str(home.path)],
            env=dict(home.env),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert "StorageFailed" in done.stderr, done.stderr + done.stdout
        assert f"cannot write in the folder {home.data}" in done.stderr
        # What is there can still be read.
        read = home.run("history", "--json", before=bound_by_rights)
        assert read.status == 0, read.err
        assert len(read.told["readings"]) == 1
    finally:
        home.data.chmod(0o755)


def keep_one(folder: str) -> None:
    Home(Path(folder), {}, Path()).keep(card(2))


@pytest.mark.skipif(sys.platform == "win32", reason="files have no such limit there")
def test_a_full_disk_keeps_nothing_of_a_check_and_all_before(home: Home) -> None:
    home.keep(card(1))
    # A limit on the size of files stops the writer as a full disk does, without needing one.
    code = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))\n"
        "from pathlib import Path\n"
        "from tests.history.helping import Home, card, later\n"
        "home = Home(Path(sys.argv[1]), {}, Path())\n"
        "for number in range(1, 100000):\n"
        "    home.keep(*[card(number, f'{one:011d}') for one in range(50)], at=later(number))\n"
        "    print(number, flush=True)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(home.path)],
        env=dict(home.env),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "StorageFailed" in done.stderr
    assert str(home.file) in done.stderr
    kept = len(done.stdout.split())
    assert rows(home, "PRAGMA integrity_check") == [("ok",)]
    assert rows(home, "SELECT count(*) FROM reading") == [(1 + 50 * kept,)]


def test_a_full_disk_while_a_history_begins(home: Home) -> None:
    code = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))\n"
        "from tests.history.test_keeping import keep_one\n"
        "keep_one(sys.argv[1])\n"
    )
    for limit in ("0", "4096", "20000"):
        command = [sys.executable, "-c", code, str(home.path), limit]
        done = subprocess.run(command, env=dict(home.env), capture_output=True, text=True, timeout=60, check=False)
        assert "StorageFailed" in done.stderr, (limit, done.stderr)
        assert home.run("history").status == 4
    home.keep(card(7))
    assert len(home.ok("history", "--json").told["readings"]) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_killed_at_any_moment_it_holds_every_finished_check_and_no_half_of_one(home: Home) -> None:
    told = 0
    # From before the first statement to the middle of many checks.
    for attempt in range(24):
        process = writer(home, told, told + 100_000)
        assert process.stdout is not None
        if attempt % 3:
            # After a first one was told, at some later moment of the next ones.
            process.stdout.readline()
            told += 1
            time.sleep(attempt * 0.0007)
        else:
            time.sleep(0.1 + attempt * 0.01)
        process.send_signal(signal.SIGKILL)
        told += len(process.stdout.read().split())
        process.wait()
        connection = sqlite3.connect(home.file) if home.file.exists() else sqlite3.connect(":memory:")
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        if connection.execute("PRAGMA user_version").fetchone() != (0,):
            query = "SELECT count(reading.id) FROM run LEFT JOIN reading ON reading.run = run.id GROUP BY run.id"
            cards = [count for (count,) in connection.execute(query)]
            assert set(cards) <= {3}
            # One more may have been kept in the moment before it was told.
            assert told <= len(cards) <= told + 1
            told = len(cards)
        connection.close()
    assert told >= 16
    assert len(home.ok("history", "--json").told["readings"]) == 3 * told


def test_two_writers_at_once(home: Home) -> None:
    # Both begin the history, too.
    processes = [writer(home, first, first + 60) for first in (0, 1000)]
    for process in processes:
        _, err = process.communicate(timeout=120)
        assert process.returncode == 0, err.decode()
    assert rows(home, "SELECT count(*), count(DISTINCT checked_at) FROM reading") == [(360, 120)]


def test_a_history_that_another_program_holds_is_named(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.keep(card(1))
    monkeypatch.setattr(database, "_PATIENCE_S", 0.2)
    other = sqlite3.connect(home.file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StorageFailed, match="has been locked"):
        home.keep(card(2), at=later(1))
    other.close()
    home.keep(card(2), at=later(1))


def test_a_reader_sees_whole_checks_while_others_write(home: Home) -> None:
    process = writer(home, 0, 150)
    seen = 0
    while process.poll() is None:
        with database.reading(home.data) as connection:
            found = len(list(history.readings(connection, history.Filters())))
        assert found % 3 == 0
        assert found >= seen
        seen = found
    assert process.wait() == 0


def test_what_is_no_text_is_kept_as_far_as_it_is(home: Home) -> None:
    # Half of an emoji, as a page's script may hand it over.
    home.keep(card(1, company="PT \ud83d Rusak"))
    assert home.ok("history", "--json").told["readings"][0]["company"] == "PT ? Rusak"


def test_the_change_of_cards_that_nothing_tells_apart_is_not_made_up(home: Home) -> None:
    for day in range(2):
        home.keep(card(100 + day, None, None), card(900 + day, None, None), at=later(day))
    changes = [one["change"] for one in home.ok("export", "--format", "json").told["readings"]]
    assert changes == [None, None, None, None]


def test_money_is_exact(home: Home) -> None:
    most = Decimal(2**63 - 1).scaleb(-2)
    home.keep(card(str(most)))
    assert home.ok("export", "--format", "json").told["readings"][0]["balance"] == str(most)


def test_days_are_those_of_jakarta(home: Home) -> None:
    # A day in Jakarta begins while it is still the day before in UTC.
    home.keep(card(1), at=NOON.replace(hour=17, minute=0, second=0))
    for day, found in (("2026-01-31", 0), ("2026-02-01", 1), ("2026-02-02", 0)):
        read = home.run("history", "--since", day, "--until", day, "--json").told["readings"]
        assert len(read) == found, day
