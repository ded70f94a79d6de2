"""What a rule of the reading is: one question about a page, with a name, so that a refusal can say what refused."""

from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

import msgspec

Asks = TypeVar("Asks", bound=Callable[..., Any])


class Rule(msgspec.Struct, Generic[Asks], frozen=True):
    """A rule: `name` in kebab case, `reason` as a refusal tells it, and `ask`, the question itself."""

    name: str
    reason: str
    ask: Asks


class Rules(Generic[Asks]):
    """The rules of one kind, in the order in which they are asked.

    They are given, or stand in the list's module one after another: the list is the decorator of their questions.
    """

    def __init__(self, *rules: Rule[Asks]) -> None:
        self.rules = [*rules]

    def __call__(self, name: str, reason: str) -> Callable[[Asks], Asks]:
        """Make a rule of the function that follows."""

        def add(ask: Asks) -> Asks:
            self.rules.append(Rule(name, reason, ask))
            return ask

        return add

    def __iter__(self) -> Iterator[Rule[Asks]]:
        return iter(self.rules)
