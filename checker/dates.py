"""Dates as Indonesian pages write them: "31 Oktober 2026", "31-10-2026", "2026-10-31", "Okt 2026", "31/12/23"."""

import calendar
import re
from datetime import date
from itertools import islice

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february pebruari feb peb",
            "maret march mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agu agt ags aug",
            "september sept sep",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}
_NAME = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_MOST = 50
"""How many dates of one form are looked at in a text: one that has more is no label, and no remark."""
_SHORT = r"(?P<short>[0-9]{2})"
_ROMAN = dict(
    zip(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), range(1, 13), strict=True)
)
_FORMS = (
    re.compile(rf"(?<!\w){_YEAR}-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})(?![0-9])"),
    # An Indonesian numeric date is day first; PORTAL.md's one source writes DD-MM-YYYY.
    re.compile(rf"(?<!\w)(?P<day>[0-9]{{1,2}})(?P<sep>[-/.])(?P<month>[0-9]{{1,2}})(?P=sep){_YEAR}(?!\w)"),
    re.compile(rf"(?<!\w)(?P<day>[0-9]{{1,2}})[ -](?P<name>{_NAME})\.?,?[ -]{_YEAR}(?!\w)", re.IGNORECASE),
    re.compile(rf"(?<!\w)(?P<name>{_NAME})\.? (?P<day>[0-9]{{1,2}}), {_YEAR}(?!\w)", re.IGNORECASE),
    re.compile(
        rf"(?<!\w)(?P<day>[0-9]{{1,2}})(?P<sep>[-/. ])(?P<roman>{'|'.join(_ROMAN)})(?P=sep){_YEAR}(?!\w)", re.IGNORECASE
    ),
    re.compile(
        rf"(?<![\w.,/-])(?P<day>[0-9]{{1,2}})(?P<sep>[-/])(?P<month>[0-9]{{1,2}})(?P=sep){_SHORT}(?![\w/-]|[.,][0-9])"
    ),
    re.compile(rf"(?<!\w)(?P<day>[0-9]{{1,2}})[ -](?P<name>{_NAME})\.?[ -]['’‘]?{_SHORT}(?![\w.,])", re.IGNORECASE),
    re.compile(rf"(?<!\w)(?<![0-9][ -])(?P<name>{_NAME})\.?,?(?: tahun)?[ /-]{_YEAR}(?!\w)", re.IGNORECASE),
    re.compile(rf"(?<!\w)(?<![0-9][ -])(?P<name>{_NAME})\.?(?: ?['’‘]|[-/]){_SHORT}(?![\w/-])", re.IGNORECASE),
    re.compile(rf"(?<![\w./-])(?P<month>0?[1-9]|1[0-2])[-/]{_YEAR}(?![\w/-])"),
    re.compile(rf"(?<![\w./-]){_YEAR}[-/](?P<month>0[1-9]|1[0-2])(?![\w/-])"),
)
_WEEKDAY = re.compile(
    r"\b(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad|(?:mon|tues|wednes|thurs|fri|satur|sun)day),?\s*$",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r",?\s*(?:pukul|jam|at)?\s*(?<![0-9.,])[0-2]?[0-9][:.][0-5][0-9](?:[:.][0-5][0-9])?(?![0-9.,])"
    r"(?:\s*(?:WIB|WITA|WIT)\b)?|\b(?:WIB|WITA|WIT)\b",
    re.IGNORECASE,
)


def find(text: str) -> list[date]:
    """The dates in `text`, in the order they stand; a month without a day is its last day.

    What is no day of the calendar (31-02-2026) is left out.
    """
    return [day for _, day in sorted(spans(text), key=lambda hit: hit[0])]


def without(text: str) -> str:
    """`text` with its dates, their weekdays and times of day taken out, and the space tidied."""
    found = [span for span, _ in spans(text)]
    for start, end in sorted(found, reverse=True):
        text = _WEEKDAY.sub("", text[:start]) + " " + text[end:]
    if found:
        text = _CLOCK.sub(" ", text)
    return " ".join(text.split())


def _month(parts: dict[str, str | None]) -> int:
    if name := parts.get("name"):
        return MONTHS[name.lower()]
    if roman := parts.get("roman"):
        return _ROMAN[roman.lower()]
    return int(parts["month"] or 0)


def whole_months(text: str) -> list[date]:
    """The last days of the months in `text` that are named without a day, as "Januari 2026"."""
    return [
        day
        for (start, end), day in spans(text)
        if len(re.findall(r"[0-9]+", text[start:end])) == 1 or (re.fullmatch(r"[0-9]+[-/][0-9]+", text[start:end]))
    ]


def spans(text: str) -> list[tuple[tuple[int, int], date]]:
    """Where the dates of `text` stand (start and end), and which day each is."""
    hits: list[tuple[tuple[int, int], date]] = []
    for form in _FORMS:
        for found in islice(form.finditer(text), _MOST):
            start, end = found.span()
            if any(start < other_end and other_start < end for (other_start, other_end), _ in hits):
                continue
            parts = found.groupdict()
            year = int(parts.get("year") or f"20{parts['short']}")
            month = _month(parts)
            try:
                last = calendar.monthrange(year, month)[1]
                day = date(year, month, int(parts.get("day") or last))
            except ValueError:
                continue
            hits.append(((start, end), day))
    return hits
