"""Cutting a statement at a clause boundary: what is kept is always a stretch of it, never rewritten."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"[.!؟?…](?=\s|$)")
# A finite verb closes a Persian clause, so a conjunction or mark after one is a safe place to stop.
_VERB_END = re.compile(
    r"(?:است|هستند|هستیم|هستم|نیست|نیستند|بود|بودند|شد|شدند|شود|شوند|شده|کرد|کردند|کنند|کند|کنیم|کرده|دارد|دارند|داریم|داشت|داشتند"
    r"|باشد|باشند|باشیم|خواهد|می‌\w+|نمی‌\w+|داد|دادند|دهد|دهند|گرفت|گیرد|یافت|یابد|رفت|رسید|رسد|گفت|\w+(?:اند|ایم|یم))$"
)
_BOUNDARY = re.compile(r"[،؛](?=\s)|\s(?=(?:و|اما|ولی|زیرا|چراکه|چرا که|تا|بلکه|هرچند|لذا|بنابراین)\s)")
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


def _last_sentence(window: str, least: int) -> int:
    ends = [match.start() for match in _SENTENCE_END.finditer(window) if match.start() >= least]
    return ends[-1] if ends else 0


def _last_clause(window: str, least: int) -> int:
    best = 0
    for match in _BOUNDARY.finditer(window):
        before = window[: match.start()].split()
        if match.start() >= least and before and _VERB_END.search(before[-1]):
            best = match.start()
    return best


def _last_word(window: str) -> int:
    words = window[: window.rfind(" ")] if " " in window else window[:-1]
    while " " in words and words.split()[-1].strip("،؛:.") in _OPEN_END:
        words = words[: words.rfind(" ")]
    return len(words)
