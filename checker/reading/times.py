"""The time that a text tells of, where it tells nothing else: the present one, or another."""

import re
from datetime import date, timedelta
from enum import Enum

from checker import dates
from checker.portal.words import Words, plain, undated

LONG_AGO = 366
"""Days after which a balance is no longer the present one; a yearly statement is of the last day of a year."""
_MONTHS_AGO = 100
"""Days after which a month that heads an amount, and is not said to be the day it is of, is not the last one posted."""
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


class Time(Enum):
    """What time a text tells."""

    PRESENT = "now, or so lately that a balance of then is today's"
    OTHER = "another: long past, or yet to come"


def told(text: str, words: Words, today: date, months: int = _MONTHS_AGO) -> Time | None:
    """The time that a text tells of where it speaks of nothing else; None where it tells none, or more than a time.

    `months` are the days after which a month that is not said to be the day of a balance is another time.
    """
    if is_compared(text, words):
        return None
    bare = re.sub(r"\b([a-z]+)([0-9]+)\b", r"\1 \2", words.phrases["programme"].without(undated(text))).split()
    if not all(word in words.timely or _is_number(word, words) or _is_long(word, words) for word in bare):
        return None
    days = dates.find(text)
    dated = any(f" {undated(text)}".endswith(f" {one}") for one in words.as_of)
    ages = [(today - day).days for day in days]
    if any(age > LONG_AGO or age < -31 for age in ages):
        return Time.OTHER
    if not dated and any(_is_past_month(day, today, months) for day in dates.whole_months(text)):
        return Time.OTHER
    others = {_is_other(at, bare, words, today, months) for at in range(len(bare))}
    if True in others:
        return Time.OTHER
    return Time.PRESENT if days or False in others else None


def is_compared(text: str, words: Words) -> bool:
    """Whether a text tells nothing but a figure that is no rupiah of its own: by how many percent something has changed
    ("+5,2%", "Naik 2,3% dari bulan lalu"), or how far it has come to a goal ("64% dari target", "dari target").

    Such a percentage is of no part, its time is not the amount's, nor is the goal the amount.
    """
    bare = plain(text).split()
    told = [word for word in bare if not word.isdecimal()]
    if text.count("%") > 1 or not told:
        return text.count("%") == 1 and bool(bare)
    if any(word in words.goals for word in told):
        return told[0] in words.comparing and all(word in words.goals or word in words.heading for word in told[1:])
    compares = any(word in words.comparing for word in told)
    timed = any(_is_long(word, words) or word in (*words.short_times, *dates.MONTHS) for word in told)
    times = (words.years, words.short_times, words.long_times, words.past, words.comparing, dates.MONTHS)
    plainly = all(any(word in one for one in times) or _is_long(word, words) for word in told)
    return "%" in text and compares and timed and plainly


def passed(text: str, words: Words) -> bool:
    """Whether a text says somewhere that something is long past: "3 bulan yang silam", "last year"."""
    bare = plain(text).split()
    return any(_is_long(word, words) and _is_past(at, bare, words) for at, word in enumerate(bare))


def _is_past_month(day: date, today: date, months: int) -> bool:
    """Whether a month is past for so long that its balance is not today's; the last year's end is the last close."""
    return (today - day).days > months and day != date(today.year - 1, 12, 31)


def _is_other(at: int, bare: list[str], words: Words, today: date, months: int) -> bool | None:
    """Whether a word of a text, with those beside it, tells of another time; None where it tells of none."""
    word = bare[at]
    if re.fullmatch(r"(?:19|20)[0-9]{2}", word):
        return int(word) != today.year
    if re.fullmatch(r"[0-9]{2}", word) and at and bare[at - 1] in words.years:
        return int(word) != today.year % 100
    if word in dates.MONTHS:
        return _is_past_month(_latest(dates.MONTHS[word], today), today, months)
    if word in words.future:
        return True
    part = _part_of_year(at, bare, words)
    if part is not None:
        return _is_past_part(*part, bare, today)
    if _is_past(at, bare, words):
        number = next((int(one) for one in bare if one.isdecimal()), 1)
        return _is_long(word, words) or number > 31
    return None


def _is_long(word: str, words: Words) -> bool:
    return word in words.long_times or (word.startswith("se") and word[2:] in words.long_times)


def _is_past(at: int, bare: list[str], words: Words) -> bool:
    """Whether a word is a span of time that is said to be past."""
    word = bare[at]
    if not _is_long(word, words) and word not in words.short_times:
        return False
    return any(one in words.past for one in (*bare[max(at - 2, 0) : at], *bare[at + 1 : at + 3]))


def _part_of_year(at: int, bare: list[str], words: Words) -> tuple[int, int] | None:
    """The number of months in a part of a year, and which of these parts it is (0 for an unknown one)."""
    word = bare[at]
    for months, names in ((3, words.quarters), (6, words.halves)):
        if word in names:
            beside = (*bare[at + 1 : at + 2], *bare[max(at - 1, 0) : at])
            return months, next((number for one in beside if (number := _ordinal(one, words))), 0)
    return None


def _ordinal(word: str, words: Words) -> int:
    if word.isdecimal() and len(word) == 1:
        return int(word)
    bare = word.removeprefix("ke")
    return _ROMAN.get(word) or (words.numbers.index(bare) + 1 if bare in words.numbers else 0)


def _is_past_part(months: int, which: int, bare: list[str], today: date) -> bool:
    year = next((int(one) for one in bare if re.fullmatch(r"(?:19|20)[0-9]{2}", one)), today.year)
    if not 1 <= which <= 12 // months:
        return True
    end = which * months
    last = date(year + end // 12, end % 12 + 1, 1) - timedelta(days=1)
    return not -31 * months <= (today - last).days <= _MONTHS_AGO


def _latest(month: int, today: date) -> date:
    """The last day of the latest month of this number that has begun."""
    year = today.year if month <= today.month else today.year - 1
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _is_number(word: str, words: Words) -> bool:
    return word.isdecimal() or word in _ROMAN or word.removeprefix("ke") in words.numbers
