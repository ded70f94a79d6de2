"""What a text says of the amount that it stands with, besides naming it: an edge, a condition, a prospect, a unit.

A word that is not understood counts where the text goes on telling of the amount, and nowhere else: people and
companies have names that no list holds.
"""

import re
import unicodedata
from datetime import date

from checker import dates
from checker.portal.words import Words, plain, undated
from checker.reading.times import Time, is_compared, told

_JOINED = 12
"""Words: what goes on telling of an amount below it has no more; a notice has."""
_LEAD = 8
"""Words: what leads in to an amount has no more; a notice has."""
_UNIT = 4
"""Letters: a unit or a sign in a box of its own has no more, as "rb", "mn", "DR"."""
_STAMP = 4
"""Words: a stamp has no more, nor has what goes on telling of an amount that a sentence has told."""
_STATE = re.compile(r"^\W*per\b\W*", re.IGNORECASE)
_ABOUT = re.compile(r"[<≤≥≦≧≈~±∓]")


def is_bound(text: str, words: Words) -> bool:
    """Whether a text right before an amount makes it an edge of something: "Saldo JHT hingga"."""
    bare = plain(text).split()
    return any(words.says("bounds", " ".join(bare[-count:])) and _ends(bare, count, words) for count in (1, 2, 3))


def _ends(bare: list[str], count: int, words: Words) -> bool:
    """Whether the last `count` words are one of the bounds as a whole."""
    return len(bare) >= count and " ".join(bare[-count:]) in words.bounds


def is_other_money(text: str) -> bool:
    """Whether a text bears a sign of another currency, or one that makes a number an approximate one."""
    return bool(_ABOUT.search(text)) or any(
        unicodedata.category(sign) == "Sc" for sign in text if not sign.isascii() or sign == "$"
    )


def is_prospect(text: str, words: Words) -> bool:
    """Whether a text speaks of what is not, or not yet: an estimate, a plan, a prize."""
    return words.says("prospects", words.phrases["programme"].without(undated(text)))


def is_condition(text: str, words: Words, today: date) -> bool:
    """Whether a text opens with a condition or a time that is not the present one, and says of what stands under it no
    more than that: "Bila bekerja 20 tahun lagi". One that asks something of a person is a notice.
    """
    bare = undated(text)
    if not words.phrases["circumstances"].open(bare) or text.rstrip().endswith("?"):
        return False
    rest = words.phrases["circumstances"].without(bare).split()
    if told(text, words, today) is Time.PRESENT or all(word in words.timely for word in rest):
        return False
    _, comma, main = text.partition(",")
    if words.says("requests", text):
        return False
    return words.says("balance", main) if comma and plain(main) else True


def is_of_another(text: str, words: Words) -> bool:
    """Whether a text names a relative or somebody else; "a.n." with a name is looked into elsewhere."""
    return words.says("persons", words.phrases["owners"].without(text))


def leads_elsewhere(text: str, words: Words, today: date) -> bool:
    """Whether a few words over an amount's label say that it is another thing."""
    count = len(plain(text).split())
    if not 0 < count <= _LEAD or text.rstrip().endswith((".", "!", "?")) or words.says("requests", text):
        return False
    other = told(text, words, today) is Time.OTHER and bool(undated(text))
    stands = is_prospect(text, words) or words.says("standings", text)
    return other or stands or is_of_another(text, words) or is_condition(text, words, today)


def goes_on(text: str, words: Words, today: date) -> bool:
    """Whether a text right below or beside an amount goes on telling of it, and says more than is understood."""
    if is_compared(text, words):
        return False
    bare = undated(text).split()
    time = told(text, words, today)
    if time is not None:
        return time is Time.OTHER
    if dates.find(text) and words.fits("card_names", _STATE.sub("", dates.without(text))):
        return False  # "Per 31 Oktober 2026 - Aktif": a day and the state of a card
    if not bare or words.says("requests", text) or len(bare) > _JOINED:
        return is_other_money(text)
    if is_other_money(text) or bare[0] in (*words.scales, *words.currencies) or is_revoked(text, words):
        return True
    if all(word in words.timely for word in bare):
        return False
    if is_prospect(text, words) or is_condition(text, words, today) or words.phrases["joining"].open(text):
        return True
    # "Layanan lainnya" heads something else.
    others = words.says("other_parts", text) and not words.says("dues", text)
    part = words.says("parts", text) and len(bare) > 1 and not others and not words.fits("card_names", text)
    if len(bare) <= _STAMP and (part or is_of_another(text, words)):
        return True
    alone = len(bare) == 1 and len(bare[0]) <= _UNIT and not bare[0].isdecimal()
    return alone and not words.says("programme", text) and not words.fits("card_names", text)


def goes_on_briefly(text: str, words: Words, today: date) -> bool:
    """The same of a text below a sentence with an amount: only a few words, and no sentence, belong to that."""
    most = _STAMP // 2 if is_prospect(text, words) else _STAMP
    count = len(plain(text).split())
    return count <= most and not text.rstrip().endswith((".", "!", "?")) and goes_on(text, words, today)


def is_revoked(text: str, words: Words) -> bool:
    """Whether a text is a stamp by which what it stands on holds no more: "BATAL"."""
    bare = undated(text).split()
    rest = words.phrases["revoked"].without(undated(text)).split()
    return len(rest) < len(bare) <= _STAMP and all(word in words.timely or word in words.measuring for word in rest)


def is_unit(text: str, words: Words) -> bool:
    """Whether a remark, wherever it stands, says that the page's amounts are in a unit other than one rupiah."""
    bare = plain(text).split()
    units = [at for at, word in enumerate(bare) if len(word) > 1 and (word in words.scales or word in words.currencies)]
    if not words.measures(text):
        # "in Singapore dollars": one word may be of a country, or the like.
        strange = [word for at, word in enumerate(bare) if at not in units and not words.is_measuring(word)]
        told = any(one in words.counting for at in units for one in bare[max(at - 2, 0) : at])
        return told and len(strange) < 2 and bare[0] not in strange
    told = any(word in words.measuring or word in words.counting for word in bare)
    return told if not units else told or any(bare[at] in words.scales for at in units)
