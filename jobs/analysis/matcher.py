"""Finding tens of thousands of phrases in one pass, however they are spaced.

Persian writes «محمد جواد», «محمد‌جواد» and «محمدجواد» for the same name. So the text is squeezed (`fold.squeeze`) and so are the
phrases; one Aho-Corasick automaton finds them all, and a hit counts where it begins and ends with a word part and every space
inside it stands at a joint of the phrase: «پر و» is not «پرو», and «چینی» is not «چین».
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar

import ahocorasick  # type: ignore[import-not-found, unused-ignore]  # the extension module carries no types

from jobs.analysis.fold import Squeezed, fold, squeeze
from jobs.analysis.letters import ZWNJ

T = TypeVar("T")
_NO_JOINTS: frozenset[int] = frozenset()
_start = itemgetter(0)


@lru_cache(maxsize=8192)
def squeeze_phrase(phrase: str) -> tuple[str, frozenset[int]]:
    """A phrase squeezed, and where in it spaces may stand. Written with its widest spacing: «محمد جواد ظریف»."""
    words = one_alef(fold(phrase.replace(ZWNJ, " ").replace("-", " "))).split()
    return "".join(words), frozenset(accumulate(map(len, words[:-1])))


def one_alef(text: str) -> str:
    """«آمریکا» and «امریکا» are one spelling here; as long as `text`."""
    return text.replace("آ", "ا")


class Hit(NamedTuple, Generic[T]):
    """A phrase found: squeezed span and the values that were given for it (one and the same tuple at every hit of a phrase)."""

    start: int
    end: int
    values: tuple[T, ...]


class Matcher(Generic[T]):
    """Phrases with values. Several values may be given for one phrase; all are reported, in the order given."""

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        self._automaton: Any = ahocorasick.Automaton()
        shared: dict[frozenset[int], frozenset[int]] = {}  # most phrases have their spaces where others have theirs
        for phrase, value in phrases:
            squeezed, joints = squeeze_phrase(phrase)
            if not squeezed:
                continue
            _, known, values = self._automaton.get(squeezed, (0, _NO_JOINTS, ()))
            joints |= known
            joints = shared.setdefault(joints, joints)
            if value not in values:
                values = (*values, value)
            self._automaton.add_word(squeezed, (len(squeezed), joints, values))
        self._size = len(self._automaton)
        if self._size:
            self._automaton.make_automaton()

    def __len__(self) -> int:
        return self._size

    def hits(self, squeezed: Squeezed) -> list[Hit[T]]:
        """Every phrase that stands in the text, overlapping ones too, by their ends."""
        if not self._size:
            return []
        found: list[Hit[T]] = []
        text, spaces, ends, holds = squeezed.text, squeezed.joints, squeezed.ends, squeezed.holds
        size = len(text)
        for last, (length, joints, values) in self._automaton.iter(one_alef(text)):
            end = last + 1
            if end not in spaces and end < size and text[end].isalnum():
                continue
            start = end - length
            if start and start not in spaces and text[start - 1].isalnum():
                continue
            if ends[bisect_right(ends, start)] >= end or holds(start, end, joints):
                found.append(Hit(start, end, values))
        return found

    def longest(self, squeezed: Squeezed) -> list[Hit[T]]:
        """The leftmost longest of overlapping hits, in order."""
        end, kept = 0, []
        found = self.hits(squeezed)
        found.reverse()  # they come by their ends, so that of those that begin together the longest now comes first
        found.sort(key=_start)
        for hit in found:
            if hit[0] >= end:
                end = hit[1]
                kept.append(hit)
        return kept

    def exact(self, phrase: str) -> tuple[T, ...]:
        """The values of a phrase given as a whole, however spaced; () where it is unknown."""
        key = squeeze_phrase(phrase)[0]
        found = self._automaton.get(key, None) if self._size and key else None
        return tuple(found[2]) if found else ()


def squeezed_of(text: str | Squeezed) -> Squeezed:
    """`text` squeezed, unless it is already."""
    return text if isinstance(text, Squeezed) else squeeze(text)
