"""A home for each test, and what makes root heed the rights of files."""

import os
import shutil
from pathlib import Path

import pytest

from tests.history.helping import ROOT, Home, Inside


@pytest.fixture
def home(clean_env: dict[str, str], tmp_path: Path) -> Home:
    here = tmp_path / "here"
    here.mkdir()
    folder = tmp_path / "home"
    return Home(folder, {**clean_env, "SALDO_JHT_HOME": str(folder), "PYTHONPATH": str(ROOT)}, here)


@pytest.fixture
def inside(home: Home) -> Inside:
    return Inside(home.path, home.env, home.cwd)


@pytest.fixture
def bound_by_rights() -> list[str]:
    """What to put before a command so that the rights of files bind it, whoever runs the tests."""
    if not hasattr(os, "geteuid"):
        pytest.skip("rights are another matter here")
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root without setpriv heeds no rights")
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
