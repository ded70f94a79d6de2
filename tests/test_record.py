"""`saldo-jht record`: a person logs in, in a window of a real browser; what is written holds nothing of theirs."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from checker.recording import fixture
from checker.simulator.scenarios import EMAIL, PASSWORD, SCENARIOS
from checker.simulator.server import start
from tests.acting import Actor, Hands, Told, eyes
from tests.driving import ROOT, settings
from tests.record_skins import record
from tests.recorded import FIXTURES

pytestmark = pytest.mark.browser

# What the simulated portal knows of its person, and what of it must be in no file.
OWN = ("siti", "aminah", "12.345.678", "4.321.000", "875.250", "17.541.928", "Contoh Maju", "JJ000001", PASSWORD)


def written(folder: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file())


def stands(own: str, text: str) -> bool:
    """Whether something stands in a text as a word; the invented address is called like the simulated person."""
    return re.search(rf"\b{re.escape(own)}\b", text.replace("siti.aminah@example.test", ""), re.IGNORECASE) is not None


def test_the_gate_as_a_command(clean_env: dict[str, str], tmp_path: Path) -> None:
    env = {**clean_env, "PYTHONPATH": str(ROOT)}

    def verify(*options: str) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-m", "checker", "record", "verify", *options]
        return subprocess.run(line, env=env, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)

    good = verify(str(FIXTURES), "--json")
    assert good.returncode == 0, good.stdout
    assert json.loads(good.stdout)["status"] == "ok"
    bad = tmp_path / "mine"
    fixture.write(bad, {one: (FIXTURES / "adminlte-balance" / one).read_text() for one in fixture.FILES})
    (bad / fixture.PAGE).write_text(
        (bad / fixture.PAGE).read_text().replace("</body>", "<p>NIK 3171234509870003</p><!-- x --></body>")
    )
    refused = verify(str(bad))
    assert refused.returncode == 1
    assert "nik" in refused.stdout
    told = json.loads(verify(str(bad), "--json").stdout)
    assert {one["rule"] for one in told["left"]} == {"nik", "comment"}
    assert told["status"] == "error"
    # Where nothing is, nothing was found to be clean.
    empty = tmp_path / "empty"
    empty.mkdir()
    none = verify(str(empty))
    assert (none.returncode, none.stdout) == (1, "")
    assert "no fixture" in none.stderr


def test_the_program_itself_checks_and_records(tmp_path: Path) -> None:
    done = record("headline", "several-cards-total", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    screens = {fixture.load_meta(one).screen for one in fixture.find(tmp_path / "out")}
    assert screens >= {"login", "menu", "balance"}
    all_text = written(tmp_path / "out")
    # The invented person of every fixture happens to be called like the simulated portal's.
    for own in OWN:
        assert not stands(own, all_text), own
    if os.name == "posix":
        assert {oct(path.stat().st_mode & 0o777) for path in (tmp_path / "out").rglob("*.*")} == {"0o600"}


def goes_on(told: Told) -> None:
    """As soon as the program says that it has the page that is shown."""
    while "is recorded" not in (line := told.next()):
        assert line, told


def test_a_person_records(
    screen: dict[str, str], window_browser_path: str, clean_env: dict[str, str], browser: Browser, tmp_path: Path
) -> None:
    """The person logs in by themselves in the window, looks at the balance, presses Enter; words are asked about."""
    with start("adminlte", "several-cards-total") as portal:
        env = settings({**clean_env, **screen}, tmp_path / "home", window_browser_path, portal.url)
        env = {key: value for key, value in env.items() if key not in ("SALDO_JHT_EMAIL", "SALDO_JHT_PASSWORD")}
        out = tmp_path / "out"
        with subprocess.Popen(
            [sys.executable, "-m", "checker", "record", "-o", str(out), "--timeout", "120"],
            env=env,
            cwd=tmp_path,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            try:
                with eyes(browser, portal) as seeing:
                    assert process.stderr is not None
                    hands, told = Hands(screen), Told(process.stderr)
                    hands.wait_for_window(process)
                    actor = Actor(seeing, hands)
                    goes_on(told)
                    actor.fill("email", EMAIL)
                    actor.log_in()
                    goes_on(told)
                    actor.press("balance")
                    goes_on(told)
                # Enter, then a yes to the first question, a no to the others.
                assert process.stdin is not None
                process.stdin.write(b"\ny\n" + b"\n" * 40)
                process.stdin.close()
                while told.next():
                    pass
                assert process.stdout is not None
                stdout, stderr = process.stdout.read(), str(told)
                process.wait(60)
            finally:
                if process.poll() is None:
                    process.send_signal(signal.SIGTERM)
        assert process.returncode == 0, stderr
        # Once in the window, once in the actor's own browser.
        assert portal.count("login-sent") == 2
    screens = {fixture.load_meta(one).screen: one for one in fixture.find(out)}
    assert set(screens) >= {"login", "menu", "balance"}, stdout
    all_text = written(out)
    for own in (*OWN, EMAIL):
        assert not stands(own, all_text), own
    # The same cards, with other numbers, and a total that is their sum.
    reading = fixture.load_expected(screens["balance"])["reading"]
    assert reading["status"] == "ok"
    balances = [float(card["balance"]) for card in reading["cards"]]
    assert len(balances) == len(SCENARIOS["several-cards-total"].cards)
    assert sum(balances) == float(reading["total"])
    # One text was kept on the person's word.
    asked = re.findall(r"Keep (.+?)\? \[y/N\]", stderr)
    assert asked
    assert asked[0] in all_text
    assert all(text not in all_text for text in asked[1:])
