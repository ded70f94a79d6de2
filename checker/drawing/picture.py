"""A chart as SVG, drawn plainly: steps for contributions, marked jumps, the colours of the reader's light or dark.

No library draws it: pygal, which did, brings a style, a script and corners with dots that had to be taken out again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from pathlib import Path
from typing import Literal

from checker import money
from checker.drawing import labels
from checker.drawing.curves import Curve, Point
from checker.texts import _

Theme = Literal["auto", "light", "dark"]

# Told apart by people who see red and green alike too; the total comes first, in the colour of text.
_LIGHT = ("#0067b0", "#c2410c", "#047857", "#7e22ce", "#a16207", "#be185d", "#0e7490", "#4d7c0f", "#9f1239", "#475569")
_DARK = ("#5eb1ff", "#fb923c", "#34d399", "#c084fc", "#facc15", "#f472b6", "#22d3ee", "#a3e635", "#fb7185", "#94a3b8")
_GROUNDS = {
    "light": "--ground:#ffffff;--text:#1c2733;--soft:#5b6875;--grid:#dfe5eb;",
    "dark": "--ground:#14191f;--text:#e8edf2;--soft:#a3b0bd;--grid:#2d3640;",
}
RULES = (Path(__file__).parent / "picture.css").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of a picture in pixels, and of its text.

    `plot` is the height without the legend, which has a line for every `legend_columns` curves.
    """

    width: int
    plot: int
    text: int
    ticks: int
    legend_columns: int

    def height(self, curves: int) -> int:
        """The height of the whole picture of so many curves."""
        return self.plot + round(-(-curves // self.legend_columns) * self.text * 1.5) * (curves > 1)


WIDE = Shape(960, 500, 16, 8, 3)
NARROW = Shape(400, 370, 14, 4, 1)
# Alone, a picture may come to be shown at any width: its text is large enough for that of a phone.
ALONE = Shape(720, 450, 20, 5, 1)


def colours(theme: Theme) -> str:
    """The rules that set the colours: both sets for `auto`, where the reader's system chooses."""
    light, dark = (
        ground + "".join(f"--card-{number}:{colour};" for number, colour in enumerate(palette))
        for ground, palette in ((_GROUNDS["light"], _LIGHT), (_GROUNDS["dark"], _DARK))
    )
    if theme == "auto":
        return f":root{{{light}}}@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    return f":root{{{dark if theme == 'dark' else light}}}"


def svg(drawn: Sequence[Curve], names: Sequence[str], title: str, shape: Shape, theme: Theme | None) -> str:
    """The picture; without a theme, rules and colours are those of the page that it stands in."""
    height, text = shape.height(len(drawn)), shape.text
    plot = _Plot.of(drawn, shape, top=text * 2.5 if title else text)
    style = f"<style>{RULES}{colours(theme)}</style>" if theme else ""
    headed = f'<text class="title" x="{shape.width / 2}" y="{text * 1.6}">{escape(title)}</text>' if title else ""
    parts = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {shape.width} {height}" font-size="{text}" role="img"'
        f' aria-label="{escape(title or _("JHT balance"))}">{style}',
        f'<rect class="ground" width="{shape.width}" height="{height}"/>{headed}',
        *_axes(plot, shape),
        *(_curve(plot, curve, names[place], _colour(drawn, place)) for place, curve in enumerate(drawn)),
        *(_legend(drawn, names, shape) if len(drawn) > 1 else ()),
        "</svg>",
    )
    return "\n".join(parts)


@dataclass(frozen=True, slots=True)
class _Plot:
    """The rectangle in which curves are drawn, in pixels, and the instants and amounts (in sen) at its edges."""

    left: float
    right: float
    top: float
    bottom: float
    first: datetime
    last: datetime
    ticks: list[int]
    marks: list[str]

    @classmethod
    def of(cls, drawn: Sequence[Curve], shape: Shape, top: float) -> "_Plot":
        balances = [point.balance for curve in drawn for point in curve.points]
        instants = [point.when for curve in drawn for point in curve.points]
        ticks = labels.amounts(min(balances), max(balances))
        digits = labels.digits(ticks)
        marks = [money.short(tick, digits) for tick in ticks]
        first, last = min(instants), max(instants)
        if first == last:
            first, last = first - timedelta(days=1), last + timedelta(days=1)
        # Half of the last day's label may stand beyond the right edge.
        left = shape.text * (1 + 0.58 * max(map(len, marks)))
        return cls(left, shape.width - shape.text * 3, top, shape.plot - shape.text * 2.2, first, last, ticks, marks)

    def x(self, when: datetime) -> float:
        return round(self.left + (when - self.first) / (self.last - self.first) * (self.right - self.left), 1)

    def y(self, balance: int) -> float:
        share = (balance - self.ticks[0]) / (self.ticks[-1] - self.ticks[0])
        return round(self.bottom - share * (self.bottom - self.top), 1)


def _axes(plot: _Plot, shape: Shape) -> Iterator[str]:
    yield '<g class="axis y">'
    for tick, mark in zip(plot.ticks, plot.marks, strict=True):
        yield f'<path d="M{plot.left:.1f} {plot.y(tick)}H{plot.right:.1f}"/>'
        yield f'<text x="{plot.left - 6:.1f}" y="{plot.y(tick) + shape.text * 0.35:.1f}">{escape(mark)}</text>'
    yield '</g><g class="axis x">'
    for when, mark in labels.days(plot.first, plot.last, shape.ticks):
        yield f'<path d="M{plot.x(when)} {plot.bottom:.1f}v5"/>'
        yield f'<text x="{plot.x(when)}" y="{plot.bottom + shape.text * 1.4:.1f}">{escape(mark)}</text>'
    yield "</g>"


def _curve(plot: _Plot, curve: Curve, name: str, colour: str) -> str:
    """A balance stays what it is until it changes: the curve goes on level, then up or down; dots tell their points."""
    first, *rest = curve.points
    path = f"M{plot.x(first.when)} {plot.y(first.balance)}"
    path += "".join(f"H{plot.x(point.when)}V{plot.y(point.balance)}" for point in rest)
    lone, crowded = not rest, len(curve.points) > 60
    dots = []
    for point in curve.points:
        kind, size = (" jump", 5) if point.jump else (" many", 2) if crowded else ("", 5 if lone else 3)
        dots.append(
            f'<g class="dots{kind}"><circle class="dot" cx="{plot.x(point.when)}" cy="{plot.y(point.balance)}"'
            f' r="{size}"/><title>{escape(_told(point, name))}</title></g>'
        )
    kind = "curve total" if curve.total else "curve"
    return f'<g class="{kind}" style="--curve:{colour}"><path class="line" d="{path}"/>\n' + "\n".join(dots) + "</g>"


def _legend(drawn: Sequence[Curve], names: Sequence[str], shape: Shape) -> Iterator[str]:
    columns = min(shape.legend_columns, len(drawn))
    yield '<g class="legend">'
    for number, name in enumerate(names):
        x = shape.text + number % columns * (shape.width - shape.text) / columns
        y = shape.plot + number // columns * shape.text * 1.5
        box, colour = shape.text * 0.7, _colour(drawn, number)
        yield f'<rect style="fill:{colour}" x="{x:.1f}" y="{y:.1f}" width="{box:.1f}" height="{box:.1f}"/>'
        yield f'<text x="{x + box * 1.6:.1f}" y="{y + box:.1f}">{escape(name)}</text>'
    yield "</g>"


def _colour(drawn: Sequence[Curve], number: int) -> str:
    return "var(--text)" if drawn[number].total else f"var(--card-{(number - drawn[0].total) % len(_LIGHT)})"


def _told(point: Point, name: str) -> str:
    """What a point says to whoever points at it."""
    change = f" ({labels.signed(point.change)})" if point.change else ""
    return f"{name} · {labels.day(point.when)}: {money.short(point.balance, 2)}{change}"
