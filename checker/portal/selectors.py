"""What the portal looks like, loaded from `selectors/` into frozen typed objects; a person's own file lies over it."""

import re
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import msgspec

from checker import toml
from checker.failures import BY_CODE, ConfigInvalid
from checker.folding import readings
from checker.portal.acts import Act, phrase
from checker.portal.verdict import Says, Sending
from checker.portal.words import REGEXES, Words

NAME = "bpjstk.toml"

_REGEX = re.compile(r"/(.*)/", re.DOTALL)


def pattern(text: str) -> re.Pattern[str]:
    """A pattern of the file: ``/.../`` is a regular expression, anything else the literal whole; case never counts."""
    regex = _REGEX.fullmatch(text)
    return re.compile(regex[1] if regex else rf"^\s*{re.escape(text)}\s*$", re.IGNORECASE)


@lru_cache(maxsize=1024)
def _compiled(text: str) -> re.Pattern[str]:
    return pattern(text)


class Candidate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way to find an element; exactly one kind is set, `name` goes with `role`."""

    role: str | None = None
    name: str | None = None
    label: str | None = None
    placeholder: str | None = None
    text: str | None = None
    alt: str | None = None
    title: str | None = None
    test_id: str | None = None
    css: str | None = None

    @property
    def kinds(self) -> list[str]:
        return [kind for kind in KINDS if getattr(self, kind) is not None]

    def says(self, kind: str, text: str) -> bool:
        """Whether `text` is what the candidate gives for `kind`, or holds it; any text does where it gives nothing."""
        given = getattr(self, kind)
        return given is None or bool(_compiled(given).search(text))


KINDS = ("role", "label", "placeholder", "text", "alt", "title", "test_id", "css")


class Target(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A field or a button: candidates in order of trust; whatever they find must meet the CSS condition `must`."""

    candidates: tuple[Candidate, ...]
    must: str = ""


class Screen(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """How a screen is recognised: by any candidate that is visible, or any text; some count on no known page."""

    candidates: tuple[Candidate, ...] = ()
    texts: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()

    def says(self, text: str, *, alone: bool = False) -> bool:
        """Whether `text` tells of it; `alone`, where the page is nothing else that is known."""
        return any(re.search(one, text, re.IGNORECASE) for one in (*self.texts, *(self.alone if alone else ())))


class Portal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the portal starts, and the origins that credentials may be typed on."""

    start: str
    origins: tuple[str, ...]


class Fields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The fields that are filled."""

    email: Target
    password: Target


class Buttons(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The buttons and links that may be pressed."""

    login: Target
    next: Target
    by_email: Target
    to_login: Target
    own_login: Target
    balance: Target
    menu: Target
    hover: Target
    close: Target
    choose: Target
    cards: Target
    reveal: Target
    next_page: Target
    account: Target
    logout: Target


class Dismiss(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Harmless ways out of a notice, and the notices that have none: those that ask for a consent."""

    declining: str
    agreeing: str
    asking: str
    consents: str
    terms: str
    no_consents: str


class Deny(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is never pressed."""

    names: str
    dialogs: str
    logins: str
    own_logins: str
    fields: str
    own_fields: str
    forms: str


class Pledges(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What tells whether a notice that names an act, or is of unknown words, is for a person to answer."""

    with_act: tuple[str, ...]
    by_press: tuple[str, ...]
    harmless: tuple[str, ...]
    persons: tuple[str, ...]
    values: tuple[str, ...]


class Wanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What something is called that is pressed where its candidates do not tell it by its name."""

    look: str
    generic: str
    back: str
    reveal: str
    expand: str
    instruct: str
    option: str
    writes: str
    bids: str
    of_card: str
    looking: tuple[str, ...]
    states: tuple[str, ...]
    code: tuple[str, ...]
    no_code: tuple[str, ...]


class Entering(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What tells the login from a form that only looks like it."""

    opens: str
    recovers: str
    kept: str
    asks: str
    purpose: str
    looks: str
    other_secret: str
    other_address: str


ENTERING = ("opens", "recovers", "kept", "asks", "purpose", "looks", "other_secret", "other_address")
"""The patterns of `Entering`."""

WANTED = ("look", "generic", "back", "reveal", "expand", "instruct", "option", "writes", "bids", "of_card")
"""The patterns of `Wanted`."""


class Tiles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The way to the balance where a heading names it, and what is to be pressed does not."""

    heading: str
    way: str
    foreign: str


class Screens(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Screens that only a person can pass."""

    captcha: Screen
    code: Screen
    consent: Screen


class Wait(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A time that a text names, by its unit; the number is the first group."""

    minutes: str
    hours: str
    days: str


class Remarks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the text of a failure tells beside its code."""

    other_device: tuple[str, ...]
    try_later: tuple[str, ...]
    wait: Wait

    def tell(self, name: Literal["other_device", "try_later"], text: str) -> bool:
        """Whether `text` tells what the list called `name` is for."""
        return any(re.search(one, text, re.IGNORECASE) for one in getattr(self, name))

    def wait_told(self, text: str) -> str | None:
        """The time that `text` says to wait, in English, or None."""
        for unit in self.wait.__struct_fields__:
            found = re.search(getattr(self.wait, unit), text, re.IGNORECASE)
            if found:
                return f"{found[1]} {unit}"
        return None


class Balance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the balance stands, for the pointed reading."""

    amount: tuple[Candidate, ...]
    each: str
    switch: str
    programme: str


class Selectors(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """The whole file."""

    schema: int
    portal: Portal
    fields: Fields
    buttons: Buttons
    dismiss: Dismiss
    deny: Deny
    sending: Sending
    acts: dict[str, Act]
    pledges: Pledges
    wanted: Wanted
    login: Entering
    tiles: Tiles
    screens: Screens
    failures: dict[str, tuple[str, ...]]
    remarks: Remarks
    balance: Balance
    words: Words

    @cached_property
    def css(self) -> tuple[str, ...]:
        """All the CSS by which elements are found, and the conditions that they have to meet, each once."""
        targets = [getattr(part, name) for part in (self.fields, self.buttons) for name in part.__struct_fields__]
        candidates = [one for target in targets for one in target.candidates]
        candidates += [*self.screens.captcha.candidates, *self.balance.amount]
        written = [one.css for one in candidates] + [target.must for target in targets]
        return tuple(dict.fromkeys(one for one in written if one))

    @cached_property
    def declining(self) -> re.Pattern[str]:
        return pattern(self.dismiss.declining)

    @cached_property
    def other_logins(self) -> re.Pattern[str]:
        return pattern(self.deny.logins)

    @cached_property
    def own_logins(self) -> re.Pattern[str]:
        return pattern(self.deny.own_logins)

    def is_others(self, said: str) -> bool:
        """Whether a text speaks of somebody else's login, and not of a member's."""
        return bool(self.other_logins.search(said)) and not self.own_logins.search(said)

    def is_own(self, said: str) -> bool:
        """Whether a text speaks of a member's login, and of nobody else's."""
        return bool(self.own_logins.search(said)) and not self.other_logins.search(said)

    @cached_property
    def other_fields(self) -> re.Pattern[str]:
        return pattern(self.deny.fields)

    @cached_property
    def own_fields(self) -> re.Pattern[str]:
        return pattern(self.deny.own_fields)

    @cached_property
    def denied_forms(self) -> re.Pattern[str]:
        return pattern(self.deny.forms)

    @cached_property
    def agreeing(self) -> re.Pattern[str]:
        return pattern(self.dismiss.agreeing)

    @cached_property
    def asking(self) -> re.Pattern[str]:
        return pattern(self.dismiss.asking)

    @cached_property
    def _consents(self) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
        return pattern(self.dismiss.consents), pattern(self.dismiss.terms), pattern(self.dismiss.no_consents)

    def asks_consent(self, text: str, *, page: bool = False) -> bool:
        """Whether a notice of this text, the names of its buttons included, asks for a consent.

        A whole `page` names its terms in its foot, whatever it asks.
        """
        consents, terms, no_consents = self._consents
        asks = consents.search(text) or (not page and terms.search(text))
        return bool(asks) and not no_consents.search(text)

    @cached_property
    def wants(self) -> dict[str, re.Pattern[str]]:
        return {name: pattern(getattr(self.wanted, name)) for name in WANTED}

    @cached_property
    def entering(self) -> dict[str, re.Pattern[str]]:
        return {name: pattern(getattr(self.login, name)) for name in ENTERING}

    @cached_property
    def denied(self) -> "Denied":
        return Denied(self.acts, pattern(self.deny.names))

    @cached_property
    def on_wire(self) -> Says:
        """What words say of a request."""
        return Says(self.sending, self.acts)

    @cached_property
    def denied_dialogs(self) -> re.Pattern[str]:
        return pattern(self.deny.dialogs)

    @cached_property
    def tile_heading(self) -> re.Pattern[str]:
        return pattern(self.tiles.heading)

    @cached_property
    def tile_way(self) -> re.Pattern[str]:
        return pattern(self.tiles.way)

    @cached_property
    def tile_foreign(self) -> re.Pattern[str]:
        return pattern(self.tiles.foreign)

    @cached_property
    def each_card(self) -> re.Pattern[str]:
        return pattern(self.balance.each)

    @cached_property
    def switch(self) -> re.Pattern[str]:
        return pattern(self.balance.switch)

    @cached_property
    def programme(self) -> re.Pattern[str]:
        return pattern(self.balance.programme)

    def failure_said(self, text: str) -> str | None:
        """The code of the first failure whose texts `text` holds, or None."""
        for code, texts in self.failures.items():
            if any(re.search(one, text, re.IGNORECASE) for one in texts):
                return code
        return None


class Denied:
    """What may not be pressed, by what it is called: what names an act, or fits a pattern of the file."""

    def __init__(self, acts: dict[str, Act], names: re.Pattern[str]) -> None:
        self._acts, self._names = acts, names

    def search(self, text: str, *, but: frozenset[str] = frozenset()) -> str | None:
        """The first act, but those of `but`, that `text` names; None where it names none."""
        named = (name for name, act in self._acts.items() if name not in but and act.named_in(text))
        found = next(named, None)
        return found or ("names" if any(self._names.search(one) for one in readings(text)) else None)


class Loaded(msgspec.Struct, frozen=True):
    """The selectors in force, and the files they come from, the shipped one first."""

    selectors: Selectors
    files: tuple[Path, ...]

    @property
    def vocabulary(self) -> frozenset[str]:
        """Every word that stands in the shipped file: words of the language, nobody's own."""
        return frozenset(re.findall(r"[a-z]+", self.files[0].read_text(encoding="utf-8").lower()))


def shipped() -> Path:
    """The selectors file that came with the program: in the wheel beside the code, in a clone at the top level."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "_selectors", package.parent / "selectors"):
        if (folder / NAME).is_file():
            return folder / NAME
    raise ConfigInvalid(f"the selectors file {NAME} is missing from the installation; install saldo-jht again")


def load(config: Path | None = None) -> Loaded:
    """The shipped selectors with the person's own `selectors/bpjstk.toml` of the folder `config` laid over them.

    Raises ConfigInvalid naming the file, the line or key, and what was expected.
    """
    files = [shipped()]
    data = _parse(files[0])
    own = config / "selectors" / NAME if config else None
    if own is not None and own.is_file():
        files.append(own)
        data = _overlay(data, _parse(own))
    blamed = files[-1]
    try:
        selectors = msgspec.convert(data, Selectors)
    except msgspec.ValidationError as error:
        raise ConfigInvalid(f"{blamed}: {_key(str(error))}") from None
    if own in files:
        # The shipped file is checked by the tests; compiling its two hundred patterns at each start would cost time.
        check(selectors, blamed)
    return Loaded(selectors, tuple(files))


def _parse(path: Path) -> dict[str, Any]:
    try:
        return toml.read(path)
    except OSError as error:
        raise ConfigInvalid(f"{path}: cannot be read: {error.strerror}") from None


def _overlay(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """`above` laid over `below` key by key; lists and texts are replaced whole."""
    merged = dict(below)
    for key, value in above.items():
        under = merged.get(key)
        merged[key] = _overlay(under, value) if isinstance(under, dict) and isinstance(value, dict) else value
    return merged


def _key(message: str) -> str:
    """The library's message with the key first: "fields.email: expected ..."."""
    said, _, path = message.partition(" - at `$")
    key = path.rstrip("`").lstrip(".")
    return f"key {key}: {said}" if key else said


def check(selectors: Selectors, path: Path) -> None:
    """What types alone do not say: patterns compile, candidates have one kind, codes exist, addresses are origins."""
    if selectors.schema != 1:
        raise ConfigInvalid(f"{path}: key schema: expected 1, found {selectors.schema}")
    for group in ("fields", "buttons", "screens"):
        part = getattr(selectors, group)
        for name in part.__struct_fields__:
            for number, candidate in enumerate(getattr(part, name).candidates):
                _check_candidate(candidate, f"{path}: key {group}.{name}.candidates[{number}]")
            if group != "screens" and not getattr(part, name).candidates:
                raise ConfigInvalid(f"{path}: key {group}.{name}.candidates: expected at least one candidate")
    for number, candidate in enumerate(selectors.balance.amount):
        _check_candidate(candidate, f"{path}: key balance.amount[{number}]")
    for name in ("each", "switch", "programme"):
        _check_pattern(getattr(selectors.balance, name), f"{path}: key balance.{name}")
    regexes: list[tuple[str, tuple[str, ...]]] = [
        (f"failures.{code}", texts) for code, texts in selectors.failures.items()
    ]
    for name in Screens.__struct_fields__:
        screen = getattr(selectors.screens, name)
        regexes += [(f"screens.{name}.texts", screen.texts), (f"screens.{name}.alone", screen.alone)]
    regexes += [(f"remarks.{name}", getattr(selectors.remarks, name)) for name in ("other_device", "try_later")]
    wait = selectors.remarks.wait
    regexes += [(f"remarks.wait.{unit}", (getattr(wait, unit),)) for unit in wait.__struct_fields__]
    regexes += [(f"words.{name}", getattr(selectors.words, name)) for name in REGEXES]
    regexes += [
        (f"pledges.{name}", getattr(selectors.pledges, name))
        for name in ("with_act", "by_press", "harmless", "persons")
    ]
    regexes += [("wanted.states", selectors.wanted.states)]
    for name, act in selectors.acts.items():
        _check_act(act, f"{path}: key acts.{name}")
    for key, texts in regexes:
        for text in texts:
            _check_regex(text, f"{path}: key {key}")
    for group in ("dismiss", "deny"):
        part = getattr(selectors, group)
        for name in part.__struct_fields__:
            _check_pattern(getattr(part, name), f"{path}: key {group}.{name}")
    for name in selectors.sending.acts:
        if name not in selectors.acts:
            raise ConfigInvalid(f"{path}: key sending.acts: expected one of {', '.join(selectors.acts)}, found {name}")
    for name in selectors.sending.patterns:
        _check_pattern(getattr(selectors.sending, name), f"{path}: key sending.{name}")
    for name in WANTED:
        _check_pattern(getattr(selectors.wanted, name), f"{path}: key wanted.{name}")
    for code in selectors.failures:
        if code not in BY_CODE and code != "session-ended":
            raise ConfigInvalid(f"{path}: key failures.{code}: expected one of {', '.join(BY_CODE)}, session-ended")
    for origin in (*selectors.portal.origins, selectors.portal.start):
        parts = urlsplit(origin)
        if parts.scheme != "https" or not parts.hostname:
            raise ConfigInvalid(f"{path}: key portal: expected an https address, found {origin!r}")


def _check_act(act: Act, where: str) -> None:
    for name in ("phrases", "but"):
        for written in getattr(act, name):
            if not written.strip():
                raise ConfigInvalid(f"{where}.{name}: expected words, found nothing")
            _check_regex(phrase(written), f"{where}.{name}")


def _check_candidate(candidate: Candidate, where: str) -> None:
    kinds = candidate.kinds
    if len(kinds) != 1:
        raise ConfigInvalid(f"{where}: expected exactly one of {', '.join(KINDS)}; found {', '.join(kinds) or 'none'}")
    if candidate.name is not None and candidate.role is None:
        raise ConfigInvalid(f"{where}: name goes with role only")
    for name in ("test_id", "css"):
        if getattr(candidate, name) == "":
            raise ConfigInvalid(f"{where}.{name}: expected a text, found nothing")
    for name in ("name", "label", "placeholder", "text", "alt", "title"):
        value = getattr(candidate, name)
        if value is not None:
            _check_pattern(value, f"{where}.{name}")


def _check_pattern(text: str, where: str) -> None:
    if not text:
        raise ConfigInvalid(f"{where}: expected a text or /a regular expression/, found nothing")
    regex = _REGEX.fullmatch(text)
    if regex:
        _check_regex(regex[1], where)


def _check_regex(text: str, where: str) -> None:
    try:
        re.compile(text)
    except re.error as error:
        raise ConfigInvalid(f"{where}: not a regular expression: {error}") from None
