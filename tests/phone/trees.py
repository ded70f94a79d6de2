"""Trees of screens for the tests: written down node by node, or those of the simulated app."""

from datetime import date
from xml.sax.saxutils import quoteattr

from checker.journey.memory import Memory
from checker.journey.now import Now, Portal
from checker.journey.policy import Policy
from checker.page.observation import Observation
from checker.phone.nodes import Tree, parse
from checker.phone.tree import observation
from checker.portal import app
from checker.simulator.screens import HEIGHT, PACKAGE, WIDTH

TODAY = date(2026, 11, 28)
SIZE = (WIDTH, HEIGHT)
LOADED, APP = app.loaded()


def node(
    text: str = "",
    box: tuple[int, int, int, int] = (0, 0, WIDTH, HEIGHT),
    *inside: str,
    kind: str = "android.widget.TextView",
    said: str = "",
    flags: str = "",
    package: str = PACKAGE,
) -> str:
    """One node as `uiautomator dump` writes it; `flags` are the attributes that are true."""
    given = {"text": text, "class": kind, "package": package, "content-desc": said, "enabled": "true"}
    given |= dict.fromkeys(flags.split(), "true")
    given["bounds"] = "[{},{}][{},{}]".format(*box)
    return f"<node {' '.join(f'{name}={quoteattr(value)}' for name, value in given.items())}>{''.join(inside)}</node>"


def line(at: int, text: str, flags: str = "", left: int = 48, right: int = 1032, **more: str) -> str:
    """A node as high as a line, in the `at`-th of them."""
    return node(text, (left, 160 + at * 90, right, 220 + at * 90), flags=flags, **more)


def screen(*inside: str, root: tuple[int, int, int, int] = (0, 0, WIDTH, HEIGHT), package: str = PACKAGE) -> str:
    """A dump with these nodes in its window."""
    held = node("", root, *inside, kind="android.widget.FrameLayout", package=package)
    return f"<?xml version='1.0' encoding='UTF-8' ?><hierarchy rotation=\"0\">{held}</hierarchy>"


def tree(dumped: str) -> Tree:
    return parse(dumped, SIZE)


def seen(dumped: str, still: float = 10.0) -> Observation:
    """What is seen of a dump that has been the same for so many seconds."""
    return observation(tree(dumped), still, 0, 0)


def now(dumped: str, memory: Memory | None = None) -> Now:
    """The moment at which a dump is in front."""
    portal = Portal(APP, Policy(APP), TODAY, lambda _: False)
    return Now(seen(dumped), memory or Memory(resumed=True), portal)
