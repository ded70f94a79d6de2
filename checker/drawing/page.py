"""A chart as one HTML file that needs nothing else: the picture for wide and for narrow screens, its numbers below."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from checker import money
from checker.drawing import labels, marks, picture
from checker.drawing.curves import Curve
from checker.drawing.picture import Theme
from checker.shown import plain
from checker.texts import _, indonesian

REPORT = '<main class="report">'
"""What a page that is a report is known by."""


def html(drawn: Sequence[Curve], names: Sequence[str], title: str, theme: Theme) -> str:
    """The page as text, with curves and their names as they are on the picture."""
    # The first curve is the total, or the only card.
    now = drawn[0].points[-1]
    main = (
        f'<p class="now">{money.spoken(now.balance)}</p>\n<p>{text(labels.as_read(drawn[0]))}</p>\n'
        f"{figure(drawn, names)}\n{_numbers(drawn, names)}"
    )
    return document(title, main, theme)


def document(title: str, main: str, theme: Theme, kind: str = "chart") -> str:
    """A page of its own with this heading and, as HTML, what stands below it; it needs no network and no script.

    Its `kind` is the class by which the style sheet knows it.
    """
    style, script = ((Path(__file__).parent / f"page.{kind}").read_text(encoding="utf-8") for kind in ("css", "js"))
    scheme = "light dark" if theme == "auto" else theme
    return (
        f'<!DOCTYPE html>\n<html lang="{"id" if indonesian() else "en"}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="color-scheme" content="{scheme}">\n<title>{text(title)}</title>\n'
        f"<style>{picture.colours(theme)}{style}{picture.RULES}</style>\n</head>\n"
        f'<body>\n<main class="{kind}">\n<h1>{text(title)}</h1>\n{main}\n</main>\n'
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def figure(drawn: Sequence[Curve], names: Sequence[str]) -> str:
    """The picture for wide and for narrow screens, with what its signs mean."""
    pictures = "".join(
        f'<div class="{kind}">{picture.within(drawn, names, shape)}</div>'
        for kind, shape in (("wide", picture.WIDE), ("narrow", picture.NARROW))
    )
    signs = "".join(
        f'<li><svg viewBox="-10 -10 20 20" aria-hidden="true">{picture.sign_path(sign, 0, 0, 6)}</svg>'
        f"<span>{text(told)}</span></li>"
        for sign, told in picture.notes(drawn)
    )
    return (
        f'<figure aria-label="{text(_("The balance over time"))}">{pictures}<div id="told" role="status"></div>'
        f"<figcaption><ul>{signs}</ul></figcaption></figure>"
    )


def table(caption: str, heads: Sequence[tuple[str, str]], rows: Sequence[str]) -> str:
    """A table with headings (each with the class of its column, or none) above `rows` that are HTML already."""
    head = "".join(f'<th scope="col"{_class(kind)}>{text(name[:1].upper() + name[1:])}</th>' for name, kind in heads)
    body = "\n".join(rows)
    return (
        f'<div class="numbers"><table>\n<caption>{text(caption)}</caption>\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody>\n</table></div>"
    )


def text(told: str) -> str:
    """`told` as it may stand in HTML, in an attribute too."""
    return escape(plain(told), quote=True)


def _numbers(drawn: Sequence[Curve], names: Sequence[str]) -> str:
    several = len(drawn) > 1
    heads = [(_("Day"), ""), *([(_("Card"), "")] if several else [])]
    heads += [(_("balance"), "number"), (_("change"), "number")]
    rows = [
        (point.when, number, point, name)
        for number, (curve, name) in enumerate(zip(drawn, names, strict=True))
        for point in curve.points
    ]
    lines = []
    for *_key, point, name in sorted(rows, key=lambda row: row[:2], reverse=True):
        card = f'<td class="card">{text(name)}</td>' if several else ""
        change = money.spoken(point.change, signed=True) if point.change else "–"
        told = [marks.WORDS[point.event]] if point.event else []
        told += [marks.UNSEEN] if point.unseen else []
        small = "".join(f"<small>{text(_(one))}</small>" for one in told)
        by = f"<small>{text(by)}</small>" if (by := labels.ways(point.sources)) else ""
        lines.append(
            f"<tr{_class('jump' if point.event else '')}>"
            f'<th scope="row">{text(labels.day(point.when))}{by}</th>{card}'
            f'<td class="number">{money.spoken(point.balance)}</td><td class="number">{change}{small}</td></tr>'
        )
    return table(_("The numbers"), heads, lines)


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""
