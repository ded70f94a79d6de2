"""The layout that a person confirms, on stored observations: nothing personal is in it, nothing new in it is missed,
and an ordinary day changes nothing.
"""

from collections import Counter
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from checker.browser.visit import Looked
from checker.failures import Failure, NeedsHuman
from checker.keeping.confirmations import Confirmations
from checker.model import Answer, Reading
from checker.page.sight import Box, Sight
from checker.portal import selectors
from checker.reading.found import PlainReading
from checker.reading.outline import BALANCE, Masks, Outline, changed, once_each, outline
from checker.reading.page import Page
from checker.reading.segments import Segment
from checker.recording import forms
from checker.recording.gate import _Gate
from checker.tasks.confirming import OF_OTHERS, Gate, Question, Terms, are_of_others
from tests.driving import nightly
from tests.groups import TODAY
from tests.reading.changes import KINDS, changes
from tests.reading.traps import PLAIN, TRAPS
from tests.reading.updates import updates
from tests.rules import cases, pages, portal, rooms_off
from tests.stored import Stored, both, outcome

EACH = 8
"""Every so manieth page is tried where each would take long."""
KNOWN = selectors.load().vocabulary
APART = ("updates/", "changes/", "traps/")
"""Groups that are tried by themselves."""
REMARK = ("Berlabu", "sungguh")
"""Words that no list knows."""
CAUGHT = {"wrong, and the same": 60, "wrong, but changed": 1200}
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
def read_pages(each: int) -> dict[str, tuple[Stored, Outline]]:
    """Of every `each`th page that which gives a balance, with its layout."""
    told = ((name, one, layout(one)) for name, one in list(pages().items())[::each] if not name.startswith(APART))
    return {name: (one, found) for name, one, found in told if found is not None}


def test_a_layout_holds_the_balance_and_nothing_personal() -> None:
    gate = _Gate(Path(), KNOWN | forms.MONTHS | {"rp", "idr"}, frozenset())
    gate.today = TODAY
    for name, (_one, found) in read_pages(EACH).items():
        assert BALANCE in found, name
        left = [one for line in found for one in gate._text(line)]
        assert not left, (name, left)
    # And one that is not masked does not pass.
    assert list(gate._text("saldo jht siti aminah"))


@pytest.mark.parametrize("below", [True, False], ids=["below", "above"])
def test_a_remark_that_nobody_knows_is_noticed_beside_each_balance(below: bool) -> None:
    tried = 0
    for name, (one, before) in read_pages(EACH).items():
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
    assert tried > 100


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


class Run:
    """A run that has read a stored page."""

    def __init__(self, one: Stored, plainly: PlainReading) -> None:
        self.looks = [Looked(one.seen, plainly, one.chosen)]

    @property
    def page(self) -> Any:  # noqa: ANN401 - nobody looks at it
        raise AssertionError("nobody is asked here")

    @property
    def way(self) -> tuple[tuple[str, str], ...]:
        return (("menu", "Layanan Zubaidah"), ("balance", "Lihat Saldo JHT"))

    @property
    def place(self) -> str:
        return "http://simulated.test/saldo/jht"

    @property
    def in_window(self) -> bool:
        return False

    def pass_time(self) -> None:
        """Nothing passes."""

    def unhurried(self) -> AbstractContextManager[None]:
        return nullcontext()


class Says:
    """A person who gives one answer."""

    def __init__(self, answer: Answer) -> None:
        self.answer: Answer = answer

    def is_there(self) -> bool:
        return True

    def put(self, question: Question) -> str:
        assert question.around
        return ""

    def heard(self, seconds: float) -> Answer | None:
        assert seconds
        return self.answer

    def over(self) -> None:
        """Nothing is left of the question."""


def counted(one: Stored, folder: Path, asking: Says | None = None) -> Reading | Failure:
    """What a check gives of a stored page, by somebody who `asking` stands for, or by nobody."""
    found = both(one)
    if isinstance(found, Failure):
        return found
    kept = Confirmations(folder, "http://simulated.test")
    gate = Gate("default", kept, selectors.load(), TODAY, Terms(asking=asking))
    try:
        return gate.judge(found[0], Run(one, found[1]))
    except Failure as failure:
        return failure


@pytest.mark.parametrize("plain", PLAIN)
def test_after_a_plain_page_no_trap_gives_a_number_that_is_not_the_persons(plain: str, tmp_path: Path) -> None:
    before = pages()[f"traps/{plain}"]
    never = counted(before, tmp_path)
    assert isinstance(never, Failure)
    assert (never.code, never.rule) == ("needs-human", "unconfirmed")
    assert isinstance(counted(before, tmp_path, Says("yes")), Reading)
    again = counted(before, tmp_path)
    assert isinstance(again, Reading)
    assert again.confidence == "confirmed"
    for name, (_body, total) in TRAPS.items():
        ended = counted(pages()[f"traps/{name}"], tmp_path)
        if isinstance(ended, Reading):
            assert str(ended.total) == total, name
        else:
            assert ended.rule, name
    # What is confirmed is not asked again.
    assert isinstance(counted(before, tmp_path, Says("no")), Reading)


@pytest.mark.parametrize("each", [3, nightly(1)])
def test_after_a_change_at_the_balance_a_page_that_was_confirmed_gives_no_number(each: int, tmp_path: Path) -> None:
    tried = Counter[str]()
    for one in list(changes())[::each]:
        folder = tmp_path / one.base.replace("/", " ")[:80]
        if not folder.exists():
            counted(pages()[f"updates/{one.base}/before"], folder, Says("yes"))
        if not folder.exists():
            continue  # nothing was read, so nobody was asked
        ended = counted(pages()[f"changes/{one.name}"], folder)
        assert isinstance(ended, Failure), one.name
        assert ended.rule, one.name
        tried[one.kind] += 1
    assert tried.keys() == KINDS.keys()


@pytest.mark.nightly
@pytest.mark.parametrize("plain", PLAIN)
def test_after_a_plain_page_no_mutant_gives_a_number_that_is_not_the_persons(plain: str, tmp_path: Path) -> None:
    assert isinstance(counted(pages()[f"traps/{plain}"], tmp_path, Says("yes")), Reading)
    for name, one in pages().items():
        ended = counted(one, tmp_path) if name.startswith("mutants/") else None
        if isinstance(ended, Reading):
            assert (ended.confidence, cases()[name].verdict(ended)[0]) == ("confirmed", "right"), name


def test_what_is_confirmed_at_one_address_is_none_of_another(tmp_path: Path) -> None:
    one = pages()["traps/plain"]
    assert isinstance(counted(one, tmp_path, Says("yes")), Reading)
    elsewhere = Confirmations(tmp_path, "http://another.test")
    assert elsewhere.load("default") is None
    assert elsewhere.others("default") == ("http://simulated.test",)
    found = both(one)
    assert not isinstance(found, Failure)
    with pytest.raises(NeedsHuman, match=r"at http://simulated\.test counts there only"):
        Gate("default", elsewhere, selectors.load(), TODAY, Terms()).judge(found[0], Run(one, found[1]))


def test_what_is_kept_tells_the_way_and_whose_it_is_and_nothing_personal(tmp_path: Path) -> None:
    one = pages()["traps/plain"]
    assert isinstance(counted(one, tmp_path, Says("yes")), Reading)
    kept = Confirmations(tmp_path, "http://simulated.test").load("default")
    assert kept is not None
    assert kept.way[0].startswith("[menu] layanan ")
    assert kept.way[1] == "[balance] lihat saldo jht"
    assert kept.place == "http://simulated.test/saldo/jht"
    assert [one.split()[0] for one in kept.whose] == ["kpj"]
    assert not any(word in str(kept).lower() for word in ("zubaidah", "12345678901"))
    gate = Gate("default", Confirmations(tmp_path, "http://simulated.test"), selectors.load(), TODAY, Terms())
    known = gate.known()
    assert known is not None
    named = (("menu", "Layanan Zubaidah"), ("balance", "LIHAT Saldo JHT"), ("menu", "Lihat Saldo JHT"), ("menu", ""))
    assert [known.turn(*one) for one in named] == [0, 1, -1, -1]


@pytest.mark.parametrize(("number", "same"), [("12345678901", True), ("98765432109", False)])
def test_the_page_of_another_person_is_none_that_was_confirmed(number: str, same: bool, tmp_path: Path) -> None:
    one = pages()["traps/plain"]
    assert isinstance(counted(one, tmp_path, Says("yes")), Reading)
    sight = one.seen.sight
    words = tuple(structs.replace(word, text=word.text.replace("12345678901", number)) for word in sight.words)
    other = structs.replace(one, seen=structs.replace(one.seen, sight=structs.replace(sight, words=words)))
    ended = counted(other, tmp_path)
    assert isinstance(ended, Reading) == same
    if isinstance(ended, Failure):
        assert (ended.rule, OF_OTHERS in ended.detail) == ("layout-changed", True)


@pytest.mark.parametrize(
    ("now", "before", "others"),
    [
        (["kpj a", "kpj b"], ["kpj a"], False),
        (["kpj b"], ["kpj a"], True),
        (["kpj b", "name s"], ["kpj a", "name s"], False),
        (["kpj b", "name t"], ["kpj a", "name s"], True),
        (["name t"], ["kpj a", "name s"], True),
        (["name s"], ["kpj a"], False),
        ([], ["kpj a"], False),
    ],
)
def test_more_or_fewer_cards_are_the_same_persons(now: list[str], before: list[str], others: bool) -> None:
    assert are_of_others(now, before) == others


def test_a_damaged_confirmation_is_told_and_counts_for_nothing(tmp_path: Path) -> None:
    one = pages()["traps/plain"]
    assert isinstance(counted(one, tmp_path, Says("yes")), Reading)
    Confirmations(tmp_path, "http://simulated.test").path("default").write_text('{"schema": 1')
    ended = counted(one, tmp_path)
    assert isinstance(ended, Failure)
    assert ended.code == "storage-failed"
    assert "confirm --forget" in ended.detail


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
    right = [_pairs(found) for name, (one, found) in read_pages(1).items() if _is_right(name, outcome(one))]
    ended = Counter[str]()
    with rooms_off():
        for name, one in pages().items():
            known = name in read_pages(1) or name.startswith(APART)
            found = None if known else layout(one)
            if found is None or cases()[name].verdict(_reading(one))[0] != "wrong":
                continue
            same = any(_pairs(found) <= each for each in right)
            ended["wrong, and the same" if same else "wrong, but changed"] += 1
    assert ended["wrong, and the same"] <= CAUGHT["wrong, and the same"], ended
    assert ended["wrong, but changed"] >= CAUGHT["wrong, but changed"], ended


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
