"""What a page says of one amount: whether its label, its headings and the words around make it a JHT balance."""

import re
from datetime import date

from checker.reading import dates
from checker.reading.claims import Claim, classify, other_year
from checker.reading.page import INNER_KPJ, Page, place
from checker.reading.segments import Kind, Segment
from checker.reading.words import Words, plain, undated

_UNSURE = re.compile(r"[<>±~≈≥≤≦≧+–—$€£¥₩₹%-]")


def judge(page: Page, value: Segment) -> tuple[Claim, date | None, bool]:
    """What the page says of one amount: its claim, the day it stands for, whether it is a total."""
    words, today = page.words, page.today
    labels = page.labels(value)
    if not labels:
        return Claim.NONE, None, False
    headings = [one for one in page.headings(value) if one not in labels]
    kinds = [classify(_last_clause(one.text, words), words, today) for one in labels]
    suffix = page.suffix(value)
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
    if not _harmless(suffix, words) or _signed(page, value):
        return Claim.UNCLEAR, None, False
    days += [day for one in headings[:2] if _dates_amounts(page, one) for day in dates.find(one.text)]
    return claim, max(days) if days else None, total


def _dates_amounts(page: Page, heading: Segment) -> bool:
    """Whether the day in a heading is one of a balance, and not of something else."""
    said = page.judged(heading.text)
    return said in (Claim.EXPLICIT, Claim.GENERIC, Claim.PROGRAMME) or undated(heading.text) in page.words.as_of


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
    bare = undated(INNER_KPJ.sub(" ", suffix))
    return all(word in words.known for word in bare.split()) and "%" not in suffix


def _signed(page: Page, value: Segment) -> bool:
    """Whether a sign right before or after an amount makes it less certain: "> Rp 10", a range, another amount."""
    before, after = page.segments[max(value.at - 1, 0) : value.at], page.segments[value.at + 1 : value.at + 2]
    for one in (*before, *after):
        if one.block == value.block and one.words[0].control == value.words[0].control and one.cell == value.cell:
            if one.is_value or (not plain(one.text) and _UNSURE.search(one.text)):
                return True
    return False


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
        if words.says("programme", bare) and words.says("balance", bare):
            break
        if words.says("other_programmes", bare) and not words.says("programme", bare):
            return True
    if any(_opens(page, one, value) for one in page.labels(value)):
        return True
    cell = value.cell
    row = [one for one in page.texts if cell and one.cell and one.cell.table == cell.table and one.cell.same_row(cell)]
    for one in row:
        bare = undated(page.telling(one))
        if page.is_anothers(one, value) or words.says("programme", bare) or page.is_list(one):
            continue
        if any(words.says(name, bare) for name in ("persons", "qualifiers", "other_programmes")):
            return True
        if re.fullmatch(r"(?:tahun )?(?:19|20)[0-9]{2}", bare) and other_year(bare, page.today):
            return True
    return words.says("qualifiers", suffix) or words.says("persons", suffix)


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
    if re.search(r":\s*\S", before.text) or dates.find(before.text):
        return False  # a field of its own, its value with it
    close = 0 <= label.box.y - before.box.bottom < 1.5 * label.size and before.box.over(label.box)
    bare = undated(page.telling(before))
    return close and len(bare.split()) <= 3 and page.words.says("qualifiers", bare)
