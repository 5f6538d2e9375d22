"""The commonest words of Persian, which tell texts apart least."""

from __future__ import annotations

from functools import cache

from jobs.analysis.fold import fold
from jobs.analysis.lexicon.lists import lines

_BAND = 15
"""Of Shekar's frequency bands (see lexicon/build.py); this and those above hold a thousand words."""


@cache
def common_words() -> frozenset[str]:
    """The thousand commonest words, folded."""
    entries = (line.split() for line in lines("shekar-frequency.txt"))
    return frozenset(fold(word) for band, *members in entries if int(band) >= _BAND for word in members)
