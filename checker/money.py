"""Amounts in rupiah, read strictly: exactly one number, separators where they belong, or nothing at all; and written.

An absent balance is never zero, and a string that could be two numbers is never one of them.
"""

import re
import unicodedata
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from functools import lru_cache

import msgspec

from checker.texts import N_, _, indonesian


class Convention(Enum):
    """Which sign groups thousands: the JMO app writes dots, the yearly statement (RSJHT) commas."""

    DOT = "12.345.678,00"
    COMMA = "12,345,678.00"
    MIXED = "12.345.678,00 and 12,345,678.00"
    """Both are seen, so that neither is settled, nor is any to be expected."""


class NotAnAmount(ValueError):
    """The text is not exactly one amount that a balance may have."""


class Amount(msgspec.Struct, frozen=True):
    """One amount as written; `dot` and `comma` are its value, in rupiah, under each convention.

    Where both are set and differ, the text alone could be two numbers.
    """

    dot: Decimal | None
    comma: Decimal | None
    currency: bool

    @property
    def settles(self) -> Convention | None:
        """The convention that this amount proves, if it proves one."""
        if self.comma is None:
            return Convention.DOT
        if self.dot is None:
            return Convention.COMMA
        return None

    def value(self, convention: Convention | None = None) -> Decimal | None:
        """The amount in rupiah; None while it could be two numbers and no convention is settled, or has three decimals:
        "Rp 12.345" on a page that writes the English way is a slip, and which of the two is not known. Where nothing
        speaks for that way, it is in thousands: money has no three decimals, and rupiah are written with dots.
        """
        known = {self.dot, self.comma} - {None}
        if len(known) == 1:
            return known.pop()
        if convention is None and self.currency and _is_slip(self.comma):
            return self.dot
        told = {Convention.DOT: self.dot, Convention.COMMA: self.comma}.get(convention) if convention else None
        return None if _is_slip(told) else told


def _is_slip(amount: Decimal | None) -> bool:
    """Whether an amount is written with three decimals, which money has not."""
    return amount is not None and amount.as_tuple().exponent == -3


_CURRENCY = r"(?:rp\.?|idr|rupiah)"
_AMOUNT = re.compile(
    rf"(?P<before>{_CURRENCY})?[ ]*(?P<number>[0-9][0-9.,]*)(?P<dash>,-|,--|\.-|,—|,–)?[ ]*(?P<after>{_CURRENCY})?",
    re.IGNORECASE | re.ASCII,
)
_MINUS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2043\u207b\u208b\u2212\u02d7\u2796\ufe63\uff0d", "-"))
"""Signs that are read as a minus: a hyphen, a figure dash, a raised or lowered minus, one of full width."""
_INTEGER = r"(?:0|[1-9][0-9]*)"
_DOTTED = re.compile(r"(?:0|[1-9][0-9]{0,2}(?:\.[0-9]{3})*)(?:,[0-9]{2})?|[1-9][0-9]*(?:,[0-9]{2})?", re.ASCII)
_COMMAED = re.compile(r"(?:0|[1-9][0-9]{0,2}(?:,[0-9]{3})*)(?:\.[0-9]{2})?|[1-9][0-9]*(?:\.[0-9]{2})?", re.ASCII)
_THREE_DECIMALS_DOT = re.compile(rf"{_INTEGER}\.[0-9]{{3}}", re.ASCII)
_THREE_DECIMALS_COMMA = re.compile(rf"{_INTEGER},[0-9]{{3}}", re.ASCII)


@lru_cache(maxsize=8192)
def tidy(text: str) -> str:
    """`text` without invisible characters, its spaces of all kinds made plain single ones, its minus signs hyphens."""
    if text.isascii() and text.isprintable():
        return re.sub(r" +", " ", text).strip()
    text = text.translate(_MINUS)
    shown = "".join(
        " " if unicodedata.category(sign) in ("Zs", "Cc") else sign
        for sign in text
        if unicodedata.category(sign) not in ("Cf", "Mn", "Me") and sign != "\u3164"
    )
    wide = "".join(chr(ord(sign) - 0xFEE0) if "\uff01" <= sign <= "\uff5e" else sign for sign in shown)
    return re.sub(r" +", " ", wide).strip()


def is_currency(text: str) -> bool:
    """Whether `text` is the currency sign alone."""
    return re.fullmatch(_CURRENCY, tidy(text), re.IGNORECASE) is not None


def parse(text: str) -> Amount:
    """The one amount that `text` is, the currency sign included.

    Raises NotAnAmount for anything else: no number, two numbers, a minus or parentheses (a balance has none), a
    separator out of place, a unit that is not the rupiah.
    """
    found = _AMOUNT.fullmatch(tidy(text))
    if found is None or (found["before"] and found["after"]):
        raise NotAnAmount("not exactly one amount in rupiah")
    number = found["number"]
    dot = _value(number, ".", ",", _DOTTED)
    comma = None if found["dash"] and found["dash"][0] == "," else _value(number, ",", ".", _COMMAED)
    if found["dash"] and found["dash"][0] == ".":
        dot = None
    if dot is None and comma is None:
        raise NotAnAmount("separators are not where they belong")
    # "1.234" read with the other convention is a number with three decimals: another number, so not settled.
    if not found["dash"]:
        if comma is None and _THREE_DECIMALS_DOT.fullmatch(number):
            comma = Decimal(number)
        if dot is None and _THREE_DECIMALS_COMMA.fullmatch(number):
            dot = Decimal(number.replace(",", "."))
    return Amount(dot, comma, bool(found["before"] or found["after"]))


def _value(number: str, thousands: str, decimals: str, grammar: re.Pattern[str]) -> Decimal | None:
    if not grammar.fullmatch(number):
        return None
    return Decimal(number.replace(thousands, "").replace(decimals, "."))


def convention(amounts: Iterable[Amount]) -> Convention | None:
    """The convention that the unambiguous ones of a page's amounts agree on; None if none speaks."""
    told = [*amounts]
    proven = {amount.settles for amount in told} - {None}
    # "Rp 1.500" beside "Rp 100,000": money has no three decimals, so each speaks for another convention.
    slips = [amount for amount in told if amount.currency and amount.settles is None]
    if not proven and any(_is_slip(one.comma) for one in slips) and any(_is_slip(one.dot) for one in slips):
        return Convention.MIXED
    return Convention.MIXED if len(proven) > 1 else next(iter(proven), None)


_SHORT = re.compile(
    r"(?:rp\.?|idr)?[ ]*(?P<number>[0-9]{1,3}(?:[.,][0-9]{1,2})?)[ ]*"
    r"(?P<unit>rb|ribu|jt|juta|m|miliar|milyar|t|triliun)",
    re.IGNORECASE | re.ASCII,
)


def is_short(text: str) -> bool:
    """Whether `text` is an amount in few signs, with its unit: "Rp 1,5 jt"."""
    return _SHORT.fullmatch(tidy(text)) is not None


def is_less_exact(text: str, of: Decimal) -> bool:
    """Whether `text` says the amount `of` once more, less exactly: in whole rupiah, or as "Rp 1,5 jt"."""
    short_ = _SHORT.fullmatch(tidy(text))
    if short_ is None:
        try:
            amount = parse(text)
        except NotAnAmount:
            return False
        whole = [one for one in (amount.dot, amount.comma) if one is not None and one == int(one) != of]
        return any(abs(one - of) < 1 for one in whole) and not re.search(r"[.,][0-9]{2}(?![0-9])", text)
    number = Decimal(short_["number"].replace(",", "."))
    scale = next(scale for scale, name in _UNITS if name[0].lower() == short_["unit"][0].lower())
    step = Decimal(scale).scaleb(int(number.as_tuple().exponent))
    # "Rp 1 jt" is a unit, or anything.
    return len(number.as_tuple().digits) > 1 and -step / 2 <= of - number * scale < step and of >= scale


# --------------------------------------------------------------------------------------------------------- writing

# Thousand, million, billion, trillion, as they are abbreviated in Indonesia.
_UNITS = ((10**12, "T"), (10**9, "M"), (10**6, "jt"), (10**3, "rb"))
_WRITTEN = ((10**12, N_("trillion")), (10**9, N_("billion")), (10**6, N_("million")), (10**3, N_("thousand")))
_SEPARATORS = str.maketrans(".,", ",.")


def sen(amount: Decimal) -> int:
    """An amount in rupiah in whole sen."""
    return int(amount.scaleb(2))


@lru_cache(maxsize=4096)
def exact(sen: int, decimal: str = ".") -> str:
    """Whole sen as files and JSON hold them: rupiah with two digits after `decimal`, ``12345678.00``."""
    return f"{'-' if sen < 0 else ''}{abs(sen) // 100}{decimal}{abs(sen) % 100:02d}"


@lru_cache(maxsize=4096)
def rupiah(sen: int, signed: bool = False) -> str:
    """Whole sen as Indonesians write them: ``Rp 12.345.678,00``; ``+Rp`` or ``-Rp`` where it is a difference."""
    number = f"{abs(sen) // 100:,}".replace(",", ".")
    sign = "-" if sen < 0 else "+" if signed and sen else ""
    return f"{sign}Rp {number},{abs(sen) % 100:02d}"


def short(sen: int, digits: int = 1) -> str:
    """Whole sen in as few signs as people use, in their language: ``Rp 12,3 jt``, ``Rp 12.3 million``.

    `digits` stand after the decimal sign at most.
    """
    amount = Decimal(sen) / 100
    unit, name = next(((unit, name) for unit, name in _WRITTEN if abs(amount) >= unit), (1, ""))
    number = (amount / unit).quantize(Decimal(1).scaleb(-digits if unit > 1 else 0), ROUND_HALF_UP)
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if indonesian():
        text = text.replace(".", ",")
    return f"Rp {text} {_(name)}".strip()


def spoken(sen: int, signed: bool = False) -> str:
    """Whole sen in full in the reader's language, for a text of that language: ``Rp 12.345.678``, ``Rp 12,345,678``.

    Sen are told where there are any. Tables and files hold `rupiah` and `exact`, whatever the language.
    """
    text = rupiah(sen, signed).removesuffix(",00")
    return text if indonesian() else text.translate(_SEPARATORS)
