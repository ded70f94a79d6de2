"""Texts made comparable as they are perceived: look-alike letters, invisible signs and spread letters do not tell apart
what a person reads as the same. For judging only; nothing that is shown or stored is folded.
"""

import re
import unicodedata
from functools import lru_cache

# Letters of other scripts that are drawn as Latin ones are, each followed by the one that it is taken for.
_ALIKE = """
аa вb еe кk мm нh оo рp сc тt уy хx іi јj ѕs ԁd ԛq ԝw һh гr ьb ѵv ӏl ԍg үy ұy ҝk пn иu яr зz
αa βb εe ζz ηn ιi κk νv οo ρp τt υu χx γy ωw σo μu ϲc ϳj
աu ոn սu օo հh ցg քp յj զq ɑa ɡg ɩi ıi ʟl ɴn ʀr ᴀa ᴄc ᴅd ᴇe ᴊj ᴋk ᴍm ᴏo ᴘp ᴛt ᴜu ᴠv ᴡw ᴢz ʙb ɢg ʜh ɪi ꜱs øo łl đd ħh ŧt
"""
_LOOKS = {ord(one[0]): one[1] for one in _ALIKE.split()}
# Letters and signs that have no ink, though Unicode counts them as letters or signs.
_BLANK = re.compile("[\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufe00-\ufe0f]")
# Four letters or more, each by itself, are a word that was spread.
_SPREAD = re.compile(r"(?<![^\W_])(?:[^\W\d_](?: ?[.·•*_|/-] ?| )){3,}[^\W\d_](?![^\W_])")
# What stands for a letter in the midst of others.
_SIGNS = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i", "|": "l"}
_SIGN = re.compile(r"(?<=[a-z])[013457@$!|](?=[a-z])")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """`text` in small Latin letters as far as it looks like that, without invisible signs, on one line."""
    if not (text.isascii() and text.isprintable()):
        shown = []
        for sign in unicodedata.normalize("NFKD", _BLANK.sub("", text)):
            kind = unicodedata.category(sign)
            if kind not in ("Cf", "Mn", "Me"):
                shown.append(" " if kind[0] in "ZC" and kind != "Co" else sign)
        text = unicodedata.normalize("NFKC", "".join(shown))
    small = " ".join(text.casefold().translate(_LOOKS).split())
    return _SPREAD.sub(lambda found: re.sub(r"[\W_]", "", found[0]), small)


@lru_cache(maxsize=8192)
def readings(text: str) -> tuple[str, ...]:
    """What `text` may be read as: folded, and with the digits and signs in the midst of a word taken for letters."""
    plain = fold(text)
    meant = _SIGN.sub(lambda found: _SIGNS[found[0]], plain)
    return (plain,) if meant == plain else (plain, meant, _SIGN.sub("l", plain))


def lines(text: str) -> list[str]:
    """The lines of `text` that have ink, as they are."""
    return [one.strip() for one in text.splitlines() if fold(one)]


def words(text: str) -> list[str]:
    """The words of `text`, folded, without the signs between them."""
    return re.findall(r"[^\W_]+", fold(text))


def glued(text: str) -> str:
    """The letters of `text`, folded, with nothing between them."""
    return re.sub(r"[\W_]", "", fold(text))
