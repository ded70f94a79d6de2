"""`saldo-jht selectors check`: on saved pages, on fixtures, on evidence, and on the portal's own login page."""

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from checker.recording import fixture
from checker.simulator.server import start
from tests.driving import check, only_looked, settings
from tests.recorded import FIXTURES

pytestmark = pytest.mark.browser


def saldo(env: Mapping[str, str], cwd: Path, *options: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "checker", "selectors", "check", *options]
    return subprocess.run(line, env=dict(env), cwd=cwd, capture_output=True, text=True, timeout=180, check=False)


def told(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(done.stdout)
    assert answer["schema"] == "saldo-jht/selectors/1"
    return answer


def keys(page: dict[str, Any]) -> dict[str, Any]:
    return {one["key"]: one for one in page["keys"]}


@pytest.fixture
def env(clean_env: dict[str, str], tmp_path: Path, browser_path: str) -> dict[str, str]:
    return settings(clean_env, tmp_path / "home", browser_path, "http://127.0.0.1:9/")


def test_fixtures(env: dict[str, str], tmp_path: Path) -> None:
    few = tmp_path / "few"
    for name in ("adminlte-login", "spa-menu", "jquery-balance"):
        shutil.copytree(FIXTURES / name, few / name)
    done = saldo(env, tmp_path, "--fixtures", str(few), "--json")
    assert done.returncode == 0, done.stderr
    pages = {Path(page["page"]).name: page for page in told(done)["pages"]}
    assert keys(pages["adminlte-login"])["fields.email"]["candidate"] == 1
    assert pages["adminlte-login"]["drift"] == []
    assert pages["spa-menu"]["drift"] == ["buttons.balance"]
    amount = keys(pages["jquery-balance"])["balance.amount"]
    assert amount["elements"] == 3
    table = saldo(env, tmp_path, "--fixtures", str(few))
    assert "drift" in table.stdout


def test_what_is_missing_and_what_nearly_fits(env: dict[str, str], tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<form><label>Surel pribadi <input name=a></label><input type=password>"
        "<button style='display:none'>Masuk</button></form>"
        "<a href='#'>Lihat Saldo JHT A</a><a href='#x'>Lihat Saldo JHT B</a>"
    )
    done = saldo(env, tmp_path, "--page", str(page), "--json")
    page_told = told(done)["pages"][0]
    assert page_told["screen"] == "login"
    assert (done.returncode, page_told["missing"]) == (30, ["buttons.login"])
    assert "visible" in keys(page_told)["buttons.login"]["near"]
    assert "ambiguous" in keys(page_told)["buttons.balance"]["near"]
    assert keys(page_told)["fields.email"]["candidate"] > 1
    nothing = tmp_path / "nothing.html"
    nothing.write_text("<p>Selamat datang</p>")
    assert saldo(env, tmp_path, "--page", str(nothing)).returncode == 30
    assert saldo(env, tmp_path, "--page", str(tmp_path / "absent.html")).returncode == 2


def test_a_saved_page_loads_and_sends_nothing(env: dict[str, str], tmp_path: Path) -> None:
    with start("adminlte", "one-card") as portal:
        page = tmp_path / "page.html"
        page.write_text(f"<img src='{portal.url}a.png'><script src='{portal.url}b.js'></script><p>Saldo</p>")
        saldo(env, tmp_path, "--page", str(page))
        assert not portal.requests


def test_the_own_file_counts(env: dict[str, str], tmp_path: Path) -> None:
    own = tmp_path / "home" / "selectors" / "bpjstk.toml"
    own.parent.mkdir(parents=True)
    own.write_text('[buttons.login]\ncandidates = [{ role = "button", name = "Ayo" }]\n')
    done = saldo(env, tmp_path, "--page", str(FIXTURES / "adminlte-login" / fixture.PAGE), "--json")
    assert (done.returncode, told(done)["pages"][0]["missing"]) == (30, ["buttons.login"])


def test_live_without_credentials(env: dict[str, str], tmp_path: Path) -> None:
    with start("jquery", "one-card") as portal:
        bare = {key: value for key, value in env.items() if key not in ("SALDO_JHT_EMAIL", "SALDO_JHT_PASSWORD")}
        done = saldo(bare | {"SALDO_JHT_PORTAL_URL": portal.url}, tmp_path, "--live", "--json")
        assert done.returncode == 0, done.stderr
        page = told(done)["pages"][0]
        assert page["screen"] == "login"
        assert keys(page)["fields.email"]["candidate"] == 2
        assert portal.count("login-sent") == 0
        only_looked(portal, may_send=False)


def test_the_evidence_of_a_failed_check(env: dict[str, str], tmp_path: Path) -> None:
    assert saldo(env, tmp_path).returncode == 15
    with start("adminlte", "unknown-page") as portal:
        failed = check(env | {"SALDO_JHT_PORTAL_URL": portal.url}, tmp_path)
    assert failed.status == 30
    done = saldo(env, tmp_path, "--json")
    assert done.returncode == 30
    assert told(done)["pages"][0]["screen"] == "unknown"
