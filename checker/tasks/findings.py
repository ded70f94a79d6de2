"""What the doctor finds: one finding an examination, and none that fails the rest."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from checker.failures import Failure, InternalError


class Level(StrEnum):
    """How much a finding stands in the way of a check."""

    OK = "ok"
    WARNING = "warning"
    FAILURE = "failure"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one examination found, in English (`texts.local` tells it otherwise); `failure` is what a check would end
    with.
    """

    name: str
    level: Level
    detail: str
    next_step: str = ""
    failure: Failure | None = None
    about: str = ""


class Concern(NamedTuple):
    """What is not quite in place, and what to do."""

    detail: str
    next_step: str
    failure: Failure | None = None


Look = Callable[[], "str | Concern"]
"""An examination: what is in place, or what is not quite; it raises what a check would end with."""


def found(name: str, look: Look, about: str = "") -> Finding:
    """What an examination comes to."""
    try:
        told = look()
    except Failure as failure:
        return failed(name, failure, about)
    except Exception as error:
        return failed(name, InternalError(type(error).__qualname__), about)
    if isinstance(told, str):
        return Finding(name, Level.OK, told, about=about)
    return Finding(name, Level.WARNING, *told, about)


def failed(name: str, failure: Failure, about: str = "") -> Finding:
    """An examination that ends as a check would."""
    return Finding(name, Level.FAILURE, failure.detail or failure.code, failure=failure, about=about)
