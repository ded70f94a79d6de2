"""What a person meets on a terminal: tables that fit, words that are understood, commands that were meant."""

import os
import pty
import re
import subprocess
import sys
import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path

import click
import msgspec
import pytest
from click.testing import CliRunner, Result

from checker import texts
from checker.cli import config, options, tables
from checker.cli.program import COMMANDS, saldo_jht
from checker.keeping.config import Config
from checker.settings import JAKARTA
from tests import man
from tests.driving import ROOT

HEADS = ["card (KPJ)", "company", "balance", "as of"]
ROWS = [
    ("12345678901", "PT Sinar Nusantara Jaya Abadi", "Rp 123.456.789,00", "2026-10-31"),
    ("total", "", "Rp 1,00", ""),
]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(saldo_jht, arguments)


@pytest.mark.parametrize("wide", [120, 80, 60, 50, 30])
def test_a_table_fits_and_no_amount_is_broken(wide: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(wide))
    drawn = tables.table(HEADS, ROWS, right=[2], whole=[0, 3], less=[3, 1])
    assert max(map(len, drawn.splitlines())) <= wide
    assert "Rp 123.456.789,00" in drawn
    assert "12345678901" in drawn


@pytest.mark.parametrize("wide", [120, 80, 60, 50])
def test_a_list_fits_and_no_amount_is_shortened(wide: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(wide))
    columns = [("read", 16), ("account", 8), ("card (KPJ)", 11), ("company", 22), ("balance", -19)]
    row = ("2026-11-28 08:00", "default", "12345678901", "PT Sinar Nusantara Jaya Abadi", "Rp 123.456.789,00")
    drawn = list(tables.lines(columns, [row], less=[3, 1]))
    assert max(map(len, drawn)) <= wide
    assert drawn[-1].endswith("Rp 123.456.789,00")
    assert "12345678901" in drawn[-1]


def test_what_goes_to_a_file_is_not_cut_to_any_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    long = "PT " + "Sinar " * 40
    assert long.strip() in tables.table(["company"], [(long.strip(),)])


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("2026-10-31", date(2026, 10, 31)),
        ("31-10-2026", date(2026, 10, 31)),
        ("31 Okt 2026", date(2026, 10, 31)),
        ("kemarin", datetime.now(JAKARTA).date() - timedelta(days=1)),
        ("Hari  ini", datetime.now(JAKARTA).date()),
    ],
)
def test_days_as_people_write_them(given: str, day: date) -> None:
    # Midnight may pass between the two looks at the clock.
    assert abs(options.Day().convert(given, None, None) - day) <= timedelta(days=1)


@pytest.mark.parametrize("given", ["minggu", "2026-13-01", "31/02/2026", "Okt 2026", "2026-01-01 2026-02-01", ""])
def test_what_is_no_day_is_told_plainly(given: str) -> None:
    with pytest.raises(click.BadParameter, match="no day that is understood"):
        options.Day().convert(given, None, None)


def test_the_command_that_was_meant_is_named() -> None:
    ended = run("chek")
    assert ended.exit_code == 2
    assert "Did you mean `saldo-jht check`?" in ended.stderr
    assert "Did you mean" not in run("zzz").stderr


def test_help_is_that_of_the_command() -> None:
    assert run("help", "history", "runs").stdout == run("history", "runs", "--help").stdout.replace(
        "Usage: saldo-jht history runs", "Usage: saldo-jht history runs"
    )
    assert run("help", "nothing").exit_code == 2
    assert str(ROOT) in run("help").stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str) -> None:
    lines = run("completion", shell).stdout
    assert "_SALDO_JHT_COMPLETE" in lines
    environment = {
        **os.environ,
        "_SALDO_JHT_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": "saldo-jht hist",
        "COMP_CWORD": "hist" if shell == "fish" else "1",
    }
    told = subprocess.run(
        [sys.executable, "-m", "checker"], env=environment, capture_output=True, text=True, check=False
    )
    assert "history" in told.stdout


def test_config_begins_with_every_setting(no_settings: Path) -> None:
    file = Path(run("config", "path").stdout.strip())
    assert file == no_settings.parent / "home" / "config.toml"
    assert run("config", "edit").exit_code == 2
    assert run("config", "init").exit_code == 0
    assert msgspec.convert(tomllib.loads(file.read_text()), Config) == Config()
    spoken = re.sub(r"(?m)^# (?=[a-z_]+ = |\[)", "", file.read_text())
    told = tomllib.loads(spoken)
    msgspec.convert(told, Config)
    assert set(told) == {one.name for one in msgspec.structs.fields(Config)}
    again = run("config", "init")
    assert again.exit_code == 2
    assert "config edit" in again.stderr
    assert config.config.help is not None


@pytest.mark.parametrize("language", man.LANGUAGES)
def test_the_man_page_has_every_command_and_option(language: str) -> None:
    page = man.LANGUAGES[language].read_text(encoding="utf-8").replace("\\-", "-")
    texts.speak(language)
    try:
        for name in COMMANDS:
            command = saldo_jht.get_command(click.Context(saldo_jht), name)
            assert command is not None
            assert f".SS saldo-jht {name}" in page, "make man"
            for parameter in command.params:
                assert isinstance(parameter, click.Argument) or all(one in page for one in parameter.opts), "make man"
    finally:
        texts.speak(None)


def test_the_indonesian_man_page_is_indonesian_throughout() -> None:
    page = man.LANGUAGES["id"].read_text(encoding="utf-8")
    assert not re.search(r"\b(?:the|this|and|Show|Print|Examples|OPTIONS)\b", page), "make man"


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of a kind that Windows has not")
@pytest.mark.parametrize("plain", [False, True])
def test_a_failure_is_coloured_where_somebody_looks(plain: bool, tmp_path: Path) -> None:
    near, far = pty.openpty()
    environment = {
        "PATH": os.environ["PATH"],
        "SALDO_JHT_HOME": str(tmp_path),
        "TERM": "xterm",
        "PYTHONPATH": str(ROOT),
    }
    environment |= {"NO_COLOR": "1"} if plain else {}
    (tmp_path / "config.toml").write_text("nonsense = 1\n")
    command = [sys.executable, "-m", "checker", "account", "list"]
    subprocess.run(
        command, env=environment, cwd=tmp_path, stderr=far, stdout=subprocess.DEVNULL, check=False, timeout=60
    )
    os.close(far)
    told = os.read(near, 10_000).decode()
    os.close(near)
    assert "config-invalid" in told
    assert ("\x1b[31m" in told) is not plain
