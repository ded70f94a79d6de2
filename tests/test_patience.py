"""A check that nobody watches waits for a portal that is not there yet, and logs in once."""

import socket
import threading
import time
from pathlib import Path

import pytest

from checker.simulator import server
from tests.driving import command, reads_the_balance, running, settings, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.nightly]


def test_a_portal_that_comes_later_is_read(clean_env: dict[str, str], browser_path: str, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        tries = []

        def hang_up() -> None:
            while True:
                try:
                    connection, _ = taken.accept()
                except OSError:
                    return
                tries.append(time.monotonic())
                connection.close()

        absent = threading.Thread(target=hang_up, daemon=True)
        absent.start()
        env = settings(clean_env, tmp_path / "home", browser_path, f"http://127.0.0.1:{port}/")
        with running(env, tmp_path, *command("--timeout", "90")[3:]) as check:
            assert wait_until(lambda: len(tries) >= 2)
            taken.shutdown(socket.SHUT_RDWR)
            absent.join(10)
            taken.close()
            with server.start(port=port) as portal:
                reads_the_balance(check.end(), portal)
                assert portal.count("login-sent") == 1
    assert "tried again" in check.err.decode()
