"""The signs on a picture and what they mean: a shape for each card beside its colour, and one for each event.

Nothing here says more than a balance can tell: a fall is a claim most likely, and is told with a question mark.
"""

from collections.abc import Sequence

from checker.drawing.curves import Curve, Event
from checker.texts import N_, _

_CARDS = ("square", "diamond", "circle hollow", "square hollow", "diamond hollow")
SIGNS: dict[Event, str] = {"claim": "down", "paid-out": "down", "jump": "up", "gone": "cross", "new": "plus"}
"""The shape of each event."""
WORDS: dict[Event, str] = {
    "claim": N_("claim?"),
    "paid-out": N_("paid out?"),
    "jump": N_("jump"),
    "gone": N_("card gone"),
    "new": N_("new card"),
}
"""What each event is called beside its point, in English."""
UNSEEN = N_("first reading after a gap")
"""What a point after a time in which nothing was read is called, in English."""
_NOTES: dict[str, str] = {
    "dot": N_("A new balance was read on this day (where there are many, some are marked)."),
    "claim": N_("The balance fell: a claim or, rarely, a correction by the portal."),
    "paid-out": N_("Nothing is left on the card: it was paid out, most likely."),
    "jump": N_("More than three times the usual change: the yearly return, or several contributions at once."),
    "gone": N_("The card is no longer shown, and counts in the total no longer."),
    "new": N_("A card that was not read before counts from here on."),
    "gap": N_("Nothing was read in between: how the balance went is not known."),
}


def notes(drawn: Sequence[Curve]) -> list[tuple[str, str]]:
    """The signs that the picture of these curves holds, each with what it means."""
    points = [point for curve in drawn for point in curve.points]
    there = {"dot", *(str(point.event) for point in points), *("gap" for point in points if point.unseen)}
    signs = {str(event): sign for event, sign in SIGNS.items()}
    return [(signs.get(kind, kind), _(text)) for kind, text in _NOTES.items() if kind in there]


def shape_of(drawn: Sequence[Curve], number: int) -> str:
    """The shape of the points of the curve of that number: round for the total and for an only card."""
    return "circle" if len(drawn) == 1 or drawn[number].total else _CARDS[(number - 1) % len(_CARDS)]


def path(shape: str, x: float, y: float, size: float) -> str:
    """The outline of a shape around a point, `size` pixels from its middle to its edge, as the path of an SVG."""
    r = size
    match shape.split()[0]:
        case "square":
            r *= 0.9
            return f"M{x - r:.1f} {y - r:.1f}h{2 * r:.1f}v{2 * r:.1f}h{-2 * r:.1f}z"
        case "diamond":
            r *= 1.25
            return f"M{x:.1f} {y - r:.1f}l{r:.1f} {r:.1f}l{-r:.1f} {r:.1f}l{-r:.1f} {-r:.1f}z"
        case "up":
            return f"M{x:.1f} {y - r:.1f}l{r:.1f} {1.8 * r:.1f}h{-2 * r:.1f}z"
        case "down":
            return f"M{x:.1f} {y + r:.1f}l{r:.1f} {-1.8 * r:.1f}h{-2 * r:.1f}z"
        case "cross" | "plus" as kind:
            return _star(x, y, r * 1.2, turned=kind == "cross")
        case "gap":
            return f"M{x - 1.6 * r:.1f} {y:.1f}h{3.2 * r:.1f}"
        case "break":
            zigzag = f"l{r:.1f} {r / 3:.1f}l{-2 * r:.1f} {r / 3:.1f}l{r:.1f} {r / 3:.1f}"
            return f"M{x:.1f} {y - 1.5 * r:.1f}v{r:.1f}{zigzag}v{r:.1f}"
    return f"M{x - r:.1f} {y:.1f}a{r:.1f} {r:.1f} 0 1 0 {2 * r:.1f} 0a{r:.1f} {r:.1f} 0 1 0 {-2 * r:.1f} 0z"


def _star(x: float, y: float, r: float, turned: bool) -> str:
    """A plus, or with `turned` a cross, whose arms are filled."""
    w = r / 3
    corners = [
        (-w, -r),
        (w, -r),
        (w, -w),
        (r, -w),
        (r, w),
        (w, w),
        (w, r),
        (-w, r),
        (-w, w),
        (-r, w),
        (-r, -w),
        (-w, -w),
    ]
    if turned:
        corners = [((a - b) * 0.707, (a + b) * 0.707) for a, b in corners]
    return "M" + "L".join(f"{x + a:.1f} {y + b:.1f}" for a, b in corners) + "z"
