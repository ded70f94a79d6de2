"""Each rule of the reading decides its example and leaves the other alone; with `--all`, each earns its place."""

import tomllib
from pathlib import Path

import pytest

from checker.reading.rules import ROOMS
from tests import rules
from tests.rules import RULES, cases, judged, spoken, without

EXAMPLES: dict[str, dict[str, str]] = tomllib.loads((Path(__file__).parent / "rules.toml").read_text("utf-8"))
"""For each rule, by group and name, a stored page that it `decides`, and one much like it that it `leaves` alone."""


def test_every_rule_has_a_name_of_its_own_a_reason_and_examples() -> None:
    names = [rule.name for room in ROOMS.values() for rule in room]
    assert sorted(names) == sorted(EXAMPLES)
    assert len(names) == len(RULES)
    assert all(rule.reason and name == name.lower() and "_" not in name for name, (_, rule) in RULES.items())


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_rule_decides_its_example(name: str) -> None:
    page = EXAMPLES[name]["decides"]
    before = judged(page)
    assert before[0] != "wrong"
    assert name in spoken(rules.pages()[page])
    with without(name):
        assert judged(page) != before


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_rule_leaves_the_other_example_alone(name: str) -> None:
    page = EXAMPLES[name]["leaves"]
    assert name not in spoken(rules.pages()[page])
    assert judged(page)[0] == "right"


def test_without_any_rule_some_page_ends_otherwise(request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("--all"):
        pytest.skip("asked of all pages with --all")
    assert not [name for name in RULES if next(rules.changes(name), None) is None], "a rule that changes nothing goes"


def test_a_rule_that_is_switched_off_does_not_speak() -> None:
    name, example = next(iter(EXAMPLES.items()))
    with without(name):
        assert name not in spoken(rules.pages()[example["decides"]])
    assert name in spoken(rules.pages()[example["decides"]])
    assert example["decides"] in cases()
