"""What is true of a page: what its reading must end with."""

from dataclasses import dataclass
from datetime import date

ANY = "any"
"""Says of a day that it may be whichever."""


@dataclass(frozen=True, slots=True)
class Truth:
    """The total that a page shows as a decimal string, or None where no number may be read.

    A page that `may_refuse` may be refused instead. `as_of` is the day that the balance is of, None if none is told.
    """

    total: str | None
    may_refuse: bool = False
    as_of: date | str | None = ANY
