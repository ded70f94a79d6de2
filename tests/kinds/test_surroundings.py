"""What goes wrong around a check: what the environment asks for, how driver and browser die, pages without an end.

Real processes, since they are the point; each ends within `--timeout` and five seconds, and nothing of it stays.
"""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from checker.browser import environment
from tests.driving import Ended, command, running, settings
from tests.kinds import harness
from tests.rawsite import Page, Site

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc"),
]
_LATE_S = 5.0
_STACK = re.compile(rb"node:internal|\bat .*\(.*\.js:\d+|Traceback")


@dataclass(frozen=True)
class Place:
    """The folders and the settings of one check, none of which anybody else has."""

    temporary: Path
    here: Path
    env: dict[str, str]

    def mine(self) -> dict[int, bytes]:
        """The driver's and the browser's processes that run now, with their command lines."""
        found = {}
        for process in Path("/proc").glob("[0-9]*"):
            try:
                environ, line = (process / "environ").read_bytes(), (process / "cmdline").read_bytes()
            except OSError:
                continue
            if line and f"={self.temporary}/saldo-jht-".encode() in environ:
                found[int(process.name)] = line
        return found

    def driver(self) -> int | None:
        return next((pid for pid, line in self.mine().items() if b"run-driver" in line), None)

    def browser(self) -> int | None:
        """The first process of the browser, which is the parent of all its others."""
        found = [pid for pid, line in self.mine().items() if b"--user-data-dir" in line and b"--type=" not in line]
        return min(found, default=None)


@pytest.fixture
def place(clean_env: dict[str, str], browser_path: str, tmp_path: Path) -> Place:
    temporary, here = tmp_path / "tmp", tmp_path / "here"
    temporary.mkdir()
    here.mkdir()
    env = settings(clean_env, tmp_path / "home", browser_path, "http://127.0.0.1:9/", harness.EMAIL, harness.PASSWORD)
    return Place(temporary, here, env | {"TMPDIR": str(temporary)})


def checked(
    place: Place,
    served: Site | None,
    seconds: float,
    more: dict[str, str] | None = None,
    meanwhile: "Callable[[subprocess.Popen[bytes]], None] | None" = None,
    before: tuple[str, ...] = (),
) -> tuple[Ended, float]:
    """A check with `--timeout` of so many seconds to its end, and how many it took from its first word on."""
    env = place.env | (more or {}) | ({"SALDO_JHT_PORTAL_URL": served.url + "/"} if served else {})
    with running(env, place.here, *command("--timeout", str(seconds))[3:], before=before) as process:
        if meanwhile is not None:
            meanwhile(process.process)
        ended = process.end(seconds + 60)
    return ended, time.monotonic() - process.spoke


def ends_well(place: Place, ended: Ended, took: float, seconds: float, *codes: str) -> None:
    """One of `codes`, in time, in the program's own words, and nothing is left."""
    assert ended.told["status"] == "error", str(ended)
    assert ended.told["error"]["code"] in codes, str(ended)
    assert took <= seconds + _LATE_S, took
    assert not _STACK.search(ended.stderr), str(ended)
    end = time.monotonic() + 5
    while place.mine() and time.monotonic() < end:
        time.sleep(0.05)
    assert not place.mine()
    assert not list(place.temporary.iterdir())


# -- the environment --------------------------------------------------------------------------------------------------

STEERING = {
    "NODE_OPTIONS": "--inspect-brk=127.0.0.1:0",
    "PLAYWRIGHT_NODEJS_PATH": "/bin/false",
    "SSLKEYLOGFILE": "keys.log",
    "CHROME_LOG_FILE": "chrome.log",
    "NODE_V8_COVERAGE": "coverage",
    "NODE_DEBUG": "http,net,tls",
    "DEBUG_FILE": "debug.log",
    "DEBUG": "pw:*",
    "PWDEBUG": "1",
    "PWTEST_UNDER_TEST": "1",
    "PW_CHROMIUM_ATTACH_TO_OTHER": "1",
    "PW_CHECK_PROTOCOL": "1",
    "npm_config_pwdebug": "1",
    "INTERNAL_PW_GREENLET_DEBUG": "",
    "ELECTRON_RUN_AS_NODE": "1",
    "CHROME_PRELOAD": "nothing.so",
    "SELENIUM_REMOTE_CAPABILITIES": "{}",
    "CHROMIUM_FLAGS": "--remote-debugging-port=9222",
    "LD_LIBRARY_PATH": "/nonexistent",
    "NODE_PATH": "elsewhere",
    "NODE_EXTRA_CA_CERTS": "ca.pem",
    "GOOGLE_API_KEY": "x",
}


@contextmanager
def grid() -> Iterator[tuple[str, list[str]]]:
    """A grid of browsers at another machine, as Selenium asks for one; and what it was asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.path)
            self.send_error(500)

        do_GET = do_POST

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/wd/hub", asked
    finally:
        server.shutdown()
        server.server_close()


def test_driver_and_browser_are_given_what_stands_on_the_list(place: Place, browser_path: str) -> None:
    """Whatever else an environment holds reaches neither, and the browser that was found is the one that is used."""
    seen, wrapper = place.here / "seen", place.here / "chrome"
    wrapper.write_text(f'#!/bin/sh\ncat /proc/$$/environ >"{seen}"\nexec "{browser_path}" "$@"\n')
    wrapper.chmod(0o755)
    drivers: list[bytes] = []

    def look(process: "subprocess.Popen[bytes]") -> None:
        while process.poll() is None and not drivers:
            if pid := place.driver():
                drivers.append(Path(f"/proc/{pid}/environ").read_bytes())

    with harness.portal() as served, grid() as (hub, asked):
        more = STEERING | {"SELENIUM_REMOTE_URL": hub, "SALDO_JHT_BROWSER": str(wrapper), "ANY_OTHER": "secret"}
        ended, _ = checked(place, served, 40, more, look)
    assert ended.told["status"] == "ok", str(ended)
    assert not asked
    given = {
        name: {one.partition(b"=")[0].decode() for one in content.split(b"\0") if one}
        for name, content in (("driver", drivers[0]), ("browser", seen.read_bytes()))
    }
    temporary = {"TMPDIR", "TMP", "TEMP"}
    # The driver tells the browser's launcher who it is.
    playwrights = {"NODE_COMPILE_CACHE", "PW_LANG_NAME", "PW_LANG_NAME_VERSION", "PW_CLI_DISPLAY_VERSION"}
    assert given["driver"] <= environment.DRIVER | temporary | playwrights
    assert given["browser"] <= environment.BROWSER | temporary
    assert {"PATH", "HOME", "TMPDIR"} <= given["driver"] & given["browser"]
    for content in (drivers[0], seen.read_bytes()):
        assert harness.PASSWORD.encode() not in content
    assert {one.name for one in place.here.iterdir()} == {"seen", "chrome"}
    assert not place.mine()


def test_the_way_through_a_proxy_and_to_a_screen_is_passed_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    wanted = {
        "https_proxy": "http://proxy.test:3128",
        "NO_PROXY": ".example.test",
        "DISPLAY": ":7",
        "LANG": "id_ID.UTF-8",
    }
    for name, value in (wanted | {"http_proxy_password": "x", "DISPLAY_X": "y"}).items():
        monkeypatch.setenv(name, value)
    given = environment.for_browser(tmp_path)
    assert {name: given.get(name) for name in wanted} == wanted
    assert not {"http_proxy_password", "DISPLAY_X"} & set(given)


# -- deaths -----------------------------------------------------------------------------------------------------------

Target = Callable[[Place], "int | None"]
WHO: dict[str, Target] = {"driver": Place.driver, "browser": Place.browser}


def once(place: Place, who: str, after: float, number: signal.Signals, again: bool) -> Callable[..., None]:
    """Send a signal so many seconds after driver or browser appears; `again`, to each that appears."""

    def act(process: "subprocess.Popen[bytes]") -> None:
        done: set[int] = set()
        while process.poll() is None and (again or not done):
            pid = WHO[who](place)
            if pid is not None and pid not in done:
                time.sleep(after)
                done.add(pid)
                try:
                    os.kill(pid, number)
                except ProcessLookupError:
                    continue
            time.sleep(0.01)

    return act


SLOW = {"/": Page(harness.whole(harness.LOGIN), after=3)}
DEATHS = [
    ("driver", 0.0, signal.SIGKILL),
    ("driver", 1.5, signal.SIGSEGV),
    ("driver", 0.0, signal.SIGSTOP),
    ("driver", 1.5, signal.SIGSTOP),
    ("browser", 0.0, signal.SIGKILL),
    ("browser", 0.2, signal.SIGKILL),
    ("browser", 1.5, signal.SIGTERM),
    ("browser", 0.0, signal.SIGSTOP),
    ("browser", 1.0, signal.SIGSTOP),
]


@pytest.mark.parametrize(("who", "after", "number"), DEATHS, ids=lambda one: getattr(one, "name", str(one)))
def test_who_dies_or_hangs_is_browser_failed(place: Place, who: str, after: float, number: signal.Signals) -> None:
    seconds = 12.0
    with harness.portal(more=SLOW) as served:
        ended, took = checked(place, served, seconds, meanwhile=once(place, who, after, number, again=True))
    ends_well(place, ended, took, seconds, "browser-failed")


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize(
    "arguments",
    [("smoke",), ("selectors", "check", "--live"), ("chart", "-o", "saldo.png"), ("doctor",), ("logout",)],
    ids=" ".join,
)
def test_whatever_was_asked_of_it(place: Place, who: str, arguments: tuple[str, ...]) -> None:
    """Other commands too end by name where driver or browser dies."""
    old = place.here / "old.csv"
    old.write_text("checked_at,account,kpj,balance\n2026-01-05T08:00:00+07:00,default,12345678901,1000.00\n")
    program = [sys.executable, "-m", "checker"]
    with harness.portal() as served:
        env = place.env | {"SALDO_JHT_PORTAL_URL": served.url + "/"}
        if arguments[0] == "chart":
            subprocess.run([*program, "import", str(old)], env=env, cwd=place.here, capture_output=True, check=True)
        if arguments[0] == "logout":
            ended, _ = checked(place, served, 40)
            assert ended.told["status"] == "ok", str(ended)
            served.pages["/"] = served.pages["/saldo"] = SLOW["/"]
        process = subprocess.Popen(
            [*program, *arguments], env=env, cwd=place.here, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        once(place, who, 0.1, signal.SIGKILL, again=True)(process)
        said, _ = process.communicate(timeout=60)
    assert process.returncode == 40, said
    assert b"internal-error" not in said
    assert not _STACK.search(said), said
    assert not place.mine()
    assert not list(place.temporary.iterdir())


@pytest.mark.parametrize("files", [20, 64, 100])
def test_too_few_open_files(place: Place, files: int) -> None:
    """Said at once: a browser would start, and load nothing."""
    with harness.portal() as served:
        ended, took = checked(place, served, 8, before=("sh", "-c", f'ulimit -n {files}; exec "$@"', "sh"))
    ends_well(place, ended, took, 2, "browser-failed")
    assert "ulimit -n" in ended.told["error"]["message"]


FAKES = {
    "ends": "exit 1",
    "killed": "kill -9 $$",
    "hangs": "exec sleep 600",
    "deaf": "trap '' TERM INT HUP; while :; do sleep 600; done",
    "lacks a library": "echo 'x: error while loading shared libraries: libnss3.so: cannot open' >&2; exit 127",
    "full disk": "echo 'Failed to create profile: No space left on device (28)' >&2; exit 21",
    "talks": "yes nonsense",
}


@pytest.mark.parametrize("how", FAKES)
def test_a_browser_that_is_none(place: Place, how: str) -> None:
    fake = place.here / "chrome"
    fake.write_text(f"#!/bin/sh\n{FAKES[how]}\n")
    fake.chmod(0o755)
    with harness.portal() as served:
        ended, took = checked(place, served, 10, {"SALDO_JHT_BROWSER": str(fake)})
    ends_well(place, ended, took, 10, "browser-failed")
    detail = ended.told["error"]["message"]
    assert {"lacks a library": "libnss3.so", "full disk": "the disk is full"}.get(how, "") in detail


# -- pages without an end ---------------------------------------------------------------------------------------------

_GROWS = "const p=document.createElement('p');p.textContent='Saldo Rp 1.234.567 '+Math.random();document.body.append(p)"
ENDLESS = {
    "dashes": "<p>" + "-" * 300_000 + "</p>",
    "amounts": "<p>" + "Rp 1.234.567 " * 60_000 + "</p>",
    "one word": "<p>Saldo JHT " + "a1." * 150_000 + "</p>",
    "frames": "".join(f"<iframe srcdoc='<p>Saldo {number}</p>'></iframe>" for number in range(500)),
    "grows": f"<script>setInterval(()=>{{for(let i=0;i<500;i++){{{_GROWS}}}}},20)</script>",
    "busy for ever": "<script>setTimeout(()=>{for(;;);},200)</script>",
    "busy at once": "<script>for(;;);</script>",
    "alerts": "<script>for(;;)alert('Saldo')</script>",
    "comes again": "<script>setTimeout(()=>location.reload(),150)</script>",
    "deep": "<div>" * 3_000 + "Saldo JHT",
}


@pytest.mark.parametrize("kind", ENDLESS)
def test_a_page_without_an_end_ends_in_time(place: Place, kind: str) -> None:
    seconds = 4.0
    with harness.portal(saldo=f"<h1>Saldo JHT</h1>{ENDLESS[kind]}") as served:
        ended, took = checked(place, served, seconds)
    if ended.told["status"] != "error":
        raise AssertionError(f"a number was read: {ended}")
    assert ended.told["error"]["code"] != "internal-error"
    ends_well(place, ended, took, seconds, str(ended.told["error"]["code"]))


# A pattern that may be tried in more ways than a person lives seconds, on a text that it does not fit.
_HEAVY = '[failures]\ncredentials-rejected = ["(x+x+)+y"]\n'


@pytest.mark.parametrize("number", [None, signal.SIGINT, signal.SIGTERM])
def test_a_pattern_that_has_no_end(place: Place, number: signal.Signals | None) -> None:
    own = place.here.parent / "home" / "selectors" / "bpjstk.toml"
    own.parent.mkdir(parents=True)
    own.write_text(_HEAVY)

    def interrupt(process: "subprocess.Popen[bytes]") -> None:
        if number is not None:
            time.sleep(4)
            process.send_signal(number)

    with harness.portal(home="<p>" + "x" * 60 + "</p>") as served:
        ended, took = checked(place, served, 8 if number is None else 60, meanwhile=interrupt)
    if number is None:
        ends_well(place, ended, took, 8, "page-not-recognised")
        return
    assert ended.status == 128 + number, str(ended)
    assert took < 9
    assert ended.stdout == b""
    assert not place.mine()
    assert not list(place.temporary.iterdir())
