"""What is done next, decided on observations made by hand: no browser, no page."""

from datetime import date
from functools import cache

import msgspec
import pytest
from msgspec import structs

from checker.failures import (
    AccountLocked,
    CredentialsRejected,
    NeedsHuman,
    PageNotRecognised,
    PortalBlocked,
    PortalUnavailable,
)
from checker.journey import login
from checker.journey.decide import RULES, decide
from checker.journey.memory import Memory
from checker.journey.now import Now, Portal
from checker.journey.policy import Policy
from checker.journey.steps import Fill, HandOver, Hover, Key, Mark, Outcome, Press, Stop, Tour, Wait
from checker.page import match
from checker.page.observation import Element, Form, Observation, Rest
from checker.page.sight import Box, Control, Sight, Word
from checker.portal import selectors

RESTED = Rest(False, False, False, 3600.0, 0)
URL = "http://127.0.0.1:8000/"
LOGIN = Form(
    *(("Email", "Kata Sandi"), ("Kata Sandi", "Email"), (False, False), "Masuk", (), (), False, (True, False), ()),
    *(("Masuk",), "Email Kata Sandi Masuk", False, False, ()),
)


@cache
def portal(person: str = "none") -> Portal:
    own = selectors.load().selectors
    return Portal(own, Policy(own), date(2026, 11, 22), lambda url: url.startswith(URL), person)  # type: ignore[arg-type]


def page(*parts: "Control | str", fields: tuple[Element, ...] = (), form: Form | None = None) -> Observation:
    """A page of texts and controls, each on a line of its own, with fields after them."""
    css = portal().selectors.css
    words: list[Word] = []
    controls: list[Control] = []
    facts: list[Element] = []
    for line, part in enumerate(parts):
        path, box = (0, 1, line + 2), Box(10, 20.0 * line, 100, 16)
        text = part if isinstance(part, str) else part.name
        words += [Word(one, box, 16, line + 2, path) for one in text.split()]
        if isinstance(part, Control):
            controls.append(structs.replace(part, index=len(controls), path=path, box=box))
            role = {"summary": "button"}.get(part.role, part.role)
            facts.append(Element(0, len(facts), path, box, role, part.name, part.name, link=part.link))
    fields = tuple(
        structs.replace(one, index=len(facts) + at, path=(0, 1, 90 + at), box=Box(10, 500.0 + 20 * at, 100, 16))
        for at, one in enumerate(fields)
    )
    sight = Sight(tuple(words), (), tuple(controls), secret=any(one.secret for one in fields))
    return Observation(sight, RESTED, 7, elements=(*facts, *fields), css=css, url=URL, urls=(URL,), form=form)


def control(role: str, name: str, link: str = "", layer: str | None = None) -> Control:
    return Control(0, 0, role, name, Box(0, 0, 1, 1), (0,), False, None, False, layer, link=link)


def fits(*conditions: str) -> tuple[int, ...]:
    return tuple(portal().selectors.css.index(one) for one in conditions)


def login_page(form: Form = LOGIN) -> Observation:
    own = portal().selectors.fields
    email = Element(
        0, 0, (0,), Box(0, 0, 1, 1), "textbox", "Email", labels=("Email",), in_form=True, form=0, typed=True
    )
    email = structs.replace(email, fits=fits(own.email.must))
    hidden = structs.replace(
        email, name="Kata Sandi", labels=("Kata Sandi",), secret=True, fits=fits(own.password.must)
    )
    seen = page("Portal simulasi", control("button", "Masuk"), fields=(email, hidden), form=form)
    button, *rest = seen.elements
    return structs.replace(seen, elements=(structs.replace(button, form=0, in_form=True), *rest))


def told(seen: Observation, memory: Memory | None = None, person: str = "none") -> tuple[str, object]:
    rule, step = decide(Now(seen, memory or Memory(), portal(person)))
    return rule.name, step


def test_each_rule_has_a_name_of_its_own_and_a_reason() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(rule.why for rule in RULES)


def test_a_login_is_filled_in_and_then_sent_once() -> None:
    seen = login_page()
    memory = Memory()
    name, step = told(seen, memory)
    assert name == "login"
    assert isinstance(step, Fill)
    assert (step.email, step.password) != (None, None)

    memory = memory.after(step, seen, Outcome())
    name, press = told(seen, memory)
    assert isinstance(press, Press)
    assert (press.purpose, press.on.called) == ("login", "Masuk")

    memory = memory.about_to(press, seen).after(press, seen, Outcome())
    assert memory.sent
    name, again = told(seen, memory)
    assert not isinstance(again, Fill | Press)


def test_a_login_that_was_refused_is_told_by_what_is_new_on_the_page() -> None:
    before = login_page()
    memory = Memory().sending(before)
    after = structs.replace(
        before, sight=structs.replace(before.sight, words=page("Email atau kata sandi salah").sight.words)
    )
    name, step = told(after, memory.listening(after))
    assert (name, type(step)) == ("told-to-login", Stop)
    assert isinstance(step, Stop)
    assert isinstance(step.failure, CredentialsRejected)


def test_what_more_a_login_asks_for_is_a_persons() -> None:
    seen = login_page(structs.replace(LOGIN, more=True))
    _, step = told(seen)
    assert isinstance(step, Stop)
    assert isinstance(step.failure, NeedsHuman)
    _, step = told(seen, person="there")
    assert isinstance(step, HandOver)
    assert step.fill is not None


def test_anothers_login_is_not_filled_in() -> None:
    _, step = told(login_page(structs.replace(LOGIN, heading="Login Perusahaan")))
    assert isinstance(step, Stop)
    assert isinstance(step.failure, PageNotRecognised)


def test_the_way_to_the_balance_is_pressed_and_then_read() -> None:
    seen = page(
        "Beranda", control("link", "Lihat Saldo JHT", f"{URL}saldo"), control("link", "Klaim JHT", f"{URL}klaim")
    )
    memory = Memory(sent=True)
    name, step = told(seen, memory)
    assert isinstance(step, Press)
    assert (name, step.purpose, step.on.called) == ("ask", "balance", "Lihat Saldo JHT")

    memory = memory.about_to(step, seen)
    assert (memory.inside, memory.asked, memory.address) == (True, True, URL)
    assert told(seen, memory) == ("read", Tour())


def test_two_ways_that_are_not_the_same_are_not_chosen_between() -> None:
    ways = (control("link", "Saldo JHT", f"{URL}a"), control("link", "Info Saldo JHT", f"{URL}b"))
    _, step = told(page(*ways), Memory(sent=True))
    assert isinstance(step, Stop)
    assert isinstance(step.failure, PageNotRecognised)


KNOWN = (("menu", "Program Saya"), ("balance", "Info Saldo JHT"), ("balance", "Klaim JHT"))


def by_known_way(seen: Observation, memory: Memory) -> tuple[str, object]:
    def turn(*one: str) -> int:
        return KNOWN.index(one) if one in KNOWN else -1

    rule, step = decide(Now(seen, memory, structs.replace(portal(), turn=turn)))
    return rule.name, step


def test_of_two_ways_the_one_that_has_led_to_the_balance_before_is_taken() -> None:
    ways = (control("link", "Saldo JHT", f"{URL}a"), control("link", "Info Saldo JHT", f"{URL}b"))
    name, step = by_known_way(page(*ways), Memory(sent=True))
    assert isinstance(step, Press)
    assert (name, step.purpose, step.on.called) == ("known-way", "balance", "Info Saldo JHT")
    # Not before the login.
    assert by_known_way(page(*ways), Memory())[0] != "known-way"


def test_a_known_menu_comes_before_other_menus_and_before_a_new_way() -> None:
    seen = page(control("button", "Menu"), control("button", "Program Saya"))
    memory = Memory(sent=True)
    for _ in range(2):  # the pointer is laid over it before it is pressed
        name, step = by_known_way(seen, memory)
        assert isinstance(step, Press | Hover)
        assert (name, step.on.called) == ("known-way", "Program Saya")
        memory = memory.about_to(step, seen).after(step, seen, Outcome())
    assert memory.way == (("menu", "Program Saya"),)
    name, step = by_known_way(seen, memory)
    assert isinstance(step, Press | Hover)
    assert (name, step.on.called) == ("menu", "Menu")
    new = page(control("link", "Lihat Saldo JHT", f"{URL}promo"), control("button", "Program Saya"))
    assert by_known_way(new, Memory(sent=True))[0] == "known-way"
    assert told(new, Memory(sent=True))[0] == "ask"


def test_the_known_way_lets_nothing_be_pressed_that_is_denied_or_leads_to_no_balance() -> None:
    seen = page(control("link", "Klaim JHT", f"{URL}klaim"), control("link", "Berita", f"{URL}berita"))
    name, step = by_known_way(seen, Memory(sent=True))
    assert name != "known-way"
    assert not isinstance(step, Press)


def test_a_notice_is_put_away_by_its_harmless_way_out() -> None:
    seen = page(control("button", "Tutup", layer="Pengumuman\nJam layanan berubah\nTutup"))
    name, step = told(seen)
    assert isinstance(step, Press)
    assert (name, step.purpose) == ("notice", "close")


def test_what_only_agrees_is_pressed_once_a_key_has_not_helped() -> None:
    seen = page(control("button", "Mengerti", layer="Pemeliharaan sistem selesai\nMengerti"))
    memory = Memory()
    _, step = told(seen, memory)
    assert isinstance(step, Key)
    _, step = told(seen, memory.about_to(step, seen))
    assert isinstance(step, Press)


def test_what_is_not_known_is_waited_for_once_and_then_the_end() -> None:
    seen = page("Halaman lain")
    memory = Memory()
    name, step = told(seen, memory)
    assert (name, step) == ("unknown", Wait())
    memory = memory.after(Wait(), seen, Outcome(False))
    name, step = told(seen, memory)
    assert name == "lost"


def test_a_page_that_is_blocked_ends_the_run_with_when_to_come_again() -> None:
    seen = structs.replace(page("Terlalu banyak permintaan"), status=429, retry_after="60")
    name, step = told(seen)
    assert isinstance(step, Stop)
    assert isinstance(step.failure, PortalBlocked)
    assert (name, step.failure.try_after is not None) == ("answer", True)


def test_a_refusal_that_names_the_account_is_of_the_account() -> None:
    _, step = told(structs.replace(page("Akun Anda telah diblokir."), status=403))
    assert isinstance(step, Stop)
    assert isinstance(step.failure, AccountLocked)


def test_what_a_firewall_answers_in_the_portals_place_is_no_word_on_the_password() -> None:
    seen = structs.replace(login_page(), refused=401)
    _, step = told(seen, Memory(sent=True))
    assert isinstance(step, Stop)
    assert isinstance(step.failure, CredentialsRejected)
    answered = "Request Rejected The requested URL was rejected. Your support ID is: 80123"
    _, step = told(structs.replace(seen, answered=answered), Memory(sent=True))
    assert isinstance(step, Stop)
    assert isinstance(step.failure, PortalBlocked)


def test_a_page_with_nothing_but_a_way_to_try_again_is_out_of_service() -> None:
    seen, memory = page("Koneksi terputus", control("button", "Muat ulang")), Memory(sent=True)
    memory = memory.after(Wait(), seen, Outcome(False))
    _, step = told(seen, memory)
    assert isinstance(step, Stop)
    assert isinstance(step.failure, PortalUnavailable)


def test_memory_is_made_anew_by_each_step() -> None:
    memory = Memory()
    with pytest.raises(AttributeError):
        memory.sent = True  # type: ignore[misc]
    step = Key("Escape", Mark("notice by key"))
    assert memory.about_to(step, page("x")).has(Mark("notice by key"))
    assert not memory.has(Mark("notice by key"))


def test_an_observation_is_stored_whole() -> None:
    seen = login_page()
    assert msgspec.json.decode(msgspec.json.encode(seen), type=Observation) == seen


# -- candidates -----------------------------------------------------------------------------------------------------


def test_a_text_finds_the_innermost_element_that_has_it_as_its_whole() -> None:
    seen = page("Keluar dari sini", "Keluar")
    found = next(match.hits(seen, [selectors.Candidate(text="/^keluar$/")]))
    assert [one.element.path[-1] for one in found] == [3]


def test_several_that_lead_to_one_address_are_one_where_that_is_enough() -> None:
    seen = page(control("link", "Masuk", f"{URL}in"), control("link", "Masuk", f"{URL}in"))
    candidates = [selectors.Candidate(role="link", name="Masuk")]
    assert match.find(seen, candidates, alike=True) is not None
    with pytest.raises(match.Ambiguous):
        match.find(seen, candidates)


def test_what_waits_beyond_the_edge_of_the_page_is_not_on_it() -> None:
    seen = page(control("link", "Masuk"))
    hidden = structs.replace(seen, elements=tuple(structs.replace(one, shown=False) for one in seen.elements))
    candidates = [selectors.Candidate(role="link", name="Masuk")]
    assert match.find(hidden, candidates) is not None
    assert match.find(hidden, candidates, on_page=True) is None


@pytest.mark.parametrize(
    ("said", "again"),
    [
        (("Kode captcha salah",), True),
        (("Kode captcha salah", "Masuk Portal"), True),
        (("Kode captcha salah", "Kata sandi salah"), False),
        (("Kata sandi atau kode captcha salah",), False),
        (("Kode captcha salah", "Data tidak cocok"), False),
        (("Data tidak cocok",), False),
        ((), False),
    ],
)
def test_a_login_is_filled_in_again_where_nothing_but_the_captcha_was_refused(
    said: tuple[str, ...], again: bool
) -> None:
    seen = login_page()
    memory = structs.replace(Memory().sending(seen), said=said)
    step = login.again(Now(seen, memory, portal("there")))
    assert isinstance(step, Fill) == again
