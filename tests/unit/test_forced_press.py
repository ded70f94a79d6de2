"""A press that Playwright no longer looks at is judged once more right before it."""

from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Error

from checker.browser.hand import Hand, Refused
from checker.journey.policy import Policy
from checker.portal import selectors


class Slotted:
    """An element over which Playwright finds another one, unless it is forced."""

    def __init__(self) -> None:
        self.forced = False

    def click(self, *, force: bool = False, **_more: Any) -> None:  # noqa: ANN401 - Playwright's options
        if not force:
            raise Error("<button> from <div> subtree intercepts pointer events")
        self.forced = True


def around(*said: str, name: str = "Lihat detail", reached: bool = True) -> Any:  # noqa: ANN401 - what is asked of it
    return SimpleNamespace(names=(name,), hints=(), said=said, reached=reached, posts=None)


@pytest.mark.parametrize(
    ("then", "pressed"),
    [
        (around("Pilih kartu"), True),
        (around("Pilih kartu", "Klaim Saldo JHT"), False),
        (around("Pilih kartu", name="Ajukan"), False),
        (around("Pilih kartu", reached=False), False),
    ],
)
def test_what_has_changed_since_it_was_judged_is_not_pressed(
    then: Any,  # noqa: ANN401
    pressed: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = [around("Pilih kartu"), then]
    monkeypatch.setattr(Hand, "may", lambda *_: seen.pop(0))
    monkeypatch.setattr(Hand, "_under_the_pointer", lambda *_: around("Pilih kartu"))
    nobody: Any = SimpleNamespace(pressed=lambda *_: None)
    element: Any = Slotted()
    hand = Hand(Policy(selectors.load().selectors), nobody, nobody)
    if pressed:
        hand.press(element, "card", called="Lihat detail")
    else:
        with pytest.raises((Refused, Error)):
            hand.press(element, "card", called="Lihat detail")
    assert element.forced is pressed
