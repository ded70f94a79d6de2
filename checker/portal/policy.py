"""What may be pressed: judged by what it is for, what it is called and where it stands. Pure: it knows no browser."""

from typing import Literal

Purpose = Literal[
    "login",
    "next",
    "by_email",
    "own_login",
    "to_login",
    "pass",
    "balance",
    "menu",
    "corner",
    "card",
    "cards",
    "switch",
    "programme",
    "choose",
    "expand",
    "reveal",
    "close",
    "account",
    "logout",
]
"""What something is pressed or chosen for."""
