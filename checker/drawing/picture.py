"""A chart as SVG, drawn plainly: steps for contributions, gaps dashed, what stands out marked with what it is, the
colours of the reader's light or dark.

No library draws it: pygal, which did, brings a style, a script and corners with dots that had to be taken out again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from itertools import pairwise
from pathlib import Path
from textwrap import wrap
from typing import Literal

from checker import money
from checker.drawing import labels, marks, placing
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
# Signs closer to each other than so many pixels run into one; then so many stand for all.
_LEAST_APART, _FEW = 9, 10
_CARDS = ("gone", "new")
RULES = (Path(__file__).parent / "picture.css").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of a picture in pixels, and of its text.

    `plot` is the height of the curves with their axes, `ticks` how many months fit below them.
    """

    width: int
    plot: int
    text: int
    ticks: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as SVG, and its size in pixels."""

    svg: str
    width: int
    height: int


WIDE = Shape(860, 440, 15, 8)
NARROW = Shape(380, 340, 14, 4)
# Alone, a picture may come to be shown at any width: its text is large enough for that of a phone.
ALONE = Shape(680, 420, 20, 5)


def colours(theme: Theme) -> str:
    """The rules that set the colours: both sets for `auto`, where the reader's system chooses."""
    light, dark = (
        ground + "".join(f"--card-{number}:{colour};" for number, colour in enumerate(palette))
        for ground, palette in ((_GROUNDS["light"], _LIGHT), (_GROUNDS["dark"], _DARK))
    )
    if theme == "auto":
        return f":root{{{light}}}@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    return f":root{{{dark if theme == 'dark' else light}}}"


def alone(drawn: Sequence[Curve], names: Sequence[str], title: str, theme: Theme) -> Picture:
    """The picture with all that it needs to be understood: the present amount, its day, what its signs mean."""
    text, width = ALONE.text, ALONE.width
    now = drawn[0].points[-1]
    lines = wrap(title, int((width - text * 1.6) / (text * 1.1 * placing.WIDE)))
    head = [
        f'<text class="title" x="{text * 0.8}" y="{text * (1.6 + 1.35 * number):.1f}">{escape(line)}</text>'
        for number, line in enumerate(lines)
    ]
    top = text * (0.25 + 1.35 * len(lines))
    head += [
        f'<text class="now" x="{text * 0.8}" y="{top + text * 1.9:.1f}">{escape(money.spoken(now.balance))}</text>',
        f'<text x="{text * 0.8}" y="{top + text * 3.3:.1f}">{escape(labels.as_read(drawn[0]))}</text>',
    ]
    inner, high = _drawing(drawn, names, ALONE, top + text * 3.6)
    told = list(_notes(drawn, high + text * 0.4))
    height = round(high + text * (0.8 + 1.25 * len(told)))
    return Picture(_whole([*head, *inner, *told], (width, height), title, text, theme), width, height)


def within(drawn: Sequence[Curve], names: Sequence[str], shape: Shape) -> str:
    """The picture as a part of a page, which has the colours, the amount and the notes itself."""
    inner, height = _drawing(drawn, names, shape, shape.text * 0.5)
    return _whole(inner, (shape.width, round(height)), _("The balance over time"), shape.text, None)


def notes(drawn: Sequence[Curve]) -> list[tuple[str, str]]:
    """The signs of the picture and of its axes, each with what it means."""
    lowest, *_rest = _ticks(drawn)
    told = marks.notes(drawn)
    if lowest:
        text = _("The axis of amounts begins at {amount}, not at Rp 0.").format(amount=money.short(lowest, 8))
        told.append(("break", text))
    return told


def _whole(parts: Sequence[str], size: tuple[int, int], title: str, text: int, theme: Theme | None) -> str:
    style = f"<style>{RULES}{colours(theme)}</style>" if theme else ""
    begin = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size[0]} {size[1]}" font-size="{text}" role="img"'
        f' aria-label="{escape(title)}">{style}',
        f'<rect class="ground" width="{size[0]}" height="{size[1]}"/>',
    )
    return "\n".join((*begin, *parts, "</svg>"))


def _drawing(drawn: Sequence[Curve], names: Sequence[str], shape: Shape, top: float) -> tuple[list[str], float]:
    """Axes, curves and legend from `top` on; and where they end."""
    plot = _Plot.of(drawn, shape, top)
    parts = [*_axes(plot, shape), *_labels(plot, drawn, shape)]
    for number, curve in enumerate(drawn):
        parts.append(_curve(plot, curve, names[number], _colour(drawn, number), marks.shape_of(drawn, number)))
    end = top + shape.plot
    if len(drawn) > 1:
        legend, lines = _legend(drawn, names, shape, end)
        parts += legend
        end += lines * shape.text * 1.5
    return parts, end


def _ticks(drawn: Sequence[Curve]) -> list[int]:
    balances = [point.balance for curve in drawn for point in curve.points]
    return labels.amounts(min(balances), max(balances))


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
    amounts: list[str]

    @classmethod
    def of(cls, drawn: Sequence[Curve], shape: Shape, top: float) -> "_Plot":
        instants = [point.when for curve in drawn for point in curve.points]
        ticks = _ticks(drawn)
        digits = labels.digits(ticks)
        amounts = [money.short(tick, digits) for tick in ticks]
        first, last = min(instants), max(instants)
        if first == last:
            first, last = first - timedelta(days=1), last + timedelta(days=1)
        left = shape.text * (1 + 0.58 * max(map(len, amounts)))
        # Half of the last day's label may stand beyond the right edge.
        right, bottom = shape.width - shape.text * 1.8, top + shape.plot - shape.text * 2.6
        return cls(left, right, top + shape.text, bottom, first, last, ticks, amounts)

    def x(self, when: datetime) -> float:
        return round(self.left + (when - self.first) / (self.last - self.first) * (self.right - self.left), 1)

    def y(self, balance: int) -> float:
        share = (balance - self.ticks[0]) / (self.ticks[-1] - self.ticks[0])
        return round(self.bottom - share * (self.bottom - self.top), 1)


def _axes(plot: _Plot, shape: Shape) -> Iterator[str]:
    yield '<g class="axis y">'
    for number, (tick, amount) in enumerate(zip(plot.ticks, plot.amounts, strict=True)):
        kind = "" if number else ' class="base"'
        yield f'<path{kind} d="M{plot.left:.1f} {plot.y(tick)}H{plot.right:.1f}"/>'
        yield f'<text x="{plot.left - 8:.1f}" y="{plot.y(tick) + shape.text * 0.35:.1f}">{escape(amount)}</text>'
    if plot.ticks[0]:
        yield f'<path class="break" d="{marks.path("break", plot.left, plot.bottom - 12, 6)}"/>'
    yield '</g><g class="axis x">'
    for when, mark in labels.days(plot.first, plot.last, shape.ticks):
        yield f'<path class="base" d="M{plot.x(when)} {plot.bottom:.1f}v6"/>'
        if mark:
            yield f'<text x="{plot.x(when)}" y="{plot.bottom + shape.text * 1.5:.1f}">{escape(mark)}</text>'
    yield "</g>"


def _curve(plot: _Plot, curve: Curve, name: str, colour: str, shape: str) -> str:
    """A balance stays what it is until it changes: the curve goes on level, then up or down; dots tell their points.

    Through a gap it goes straight and dashed from the last that was known to the next.
    """
    first, *rest = curve.points
    path, gaps = f"M{plot.x(first.when)} {plot.y(first.balance)}", ""
    for before, point in pairwise(curve.points):
        to = f"{plot.x(point.when)} {plot.y(point.balance)}"
        if point.unseen:
            path += f"M{to}"
            gaps += f'<path class="gap" d="M{plot.x(before.when)} {plot.y(before.balance)}L{to}"/>'
        else:
            path += f"H{plot.x(point.when)}V{plot.y(point.balance)}"
    # So many signs would hide the curve: a few show its shape, all show themselves when they are pointed at.
    crowded = len(curve.points) * _LEAST_APART > plot.right - plot.left
    every = max(2, len(curve.points) // _FEW) if crowded else 1
    dots = []
    for number, point in enumerate(curve.points):
        sign = marks.SIGNS[point.event] if point.event else shape
        size = 6.5 if point.event else 5 if not rest else 3.2
        kind = " jump" if point.event else " many" if (len(rest) - number) % every else ""
        hollow = " hollow" if "hollow" in sign else ""
        drawing = marks.path(sign, plot.x(point.when), plot.y(point.balance), size)
        dots.append(
            f'<g class="dots{kind}"><path class="dot{hollow}" d="{drawing}"/>'
            f"<title>{escape(_told(point, name))}</title></g>"
        )
    kind = "curve total" if curve.total else "curve"
    line = f'<path class="line" d="{path}"/>{gaps}\n'
    return f'<g class="{kind}" style="--curve:{colour}">{line}' + "\n".join(dots) + "</g>"


def _labels(plot: _Plot, drawn: Sequence[Curve], shape: Shape) -> Iterator[str]:
    """What the points that stand out are called, with their amounts, where there is room: falls before jumps.

    Drawn below the curves, of which they hide nothing.
    """
    told = {point.when for curve in drawn for point in curve.points if point.event and not curve.total}
    told |= {point.when for point in drawn[0].points if point.event == "gone"}
    found = [
        (point, plot.x(point.when), plot.y(point.balance))
        for curve in drawn
        for point in curve.points
        # The total repeats what the cards tell.
        if point.event and (not curve.total or point.event == "new" or point.when not in told)
    ]
    found.sort(key=lambda one: (one[0].event == "jump", -abs(one[0].change or 0)))
    wanted = [(x, y, _wordings(point)) for point, x, y in found]
    taken = [box for curve in drawn for box in _covered(plot, curve)]
    taken += [placing.Box(x - 8, y - 8, x + 8, y + 8) for _point, x, y in found]
    room = placing.Box(plot.left, plot.top - shape.text, plot.right + shape.text * 1.5, plot.bottom)
    signs = [(plot.x(one.when), plot.y(one.balance)) for curve in drawn for one in curve.points if one.event]
    for label in placing.place(wanted, room, taken, signs, shape.text * 0.9):
        yield f'<text class="event" x="{label.x:.1f}" y="{label.y:.1f}">{escape(label.text)}</text>'


def _wordings(point: Point) -> tuple[str, ...]:
    """What stands beside a point, and what does where there is less room; a card that comes or goes moves no money."""
    word = _(marks.WORDS[point.event]) if point.event else ""
    return (f"{word} {labels.signed(point.change)}", word) if point.change and point.event not in _CARDS else (word,)


def _covered(plot: _Plot, curve: Curve) -> Iterator[placing.Box]:
    for before, point in pairwise(curve.points):
        start, end = (plot.x(before.when), plot.y(before.balance)), (plot.x(point.when), plot.y(point.balance))
        corner = (end[0], start[1])
        for one, other in ((start, end),) if point.unseen else ((start, corner), (corner, end)):
            yield from placing.stretch(one, other, 3)


def _legend(drawn: Sequence[Curve], names: Sequence[str], shape: Shape, top: float) -> tuple[list[str], int]:
    """The curves with their shapes, colours and, where there is room for all, last balances; and in how many lines."""
    text = shape.text
    begin, wide = text * 0.8, shape.width - text * 1.6
    full = [f"{name}: {money.short(curve.points[-1].balance, 2)}" for name, curve in zip(names, drawn, strict=True)]
    sign = text * 3.2

    def column(words: Sequence[str]) -> float:
        return sign + (max(map(len, words)) + 1) * text * placing.WIDE

    words = full if column(full) <= wide else names
    columns = max(1, min(len(drawn), int(wide // column(words))))
    parts = ['<g class="legend">']
    for number, told in enumerate(words):
        x, y = begin + number % columns * wide / columns, top + number // columns * text * 1.5 + text * 0.6
        kind, middle = marks.shape_of(drawn, number), x + sign * 0.4
        hollow = " hollow" if "hollow" in kind else ""
        parts.append(
            f'<g class="curve{" total" if drawn[number].total else ""}" style="--curve:{_colour(drawn, number)}">'
            f'<path class="line" d="M{x:.1f} {y:.1f}h{sign * 0.8:.1f}"/>'
            f'<path class="dot{hollow}" d="{marks.path(kind, middle, y, text * 0.3)}"/></g>'
            f'<text x="{x + sign:.1f}" y="{y + text * 0.35:.1f}">{escape(told)}</text>'
        )
    return [*parts, "</g>"], -(-len(drawn) // columns)


def _notes(drawn: Sequence[Curve], top: float) -> Iterator[str]:
    """The lines of the notes below the picture."""
    text = ALONE.text * 0.85
    begin = ALONE.text * 0.8
    most = int((ALONE.width - begin * 2 - text * 2) / (text * 0.55))
    y = top + text
    for sign, told in notes(drawn):
        drawing = sign_path(sign, begin + text * 0.6, y - text * 0.35, text * 0.38)
        for line in wrap(told, most):
            words = f'<text x="{begin + text * 2:.1f}" y="{y:.1f}">{escape(line)}</text>'
            yield f'<g class="notes">{drawing}{words}</g>'
            drawing = ""
            y += ALONE.text * 1.25


def sign_path(sign: str, x: float, y: float, size: float) -> str:
    """A sign of the notes around a point, as an element of an SVG."""
    kind = sign if sign in ("gap", "break") else "sign"
    return f'<path class="{kind}" d="{marks.path(sign, x, y, size)}"/>'


def _colour(drawn: Sequence[Curve], number: int) -> str:
    return "var(--text)" if drawn[number].total else f"var(--card-{(number - drawn[0].total) % len(_LIGHT)})"


def _told(point: Point, name: str) -> str:
    """What a point says to whoever points at it."""
    change = f" ({labels.signed(point.change)})" if point.change else ""
    more = [_(marks.WORDS[point.event])] if point.event else []
    more += [by] if (by := labels.ways(point.sources)) else []
    told = f"{name} · {labels.day(point.when)}: {money.short(point.balance, 2)}{change}"
    return " · ".join([told, *more])
