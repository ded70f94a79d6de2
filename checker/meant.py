"""Which of the names that there are a mistyped one was meant to be."""

from collections.abc import Iterable

from checker.texts import N_


def meant(given: str, names: Iterable[str]) -> str | None:
    """The name that `given` is nearest to, whatever its case, or None where none is near."""
    # Imported here, since it happens seldom.
    from difflib import get_close_matches

    by_form = {name.lower(): name for name in names}
    near = get_close_matches(given.lower(), by_form, 1)
    return by_form[near[0]] if near else None


def hint(given: str, names: Iterable[str]) -> str:
    """The question whether that name was meant, for the end of a message; empty where none is near."""
    near = meant(given, names)
    return N_("; did you mean {0}?").format(near) if near else ""
