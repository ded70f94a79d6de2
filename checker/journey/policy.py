"""What may be pressed: judged by what it is for, what it is called and where it stands. Pure: it knows no browser.

What is not known to be harmless is refused. Each refusal has the name of its rule.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote, urlsplit

import msgspec

from checker.folding import fold, glued, words
from checker.journey.surroundings import ENTRY, Form, Purpose, Surroundings
from checker.kpj import KPJ_IN_FOLDED

if TYPE_CHECKING:
    from checker.page.observation import Form as Login
    from checker.portal.selectors import Selectors

_CARDS = ("card", "cards", "switch", "turn", "programme", "choose", "expand")
_CHOICES = ("card", "cards", "switch", "turn", "programme", "choose")
_OUT = ("account", "logout")

_WEAK = frozenset({"consent", "accepting", "sharing", "change", "joining", "leaving", "names"})
"""Acts that do not count where they are only spoken of beside what is pressed."""
_NO_PLEDGE = frozenset({"accepting", "joining", "leaving", "names"})
_SENTENCE = re.compile(r"[.!?;:]+\s+|\n")

_LEADS = 14
"""Words: how long a heading or an instruction is at most."""

Notice = Literal["person", "close", "agree"]
"""A notice is a person's to answer, or may be closed, or agreed to as well."""


class Refusal(msgspec.Struct, frozen=True):
    """Why something is not pressed: the rule's name; `person` where only a person may decide."""

    rule: str
    person: bool = False


class Policy:
    """The rules, with the words of the selectors file."""

    def __init__(self, selectors: "Selectors") -> None:
        self.selectors = selectors
        self._noticed: dict[tuple[tuple[str, ...], tuple[str, ...]], Notice] = {}

    # -- whole judgements ---------------------------------------------------------------------------------------

    def judge(self, purpose: Purpose, around: Surroundings, option: str = "") -> Refusal | None:
        """Why an element is not pressed for a purpose, or `option` not chosen in it; None where it may be."""
        if purpose in _OUT:
            return self._judge_way_out(around)
        rules = (
            self._called(purpose, around, option),
            self._leads(around),
            self._unwanted(purpose, around),
            self._in_dialog(purpose, around),
            self._in_form(purpose, around),
            self._around(purpose, around),
        )
        return next((one for one in rules if one is not None), None)

    def enters(self, around: Surroundings) -> Refusal | None:
        """Why a login is not sent by a key: that is as if the first button of its form were pressed."""
        if around.form is None or around.form.first is None:
            return None
        first = around.form.first
        if any(self._names_act(line) for line in first.called):
            return Refusal("denied-name")
        sent = msgspec.structs.replace(around.form, by=first.adds, moved=first.moved, action=first.action)
        return Refusal("denied-action") if self._strays(sent, entry=True) else None

    def renamed(self, called: str, around: Surroundings) -> Refusal | None:
        """Why an element is not pressed that is no longer called as it was when it was decided upon."""
        now = glued("".join((*around.names, *around.hints)))
        gone = [one for one in words(called) if not one.isdecimal() and one not in now]
        return Refusal("name-changed") if gone else None

    def changed(self, before: Surroundings, after: Surroundings) -> Refusal | None:
        """Why an element is not pressed that has become another one, or told more, as the pointer came to it."""
        if not after.reached:
            return Refusal("covered")
        renamed = self.renamed(" ".join(before.names), after)
        if renamed is not None:
            return renamed
        new = set(after.said) - set(before.said)
        if any(self._names_act(line, _NO_PLEDGE) for line in new):
            return Refusal("denied-hover")
        return None

    def notice(self, said: Iterable[str], named: Iterable[str] = ()) -> Notice:
        """What may be done about a notice that says this; `named` are all its lines, its buttons' names included."""
        key = (tuple(said), tuple(named))
        if key not in self._noticed:
            self._noticed[key] = self._notice(*key)
        return self._noticed[key]

    def _notice(self, said: tuple[str, ...], named: tuple[str, ...]) -> Notice:
        lines = [fold(one) for one in said]
        text = "\n".join([*lines, *(fold(one) for one in named)])
        if self.selectors.dismiss.asks_consent(text):
            return "person"
        sentences = [one for line in lines for one in _SENTENCE.split(line) if one.strip()]
        acts = {sentence: self._names_act(sentence, frozenset({"names"})) for sentence in sentences}
        told = {act for act in acts.values() if act}
        if "authority" in told or any(self._is_pledge(sentence, act) for sentence, act in acts.items() if act):
            return "person"
        by_press = self.selectors.pledges.by_press.search("\n".join(lines))
        if told - {"leaving", "joining"} and by_press:
            return "person"
        if told or by_press or self.selectors.dismiss.asking.search(text):
            return "close"
        return "agree" if self._is_harmless(sentences) else "close"

    def entry(self, own: "Login") -> Refusal | None:
        """Why nothing is typed into what looks like a login: it says that it is for something else, or for more."""
        known = self.selectors.login
        opens = known.opens.search
        for kind, called, sent in own.ticked:
            line = fold(called)
            acts = self._names_act(f"{called} {_spelled(sent)}", frozenset({"names", "joining", "leaving"}))
            harmless = known.kept.search(line) or (kind == "radio" and not acts)
            if not harmless and (acts or any(sign.isalpha() for sign in line)):
                return Refusal("ticked-beforehand", person=True)
        titles = [fold(one) for one in own.titles]
        if not any(opens(one) for one in titles) and any(
            self._names_act(one, frozenset({"names"})) or known.recovers.search(one) for one in titles
        ):
            return Refusal("login-of-else")
        if any(self._purpose_acts(one) for one in (*own.lead, *own.titles)):
            return Refusal("login-of-else")
        if own.anew:
            return Refusal("new-secret")
        for called, secret in zip(own.called, own.secret, strict=True):
            if (known.other_secret if secret else known.other_address).search(fold(called)):
                return Refusal("another-secret" if secret else "another-address")
        return None

    def _purpose_acts(self, line: str) -> bool:
        """Whether a line that asks for something to be filled in says that it is for an act."""
        known = self.selectors.login
        for sentence in _SENTENCE.split(fold(line)):
            asks = known.asks.search(sentence)
            purpose = known.purpose.search(sentence, asks.end()) if asks else None
            if purpose and not known.opens.search(sentence, purpose.start()):
                rest = sentence[purpose.end() :]
                if not known.looks.opens(rest) and self._names_act(rest, frozenset({"names"})):
                    return True
        return False

    # -- rules --------------------------------------------------------------------------------------------------

    def _called(self, purpose: Purpose, around: Surroundings, option: str) -> Refusal | None:
        states = purpose in _CARDS
        if any(self._names_act(line, states=states) for line in (*around.names, option)):
            return Refusal("denied-name")
        if self._names_act(" ".join(around.names), states=states):
            return Refusal("denied-name")  # a phrase that is laid out on two lines
        if any(self._names_act(line, states=states) for line in around.hints):
            return Refusal("denied-hint")
        return None

    def _leads(self, around: Surroundings) -> Refusal | None:
        writes = self.selectors.wanted.writes.search
        if any(self._code_acts(one) for one in around.codes) or any(writes(one) for one in around.handlers):
            return Refusal("denied-target")
        return None

    def _unwanted(self, purpose: Purpose, around: Surroundings) -> Refusal | None:
        wanted = self.selectors.wanted
        name = fold(" ".join(dict.fromkeys(around.names)))
        nameless = not any(sign.isalpha() for sign in name)
        lines = [fold(one) for one in around.names]
        fits = True
        if purpose == "choose":
            fits = nameless or all(wanted.look.search(one) or wanted.generic.search(one) for one in lines)
        elif purpose == "reveal":
            fits = nameless or all(wanted.reveal.search(one) for one in lines)
        elif purpose == "turn":
            fits = nameless or all(self.selectors.turning.fits(one) for one in around.names)
        elif purpose == "expand":
            fits = not around.menu and self._unfolds_card(name, nameless, around)
        elif purpose == "close":
            fits = nameless or any(self._closes(one) or self.selectors.dismiss.agreeing.search(one) for one in lines)
        return None if fits else Refusal("not-wanted")

    def _closes(self, name: str) -> bool:
        return bool(self.selectors.dismiss.declining.search(name))

    def agrees(self, name: str) -> bool:
        """Whether something in a notice is called like what agrees to it."""
        return bool(self.selectors.dismiss.agreeing.search(fold(name)))

    def _unfolds_card(self, name: str, nameless: bool, around: Surroundings) -> bool:
        """Whether what is folded belongs to a card, a balance or a programme, by its name or by its row's."""
        told = [name]
        if nameless or self.selectors.wanted.look.search(name):
            told += [fold(one) for one in (*around.box.heads, *around.box.said)]
        listed = self.selectors.words
        return any(
            KPJ_IN_FOLDED.search(one) or self.selectors.wanted.expand.search(one) or listed.fits("card_names", one)
            for one in told
        )

    def _in_dialog(self, purpose: Purpose, around: Surroundings) -> Refusal | None:
        if around.dialog is None or purpose in ENTRY:
            return None
        may = self.notice(around.dialog.said, around.dialog.named)
        if may == "person":
            return Refusal("consent-asked", person=True)
        if purpose == "close":
            agrees = not any(self._closes(fold(one)) for one in around.names) and any(around.names)
            agrees = agrees and any(self.selectors.dismiss.agreeing.search(fold(one)) for one in around.names)
            return Refusal("notice-unknown") if agrees and may != "agree" else None
        if purpose == "pass":
            return None
        denied = any(self._names_act(line, _WEAK, states=True) for line in around.dialog.said)
        return Refusal("denied-dialog") if denied else None

    def _in_form(self, purpose: Purpose, around: Surroundings) -> Refusal | None:
        form = around.form
        if form is None or form.method == "dialog":
            return None
        entry = purpose in ENTRY or form.secret
        if self._names_act(_spelled(form.action), _WEAK if entry else frozenset({"names"})) or any(
            self._code_acts(one) for one in form.codes
        ):
            return Refusal("denied-action")
        # What only leads on, or passes over, may be drawn as a form of its own, without anything to be chosen in it.
        passes = purpose in ("pass", "close") and any(self._closes(fold(one)) for one in around.names)
        if self._strays(form, entry=entry, passes=passes):
            return Refusal("denied-action")
        hidden = (_spelled(f"{name} {value}") for name, value in form.hidden)
        if any(self._names_act(one, _WEAK if entry else frozenset({"names"})) for one in hidden):
            return Refusal("denied-hidden")
        if entry:
            return None
        if not form.wide and any(self._names_act(one, states=True) for one in self._words_of(form)):
            return Refusal("denied-form")
        if form.method != "post":
            return None
        # Whatever is chosen in it, a script may send it; some frameworks' form holds the whole page, links and all.
        if around.chooses or (purpose in _CHOICES and (form.sends or not form.wide)):
            return None if self._is_chooser(form) else Refusal("form-no-chooser")
        if not form.sends:
            return None
        return None if passes or not form.fields else Refusal("form-not-known")

    def _strays(self, form: Form, *, entry: bool, passes: bool = False) -> bool:
        """Whether the button of a form, or the address of a login, tells of something else than what it is sent for."""
        by, told = _spelled(form.by), _spelled(form.action)
        if self._names_act(by, _NO_PLEDGE - {"joining"} if entry else frozenset({"names"})) or self._code_acts(form.by):
            return True
        opens, words_of = self.selectors.login.opens, fold(told)
        if entry and self._names_act(told, _WEAK if opens.search(words_of) else _WEAK - {"change", "joining"}):
            return True
        if not form.moved or passes:  # to pass a form over leads past what it is sent to
            return False
        return not (opens.search(words_of) if entry else self._is_known(told))

    def _words_of(self, form: Form) -> Iterator[str]:
        yield from form.said
        yield from form.before
        for one in form.fields:
            yield from one.labels
            yield _spelled(one.name)
        for name in form.submits:
            yield from name.splitlines()

    def _is_chooser(self, form: Form) -> bool:
        """Whether a form chooses a card, a programme or a time, and nothing else."""
        wanted = self.selectors.wanted
        named = [[fold(one) for one in name.splitlines()] for name in form.submits]
        sends = [one for one in named if not all(wanted.back.search(line) for line in one)]
        plain = all(wanted.look.search(line) or wanted.generic.search(line) for one in sends for line in one)
        chosen = all(one.kind in ("select", "select-one", "radio") for one in form.fields)
        known = all(self._is_option(option) for one in form.fields for option in one.options)
        return bool(form.fields) and not form.wide and chosen and known and len(sends) <= 1 and plain

    def _is_option(self, option: str) -> bool:
        """Whether an option chooses a card, a programme or a time."""
        text, listed = fold(option), self.selectors.words
        return bool(
            KPJ_IN_FOLDED.search(text)
            or self.selectors.wanted.option.search(text)
            or self.selectors.balance.programme.search(text)
            or listed.fits("card_names", option)
            or any(listed.says(name, option) for name in ("programme", "other_programmes", "companies", "balance"))
        )

    def _around(self, purpose: Purpose, around: Surroundings) -> Refusal | None:
        if purpose in ("balance", "menu") and any(self._names_act(one, _WEAK) for one in around.group):
            return Refusal("denied-group")
        if purpose not in (*_CARDS, "reveal"):
            return None
        instructs = self.selectors.wanted.instruct.search
        lead = [one for one in (*around.lead, *around.box.heads) if one in around.box.heads or instructs(fold(one))]
        if any(self._names_act(one, _WEAK, states=True) for one in lead):
            return Refusal("denied-lead")
        if purpose != "reveal" and self._led_astray(around):
            return Refusal("lead-not-known")
        told = " ".join(fold(one) for one in around.names)
        if KPJ_IN_FOLDED.search(told) or purpose == "programme":
            return None
        if any(self._names_act(one, _WEAK, states=True) for one in around.box.said):
            return Refusal("denied-around")
        generic = purpose == "choose" and not self.selectors.wanted.look.search(told)
        if generic and not self._chooses_card(around):
            return Refusal("not-known")
        return None

    def _led_astray(self, around: Surroundings) -> bool:
        """Whether what leads to a choice of cards says anything else than that one is looked at."""
        form = around.form
        lines = [*around.lead, *around.box.heads]
        if around.chooses:
            lines += around.names
        if form is not None and not form.wide and not form.secret:
            labels = (label for one in form.fields for label in one.labels)
            lines += [*form.said, *form.before, *labels]
        return any(self._leads_astray(one) for one in lines)

    def _leads_astray(self, line: str) -> bool:
        """Whether a line bids, or says something of a card in words that are not known to be of looking at one."""
        told = self.selectors.wanted.states.without(self._company.sub(" ", fold(line)))
        if self.selectors.wanted.bids.search(told):
            return True
        speaks = self.selectors.wanted.of_card.search(told)
        employer = self._company.search(fold(line))
        if employer is not None and KPJ_IN_FOLDED.search(fold(line)):
            told = fold(line)[: employer.start()]  # a card's number and its employer, whose name may be of any words
        return bool(speaks) and not _is_long(told) and not self._is_known(told)

    def _is_known(self, text: str) -> bool:
        """Whether all words of a text are of those that only lead to a look at a card."""
        told = [(one, one.removesuffix("nya")) for one in words(text)]
        return all(not self._looking.isdisjoint(forms) or any(sign.isdigit() for sign in forms[0]) for forms in told)

    @cached_property
    def _looking(self) -> frozenset[str]:
        listed = self.selectors.words
        own = (listed.kpj, listed.company, listed.npp, listed.segment, listed.membership, listed.as_of, listed.holder)
        return frozenset(
            one for said in (*self.selectors.wanted.looking, *(x for xs in own for x in xs)) for one in words(said)
        )

    def _chooses_card(self, around: Surroundings) -> bool:
        """Whether what stands around is about cards, programmes or balances."""
        fields = around.form.fields if around.form else ()
        options = (*around.box.options, *(option for one in fields for option in one.options))
        if any(KPJ_IN_FOLDED.search(fold(one)) for one in options) or any(
            self.selectors.balance.programme.search(one) for one in options
        ):
            return True
        said = (*around.box.heads, *around.box.said, *(around.form.said if around.form else ()))
        listed = self.selectors.words
        return any(listed.says(name, one) for one in said for name in ("kpj", "programme", "balance"))

    def _judge_way_out(self, around: Surroundings) -> Refusal | None:
        """Why the portal's way out is none: it, or what it stands in, speaks of another end than the session's."""
        said = around.dialog.said if around.dialog else ()
        told = (*around.names, *around.hints, *said)
        if any(self._names_act(one, _WEAK) for one in told):
            return Refusal("denied-name")
        return None

    # -- words --------------------------------------------------------------------------------------------------

    def _names_act(self, text: str, but: frozenset[str] = frozenset(), *, states: bool = False) -> str | None:
        """The act that a text names, but those of `but`; a company's name is none, nor is, with `states`, a state."""
        plain = self._company.sub(" ", fold(text))
        if states:
            plain = self.selectors.wanted.states.without(plain)
        found = self.selectors.denied.search(plain, but=but - {"names"})
        return None if found == "names" and "names" in but else found

    def _code_acts(self, code: str) -> bool:
        """Whether an address or a handler names an act: by the stems that no other word of a program holds."""
        told = glued(unquote(code))
        for one in self.selectors.wanted.no_code:
            told = told.replace(one, "")
        return any(one in told for one in self.selectors.wanted.code)

    def _is_pledge(self, sentence: str, act: str) -> bool:
        own = act != "change" or self.selectors.pledges.persons.search(sentence)
        return act not in _NO_PLEDGE and bool(own) and bool(self.selectors.pledges.with_act.search(sentence))

    def _is_harmless(self, sentences: list[str]) -> bool:
        """Whether all that is said is known to be no more than information."""
        known = [bool(self.selectors.pledges.harmless.search(one)) for one in sentences]
        rest = [one for one, is_known in zip(sentences, known, strict=True) if not is_known]
        return any(known) and not any(self._values.search(one) for one in rest)

    @cached_property
    def _company(self) -> re.Pattern[str]:
        """A company's legal form with the first word of its name."""
        forms = "|".join(re.escape(one) for one in self.selectors.words.companies)
        return re.compile(rf"(?<![^\W_])(?:{forms})\b[.,]? [^\W\d_]+")

    @cached_property
    def _values(self) -> re.Pattern[str]:
        return _any(rf"(?<!\w){re.escape(one)}(?:mu|nya|ku)?(?!\w)" for one in self.selectors.pledges.values)


def _is_long(text: str) -> bool:
    """Whether a text is more than a heading or an instruction: a paragraph, that informs."""
    return len(words(text)) > _LEADS


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in patterns) or r"(?!)", re.IGNORECASE)


def _spelled(code: str) -> str:
    """The words of an address or a name in code: of its path and what follows, each hump a word."""
    parts = urlsplit(code)
    text = unquote(f"{parts.path} {parts.query} {parts.fragment}" if parts.scheme else code)
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)))
