"""The words of each message, in both languages, and what stands in them only where it is wished."""

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec import structs

from checker import texts
from checker.plausible import Key
from checker.states import Ended, News, State
from checker.telling.words import Message, Wished, message, samples

NOW = datetime(2026, 11, 2, 1, 0, 3, tzinfo=UTC)
ONE: Key = ("12345678901", None)
TWO: Key = ("3456789012A", None)
BEFORE = Ended(1, NOW - timedelta(days=30), "ok", balances={ONE: 1_234_567_800})
GOOD = Ended(2, NOW, "ok", balances={ONE: 1_275_797_800}, as_of=date(2026, 10, 31))
ALL = Wished(amounts=True, kpj=True)


def told(
    states: tuple[State, ...], now: Ended = GOOD, wished: Wished | None = None, before: Ended = BEFORE, **more: bool
) -> Message:
    return message(News(states, now, before, NOW - timedelta(days=2), 3), "siti", wished or Wished(), **more)


@pytest.fixture(autouse=True)
def _in_indonesian(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "_spoken", "id")


def test_a_balance_that_grew() -> None:
    assert told((State.CHANGED,)) == Message(
        State.CHANGED, "Saldo JHT naik (per 31 Okt 2026)", "Diperiksa 2026-11-02 08:00."
    )
    wished = told((State.CHANGED,), wished=ALL)
    assert wished.title == "Saldo JHT naik Rp 412.300 (per 31 Okt 2026)"
    assert wished.body == "Total: Rp 12.757.978\nDiperiksa 2026-11-02 08:00."
    unsaid = told((State.CHANGED,), structs.replace(GOOD, as_of=None), several=True)
    assert unsaid.title == "siti: Saldo JHT naik (dibaca 2 Nov 2026)"


def test_a_balance_that_fell_says_what_may_be_behind_it() -> None:
    fell = told((State.CHANGED,), structs.replace(GOOD, balances={ONE: 0}))
    assert fell.title == "Saldo JHT turun (per 31 Okt 2026)"
    assert fell.body.startswith("Saldo hanya turun karena klaim. Bila Anda tidak mengajukan klaim, hubungi 175.")


def test_of_several_cards_each_that_changed_is_told_by_its_end() -> None:
    before = structs.replace(BEFORE, balances={ONE: 500, TWO: 700})
    after = structs.replace(GOOD, balances={ONE: 600, TWO: 700})
    assert told((State.CHANGED,), after, before=before).body.startswith("Kartu ...8901: naik\nDiperiksa")
    wished = told((State.CHANGED,), after, ALL, before)
    assert wished.body.startswith("Total: Rp 13\nKartu 12345678901: naik Rp 1\nDiperiksa")
    new = told(
        (State.CHANGED,),
        structs.replace(GOOD, balances={ONE: 500, TWO: 0}),
        before=structs.replace(before, balances={ONE: 500}),
    )
    assert new.title == "JHT: kartu berubah (per 31 Okt 2026)"
    assert new.body.startswith("Kartu ...012A: baru\n")
    gone = told((State.CHANGED,), structs.replace(GOOD, balances={ONE: 500}), before=before)
    # A card that is no longer shown is no claim.
    assert gone.body == "Kartu ...012A: tidak ditampilkan lagi\nDiperiksa 2026-11-02 08:00."


@pytest.mark.parametrize(
    ("code", "rule", "todo"),
    [
        ("needs-human", None, "Jalankan: saldo-jht login --account siti"),
        ("needs-human", "unconfirmed", "Jalankan: saldo-jht confirm --account siti"),
        ("balance-uncertain", "layout-changed", "Jalankan: saldo-jht confirm --account siti"),
        ("needs-human", "change-stopped", "Yang perlu dilakukan: "),
        ("account-locked", None, "saldo-jht account unlock siti"),
    ],
)
def test_whoever_is_needed_hears_what_helps(code: str, rule: str | None, todo: str) -> None:
    made = told((State.NEEDS_PERSON,), Ended(3, NOW, code, rule))
    assert made.title == "Cek saldo JHT: Anda diperlukan"
    assert todo in made.body
    assert made.body.count("saldo-jht ") <= 1 or not todo.startswith("Jalankan")
    remote = told((State.NEEDS_PERSON,), Ended(3, NOW, code, rule), remote=True)
    assert (f"{todo} --remote" in remote.body) == todo.startswith("Jalankan")


def test_checks_that_fail_and_work_again() -> None:
    failing = told((State.FAILING,), Ended(3, NOW, "portal-unavailable"))
    assert failing.title == "Cek saldo JHT: gagal 3 kali berturut-turut"
    assert "Sejak 31 Okt 2026." in failing.body
    assert "coba lagi beberapa jam lagi" in failing.body
    back = told((State.BACK,))
    assert back.title == "Cek saldo JHT: berjalan lagi"
    assert back.body.startswith("Saldonya tetap seperti sebelumnya.\n")
    both = told((State.BACK, State.CHANGED))
    assert both.body.startswith("Saldo JHT naik (per 31 Okt 2026)\n")


def test_in_english_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "_spoken", "en")
    assert told((State.CHANGED,), wished=ALL).title == "JHT balance up Rp 412,300 (as of 31 Oct 2026)"
    assert "Run: saldo-jht login --account siti" in told((State.NEEDS_PERSON,), Ended(3, NOW, "needs-human")).body


def test_a_sample_of_each_kind_says_that_it_is_one() -> None:
    made = samples(NOW, Wished(), 3)
    assert [one.state for one in made] == [State.CHANGED, State.NEEDS_PERSON, State.FAILING, State.BACK]
    assert all(one.title.startswith("Contoh: ") for one in made)
    assert not any("Rp" in one.title + one.body for one in made)
    assert "Rp 412.300" in samples(NOW, ALL, 3)[0].title


@pytest.mark.parametrize("state", list(State)[1:])
def test_no_amount_and_no_card_stands_where_none_is_wished(state: State) -> None:
    now = structs.replace(GOOD, balances={ONE: 600_000_00, TWO: 712_345_00})
    made = told((state,), now if state in (State.CHANGED, State.BACK) else Ended(3, NOW, "needs-human"))
    for secret in ("Rp", "600", "712", "1.312", "12345678901", "3456789012A", "12.345"):
        assert secret not in made.title + made.body
