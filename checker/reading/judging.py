"""What a page says of one amount: whether its label, its headings and the words around make it a JHT balance."""

import re
from datetime import date

from checker import dates
from checker.kpj import without_kpjs
from checker.page.sight import Cell
from checker.portal.words import Words, plain, undated
from checker.reading.claims import Claim, classify, other_year
from checker.reading.found import Found
from checker.reading.page import Page, place
from checker.reading.segments import Kind, Segment
from checker.reading.tellings import (
    goes_on,
    goes_on_briefly,
    is_bound,
    is_condition,
    is_other_money,
    is_prospect,
    is_revoked,
    is_unit,
    leads_elsewhere,
)
from checker.reading.times import LONG_AGO, Time, is_compared, told

_CAPTION = 6
"""Words: a caption has no more, a sentence has."""
_LEADS = 8
"""How many texts before an amount's label may lead in to it."""
_TOP = 3
"""Words: what stands over a heading to tell of what it is has no more."""
_CLOSE = 2
"""How far below an amount its caption may stand, in heights of its letters."""

_DASH = re.compile(r"\(?[-–—―]\)?|[()]")
_TREND = re.compile(r"[▲▼△▽↑↓↗↘⇧⇩⬆⬇]+")
_UNSURE = re.compile(r"[<>±~≈≥≤≦≧+–—$€£¥₩₹%-]")


def judge(page: Page, value: Segment) -> tuple[Claim, date | None, bool]:
    """What the page says of one amount: its claim, the day it stands for, whether it is a total."""
    words, today = page.words, page.today
    labels = page.labels(value)
    if not labels:
        return Claim.NONE, None, False
    headings = [one for one in page.headings(value) if one not in labels]
    kinds = [classify(_last_clause(one.text, words), words, today) for one in labels]
    suffix = "" if is_compared(page.suffix(value), words) else page.suffix(value)
    said = [*(one.text for one in labels), suffix]
    days = [day for text in said for day in dates.find(text)]
    total = any(words.says("total", undated(one.text)) for one in labels)
    claim = _combined(page, kinds, headings)
    if claim not in (Claim.EXPLICIT, Claim.GENERIC):
        return claim, None, total
    if _vetoed(page, value, headings, suffix) or (
        not {Claim.EXPLICIT, Claim.PROGRAMME} & set(kinds) and _other_programme_rules(page, value)
    ):
        return Claim.QUALIFIED, None, False
    if _is_elsewhere(page, value, labels):
        return Claim.QUALIFIED, None, False
    if not _harmless(suffix, words) or _signed(page, value) or _captioned(page, value, labels) or _is_part(page, value):
        return Claim.UNCLEAR, None, False
    days += _row_days(page, value)
    days += [day for one in headings[:2] if _dates_amounts(page, one) for day in dates.find(one.text)]
    return claim, max(days) if days else None, total


def _is_elsewhere(page: Page, value: Segment, labels: list[Segment]) -> bool:
    """Whether an amount's labels, or what leads in to them, make it an edge, or of another time, or not yet there."""
    words, today = page.words, page.today
    if is_bound(labels[0].text, words) or any(told(one.text, words, today) is Time.OTHER for one in labels):
        return True
    return any(leads_elsewhere(page.telling(one), words, today) for one in _leads(page, value, labels))


def _leads(page: Page, value: Segment, labels: list[Segment]) -> list[Segment]:
    """The texts over an amount's label, up to the heading or the amount before: no fields, and no other's label."""
    first = min([value.at, *(one.at for one in labels)])
    leads = []
    for one in reversed(page.segments[max(first - _LEADS, 0) : first]):
        if one.is_value or any(word.heading for word in one.words):
            break
        plainly = one.kind is Kind.TEXT and one.words[0].control < 0 and one.words[0].kind == "text" and not one.cell
        if plainly and one.at not in page.fields and not page.is_fact(one) and not page.is_anothers(one, value):
            leads.append(one)
    return leads


def headed(page: Page) -> list[Found]:
    """The balances of a page whose heading alone names them, one amount a card; none where anything else may be meant.

    Nothing may label these amounts but what is a field of the card, and nothing on the page may be of another thing.
    """
    balances = [one.amount.value(page.convention) if one.amount else None for one in page.values]
    cards = {one.text for one in page.kpjs}
    if (
        not cards
        or None in balances
        or len(cards) != len(balances)
        or not all(_is_headed(page, one) for one in page.values)
    ):
        return []
    texts = [one for one in page.texts if one.words[0].control < 0 and not page.is_list(one)]
    if any(page.judged(page.telling(one)) in (Claim.QUALIFIED, Claim.UNCLEAR) for one in texts):
        return []
    return [
        Found(value, balance, False, Claim.EXPLICIT, None)
        for value, balance in zip(page.values, balances, strict=True)
        if balance is not None
    ]


def _is_headed(page: Page, value: Segment) -> bool:
    """Whether a heading names an amount the JHT balance, and its own label, if any, is a field of the card."""
    over = [one for one in page.headings(value) if not page.is_mute(one)][:1]
    if [page.judged(one.text) for one in over] != [Claim.EXPLICIT] or page.is_hidden(over[0], value):
        return False
    fields = all(one.at in page.fields or page.words.fits("card_names", one.text) for one in page.labels(value))
    plainly = not is_contradicted(page, value) and _harmless(page.suffix(value), page.words)
    return fields and plainly and value.at not in page.unsure and value.cell is None


def is_contradicted(page: Page, value: Segment) -> bool:
    """Whether what stands over, beside or below an amount that nothing labels says that it is another thing."""
    if any(_heads_elsewhere(page, one) for one in page.headings(value)) or _signed(page, value):
        return True
    return _captioned(page, value, [value]) or _is_elsewhere(page, value, [value])


def _dates_amounts(page: Page, heading: Segment) -> bool:
    """Whether the day in a heading is one of a balance, and not of something else."""
    said = page.judged(heading.text)
    return said in (Claim.EXPLICIT, Claim.GENERIC, Claim.PROGRAMME) or undated(heading.text) in page.words.as_of


def _row_days(page: Page, value: Segment) -> list[date]:
    """The days in the row of an amount, in a column that says that they are those of its balances."""
    cell = value.cell
    row = [one for one in page.texts if cell and one.cell and one.cell.table == cell.table and one.cell.same_row(cell)]
    dated = (one for one in row if any(page.words.is_label("as_of", head.text) for head in page.heads(one)))
    return [day for one in dated for day in dates.find(one.text)]


def _last_clause(text: str, words: Words) -> str:
    """What a sentence says right before its amount, where it opens with nothing but a greeting."""
    opening, _, rest = text.rpartition(",")
    greets = words.says("greetings", opening) and not words.says("balance", opening)
    qualified = words.says("qualifiers", opening) or words.says("other_programmes", opening)
    return rest if greets and not qualified else text


def _combined(page: Page, kinds: list[Claim], headings: list[Segment]) -> Claim:
    """The claim of several labels and headings together: the worst that any says, the best they make up."""
    for worst in (Claim.QUALIFIED, Claim.UNCLEAR):
        if worst in kinds:
            return worst
    if Claim.EXPLICIT in kinds or (Claim.GENERIC in kinds and Claim.PROGRAMME in kinds):
        return Claim.EXPLICIT
    over = [page.judged(one.text) for one in headings]
    jht = any(
        page.words.says("programme", bare) and not page.words.says("other_programmes", bare)
        for bare in (undated(one.text) for one in headings)
    )
    if Claim.GENERIC in kinds:
        return Claim.EXPLICIT if jht else Claim.GENERIC
    said_balance = any(kind in (Claim.EXPLICIT, Claim.GENERIC) for kind in over)
    if Claim.PROGRAMME in kinds and said_balance:
        return Claim.EXPLICIT
    if Claim.TOTAL in kinds and Claim.EXPLICIT in over and Claim.NONE not in kinds:
        return Claim.EXPLICIT
    return Claim.NONE


def _harmless(suffix: str, words: Words) -> bool:
    """Whether what follows an amount adds nothing but its day, its card or its currency."""
    bare = undated(without_kpjs(suffix)).split()
    # A letter alone may be a sign, as D for a debit; of "s.d." it is none.
    plainly = all(word in words.known and (len(word) > 1 or len(bare) > 1) for word in bare)
    return plainly and "%" not in suffix


def _signed(page: Page, value: Segment) -> bool:
    """Whether a sign right before or after an amount makes it less certain: "> Rp 10", a range, another amount."""
    before, after = page.segments[max(value.at - 1, 0) : value.at], page.segments[value.at + 1 : value.at + 2]
    for one in (*before, *after):
        near = one.box.beside(value.box) or abs(one.box.y - value.box.bottom) < value.size
        if _is_sign(page, one, value) or (near and not plain(one.text) and is_other_money(one.text)):
            return True
        if one.block == value.block and one.words[0].control == value.words[0].control and one.cell == value.cell:
            if one.is_value or (not plain(one.text) and _UNSURE.search(one.text)):
                return True
    return False


def _is_sign(page: Page, one: Segment, value: Segment) -> bool:
    """Whether a lone dash or bracket in a box beside an amount is a minus: before it, or without a label of its own.

    An arrow before it says that it is by how much something has grown or shrunk.
    """
    if one.at < value.at and _TREND.fullmatch(one.text.strip()) and one.box.beside(value.box):
        return True
    if not _DASH.fullmatch(one.text) or not one.box.beside(value.box) or page.heads(one):
        return False
    return one.at < value.at or all(label in page.labels(value) for label in page.labels(one))


def _other_programme_rules(page: Page, value: Segment) -> bool:
    """Whether the last programme named before an amount, other amounts' labels left out, is not the JHT."""
    words = page.words
    for one in reversed(page.texts[: place(page.texts, value)]):
        control = page.sight.controls[one.words[0].control] if one.words[0].control >= 0 else None
        if page.is_anothers(one, value) or (control is not None and not control.selected):
            continue
        if words.says("programme", one.text):
            return False
        if words.says("other_programmes", page.telling(one)):
            return True
    return False


def _vetoed(page: Page, value: Segment, headings: list[Segment], suffix: str) -> bool:
    """Whether a heading, the table row or the words around say that the amount is another thing."""
    words = page.words
    for one in headings:
        if page.is_list(one):
            continue
        bare = undated(page.telling(one))
        if words.says("qualifiers", bare) or words.says("persons", bare) or other_year(bare, page.today):
            return True
        if _heads_elsewhere(page, one):
            return True
        if words.says("programme", bare) and words.says("balance", bare):
            break
        if words.says("other_programmes", bare) and not words.says("programme", bare):
            return True
    if any(_opens(page, one, value) for one in page.labels(value)):
        return True
    cell = value.cell
    row = [one for one in page.texts if cell and one.cell and one.cell.table == cell.table and one.cell.same_row(cell)]
    over = [one for one in page.texts if cell and one.cell and one.cell.table == cell.table and one.cell.row < cell.row]
    if any(_is_head_of_time(page, one, cell) for one in over if cell):
        return True
    for one in row:
        bare = undated(page.telling(one))
        if page.is_anothers(one, value) or words.says("programme", bare) or page.is_list(one):
            continue
        if any(words.says(name, bare) for name in ("persons", "qualifiers", "other_programmes")):
            return True
        if _rows_elsewhere(page, one, value):
            return True
    return words.says("qualifiers", suffix) or words.says("persons", suffix)


def _heads_elsewhere(page: Page, heading: Segment) -> bool:
    """Whether a heading says of what stands under it that it is not so, not yet, of another time or in another unit."""
    words, today, text = page.words, page.today, page.telling(heading)
    drawn = any(word.heading for word in heading.words)
    if told(text, words, today) is Time.OTHER and (drawn or undated(text)):
        return True
    if drawn and any((today - day).days > LONG_AGO for day in dates.find(text)):
        return True
    if drawn and words.phrases["greetings"].open(text):
        return False
    if drawn and (words.phrases["simulations"].open(text) or words.says("modals", text) or _is_topped(page, heading)):
        return True
    return is_prospect(text, words) or is_condition(text, words, today) or is_unit(text, words)


def _is_topped(page: Page, heading: Segment) -> bool:
    """Whether a few words right above a heading, in one part with it, make it another thing: "Prakiraan" over it."""
    above = page.segments[heading.at - 1] if heading.at else None
    if above is None or above.kind is not Kind.TEXT or above.words[0].control >= 0 or above.words[0].heading:
        return False
    close = page.depth(above, heading) >= len(heading.path) - 1 and heading.box.y - above.box.bottom < heading.size
    brief = len(plain(above.text).split()) <= _TOP
    return close and brief and leads_elsewhere(page.telling(above), page.words, page.today)


def _rows_elsewhere(page: Page, one: Segment, value: Segment) -> bool:
    """Whether a text in an amount's row of a table says that it is of another time, in another unit or no more."""
    words, today, text = page.words, page.today, page.telling(one)
    heads = page.heads(one)
    if all(word in words.timely for head in heads for word in undated(head.text).split()):
        if told(text, words, today) is Time.OTHER:
            return True
    if not heads and one.at > value.at and not page.is_field_label(one.text) and goes_on(text, words, today):
        return True
    return words.measures(text) or plain(text) in words.signs or is_revoked(text, words)


def _is_head_of_time(page: Page, head: Segment, cell: Cell) -> bool:
    """Whether a text at the top of an amount's column says that the column is of another time."""
    top = head.cell is not None and head.cell.same_column(cell) and (head.cell.header or head.cell.row == 0)
    return top and told(head.text, page.words, page.today) is Time.OTHER


def _captioned(page: Page, value: Segment, labels: list[Segment]) -> bool:
    """Whether a few words right below an amount say that it is another thing: "Saldo yang dapat dicairkan"."""
    beside = _beside(page, value)
    if beside is not None and goes_on(without_kpjs(page.telling(beside)), page.words, page.today):
        return True
    below = _below(page, value)
    if below is None or below in labels or page.is_anothers(below, value) or page.is_list(below):
        return False
    shared = page.depth(below, value)
    own = shared < len(below.path) and any(one.is_value for one in page.held[below.path[shared]])
    part, text, field = page.depth(labels[0], value), page.telling(below), page.is_field_label(below.text)
    if not own and labels[0].block == value.block and shared == part - 1 and not field:
        return goes_on_briefly(without_kpjs(text), page.words, page.today)
    if own or shared < part:
        return False  # of another part of the page
    if not field and goes_on(without_kpjs(text), page.words, page.today):
        return True
    bare = undated(text)
    if len(bare.split()) > _CAPTION or is_compared(text, page.words) or page.judged(text) is not Claim.QUALIFIED:
        return False
    words = page.words
    if "%" in text or any(words.says(name, bare) for name in ("balance", "programme", "other_programmes")):
        return True
    # Of contributions and the like a caption may also tell a day or a count: "Iuran terakhir Oktober 2026".
    return words.says("qualifiers", bare) and not re.search(r"[0-9]", text)


def _is_part(page: Page, value: Segment) -> bool:
    """Whether a larger amount follows right after words that name nothing: "Rp 9.000.000 dari Rp 31.870.455"."""
    between, whole = (page.segments[at] if at < len(page.segments) else None for at in (value.at + 1, value.at + 2))
    if between is None or whole is None or between.kind is not Kind.TEXT or between.block != whole.block:
        return False
    bare = undated(between.text).split()
    amounts = [one.amount.value(page.convention) if one.amount else None for one in (value, whole)]
    small, large = amounts
    plainly = bool(bare) and all(word in page.words.known for word in bare) and between.words[0].control < 0
    names = page.judged(between.text) is not Claim.NONE
    return plainly and not names and small is not None and large is not None and large > small


def _beside(page: Page, value: Segment) -> Segment | None:
    """The text in a box of its own next to an amount on its line; none that is a field, a control or another's."""
    after = page.segments[value.at + 1] if value.at + 1 < len(page.segments) else None
    if after is None or after.kind is not Kind.TEXT or after.words[0].kind != "text" or after.words[0].control >= 0:
        return None
    if not after.box.beside(value.box) or after.box.x < value.box.right - 2 or page.heads(after):
        return None
    own = page.is_anothers(after, value) or page.is_field_label(after.text) or page.is_fact(after)
    return None if own or after.at in page.fields or _has_value(page, after) else after


def _below(page: Page, value: Segment) -> Segment | None:
    """The text right below an amount, past days and card numbers; none that is a field with its value, or a control."""
    before = page.prefix(value)
    box, past = value.box.joined(before.box) if before else value.box, 0.0
    # The space below a paragraph grows with its letters.
    close = _CLOSE * max(0.75 * value.size, 12)
    for one in page.segments[value.at + 1 :]:
        under = one.box.y >= box.bottom - 0.35 * box.h and (one.box.over(box) or -24 < box.x - one.box.x < 48)
        if one.is_value or not under or one.box.y - box.bottom > past + max(close, _CLOSE * one.size):
            return None
        says = not page.is_mute(one) or told(one.text, page.words, page.today) is Time.OTHER
        if one.kind is Kind.TEXT and one.words[0].kind == "text" and plain(one.text) and says:
            field = one.at in page.fields or page.is_fact(one) or page.is_head(one) or _has_value(page, one)
            return None if field or one.words[0].heading or one.words[0].control >= 0 else one
        past = one.box.bottom - box.bottom
    return None


def _has_value(page: Page, label: Segment) -> bool:
    """Whether what follows a text on its line, or a bare day below it, is its value."""
    after = page.following(label)
    if after is None:
        return False
    return after.box.beside(label.box) or (after.kind is Kind.TEXT and bool(after.text) and not undated(after.text))


def _opens(page: Page, label: Segment, value: Segment) -> bool:
    """Whether a few words right above a label say that it is another thing: "Target" over "Saldo JHT"."""
    before = page.segments[label.at - 1] if label.at else None
    if (
        before is None
        or before.kind is not Kind.TEXT
        or before.words[0].control >= 0
        or page.is_anothers(before, value)
    ):
        return False
    if re.search(r":\s*\S", before.text) or dates.find(before.text) or page.is_notice(before):
        return False  # a field of its own, its value with it
    close = 0 <= label.box.y - before.box.bottom < 1.5 * label.size and before.box.over(label.box)
    bare = undated(page.telling(before))
    return close and len(bare.split()) <= 3 and page.words.says("qualifiers", bare)
