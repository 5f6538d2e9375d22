"""Persian typed in Latin letters, turned into Persian words: «zarif chi goft» is «ظریف چی گفت».

Words of the frame stand in data/latin.toml. Names and subjects are found by their consonants and, among those that share them, by
the likeness of their vowels: the spelling of vowels is everybody's own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from functools import cache

from rapidfuzz import fuzz

from bot.question.vocabulary import data

_LATIN = re.compile(r"[A-Za-z][A-Za-z'’?-]*")
_ARABIC = re.compile("[\u0621-\u06ff]")
_DIGRAPHS = tuple(pair.split(":") for pair in "kh:X gh:Q ch:C sh:S zh:Z ph:f th:t ck:k q:Q x:ks c:k".split())
_VOWELS = (("ee", "i"), ("oo", "u"), ("ou", "u"), ("aa", "a"), ("ei", "i"), ("ey", "i"), ("ie", "i"), ("ow", "u"), ("w", "v"))
_CONSONANTS = dict(zip("بپتطثصسجچحخدذرزژشضظغقفکگلمنهیاو", "bpttsssjChXdzrzZSzzQQfkglmnhiau", strict=True))
_SILENT = re.compile("[aeiouyv']")
_DOUBLE = re.compile(r"(.)\1+")
_OTHERWISE = (("", ""), ("g", "gh"), ("j", "zh"), ("c", "s"), ("ov", "of"), ("ev", "ef"))
"""What a letter may stand for besides what it mostly does («erdogan»)."""
_ALIKE = 62
"""Of 100: how like the spellings of a Latin and a Persian word must be, their consonants being the same."""


class Sounds:
    """Persian words by their consonants."""

    def __init__(self, keys: Collection[str]) -> None:
        self.latin = frozenset(key for key in keys if key.isascii() and key.isalpha())
        """Words that are written in Latin letters among Persian ones («FATF»)."""
        self._words: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for key in dict.fromkeys(keys):
            if _ARABIC.match(key) and len(key) > 2:
                spelt = "".join(_CONSONANTS.get(letter, "") for letter in key)
                self._words[_bones(spelt)].append((spelt, key))

    def word(self, latin: str) -> str | None:
        """The Persian word that sounds like a Latin one, None where none does."""
        ranked = [
            (fuzz.ratio(spelt, other), -len(key), key)
            for spelt in dict.fromkeys(_sound(latin.replace(*other)) for other in _OTHERWISE)
            if len(_bones(spelt)) > 1
            for other, key in self._words.get(_bones(spelt), ())
        ]
        best = max(ranked, default=(0.0, 0, ""))
        return best[2] if best[0] >= _ALIKE else None


def is_latin(question: str) -> bool:
    """Whether a question is typed in Latin letters only."""
    return _ARABIC.search(question) is None and len(_LATIN.findall(question)) > 0


def persian_of(question: str, sounds: Sounds) -> str | None:
    """The question in Persian letters; None where most of its words are not known."""
    unknown = words = 0

    def turned(match: re.Match[str]) -> str:
        nonlocal unknown, words
        words += 1
        typed = match.group().lower().rstrip("?-'’")
        known = _frame().get(typed) or (match.group() if typed in sounds.latin else sounds.word(typed))
        unknown += known is None
        return known or match.group()

    persian = _LATIN.sub(turned, question)
    return persian if words and unknown * 2 < words else None


@cache
def _frame() -> dict[str, str]:
    return {latin: word for word, forms in data("latin.toml")["words"].items() for latin in forms}


def _sound(latin: str) -> str:
    for old, new in (*_DIGRAPHS, *_VOWELS):
        latin = latin.replace(old, new)
    return latin


def _bones(spelt: str) -> str:
    """The consonants, doubled ones once, without an «h» at the end: it is often not heard («ترکیه»)."""
    bones = _SILENT.sub("", _DOUBLE.sub(r"\1", spelt))
    return bones.removesuffix("h") if len(bones) > 2 else bones
