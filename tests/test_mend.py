"""`saldo-jht selectors mend`: after a redesign, from the evidence of a failed check and what was recorded before it."""

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from checker.page.likeness import best, element
from checker.portal import selectors
from checker.simulator.server import start
from tests.driving import ROOT, always_anew, check, nightly, only_looked, settings
from tests.mutating import mutated
from tests.recorded import FIXTURES

# All skins: `python -m tests.measure_mending`.
_ROUNDS = 4


def recordings(skin: str, folder: Path) -> Path:
    """The recordings of a skin as it was before it changed."""
    kept = folder / "recordings"
    for one in FIXTURES.glob(f"{skin}-*"):
        shutil.copytree(one, kept / one.name)
    return kept


def mend(env: Mapping[str, str], cwd: Path, *options: str, answer: str = "") -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "checker", "selectors", "mend", *options]
    return subprocess.run(
        line, env=dict(env), cwd=cwd, input=answer, capture_output=True, text=True, timeout=300, check=False
    )


def mended(skin: str, folder: Path, env: Mapping[str, str], browser: str) -> tuple[dict[str, Any], list[str]]:
    """Check a changed skin, mending after each failure; the last answer, and what was done on the way."""
    skins = folder / "skins"
    skins.mkdir()
    name = mutated(skin, skins)
    kept = recordings(skin, folder)
    steps: list[str] = []
    with start(name, "one-card", skins_folder=skins) as portal:
        given = settings(env, folder / "home", browser, portal.url)
        always_anew(folder / "home")
        for _ in range(_ROUNDS):
            told = check(given, folder).told
            if told["status"] == "ok":
                break
            steps.append(f"{told['error']['code']} at {told['error']['screen']}")
            done = mend(given, folder, "--recording", str(kept), "--yes")
            steps.append(done.stderr.strip().splitlines()[0] if done.stderr.strip() else "")
            if done.returncode:
                break
        told = check(given, folder).told
        assert portal.count("claim") == 0
    return told, steps


@pytest.mark.browser
@pytest.mark.parametrize("skin", ["ionic", nightly("adminlte")])
def test_mend(skin: str, clean_env: dict[str, str], browser_path: str, tmp_path: Path) -> None:
    told, steps = mended(skin, tmp_path, clean_env, browser_path)
    assert steps, "the changed skin did not fail, so this tests nothing"
    assert told["status"] == "ok", steps
    assert told["total"] == "12345678.00"


@pytest.mark.browser
def test_only_on_consent(clean_env: dict[str, str], browser_path: str, tmp_path: Path) -> None:
    skins = tmp_path / "skins"
    skins.mkdir()
    name = mutated("adminlte", skins)
    kept = recordings("adminlte", tmp_path)
    own = tmp_path / "home" / "selectors" / selectors.NAME
    with start(name, "one-card", skins_folder=skins) as portal:
        env = settings(clean_env, tmp_path / "home", browser_path, portal.url)
        assert check(env, tmp_path).status != 0
        only_looked(portal)
    for answer in ("", "n\n"):
        refused = mend(env, tmp_path, "--recording", str(kept), answer=answer)
        assert refused.returncode == 1
        assert not own.exists()
        assert refused.stdout.startswith("--- ")
        assert "+[buttons.balance]" in refused.stdout
    own.parent.mkdir(parents=True)
    own.write_text("# mine\n[portal]\nstart = 'https://sso.bpjsketenagakerjaan.go.id/'\n")
    agreed = mend(env, tmp_path, "--recording", str(kept), answer="y\n")
    assert agreed.returncode == 0
    assert own.read_text().startswith("# mine\n")
    assert "[buttons.balance]" in own.read_text()
    undone = subprocess.run(
        [sys.executable, "-m", "checker", "selectors", "learn", "--undo"],
        env={**clean_env, "SALDO_JHT_HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert undone.returncode == 0
    assert own.read_text() == "# mine\n[portal]\nstart = 'https://sso.bpjsketenagakerjaan.go.id/'\n"
    missing = mend(env, tmp_path, "--recording", str(tmp_path / "none"))
    assert missing.returncode == 15
    assert "saldo-jht record" in missing.stderr


# From a recording, what a masked page of the same screen could have become, and the key that is to be proposed for it.
CHANGES = {
    "one of several screens": (
        "twostep-login",
        {"Alamat Email": "Nomor xxxx", "UserName": "zz", "Lanjutkan": "xxxxx", "username": ""},
    ),
    "in a menu that is shut, in a frame": (
        "legacy-menu",
        {"CEK SALDO JHT": "xxxxxx xxxx", "display: block": "display: none", "id=&quot;sub&quot;": "id=&quot;zz&quot;"},
    ),
}
PROPOSED = {
    "one of several screens": {"fields.email", "buttons.next"},
    "in a menu that is shut, in a frame": {"buttons.balance"},
}


def evidence(folder: Path, recording: str, changes: Mapping[str, str], screen: str = "unknown") -> Path:
    """A folder of evidence that shows what a recording shows, changed."""
    html = (FIXTURES / recording / "page.html").read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in html
        html = html.replace(old, new)
    place = folder / "evidence"
    place.mkdir()
    (place / "page.html").write_text(html, encoding="utf-8")
    (place / "run.json").write_text(f'{{"screen": "{screen}"}}')
    return place


@pytest.mark.browser
@pytest.mark.parametrize("case", CHANGES)
def test_what_is_proposed_for_a_page_that_nobody_knew(
    case: str, clean_env: dict[str, str], browser_path: str, tmp_path: Path
) -> None:
    recording, changes = CHANGES[case]
    kept = recordings(recording.partition("-")[0], tmp_path)
    env = settings(clean_env, tmp_path / "home", browser_path, "http://127.0.0.1:9/")
    done = mend(env, tmp_path, str(evidence(tmp_path, recording, changes)), "--recording", str(kept))
    assert done.returncode == 1, done.stdout + done.stderr
    added = {line[2:-1] for line in done.stdout.splitlines() if line.startswith("+[")}
    assert added == PROPOSED[case]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("recording", "changes"),
    [
        # The item is gone: the claim beside it is not what it has become.
        ("adminlte-menu", {"Lihat Saldo JHT": "Profil xxxx", 'class="treeview"': "hidden"}),
        nightly("ionic-menu", {"Lihat Saldo JHT": "Klaim xxxx"}),
        # A field to look for something on another page is not that of a login.
        ("twostep-menu", {"Lihat Saldo JHT</button>": 'xxxx</button><input type="text" placeholder="Cari">'}),
    ],
)
def test_nothing_is_proposed_where_nothing_is_sure(
    recording: str, changes: Mapping[str, str], clean_env: dict[str, str], browser_path: str, tmp_path: Path
) -> None:
    skin = recording.partition("-")[0]
    kept = tmp_path / "kept"
    for one in FIXTURES.glob(f"{skin}-login*" if skin == "twostep" else f"{skin}-*"):
        shutil.copytree(one, kept / one.name)
    env = settings(clean_env, tmp_path / "home", browser_path, "http://127.0.0.1:9/")
    done = mend(env, tmp_path, str(evidence(tmp_path, recording, changes)), "--recording", str(kept))
    assert done.returncode == 30, done.stdout + done.stderr
    assert done.stdout == ""


@pytest.mark.browser
def test_what_stands_in_a_slot_is_denied_too(clean_env: dict[str, str], browser_path: str, tmp_path: Path) -> None:
    """A place that was once the balance's is the claim's today, and its button shows what stands in its slot."""
    own = tmp_path / "home" / "selectors" / selectors.NAME
    own.parent.mkdir(parents=True)
    own.write_text('[buttons.balance]\ncandidates = [{ css = "x-tile:nth-child(3) button" }]\n')
    with start("ionic", "one-card") as portal:
        check(settings(clean_env, tmp_path / "home", browser_path, portal.url), tmp_path)
        assert portal.count("login-sent") == 1
        only_looked(portal)


def seen(name: str, **other: Any) -> dict[str, Any]:  # noqa: ANN401 - as the page tells
    told = {"kind": "press", "type": "a", "name": name, "up": "body>ul>li", "at": 1, "of": 3, "before": "", "after": ""}
    return {**told, "names": [], "x": 0.1, "y": 0.2, "form": "", **other}


def test_two_that_are_alike_are_neither() -> None:
    known = frozenset(("beranda", "klaim", "saldo"))
    was = element(seen("Lihat", before="Beranda", after="Klaim Saldo"), known)
    right = element(seen("xxxx", before="Beranda", after="Klaim Saldo"), known)
    other = element(seen("xxxx", before="Klaim Saldo", after="xxx", at=2, y=0.3), known)
    assert best(was, [other, right]) == 1
    assert best(was, [right, right]) is None
    assert best(was, []) is None
    assert best(was, [element(seen("xx", kind="field", type="text"), known)]) is None
