"""The wheel as a stranger installs it: the command runs, and what the portal looks like is in it."""

import json
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# Where the selectors come from, as the program itself sees it.
LOOK = """
import json
import checker
from checker.portal import selectors
loaded = selectors.load()
print(json.dumps([checker.__file__, str(loaded.files[0]), loaded.selectors.portal.start]))
"""


def run(*command: str, env: dict[str, str], cwd: Path) -> str:
    done = subprocess.run(command, env=env, cwd=cwd, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def wheel(clean_env: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built with the backend that is installed here, so that nothing is fetched."""
    out = tmp_path_factory.mktemp("dist")
    run(
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(out),
        str(ROOT),
        env=clean_env,
        cwd=out,
    )
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, clean_env: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts folder of an environment that holds the wheel, and borrows what it needs from this one."""
    home = tmp_path_factory.mktemp("venv")
    run(sys.executable, "-m", "venv", "--without-pip", str(home), env=clean_env, cwd=home)
    scripts = home / ("Scripts" if sys.platform == "win32" else "bin")
    python = str(scripts / "python")
    install = ("install", "--quiet", "--no-deps", "--no-index", str(wheel))
    run(sys.executable, "-m", "pip", "--python", python, *install, env=clean_env, cwd=home)
    # A folder added by a .pth file has its own .pth files passed over: the clone does not shine through.
    site = Path(
        run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", env=clean_env, cwd=home).strip()
    )
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n" + sysconfig.get_path("platlib") + "\n")
    return scripts


def test_wheel_holds_the_selectors_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "checker/_selectors/bpjstk.toml" in names
    assert not [name for name in names if name.startswith(("tests/", "selectors/", "scripts/"))]
    assert not [name for name in names if name.endswith((".pyc", ".env"))]
    assert any(name.startswith("checker/simulator/skins/") for name in names)
    # What runs in the page travels with the package, and so do the texts.
    for script in (*(ROOT / "checker").rglob("*.js"), *(ROOT / "checker" / "locale").rglob("*.*o")):
        assert script.relative_to(ROOT).as_posix() in names


def test_installed_command(installed: Path, clean_env: dict[str, str], tmp_path: Path) -> None:
    out = run(str(installed / "saldo-jht"), "--version", env=clean_env, cwd=tmp_path)
    assert out.startswith("saldo-jht, version ")
    told = run(str(installed / "saldo-jht"), "--version", env={**clean_env, "SALDO_JHT_LANG": "id"}, cwd=tmp_path)
    assert told.startswith("saldo-jht, versi ")


def test_selectors_of_the_installed_wheel(installed: Path, clean_env: dict[str, str], tmp_path: Path) -> None:
    module, file, start = json.loads(run(str(installed / "python"), "-c", LOOK, env=clean_env, cwd=tmp_path))
    assert not Path(module).is_relative_to(ROOT)
    assert Path(file) == Path(module).parent / "_selectors" / "bpjstk.toml"
    assert start.startswith("https://")


def test_selectors_of_a_clone(clean_env: dict[str, str], tmp_path: Path) -> None:
    environment = {**clean_env, "PYTHONPATH": str(ROOT)}
    module, file, start = json.loads(run(sys.executable, "-c", LOOK, env=environment, cwd=tmp_path))
    assert Path(module).is_relative_to(ROOT)
    assert Path(file) == ROOT / "selectors" / "bpjstk.toml"
    assert start.startswith("https://")


def test_the_selectors_folder_shadows_no_module() -> None:
    assert not list((ROOT / "selectors").rglob("*.py"))
