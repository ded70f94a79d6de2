"""The driver that is started ahead: Playwright is handed it if it is the one that it would start, and none is left."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.driving import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there none is started ahead")

BEGINS = textwrap.dedent(
    """
    import os, sys
    from checker import overseer
    from checker.browser import ahead, launch

    def alive(pid):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        return True
    """
)


def said(body: str, home: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", BEGINS + textwrap.dedent(body)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "SALDO_JHT_HOME": str(home), "TMPDIR": str(home)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert not list(home.glob("saldo-jht-*")), "a temporary folder was left"
    return done.stdout.split()


def test_playwright_is_handed_the_driver(tmp_path: Path) -> None:
    first, used, after = said(
        """
        with ahead.driver():
            first = ahead._waiting.process.pid
            with launch.launcher():
                print(first, overseer._note.driver)
        print(alive(first))
        """,
        tmp_path,
    )
    assert first == used
    assert after == "False"


def test_another_one_is_started_where_playwright_asks_for_another(tmp_path: Path) -> None:
    first, used, after = said(
        """
        with ahead.driver():
            first = ahead._waiting.process.pid
            os.environ["LANG"] = "id_ID.UTF-8"
            with launch.launcher():
                print(first, overseer._note.driver, alive(first))
        """,
        tmp_path,
    )
    assert first != used
    assert after == "False"


def test_a_driver_that_nobody_asks_for_is_ended(tmp_path: Path) -> None:
    assert said(
        """
        with ahead.driver():
            first = ahead._waiting.process.pid
        print(alive(first), ahead.taken())
        """,
        tmp_path,
    ) == ["False", "None"]


def test_settings_that_are_wrong_start_nothing(tmp_path: Path) -> None:
    assert said(
        """
        os.environ["SALDO_JHT_LANG"] = "klingon"
        with ahead.driver():
            print(ahead._waiting)
        """,
        tmp_path,
    ) == ["None"]


def test_nothing_is_made_before_the_run_itself_makes_it(tmp_path: Path) -> None:
    said("with ahead.driver(): pass", tmp_path)
    assert not list(tmp_path.iterdir())
