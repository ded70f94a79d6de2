"""Settings in TOML, read within bounds: a file that no person has written takes neither memory nor time."""

import re
import stat
import tomllib
from pathlib import Path
from typing import Any, TypeVar, get_args

import msgspec
from msgspec import structs

from checker.failures import ConfigInvalid
from checker.meant import hint
from checker.texts import N_

T = TypeVar("T")

_MOST_BYTES = 1_000_000
_LONGEST = 8_000
"""Signs of a line: a dotted key, which stands on one, makes as many tables in each other as it has parts."""
_DEEPEST = 64


def read(path: Path) -> dict[str, Any]:
    """What the file holds. Raises ConfigInvalid naming the file and, where one is at fault, the line; and OSError."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise ConfigInvalid(f"{path}: expected a file")
    with path.open("rb") as stream:
        content = stream.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise ConfigInvalid(f"{path}: expected at most {_MOST_BYTES // 1000} kB")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigInvalid(f"{path}: not UTF-8 text") from None
    for number, line in enumerate(text.splitlines(), 1):
        if len(line) > _LONGEST:
            raise ConfigInvalid(f"{path}: line {number}: expected at most {_LONGEST} signs")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigInvalid(f"{path}: not valid TOML: {error}") from None
    except RecursionError:
        raise _too_deep(path) from None
    if _depth(data) > _DEEPEST:
        raise _too_deep(path)
    return data


def convert(data: object, kind: type[T], path: Path, within: str = "") -> T:
    """What a file holds (`within` a key) as a value of `kind`.

    Raises ConfigInvalid naming the file and the key; it quotes no value.
    """
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        said, _, place = str(error).partition(" - at `$")
        key = (within + place.rstrip("`")).lstrip(".")
        said = N_("expected an e-mail address") if "matching regex" in said else said[:1].lower() + said[1:]
        if wrong := re.fullmatch(r"expected (`.*`), got (`.*`)", said):
            said = N_("expected {0}, got {1}").format(*wrong.groups())
        if unknown := re.match(r"object contains unknown field `(.*)`", said):
            said = N_("there is no setting called `{0}`{1}").format(unknown[1], hint(unknown[1], _names(kind)))
        raise ConfigInvalid(f"{path}: key {key}: {said}" if key else f"{path}: {said}") from None


def _names(kind: Any) -> set[str]:  # noqa: ANN401 - whatever a type may be
    """The names of all settings of a file of this type, whatever table they stand in."""
    found: set[str] = set()
    waiting = [kind]
    while waiting:
        one = waiting.pop()
        if isinstance(one, type) and issubclass(one, msgspec.Struct):
            fields = structs.fields(one)
            found.update(field.encode_name for field in fields)
            waiting += [field.type for field in fields]
        else:
            waiting += get_args(one)
    return found


def _too_deep(path: Path) -> ConfigInvalid:
    return ConfigInvalid(f"{path}: tables or lists stand more than {_DEEPEST} deep in each other")


def _depth(data: dict[str, Any]) -> int:
    """How deep tables and lists stand in each other, counted as far as it matters."""
    depth = 0
    level: list[Any] = [data]
    while level and depth <= _DEEPEST:
        depth += 1
        held = [one for part in level for one in (part.values() if isinstance(part, dict) else part)]
        level = [one for one in held if isinstance(one, dict | list)]
    return depth
