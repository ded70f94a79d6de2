"""The SMS service 2757: the texts that a person sends, put together, and the reply that they got, read.

Nothing is sent here, and nothing of what is put together is kept.
"""

import re
import time
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from urllib.parse import quote

from msgspec import structs

from checker.failures import BalanceNotShown, BalanceUncertain
from checker.folders import Folders
from checker.kpj import KPJ_IN_TEXT, find_kpjs, has_kpj_shape
from checker.model import CheckResult, Reading, Source
from checker.money import is_currency
from checker.page.lines import seen, sentences
from checker.portal.selectors import load
from checker.portal.sms import Sms
from checker.portal.words import Words, plain
from checker.reading.agree import agree
from checker.reading.claims import Claim
from checker.reading.page import Page
from checker.reading.segments import Segment
from checker.reading.times import Time
from checker.reading.times import told as told_time
from checker.settings import JAKARTA
from checker.tasks.keep import keep
from checker.texts import N_, _

_NIK = re.compile(r"[0-9]{16}")
_WOMEN = 40
"""Added to the day of birth in the NIK of a woman."""
_EMAIL = re.compile(r"[^@\s#]+@[^@\s#]+\.[^@\s#]+")
_LONGEST = 2_000
"""Signs: ten cards in the longest of replies have less."""
_GOES_ON = re.compile(r"[0-9][.,]?[ \t]*[\r\n]+\s*(?:[.,]\s*[0-9]|[0-9]{3}(?![0-9]))")
"""A number, and what may be the rest of it, in the next line."""
_PARTS, _PARTS_WIDE = (153, 160), (67, 70)
"""Signs in a full part of a long message, and in one alone; where a sign is none of GSM 7 bit, or may be (3GPP 23.038).
"""
ONE_SMS = 160
"""Signs: a longer text is sent, and paid for, as several."""


def _nik(text: str) -> str:
    bare = re.sub(r"[ .-]", "", text)
    if not _NIK.fullmatch(bare):
        raise ValueError(_("a NIK has 16 digits"))
    return bare


def _birth(text: str) -> str:
    try:
        day = datetime.strptime(text.strip(), "%d-%m-%Y").date()
    except ValueError:
        day = None
    if day is None or not date(1900, 1, 1) <= day < date.today():
        raise ValueError(_("expected a day as DD-MM-YYYY, such as 17-08-1990"))
    return day.strftime("%d-%m-%Y")


def _kpj(text: str) -> str:
    bare = re.sub(r"[ -]", "", text).upper()
    if not has_kpj_shape(bare):
        raise ValueError(_("a KPJ has 11 digits or letters, noughts in front included"))
    return bare


def _email(text: str) -> str:
    if text.strip() and not _EMAIL.fullmatch(text.strip()):
        raise ValueError(_("expected an e-mail address, or nothing"))
    return text.strip()


def _name(text: str) -> str:
    bare = " ".join(text.split())
    if not any(sign.isalpha() for sign in bare) or any(sign in "#\0" or not sign.isprintable() for sign in bare):
        raise ValueError(_("expected the name as it stands on the card"))
    return bare.upper()


CHECKS: Mapping[str, Callable[[str], str]] = {
    "nik": _nik,
    "name": _name,
    "birth": _birth,
    "kpj": _kpj,
    "email": _email,
}
"""What a person may be asked for, in the order of asking; each gives the value as it is sent, or raises ValueError with
what was expected, never with what was given.
"""
ASKED = {"email": ("nik", "birth", "kpj", "email"), "names": ("nik", "name", "birth", "kpj")}
"""What each form of the registration needs."""
CALLED = {
    "nik": N_("NIK (16 digits)"),
    "name": N_("Name, as on the card"),
    "birth": N_("Day of birth (DD-MM-YYYY)"),
    "kpj": N_("KPJ (11 digits)"),
    "email": N_("E-mail address (may be left out)"),
}


def registration(sms: Sms, form: str, values: Mapping[str, str]) -> str:
    """The text of the registration, from values that `CHECKS` gave."""
    text = {"names": sms.texts.names}.get(form) or (sms.texts.email if values["email"] else sms.texts.without_email)
    return text.format(**values)


def disagrees(nik: str, birth: str) -> bool:
    """Whether a NIK tells another day of birth, DDMMYY from its seventh digit on: it stays when that is corrected."""
    day, month, year = birth.split("-")
    return nik[6:12] not in (f"{day}{month}{year[2:]}", f"{int(day) + _WOMEN}{month}{year[2:]}")


def link(sms: Sms, text: str) -> str:
    """The address that opens a message with `text` on a phone (RFC 5724)."""
    return f"sms:{sms.number}?body={quote(text, safe='')}"


def read_reply(text: str, account: str, folders: Folders, to_keep: bool) -> CheckResult:
    """What a reply says of `account`, kept in the history where it is to be. Raises BalanceUncertain."""
    started, began = datetime.now(UTC), time.monotonic()
    try:
        reading = reply(text, load(folders.config).selectors.words, datetime.now(JAKARTA).date())
    except BalanceUncertain as refusal:
        refusal.case = "message"
        raise
    result = CheckResult(account, Source.SMS, datetime.now(UTC), reading)
    if not to_keep:
        return result
    return keep(folders.data, result, account=account, started=started, seconds=time.monotonic() - began)


def reply(text: str, words: Words, today: date) -> Reading:
    """The balances that a reply tells; each of its amounts is one, or their sum. Raises BalanceUncertain."""
    if len(text) > _LONGEST:
        raise BalanceUncertain("the text is longer than a reply is", rule="reply-too-long")
    if _is_cut(text):
        raise BalanceUncertain("an amount may be cut off", rule="reply-cut")
    told_cards = _called(text, words)
    sight = seen(told_cards)
    try:
        reading, plainly = agree(sight, (), words, today)
    except BalanceNotShown as missing:
        raise BalanceUncertain(missing.detail, rule=missing.rule, trace=missing.trace) from None
    page = Page(sight, words, today)
    told = sorted(filter(None, map(page.amount, page.values)))
    balances = [one.balance for one in reading.cards if one.balance]
    if told not in (sorted(balances), sorted(filter(None, [*balances, plainly.shown_total]))):
        raise BalanceUncertain("the reply tells an amount that is no balance", rule="further-amount")
    if any(_takes_back(page, one) for one in page.texts):
        raise BalanceUncertain("the reply says that its amount is not today's balance", rule="remark")
    return _of_cards(told_cards, reading, words, page)


def _called(text: str, words: Words) -> str:
    """`text`, its sentences in lines, without the numbers of eleven digits that it does not call a card's: each may be
    a telephone's. One in brackets ends whom the sentence speaks to; what a currency stands before is an amount.
    """

    def kept(number: re.Match[str]) -> str:
        return number[0] if is_currency((number.string[: number.start()].split() or [""])[-1]) else ""

    told = (one if words.says("kpj", one) else KPJ_IN_TEXT.sub(kept, one) for one in sentences(text))
    return "\n".join(told).replace("()", "\n")


def _is_cut(text: str) -> bool:
    """Whether a number goes on in the next line; or ends, with the text, where a part of a long message does."""
    signs = text.strip()
    full = any(len(signs) % part == 0 for part in (_PARTS if signs.isascii() else _PARTS_WIDE))
    return bool(_GOES_ON.search(signs) or signs.endswith(",") or (full and signs[-1:].isdecimal()))


def _takes_back(page: Page, one: Segment) -> bool:
    """Whether a text that is no label tells of a simulation, an estimate, or another time."""
    if one.at in page.owners:
        return False
    doubted = page.judged(one.text) is Claim.QUALIFIED and page.words.says("doubts", one.text)
    other = told_time(one.text, page.words, page.today) is Time.OTHER
    return doubted or other or page.words.says("simulations", one.text)


def _of_cards(text: str, reading: Reading, words: Words, page: Page) -> Reading:
    """The reading, each card with its number only where that stands with its amount, or is told for itself.

    Raises BalanceUncertain where it calls several so, and the balances are not theirs.
    """
    amounts = [one.text for one in page.values]
    calling = [one for one in sentences(text) if words.says("kpj", one)]
    called = {number for one in calling for number in find_kpjs(one)}
    own = {
        number
        for one in calling
        for number in find_kpjs(one)
        if any(amount in one for amount in amounts) or _introduces(one, number, words)
    }
    if len(called) > 1 and called != {one.kpj for one in reading.cards}:
        raise BalanceUncertain("several cards are named, and whose balance it is, is not", rule="card-unclear")
    cards = tuple(one if one.kpj in own else structs.replace(one, kpj=None) for one in reading.cards)
    if len(cards) > 1 and any(one.kpj is None for one in cards):
        raise BalanceUncertain("several cards are named, and whose balance it is, is not", rule="card-unclear")
    return structs.replace(reading, cards=cards)


def _introduces(sentence: str, number: str, words: Words) -> bool:
    """Whether a sentence without an amount ends in the number of a card, and asks for nothing."""
    before, _, after = sentence.partition(number)
    called = any(f" {plain(before)}".endswith(f" {label}") for label in words.kpj)
    return called and not plain(after) and not words.says("requests", sentence)
