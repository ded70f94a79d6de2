"""The layout that a person confirms, on stored observations: nothing personal is in it, nothing new in it is missed,
and an ordinary day changes nothing.
"""

from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec import structs

from checker.failures import Failure
from checker.model import Reading
from checker.page.sight import Box, Sight
from checker.portal import selectors
from checker.reading.outline import BALANCE, Masks, Outline, changed, once_each, outline
from checker.reading.page import Page
from checker.reading.segments import Segment
from checker.recording import forms
from checker.recording.gate import _Gate
from tests.groups import TODAY
from tests.reading.updates import updates
from tests.rules import cases, pages, portal, rooms_off
from tests.stored import Stored, both, outcome

EACH = 4
"""Every so manieth page is tried where each would take long."""
KNOWN = selectors.load().vocabulary
REMARK = ("Berlabu", "sungguh")
"""Words that no list knows."""
TRAPS = {"wrong, and the same": 60, "wrong, but changed": 1200}
"""Of the pages that are read wrong without any rule that refuses: so many, at most and at least, are let through, and
caught, by the layout alone, held against every page that is read right."""


def masks(*, known: frozenset[str] = KNOWN) -> Masks:
    return Masks(known, lambda word: forms.word(sum(map(ord, word)) * len(word), 9), forms.spelled)


def layout(one: Stored, sight: Sight | None = None, balances: tuple[Segment, ...] | None = None) -> Outline | None:
    """The layout of a page; None where it gives no balance."""
    found = both(one)
    if isinstance(found, Failure):
        return None
    return outline(sight or one.seen.sight, balances or found[1].boxes, portal().words, one.today, one.chosen, masks())


@cache
def read_pages() -> dict[str, tuple[Stored, Outline]]:
    """Every page that gives a balance, with its layout; updates are tried by themselves."""
    told = ((name, one, layout(one)) for name, one in pages().items() if not name.startswith("updates/"))
    return {name: (one, found) for name, one, found in told if found is not None}


def test_a_layout_holds_the_balance_and_nothing_personal() -> None:
    gate = _Gate(Path(), KNOWN | forms.MONTHS | {"rp", "idr"}, frozenset())
    gate.today = TODAY
    for name, (_one, found) in list(read_pages().items())[::EACH]:
        assert BALANCE in found, name
        left = [one for line in found for one in gate._text(line)]
        assert not left, (name, left)
    # And one that is not masked does not pass.
    assert list(gate._text("saldo jht siti aminah"))


@pytest.mark.parametrize("below", [True, False], ids=["below", "above"])
def test_a_remark_that_nobody_knows_is_noticed_beside_each_balance(below: bool) -> None:
    tried = 0
    for name, (one, before) in list(read_pages().items())[::EACH]:
        found = both(one)
        assert not isinstance(found, Failure)
        sight = _remarked(one.seen.sight, found[1].boxes[0], below)
        now = Page(sight, portal().words, one.today, one.chosen)
        places = {(box.text, box.box.x, box.box.y) for box in found[1].boxes}
        balances = tuple(each for each in now.segments if (each.text, each.box.x, each.box.y) in places)
        if len(balances) == len(found[1].boxes):
            after = layout(one, sight, balances)
            assert after is not None
            assert changed([after], [before]), name
            tried += 1
    assert tried > 250


def _remarked(sight: Sight, balance: Segment, below: bool) -> Sight:
    """The page with a remark of its own element right above or below a balance."""
    word = balance.words[-1 if below else 0]
    at = next(at for at, one in enumerate(sight.words) if one.box.beside(word.box) and one.path == word.path)
    depth = word.path.index(word.block) if word.block in word.path else len(word.path) - 1
    y = word.box.bottom + 2 if below else word.box.y - word.box.h - 2
    new = [
        structs.replace(
            word,
            text=text,
            block=999_999,
            path=(*word.path[:depth], 999_999),
            kind="text",
            glued=False,
            cell=None,
            control=-1,
            digits=(),
            box=Box(word.box.x + 40 * place, y, 36, word.box.h),
        )
        for place, text in enumerate(REMARK)
    ]
    at = max(place for place, one in enumerate(sight.words) if one.block == word.block) + 1 if below else at
    return structs.replace(sight, words=(*sight.words[:at], *new, *sight.words[at:]))


def test_an_ordinary_day_changes_nothing() -> None:
    """Other amounts, days, news, notices, ids, classes, order of attributes, wrappers: 99 of 100 count as confirmed."""
    ended = Counter[str]()
    for one in updates():
        before, after = (pages()[f"updates/{one.name}/{which}"] for which in ("before", "after"))
        confirmed, now = layout(before), layout(after)
        if confirmed is None:
            continue  # nothing was read, so nobody was asked
        new = changed([now], [confirmed]) if now is not None else ("refused",)
        ended["other" if new else "same"] += 1
    assert ended.total() > 100
    assert ended["same"] >= 0.99 * ended.total(), ended


@pytest.mark.nightly
def test_without_any_rule_that_refuses_the_layout_lets_hardly_a_trap_through() -> None:
    right = [_pairs(found) for name, (one, found) in read_pages().items() if _is_right(name, outcome(one))]
    ended = Counter[str]()
    with rooms_off():
        for name, one in pages().items():
            known = name in read_pages() or name.startswith("updates/")
            found = None if known else layout(one)
            if found is None or cases()[name].verdict(_reading(one))[0] != "wrong":
                continue
            same = any(_pairs(found) <= each for each in right)
            ended["wrong, and the same" if same else "wrong, but changed"] += 1
    assert ended["wrong, and the same"] <= TRAPS["wrong, and the same"], ended
    assert ended["wrong, but changed"] >= TRAPS["wrong, but changed"], ended


def _reading(one: Stored) -> Reading | Failure:
    found = both(one)
    return found if isinstance(found, Failure) else found[0]


def _is_right(name: str, ended: Reading | Failure) -> bool:
    return isinstance(ended, Reading) and cases()[name].verdict(ended)[0] == "right"


def _pairs(found: Outline) -> set[tuple[str, str]]:
    lines = ["", *once_each(found), "."]
    return set(pairwise(lines))


CARD = ("perusahaan", "{name}", "saldo jht", BALANCE)
HEAD = ("lihat saldo jht",)


@pytest.mark.parametrize(
    ("before", "now", "new"),
    [
        ((*HEAD, *CARD), (*HEAD, *CARD, *CARD, *CARD), False),
        ((*HEAD, *CARD, *CARD), (*HEAD, *CARD), False),
        ((*HEAD, *CARD), (*HEAD, *CARD, "dalam ribuan"), True),
        ((*HEAD, *CARD), (*CARD,), True),
        ((*HEAD, *CARD), (*HEAD, "saldo jht", BALANCE, "perusahaan", "{name}"), True),
        ((*HEAD, *CARD), (*HEAD, "perusahaan", "{name}", "saldo awal", BALANCE), True),
        ((*HEAD, *CARD), (*HEAD, "perusahaan", "{name}", "saldo jht", "{amount}", "saldo jht", BALANCE), True),
    ],
    ids=["more-cards", "fewer-cards", "remark", "no-heading", "order", "label", "another-amount"],
)
def test_what_counts_as_changed(before: Outline, now: Outline, new: bool) -> None:
    assert bool(changed([now], [before])) == new


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Per 31 Oktober 2026", "per {day}"),
        ("KPJ 12345678901", "kpj {kpj}"),
        ("siti.aminah@example.test", "{email}"),
        ("Rp 1.000 (30%)", "rp {number} ( {number} % )"),
        ("dua belas juta tiga ratus ribu rupiah", "{amount} rupiah"),
    ],
)
def test_what_is_told_by_its_kind(text: str, told: str) -> None:
    assert masks().text(text) == told


def test_words_of_nobody_are_told_and_others_replaced() -> None:
    told = masks(known=frozenset({"saldo"})).text("Saldo Aminah")
    assert told.startswith("saldo ")
    assert forms.is_word(told.split()[1])
