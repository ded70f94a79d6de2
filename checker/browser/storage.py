"""What the portal knows a browser by: cookies, localStorage and sessionStorage, of the portal's own origins only."""

import contextlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from checker.browser import world
from checker.browser.guard import origin

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, StorageState


@dataclass(frozen=True)
class Storage:
    """`state` is Playwright's storage state, `tab` the sessionStorage by origin, which that leaves out."""

    state: dict[str, Any] = field(repr=False)
    tab: dict[str, dict[str, str]] = field(repr=False)


def take(context: "BrowserContext", pages: "Iterable[Page]", origins: frozenset[str]) -> Storage:
    """What of `origins` stands in the context now."""
    from playwright.sync_api import Error

    state = cast("dict[str, Any]", context.storage_state())
    hosts = {urlsplit(one).hostname or "" for one in origins}
    kept = {
        "cookies": [one for one in state.get("cookies", []) if _belongs(str(one["domain"]), hosts)],
        "origins": [one for one in state.get("origins", []) if origin(str(one["origin"])) in origins],
    }
    tab: dict[str, dict[str, str]] = {}
    for page in pages:
        if page.is_closed() or origin(page.url) not in origins:
            continue
        with contextlib.suppress(Error):
            found = world.ask(page, "tab")
            tab.setdefault(origin(page.url), {}).update({str(key): str(value) for key, value in found})
    return Storage(kept, {where: values for where, values in tab.items() if values})


def texts(kept: Storage) -> Iterator[str]:
    """Every name and value of it."""
    parts: list[object] = [kept.state, kept.tab]
    while parts:
        part = parts.pop()
        if isinstance(part, dict):
            parts += [*part.keys(), *part.values()]
        elif isinstance(part, list):
            parts += part
        elif isinstance(part, str):
            yield part


def as_state(kept: Storage) -> "StorageState":
    """What Playwright starts a context with."""
    return cast("StorageState", kept.state)


def restore_tab(context: "BrowserContext", kept: Storage) -> None:
    """Put the sessionStorage back, each origin's own, into the first document of a page.

    Put back into later ones, it would undo what the portal itself takes away.
    """
    if not kept.tab:
        return
    context.add_init_script(f"({world.source('restore')})({json.dumps(kept.tab)})")


def _belongs(domain: str, hosts: set[str]) -> bool:
    bare = domain.lstrip(".")
    return any(host == bare or host.endswith("." + bare) for host in hosts)
