"""The one place that runs scripts in a page: in a world of their own, which shares nothing with it but its elements.

Whatever a page has replaced or taken away, the scripts neither see it nor are seen. They are sent once a document.
"""

import json
import re
import secrets
from collections.abc import Mapping
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import msgspec

from checker.failures import InternalError

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ElementHandle, Frame, Locator, Page, Playwright

_ENGINE = "saldo"
_NUMBERS = count(1)
_FOLDER = Path(__file__).parent / "js"
APART = ("world", "pending", "skip", "closed", "restore")
"""Scripts that are no part of the bundle."""
_DECLARED = re.compile(r"^const (\w+) =", re.MULTILINE)
_CHANNEL = f"{secrets.choice('abcdef')}{secrets.token_hex(12)}"
"""The name of the events by which the page's own world is asked what it has yet to do: no page knows it."""


class Kept(msgspec.Struct, frozen=True):
    """An element that its document keeps: the number that was given when it was found, and which of those it is."""

    number: int
    index: int


@cache
def source(name: str) -> str:
    """One of the scripts beside this module."""
    return (_FOLDER / f"{name}.js").read_text(encoding="utf-8")


@cache
def _bundle() -> str:
    """All scripts as one. What a file declares, all of them share, and it can be asked for; `dom` stands first."""
    names = ["dom", *sorted(path.stem for path in _FOLDER.glob("*.js") if path.stem not in ("dom", *APART))]
    scripts = "\n".join(source(name) for name in names)
    asked = ", ".join(_DECLARED.findall(scripts))
    head = f"const channel = {json.dumps(_CHANNEL)};\n"
    return f"({source('world')})((keepAs, prop, call) => {{\n{head}{scripts}\nreturn {{ {asked} }};\n}})"


def register(playwright: "Playwright") -> None:
    """Make the scripts known to Playwright, before the first page: they are run by way of a selector."""
    playwright.selectors.register(_ENGINE, script=_bundle(), content_script=True)


def watch(context: "BrowserContext") -> None:
    """Count, in every page of `context` and in that page's own world, what is yet to happen: no other world sees it."""
    context.add_init_script(f"((channel) => {{'use strict';\n{source('pending')}}})({json.dumps(_CHANNEL)});")


def new_number() -> int:
    """A number to keep elements by in a document. No two are the same, so that another document does not know it."""
    return next(_NUMBERS)


def ask(
    target: "Page | Frame | Locator",
    name: str,
    *arguments: Any,  # noqa: ANN401 - whatever JSON can tell, and elements that are kept
    number: int | None = None,
    seconds: float | None = None,
) -> Any:  # noqa: ANN401 - what the script answers
    """What the script `name` answers in the document of `target`.

    Given a locator, the script is handed all elements that it matches now, which are kept by `number`. An element among
    the `arguments` is a `Kept`. Raises Playwright's Error where the document or an element goes away, and InternalError
    where the script itself fails: no page is to blame for that, and to look again would not help. Playwright answers
    only once a page that is being left is another one, or stays; `seconds` is how long that may take.
    """
    from playwright.sync_api import Locator

    if isinstance(target, Locator):
        return _ask_of(target, name, arguments, number, seconds, "")
    return _answer(name, target.locator(_asking("", name, arguments)).text_content(timeout=_ms(seconds)))


def ask_marked(
    frame: "Frame",
    marks: Mapping[int, str],
    name: str,
    *arguments: Any,  # noqa: ANN401 - as above
    seconds: float | None = None,
) -> Any:  # noqa: ANN401 - as above
    """The same of a script that is first handed pairs: an element, and the number of a selector that it fits."""
    number = new_number()
    gathered = frame.locator(f"{_ENGINE}=none,{number}")
    for at, selector in marks.items():
        gathered = gathered.or_(frame.locator(selector).locator(f"{_ENGINE}=mark,{number},{at}"))
    asked = gathered.locator(_asking(str(number), name, arguments))
    return _answer(name, asked.text_content(timeout=_ms(seconds)))


def ask_one(
    target: "Locator",
    name: str,
    *arguments: Any,  # noqa: ANN401 - as above
    seconds: float | None = None,
) -> Any:  # noqa: ANN401 - as above
    """The same of a script that is handed one element, the first that `target` matches now; none is an Error."""
    return _ask_of(target, name, arguments, None, seconds, "one")


def _ask_of(
    target: "Locator", name: str, arguments: tuple[Any, ...], number: int | None, seconds: float | None, single: str
) -> Any:  # noqa: ANN401 - as above
    number = new_number() if number is None else number
    # All that match are gathered in one element, and where none does there is that element too.
    gathered = target.locator(f"{_ENGINE}=hold,{number}").locator(f'internal:or="{_ENGINE}=none,{number}"')
    asked = gathered.locator(_asking(str(number), name, arguments, single))
    return _answer(name, asked.text_content(timeout=_ms(seconds)))


def _asking(number: str, name: str, arguments: tuple[Any, ...], single: str = "") -> str:
    # Nothing in it is a sign that Playwright's own reading of selectors would heed.
    return f"{_ENGINE}=ask,{number},{name},{quote(json.dumps(arguments, default=_told), safe='')},{single}"


def _answer(name: str, text: str | None) -> Any:  # noqa: ANN401 - as above
    from playwright.sync_api import Error

    answer = json.loads(text or '{"gone": true}')
    if "error" in answer:
        raise InternalError(f"the script {name} failed: {answer['error']} ({answer['place']})", rule="script-failed")
    if "gone" in answer:
        raise Error("the element is on no page any more")
    return answer["value"]


def keep(locator: "Locator") -> tuple[int, int]:
    """Keep all that `locator` matches now: the number that they are kept by, and how many they are."""
    number = new_number()
    return number, locator.locator(f"{_ENGINE}=keep,{number}").count()


def keep_handle(handle: "ElementHandle") -> Kept | None:
    """Keep an element that Playwright has handed out, as it does that of a frame."""
    number = new_number()
    found = handle.query_selector(f"{_ENGINE}=keep,{number}")
    return Kept(number, 0) if found is not None else None


def stay(frame: "Frame") -> None:
    """Let a page that is being left for one that does not come stay, so that it answers."""
    frame.locator(f"{_ENGINE}=stop").count()


def kept(frame: "Frame", number: int, index: int) -> "Locator":
    """The very element that a document keeps; it matches nothing once that is on no page any more."""
    return frame.locator(f"{_ENGINE}=kept,{number},{index}")


def _ms(seconds: float | None) -> float | None:
    return None if seconds is None else max(1.0, seconds * 1000)


def _told(one: object) -> object:
    if isinstance(one, Kept):
        return {"kept": [one.number, one.index]}
    raise TypeError(f"{type(one).__name__} cannot be told to a script")
