"""The command `notify`, and what a check tells elsewhere, as processes: what is said, sent and written, to the byte."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.driving import ROOT, files
from tests.telling.receiving import Receiver, receiving

KEYRING = "keyrings.alt.file.PlaintextKeyring"
TOKENS = {name: f"t0ken-{name}-sentinel" for name in ("phone", "bad", "away", "ring", "beat")}


class Home:
    """A person's folders, in none of which anybody else writes; what is in the keyring stands apart."""

    def __init__(self, env: Mapping[str, str], folder: Path) -> None:
        self.home, self.user, self.temporary, self.ring = (folder / one for one in ("home", "user", "tmp", "ring"))
        for one in (self.home, self.user, self.temporary):
            one.mkdir(mode=0o700)
        kept = {key: value for key, value in env.items() if not key.startswith("XDG_")}
        self.env = {
            **kept,
            "SALDO_JHT_HOME": str(self.home),
            "SALDO_JHT_LANG": "en",
            "SALDO_JHT_EMAIL": "siti.aminah@example.test",
            "SALDO_JHT_PASSWORD": "rahasia-simulasi-1",
            # Nobody is there: a failure that costs no browser's visit of a page.
            "SALDO_JHT_PORTAL_URL": "http://127.0.0.1:9/",
            "PYTHON_KEYRING_BACKEND": KEYRING,
            "PYTHONPATH": str(ROOT),
            "HOME": str(self.user),
            "TMPDIR": str(self.temporary),
            "XDG_DATA_HOME": str(self.ring),
        }
        self.said = b""

    def config(self, text: str, mode: int = 0o600) -> None:
        file = self.home / "config.toml"
        file.write_text(text)
        file.chmod(mode)

    def run(self, *arguments: str, given: str = "") -> "subprocess.CompletedProcess[bytes]":
        done = subprocess.run(
            [sys.executable, "-m", "checker", *arguments],
            env=self.env,
            cwd=self.user,
            input=given.encode(),
            capture_output=True,
            timeout=120,
            check=False,
        )
        self.said += done.stdout + done.stderr
        return done

    def leaks(self, but: str = "config.toml") -> list[str]:
        """Where a token stands in what was said and written, but for the configuration and the keyring."""
        written = {str(one): one.read_bytes() for one in files(self.home, self.user, self.temporary) if one.name != but}
        everything = {"what was said": self.said, **written}
        return [
            f"{where}: {token}"
            for where, text in everything.items()
            for token in TOKENS.values()
            if token.encode() in text
        ]


@pytest.fixture
def home(clean_env: dict[str, str], tmp_path: Path) -> Home:
    return Home(clean_env, tmp_path)


def urls(service: Receiver) -> str:
    """Services as a person declares them: one that works, one that is no address, one that is not there."""
    return (
        f'[notify.urls]\nphone = "{service.service(TOKENS["phone"])}"\nbad = "tgram://{TOKENS["bad"]}"\n'
        f'away = "json://127.0.0.1:9/{TOKENS["away"]}"\n'
    )


def test_no_address_is_told_or_written_and_nothing_that_fails_fails_a_check(home: Home, browser_path: str) -> None:
    home.env["SALDO_JHT_BROWSER"] = browser_path
    with receiving() as service, receiving() as monitor:
        monitor.status = 500
        numbers = home.user / "jht.prom"
        beat = f'[heartbeat]\nurl = "{monitor.url("/" + TOKENS["beat"])}"\n[metrics]\nfile = "{numbers}"\n'
        home.config(urls(service).replace("[notify.urls]", "[notify]\nin_a_row = 1\n[notify.urls]") + beat)
        added = home.run("notify", "add", "ring", given=service.service(TOKENS["ring"]) + "\n")
        assert added.returncode == 0, added.stderr
        listed = home.run("notify", "list", "--json")
        failed = home.run("check", "--unattended", "--json", "-q", "--timeout", "2")
    services = json.loads(listed.stdout)["services"]
    assert {one["service"]: one["where"] for one in services} == {
        "ring": "keyring",
        **dict.fromkeys(("phone", "bad", "away"), "config.toml"),
    }
    # The failure of the check is its own, whatever became of what is told elsewhere.
    assert failed.returncode == 20, failed.stderr
    assert json.loads(failed.stdout)["error"]["code"] == "portal-unreachable"
    assert service.titles == ["JHT balance check: failed 1 times in a row"] * 2
    assert monitor.asked == [f"/{TOKENS['beat']}/start", f"/{TOKENS['beat']}/20"]
    for name in ("bad", "away"):
        assert f"Warning: {name} was not told, and is tried again with each check".encode() in failed.stderr
    assert b"heartbeat" not in failed.stderr
    assert b'saldo_jht_up{account="default"} 0' in numbers.read_bytes()
    assert home.leaks() == []
    # The keyring has it: a search that finds nothing proves nothing.
    assert home.leaks(but="") != []
    told = json.loads((home.home / "state" / "told.json").read_bytes())["services"]
    assert {name: one["default"]["failing"] for name, one in told.items()} == {"phone": True, "ring": True}
    if os.name == "posix":
        written = [one for one in files(home.home) if one.stat().st_mode & 0o077]
        assert written == []


def test_one_sample_of_each_kind_is_sent_and_what_fails_is_told_by_its_service(home: Home) -> None:
    with receiving() as service:
        home.config(urls(service), mode=0o644)
        all_ = home.run("notify", "test")
        one = home.run("notify", "test", "phone", "--json")
    assert all_.returncode == 15
    assert all_.stdout.count(b"phone: Sample: ") == 4
    assert all_.stderr.count(b"bad: Sample: ") == all_.stderr.count(b"away: Sample: ") == 4
    assert b"can be read by other users: chmod 600" in all_.stderr
    assert one.returncode == 0, one.stderr
    sent = json.loads(one.stdout)
    assert (sent["schema"], sent["status"]) == ("saldo-jht/notify/1", "ok")
    assert [one["kind"] for one in sent["sent"]] == ["changed", "needs-person", "failing", "back-again"]
    assert len(service.messages) == 8
    assert home.leaks() == []


@pytest.mark.nightly
def test_services_are_named_kept_and_forgotten(home: Home) -> None:
    none = home.run("notify", "test")
    assert (none.returncode, none.stdout) == (4, b"")
    assert b"saldo-jht notify add NAME" in none.stderr
    bad = home.run("notify", "add", "ring", given=TOKENS["bad"])
    assert bad.returncode == 15
    assert home.run("notify", "add", "ring", given=f"ntfy://{TOKENS['ring']}\n").returncode == 0
    wrong = home.run("notify", "test", "rign")
    assert wrong.returncode == 15
    assert b"there are: ring" in wrong.stderr
    home.env["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    away = home.run("notify", "test")
    assert away.returncode == 15
    assert b"[notify.urls]" in away.stderr
    home.env["PYTHON_KEYRING_BACKEND"] = KEYRING
    assert home.run("notify", "remove", "ring").returncode == 0
    assert home.run("notify", "list").stdout == b""
    assert home.leaks() == []
    assert TOKENS["ring"].encode() not in b"".join(one.read_bytes() for one in files(home.ring))


def test_a_wrong_setting_is_named_and_not_quoted(home: Home) -> None:
    for text, key in (
        (f'[notify.urls]\n"my phone" = "ntfy://{TOKENS["phone"]}"\n', "notify.urls"),
        (f'[notify]\nurls = "ntfy://{TOKENS["phone"]}"\n', "notify.urls"),
        (f'[notify]\nurl = "ntfy://{TOKENS["phone"]}"\n', "notify"),
        ("[notify]\nin_a_row = 0\n", "notify.in_a_row"),
    ):
        home.config(text)
        done = home.run("notify", "list")
        assert done.returncode == 15
        assert f"key {key}".encode() in done.stderr
    assert home.leaks() == []


def test_nothing_is_loaded_where_nobody_is_to_be_told(home: Home) -> None:
    told = (
        "import sys; from checker.tasks import telling; from checker.tasks.check import prepare\n"
        "assert telling.begin(prepare(), False) is None\n"
        "print([one for one in sys.modules if one.startswith(('apprise', 'requests', 'urllib.request', "
        "'checker.telling', 'keyring'))])"
    )
    done = subprocess.run([sys.executable, "-c", told], env=home.env, cwd=home.user, capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"
