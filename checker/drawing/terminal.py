"""A chart in the characters of a terminal, drawn by plotext; each curve has a sign of its own beside its colour."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from checker import money
from checker.drawing import labels, marks
from checker.drawing.curves import Curve, Point
from checker.texts import _

if TYPE_CHECKING:
    from datetime import datetime

_LEAST_WIDTH, _LEAST_HEIGHT = 40, 12
# Of the 256 colours of a terminal, bright ones that a light and a dark ground both bear.
_COLOURS = (244, 33, 208, 35, 135, 178, 205, 37, 112, 203, 103)
_SIGNS = "●■◆○□◇+x*#%"
_EVENTS = {"up": "▲", "down": "▼", "cross": "×", "plus": "+"}
# A sign in every so many columns; so many of the newest events are told below.
_APART, _TOLD = 12, 5


def text(drawn: Sequence[Curve], names: Sequence[str], title: str, width: int, height: int, colours: bool) -> str:
    """The chart in `width` columns and `height` lines, with the escapes that colour it if `colours`.

    Below it stand the curves' names, signs and last balances, and what stands out: inside, they would hide the curves.
    """
    # Imported here since it costs more than most commands need.
    import plotext

    points = [point for curve in drawn for point in curve.points]
    first, last = (choose(point.when for point in points) for choose in (min, max))
    ticks = labels.amounts(min(point.balance for point in points), max(point.balance for point in points))
    below = list(_legend(drawn, names, colours))
    below += _events(drawn, names)
    if ways := labels.ways(tuple(dict.fromkeys(way for point in points for way in point.sources))):
        below.append(_("Read by way of: {ways}").format(ways=ways))
    if any(point.unseen for point in points):
        below.append("··· " + _("nothing was read in between"))
    if ticks[0]:
        below.append(_("The axis of amounts begins at {amount}, not at Rp 0.").format(amount=money.short(ticks[0], 8)))
    figure = plotext.figure
    figure.clear()
    figure.theme("simple" if colours else "colorless")
    figure.plot_size(max(width, _LEAST_WIDTH), max(height - len(below), _LEAST_HEIGHT))
    figure.title(title)
    spots = max(2, (width - 12) // _APART)
    for number, curve in enumerate(drawn):
        # Where curves run together, their signs take turns.
        share = (number + 0.5) / len(drawn)
        at = [first + (last - first) * ((spot + share) / spots) for spot in range(spots)]
        _draw(figure, curve, at, _SIGNS[number % len(_SIGNS)], _COLOURS[number % len(_COLOURS)], len(drawn) > 1)
    digits = labels.digits(ticks)
    figure.ruler("y").lim(ticks[0], ticks[-1])
    figure.ruler("y").ticks(ticks, [money.short(tick, digits) for tick in ticks])
    marked = labels.days(first, last, max(2, width // 18))
    figure.ruler("x").ticks([mark.timestamp() for mark, _ in marked], [name or " " for _, name in marked])
    return "\n".join([str(figure.build().string(colorless=not colours)).rstrip("\n"), *below])


def _draw(figure: Any, curve: Curve, at: Sequence["datetime"], sign: str, colour: int, signs: bool) -> None:  # noqa: ANN401
    """A curve in steps, dots through its gaps, its sign at the instants `at`, and the signs of what stands out."""
    import plotext

    def put(times: Sequence[float], amounts: Sequence[float], marker: str, lines: bool = False) -> None:
        signal = figure.signal(times, amounts, marker=plotext.marker(marker, colour))
        if lines:
            signal.lines()
        figure.draw(signal)

    for before, point in pairwise(curve.points):
        start, end = before.when.timestamp(), point.when.timestamp()
        if point.unseen:
            shares = [part / 10 for part in range(1, 10)]
            times = [start + (end - start) * share for share in shares]
            put(times, [before.balance + (point.balance - before.balance) * share for share in shares], "·")
        else:
            put([start, end, end], [before.balance, before.balance, point.balance], "braille", lines=True)
    if len(curve.points) == 1:
        put([curve.points[0].when.timestamp()], [curve.points[0].balance], sign)
    elif signs:
        seen = [(when, balance) for when in at if (balance := _balance(curve, when)) is not None]
        put([when.timestamp() for when, _ in seen], [balance for _, balance in seen], sign)
    for point in curve.points:
        if point.event:
            put([point.when.timestamp()], [point.balance], _EVENTS[marks.SIGNS[point.event]])


def _balance(curve: Curve, when: "datetime") -> int | None:
    """The balance at an instant; None where it is not known."""
    return next(
        (
            before.balance
            for before, after in pairwise(curve.points)
            if before.when <= when < after.when and not after.unseen
        ),
        None,
    )


def _legend(drawn: Sequence[Curve], names: Sequence[str], colours: bool) -> Iterator[str]:
    for number, (curve, name) in enumerate(zip(drawn, names, strict=True)):
        sign = f"━{_SIGNS[number % len(_SIGNS)]}━" if len(drawn) > 1 else "━━"
        told = f"{name}: {money.short(curve.points[-1].balance, 2)}"
        yield f"\x1b[38;5;{_COLOURS[number % len(_COLOURS)]}m{sign}\x1b[0m {told}" if colours else f"{sign} {told}"


def _events(drawn: Sequence[Curve], names: Sequence[str]) -> list[str]:
    """What stood out last, the newest first; the total repeats what the cards tell."""
    found: list[tuple[Point, str]] = [
        (point, name)
        for curve, name in zip(drawn, names, strict=True)
        if not curve.total
        for point in curve.points
        if point.event
    ]
    found.sort(key=lambda one: one[0].when, reverse=True)
    lines = []
    for point, name in found[:_TOLD]:
        assert point.event
        change = f" {labels.signed(point.change)}" if point.change else ""
        sign = _EVENTS[marks.SIGNS[point.event]]
        lines.append(f"{sign} {labels.day(point.when)}, {name}: {_(marks.WORDS[point.event])}{change}")
    return lines
