"""Balance pages of which the part that holds the balance is another than it was when a person confirmed it.

Each is one of `tests.reading.updates`, in the same frame, with one change right at the balance: what the number means
may be another now, so that no check may give it unasked.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.reading.updates import bodies, framed

EACH = 3
"""Every so manieth page is changed."""
_EACH_KIND = 3
"""Of the kinds, every so manieth is tried on a page."""
_LABEL = re.compile(r"(?i)\bsaldo\b[\w\s()]*|\bJHT balance\b")

Change = Callable[[str, int, int], str | None]
"""Makes a change of a body, whose amount begins and ends there; None where it cannot be made."""


def _behind(what: str) -> Change:
    return lambda body, _start, end: f"{body[:end]} {what}{body[end:]}"


def _before(what: str) -> Change:
    return lambda body, start, _end: f"{body[:start]}{what} {body[start:]}"


def _labelled(make: Callable[[str], str]) -> Change:
    """Another label: the last words before the amount that name a balance."""

    def change(body: str, start: int, _end: int) -> str | None:
        found = [
            one
            for one in _LABEL.finditer(body, 0, start)
            if body.rfind("<", 0, one.start()) <= body.rfind(">", 0, one.start())
        ]
        if not found:
            return None
        at, after = found[-1].start(), found[-1].end()
        label = body[at:after]
        return f"{body[:at]}{make(label.rstrip())}{label[len(label.rstrip()) :]}{body[after:]}"

    return change


def _over(what: str) -> Change:
    return lambda body, _start, _end: what + body


def _renumbered(body: str, _start: int, _end: int) -> str | None:
    """The card of somebody else."""
    return body.replace("12345678901", "98765432109") if "12345678901" in body else None


KINDS: dict[str, Change] = {
    "unit": _behind("ribu"),
    "unit-below": _behind("<br><small>dalam ribuan rupiah</small>"),
    "word-behind": _behind("berlabu"),
    "word-before": _before("terbilang"),
    "remark-below": _behind("<br><small>setelah potongan berlabu</small>"),
    "part": _behind("<br><small>belum termasuk kartu kedua</small>"),
    "minus": _before("-"),
    "second-amount": _behind("<br>Rp 7.654.321"),
    "label-word": _labelled(lambda label: f"{label} berlabu"),
    "label-start-of-year": _labelled(lambda label: f"{label} awal tahun"),
    "label-estimate": _labelled(lambda label: f"Perkiraan {label}"),
    "label-husband": _labelled(lambda label: f"{label} suami"),
    "label-other-programme": _labelled(lambda label: label.replace("JHT", "JP") if "JHT" in label else f"{label} JP"),
    "heading": _over("<h2>Ringkasan berlabu</h2>"),
    "tab": _over("<div role=tablist><button role=tab aria-selected=true>Berlabu</button></div>"),
    "choice": _over("<label>Tahun <select><option>2026</option><option>2025</option></select></label>"),
    "state": _behind("<br>Status: dibekukan"),
    "struck": lambda body, start, end: f"{body[:start]}<s>{body[start:end]}</s>{body[end:]}",
    "picture": _behind("<img src=/x.png alt='berlabu' width=90 height=18>"),
    "of-another-day": _behind("<br>keadaan sebelum pemutihan"),
}


@dataclass(frozen=True, slots=True)
class Changed:
    """A page whose `base` among the updates was confirmed, with the total that stands on it."""

    name: str
    base: str
    kind: str
    html: str
    total: str


def changes() -> Iterator[Changed]:
    """The pages; always the same ones."""
    for at, (name, body, total) in enumerate(bodies()):
        amount = f"{int(total):,}".replace(",", ".")
        if at % EACH or body.count(amount) != 1:
            continue
        start = body.index(amount)
        end = start + re.match(r"[0-9.]+(?:,[0-9]{2})?", body[start:]).end()  # type: ignore[union-attr]
        money = re.search(r"(?:Rp|IDR)\.?\s*$", body[:start])
        start = money.start() if money is not None else start
        for kind in list(KINDS)[at // EACH % _EACH_KIND :: _EACH_KIND]:
            changed = KINDS[kind](body, start, end)
            if changed is not None:
                yield Changed(f"{kind} of {name}", name, kind, framed(at, name, changed), str(total))
