"""A chart as one HTML file that needs nothing else: the picture for wide and for narrow screens, its numbers below."""

from collections.abc import Sequence
from html import escape

from checker.drawing import labels, picture
from checker.drawing.curves import Curve
from checker.drawing.picture import Theme
from checker.money import rupiah
from checker.shown import plain
from checker.texts import _, indonesian

_STYLE = """
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);
font:16px/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main{max-width:60rem;margin:0 auto;padding:1rem}
h1{font-size:1.5rem;line-height:1.25;margin:.25rem 0;overflow-wrap:anywhere}
p{margin:.25rem 0;color:var(--soft)}
.now{font-size:1.75rem;font-weight:600;color:var(--text)}
figure{position:relative;margin:1rem 0}
figure svg{display:block;width:100%;height:auto}
.narrow{display:none}
@media (max-width:40rem){.wide{display:none}.narrow{display:block}main{padding:.75rem}}
#told{position:absolute;pointer-events:none;max-width:min(16rem,90%);padding:.4rem .6rem;border-radius:.4rem;
background:var(--text);color:var(--ground);font-size:.875rem;line-height:1.35}
#told:empty{display:none}
.numbers{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:600;padding:.5rem 0}
th,td{padding:.35rem .5rem;border-bottom:1px solid var(--grid);text-align:left;vertical-align:top}
th{color:var(--soft);font-weight:600}
tbody th{font-weight:400;color:var(--text);white-space:nowrap}
.card{overflow-wrap:anywhere;min-width:3.75rem}
figcaption{color:var(--soft);font-size:.875rem}
.number{text-align:right;white-space:nowrap}
.jump .number{font-weight:600}
@media (max-width:40rem){table{font-size:.75rem}th,td{padding:.35rem .2rem}tbody th{white-space:normal}}
@media print{#told{display:none}main{max-width:none;padding:0}
figure,tr{break-inside:avoid}thead{display:table-header-group}.wide{display:block}.narrow{display:none}}
"""
# The words of the nearest point, where the pointer or the finger is.
_SCRIPT = """
document.querySelectorAll("figure > div").forEach(function (drawn) {
  var told = document.getElementById("told"), figure = drawn.parentNode, last = null;
  var dots = Array.prototype.slice.call(drawn.querySelectorAll(".dots")).filter(function (one) {
    return one.querySelector("title");
  });
  function near(event) {
    var best = null, least = 1600;
    dots.forEach(function (one) {
      var box = one.querySelector("circle").getBoundingClientRect();
      var x = box.left + box.width / 2 - event.clientX, y = box.top + box.height / 2 - event.clientY;
      if (x * x + y * y < least) { least = x * x + y * y; best = one; }
    });
    if (best === last) { return; }
    if (last) { last.classList.remove("near"); }
    last = best;
    told.textContent = best ? best.getAttribute("data-told") : "";
    if (!best) { return; }
    best.classList.add("near");
    var place = figure.getBoundingClientRect(), box = best.querySelector("circle").getBoundingClientRect();
    var left = box.left - place.left - told.offsetWidth / 2;
    told.style.left = Math.max(0, Math.min(place.width - told.offsetWidth, left)) + "px";
    told.style.top = Math.max(0, box.top - place.top - told.offsetHeight - 8) + "px";
  }
  // The browser's own slower bubble would say the same once more.
  dots.forEach(function (one) {
    var title = one.querySelector("title");
    one.setAttribute("data-told", title.textContent);
    title.remove();
  });
  drawn.addEventListener("pointermove", near);
  drawn.addEventListener("pointerdown", near);
});
"""


def html(drawn: Sequence[Curve], names: Sequence[str], title: str, theme: Theme) -> str:
    """The page as text, with curves and their names as they are on the picture."""
    pictures = "".join(
        f'<div class="{kind}">{picture.svg(drawn, names, "", shape, None)}</div>'
        for kind, shape in (("wide", picture.WIDE), ("narrow", picture.NARROW))
    )
    # The first curve is the total, or the only card.
    now = drawn[0].points[-1]
    marked = any(point.jump for curve in drawn for point in curve.points)
    jump = _("A large point is a jump: a fall, or more than three times the usual change.")
    jumps = f"<figcaption>{_text(jump)}</figcaption>" if marked else ""
    as_read, figure = _("As read on {day}").format(day=labels.day(now.when)), _("The balance over time")
    scheme = "light dark" if theme == "auto" else theme
    return (
        f'<!DOCTYPE html>\n<html lang="{"id" if indonesian() else "en"}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="color-scheme" content="{scheme}">\n<title>{_text(title)}</title>\n'
        f"<style>{picture.colours(theme)}{_STYLE}{picture.RULES}</style>\n</head>\n<body>\n<main>\n<h1>{_text(title)}</h1>\n"
        f'<p class="now">{_amount(now.balance)}</p>\n<p>{_text(as_read)}</p>\n'
        f'<figure aria-label="{_text(figure)}">{pictures}<div id="told" role="status"></div>'
        f"{jumps}</figure>\n"
        f"{_table(drawn, names)}\n</main>\n<script>{_SCRIPT}</script>\n</body>\n</html>\n"
    )


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
        change = _amount(point.change, signed=True) if point.change else "–"
        lines.append(
            f"<tr{_class('jump' if point.jump else '')}>"
            f'<th scope="row">{_text(labels.day(point.when))}</th>{card}'
            f'<td class="number">{_amount(point.balance)}</td><td class="number">{change}</td></tr>'
        )
    body = "\n".join(lines)
    caption = "<caption>" + _text(_("The numbers")) + "</caption>"
    table = f"<table>\n{caption}\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
    return f'<div class="numbers">{table}</div>'


def _amount(sen: int, signed: bool = False) -> str:
    """The amount in full, without its sen where there are none: a telephone is narrow."""
    return rupiah(sen, signed).removesuffix(",00")


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""


def _text(text: str) -> str:
    return escape(plain(text), quote=True)
