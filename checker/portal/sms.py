"""The SMS service's number and texts, as `selectors/sms.toml` has them. What a reply says is told by `bpjstk.toml`."""

from typing import Literal

import msgspec

from checker import toml
from checker.portal.selectors import shipped


class Texts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is sent; what a person tells stands in braces, ``{birth}`` as DD-MM-YYYY."""

    email: str
    without_email: str
    names: str
    balance: str


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A reply, and what is read of it: each a KPJ, or "-", and a balance in whole rupiah; none where it is refused."""

    text: str
    balances: tuple[str, ...] = ()


class Sms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The service: the number that is written to, and the texts."""

    schema: Literal["saldo-jht/sms/1"]
    number: str
    texts: Texts
    replies: tuple[Example, ...]


def load() -> Sms:
    """The file that came with the program. Raises ConfigInvalid."""
    path = shipped().with_name("sms.toml")
    return toml.convert(toml.read(path), Sms, path)
