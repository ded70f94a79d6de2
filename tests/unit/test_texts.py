"""What the program says: every message has its Indonesian, Click's own included, and no other library is changed."""

import argparse
import gettext
import json
import re
import subprocess
import sys

import pytest

from checker import texts
from tests import messages
from tests.driving import ROOT

STORED = messages.catalogue()
BY_ID: dict[messages.Id, tuple[str, ...]] = {
    one.id if isinstance(one.id, str) else tuple(one.id): (one.string,)
    if isinstance(one.string, str)
    else tuple(one.string or ())
    for one in STORED
    if one.id
}


def braces(message: messages.Id) -> set[str]:
    """The places of values in a message, whichever of its forms has them."""
    forms = (message,) if isinstance(message, str) else message
    return {one for form in forms for one in re.findall(r"\{(\w+)[^{}]*\}|%\((\w+)\)", form)}


def test_every_message_of_the_code_is_in_the_catalogue_and_no_other() -> None:
    stored = {one.id for one in STORED if one.id and any(not place.startswith("Click-") for place, _ in one.locations)}
    assert stored == {*messages.own(), *messages.own_details()}, "make messages"


def test_every_message_of_click_is_in_the_catalogue() -> None:
    places = {place for one in STORED for place, _ in one.locations if place.startswith("Click-")}
    if places != {messages.CLICK}:
        pytest.skip(f"the catalogue knows another version, {places}: make messages")
    assert set(BY_ID) >= set(messages.of_click())


def test_every_message_is_translated_with_the_same_places_for_values() -> None:
    faults = []
    for message, forms in BY_ID.items():
        for form in forms or ("",):
            # One form serves for one and for many, and leaves out what only one of them has.
            places = braces(form) <= braces(message) if isinstance(message, tuple) else braces(form) == braces(message)
            if not (form and places and form.endswith(" ") == str(message).endswith(" ")):
                faults.append((message, form))
    assert not faults


@pytest.mark.parametrize(
    ("stray", "ours"),
    [
        ("browser", "peramban"),
        ("pengecekan", "pemeriksaan"),
        ("ditegaskan", "dikonfirmasi"),
        ("dibenarkan", "dikonfirmasi"),
        ("galat", "kesalahan"),
        ("fixture", "rekaman"),
        ("dilupakan", "dihapus"),
        ("berkas selectors", "berkas selektor"),
    ],
)
def test_one_thing_has_one_word_in_indonesian(stray: str, ours: str) -> None:
    told = [re.sub(r"saldo-jht [a-z]+", "", form).lower() for forms in BY_ID.values() for form in forms]
    assert [form for form in told if re.search(rf"\b{stray}\b", form)] == [], f"say {ours}"
    assert any(ours in form for form in told)


def test_nothing_in_the_catalogue_is_half_done() -> None:
    assert not STORED.obsolete
    assert not [one.id for one in STORED if one.fuzzy]


def test_what_is_compiled_is_what_is_written() -> None:
    wanted: dict[str | tuple[str, int], str] = {}
    for message, told in BY_ID.items():
        if isinstance(message, str):
            wanted[message] = told[0]
        else:
            wanted |= {(message[0], number): form for number, form in enumerate(told)}
    compiled = messages.compiled()
    compiled.pop("")
    assert compiled == wanted, "make messages"


def test_the_language_is_asked_for_at_each_message(monkeypatch: pytest.MonkeyPatch) -> None:
    told = []
    for language in ("id", "en"):
        monkeypatch.setattr(texts, "_spoken", language)
        told += [texts._("The numbers"), texts.ngettext("{count} finding; do not share this.", "{count}!", 2)]
        assert texts._("") == ""
    assert told == ["Angka-angkanya", "{count} temuan; jangan dibagikan.", "The numbers", "{count}!"]


def test_click_speaks_the_language_and_others_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "_spoken", "id")
    import click

    from checker.cli import program

    assert program.COMMANDS
    assert (
        click.MissingParameter(param_type="option", param_hint="'-o'").format_message() == "Opsi belum diberikan: '-o'."
    )
    assert gettext.gettext("Options") == "Options"
    assert vars(argparse)["_"] is gettext.gettext


@pytest.mark.parametrize("arguments", [("export", "--format", "x"), ("account", "remove"), ("check", "--timeout", "0")])
def test_usage_is_told_in_indonesian(clean_env: dict[str, str], arguments: tuple[str, ...]) -> None:
    env = {**clean_env, "SALDO_JHT_LANG": "id", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "checker", *arguments]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert re.match(r"Pemakaian: .*\nCoba '.*' untuk bantuan\.\n\nKesalahan: ", done.stderr)
    assert not re.search(r"\b(?:is|not|for|Missing|range)\b", done.stderr.partition("Kesalahan")[2]), done.stderr


def test_json_is_english_in_indonesian_too(clean_env: dict[str, str]) -> None:
    told = []
    for language in ("id", "en"):
        env = {**clean_env, "SALDO_JHT_LANG": language, "PYTHONPATH": str(ROOT), "SALDO_JHT_BROWSER": "/no/such"}
        command = [sys.executable, "-m", "checker", "browser", "find", "--json"]
        done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)
        told.append({**json.loads(done.stdout), "checked_at": None})
    assert told[0] == told[1]
    assert told[0]["error"]["hint"] == "Correct what is named, then run `saldo-jht doctor`."


@pytest.mark.parametrize(
    ("english", "told"),
    [
        ("the page keeps changing", "halaman itu terus berubah"),
        ("cannot read /x: No such file", "tidak bisa membaca /x: No such file"),
        ("the page tells of an error; the page keeps changing", "halaman itu menyebut ada kesalahan; halaman"),
        ("a captcha is to be ticked, and nobody did it in the time given (--wait)", "captcha harus dicentang, dan"),
        ("no account is called x; there are: y", "tidak ada akun bernama x; yang ada: y"),
        ("A_NAME in .env is not a setting of this program", "A_NAME di .env bukan pengaturan program ini"),
        ("what nobody has ever said", "what nobody has ever said"),
    ],
)
def test_the_cause_is_told_in_the_persons_language(english: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "_spoken", "id")
    assert texts.local(english).startswith(told)
    assert "Project-Id" not in texts.local(english)
    monkeypatch.setattr(texts, "_spoken", "en")
    assert texts.local(english) == english


def test_an_empty_value_is_told_as_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the catalogue holds under the empty text is its own header."""
    monkeypatch.setenv("SALDO_JHT_LANG", "id")
    assert texts.local("no account is called budi; there are: siti").endswith(": siti")


def test_no_question_is_asked_that_takes_only_english_answers() -> None:
    """Click's own questions refuse "ya" and "tidak": `cli.terminal.agrees` takes either language."""
    assert not [file for file in (ROOT / "checker").rglob("*.py") if "click.confirm(" in file.read_text()]
