"""What the person set: from the environment, then `.env` here, then `.env` in the configuration folder.

A `.env` is never loaded into the environment, and the credentials are taken out of it: every child process, the
browser among them, would inherit them.
"""

import os
import re
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta, timezone
from functools import partial
from pathlib import Path
from typing import TextIO, TypeVar
from urllib.parse import urlsplit

import msgspec

from checker.failures import ConfigInvalid, CredentialsMissing
from checker.folders import Folders, folders
from checker.meant import hint
from checker.model import Warned
from checker.texts import N_, _, speak

T = TypeVar("T")

# Western Indonesian time; without the database of zones, which Windows lacks: its offset has not changed since 1964.
JAKARTA = timezone(timedelta(hours=7), "WIB")

EMAIL, PASSWORD = "SALDO_JHT_EMAIL", "SALDO_JHT_PASSWORD"
PORTAL_URL, HOME = "SALDO_JHT_PORTAL_URL", "SALDO_JHT_HOME"
BROWSER, LANG = "SALDO_JHT_BROWSER", "SALDO_JHT_LANG"
NAMES = (EMAIL, PASSWORD, PORTAL_URL, HOME, BROWSER, LANG)

# By these Playwright's own Python prints what is typed, opens an inspector or behaves as under test. What driver and
# browser are given is another matter: only what stands on a list (checker.portal.environment).
SWITCHES = (
    *("DEBUG", "DEBUGP", "PWDEBUG", "PW_CHECK_PROTOCOL", "PWTEST_UNDER_TEST", "INTERNAL_PW_GREENLET_DEBUG"),
    *("npm_config_pwdebug", "npm_config_pwtest_under_test"),
)
_ENVIRONMENT = "the environment"
_MOST_BYTES = 100_000
_HAZARDS = (EMAIL, PASSWORD, *SWITCHES)


class Settings(msgspec.Struct, frozen=True):
    """Everything but the credentials. None means: not set, take the default. `portal_where` and `browser_where` are
    where these were set.
    """

    portal_url: str | None = None
    portal_where: str = _ENVIRONMENT
    home: Path | None = None
    browser: str | None = None
    browser_where: str = _ENVIRONMENT
    lang: str | None = None
    warnings: tuple[Warned, ...] = ()

    @property
    def folders(self) -> Folders:
        """The folders that belong to these settings."""
        return folders(self.home)


@dataclass(frozen=True, slots=True)
class Credentials:
    """An e-mail address and its password, which no representation shows."""

    email: str = field(repr=False)
    password: str = field(repr=False)

    def __str__(self) -> str:
        return "Credentials(...)"


@dataclass(frozen=True, slots=True)
class _Source:
    """One place that settings come from; its values are kept out of any representation."""

    name: str
    values: Mapping[str, str] = field(repr=False)

    def get(self, key: str) -> str | None:
        return self.values.get(key) or None


def load() -> Settings:
    """Read the settings and check their form; says on the way which language texts are in. Raises ConfigInvalid."""
    chosen, faults = looked_at()
    if faults:
        raise faults[0]
    return chosen


def looked_at() -> tuple[Settings, tuple[ConfigInvalid, ...]]:
    """The settings that can be used, and what is wrong with the others: one that is wrong takes none with it."""
    faults: list[ConfigInvalid] = []
    sources, warnings = _sources(faults)

    def checked(key: str, check: Callable[[str, str], T]) -> T | None:
        found = _first(sources, key)
        try:
            return check(*found) if found else None
        except ConfigInvalid as fault:
            # Where the folders are was asked before, to find the last of the sources.
            faults.extend([fault] if fault.detail not in [one.detail for one in faults] else [])
            return None

    def where(key: str) -> str:
        return found[1] if (found := _first(sources, key)) else _ENVIRONMENT

    if lang := checked(LANG, _checked_lang):
        speak(lang)
    return Settings(
        portal_url=checked(PORTAL_URL, _checked_url),
        portal_where=where(PORTAL_URL),
        home=checked(HOME, _home),
        browser=checked(BROWSER, lambda value, _where: value.strip()),
        browser_where=where(BROWSER),
        lang=lang,
        warnings=tuple(warnings),
    ), tuple(faults)


def set_credentials() -> tuple[str | None, str | None, str | None]:
    """The e-mail address and the password that are set, and where the latter is; taken out of the environment.

    A password counts only for the e-mail address it was set with: a person who overrides the address in the
    environment must not have the password of another account tried, and perhaps that account locked.
    """
    try:
        sources, _ = _sources()
        return _set(sources)
    finally:
        scrub_environment()


def ask_credentials(email: str | None = None, password: str | None = None) -> Credentials:
    """Ask a person on the terminal for what is missing. Raises CredentialsMissing."""
    if not (sys.stdin and sys.stdin.isatty()):
        raise CredentialsMissing("there is no terminal to ask on")
    return Credentials(email or _ask_email(), password or _ask_password())


def scrub_environment() -> None:
    """Take credentials, and what makes Playwright talkative, out of this process's environment."""
    for key in _HAZARDS:
        os.environ.pop(key, None)


def clean_environment() -> dict[str, str]:
    """A copy of the environment for a command of the person's own or of the system: no credentials."""
    return {key: value for key, value in os.environ.items() if key not in _HAZARDS}


def _set(sources: list[_Source]) -> tuple[str | None, str | None, str | None]:
    email = password = where = None
    if found := _first(sources, EMAIL):
        email = found[0].strip()
        if not _is_email(email):
            raise ConfigInvalid(f"{EMAIL} in {found[1]}: expected an e-mail address")
    for source in sources:
        mine = source.get(EMAIL)
        if (secret := source.get(PASSWORD)) and (mine is None or mine.strip() == email):
            if any(ord(char) < 32 for char in secret):
                raise ConfigInvalid(f"{PASSWORD} in {source.name}: expected no line breaks or control characters")
            password, where = secret, source.name
            break
    return email, password, where


def _ask_email() -> str:
    for _try in range(3):
        print(_("E-mail address at the portal: "), end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if _is_email(line.strip()):
            return line.strip()
        if not line:
            break
    raise CredentialsMissing("no e-mail address was typed")


def _ask_password() -> str:
    import getpass

    try:
        secret = getpass.getpass(_("Password (not shown): "), stream=None if sys.platform == "win32" else sys.stderr)
    except EOFError:
        secret = ""
    if not secret:
        raise CredentialsMissing("no password was typed")
    return secret


def _is_email(text: str) -> bool:
    return re.fullmatch(r"[^@\s]+@[^@\s]+", text) is not None


def _first(sources: list[_Source], key: str) -> tuple[str, str] | None:
    """The value of `key` and the name of the first source that has one."""
    return next(((value, source.name) for source in sources if (value := source.get(key))), None)


def _sources(faults: list[ConfigInvalid] | None = None) -> tuple[list[_Source], list[Warned]]:
    """Where settings come from. What is wrong with a place is added to `faults`; without these it is raised."""
    warnings: list[Warned] = []
    sources = [_Source(_ENVIRONMENT, {key: os.environ[key] for key in NAMES if key in os.environ})]
    warnings += [_unknown(key, _ENVIRONMENT) for key in os.environ if key.startswith("SALDO_JHT_") and key not in NAMES]

    def read(file: Path) -> None:
        if (found := _read(file, warnings)) is not None:
            sources.append(found)

    def read_there() -> None:
        # Where the configuration folder is may itself be set above.
        home = _first(sources, HOME)
        there = folders(_home(*home) if home else None).config / ".env"
        if there != here:
            read(there)

    here = Path(".env").absolute()
    reads: tuple[Callable[[], None], ...] = (partial(read, here), read_there)
    for one in reads:
        try:
            one()
        except ConfigInvalid as fault:
            if faults is None:
                raise
            faults.append(fault)
    return sources, warnings


def _checked_lang(value: str, where: str) -> str:
    lang = value.strip().lower()
    if lang not in ("id", "en"):
        raise ConfigInvalid(f"{LANG} in {where}: expected id or en")
    return lang


def _home(value: str, where: str) -> Path:
    try:
        return Path(value.strip()).expanduser().absolute()
    except RuntimeError:
        raise ConfigInvalid(f"{HOME} in {where}: no such user's home folder") from None


def _read(file: Path, warnings: list[Warned]) -> _Source | None:
    """What a `.env` sets, None where there is none or it is not to be trusted. Raises ConfigInvalid."""
    try:
        if not _is_ours(file, file.stat(), warnings):
            return None
        with file.open(encoding="utf-8-sig") as stream:
            return _Source(str(file), dict(_settings(file, stream, warnings)))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except UnicodeDecodeError:
        raise ConfigInvalid(f"{file}: expected UTF-8 text") from None
    except OSError as error:
        raise ConfigInvalid(f"{file}: {error.strerror or type(error).__name__}") from None


def _is_ours(file: Path, status: os.stat_result, warnings: list[Warned]) -> bool:
    """Whether a file may be read; others may read it all the same."""
    if not stat.S_ISREG(status.st_mode):
        return False
    if status.st_size > _MOST_BYTES:
        raise ConfigInvalid(f"{file}: expected at most {_MOST_BYTES // 1000} kB")
    if sys.platform == "win32":
        return True
    if os.geteuid() != 0 and status.st_uid not in (0, os.geteuid()):
        # In a shared folder somebody else's file would choose the browser and the portal.
        warnings.append(Warned("env-file-foreign", f"{file} belongs to another user and was not read"))
        return False
    if status.st_mode & 0o077:
        warnings.append(Warned("env-file-open", f"{file} can be read by other users: chmod 600 {file}"))
    return True


def _settings(file: Path, stream: TextIO, warnings: list[Warned]) -> Iterator[tuple[str, str]]:
    # Imported here since most of its cost is not needed by a person who keeps no such file.
    # The parser itself, not `dotenv_values()`: that one passes over what it cannot read. Nothing is interpolated
    # here: a dollar sign in a password is a dollar sign.
    from dotenv.parser import parse_stream

    for binding in parse_stream(stream):
        key, line = binding.key, binding.original.line
        if key is None and not binding.error:
            continue
        # A name that is none may be a piece of a secret: only its line is told.
        if binding.error or key is None or not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.]*", key):
            raise ConfigInvalid(f"{file}, line {line}: expected NAME=value")
        if key in NAMES:
            if binding.value is None:
                raise ConfigInvalid(f"{key} in {file}, line {line}: expected {key}=value")
            yield key, binding.value
        elif key.startswith("SALDO_JHT_"):
            warnings.append(_unknown(key, str(file)))


def _unknown(key: str, where: str) -> Warned:
    text = N_("{0} in {1} is not a setting of this program{2}").format(key, where, hint(key, NAMES))
    return Warned("setting-unknown", text)


def places() -> tuple[Path, ...]:
    """The `.env` files that are looked for, whether they are there or not."""
    sources, _ = _sources()
    home = _first(sources, HOME)
    return tuple(dict.fromkeys((Path(".env").absolute(), folders(_home(*home) if home else None).config / ".env")))


def _checked_url(value: str, where: str) -> str:
    """The form of an address; whether its origin is allowed is for the selectors file to say."""
    problem = f"{PORTAL_URL} in {where}: expected an address such as https://host/ without user or password"
    text = value.strip()
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise ConfigInvalid(problem) from None
    if parts.scheme not in ("https", "http") or not parts.hostname or port == 0:
        raise ConfigInvalid(problem)
    if parts.username is not None or parts.password is not None or re.search(r"[\s\x00-\x1f\\]", text):
        raise ConfigInvalid(problem)
    return text
