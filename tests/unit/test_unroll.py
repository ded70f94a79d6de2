"""Scrolling a list to its end: what could not be scrolled has not been seen to its end."""

import time
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Error

from checker.browser import eye, world


@pytest.mark.parametrize("gone", [True, False])
def test_a_frame_that_does_not_answer_has_no_end_unless_it_is_gone(gone: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(*_asked: object) -> None:
        raise Error("no answer")

    page: Any = SimpleNamespace()
    monkeypatch.setattr(eye, "own_frames", lambda _page: [SimpleNamespace(is_detached=lambda: gone)])
    monkeypatch.setattr(world, "ask", silent)
    assert eye.unroll(page, time.monotonic() + 1) is gone
