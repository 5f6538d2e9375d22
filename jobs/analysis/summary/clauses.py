"""Cutting a statement at a clause boundary: what is kept is always a stretch of it, never rewritten."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jobs.analysis.letters import ZWNJ
from jobs.analysis.statements.syntax import finite

_SENTENCE_END = re.compile(r"[.!؟?…](?=\s|$)")
_BOUNDARY = re.compile(r"[،؛](?=\s)|\s(?=(?:و|اما|ولی|زیرا|چراکه|چرا که|تا|بلکه|هرچند|لذا|بنابراین)\s)")
_CONJUNCTION = re.compile(r"[\s،؛]*(?:(?:و|اما|ولی|همچنین)\s+)?")
_LEAST_LEFT_OFF = 5
_MARKS = ' »«)(،؛.:"”'
_TRAILING = re.compile(r"[\s،؛:.\-–]+$")
# Words that leave a sentence hanging when it stops right after them.
_OPEN_END = frozenset("و یا که از به با در بر را تا برای اگر چون زیرا اما ولی بلکه هر این آن یک بین میان هم نه".split())


@dataclass(frozen=True, slots=True)
class Cut:
    """The kept beginning of a text, and whether something was left off after it."""

    text: str
    cut: bool


def shorten(text: str, limit: int) -> Cut:
    """The longest beginning of `text` of at most `limit` characters that ends where a sentence or clause ends.

    Where no clause ends in time it stops at the last whole word that does not leave the phrase hanging; `cut` tells that
    something was left off, so that whoever shows it can put an ellipsis outside.
    """
    whole = _TRAILING.sub("", text)
    if len(whole) <= limit:
        return Cut(whole, cut=False)
    window = text[: limit + 1]
    end = _last_sentence(window, limit // 3) or _last_clause(window, limit // 3) or _last_word(window)
    return Cut(_TRAILING.sub("", text[:end]), cut=True)


def ends_clause(text: str) -> bool:
    """Whether the last word is a finite verb, which closes a Persian clause: a safe place to stop."""
    last = text[text.rfind(" ") + 1 :].strip(_MARKS).replace(ZWNJ, "")
    return finite(last)


def clause_starts(text: str) -> list[int]:
    """Where a line that leaves off the beginning of `text` may start: 0, and after each clause that a finite verb closed.

    A conjunction that would hang at the start is left off with what stands before it.
    """
    starts = [0]
    for match in _BOUNDARY.finditer(text):
        before = text[: match.start()]
        if before.count(" ") + 1 >= _LEAST_LEFT_OFF and ends_clause(before):
            after = _CONJUNCTION.match(text, match.end())
            starts.append(after.end() if after else match.end())
    return starts


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
    words = window[: window.rfind(" ")] if " " in window else window[:-1]
    while " " in words.strip() and words.split()[-1].strip("،؛:.") in _OPEN_END:
        words = words.rstrip()
        words = words[: words.rfind(" ")]
    return len(words)
