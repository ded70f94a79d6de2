"""Which room of `checker/` knows which: read off its imports. `python -m tests.arrows` (`make docs`) draws the picture.

An import for types only is an arrow as well, and so is one inside a function.
"""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from pathlib import Path
from textwrap import wrap

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "images" / "architecture.svg"
VALUES = "values"
"""The room of the modules that lie in `checker/` itself."""
ROWS = (
    ("cli",),
    ("tasks",),
    ("browser", "phone", "picture"),
    ("recording", "drawing", "scheduling", "telling"),
    ("keeping",),
    ("journey",),
    ("reading",),
    ("page", "portal"),
    (VALUES,),
)
"""The rooms from the top down: an arrow leads to a lower row only. Rooms side by side do not know each other."""
PLACE = {name: number for number, row in enumerate(ROWS) for name in row}
SIMULATOR = "simulator"
"""It stands apart: only the command that shows it may know it."""

_WIDTH, _BOX, _HIGH, _GAP = 1000, 230, 70, 44


def modules() -> dict[str, Path]:
    """Every module of the package by its dotted name."""
    files = sorted((ROOT / "checker").rglob("*.py"))
    return {".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): file for file in files}


def room(module: str) -> str:
    """The room that a module lies in."""
    parts = module.split(".")
    package = (ROOT / "checker" / parts[1]).is_dir() if len(parts) > 1 else False
    return parts[1] if package else VALUES


def imports(module: str, known: Mapping[str, Path]) -> Iterator[tuple[int, str]]:
    """The line and the name of every module of the package that `module` imports."""
    for node in ast.walk(ast.parse(known[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "checker":
            for one in node.names:
                full = f"{node.module}.{one.name}"
                yield node.lineno, full if full in known else node.module
        elif isinstance(node, ast.Import):
            yield from ((node.lineno, one.name) for one in node.names if one.name in known)


@cache
def arrows() -> dict[tuple[str, str], list[str]]:
    """For each pair of rooms the places where the first imports the second."""
    known = modules()
    found: dict[tuple[str, str], list[str]] = {}
    for module, file in known.items():
        for line, other in imports(module, known):
            if room(module) != room(other):
                place = f"{file.relative_to(ROOT).as_posix()}:{line} imports {other}"
                found.setdefault((room(module), room(other)), []).append(place)
    return found


def is_up(one: str, other: str) -> bool:
    """Whether an arrow from one room to the other leads upwards, or to the side."""
    return one in PLACE and other in PLACE and PLACE[other] <= PLACE[one]


def circles() -> list[list[str]]:
    """Modules that import each other, directly or by way of others."""
    known = modules()
    graph = {module: {other for _, other in imports(module, known)} - {module} for module in known}
    found: list[list[str]] = []
    left = set(known)
    while left:
        start = min(left)
        circle = sorted({start} | {one for one in _reached(start, graph) if start in _reached(one, graph)})
        left -= set(circle)
        if len(circle) > 1:
            found.append(circle)
    return found


def _reached(start: str, graph: Mapping[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for other in graph[waiting.pop()] - seen:
            seen.add(other)
            waiting.append(other)
    return seen


def drawn() -> str:
    """The picture: a box a room, with the first sentence of its docstring, and an arrow for who knows whom.

    An arrow that others imply is left out: whoever knows a room may know what that room knows.
    """
    boxes: dict[str, tuple[float, float]] = {}
    for number, row in enumerate(ROWS):
        left = (_WIDTH - len(row) * _BOX - (len(row) - 1) * 24) / 2
        for at, name in enumerate(row):
            boxes[name] = (left + at * (_BOX + 24), 12 + number * (_HIGH + _GAP))
    boxes[SIMULATOR] = (_WIDTH - _BOX - 12, 12)
    high = 12 + len(ROWS) * (_HIGH + _GAP)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {high}" font-family="sans-serif">',
        "<title>The rooms of checker/, and which of them knows which</title>",
        '<defs><marker id="tip" markerWidth="8" markerHeight="8" refX="7" refY="4" orient="auto">'
        '<path d="M0,0 L8,4 L0,8 z" fill="#57606a"/></marker></defs>',
        f'<rect width="{_WIDTH}" height="{high}" fill="#ffffff"/>',
    ]
    lines += [_arrow(boxes[one], boxes[other]) for one, other in _told_alone(set(arrows()))]
    lines += [_box(name, *place) for name, place in boxes.items()]
    return "\n".join((*lines, "</svg>", ""))


def _told_alone(pairs: set[tuple[str, str]]) -> list[tuple[str, str]]:
    down = {pair for pair in pairs if not is_up(*pair)}
    graph: dict[str, set[str]] = {one: set() for pair in pairs for one in pair}
    for one, other in down:
        graph[one].add(other)
    implied = {
        (one, other)
        for one, other in down
        if any(other in _reached(between, graph) for between in graph[one] - {other})
    }
    return sorted(pairs - implied - {(VALUES, "cli")})


def _arrow(start: tuple[float, float], end: tuple[float, float]) -> str:
    across = (end[0] - start[0]) / 8
    x1, y1 = start[0] + _BOX / 2 + across, start[1] + _HIGH
    x2, y2 = end[0] + _BOX / 2 - across, end[1]
    if start[1] >= end[1]:  # side by side, or upwards
        y1, y2 = start[1] + _HIGH / 2, end[1] + _HIGH / 2
        x1, x2 = (start[0], end[0] + _BOX) if start[0] > end[0] else (start[0] + _BOX, end[0])
    return (
        f'<line x1="{x1:.0f}" y1="{y1:.0f}" x2="{x2:.0f}" y2="{y2:.0f}" stroke="#57606a" stroke-width="1.2" '
        'opacity="0.55" marker-end="url(#tip)"/>'
    )


def _box(name: str, x: float, y: float) -> str:
    file = ROOT / "checker" / ("" if name == VALUES else name) / "__init__.py"
    told = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    if name == VALUES:
        told = "Frozen, typed, no input or output: money, dates, KPJ, failures, settings"
    text = [
        f'<text x="{x + _BOX / 2:.0f}" y="{y + 36 + 14 * at:.0f}" text-anchor="middle" font-size="11" '
        f'fill="#57606a">{escape(line)}</text>'
        for at, line in enumerate(wrap(told.split(".")[0].replace("\n", " "), 38)[:3])
    ]
    return (
        f'<rect x="{x:.0f}" y="{y:.0f}" width="{_BOX}" height="{_HIGH}" rx="7" fill="#f6f8fa" stroke="#24292f"/>'
        f'<text x="{x + _BOX / 2:.0f}" y="{y + 20:.0f}" text-anchor="middle" font-size="14" font-weight="bold" '
        f'fill="#24292f">{name}</text>' + "".join(text)
    )


if __name__ == "__main__":
    PICTURE.write_text(drawn(), encoding="utf-8")
    print(PICTURE.relative_to(ROOT))
