"""The one line of an article: speaker, office and key statement, or the sentence that says most, in at most 35 words.

Every candidate is a stretch of the article: a statement behind its speaker, or a whole sentence. Each is weighed by a few plain
features; the weights were found on half of a set of editors' leads and checked on the other half (docs/evaluation.md). The
headline helps to choose, no word of it is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jobs.analysis.model import Statement
from jobs.analysis.segment import sentences
from jobs.analysis.summary.attribution import Attribution
from jobs.analysis.summary.clauses import shorten
from jobs.analysis.summary.keys import points_outside, stems

LINE_WORDS = 35
_SENTENCES = 8
"""Sentences looked at: what an article says further down is not what it is about."""
_HEAD = 4000
_LEAST, _MOST = 5, 60
_LOOK = 240
"""Characters of a candidate that are weighed: about what 35 words can show."""
_BYLINE = re.compile(r"(?:به گزارش|به نقل از)[^،\n]{3,60}،\s*")

_COVER, _PRECISION, _EARLY, _LATE, _SPOKEN, _LENGTH, _OUTSIDE, _QUOTED = 1.1, 0.2, 0.2, -0.2, 0.15, 0.25, -0.5, 0.3


@dataclass(frozen=True, slots=True)
class Candidate:
    """`who` stands before `text`; `place` is the paragraph or sentence, from 0."""

    who: str
    text: str
    place: int
    spoken: bool

    def __str__(self) -> str:
        return f"{self.who}: {self.text}" if self.who else self.text


def best_line(title: str, text: str, statements: Sequence[Statement], who: Sequence[Attribution]) -> str:
    """The line; `who[i]` introduces `statements[i]`. Empty where the article has no words."""
    wanted = frozenset(stems(title))
    best = max(
        _candidates(text, statements, who),
        key=lambda candidate: _weight(candidate, wanted),
        default=Candidate("", text.strip().split("\n", 1)[0], 0, spoken=False),
    )
    return str(_within(best))


def _candidates(text: str, statements: Sequence[Statement], who: Sequence[Attribution]) -> Iterator[Candidate]:
    for statement, speaker in zip(statements, who, strict=True):
        if statement.speaker is not None:
            yield Candidate(_introduction(speaker), statement.text, statement.paragraph, spoken=True)
    for place, (start, end) in enumerate(sentences(text[:_HEAD])[:_SENTENCES]):
        sentence = _BYLINE.sub("", text[start:end].strip(), count=1)
        if _LEAST <= sentence.count(" ") + 1 <= _MOST:
            yield Candidate("", sentence, place, spoken=False)


def _introduction(who: Attribution) -> str:
    """Name, office and verb; without the office where it would take the room of what was said. A verb of denial stays."""
    short = Attribution(who.name, "", "", who.verb)
    whole = Attribution(who.name, who.role, "", who.verb)
    return str(whole) if len(str(whole).split()) <= LINE_WORDS // 3 else str(short)


def _within(candidate: Candidate) -> Candidate:
    """The candidate with its text cut at a clause boundary, so that the whole has at most 35 words."""
    words = candidate.text.split(" ")
    room = LINE_WORDS - len(candidate.who.split())
    limit = len(" ".join(words[:room])) if len(words) > room else len(candidate.text)
    return Candidate(candidate.who, shorten(candidate.text, limit).text, candidate.place, candidate.spoken)


def _weight(candidate: Candidate, wanted: frozenset[str]) -> float:
    words = frozenset(stems(f"{candidate.who} {candidate.text[:_LOOK]}"))
    common = len(words & wanted)
    return (
        _COVER * common / max(1, len(wanted))
        + _PRECISION * common / max(1, len(words))
        + _EARLY / (1 + candidate.place)
        + _LATE * min(candidate.place, 10) / 10
        + _SPOKEN * candidate.spoken
        + _LENGTH * min(candidate.text.count(" ") + 1 + 5 * candidate.spoken, LINE_WORDS) / LINE_WORDS
        + _OUTSIDE * points_outside(candidate.text)
        + _QUOTED * ("«" in candidate.text)
    )
