"""A chart as SVG, drawn by pygal: steps for contributions, marked jumps, the colours of the reader's light or dark."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from xml.etree import ElementTree

from checker.drawing import labels
from checker.drawing.curves import Curve, Point
from checker.texts import say

Theme = Literal["auto", "light", "dark"]

LEGEND = 34
"""As many signs of a name as a legend has room for."""

_CORNER = "corner"
# Told apart by people who see red and green alike too; the total comes first, in the colour of text.
_LIGHT = ("#0067b0", "#c2410c", "#047857", "#7e22ce", "#a16207", "#be185d", "#0e7490", "#4d7c0f", "#9f1239", "#475569")
_DARK = ("#5eb1ff", "#fb923c", "#34d399", "#c084fc", "#facc15", "#f472b6", "#22d3ee", "#a3e635", "#fb7185", "#94a3b8")
LIGHT = "--ground:#ffffff;--text:#1c2733;--soft:#5b6875;--grid:#dfe5eb;"
DARK = "--ground:#14191f;--text:#e8edf2;--soft:#a3b0bd;--grid:#2d3640;"


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of a picture in pixels, and of its text; `inside` is the class of what it stands in on a page.

    `plot` is the height without the legend, which has a line for every so many curves.
    """

    inside: str
    width: int
    plot: int
    text: int
    ticks: int
    legend_columns: int

    def height(self, curves: int) -> int:
        """The height of the whole picture of so many curves."""
        return self.plot + round(-(-curves // self.legend_columns) * self.text * 1.5) * (curves > 1)


WIDE = Shape("wide", 960, 500, 16, 8, 3)
NARROW = Shape("narrow", 400, 370, 14, 4, 1)
# Alone, a picture may come to be shown at any width: its text is large enough for that of a phone.
ALONE = Shape("", 720, 450, 20, 5, 1)


def colours(theme: Theme) -> str:
    """The rules that set the colours: both sets for `auto`, where the reader's system chooses."""
    light, dark = (LIGHT + _palette(_LIGHT), DARK + _palette(_DARK))
    if theme == "auto":
        return f":root{{{light}}}@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    return f":root{{{dark if theme == 'dark' else light}}}"


def svg(drawn: Sequence[Curve], names: Sequence[str], title: str, shape: Shape, theme: Theme | None) -> str:
    """The picture; without a theme its colours are those of the page that it stands in."""
    # Imported here since it costs more than most commands need.
    import pygal

    points = [point for curve in drawn for point in curve.points]
    low, high = (choose(point.balance for point in points) for choose in (min, max))
    ticks = labels.amounts(low, high)
    digits = labels.digits(ticks)
    first, last = (choose(point.when for point in points) for choose in (min, max))
    if first == last:
        first, last = first - timedelta(days=1), last + timedelta(days=1)
    marks = dict(labels.days(first, last, shape.ticks))
    rules = _rules(drawn, shape) + (colours(theme) if theme else "")
    margin, columns = shape.text * 0.6, min(shape.legend_columns, len(drawn))
    chart = pygal.XY(
        width=shape.width,
        height=shape.height(len(drawn)),
        title=title or None,
        js=[],
        css=["inline:" + rules],
        style=_style(shape),
        show_dots=True,
        stroke=True,
        legend_at_bottom=True,
        legend_at_bottom_columns=columns,
        legend_box_size=shape.text * 0.7,
        truncate_legend=-1,
        truncate_label=-1,
        show_legend=len(drawn) > 1,
        show_x_guides=False,
        show_y_guides=True,
        xrange=(first.timestamp(), last.timestamp()),
        range=(ticks[0], ticks[-1]),
        x_labels=[mark.timestamp() for mark in marks],
        x_value_formatter=lambda at: marks.get(_at(at, marks), ""),
        y_labels=ticks,
        value_formatter=lambda amount: labels.short(int(amount), digits),
        x_label_rotation=0,
        margin=margin,
        # Half of the last day's label may stand there.
        margin_right=shape.text * 2.8,
        # pygal reckons with full rows of the legend only.
        margin_bottom=margin + (shape.text * 1.5 if len(drawn) % columns else 0),
        disable_xml_declaration=True,
        no_prefix=theme is not None,
    )
    for curve, name in zip(drawn, names, strict=True):
        chart.add(name, _steps(curve, name))
    chart.add_xml_filter(lambda root: _finish(root, title, drawn, names))
    return str(chart.render(is_unicode=True))


def told(point: Point, name: str) -> str:
    """What a point says to whoever points at it."""
    change = f" ({labels.signed(point.change)})" if point.change else ""
    return f"{name} · {labels.day(point.when)}: {labels.short(point.balance, 2)}{change}"


def legible(text: str, most: int = LEGEND) -> str:
    """`text` as it may stand in XML, on one line and not longer than a legend has room for."""
    text = " ".join("".join(sign if sign.isprintable() or sign.isspace() else "" for sign in text).split())
    return text if len(text) <= most else text[: most - 1] + "…"


def _steps(curve: Curve, name: str) -> list[dict[str, Any]]:
    """A balance stays what it is until it changes: the curve goes on level, then up or down."""
    crowded = len(curve.points) > 60
    values: list[dict[str, Any]] = []
    for point in curve.points:
        at = point.when.timestamp()
        if values:
            values.append({"value": (at, values[-1]["value"][1]), "label": _CORNER})
        size = 5 if point.jump or len(curve.points) == 1 else 2 if crowded else 3
        values.append({"value": (at, point.balance), "label": told(point, name), "node": {"r": size}})
    return values


def _finish(root: ElementTree.Element, title: str, drawn: Sequence[Curve], names: Sequence[str]) -> ElementTree.Element:
    """Give each point its words as a title, which browsers show; leave out what pygal's own script would need."""
    jumps = {
        told(point, name) for curve, name in zip(drawn, names, strict=True) for point in curve.points if point.jump
    }
    for parent in list(root.iter()):
        for child in list(parent):
            label = child.find("desc[@class='label']")
            if "dots" in child.get("class", "").split() and label is not None:
                if label.text == _CORNER:
                    parent.remove(child)
                    continue
                words = label.text or ""
                for one in [one for one in child if _name(one) == "desc"]:
                    child.remove(one)
                ElementTree.SubElement(child, "title").text = words
                kind = " jump" if words in jumps else " many" if child.find("circle[@r='2']") is not None else ""
                child.set("class", child.get("class", "") + kind)
            # A tag that is no text is a comment.
            elif not isinstance(child.tag, str) or _name(child) == "script":
                parent.remove(child)
    root.set("role", "img")
    if not root.get("id"):
        root.attrib.pop("id", None)
    root.set("aria-label", title or say("chart.title"))
    return root


def _name(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _at(at: float, marks: dict[datetime, str]) -> datetime:
    return min(marks, key=lambda mark: abs(mark.timestamp() - at))


def _palette(colours: Sequence[str]) -> str:
    return "".join(f"--card-{number}:{colour};" for number, colour in enumerate(colours))


def _rules(drawn: Sequence[Curve], shape: Shape) -> str:
    """The picture's own style sheet, kept apart from that of another picture on the page."""
    font = 'font-family:system-ui,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif'
    rules = {
        ".graph": font,
        ".background": "fill:none",
        ".graph>.background": "fill:var(--ground)",
        "text": f"fill:var(--soft);stroke:none;font-size:{shape.text}px",
        ".title,.axis.x text": "text-anchor:middle",
        ".axis.y text": "text-anchor:end",
        ".title": f"fill:var(--text);font-size:{round(shape.text * 1.25)}px;font-weight:600",
        ".legends text": "fill:var(--text)",
        ".line": "fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round",
        ".axis path": "stroke:var(--grid);stroke-width:1;fill:none",
        ".dot": "stroke:var(--ground);stroke-width:1",
        ".jump .dot": "stroke-width:2",
        # Points that would hide the curve are seen when they are pointed at.
        ".many .dot": "opacity:0",
        ".dots:hover .dot,.near .dot": "opacity:1;stroke:var(--text);stroke-width:3",
    }
    for number, curve in enumerate(drawn):
        colour = "var(--text)" if curve.total else f"var(--card-{(number - drawn[0].total) % len(_LIGHT)})"
        rules[f".color-{number}"] = f"fill:{colour}"
        rules[f".color-{number} .line"] = f"stroke:{colour}" + (";stroke-width:3" if curve.total else "")
    scope = f".{shape.inside} " if shape.inside else ""
    return "".join(",".join(scope + one for one in names.split(",")) + f"{{{rule}}}" for names, rule in rules.items())


def _style(shape: Shape) -> Any:  # noqa: ANN401 - pygal has no types
    """The sizes by which pygal computes margins; what it looks like is in the style sheet."""
    from pygal.style import Style

    return Style(
        label_font_size=shape.text,
        major_label_font_size=shape.text,
        value_font_size=shape.text,
        title_font_size=round(shape.text * 1.25),
        legend_font_size=shape.text,
        font_family="sans-serif",
    )
