"""`saldo-jht read` as a person calls it: asked on a terminal, refused without one, known again. The OCR is the real
one; no test has a network.
"""

import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pexpect
import pytest
from click.testing import CliRunner
from PIL import Image, ImageChops, ImageOps

from checker.cli.program import saldo_jht
from tests.pictures.draw import ROOT, SHIPPED


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SALDO_JHT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("SALDO_JHT_LANG", "en")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: object) -> dict[str, Any]:
    ended = CliRunner().invoke(saldo_jht, ["read", *map(str, arguments), "--json"], standalone_mode=False)
    told: dict[str, Any] = json.loads(ended.stdout)
    assert told["schema"] == "saldo-jht/read/1"
    return told


def test_the_shipped_picture_is_read_once_and_known_again(home: Path) -> None:
    told = run(SHIPPED, "--yes", "-o", home / "cut.png")
    assert (told["total"], told["confidence"], told["source"]) == ("12345678.00", "agreed", "jmo")
    assert stat.S_IMODE((home / "cut.png").stat().st_mode) == 0o600
    copied = home / "Screenshot_20261101-080000.png"
    copied.write_bytes(SHIPPED.read_bytes())
    again = run(copied, "--yes")
    assert [one["code"] for one in again["warnings"]] == ["picture-known"]
    assert again["cards"] == told["cards"]
    ended = CliRunner().invoke(saldo_jht, ["history", "--json"], standalone_mode=False)
    assert len(json.loads(ended.stdout)["readings"]) == 1


def test_nobody_is_there_to_say_that_it_is_right(home: Path) -> None:
    assert run(SHIPPED)["error"]["rule"] == "picture-unconfirmed"
    assert not list((home / "home").rglob("history.db"))
    assert not list(home.glob("*.png"))


def grain(image: Image.Image) -> Image.Image:
    return Image.blend(image, Image.effect_noise(image.size, 18).convert("RGB"), 0.25)


def light_that_falls_off(image: Image.Image) -> Image.Image:
    shade = ImageOps.invert(Image.radial_gradient("L").resize(image.size)).point(lambda one: 150 + one * 105 // 255)
    return ImageChops.multiply(image, shade.convert("RGB"))


@pytest.mark.parametrize("camera", [grain, light_that_falls_off])
def test_the_photo_of_a_screen_is_refused_before_it_is_read(
    home: Path, camera: Callable[[Image.Image], Image.Image]
) -> None:
    camera(Image.open(SHIPPED).convert("RGB")).save(home / "photo.jpg", quality=92)
    assert run(home / "photo.jpg", "--yes")["error"]["rule"] == "photo-of-screen"


@pytest.mark.parametrize(("answer", "status"), [("ya", 0), ("?\rtidak", 32)])
def test_the_person_sees_the_cut_out_and_is_asked(
    home: Path, clean_env: Mapping[str, str], answer: str, status: int
) -> None:
    env = {**clean_env, **{name: os.environ[name] for name in ("SALDO_JHT_HOME", "TMPDIR", "SALDO_JHT_LANG")}}
    env = {**env, "TERM": "xterm-256color"}
    arguments = ["-m", "checker", "read", str(SHIPPED)]
    child = pexpect.spawn(sys.executable, arguments, env=env, cwd=str(home), encoding="utf-8", timeout=120)
    child.expect(r"Is that what the picture shows\? \[y/n\]: ")
    shown = child.before or ""
    assert "\u2580" in shown
    assert "Rp 12.345.678,00" in shown
    found = re.search(r"(\S+saldo-jht-\S+potongan\.png)", shown)
    assert found is not None
    path = Path(found[1])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == status
    assert not path.parent.exists()
    kept = CliRunner().invoke(saldo_jht, ["history", "--json"], standalone_mode=False)
    assert len(json.loads(kept.stdout)["readings"]) == (status == 0)


@pytest.mark.parametrize("module", ["PIL", "rapidocr"])
def test_where_the_extra_is_not_installed_it_is_named(home: Path, monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    error = run(SHIPPED, "--yes")["error"]
    assert (error["code"], error["exit"], error["rule"]) == ("config-invalid", 15, "extra-missing")
    assert "pip install 'saldo-jht[picture]'" in error["message"]
    assert home.exists()


def test_the_help_loads_nothing_of_the_extra(clean_env: Mapping[str, str]) -> None:
    code = (
        "import sys; from checker.cli.program import run; run(['read', '--help']);"
        " sys.exit(' '.join({'PIL', 'numpy', 'rapidocr', 'onnxruntime', 'playwright'} & {*sys.modules}) or 0)"
    )
    ended = subprocess.run([sys.executable, "-c", code], env={**clean_env}, cwd=ROOT, capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_a_strip_is_too_small_for_the_ocr(home: Path) -> None:
    Image.new("RGB", (3, 9000), "white").save(home / "strip.png")
    assert run(home / "strip.png", "--yes")["error"]["rule"] == "picture-too-small"
