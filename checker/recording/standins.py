"""What stands in for everything personal in a recording: by what may stay, not by what must go.

Words of the language that the selectors file knows stay, and recent dates; every other word, number, address and name
is replaced, the same one by the same stand-in throughout a recording.
"""

import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from msgspec import structs

from checker import dates
from checker.kpj import KPJ_SHAPE, is_kpj
from checker.model import Card, Reading
from checker.money import NotAnAmount, is_currency, parse
from checker.portal.words import Words, plain
from checker.recording import forms, sums

# Labels of what is somebody's name, and all that are looked for.
_NAMED = ("holder", "company", "other_fields")
_LABELS = (*_NAMED, "kpj", "npp", "segment", "membership", "as_of", "balance")
_ENGLISH = ("january", "february", "march", "may", "june", "july", "august", "october", "december")
_QUOTED = r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'"
_PIECE = re.compile(rf"(?:[^{{}};\"']|{_QUOTED})+[{{}};]?")
# A number in a style that is no length: a length ends in its unit, and has one dot at most.
_WHOLE = re.compile(r"(?<![\w.#])(?:[0-9]{5,}|[0-9]{1,3}(?:[.,][0-9]{3}){2,})(?![\w.%])")
_RUN = re.compile(r"[^\W\d_]+(?:[ .'-]+[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Run:
    """A text as it is read: of one line or block, with the text that comes before it, which may be its label."""

    text: str
    before: str = ""


Span = tuple[int, int, str]


class StandIns:
    """One recording's stand-ins. `study` all its pages first: amounts are invented together, so that sums hold."""

    def __init__(
        self,
        vocabulary: Iterable[str],
        words: Words,
        today: date,
        kept: Iterable[str] = (),
        rng: random.Random | None = None,
    ) -> None:
        self.known = frozenset(vocabulary) | forms.MONTHS | {"rp", "idr"}
        self.words, self.today = words, today
        self.kept = frozenset(kept)
        """Texts that a person has looked at and found to be nobody's."""
        self.rng = rng or random.SystemRandom()
        lists = (words.programme, words.companies, words.greetings, words.kpj, words.company, words.holder)
        self._labels = words.known | {word for texts in lists for text in texts for word in text.split()}
        self._made: dict[str, dict[str, str]] = {}
        self._amounts: dict[int, int] = {}
        self._own: set[str] = set()
        """Words of names and addresses of e-mail."""
        self._seen: set[str] = set()
        """Words of the pages that the language does not know, those of names among them."""
        self._whole: set[tuple[str, ...]] = set()
        """Names as a whole, word by word, whether the language knows the words or not."""

    # -- beforehand ---------------------------------------------------------------------------------------------

    def study(self, pages: Sequence[Sequence[Run]]) -> None:
        """See every page's texts in their order. Raises NoStandIns."""
        found: list[sums.Amount] = []
        order: list[list[int]] = []
        for page in pages:
            order.append([])

            def note(number: str, _: Run, row: list[int] = order[-1]) -> str:
                amount = _amount(number)
                if amount is not None:
                    found.append(amount)
                    row.append(amount.sen)
                return number

            for run in page:
                self._spans(run, note)
                name = tuple(one.lower() for one in forms.WORD.findall(self._names(run)))
                if name:
                    self._whole.add(name)
                self._own |= {one for one in name if len(one) > 3}
                for address in forms.EMAIL.findall(run.text):
                    person = re.split("@|%40", address)[0]
                    self._own |= {one.lower() for one in forms.WORD.findall(person) if len(one) > 3}
                self._seen |= {one.lower() for one in forms.WORD.findall(run.text) if len(one) > 3}
        self._own -= self.known
        self._seen = (self._seen | self._own) - self.known
        self._amounts = sums.stand_ins(found, sums.relations(order), self.rng)

    def unsure(self, run: Run) -> bool:
        """Whether words of a text are unknown, so that only a person can tell whether they are somebody's."""
        return any(one.lower() not in self.known for one in forms.WORD.findall(run.text)) and not self._names(run)

    # -- replacing ----------------------------------------------------------------------------------------------

    def spans(self, run: Run) -> list[Span]:
        """What is to be replaced in a text: start, end and what comes there, in order."""
        if " ".join(run.text.split()) in self.kept:
            return self._numbers_of_kept(run)
        return self._spans(run, self._number)

    def text(self, text: str, before: str = "") -> str:
        """A text with everything personal replaced."""
        return put(text, self.spans(Run(text, before)))

    def ident(self, text: str) -> str:
        """An id, a class or another name that a program gave: numbers and every unknown word in it are replaced."""
        text = forms.EMAIL.sub(lambda hit: self._email(hit[0]), text)
        text = re.sub(
            r"[A-Za-z0-9+/_=-]{8,}",
            lambda hit: (
                forms.identifier(1, "A" * 12)
                if forms.looks_secret(hit[0]) or any(map(forms.looks_encoded, re.split("[_-]", hit[0])))
                else hit[0]
            ),
            text,
        )
        number = rf"(?<![0-9A-Za-z]){KPJ_SHAPE}(?![0-9A-Za-z])|{forms.PLACES.pattern}"
        text = re.sub(number, lambda hit: self._numbered(hit[0]), text)
        return self._without(self._seen, text)

    def attribute(self, text: str) -> str:
        """The value of an attribute that only says of what kind something is; empty where it seems to say more."""
        if re.fullmatch(r"[\w.%# ,()-]{0,40}", text) is None or re.search(r"[0-9]{5}|[0-9](?:[.,_-][0-9]{3}){2}", text):
            return ""
        return text if text == self._without(self._own, text) else ""

    def _numbered(self, found: str) -> str:
        return self._identifier(found) if len(re.sub("[^0-9]", "", found)) >= 4 else found

    def _without(self, words: set[str], text: str) -> str:
        if not words:
            return text
        either = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
        # As a word of its own, or as one of several that capitals tell apart: "userRahayu".
        own = re.compile(rf"(?<![a-zA-Z])(?i:{either})(?![a-z])|(?<=[a-z])(?=[A-Z])(?i:{either})(?![a-z])")
        return own.sub(lambda hit: self.word(hit[0]), text)

    def css(self, text: str) -> str:
        """A rule of a style sheet, or a style: selectors as ids, texts as texts, no addresses."""
        text = re.sub(r"url\((?:\"[^\"]*\"|'[^']*'|[^)]*)\)", "url(data:,)", text)
        text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
        return _PIECE.sub(lambda hit: self._selector(hit[0]) if hit[0].endswith("{") else self._style(hit[0]), text)

    def _selector(self, text: str) -> str:
        named = re.compile(rf"[.#](?:\\.|[\w-])+|{_QUOTED}")
        return self._without(self._own, named.sub(lambda hit: self.ident(hit[0]), text))

    def _style(self, text: str) -> str:
        """One declaration. What no standard gives a meaning, and what counts, may be anything."""
        name, colon, value = text.partition(":")
        anything = re.fullmatch(r"\s*(?:--[\w-]+|counter-\w+)\s*", name) is not None
        if anything or name.strip() == "content":
            value = re.sub(_QUOTED, lambda hit: hit[0][0] + self.text(hit[0][1:-1]) + hit[0][-1], value)
        if anything:
            value = self._without(self._seen, _WHOLE.sub(lambda hit: self._numbered(hit[0]), value))
        return self._without(self._own, name + colon + value)

    def reading(self, reading: Reading) -> Reading:
        """What a reading of the page becomes with the stand-ins, names apart: by it the anonymised page is judged.

        Raises NoStandIns.
        """
        cards = tuple(self._card(card) for card in reading.cards)
        total = self._money(reading.total)
        if total is None:
            total = sum((card.balance for card in cards), Decimal(0))
        return Reading(cards, total, reading.confidence, self._day(reading.as_of), reading.warnings)

    def _card(self, card: Card) -> Card:
        balance = self._money(card.balance)
        if balance is None:
            raise sums.NoStandIns("a balance was read that stands on no recorded page as one number")
        kpj = self._identifier(card.kpj) if card.kpj else None
        return structs.replace(card, balance=balance, kpj=kpj, as_of=self._day(card.as_of))

    def _money(self, amount: Decimal) -> Decimal | None:
        sen = self._amounts.get(int(amount * 100))
        return None if sen is None else Decimal(sen) / 100

    def _day(self, day: date | None) -> date | None:
        return day if day is None or self._is_recent(day) else self._old_day(day)

    # -- finding ------------------------------------------------------------------------------------------------

    def _spans(self, run: Run, number: "Callable[[str, Run], str]") -> list[Span]:
        text = run.text
        taken: list[Span] = []

        def free(start: int, end: int) -> bool:
            return all(end <= other or start >= until for other, until, _ in taken)

        def take(pattern: "re.Pattern[str]", become: Callable[[str], str | None]) -> None:
            for hit in pattern.finditer(text):
                if free(*hit.span()):
                    made = become(hit[0])
                    if made is not None:
                        taken.append((*hit.span(), made))

        take(forms.FOREIGN_DIGITS, forms.zeroed)
        take(forms.EMAIL, self._email)
        take(forms.ADDRESS, lambda _: forms.INVENTED_ADDRESS)
        birth = forms.BIRTH.search(text) or forms.BIRTH.search(run.before)
        for (start, end), day in dates.spans(text):
            if free(start, end):
                keep = self._is_recent(day) and not birth
                taken.append((start, end, text[start:end] if keep else self._written(text[start:end], day)))
        others = self.words.says("other_numbers", text) or self.words.says("other_numbers", run.before)
        take(forms.LONG, lambda found: self._grouped(found, others))
        take(forms.GROUPED, lambda found: self._grouped(found, others))
        take(forms.MIXED, lambda found: self._identifier(found) if _names_one(found) else None)
        take(forms.SCALED, lambda found: self._identifier(found) if found.strip("0.,") else None)
        take(forms.NUMBER, lambda found: number(found, run))
        for start, end, word in self._words_of(run):
            if free(start, end):
                taken.append((start, end, word))
        return sorted(taken)

    def _numbers_of_kept(self, run: Run) -> list[Span]:
        words = {(start, end) for start, end, _ in self._words_of(run)}
        return [one for one in self._spans(run, self._number) if (one[0], one[1]) not in words]

    def _words_of(self, run: Run) -> list[Span]:
        """The words to be replaced: unknown ones, those of amounts, and of names what is no label."""
        found: list[Span] = []
        named = self._names(run)
        at = run.text.find(named) if named else -1
        again, spelled = self._named_again(run.text), list(forms.spelled(run.text))
        for group in _RUN.finditer(run.text):
            words = [(hit[0], group.start() + hit.start()) for hit in forms.WORD.finditer(group[0])]
            lone = [word.lower() not in self.known for word, _ in words]
            for place, (word, start) in enumerate(words):
                beside = any(lone[max(0, place - 1) : place + 2]) and word[0].isupper()
                inside = named and at <= start < at + len(named)
                name = (inside or beside or start in again) and word.lower() not in self._labels
                counts = any(begin <= start < end for begin, end in spelled)
                if lone[place] or counts or (name and not is_currency(word)):
                    found.append((start, start + len(word), self.word(word)))
        return found

    def _named_again(self, text: str) -> set[int]:
        """Where words of a name stand that another text said to be one: as a whole, or any of them after a greeting."""
        words = [(hit[0].lower(), hit.start()) for hit in forms.WORD.finditer(text)]
        plainly = [word for word, _ in words]
        found: set[int] = set()
        for name in self._whole:
            long = len(name) > 1 or plainly == list(name)
            for place in range(len(words) - len(name) + 1) if long else ():
                if tuple(plainly[place : place + len(name)]) == name:
                    found |= {start for _, start in words[place : place + len(name)]}
            if plainly and plainly[0] in self.words.greetings:
                found |= {start for word, start in words[1:] if word in name and text[start].isupper()}
        return found

    def _names(self, run: Run) -> str:
        """The part of a text that is a name, by what comes before it or by the company's legal form."""
        if self._is_label(run.before, _NAMED) or self._is_label(run.before.rstrip(" :"), _NAMED):
            return "" if self._is_label(run.text.rstrip(" :"), _LABELS) else run.text
        head, colon, rest = run.text.partition(":")
        if colon and self._is_label(head, _NAMED):
            return rest
        first = plain(run.text).split(" ")[0]
        if first in self.words.greetings and "," in run.text:
            return run.text.partition(",")[2]
        company = self.words._company.search(run.text)
        return company[0] if company else ""

    def _is_label(self, text: str, lists: Sequence[str]) -> bool:
        return any(self.words.is_label(name, text) for name in lists)

    # -- inventing ----------------------------------------------------------------------------------------------

    def _nth(self, kind: str, key: str, make: Callable[[int], str]) -> str:
        table = self._made.setdefault(kind, {})
        if key not in table:
            table[key] = make(len(table) + 1)
        return table[key]

    def _email(self, found: str) -> str:
        def make(number: int) -> str:
            return f"{'siti.aminah' if number == 1 else f'peserta{number}'}@example.test"

        return self._nth("email", found.lower(), make)

    def word(self, found: str) -> str:
        """The invented word for one that is not to stand."""
        made = self._nth(f"word{len(found)}", found.lower(), lambda number: forms.word(number, len(found)))
        return "".join(new.upper() if old.isupper() else new for old, new in zip(found, made, strict=True))

    def _grouped(self, found: str, others: bool) -> str | None:
        bare = re.sub(r"[^0-9+]", "", found)
        if (len(bare) != 11 or others) and forms.looks_like_phone(bare):
            return self._phone(found)
        if len(bare) == 11 or len(bare) >= 13 or bare[0] in "0+" or others or bare != found:
            return self._identifier(found)
        return None  # a bare number of nine, ten or twelve digits may be an amount

    def _phone(self, found: str) -> str:
        bare = re.sub(r"[^0-9]", "", found)
        return _as_written(found, self._nth("phone", bare, lambda number: forms.phone(number, bare)))

    def _identifier(self, found: str) -> str:
        bare = re.sub(r"[^0-9A-Za-z]", "", found)
        if is_kpj(bare):
            made = self._nth("kpj", bare, lambda number: forms.kpj(number - 1, bare))
        else:
            cards = self._made.get("kpj", {})
            if tail := next((one for one in cards if len(bare) >= 4 and one.endswith(bare)), ""):
                made = cards[tail][-len(bare) :]
            else:
                made = self._nth(f"id{len(bare)}", bare, lambda number: forms.identifier(number, bare))
        return _as_written(found, made)

    def _number(self, found: str, run: Run) -> str:
        digits = re.sub("[^0-9]", "", found)
        if not digits.strip("0"):
            return found
        amount = _amount(found)
        if amount is not None and amount.sen in self._amounts:
            return _in_form(found, amount, self._amounts[amount.sen])
        if len(digits) == 4 and digits == found and abs(int(digits) - self.today.year) <= 3:
            return found
        plain_words = all(one.lower() in self.known for one in forms.WORD.findall(run.text))
        if len(digits) <= 2 and plain_words and not forms.BIRTH.search(f"{run.before} {run.text}"):
            return found
        return self._identifier(found)

    def _is_recent(self, day: date) -> bool:
        return self.today - forms.RECENT <= day <= self.today + forms.RECENT

    def _old_day(self, day: date) -> date:
        return date.fromisoformat(self._nth("day", day.isoformat(), lambda number: f"{1950 + number % 50}-01-01"))

    def _written(self, found: str, day: date) -> str:
        """An invented day, always a first of January, written as `found` was."""
        made = found.replace(str(day.year), str(self._old_day(day).year))
        name = re.search(r"[A-Za-z]+", made)
        if name is not None:
            long = "January" if name[0].lower() in _ENGLISH else "Januari"
            made = made.replace(name[0], "Jan" if len(name[0]) <= 3 else long)
        return re.sub(r"(?<![0-9])[0-9]{1,2}(?![0-9])", lambda hit: "1".rjust(len(hit[0]), "0"), made)


def put(text: str, spans: Sequence[Span]) -> str:
    """`text` with the spans replaced."""
    for start, end, made in reversed(spans):
        text = text[:start] + made + text[end:]
    return text


def _as_written(found: str, made: str) -> str:
    """The signs of `made` with the blanks, dashes and dots of `found`."""
    signs = iter(made)
    return "".join(next(signs) if one.isalnum() else one for one in found)


def _names_one(found: str) -> bool:
    """Whether signs of letters and digits are a number of somebody or something, and no word like "ISO27001"."""
    return len(re.sub("[^0-9]", "", found)) >= 3


def _amount(found: str) -> sums.Amount | None:
    """What a number is worth, if it is written as an amount with more than two digits or with sen."""
    try:
        written = parse(found)
    except NotAnAmount:
        return None
    value = written.dot if written.dot is not None else written.comma
    if value is None or value * 100 != int(value * 100):
        return None
    whole = str(int(value))
    has_sen = re.search(r"[.,][0-9]{2}$", found) is not None
    if len(whole) <= 2 and not has_sen:
        return None
    if len(whole) == 4 and whole == found:
        return None  # a year, or the end of a card's number
    return sums.Amount(int(value * 100), len(whole), has_sen)


def _in_form(found: str, amount: sums.Amount, sen: int) -> str:
    """An invented amount in the form that another is written in: each digit where a digit was."""
    digits = str(sen // 100).rjust(amount.digits, "0") + (f"{sen % 100:02}" if amount.has_sen else "")
    signs = iter(digits)
    return "".join(next(signs, "0") if one.isdigit() else one for one in found)
