"""`saldo-jht jmo` and `demo --jmo` as processes: what is printed, asked, kept and refused, and what is told nowhere."""

import json
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checker.simulator import adb
from checker.simulator.jmo import CARDS
from checker.simulator.phone import SimulatedPhone, phone
from tests.driving import config, nightly
from tests.test_confirm import run, typed

SECRETS = ("hunter2", "siti.aminah", "12.345.678", "12345678901", "CONTOH")


@pytest.fixture
def env(clean_env: dict[str, str], tmp_path: Path) -> dict[str, str]:
    config(tmp_path / "home", "", confirmed=True)
    left_out = ("ANDROID_SERIAL", "ANDROID_ADB_SERVER_PORT")
    mine = {name: value for name, value in clean_env.items() if name not in left_out}
    return {**mine, "SALDO_JHT_HOME": str(tmp_path / "home")}


@pytest.fixture
def served(env: dict[str, str]) -> Iterator[adb.Server]:
    """A simulated server without any phone, which the commands are pointed at."""
    with adb.start([]) as server:
        env["ANDROID_ADB_SERVER_PORT"] = str(server.port)
        yield server


def at_balance() -> SimulatedPhone:
    simulated = phone("one-card")
    simulated.app.stack = ["home", "jht", "balance"]
    return simulated


def error(done: "subprocess.CompletedProcess[str]") -> dict[str, Any]:
    told: dict[str, Any] = json.loads(done.stdout)["error"]
    return told


@pytest.mark.nightly
def test_asked_once_then_silent_and_refused_once_the_screen_is_another(
    env: dict[str, str], served: adb.Server, tmp_path: Path
) -> None:
    simulated = at_balance()
    served.phones.append(simulated)
    look = ("jmo", "check", "--look")
    never = run(env, tmp_path, *look, "--json")
    assert (never.returncode, error(never)["rule"]) == (10, "unconfirmed")
    assert "saldo-jht jmo check" in error(never)["hint"]
    status, shown = typed(env, tmp_path, "yes", *look)
    assert (status, "Rp 12.345.678,00" in shown, "does the app on your phone show the same?" in shown) == (
        0,
        True,
        True,
    )
    silent = run(env, tmp_path, *look, "--json")
    told = json.loads(silent.stdout)
    assert (silent.returncode, told["confidence"], told["source"], told["total"]) == (
        0,
        "confirmed",
        "jmo",
        "12345678.00",
    )
    simulated.app.more = ("Kantor Cabang", "Jakarta")
    other = run(env, tmp_path, *look, "--json")
    assert (other.returncode, error(other)["rule"]) == (32, "layout-changed")
    assert "saldo-jht jmo check" in error(other)["hint"]
    assert simulated.log == []
    with sqlite3.connect(next((tmp_path / "home").rglob("*.db"))) as history:
        assert {row[0] for row in history.execute("SELECT source FROM run")} == {"jmo"}
        assert history.execute("SELECT count(*) FROM reading").fetchone() == (2,)


@pytest.mark.parametrize(
    ("scenario", "status", "rule"),
    [
        nightly("locked", 41, "phone-locked"),
        nightly("not-installed", 41, "app-not-installed"),
        ("login", 10, "app-login"),
    ],
)
def test_a_failure_has_its_status_its_rule_and_its_hint(
    env: dict[str, str], served: adb.Server, tmp_path: Path, scenario: str, status: int, rule: str
) -> None:
    simulated = phone(scenario)
    served.phones.append(simulated)
    done = run(env, tmp_path, "jmo", "check", "--json")
    told = error(done)
    assert (done.returncode, told["exit"], told["rule"]) == (status, status, rule)
    assert told["hint"] in done.stderr
    assert not [one for one in SECRETS if one in done.stdout + done.stderr]
    assert simulated.log == []


@pytest.mark.nightly
def test_a_cable_that_is_put_back_costs_one_more_try(env: dict[str, str], served: adb.Server, tmp_path: Path) -> None:
    served.phones.append(phone("plugged-again"))
    done = run(env, tmp_path, "jmo", "check", "--unconfirmed", "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["total"], [one["code"] for one in told["warnings"]]) == (
        0,
        "12345678.00",
        ["unconfirmed"],
    )


@pytest.mark.nightly
def test_no_server(env: dict[str, str], tmp_path: Path) -> None:
    done = run({**env, "ANDROID_ADB_SERVER_PORT": "1"}, tmp_path, "jmo", "check")
    assert (done.returncode, done.stdout) == (41, "")
    assert "adb start-server" in done.stderr


def test_the_extra_is_named_where_it_is_missing(env: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "adbutils.py").write_text("raise ModuleNotFoundError(name='adbutils')\n", encoding="utf-8")
    done = run({**env, "PYTHONPATH": f"{tmp_path}:{Path(__file__).parents[2]}"}, tmp_path, "jmo", "check", "--json")
    assert (done.returncode, error(done)["rule"]) == (15, "extra-missing")
    assert "pip install 'saldo-jht[phone]'" in error(done)["message"]


def test_a_masked_copy_passes_the_gate_and_holds_nothing_of_the_person(
    env: dict[str, str], served: adb.Server, tmp_path: Path
) -> None:
    for number, scenario in enumerate(("login", "one-card")):
        served.phones[:] = [at_balance() if number else phone(scenario)]
        done = run(env, tmp_path, "jmo", "record", "-o", "out", "--name", scenario)
        assert done.returncode == 0, done.stderr
    written = "".join(one.read_text(encoding="utf-8") for one in sorted((tmp_path / "out").rglob("*.*")))
    assert not [one for one in ("hunter2", "345.678", CARDS[0][2][3:]) if one in written]
    assert "Saldo JHT" in written
    assert run(env, tmp_path, "record", "verify", "out").returncode == 0
    copy = tmp_path / "out" / "one-card" / "tree.xml"
    copy.write_text(copy.read_text(encoding="utf-8").replace("Saldo JHT", "Saldo JHT Rahayu"), encoding="utf-8")
    assert run(env, tmp_path, "record", "verify", "out").returncode == 1


@pytest.mark.nightly
def test_the_demo_shows_it(env: dict[str, str], tmp_path: Path) -> None:
    done = run(env, tmp_path, "demo", "--jmo")
    assert done.returncode == 0
    assert "Rp 12.345.678,00" in done.stdout
    assert "SIMULATED" in done.stderr


@pytest.mark.nightly
def test_a_signal_ends_it(env: dict[str, str], served: adb.Server, tmp_path: Path) -> None:
    served.phones.append(phone("counts-up"))
    line = [sys.executable, "-m", "checker", "jmo", "check", "--unconfirmed"]
    with subprocess.Popen(
        line, env={**env, "PYTHONPATH": str(Path(__file__).parents[2])}, cwd=tmp_path, stderr=subprocess.PIPE
    ) as process:
        assert process.stderr is not None
        process.stderr.readline()
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 143


def test_the_help_says_that_no_real_phone_was_tried(env: dict[str, str], tmp_path: Path) -> None:
    for words in (("jmo",), ("jmo", "check")):
        assert "No real phone was tried" in run(env, tmp_path, *words, "--help").stdout
