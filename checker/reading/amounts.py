"""What a page says of one amount: whether its label, its headings and the words around make it a JHT balance.

First the claims are asked, until one answers what the labels and headings make of the amount; then what contradicts.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import cached_property

from checker import dates
from checker.portal.words import plain, undated
from checker.reading import captions
from checker.reading.claims import Claim, Judgement, classify, other_year
from checker.reading.layout import place
from checker.reading.page import Page
from checker.reading.rule import Rule, Rules
from checker.reading.segments import Kind, Segment
from checker.reading.standing import is_left
from checker.reading.tellings import (
    goes_on,
    is_bound,
    is_condition,
    is_prospect,
    is_revoked,
    is_unit,
    leads_elsewhere,
)
from checker.reading.times import LONG_AGO, Time, is_compared, told

_LEADS = 8
"""How many texts before an amount's label may lead in to it."""
_TOP = 3
"""Words: what stands over a heading, or a label, to tell of what it is has no more."""


class One:
    """An amount with the texts that speak of it; one that nothing labels is asked about with itself as its label."""

    def __init__(self, page: Page, value: Segment) -> None:
        self.page, self.value = page, value
        self.words, self.today = page.words, page.today
        self.labels = page.labels(value) or [value]
        self.headings = [one for one in page.headings(value) if one not in self.labels]
        suffix = page.suffix(value)
        self.suffix = "" if is_compared(suffix, page.words) else suffix

    @cached_property
    def kinds(self) -> list[Claim]:
        """What each label says."""
        return [classify(self._unechoed(one.text), self.words, self.today) for one in self.labels]

    def _unechoed(self, text: str) -> str:
        """What a label says besides the present time that is chosen on the page: "Saldo JHT Tahun 2026" by its tab."""
        for control in self.page.sight.controls:
            if control.selected and told(control.name, self.words, self.today) is Time.PRESENT:
                text = re.sub(re.escape(control.name.strip()) + "$", "", text, flags=re.IGNORECASE)
        return text

    @cached_property
    def over(self) -> list[Claim]:
        """What each heading says."""
        return [self.page.judged(one.text) for one in self.headings]

    @cached_property
    def governing(self) -> list[Segment]:
        """The headings up to the one that names the JHT balance; those that list programmes are left out."""
        governing: list[Segment] = []
        for one in self.headings:
            if not self.page.is_list(one):
                governing.append(one)
                bare = undated(self.page.telling(one))
                if self.words.says("programme", bare) and self.words.says("balance", bare):
                    break
        return governing

    def row(self) -> list[Segment]:
        """The texts of the amount's row in a table."""
        return [one for one in self.page.row(self.value) if one.is_text and plain(one.text)]


def judge(page: Page, value: Segment) -> Judgement:
    """What the page says of one amount; a claim that a rule contradicts is none."""
    if value.at not in page.judgements:
        page.judgements[value.at] = _judged(page, value)
    return page.judgements[value.at]


def _judged(page: Page, value: Segment) -> Judgement:
    if not page.labels(value):
        return Judgement(Claim.NONE)
    one = One(page, value)
    total = any(page.words.says("total", undated(label.text)) for label in one.labels)
    rule = next((each.name for each in CLAIMS if each.ask(one)), "")
    claim = CLAIMED.get(rule, Claim.EXPLICIT) if rule else Claim.NONE
    if claim in (Claim.EXPLICIT, Claim.GENERIC):
        page.note(value, rule)
        against = ((each.name, made) for made, rules in AGAINST for each in rules if each.ask(one))
        rule, claim = next(against, (rule, claim))
    if claim not in (Claim.EXPLICIT, Claim.GENERIC):
        page.note(value, rule or "no-claim")
        return Judgement(claim, None, total, rule)
    return Judgement(claim, _day(one), total, rule)


def is_unspoken(page: Page, value: Segment) -> bool:
    """Whether no rule knows what labels an amount: none understands a claim in it, and none speaks against it."""
    one = One(page, value)
    return judge(page, value).claim is Claim.NONE and not any(rule.ask(one) for _, rules in AGAINST for rule in rules)


def contradiction(page: Page, value: Segment) -> str | None:
    """The rule by which an amount that nothing labels is another thing than what heads it."""
    one = One(page, value)
    if any(heads_elsewhere(page, heading) for heading in page.headings(value)):
        return "heading-elsewhere"
    return next((rule.name for rule in (*UNCLEAR, *OTHERS) if rule.name in _OF_BARE and rule.ask(one)), None)


_OF_BARE = ("sign-beside", "caption", "label-bound", "label-of-other-time", "led-in")


def _day(one: One) -> date | None:
    """The latest day that is told of an amount."""
    page = one.page
    days = [day for text in (*(each.text for each in one.labels), one.suffix) for day in dates.find(text)]
    for each in one.row():
        if any(page.words.is_label("as_of", head.text) for head in page.heads(each)):
            days += dates.find(each.text)
    for heading in one.headings[:2]:
        said = page.judged(heading.text)
        dated = said in (Claim.EXPLICIT, Claim.GENERIC, Claim.PROGRAMME)
        if dated or undated(heading.text) in page.words.as_of:
            days += dates.find(heading.text)
    return max(days, default=None)


# -- claims: what the labels and headings of an amount make of it -----------------------------------------------------


def _is_after_greeting(one: One) -> bool:
    """Whether a sentence says after its last comma what names the balance, and nothing but a greeting before."""
    others = ("balance", "qualifiers", "other_programmes")
    for label in one.labels:
        opening, _, rest = label.text.rpartition(",")
        if one.words.says("greetings", opening) and not any(one.words.says(each, opening) for each in others):
            if classify(rest, one.words, one.today) is Claim.EXPLICIT:
                return True
    return False


def _is_under_jht(one: One) -> bool:
    heads = (undated(each.text) for each in one.headings)
    jht = any(one.words.says("programme", head) and not one.words.says("other_programmes", head) for head in heads)
    return jht and Claim.GENERIC in one.kinds


def _is_under_balance(one: One) -> bool:
    return Claim.PROGRAMME in one.kinds and (Claim.EXPLICIT in one.over or Claim.GENERIC in one.over)


def _is_total(one: One) -> bool:
    return Claim.TOTAL in one.kinds and Claim.EXPLICIT in one.over and Claim.NONE not in one.kinds


def _is_named(one: One) -> bool:
    return Claim.EXPLICIT in one.kinds or (Claim.GENERIC in one.kinds and Claim.PROGRAMME in one.kinds)


CLAIMS: Rules[Callable[[One], bool]] = Rules(
    Rule("label-qualified", "a label names another thing", lambda one: Claim.QUALIFIED in one.kinds),
    Rule("label-after-greeting", "what follows a greeting names the JHT and a balance", _is_after_greeting),
    Rule("label-unclear", "a label names a balance in words not understood", lambda one: Claim.UNCLEAR in one.kinds),
    Rule("label-named", "the labels name the JHT and a balance", _is_named),
    Rule("balance-under-jht", "a label names a balance, and a heading the JHT", _is_under_jht),
    Rule("balance-alone", "a label names a balance, nothing the programme", lambda one: Claim.GENERIC in one.kinds),
    Rule("jht-under-balance", "a label names the JHT, and a heading a balance", _is_under_balance),
    Rule("total-under-named", "a label names a total, and a heading the JHT balance", _is_total),
)
"""The first that answers tells."""
CLAIMED = {"label-qualified": Claim.QUALIFIED, "label-unclear": Claim.UNCLEAR, "balance-alone": Claim.GENERIC}
"""What a claim makes of an amount, where that is not the JHT balance."""


# -- others: what makes a claimed amount another thing ----------------------------------------------------------------

OTHERS: Rules[Callable[[One], bool]] = Rules()


@OTHERS("heading-qualified", "a heading says that it is a part, an estimate, another person's or another year's")
def _has_qualifying_heading(one: One) -> bool:
    bare = [undated(one.page.telling(each)) for each in one.governing]
    said = (one.words.says(name, text) for text in bare for name in ("qualifiers", "persons"))
    return any(said) or any(other_year(text, one.today) for text in bare)


@OTHERS("heading-elsewhere", "a heading says that it is not so, not yet, of another time or in another unit")
def _has_heading_elsewhere(one: One) -> bool:
    return any(heads_elsewhere(one.page, each) for each in one.governing)


@OTHERS("heading-of-other-programme", "a heading names another programme")
def _is_headed_by_other(one: One) -> bool:
    bare = [undated(one.page.telling(each)) for each in one.governing]
    return any(one.words.says("other_programmes", text) and not one.words.says("programme", text) for text in bare)


@OTHERS("label-topped", "a few words right above the label say that it is another thing")
def _has_topped_label(one: One) -> bool:
    return any(captions.is_topped(one.page, label, one.value) for label in one.labels)


@OTHERS("column-of-other-time", "the head of the column tells another time")
def _is_in_other_column(one: One) -> bool:
    return any(told(each.text, one.words, one.today) is Time.OTHER for each in one.page.tops(one.value))


@OTHERS("row-of-other", "the row of the table is of another programme, person, time, unit or part")
def _is_in_other_row(one: One) -> bool:
    page, words = one.page, one.words
    for each in one.row():
        bare = undated(page.telling(each))
        if page.is_anothers(each, one.value) or words.says("programme", bare) or page.is_list(each):
            continue
        if any(words.says(name, bare) for name in ("persons", "qualifiers", "other_programmes")):
            return True
        if _rows_elsewhere(page, each, one.value):
            return True
    return False


@OTHERS("other-programme-before", "the last programme named before the amount is not the JHT")
def _is_after_other(one: One) -> bool:
    """Labels of other amounts are left out, and no label of its own names the JHT."""
    page, words = one.page, one.words
    if {Claim.EXPLICIT, Claim.PROGRAMME} & set(one.kinds):
        return False
    for each in reversed(page.texts[: place(page.texts, one.value)]):
        control = page.sight.controls[each.words[0].control] if each.words[0].control >= 0 else None
        if page.is_anothers(each, one.value) or (control is not None and not control.selected):
            continue
        if words.says("programme", each.text):
            return False
        if words.says("other_programmes", page.telling(each)):
            return True
    return False


@OTHERS("label-bound", "the label makes the amount an edge of something")
def _is_bound(one: One) -> bool:
    return is_bound(one.labels[0].text, one.words)


@OTHERS("label-of-other-time", "a label, or what stands between it and the amount, tells another time")
def _is_of_other_time(one: One) -> bool:
    page, at = one.page, one.value.at
    first = max((label.at for label in one.labels if label.at < at), default=at)
    between = [each for each in page.segments[first + 1 : at] if each.is_plain_text and each.cell is None]
    between = [each for each in between if page.dating(each) is None]
    others = [each for each in (*one.labels, *between) if told(each.text, one.words, one.today) is Time.OTHER]
    dated = all(dates.find(each.text) and one.words.says("as_of", undated(each.text)) for each in others)
    # The day of a card that was left is told with its balance.
    return bool(others) and not (dated and is_left(page, one.value))


@OTHERS("led-in", "what leads in to the label says that it is another thing")
def _is_led_elsewhere(one: One) -> bool:
    """The texts over the label, up to the heading or the amount before: no fields, and no other's label."""
    page = one.page
    first = min(one.value.at, *(each.at for each in one.labels))
    for each in reversed(page.segments[max(first - _LEADS, 0) : first]):
        if each.is_value or each.is_drawn_heading:
            return False
        if not each.is_plain_text or each.cell or each.at in page.fields or page.dating(each) is not None:
            continue
        if page.is_of_banner(each, one.value):
            continue
        if (
            not (page.is_mute(each) and not dates.find(each.text))
            and not page.is_anothers(each, one.value)
            and leads_elsewhere(page.telling(each), one.words, one.today)
        ):
            return True
    return False


def heads_elsewhere(page: Page, heading: Segment) -> bool:
    """Whether a heading says of what stands under it that it is not so, not yet, of another time or in another unit."""
    words, today, text = page.words, page.today, page.telling(heading)
    drawn = heading.is_drawn_heading
    if page.dating(heading) is not None:
        return False
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
    # Of what day the balance of a card is, in a row that names the card, is asked of the card.
    dated = bool(dates.find(text)) and any(plain(head.text) in words.as_of for head in heads)
    if dated and any(each in page.numbers for each in page.row(value)):
        return False
    # What is called otherwise is no time of the balance: "Tahun masuk", "Tanggal kepesertaan".
    if all(plain(head.text) in words.time_heads for head in heads):
        if told(text, words, today) is Time.OTHER:
            return True
    if not heads and one.at > value.at and not page.is_field_label(one.text) and goes_on(text, words, today):
        return True
    return words.measures(text) or plain(text) in words.signs or is_revoked(text, words)


# -- unclear: what makes a claimed amount one that nobody understands -------------------------------------------------

UNCLEAR: Rules[Callable[[One], bool]] = Rules()


@UNCLEAR("suffix-unknown", "what follows the amount says more than its day, its card or its currency")
def _has_unknown_suffix(one: One) -> bool:
    return not captions.is_harmless(one.suffix, one.words)


@UNCLEAR("sign-beside", "a sign beside the amount makes it another, or less certain")
def _is_signed(one: One) -> bool:
    return captions.is_signed(one.page, one.value)


@UNCLEAR("caption", "a few words right below or beside the amount say that it is another thing")
def _is_captioned(one: One) -> bool:
    return captions.is_captioned(one.page, one.value, one.labels)


@UNCLEAR("part-of-larger", "a larger amount follows, of which it is a part")
def _is_part(one: One) -> bool:
    """The words between the two name nothing: "Rp 9.000.000 dari Rp 31.870.455"."""
    page, value = one.page, one.value
    following = page.segments[value.at + 1 : value.at + 3]
    if len(following) < 2 or not following[0].is_text or following[0].block != following[1].block:
        return False
    between, whole = following
    bare = undated(between.text).split()
    small, large = page.amount(value), page.amount(whole)
    plainly = bool(bare) and all(word in page.words.known for word in bare) and between.words[0].control < 0
    names = page.judged(between.text) is not Claim.NONE
    return plainly and not names and small is not None and large is not None and large > small


AGAINST = ((Claim.QUALIFIED, OTHERS), (Claim.UNCLEAR, UNCLEAR))
"""What an amount that was claimed becomes by the rules that speak against it."""
