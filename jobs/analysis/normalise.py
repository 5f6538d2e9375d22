"""Damaged Persian text made whole, with a map back to the text as it was given.

What is done to a text: Arabic letters and digits become Persian ones; harakat, tatweel and bidi marks go; white space is single;
punctuation stands at the word it belongs to; half-spaces stand where they were lost or where a space took their place. Nothing
else is altered: without spaces and half-spaces, output and input differ by the table of `letters` only.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, count
from operator import add

from jobs.analysis.chunks import Chunks
from jobs.analysis.letters import (
    ARABIC_DIGITS,
    HALF_SPACES,
    INVISIBLE,
    JOINER,
    MARKS,
    PERSIAN,
    SAME_LETTER,
    SPACES,
    ZWNJ,
    drop_all,
    plain_forms,
    replace_all,
)
from jobs.analysis.lexicon import Lexicon
from jobs.analysis.model import Span
from jobs.analysis.morphology import Mender
from jobs.analysis.phrases import Joiner

_LETTERS = {**SAME_LETTER, **ARABIC_DIGITS}
_DROPPED = MARKS + INVISIBLE
_ODD = HALF_SPACES + JOINER
_OLD_HALF_SPACE = re.compile(f"(?<=[{PERSIAN}])[{HALF_SPACES}]|(?!\u00ac)[{HALF_SPACES}](?=[{PERSIAN}])")
_OLD_JOINER = re.compile(f"(?<=[{PERSIAN}]){JOINER}|{JOINER}(?=[{PERSIAN}])")
_LONE = re.compile(f"{ZWNJ}(?<!\\S{ZWNJ}){ZWNJ}*(?!\\S)")
"""Begins with what it looks for, so that the search can skip to it."""
_MOST_CHUNKS = 80_000
_LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_LOOSE = " " + ZWNJ + HALF_SPACES + SPACES + _LINE_ENDS + _DROPPED + JOINER
"""What has no counterpart: everything else of the output pairs off with the input, in order."""


class Normalised:
    """Repaired `text` beside the `original`, and the way from the one to the other."""

    __slots__ = ("_map", "original", "text")

    def __init__(self, text: str, original: str) -> None:
        self.text = text
        self.original = original
        self._map: _Alignment | None = None

    def to_original(self, start: int, end: int) -> Span:
        """The span of the original from which `text[start:end]` comes; 0 <= start <= end <= len(text).

        Spaces and half-spaces at the edges belong to the word before. An empty span gives an empty one.
        """
        if self.text == self.original:
            return start, end
        if self._map is None:
            self._map = _Alignment(self.text, self.original)
        return self._map.span(start, end)


class Normaliser:
    """Repairs text with the words of a lexicon.

    It remembers what it did to each chunk between two spaces (a bounded cache), so a text costs little more than being split and
    joined. Threads may share one.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        mender = Mender(lexicon)
        self._chunks = Chunks(mender, Joiner(lexicon))

    def normalise(self, text: str) -> Normalised:
        """`text` with letters, digits, spaces, punctuation and half-spaces repaired; any string; line ends are kept."""
        made = replace_all(drop_all(plain_forms(text), _DROPPED), _LETTERS)
        if any(odd in made for odd in _ODD):
            made = _OLD_JOINER.sub("", _OLD_HALF_SPACE.sub(ZWNJ, made))
        made = _LONE.sub("", made)
        repaired = [self._line(line) for line in made.splitlines(keepends=True)]
        return Normalised("".join(repaired), text)

    def _line(self, line: str) -> str:
        given = line.split()
        chunks = self._chunks
        if len(chunks) > _MOST_CHUNKS:
            chunks = self._chunks = chunks.fresh()
        return chunks.line(given) + line[len(line.rstrip(_LINE_ENDS)) :]


class _Alignment:
    """Pairs the characters of a repaired text with those of the original, without regard to what is loose in either."""

    def __init__(self, text: str, original: str) -> None:
        plain = plain_forms(original)
        self._shapes = _places_of_shapes(original) if plain != original else None
        self._ends = list(accumulate(map(len, _pieces(text))))
        self._starts = [0, *map(add, self._ends, count(1))]
        self._original_ends = list(accumulate(map(len, _pieces(plain))))

    def span(self, start: int, end: int) -> Span:
        first, last = self._rank(start), self._rank(end)
        begin = first + bisect_right(self._original_ends, first) if first < self._original_ends[-1] else None
        if last <= first:
            at = self._behind(first)
            return at, at
        assert begin is not None
        return self._place(begin), self._behind(last)

    def _rank(self, position: int) -> int:
        """How many paired characters stand before `position` of the repaired text."""
        piece = bisect_right(self._starts, position) - 1
        if piece >= len(self._ends):
            return self._ends[-1]
        return min(position - piece, self._ends[piece])

    def _behind(self, rank: int) -> int:
        """The place in the original behind its `rank`-th paired character."""
        if rank == 0:
            return 0
        return self._place(rank - 1 + bisect_right(self._original_ends, rank - 1)) + 1

    def _place(self, position: int) -> int:
        return position if self._shapes is None else self._shapes[position]


def _pieces(text: str) -> list[str]:
    for character in _LOOSE[1:]:
        if character in text:
            text = text.replace(character, " ")
    return text.split(" ")


def _places_of_shapes(original: str) -> list[int]:
    """For each character of `plain_forms(original)` the place in `original` it comes from."""
    places: list[int] = []
    for at, character in enumerate(original):
        places.extend([at] * len(plain_forms(character)))
    return places
