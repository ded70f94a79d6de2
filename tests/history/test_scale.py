"""Many readings: the same memory for all of them, and the same file as a bare loop over the database writes."""

import subprocess
import sys

import pytest

from tests.history import scale
from tests.history.helping import Home


@pytest.mark.skipif(sys.platform == "win32", reason="memory is not told there")
def test_memory_does_not_grow_with_the_rows_and_the_file_is_the_bare_loops(home: Home) -> None:
    used = {}
    # The few are enough to fill the 2 MB that SQLite keeps of a database, however large it is.
    for name, days in (("few", 1500), ("many", 4000)):
        folder = home.path / name
        scale.fill(folder / "data", days=days)
        env = {**home.env, "SALDO_JHT_HOME": str(folder)}
        for form in ("csv", "json"):
            command = [sys.executable, "-m", "checker", "export", "--format", form, "-o", str(folder / f"a.{form}")]
            used[name, form] = scale.timed(command, env)[1]
        used[name, "history"] = scale.timed([sys.executable, "-m", "checker", "history"], env)[1]
    for what in ("csv", "json", "history"):
        # 25,000 rows more are 3 MB as text, and many times that as objects.
        assert used["many", what] < used["few", what] + 2.5, used
    bare = home.path / "bare.csv"
    database = home.path / "many" / "data" / "history.db"
    subprocess.run([sys.executable, "-c", scale.BARE, str(database), str(bare)], check=True, timeout=120)
    assert (home.path / "many" / "a.csv").read_bytes() == bare.read_bytes()
    assert bare.read_bytes().count(b"\n") == 40_001


def test_a_chart_of_many_readings_stays_small(home: Home) -> None:
    scale.fill(home.data, days=4000)
    home.ok("chart", "-o", "a.svg")
    assert (home.cwd / "a.svg").stat().st_size < 1_000_000
