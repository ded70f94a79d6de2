"""The SMS service 2757: the texts that a person sends, put together, and the reply that they got, read.

Nothing is sent here, and nothing of what is put together is kept.
"""

import re
import time
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from urllib.parse import quote

from checker.failures import BalanceNotShown, BalanceUncertain
from checker.folders import Folders
from checker.kpj import find_kpjs, has_kpj_shape
from checker.model import CheckResult, Reading, Source
from checker.page.lines import seen
from checker.portal.selectors import load
from checker.portal.sms import Sms
from checker.portal.words import Words
from checker.reading.agree import agree
from checker.reading.page import Page
from checker.settings import JAKARTA
from checker.tasks.keep import keep
from checker.texts import N_, _

_NIK = re.compile(r"[0-9]{16}")
_WOMEN = 40
"""Added to the day of birth in the NIK of a woman."""
_EMAIL = re.compile(r"[^@\s#]+@[^@\s#]+\.[^@\s#]+")
_LONGEST = 2_000
"""Signs: ten cards in the longest of replies have less."""
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
    sight = seen(text)
    try:
        reading, plain = agree(sight, (), words, today)
    except BalanceNotShown as missing:
        raise BalanceUncertain(missing.detail, rule=missing.rule, trace=missing.trace) from None
    cards, page = reading.cards, Page(sight, words, today)
    told = [page.amount(one) for one in page.values]
    if sorted(filter(None, told)) != sorted(filter(None, [*(one.balance for one in cards), plain.shown_total])):
        raise BalanceUncertain("the reply tells an amount that is no balance", rule="further-amount")
    # A number of eleven digits without a word may be a telephone's: it is nobody's card, and no reason to refuse.
    numbers = find_kpjs(text)
    if len(numbers) > 1 and numbers != {one.kpj for one in cards}:
        raise BalanceUncertain("several cards are named, and whose balance it is, is not", rule="card-unclear")
    return reading
