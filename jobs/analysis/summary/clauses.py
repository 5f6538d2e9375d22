"""Cutting a statement at a clause boundary: what is kept is always a stretch of it, never rewritten."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate, chain, compress, count
from typing import NamedTuple

from jobs.analysis.letters import SPACES, ZWNJ
from jobs.analysis.statements.syntax import finite
from jobs.analysis.summary.keys import stems_by_word

_SENTENCE_END = re.compile(r"[.!؟?…](?=\s|$)")
_MARK = re.compile(r"[.!؟?…،؛](?=\s)")
_BOUNDARY = re.compile(r"[،؛](?=\s)|\s(?=(?:و|اما|ولی|زیرا|چراکه|چرا که|تا|بلکه|هرچند|لذا|بنابراین)\s)")
_CONJUNCTION = re.compile(r"[\s،؛]*(?:(?:و|اما|ولی|همچنین)\s+)?")
_CONJUNCTIONS = frozenset("و اما ولی زیرا چراکه چرا تا بلکه هرچند لذا بنابراین".split())
_WHY = ("چرا", "که")
_COMMAS = ("،", "؛")
_LEAST_LEFT_OFF = 5
_MARKS = ' »«)(،؛.:"”'
_HANGING = " ،؛:."
_TRAILING = f" \n\r\u2028\u2029{SPACES}\u200a،؛:.-–"
# Words that leave a sentence hanging when it stops right after them.
_OPEN_END = frozenset("و یا که از به با در بر را تا برای اگر چون زیرا اما ولی بلکه هر این آن یک بین میان هم نه".split())


class Cut(NamedTuple):
    """The kept beginning of a text, and whether something was left off after it."""

    text: str
    cut: bool
    whole: bool = True
    """Not cut, or cut where a clause ends."""


def shorten(text: str, limit: int) -> Cut:
    """The longest beginning of `text` of at most `limit` characters that ends where a sentence or clause ends.

    Where no clause ends in time it stops at the last whole word that does not leave the phrase hanging; `cut` tells that
    something was left off, so that whoever shows it can put an ellipsis outside.
    """
    whole = text.rstrip(_TRAILING)
    if len(whole) <= limit:
        return Cut(whole, False)
    window = text[: limit + 1]
    end = _last_sentence(window, limit // 3) or _last_clause(window, limit // 3) or _last_word(window)
    kept = text[:end].rstrip(_TRAILING)
    return Cut(kept, True, ends_clause(kept))


def ends_clause(text: str) -> bool:
    """Whether the last word is a finite verb, which closes a Persian clause: a safe place to stop."""
    return _closes(text[text.rfind(" ") + 1 :])


def _closes(word: str) -> bool:
    return finite(word.strip(_MARKS).replace(ZWNJ, ""))


class Clauses:
    """A text with its words, sentences and clauses found once, to be cut from many places to many lengths.

    `starts` is where a line that leaves off the beginning may start: 0, and after each clause that a finite verb closed. A
    conjunction that would hang at the start is left off with what stands before it.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0]
        words = text.split(" ")
        self._ends = [end + k for k, end in enumerate(accumulate(map(len, words)))]
        """Where each word ends."""
        marks = [match.start() for match in _MARK.finditer(text)]
        self._stops = [at for at in marks if text[at] not in _COMMAS]
        self._closed: list[tuple[int, int]] = []
        self._find_closed(words, [at for at in marks if text[at] in _COMMAS])
        self._whole = len(text.rstrip(_TRAILING))
        self._cuts: dict[tuple[int, int], Cut] = {}

    def _find_closed(self, words: list[str], commas: list[int]) -> None:
        """Where a clause is closed: before a conjunction and at a comma, if the word before is a finite verb; each with the end
        of what shows it."""
        joined = compress(count(), map(_CONJUNCTIONS.__contains__, words))
        behind_comma = (bisect_left(self._ends, at) + 1 for at in commas)
        for k in sorted({*joined, *behind_comma} - {0, len(words)}):
            before, space = words[k - 1], self._ends[k - 1]
            if before[-1:] in _COMMAS and _closes(before[:-1]):
                self._close(k - 1, space - 1, space + 1)
            last = k + 1 if words[k] == _WHY[0] and words[k + 1 : k + 2] == [_WHY[1]] else k
            is_conjunction = words[k] in _CONJUNCTIONS and (words[k] != _WHY[0] or last > k)
            if is_conjunction and last + 1 < len(words) and _closes(before):
                self._close(k - 1, space, self._ends[last] + 1)

    def _close(self, word: int, at: int, shown: int) -> None:
        self._closed.append((at, shown))
        if word + 1 >= _LEAST_LEFT_OFF:
            after = _CONJUNCTION.match(self.text, at + 1)
            self.starts.append(after.end() if after else at + 1)

    def cut(self, start: int, words: int) -> Cut:
        """`shorten` of what stands from `start` on to so many words."""
        limit = self._length_of(start, words)
        known = self._cuts.get((start, limit))
        if known is None:
            known = self._cuts[start, limit] = self._cut(start, limit)
        return known

    def stems(self, start: int, end: int) -> list[str]:
        """The stems of the words that `text[start:end]` begins with, has and ends with; start < end."""
        ends = self._ends
        return list(chain.from_iterable(stems_by_word(self.text)[bisect_left(ends, start) : bisect_left(ends, end) + 1]))

    def words_from(self, start: int) -> int:
        """How many words stand from `start` on."""
        return len(self._ends) - bisect_left(self._ends, start)

    def _length_of(self, start: int, words: int) -> int:
        """The length of the first so many words from `start` on."""
        if words <= 0:
            return -1
        last = bisect_left(self._ends, start) + words - 1
        return (self._ends[last] if last < len(self._ends) else len(self.text)) - start

    def _cut(self, start: int, limit: int) -> Cut:
        if max(self._whole - start, 0) <= limit:
            return Cut(self.text[start : max(self._whole, start)], False)
        least, last = start + limit // 3, start + limit
        stop = self._sentence_before(start, least, last)
        clause = 0 if stop else self._clause_before(start, least, last)
        end = stop or clause or _last_word(self.text[start : last + 1])
        kept = self.text[start : start + end].rstrip(_TRAILING)
        return Cut(kept, True, clause > 0 or ends_clause(kept))

    def _sentence_before(self, start: int, least: int, last: int) -> int:
        """How long the text from `start` is up to the last sentence's end in [least, last]; 0 for none."""
        if last >= least and _SENTENCE_END.match(self.text[last : last + 1]):
            return last - start
        at = bisect_right(self._stops, last) - 1
        return self._stops[at] - start if at >= 0 and self._stops[at] >= least else 0

    def _clause_before(self, start: int, least: int, last: int) -> int:
        """The same for the last clause's end; what shows that it is one must stand before `last` too."""
        for k in range(bisect_right(self._closed, (last + 1, last + 1)) - 1, -1, -1):
            at, shown = self._closed[k]
            if at < least:
                break
            if shown <= last + 1:
                return at - start
        return 0


def _last_sentence(window: str, least: int) -> int:
    ends = [match.start() for match in _SENTENCE_END.finditer(window) if match.start() >= least]
    return ends[-1] if ends else 0


def _last_clause(window: str, least: int) -> int:
    best = 0
    for match in _BOUNDARY.finditer(window):
        if match.start() >= least and ends_clause(window[: match.start()]):
            best = match.start()
    return best


def _last_word(window: str) -> int:
    """How long `window` is without its last, perhaps cut word and those that would leave the phrase hanging."""
    words = window[: window.rfind(" ")] if " " in window else window[:-1]
    while (space := words.rstrip().rfind(" ")) > 0 and words[space:].strip(_HANGING) in _OPEN_END and words[:space].strip():
        words = words[:space]
    return len(words)
