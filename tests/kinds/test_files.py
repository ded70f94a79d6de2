"""Files and messages that no person has made: without an end, nested without end, of the wrong shape.

All are refused by name, at once, and in little memory.
"""

import http.client
import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from checker.browser.remote import Remote
from checker.failures import ConfigInvalid
from checker.keeping import config
from checker.keeping.sessions import Sessions
from checker.portal import selectors
from tests.driving import ROOT

_MEMORY = 250_000_000
HEAD = "date,balance\n"


def imported(env: dict[str, str], file: str, memory: int = _MEMORY) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "checker", "import", file, "--map", "date=date,balance=balance", "--json"]
    return subprocess.Popen(
        command,
        env={**env, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (memory, memory)),
    )


def _open_files(pid: int) -> list[str]:
    return [str(link.resolve()) for link in Path(f"/proc/{pid}/fd").glob("*")]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (HEAD.encode() + b"2026-01-01," + b"1" * 90_000_000, 2),
        (b"x" * 90_000_000, 1),
        (HEAD.encode() + b"2026-01-01,1\n" * 3 + b"\0" * 90_000_000, 5),
        (HEAD.encode() + b'"' + b"a,\n" * 3_000_000, 2),
        (b"date,balance," + b"x," * 300_000 + b"\n", 1),
    ],
    ids=["cell", "header", "nothing but noughts", "a quote that never ends", "columns"],
)
def test_a_line_without_an_end(content: bytes, line: int, clean_env: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "old.csv"
    file.write_bytes(content)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with imported(clean_env | {"SALDO_JHT_HOME": str(tmp_path / "home")}, str(file)) as process:
        out, err = process.communicate(timeout=60)
    assert process.returncode == 2, err
    assert json.loads(out)["error"]["line"] == line
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 10


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/urandom"])
def test_a_file_without_an_end(device: str, clean_env: dict[str, str], tmp_path: Path) -> None:
    with imported(clean_env | {"SALDO_JHT_HOME": str(tmp_path / "home")}, device) as process:
        _, err = process.communicate(timeout=60)
    assert process.returncode in (2, 50), err
    assert b"internal-error" not in err


def test_an_import_heeds_its_end(clean_env: dict[str, str], tmp_path: Path) -> None:
    """One that reads on and on ends as it is told to.

    It is told so while it has the file open, and has memory enough: a fast machine would come to that end first.
    """
    file = tmp_path / "old.csv"
    file.write_bytes(HEAD.encode() + b"2026-01-01,1000\n" * 3_000_000)
    with imported(clean_env | {"SALDO_JHT_HOME": str(tmp_path / "home")}, str(file), 20 * _MEMORY) as process:
        while str(file) not in _open_files(process.pid):
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        process.communicate(timeout=30)
    assert process.returncode == 143
    assert time.monotonic() - began < 20


# -- settings ---------------------------------------------------------------------------------------------------------

ENDLESS = {
    "lists": "a = " + "[" * 200_000,
    "lists that are shut": "a = " + "[" * 60_000 + "]" * 60_000,
    "lists over lines": "a = " + "[\n" * 100_000 + "]\n" * 100_000,
    "tables": "a = " + "{b=" * 2_000 + "1" + "}" * 2_000,
    "a key of many parts": ".".join("a" * 100_000) + " = 1",
    "quoted parts": ".".join(['"a"'] * 2_600) + " = 1",
    "a header of many parts": "[" + ".".join("a" * 3_900) + "]\nb = 1",
    "many of them": "\n".join("[" + ".".join(f"a{number}" for number in range(80)) + f".b{n}]" for n in range(900)),
    "much": "# nothing\n" * 3_000_000,
    "a long text": 'a = "' + "x" * 900_000 + '"',
}


@pytest.mark.parametrize("kind", ENDLESS)
@pytest.mark.parametrize("which", ["selectors", "config"])
def test_settings_that_nobody_has_written(kind: str, which: str, tmp_path: Path) -> None:
    file = tmp_path / ("config.toml" if which == "config" else "selectors/bpjstk.toml")
    file.parent.mkdir(exist_ok=True)
    file.write_text(ENDLESS[kind])
    began = time.process_time()
    with pytest.raises(ConfigInvalid) as caught:
        (config if which == "config" else selectors).load(tmp_path)
    assert str(file) in caught.value.detail
    assert len(caught.value.detail) < 400
    assert time.process_time() - began < 4


def test_settings_that_are_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "config.toml")
    with pytest.raises(ConfigInvalid):
        config.load(tmp_path)


def test_a_session_nested_without_end_is_none(tmp_path: Path) -> None:
    kept = Sessions(tmp_path, "https://portal.test", "saldo-jht test")
    kept.path("default").parent.mkdir(parents=True)
    kept.path("default").write_text('{"storage": {"a": ' + "[" * 100_000)
    assert kept.load("default") is None
    kept.path("default").write_text('{"schema": 1, "storage": {"a": ' + "[" * 100_000 + "]" * 100_000 + "}}")
    assert kept.load("default") is None


# -- the remote page --------------------------------------------------------------------------------------------------

HUGE = "9" * 400
ODD = [
    '[{"kind":"key","key":["Enter"]}]',
    '[{"kind":"key","key":{"a":1}}]',
    '[{"kind":"key","key":null}]',
    '[{"kind":["key"],"key":"Enter"}]',
    f'[{{"kind":"down","x":{HUGE},"y":{HUGE}}}]',
    f'[{{"kind":"roll","dy":-{HUGE},"x":0.5,"y":0.5}}]',
    f'[{{"kind":"size","width":{HUGE},"height":1e999}}]',
    '[{"kind":"size","width":NaN,"height":"x"}]',
    '[{"kind":"move","x":true,"y":[]}]',
    '[{"kind":"text","text":["a"]}]',
    '[{"kind":"text"}]',
    "[" * 30_000 + "]" * 30_000,
    '[{"kind":' * 9_000,
    '{"kind":"key"}',
    "17",
    "null",
    "[[],{},3,null]",
    "",
    "\udcff",
    f'[{{"kind":"down","x":{"9" * 5000}}}]',
]


class Cast:
    """What the browser would be told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, dict[str, Any]]] = []

    def send(self, what: str, values: dict[str, Any]) -> None:
        json.dumps(values, allow_nan=False)
        self.told.append((what, values))


def test_messages_of_the_wrong_shape_end_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    with Remote("127.0.0.1", 0) as remote:
        shared, cast = remote._shared, Cast()
        shared.active = True
        remote._cast = cast  # type: ignore[assignment]

        def post(body: bytes) -> int:
            asked = http.client.HTTPConnection("127.0.0.1", remote.port, timeout=10)
            asked.request("POST", "/input", body, {"X-Saldo-Key": shared.key})
            return asked.getresponse().status

        for body in ODD:
            assert post(body.encode(errors="surrogateescape")) in (204, 400), body[:60]
        assert post(b'[{"kind":"key","key":"Enter"},{"kind":"down","x":0.5,"y":0.5}]') == 204
        while not shared.acts.empty():
            remote._act(shared.acts.get_nowait())
        assert [one["type"] for what, one in cast.told if what == "Input.dispatchKeyEvent"] == ["keyDown", "keyUp"]
        assert ("Input.dispatchMouseEvent", "mousePressed") in [(what, one.get("type")) for what, one in cast.told]
        assert 320 <= shared.size[0] <= 1280
        assert threading.active_count() < 40
    assert "Traceback" not in capfd.readouterr().err
