"""What the program says to a person: English is the message itself, Indonesian stands in the catalogue in `locale/`.

JSON, CSV and codes never change with the language. `make messages` brings the catalogue up to date.
"""

import gettext
import os
import re
import sys
from functools import cache
from pathlib import Path

_spoken: str | None = None


def speak(lang: str | None) -> None:
    """Say texts in `lang` (``id`` or ``en``) from now on, as set in a `.env`; None goes back to the environment."""
    global _spoken
    _spoken = lang


def indonesian() -> bool:
    """Whether texts are Indonesian: `SALDO_JHT_LANG` if set (``id`` or ``en``), else the locale."""
    chosen = _spoken or os.environ.get("SALDO_JHT_LANG", "").strip().lower()
    if chosen:
        return chosen.startswith("id")
    locale_name = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    if not locale_name:
        import locale

        locale_name = locale.getlocale()[0] or ""
    return locale_name.lower().startswith(("id", "indonesia"))


def _(message: str) -> str:
    """`message` in the person's language; values are put into its braces afterwards, with `format`."""
    # What gettext has under the empty message is the catalogue's own header.
    return _catalogue().gettext(message) if message and indonesian() else message


def ngettext(one: str, many: str, count: int) -> str:
    """`one` or `many`, as `count` asks for, in the person's language."""
    if indonesian():
        return _catalogue().ngettext(one, many, count)
    return one if count == 1 else many


def N_(message: str) -> str:
    """`message` as it is: marks for the catalogue what goes through `_` only when it is told."""
    return message


class _Filled(str):
    """A message with its values in place, in English, that remembers both."""

    pattern: str
    values: dict[str, object]


def fill(pattern: str, **values: object) -> str:
    """`pattern` (marked by `N_`) with `values` in its braces: English as a string, for JSON and logs, and told in the
    person's language by `local`.
    """
    filled = _Filled(pattern.format(**values))
    filled.pattern, filled.values = pattern, values
    return filled


def local(text: str) -> str:
    """`text` in the person's language: with its values where it was made by `fill`; else as a whole, or by the pattern
    in the catalogue that it fits ("cannot read {0}: {1}").
    """
    if isinstance(text, _Filled):
        values = {name: local(one) if isinstance(one, str) else one for name, one in text.values.items()}
        return _(text.pattern).format(**values)
    return _by_pattern(text) if text and indonesian() else text


def _by_pattern(text: str) -> str:
    """`text` in Indonesian, by its whole, its pattern, or what stands in it between semicolons; else as it is."""
    # What gettext has under the empty message is the catalogue's own header.
    told = _catalogue().gettext(text) if text else text
    if told != text:
        return told
    for pattern, translated in _patterns():
        if found := pattern.fullmatch(text):
            return translated.format(*map(_by_pattern, found.groups()))
    first, sign, rest = text.partition("; ")
    return f"{_by_pattern(first)}{sign}{_by_pattern(rest)}" if sign else text


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """The catalogue's texts that hold values by their number, those that say most first."""
    texts: dict[object, str] = vars(_catalogue()).get("_catalog", {})
    numbered = sorted((one for one in texts if isinstance(one, str) and "{0}" in one), key=len, reverse=True)
    return [(re.compile(re.sub(r"\\{[0-9]\\}", "(.*?)", re.escape(one)), re.DOTALL), texts[one]) for one in numbered]


def lend(package: str) -> None:
    """Have the modules of `package` that were loaded so far say their own texts in the person's language too.

    They hold Python's `gettext` under names of their own; only these are bound anew, so that no other library changes.
    """
    ours = {gettext.gettext: _, gettext.ngettext: ngettext}
    for name, module in list(sys.modules.items()):
        if name.startswith(f"{package}."):
            for held in ("_", "ngettext"):
                if (function := vars(module).get(held)) in ours:
                    setattr(module, held, ours[function])


@cache
def _catalogue() -> gettext.NullTranslations:
    return gettext.translation("saldo-jht", Path(__file__).parent / "locale", ["id"])
