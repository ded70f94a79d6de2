"""Finding a browser without starting one, and starting one so that nothing is left behind."""

import signal
import stat
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from checker.browser import finding, install
from checker.browser import launch as browser
from checker.browser.finding import Found, find
from checker.failures import BrowserFailed, ConfigInvalid

posix = pytest.mark.skipif(sys.platform == "win32", reason="programs are not told by a mode there")


def program(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\nexit 1\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine without any browser; what lies under the returned folder's `pw` is Playwright's cache."""
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "pw"))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    for names in ("_LINUX", "_SNAP", "_MAC", "_WINDOWS"):
        monkeypatch.setattr(finding, names, ())
    return tmp_path


def playwrights(folder: Path, name: str, program_name: str, complete: bool = True) -> Path:
    """Lay a browser where this version of Playwright would have put it."""
    import json

    import playwright

    package = Path(playwright.__file__).parent / "driver" / "package"
    browsers = json.loads((package / "browsers.json").read_text())["browsers"]
    revision = next(one["revision"] for one in browsers if one["name"] == name)
    top = folder / "pw" / f"{name.replace('-', '_')}-{revision}"
    path = program(top / "chrome-somewhere" / program_name)
    if complete:
        (top / "INSTALLATION_COMPLETE").write_text("")
    return path


def test_none_at_all(bare: Path) -> None:
    assert bare.exists()
    for headed in (False, True):
        with pytest.raises(BrowserFailed, match="no browser"):
            find(None, headed)


@posix
def test_order_is_own_then_system(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    system = program(bare / "usr" / "chromium-headless-shell")
    full = program(bare / "usr" / "chromium")
    monkeypatch.setattr(finding, "_LINUX", (str(system), str(full)))
    monkeypatch.setattr(finding, "_MAC", ())
    monkeypatch.setattr(sys, "platform", "linux")
    assert find(None) == Found(system, None, "system")
    assert find(None, headed=True) == Found(full, None, "system")
    own = playwrights(bare, "chromium", "chrome")
    assert find(None) == Found(own, None, "playwright")
    shell = playwrights(bare, "chromium-headless-shell", "chrome-headless-shell")
    assert find(None) == Found(shell, None, "playwright")
    assert find(None, headed=True) == Found(own, None, "playwright")


@posix
def test_download_cut_short_is_none(bare: Path) -> None:
    playwrights(bare, "chromium", "chrome", complete=False)
    with pytest.raises(BrowserFailed):
        find(None)


@posix
def test_on_the_path(bare: Path) -> None:
    chrome = program(bare / "bin" / "google-chrome")
    assert find(None, headed=True).path == chrome
    assert find("google-chrome", headed=True) == Found(chrome, None, "set")


@posix
def test_ubuntus_shim_for_a_snap_is_passed_over(bare: Path) -> None:
    shim = program(bare / "bin" / "chromium-browser")
    shim.write_text('#!/bin/sh\nexec /snap/bin/chromium "$@"\n')
    with pytest.raises(BrowserFailed):
        find(None)


@posix
def test_explicit(bare: Path) -> None:
    path = program(bare / "my browser")
    assert find(str(path), headed=True) == Found(path, None, "set")
    assert find("msedge", headed=True) == Found(None, "msedge", "set")
    shell = program(bare / "headless_shell")
    with pytest.raises(BrowserFailed, match="window"):
        find(str(shell), headed=True)
    for wrong in (str(bare / "none"), "netscape", str(bare)):
        with pytest.raises(ConfigInvalid, match="SALDO_JHT_BROWSER"):
            find(wrong)


@posix
def test_install_takes_the_next_when_one_does_not_start(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = program(bare / "bin" / "google-chrome")
    good = program(bare / "bin" / "microsoft-edge")
    told: list[str] = []

    def start(found: Found) -> browser.Started:
        if found.path == broken:
            raise BrowserFailed("no")
        return browser.Started(found, "1.2")

    monkeypatch.setattr(install, "start", start)
    got = install.install(None, told.append)
    assert got.found.path == good
    assert told == [f"Found, but does not start: {broken}"]


@posix
def test_install_goes_from_download_to_package_to_words(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert bare.exists()
    commands: list[str] = []

    def run(command: list[str], environment: dict[str, str]) -> bool:
        assert "SALDO_JHT_PASSWORD" not in environment
        commands.append(" ".join(command))
        return False

    monkeypatch.setenv("SALDO_JHT_PASSWORD", "s3ntinel")
    monkeypatch.setattr(install, "_run", run)
    monkeypatch.setattr(install, "_has_apt", lambda: True)
    monkeypatch.setattr(install, "_become_root", lambda: ["sudo", "-n"])
    with pytest.raises(BrowserFailed, match="apt"):
        install.install(None, lambda _text: None)
    assert "-m playwright install --only-shell chromium" in commands[0]
    assert [command.split()[-1] for command in commands[1:]] == ["update", "chromium-headless-shell", "chromium"]
    assert all(command.startswith("sudo -n env DEBIAN_FRONTEND=noninteractive apt-get") for command in commands[1:])

    commands.clear()
    monkeypatch.setattr(install, "_become_root", lambda: None)
    with pytest.raises(BrowserFailed, match="sudo apt install"):
        install.install(None, lambda _text: None)
    assert len(commands) == 1


def test_reasons_are_one_short_line() -> None:
    text = "BrowserType.launch: x\n/a/b: error while loading shared libraries: libnss3.so: cannot open\n"
    assert browser._reason(text) == "the system lacks the library libnss3.so"
    assert "\n" not in browser._reason("a\nb")
    assert len(browser._reason("x" * 999)) < 200


# The rest starts a browser, as a process of its own: the sync API of Playwright cannot nest.

LAUNCH = textwrap.dedent(
    """
    import os, sys, signal
    from pathlib import Path
    from checker.signals import heed
    from checker.browser import launch as browser
    from checker.browser.finding import Found
    heed()
    found = Found(Path(sys.argv[1]), None, "set")
    with browser.launch(found, headed=False) as started:
        page = started.new_page()
        page.goto("about:blank")
        for process in Path("/proc").glob("[0-9]*"):
            try:
                environ = (process / "environ").read_bytes()
                stat = (process / "stat").read_text()
            except OSError:
                continue
            if b"=" + os.environ["TEST_MARK"].encode() in environ and process.name != str(os.getpid()):
                print("child", int(b"s3ntinel" in environ), flush=True)
        print("ready", flush=True)
        if "wait" in sys.argv:
            page.wait_for_selector("#never", timeout=60000)
    print("closed", flush=True)
    """
)


def left_behind(mark: str) -> list[str]:
    """Processes whose temporary files are in a folder that begins like this."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"TMPDIR={mark}".encode() in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_text())
        except OSError:
            continue
    return found


@pytest.mark.browser
@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc")
@pytest.mark.parametrize(("number", "status"), [(None, 0), (signal.SIGINT, None), (signal.SIGTERM, 143)])
def test_nothing_is_left_behind(
    number: signal.Signals | None, status: int | None, browser_path: str, clean_env: dict[str, str], tmp_path: Path
) -> None:
    mark = f"{tmp_path}/saldo-jht-"
    environment = {
        **clean_env,
        "TEST_MARK": mark,
        "TMPDIR": str(tmp_path),
        "SALDO_JHT_PASSWORD": "s3ntinel",
        "DEBUG": "pw:api",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    process = subprocess.Popen(
        [sys.executable, "-c", LAUNCH, browser_path, *(["wait"] if number else [])],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout
    lines = []
    while (line := process.stdout.readline().strip()) not in ("ready", ""):
        lines.append(line)
    assert line == "ready", process.communicate(timeout=30)[1]
    # The driver and the browser run, and neither was given the password.
    assert len(lines) >= 2
    assert set(lines) == {"child 0"}
    if number:
        time.sleep(0.3)
        process.send_signal(number)
    out, err = process.communicate(timeout=30)
    assert "pw:api" not in err
    if status is not None:
        assert process.returncode == status
    if number:
        assert process.returncode != 0
        assert "closed" not in out
    deadline = time.monotonic() + 10
    while left_behind(mark) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert left_behind(mark) == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.browser
def test_failures_to_start_have_a_name(clean_env: dict[str, str], tmp_path: Path) -> None:
    broken = program(tmp_path / "chrome")
    code = "from checker.cli.main import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "browser", "install"],
        env={**clean_env, "SALDO_JHT_BROWSER": str(broken), "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 40, done.stderr
    assert "browser-failed" in done.stderr
    assert "Traceback" not in done.stderr
