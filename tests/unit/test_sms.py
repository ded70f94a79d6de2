"""The SMS service's messages and replies: the texts as printed, what is asked for, what is read of a reply."""

import json
import stat
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner, Result

from checker.cli.program import saldo_jht
from checker.failures import BalanceUncertain, Failure
from checker.money import exact, sen
from checker.portal import selectors, sms
from checker.tasks import sms as task

NIK, KPJ = "3173015708900001", "12345678901"
DATA = f"nik={NIK}\nbirth=17-08-1990\nkpj={KPJ}\nemail=siti.aminah@example.test\nname=Siti Aminah\n"
WORDS = selectors.load().selectors.words
TODAY = date(2026, 11, 28)
SAYS = "Saldo JHT KPJ 12345678901 per 31-10-2026 Rp 12.345.678"


def run(*arguments: str, stdin: str = "") -> Result:
    return CliRunner().invoke(saldo_jht, ["sms", *arguments], input=stdin)


@pytest.mark.parametrize("example", sms.load().replies, ids=lambda one: one.text[:40])
def test_replies_of_the_file(example: sms.Example) -> None:
    if not example.balances:
        with pytest.raises(BalanceUncertain):
            task.reply(example.text, WORDS, TODAY)
        return
    cards = task.reply(example.text, WORDS, TODAY).cards
    assert [f"{one.kpj or '-'} {exact(sen(one.balance)).removesuffix('.00')}" for one in cards] == [*example.balances]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "nothing-named"),
        (f"{SAYS}. Biaya Rp 500", "further-amount"),
        (f"{SAYS}. Iuran terakhir Rp 250.000", "further-amount"),
        (f"{SAYS} KPJ 10987654321", None),
        (f"{SAYS}00.00", None),
        ("Saldo JP Anda Rp 12.345.678", None),
        ("Saldo JHT Anda lebih dari Rp 12.345.678", None),
        (f"{SAYS} " * 60, "reply-too-long"),
        # The first part of a long message, which ends in the midst of an amount.
        (f"{'Terima kasih'.ljust(153 - len(SAYS) - 1, '.')} {SAYS}", "reply-cut"),
        (SAYS.replace("12.345.678", "1\u033612.345.678"), None),
        (SAYS.replace("Rp 12", "\u202eRp 12"), None),
    ],
)
def test_what_is_more_than_a_balance_is_refused(text: str, rule: str | None) -> None:
    with pytest.raises(BalanceUncertain) as refused:
        task.reply(text, WORDS, TODAY)
    assert rule in (None, refused.value.rule)


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ((), f"DAFTAR SALDO#{NIK}#17-08-1990#{KPJ}#siti.aminah@example.test"),
        (("--form", "names"), f"DAFTAR SALDO#{NIK}#SITI AMINAH#17-08-1990#{KPJ}"),
    ],
)
@pytest.mark.usefixtures("no_settings")
def test_the_registration_as_printed(more: tuple[str, ...], text: str) -> None:
    told = json.loads(run("register", "--yes", "--json", *more, stdin=DATA).stdout)
    assert told["text"] == text
    assert told["to"] == "2757"
    assert unquote(told["link"]) == f"sms:2757?body={text}"
    assert "#" not in told["link"]


@pytest.mark.usefixtures("no_settings")
def test_the_address_may_be_left_out() -> None:
    told = json.loads(run("register", "--yes", "--json", stdin="\n".join(DATA.splitlines()[:3])).stdout)
    assert told["text"] == f"DAFTAR SALDO#{NIK}#17-08-1990#{KPJ}"


@pytest.mark.usefixtures("no_settings")
def test_nothing_is_shown_before_somebody_agreed_to_what_it_costs() -> None:
    asked = run("register", "--json", stdin=DATA)
    assert isinstance(asked.exception, Failure)
    assert asked.exception.rule == "not-agreed"
    assert "NIK" in asked.stderr
    assert "2025" in asked.stderr
    assert NIK not in asked.output


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("nik=3173015708900", "nik: a NIK has 16 digits"),
        ("birth=1990-08-17", "birth: expected a day as DD-MM-YYYY"),
        ("birth=31-02-1990", "birth: expected a day as DD-MM-YYYY"),
        ("kpj=123", "kpj: a KPJ has 11 digits"),
        ("email=siti#x@example.test", "email: expected an e-mail address"),
        ("nama=Siti", "expected lines NAME=VALUE"),
    ],
)
@pytest.mark.usefixtures("no_settings")
def test_what_is_wrong_is_named_and_not_repeated(line: str, told: str) -> None:
    ended = run("register", "--yes", stdin=f"{DATA}{line}\n")
    assert ended.exit_code == 2
    assert told in ended.stderr
    assert line.split("=")[1] not in ended.output
    assert ended.stdout == ""


@pytest.mark.parametrize(("nik", "warned"), [(NIK, False), ("3173011708900001", False), ("3173011808900001", True)])
@pytest.mark.usefixtures("no_settings")
def test_a_nik_of_another_day_of_birth_is_warned_of(nik: str, warned: bool) -> None:
    ended = run("register", "--yes", "--json", stdin=DATA.replace(NIK, nik))
    assert ended.exit_code == 0
    assert ("another day of birth" in ended.stderr) is warned


def test_nothing_is_kept_but_a_picture_that_was_asked_for(no_settings: Path) -> None:
    picture = no_settings / "daftar.png"
    assert run("register", "--yes", "-o", str(picture), stdin=DATA).exit_code == 0
    assert stat.S_IMODE(picture.stat().st_mode) == 0o600
    assert [one for one in no_settings.parent.rglob("*") if one.is_file()] == [picture]
    again = run("register", "--yes", "-o", str(picture), stdin=DATA)
    assert again.exit_code == 2
    assert "is there already" in again.stderr


@pytest.mark.usefixtures("no_settings")
def test_the_balance_is_asked_for_by_card() -> None:
    ended = run("balance", "--kpj", "1234 5678 901", "--yes")
    assert f"To 2757: SALDO {KPJ}\nsms:2757?body=SALDO%20{KPJ}\n" in ended.stdout
    assert "█" in ended.stdout
    assert run("balance", "--kpj", "1", "--yes").exit_code == 2


@pytest.mark.usefixtures("no_settings")
def test_a_reply_is_kept_with_its_source() -> None:
    told = json.loads(run("read", "--json", "-", stdin=SAYS).stdout)
    assert (told["source"], told["total"], told["as_of"]) == ("sms", "12345678.00", "2026-10-31")
    assert (
        json.loads(run("read", "--json", "--dry-run", SAYS.replace("12.345", "12.999")).stdout)["total"]
        == "12999678.00"
    )
    kept = json.loads(CliRunner().invoke(saldo_jht, ["export", "--format", "json"]).stdout)["readings"]
    assert [(one["source"], one["balance"]) for one in kept] == [("sms", "12345678.00")]
