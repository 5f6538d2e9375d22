"""The form under which text is indexed and asked for, and under which names are looked up.

Two spellings of the same words fold to the same string: letters of Arabic and Persian keyboards, three kinds of digits, harakat,
tatweel, half-spaces, upper and lower case. `index_tokens` and `query_tokens` break folded text into the tokens that both
databases index; `squeeze` takes even the spaces out, so that one automaton finds a name however it is spaced.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from jobs.analysis.letters import (
    ASCII_DIGITS,
    FOLDED_LETTER,
    HALF_SPACES,
    INVISIBLE,
    JOINER,
    MARKS,
    SAME_LETTER,
    SPACES,
    ZWNJ,
    drop_all,
    plain_forms,
    replace_all,
)

_FOLD = {**SAME_LETTER, **FOLDED_LETTER, **ASCII_DIGITS, "İ": "i"}  # the only letter that `str.lower` makes two of
_DROPPED = MARKS + INVISIBLE + JOINER + HALF_SPACES + "\u0654\u0655\u0621"
_WORD = re.compile(r"[^\W_](?:[^\W_]|\u200c(?=[^\W_])|(?<=\d)[.٫/](?=\d))*")

_PREFIXES = frozenset(["می", "نمی", "همی", "بی"])
_SUFFIXES = frozenset(
    [
        "ها",
        "های",
        "هایی",
        "هایم",
        "هایت",
        "هایش",
        "هایمان",
        "هایتان",
        "هایشان",
        "تر",
        "ترین",
        "تری",
        "ای",
        "ام",
        "ات",
        "اش",
        "اند",
        "ایم",
        "اید",
    ]
)
_AFFIXES = _PREFIXES | _SUFFIXES


def fold(text: str) -> str:
    """The form in which two spellings of the same text are equal: «رئيس‌جمهورِ ۱۲» and «رییسجمهور 12» are.

    Letters and digits keep their number; harakat, tatweel, hamza signs, half-spaces and bidi marks are taken out; every kind of
    white space is U+0020 except the line's end; Latin letters are lower case.
    """
    return _folded(text).replace(ZWNJ, "")


def index_tokens(text: str) -> list[str]:
    """The tokens under which `text` is indexed, in its order: «همکاری‌های بین‌المللی» gives همکاریهای، همکاری،
    بینالمللی، بین، المللی.

    A word with half-spaces gives the form without them and its parts, except bare endings. Neighbours that are spelt apart but
    read as one word («می رود»، «کتاب ها»، «بین المللی») give their joined form too. So the three spellings of a word meet.
    """
    found: list[str] = []
    before = ""
    for word in _WORD.findall(_folded(text)):
        parts = word.split(ZWNJ)
        if len(parts) > 1:
            found.append("".join(parts))
            found.extend(part for part in parts if part not in _AFFIXES)
        else:
            if before and _read_as_one(before, word):
                found.append(before + word)
            if word not in _AFFIXES:
                found.append(word)
        before = parts[-1]
    return found


def query_tokens(text: str) -> list[str]:
    """The tokens that must all be indexed for `text` to be found: each is among `index_tokens` of every spelling of it.

    Bare endings and prefixes («ها»، «می») are asked for only where nothing else is.
    """
    words = [word.replace(ZWNJ, "") for word in _WORD.findall(_folded(text))]
    return [word for word in words if word not in _AFFIXES] or words


def _folded(text: str) -> str:
    """`fold`, half-spaces kept."""
    text = replace_all(drop_all(plain_forms(text), _DROPPED), _FOLD)
    for space in SPACES:
        text = text.replace(space, " ")
    return text.lower()


def _read_as_one(before: str, word: str) -> bool:
    return before in _PREFIXES or word in _SUFFIXES or (word.startswith("ال") and len(word) > 4)


class Squeezed:
    """A text without spaces, half-spaces, harakat and tatweel, its letters folded, and the way back into the text as given.

    Positions are code points. `given` is the text as given, `text` what an automaton is run over; `original(start, end)` gives
    the span of a match in the text as given, `place(position)` the way there; `is_boundary(position)` tells whether a word of the
    given text begins or ends there. `joints` are the positions at which the given text has a space or half-space,
    `ends` the same in order.
    """

    __slots__ = ("ends", "given", "joints", "text")

    def __init__(self, given: str) -> None:
        blanked = given
        for character in _BLANKED:
            if character in blanked:
                blanked = blanked.replace(character, " ")
        pieces = replace_all(blanked, _FOLD).lower().split(" ")
        self.given = given
        self.ends = list(accumulate(map(len, pieces)))
        self.joints = frozenset(self.ends)
        self.text = "".join(pieces)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the given text from the first to behind the last character of `text[start:end]`; 0 <= start < end."""
        return start + bisect_right(self.ends, start), end + bisect_right(self.ends, end - 1)

    def place(self, position: int) -> int:
        """How many characters of `text` come from before `position` of the given text."""
        ends = self.ends
        low, high = 0, len(ends)
        while low < high:
            middle = (low + high) // 2
            if ends[middle] + middle < position:
                low = middle + 1
            else:
                high = middle
        return position - low

    def is_boundary(self, position: int) -> bool:
        """Whether no word runs across `position`: a space, a punctuation mark or the text's edge stands there."""
        text = self.text
        if position <= 0 or position >= len(text) or not (text[position].isalnum() and text[position - 1].isalnum()):
            return True
        if position not in self.joints:
            return False
        first = position + bisect_right(self.ends, position - 1)
        last = position + bisect_right(self.ends, position)
        return bool(self.given[first:last].strip(_NO_BREAK))

    def is_joint(self, position: int) -> bool:
        """Whether a word part begins there: `is_boundary`, or a half-space stands there."""
        return position in self.joints or self.is_boundary(position)

    def holds(self, start: int, end: int, joints: frozenset[int]) -> bool:
        """Whether the spaces inside [start, end) are at a phrase's own `joints` (counted from `start`). «پر و» is not «پرو»,
        «محمد جواد» may be «محمدجواد»."""
        ends = self.ends
        at = bisect_right(ends, start)
        while ends[at] < end:
            if ends[at] - start not in joints and self.is_boundary(ends[at]):
                return False
            at += 1
        return True


_NO_BREAK = _DROPPED + ZWNJ
_BLANKED = _DROPPED + ZWNJ + SPACES + "\n\r\u2028\u2029"


def squeeze(text: str) -> Squeezed:
    """`text` squeezed, for matching names however they are spaced."""
    return Squeezed(text)
