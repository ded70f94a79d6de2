"""A chart in the characters of a terminal, drawn by plotext."""

from collections.abc import Sequence

from checker import money
from checker.drawing import labels
from checker.drawing.curves import Curve

_LEAST_WIDTH, _LEAST_HEIGHT = 40, 12
# Of the 256 colours of a terminal, bright ones that a light and a dark ground both bear.
_COLOURS = (244, 33, 208, 35, 135, 178, 205, 37, 112, 203, 103)


def text(drawn: Sequence[Curve], names: Sequence[str], title: str, width: int, height: int, colours: bool) -> str:
    """The chart in `width` columns and `height` lines, with the escapes that colour it if `colours`.

    Below it stand the curves' names and last balances: a legend inside would hide the curves.
    """
    # Imported here since it costs more than most commands need.
    import plotext

    figure = plotext.figure
    figure.clear()
    figure.theme("simple" if colours else "colorless")
    figure.plot_size(max(width, _LEAST_WIDTH), max(height, _LEAST_HEIGHT))
    figure.title(title)
    points = [point for curve in drawn for point in curve.points]
    legend = []
    for number, (curve, name) in enumerate(zip(drawn, names, strict=True)):
        colour = _COLOURS[number % len(_COLOURS)]
        times: list[float] = []
        amounts: list[int] = []
        for point in curve.points:
            if amounts:
                times.append(point.when.timestamp())
                amounts.append(amounts[-1])
            times.append(point.when.timestamp())
            amounts.append(point.balance)
        sign = plotext.marker("braille" if len(times) > 1 else "●", colour)
        signal = figure.signal(times, amounts, marker=sign)
        signal.lines()
        figure.draw(signal)
        told = f"{name}: {money.short(amounts[-1], 2)}"
        legend.append(f"\x1b[38;5;{colour}m━━\x1b[0m {told}" if colours else f"━━ {told}")
    ticks = labels.amounts(min(point.balance for point in points), max(point.balance for point in points))
    digits = labels.digits(ticks)
    figure.ruler("y").lim(ticks[0], ticks[-1])
    figure.ruler("y").ticks(ticks, [money.short(tick, digits) for tick in ticks])
    first, last = (choose(point.when for point in points) for choose in (min, max))
    marks = labels.days(first, last, max(2, width // 18))
    figure.ruler("x").ticks([mark.timestamp() for mark, _ in marks], [name for _, name in marks])
    return "\n".join([str(figure.build().string(colorless=not colours)).rstrip("\n"), *legend])
