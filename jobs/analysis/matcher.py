"""Finding tens of thousands of phrases in one pass, however they are spaced.

Persian writes «محمد جواد», «محمد‌جواد» and «محمدجواد» for the same name. So the text is squeezed (letters folded, spaces and
half-spaces taken out, the places of the word starts kept) and so are the phrases; one Aho-Corasick automaton finds them all, and
a hit counts where it begins and ends at a word boundary and where every space inside it stands at a joint of the phrase:
«پر و» is not «پرو», and «چینی» is not «چین».
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Generic, TypeVar

import ahocorasick  # type: ignore[import-not-found, unused-ignore]  # the extension module carries no types

Span = tuple[int, int]
T = TypeVar("T")

# Every pair keeps the length of the text, so that offsets stay valid. A half-space is a word boundary here.
_LETTERS = "يی ىی ئی كک ةه ۀه آا أا إا ٱا ؤو"
_SPACES = "\u200c\u00a0\u200b\u200e\u200f\t-‐"
_DIGITS = "۰0 ۱1 ۲2 ۳3 ۴4 ۵5 ۶6 ۷7 ۸8 ۹9 ٠0 ١1 ٢2 ٣3 ٤4 ٥5 ٦6 ٧7 ٨8 ٩9"
_FOLDS = (
    *((pair[0], pair[1]) for pair in f"{_LETTERS} {_DIGITS}".split()),
    *((space, " ") for space in _SPACES),
)
_MARKS = re.compile("[\u0640\u064b-\u065f\u0670]")


def fold_letters(text: str) -> str:
    """`text` with letters and digits folded, half-spaces and hyphens as spaces; as long as `text` (marks above letters stay)."""
    for old, new in _FOLDS:
        if old in text:
            text = text.replace(old, new)
    return text


class Squeezed:
    """A text without spaces, with the way back.

    `text` is the squeezed text; `starts[i]` is where the i-th word of the folded text begins in it. Marks above letters and
    tatweel are dropped.
    """

    __slots__ = ("_kept", "bounds", "starts", "text")

    def __init__(self, text: str) -> None:
        self._kept: list[int] | None = None
        if _MARKS.search(text):
            self._kept = [i for i, char in enumerate(text) if not _MARKS.match(char)]
            text = "".join([text[i] for i in self._kept])
        words = fold_letters(text).split(" ")
        self.text = "".join(words)
        self.starts = list(accumulate(map(len, words), initial=0))
        self.bounds = set(self.starts)

    def original(self, start: int, end: int) -> Span:
        """The half-open span of the given text that the squeezed span [start, end) came from."""
        first = start + bisect_right(self.starts, start) - 1
        last = end - 1 + bisect_right(self.starts, end - 1) - 1
        if self._kept is not None:
            first, last = self._kept[first], self._kept[last]
        return first, last + 1

    def is_word(self, start: int, end: int) -> bool:
        """Whether [start, end) begins and ends at a word boundary."""
        text, bounds = self.text, self.bounds
        if start not in bounds and text[start - 1].isalnum():
            return False
        return end in bounds or not text[end].isalnum()

    def joints(self, start: int, end: int) -> list[int]:
        """Where, counted from `start`, words begin inside [start, end)."""
        first = bisect_right(self.starts, start)
        found = []
        for position in self.starts[first : first + 12]:
            if position >= end:
                break
            found.append(position - start)
        return found


def squeeze_phrase(phrase: str) -> tuple[str, frozenset[int]]:
    """A phrase squeezed, and where in it spaces may stand. Written with its widest spacing: «محمد جواد ظریف»."""
    words = fold_letters(_MARKS.sub("", phrase)).split()
    return "".join(words), frozenset(accumulate(map(len, words[:-1])))


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A phrase found: squeezed span and the values that were given for it."""

    start: int
    end: int
    values: tuple[T, ...]


class Matcher(Generic[T]):
    """Phrases with values. Several values may be given for one phrase; all are reported."""

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        gathered: dict[str, tuple[frozenset[int], list[T]]] = {}
        for phrase, value in phrases:
            squeezed, joints = squeeze_phrase(phrase)
            if not squeezed:
                continue
            known = gathered.get(squeezed)
            if known is None:
                gathered[squeezed] = (joints, [value])
            else:
                if value not in known[1]:
                    known[1].append(value)
                if joints - known[0]:
                    gathered[squeezed] = (known[0] | joints, known[1])
        self._size = len(gathered)
        self._automaton: Any = ahocorasick.Automaton()
        for squeezed, (joints, values) in gathered.items():
            self._automaton.add_word(squeezed, (len(squeezed), joints, tuple(values)))
        if gathered:
            self._automaton.make_automaton()

    def __len__(self) -> int:
        return self._size

    def hits(self, squeezed: Squeezed) -> Iterator[Hit[T]]:
        """Every phrase in the text at word boundaries, overlapping ones too, by their ends."""
        if not self._size:
            return
        for last, (length, joints, values) in self._automaton.iter(squeezed.text):
            end = last + 1
            start = end - length
            if squeezed.is_word(start, end) and joints.issuperset(squeezed.joints(start, end)):
                yield Hit(start, end, values)

    def exact(self, phrase: str) -> tuple[T, ...]:
        """The values of a phrase given as a whole, however spaced; () where it is unknown."""
        found = self._automaton.get(squeeze_phrase(phrase)[0], None) if self._size else None
        return tuple(found[2]) if found else ()
