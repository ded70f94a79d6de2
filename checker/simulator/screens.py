"""Screens of the simulated phone: what stands on them, as an accessibility tree and as a picture."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

WIDTH, HEIGHT = 1080, 2340
PACKAGE = "com.bpjstku"
_MARGIN, _LINE = 48, 100


@dataclass(frozen=True)
class Item:
    """One thing on a screen. `kind` is its class of Android's widgets; `goes` is where a touch leads, empty where it
    leads nowhere; `said` is what only a screen reader is told.
    """

    text: str = ""
    box: tuple[int, int, int, int] = (0, 0, WIDTH, HEIGHT)
    kind: str = "TextView"
    said: str = ""
    goes: str = ""
    secret: bool = False
    selected: bool = False
    scrolls: bool = False
    drawn: bool = True
    holds: tuple["Item", ...] = ()

    def walk(self) -> Iterator["Item"]:
        """Itself and all that it holds, in the order in which they are drawn."""
        yield self
        for one in self.holds:
            yield from one.walk()


@dataclass(frozen=True)
class Screen:
    """What is in front: a whole screen, or a dialog's own window."""

    root: Item
    package: str = PACKAGE

    def at(self, x: int, y: int) -> Item | None:
        """What feels a touch: the last thing drawn there that leads anywhere."""
        here = [one for one in self.root.walk() if one.goes and _holds(one.box, x, y)]
        return here[-1] if here else None


def _holds(box: tuple[int, int, int, int], x: int, y: int) -> bool:
    left, top, right, bottom = box
    return left <= x < right and top <= y < bottom


@dataclass
class Column:
    """Lays things out from the top down, a line for each."""

    y: int = 160
    items: list[Item] = field(default_factory=list)

    def add(self, text: str, *, high: int = 64, gap: int = 24, goes: str = "", kind: str = "TextView") -> "Column":
        """Add one thing as wide as the screen."""
        box = (_MARGIN, self.y, WIDTH - _MARGIN, self.y + high)
        self.items.append(Item(text, box, kind, goes=goes))
        self.y += high + gap
        return self

    def pair(self, label: str, value: str) -> "Column":
        """Add a label and, right under it, its value."""
        return self.add(label, high=44, gap=6).add(value, gap=40)

    def row(self, label: str, value: str) -> "Column":
        """Add a label and its value beside it, in one row."""
        top, bottom = self.y, self.y + _LINE - 40
        both = (
            Item(label, (_MARGIN, top, 560, bottom)),
            Item(value, (600, top, WIDTH - _MARGIN, bottom)),
        )
        self.items.append(Item("", (_MARGIN, top, WIDTH - _MARGIN, bottom), "LinearLayout", holds=both))
        self.y += _LINE
        return self

    def tiles(self, *tiles: tuple[str, str]) -> "Column":
        """Add tiles, two in a row: each a picture with its name under it, to be touched as a whole."""
        for at, (name, goes) in enumerate(tiles):
            left = _MARGIN + (at % 2) * 500
            box = (left, self.y, left + 470, self.y + 220)
            inside = (
                Item("", (left + 175, self.y + 20, left + 295, self.y + 120), "ImageView"),
                Item(name, (left + 20, self.y + 140, left + 450, self.y + 200)),
            )
            self.items.append(Item("", box, "LinearLayout", goes=goes or "nowhere", holds=inside))
            self.y += 250 if at % 2 or at == len(tiles) - 1 else 0
        return self

    def whole(self, *, scrolls: bool = False) -> Item:
        """All of it as one thing that fills the screen."""
        return Item("", kind="ScrollView" if scrolls else "FrameLayout", scrolls=scrolls, holds=tuple(self.items))


def dialog(lines: tuple[str, ...], buttons: tuple[tuple[str, str], ...]) -> Item:
    """A notice in a window of its own, as Android's own dialogs are."""
    top = 900
    items = [Item(line, (160, top + at * 90, 920, top + at * 90 + 70)) for at, line in enumerate(lines)]
    y = top + len(lines) * 90 + 40
    wide = 740 // max(1, len(buttons))
    items += [
        Item(name, (160 + at * wide, y, 140 + (at + 1) * wide, y + 110), "Button", goes=goes)
        for at, (name, goes) in enumerate(buttons)
    ]
    return Item("", (120, top - 60, 960, y + 170), "FrameLayout", holds=tuple(items))


def xml(screen: Screen) -> str:
    """The screen as `uiautomator dump` writes it."""
    lines = ["<?xml version='1.0' encoding='UTF-8' standalone='yes' ?><hierarchy rotation=\"0\">"]
    lines += _node(screen.root, 0, screen.package)
    return "".join([*lines, "</hierarchy>"])


def _node(item: Item, index: int, package: str) -> Iterator[str]:
    left, top, right, bottom = item.box
    given = {
        "index": str(index),
        "text": item.text,
        "resource-id": "",
        "class": f"android.widget.{item.kind}" if item.kind != "View" else "android.view.View",
        "package": package,
        "content-desc": item.said,
        "checkable": _yes(item.kind in ("CheckedTextView", "RadioButton", "CheckBox")),
        "checked": _yes(item.selected),
        "clickable": _yes(bool(item.goes)),
        "enabled": "true",
        "focusable": _yes(bool(item.goes)),
        "focused": "false",
        "scrollable": _yes(item.scrolls),
        "long-clickable": "false",
        "password": _yes(item.secret),
        "selected": _yes(item.selected),
        "bounds": f"[{left},{top}][{right},{bottom}]",
    }
    yield "<node " + " ".join(f"{name}={quoteattr(value)}" for name, value in given.items()) + ">"
    for number, one in enumerate(item.holds):
        yield from _node(one, number, package)
    yield "</node>"


def _yes(is_so: bool) -> str:
    return "true" if is_so else "false"


def picture(screen: Screen) -> bytes:
    """The screen as it looks, as PNG, with the word SIMULATED on it."""
    # Comes with adbutils, which is an extra.
    from PIL import Image, ImageDraw, ImageFont

    drawn = Image.new("RGB", (WIDTH, HEIGHT), "white")
    draw = ImageDraw.Draw(drawn)
    draw.text((_MARGIN, 40), "SIMULATED", fill="#b00020", font=ImageFont.load_default(44))
    for one in screen.root.walk():
        if one.goes:
            draw.rounded_rectangle(one.box, 16, outline="#0a7d4f", width=3)
        text = one.text or one.said
        if text and one.drawn and not one.secret:
            size = max(20, min(44, (one.box[3] - one.box[1]) * 2 // 3))
            draw.multiline_text((one.box[0] + 8, one.box[1] + 4), text, fill="black", font=ImageFont.load_default(size))
    kept = io.BytesIO()
    drawn.save(kept, "PNG")
    return kept.getvalue()
