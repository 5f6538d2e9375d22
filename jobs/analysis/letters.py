"""The letter table: which characters are other spellings of the same one, and which are written for the eye only.

`str.translate` with a dictionary costs 40 ns a character of Persian text; `str.replace` of a letter that does not occur costs
next to nothing. A real text has few of these characters, so every mapping here is a chain of `replace`.
"""

from __future__ import annotations

import re
import unicodedata

ZWNJ = "\u200c"

PERSIAN = "آاأإٱبپتثجچحخدذرزژسشصضطظعغفقکگلمنوؤهةۀیئء\u0654"
"""The letters of a Persian word, once `SAME_LETTER` has been applied."""

SAME_LETTER = {
    "ي": "ی", "ى": "ی", "ے": "ی", "ې": "ی",
    "ك": "ک", "ڪ": "ک",
    "ە": "ه", "ہ": "ه", "ھ": "ه",
}  # fmt: skip
"""Spellings a reader cannot tell apart: made one in the text that is shown, and in the folded form."""

FOLDED_LETTER = {"أ": "ا", "إ": "ا", "ٱ": "ا", "ؤ": "و", "ئ": "ی", "ة": "ه", "ۀ": "ه", "ۂ": "ه"}
"""Spellings a reader sees but a search must not: made one in the folded form only."""

_FOLDED = frozenset(FOLDED_LETTER)

ARABIC_DIGITS = dict(zip("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", strict=True))
ASCII_DIGITS = {**dict(zip("٠١٢٣٤٥٦٧٨٩", "0123456789", strict=True)), **dict(zip("۰۱۲۳۴۵۶۷۸۹", "0123456789", strict=True))}
PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")

MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0656\u0657\u0658\u0670\u0640"
"""Harakat and tatweel. The hamza above (U+0654) is not among them: «نامهٔ» is read with it; `fold` drops it."""

JOINER = "\u200d"
"""Shows a letter joined to nothing; it also makes one picture of several, so it is dropped beside Persian letters only."""

INVISIBLE = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
"""Bidi marks and the byte order mark."""

HALF_SPACES = "\u00ac\u00ad\u200b\u200a"
"""What other programs write for a half-space: the not sign of old word processors, soft hyphen, zero-width and hair space."""

SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u202f\u205f\u3000\t\v\f\x1c\x1d\x1e\x1f\x85"
"""White space that is neither U+0020 nor a line's end."""

_PRESENTATION = re.compile("[\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc]")


def replace_all(text: str, table: dict[str, str]) -> str:
    """`text` with every key of `table` replaced by its value."""
    for character, by in table.items():
        text = text.replace(character, by)
    return text


def lookup_key(word: str) -> str:
    """`word` as the lexicon's lists have it: one letter for one, so that «رئیس» and «رییس» are the same word."""
    return word if _FOLDED.isdisjoint(word) else replace_all(word, FOLDED_LETTER)


def drop_all(text: str, characters: str) -> str:
    """`text` without any of `characters`."""
    for character in characters:
        if character in text:  # looking is quicker than replacing nothing
            text = text.replace(character, "")
    return text


def plain_forms(text: str) -> str:
    """`text` with the joined and final letter shapes of old encodings (U+FB50–U+FEFC) as the letters they show."""
    if _PRESENTATION.search(text) is None:
        return text
    return _PRESENTATION.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
