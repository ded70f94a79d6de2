"""A report of one month as a page: the balance, what it changed by, what seems to be missing, the picture. One sheet of
paper holds it; it is no statement of the agency, and says so.
"""

from collections.abc import Sequence
from datetime import date

from checker import money
from checker.drawing import labels, marks, page
from checker.drawing.picture import Theme
from checker.drawing.summary import Change, Line, Month, Summary, back, ends
from checker.texts import _, indonesian

_SOME, _MORE = 6, 5
"""At most so many events, and months without a contribution, are told one by one."""


def title(told: Summary) -> str:
    """What the report is called."""
    return _("JHT report, {month}").format(month=labels.month_in_full(date(*told.month, 1)))


def figures(told: Summary) -> list[tuple[str, str, str]]:
    """The changes of the month, of the one before it and of a year: what it is, the amount, a remark."""
    first = told.lines[0]
    running = told.read < ends(told.month)
    name = _("{month}, so far") if running and told.fresh else "{month}"
    found = [(name.format(month=_month(told.month)), first.month)]
    found += [(_month(this), change) for this, _balance, change in told.months if this == back(told.month, 1)]
    found.append((_("Within a year"), first.year))
    return [(called, amount(change), _since(change)) for called, change in found]


def remarks(told: Summary, names: Sequence[str]) -> list[str]:
    """What should be pointed out, gently: it need not mean that anything is wrong."""
    found = []
    if not told.fresh:
        text = _("Nothing was read in {month}; what stands here is the last reading before.")
        found.append(text.format(month=labels.month_in_full(date(*told.month, 1))))
    called = {id(line.curve): name for line, name in zip(told.lines, names, strict=True)}
    for one in told.missing[-_MORE:]:
        text = (
            _("{card}: between {since} and {until} the balance grew by much less than in other months.")
            if one.some
            else _("{card}: no contribution is to be seen between {since} and {until}.")
        )
        days = {"since": labels.day(one.since), "until": labels.day(one.until)}
        found.append(text.format(card=called[id(one.curve)], **days))
    if told.missing:
        found.append(_("It may only be late. If it does not come, ask your employer, or BPJS Ketenagakerjaan at 175."))
    return found


def events(told: Summary, names: Sequence[str]) -> list[str]:
    """What stood out in the last year."""
    called = {id(line.curve): name for line, name in zip(told.lines, names, strict=True)}
    found = []
    for curve, point in told.events[:_SOME]:
        assert point.event
        change = f" {money.spoken(point.change, signed=True)}" if point.change else ""
        found.append(f"{labels.day(point.when)}, {called[id(curve)]}: {_(marks.WORDS[point.event])}{change}")
    return found


def html(told: Summary, names: Sequence[str], theme: Theme) -> str:
    """The report as a page; `names` are those of its lines."""
    first = told.lines[0]
    tiles = "".join(
        f"<div><dt>{page.text(called)}</dt><dd>{page.text(value)}<small>{page.text(remark)}</small></dd></div>"
        for called, value, remark in figures(told)
    )
    pointed = "".join(f"<p>{page.text(one)}</p>" for one in remarks(told, names))
    stood = "".join(f"<li>{page.text(one)}</li>" for one in events(told, names))
    noted = _("What stood out")
    parts = [
        f'<p class="now">{money.spoken(first.balance)}</p>\n<p>{page.text(labels.as_read(first.curve))}</p>',
        f'<dl class="tiles">{tiles}</dl>',
        f'<aside class="remarks">{pointed}</aside>' if pointed else "",
        page.figure(told.curves, names),
        f"<h2>{page.text(noted)}</h2><ul>{stood}</ul>" if stood else "",
        _cards(told, names) if len(told.lines) > 1 else "",
        _months(told),
        f"<footer>{page.text(origin())}</footer>",
    ]
    return page.document(title(told), "\n".join(part for part in parts if part), theme, "report")


def origin() -> str:
    """What the report is made of, and what it is not."""
    return _("Made by saldo-jht on your own computer from its history; this is no statement of BPJS Ketenagakerjaan.")


def amount(change: Change | None) -> str:
    """A difference in full; a dash where it is not known."""
    return "–" if change is None else money.spoken(change.sen, signed=True)


def percent(change: Change | None) -> str:
    """A difference in per cent, in the reader's language; empty where there is none."""
    if change is None or change.percent is None:
        return ""
    told = f"{change.percent:+.1f} %"
    return told.replace(".", ",") if indonesian() else told


def card(line: Line) -> list[str]:
    """A card's balance and changes, as cells of a table beside what it is called."""
    return [money.spoken(line.balance), amount(line.month), amount(line.year)]


def called(line: Line, name: str) -> str:
    """What a card is called in a table, and whether it is still shown."""
    return f"{name} {_('(no longer shown)')}" if line.gone else name


def month(this: Month, balance: int | None, change: Change | None) -> list[str]:
    """A month, its balance and its change, as cells of a table."""
    return [_month(this), _("nothing read") if balance is None else money.spoken(balance), amount(change)]


def _month(this: Month) -> str:
    return labels.month(date(*this, 1))


def _since(change: Change | None) -> str:
    if change is None:
        return _("not known")
    told = _("since {day}").format(day=labels.day(change.since))
    return f"{percent(change)}, {told}" if percent(change) else told


def _cards(told: Summary, names: Sequence[str]) -> str:
    heads = [
        *((_("Card"), ""), (_("balance"), "number")),
        *((_month(told.month), "number"), (_("within a year"), "number")),
    ]
    return page.table(
        _("The cards"),
        heads,
        [_row(called(line, name), card(line)) for name, line in zip(names, told.lines, strict=True)],
    )


def _months(told: Summary) -> str:
    heads = [(_("Month"), ""), (_("balance"), "number"), (_("change"), "number")]
    return page.table(
        _("The last months"), heads, [_row(cells[0], cells[1:]) for cells in (month(*one) for one in told.months)]
    )


def _row(head: str, cells: Sequence[str]) -> str:
    numbers = "".join(f'<td class="number">{page.text(cell)}</td>' for cell in cells)
    return f'<tr><th scope="row">{page.text(head)}</th>{numbers}</tr>'
