"""The words of a typed question: as typed, and as keys under which two spellings are the same."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jobs.analysis.fold import fold
from storage.records import NAME, spelt

_WORD = re.compile(
    r"\d+(?:[/.\-٫]\d+)+|\d+(?=[^\W\d_])|[^\W_](?:[^\W_]|[\u200c\u064b-\u0655\u0670\u0640](?=[^\W_])|(?<=[A-Za-z])[-'’.](?=[A-Za-z]))*"
)
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")


@dataclass(frozen=True, slots=True)
class Word:
    """`text` as typed; `key` folded, without half-spaces, «آ» as «ا», stretched letters («خیلییی») shortened;
    `end` is the offset behind the word in the question."""

    text: str
    key: str
    start: int
    end: int


def key_of(text: str) -> str:
    """The key of a phrase: every spelling and spacing of it has the same."""
    return fold(text).replace("آ", "ا").replace(" ", "")


def unstretched(text: str) -> str:
    """A word without stretched letters: «کوشااان» is «کوشان»."""
    return _STRETCHED.sub(r"\1", text)


def named(name: str) -> str:
    """The slug of somebody by name, as typed: folded, with the typed spelling behind it (`storage.records.spelt`)."""
    return spelt(f"{NAME}{fold(name)}", name)


def words_of(question: str) -> list[Word]:
    """The words and numbers of a question, in order; punctuation is left out."""
    found = []
    for match in _WORD.finditer(question):
        text = match.group()
        found.append(Word(text, _STRETCHED.sub(r"\1", key_of(text)), match.start(), match.end()))
    return found
