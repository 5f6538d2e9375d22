"""The full name of one whom the article names in full only elsewhere: without an office beside it, or in the headline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jobs.analysis.model import Span
from jobs.analysis.speakers.cast import Words
from jobs.analysis.speakers.vocabulary import vocabulary
from jobs.analysis.statements.passage import Passage

_BEFORE = 3
"""Words: how many given names and patronyms may stand before a surname."""


def needs_more(name: Words) -> bool:
    """Whether a name has no given name in it: «رحمانی», «خضری»."""
    return bool(name) and len(name) <= 2 and name[0] not in vocabulary().given


def fuller(name: Words, passages: Sequence[Passage]) -> tuple[Passage, Span] | None:
    """Where the article has this name with a given name before it; None where it never does, or has two people of that name."""
    best: tuple[Passage, Span] | None = None
    seen: set[Words] = set()
    for passage in passages:
        for span in _longer(name, passage):
            words = tuple(passage.words[span[0] : span[1]])
            seen.add(words)
            if best is None or span[1] - span[0] > best[1][1] - best[1][0]:
                best = passage, span
    if best is None:
        return None
    whole = set(best[0].words[best[1][0] : best[1][1]])
    return best if all(set(words) <= whole for words in seen) else None


def _longer(name: Words, passage: Passage) -> Iterator[Span]:
    words, size = passage.words, len(name)
    given = vocabulary().given
    at = -1
    while True:
        try:
            at = words.index(name[0], at + 1)
        except ValueError:
            return
        if tuple(words[at : at + size]) != name:
            continue
        first = at
        while first and at - first < _BEFORE and words[first - 1] in given:
            first -= 1
        if first < at:
            yield first, at + size
