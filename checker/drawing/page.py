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


def html(drawn: Sequence[Curve], names: Sequence[str], title: str, theme: Theme) -> str:
    """The page as text, with curves and their names as they are on the picture."""
    pictures = "".join(
        f'<div class="{kind}">{picture.within(drawn, names, shape)}</div>'
        for kind, shape in (("wide", picture.WIDE), ("narrow", picture.NARROW))
    )
    # The first curve is the total, or the only card.
    now = drawn[0].points[-1]
    as_read, figure = _("As read on {day}").format(day=labels.day(now.when)), _("The balance over time")
    style, script = ((Path(__file__).parent / f"page.{kind}").read_text(encoding="utf-8") for kind in ("css", "js"))
    scheme = "light dark" if theme == "auto" else theme
    return (
        f'<!DOCTYPE html>\n<html lang="{"id" if indonesian() else "en"}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="color-scheme" content="{scheme}">\n<title>{_text(title)}</title>\n'
        f"<style>{picture.colours(theme)}{style}{picture.RULES}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>{_text(title)}</h1>\n"
        f'<p class="now">{money.spoken(now.balance)}</p>\n<p>{_text(as_read)}</p>\n'
        f'<figure aria-label="{_text(figure)}">{pictures}<div id="told" role="status"></div>'
        f"{_notes(drawn)}</figure>\n"
        f"{_table(drawn, names)}\n</main>\n<script>{script}</script>\n</body>\n</html>\n"
    )


def _notes(drawn: Sequence[Curve]) -> str:
    """What the signs of the picture mean."""
    told = "".join(
        f'<li><svg viewBox="-10 -10 20 20" aria-hidden="true">{picture.sign_path(sign, 0, 0, 6)}</svg>'
        f"<span>{_text(text)}</span></li>"
        for sign, text in picture.notes(drawn)
    )
    return f"<figcaption><ul>{told}</ul></figcaption>" if told else ""


def _table(drawn: Sequence[Curve], names: Sequence[str]) -> str:
    several = len(drawn) > 1
    heads = [(_("Day"), ""), *([(_("Card"), "")] if several else [])]
    heads += [(_("balance"), "number"), (_("change"), "number")]
    head = "".join(f'<th scope="col"{_class(kind)}>{_text(name[:1].upper() + name[1:])}</th>' for name, kind in heads)
    rows = [
        (point.when, number, point, name)
        for number, (curve, name) in enumerate(zip(drawn, names, strict=True))
        for point in curve.points
    ]
    lines = []
    for *_key, point, name in sorted(rows, key=lambda row: row[:2], reverse=True):
        card = f'<td class="card">{_text(name)}</td>' if several else ""
        change = money.spoken(point.change, signed=True) if point.change else "–"
        told = [marks.WORDS[point.event]] if point.event else []
        told += [marks.UNSEEN] if point.unseen else []
        small = "".join(f"<small>{_text(_(one))}</small>" for one in told)
        lines.append(
            f"<tr{_class('jump' if point.event else '')}>"
            f'<th scope="row">{_text(labels.day(point.when))}</th>{card}'
            f'<td class="number">{money.spoken(point.balance)}</td><td class="number">{change}{small}</td></tr>'
        )
    body = "\n".join(lines)
    caption = "<caption>" + _text(_("The numbers")) + "</caption>"
    table = f"<table>\n{caption}\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
    return f'<div class="numbers">{table}</div>'


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""


def _text(text: str) -> str:
    return escape(plain(text), quote=True)
