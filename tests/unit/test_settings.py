"""Settings: which source wins, what is refused, and that a password stays out of sight."""

import io
import os
import sys
import traceback
from pathlib import Path

import pytest

from checker import settings, texts
from checker.failures import ConfigInvalid, CredentialsMissing, StorageFailed
from checker.folders import NAME, ensure, folders
from checker.keeping import config
from checker.keeping.accounts import Accounts

SENTINEL = "s3ntinel-Pa$${HOME}#word"


def write(folder: Path, text: str, mode: int = 0o600) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / ".env"
    file.write_text(text, encoding="utf-8")
    file.chmod(mode)
    return file


def test_nothing_set(no_settings: Path) -> None:
    got = settings.load()
    assert (got.portal_url, got.browser, got.lang, got.warnings) == (None, None, None, ())
    assert got.home == no_settings.parent / "home"


def test_environment_beats_here_beats_config(no_settings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(no_settings, "SALDO_JHT_BROWSER=here\nSALDO_JHT_PORTAL_URL=https://here.test/\n")
    write(
        no_settings.parent / "home",
        "SALDO_JHT_BROWSER=config\nSALDO_JHT_PORTAL_URL=https://config.test/\nSALDO_JHT_LANG=id\n",
    )
    monkeypatch.setenv("SALDO_JHT_BROWSER", "environment")
    got = settings.load()
    assert (got.browser, got.portal_url, got.lang) == ("environment", "https://here.test/", "id")


def test_language_of_env_file_is_spoken(no_settings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    assert not texts.indonesian()
    write(no_settings, "SALDO_JHT_LANG=id\n")
    settings.load()
    assert texts.indonesian()
    assert "SALDO_JHT_LANG" not in os.environ


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("SALDO_JHT_LANG=fr", "SALDO_JHT_LANG"),
        ("SALDO_JHT_PORTAL_URL=ftp://host/", "SALDO_JHT_PORTAL_URL"),
        ("SALDO_JHT_PORTAL_URL=https://user:pw@host/", "SALDO_JHT_PORTAL_URL"),
        ("SALDO_JHT_PORTAL_URL=https://host:99999/", "SALDO_JHT_PORTAL_URL"),
        ("SALDO_JHT_PORTAL_URL=portal", "SALDO_JHT_PORTAL_URL"),
        ("SALDO_JHT_BROWSER", "SALDO_JHT_BROWSER"),
        ("this is no setting", "line 1"),
    ],
)
def test_malformed_names_setting_and_file(no_settings: Path, line: str, named: str) -> None:
    file = write(no_settings, line + "\n")
    with pytest.raises(ConfigInvalid) as caught:
        settings.load()
    assert named in caught.value.detail
    assert str(file) in caught.value.detail


def test_env_file_not_utf8(no_settings: Path) -> None:
    file = write(no_settings, "")
    file.write_bytes(b"SALDO_JHT_PASSWORD=\xff\xfe\n")
    with pytest.raises(ConfigInvalid, match="UTF-8"):
        settings.load()


def test_byte_order_mark_is_no_part_of_a_name(no_settings: Path) -> None:
    write(no_settings, "\ufeffSALDO_JHT_LANG=en\n")
    assert settings.load().lang == "en"


@pytest.mark.skipif(sys.platform == "win32", reason="rights are not told by a mode there")
def test_open_env_file_is_warned_about(no_settings: Path) -> None:
    write(no_settings, "SALDO_JHT_LANG=en\n", mode=0o644)
    assert [warning.code for warning in settings.load().warnings] == ["env-file-open"]


def test_unknown_setting_is_warned_about(no_settings: Path) -> None:
    write(no_settings, f"SALDO_JHT_PASSWRD='{SENTINEL}'\nOTHER=1\n")
    warnings = settings.load().warnings
    assert [warning.code for warning in warnings] == ["setting-unknown"]
    assert SENTINEL not in str(warnings)


def credentials(prompt: bool) -> settings.Credentials:
    """What a check of the account `default` comes by."""
    accounts = Accounts(settings.load().folders.config, {}, "saldo-jht test", settings.set_credentials())
    return accounts.credentials(accounts.all()[0], prompt)


def test_example_file_is_complete_and_valid(no_settings: Path) -> None:
    example = (Path(__file__).parents[2] / ".env.example").read_text(encoding="utf-8")
    write(no_settings, example)
    assert settings.load().warnings == ()
    for name in settings.NAMES:
        assert f"# {name}=" in example
    filled = "\n".join(
        line.removeprefix("# ") if line.startswith("# SALDO_") else line for line in example.splitlines()
    )
    write(no_settings, filled)
    assert settings.load().lang == "id"
    got = credentials(False)
    assert (got.email, got.password) == ("siti@example.org", "my password")


def test_password_is_taken_out_of_the_environment(no_settings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert no_settings.exists()
    monkeypatch.setenv("SALDO_JHT_EMAIL", "siti@example.org")
    monkeypatch.setenv("SALDO_JHT_PASSWORD", SENTINEL)
    monkeypatch.setenv("DEBUG", "pw:api")
    monkeypatch.setenv("PWDEBUG", "1")
    assert SENTINEL not in str(settings.clean_environment())
    got = credentials(False)
    assert (got.email, got.password) == ("siti@example.org", SENTINEL)
    assert not {"SALDO_JHT_EMAIL", "SALDO_JHT_PASSWORD", "DEBUG", "PWDEBUG"} & set(os.environ)
    assert SENTINEL not in repr(got) + str(got) + f"{got}"


def test_password_in_env_file_is_literal(no_settings: Path) -> None:
    write(no_settings, f"SALDO_JHT_EMAIL=siti@example.org\nSALDO_JHT_PASSWORD='{SENTINEL}'\n")
    assert credentials(False).password == SENTINEL
    assert "SALDO_JHT_PASSWORD" not in os.environ


def test_password_of_another_account_is_not_tried(no_settings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(no_settings, f"SALDO_JHT_EMAIL=siti@example.org\nSALDO_JHT_PASSWORD='{SENTINEL}'\n")
    monkeypatch.setenv("SALDO_JHT_EMAIL", "budi@example.org")
    with pytest.raises(CredentialsMissing, match="SALDO_JHT_PASSWORD"):
        credentials(False)


def test_credentials_missing_without_a_terminal(no_settings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert no_settings.exists()
    monkeypatch.setattr(sys, "stdin", io.StringIO("siti@example.org\n"))
    for prompt in (False, True):
        with pytest.raises(CredentialsMissing):
            credentials(prompt)


def test_credentials_are_asked_for_on_a_terminal(no_settings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert no_settings.exists()

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal("not an address\nsiti@example.org\n"))
    monkeypatch.setattr("getpass.getpass", lambda *_args, **_kwargs: SENTINEL)
    got = credentials(True)
    assert (got.email, got.password) == ("siti@example.org", SENTINEL)


@pytest.mark.parametrize(
    "text",
    [
        f"SALDO_JHT_EMAIL={SENTINEL}\nSALDO_JHT_PASSWORD={SENTINEL}",
        f'SALDO_JHT_EMAIL=siti@example.org\nSALDO_JHT_PASSWORD="{SENTINEL}\\n"',
        f"SALDO_JHT_EMAIL=siti@example.org\nSALDO_JHT_PASSWORD='{SENTINEL}",
        f"SALDO_JHT_EMAIL=siti@example.org\n{SENTINEL} {SENTINEL}",
    ],
)
def test_no_failure_quotes_a_value(no_settings: Path, text: str) -> None:
    write(no_settings, text + "\n")
    with pytest.raises(ConfigInvalid) as caught:
        credentials(False)
    assert SENTINEL not in "".join(traceback.format_exception(caught.value))


def test_folders_under_home_are_private(tmp_path: Path) -> None:
    found = folders(tmp_path / "a" / "home")
    assert found.config == tmp_path / "a" / "home"
    assert ensure(found.state) == tmp_path / "a" / "home" / "state"
    if sys.platform != "win32":
        for folder in (tmp_path / "a", found.config, found.state):
            assert folder.stat().st_mode & 0o777 == 0o700
    assert found.data == tmp_path / "a" / "home" / "data"


def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageFailed, match="file"):
        ensure(tmp_path / "file" / "state")


def test_platform_folders_are_the_default() -> None:
    assert all(NAME in str(folder) for folder in (folders().config, folders().data))


def test_a_typo_is_told_what_was_meant(no_settings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(no_settings, f"SALDO_JHT_PASSWRD='{SENTINEL}'\n")
    monkeypatch.setenv("SALDO_JHT_BROWSR", "/x")
    details = [warning.detail for warning in settings.load().warnings]
    assert [one.partition("did you mean ")[2] for one in details] == ["SALDO_JHT_BROWSER?", "SALDO_JHT_PASSWORD?"]
    assert str(no_settings / ".env") in details[1]
    file = no_settings / "config.toml"
    file.write_text("keep_sesions = true\n")
    with pytest.raises(ConfigInvalid, match="did you mean keep_sessions"):
        config.load(no_settings)
    file.write_text("[limits]\nlogin_a_day = 3\n")
    with pytest.raises(ConfigInvalid, match="did you mean logins_a_day"):
        config.load(no_settings)


def test_where_settings_were_looked_for_is_told(no_settings: Path) -> None:
    with pytest.raises(CredentialsMissing) as missing:
        credentials(prompt=False)
    assert str(no_settings / ".env") in missing.value.detail
    assert str(no_settings.parent / "home" / ".env") in missing.value.detail
