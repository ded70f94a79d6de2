"""Arrows run one way: no room of `checker/` imports what stands above it, and no modules import in a circle."""

import pytest

from tests.arrows import PICTURE, PLACE, SIMULATOR, VALUES, arrows, circles, drawn, is_up

# What `python -m checker` starts is the command line.
START = "checker/__main__.py:3 imports checker.cli.main"


@pytest.mark.parametrize("one", PLACE)
def test_no_room_knows_what_stands_above_it(one: str) -> None:
    up = [
        place
        for (upper, lower), places in arrows().items()
        if upper == one and is_up(upper, lower)
        for place in places
        if place != START
    ]
    assert not up, "\n".join(up)


def test_the_simulator_stands_apart() -> None:
    pairs = {pair for pair in arrows() if SIMULATOR in pair}
    assert pairs <= {("cli", SIMULATOR), (SIMULATOR, VALUES)}


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert not circles()


def test_the_picture_of_the_rooms_is_that_of_the_code() -> None:
    assert PICTURE.read_text(encoding="utf-8") == drawn(), "draw it anew: make docs"
