"""The question whether the portal shows what was read: what the person sees of it, and what a yes is worth."""

import os
import pty
import socket
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import psutil
import pytest

from checker.browser import remote
from checker.cli import terminal
from checker.keeping.confirmations import Confirmation, Confirmations
from checker.model import Card, Confidence, Reading
from checker.portal import selectors
from checker.tasks.confirming import Gate, Question, Terms

READING = Reading((Card(Decimal(1_234_567), "12345678901"),), Decimal(1_234_567), Confidence.PLAIN)


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> int:
    """What a person types at; the program reads the other end of it."""
    typed, read = pty.openpty()
    monkeypatch.setattr("sys.stdin", os.fdopen(read))
    return typed


def test_it_names_the_account_and_ends_its_line(keyboard: int, capsys: pytest.CaptureFixture[str]) -> None:
    asking = terminal.Confirming(terminal.Progress())
    told = asking.put(Question("siti", READING, ()))
    assert "siti" in told
    assert "saldo-jht confirm --account siti --remote" in capsys.readouterr().err
    # Nobody answers here: what is said next must not stand behind the prompt.
    asking.over()
    assert capsys.readouterr().err == "\n"
    asking.put(Question("siti", READING, ()))
    os.write(keyboard, b"yes\n")
    assert asking.heard(5) == "yes"
    capsys.readouterr()
    asking.over()
    assert capsys.readouterr().err == ""


def test_a_yes_that_cannot_be_kept_counts_and_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("no folder")
    kept = Confirmations(tmp_path / "data", "https://portal.test")
    gate = Gate("siti", kept, selectors.load(tmp_path), date(2026, 11, 28), Terms())
    confirmed = Confirmation(1, "siti", "https://portal.test", 0.0, "salt", (), "0", "")
    told = gate.kept(READING, confirmed)
    assert told.total == READING.total
    assert [one.code for one in told.warnings] == ["storage-failed"]


def test_where_no_terminal_is_no_amount_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    told = terminal.Confirming(terminal.Progress()).put(Question("siti", READING, (), at_window=True))
    assert "1.234.567" in told
    said = capsys.readouterr().err
    assert "siti" in said
    assert "1.234.567" not in said


def test_for_a_phone_the_address_on_the_network_is_told_and_drawn(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {one.address for them in psutil.net_if_addrs().values() for one in them if one.family == socket.AF_INET}
    if not (others := sorted(one for one in told if not one.startswith("127."))):
        pytest.skip("this machine is on no network")
    ask = "from checker.browser import remote; print(remote.lan_address())"
    own = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True).stdout.strip()
    assert own in (*others, "")
    monkeypatch.setattr(remote, "lan_address", lambda: others[0])
    for bind in ("lan", "0.0.0.0"):
        with terminal.remote_page(True, bind, 0) as page:
            assert page is not None
            said = capsys.readouterr().err
        assert f"Open this address, once: http://{others[0]}:{page.port}/" in said
        assert "others on the network can read along" in said
        assert said.count("\u2588\u2580") > 5
    with terminal.remote_page(True, "127.0.0.1", 0):
        assert "\u2588" not in capsys.readouterr().err
