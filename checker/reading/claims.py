"""What the words of a label claim for an amount."""

import re
from datetime import date
from enum import Enum

import msgspec

from checker.kpj import KPJ_IN_FOLDED
from checker.portal.words import Words, undated
from checker.reading.tellings import is_other_money

# What a label says that is a line of a sum: "(A + B + C)" behind it, "E." before it.
_FORMULA = re.compile(
    r"\(\s*(?:[a-z]\s*=\s*)?(?:[a-z](?:\s*[-+–]\s*[a-z])+|[0-9]{1,2}(?:\s*\+\s*[0-9]{1,2})+)\s*\)", re.IGNORECASE
)
_NUMBERING = re.compile(r"^\s*(?:[a-z]|[0-9]{1,2}|[ivx]{1,4})[.)]\s+(?=\w{2})", re.IGNORECASE)

# By how much an amount has changed, on a badge in its label: "Saldo JHT +2,4%". Without a sign it may be a part.
_CHANGE = re.compile(r"(?:(?<![\w%])[+-]|[▲▼△▽↑↓↗↘])\s*[0-9]{1,3}(?:[.,][0-9]{1,2})?\s*%")
_MINUS = re.compile(r"\([-–—/ ]+\)|(?:^|\s)[-–]\s*/\s*[-–]")


class Claim(Enum):
    """What a label says of its amount."""

    EXPLICIT = "the JHT balance, by name"
    GENERIC = "a balance, its programme told elsewhere"
    PROGRAMME = "JHT, but not that it is a balance"
    TOTAL = "a total, of what is told elsewhere"
    QUALIFIED = "another thing: another programme, an estimate, a part, another year or person"
    UNCLEAR = "a balance with words that are not understood"
    NONE = "no word of a balance"


class Judgement(msgspec.Struct, frozen=True):
    """What a page says of one amount: its claim, the day it stands for, whether it is a total."""

    claim: Claim
    as_of: date | None = None
    total: bool = False
    rule: str = ""
    """The rule that made it so."""


def classify(text: str, words: Words, today: date) -> Claim:
    """What `text`, as the label of an amount, says of it. A word that is not understood never counts as a balance."""
    text = _CHANGE.sub(" ", text)
    bare = undated(_FORMULA.sub(" ", _NUMBERING.sub("", text)))
    programme, balance = words.says("programme", bare), words.says("balance", bare)
    if words.says("other_programmes", bare) or words.says("qualifiers", bare) or words.says("persons", bare):
        return Claim.QUALIFIED
    if "%" in text or other_year(bare, today) or is_other_money(text) or _MINUS.search(text):
        return Claim.QUALIFIED
    rest = words.phrases["programme"].without(bare)
    rest = KPJ_IN_FOLDED.sub(" ", re.sub(rf"\b{today.year}\b", " ", rest))
    # A letter alone may be a sign, as D for a debit; of "s.d." it is none.
    rest = re.sub(r"\bs d\b", " ", rest)
    unknown = [word for word in rest.split() if word not in words.known or (len(word) == 1 and word.isalpha())]
    if words.counted(bare) is not None:  # "Total Saldo JHT (3 kartu)"
        unknown = [word for word in unknown if not word.isdecimal()]
    if unknown:
        return Claim.UNCLEAR if balance else Claim.NONE
    if balance and programme:
        return Claim.EXPLICIT
    if balance:
        return Claim.GENERIC
    if programme:
        return Claim.PROGRAMME
    return Claim.TOTAL if words.says("total", bare) else Claim.NONE


def other_year(bare: str, today: date) -> bool:
    return any(int(year) != today.year for year in re.findall(r"\b(?:19|20)[0-9]{2}\b", bare))
