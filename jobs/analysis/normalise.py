"""Damaged Persian text made whole, with a map back to the text as it was given."""

from __future__ import annotations

import re

from jobs.analysis.letters import ARABIC_DIGITS, INVISIBLE, MARKS, SAME_LETTER, SPACES, drop_all, plain_forms, replace_all
from jobs.analysis.lexicon import Lexicon
from jobs.analysis.model import Span

_WORD = re.compile("[آ-ی\u0654\u200c]+")


class Normalised:
    """Repaired `text` beside the `original`, and the way from the one to the other."""

    __slots__ = ("_map", "original", "text")

    def __init__(self, text: str, original: str) -> None:
        self.text = text
        self.original = original
        self._map: list[int] | None = None

    def to_original(self, start: int, end: int) -> Span:
        """The span of the original from which `text[start:end]` comes; 0 <= start <= end <= len(text)."""
        if self.text == self.original:
            return start, end
        if self._map is None:
            self._map = _positions(self.text, self.original)
        if start >= end:
            at = self._map[start]
            return at, at
        return self._map[start], self._map[end - 1] + 1


class Normaliser:
    """Repairs text with the words of a lexicon. Safe to share between threads: it keeps no state but a cache."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def normalise(self, text: str) -> Normalised:
        """`text` with letters, digits, spaces, punctuation and half-spaces repaired; any string, line ends kept."""
        made = drop_all(replace_all(plain_forms(text), {**SAME_LETTER, **ARABIC_DIGITS}), MARKS + INVISIBLE)
        for space in SPACES:
            made = made.replace(space, " ")
        return Normalised(_WORD.sub(self._mended, made), text)

    def _mended(self, match: re.Match[str]) -> str:
        word = match.group()
        return self._lexicon.mended(word) or word


def _positions(text: str, original: str) -> list[int]:
    """For each position of `text` that of `original`: the characters that are neither space nor half-space pair off in order."""
    places = [
        at for at, character in enumerate(original) if not (character.isspace() or character in MARKS or character in _THIN)
    ]
    found, k = [], 0
    for character in text:
        found.append(places[k] if k < len(places) else len(original))
        if not (character.isspace() or character in _THIN):
            k += 1
    found.append(len(original))
    return found


_THIN = INVISIBLE + "\u200c"
