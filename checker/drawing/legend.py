"""What the curves of a chart are called."""

from collections import Counter
from collections.abc import Sequence

from checker.drawing.curves import Curve
from checker.drawing.picture import LEGEND, legible
from checker.texts import _


def names_of(drawn: Sequence[Curve]) -> list[str]:
    """A curve's name: the company's where it is the only one of that name, else with the end of the card's number.

    Where there is no room for the whole, the company is cut: two cards of one employer are told apart by their ends.
    """
    accounts = {curve.account for curve in drawn if not curve.total}
    before = [f"{curve.account}: " if len(accounts) > 1 and not curve.total else "" for curve in drawn]
    as_cut = Counter(
        legible(start + curve.company) for start, curve in zip(before, drawn, strict=True) if curve.company
    )
    names = []
    for start, curve in zip(before, drawn, strict=True):
        card = f"KPJ …{curve.kpj[-4:]}" if curve.kpj else _("Card")
        if curve.total:
            names.append(_("Total"))
        elif curve.company is None:
            names.append(legible(start + card))
        elif as_cut[legible(start + curve.company)] == 1:
            names.append(legible(start + curve.company))
        else:
            end = f" · {card}"
            names.append(legible(start + curve.company, most=LEGEND - len(end)) + end)
    return names
